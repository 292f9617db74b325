package busmodel

import (
	"cmp"
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/recognise"
	"github.com/buslint/buslint/internal/syntax"
)

// given notes of what is registered which parameter of a function around it calls it, where the
// argument is not that parameter itself: a literal calls it, as func(e Event) { f(e.(Placed)) },
// or it is converted or handed to a function that makes a handler, as in typed(f).
func (b *builder) given(parcel *Parcel, arg ast.Expr) {
	switch arg := b.onlyValue(ast.Unparen(arg), "").(type) {
	case *ast.FuncLit:
		b.calledIn(parcel, arg)
	case *ast.CallExpr:
		for _, inner := range arg.Args {
			if lit, ok := ast.Unparen(inner).(*ast.FuncLit); ok {
				b.calledIn(parcel, lit)
			}
			if v := b.parameter(inner); v != nil && b.mayMake(v.Type(), arg) {
				parcel.Given, parcel.Other = inner, !b.takesSame(v.Type(), b.pass.TypesInfo.TypeOf(arg))
				return
			}
		}
	case *ast.SelectorExpr:
		b.partOf(parcel, arg)
	case *ast.Ident:
		if v := b.parameter(arg); parcel.Arg == nil && v != nil && (gotypes.IsFunc(v.Type()) || isChannel(v.Type()) || parcel.Use.ofMethod) {
			parcel.Given = arg
		}
	}
}

// madeOf notes of what is sent which parameter of a function around it that is made of, where the argument is
// not that parameter itself: it is a copy, or a field, or holds it as one struct does that stands for all
// messages.
func (b *builder) madeOf(parcel *Parcel, arg ast.Expr) {
	parcel.Given = cmp.Or(b.copied(arg), b.calledAtOnce(arg))
	b.partOf(parcel, arg)
	if parcel.Given == nil && (parcel.Message != nil || parcel.Arg == nil) {
		parcel.Given = b.heldFor(arg)
		parcel.Other = parcel.Given != nil
	}
	if parcel.Given == nil && parcel.Arg == nil && parcel.Whole == nil {
		parcel.Given, parcel.Other = arg, true // one struct for all messages
	}
}

// heldFor returns the parameter of a function around it that a struct which expr makes holds for what may be any
// message; or nil.
func (b *builder) heldFor(expr ast.Expr) ast.Expr {
	made := b.onlyValue(ast.Unparen(expr), "")
	tn := MessageType(b.pass.TypesInfo.TypeOf(made))
	if tn == nil {
		return nil
	}
	for field := range tn.Type().Underlying().(*types.Struct).Fields() {
		if !mayHoldAny(field.Type()) {
			continue
		}
		if held := b.givenTo(field.Name(), made); b.parameter(held) != nil {
			return held
		}
	}
	return nil
}

// calledFor returns the parameter of the function around a call that hands out messages, which is called with these,
// or what is made of them; nil if there is none. One that says yes or no is asked for something, unless the function
// is called after registering.
func (b *builder) calledFor(use *Use) (given ast.Expr, same bool) {
	fn, _ := b.uses.Around(use.Cursor)
	if fn == nil {
		return nil, false
	}
	for v := range fn.Signature().Params().Variables() {
		if recognise.Taken(v.Type()) == nil || isPredicate(v.Type()) && !recognise.NamesRegistering(fn.Name()) {
			continue
		}
		calls, _ := b.callsBy(v, map[*types.Var]bool{nil: true}, func(inspector.Cursor) {})
		for _, id := range calls {
			args := syntax.Operand(id).Parent().Node().(*ast.CallExpr).Args
			if len(args) == 0 {
				continue
			}
			for id := range syntax.All[*ast.Ident](args[len(args)-1]) {
				if b.comesOf(b.receivedFrom(b.unchanged(cmp.Or(b.calledAtOnce(id), ast.Expr(id)))), use.Call) {
					return b.uses.Of(v)[0].Node().(ast.Expr), id == args[len(args)-1]
				}
			}
		}
	}
	return nil, false
}

