// Package imports edits the imports of a file: it knows under which name the file refers
// to a package, and where an import is added or taken away.
package imports

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"path"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/internal/syntax"
)

// Name returns the name under which file imports the package path, if it means that at
// pos; "" otherwise. The info and pkg are those of the file's package.
func Name(info *types.Info, pkg *types.Package, file *ast.File, pos token.Pos, path string) string {
	for _, spec := range file.Imports {
		if pathOf(spec) != path {
			continue
		}
		name := info.PkgNameOf(spec)
		if name == nil || name.Name() == "_" || name.Name() == "." {
			continue
		}
		if obj, ok := syntax.Meaning(pkg, pos, name.Name()); ok && obj == name {
			return name.Name()
		}
	}
	return ""
}

// Free reports whether name means nothing at pos in a file of pkg.
func Free(pkg *types.Package, pos token.Pos, name string) bool {
	obj, ok := syntax.Meaning(pkg, pos, name)
	return ok && obj == nil
}

// A Spec is an import.
type Spec struct {
	Name string // that the file gives to the package
	Path string
}

func (s Spec) String() string {
	if s.Name == s.Path[strings.LastIndex(s.Path, "/")+1:] {
		return strconv.Quote(s.Path)
	}
	return s.Name + " " + strconv.Quote(s.Path)
}

// Add returns the edits that let file import the packages, where a reader and gofmt
// expect them: those of the standard library come first, and in the order of their paths.
func Add(fset *token.FileSet, file *ast.File, specs []Spec) []analysis.TextEdit {
	a := &adder{fset: fset, file: file}
	for _, spec := range slices.SortedFunc(slices.Values(specs), func(x, y Spec) int { return strings.Compare(x.Path, y.Path) }) {
		if isStandard(spec.Path) {
			a.standard = append(a.standard, spec)
		} else {
			a.others = append(a.others, spec)
		}
	}
	var decls []*ast.GenDecl
	for _, decl := range file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if ok && gen.Tok == token.IMPORT && len(gen.Specs) > 0 && !isC(gen) {
			decls = append(decls, gen)
		}
	}
	for _, gen := range decls {
		if gen.Lparen.IsValid() && a.line(gen.Lparen) < a.line(gen.Specs[0].Pos()) {
			return a.group(gen)
		}
	}
	switch {
	case len(decls) == 0:
		return []analysis.TextEdit{insert(a.after(file.Name.End()), a.lines("\n\nimport ", "", slices.Concat(a.standard, a.others)))}
	case len(decls) == 1 && !decls[0].Lparen.IsValid() && decls[0].Doc == nil:
		return a.newGroup(decls[0].Specs[0].(*ast.ImportSpec))
	}
	first := decls[0]
	text := a.lines("import ", "\n", slices.Concat(a.standard, a.others))
	if first.Doc != nil {
		return []analysis.TextEdit{insert(first.Doc.Pos(), text+"\n")}
	}
	return []analysis.TextEdit{insert(first.Pos(), text)}
}

// An adder adds imports to a file.
type adder struct {
	fset             *token.FileSet
	file             *ast.File
	standard, others []Spec
}

// group adds to a group of imports that has a line for each.
func (a *adder) group(gen *ast.GenDecl) []analysis.TextEdit {
	var edits []analysis.TextEdit
	first, last := gen.Specs[0].(*ast.ImportSpec), gen.Specs[len(gen.Specs)-1].(*ast.ImportSpec)
	if len(a.standard) > 0 && !isStandard(pathOf(first)) {
		edits = append(edits, insert(a.after(gen.Lparen+1), a.lines("\n\t", "", a.standard)+"\n"))
	} else {
		for _, spec := range a.standard {
			edits = append(edits, insert(a.place(gen, spec), "\n\t"+spec.String()))
		}
	}
	if len(a.others) > 0 {
		text := a.lines("\n\t", "", a.others)
		if isStandard(pathOf(last)) {
			text = "\n" + text
		}
		edits = append(edits, insert(a.after(last.End()), text))
	}
	return edits
}

// newGroup makes a group of the only import of the file.
func (a *adder) newGroup(spec *ast.ImportSpec) []analysis.TextEdit {
	before, after := "(\n", "\n"
	if len(a.standard) > 0 {
		before += a.lines("\t", "\n", a.standard)
		if !isStandard(pathOf(spec)) {
			before += "\n"
		}
	}
	if len(a.others) > 0 {
		if isStandard(pathOf(spec)) {
			after += "\n"
		}
		after += a.lines("\t", "\n", a.others)
	}
	end := spec.Path.End()
	if comment := a.after(end); comment != end {
		return []analysis.TextEdit{insert(spec.Pos(), before+"\t"), insert(comment, after+")")}
	}
	return []analysis.TextEdit{insert(spec.Pos(), before+"\t"), insert(end, after+")")}
}

// place returns where spec belongs in the first group of gen. A spec with a comment of
// its own above it keeps that.
func (a *adder) place(gen *ast.GenDecl, spec Spec) token.Pos {
	pos := a.after(gen.Lparen + 1)
	for i, other := range gen.Specs {
		other := other.(*ast.ImportSpec)
		if pathOf(other) > spec.Path || other.Doc != nil || !isStandard(pathOf(other)) ||
			i > 0 && a.line(other.Pos()) > a.line(gen.Specs[i-1].End())+1 {
			break
		}
		pos = a.after(other.End())
	}
	return pos
}

