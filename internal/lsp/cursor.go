package lsp

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ast/astutil"

	"github.com/buslint/buslint/internal/summary"
)

// typeAt returns the declared type that the identifier at the offset names, or that the
// variable there is declared with; false if the file alone does not tell. The file is of
// the package of that path, and nameOf knows the names of packages by their paths, or
// returns "". The file need not be free of errors.
func typeAt(text string, offset int, pkgPath string, nameOf func(path string) string) (summary.Type, bool) {
	fset := token.NewFileSet()
	file, _ := parser.ParseFile(fset, "", text, 0)
	if file == nil {
		return summary.Type{}, false
	}
	pos := file.FileStart + token.Pos(offset)
	if pos > file.FileEnd {
		return summary.Type{}, false
	}
	enclosing, _ := astutil.PathEnclosingInterval(file, pos, pos)
	id, ok := enclosing[0].(*ast.Ident)
	if !ok && offset > 0 { // behind an identifier is at it as well
		enclosing, _ = astutil.PathEnclosingInterval(file, pos-1, pos-1)
		id, ok = enclosing[0].(*ast.Ident)
	}
	if !ok {
		return summary.Type{}, false
	}
	if strings.HasSuffix(file.Name.Name, "_test") {
		pkgPath += "_test"
	}
	n := namer{file, pkgPath, nameOf}
	if sel, ok := enclosing[1].(*ast.SelectorExpr); ok && sel.Sel == id {
		return n.typeOf(sel)
	}
	return n.typeOf(id)
}

// A namer knows what the names in a file stand for.
type namer struct {
	file    *ast.File
	pkgPath string
	nameOf  func(path string) string
}

// typeOf returns the declared type that expr names, points to, makes or holds.
func (n namer) typeOf(expr ast.Expr) (summary.Type, bool) {
	switch expr := ast.Unparen(expr).(type) {
	case *ast.StarExpr:
		return n.typeOf(expr.X)
	case *ast.UnaryExpr:
		if expr.Op == token.AND {
			return n.typeOf(expr.X)
		}
	case *ast.CompositeLit:
		if expr.Type != nil {
			return n.typeOf(expr.Type)
		}
	case *ast.IndexExpr:
		return n.typeOf(expr.X)
	case *ast.IndexListExpr:
		return n.typeOf(expr.X)
	case *ast.SelectorExpr:
		if pkg, ok := expr.X.(*ast.Ident); ok && pkg.Obj == nil {
			if path, ok := n.imported(pkg.Name); ok {
				return summary.Type{Path: path, Name: expr.Sel.Name}, true
			}
		}
	case *ast.Ident:
		switch obj := expr.Obj; {
		case obj == nil: // of another file of the package, or of an import with a dot
			return summary.Type{Path: n.pkgPath, Name: expr.Name}, true
		case obj.Kind == ast.Typ && obj.Decl != nil && n.file.Scope.Lookup(obj.Name) == obj:
			return summary.Type{Path: n.pkgPath, Name: expr.Name}, true
		case obj.Kind == ast.Var:
			return n.declared(obj)
		}
	}
	return summary.Type{}, false
}

// declared returns the type that the variable is declared with, or made of where it is
// declared.
//
//lint:ignore SA1019 what a file that does not type-check tells by itself is what is wanted here
func (n namer) declared(v *ast.Object) (summary.Type, bool) {
	switch decl := v.Decl.(type) {
	case *ast.Field:
		return n.typeOf(decl.Type)
	case *ast.ValueSpec:
		if decl.Type != nil {
			return n.typeOf(decl.Type)
		}
		for i, name := range decl.Names {
			if name.Obj == v && len(decl.Values) == len(decl.Names) {
				return n.made(decl.Values[i])
			}
		}
	case *ast.AssignStmt:
		for i, lhs := range decl.Lhs {
			if id, ok := lhs.(*ast.Ident); ok && id.Obj == v && len(decl.Lhs) == len(decl.Rhs) {
				return n.made(decl.Rhs[i])
			}
		}
	}
	return summary.Type{}, false
}

// made returns the type of which expr makes a value, if it is written there.
func (n namer) made(expr ast.Expr) (summary.Type, bool) {
	expr = ast.Unparen(expr)
	if addr, ok := expr.(*ast.UnaryExpr); ok && addr.Op == token.AND {
		expr = ast.Unparen(addr.X)
	}
	switch expr := expr.(type) {
	case *ast.CompositeLit:
		return n.typeOf(expr)
	case *ast.CallExpr: // new(T)
		if fun, ok := expr.Fun.(*ast.Ident); ok && fun.Name == "new" && fun.Obj == nil && len(expr.Args) == 1 {
			return n.typeOf(expr.Args[0])
		}
	}
	return summary.Type{}, false
}

// imported returns the path of the package that the file knows by the name.
func (n namer) imported(name string) (string, bool) {
	for _, spec := range n.file.Imports {
		importPath, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		local := n.nameOf(importPath)
		if local == "" {
			local = guessedName(importPath)
		}
		if spec.Name != nil {
			local = spec.Name.Name
		}
		if local == name {
			return importPath, true
		}
	}
	return "", false
}

// guessedName returns the last element of an import path that is no version: what most
// packages are called.
func guessedName(importPath string) string {
	dir, last := path.Split(importPath)
	if _, err := strconv.Atoi(strings.TrimPrefix(last, "v")); err == nil && dir != "" {
		last = path.Base(dir)
	}
	return last
}
