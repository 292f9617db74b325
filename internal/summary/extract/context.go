package extract

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/types"
	"path/filepath"
	"slices"

	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/summary"
	"github.com/buslint/buslint/internal/twins"
)

// contexts notes which calls in the functions could pass a context and do not.
func (x *extraction) contexts() {
	funcs := map[string]*summary.Func{}
	for i := range x.out.Funcs {
		funcs[x.out.Funcs[i].ID] = &x.out.Funcs[i]
	}
	for _, call := range config.For(x.pass).Twins().Calls(twins.Of(x.pass, x.model.Registers)) {
		if call.Aware || call.Stays != "" {
			continue
		}
		for around := range call.Cursor.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
			if f := funcs[x.codeID(around.Node())]; f != nil {
				f.Twins = counted(f.Twins, call.String())
			}
		}
	}
}

// counted returns the list with one more call of the function with that name.
func counted(list []summary.Twin, name string) []summary.Twin {
	i, ok := slices.BinarySearchFunc(list, name, func(t summary.Twin, name string) int { return cmp.Compare(t.Func, name) })
	if !ok {
		list = slices.Insert(list, i, summary.Twin{Func: name})
	}
	list[i].Calls++
	return list
}

// codeID returns the identity of a function that is declared, or of a literal.
func (x *extraction) codeID(code ast.Node) string {
	if decl, ok := code.(*ast.FuncDecl); ok {
		return x.declID(decl)
	}
	pos := x.pass.Fset.Position(code.Pos())
	return fmt.Sprintf("%s.%s:%d:%d", x.out.Path, filepath.Base(pos.Filename), pos.Line, pos.Column)
}

// literals adds to the functions the literals that are handlers.
func (x *extraction) literals(called map[string]bool) {
	for p := range x.model.Parcels() {
		lit := p.Handler.Lit
		if lit == nil || p.Use.Test || p.Use.Role.Sends() {
			continue
		}
		f := summary.Func{ID: x.codeID(lit), Idle: x.isIdle(lit.Type)}
		m := newMentions(x, called)
		m.look(lit.Body)
		m.into(&f)
		x.out.Funcs = append(x.out.Funcs, f)
	}
}

// isIdle reports whether a function of the type takes a context and does not use it.
func (x *extraction) isIdle(typ *ast.FuncType) bool {
	for _, field := range typ.Params.List {
		if !gotypes.IsContext(x.pass.TypesInfo.TypeOf(field.Type)) {
			continue
		}
		return !slices.ContainsFunc(field.Names, func(name *ast.Ident) bool {
			v, ok := x.pass.TypesInfo.Defs[name].(*types.Var)
			return ok && len(x.uses.Of(v)) > 0
		})
	}
	return false
}
