// Package edit makes the text edits of suggested fixes.
package edit

import (
	"go/ast"
	"go/token"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/internal/imports"
)

// Replace returns the edit that writes text instead of node.
func Replace(node ast.Node, text string) analysis.TextEdit {
	return analysis.TextEdit{Pos: node.Pos(), End: node.End(), NewText: []byte(text)}
}

// ReplaceKeeping is [Replace] for an expression that may have comments within it, which
// stay after the text. A comment that ends with its line could end a statement there, and
// so becomes one that does not.
func ReplaceKeeping(file *ast.File, node ast.Node, text string) analysis.TextEdit {
	for _, group := range file.Comments {
		if group.Pos() < node.Pos() || node.End() < group.End() {
			continue
		}
		for _, c := range group.List {
			comment := c.Text
			if rest, ok := strings.CutPrefix(comment, "//"); ok {
				comment = "/*" + strings.ReplaceAll(rest, "*/", "* /") + " */"
			}
			text += " " + comment
		}
	}
	return Replace(node, text)
}

// Insert returns the edit that writes text at pos.
func Insert(pos token.Pos, text string) analysis.TextEdit {
	return analysis.TextEdit{Pos: pos, End: pos, NewText: []byte(text)}
}

// Import returns the name under which file can refer to the package path at pos, and the
// edits that add the import if there is none. It reports false where no name would do,
// because something else is called so.
func Import(pass *analysis.Pass, file *ast.File, pos token.Pos, path string) (name string, edits []analysis.TextEdit, ok bool) {
	if name := imports.Name(pass.TypesInfo, pass.Pkg, file, pos, path); name != "" {
		return name, nil, true
	}
	name = path[strings.LastIndex(path, "/")+1:]
	if !imports.Free(pass.Pkg, pos, name) {
		return "", nil, false
	}
	edits = imports.Add(pass.Fset, file, []imports.Spec{{Name: name, Path: path}})
	return name, edits, true
}

// Param returns the edit that gives fn a first parameter of the type typ, called
// name, or without a name if its other parameters have none.
func Param(fset *token.FileSet, fn *ast.FuncType, name, typ string) analysis.TextEdit {
	text := name + " " + typ
	if len(fn.Params.List) == 0 {
		if fn.Params.Opening.IsValid() && line(fset, fn.Params.Closing) > line(fset, fn.Params.Opening) {
			text += "," // what stands between them is a comment
		}
		return Insert(fn.Params.Opening+1, text)
	}
	first := fn.Params.List[0]
	if first.Names == nil {
		text = typ
	}
	return Insert(first.Pos(), text+", ")
}

func line(fset *token.FileSet, pos token.Pos) int { return fset.PositionFor(pos, false).Line }
