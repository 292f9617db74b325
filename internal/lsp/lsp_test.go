package lsp

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"maps"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/sourcegraph/jsonrpc2"
	"golang.org/x/tools/txtar"

	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/load"
	"github.com/buslint/buslint/internal/rules"
)

var update = flag.Bool("update", false, "write the answers into the sessions in testdata")

// TestSessions plays the sessions in testdata: archives of a module, whose comment says
// what a client asks, with the answer below each request. A place is said by text of the
// file, with ‸ where the cursor is.
func TestSessions(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(files) == 0 {
		t.Fatal("no sessions", err)
	}
	for _, file := range files {
		t.Run(strings.TrimSuffix(filepath.Base(file), ".txtar"), func(t *testing.T) {
			t.Parallel()
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			dir := t.TempDir()
			if dir, err = filepath.EvalSymlinks(dir); err != nil {
				t.Fatal(err)
			}
			files, err := txtar.FS(archive)
			if err != nil {
				t.Fatal(err)
			}
			if err := os.CopyFS(dir, files); err != nil {
				t.Fatal(err)
			}
			c := connect(t, dir)
			var played strings.Builder
			for _, line := range strings.SplitAfter(string(archive.Comment), "\n") {
				switch {
				case strings.HasPrefix(line, "\t"): // an answer
					continue
				case strings.HasPrefix(line, "#"), strings.TrimSpace(line) == "":
					played.WriteString(line)
					continue
				}
				played.WriteString(line)
				for answer := range strings.SplitSeq(strings.TrimRight(c.play(strings.TrimSpace(line)), "\n"), "\n") {
					if answer != "" {
						played.WriteString("\t" + answer + "\n")
					}
				}
			}
			if played.String() == string(archive.Comment) {
				return
			}
			if *update {
				archive.Comment = []byte(played.String())
				if err := os.WriteFile(file, txtar.Format(archive), 0o666); err != nil {
					t.Fatal(err)
				}
				return
			}
			t.Errorf("the session went\n%s\nwant\n%s", played.String(), archive.Comment)
		})
	}
}

// A client talks to a server of its own.
type client struct {
	t    *testing.T
	dir  string
	conn *jsonrpc2.Conn
	code chan int // the exit code of the server

	server *server

	mu          sync.Mutex
	text        map[string]string // of open files
	version     map[string]int
	diagnostics map[string][]diagnostic
	shown       []string
}

func connect(t *testing.T, dir string) *client {
	t.Helper()
	return connectWith(t, dir, configure)
}

func connectWith(t *testing.T, dir string, configure func(string) (*config.Config, error)) *client {
	t.Helper()
	here, there := net.Pipe()
	c := &client{t: t, dir: dir, code: make(chan int, 1), text: map[string]string{}, version: map[string]int{}, diagnostics: map[string][]diagnostic{}}
	c.server = newServer(Options{Version: "test", Configure: configure})
	go func() { c.code <- c.server.serve(t.Context(), there) }()
	c.conn = jsonrpc2.NewConn(t.Context(), jsonrpc2.NewBufferedStream(here, jsonrpc2.VSCodeObjectCodec{}), c)
	t.Cleanup(func() { c.conn.Close() })
	c.must(c.call("initialize", map[string]any{
		"workspaceFolders": []any{map[string]any{"uri": uriOf(dir), "name": "test"}},
		"capabilities":     map[string]any{},
	}, nil))
	c.notify("initialized", struct{}{})
	return c
}

// configure reads the nearest configuration.
func configure(folder string) (*config.Config, error) {
	name, err := config.Find(folder)
	if err != nil || name == "" {
		return config.Default(), err
	}
	return rules.Language.ReadFile(name)
}

// Handle takes what the server says.
func (c *client) Handle(ctx context.Context, conn *jsonrpc2.Conn, req *jsonrpc2.Request) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch req.Method {
	case "textDocument/publishDiagnostics":
		if p, err := params[publishParams](req); err == nil {
			c.diagnostics[c.name(p.URI)] = p.Diagnostics
		}
	case "window/showMessage", "window/logMessage":
		if p, err := params[messageParams](req); err == nil {
			c.shown = append(c.shown, p.Message)
		}
	case "window/showDocument":
		if p, err := params[struct{ URI documentURI }](req); err == nil {
			c.shown = append(c.shown, "document "+c.name(p.URI))
		}
	}
	if !req.Notif {
		_ = conn.Reply(ctx, req.ID, map[string]any{"success": true})
	}
}

