package extract

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/profile"
	"github.com/buslint/buslint/internal/recognise"
	"github.com/buslint/buslint/internal/summary"
	"github.com/buslint/buslint/internal/syntax"
)

// portOf returns the name of the interface of the module whose method fn is, by which code may use a bus
// that it does not know; or "". Methods that handle are none that send, though their receiver may pass on
// what it gets.
func (x *extraction) portOf(fn *types.Func) string {
	fn = fn.Origin()
	if name, ok := x.ports[fn]; ok || !ofInterface(fn) {
		return name
	}
	name := ""
	if fn.Pkg() != nil && x.links.isOwn(fn.Pkg()) && (recognise.NamesUse(fn.Name()) || handsOutChannel(fn.Signature()) || x.links.resolver.IsDescribed(fn.Name())) && !strings.HasPrefix(fn.Name(), "Handle") {
		name = interfaceOf(fn)
	}
	x.ports[fn] = name
	return name
}

// handsOutChannel reports whether a function returns a channel at which messages may arrive.
func handsOutChannel(sig *types.Signature) bool {
	for result := range sig.Results().Variables() {
		if ch, ok := under[*types.Chan](result.Type()); ok && ch.Dir() != types.SendOnly && !recognise.IsSignal(ch) {
			return true
		}
	}
	return false
}

// interfaceOf returns the name of the interface whose method fn is, whatever its type arguments.
func interfaceOf(fn *types.Func) string {
	recv := fn.Signature().Recv().Type()
	if named, ok := types.Unalias(recv).(*types.Named); ok {
		return typeOf(named.Obj()).Full()
	}
	return nameOf(recv)
}

// portsIn returns the methods of the interface t by which code may use a bus; none of another type.
func (x *extraction) portsIn(t types.Type) []*types.Func {
	iface, ok := under[*types.Interface](t)
	if !ok {
		return nil
	}
	ports, known := x.portsOf[t]
	if !known {
		ports = slices.DeleteFunc(slices.Collect(iface.Methods()), func(fn *types.Func) bool { return x.portOf(fn) == "" && !x.mayStand(fn) })
		x.portsOf[t] = ports
	}
	return ports
}

// isPort reports whether fn is a method of such an interface that by its signature may be one of a bus, and
// is not known to be.
func (x *extraction) isPort(fn *types.Func) bool {
	return x.portOf(fn) != "" && (recognise.MayBe(fn) || x.links.resolver.IsDescribed(fn.Name())) && x.links.resolver.BusFunc(fn, nil) == nil
}

// callsPort reports whether the package may use a bus that it does not know, outside of tests.
func (x *extraction) callsPort() bool {
	for cur := range x.code((*ast.SelectorExpr)(nil)) {
		id := cur.Node().(*ast.SelectorExpr).Sel
		fn, ok := x.pass.TypesInfo.Uses[id].(*types.Func)
		if !ok || fn.Pkg() == nil || !x.links.isOwn(fn.Pkg()) {
			continue
		}
		if x.portOf(fn) != "" && x.targetOf(fn) != nil || fn.Pkg() != x.pass.Pkg && x.mayStand(fn) {
			return true
		}
	}
	return false
}

// conversions notes which types become interfaces by whose methods a bus may be used.
func (x *extraction) conversions() {
	found := map[[2]string]*summary.Conversion{}
	becomes := func(to, from types.Type) {
		if to == nil || from == nil || types.Identical(to, from) {
			return
		}
		for _, port := range x.portsIn(to) {
			if fn := gotypes.Method(from, port.Pkg(), port.Name()); fn != nil {
				x.conversion(found, port, fn, from)
			}
		}
	}
	for cur := range x.code((*ast.CallExpr)(nil), (*ast.ReturnStmt)(nil), (*ast.AssignStmt)(nil), (*ast.ValueSpec)(nil), (*ast.CompositeLit)(nil)) {
		x.becoming(cur, becomes)
		x.bound(cur, becomes)
	}
	for _, c := range found {
		slices.SortFunc(c.Uses, func(a, b summary.Site) int { return cmp.Compare(a.In, b.In) })
		x.out.Conversions = append(x.out.Conversions, *c)
	}
	slices.SortFunc(x.out.Conversions, func(a, b summary.Conversion) int {
		return cmp.Or(cmp.Compare(a.To, b.To), cmp.Compare(a.From, b.From))
	})
}

// becoming says of which type the values become that the code at cur gives to something.
func (x *extraction) becoming(cur inspector.Cursor, becomes func(to, from types.Type)) {
	info := x.pass.TypesInfo
	switch n := cur.Node().(type) {
	case *ast.CallExpr:
		fun := info.Types[n.Fun]
		sig, isFunc := under[*types.Signature](fun.Type)
		for i, arg := range n.Args {
			switch {
			case fun.IsType():
				becomes(fun.Type, info.TypeOf(arg))
			case isFunc:
				becomes(paramAt(sig, i, n.Ellipsis.IsValid()), info.TypeOf(arg))
			}
		}
	case *ast.ReturnStmt:
		fn, _ := syntax.Function(cur)
		if sig := x.uses.Signature(fn.Node()); sig != nil && sig.Results().Len() == len(n.Results) {
			for i, value := range n.Results {
				becomes(sig.Results().At(i).Type(), info.TypeOf(value))
			}
		}
	case *ast.AssignStmt:
		isNew := n.Tok == token.DEFINE && len(n.Lhs) == 1 // it has the type of the value
		for i := 0; i < len(n.Rhs) && len(n.Lhs) == len(n.Rhs) && !isNew; i++ {
			becomes(info.TypeOf(n.Lhs[i]), info.TypeOf(n.Rhs[i]))
		}
	case *ast.ValueSpec:
		for _, value := range n.Values {
			if n.Type != nil {
				becomes(info.TypeOf(n.Type), info.TypeOf(value))
			}
		}
	case *ast.CompositeLit:
		for i, value := range n.Elts {
			to := elementAt(info, info.TypeOf(n), value, i)
			if kv, ok := value.(*ast.KeyValueExpr); ok {
				value = kv.Value
			}
			becomes(to, info.TypeOf(value))
		}
	}
}

