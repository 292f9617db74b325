package recognise

import (
	"crypto/sha256"
	"go/ast"
	"go/types"
	"slices"
	"strings"
	"sync"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/profile"
)

// Bodies tell what stands in the functions of packages.
type Bodies interface {
	// Proves reports whether bodies of a package may prove that it has a bus.
	Proves(pkg *types.Package) bool
	// Sum returns a hash of the files of a package, outside of tests.
	Sum(pkg *types.Package) [sha256.Size]byte
	// Source returns the syntax of a package, outside of tests; none if it cannot be read.
	Source(pkg *types.Package) Source
}

// Proofs remember what the bodies of packages prove. All that look at packages of a program share them.
type Proofs struct {
	mu     sync.Mutex
	byPath map[string][]*proof // the latest first
}

// A proof is what the files of a package prove.
type proof struct {
	sum    [sha256.Size]byte
	proven func() *profile.Profile
}

// versions is how many states of a package are remembered: it may have files for several systems, and
// somebody may be working on it.
const versions = 3

// of returns the functions of buses that the bodies of the package prove; nil if there are none.
func (p *Proofs) of(pkg *types.Package, bodies Bodies) *profile.Profile {
	if !bodies.Proves(pkg) || !MayProve(pkg, bodies.Proves) {
		return nil
	}
	return p.find(pkg.Path(), bodies.Sum(pkg), func() *profile.Profile { return prove(pkg, bodies.Source(pkg)) })()
}

func (p *Proofs) find(path string, sum [sha256.Size]byte, prove func() *profile.Profile) func() *profile.Profile {
	p.mu.Lock()
	defer p.mu.Unlock()
	all := p.byPath[path]
	if i := slices.IndexFunc(all, func(old *proof) bool { return old.sum == sum }); i >= 0 {
		return all[i].proven
	}
	made := &proof{sum, sync.OnceValue(prove)}
	if p.byPath == nil {
		p.byPath = map[string][]*proof{}
	}
	p.byPath[path] = append([]*proof{made}, all[:min(len(all), versions-1)]...)
	return made.proven
}

// MayProve reports whether declarations allow that a type of the package, or the package itself, keeps what one
// function is given, and has another one tell it. Packages for which own holds are of the module.
func MayProve(pkg *types.Package, own func(*types.Package) bool) bool {
	s := newShapes(pkg)
	if s.isElsewhere() {
		return false
	}
	heard := map[string]bool{}
	noteHeard(pkg, heard)
	sends, registers := s.mayPair(slices.Collect(gotypes.Functions(pkg)), heard)
	tells := sends
	for tn := range gotypes.Declared(pkg) {
		if sends && registers {
			return true
		}
		if named, ok := tn.Type().(*types.Named); ok && !tn.IsAlias() {
			sending, registering := s.mayPair(methodsOf(named), heard)
			registering = registering || sending && s.hasClients(named)
			if (sends || sending) && (registers || registering) || s.mayHavePending(named) {
				return true
			}
			tells = tells || sending
		}
	}
	return sends && registers || tells && s.mayTellOthers(own)
}

// mayPair reports whether one of the functions may tell what is kept, and whether one may keep it. Listeners have
// methods of the names heard.
func (s *shapes) mayPair(functions []*types.Func, heard map[string]bool) (sends, registers bool) {
	for _, fn := range functions {
		does := namesOf(fn)
		sends = sends || does&(sending|announcing) != 0 || heard[fn.Name()] || s.mayGive(fn)
		if does&registering != 0 && s.mayKeepAny(fn) {
			words := wordsOf(fn.Name())
			registers, sends = true, sends || namesListening(words) || streamed[words[0]] || takes(fn.Signature(), func(t types.Type) bool { return isChannel(t) || hasOnMethods(t) })
		}
	}
	return sends, registers
}

// noteHeard notes the names of the methods of the interfaces of the package that are called listeners.
func noteHeard(pkg *types.Package, heard map[string]bool) {
	for tn := range gotypes.Declared(pkg) {
		if !types.IsInterface(tn.Type()) || !hearers[endOf(wordsOf(tn.Name()))] {
			continue
		}
		for fn := range tn.Type().Underlying().(*types.Interface).Methods() {
			heard[fn.Name()] = true
		}
	}
}

// namesOf returns what a function may do by the verb of its name alone.
func namesOf(fn *types.Func) use {
	if makesOfHandlers(fn) {
		return registering
	}
	v, words := verbOf(fn.Name())
	switch {
	case opens(words), handsOut(fn, words), v.use == 0 && addsReceiver(fn, words),
		len(words) == 1 && handedOut[words[0]] && hearers[words[0]] && takes(fn.Signature(), gotypes.IsFunc):
		return registering | listening
	case runThem(wordsOf(fn.Name())) && hasHooks(fn):
		return sending
	case v.use == 0 && !(len(words) == 1 && reports[words[0]] && takes(fn.Signature(), isCalledMessage)): // ProcessEvent, but for the word that its parameter says
		return 0
	}
	return verbs[words[0]].use
}

