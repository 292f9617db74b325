package initregister

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/buslint/buslint/internal/busmodel"
	"github.com/buslint/buslint/internal/syntax"
	"github.com/buslint/buslint/internal/uses"
)

// inLoop returns that use registers the same function on the same bus in each round of
// a loop, if it certainly does.
func (c *checker) inLoop(use *busmodel.Use) string {
	if len(use.Parcels) == 0 || use.Parcels[0].Handler == (busmodel.Handler{}) {
		return ""
	}
	stmt := use.Cursor.Parent()
	if _, ok := stmt.Node().(*ast.ExprStmt); !ok || stmt.ParentEdgeKind() != edge.BlockStmt_List {
		return ""
	}
	body := stmt.Parent()
	if kind := body.ParentEdgeKind(); kind != edge.ForStmt_Body && kind != edge.RangeStmt_Body {
		return ""
	}
	loop, call := body.Parent().Node(), use.Call
	same := true
	ast.Inspect(loop, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return call.Pos() <= n.Pos() && n.End() <= call.End()
		case *ast.ReturnStmt:
			// One in the literal that is registered does not leave the loop.
			same = same && syntax.Contains(call, n.Pos())
		case *ast.BranchStmt:
			same = same && (n.Tok == token.CONTINUE || syntax.Contains(call, n.Pos()))
		}
		return same
	})
	if !same {
		return ""
	}
	ast.Inspect(call, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			// What a call returns may be another thing in each round.
			same = same && (n == call || c.pass.TypesInfo.Types[n.Fun].IsType())
		case *ast.IndexExpr, *ast.StarExpr:
			same = false
		case *ast.FuncLit:
			same = same && !c.mentionsLoop(n, loop)
			return false
		case *ast.Ident:
			same = same && !c.variesIn(n, loop)
		}
		return same
	})
	if !same {
		return ""
	}
	return "in each round of this loop"
}

// mentionsLoop reports whether the literal uses what varies in the loop.
func (c *checker) mentionsLoop(lit *ast.FuncLit, loop ast.Node) bool {
	found := false
	ast.Inspect(lit, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if obj := c.pass.TypesInfo.Uses[id]; obj != nil && (obj.Pos() < lit.Pos() || lit.End() <= obj.Pos()) {
				found = found || c.variesIn(id, loop)
			}
		}
		return !found
	})
	return found
}

// variesIn reports whether id is a variable that is declared or changed in the loop, or a
// field that is changed there, by what the loop calls, too.
func (c *checker) variesIn(id *ast.Ident, loop ast.Node) bool {
	v, ok := c.pass.TypesInfo.Uses[id].(*types.Var)
	if !ok {
		return false
	}
	if !v.IsField() && syntax.Contains(loop, v.Pos()) {
		return true
	}
	calls := c.calls(loop, v.Pkg())
	return calls && v.Pkg() != c.pass.Pkg || slices.ContainsFunc(c.uses.Of(v), func(use inspector.Cursor) bool {
		if !uses.IsChange(use) {
			return false
		}
		fn, _ := syntax.Function(use)
		return syntax.Contains(loop, use.Node().Pos()) || use.ParentEdgeKind() == edge.UnaryExpr_X ||
			calls && !syntax.Contains(fn.Node(), loop.Pos())
	})
}

// calls reports whether the loop calls functions of pkg, or some that are not known.
func (c *checker) calls(loop ast.Node, pkg *types.Package) bool {
	for call := range syntax.All[*ast.CallExpr](loop) {
		fn := typeutil.Callee(c.pass.TypesInfo, call)
		if _, ok := fn.(*types.Builtin); ok || c.pass.TypesInfo.Types[call.Fun].IsType() {
			continue
		}
		if _, ok := fn.(*types.Func); !ok || fn.Pkg() == pkg {
			return true
		}
	}
	return false
}
