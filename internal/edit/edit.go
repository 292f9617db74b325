// Package edit makes the text edits of suggested fixes.
package edit

import (
	"go/ast"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/analyzers/busmodel"
)

// Replace returns the edit that writes text instead of node.
func Replace(node ast.Node, text string) analysis.TextEdit {
	return analysis.TextEdit{Pos: node.Pos(), End: node.End(), NewText: []byte(text)}
}

// Insert returns the edit that writes text at pos.
func Insert(pos token.Pos, text string) analysis.TextEdit {
	return analysis.TextEdit{Pos: pos, End: pos, NewText: []byte(text)}
}

// Import returns the name under which file can refer to the package path at pos,
// and the edits that add the import if there is none. It reports false where no
// name would do, because something else is called so.
func Import(pass *analysis.Pass, file *ast.File, pos token.Pos, path string) (name string, edits []analysis.TextEdit, ok bool) {
	fileScope := pass.TypesInfo.Scopes[file]
	inner := pass.Pkg.Scope().Innermost(pos)
	if inner == nil || fileScope == nil {
		return "", nil, false
	}
	for _, spec := range file.Imports {
		if p, _ := strconv.Unquote(spec.Path.Value); p != path {
			continue
		}
		pkgName := pass.TypesInfo.PkgNameOf(spec)
		if pkgName == nil || pkgName.Name() == "_" || pkgName.Name() == "." {
			continue
		}
		if _, obj := inner.LookupParent(pkgName.Name(), pos); obj == pkgName {
			return pkgName.Name(), nil, true
		}
	}
	name = path[strings.LastIndex(path, "/")+1:]
	if _, obj := inner.LookupParent(name, pos); obj != nil {
		return "", nil, false
	}
	return name, []analysis.TextEdit{addImport(pass.Fset, file, path)}, true
}

// addImport returns the edit that imports path, of the standard library, where a
// reader and gofmt expect it: in order within the first group of imports, or in a
// group before those of other modules.
func addImport(fset *token.FileSet, file *ast.File, path string) analysis.TextEdit {
	quoted := strconv.Quote(path)
	line := func(pos token.Pos) int { return fset.PositionFor(pos, false).Line }
	// after is where a line can be added after the one of pos, which ends with pos
	// or with a comment.
	after := func(pos token.Pos) token.Pos {
		for _, group := range file.Comments {
			if pos <= group.Pos() && line(pos) == line(group.Pos()) {
				return group.List[0].End()
			}
		}
		return pos
	}
	for _, decl := range file.Decls {
		gen, ok := decl.(*ast.GenDecl)
		if !ok || gen.Tok != token.IMPORT {
			break
		}
		if len(gen.Specs) == 0 || gen.Specs[0].(*ast.ImportSpec).Path.Value == `"C"` {
			continue
		}
		first := gen.Specs[0].(*ast.ImportSpec)
		switch {
		case !gen.Lparen.IsValid() && gen.Doc != nil:
			return Insert(gen.Doc.Pos(), "import "+quoted+"\n\n")
		case !gen.Lparen.IsValid() || line(gen.Lparen) == line(first.Pos()):
			return Insert(gen.Pos(), "import "+quoted+"\n")
		case isForeign(first):
			return Insert(after(gen.Lparen+1), "\n\t"+quoted+"\n")
		case first.Path.Value > quoted || first.Doc != nil:
			return Insert(after(gen.Lparen+1), "\n\t"+quoted)
		}
		// After the last spec of the first group that sorts before it. A spec with a
		// comment of its own above it keeps that.
		last := first
		for _, spec := range gen.Specs[1:] {
			spec := spec.(*ast.ImportSpec)
			if spec.Path.Value > quoted || spec.Doc != nil || isForeign(spec) {
				break
			}
			last = spec
		}
		return Insert(after(last.End()), "\n\t"+quoted)
	}
	return Insert(after(file.Name.End()), "\n\nimport "+quoted)
}

// isForeign reports whether the import is not of the standard library, as far as
// its path tells.
func isForeign(spec *ast.ImportSpec) bool {
	first, _, _ := strings.Cut(spec.Path.Value, "/")
	return strings.Contains(first, ".")
}

// Param returns the edit that gives fn a first parameter of the type typ, called
// name, or without a name if its other parameters have none.
func Param(fn *ast.FuncType, name, typ string) analysis.TextEdit {
	text := name + " " + typ
	if len(fn.Params.List) == 0 {
		return Insert(fn.Params.Opening+1, text)
	}
	first := fn.Params.List[0]
	if first.Names == nil {
		text = typ
	}
	return Insert(first.Pos(), text+", ")
}