func (a *adder) lines(before, after string, specs []Spec) string {
	var text strings.Builder
	for _, spec := range specs {
		text.WriteString(before + spec.String() + after)
	}
	return text.String()
}

// after is where a line can be added after the one of pos, which ends with pos or with a
// comment.
func (a *adder) after(pos token.Pos) token.Pos {
	for _, group := range a.file.Comments {
		if pos <= group.Pos() && a.line(pos) == a.line(group.Pos()) {
			return group.List[0].End()
		}
	}
	return pos
}

func (a *adder) line(pos token.Pos) int { return a.fset.PositionFor(pos, false).Line }

func insert(pos token.Pos, text string) analysis.TextEdit {
	return analysis.TextEdit{Pos: pos, End: pos, NewText: []byte(text)}
}

// isC reports whether gen imports C: nothing may come between it and the comment above.
func isC(gen *ast.GenDecl) bool { return pathOf(gen.Specs[0].(*ast.ImportSpec)) == "C" }

// IsInternal reports whether other modules cannot import the package path.
func IsInternal(path string) bool { return slices.Contains(strings.Split(path, "/"), "internal") }

// isStandard reports whether path has its place in the first group of imports: goimports takes
// all paths without a dot for those of the standard library.
func isStandard(path string) bool {
	first, _, _ := strings.Cut(path, "/")
	return !strings.Contains(first, ".")
}

func pathOf(spec *ast.ImportSpec) string {
	p, _ := strconv.Unquote(spec.Path.Value)
	return p
}

// A Span is a part of a text that is to go.
type Span struct{ Start, End int }

// Unused returns what is to go from the file that text is, because of the imports that
// before uses and after does not; text is one of the two. Comments stay. It returns none
// if a text does not parse.
func Unused(text, before, after []byte) []Span {
	fset := token.NewFileSet()
	parse := func(src []byte) *ast.File {
		file, err := parser.ParseFile(fset, "", src, parser.ParseComments)
		if err != nil {
			return nil
		}
		return file
	}
	file, old, fresh := parse(text), parse(before), parse(after)
	if file == nil || old == nil || fresh == nil {
		return nil
	}
	used, uses := operands(old), operands(fresh)
	goes := func(spec ast.Spec) bool {
		name := nameOf(spec.(*ast.ImportSpec))
		return used[name] && !uses[name]
	}
	offset := fset.File(file.FileStart).Offset
	var spans []Span
	for _, decl := range file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok || gen.Tok != token.IMPORT {
			continue
		}
		if len(gen.Specs) == 1 && goes(gen.Specs[0]) && !(gen.Lparen.IsValid() && commented(file, gen)) {
			spans = append(spans, line(text, offset(gen.Pos()), offset(gen.End())))
			continue
		}
		for _, spec := range gen.Specs {
			if goes(spec) {
				spans = append(spans, line(text, offset(spec.Pos()), offset(spec.(*ast.ImportSpec).Path.End())))
			}
		}
	}
	return spans
}

// commented reports whether there is a comment within gen.
func commented(file *ast.File, gen *ast.GenDecl) bool {
	return slices.ContainsFunc(file.Comments, func(group *ast.CommentGroup) bool {
		return gen.Pos() < group.Pos() && group.End() < gen.End()
	})
}

// line returns what is to go with what stands from start to end: the line, if it has
// nothing else, with the empty one that divided it from what follows; and a semicolon
// that follows.
func line(text []byte, start, end int) Span {
	before := bytes.TrimRight(text[:start], " \t")
	after := bytes.TrimLeft(text[end:], " \t\r")
	if after, ok := bytes.CutPrefix(after, []byte(";")); ok {
		return Span{start, len(text) - len(bytes.TrimLeft(after, " "))}
	}
	if after, ok := bytes.CutPrefix(after, []byte("\n")); ok && (len(before) == 0 || bytes.HasSuffix(before, []byte("\n"))) {
		return Span{len(before), divider(text, len(before), len(text)-len(after))}
	}
	return Span{start, end}
}

// divider returns the end of what goes from one place to another with the empty line
// that follows, if nothing is left that it divides.
func divider(text []byte, from, to int) int {
	before := bytes.ReplaceAll(text[:from], []byte("\r"), nil)
	if !bytes.HasSuffix(before, []byte("(\n")) && !bytes.HasSuffix(before, []byte("\n\n")) {
		return to
	}
	rest := bytes.TrimLeft(text[to:], " \t\r")
	if bytes.HasPrefix(rest, []byte("\n")) {
		return len(text) - len(rest) + 1
	}
	return to
}

// operands returns the names of packages of which something is selected in file.
func operands(file *ast.File) map[string]bool {
	names := map[string]bool{}
	ast.Inspect(file, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			// The parser finds what is declared in the file itself.
			if id, ok := sel.X.(*ast.Ident); ok && id.Obj == nil {
				names[id.Name] = true
			}
		}
		return true
	})
	return names
}

// nameOf returns the name that the import has in its file, as far as its path tells; a
// name that it does not have is not used anywhere.
func nameOf(spec *ast.ImportSpec) string {
	if spec.Name != nil {
		return spec.Name.Name
	}
	return path.Base(pathOf(spec))
}
