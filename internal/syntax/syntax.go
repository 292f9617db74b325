// Package syntax answers questions about source code that more than one package asks.
package syntax

import (
	"go/ast"
	"go/token"
	"go/types"
	"go/version"
	"iter"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// Operand returns the whole expression that names the function whose identifier is at
// cur: s.bus.Dispatch, (f), bus.Dispatch[T].
func Operand(cur inspector.Cursor) inspector.Cursor {
	if cur.ParentEdgeKind() == edge.SelectorExpr_Sel {
		cur = cur.Parent()
	}
	for {
		switch cur.ParentEdgeKind() {
		case edge.ParenExpr_X, edge.IndexExpr_X, edge.IndexListExpr_X:
			cur = cur.Parent()
			continue
		}
		return cur
	}
}

// Name returns the identifier in an expression that names a function: Dispatch in
// (s.bus.Dispatch[T]); nil if there is none.
func Name(expr ast.Expr) *ast.Ident {
	switch x := Bare(expr).(type) {
	case *ast.Ident:
		return x
	case *ast.SelectorExpr:
		return x.Sel
	}
	return nil
}

// Bare returns an expression that names a function without parentheses and type arguments.
func Bare(expr ast.Expr) ast.Expr {
	switch x := expr.(type) {
	case *ast.ParenExpr:
		return Bare(x.X)
	case *ast.IndexExpr:
		return Bare(x.X)
	case *ast.IndexListExpr:
		return Bare(x.X)
	}
	return expr
}

// ReceiverName returns the name of the type that the function is a method of; "" if it is none.
func ReceiverName(fn *ast.FuncDecl) string {
	if fn.Recv == nil || len(fn.Recv.List) == 0 {
		return ""
	}
	t := fn.Recv.List[0].Type
	if star, ok := t.(*ast.StarExpr); ok {
		t = star.X
	}
	if id := Name(t); id != nil {
		return id.Name
	}
	return ""
}

// Receivers returns the number of arguments that stand for the receiver in a call of fun:
// one in that of a method expression, bus.Bus.Dispatch(b, cmd).
func Receivers(info *types.Info, fun ast.Expr) int {
	if sel, ok := ast.Unparen(fun).(*ast.SelectorExpr); ok {
		if s := info.Selections[sel]; s != nil && s.Kind() == types.MethodExpr {
			return 1
		}
	}
	return 0
}

// IsSpread reports whether the arguments of the call are the results of another: f(g()).
func IsSpread(info *types.Info, call *ast.CallExpr) bool {
	if len(call.Args) != 1 {
		return false
	}
	_, ok := info.TypeOf(call.Args[0]).(*types.Tuple)
	return ok
}

// Variable returns the variable or field that expr names, or nil.
func Variable(info *types.Info, expr ast.Expr) *types.Var {
	var obj types.Object
	switch expr := ast.Unparen(expr).(type) {
	case *ast.Ident:
		obj = info.ObjectOf(expr)
	case *ast.SelectorExpr:
		obj = info.Uses[expr.Sel]
	}
	v, _ := obj.(*types.Var)
	return v
}

// Holder returns the variable or field that expr names, or of which it is an element; or nil.
func Holder(info *types.Info, expr ast.Expr) *types.Var {
	if index, ok := ast.Unparen(expr).(*ast.IndexExpr); ok {
		return Holder(info, index.X)
	}
	return Variable(info, expr)
}

// Meaning returns what name means at pos in a file of pkg, nil if that is nothing. It reports
// false if pos is in no file of the package.
func Meaning(pkg *types.Package, pos token.Pos, name string) (types.Object, bool) {
	inner := pkg.Scope().Innermost(pos)
	if inner == nil {
		return nil, false
	}
	_, obj := inner.LookupParent(name, pos)
	return obj, true
}

// WouldMean reports whether the name of other would mean that if it were written in the place
// of fun. Only a bare name can mean something else there.
func WouldMean(pkg *types.Package, fun ast.Expr, other types.Object) bool {
	id, ok := Bare(fun).(*ast.Ident)
	if !ok {
		return true
	}
	obj, _ := Meaning(pkg, id.Pos(), other.Name())
	return obj == other
}

// Mentions reports whether an identifier with the name occurs within node.
func Mentions(node ast.Node, name string) bool {
	for id := range All[*ast.Ident](node) {
		if id.Name == name {
			return true
		}
	}
	return false
}

// Function returns the innermost function or literal around cur, which is not cur itself. It
// reports false if there is none.
func Function(cur inspector.Cursor) (inspector.Cursor, bool) {
	for fn := range cur.Parent().Enclosing((*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		return fn, true
	}
	return inspector.Cursor{}, false
}

// SameFunction reports whether two places are in the same innermost function.
func SameFunction(a, b inspector.Cursor) bool {
	fn, ok := Function(a)
	other, otherOK := Function(b)
	return ok && otherOK && fn == other
}

// FuncParts returns the type and the body of a declaration or literal.
func FuncParts(fn ast.Node) (*ast.FuncType, *ast.BlockStmt) {
	switch fn := fn.(type) {
	case *ast.FuncDecl:
		return fn.Type, fn.Body
	case *ast.FuncLit:
		return fn.Type, fn.Body
	}
	return nil, nil
}

// IsStarted reports whether go starts the function at fn, where it stands.
func IsStarted(fn inspector.Cursor) bool {
	return fn.ParentEdgeKind() == edge.CallExpr_Fun && fn.Parent().ParentEdgeKind() == edge.GoStmt_Call
}

// All yields the nodes of one type in the code of a node, in the order of the source.
func All[N ast.Node](within ast.Node) iter.Seq[N] {
	return func(yield func(N) bool) {
		for n := range ast.Preorder(within) {
			if n, ok := n.(N); ok && !yield(n) {
				return
			}
		}
	}
}

// Chain yields the selectors of the chain that a called function ends, the last one first: Str and Debug of
// log.Debug().Str.
func Chain(fun ast.Expr) iter.Seq[*ast.SelectorExpr] {
	return func(yield func(*ast.SelectorExpr) bool) {
		for {
			switch x := ast.Unparen(fun).(type) {
			case *ast.CallExpr:
				fun = x.Fun
			case *ast.SelectorExpr:
				if !yield(x) {
					return
				}
				fun = x.X
			default:
				return
			}
		}
	}
}

// IsSince reports whether the file of pkg is certainly written for Go v or later.
func IsSince(info *types.Info, pkg *types.Package, file *ast.File, v string) bool {
	have := info.FileVersions[file]
	if have == "" {
		have = pkg.GoVersion()
	}
	return version.IsValid(have) && version.Compare(have, v) >= 0
}

// Contains reports whether pos is in the code of the node.
func Contains(n ast.Node, pos token.Pos) bool { return n.Pos() <= pos && pos < n.End() }

// FileAt returns the one of the files that pos is in, or nil.
func FileAt(files []*ast.File, pos token.Pos) *ast.File {
	i := slices.IndexFunc(files, func(file *ast.File) bool { return file.FileStart <= pos && pos < file.FileEnd })
	if i < 0 {
		return nil
	}
	return files[i]
}

// OnlyForwards reports whether the method, whose source is in the files, does nothing but call a method of the same name, of what
// its type embeds, with just what it is given.
func OnlyForwards(files []*ast.File, fn *types.Func) bool {
	file := FileAt(files, fn.Pos())
	if file == nil {
		return false
	}
	i := slices.IndexFunc(file.Decls, func(decl ast.Decl) bool { return Contains(decl, fn.Pos()) })
	if i < 0 {
		return false
	}
	decl, ok := file.Decls[i].(*ast.FuncDecl)
	if !ok || decl.Body == nil || len(decl.Body.List) != 1 {
		return false
	}
	var call ast.Expr
	switch stmt := decl.Body.List[0].(type) {
	case *ast.ExprStmt:
		call = stmt.X
	case *ast.ReturnStmt:
		if len(stmt.Results) == 1 {
			call = stmt.Results[0]
		}
	}
	forwarded, ok := call.(*ast.CallExpr)
	if !ok {
		return false
	}
	sel, ok := forwarded.Fun.(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != fn.Name() {
		return false
	}
	of, ok := sel.X.(*ast.SelectorExpr)
	if !ok {
		return false
	}
	field, _, _ := types.LookupFieldOrMethod(fn.Signature().Recv().Type(), true, fn.Pkg(), of.Sel.Name)
	embedded, ok := field.(*types.Var)
	return ok && embedded.Embedded() && slices.EqualFunc(forwarded.Args, slices.Collect(fn.Signature().Params().Variables()), func(arg ast.Expr, param *types.Var) bool {
		id, ok := arg.(*ast.Ident)
		return ok && id.Name == param.Name()
	})
}

// InTest reports whether pos is in a file of tests.
func InTest(fset *token.FileSet, pos token.Pos) bool {
	return strings.HasSuffix(fset.Position(pos).Filename, "_test.go")
}

// Generator returns the line of a generated file that says what has made it: Code generated by
// wire. DO NOT EDIT.
func Generator(file *ast.File) string {
	for _, group := range file.Comments {
		for _, c := range group.List {
			if line := strings.TrimPrefix(c.Text, "// "); strings.HasPrefix(line, "Code generated ") && c.Pos() < file.Package {
				return line
			}
		}
	}
	return ""
}

// Declaration returns the declaration of the function around cur, or nil.
func Declaration(cur inspector.Cursor) *ast.FuncDecl {
	for decl := range cur.Enclosing((*ast.FuncDecl)(nil)) {
		return decl.Node().(*ast.FuncDecl)
	}
	return nil
}