// comesOf reports whether the expression is the result of the call, or a part of it; also by variables and parameters that hold it.
func (b *builder) comesOf(expr ast.Expr, call *ast.CallExpr) bool {
	for {
		switch e := expr.(type) {
		case *ast.ParenExpr:
			expr = e.X
		case *ast.SelectorExpr:
			expr = e.X
		case *ast.CallExpr:
			if e == call {
				return true
			}
			expr = e.Fun
		case *ast.Ident:
			v := b.unchanged(e)
			if v == nil {
				return false
			}
			if def, ok := b.uses.Def(v); ok && def.ParentEdgeKind() == edge.AssignStmt_Lhs {
				_, i := def.ParentEdge()
				rhs := def.Parent().Node().(*ast.AssignStmt).Rhs
				expr = rhs[min(i, len(rhs)-1)]
			} else {
				expr = b.onlyArgument(v)
			}
		default:
			return false
		}
	}
}

// calledAtOnce returns what a literal that is called where it stands is given for its parameter that the argument is; or nil.
func (b *builder) calledAtOnce(arg ast.Expr) ast.Expr {
	v := b.parameter(arg)
	if fn, _ := b.FunctionOf(v); !fn.Valid() || fn.ParentEdgeKind() != edge.CallExpr_Fun {
		return nil
	}
	return b.onlyArgument(v)
}

// onlyArgument returns what a function is given for its parameter, if it is a literal that is called where it stands, as
// by go func(e Event) { … }(e), or is called in one place of this package and no other; or nil.
func (b *builder) onlyArgument(v *types.Var) ast.Expr {
	fn, i := b.FunctionOf(v)
	if !fn.Valid() {
		return nil
	}
	at := fn
	if decl, ok := fn.Node().(*ast.FuncDecl); ok {
		calls := slices.DeleteFunc(slices.Clone(b.uses.Of(b.pass.TypesInfo.Defs[decl.Name])), func(id inspector.Cursor) bool { return b.inTest(id.Node().Pos()) })
		if len(calls) != 1 {
			return nil
		}
		at = syntax.Operand(calls[0])
	}
	if at.ParentEdgeKind() != edge.CallExpr_Fun {
		return nil
	}
	args := b.arguments(at.Parent().Node().(*ast.CallExpr), i)
	if len(args) != 1 || !types.Identical(v.Type(), b.pass.TypesInfo.TypeOf(args[0])) {
		return nil
	}
	return args[0]
}

// partOf notes that what is sent or registered is a field of a parameter, or of each of its elements: the only one
// of its struct that may be that.
func (b *builder) partOf(parcel *Parcel, arg ast.Expr) {
	sel, ok := ast.Unparen(arg).(*ast.SelectorExpr)
	if !ok || parcel.Use.Func.Envelope != "" {
		return
	}
	v := b.unchanged(sel.X)
	if v == nil || v.Kind() != types.ParamVar && !b.isElement(v) {
		return
	}
	st, ok := gotypes.Deref(v.Type()).Underlying().(*types.Struct)
	if !ok {
		return
	}
	may := gotypes.IsFunc
	if parcel.Use.Role.Sends() {
		may = func(t types.Type) bool { return types.IsInterface(t) && !gotypes.IsContext(t) && !gotypes.IsError(t) }
	}
	fields := slices.DeleteFunc(slices.Collect(st.Fields()), func(field *types.Var) bool { return !may(field.Type()) })
	if len(fields) == 1 && fields[0].Name() == sel.Sel.Name {
		parcel.Given, parcel.Part = sel.X, sel.Sel.Name
	}
}

// copied returns the parameter of a function around it that the argument is a copy of, as a method
// without arguments makes it of the same type; or nil.
func (b *builder) copied(arg ast.Expr) ast.Expr {
	of, _ := Asked(arg)
	if v := b.parameter(of); v == nil || !types.Identical(v.Type(), b.pass.TypesInfo.TypeOf(arg)) {
		return nil
	}
	return of
}

// mayMake reports whether a call makes a handler of a value of type t: of a function, or of
// another handler.
func (b *builder) mayMake(t types.Type, call *ast.CallExpr) bool {
	made := b.pass.TypesInfo.TypeOf(call)
	return made != nil && (recognise.Taken(t) != nil || types.Identical(t, made) && types.IsInterface(t))
}

