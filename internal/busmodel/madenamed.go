package busmodel

import (
	"go/ast"
	"go/token"
	"go/types"
	"iter"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/edge"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/profile"
	"github.com/buslint/buslint/internal/syntax"
)

// isNamedWhenMade reports whether what makes a message of the type of m is told what the message is called:
// by a parameter, as NewRoleEvent(id, RoleCreated) is, where its literals stand; or by a field that is one of
// several constants, or of what is not known.
func (b *builder) isNamedWhenMade(m *Message) bool {
	if b.isOneOfSeveral(m.Type) {
		return true
	}
	says := saying(m.Type)
	if says == nil {
		return false
	}
	name := b.fieldOf(says.Obj().(*types.Func))
	if len(says.Index()) == 1 { // not that of an embedded field, so that it is the same for all or in a field
		return name != "" && !b.isAlways(m.Type, name)
	}
	text := says.Type().(*types.Signature).Results().At(0).Type()
	if m.Type.Pkg() != b.pass.Pkg {
		return b.isGivenNameElsewhere(m.Type, says, name)
	}
	for lit := range b.literals(m.Type) {
		if b.isGivenName(lit, says, name, text) {
			return true
		}
	}
	return false
}

// isOneOfSeveral reports whether a field of the struct says which of several events, or commands, a value
// is: its type is called EventType, say, and has several constants. It is none where the literals of the
// package say that it always is the same.
func (b *builder) isOneOfSeveral(tn *types.TypeName) bool {
	st, ok := tn.Type().Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for field := range st.Fields() {
		if said, ok := types.Unalias(field.Type()).(*types.Named); ok && profile.NamesMessages(said.Obj().Name()) && hasConstants(said) {
			return !b.isAlways(tn, field.Name())
		}
	}
	return false
}

// hasConstants reports whether the package of a type has several constants of it.
func hasConstants(named *types.Named) bool {
	if _, ok := named.Underlying().(*types.Basic); !ok || named.Obj().Pkg() == nil {
		return false
	}
	n := 0
	for _, name := range named.Obj().Pkg().Scope().Names() {
		if c, ok := named.Obj().Pkg().Scope().Lookup(name).(*types.Const); ok && types.Identical(c.Type(), named) {
			n++
		}
	}
	return n > 1
}

// isAlways reports whether all literals of the struct in the package give the field one constant.
func (b *builder) isAlways(tn *types.TypeName, field string) bool {
	given := map[string]bool{}
	for lit := range b.literals(tn) {
		value := b.fieldValue(lit, field)
		if value == nil || b.pass.TypesInfo.Types[value].Value == nil {
			return false
		}
		given[b.pass.TypesInfo.Types[value].Value.ExactString()] = true
	}
	return len(given) == 1
}

// literals yields the literals of a type that the package has outside of tests.
func (b *builder) literals(tn *types.TypeName) iter.Seq[*ast.CompositeLit] {
	return func(yield func(*ast.CompositeLit) bool) {
		for _, id := range b.uses.Of(tn) {
			cur := syntax.Operand(id)
			if lit, ok := cur.Parent().Node().(*ast.CompositeLit); ok && cur.ParentEdgeKind() == edge.CompositeLit_Type && !b.inTest(lit.Pos()) && !yield(lit) {
				return
			}
		}
	}
}

// saying returns the method that says what messages of the type are called; or nil.
func saying(tn *types.TypeName) *types.Selection {
	for method := range types.NewMethodSet(types.NewPointer(tn.Type())).Methods() {
		sig := method.Type().(*types.Signature)
		if sig.Params().Len() != 0 || sig.Results().Len() != 1 || !saysName(method.Obj().Name()) {
			continue
		}
		if basic, ok := sig.Results().At(0).Type().Underlying().(*types.Basic); ok && basic.Info()&types.IsString != 0 {
			return method
		}
	}
	return nil
}

// saysName reports whether a method is called as one that says what a message is called, or of which type it is.
func saysName(method string) bool { return profile.NamesItself(strings.TrimPrefix(method, "Get")) }

// isGivenName reports whether the literal gives the embedded struct that says what it is called, by the field
// with that name, what is no constant; or if that is not known, whether it makes it with a parameter of the
// type of names, and no constant.
func (b *builder) isGivenName(lit *ast.CompositeLit, says *types.Selection, name string, text types.Type) bool {
	st := b.pass.TypesInfo.TypeOf(lit).Underlying().(*types.Struct)
	part := b.fieldValue(lit, st.Field(says.Index()[0]).Name())
	if part == nil {
		return false
	}
	part = b.onlyValue(ast.Unparen(part), "")
	if value := b.givenTo(name, part); value != nil {
		return b.pass.TypesInfo.Types[value].Value == nil
	}
	param, constant := false, false
	ast.Inspect(part, func(n ast.Node) bool {
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
	return param && !constant
}

// isGivenNameElsewhere is isGivenName for the literals in the package of the type, of which only the source is
// known.
func (b *builder) isGivenNameElsewhere(tn *types.TypeName, says *types.Selection, name string) bool {
	st, ok := tn.Type().Underlying().(*types.Struct)
	if !ok {
		return false
	}
	embedded := st.Field(says.Index()[0])
	base, _ := gotypes.Deref(embedded.Type()).Underlying().(*types.Struct)
	found := false
	for _, file := range b.sources(tn.Pkg()).Files {
		for _, decl := range file.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || fn.Body == nil || fn.Recv != nil {
				continue
			}
			ast.Inspect(fn.Body, func(n ast.Node) bool {
				if lit, ok := n.(*ast.CompositeLit); ok && names(lit.Type, tn.Name()) {
					found = found || isParameterIn(fn, valueIn(lit, st, embedded.Name()), base, name)
				}
				return !found
			})
		}
	}
	return found
}

// isParameterIn reports whether the struct that expr makes has a parameter of the function in the field with that
// name; or whether what it is made by is given parameters, and no text.
func isParameterIn(fn *ast.FuncDecl, expr ast.Expr, st *types.Struct, name string) bool {
	if addr, ok := expr.(*ast.UnaryExpr); ok {
		expr = addr.X
	}
	if lit, ok := expr.(*ast.CompositeLit); ok && st != nil {
		expr = valueIn(lit, st, name)
	}
	if expr == nil {
		return false
	}
	param, text := false, false
	ast.Inspect(expr, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			param = param || slices.ContainsFunc(fn.Type.Params.List, func(field *ast.Field) bool {
				return slices.ContainsFunc(field.Names, func(id *ast.Ident) bool { return id.Name == n.Name })
			})
		case *ast.BasicLit:
			text = text || n.Kind == token.STRING && n.Value != `""`
		}
		return true
	})
	return param && !text
}
