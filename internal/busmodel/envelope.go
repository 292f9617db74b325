package busmodel

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/profile"
	"github.com/buslint/buslint/internal/recognise"
	"github.com/buslint/buslint/internal/syntax"
	"github.com/buslint/buslint/internal/uses"
)

// sent returns the message that is sent with the argument, which is of type t, and its
// expression: the argument, or what a field of that is given; nil where that is not said.
func (b *builder) sent(use *Use, arg ast.Expr, t types.Type) (message *types.TypeName, held ast.Expr) {
	content, held := b.content(use.Func, arg, t)
	if content == nil {
		return nil, nil
	}
	tn := MessageType(content)
	if tn == nil || tn.Pkg() != use.Bus || !use.Profile.Recognised && !use.Profile.Configured {
		return b.message(use, content), held
	}
	// What the bus declares for messages of any one type holds that; another type that it declares
	// is a message itself where it is given for an interface.
	if args := gotypes.TypeArgs(gotypes.Deref(content)); len(args) > 0 {
		return b.message(use, args[0]), nil
	}
	if b.isOpen(use) {
		return tn, held
	}
	return nil, nil
}

// isOpen reports whether the parameter that is the message is an interface, or of the type parameter
// of the bus.
func (b *builder) isOpen(use *Use) bool {
	sig, ok := b.signatureOf(use.Call.Fun)
	if !ok {
		return false
	}
	if id := syntax.Name(use.Call.Fun); id != nil {
		if fn, isFunc := b.pass.TypesInfo.Uses[id].(*types.Func); isFunc && fn.Signature().Params().Len() == sig.Params().Len() {
			sig = fn.Origin().Signature()
		}
	}
	at := use.Func.Param(sig)
	return at >= 0 && at < sig.Params().Len() && types.IsInterface(elem(sig.Params().At(at).Type()))
}

func elem(t types.Type) types.Type {
	if slice, ok := t.Underlying().(*types.Slice); ok {
		return slice.Elem()
	}
	return t
}

// content returns the type and the expression of what travels within a value of type t: that of
// the field that f says, or t and expr if it says none. If the field may hold anything, the
// expression tells: a literal, a call that is given what the field holds, or a variable that holds
// one of these and never changes. Otherwise the type is nil.
func (b *builder) content(f *profile.Func, expr ast.Expr, t types.Type) (types.Type, ast.Expr) {
	if held, ok := b.Inside(expr, t); ok {
		if held == nil {
			return nil, nil
		}
		return b.pass.TypesInfo.TypeOf(held), held
	}
	if f.Envelope == "" {
		return t, expr
	}
	obj, _, _ := types.LookupFieldOrMethod(t, true, b.pass.Pkg, f.Envelope)
	field, ok := obj.(*types.Var)
	if !ok {
		return nil, nil
	}
	var held ast.Expr
	if expr != nil {
		expr = b.onlyValue(ast.Unparen(expr), f.Envelope)
		if call, ok := expr.(*ast.CallExpr); ok {
			held = b.argumentFor(field, call)
		} else {
			held = b.fieldValue(expr, f.Envelope)
		}
	}
	switch {
	case !types.IsInterface(field.Type()):
		return field.Type(), held
	case held != nil:
		return b.pass.TypesInfo.TypeOf(held), held
	}
	return nil, nil
}

// Inside returns the message in a value of type t that expr makes, if a method of the type hands out what may
// be any, as Command() any does; nil if expr does not say it. It reports false if there is none.
func (b *builder) Inside(expr ast.Expr, t types.Type) (held ast.Expr, ok bool) {
	tn := MessageType(t)
	if tn == nil {
		return nil, false
	}
	for method := range tn.Type().(*types.Named).Methods() {
		sig := method.Signature()
		if sig.Params().Len() != 0 || sig.Results().Len() != 1 || !gotypes.IsEmptyInterface(sig.Results().At(0).Type()) || !recognise.NamesContent(method.Name()) {
			continue
		}
		if field := b.fieldOf(method); field != "" && expr != nil {
			held = b.givenTo(field, b.onlyValue(ast.Unparen(expr), field))
		}
		return held, true
	}
	return nil, false
}

// onlyValue returns the value of the local variable that expr is, if it never has another
// one, and neither has its field with that name, or any if that is ""; else expr.
func (b *builder) onlyValue(expr ast.Expr, field string) ast.Expr {
	id, ok := expr.(*ast.Ident)
	if !ok {
		return expr
	}
	v, ok := b.pass.TypesInfo.Uses[id].(*types.Var)
	if !ok || slices.ContainsFunc(b.uses.Of(v), func(cur inspector.Cursor) bool { return changesField(cur, field) }) {
		return expr
	}
	if value, ok := b.uses.Value(v); ok && value.Valid() {
		return ast.Unparen(value.Node().(ast.Expr))
	}
	return expr
}

