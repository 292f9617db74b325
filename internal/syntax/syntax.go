// Package syntax reads how a program names and calls a function.
package syntax

import (
	"go/ast"
	"go/types"

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
