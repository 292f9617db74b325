// Package edit makes the text edits of suggested fixes.
package edit

import (
	"go/ast"
	"go/token"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"
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

// File returns the file of the pass that pos is in.
func File(pass *analysis.Pass, pos token.Pos) *ast.File {
	for _, file := range pass.Files {
		if file.FileStart <= pos && pos < file.FileEnd {
			return file
		}
	}
	return nil
}
