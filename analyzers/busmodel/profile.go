package busmodel

import (
	"go/types"
	"slices"
)

// A Role is what a bus function does with a message.
type Role int

const (
	Dispatch Role = iota // sends a command or query to its handler
	Publish              // sends an event to its listeners
	Handle               // registers the handler of a command or query
	Listen               // registers a listener for an event
)

// String returns the verb of the role: "dispatch", "publish", "handle" or "listen".
func (r Role) String() string {
	return [...]string{"dispatch", "publish", "handle", "listen"}[r]
}

// Sends reports whether the role sends a message, rather than registering a
// function that takes one.
func (r Role) Sends() bool { return r == Dispatch || r == Publish }

// A Profile describes a bus.
type Profile struct {
	Name    string // for people: "grafana"
	Path    string // import path of the bus package; "" to go by PkgName
	PkgName string // name of the bus package, when Path is ""
	Funcs   []Func

	// BareNames says that the bus tells messages apart by the bare names of their
	// types.
	BareNames bool

	// Accepts says which functions the bus takes as handlers and listeners.
	Accepts Shape

	// TwoTables says that a dispatch with a context does not find handlers that
	// were registered without one, or may not.
	TwoTables bool
}

// A Shape is what is known of the functions that a bus calls with its messages.
type Shape int

const (
	// UnknownShape is any function, or something else.
	UnknownShape Shape = iota
	// ExactShape is func(*M) error, or func(context.Context, *M) error, where M is
	// a named struct.
	ExactShape
	// CallableShape is what reflection can call with the message, or the context
	// and the message, and whose first result is nil or an error. The message is a
	// pointer, or something else that has elements.
	CallableShape
)

// A Func is a function of a bus: a method of one of its types or interfaces, or
// a function of its package.
//
// The message is the last argument of a function that sends, and the last
// parameter of the last argument of one that registers. Its context parameter is
// found in its signature.
type Func struct {
	Name string
	Role Role
	Ctx  bool   // certainly takes a context, or registers functions that do
	Twin string // the function that does the same with a context, where the bus has it
}

// classic are the functions of Grafana's bus, in all its shapes: until November
// 2021 only Dispatch and AddHandler had a twin with a context, from then on all
// four, and from January 2022 the bare names took the context themselves. The
// signatures and the absence of the twins tell the shapes apart.
var classic = []Func{
	{Name: "Dispatch", Role: Dispatch, Twin: "DispatchCtx"},
	{Name: "DispatchCtx", Role: Dispatch, Ctx: true},
	{Name: "Publish", Role: Publish, Twin: "PublishCtx"},
	{Name: "PublishCtx", Role: Publish, Ctx: true},
	{Name: "AddHandler", Role: Handle, Twin: "AddHandlerCtx"},
	{Name: "AddHandlerCtx", Role: Handle, Ctx: true},
	{Name: "AddEventListener", Role: Listen, Twin: "AddEventListenerCtx"},
	{Name: "AddEventListenerCtx", Role: Listen, Ctx: true},
}

// Profiles are the buses known without configuration. The first that describes
// a package is taken.
var Profiles = []*Profile{
	{
		Name: "buslint",
		Path: "github.com/buslint/buslint/bus",
		Funcs: append([]Func{
			{Name: "Handle", Role: Handle},
			{Name: "Listen", Role: Listen},
		}, classic...),
		Accepts: ExactShape,
	},
	{Name: "grafana", Path: "github.com/grafana/grafana/pkg/bus", Funcs: classic, Accepts: CallableShape, BareNames: true, TwoTables: true},
	{Name: "structural", PkgName: "bus", Funcs: classic, TwoTables: true},
}

// funcNames are the names of all functions of all profiles: what is called
// otherwise is no bus function.
var funcNames = func() map[string]bool {
	names := map[string]bool{}
	for _, p := range Profiles {
		for _, f := range p.Funcs {
			names[f.Name] = true
		}
	}
	return names
}()

// profileOf returns the profile that describes pkg, or nil.
func profileOf(pkg *types.Package) *Profile {
	for _, p := range Profiles {
		if p.Path == pkg.Path() || p.Path == "" && p.PkgName == pkg.Name() {
			return p
		}
	}
	return nil
}

func (p *Profile) funcNamed(name string) *Func {
	if i := slices.IndexFunc(p.Funcs, func(f Func) bool { return f.Name == name }); i >= 0 {
		return &p.Funcs[i]
	}
	return nil
}

// A busFunc is a function of the program that a profile describes.
type busFunc struct {
	*Func
	profile *Profile
	bus     *types.Package
	aware   bool // takes a context, or registers functions that do
	twin    bool // the bus has the twin that takes a context
}

