package ctxthread

import (
	"go/ast"
	"go/types"

	"github.com/buslint/buslint/internal/contexts"
)

// whenArg returns when fn, or what implements it, calls the function that is its argument
// number i. What functions of other modules do with those that they are given is taken to
// be done when they return.
func (p *program) whenArg(fn *types.Func, i int) contexts.Time {
	callee := p.functions[fn.Pos()]
	if callee == nil {
		return contexts.Meanwhile
	}
	when := contexts.Meanwhile
	for _, member := range callee.family.members {
		decl, ok := member.decl.(*ast.FuncDecl)
		if !ok || callee.kind == declared && member != callee {
			continue
		}
		u := member.file.unit
		if u.found.WhenParam(u.pkg.TypesInfo.Defs[decl.Name].(*types.Func), i) == contexts.After {
			when = contexts.After
		}
	}
	return when
}
