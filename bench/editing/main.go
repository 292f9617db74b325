// Editing plays a person who edits a file of a module, with the language server:
//
//	go -C bench run ./editing -dir ~/src/grafana -file pkg/api/user.go -at 'bus.Dispatch(&query)'
//
// It starts buslint lsp, types into the file, a character at a time, and asks about a
// place between the strokes. It prints how long the first diagnostics, those after a
// stroke, and the answers took, and the server's peak memory. With -random N it makes N
// random edits and requests instead, takes the edits back, and compares the diagnostics
// with those of a server that has just been started. With -switch REV it checks out another
// revision and then the first again, both while the server runs, and compares likewise.
package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"log"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/sourcegraph/jsonrpc2"
)

func main() {
	log.SetFlags(0)
	var o options
	flag.StringVar(&o.dir, "dir", ".", "the module's `directory`")
	flag.StringVar(&o.file, "file", "", "the `file` to edit, below the directory")
	flag.StringVar(&o.at, "at", "", "the `text` in the file to ask about")
	flag.IntVar(&o.strokes, "n", 100, "how many characters to type")
	flag.StringVar(&o.revision, "switch", "", "a `revision` to check out and to come back from instead")
	flag.IntVar(&o.random, "random", 0, "how many random edits and requests to make instead")
	flag.Parse()
	if err := o.run(context.Background()); err != nil {
		log.Fatal(err)
	}
}

type options struct {
	dir, file, at, revision string
	strokes, random         int
}

func (o *options) run(ctx context.Context) error {
	var err error
	if o.dir, err = filepath.Abs(o.dir); err != nil {
		return err
	}
	bin, err := os.MkdirTemp("", "editing")
	if err != nil {
		return err
	}
	defer os.RemoveAll(bin)
	buslint := filepath.Join(bin, "buslint")
	build := exec.CommandContext(ctx, "go", "-C", "..", "build", "-o", buslint, "./cmd/buslint")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		return fmt.Errorf("building buslint: %w", err)
	}
	switch {
	case o.random > 0:
		return o.shake(ctx, buslint)
	case o.revision != "":
		return o.visit(ctx, buslint)
	}
	return o.measure(ctx, buslint)
}

// start starts a server and opens the file. It returns the time to the first diagnostics.
func (o *options) start(ctx context.Context, buslint string) (*client, time.Duration, error) {
	c, err := start(ctx, buslint, o.dir)
	if err != nil {
		return nil, 0, err
	}
	first, err := c.open(ctx, o.file)
	if err != nil {
		c.stop()
		return nil, 0, err
	}
	return c, first, nil
}

// measure prints how long the server takes.
func (o *options) measure(ctx context.Context, buslint string) error {
	c, first, err := o.start(ctx, buslint)
	if err != nil {
		return err
	}
	defer c.stop()
	fmt.Printf("start to first diagnostics  %v\n", first.Round(time.Millisecond))

	i := strings.Index(c.text, o.at)
	if o.at == "" || i < 0 {
		return fmt.Errorf("%s has no %q", o.file, o.at)
	}
	line := strings.LastIndexByte(c.text[:i], '\n') + 1
	if err := c.replace(ctx, line, line, "// \n"); err != nil { // a line of its own to type in
		return err
	}
	var strokes []time.Duration
	answers := map[string][]time.Duration{}
	for n := range o.strokes {
		began := time.Now()
		if err := c.replace(ctx, line+3, line+3, string("typing "[n%7])); err != nil {
			return err
		}
		strokes = append(strokes, time.Since(began))
		at := positionOf(c.text, strings.Index(c.text, o.at)+len(o.at)/2)
		for _, method := range []string{"textDocument/implementation", "textDocument/hover", "textDocument/codeLens"} {
			began := time.Now()
			if err := c.conn.Call(ctx, method, map[string]any{"textDocument": map[string]any{"uri": c.uri}, "position": at}, nil); err != nil {
				return err
			}
			answers[method] = append(answers[method], time.Since(began))
		}
	}
	fmt.Printf("stroke to its diagnostics   %s\n", spread(strokes))
	for _, method := range []string{"textDocument/implementation", "textDocument/hover", "textDocument/codeLens"} {
		fmt.Printf("%-27s %s\n", strings.TrimPrefix(method, "textDocument/"), spread(answers[method]))
	}
	fmt.Printf("peak memory                 %s\n", c.peak())
	return nil
}

func spread(times []time.Duration) string {
	slices.Sort(times)
	at := func(p int) time.Duration { return times[len(times)*p/100].Round(10 * time.Microsecond) }
	return fmt.Sprintf("p50 %v  p95 %v  max %v", at(50), at(95), times[len(times)-1].Round(10*time.Microsecond))
}