// changesField reports whether the field with that name of the variable that is used at cur may be assigned
// there, or any if that is "".
func changesField(cur inspector.Cursor, field string) bool {
	return cur.ParentEdgeKind() == edge.SelectorExpr_X && uses.IsChange(cur.Parent()) && (field == "" || syntax.Name(cur.Parent().Node().(ast.Expr)).Name == field)
}

// argumentFor returns the argument of a call that makes an envelope which is for the field: the
// only one whose parameter has the field's type. It returns nil if there is none, or if the call
// does not say it.
func (b *builder) argumentFor(field *types.Var, call *ast.CallExpr) ast.Expr {
	sig, ok := b.signatureOf(call.Fun)
	if !ok || sig.Variadic() || sig.Params().Len() != len(call.Args) {
		return nil
	}
	var given ast.Expr
	for i, arg := range call.Args {
		if types.Identical(sig.Params().At(i).Type(), field.Type()) {
			if given != nil {
				return nil
			}
			given = arg
		}
	}
	return given
}

// HoldsAnything reports whether a field of the struct may hold any message: it stands for
// others then.
func HoldsAnything(tn *types.TypeName) bool {
	st, ok := tn.Type().Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for field := range st.Fields() {
		if mayHoldAny(field.Type()) {
			return true
		}
		if slice, ok := field.Type().Underlying().(*types.Slice); ok && payloads[field.Name()] {
			if basic, ok := slice.Elem().Underlying().(*types.Basic); ok && basic.Kind() == types.Byte {
				return true
			}
		}
	}
	return false
}

// mayHoldAny reports whether a value of type t may be any, or has such by names.
func mayHoldAny(t types.Type) bool {
	m, ok := t.Underlying().(*types.Map)
	return gotypes.IsEmptyInterface(t) || ok && types.IsInterface(m.Elem())
}

// payloads are names of fields for a message that has been encoded.
var payloads = map[string]bool{"Payload": true, "Data": true, "Body": true, "Content": true}

// fieldOf returns the name of the field of its receiver that the method does no more than to return; "" if
// there is none, or its source cannot be read.
func (b *builder) fieldOf(method *types.Func) string {
	decl := b.declOf(method)
	if decl == nil || len(decl.Recv.List[0].Names) != 1 {
		return ""
	}
	expr := ast.Unparen(Returned(decl))
	if conv, ok := expr.(*ast.CallExpr); ok && len(conv.Args) == 1 {
		expr = conv.Args[0]
	}
	sel, ok := expr.(*ast.SelectorExpr)
	if !ok || !names(sel.X, decl.Recv.List[0].Names[0].Name) {
		return ""
	}
	return sel.Sel.Name
}

// givenTo returns what the field with that name is given in a struct that expr makes: by a literal, or by a
// function that puts its parameter there; nil if expr does not say it.
func (b *builder) givenTo(field string, expr ast.Expr) ast.Expr {
	call, ok := expr.(*ast.CallExpr)
	if !ok {
		return b.fieldValue(expr, field)
	}
	fn, ok := typeutil.Callee(b.pass.TypesInfo, call).(*types.Func)
	if !ok {
		return nil
	}
	return b.passedTo(fn, call.Args, field)
}

// passedTo returns which of the arguments a function puts into the field of the struct that it makes; or nil.
func (b *builder) passedTo(fn *types.Func, args []ast.Expr, field string) (given ast.Expr) {
	params, results := fn.Signature().Params(), fn.Signature().Results()
	if fn.Signature().Variadic() || results.Len() == 0 || len(args) != params.Len() {
		return nil
	}
	made, ok := gotypes.Deref(results.At(0).Type()).(*types.Named)
	decl := b.declOf(fn)
	if !ok || decl == nil {
		return nil
	}
	st, ok := made.Underlying().(*types.Struct)
	if !ok {
		return nil
	}
	for lit := range syntax.All[*ast.CompositeLit](decl.Body) {
		if !names(lit.Type, made.Obj().Name()) {
			continue
		}
		value := valueIn(lit, st, field)
		for i := range params.Len() {
			if value != nil && names(value, params.At(i).Name()) {
				given = args[i]
			}
		}
	}
	return given
}

// declOf returns the declaration of a function of the program with its body; nil if it cannot be read.
func (b *builder) declOf(fn *types.Func) *ast.FuncDecl {
	if fn.Pkg() == nil {
		return nil
	}
	recv := ""
	if named, ok := gotypes.Receiver(fn).(*types.Named); ok {
		recv = named.Obj().Name()
	}
	for _, file := range b.sources.ask(fn.Pkg()).Files {
		for _, decl := range file.Decls {
			decl, ok := decl.(*ast.FuncDecl)
			if ok && decl.Body != nil && decl.Name.Name == fn.Name() && (decl.Recv == nil) == (recv == "") && (recv == "" || syntax.ReceiverName(decl) == recv) {
				return decl
			}
		}
	}
	return nil
}
