package ctxthread

import (
	"go/ast"
	"go/types"

	"github.com/buslint/buslint/internal/contexts"
)

// whenArg returns when fn, or what implements it, calls the function that is its argument
// number i.
func (p *program) whenArg(fn *types.Func, i int) contexts.Time {
	callee := p.functions[fn.Pos()]
	if callee == nil {
		return contexts.Unknown
	}
	when := contexts.Unknown
	for _, member := range callee.family.members {
		decl, ok := member.decl.(*ast.FuncDecl)
		if !ok || callee.kind == declared && member != callee {
			continue
		}
		u := member.file.unit
		if when = u.found.WhenParam(u.pkg.TypesInfo.Defs[decl.Name].(*types.Func), i); when != contexts.Meanwhile {
			return when
		}
	}
	return when
}
