package busmodel

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"

	"github.com/buslint/buslint/internal/profile"
	"github.com/buslint/buslint/internal/syntax"
)

// isNamedWhenMade reports whether what makes a message of the type of m is told by a parameter what the
// message is called, as NewRoleEvent(id, RoleCreated) is: where its literals stand, or where it is made to
// be sent.
func (b *builder) isNamedWhenMade(m *Message) bool {
	text := b.nameOf(m.Type)
	if text == nil {
		return false
	}
	for _, id := range b.uses.Of(m.Type) {
		lit, ok := syntax.Operand(id).Parent().Node().(*ast.CompositeLit)
		if ok && syntax.Operand(id).ParentEdgeKind() == edge.CompositeLit_Type && !b.inTest(lit.Pos()) && b.isGivenName(lit, m.Type, text) {
			return true
		}
	}
	for _, parcel := range m.Parcels {
		if parcel.Arg == nil || m.Decl != nil {
			continue
		}
		if call, ok := b.onlyValue(ast.Unparen(parcel.Arg)).(*ast.CallExpr); ok && b.isToldName(call, m.Type, text) {
			return true
		}
	}
	return false
}

// nameOf returns the type of what the method returns that says what messages of the type are called, if
// an embedded field has it, so that it is not the same for all; or nil.
func (b *builder) nameOf(tn *types.TypeName) types.Type {
	for method := range types.NewMethodSet(types.NewPointer(tn.Type())).Methods() {
		sig := method.Type().(*types.Signature)
		if len(method.Index()) > 1 && sig.Params().Len() == 0 && sig.Results().Len() == 1 && profile.NamesItself(method.Obj().Name()) {
			if basic, ok := sig.Results().At(0).Type().Underlying().(*types.Basic); ok && basic.Info()&types.IsString != 0 {
				return sig.Results().At(0).Type()
			}
		}
	}
	return nil
}

// isGivenName reports whether the literal makes its first embedded struct with a parameter of the type of
// names, and no constant.
func (b *builder) isGivenName(lit *ast.CompositeLit, tn *types.TypeName, text types.Type) bool {
	st := tn.Type().Underlying().(*types.Struct)
	param, constant := false, false
	for i := range st.NumFields() {
		value := b.fieldValue(lit, st.Field(i).Name())
		if !st.Field(i).Embedded() || value == nil {
			continue
		}
		ast.Inspect(value, func(n ast.Node) bool {
			expr, ok := n.(ast.Expr)
			if !ok {
				return true
			}
			v := b.unchanged(expr)
			param = param || v != nil && v.Kind() == types.ParamVar && types.Identical(v.Type(), text)
			tv := b.pass.TypesInfo.Types[expr]
			constant = constant || tv.Value != nil && types.Identical(types.Default(tv.Type), text)
			return true
		})
	}
	return param && !constant
}

// isToldName reports whether the call is given a constant of the package of the type that is of the type of
// names.
func (b *builder) isToldName(call *ast.CallExpr, tn *types.TypeName, text types.Type) bool {
	for _, arg := range call.Args {
		id := syntax.Name(arg)
		if id == nil {
			continue
		}
		if c, ok := b.pass.TypesInfo.Uses[id].(*types.Const); ok && c.Pkg() == tn.Pkg() && types.Identical(types.Default(c.Type()), text) {
			return true
		}
	}
	return false
}
