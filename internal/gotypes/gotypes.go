// Package gotypes answers questions about types that more than one package asks.
package gotypes

import (
	"go/ast"
	"go/types"
	"iter"
	"slices"

	"golang.org/x/tools/go/types/typeutil"
)

// Member returns the signature of the method of t that has the name, or of a field that
// is a function, as pkg sees them; nil if there is none.
func Member(t types.Type, pkg *types.Package, name string) *types.Signature {
	obj, _, _ := types.LookupFieldOrMethod(t, true, pkg, name)
	if obj == nil {
		return nil
	}
	sig, _ := obj.Type().Underlying().(*types.Signature)
	return sig
}

// Method returns the method of an addressable value of type t that has the name, as pkg sees
// it; nil if there is none.
func Method(t types.Type, pkg *types.Package, name string) *types.Func {
	obj, _, _ := types.LookupFieldOrMethod(t, true, pkg, name)
	fn, _ := obj.(*types.Func)
	return fn
}

// Declared yields the types that the package declares, with its aliases of types, in order of
// their names.
func Declared(pkg *types.Package) iter.Seq[*types.TypeName] {
	return func(yield func(*types.TypeName) bool) {
		for _, name := range pkg.Scope().Names() {
			if tn, ok := pkg.Scope().Lookup(name).(*types.TypeName); ok && !yield(tn) {
				return
			}
		}
	}
}

// Functions yields the functions that the package declares, in order of their names.
func Functions(pkg *types.Package) iter.Seq[*types.Func] {
	return func(yield func(*types.Func) bool) {
		for _, name := range pkg.Scope().Names() {
			if fn, ok := pkg.Scope().Lookup(name).(*types.Func); ok && !yield(fn) {
				return
			}
		}
	}
}

// StandsBefore returns the method of that name of the type, if it may be what is called on a value of type recv, and the type has
// the twin only from what it embeds, as one that logs what a bus dispatches: a call of the twin passes the method by.
func StandsBefore(name *types.TypeName, recv types.Type, method, twin string) *types.Func {
	named, ok := name.Type().(*types.Named)
	if !ok || named.TypeParams() != nil {
		return nil
	}
	for own := range named.Methods() {
		if own.Name() != method {
			continue
		}
		t := types.NewPointer(named)
		if iface, ok := recv.Underlying().(*types.Interface); ok && !types.Implements(t, iface) || !ok && !types.Identical(Deref(recv), named) {
			return nil
		}
		obj, index, _ := types.LookupFieldOrMethod(t, true, name.Pkg(), twin)
		if _, isMethod := obj.(*types.Func); isMethod && len(index) > 1 {
			return own
		}
	}
	return nil
}

// TypeArgs returns the type arguments of t, or of its own declaration the type
// parameters; nil if it is not generic.
func TypeArgs(t types.Type) []types.Type {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return nil
	}
	if named.TypeArgs().Len() > 0 {
		return slices.Collect(named.TypeArgs().Types())
	}
	return asArgs(named.TypeParams())
}

func asArgs(params *types.TypeParamList) (args []types.Type) {
	for param := range params.TypeParams() {
		args = append(args, param)
	}
	return args
}

// With returns the signature with the type parameters of another in the place of its own; nil if it has others.
func With(sig, other *types.Signature) *types.Signature {
	switch n := sig.TypeParams().Len(); {
	case n != other.TypeParams().Len():
		return nil
	case n == 0:
		return sig
	}
	instance, err := types.Instantiate(nil, sig, asArgs(other.TypeParams()), false)
	if err != nil {
		return nil
	}
	return instance.(*types.Signature)
}

// Param returns the parameter that takes the argument at the index, of a variadic function the
// last one for all further ones; nil if there is none.
func Param(sig *types.Signature, i int) *types.Var {
	n := sig.Params().Len()
	if sig.Variadic() {
		i = min(i, n-1)
	}
	if i < 0 || i >= n {
		return nil
	}
	return sig.Params().At(i)
}

// CtxParam returns the index of the parameter of sig that is a context.Context, or -1.
func CtxParam(sig *types.Signature) int {
	for i := range sig.Params().Len() {
		if IsContext(sig.Params().At(i).Type()) {
			return i
		}
	}
	return -1
}

// IsContext reports whether t is the type context.Context.
func IsContext(t types.Type) bool { return IsNamed(t, "context", "Context") }

// IsFunc reports whether values of type t, which may be nil, are functions.
func IsFunc(t types.Type) bool {
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Signature)
	return ok
}

