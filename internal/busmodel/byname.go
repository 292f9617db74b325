package busmodel

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/profile"
	"github.com/buslint/buslint/internal/recognise"
	"github.com/buslint/buslint/internal/syntax"
)

// callByName completes use, of a function that is known by its name, with what its call
// says.
func (b *builder) callByName(use *Use) {
	var direct []ast.Expr // what is not made by another function of the bus
	args := b.args(use.Func, use.name, use.Call)
	if len(args) == 1 && !use.Role.Sends() {
		// Not in place: the arguments may be those of the syntax, which others read.
		args = []ast.Expr{b.handledByMethod(use, args[0])}
	}
	for _, arg := range args {
		if use.Role.Sends() || !b.makes(arg) && (len(direct) == 0 || !b.isName(use, arg)) {
			direct = append(direct, arg)
		}
	}
	if len(args) > 0 && len(direct) == 0 {
		return
	}
	b.parcels(use, direct)
	if use.Func.From == profile.FromTypeArg || b.isKeyedByType(use) {
		message := b.message(use, b.typeArg(use.name))
		for _, parcel := range use.Parcels {
			parcel.Message = cmp.Or(message, parcel.Message)
		}
	}
	if first := use.Parcels[0]; !use.Role.Sends() && first.Arg == nil && first.Given == nil {
		given, same := b.calledFor(use)
		first.Given, first.Other = given, given != nil && !same
	}
	b.told(use)
	if use.Func.Carries && len(args) > 0 {
		b.carries(use.Parcels[0])
	}
}

// handledByMethod returns what has the method that is registered, if only an interface tells of it, and describes
// it as what is registered; else arg.
func (b *builder) handledByMethod(use *Use, arg ast.Expr) ast.Expr {
	owner := b.ownerOf(arg)
	if owner == arg || !types.IsInterface(b.pass.TypesInfo.TypeOf(owner)) {
		return arg
	}
	f := *use.Func
	f.Member, use.Func, use.ofMethod = syntax.Name(arg).Name, &f, true
	return owner
}

// isKeyedByType reports whether the type argument of a generic function is for what it registers: nothing that it
// is given is of that type, as in Register[RenameTeam](bus, handler).
func (b *builder) isKeyedByType(use *Use) bool {
	id := use.name.Node().(*ast.Ident)
	fn, ok := b.pass.TypesInfo.Uses[id].(*types.Func)
	if !ok || use.Role.Sends() || fn.Signature().TypeParams().Len() != 1 {
		return false
	}
	sig, ok := b.pass.TypesInfo.Instances[id].Type.(*types.Signature)
	return ok && types.Identical(sig.Params(), fn.Signature().Params())
}

// ownerOf returns what has the method of which expr is the value; expr if it is none of a method.
func (b *builder) ownerOf(expr ast.Expr) ast.Expr {
	if sel, ok := ast.Unparen(expr).(*ast.SelectorExpr); ok {
		if s := b.pass.TypesInfo.Selections[sel]; s != nil && s.Kind() == types.MethodVal {
			return sel.X
		}
	}
	return expr
}

// isName reports whether what a call gives, of a function that knows messages by names, is no more than one:
// there may be several, for what is registered once.
func (b *builder) isName(use *Use, arg ast.Expr) bool {
	t := b.pass.TypesInfo.TypeOf(arg)
	if t == nil || use.Func.From != profile.FromNothing {
		return false
	}
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsString != 0
}

// complete completes parcel with the argument.
func (b *builder) complete(parcel *Parcel, arg ast.Expr) {
	use := parcel.Use
	arg = b.unconverted(arg)
	if !use.Role.Sends() {
		parcel.Handler = b.handledBy(use, arg)
	}
	if use.Func.From == profile.FromNothing {
		return
	}
	parcel.Arg = arg
	t := b.pass.TypesInfo.TypeOf(arg)
	if t == nil {
		return
	}
	switch use.Func.From {
	case profile.FromArg:
		if parcel.Message, parcel.Arg = b.sent(use, arg, t); parcel.Arg == nil {
			if _, inside := b.Inside(nil, t); inside || use.Func.Envelope != "" {
				parcel.Whole = arg
			}
		}
	case profile.FromHandler:
		sig := b.calledWith(use.Func.Member, t)
		if sig == nil || sig.Params().Len() == 0 || sig.Variadic() {
			return
		}
		content, _ := b.content(use.Func, nil, recognise.Taken(sig))
		if parcel.Message = b.message(use, content); content != nil && types.Identical(content, b.typeArg(use.name)) {
			parcel.Message = MessageType(content)
		}
		// Where the bus takes anything, the handler says how it is called.
		parcel.Aware = parcel.Aware || use.TwinName == "" && gotypes.CtxParam(sig) == 0
	case profile.FromMade:
		parcel.Message = b.message(use, b.made(use.Func, arg))
	case profile.FromLast:
		if use.Role.Sends() {
			parcel.Message = MessageType(t)
		} else if sig, ok := t.Underlying().(*types.Signature); ok && sig.Params().Len() > 0 && !sig.Variadic() {
			parcel.Message = MessageType(sig.Params().At(sig.Params().Len() - 1).Type())
		}
	}
}