// GiveContext returns the edits that give the function registered at site a context as
// its first parameter, and all registrations of it; none if something else depends on its
// type, or a registration is not one for which may holds. One fix is whole in itself, so
// that only the first registration gets it.
func GiveContext(pass *analysis.Pass, model *busmodel.Model, site *busmodel.Site, may func(*busmodel.Site) bool) ([]analysis.TextEdit, []*busmodel.Site) {
	fn, lit := site.Handler(pass.TypesInfo)
	switch {
	case lit != nil:
		if edits := addContext(pass, lit, lit.Type); edits != nil {
			return edits, []*busmodel.Site{site}
		}
		return nil, nil
	case fn == nil:
		return nil, nil
	}
	decl := Decl(pass, fn)
	if decl == nil || !CanChange(pass, fn) {
		return nil, nil
	}
	var sites []*busmodel.Site
	for _, other := range model.Sites {
		if h, _ := other.Handler(pass.TypesInfo); h == fn {
			if !may(other) {
				return nil, nil
			}
			sites = append(sites, other)
		}
	}
	if sites[0] != site || len(sites) != uses(pass, fn) {
		return nil, nil
	}
	if edits := addContext(pass, decl, decl.Type); edits != nil {
		return edits, sites
	}
	return nil, nil
}

// addContext returns the edits that give fn, the type of the function at node, a
// context as its first parameter; nil where package context cannot be named.
func addContext(pass *analysis.Pass, node ast.Node, fn *ast.FuncType) []analysis.TextEdit {
	// The new parameter must not catch what the function means by ctx.
	name := "ctx"
	if mentions(node, name) {
		name = "_"
	}
	pkgName, edits, ok := Import(pass, File(pass, node.Pos()), fn.Params.Opening+1, "context")
	if !ok {
		return nil
	}
	return append(edits, Param(fn, name, pkgName+".Context"))
}

// mentions reports whether an identifier called name occurs within node.
func mentions(node ast.Node, name string) bool {
	found := false
	ast.Inspect(node, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && id.Name == name {
			found = true
		}
		return !found
	})
	return found
}

// File returns the file of the pass that pos is in.
func File(pass *analysis.Pass, pos token.Pos) *ast.File {
	for _, file := range pass.Files {
		if file.FileStart <= pos && pos < file.FileEnd {
			return file
		}
	}
	return nil
}

// Decl returns the declaration of fn in the package of the pass, or nil.
func Decl(pass *analysis.Pass, fn *types.Func) *ast.FuncDecl {
	file := File(pass, fn.Pos())
	if file == nil {
		return nil
	}
	for _, decl := range file.Decls {
		if decl, ok := decl.(*ast.FuncDecl); ok && decl.Name.Pos() == fn.Pos() {
			return decl
		}
	}
	return nil
}

// uses returns the number of identifiers in the package that refer to fn.
func uses(pass *analysis.Pass, fn *types.Func) int {
	n := 0
	for _, obj := range pass.TypesInfo.Uses {
		if used, ok := obj.(*types.Func); ok && used.Origin() == fn {
			n++
		}
	}
	return n
}

// CanChange reports whether the type of fn, declared in the package of the pass,
// may change as far as anything is concerned that the pass does not see as a use
// of fn: other packages, interfaces, and files left out of this build.
func CanChange(pass *analysis.Pass, fn *types.Func) bool {
	if fn.Exported() && pass.Pkg.Name() != "main" || fn.Signature().TypeParams() != nil {
		return false
	}
	if recv := fn.Signature().Recv(); recv != nil {
		if fn.Exported() || fn.Signature().RecvTypeParams() != nil {
			return false
		}
		// An unexported method can satisfy only the interfaces of its own package.
		for _, file := range pass.Files {
			if interfaceHas(file, fn.Name()) {
				return false
			}
		}
	}
	return !unseenFilesMention(pass, fn)
}

func interfaceHas(file *ast.File, method string) bool {
	found := false
	ast.Inspect(file, func(n ast.Node) bool {
		if iface, ok := n.(*ast.InterfaceType); ok {
			for _, field := range iface.Methods.List {
				for _, name := range field.Names {
					found = found || name.Name == method
				}
			}
		}
		return !found
	})
	return found
}

// unseenFilesMention reports whether the name of fn occurs in a Go file of its
// directory that is not part of the pass: excluded by build constraints, or the
// tests of the package where the driver analyzes it without them.
func unseenFilesMention(pass *analysis.Pass, fn *types.Func) bool {
	seen := map[string]bool{}
	for _, file := range pass.Files {
		seen[pass.Fset.PositionFor(file.FileStart, false).Filename] = true
	}
	dir := filepath.Dir(pass.Fset.PositionFor(fn.Pos(), false).Filename)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return true
	}
	name := regexp.MustCompile(`\b` + regexp.QuoteMeta(fn.Name()) + `\b`)
	for _, entry := range entries {
		path := filepath.Join(dir, entry.Name())
		if filepath.Ext(path) != ".go" || seen[path] {
			continue
		}
		if data, err := os.ReadFile(path); err != nil || name.Match(data) {
			return true
		}
	}
	return false
}
