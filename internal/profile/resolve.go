package profile

import (
	"cmp"
	"go/types"
	"slices"
	"strings"

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
	return bf.Profile.twinIn(owner{pkg, recv, unaddressable}, bf.Func, fn.Signature())
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
func (p *Profile) resolve(o owner, name string) *BusFunc {
	var f *Func
	if p.bySignature() {
		if f = p.funcNamed(name); f == nil || !p.isBus(o) {
			return nil
		}
	} else if f = p.funcOf(o.pkg, o.typeName(), name); f == nil {
		return nil
	}
	fn := o.lookup(name)
	if fn == nil || !fits(f, fn) {
		return nil
	}
	bf := &BusFunc{Func: f, Profile: p, Bus: o.pkg, HasTwin: p.twinIn(o, f, fn.Signature()) != nil}
	bf.Aware = p.aware(o, f, fn.Signature(), bf.HasTwin)
	return bf
}

// twinIn returns the function of o that does with a context what f does, which
// has the signature sig there; nil if there is none that could take its place.
func (p *Profile) twinIn(o owner, f *Func, sig *types.Signature) *types.Func {
	if f.Twin == "" {
		return nil
	}
	twin := o.lookup(f.Twin)
	if twin == nil || !fits(p.twin(f), twin) || !sameButCtx(f, sig, twin.Signature()) {
		return nil
	}
	return twin
}

// typeName returns the name of the type, or "" for the package itself.
func (o owner) typeName() string {
	if named, ok := types.Unalias(o.typ).(*types.Named); ok {
		return named.Obj().Name()
	}
	return ""
}

// sameButCtx reports whether a call of f, which has the signature sig, becomes one of
// a function with the signature twin, when that is given the context, or a handler
// that takes one.
func sameButCtx(f *Func, sig, twin *types.Signature) bool {
	if sig.Variadic() != twin.Variadic() || sig.TypeParams().Len() != twin.TypeParams().Len() {
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
func (p *Profile) aware(o owner, f *Func, sig *types.Signature, twin bool) bool {
	if f.Role.Sends() || f.Ctx {
		return gotypes.CtxParam(sig) >= 0 || f.Ctx
	}
	if handler := f.called(sig, o.pkg); handler != nil {
		return gotypes.CtxParam(handler) >= 0
	}
	if twin || f.From != FromLast {
		return false
	}
	// The parameter is an interface and there is one function to register with:
	// handlers are called as the sending side is.
	for i := range p.Funcs {
		if send := &p.Funcs[i]; send.Role.Sends() {
			if fn := o.lookup(send.Name); fn != nil && fits(send, fn) {
				return gotypes.CtxParam(fn.Signature()) >= 0
			}
		}
	}
	return false
}

// isBus reports whether o can both send and register: an interface or type that merely has a
// method Publish is not a bus. Where the types are known by their names, one of the two is
// enough.
func (p *Profile) isBus(o owner) bool {
	sends, registers := p.roles(o)
	return sends && registers || !p.bySignature() && (sends || registers)
}

// roles reports whether o can send, and whether it can register.
func (p *Profile) roles(o owner) (sends, registers bool) {
	for i := range p.Funcs {
		f := &p.Funcs[i]
		if f.Declares || !p.bySignature() && p.funcOf(o.pkg, o.typeName(), f.Name) != f {
			continue
		}
		if fn := o.lookup(f.Name); fn != nil && fits(f, fn) {
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
		t = cmp.Or(madeBy(fn), t)
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
			// told a type. What tells observers may have none either.
			return f.From == FromNothing || !f.Role.Sends() && f.From == FromTypeArg && generic
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

// A Resolver finds the bus function that a call calls. It must not be used by several
// goroutines at once.
type Resolver struct {
	profiles []*Profile
	names    map[string]bool // of all functions of the profiles
	funcs    map[*types.Func]*BusFunc
	buses    map[*types.Package][]owner // see reachableBuses
	imported map[*types.Package][]owner // see importedBuses

	recognised map[*types.Package]Recognised
	verbs      map[string]bool // whether a name has the verb of a bus function
	bodies     Bodies          // nil if only declarations count
	proofs     *Proofs
	heard      map[string]bool // see Hear
	proposals  *Proposals      // nil if nothing is proposed
}

// NewResolver returns a Resolver that knows the profiles, and what the bodies prove; nil if only declarations
// count. The first profile that describes a package is taken.
func NewResolver(profiles []*Profile, bodies Bodies, proofs *Proofs) *Resolver {
	r := &Resolver{
		profiles: profiles, bodies: bodies, proofs: cmp.Or(proofs, new(Proofs)),
		names:    map[string]bool{},
		funcs:    map[*types.Func]*BusFunc{},
		buses:    map[*types.Package][]owner{},
		imported: map[*types.Package][]owner{},

		recognised: map[*types.Package]Recognised{},
		verbs:      map[string]bool{},
	}
	for _, p := range profiles {
		for i := range p.Funcs {
			r.names[p.Funcs[i].Name] = true
		}
	}
	return r
}

// Propose has Likely know the proposals.
func (r *Resolver) Propose(proposals *Proposals) { r.proposals = proposals }

// Hear notes the names of what bodies prove to be of a bus in a package, and in those that it imports, whatever these are.
func (r *Resolver) Hear(pkg *types.Package) {
	r.heard = map[string]bool{}
	for _, pkg := range slices.Concat(pkg.Imports(), []*types.Package{pkg}) {
		if r.bodies == nil || !r.bodies.Proves(pkg) {
			continue
		}
		if p := r.Recognised(pkg).Sure; p != nil {
			for _, f := range p.Funcs {
				r.heard[f.Name] = true
			}
		}
	}
}

// ProfileOf returns the profile that describes pkg: one that is known, or else that of
// the buses that are recognised in it; nil if there is none.
func (r *Resolver) ProfileOf(pkg *types.Package) *Profile {
	if p := Of(r.profiles, pkg); p != nil {
		return p
	}
	return r.Recognised(pkg).Sure
}

// Known returns the profile that describes pkg, or nil. It does not look at the shape of
// pkg.
func (r *Resolver) Known(pkg *types.Package) *Profile { return Of(r.profiles, pkg) }

// ProfileByName is ProfileOf for packages of which a type or function is called as those of
// buses are. It takes little time for the others.
func (r *Resolver) ProfileByName(pkg *types.Package) *Profile {
	if p := r.Known(pkg); p != nil || !mayHaveBus(pkg) {
		return p
	}
	return r.Recognised(pkg).Sure
}

// Recognised returns the buses that are recognised in pkg.
func (r *Resolver) Recognised(pkg *types.Package) Recognised {
	found, ok := r.recognised[pkg]
	if !ok {
		found = Recognise(pkg)
		if r.bodies != nil {
			found.Sure = found.Sure.with(r.proofs.of(pkg, r.bodies))
		}
		r.recognised[pkg] = found
	}
	return found
}

// Of returns the first of the profiles that describes pkg, or nil.
func Of(profiles []*Profile, pkg *types.Package) *Profile {
	if i := slices.IndexFunc(profiles, func(p *Profile) bool { return p.Describes(pkg) }); i >= 0 {
		return profiles[i]
	}
	return nil
}

// MayKnow reports whether a bus function may have that name. A function with another name is
// not one.
func (r *Resolver) MayKnow(name string) bool {
	if r.names[name] || r.heard[name] || r.proposals != nil {
		return true
	}
	if !mayNameUse(name) && !strings.HasPrefix(name, "New") {
		return false
	}
	may, ok := r.verbs[name]
	if !ok {
		words := wordsOf(name)
		may = NamesUse(name) || mayAddReceiver(words) || runThem(words) || reports[words[0]] || streamed[words[0]] || words[0] == "new"
		r.verbs[strings.Clone(name)] = may // it may be a part of a file
	}
	return may
}

// BusFunc returns the bus function that fn is when it is called on an operand of that
// type, or nil. For a function operand is nil.
func (r *Resolver) BusFunc(fn *types.Func, operand types.Type) *BusFunc {
	fn = fn.Origin()
	bf, ok := r.funcs[fn]
	if !ok {
		bf = r.resolve(fn, gotypes.Receiver(fn), false)
		r.funcs[fn] = bf
	}
	if bf != nil || operand == nil {
		return bf
	}
	// The operand may be a bus by its name, and have the method from a type that it
	// embeds and that is none.
	operand = gotypes.Deref(operand)
	if named, ok := operand.(*types.Named); ok && !types.Identical(named.Origin(), gotypes.Receiver(fn)) {
		return r.resolve(fn, named, true)
	}
	return nil
}

// resolve returns the bus function that fn is as a method of recv, or nil; if named,
// only one of a bus whose types are known by their names.
func (r *Resolver) resolve(fn *types.Func, recv types.Type, named bool) *BusFunc {
	if !r.MayKnow(fn.Name()) || fn.Pkg() == nil {
		return nil
	}
	pkg := fn.Pkg()
	if t, ok := recv.(*types.Named); ok && t.Obj().Pkg() != nil {
		pkg = t.Obj().Pkg()
	}
	if p := Of(r.profiles, pkg); p != nil && !(named && p.bySignature()) {
		o := owner{pkg: pkg, typ: recv}
		bf := p.resolve(o, fn.Name())
		if bf == nil && p.Configured && recv != nil && !p.bySignature() {
			// To name an interface of the bus, or the type that implements it, is enough.
			bf = r.standIn(r.busesOf(pkg), fn, recv, false)
		}
		if bf == nil && p.Configured && recv != nil {
			bf = r.implementing(fn, pkg, recv) // which is not hidden by what is said of others
		}
		if bf != nil || p.isBus(o) && !p.leavesRest() || p.Path != "" && !p.Configured && !p.bySignature() {
			return bf
		}
	}
	if recv != nil && r.names[fn.Name()] {
		if bf := r.standIn(r.reachableBuses(pkg), fn, recv, named); bf != nil {
			return bf
		}
	}
	return r.recognise(fn, pkg, recv)
}

// leavesRest reports whether the profile does not say all that there is to say of its package: one of a configuration says
// something of single functions, and what is recognised of others is still so.
func (p *Profile) leavesRest() bool { return p.Configured && !p.bySignature() }

// profilesOf returns the profiles that describe o: one that is known, and that of the buses that are recognised in its
// package, unless the known one says all.
func (r *Resolver) profilesOf(o owner) []*Profile {
	var found []*Profile
	p := Of(r.profiles, o.pkg)
	if p != nil {
		found = append(found, p)
	}
	if p == nil || p.leavesRest() || p.bySignature() && !p.isBus(o) {
		if p := r.Recognised(o.pkg).Sure; p != nil {
			found = append(found, p)
		}
	}
	return found
}

// standIn returns what fn is when recv stands for one of the buses, or nil. A method is also
// one of a bus when its receiver stands for that: an interface that a bus type implements, or
// a type that implements a bus package's interface. Its package must know that bus: an
// interface of the same shape is otherwise something else. Where it stands for several
// buses, any of them may be meant, and one that offers no context decides.
func (r *Resolver) standIn(buses []owner, fn *types.Func, recv types.Type, named bool) *BusFunc {
	var found *BusFunc
	for _, bus := range buses {
		if bus.lookup(fn.Name()) == nil || !standsFor(recv, bus.typ) {
			continue
		}
		// Everyone's handler may have the one method of an interface for handlers.
		if !types.IsInterface(recv) && !r.standsForBoth(buses, recv, bus.pkg) {
			continue
		}
		for _, p := range r.profilesOf(bus) {
			if named && p.bySignature() {
				continue
			}
			if bf := p.resolve(bus, fn.Name()); bf != nil {
				if found == nil || !bf.Aware && !bf.HasTwin {
					found = bf
				}
				break
			}
		}
	}
	return found
}

// standsForBoth reports whether a type stands for what sends and for what registers, in one bus of the
// package or two.
func (r *Resolver) standsForBoth(buses []owner, recv types.Type, pkg *types.Package) bool {
	sends, registers := false, false
	for _, bus := range buses {
		if bus.pkg == pkg && standsFor(recv, bus.typ) {
			for _, p := range r.profilesOf(bus) {
				s, l := p.roles(bus)
				sends, registers = sends || s, registers || l
			}
		}
	}
	return sends && registers
}

// Likely returns the function that fn may be of what looks like a bus, and is none for
// certain; or nil. It may be of a package of the module itself, for which own holds, or another one.
func (r *Resolver) Likely(fn *types.Func, own func(*types.Package) bool) *BusFunc {
	fn = fn.Origin()
	if fn.Pkg() == nil || r.proposals == nil && !MayBe(fn) {
		return nil
	}
	if slices.ContainsFunc(r.profiles, func(p *Profile) bool {
		return !p.Configured && p.Path != "" && strings.HasPrefix(fn.Pkg().Path(), p.Path+"/")
	}) {
		return nil // what else a library has
	}
	if p := Of(r.profiles, fn.Pkg()); p != nil && (!p.bySignature() || p.isBus(owner{pkg: fn.Pkg(), typ: gotypes.Receiver(fn)})) {
		return nil
	}
	if !own(fn.Pkg()) && (!proposable(fn.Pkg()) || isOfBytes(fn.Signature())) {
		return nil
	}
	recv := gotypes.Receiver(fn)
	if p := r.likely(fn.Pkg()); p != nil {
		if bf := p.resolve(owner{pkg: fn.Pkg(), typ: recv}, fn.Name()); bf != nil {
			return bf
		}
	}
	if r.proposals == nil || recv == nil || !types.IsInterface(recv) {
		return nil
	}
	return r.likelyBehind(fn, recv, own)
}

// isOfBytes reports whether a function takes, or hands out by a channel, what holds bytes and no message, as a transport
// does.
func isOfBytes(sig *types.Signature) bool {
	return slices.ContainsFunc(slices.Concat(slices.Collect(sig.Params().Variables()), slices.Collect(sig.Results().Variables())), func(v *types.Var) bool {
		t := v.Type()
		if ch, ok := t.Underlying().(*types.Chan); ok {
			t = ch.Elem()
		}
		return carriesBytes(elem(t))
	})
}

// likelyBehind returns the function that may be called by an interface of a package which imports what looks like
// a bus; or nil.
func (r *Resolver) likelyBehind(fn *types.Func, face types.Type, own func(*types.Package) bool) *BusFunc {
	for _, dep := range fn.Pkg().Imports() {
		if !own(dep) || Of(r.profiles, dep) != nil {
			continue
		}
		p := r.likely(dep)
		if p == nil {
			continue
		}
		for i := range p.Funcs {
			if p.Funcs[i].Name != fn.Name() || p.Funcs[i].Recv == "" {
				continue
			}
			tn, ok := dep.Scope().Lookup(p.Funcs[i].Recv).(*types.TypeName) // which dep may lack, as read from export data
			if !ok {
				continue
			}
			bus, ok := tn.Type().(*types.Named)
			if ok && bus.TypeParams().Len() == 0 && standsFor(face, bus) {
				return p.resolve(owner{pkg: dep, typ: bus}, fn.Name())
			}
		}
	}
	return nil
}

func (r *Resolver) likely(pkg *types.Package) *Profile {
	if r.proposals == nil {
		return r.Recognised(pkg).Likely
	}
	return r.proposals.of(pkg, r.bodies.Source, r.Recognised(pkg).Sure)
}

// recognise returns what fn is by the shape of its own package, or of a package that this
// imports; nil if it is nothing.
func (r *Resolver) recognise(fn *types.Func, pkg *types.Package, recv types.Type) *BusFunc {
	if !MayBe(fn) && (r.bodies == nil || !r.bodies.Proves(pkg)) {
		return nil
	}
	if found := r.Recognised(pkg); found.Sure != nil {
		if bf := found.Sure.resolve(owner{pkg: pkg, typ: recv}, fn.Name()); bf != nil {
			return bf
		}
	}
	if recv == nil {
		return nil
	}
	return r.implementing(fn, pkg, recv)
}

// implementing returns what fn is by a bus that is recognised in a package which its own imports.
func (r *Resolver) implementing(fn *types.Func, pkg *types.Package, recv types.Type) *BusFunc {
	return r.standIn(r.importedBuses(pkg), fn, recv, false)
}

// importedBuses returns the types of the buses that are recognised in the packages that pkg imports
// itself.
func (r *Resolver) importedBuses(pkg *types.Package) []owner {
	buses, ok := r.imported[pkg]
	if ok {
		return buses
	}
	for _, dep := range pkg.Imports() {
		if p := Of(r.profiles, dep); (mayHaveBus(dep) || r.bodies != nil && r.bodies.Proves(dep)) && (p == nil || p.Configured || p.bySignature()) {
			buses = append(buses, r.busesOf(dep)...)
		}
	}
	r.imported[pkg] = buses
	return buses
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

// reachableBuses returns the types of buses that are known, of from and of all packages that
// it imports, directly or not. It is asked for rarely.
func (r *Resolver) reachableBuses(from *types.Package) []owner {
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
		if Of(r.profiles, pkg) != nil {
			buses = append(buses, r.busesOf(pkg)...)
		}
		for _, dep := range pkg.Imports() {
			visit(dep)
		}
	}
	visit(from)
	r.buses[from] = buses
	return buses
}

// SeesBus reports whether pkg is or imports a bus for which is holds: directly or not one
// that is known, or directly one that is recognised.
func (r *Resolver) SeesBus(pkg *types.Package, is func(*Profile) bool) bool {
	for _, near := range append([]*types.Package{pkg}, pkg.Imports()...) {
		if p := r.ProfileByName(near); p != nil && is(p) {
			return true
		}
	}
	seen := map[*types.Package]bool{}
	var sees func(*types.Package) bool
	sees = func(pkg *types.Package) bool {
		if seen[pkg] {
			return false
		}
		seen[pkg] = true
		p := Of(r.profiles, pkg)
		return p != nil && is(p) || slices.ContainsFunc(pkg.Imports(), sees)
	}
	return sees(pkg)
}

// busesOf returns the types of pkg that are buses by its profile.
func (r *Resolver) busesOf(pkg *types.Package) []owner {
	if r.ProfileOf(pkg) == nil {
		return nil
	}
	var buses []owner
	for tn := range gotypes.Declared(pkg) {
		if tn.IsAlias() {
			continue
		}
		named, ok := tn.Type().(*types.Named)
		bus := owner{pkg: pkg, typ: named}
		if ok && named.TypeParams().Len() == 0 && slices.ContainsFunc(r.profilesOf(bus), func(p *Profile) bool { return p.isBus(bus) }) {
			buses = append(buses, bus)
		}
	}
	return buses
}
