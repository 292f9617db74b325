package extract

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/summary"
)

// tables says how the buses of the package keep their handlers, if it has some of which
// the profile says that they may have two tables: whether what dispatches with a context
// looks into a map that what adds a handler without one writes to.
func (x *extraction) tables() summary.Tables {
	p := x.links.resolver.Known(x.pass.Pkg)
	if p == nil || !p.TwoTables {
		return summary.UnknownTables
	}
	var add, send []string
	for _, f := range p.Funcs {
		switch {
		case f.Twin == "":
		case f.Role == kind.Handle:
			add = append(add, f.Name)
		case f.Role == kind.Dispatch:
			send = append(send, f.Twin)
		}
	}
	found := summary.UnknownTables
	for tn := range gotypes.Declared(x.pass.Pkg) {
		if types.IsInterface(tn.Type()) {
			continue
		}
		written, read := x.maps(tn.Type(), add), x.maps(tn.Type(), send)
		if len(written) == 0 || len(read) == 0 {
			continue
		}
		for field := range written {
			if read[field] {
				return summary.OneTable
			}
		}
		found = summary.SeparateTables
	}
	return found
}

// maps returns the fields that are maps and that the methods of t with the names mention,
// or functions of the package that they call.
func (x *extraction) maps(t types.Type, methods []string) map[*types.Var]bool {
	fields := map[*types.Var]bool{}
	seen := map[*types.Func]bool{}
	var look func(fn *types.Func)
	look = func(fn *types.Func) {
		decl := x.uses.Decl(fn)
		if decl == nil || decl.Body == nil || seen[fn] {
			return
		}
		seen[fn] = true
		for n := range ast.Preorder(decl.Body) {
			switch n := n.(type) {
			case *ast.Ident:
				if v, ok := x.pass.TypesInfo.Uses[n].(*types.Var); ok && v.IsField() {
					if _, ok := under[*types.Map](v.Type()); ok {
						fields[v] = true
					}
				}
			case *ast.CallExpr:
				if callee := typeutil.StaticCallee(x.pass.TypesInfo, n); callee != nil {
					look(callee)
				}
			}
		}
	}
	for _, name := range methods {
		if fn := gotypes.Method(t, x.pass.Pkg, name); fn != nil {
			look(fn)
		}
	}
	return fields
}