func (c *client) call(method string, params, result any) error {
	c.t.Helper()
	ctx, cancel := context.WithTimeout(c.t.Context(), time.Minute)
	defer cancel()
	return c.conn.Call(ctx, method, params, result)
}

func (c *client) notify(method string, params any) {
	c.t.Helper()
	if err := c.conn.Notify(c.t.Context(), method, params); err != nil {
		c.t.Fatal(err)
	}
}

func (c *client) name(uri documentURI) string {
	name, err := filepath.Rel(c.dir, fileOf(uri))
	if err != nil {
		return string(uri)
	}
	return filepath.ToSlash(name)
}

func (c *client) uri(name string) documentURI { return uriOf(filepath.Join(c.dir, name)) }

// content returns what the client sees of a file.
func (c *client) content(name string) string {
	c.mu.Lock()
	defer c.mu.Unlock()
	if text, ok := c.text[name]; ok {
		return text
	}
	data, err := os.ReadFile(filepath.Join(c.dir, name))
	if err != nil {
		c.t.Fatal(err)
	}
	return string(data)
}

// position returns the place of ‸ in a file.
func (c *client) position(name, where string) position {
	c.t.Helper()
	before, after, ok := strings.Cut(where, "‸")
	text := c.content(name)
	i := strings.Index(text, before+after)
	if !ok || i < 0 {
		c.t.Fatalf("%s has no %q", name, where)
	}
	return positionOf(text, i+len(before))
}

// play does what a line of a session says, and returns the answer.
func (c *client) play(line string) string {
	words := fields(c.t, line)
	at := func() map[string]any {
		return map[string]any{"textDocument": textDocument{URI: c.uri(words[1])}, "position": c.position(words[1], words[2])}
	}
	switch words[0] {
	case "open":
		c.text[words[1]] = c.content(words[1])
		c.notify("textDocument/didOpen", map[string]any{"textDocument": map[string]any{"uri": c.uri(words[1]), "languageId": "go", "version": 1, "text": c.text[words[1]]}})
	case "close":
		c.mu.Lock()
		delete(c.text, words[1])
		c.mu.Unlock()
		c.notify("textDocument/didClose", map[string]any{"textDocument": textDocument{URI: c.uri(words[1])}})
	case "replace": // file old new
		c.replace(words[1], words[2], words[3])
	case "write", "unsaid": // file old new, on disk; unsaid if nobody tells the server
		text := strings.Replace(c.content(words[1]), words[2], words[3], 1)
		if err := os.WriteFile(filepath.Join(c.dir, words[1]), []byte(text), 0o666); err != nil {
			c.t.Fatal(err)
		}
		if words[0] == "write" {
			c.changedOnDisk(words[1], 2)
		}
	case "create": // file text, on disk
		c.create(words[1], words[2])
	case "delete": // file, on disk
		if err := os.Remove(filepath.Join(c.dir, words[1])); err != nil {
			c.t.Fatal(err)
		}
		c.changedOnDisk(words[1], 3)
	case "enter": // folder
		c.notify("workspace/didChangeWorkspaceFolders", map[string]any{"event": map[string]any{"added": []any{map[string]any{"uri": c.uri(words[1])}}}})
	case "leave": // folder
		c.notify("workspace/didChangeWorkspaceFolders", map[string]any{"event": map[string]any{"removed": []any{map[string]any{"uri": c.uri(words[1])}}}})
	case "diagnostics":
		return c.settled()
	case "implementation", "references":
		var found []location
		c.must(c.call("textDocument/"+words[0], at(), &found))
		return c.locations(found)
	case "hover":
		var h *hover
		c.must(c.call("textDocument/hover", at(), &h))
		if h == nil {
			return "nothing"
		}
		return strings.ReplaceAll(h.Contents.Value, string(uriOf(c.dir)), "")
	case "lenses":
		var lenses []codeLens
		c.must(c.call("textDocument/codeLens", map[string]any{"textDocument": textDocument{URI: c.uri(words[1])}}, &lenses))
		var b strings.Builder
		for _, l := range lenses {
			fmt.Fprintf(&b, "%s: %s\n", c.textAt(words[1], l.Range), l.Command.Title)
		}
		return b.String()
	case "symbols":
		var symbols []symbol
		c.must(c.call("workspace/symbol", symbolParams{words[1]}, &symbols))
		var b strings.Builder
		for _, s := range symbols {
			fmt.Fprintf(&b, "%s (%s) %s", s.Name, s.ContainerName, c.locations([]location{s.Location}))
		}
		return b.String()
	case "actions":
		return c.actions(words[1], c.position(words[1], words[2]), "")
	case "apply": // file place title
		return c.actions(words[1], c.position(words[1], words[2]), words[3])
	case "incoming", "outgoing":
		return c.hierarchy(words[0], at())
	default:
		c.t.Fatalf("what is %q?", line)
	}
	return ""
}

