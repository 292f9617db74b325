package profile

import (
	"cmp"
	"go/types"
	"slices"

	"github.com/buslint/buslint/internal/gotypes"
)

// A BusFunc is a function of the program that a profile describes.
type BusFunc struct {
	*Func
	Profile *Profile
	Bus     *types.Package
	Aware   bool // takes a context, or registers functions that do
	HasTwin bool // the bus has the twin that takes a context
}

// TwinAs returns the twin of bf that recv has, as a function of pkg sees it, or pkg
// itself where recv is nil; nil if there is none that could take the place of fn.
// If recv is unaddressable, its pointer's methods do not count.
func (bf *BusFunc) TwinAs(fn *types.Func, pkg *types.Package, recv types.Type, unaddressable bool) *types.Func {
	return bf.Profile.twinIn(Owner{pkg, recv, unaddressable}, bf.Func, fn.Signature())
}

// An Owner is what bus functions are looked up in: a type, or a package for its
// functions.
type Owner struct {
	Pkg *types.Package // from which a method is looked up, or that has the functions
	Typ types.Type     // nil for the package itself

	unaddressable bool // methods with a pointer receiver cannot be called
}

// Lookup returns the function or the method with the name; nil if there is none.
func (o Owner) Lookup(name string) *types.Func {
	if o.Typ == nil {
		fn, _ := o.Pkg.Scope().Lookup(name).(*types.Func)
		return fn
	}
	obj, _, _ := types.LookupFieldOrMethod(o.Typ, !o.unaddressable, o.Pkg, name)
	fn, _ := obj.(*types.Func)
	return fn
}

// Resolve returns the bus function that profile p knows as name in o, or nil.
func (p *Profile) Resolve(o Owner, name string) *BusFunc {
	var f *Func
	if p.BySignature() {
		if f = p.funcNamed(name); f == nil || !p.IsBus(o) {
			return nil
		}
	} else if f = p.FuncOf(o.Pkg, o.typeName(), name); f == nil {
		return nil
	}
	fn := o.Lookup(name)
	if fn == nil || !fits(f, fn) {
		return nil
	}
	bf := &BusFunc{Func: f, Profile: p, Bus: o.Pkg, HasTwin: p.twinIn(o, f, fn.Signature()) != nil}
	bf.Aware = p.aware(o, f, fn.Signature(), bf.HasTwin)
	return bf
}

// twinIn returns the function of o that does with a context what f does, which
// has the signature sig there; nil if there is none that could take its place.
func (p *Profile) twinIn(o Owner, f *Func, sig *types.Signature) *types.Func {
	if f.Twin == "" {
		return nil
	}
	twin := o.Lookup(f.Twin)
	if twin == nil || !fits(p.twin(f), twin) || !sameButCtx(f, sig, twin.Signature()) {
		return nil
	}
	return twin
}

// typeName returns the name of the type, or "" for the package itself.
func (o Owner) typeName() string {
	if named, ok := types.Unalias(o.Typ).(*types.Named); ok {
		return named.Obj().Name()
	}
	return ""
}

// sameButCtx reports whether a call of f, which has the signature sig, becomes one of
// a function with the signature twin, when that is given the context, or a handler
// that takes one.
func sameButCtx(f *Func, sig, twin *types.Signature) bool {
	if twin = gotypes.With(twin, sig); twin == nil || sig.Variadic() != twin.Variadic() || !types.Identical(sig.Results(), twin.Results()) {
		return false
	}
	params := slices.Collect(sig.Params().Variables())
	twinParams := slices.Collect(twin.Params().Variables())
	if f.Role.Sends() {
		i := gotypes.CtxParam(twin)
		return i >= 0 && sameTypes(params, slices.Delete(twinParams, i, i+1))
	}
	at := f.Param(sig)
	if len(twinParams) != len(params) || !sameTypes(params[:at], twinParams[:at]) || !sameTypes(params[at+1:], twinParams[at+1:]) {
		return false
	}
	handler, ok := params[at].Type().Underlying().(*types.Signature)
	twinHandler, twinOK := twinParams[at].Type().Underlying().(*types.Signature)
	if !ok || !twinOK {
		return types.Identical(params[at].Type(), twinParams[at].Type())
	}
	return gotypes.CtxParam(twinHandler) == 0 && types.Identical(handler.Results(), twinHandler.Results()) &&
		sameTypes(slices.Collect(handler.Params().Variables()), slices.Collect(twinHandler.Params().Variables())[1:])
}

func sameTypes(a, b []*types.Var) bool {
	return slices.EqualFunc(a, b, func(x, y *types.Var) bool { return types.Identical(x.Type(), y.Type()) })
}

// aware reports whether f takes a context, or registers functions that do.
func (p *Profile) aware(o Owner, f *Func, sig *types.Signature, twin bool) bool {
	if f.Role.Sends() || f.Ctx {
		return gotypes.CtxParam(sig) >= 0 || f.Ctx
	}
	if handler := f.called(sig, o.Pkg); handler != nil {
		return gotypes.CtxParam(handler) >= 0
	}
	if twin || f.From != FromLast {
		return false
	}
	// The parameter is an interface and there is one function to register with:
	// handlers are called as the sending side is.
	for i := range p.Funcs {
		if send := &p.Funcs[i]; send.Role.Sends() {
			if fn := o.Lookup(send.Name); fn != nil && fits(send, fn) {
				return gotypes.CtxParam(fn.Signature()) >= 0
			}
		}
	}
	return false
}

