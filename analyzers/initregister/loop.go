package initregister

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"

	"github.com/buslint/buslint/analyzers/busmodel"
)

// inLoop returns that site registers the same function on the same bus in each round of
// a loop, if it certainly does.
func (c *checker) inLoop(site *busmodel.Site) string {
	if fn, lit := site.Handler(c.pass.TypesInfo); fn == nil && lit == nil {
		return ""
	}
	stmt := site.Cursor.Parent()
	if _, ok := stmt.Node().(*ast.ExprStmt); !ok || stmt.ParentEdgeKind() != edge.BlockStmt_List {
		return ""
	}
	body := stmt.Parent()
	if kind := body.ParentEdgeKind(); kind != edge.ForStmt_Body && kind != edge.RangeStmt_Body {
		return ""
	}
	loop, call := body.Parent().Node(), site.Call
	same := true
	ast.Inspect(loop, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return call.Pos() <= n.Pos() && n.End() <= call.End()
		case *ast.ReturnStmt:
			// One in the literal that is registered does not leave the loop.
			same = same && call.Pos() <= n.Pos() && n.Pos() < call.End()
		case *ast.BranchStmt:
			same = same && (n.Tok == token.CONTINUE || call.Pos() <= n.Pos() && n.Pos() < call.End())
		}
		return same
	})
	if !same {
		return ""
	}
	assigned := map[types.Object]bool{}
	ast.Inspect(loop, func(n ast.Node) bool {
		if assign, ok := n.(*ast.AssignStmt); ok {
			for _, lhs := range assign.Lhs {
				switch lhs := ast.Unparen(lhs).(type) {
				case *ast.Ident:
					assigned[c.pass.TypesInfo.Uses[lhs]] = true
				case *ast.SelectorExpr:
					assigned[c.pass.TypesInfo.Uses[lhs.Sel]] = true
				}
			}
		}
		return true
	})
	ast.Inspect(call, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.CallExpr:
			// What a call returns may be another thing in each round.
			same = same && (n == call || c.pass.TypesInfo.Types[n.Fun].IsType())
		case *ast.IndexExpr:
			same = false
		case *ast.FuncLit:
			same = same && !c.mentionsLoop(n, loop, assigned)
			return false
		case *ast.Ident:
			same = same && !c.variesIn(n, loop, assigned)
		}
		return same
	})
	if !same {
		return ""
	}
	return "in each round of this loop"
}

// mentionsLoop reports whether the literal uses what varies in the loop.
func (c *checker) mentionsLoop(lit *ast.FuncLit, loop ast.Node, assigned map[types.Object]bool) bool {
	found := false
	ast.Inspect(lit, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if obj := c.pass.TypesInfo.Uses[id]; obj != nil && (obj.Pos() < lit.Pos() || lit.End() <= obj.Pos()) {
				found = found || c.variesIn(id, loop, assigned)
			}
		}
		return !found
	})
	return found
}

// variesIn reports whether id is a variable that is declared or assigned in the loop, or
// a field that is assigned there.
func (c *checker) variesIn(id *ast.Ident, loop ast.Node, assigned map[types.Object]bool) bool {
	v, ok := c.pass.TypesInfo.Uses[id].(*types.Var)
	return ok && (assigned[v] || !v.IsField() && loop.Pos() <= v.Pos() && v.Pos() < loop.End())
}