func fields(t *testing.T, line string) []string {
	t.Helper()
	var words []string
	for line = strings.TrimSpace(line); line != ""; line = strings.TrimSpace(line) {
		if line[0] != '"' && line[0] != '`' {
			word, rest, _ := strings.Cut(line, " ")
			words, line = append(words, word), rest
			continue
		}
		quoted, err := strconv.QuotedPrefix(line)
		if err != nil {
			t.Fatalf("%s: %v", line, err)
		}
		word, _ := strconv.Unquote(quoted)
		words, line = append(words, word), line[len(quoted):]
	}
	return words
}

func (c *client) must(err error) {
	c.t.Helper()
	if err != nil {
		c.t.Fatal(err)
	}
}

// replace types text in the place of old.
func (c *client) replace(name, old, with string) {
	text := c.content(name)
	i := strings.Index(text, old)
	if i < 0 {
		c.t.Fatalf("%s has no %q", name, old)
	}
	r := textRange{positionOf(text, i), positionOf(text, i+len(old))}
	c.mu.Lock()
	c.text[name] = text[:i] + with + text[i+len(old):]
	c.version[name]++
	version := c.version[name] + 1
	c.mu.Unlock()
	c.notify("textDocument/didChange", map[string]any{
		"textDocument":   map[string]any{"uri": c.uri(name), "version": version},
		"contentChanges": []any{map[string]any{"range": r, "text": with}},
	})
}

// create writes a new file.
func (c *client) create(name, text string) {
	file := filepath.Join(c.dir, name)
	if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
		c.t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		c.t.Fatal(err)
	}
	c.changedOnDisk(name, 1)
}

func (c *client) changedOnDisk(name string, how int) {
	c.notify("workspace/didChangeWatchedFiles", map[string]any{"changes": []any{map[string]any{"uri": c.uri(name), "type": how}}})
}

// settled returns the diagnostics of all files, once the server has no more to say.
func (c *client) settled() string {
	_ = c.call("test/known", nil, nil) // an error, and all that was said before has been taken
	if _, err := c.server.all(c.t.Context()); err != nil {
		c.t.Fatal(err)
	}
	for !c.idle() {
		time.Sleep(5 * time.Millisecond)
	}
	_ = c.call("test/known", nil, nil) // all that the server has said before has come
	c.mu.Lock()
	defer c.mu.Unlock()
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(c.diagnostics)) {
		for _, d := range c.diagnostics[name] {
			severity := map[int]string{severityError: "error: ", severityInformation: "information: "}[d.Severity]
			fmt.Fprintf(&b, "%s:%d:%d: %s%s (%s)\n", name, d.Range.Start.Line+1, d.Range.Start.Character+1, severity, d.Message, d.Code)
		}
	}
	for _, text := range c.shown {
		fmt.Fprintln(&b, strings.ReplaceAll(text, c.dir, ""))
	}
	c.shown = nil
	if b.Len() == 0 {
		return "none"
	}
	return b.String()
}

// idle reports whether the server has nothing to do.
func (c *client) idle() bool {
	c.server.mu.Lock()
	defer c.server.mu.Unlock()
	return !slices.ContainsFunc(c.server.sessions, func(sess *session) bool { return sess.looked.Load() != sess.touched.Load() })
}

// locations writes places with the lines that they are in.
func (c *client) locations(locations []location) string {
	var b strings.Builder
	for _, l := range locations {
		name := c.name(l.URI)
		fmt.Fprintf(&b, "%s:%d: %s\n", name, l.Range.Start.Line+1, c.textAt(name, l.Range))
	}
	if b.Len() == 0 {
		return "nothing"
	}
	return b.String()
}

// textAt returns the first line of what is in the range.
func (c *client) textAt(name string, r textRange) string {
	text := c.content(name)
	line, _, _ := strings.Cut(text[offsetOf(text, r.Start):offsetOf(text, r.End)], "\n")
	return line
}

