package ctxlost

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/buslint/buslint/internal/busmodel"
	"github.com/buslint/buslint/internal/suppress"
)

// A holding is a variable that holds one value only, handed to a bus call.
type holding struct {
	v     *types.Var
	value inspector.Cursor
	use   *busmodel.Use
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

// reportHeld reports, once each, the variables that hold an empty context for bus
// calls.
func (c *checker) reportHeld(all []holding) {
	sent := map[*types.Var]int{}
	for _, h := range all {
		sent[h.v]++
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
			Message: c.message(h.value, h.v.Name()+" is "+types.ExprString(value.(ast.Expr))+", which", h.use, expr),
			Related: []analysis.RelatedInformation{{Pos: h.use.Ctx.Pos(), End: h.use.Ctx.End(), Message: "it is passed here"}},
		}
		if sent[h.v] == len(c.uses.Of(h.v)) {
			d.SuggestedFixes = c.replace(value, expr)
		}
		suppress.Report(c.pass, d)
	}
}
