package extract

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/profile"
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
	return x.fieldIn(ownerOf(selection), selection.Obj().(*types.Var))
}

// ownerOf returns the struct whose field is selected, or a pointer to it.
func ownerOf(selection *types.Selection) types.Type {
	owner := selection.Recv()
	for _, i := range selection.Index()[:len(selection.Index())-1] {
		owner = gotypes.Deref(owner).Underlying().(*types.Struct).Field(i).Type()
	}
	return owner
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
	var owner types.Type
	var id *ast.Ident
	switch kind, i := cur.ParentEdge(); kind {
	case edge.KeyValueExpr_Value:
		id, _ = cur.Parent().Node().(*ast.KeyValueExpr).Key.(*ast.Ident)
		owner = x.pass.TypesInfo.TypeOf(cur.Parent().Parent().Node().(ast.Expr))
	case edge.AssignStmt_Rhs:
		if assign := cur.Parent().Node().(*ast.AssignStmt); len(assign.Lhs) == len(assign.Rhs) {
			if sel, ok := ast.Unparen(assign.Lhs[i]).(*ast.SelectorExpr); ok && x.pass.TypesInfo.Selections[sel] != nil {
				id, owner = sel.Sel, ownerOf(x.pass.TypesInfo.Selections[sel])
			}
		}
	}
	if id == nil {
		return summary.Origin{}, false
	}
	field, ok := x.pass.TypesInfo.Uses[id].(*types.Var)
	named, isNamed := types.Unalias(gotypes.Deref(owner)).(*types.Named)
	if !ok || !isNamed || !field.IsField() || !field.Exported() || profile.Taken(field.Type()) == nil || !x.links.isOwn(field.Pkg()) {
		return summary.Origin{}, false
	}
	return fieldValue(named.Obj(), field), true
}

// fieldGiven notes what the field that the identifier at cur names is given there, if it is.
func (x *extraction) fieldGiven(cur inspector.Cursor, field *types.Var) {
	elements := isContainer(field.Type())
	if cur.ParentEdgeKind() == edge.KeyValueExpr_Key {
		kv := cur.Parent()
		if to, ok := x.fieldIn(x.pass.TypesInfo.TypeOf(kv.Parent().Node().(ast.Expr)), field); ok {
			x.find(x.into(to), kv.Node().(*ast.KeyValueExpr).Value, elements)
		}
		return
	}
	sel, ok := cur.Parent().Node().(*ast.SelectorExpr)
	if !ok {
		return
	}
	to, ok := x.fieldOf(sel)
	at := cur.Parent()
	for at.ParentEdgeKind() == edge.ParenExpr_X || at.ParentEdgeKind() == edge.IndexExpr_X {
		elements = elements && at.ParentEdgeKind() == edge.ParenExpr_X
		at = at.Parent()
	}
	if !ok || !uses.IsChange(at) {
		return
	}
	kind, i := at.ParentEdge()
	assign, ok := at.Parent().Node().(*ast.AssignStmt)
	if !ok || kind != edge.AssignStmt_Lhs || assign.Tok != token.ASSIGN || len(assign.Lhs) != len(assign.Rhs) {
		x.into(to).unknown()
		return
	}
	x.find(x.into(to), assign.Rhs[i], elements)
}

// placesGiven notes what the literal of a struct gives its fields by their places alone.
func (x *extraction) placesGiven(lit *ast.CompositeLit) {
	t := x.pass.TypesInfo.TypeOf(lit)
	st, ok := types.Unalias(gotypes.Deref(t)).Underlying().(*types.Struct)
	if !ok {
		return
	}
	for i, value := range lit.Elts {
		if _, named := value.(*ast.KeyValueExpr); named || i >= st.NumFields() || !mayHandle(st.Field(i).Type()) {
			continue
		}
		if to, ok := x.fieldIn(t, st.Field(i)); ok {
			x.find(x.into(to), value, isContainer(st.Field(i).Type()))
		}
	}
}

// mayHandle reports whether a value of type t may be a handler, or hold some: a function that takes
// something, or an interface with a method that is called after what handles.
func mayHandle(t types.Type) bool {
	t = elem(t)
	if profile.Taken(t) != nil {
		return mayCarry(t)
	}
	iface, ok := t.Underlying().(*types.Interface)
	return ok && slices.ContainsFunc(slices.Collect(iface.Methods()), func(m *types.Func) bool { return profile.MayHandle(m.Name()) })
}