// An owner is what bus functions are looked up in: a type, or a package for its
// functions.
type owner struct {
	pkg *types.Package // from which a method is looked up, or that has the functions
	typ types.Type     // nil for the package itself

	unaddressable bool // methods with a pointer receiver cannot be called
}

func (o owner) lookup(name string) *types.Func {
	if o.typ == nil {
		fn, _ := o.pkg.Scope().Lookup(name).(*types.Func)
		return fn
	}
	obj, _, _ := types.LookupFieldOrMethod(o.typ, !o.unaddressable, o.pkg, name)
	fn, _ := obj.(*types.Func)
	return fn
}

// resolve returns the bus function that profile p knows as name in o, or nil.
func (p *Profile) resolve(o owner, name string) *busFunc {
	f := p.funcNamed(name)
	if f == nil || !p.isBus(o) {
		return nil
	}
	fn := o.lookup(name)
	if fn == nil || !fits(f, fn.Signature()) {
		return nil
	}
	bf := &busFunc{Func: f, profile: p, bus: o.pkg, twin: p.twinIn(o, f, fn.Signature()) != nil}
	bf.aware = p.aware(o, f, fn.Signature(), bf.twin)
	return bf
}

// twinIn returns the function of o that does with a context what f does, which
// has the signature sig there; nil if there is none that could take its place.
func (p *Profile) twinIn(o owner, f *Func, sig *types.Signature) *types.Func {
	if f.Twin == "" {
		return nil
	}
	twin := o.lookup(f.Twin)
	if twin == nil || !fits(p.funcNamed(f.Twin), twin.Signature()) || !sameButCtx(f.Role, sig, twin.Signature()) {
		return nil
	}
	return twin
}

// sameButCtx reports whether a call of a function of the role with the signature
// sig becomes one of a function with the signature twin, when that is given the
// context, or a handler that takes one.
func sameButCtx(role Role, sig, twin *types.Signature) bool {
	if sig.TypeParams().Len() != twin.TypeParams().Len() {
		return false
	}
	if sig.TypeParams().Len() > 0 {
		var targs []types.Type
		for param := range sig.TypeParams().TypeParams() {
			targs = append(targs, param)
		}
		inst, err := types.Instantiate(nil, twin, targs, false)
		if err != nil {
			return false
		}
		twin = inst.(*types.Signature)
	}
	if !types.Identical(sig.Results(), twin.Results()) {
		return false
	}
	params := slices.Collect(sig.Params().Variables())
	twinParams := slices.Collect(twin.Params().Variables())
	if role.Sends() {
		i := CtxParam(twin)
		return sameTypes(params, slices.Delete(twinParams, i, i+1))
	}
	last := len(params) - 1
	if len(twinParams) != len(params) || !sameTypes(params[:last], twinParams[:last]) {
		return false
	}
	handler, ok := params[last].Type().Underlying().(*types.Signature)
	twinHandler, twinOK := twinParams[last].Type().Underlying().(*types.Signature)
	if !ok || !twinOK {
		return types.Identical(params[last].Type(), twinParams[last].Type())
	}
	return CtxParam(twinHandler) == 0 && types.Identical(handler.Results(), twinHandler.Results()) &&
		sameTypes(slices.Collect(handler.Params().Variables()), slices.Collect(twinHandler.Params().Variables())[1:])
}

func sameTypes(a, b []*types.Var) bool {
	return slices.EqualFunc(a, b, func(x, y *types.Var) bool { return types.Identical(x.Type(), y.Type()) })
}

// aware reports whether f takes a context, or registers functions that do.
func (p *Profile) aware(o owner, f *Func, sig *types.Signature, twin bool) bool {
	if f.Role.Sends() || f.Ctx {
		return CtxParam(sig) >= 0 || f.Ctx
	}
	last := sig.Params().At(sig.Params().Len() - 1).Type()
	if handler, ok := last.Underlying().(*types.Signature); ok {
		return CtxParam(handler) >= 0
	}
	if twin {
		return false
	}
	// The parameter is an interface and there is one function to register with:
	// handlers are called as the sending side is.
	for i := range p.Funcs {
		if send := &p.Funcs[i]; send.Role.Sends() {
			if fn := o.lookup(send.Name); fn != nil && fits(send, fn.Signature()) {
				return CtxParam(fn.Signature()) >= 0
			}
		}
	}
	return false
}

// isBus reports whether o can both send and register: an interface or type that
// merely has a method Publish is no bus.
func (p *Profile) isBus(o owner) bool {
	var sends, registers bool
	for i := range p.Funcs {
		f := &p.Funcs[i]
		if fn := o.lookup(f.Name); fn != nil && fits(f, fn.Signature()) {
			if f.Role.Sends() {
				sends = true
			} else {
				registers = true
			}
		}
	}
	return sends && registers
}