// actions lists the actions at a place, or applies the one with the title, and returns
// the lines that are new then.
func (c *client) actions(name string, pos position, title string) string {
	var actions []codeAction
	c.must(c.call("textDocument/codeAction", codeActionParams{documentParams: documentParams{textDocument{URI: c.uri(name)}}, Range: textRange{pos, pos}}, &actions))
	var b strings.Builder
	for _, a := range actions {
		if title == "" {
			fmt.Fprintf(&b, "%s (%s)\n", a.Title, a.Kind)
		}
		if a.Title != title {
			continue
		}
		if a.Edit == nil {
			c.must(c.call("codeAction/resolve", a, &a))
		}
		for _, uri := range slices.Sorted(maps.Keys(a.Edit.Changes)) {
			b.WriteString(c.apply(c.name(uri), a.Edit.Changes[uri]))
		}
	}
	if b.Len() == 0 {
		return "nothing"
	}
	return b.String()
}

// apply makes the edits in an open file or on disk, and returns the lines that are new.
func (c *client) apply(name string, edits []textEdit) string {
	old := c.content(name)
	text := old
	slices.SortStableFunc(edits, func(a, b textEdit) int {
		return offsetOf(old, b.Range.Start) - offsetOf(old, a.Range.Start)
	})
	for _, e := range edits {
		text = text[:offsetOf(old, e.Range.Start)] + e.NewText + text[offsetOf(old, e.Range.End):]
	}
	if _, open := c.text[name]; open {
		c.mu.Lock()
		c.text[name] = text
		c.version[name]++
		version := c.version[name] + 1
		c.mu.Unlock()
		c.notify("textDocument/didChange", map[string]any{
			"textDocument":   map[string]any{"uri": c.uri(name), "version": version},
			"contentChanges": []any{map[string]any{"text": text}},
		})
	} else {
		if err := os.WriteFile(filepath.Join(c.dir, name), []byte(text), 0o666); err != nil {
			c.t.Fatal(err)
		}
		c.notify("workspace/didChangeWatchedFiles", map[string]any{"changes": []any{map[string]any{"uri": c.uri(name), "type": 2}}})
	}
	had := strings.Split(old, "\n")
	var b strings.Builder
	for i, line := range strings.Split(text, "\n") {
		if !slices.Contains(had, line) {
			fmt.Fprintf(&b, "%s:%d:%s\n", name, i+1, strings.ReplaceAll(line, "\t", "  "))
		}
	}
	return b.String()
}

// hierarchy returns what leads to the items at a place, or what these lead to.
func (c *client) hierarchy(direction string, at map[string]any) string {
	var items []hierarchyItem
	c.must(c.call("textDocument/prepareCallHierarchy", at, &items))
	var b strings.Builder
	for _, item := range items {
		var calls []struct {
			From, To   *hierarchyItem
			FromRanges []textRange
		}
		c.must(c.call("callHierarchy/"+direction+"Calls", hierarchyParams{item}, &calls))
		for _, call := range calls {
			other, file := call.To, c.name(item.URI)
			if call.From != nil {
				other, file = call.From, c.name(call.From.URI)
			}
			fmt.Fprintf(&b, "%s %s %s", item.Name, map[string]string{"incoming": "<-", "outgoing": "->"}[direction], other.Name)
			for _, r := range call.FromRanges {
				fmt.Fprintf(&b, " [%s]", c.textAt(file, r))
			}
			b.WriteByte('\n')
		}
	}
	if b.Len() == 0 {
		return "nothing"
	}
	return b.String()
}

