package extract

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/buslint/buslint/internal/busmodel"
	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/recognise"
	"github.com/buslint/buslint/internal/summary"
	"github.com/buslint/buslint/internal/uses"
)

// fieldOf returns the field that the expression is, if it may be a handler or hold some, and all that
// give it a value are known.
func (x *extraction) fieldOf(sel *ast.SelectorExpr) (summary.Origin, bool) {
	selection := x.pass.TypesInfo.Selections[sel]
	if selection == nil || selection.Kind() != types.FieldVal || !mayHandle(selection.Type()) {
		return summary.Origin{}, false
	}
	return x.fieldIn(busmodel.OwnerOf(selection), selection.Obj().(*types.Var))
}

// fieldIn returns the field of the struct that owner is or points to. It reports false if it may be given
// a value where nobody sees it: the package of the struct cannot come by a bus, or the struct is filled in
// by a container, which the field In of that says.
func (x *extraction) fieldIn(owner types.Type, field *types.Var) (summary.Origin, bool) {
	named, ok := types.Unalias(gotypes.Deref(owner)).(*types.Named)
	if !ok || named.TypeParams().Len() > 0 || !x.links.comesByBus(named.Obj().Pkg()) {
		return summary.Origin{}, false
	}
	st, ok := named.Underlying().(*types.Struct)
	if !ok || slices.ContainsFunc(slices.Collect(st.Fields()), func(f *types.Var) bool { return f.Embedded() && f.Name() == "In" }) {
		return summary.Origin{}, false
	}
	return fieldValue(named.Obj(), field), true
}

func fieldValue(tn *types.TypeName, field *types.Var) summary.Origin {
	return summary.Origin{Kind: summary.FieldValue, Func: typeOf(tn).Full() + "." + field.Name()}
}

// filled returns the field of a struct of the module, which other packages can name, that is given the function at
// cur. It reports false if there is none, or the function does nothing.
func (x *extraction) filled(cur inspector.Cursor) (summary.Origin, bool) {
	if lit, ok := cur.Node().(*ast.FuncLit); ok && len(lit.Body.List) == 0 {
		return summary.Origin{}, false
	}
	owner, field := x.model.FieldAt(cur)
	if field == nil || !field.Exported() || recognise.Taken(field.Type()) == nil || !x.links.isOwn(field.Pkg()) {
		return summary.Origin{}, false
	}
	named, ok := types.Unalias(gotypes.Deref(owner)).(*types.Named)
	if !ok {
		return summary.Origin{}, false
	}
	return fieldValue(named.Obj(), field), true
}

// fill notes what the field is given that is given the value at cur, if it is one.
func (x *extraction) fill(cur inspector.Cursor) {
	if to, ok := x.filled(cur); ok {
		x.out.Passes = append(x.out.Passes, summary.Pass{To: to, Place: x.place(cur)})
	}
	owner, field := x.model.FieldAt(cur)
	if field == nil || !mayHandle(field.Type()) {
		return
	}
	if to, ok := x.fieldIn(owner, field); ok {
		x.values(x.into(to), cur, isContainer(field.Type()))
	}
}

// changed notes what the field is given that the identifier at cur names, if that is an element of it, or is not known.
func (x *extraction) changed(cur inspector.Cursor) {
	sel, ok := cur.Parent().Node().(*ast.SelectorExpr)
	if !ok {
		return
	}
	to, ok := x.fieldOf(sel)
	at, element := cur.Parent(), false
	for at.ParentEdgeKind() == edge.ParenExpr_X || at.ParentEdgeKind() == edge.IndexExpr_X {
		element = element || at.ParentEdgeKind() == edge.IndexExpr_X
		at = at.Parent()
	}
	if !ok || !uses.IsChange(at) {
		return
	}
	kind, i := at.ParentEdge()
	assign, ok := at.Parent().Node().(*ast.AssignStmt)
	switch {
	case !ok || kind != edge.AssignStmt_Lhs || assign.Tok != token.ASSIGN || len(assign.Lhs) != len(assign.Rhs):
		x.into(to).unknown()
	case element:
		x.find(x.into(to), assign.Rhs[i], false)
	}
}

// mayHandle reports whether a value of type t may be a handler, or hold some: a function that takes
// something, or an interface with a method that is called after what handles.
func mayHandle(t types.Type) bool {
	t = elem(t)
	if recognise.Taken(t) != nil {
		return mayCarry(t)
	}
	iface, ok := t.Underlying().(*types.Interface)
	return ok && slices.ContainsFunc(slices.Collect(iface.Methods()), func(m *types.Func) bool { return recognise.MayHandle(m.Name()) })
}