// makesOfHandlers reports whether a function makes what is called a bus, or has handlers by the types of what they take: it
// registers those that it is given.
func makesOfHandlers(fn *types.Func) bool {
	sig := fn.Signature()
	if !strings.HasPrefix(fn.Name(), "New") || sig.Results().Len() == 0 {
		return false
	}
	return requestWords[endOf(nameWords(elem(sig.Results().At(0).Type())))] || takes(sig, func(t types.Type) bool {
		byType, ok := t.Underlying().(*types.Map)
		return ok && isReflected(byType.Key())
	})
}

// addsReceiver reports whether a function has a name of those words for what registers one who is told, whatever that is
// called: AddSink, AddOnPlay, AddPlayer(*Player), or AddClient(chan Event). What is called hooks may have any.
func addsReceiver(fn *types.Func, words []string) bool {
	return mayAddReceiver(words) && (receivers[last(words)] || people[last(words)] || words[1] == "on" || isPast(words) && takes(fn.Signature(), gotypes.IsFunc) || hasAny(ownerWords(fn), hookWords) || takes(fn.Signature(), func(t types.Type) bool {
		t = elem(t)
		return isChannel(t) || isSocket(t) || slices.Contains(nameWords(t), last(words)) && (newShapes(fn.Pkg()).queueOf(t) != nil || hasOnMethods(t))
	}))
}

// mayAddReceiver is addsReceiver for who knows the words alone.
func mayAddReceiver(words []string) bool {
	return len(words) > 1 && verbs[words[0]].use&registering != 0
}

// ownerWords returns the words of the name of the type that has a method, or of the package that has a function.
func ownerWords(fn *types.Func) []string {
	if recv := gotypes.Receiver(fn); recv != nil {
		return nameWords(recv)
	}
	return wordsOf(fn.Pkg().Name())
}

// prove returns the functions of buses that the source proves; nil if there are none.
func prove(pkg *types.Package, source Source) *profile.Profile {
	s := newShapes(pkg)
	surfaces, functions := s.surfaces()
	judged := s.judge(surfaces, functions)
	proven := s.proven(judged, source)
	p := s.profile(proven, sure)
	if s.flow == nil {
		return p
	}
	bus := map[method]bool{}
	for _, it := range slices.Concat(judged, proven) {
		for _, m := range it.members() {
			bus[method{m.typeName(), m.fn.Name()}] = bus[method{m.typeName(), m.fn.Name()}] || it.verdict == sure
		}
	}
	inner := s.flow.inner(bus)
	if p == nil && len(inner) > 0 {
		p = &profile.Profile{Name: pkg.Path(), Path: pkg.Path(), Recognised: true}
	}
	for m := range inner {
		p.Note(profile.Func{Recv: m.typ, Name: m.name, Role: kind.Publish, From: profile.FromNothing, Inner: true})
	}
	return p
}

// isOfListener reports whether a method is one of an interface, by which those are told who listen.
func (m *member) isOfListener() bool {
	recv := gotypes.Receiver(m.fn)
	return recv != nil && types.IsInterface(recv)
}

// proven returns what keeps what one function is given, and has another one tell it, where the verbs of both say so,
// and declarations do not: with the interfaces by which others have it.
func (s *shapes) proven(judged []*surface, source Source) []*surface {
	// Of a type that is known other methods are of the bus, too, but for those that use the known ones: these are followed.
	known := func(it *surface, m *member) bool {
		return slices.ContainsFunc(judged, func(bus *surface) bool {
			return bus.verdict == sure && bus.object() == it.object() &&
				(m.passes || bus.named != nil && m.typeName() != bus.named.Obj().Name() && !m.isOfListener() || slices.ContainsFunc(bus.members(), func(known *member) bool { return known.fn.Origin() == m.fn.Origin() }))
		})
	}
	generated := source.functions(ast.IsGenerated, nil)
	only := func(members []*member, is func(*member) bool) []*member {
		return slices.DeleteFunc(members, func(m *member) bool { return !is(m) || generated[method{m.typeName(), m.fn.Name()}] })
	}
	var told, found []*surface
	for _, it := range s.kept(source) {
		says := it.saysThatItRegisters
		if it.sends = only(it.sends, it.saysThatItSends); len(it.sends) == 0 {
			says = it.hears
		}
		it.regs = only(it.regs, says)
		if len(it.regs) == 0 && (len(it.sends) == 0 || !it.joined) {
			continue
		}
		told = append(told, it)
	}
	for _, it := range s.pending(source) {
		if it.sends = only(it.sends, it.saysThatItSends); len(it.sends) > 0 {
			told = append(told, it)
		}
	}
	taken := map[*types.Func]bool{} // by another store, or by what is known
	for _, it := range told {
		for _, it := range append(s.faces(it), it) {
			it.verdict, it.quiet = sure, true
			found = append(found, it)
			for _, m := range it.members() {
				taken[m.fn.Origin()] = taken[m.fn.Origin()] || known(it, m) // for whatever else it does
			}
		}
	}
	for _, it := range found {
		again := func(m *member) bool {
			before := taken[m.fn.Origin()]
			taken[m.fn.Origin()] = true
			return before
		}
		it.sends, it.regs = slices.DeleteFunc(it.sends, again), slices.DeleteFunc(it.regs, again)
	}
	return found
}