// bound says the same of the interface of which the call at cur makes a pointer for a container, as fx.As(new(Publisher))
// and wire.Bind(new(Publisher), new(*Bus)) are given it, and the types that implement it of what is said beside it, or is
// returned by that.
func (x *extraction) bound(cur inspector.Cursor, becomes func(to, from types.Type)) {
	call, ok := cur.Node().(*ast.CallExpr)
	if !ok || cur.ParentEdgeKind() != edge.CallExpr_Args || !isBuiltin(x.pass.TypesInfo, call, "new") {
		return
	}
	to := x.pass.TypesInfo.TypeOf(call.Args[0])
	iface, ok := under[*types.Interface](to)
	for range 2 {
		if !ok || iface.Empty() || cur.ParentEdgeKind() != edge.CallExpr_Args {
			return
		}
		cur = cur.Parent()
		for _, arg := range cur.Node().(*ast.CallExpr).Args {
			for _, from := range provided(x.pass.TypesInfo.TypeOf(arg)) {
				if types.Implements(from, iface) {
					becomes(to, from)
				}
			}
		}
	}
}

// provided returns the types of what a container may get by an argument of type t: what a function returns, or
// what a pointer is to.
func provided(t types.Type) []types.Type {
	if sig, ok := under[*types.Signature](t); ok {
		var results []types.Type
		for result := range sig.Results().Variables() {
			results = append(results, result.Type())
		}
		return results
	}
	if ptr, ok := under[*types.Pointer](t); ok {
		return []types.Type{t, ptr.Elem()}
	}
	return nil
}

// under returns the underlying type of t, if it is a T.
func under[T types.Type](t types.Type) (found T, ok bool) {
	if t != nil {
		found, ok = t.Underlying().(T)
	}
	return found, ok
}

// paramAt returns the type of what the argument with the index i becomes, or nil.
func paramAt(sig *types.Signature, i int, ellipsis bool) types.Type {
	param := gotypes.Param(sig, i)
	if param == nil {
		return nil
	}
	if slice, ok := under[*types.Slice](param.Type()); ok && sig.Variadic() && i >= sig.Params().Len()-1 && !ellipsis {
		return slice.Elem()
	}
	return param.Type()
}

// elementAt returns the type of the element with the index i of a literal of type t, or nil.
func elementAt(info *types.Info, t types.Type, elt ast.Expr, i int) types.Type {
	if t == nil {
		return nil
	}
	switch u := gotypes.Deref(t).Underlying().(type) {
	case *types.Struct:
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			return info.TypeOf(kv.Key)
		}
		if i < u.NumFields() {
			return u.Field(i).Type()
		}
	case interface{ Elem() types.Type }:
		return u.Elem()
	}
	return nil
}

// conversion adds to what is found that calls of the interface's method port may be calls of fn, which
// values of type t have.
func (x *extraction) conversion(found map[[2]string]*summary.Conversion, port, fn *types.Func, t types.Type) {
	from, ok := gotypes.Receiver(fn).(*types.Named)
	if !ok || from.Obj().Pkg() == nil || port == fn {
		return
	}
	key := [2]string{typeOf(from.Obj()).Full(), interfaceOf(port)}
	c := found[key]
	if c == nil {
		c = &summary.Conversion{From: key[0], To: key[1]}
		found[key] = c
	}
	if use, ok := x.useBehind(port, fn, t); ok && !slices.ContainsFunc(c.Uses, func(s summary.Site) bool { return s.In == use.In }) {
		c.Uses = append(c.Uses, use)
	}
}

// useBehind returns what a call of the interface's method port is if fn, which values of type t have, is a
// function of a bus. It reports false if that is none, or port is known to be one.
func (x *extraction) useBehind(port, fn *types.Func, t types.Type) (use summary.Site, ok bool) {
	if !x.isPort(port) {
		return use, false
	}
	bf := x.links.resolver.BusFunc(fn, gotypes.Deref(t))
	if bf == nil || bf.Declares || bf.Makes {
		return use, false
	}
	sig := port.Signature()
	parts, message, param := partsOf(sig), summary.Origin{Kind: summary.Parameter, Index: bf.Param(sig)}, 0
	within := bf.From == profile.FromNothing || bf.Envelope != ""
	switch {
	case bf.Keyed && bf.Key < sig.Params().Len():
		if slices.Contains(parts, message.Index) {
			param = message.Index + 1
		}
		message.Index, message.Handler = bf.Key, true // an example or the name of what the handler takes
	case !slices.Contains(parts, message.Index):
		message.Index, within = parts[0], true
	}
	return summary.Site{
		Role: bf.Role, Bus: x.bus(bf.Profile, bf.Bus), For: bf.Kind, Unclear: bf.Unclear, Aware: bf.Aware,
		Place: summary.Place{In: port.Name()}, From: []summary.Origin{message}, Param: param, Within: within,
	}, true
}

// partsOf returns the indices of the parameters of a function that are no contexts; the first one if there
// are none.
func partsOf(sig *types.Signature) []int {
	var parts []int
	for i := range sig.Params().Len() {
		if !gotypes.IsContext(sig.Params().At(i).Type()) {
			parts = append(parts, i)
		}
	}
	if parts == nil {
		return []int{0}
	}
	return parts
}