// IsBus reports whether o can both send and register: an interface or type that merely has a
// method Publish is not a bus. Where the types are known by their names, one of the two is
// enough.
func (p *Profile) IsBus(o Owner) bool {
	sends, registers := p.Roles(o)
	return sends && registers || !p.BySignature() && (sends || registers)
}

// Roles reports whether o can send, and whether it can register.
func (p *Profile) Roles(o Owner) (sends, registers bool) {
	for i := range p.Funcs {
		f := &p.Funcs[i]
		if f.Declares || !p.BySignature() && p.FuncOf(o.Pkg, o.typeName(), f.Name) != f {
			continue
		}
		if fn := o.Lookup(f.Name); fn != nil && fits(f, fn) {
			if f.Role.Sends() {
				sends = true
			} else {
				registers = true
			}
		}
	}
	return sends, registers
}

// Param returns the index of the parameter of a function with the signature sig that f
// is about; -1 if it has none.
func (f *Func) Param(sig *types.Signature) int {
	last := sig.Params().Len() - 1
	switch {
	case f.From == FromLast:
		return last
	case f.Arg != LastArg:
		return f.Arg
	}
	for last >= 0 && (gotypes.IsContext(sig.Params().At(last).Type()) || sig.Variadic() && last == sig.Params().Len()-1 && last > gotypes.CtxParam(sig)+1) {
		last--
	}
	return last
}

// called returns the signature of what is called with the message when a function f
// with the signature sig, of pkg, has registered it; nil if it is not known.
func (f *Func) called(sig *types.Signature, pkg *types.Package) *types.Signature {
	at := f.Param(sig)
	if at < 0 || at >= sig.Params().Len() {
		return nil
	}
	t := sig.Params().At(at).Type()
	if slice, ok := t.(*types.Slice); ok && sig.Variadic() && at == sig.Params().Len()-1 {
		t = slice.Elem()
	}
	fn, isFunc := t.Underlying().(*types.Signature)
	if f.Member == "" || f.From == FromLast {
		return fn
	}
	if isFunc {
		t = cmp.Or(gotypes.MadeBy(fn), t)
	}
	member := f.Member
	if f.From == FromMade {
		member = "Handle"
	}
	return gotypes.Member(t, pkg, member)
}

// fits reports whether the function fn can be the bus function f.
func fits(f *Func, fn *types.Func) bool {
	sig := fn.Signature()
	params, results := sig.Params(), sig.Results()
	if f.From != FromLast {
		generic := sig.TypeParams().Len() > 0 || gotypes.TypeArgs(gotypes.Receiver(fn)) != nil
		at := f.Param(sig)
		if at < 0 || at >= params.Len() {
			// What hands out a channel registers without an argument, and so does what is
			// told a type, or hands out its handler. What tells observers may have none either.
			return f.From == FromNothing || f.From == FromTypeArg && generic
		}
		if f.From == FromTypeArg && !generic {
			return false
		}
		// What a function sends that is told by its type argument is of that type.
		return f.From != FromTypeArg || !f.Role.Sends() || f.Declares || takesAnyMessage(params.At(at).Type(), true)
	}
	if params.Len() == 0 || sig.Variadic() && !f.Role.Sends() || results.Len() > 1 || results.Len() == 1 && !gotypes.IsError(results.At(0).Type()) {
		return false
	}
	last := params.At(params.Len() - 1).Type()
	if sig.Variadic() {
		last = last.(*types.Slice).Elem()
	}
	if f.Role.Sends() {
		// Only a context and, in a generic function, the bus may stand before the
		// message: Publish(topic, payload) is a bus of topics.
		before := params.Len() - 1
		if gotypes.CtxParam(sig) >= 0 {
			before--
		} else if f.Ctx {
			return false
		}
		generic := sig.TypeParams().Len() > 0
		if generic && before > 0 {
			before--
		}
		return before == 0 && takesAnyMessage(last, generic)
	}
	handler, isFunc := last.Underlying().(*types.Signature)
	return gotypes.IsEmptyInterface(last) || isFunc && (!f.Ctx || gotypes.CtxParam(handler) >= 0)
}

// takesAnyMessage reports whether a parameter of type t takes every message: it
// is an empty interface, or in a generic function a type parameter or a pointer
// to one. The type parameter of a receiver was chosen before.
func takesAnyMessage(t types.Type, generic bool) bool {
	if ptr, ok := t.(*types.Pointer); ok {
		t = ptr.Elem()
	}
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
		return generic
	}
	return gotypes.IsEmptyInterface(t)
}

// LeavesRest reports whether the profile does not say all that there is to say of its package: one of a configuration says
// something of single functions, and what is recognised of others is still so.
func (p *Profile) LeavesRest() bool { return p.Configured && !p.BySignature() }
