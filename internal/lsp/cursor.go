package lsp

import (
	"cmp"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/ast/astutil"

	"github.com/buslint/buslint/internal/summary"
	"github.com/buslint/buslint/internal/syntax"
)

// A namedType is a type as a file names it.
type namedType struct {
	summary.Type
	args string // type arguments as a summary names them, with their brackets; "" if there are none, or not all are known
}

// typeAt returns the declared type that the identifier at the offset names, or that the
// variable there is declared with; false if the file alone does not tell. The file is of
// the package of that path, and nameOf knows the names of packages by their paths, or
// returns "". The file need not be free of errors.
func typeAt(text string, offset int, pkgPath string, nameOf func(path string) string) (namedType, bool) {
	fset := token.NewFileSet()
	file, _ := parser.ParseFile(fset, "", text, 0)
	pos := file.FileStart + token.Pos(offset)
	enclosing, _ := astutil.PathEnclosingInterval(file, pos, pos)
	id, ok := enclosing[0].(*ast.Ident)
	if !ok && offset > 0 { // behind an identifier is at it as well
		enclosing, _ = astutil.PathEnclosingInterval(file, pos-1, pos-1)
		id, ok = enclosing[0].(*ast.Ident)
	}
	if !ok {
		return namedType{}, false
	}
	if strings.HasSuffix(file.Name.Name, "_test") {
		pkgPath += "_test"
	}
	if isMember(id, enclosing[1]) {
		return namedType{}, false
	}
	n := namer{file, pkgPath, nameOf}
	var expr ast.Expr = id
	if sel, ok := enclosing[1].(*ast.SelectorExpr); ok && sel.Sel == id {
		expr, enclosing = sel, enclosing[1:]
	}
	if instance, ok := enclosing[1].(ast.Expr); ok && syntax.Bare(instance) == expr {
		expr = instance
	}
	return n.typeOf(expr)
}

// isMember reports whether the identifier is the name of a method, or the key of a literal,
// which may be a field.
func isMember(id *ast.Ident, parent ast.Node) bool {
	switch parent := parent.(type) {
	case *ast.FuncDecl:
		return parent.Recv != nil && parent.Name == id
	case *ast.KeyValueExpr:
		return parent.Key == id
	}
	return false
}

// A namer knows what the names in a file refer to.
type namer struct {
	file    *ast.File
	pkgPath string
	nameOf  func(path string) string
}

// typeOf returns the declared type that expr names or points to, or of the variable that it names.
func (n namer) typeOf(expr ast.Expr) (namedType, bool) {
	switch expr := ast.Unparen(expr).(type) {
	case *ast.StarExpr:
		return n.typeOf(expr.X)
	case *ast.IndexExpr:
		return n.instance(expr.X, expr.Index)
	case *ast.IndexListExpr:
		return n.instance(expr.X, expr.Indices...)
	case *ast.SelectorExpr:
		if pkg, ok := expr.X.(*ast.Ident); ok && pkg.Obj == nil {
			if path, ok := n.imported(pkg.Name); ok {
				return namedType{Type: summary.Type{Path: path, Name: expr.Sel.Name}}, true
			}
		}
	case *ast.Ident:
		switch obj := expr.Obj; {
		case obj == nil: // of another file of the package, or of an import with a dot
			return namedType{Type: summary.Type{Path: n.pkgPath, Name: expr.Name}}, true
		case obj.Kind == ast.Typ && obj.Decl != nil && n.file.Scope.Lookup(obj.Name) == obj:
			return namedType{Type: summary.Type{Path: n.pkgPath, Name: expr.Name}}, true
		case obj.Kind == ast.Var:
			return n.declared(obj)
		}
	}
	return namedType{}, false
}

