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
	"github.com/buslint/buslint/internal/recognise"
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
	return b.isGivenName(m.Type, says, name)
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
		if said, ok := types.Unalias(field.Type()).(*types.Named); ok && recognise.NamesMessages(said.Obj().Name()) && hasConstants(said) {
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
func saysName(method string) bool { return recognise.NamesItself(strings.TrimPrefix(method, "Get")) }

// isGivenName reports whether a function of the type's package makes a message with a parameter for what the method
// of an embedded struct says, by the field of that with the name; or if that is not known, of parameters and no text.
func (b *builder) isGivenName(tn *types.TypeName, says *types.Selection, name string) bool {
	st, ok := tn.Type().Underlying().(*types.Struct)
	if !ok {
		return false
	}
	embedded := st.Field(says.Index()[0])
	base, _ := gotypes.Deref(embedded.Type()).(*types.Named)
	for _, file := range b.sources.ask(tn.Pkg()).Files {
		for _, decl := range file.Decls {
			fn, ok := decl.(*ast.FuncDecl)
			if !ok || fn.Body == nil {
				continue
			}
			for lit := range syntax.All[*ast.CompositeLit](fn.Body) {
				if names(lit.Type, tn.Name()) && hasParameter(fn, b.givenBase(fn, valueIn(lit, st, embedded.Name()), base, name)) {
					return true
				}
			}
		}
	}
	return false
}

// givenBase returns what the field with the name is given in the struct that expr makes, in the function: by a literal,
// or by a function that puts its parameter there; or expr, if it does not say that.
func (b *builder) givenBase(fn *ast.FuncDecl, expr ast.Expr, base *types.Named, name string) ast.Expr {
	expr = definedAs(fn, expr)
	if addr, ok := expr.(*ast.UnaryExpr); ok {
		expr = addr.X
	}
	if base == nil {
		return expr
	}
	st, ok := base.Underlying().(*types.Struct)
	if !ok {
		return expr
	}
	switch made := expr.(type) {
	case *ast.CompositeLit:
		return valueIn(made, st, name)
	case *ast.CallExpr:
		id := syntax.Name(made.Fun)
		if id == nil {
			return expr
		}
		maker, ok := base.Obj().Pkg().Scope().Lookup(id.Name).(*types.Func)
		if !ok {
			return expr
		}
		if value := b.passedTo(maker, made.Args, name); value != nil {
			return value
		}
	}
	return expr
}

// definedAs returns the value that the function gives a variable where it defines it, if expr is one; else expr.
func definedAs(fn *ast.FuncDecl, expr ast.Expr) ast.Expr {
	id, ok := expr.(*ast.Ident)
	if !ok {
		return expr
	}
	for assign := range syntax.All[*ast.AssignStmt](fn.Body) {
		if assign.Tok == token.DEFINE && len(assign.Lhs) == 1 && names(assign.Lhs[0], id.Name) {
			expr = assign.Rhs[0]
		}
	}
	return expr
}

// hasParameter reports whether expr is made of a parameter of the function, and no text.
func hasParameter(fn *ast.FuncDecl, expr ast.Expr) bool {
	if expr == nil {
		return false
	}
	param, text := false, false
	for n := range ast.Preorder(expr) {
		switch n := n.(type) {
		case *ast.Ident:
			param = param || slices.ContainsFunc(fn.Type.Params.List, func(field *ast.Field) bool {
				return slices.ContainsFunc(field.Names, func(id *ast.Ident) bool { return id.Name == n.Name })
			})
		case *ast.BasicLit:
			text = text || n.Kind == token.STRING && n.Value != `""`
		}
	}
	return param && !text
}