// calledWith returns the signature of t, a function, or of its member; nil if there is none.
func (b *builder) calledWith(member string, t types.Type) *types.Signature {
	if sig, ok := t.Underlying().(*types.Signature); ok {
		return sig
	}
	if member == "" {
		return nil
	}
	return gotypes.Member(t, b.pass.Pkg, member)
}

// message is MessageType of t, less the types of the bus itself and what is unknown.
func (b *builder) message(use *Use, t types.Type) *types.TypeName {
	if t == nil {
		return nil
	}
	tn := MessageType(t)
	if tn != nil && tn.Pkg() == use.Bus {
		return nil
	}
	return tn
}

// carries completes parcel, of a function that Carries, with what the message says of its
// context.
func (b *builder) carries(parcel *Parcel) {
	t := b.pass.TypesInfo.TypeOf(parcel.Arg)
	if t == nil {
		return
	}
	has, takes := gotypes.Method(t, b.pass.Pkg, "Context"), gotypes.Method(t, b.pass.Pkg, "WithContext")
	switch able := has != nil && takes != nil; {
	case !able && !types.IsInterface(t):
		parcel.Wraps = parcel.Message != nil // of the bus's own types listeners know the interface
	case able && b.isWithoutContext(parcel.Arg):
	default:
		parcel.Aware = parcel.Aware || able
		parcel.Use.TwinName, parcel.Use.Twin = "", nil
	}
}

// isWithoutContext reports whether the expression is a struct that is made there, and
// from no context.
func (b *builder) isWithoutContext(expr ast.Expr) bool {
	if literal(expr) == nil {
		return false
	}
	for e := range syntax.All[ast.Expr](expr) {
		if t := b.pass.TypesInfo.TypeOf(e); t != nil && gotypes.IsContext(t) {
			return false
		}
	}
	return true
}

// args returns the arguments that f is about: one, or what a variadic function is
// given.
func (b *builder) args(f *profile.Func, id inspector.Cursor, call *ast.CallExpr) []ast.Expr {
	fn, ok := b.pass.TypesInfo.Uses[id.Node().(*ast.Ident)].(*types.Func)
	if !ok {
		return nil
	}
	param := f.Param(fn.Signature())
	if param < 0 {
		return nil
	}
	return b.arguments(call, param+syntax.Receivers(b.pass.TypesInfo, call.Fun))
}

// arguments returns what the call says for the parameter with the index i of what it calls: several if that is
// variadic; none if that is not said one by one.
func (b *builder) arguments(call *ast.CallExpr, i int) []ast.Expr {
	sig, ok := b.signatureOf(call.Fun)
	switch {
	case !ok || i < 0 || i >= len(call.Args), !sig.Variadic() && len(call.Args) < sig.Params().Len():
		return nil
	case call.Ellipsis.IsValid() && i == len(call.Args)-1:
		return elements(call.Args[i])
	case sig.Variadic() && i == sig.Params().Len()-1:
		return call.Args[i:]
	}
	return call.Args[i : i+1]
}

// typeArg returns the first type argument of the function that the identifier at id
// names, or of its receiver; nil if it has none.
func (b *builder) typeArg(id inspector.Cursor) types.Type {
	ident := id.Node().(*ast.Ident)
	if args := b.pass.TypesInfo.Instances[ident].TypeArgs; args.Len() > 0 {
		return args.At(0)
	}
	if fn, ok := b.pass.TypesInfo.Uses[ident].(*types.Func); ok && fn.Signature().Recv() != nil {
		if args := gotypes.TypeArgs(gotypes.Receiver(fn)); len(args) > 0 {
			return args[0]
		}
	}
	return nil
}