// instance returns the generic type that expr names, with type arguments.
func (n namer) instance(expr ast.Expr, args ...ast.Expr) (namedType, bool) {
	t, ok := n.typeOf(expr)
	var names []string
	for _, arg := range args {
		names = append(names, n.argument(arg))
	}
	if !slices.Contains(names, "") {
		t.args = "[" + strings.Join(names, ", ") + "]"
	}
	return t, ok
}

// argument returns the name of the type that expr is, as a summary names it, or "" if the file
// does not tell.
func (n namer) argument(expr ast.Expr) string {
	after := func(start string, elem ast.Expr) string {
		if name := n.argument(elem); name != "" {
			return start + name
		}
		return ""
	}
	switch expr := ast.Unparen(expr).(type) {
	case *ast.StarExpr:
		return after("*", expr.X)
	case *ast.ArrayType:
		if expr.Len == nil {
			return after("[]", expr.Elt)
		}
	case *ast.MapType:
		if key := n.argument(expr.Key); key != "" {
			return after("map["+key+"]", expr.Value)
		}
	case *ast.InterfaceType:
		if expr.Methods.NumFields() == 0 {
			return "any"
		}
	case *ast.Ident:
		return n.named(expr)
	case *ast.SelectorExpr:
		if t, ok := n.typeOf(expr); ok {
			return t.Full()
		}
	case *ast.IndexExpr, *ast.IndexListExpr:
		if t, ok := n.typeOf(expr); ok && t.args != "" {
			return t.Full() + t.args
		}
	}
	return ""
}

// named returns the name of the type that an identifier stands for, or "".
func (n namer) named(id *ast.Ident) string {
	if id.Obj == nil {
		if b, ok := types.Universe.Lookup(id.Name).(*types.TypeName); ok {
			if t, ok := types.Unalias(b.Type()).(*types.Basic); ok { // byte and rune have other names
				return types.Typ[t.Kind()].Name()
			}
			return id.Name
		}
		return n.pkgPath + "." + id.Name
	}
	switch decl, ok := id.Obj.Decl.(*ast.TypeSpec); {
	case !ok: // a type parameter
		return ""
	case decl.Assign.IsValid():
		return n.argument(decl.Type)
	}
	return n.pkgPath + "." + id.Name
}

// declared returns the type that the variable is declared with, or made of where it is
// declared.
//
//lint:ignore SA1019 what a file that does not type-check tells by itself is what is wanted here
func (n namer) declared(v *ast.Object) (namedType, bool) { //nolint:staticcheck // the same
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
	return namedType{}, false
}

// made returns the type of which expr makes a value, if it is written there.
func (n namer) made(expr ast.Expr) (namedType, bool) {
	expr = ast.Unparen(expr)
	if addr, ok := expr.(*ast.UnaryExpr); ok && addr.Op == token.AND {
		expr = ast.Unparen(addr.X)
	}
	switch expr := expr.(type) {
	case *ast.CompositeLit:
		return n.typeOf(expr.Type)
	case *ast.CallExpr: // new(T)
		if fun, ok := expr.Fun.(*ast.Ident); ok && fun.Name == "new" && fun.Obj == nil && len(expr.Args) == 1 {
			return n.typeOf(expr.Args[0])
		}
	}
	return namedType{}, false
}

// imported returns the path of the package that the file knows by the name.
func (n namer) imported(name string) (string, bool) {
	for importPath, local := range n.imports {
		if local == name {
			return importPath, true
		}
	}
	return "", false
}

// imports yields the paths of the packages that the file imports, with the names by which it knows them.
func (n namer) imports(yield func(importPath, local string) bool) {
	for _, spec := range n.file.Imports {
		importPath, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			continue
		}
		local := n.packageName(importPath)
		if spec.Name != nil {
			local = spec.Name.Name
		}
		if !yield(importPath, local) {
			return
		}
	}
}

// packageName returns the name of the package with the path, as far as it is known.
func (n namer) packageName(importPath string) string {
	return cmp.Or(n.nameOf(importPath), summary.PackageName(importPath))
}