// fits reports whether a function with the signature sig can be the bus function f.
func fits(f *Func, sig *types.Signature) bool {
	params, results := sig.Params(), sig.Results()
	if params.Len() == 0 || sig.Variadic() {
		return false
	}
	last := params.At(params.Len() - 1).Type()
	if f.Role.Sends() {
		// Only a context and, in a generic function, the bus may stand before the
		// message: Publish(topic, payload) is a bus of topics.
		before := params.Len() - 1
		if CtxParam(sig) >= 0 {
			before--
		} else if f.Ctx {
			return false
		}
		generic := sig.TypeParams().Len() > 0
		if generic && before > 0 {
			before--
		}
		return before == 0 && takesAnyMessage(last, generic) &&
			results.Len() == 1 && isError(results.At(0).Type())
	}
	if results.Len() > 1 || results.Len() == 1 && !isError(results.At(0).Type()) {
		return false
	}
	handler, isFunc := last.Underlying().(*types.Signature)
	return isEmptyInterface(last) || isFunc && (!f.Ctx || CtxParam(handler) >= 0)
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
	return isEmptyInterface(t)
}

func isEmptyInterface(t types.Type) bool {
	iface, ok := t.Underlying().(*types.Interface)
	return ok && iface.Empty()
}

func isError(t types.Type) bool {
	return types.Identical(t, types.Universe.Lookup("error").Type())
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
func IsContext(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Name() == "Context" &&
		named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "context"
}

// A resolver finds the bus function behind a callee.
type resolver struct {
	funcs map[*types.Func]*busFunc
	buses map[*types.Package][]owner // see reachableBuses
}

// busFunc returns the bus function that fn is, or nil.
func (r *resolver) busFunc(fn *types.Func) *busFunc {
	fn = fn.Origin()
	bf, ok := r.funcs[fn]
	if !ok {
		bf = r.resolve(fn)
		r.funcs[fn] = bf
	}
	return bf
}

func (r *resolver) resolve(fn *types.Func) *busFunc {
	if !funcNames[fn.Name()] || fn.Pkg() == nil {
		return nil
	}
	recv := receiverOf(fn)
	if p := profileOf(fn.Pkg()); p != nil {
		if bf := p.resolve(owner{pkg: fn.Pkg(), typ: recv}, fn.Name()); bf != nil {
			return bf
		}
	}
	if recv == nil {
		return nil
	}
	// A method is also one of the bus when its receiver stands for a bus: an
	// interface that a bus type implements, or a type that implements a bus
	// package's interface. Its package must know that bus: an interface of the
	// same shape is otherwise something else.
	for _, bus := range r.reachableBuses(fn.Pkg()) {
		if standsFor(recv, bus.typ) {
			if bf := profileOf(bus.pkg).resolve(bus, fn.Name()); bf != nil {
				return bf
			}
		}
	}
	return nil
}

// receiverOf returns the type that declares the method fn, without its pointer;
// nil for a function.
func receiverOf(fn *types.Func) types.Type {
	recv := fn.Signature().Recv()
	if recv == nil {
		return nil
	}
	t := types.Unalias(recv.Type())
	if ptr, ok := t.(*types.Pointer); ok {
		t = types.Unalias(ptr.Elem())
	}
	return t
}

func standsFor(recv, bus types.Type) bool {
	if iface, ok := recv.Underlying().(*types.Interface); ok {
		return implements(bus, iface)
	}
	iface, ok := bus.Underlying().(*types.Interface)
	return ok && implements(recv, iface)
}

func implements(t types.Type, iface *types.Interface) bool {
	return types.Implements(t, iface) ||
		!types.IsInterface(t) && types.Implements(types.NewPointer(t), iface)
}

// reachableBuses returns the bus types of from and of all packages that it
// imports, directly or not. It is asked for rarely.
func (r *resolver) reachableBuses(from *types.Package) []owner {
	buses, ok := r.buses[from]
	if ok {
		return buses
	}
	seen := map[*types.Package]bool{}
	var visit func(*types.Package)
	visit = func(pkg *types.Package) {
		if seen[pkg] {
			return
		}
		seen[pkg] = true
		if p := profileOf(pkg); p != nil {
			for _, name := range pkg.Scope().Names() {
				tn, ok := pkg.Scope().Lookup(name).(*types.TypeName)
				if !ok || tn.IsAlias() {
					continue
				}
				named, ok := tn.Type().(*types.Named)
				bus := owner{pkg: pkg, typ: named}
				if ok && named.TypeParams().Len() == 0 && p.isBus(bus) {
					buses = append(buses, bus)
				}
			}
		}
		for _, dep := range pkg.Imports() {
			visit(dep)
		}
	}
	visit(from)
	r.buses[from] = buses
	return buses
}
