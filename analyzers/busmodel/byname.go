package busmodel

import (
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/profile"
	"github.com/buslint/buslint/internal/syntax"
)

// callByName completes site, of a function that is known by its name, with what the
// call says. The identifier of the function is at id.
func (b *builder) callByName(site *Site, id, call inspector.Cursor) {
	site.Cursor = call
	site.Call = call.Node().(*ast.CallExpr)
	site.Ctx = b.context(site)
	args := b.args(site.Func, id, site.Call)
	if site.Func.From == profile.FromTypeArg {
		site.Message = b.message(site, b.typeArg(id))
	}
	if len(args) == 0 {
		return // f(g()), or none of several handlers
	}
	var direct []ast.Expr // what is not made by another function of the bus
	for _, arg := range args {
		if !b.makes(arg) {
			direct = append(direct, arg)
		}
	}
	if len(direct) == 0 {
		site.Indirect = true
		return
	}
	b.each(site, direct, b.registers)
	if site.Func.Carries {
		b.carries(site)
	}
}

// registers completes site with its message, or what it registers.
func (b *builder) registers(site *Site, arg ast.Expr) {
	arg = b.unconverted(arg)
	if !site.Role.Sends() {
		b.handledBy(site, arg)
	}
	if site.Func.From == profile.FromNothing {
		return
	}
	site.Arg = arg
	t := b.pass.TypesInfo.TypeOf(arg)
	if t == nil {
		return
	}
	switch site.Func.From {
	case profile.FromArg:
		site.Message = b.message(site, t)
	case profile.FromHandler:
		sig := b.calledWith(site.Func.Member, t)
		if sig == nil || sig.Params().Len() == 0 || sig.Variadic() {
			return
		}
		site.Message = b.message(site, sig.Params().At(sig.Params().Len()-1).Type())
		// Where the bus takes anything, the handler says how it is called.
		site.Aware = site.Aware || site.TwinName == "" && gotypes.CtxParam(sig) == 0
	case profile.FromMade:
		site.Message = b.message(site, b.made(site.Func, arg))
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
func (b *builder) message(site *Site, t types.Type) *types.TypeName {
	if t == nil {
		return nil
	}
	tn := MessageType(t)
	if tn != nil && tn.Pkg() == site.Bus {
		return nil
	}
	return tn
}

// carries completes site, of a function that Carries, with what the message says of its
// context.
func (b *builder) carries(site *Site) {
	t := b.pass.TypesInfo.TypeOf(site.Arg)
	if t == nil {
		return
	}
	_, has := methodOf(t, b.pass.Pkg, "Context")
	_, takes := methodOf(t, b.pass.Pkg, "WithContext")
	switch able := has && takes; {
	case !able && !types.IsInterface(t):
		site.Wraps = site.Message != nil // of the bus's own types listeners know the interface
	case able && b.isWithoutContext(site.Arg):
	default:
		site.Aware = site.Aware || able
		site.TwinName, site.Twin = "", nil
	}
}

// isWithoutContext reports whether the expression is a struct that is made there, and
// from no context.
func (b *builder) isWithoutContext(expr ast.Expr) bool {
	if addr, ok := expr.(*ast.UnaryExpr); ok && addr.Op == token.AND {
		expr = ast.Unparen(addr.X)
	}
	if _, ok := expr.(*ast.CompositeLit); !ok {
		return false
	}
	without := true
	ast.Inspect(expr, func(n ast.Node) bool {
		if e, ok := n.(ast.Expr); ok {
			if t := b.pass.TypesInfo.TypeOf(e); t != nil && gotypes.IsContext(t) {
				without = false
			}
		}
		return without
	})
	return without
}

// args returns the arguments that f is about: one, or what a variadic function is
// given.
func (b *builder) args(f *profile.Func, id inspector.Cursor, call *ast.CallExpr) []ast.Expr {
	fn, ok := b.pass.TypesInfo.Uses[id.Node().(*ast.Ident)].(*types.Func)
	if !ok {
		return nil
	}
	params := fn.Signature().Params().Len()
	param := f.Param(fn.Signature())
	at := param
	if sig, ok := b.pass.TypesInfo.TypeOf(call.Fun).(*types.Signature); ok {
		at += sig.Params().Len() - params // the receiver of a method expression
	}
	variadic := fn.Signature().Variadic()
	switch {
	case at >= len(call.Args), !variadic && len(call.Args) < params, call.Ellipsis.IsValid():
		return nil
	case variadic && param == params-1:
		return call.Args[at:]
	}
	return call.Args[at : at+1]
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
	fun := ast.Unparen(call.Fun)
	switch indexed := fun.(type) {
	case *ast.IndexExpr:
		fun = indexed.X
	case *ast.IndexListExpr:
		fun = indexed.X
	}
	var id *ast.Ident
	switch fun := fun.(type) {
	case *ast.Ident:
		id = fun
	case *ast.SelectorExpr:
		id = fun.Sel
	default:
		return false
	}
	fn, ok := b.pass.TypesInfo.Uses[id].(*types.Func)
	if !ok {
		return false
	}
	bf := b.resolver.BusFunc(fn, nil)
	return bf != nil && bf.Makes
}

// handledBy notes what is called with the message when arg is registered.
func (b *builder) handledBy(site *Site, arg ast.Expr) {
	t := b.pass.TypesInfo.TypeOf(arg)
	if t == nil {
		return
	}
	_, isFunc := t.Underlying().(*types.Signature)
	if site.Func.Member == "" || site.Func.From == profile.FromHandler && isFunc {
		site.handler = arg
		return
	}
	// A function that is converted to a type with the method.
	if conv, ok := arg.(*ast.CallExpr); ok && len(conv.Args) == 1 && b.pass.TypesInfo.Types[conv.Fun].IsType() {
		if isFunc {
			site.handler = ast.Unparen(conv.Args[0])
			return
		}
	}
	// A struct with the field.
	lit, ok := arg.(*ast.CompositeLit)
	if addr, isAddr := arg.(*ast.UnaryExpr); isAddr && addr.Op == token.AND {
		lit, ok = ast.Unparen(addr.X).(*ast.CompositeLit)
	}
	if ok {
		for _, elt := range lit.Elts {
			if kv, ok := elt.(*ast.KeyValueExpr); ok {
				if key, ok := kv.Key.(*ast.Ident); ok && key.Name == site.Func.Member {
					site.handler = ast.Unparen(kv.Value)
					return
				}
			}
		}
	}
	// A value with the method.
	member := site.Func.Member
	if site.Func.From == profile.FromMade {
		member = "Handle"
	}
	if !types.IsInterface(t) {
		if fn, ok := methodOf(t, b.pass.Pkg, member); ok {
			site.method = fn
		}
	}
}

// methodOf returns the method of t that has the name.
func methodOf(t types.Type, from *types.Package, name string) (*types.Func, bool) {
	obj, _, _ := types.LookupFieldOrMethod(t, true, from, name)
	fn, ok := obj.(*types.Func)
	if !ok {
		return nil, false
	}
	return fn.Origin(), true
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
	var body ast.Node
	switch arg := arg.(type) {
	case *ast.FuncLit:
		if f.Member == "" {
			body = arg.Body
		}
	default:
		var fn *types.Func
		if f.Member != "" {
			fn, _ = methodOf(b.pass.TypesInfo.TypeOf(arg), b.pass.Pkg, f.Member)
		} else if id, ok := arg.(*ast.Ident); ok {
			fn, _ = b.pass.TypesInfo.Uses[id].(*types.Func)
		}
		if fn == nil || fn.Pkg() != b.pass.Pkg {
			return nil
		}
		cur, ok := b.root.FindByPos(fn.Pos(), fn.Pos())
		if !ok {
			return nil
		}
		for decl := range cur.Enclosing((*ast.FuncDecl)(nil)) {
			body = decl.Node().(*ast.FuncDecl).Body
			break
		}
	}
	if body == nil {
		return nil
	}
	var made types.Type
	one := true
	ast.Inspect(body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			if len(n.Results) != 1 {
				one = false
				return false
			}
			t := b.pass.TypesInfo.TypeOf(ast.Unparen(n.Results[0]))
			one = one && (made == nil || types.Identical(made, t))
			made = t
		}
		return true
	})
	if !one {
		return nil
	}
	return made
}