// makes reports whether arg is the call of a bus function that makes a handler.
func (b *builder) makes(arg ast.Expr) bool {
	call, ok := ast.Unparen(arg).(*ast.CallExpr)
	if !ok {
		return false
	}
	fn, ok := b.pass.TypesInfo.Uses[syntax.Name(call.Fun)].(*types.Func)
	if !ok {
		return false
	}
	bf := b.resolver.BusFunc(fn, nil)
	return bf != nil && bf.Makes
}

// handledBy returns what is called with the message when arg is registered.
func (b *builder) handledBy(use *Use, arg ast.Expr) Handler {
	t := b.pass.TypesInfo.TypeOf(arg)
	if t == nil {
		return Handler{}
	}
	_, isFunc := t.Underlying().(*types.Signature)
	if use.Func.Member == "" || use.Func.From == profile.FromHandler && isFunc {
		return b.HandlerIn(arg)
	}
	// A function that is converted to a type with the method.
	if conv, ok := arg.(*ast.CallExpr); ok && len(conv.Args) == 1 && b.pass.TypesInfo.Types[conv.Fun].IsType() && isFunc {
		return b.HandlerIn(conv.Args[0])
	}
	if value := b.fieldValue(arg, use.Func.Member); value != nil {
		return b.HandlerIn(value)
	}
	// A value with the method.
	member := use.Func.Member
	if use.Func.From == profile.FromMade {
		member = "Handle"
	}
	if !types.IsInterface(t) {
		if fn := gotypes.Method(t, b.pass.Pkg, member); fn != nil {
			return b.method(fn)
		}
	}
	return Handler{}
}

// fieldValue returns the value of the field in expr, a struct literal or the address of
// one; nil if expr is neither, or does not give the field a value.
func (b *builder) fieldValue(expr ast.Expr, field string) ast.Expr {
	lit := literal(expr)
	if lit == nil {
		return nil
	}
	st, ok := gotypes.Deref(b.pass.TypesInfo.TypeOf(lit)).Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	return valueIn(lit, st, field)
}

// literal returns the literal that expr is, or is the address of; or nil.
func literal(expr ast.Expr) *ast.CompositeLit {
	expr = ast.Unparen(expr)
	if addr, ok := expr.(*ast.UnaryExpr); ok && addr.Op == token.AND {
		expr = ast.Unparen(addr.X)
	}
	lit, _ := expr.(*ast.CompositeLit)
	return lit
}

// valueIn returns the value that the literal of the struct gives the field; or nil.
func valueIn(lit *ast.CompositeLit, st *types.Struct, field string) ast.Expr {
	for i, elt := range lit.Elts {
		kv, keyed := elt.(*ast.KeyValueExpr)
		if !keyed && st.Field(i).Name() == field {
			return elt
		}
		if keyed && names(kv.Key, field) {
			return kv.Value
		}
	}
	return nil
}

// declares notes what the call at cur of bf says is a message.
func (b *builder) declares(cur inspector.Cursor, bf *profile.BusFunc, test bool) {
	call, ok := syntax.Operand(cur).Parent().Node().(*ast.CallExpr)
	if !ok || test || ast.Unparen(call.Fun) != syntax.Operand(cur).Node() {
		return
	}
	var t types.Type
	if bf.From == profile.FromTypeArg {
		t = b.typeArg(cur)
	} else if args := b.args(bf.Func, cur, call); len(args) == 1 {
		switch arg := b.unconverted(args[0]); bf.From {
		case profile.FromArg:
			t = b.pass.TypesInfo.TypeOf(arg)
		case profile.FromMade:
			t = b.made(bf.Func, arg)
		}
	}
	if t == nil {
		return
	}
	if tn := MessageType(t); tn != nil && b.said[tn] == nil {
		b.said[tn] = bf
		b.saidOrder = append(b.saidOrder, tn)
	}
}

// made returns the type of the messages that the member of arg makes, or arg itself, if
// it is declared or written in this package and makes those of one type; nil if not.
func (b *builder) made(f *profile.Func, arg ast.Expr) types.Type {
	var said []ast.Expr
	if f.Member != "" {
		said = b.returnedBy(gotypes.Method(b.pass.TypesInfo.TypeOf(arg), b.pass.Pkg, f.Member))
	} else if lit, ok := arg.(*ast.FuncLit); ok {
		said = returned(lit.Body)
	} else if id, ok := arg.(*ast.Ident); ok {
		fn, _ := b.pass.TypesInfo.Uses[id].(*types.Func)
		said = b.returnedBy(fn)
	}
	var made types.Type
	for _, expr := range said {
		t := b.pass.TypesInfo.TypeOf(ast.Unparen(expr))
		if made != nil && !types.Identical(made, t) {
			return nil
		}
		made = t
	}
	return made
}
