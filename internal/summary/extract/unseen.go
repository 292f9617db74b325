package extract

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/profile"
	"github.com/buslint/buslint/internal/recognise"
	"github.com/buslint/buslint/internal/summary"
	"github.com/buslint/buslint/internal/syntax"
	"github.com/buslint/buslint/internal/uses"
)

// unseen notes the places at which handlers get to a bus that is recognised by its shape by what is none of its
// functions: a method that looks at a service by reflection, a constructor, a field.
func (x *extraction) unseen() {
	for cur := range x.code((*ast.Ident)(nil)) {
		var bus *profile.Profile
		at := cur
		switch obj := x.pass.TypesInfo.Uses[cur.Node().(*ast.Ident)].(type) {
		case *types.Func:
			at = callOf(cur)
			bus = x.busOf(obj)
			if bus == nil || !at.Valid() || !x.mayRegister(obj, at.Node().(*ast.CallExpr), bus) {
				continue
			}
		case *types.Var:
			bus = x.busOf(obj)
			if bus == nil || !isContainer(obj.Type()) || !mayHandle(obj.Type()) || !fills(cur) || x.isOfBus(cur) {
				continue
			}
		default:
			continue
		}
		x.out.Unseen = append(x.out.Unseen, summary.Unseen{Bus: bus.Path, Pos: x.pass.Fset.Position(at.Node().Pos()), End: x.pass.Fset.Position(at.Node().End())})
	}
}

// busOf returns the profile of the recognised buses of the package that declares obj, or nil.
func (x *extraction) busOf(obj types.Object) *profile.Profile {
	if obj.Pkg() == nil {
		return nil
	}
	p := x.links.profileOf(obj.Pkg())
	if p != nil && !p.Recognised { // it may be no more than called as a known one
		p = x.links.resolver.Recognised(obj.Pkg()).Sure
	}
	return p
}

// mayRegister reports whether the call of fn may register what it is given, at a bus of the profile, though fn is
// none of its functions: it has to do with a bus by its types, or stands beside functions of one, and is called so, or takes what handles.
func (x *extraction) mayRegister(fn *types.Func, call *ast.CallExpr, p *profile.Profile) bool {
	sig := fn.Signature()
	of := append(slices.Collect(sig.Params().Variables()), slices.Collect(sig.Results().Variables())...)
	if sig.Recv() != nil {
		of = append(of, sig.Recv())
	}
	beside := sig.Recv() == nil && fn.Pkg() != x.pass.Pkg && slices.ContainsFunc(p.Funcs, func(f profile.Func) bool { return f.Recv == "" })
	if !beside && !slices.ContainsFunc(of, func(v *types.Var) bool { return isOfBus(p, v.Type()) }) || x.links.resolver.BusFunc(fn, nil) != nil {
		return false
	}
	if slices.ContainsFunc(slices.Collect(sig.Results().Variables()), func(v *types.Var) bool { return mayHandle(v.Type()) }) {
		return false // it wraps what it is given
	}
	for i := range min(sig.Params().Len(), len(call.Args)) {
		t := sig.Params().At(i).Type()
		if !isOfBus(p, t) && !wraps(t) && (mayHandle(t) || recognise.NamesRegistering(fn.Name()) && types.IsInterface(t) && !gotypes.IsContext(t)) {
			return true
		}
	}
	return false
}

// isOfBus reports whether t is a type that has functions of the profile, or one that is called with such.
func isOfBus(p *profile.Profile, t types.Type) bool {
	if taken := recognise.Taken(t); taken != nil {
		t = taken
	}
	named, ok := gotypes.Deref(t).(*types.Named)
	return ok && slices.ContainsFunc(p.Funcs, func(f profile.Func) bool {
		return f.Recv != "" && f.Recv == named.Obj().Name() && p.Path == pathOf(named.Obj().Pkg())
	})
}

// wraps reports whether what has the type t, or what that holds, stands around handlers: it returns such, or is
// given the next one to call.
func wraps(t types.Type) bool {
	isHandler := func(v *types.Var) bool { return mayHandle(v.Type()) }
	isFunc := func(v *types.Var) bool { return gotypes.IsFunc(v.Type()) }
	around := func(sig *types.Signature) bool {
		return slices.ContainsFunc(slices.Collect(sig.Results().Variables()), isHandler) || slices.ContainsFunc(slices.Collect(sig.Params().Variables()), isFunc)
	}
	switch t := elem(t).Underlying().(type) {
	case *types.Signature:
		return around(t)
	case *types.Interface:
		return slices.ContainsFunc(slices.Collect(t.Methods()), func(m *types.Func) bool { return around(m.Signature()) })
	}
	return false
}

// isOfBus reports whether the code at cur is in a function of a bus, or in one whose calls tell what it is given.
func (x *extraction) isOfBus(cur inspector.Cursor) bool {
	fn, _ := x.uses.Around(cur)
	return fn != nil && (x.links.resolver.BusFunc(fn, nil) != nil || recognise.NamesRegistering(fn.Name()) ||
		slices.ContainsFunc(slices.Collect(fn.Signature().Params().Variables()), func(v *types.Var) bool { return mayHandle(v.Type()) }))
}

// fills reports whether the map or the slice that the identifier at cur names gets an element there, or is
// one that may have some.
func fills(cur inspector.Cursor) bool {
	if cur.ParentEdgeKind() == edge.KeyValueExpr_Key {
		return mayHaveSome(cur.Parent().Node().(*ast.KeyValueExpr).Value)
	}
	at := syntax.Operand(cur)
	value, ok := uses.Given(at)
	return changes(at) && (!ok || !value.Valid() || mayHaveSome(value.Node().(ast.Expr)))
}

// mayHaveSome reports whether the map or slice that expr is may have elements.
func mayHaveSome(expr ast.Expr) bool {
	switch e := ast.Unparen(expr).(type) {
	case *ast.CompositeLit:
		return len(e.Elts) > 0
	case *ast.CallExpr:
		id, ok := ast.Unparen(e.Fun).(*ast.Ident)
		return !ok || id.Name != "make"
	case *ast.Ident:
		return e.Name != "nil"
	}
	return true
}
