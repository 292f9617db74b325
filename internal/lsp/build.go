package lsp

import (
	"bytes"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/program"
	"github.com/buslint/buslint/internal/summary"
)

// A builder makes the index of what packages say.
type builder struct {
	*index
	byPos map[token.Position]*function
}

// newIndex returns the index of the packages, which were joined. The answers of a query that a
// file declares are in the fields that resultFields returns for that.
func newIndex(joined *program.All, packages []*summary.Package, resultFields func(file string) []string) *index {
	functions := 0
	for _, pkg := range packages {
		functions += len(pkg.Funcs)
	}
	b := &builder{
		index: &index{
			byType: map[summary.Type]*message{}, spots: map[string][]spot{}, functions: make(map[string]*function, functions),
			names: map[string]string{}, packages: map[string]string{}, imported: map[string][]string{},
		},
		byPos: make(map[token.Position]*function, functions),
	}
	for _, pkg := range packages {
		b.addPackage(pkg)
	}
	for _, e := range joined.Messages() {
		m := &message{typ: e.Message, label: e.Message.String(), kind: e.Kind, because: e.Because}
		if e.Declared.IsValid() {
			m.decl = named(e.Declared, e.Generic().Name)
			b.spot(spot{span: m.decl, message: m})
		}
		if m.kind == kind.Query {
			fields := resultFields(e.Declared.Filename)
			for _, f := range joined.Decl(e.Message).Fields {
				if slices.Contains(fields, f.Name) {
					m.answers = append(m.answers, f.Name+" "+f.Type)
				}
			}
		}
		b.messages = append(b.messages, m)
		b.byType[m.typ] = m
	}
	for _, site := range joined.Sites {
		b.addSite(site)
	}
	b.mentions(packages)
	b.sort()
	return b.index
}

func named(pos token.Position, name string) span {
	return span{pos.Filename, pos.Offset, pos.Offset + len(name)}
}

func (b *builder) spot(s spot) { b.spots[s.file] = append(b.spots[s.file], s) }

func (b *builder) addPackage(pkg *summary.Package) {
	b.names[pkg.Path] = pkg.Name
	for _, dep := range pkg.Imports {
		b.imported[pkg.Path] = append(b.imported[pkg.Path], dep.Path)
	}
	if below, ok := strings.CutPrefix(pkg.Path, pkg.Module); ok && pkg.Dir != "" && !strings.HasSuffix(pkg.Name, "_test") {
		b.packages[filepath.Join(pkg.Dir, filepath.FromSlash(below))] = pkg.Path
	}
	for _, f := range pkg.Funcs {
		if f.Pos.IsValid() {
			b.function(f.ID, shortName(f.ID), f.Pos)
		}
	}
}

// function returns the function that is declared at pos, where it is made if it was not
// known.
func (b *builder) function(id, name string, pos token.Position) *function {
	fn := b.byPos[pos]
	if fn == nil {
		fn = &function{id: id, name: name, decl: named(pos, name[strings.LastIndexByte(name, '.')+1:])}
		b.byPos[pos] = fn
	}
	b.functions[id] = fn
	return fn
}

// shortName returns the name of a function without the paths of packages:
// Service.CancelOrder for (*example.com/shop/orders.Service).CancelOrder.
func shortName(id string) string {
	id = id[strings.LastIndexByte(id, '/')+1:]
	_, name, ok := strings.Cut(id, ".")
	if !ok {
		return id
	}
	return strings.ReplaceAll(name, ")", "")
}

func (b *builder) addSite(s *program.Site) {
	u := &use{role: s.Role, args: arguments{}, call: span{s.Pos.Filename, s.Pos.Offset, s.End.Offset}, test: s.Test, in: b.functions[s.In]}
	if u.in == nil && s.Function != "" { // of a test
		u.in = &function{id: s.In, name: s.Function, decl: u.call}
		b.functions[s.In] = u.in
	}
	if u.in != nil {
		u.in.uses = append(u.in.uses, u)
	}
	if h := s.Handler; h != nil && h.Pos.IsValid() && (isLiteral(h) || !u.call.contains(h.Pos.Filename, h.Pos.Offset)) {
		u.handler = b.handler(h)
		u.handler.takes = append(u.handler.takes, u)
	}
	for _, t := range s.Messages {
		if m := b.byType[t]; m != nil {
			u.args[m] = s.ArgsOf(t)
			u.messages = append(u.messages, m)
			m.uses = append(m.uses, u)
		}
	}
	b.spot(spot{span: u.call, use: u})
}

// isLiteral reports whether the handler is a function literal. One that is neither that nor
// declared somewhere is known by its registration only.
func isLiteral(h *summary.Handler) bool { return strings.HasPrefix(h.Name, summary.Literal) }

// onLine returns the span of a name of which only the line is known, because it is in another
// module, and not where in its file it starts.
func onLine(pos token.Position, name span) span {
	data, err := os.ReadFile(pos.Filename)
	if err != nil {
		return name
	}
	start := offsetOf(string(data), position{Line: pos.Line - 1})
	if start == len(data) {
		return name
	}
	line, _, _ := bytes.Cut(data[start:], []byte("\n"))
	return span{pos.Filename, start, start + min(name.end-name.start, len(line))}
}

func (b *builder) handler(h *summary.Handler) *function {
	fn := b.byPos[h.Pos]
	if fn == nil {
		id := h.Pos.String()
		if isLiteral(h) {
			fn = &function{id: id, name: h.Name, literal: true, decl: named(h.Pos, "func")}
			b.byPos[h.Pos], b.functions[id] = fn, fn
		} else {
			fn = b.function(id, h.Name, h.Pos)
			if _, here := b.names[h.Package]; !here {
				fn.decl = onLine(h.Pos, fn.decl)
			}
		}
	}
	if len(fn.takes) == 0 && !fn.literal {
		b.spot(spot{span: fn.decl, handler: fn})
	}
	return fn
}

// mentions notes which functions mention which others.
func (b *builder) mentions(packages []*summary.Package) {
	for _, pkg := range packages {
		for _, f := range pkg.Funcs {
			from := b.functions[f.ID]
			if from == nil {
				continue
			}
			for _, id := range f.Mentions {
				if to := b.functions[id]; to != nil && to != from && !slices.Contains(from.mentions, to) {
					from.mentions = append(from.mentions, to)
					to.by = append(to.by, from)
				}
			}
		}
	}
}
