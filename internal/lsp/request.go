package lsp

import (
	"context"
	"encoding/json"
	"fmt"
	"path/filepath"
	"strings"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/load"
)

// notified takes a notification.
func (s *server) notified(ctx context.Context, req *jsonrpc2.Request) {
	switch req.Method {
	case "initialized":
		go s.watch(ctx)
	case "exit":
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.down {
			s.exit <- 0
		} else {
			s.exit <- 1
		}
	case "$/cancelRequest":
		if p, err := params[struct {
			ID jsonrpc2.ID `json:"id"`
		}](req); err == nil {
			s.mu.Lock()
			defer s.mu.Unlock()
			if cancel := s.running[p.ID]; cancel != nil {
				cancel()
			}
		}
	case "textDocument/didOpen":
		if p, err := params[documentParams](req); err == nil {
			s.later("opening a file", func() { s.located(fileOf(p.uri())) }) //nolint:contextcheck // it outlives the notification
			s.edit(p.uri(), func(file string) { s.docs.set(file, p.TextDocument.Version, p.TextDocument.Text) })
		}
	case "textDocument/didChange":
		if p, err := params[changeParams](req); err == nil {
			s.edit(p.uri(), func(file string) { s.docs.change(file, p.TextDocument.Version, p.ContentChanges) })
		}
	case "textDocument/didClose":
		if p, err := params[documentParams](req); err == nil {
			s.edit(p.uri(), s.docs.close)
		}
	case "workspace/didChangeWatchedFiles":
		if p, err := params[watchedParams](req); err == nil {
			var files []string
			for _, c := range p.Changes {
				files = append(files, fileOf(c.URI))
			}
			s.rebuilt(files...)
			s.touch(files...)
		}
	case "textDocument/didSave":
		if p, err := params[documentParams](req); err == nil {
			s.rebuilt(fileOf(p.uri()))
			s.touch(fileOf(p.uri()))
		}
	case "workspace/didChangeWorkspaceFolders":
		if p, err := params[foldersParams](req); err == nil {
			s.later("closing folders", func() { //nolint:contextcheck // it outlives the notification
				for _, folder := range p.Event.Removed {
					s.remove(fileOf(folder.URI))
				}
			})
			s.open(p.Event.Added) //nolint:contextcheck // it outlives the notification
		}
	}
}

// open begins sessions for folders of the client.
func (s *server) open(folders []workspaceFolder) {
	s.later("opening folders", func() {
		for _, f := range folders {
			if name := fileOf(f.URI); name != "" {
				s.add(folder{name: name})
			}
		}
	})
}

// located begins a session for the module of a file that is in none of the folders, unless
// that is a dependency, which a person only reads.
func (s *server) located(file string) {
	if file == "" || s.sessionWith(file) != nil {
		return
	}
	dir := filepath.Dir(file)
	if read, err := load.Go(s.lifetime, dir, "env", "GOROOT", "GOMODCACHE"); err == nil {
		for dir := range strings.Lines(read) {
			if dir = strings.TrimSpace(dir); dir != "" && isBelow(dir, file) {
				return
			}
		}
	}
	s.add(folder{name: dir, alone: true})
}

// edit changes what is open, if it is a file.
func (s *server) edit(uri documentURI, change func(file string)) {
	if file := fileOf(uri); file != "" {
		change(file)
		s.touch()
	}
}

