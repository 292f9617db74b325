package profile

import (
	"go/types"

	"github.com/buslint/buslint/internal/gotypes"
)

// HandsOnContexts reports whether what a bus in pkg calls may get the context with which the function f sends. A bus
// that is known, or that somebody describes as one, hands it on. Of others only what they register says so: that of
// one that hands out a channel may be there to end the sending, and that of one that registers nothing may go anywhere.
func (p *Profile) HandsOnContexts(f *Func, pkg *types.Package) bool {
	if !p.IsGuess(f) {
		return true
	}
	registers, handsOn := p.registersContexts(pkg, func(reg *Func) bool { return reg.Recv == f.Recv })
	if !registers { // but what stands beside the type of f may
		_, handsOn = p.registersContexts(pkg, func(*Func) bool { return true })
	}
	return handsOn
}

// registersContexts reports whether there are functions in pkg that register, among those for which is holds, and
// whether they register what may be given a context.
func (p *Profile) registersContexts(pkg *types.Package, is func(*Func) bool) (registers, contexts bool) {
	for i := range p.Funcs {
		f := &p.Funcs[i]
		if f.Role.Sends() || !is(f) || p.FuncOf(pkg, f.Recv, f.Name) != f {
			continue
		}
		o := Owner{Pkg: pkg}
		if tn, ok := pkg.Scope().Lookup(f.Recv).(*types.TypeName); ok {
			o.Typ = tn.Type()
		}
		if fn := o.Lookup(f.Name); fn != nil {
			registers, contexts = true, contexts || f.takesContext(fn.Signature(), pkg)
		}
	}
	return registers, contexts
}

// IsGuess reports whether f is taken for a function of a bus by its shape, be it that buslint init described it.
func (p *Profile) IsGuess(f *Func) bool { return p.Recognised || p.Configured && f.Unclear }

// takesContext reports whether what a function f with the signature sig, of pkg, registers may be given a context,
// by itself or in a part of what it gets.
func (f *Func) takesContext(sig *types.Signature, pkg *types.Package) bool {
	if called := f.called(sig, pkg); called != nil {
		return mayBeGivenContext(called, 0)
	}
	if at := f.Param(sig); at >= 0 && at < sig.Params().Len() && f.From != FromNothing {
		return mayBeGivenContext(sig.Params().At(at).Type(), 0)
	}
	for result := range sig.Results().Variables() {
		if ch, ok := result.Type().Underlying().(*types.Chan); ok && mayBeGivenContext(ch.Elem(), 0) {
			return true
		}
	}
	return false
}

// mayBeGivenContext reports whether a context may come to who has a t: what it is called with or gets has one, or
// nothing is known of it.
func mayBeGivenContext(t types.Type, depth int) bool {
	if gotypes.IsContext(t) {
		return true
	}
	const far = 3
	if depth++; depth > far {
		return false
	}
	if gotypes.Method(t, nil, "Context") != nil {
		return true
	}
	if named, ok := types.Unalias(gotypes.Deref(t)).(*types.Named); ok && depth == 1 {
		for m := range named.Methods() {
			if mayBeGivenContext(m.Signature(), depth) {
				return true
			}
		}
	}
	switch u := gotypes.Deref(t).Underlying().(type) {
	case *types.Signature:
		for v := range u.Params().Variables() {
			if mayBeGivenContext(v.Type(), depth) {
				return true
			}
		}
	case *types.Interface:
		for m := range u.Methods() {
			if mayBeGivenContext(m.Type(), depth) {
				return true
			}
		}
		return u.Empty() && depth == 1 // who registers anything finds out what it takes
	case *types.Struct:
		for v := range u.Fields() {
			if mayBeGivenContext(v.Type(), depth) {
				return true
			}
		}
	case *types.Chan:
		return mayBeGivenContext(u.Elem(), depth)
	case *types.Slice:
		return mayBeGivenContext(u.Elem(), depth)
	}
	return false
}