// calledIn notes which parameter of a function around the literal it calls with something of its
// own, or by reflection.
func (b *builder) calledIn(parcel *Parcel, lit *ast.FuncLit) {
	cur, ok := b.uses.Find(lit)
	if !ok {
		return
	}
	for call := range cur.Preorder((*ast.CallExpr)(nil)) {
		node := call.Node().(*ast.CallExpr)
		handler := handlerOf(node.Fun)
		if v := b.outside(handler, lit); v != nil && (handler == node.Fun && gotypes.IsFunc(v.Type()) || handler != node.Fun && isHandler(v.Type())) && len(node.Args) > 0 {
			last := ast.Unparen(node.Args[len(node.Args)-1])
			if !b.isWithin(last, lit) {
				continue
			}
			parcel.Given = handler
			parcel.Other = !b.isAsserted(last) && !b.takesSame(v.Type(), b.pass.TypesInfo.TypeOf(lit))
			return
		}
		if v := b.reflected(call, lit); v != nil {
			parcel.Given, parcel.Other = v, true
			return
		}
	}
}

// handlerOf returns what fun, which is called, is a method of, if it is called after what handles; or fun.
func handlerOf(fun ast.Expr) ast.Expr {
	if sel, ok := ast.Unparen(fun).(*ast.SelectorExpr); ok && recognise.MayHandle(sel.Sel.Name) {
		return sel.X
	}
	return fun
}

// isHandler reports whether values of type t do nothing but handle, as far as an interface says.
func isHandler(t types.Type) bool {
	iface, ok := t.Underlying().(*types.Interface)
	return ok && iface.NumMethods() == 1
}

// reflected returns the parameter of a function around the literal that the call at cur looks at
// by reflection; or nil.
func (b *builder) reflected(cur inspector.Cursor, lit *ast.FuncLit) ast.Expr {
	call := cur.Node().(*ast.CallExpr)
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || len(call.Args) != 1 || cur.ParentEdgeKind() == edge.CallExpr_Args {
		return nil
	}
	fn, ok := b.pass.TypesInfo.Uses[sel.Sel].(*types.Func)
	if !ok || fn.FullName() != "reflect.ValueOf" || b.outside(call.Args[0], lit) == nil {
		return nil
	}
	return call.Args[0]
}

// outside returns the parameter of a function around the literal that expr is; or nil.
func (b *builder) outside(expr ast.Expr, lit *ast.FuncLit) *types.Var {
	v := b.parameter(expr)
	if v == nil || syntax.Contains(lit, v.Pos()) {
		return nil
	}
	return v
}

// isWithin reports whether expr is made of a variable that the literal declares.
func (b *builder) isWithin(expr ast.Expr, lit *ast.FuncLit) bool {
	for id := range syntax.All[*ast.Ident](expr) {
		if v, ok := b.pass.TypesInfo.Uses[id].(*types.Var); ok && !v.IsField() && syntax.Contains(lit, v.Pos()) {
			return true
		}
	}
	return false
}

// isAsserted reports whether expr is a value whose type is asserted, or a variable that holds one.
func (b *builder) isAsserted(expr ast.Expr) bool {
	if id, ok := expr.(*ast.Ident); ok {
		v, ok := b.pass.TypesInfo.Uses[id].(*types.Var)
		if !ok {
			return false
		}
		def, ok := b.uses.Def(v)
		if !ok || def.ParentEdgeKind() != edge.AssignStmt_Lhs {
			return false
		}
		expr = def.Parent().Node().(*ast.AssignStmt).Rhs[0]
	}
	assert, ok := ast.Unparen(expr).(*ast.TypeAssertExpr)
	if !ok {
		return false
	}
	_, whole := ast.Unparen(assert.X).(*ast.Ident)
	return whole
}

// takesSame reports whether a function of type t takes what the handler takes, or one of the types
// that it may be.
func (b *builder) takesSame(t, handler types.Type) bool {
	own, wanted := recognise.Taken(t), recognise.Taken(handler)
	if own == nil || wanted == nil {
		return types.Identical(t, handler)
	}
	iface, ok := wanted.Underlying().(*types.Interface)
	return types.Identical(own, wanted) || ok && !iface.Empty() && types.Implements(own, iface)
}

// isPredicate reports whether a function of type t says yes or no, and nothing else.
func isPredicate(t types.Type) bool {
	results := t.Underlying().(*types.Signature).Results()
	return results.Len() == 1 && types.Identical(results.At(0).Type(), types.Typ[types.Bool])
}

func isChannel(t types.Type) bool {
	_, ok := t.Underlying().(*types.Chan)
	return ok
}
