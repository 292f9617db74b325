package lsp

import (
	"context"
	"encoding/json"
	"fmt"
	"go/scanner"
	"go/token"
	"path/filepath"
	"slices"
	"strings"

	"github.com/sourcegraph/jsonrpc2"

	"github.com/buslint/buslint/internal/capital"
	"github.com/buslint/buslint/internal/diff"
	"github.com/buslint/buslint/internal/summary"
)

// Kinds of code actions.
const (
	quickFix = "quickfix"
	rewrite  = "refactor.rewrite"
)

// A deferred is what an action that is worked out only when a person chooses it says of
// itself.
type deferred struct {
	URI     documentURI `json:"uri"`
	Migrate string      `json:"migrate,omitempty"` // the message for which contexts are to travel
	Package string      `json:"package,omitempty"` // the path of the message that is to be called
	Name    string      `json:"name,omitempty"`
	New     string      `json:"new,omitempty"` // this
}

// actions returns what can be done about the findings in a range of a file.
func (v *view) actions(file string, p codeActionParams) any {
	actions := []codeAction{}
	for _, f := range v.findings {
		if f.Pos.Filename != file || !v.knows(file) {
			continue
		}
		d := v.diagnostic(v.told(f))
		if !overlap(d.Range, p.Range) {
			continue
		}
		for _, a := range v.mend(f, p.TextDocument.URI) {
			if a.Diagnostics = []diagnostic{d}; p.wants(a.Kind) {
				actions = append(actions, a)
			}
		}
	}
	return actions
}

// wants reports whether the client asks for actions of that kind.
func (p codeActionParams) wants(kind string) bool {
	return len(p.Context.Only) == 0 || slices.ContainsFunc(p.Context.Only, func(only string) bool {
		return kind == only || strings.HasPrefix(kind, only+".")
	})
}

func overlap(a, b textRange) bool {
	before := func(x, y position) bool { return x.Line < y.Line || x.Line == y.Line && x.Character < y.Character }
	return !before(a.End, b.Start) && !before(b.End, a.Start)
}

// mend returns the actions that do something about a finding.
func (v *view) mend(f summary.Finding, uri documentURI) []codeAction {
	var actions []codeAction
	for _, fix := range f.Fixes {
		if edit, ok := v.edit(fix.Edits); ok {
			actions = append(actions, codeAction{Title: capital.Of(fix.Message), Kind: quickFix, IsPreferred: true, Edit: edit})
		}
	}
	if m := v.aboutOne(f); m != nil && f.Rule == missingHandler {
		if edits, name, ok := v.writeHandler(m); ok {
			if edit, ok := v.edit(edits); ok {
				actions = append(actions, codeAction{Title: fmt.Sprintf("Write the handler %s, and register it", name), Kind: quickFix, Edit: edit})
			}
		}
	}
	if f.Rule == contextRule {
		if m := v.aboutOne(f); m != nil {
			actions = append(actions, codeAction{
				Title: "Pass contexts with " + m.label + " in the whole module", Kind: rewrite,
				Data: deferred{URI: uri, Migrate: m.label},
			})
		}
	}
	if name := f.Proposal(); name != "" && f.Declaration != (summary.Type{}) {
		actions = append(actions, codeAction{
			Title: "Rename it to " + name + ", with what is named after it", Kind: quickFix,
			Data: deferred{URI: uri, Package: f.Declaration.Path, Name: f.Declaration.Name, New: name},
		})
	}
	if edit, ok := v.ignore(f); ok {
		actions = append(actions, codeAction{Title: "Ignore " + f.Rule + " here, with a reason", Kind: quickFix, Edit: edit})
	}
	return actions
}

// aboutOne returns the message that a finding is about, or nil if there is none or there
// are several.
func (v *view) aboutOne(f summary.Finding) *message {
	if len(f.About) != 1 {
		return nil
	}
	return v.byType[f.About[0]]
}

// Rules that more can be done about than they propose themselves.
const (
	missingHandler = "missinghandler"
	contextRule    = "busctx"
)

// edit returns the edits as the client makes them; false if what they replace is not
// there any more.
func (v *view) edit(edits []summary.Edit) (*workspaceEdit, bool) {
	changes := map[documentURI][]textEdit{}
	for _, e := range edits {
		now, analyzed, known := v.text(e.File)
		start, end := moved(analyzed, now, e.Start), moved(analyzed, now, e.End)
		if !known || e.End > len(analyzed) || start > end || now[start:end] != analyzed[e.Start:e.End] {
			return nil, false
		}
		uri := uriOf(e.File)
		changes[uri] = append(changes[uri], textEdit{v.rangeOf(span{e.File, e.Start, e.End}), e.Text})
	}
	return &workspaceEdit{changes}, len(changes) > 0
}

