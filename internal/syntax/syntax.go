// Package syntax reads what names mean in a program, and how it calls functions.
package syntax

import (
	"go/ast"
	"go/token"
	"go/types"
	"go/version"

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
	id, ok := ast.Unparen(fun).(*ast.Ident)
	if !ok {
		return true
	}
	obj, _ := Meaning(pkg, id.Pos(), other.Name())
	return obj == other
}

// Mentions reports whether an identifier with the name occurs within node.
func Mentions(node ast.Node, name string) bool {
	found := false
	ast.Inspect(node, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && id.Name == name {
			found = true
		}
		return !found
	})
	return found
}

// IsSince reports whether the file of pkg is certainly written for Go v or later.
func IsSince(info *types.Info, pkg *types.Package, file *ast.File, v string) bool {
	have := info.FileVersions[file]
	if have == "" {
		have = pkg.GoVersion()
	}
	return version.IsValid(have) && version.Compare(have, v) >= 0
}