// IsEmptyInterface reports whether t is an interface without methods, such as any. Nil is none.
func IsEmptyInterface(t types.Type) bool {
	if t == nil {
		return false
	}
	iface, ok := t.Underlying().(*types.Interface)
	return ok && iface.Empty()
}

// IsEmptyStruct reports whether values of type t say nothing: those of a struct without fields.
func IsEmptyStruct(t types.Type) bool {
	st, ok := t.Underlying().(*types.Struct)
	return ok && st.NumFields() == 0
}

// IsRequest reports whether t is the type *http.Request.
func IsRequest(t types.Type) bool { return isPointerTo(t, "net/http", "Request") }

// IsTesting reports whether t is a *testing.T, B or F, or a testing.TB.
func IsTesting(t types.Type) bool {
	return isPointerTo(t, "testing", "T") || isPointerTo(t, "testing", "B") || isPointerTo(t, "testing", "F") ||
		IsNamed(t, "testing", "TB")
}

func isPointerTo(t types.Type, pkg, name string) bool {
	if t == nil {
		return false
	}
	ptr, ok := types.Unalias(t).(*types.Pointer)
	return ok && IsNamed(ptr.Elem(), pkg, name)
}

// IsNamed reports whether t, which may be nil, is the type that the package with the path pkg
// declares by that name.
func IsNamed(t types.Type, pkg, name string) bool {
	if t == nil {
		return false
	}
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Name() == name && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == pkg
}

// Receiver returns the type that declares the method fn, without its pointer;
// nil for a function.
func Receiver(fn *types.Func) types.Type {
	recv := fn.Signature().Recv()
	if recv == nil {
		return nil
	}
	return Deref(recv.Type())
}

// Deref returns what t points to, or t, never an alias.
func Deref(t types.Type) types.Type {
	t = types.Unalias(t)
	if ptr, ok := t.(*types.Pointer); ok {
		t = types.Unalias(ptr.Elem())
	}
	return t
}

// IsError reports whether t is the type error.
func IsError(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }

// ImplementsError reports whether values of type t, which may be nil, are errors.
func ImplementsError(t types.Type) bool {
	return t != nil && types.Implements(t, types.Universe.Lookup("error").Type().Underlying().(*types.Interface))
}

// MayHold reports whether a value of type t may have one of type made, or if that is nil,
// something else that uses a context: an interface, a function or a channel, and not only
// data.
func MayHold(t, made types.Type) bool {
	var seen typeutil.Map
	var may func(t types.Type) bool
	may = func(t types.Type) bool {
		switch {
		case t == nil || IsError(t) || seen.At(t) != nil:
			return false
		case made != nil && types.Identical(t, made):
			return true
		}
		seen.Set(t, true)
		switch t := t.Underlying().(type) {
		case *types.Basic:
			return t.Kind() == types.UnsafePointer
		case *types.Pointer:
			return may(t.Elem())
		case *types.Slice:
			return may(t.Elem())
		case *types.Array:
			return may(t.Elem())
		case *types.Map:
			return may(t.Key()) || may(t.Elem())
		case *types.Struct:
			return slices.ContainsFunc(slices.Collect(t.Fields()), func(v *types.Var) bool { return may(v.Type()) })
		case *types.Tuple:
			return slices.ContainsFunc(slices.Collect(t.Variables()), func(v *types.Var) bool { return may(v.Type()) })
		case *types.Interface:
			return made == nil || t.NumMethods() > 0 && types.Implements(made, t) // any is mostly data
		}
		return true
	}
	return may(t)
}

// MayReturn reports whether call is not one of panic, or of a function of the standard
// library, that never returns.
func MayReturn(info *types.Info, call *ast.CallExpr) bool {
	switch fun := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		_, builtin := info.Uses[fun].(*types.Builtin)
		return !builtin || fun.Name != "panic"
	case *ast.SelectorExpr:
		fn, ok := info.Uses[fun.Sel].(*types.Func)
		return !ok || !neverReturns[fn.FullName()]
	}
	return true
}

var neverReturns = map[string]bool{
	"os.Exit": true, "log.Fatal": true, "log.Fatalf": true, "log.Fatalln": true, "runtime.Goexit": true,
}

// MadeBy returns the type of what a function makes that is given nothing, and may fail; nil if it makes nothing.
func MadeBy(factory *types.Signature) types.Type {
	results := factory.Results()
	if factory.Params().Len() > 0 || results.Len() != 1 && !(results.Len() == 2 && IsError(results.At(1).Type())) {
		return nil
	}
	return results.At(0).Type()
}