// ignore returns the edit that silences the rule where the finding stands, and leaves
// the reason to the person.
func (v *view) ignore(f summary.Finding) (*workspaceEdit, bool) {
	const directive = "//lint:ignore "
	_, text, _ := v.text(f.Pos.Filename)
	if f.Pos.Offset > len(text) {
		return nil, false
	}
	start := strings.LastIndexByte(text[:f.Pos.Offset], '\n') + 1
	if cuts(text, start) {
		return nil, false
	}
	if above, ok := strings.CutSuffix(text[:start], "\n"); ok {
		line := strings.LastIndexByte(above, '\n') + 1
		if i := strings.Index(above[line:], directive); i >= 0 && strings.TrimSpace(above[line:line+i]) == "" && !hasTab(above[line+i:]) {
			rules := line + i + len(directive)
			at := rules + strings.IndexAny(above[rules:]+" ", " \r")
			return v.edit([]summary.Edit{{File: f.Pos.Filename, Start: at, End: at, Text: "," + f.Rule}})
		}
	}
	indent := text[start:f.Pos.Offset]
	indent = indent[:len(indent)-len(strings.TrimLeft(indent, " \t"))]
	return v.edit([]summary.Edit{{File: f.Pos.Filename, Start: start, End: start, Text: indent + directive + f.Rule + " TODO: say why\n"}})
}

// hasTab reports whether a comment that ignores has a tab where its rules end, so that it
// ignores none.
func hasTab(comment string) bool {
	_, rules, _ := strings.Cut(comment, " ")
	rules, _, _ = strings.Cut(rules, " ")
	return strings.Contains(rules, "\t")
}

// cuts reports whether the offset, of the start of a line, is within a string or a comment.
func cuts(text string, offset int) bool {
	fset := token.NewFileSet()
	file := fset.AddFile("", -1, len(text))
	var s scanner.Scanner
	s.Init(file, []byte(text), nil, scanner.ScanComments)
	for {
		pos, tok, _ := s.Scan()
		start := file.Offset(pos)
		end := "`"
		switch {
		case tok == token.EOF || start >= offset:
			return false
		case tok == token.COMMENT && text[start+1] == '*':
			end = "*/"
		case tok != token.STRING || text[start] != '`':
			continue
		}
		if !strings.Contains(text[min(start+len(end), offset):offset], end) {
			return true
		}
	}
}

// resolve works out the edit of an action that the person has chosen.
func (s *server) resolve(ctx context.Context, req *jsonrpc2.Request) (any, error) {
	action, err := params[codeAction](req)
	if err != nil {
		return nil, err
	}
	var d deferred
	data, err := json.Marshal(action.Data)
	if err != nil {
		return nil, err
	}
	if json.Unmarshal(data, &d) != nil || d.Migrate == "" && d.New == "" {
		return action, nil //nolint:nilerr // nothing of it was deferred
	}
	sess, v, err := s.viewOf(ctx, fileOf(d.URI))
	if err != nil || v == nil {
		return action, err
	}
	open := s.docs.overlay()
	var contents map[string][]byte
	if d.New != "" {
		contents, err = sess.engine.rename(ctx, open, v.configOf(fileOf(d.URI)), summary.Type{Path: d.Package, Name: d.Name}, d.New)
	} else {
		contents, err = sess.engine.migrate(ctx, open, v.configOf(fileOf(d.URI)), d.Migrate)
	}
	if err != nil {
		s.show(ctx, messageWarning, "buslint: "+err.Error())
		return nil, err
	}
	action.Edit, err = v.replace(open, contents)
	return action, err
}

// replace returns the edit that gives files other contents, which were made of what was open
// then. It returns an error if a person has typed in one of them since.
func (v *view) replace(open map[string]document, contents map[string][]byte) (*workspaceEdit, error) {
	changes := map[documentURI][]textEdit{}
	for file, content := range contents {
		now, _, _ := v.text(file)
		if doc, ok := v.docs.get(file); ok && doc.text != open[file].text {
			return nil, &jsonrpc2.Error{Code: codeContentModified, Message: filepath.Base(file) + " has changed meanwhile; choose the action again"}
		}
		for _, e := range diff.Edits([]byte(now), content) {
			at := textRange{positionOf(now, e.Start), positionOf(now, e.End)}
			changes[uriOf(file)] = append(changes[uriOf(file)], textEdit{at, e.Text})
		}
	}
	return &workspaceEdit{changes}, nil
}