// request answers a request. It returns an error before initialize and after shutdown, as
// the protocol wants.
func (s *server) request(ctx context.Context, req *jsonrpc2.Request) (any, error) {
	s.mu.Lock()
	begun, down := s.begun, s.down
	s.mu.Unlock()
	switch {
	case down:
		return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidRequest, Message: "buslint is shut down"}
	case begun && req.Method == "initialize":
		return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidRequest, Message: "the client has said initialize before"}
	case !begun && req.Method != "initialize":
		return nil, &jsonrpc2.Error{Code: codeNotInitialized, Message: "the client has not said initialize"}
	}
	switch req.Method {
	case "initialize":
		return s.initialize(req) //nolint:contextcheck // what it begins outlives the request
	case "shutdown":
		s.mu.Lock()
		defer s.mu.Unlock()
		s.down = true
		return nil, nil
	case "textDocument/implementation":
		return answerAt(ctx, s, req, func(l look) any { return l.locations(l.implementations()) })
	case "textDocument/references":
		return answerAt(ctx, s, req, func(l look) any { return l.locations(l.references()) })
	case "textDocument/hover":
		return answerAt(ctx, s, req, look.hovered)
	case "textDocument/prepareCallHierarchy":
		return answerAt(ctx, s, req, look.items)
	case "textDocument/codeLens":
		return answerIn(ctx, s, req, (*view).lenses)
	case "textDocument/codeAction":
		return answerIn(ctx, s, req, (*view).actions)
	case "codeAction/resolve":
		return s.resolve(ctx, req)
	case "callHierarchy/incomingCalls":
		return s.calls(ctx, req, step.incoming, func(v *view, to hierarchyItem, w way) any {
			return incomingCall{From: v.item(w.to), FromRanges: v.ranges(w.places)}
		})
	case "callHierarchy/outgoingCalls":
		return s.calls(ctx, req, step.outgoing, func(v *view, from hierarchyItem, w way) any {
			return outgoingCall{To: v.item(w.to), FromRanges: v.ranges(w.places)}
		})
	case "workspace/symbol":
		return s.symbols(ctx, req)
	case "workspace/executeCommand":
		return nil, s.execute(ctx, req)
	}
	return nil, &jsonrpc2.Error{Code: jsonrpc2.CodeMethodNotFound, Message: "buslint does not know " + req.Method}
}

// capabilities are what the server can do.
func capabilities() any {
	return map[string]any{
		"positionEncoding":        "utf-16",
		"textDocumentSync":        map[string]any{"openClose": true, "change": 2, "save": map[string]any{}},
		"implementationProvider":  true,
		"referencesProvider":      true,
		"hoverProvider":           true,
		"codeLensProvider":        map[string]any{},
		"codeActionProvider":      map[string]any{"codeActionKinds": []string{"quickfix", "refactor.rewrite"}, "resolveProvider": true},
		"callHierarchyProvider":   true,
		"workspaceSymbolProvider": true,
		"executeCommandProvider":  map[string]any{"commands": []string{showCommand}},
		"workspace": map[string]any{
			"workspaceFolders": map[string]any{"supported": true, "changeNotifications": true},
		},
	}
}

func (s *server) initialize(req *jsonrpc2.Request) (any, error) {
	p, err := params[initializeParams](req)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	s.client, s.begun = p.Capabilities, true
	s.mu.Unlock()
	folders := p.WorkspaceFolders
	if len(folders) == 0 && p.RootURI != "" {
		folders = []workspaceFolder{{URI: documentURI(p.RootURI)}}
	}
	s.open(folders)
	return map[string]any{
		"capabilities": capabilities(),
		"serverInfo":   map[string]any{"name": "buslint", "version": s.Version},
	}, nil
}

// watch asks the client to say when files change that it has not open.
func (s *server) watch(ctx context.Context) {
	s.mu.Lock()
	able := s.client.Workspace.DidChangeWatchedFiles.DynamicRegistration
	s.mu.Unlock()
	if !able {
		return
	}
	var watchers []any
	for _, glob := range []string{"**/*.go", "**/go.mod", "**/go.work", "**/.buslint.{yml,yaml}"} {
		watchers = append(watchers, map[string]any{"globPattern": glob})
	}
	s.call(ctx, "client/registerCapability", map[string]any{"registrations": []any{map[string]any{
		"id":              "files",
		"method":          "workspace/didChangeWatchedFiles",
		"registerOptions": map[string]any{"watchers": watchers},
	}}})
}

// call asks something of the client that needs no answer.
func (s *server) call(ctx context.Context, method string, params any) {
	if err := s.conn.Call(ctx, method, params, nil); err != nil {
		s.logf("buslint: %s: %v", method, err)
	}
}

// show shows a message to the person.
func (s *server) show(ctx context.Context, kind int, text string) {
	_ = s.conn.Notify(ctx, "window/showMessage", messageParams{kind, text})
}

// answerAt answers a request about a position, or nothing where nothing is known.
func answerAt(ctx context.Context, s *server, req *jsonrpc2.Request, answer func(look) any) (any, error) {
	return answerIn(ctx, s, req, func(v *view, file string, p positionParams) any { return answer(v.look(file, p.Position)) })
}

// answerIn answers a request about a file.
func answerIn[P interface{ uri() documentURI }](ctx context.Context, s *server, req *jsonrpc2.Request, answer func(*view, string, P) any) (any, error) {
	p, err := params[P](req)
	if err != nil {
		return nil, err
	}
	file := fileOf(p.uri())
	_, v, err := s.viewOf(ctx, file)
	if err != nil || v == nil {
		return nil, err
	}
	return answer(v, file, p), nil
}