// TestEnds tells how a server ends.
func TestEnds(t *testing.T) {
	t.Run("shutdown and exit", func(t *testing.T) {
		c := connect(t, t.TempDir())
		c.must(c.call("shutdown", nil, nil))
		if err := (*jsonrpc2.Error)(nil); !errors.As(c.call("workspace/symbol", symbolParams{}, nil), &err) || err.Code != jsonrpc2.CodeInvalidRequest {
			t.Errorf("after shutdown a request gets %v", err)
		}
		c.notify("exit", nil)
		if code := <-c.code; code != 0 {
			t.Errorf("exit code %d, want 0", code)
		}
	})
	t.Run("a request before initialize", func(t *testing.T) {
		_, err := newServer(Options{}).request(t.Context(), &jsonrpc2.Request{Method: "workspace/symbol"})
		if rpc := (*jsonrpc2.Error)(nil); !errors.As(err, &rpc) || rpc.Code != codeNotInitialized {
			t.Errorf("got %v", err)
		}
	})
	t.Run("a dependency is opened", func(t *testing.T) {
		c := connect(t, t.TempDir())
		out, err := load.Go(t.Context(), c.dir, "env", "GOROOT")
		c.must(err)
		file := filepath.Join(strings.TrimSpace(out), "src", "errors", "errors.go")
		c.notify("textDocument/didOpen", map[string]any{"textDocument": textDocument{URI: uriOf(file), Text: "package errors"}})
		_ = c.call("test/known", nil, nil)
		if sessions, err := c.server.all(t.Context()); err != nil || len(sessions) > 0 {
			t.Errorf("%d modules are analyzed, %v", len(sessions), err)
		}
	})
	t.Run("the client goes away", func(t *testing.T) {
		c := connect(t, t.TempDir())
		c.conn.Close()
		if code := <-c.code; code != 1 {
			t.Errorf("exit code %d, want 1", code)
		}
	})
	t.Run("a request is cancelled", func(t *testing.T) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module m\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		c := connectWith(t, dir, func(string) (*config.Config, error) { <-t.Context().Done(); return nil, t.Context().Err() })
		waiter, err := c.conn.DispatchCall(t.Context(), "workspace/symbol", symbolParams{}, jsonrpc2.PickID(jsonrpc2.ID{Num: 77}))
		c.must(err)
		c.notify("$/cancelRequest", map[string]any{"id": 77})
		err = waiter.Wait(t.Context(), nil)
		if rpc := (*jsonrpc2.Error)(nil); !errors.As(err, &rpc) || rpc.Code != codeCancelled {
			t.Errorf("got %v, want that it is cancelled", err)
		}
	})
	t.Run("a panic costs one answer", func(t *testing.T) {
		dir := t.TempDir()
		if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module m\n"), 0o666); err != nil {
			t.Fatal(err)
		}
		c := connectWith(t, dir, func(string) (*config.Config, error) { panic("for the test") })
		c.must(c.call("workspace/symbol", symbolParams{}, nil))
		if said := c.settled(); !strings.Contains(said, "panic: for the test") {
			t.Errorf("the log says %s", said)
		}
	})
	t.Run("a message that cannot be understood", func(t *testing.T) {
		here, there := net.Pipe()
		code := make(chan int, 1)
		go func() { code <- newServer(Options{Configure: configure}).serve(t.Context(), there) }()
		read := bufio.NewReader(here)
		say := func(body string) {
			if _, err := fmt.Fprintf(here, "content-length:%d\r\nContent-Type: x\r\n\r\n%s", len(body), body); err != nil {
				t.Fatal(err)
			}
		}
		want := func(part string) {
			t.Helper()
			if body, err := readBody(read); err != nil || !strings.Contains(string(body), part) {
				t.Errorf("got %s, %v, want %s", body, err, part)
			}
		}
		for _, body := range []string{"{", "", "[]", "null", "{}", `{"method":1}`} {
			say(body)
			want("cannot be understood")
		}
		say(`{"id":7,"method":1}`)
		want(`"id":7,"error":{"code":-32600`)
		say(`[{"id":1,"method":"initialize"}]`)
		want("cannot be understood")
		say(`{"id":"a","method":"initialize","params":{"workspaceFolders":[{"uri":"untitled:1"}]}}`)
		want(`"id":"a","result":{"capabilities"`)
		say(`{"id":"b","method":"initialize","params":{}}`)
		want(`"id":"b","error":{"code":-32600`)
		if _, err := fmt.Fprint(here, "Content-Length: 99\r\n\r\n{"); err != nil {
			t.Fatal(err)
		}
		here.Close()
		if got := <-code; got != 1 {
			t.Errorf("exit code %d, want 1", got)
		}
	})
	t.Run("unknown requests and bad parameters", func(t *testing.T) {
		c := connect(t, t.TempDir())
		if err := c.call("textDocument/formatting", nil, nil); err == nil {
			t.Error("an unknown request has an answer")
		}
		if err := c.call("textDocument/hover", json.RawMessage(`{"position":"here"}`), nil); err == nil {
			t.Error("bad parameters have an answer")
		}
		var result any
		if err := c.call("textDocument/hover", map[string]any{"textDocument": textDocument{URI: "untitled:1"}}, &result); err != nil || result != nil {
			t.Errorf("a file that is none: %v, %v", result, err)
		}
	})
}
