// Package recognise finds the functions of buses: those that a profile describes, and those that show by their
// declarations, or by their bodies, that they are of one. It proposes what may be.
package recognise

import (
	"cmp"
	"go/types"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/profile"
)

// A Resolver finds the bus function that a call calls. It must not be used by several
// goroutines at once.
type Resolver struct {
	profiles []*profile.Profile
	names    map[string]bool // of all functions of the profiles
	funcs    map[*types.Func]*profile.BusFunc
	buses    map[*types.Package][]profile.Owner // see reachableBuses
	imported map[*types.Package][]profile.Owner // see importedBuses

	recognised map[*types.Package]Recognised
	verbs      map[string]bool // whether a name has the verb of a bus function
	bodies     Bodies          // nil if only declarations count
	proofs     *Proofs
	heard      map[string]bool // see Hear
	proposals  *Proposals      // nil if nothing is proposed
}

// NewResolver returns a Resolver that knows the profiles, and what the bodies prove; nil if only declarations
// count. The first profile that describes a package is taken.
func NewResolver(profiles []*profile.Profile, bodies Bodies, proofs *Proofs) *Resolver {
	r := &Resolver{
		profiles: profiles, bodies: bodies, proofs: cmp.Or(proofs, new(Proofs)),
		names:    map[string]bool{},
		funcs:    map[*types.Func]*profile.BusFunc{},
		buses:    map[*types.Package][]profile.Owner{},
		imported: map[*types.Package][]profile.Owner{},

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

// IsDescribed reports whether a configuration describes a function of that name.
func (r *Resolver) IsDescribed(name string) bool {
	return slices.ContainsFunc(r.profiles, func(p *profile.Profile) bool {
		return p.Configured && slices.ContainsFunc(p.Funcs, func(f profile.Func) bool { return f.Name == name })
	})
}

// ProfileOf returns the profile that describes pkg: one that is known, or else that of
// the buses that are recognised in it; nil if there is none.
func (r *Resolver) ProfileOf(pkg *types.Package) *profile.Profile {
	if p := Of(r.profiles, pkg); p != nil {
		return p
	}
	return r.Recognised(pkg).Sure
}

// Known returns the profile that describes pkg, or nil. It does not look at the shape of
// pkg.
func (r *Resolver) Known(pkg *types.Package) *profile.Profile { return Of(r.profiles, pkg) }

// Recognised returns the buses that are recognised in pkg.
func (r *Resolver) Recognised(pkg *types.Package) Recognised {
	found, ok := r.recognised[pkg]
	if !ok {
		found = Recognise(pkg)
		if r.bodies != nil {
			found.Sure = found.Sure.With(r.proofs.of(pkg, r.bodies))
		}
		r.recognised[pkg] = found
	}
	return found
}

// Of returns the first of the profiles that describes pkg, or nil.
func Of(profiles []*profile.Profile, pkg *types.Package) *profile.Profile {
	if i := slices.IndexFunc(profiles, func(p *profile.Profile) bool { return p.Describes(pkg) }); i >= 0 {
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
		may = NamesUse(name) || mayAddReceiver(words) || runThem(words) || reports[words[0]] || streamed[last(words)] || words[0] == "new"
		r.verbs[strings.Clone(name)] = may // it may be a part of a file
	}
	return may
}

// BusFunc returns the bus function that fn is when it is called on an operand of that
// type, or nil. For a function operand is nil.
func (r *Resolver) BusFunc(fn *types.Func, operand types.Type) *profile.BusFunc {
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
func (r *Resolver) resolve(fn *types.Func, recv types.Type, named bool) *profile.BusFunc {
	if !r.MayKnow(fn.Name()) || fn.Pkg() == nil {
		return nil
	}
	pkg := fn.Pkg()
	if t, ok := recv.(*types.Named); ok && t.Obj().Pkg() != nil {
		pkg = t.Obj().Pkg()
	}
	if p := Of(r.profiles, pkg); p != nil && !(named && p.BySignature()) {
		o := profile.Owner{Pkg: pkg, Typ: recv}
		bf := p.Resolve(o, fn.Name())
		if bf == nil && p.Configured && recv != nil && !p.BySignature() {
			// To name an interface of the bus, or the type that implements it, is enough.
			bf = r.standIn(r.busesOf(pkg), fn, recv, false)
		}
		if bf == nil && p.Configured && recv != nil {
			bf = r.implementing(fn, pkg, recv) // which is not hidden by what is said of others
		}
		if bf != nil || p.IsBus(o) && !p.LeavesRest() || p.Path != "" && !p.Configured && !p.BySignature() {
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

// profilesOf returns the profiles that describe o: one that is known, and that of the buses that are recognised in its
// package, unless the known one says all.
func (r *Resolver) profilesOf(o profile.Owner) []*profile.Profile {
	var found []*profile.Profile
	p := Of(r.profiles, o.Pkg)
	if p != nil {
		found = append(found, p)
	}
	if p == nil || p.LeavesRest() || p.BySignature() && !p.IsBus(o) {
		if p := r.Recognised(o.Pkg).Sure; p != nil {
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
func (r *Resolver) standIn(buses []profile.Owner, fn *types.Func, recv types.Type, named bool) *profile.BusFunc {
	var found *profile.BusFunc
	for _, bus := range buses {
		if bus.Lookup(fn.Name()) == nil || !standsFor(recv, bus.Typ) {
			continue
		}
		// Everyone's handler may have the one method of an interface for handlers.
		if !types.IsInterface(recv) && !r.standsForBoth(buses, recv, bus.Pkg) {
			continue
		}
		for _, p := range r.profilesOf(bus) {
			if named && p.BySignature() {
				continue
			}
			if bf := p.Resolve(bus, fn.Name()); bf != nil {
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
func (r *Resolver) standsForBoth(buses []profile.Owner, recv types.Type, pkg *types.Package) bool {
	sends, registers := false, false
	for _, bus := range buses {
		if bus.Pkg == pkg && standsFor(recv, bus.Typ) {
			for _, p := range r.profilesOf(bus) {
				s, l := p.Roles(bus)
				sends, registers = sends || s, registers || l
			}
		}
	}
	return sends && registers
}

// Likely returns the function that fn may be of what looks like a bus, and is none for
// certain; or nil. It may be of a package of the module itself, for which own holds, or another one.
func (r *Resolver) Likely(fn *types.Func, own func(*types.Package) bool) *profile.BusFunc {
	fn = fn.Origin()
	if fn.Pkg() == nil || r.proposals == nil && !MayBe(fn) {
		return nil
	}
	if slices.ContainsFunc(r.profiles, func(p *profile.Profile) bool {
		return !p.Configured && p.Path != "" && strings.HasPrefix(fn.Pkg().Path(), p.Path+"/")
	}) {
		return nil // what else a library has
	}
	if p := Of(r.profiles, fn.Pkg()); p != nil && (!p.BySignature() || p.IsBus(profile.Owner{Pkg: fn.Pkg(), Typ: gotypes.Receiver(fn)})) {
		return nil
	}
	if !own(fn.Pkg()) && (!proposable(fn.Pkg()) || isOfBytes(fn.Signature())) {
		return nil
	}
	recv := gotypes.Receiver(fn)
	if p := r.likely(fn.Pkg()); p != nil {
		if bf := p.Resolve(profile.Owner{Pkg: fn.Pkg(), Typ: recv}, fn.Name()); bf != nil {
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
	return takesOrReturns(sig, func(t types.Type) bool {
		if ch, ok := t.Underlying().(*types.Chan); ok {
			t = ch.Elem()
		}
		return carriesBytes(elem(t))
	})
}

// likelyBehind returns the function that may be called by an interface of a package which imports what looks like
// a bus; or nil.
func (r *Resolver) likelyBehind(fn *types.Func, face types.Type, own func(*types.Package) bool) *profile.BusFunc {
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
				return p.Resolve(profile.Owner{Pkg: dep, Typ: bus}, fn.Name())
			}
		}
	}
	return nil
}

func (r *Resolver) likely(pkg *types.Package) *profile.Profile {
	if r.proposals == nil {
		return r.Recognised(pkg).Likely
	}
	return r.proposals.of(pkg, r.bodies.Source, r.Recognised(pkg).Sure)
}

// recognise returns what fn is by the shape of its own package, or of a package that this
// imports; nil if it is nothing.
func (r *Resolver) recognise(fn *types.Func, pkg *types.Package, recv types.Type) *profile.BusFunc {
	if !MayBe(fn) && (r.bodies == nil || !r.bodies.Proves(pkg)) {
		return nil
	}
	if found := r.Recognised(pkg); found.Sure != nil {
		if bf := found.Sure.Resolve(profile.Owner{Pkg: pkg, Typ: recv}, fn.Name()); bf != nil {
			return bf
		}
	}
	if recv == nil {
		return nil
	}
	return r.implementing(fn, pkg, recv)
}

// implementing returns what fn is by a bus that is recognised in a package which its own imports.
func (r *Resolver) implementing(fn *types.Func, pkg *types.Package, recv types.Type) *profile.BusFunc {
	return r.standIn(r.importedBuses(pkg), fn, recv, false)
}

// importedBuses returns the types of the buses that are recognised in the packages that pkg imports
// itself.
func (r *Resolver) importedBuses(pkg *types.Package) []profile.Owner {
	buses, ok := r.imported[pkg]
	if ok {
		return buses
	}
	for _, dep := range pkg.Imports() {
		if p := Of(r.profiles, dep); (mayHaveBus(dep) || r.bodies != nil && r.bodies.Proves(dep)) && (p == nil || p.Configured || p.BySignature()) {
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
func (r *Resolver) reachableBuses(from *types.Package) []profile.Owner {
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
func (r *Resolver) SeesBus(pkg *types.Package, is func(*profile.Profile) bool) bool {
	for _, near := range append([]*types.Package{pkg}, pkg.Imports()...) {
		if p := r.ProfileOf(near); p != nil && is(p) {
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
func (r *Resolver) busesOf(pkg *types.Package) []profile.Owner {
	if r.ProfileOf(pkg) == nil {
		return nil
	}
	var buses []profile.Owner
	for tn := range gotypes.Declared(pkg) {
		if tn.IsAlias() {
			continue
		}
		named, ok := tn.Type().(*types.Named)
		bus := profile.Owner{Pkg: pkg, Typ: named}
		if ok && named.TypeParams().Len() == 0 && slices.ContainsFunc(r.profilesOf(bus), func(p *profile.Profile) bool { return p.IsBus(bus) }) {
			buses = append(buses, bus)
		}
	}
	return buses
}