// saysThatItSends reports whether the name of a function that tells what is kept says so: it has the verb of an
// announcement, or that of a method of the listeners, or says whom it tells, or others can call it to send a message. What
// sends to channels that are handed out may have that of what keeps something.
func (s *surface) saysThatItSends(m *member) bool {
	does := namesOf(m.fn)
	return m.tells || s.isHeard(m) || does&announcing != 0 || m.recordsEvent() || s.handsOutTo(m) || does&sending != 0 && (s.sendsToClients(m) || hasAny(m.words[1:], told) || s.isOfHooks() && (len(m.words) == 1 || runThem(m.words)) || (hasAny(m.words[1:], eventWords) || m.words[0] == "dispatch" && len(m.words) == 1 && s.many && !wireTypes[last(s.words)]) && isCalledMessage(m.message) ||
		m.fn.Exported() && (m.words[0] == "dispatch" || isCalledMessage(m.message) || m.isOpen() && (hasAny(s.store, told) || slices.ContainsFunc(s.regs, func(reg *member) bool { return makesOfHandlers(reg.fn) }))))
}

// handsOutTo reports whether others call a function, by a verb for keeping something, whose type hands out a channel to
// each who listens.
func (s *surface) handsOutTo(m *member) bool {
	return (m.fn.Exported() && stores(m.words) || toAll[m.words[0]]) && len(s.regs) > 0 &&
		!slices.ContainsFunc(s.regs, func(reg *member) bool { return reg.handler != nil || reg.message == nil })
}

// recordsEvent reports whether a function is called after keeping an event: RegisterEvent(name, data).
func (m *member) recordsEvent() bool {
	return verbs[m.words[0]].use&recording != 0 && eventWords[last(m.words)]
}

// isOfHooks reports whether what is registered is called hooks.
func (s *surface) isOfHooks() bool {
	return slices.ContainsFunc(s.regs, func(reg *member) bool { return reg.fn != nil && hasHooks(reg.fn) })
}

// hasHooks reports whether a function is of a type, or a package, that is called hooks, or of a type that takes some.
func hasHooks(fn *types.Func) bool {
	named, ok := gotypes.Receiver(fn).(*types.Named)
	return hasAny(ownerWords(fn), hookWords) || hasAny(wordsOf(fn.Pkg().Name()), hookWords) || ok && slices.ContainsFunc(methodsOf(named), func(fn *types.Func) bool {
		return takes(fn.Signature(), func(t types.Type) bool { return hasAny(nameWords(elem(t)), hookWords) })
	})
}

// isHeard reports whether what is called a listener, and is registered, has a method of the name of a function.
func (s *surface) isHeard(m *member) bool {
	return slices.ContainsFunc(s.regs, func(reg *member) bool {
		return hearers[endOf(nameWords(reg.handler))] && anyMethod(reg.handler, func(fn *types.Func) bool {
			return fn.Name() == m.fn.Name() && sameParams(fn.Signature(), m.sig)
		})
	})
}

// hearers are words for those who are told what happens: their interfaces end in one, and so does the name of what adds
// them, whatever its verb.
var hearers = set("listener subscriber observer watcher notifier notifee projection projector")

// saysThatItRegisters reports whether the name of a function that keeps what is told says so. One that watches says
// it only where events are announced.
func (s *surface) saysThatItRegisters(m *member) bool {
	return namesOf(m.fn)&registering != 0 && (len(m.words) > 1 || m.words[0] != "watch" || slices.ContainsFunc(s.sends, func(send *member) bool { return namesOf(send.fn)&announcing != 0 || s.handsOutTo(send) }))
}

// told are words for those who are told.
var told = set("listeners handlers subscribers observers hooks callbacks watchers receivers sinks hook")