// shake makes random edits and requests, and compares what is left with a fresh start.
func (o *options) shake(ctx context.Context, buslint string) error {
	c, _, err := o.start(ctx, buslint)
	if err != nil {
		return err
	}
	defer c.stop()
	whole := c.text
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same each time
	methods := []string{
		"textDocument/implementation", "textDocument/references", "textDocument/hover", "textDocument/codeLens",
		"textDocument/prepareCallHierarchy", "workspace/symbol",
	}
	for n := range o.random {
		at := random.IntN(len(c.text) + 1)
		switch random.IntN(3) {
		case 0:
			end := min(len(c.text), at+random.IntN(40))
			err = c.change(ctx, at, end, []string{"", "x", "}", "bus.", "\n", "\"", "🚌"}[random.IntN(7)])
		case 1:
			if random.IntN(10) == 0 {
				err = c.change(ctx, 0, len(c.text), whole)
			}
		default:
			err = c.conn.Call(ctx, methods[random.IntN(len(methods))], map[string]any{
				"textDocument": map[string]any{"uri": c.uri}, "position": positionOf(c.text, at), "query": "a",
			}, nil)
		}
		if err != nil {
			return fmt.Errorf("after %d: %w", n, err)
		}
	}
	if err := c.replace(ctx, 0, len(c.text), whole); err != nil {
		return err
	}
	if err := o.compare(ctx, buslint, c); err != nil {
		return fmt.Errorf("after %d edits and requests: %w", o.random, err)
	}
	fmt.Printf("%d random edits and requests: the diagnostics are those of a fresh start; peak memory %s\n", o.random, c.peak())
	return nil
}

// compare compares the diagnostics with those of a fresh start.
func (o *options) compare(ctx context.Context, buslint string, c *client) error {
	fresh, _, err := o.start(ctx, buslint)
	if err != nil {
		return err
	}
	defer fresh.stop()
	if err := fresh.replace(ctx, 0, 0, ""); err != nil {
		return err
	}
	if got, want := c.all(), fresh.all(); !reflect.DeepEqual(got, want) {
		return fmt.Errorf("the diagnostics are %s, and those of a fresh start %s", got, want)
	}
	return nil
}

// visit goes to the other revision and back.
func (o *options) visit(ctx context.Context, buslint string) error {
	c, _, err := o.start(ctx, buslint)
	if err != nil {
		return err
	}
	defer c.stop()
	for _, revision := range []string{o.revision, "-"} {
		before, err := git(ctx, o.dir, "rev-parse", "HEAD")
		if err != nil {
			return err
		}
		if _, err := git(ctx, o.dir, "checkout", "-q", revision); err != nil {
			return err
		}
		names, err := git(ctx, o.dir, "diff", "--relative", "--name-only", strings.TrimSpace(before), "HEAD")
		if err != nil {
			return err
		}
		var changes []any
		for name := range strings.Lines(names) {
			changes = append(changes, map[string]any{"uri": "file://" + filepath.Join(o.dir, strings.TrimSpace(name)), "type": 2})
		}
		text, err := os.ReadFile(filepath.Join(o.dir, o.file))
		if err != nil {
			return err
		}
		began := time.Now()
		if err := c.conn.Notify(ctx, "workspace/didChangeWatchedFiles", map[string]any{"changes": changes}); err != nil {
			return err
		}
		if err := c.replace(ctx, 0, len(c.text), string(text)); err != nil { // as an editor does that reads the file again
			return err
		}
		fmt.Printf("%d files changed: diagnostics after %v\n", len(changes), time.Since(began).Round(time.Millisecond))
		if err := o.compare(ctx, buslint, c); err != nil {
			return fmt.Errorf("at %s: %w", revision, err)
		}
	}
	fmt.Printf("the diagnostics are those of a fresh start; peak memory %s\n", c.peak())
	return nil
}

func git(ctx context.Context, dir string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, "git", args...)
	cmd.Dir, cmd.Stderr = dir, os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return "", fmt.Errorf("git %s: %w", args[0], err)
	}
	return string(out), nil
}

// A client is what a person edits with.
type client struct {
	cmd       *exec.Cmd
	conn      *jsonrpc2.Conn
	dir       string
	began     time.Time
	uri, text string
	version   int

	mu          sync.Mutex
	diagnostics map[string]json.RawMessage
	published   chan int // the versions of the file of which diagnostics came
}

type pipe struct {
	*bufio.Reader
	in, out interface {
		Close() error
	}
	write func([]byte) (int, error)
}

func (p pipe) Write(b []byte) (int, error) { return p.write(b) }
func (p pipe) Close() error                { return errors.Join(p.in.Close(), p.out.Close()) }

