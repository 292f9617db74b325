package ctxlost

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/buslint/buslint/analyzers/busmodel"
	"github.com/buslint/buslint/internal/suppress"
)

// A held is a variable that holds one value only, handed to a bus call.
type held struct {
	v     *types.Var
	value inspector.Cursor // not valid if v is never given one
	uses  int
	site  *busmodel.Site
	root  *types.Var // what the usable context at the call is made of
}

func (c *checker) localVar(cur inspector.Cursor) *types.Var {
	id, ok := cur.Node().(*ast.Ident)
	if !ok {
		return nil
	}
	v, ok := c.pass.TypesInfo.Uses[id].(*types.Var)
	if !ok || v.Kind() != types.LocalVar {
		return nil
	}
	return v
}

// valueOf returns what the local variable v holds, or nil if that is not certain.
func (c *checker) valueOf(v *types.Var, use inspector.Cursor) *held {
	h := &held{v: v}
	for decl := range use.Enclosing((*ast.FuncDecl)(nil), (*ast.GenDecl)(nil)) {
		for id := range decl.Preorder((*ast.Ident)(nil)) {
			if c.pass.TypesInfo.ObjectOf(id.Node().(*ast.Ident)) != v {
				continue
			}
			kind, i := id.ParentEdge()
			if id.Node().Pos() != v.Pos() {
				h.uses++
				if kind == edge.AssignStmt_Lhs || kind == edge.RangeStmt_Key || kind == edge.RangeStmt_Value || kind == edge.UnaryExpr_X {
					return nil // given another value, or its address taken
				}
				continue
			}
			switch kind {
			case edge.AssignStmt_Lhs:
				if assign := id.Parent().Node().(*ast.AssignStmt); len(assign.Lhs) == len(assign.Rhs) {
					h.value = id.Parent().ChildAt(edge.AssignStmt_Rhs, i)
				}
			case edge.ValueSpec_Names:
				spec := id.Parent().Node().(*ast.ValueSpec)
				if spec.Values == nil {
					continue // nil
				}
				if len(spec.Names) == len(spec.Values) {
					h.value = id.Parent().ChildAt(edge.ValueSpec_Values, i)
				}
			}
			if !h.value.Valid() {
				return nil
			}
		}
	}
	return h
}

// reportHeld reports, once each, the variables that hold an empty context for bus
// calls.
func (c *checker) reportHeld(all []*held) {
	for _, h := range all {
		c.sent[h.v]++
	}
	seen := map[*types.Var]bool{}
	for _, h := range all {
		// The context must be in scope where the variable gets its value.
		expr, root := c.usable(h.value)
		if seen[h.v] || root != h.root {
			continue
		}
		seen[h.v] = true
		value := h.value.Node()
		d := analysis.Diagnostic{
			Pos:     value.Pos(),
			End:     value.End(),
			Message: c.message(h.value, h.v.Name()+" is "+types.ExprString(value.(ast.Expr))+", which", h.site, expr),
			Related: []analysis.RelatedInformation{{Pos: h.site.Ctx.Pos(), End: h.site.Ctx.End(), Message: "it is handed on here"}},
		}
		if c.sent[h.v] == h.uses {
			d.SuggestedFixes = replace(value, expr)
		}
		suppress.Report(c.pass, d)
	}
}