func (l look) hovered() any {
	text, at := l.hover()
	if text == "" {
		return nil
	}
	var h hover
	h.Contents.Kind, h.Contents.Value = "markdown", text
	if at.known() {
		r := l.rangeOf(at)
		h.Range = &r
	}
	return h
}

func (l look) items() any {
	var items []hierarchyItem
	for _, s := range l.steps() {
		items = append(items, l.item(s))
	}
	return items
}

func (v *view) item(s step) hierarchyItem {
	if m := s.message; m != nil {
		at := v.location(m.decl)
		if !m.decl.known() && len(m.uses) > 0 { // declared in another module
			at = v.location(m.uses[0].call)
		}
		symbol := symbolStruct
		if m.kind == kind.Event {
			symbol = symbolEvent
		}
		return hierarchyItem{Name: m.label, Kind: symbol, Detail: m.kind.String(), URI: at.URI, Range: at.Range, SelectionRange: at.Range, Data: s.key()}
	}
	fn := s.function
	at := v.location(fn.decl)
	return hierarchyItem{Name: fn.name, Kind: symbolFunction, URI: at.URI, Range: at.Range, SelectionRange: at.Range, Data: s.key()}
}

func (v *view) ranges(spans []span) []textRange {
	ranges := make([]textRange, 0, len(spans))
	for _, s := range spans {
		ranges = append(ranges, v.rangeOf(s))
	}
	return ranges
}

// calls answers what leads to an item of the hierarchy, or what it leads to.
func (s *server) calls(ctx context.Context, req *jsonrpc2.Request, ways func(step) []way, answer func(*view, hierarchyItem, way) any) (any, error) {
	return answerIn(ctx, s, req, func(v *view, _ string, p hierarchyParams) any {
		key, _ := p.Item.Data.(string)
		from, ok := v.step(key)
		if !ok {
			return nil
		}
		var calls []any
		for _, w := range ways(from) {
			calls = append(calls, answer(v, p.Item, w))
		}
		return calls
	})
}

// lenses returns the code lenses of a file.
func (v *view) lenses(file string, _ documentParams) any {
	lenses := []codeLens{}
	for _, m := range v.marks(file) {
		at := v.location(m.span)
		lenses = append(lenses, codeLens{at.Range, &command{m.title, showCommand, []any{at, v.locations(m.places)}}})
	}
	return lenses
}

// showCommand shows places: a client that can show a list of them does it itself.
const showCommand = "buslint.show"

// execute shows the first of the places of a lens, for clients that leave that to the
// server.
func (s *server) execute(ctx context.Context, req *jsonrpc2.Request) error {
	p, err := params[struct {
		Command   string            `json:"command"`
		Arguments []json.RawMessage `json:"arguments"`
	}](req)
	if err != nil {
		return err
	}
	var places []location
	if p.Command != showCommand || len(p.Arguments) != 2 || json.Unmarshal(p.Arguments[1], &places) != nil {
		return &jsonrpc2.Error{Code: jsonrpc2.CodeInvalidParams, Message: fmt.Sprintf("buslint does not know the command %s with these arguments", p.Command)}
	}
	if len(places) > 0 {
		go s.call(ctx, "window/showDocument", map[string]any{"uri": places[0].URI, "takeFocus": true, "selection": places[0].Range})
	}
	return nil
}

// maxSymbols is how many messages an answer names: a person types more letters when the
// list is long.
const maxSymbols = 200

// symbols returns the messages of all folders whose names fit the query.
func (s *server) symbols(ctx context.Context, req *jsonrpc2.Request) (any, error) {
	p, err := params[symbolParams](req)
	if err != nil {
		return nil, err
	}
	sessions, err := s.all(ctx)
	if err != nil {
		return nil, err
	}
	symbols := []symbol{}
	for _, sess := range sessions {
		v, err := sess.current(ctx)
		if err != nil {
			return nil, err
		}
		if v == nil {
			continue
		}
		for _, m := range v.find(p.Query) {
			if m.decl.known() && len(symbols) < maxSymbols {
				item := v.item(step{message: m})
				symbols = append(symbols, symbol{m.typ.Name, item.Kind, item.Detail + " of " + m.typ.Path, v.location(m.decl)})
			}
		}
	}
	return symbols, nil
}