func start(ctx context.Context, buslint, dir string) (*client, error) {
	c := &client{dir: dir, began: time.Now(), diagnostics: map[string]json.RawMessage{}, published: make(chan int, 1<<20)}
	c.cmd = exec.CommandContext(ctx, buslint, "lsp")
	c.cmd.Stderr = os.Stderr
	in, err := c.cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	out, err := c.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := c.cmd.Start(); err != nil {
		return nil, err
	}
	stream := jsonrpc2.NewBufferedStream(pipe{bufio.NewReader(out), in, out, in.Write}, jsonrpc2.VSCodeObjectCodec{})
	c.conn = jsonrpc2.NewConn(ctx, stream, c)
	if err := c.conn.Call(ctx, "initialize", map[string]any{
		"workspaceFolders": []any{map[string]any{"uri": "file://" + dir}}, "capabilities": map[string]any{},
	}, nil); err != nil {
		return nil, err
	}
	return c, c.conn.Notify(ctx, "initialized", struct{}{})
}

// Handle takes diagnostics.
func (c *client) Handle(_ context.Context, _ *jsonrpc2.Conn, req *jsonrpc2.Request) {
	if req.Method == "window/logMessage" || req.Method == "window/showMessage" {
		log.Printf("%s", *req.Params)
	}
	var p struct {
		URI         string          `json:"uri"`
		Version     int             `json:"version"`
		Diagnostics json.RawMessage `json:"diagnostics"`
	}
	if req.Method != "textDocument/publishDiagnostics" || json.Unmarshal(*req.Params, &p) != nil {
		return
	}
	c.mu.Lock()
	c.diagnostics[p.URI] = p.Diagnostics
	c.mu.Unlock()
	if p.URI == c.uri {
		c.published <- p.Version
	}
}

// open opens a file, and returns the time from the start to its first diagnostics.
func (c *client) open(ctx context.Context, file string) (time.Duration, error) {
	text, err := os.ReadFile(filepath.Join(c.dir, file))
	if err != nil {
		return 0, err
	}
	c.uri, c.text, c.version = "file://"+filepath.Join(c.dir, file), string(text), 1
	if err := c.conn.Notify(ctx, "textDocument/didOpen", map[string]any{
		"textDocument": map[string]any{"uri": c.uri, "languageId": "go", "version": 1, "text": c.text},
	}); err != nil {
		return 0, err
	}
	err = c.wait(ctx)
	return time.Since(c.began), err
}

// wait waits for the diagnostics of the file as it is.
func (c *client) wait(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, 2*time.Minute)
	defer cancel()
	for {
		select {
		case version := <-c.published:
			if version == c.version {
				return nil
			}
		case <-c.conn.DisconnectNotify():
			return errors.New("the server has gone")
		case <-ctx.Done():
			return fmt.Errorf("no diagnostics: %w", ctx.Err())
		}
	}
}

// replace changes the file, and waits for its diagnostics.
func (c *client) replace(ctx context.Context, start, end int, with string) error {
	if err := c.change(ctx, start, end, with); err != nil {
		return err
	}
	return c.wait(ctx)
}

func (c *client) change(ctx context.Context, start, end int, with string) error {
	r := map[string]any{"start": positionOf(c.text, start), "end": positionOf(c.text, end)}
	start, end = offsetOf(c.text, start), offsetOf(c.text, end)
	c.text = c.text[:start] + with + c.text[end:]
	c.version++
	return c.conn.Notify(ctx, "textDocument/didChange", map[string]any{
		"textDocument":   map[string]any{"uri": c.uri, "version": c.version},
		"contentChanges": []any{map[string]any{"range": r, "text": with}},
	})
}

// offsetOf moves an offset to the start of the character that it is in.
func offsetOf(text string, offset int) int {
	for offset > 0 && offset < len(text) && text[offset]&0xC0 == 0x80 {
		offset--
	}
	return offset
}

func positionOf(text string, offset int) map[string]int {
	offset = offsetOf(text, offset)
	start := strings.LastIndexByte(text[:offset], '\n') + 1
	units := 0
	for _, r := range text[start:offset] {
		units++
		if r >= 0x10000 {
			units++
		}
	}
	return map[string]int{"line": strings.Count(text[:start], "\n"), "character": units}
}

// all returns the diagnostics that there are.
func (c *client) all() map[string]string {
	c.mu.Lock()
	defer c.mu.Unlock()
	all := map[string]string{}
	for uri, d := range c.diagnostics {
		if string(d) != "[]" {
			all[uri] = string(d)
		}
	}
	return all
}

// peak returns the most memory that the server has had.
func (c *client) peak() string {
	status, _ := os.ReadFile(fmt.Sprintf("/proc/%d/status", c.cmd.Process.Pid))
	for line := range strings.Lines(string(status)) {
		if kb, ok := strings.CutPrefix(line, "VmHWM:"); ok {
			return strings.TrimSpace(kb)
		}
	}
	return "unknown"
}

func (c *client) stop() {
	c.conn.Close()
	_ = c.cmd.Wait()
}
