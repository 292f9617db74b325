package recognise

import (
	"cmp"
	"go/types"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/module"
	"github.com/buslint/buslint/internal/profile"
)

// Recognised describes the buses that a package has, as far as its declarations show them.
type Recognised struct {
	// Sure describes the functions that are certainly of a bus; nil if there are none.
	Sure *profile.Profile
	// Likely describes functions that may be. They count only where a configuration
	// says so.
	Likely *profile.Profile
}

// Recognise looks for buses among the types and functions of pkg: for what keeps functions
// or handlers, and calls them when a message is sent. It goes by names and signatures, and
// by the fields of structs. These are the same for all who import pkg, so that all drivers
// recognise the same.
func Recognise(pkg *types.Package) Recognised {
	s := newShapes(pkg)
	if module.IsStandard(pkg.Path()) || isForeign(pkg.Path()) {
		return Recognised{}
	}
	surfaces, functions := s.surfaces()
	surfaces = s.judge(surfaces, functions)
	return Recognised{Sure: s.profile(surfaces, sure), Likely: s.profile(surfaces, likely)}
}

// surfaces returns what the package has that may be of a bus, and what of that are its functions.
func (s *shapes) surfaces() (surfaces []*surface, functions *surface) {
	functions = &surface{words: s.words}
	for _, name := range s.pkg.Scope().Names() {
		if name[0] == '_' {
			continue
		}
		switch obj := s.pkg.Scope().Lookup(name).(type) {
		case *types.Func:
			if obj.Exported() {
				s.add(functions, obj)
			}
		case *types.TypeName:
			if named, ok := obj.Type().(*types.Named); ok && !obj.IsAlias() {
				if surface := s.surfaceOf(named); surface != nil {
					surfaces = append(surfaces, surface)
				}
			}
		}
	}
	return append(surfaces, functions), functions
}

// MayBe reports whether fn by its name and signature may be a bus function: where no
// function is, there is no need to look at its package.
func MayBe(fn *types.Func) bool {
	s := newShapes(fn.Pkg())
	var found surface
	if fn.Signature().Recv() == nil {
		found.words = s.words
	}
	s.add(&found, fn)
	if params := fn.Signature().Params(); found.words != nil && found.empty() && params.Len() > 1 {
		s.buses = map[*types.TypeName]bool{origin(gotypes.Deref(params.At(0).Type())): true} // which it may turn out to be
		s.add(&found, fn)
	}
	return !found.empty() || len(found.relays)+len(found.faint)+len(found.bare) > 0 || found.narrow
}

// mayHaveBus reports whether pkg, or a type or function of it, is called as those of buses are.
func mayHaveBus(pkg *types.Package) bool {
	if module.IsStandard(pkg.Path()) {
		return false
	}
	return hasAny(wordsOf(pkg.Name()), busPackageWords) || slices.ContainsFunc(pkg.Scope().Names(), func(name string) bool {
		return strings.HasPrefix(name, "Publish") || strings.HasPrefix(name, "Dispatch") || strings.HasPrefix(name, "Subscri") ||
			slices.ContainsFunc(busSuffixes, func(suffix string) bool { return strings.HasSuffix(name, suffix) })
	})
}

// A verdict is how sure it is that something is a bus.
type verdict int

const (
	none verdict = iota
	likely
	sure
)

// A surface is a type, or all functions of a package, with what may send and register.
type surface struct {
	named   *types.Named // nil for the functions of the package
	words   []string     // of its name
	sends   []*member
	regs    []*member
	verdict verdict

	relays []*member // which may send what handlers take beside other things
	faint  []*member // which may send or register if types say the rest
	quiet  bool      // its name does not say that it is a bus
	tells  bool      // it tells what it keeps of events
	alone  bool      // nothing else says that it is a bus than who is heard
	heard  []*member // which register listeners that are taken away again, and those that tell them
	many   bool      // it keeps several handlers for a message
	narrow bool      // a method is called after saying what is heard
	bare   []*member // which listen to a name, and are told nothing else
	calls  bool      // something calls what it keeps, if its bodies show that
	all    bool      // something goes through all that it keeps, and calls it, if its bodies show that
	joined bool      // it has clients whom it tells, whoever adds them, if its bodies show that
	given  bool      // what it keeps is handed out to those who send, if its bodies show that
	store  []string  // words for where it keeps what it registers, if its bodies show that
}

func (s *surface) empty() bool { return len(s.sends)+len(s.regs) == 0 }

func (s *surface) members() []*member { return slices.Concat(s.sends, s.regs) }

// shapes looks at one package.
type shapes struct {
	pkg   *types.Package
	words []string
	buses map[*types.TypeName]bool // which are certain, once they are judged
	flow  *flow                    // through its bodies, once they are followed
}

func newShapes(pkg *types.Package) *shapes { return &shapes{pkg: pkg, words: wordsOf(pkg.Name())} }

// tellsOwn reports whether a package that is by its path of a transport, of a log or of a user interface keeps several whom
// it tells: clients who hear by something of their own, or functions that are called observers.
func (s *shapes) tellsOwn() bool {
	for tn := range gotypes.Declared(s.pkg) {
		if hasField(tn.Type(), func(field types.Type) bool {
			return (isList(field) || isChannel(field) || isContainer(gotypes.Deref(field))) && anyPart(field, 5, func(part types.Type) bool {
				ch, _ := part.Underlying().(*types.Chan)
				return ch != nil && part != field && !IsSignal(ch) || s.queueOf(part) != nil || gotypes.IsFunc(part) && hearers[endOf(nameWords(part))]
			}, func(types.Type) bool { return true })
		}) {
			return true
		}
	}
	return false
}

// isElsewhere reports whether a package is of the standard library, a transport or the like, in which nothing may be a
// bus but for what declarations make certain.
func (s *shapes) isElsewhere() bool {
	return module.IsStandard(s.pkg.Path()) || isForeign(s.pkg.Path()) || isForeignPlace(s.pkg.Path()) && !s.tellsOwn() || hasAny(s.words, ownCallers)
}

// surfaceOf returns what named has that may be of a bus; nil if it has nothing.
func (s *shapes) surfaceOf(named *types.Named) *surface {
	words := nameWords(named)
	found := &surface{named: named, words: words}
	if found.isForeign() || isConnection(named) {
		return nil
	}
	for _, fn := range slices.Concat(methodsOf(named), s.fromElsewhere(named, words)) {
		s.add(found, fn)
	}
	if s.settle(found); isForeignName(words) && !found.tells {
		return nil
	}
	if hears(named) {
		found.sends = nil
	} else if handlerNames[last(words)] { // it may register, but it is called with messages
		found.sends = slices.DeleteFunc(found.sends, func(m *member) bool { return handles[m.words[0]] })
	}
	if found.empty() || len(fieldsOf(named)) > 0 && found.hasNobody() || types.IsInterface(named) && tellsNobody(named) {
		return nil
	}
	return found
}

// sendsToChannels reports whether a method announces what its type keeps channels of, whoever adds these: a handler of
// HTTP requests may do that itself.
func (s *surface) sendsToChannels(m *member) bool {
	return s.named != nil && len(m.words) == 1 && m.verb.use&(sending|announcing) == sending|announcing && m.fn.Exported() &&
		isCalledMessage(m.message) && hasChannels(s.named, m.message)
}

// hasNobody reports whether a type registers nobody, and has no place for anybody, nor for what is sent later: an
// Emitter that has the path of a file, or a broker's client, tells nobody in the program.
func (s *surface) hasNobody() bool {
	return s.named != nil && len(s.regs)+len(s.bare) == 0 && tellsNobody(s.named) &&
		!slices.ContainsFunc(s.sends, func(m *member) bool { return m.verb.use&recording != 0 })
}

// tellsNobody reports whether a struct has nobody in it whom it may tell; or an interface is of such alone, as far as its
// package has anything that does something. Of a journal, what it keeps is told to nobody.
func tellsNobody(named *types.Named) bool {
	found := false
	face, ok := named.Underlying().(*types.Interface)
	if !ok {
		_, isStruct := named.Underlying().(*types.Struct)
		return isStruct && !hasField(named, func(t types.Type) bool {
			kept := isList(t) && isMessages(t) && isJournal(nameWords(named), named)
			t = elem(t)
			obj := origin(t)
			outside := obj != nil && obj.Pkg() != nil && isForeign(obj.Pkg().Path()) || last(nameWords(t)) == "logger"
			return !isFlag(t) && !outside && !kept && (!isOfStandard(t) || mayHold(t))
		})
	}
	for tn := range gotypes.Declared(named.Obj().Pkg()) {
		own, ok := tn.Type().(*types.Named)
		if !ok || len(fieldsOf(own)) == 0 || !implements(own, face) {
			continue // an alias, or what may do nothing
		}
		if found = tellsNobody(own); !found {
			return false
		}
	}
	return found
}

// settle leaves of the members of a type those that count: what is not exported, and what a type has
// that is called as no bus is, only where it tells those that the type keeps of events. Such a type
// may still collect events.
func (s *shapes) settle(it *surface) {
	s.addFaint(it)
	keeps := s.keeps(it)
	it.many = len(it.regs) > 0 && !slices.ContainsFunc(it.regs, func(m *member) bool { return !m.isChannel() && !s.keepsMany(it, m) })
	tells := map[*member]bool{}
	for _, m := range it.relays {
		switch {
		case keeps && s.passesOn(m, it.regs):
			it.sends = append(it.sends, m)
		case strength(it.words, s.words) == strong && queued(it) != nil && m.fn.Exported() && (m.verb.use&announcing != 0 || m.words[0] == "send"):
			m.holder, m.at, m.message = true, m.sig.Params().Len(), queued(it) // it makes the event
			it.sends = append(it.sends, m)
		}
	}
	it.heard = s.undone(it)
	for _, m := range it.heard {
		tells[m] = true
	}
	for _, send := range it.sends {
		if it.sendsToChannels(send) {
			tells[send], it.tells = true, true
			it.quiet = it.quiet || strength(it.words, s.words) == 0
		}
	}
	for _, send := range slices.Concat(it.sends, it.relays) {
		for _, reg := range it.regs {
			if keeps && send.message != nil && s.tellsEvents(it, send, reg) {
				tells[send], tells[reg], it.tells = true, true, true
			}
		}
	}
	for _, send := range it.relays {
		for _, reg := range it.bare {
			if key := send.keyAlone(); key != nil && types.Identical(key, reg.sig.Params().At(0).Type()) && !noBus[last(it.words)] {
				send.holder, send.at = true, send.sig.Params().Len()
				it.sends, it.regs, it.tells, it.quiet = appendNew(it.sends, send), appendNew(it.regs, reg), true, true
				tells[send], tells[reg] = true, true
			}
		}
	}
	unwanted := func(m *member) bool {
		if (m.fn.Exported() || s.isOfBus(m.fn) && !onlyOfBus(m.words)) && !noBus[last(it.words)] {
			return false
		}
		it.quiet = it.quiet || tells[m] && strength(it.words, s.words) == 0
		return !tells[m]
	}
	it.sends = slices.DeleteFunc(it.sends, func(m *member) bool { return m.verb.use&recording == 0 && unwanted(m) })
	it.regs = slices.DeleteFunc(it.regs, unwanted)
}

// addFaint adds the members with faint verbs where the one sends a message that functions take which
// the other registers, and which the type keeps: Push(Event) and AddHandler(func(Event)); or where the
// other hands out a channel of the events that the one publishes.
func (s *shapes) addFaint(it *surface) {
	var sends []*member
	regs := slices.Clone(it.regs)
	for _, m := range it.faint {
		if m.verb.use&(registering|recording) != 0 && s.registers(m) && (m.handler != nil || m.words[0] == "watch") {
			m.verb.use = m.verb.use&listening | registering
			regs = append(regs, m)
			continue
		}
		m.handler = nil
		switch {
		case !s.sends(m):
		case m.words[0] != "register":
			m.verb.use = m.verb.use&announcing | sending
			sends = append(sends, m)
		case len(it.sends) == 0 && strength(it.words, s.words) >= fair && gotypes.IsEmptyInterface(m.message) && eventWords[m.sig.Params().At(m.at).Name()]:
			m.verb.use = sending | announcing // what it is given is sent later
			it.sends = append(it.sends, m)
		}
	}
	for _, reg := range regs {
		for _, send := range slices.Concat(it.sends, sends) {
			if s.isFaintPair(it, send, reg) {
				it.sends, it.regs = appendNew(it.sends, send), appendNew(it.regs, reg)
			}
		}
	}
}

func (s *shapes) isFaintPair(it *surface, send, reg *member) bool {
	if s.isForeignMember(send) {
		return false
	}
	if reg.handler == nil {
		return reg.message != nil && isEvent(send) && types.Identical(send.message, reg.message) && send.verb.use&announcing != 0 && !vague[send.words[0]]
	}
	return endOf(nameWords(reg.handler)) != "hook" && send.sendsTo(reg) && (kindByWords(nameWords(send.message)) != kind.NoKind || isParam(send.message)) &&
		s.keepsOf(it, reg)
}

func isEvent(m *member) bool { return kindByWords(nameWords(m.message)) == kind.Event }

func appendNew(to []*member, m *member) []*member {
	if slices.Contains(to, m) {
		return to
	}
	return append(to, m)
}

// passesOn reports whether m takes what the handlers that one of the others registers take, beside
// names and flags, and notes the message.
func (s *shapes) passesOn(m *member, regs []*member) bool {
	relevant := func(sig *types.Signature) (found []types.Type, at int) {
		for i := range sig.Params().Len() {
			if t := sig.Params().At(i).Type(); !gotypes.IsContext(t) && !isFlag(t) {
				found, at = append(found, elem(t)), i
			}
		}
		return found, at
	}
	own, at := relevant(m.sig)
	for _, reg := range regs {
		if called := reg.called(); called != nil && reg.message != nil {
			if taken, _ := relevant(called); len(taken) > 0 && slices.EqualFunc(own, taken, types.Identical) {
				m.at, m.message = at, elem(m.sig.Params().At(at).Type())
				return true
			}
		}
	}
	return false
}

// tellsEvents reports whether send tells those whom reg registers of what is called an event; or of
// anything, and it is called so. What only one type listens to may make the event itself.
func (s *shapes) tellsEvents(it *surface, send, reg *member) bool {
	if send.verb.use&sending == 0 || s.isForeignMember(send) {
		return false
	}
	names := slices.Concat(send.words[1:], nameWords(send.message))
	if kindByWords(nameWords(send.message)) == kind.Event && reg.message != nil && kindByWords(nameWords(reg.message)) != kind.Event && !gotypes.IsEmptyInterface(reg.message) {
		return false // an event that others are told of
	}
	if (send.verb.use&announcing != 0 || send.words[0] == "send") && reg.verb.use&listening != 0 && kindByWords(names) == kind.Event ||
		!noBus[last(it.words)] && s.isPlainPair(send, reg) {
		return true
	}
	if !gotypes.IsEmptyInterface(send.message) || len(send.words) == 1 {
		names = slices.Concat(names, it.words, reg.words, nameWords(reg.handler))
	}
	return send.sendsTo(reg) && kindByWords(names) == kind.Event
}

// isBare reports whether a method listens to a name, and is told nothing else: On(name, func()), or Subscribe(name)
// <-chan struct{}.
func (m *member) isBare() bool {
	params, results := m.sig.Params(), m.sig.Results()
	if m.sig.Recv() == nil || len(m.words) != 1 || params.Len() == 0 || params.Len() > 2 || !isText(params.At(0).Type()) {
		return false
	}
	if params.Len() == 2 {
		sig, ok := params.At(1).Type().Underlying().(*types.Signature)
		return ok && takesNothing(sig)
	}
	if results.Len() == 0 {
		return false
	}
	ch, ok := results.At(0).Type().Underlying().(*types.Chan)
	return ok && IsSignal(ch)
}

// keyAlone returns the type of the name that is all what m announces; nil if it announces something else.
func (m *member) keyAlone() types.Type {
	var key types.Type
	for v := range m.sig.Params().Variables() {
		switch {
		case gotypes.IsContext(v.Type()):
		case key != nil || !isText(v.Type()):
			return nil
		default:
			key = v.Type()
		}
	}
	if len(m.words) != 1 || m.verb.use&announcing == 0 {
		return nil
	}
	return key
}

// methodsOf returns the methods that the type declares, or has from a type of its package
// that nobody else can name, and those of an interface.
func methodsOf(named *types.Named) []*types.Func {
	if iface, ok := named.Underlying().(*types.Interface); ok {
		return slices.Collect(iface.Methods())
	}
	named = ofItself(named)
	methods := slices.Collect(named.Methods())
	for _, field := range fieldsOf(named) {
		part, ok := gotypes.Deref(field.Type()).(*types.Named)
		if field.Embedded() && !field.Exported() && ok && part.Obj().Pkg() == named.Obj().Pkg() {
			methods = slices.AppendSeq(methods, part.Methods())
		}
	}
	return methods
}

// fromElsewhere returns the methods that what is called a bus has from a type of another package that it embeds, whatever
// that is called: type Bus struct{ *plugins.Manager }.
func (s *shapes) fromElsewhere(named *types.Named, words []string) []*types.Func {
	var methods []*types.Func
	for _, field := range fieldsOf(named) {
		part, ok := gotypes.Deref(field.Type()).(*types.Named)
		if ok && requestWords[endOf(words)] && field.Embedded() && part.Obj().Pkg() != s.pkg {
			methods = slices.AppendSeq(methods, part.Methods())
		}
	}
	return slices.DeleteFunc(methods, func(fn *types.Func) bool { return !fn.Exported() })
}

// ofItself returns the instance of a generic type with its own type parameters: those that
// its fields have, and not those of the receivers of its methods.
func ofItself(named *types.Named) *types.Named {
	if named.TypeParams().Len() == 0 || named.TypeArgs().Len() > 0 {
		return named
	}
	if inst, err := types.Instantiate(nil, named.Origin(), gotypes.TypeArgs(named), false); err == nil {
		return inst.(*types.Named)
	}
	return named
}

// add adds fn to the surface if it may send or register.
func (s *shapes) add(to *surface, fn *types.Func) {
	verb, words := verbIn(to.words, s.words, to.named != nil, to.named != nil && to.named.TypeParams().Len() > 0, fn.Name())
	if namesDefinition(words) && fn.Signature().TypeParams().Len() > 0 {
		verb.use = registering // for who is given the definitions
	}
	if verb.use == 0 {
		return
	}
	m := &member{fn: fn, verb: verb, words: words, sig: fn.Signature()}
	open := fn.Exported() || m.sig.Recv() != nil
	switch {
	case narrows(words): // what its type listens to: see addFilters
		to.narrow = true
	case verb.faint:
		to.faint = append(to.faint, m)
	case to.named != nil && strength(to.words, s.words) == strong && verb.use&registering != 0 && m.isBare():
		to.bare = append(to.bare, m)
	case verb.use&registering != 0 && open && s.registers(m):
		to.regs = append(to.regs, m)
	case verb.use&(sending|recording) != 0 && (open || verb.use&recording != 0) && s.sends(m):
		to.sends = append(to.sends, m)
	case verb.use&recording != 0 && open && s.registers(m): // CommandBus.Record(example, handler)
		m.verb.use = registering
		to.regs = append(to.regs, m)
	case verb.use&listening != 0 && m.isBare():
		to.bare = append(to.bare, m)
	case m.sig.Recv() != nil && (len(words) == 1 && words[0] == "register" || verb.use&registering != 0 && m.sig.Results().Len() > 0 && channelOf(m.sig.Results().At(0).Type(), s.pkg) != nil):
		to.faint = append(to.faint, m)
	case verb.use&sending != 0 && m.sig.Recv() != nil:
		to.relays = append(to.relays, m)
	}
}

// namesDefinition reports whether words name what makes of a handler what a bus is made with: NewRequestHandlerDefinition.
func namesDefinition(words []string) bool {
	return len(words) > 2 && words[0] == "new" && (last(words) == "definition" || last(words) == "registration") && handlerNames[words[len(words)-2]]
}

// verbIn returns what a function of that name may do, and its words, as a method of a type with
// a name of the words typ; or if it is not of a named type, as a function of a package of these
// words, or of anything if there are none. A method that is just called Add may register if its
// type is called a bus, or what subscribes, or is for messages of any one type.
func verbIn(typ, pkg []string, named, generic bool, name string) (verb, []string) {
	if name == "Add" && !named && kindByWords(typ) == kind.Event {
		name = "AddEvent" // events.Add adds one
	}
	v, words := verbOf(name)
	if typ != nil && len(words) == 1 && words[0] == "add" {
		v.faint = !(named && (subscriptionWords[last(typ)] || strength(typ, pkg) >= fair || generic))
	}
	if typ != nil && onlyOfBus(words) {
		v.faint = !(named && strength(typ, pkg) == strong)
	}
	return v, words
}

// isOfBus reports whether the type that has the method is called a bus, or what sends messages of
// a kind: its package may use it alone, and hide its methods.
func (s *shapes) isOfBus(fn *types.Func) bool {
	obj := origin(gotypes.Receiver(fn))
	return obj != nil && strength(wordsOf(obj.Name()), s.words) == strong
}

// strength returns how much the name of a surface says that it is a bus: that of its type, or
// those of the types that its functions take as one.
func (s *shapes) strength(it *surface) int {
	found := strength(it.words, s.words)
	if it.named == nil {
		found = 0
		for _, m := range it.members() {
			if obj := origin(elem(m.of)); obj != nil {
				found = max(found, strength(wordsOf(obj.Name()), s.words))
			}
		}
	}
	return found
}

// judge gives each of the surfaces its verdict, and returns them with those of interfaces by which others have
// what turned out to be a bus.
func (s *shapes) judge(surfaces []*surface, functions *surface) []*surface {
	for _, it := range surfaces {
		it.verdict = s.verdictOf(it, functions)
		// What else it is given is its own, such as the events of a state machine, or modules that
		// it registers.
		it.sends = slices.DeleteFunc(it.sends, func(m *member) bool {
			return s.worksBeside(it, m) || m.verb.use&sending == 0 && !s.isRecord(it, m) && (!m.isOpen() || s.strength(it) == 0 && !s.records(it))
		})
	}
	// What stands for a bus is one, and so is what registers for one, or sends for it.
	for range 2 {
		for _, it := range surfaces {
			if it.verdict < sure && slices.ContainsFunc(surfaces, func(bus *surface) bool {
				return bus.verdict == sure && (!bus.alone && (s.standFor(it, bus) || complements(it, bus)) || bus.hasAll(it))
			}) {
				it.verdict = sure
			}
			if it.verdict < sure && it.named != nil {
				it.replaces(surfaces)
			}
		}
	}
	surfaces = s.addFaces(surfaces)
	s.addTakers(surfaces, functions)
	if functions.verdict < sure {
		s.delegate(functions, surfaces)
	}
	// An option registers where what it is for is a bus.
	functions.regs = slices.DeleteFunc(functions.regs, func(m *member) bool {
		return m.words[0] == "with" && !slices.ContainsFunc(surfaces, func(it *surface) bool {
			return it.verdict == sure && it.named != nil && mentions(m.sig, it.named.Obj(), 3)
		})
	})
	for _, it := range surfaces {
		if it.verdict == sure && it.named != nil && s.strength(it) == strong {
			s.addTold(it)
		}
		if it.verdict == sure {
			s.addFilters(it)
			it.addVariants()
		}
	}
	made := s.constructors(func(_ *member, of *types.TypeName) bool { return onlyMade(surfaces, of) })
	for fn := range gotypes.Functions(s.pkg) {
		if m := s.makesHandler(fn); m != nil {
			made.regs = append(made.regs, m)
		}
	}
	made.verdict, made.quiet = sure, true
	return append(surfaces, made)
}

// makesHandler returns a function as one that registers, if it makes of a function for messages of one type a handler that a
// bus asks for an example of these: NewEventHandler(name, func(*E) error), where the handler has NewEvent() any; nil if not.
func (s *shapes) makesHandler(fn *types.Func) *member {
	m := &member{fn: fn, sig: fn.Signature(), words: wordsOf(fn.Name()), verb: verb{use: registering}}
	if m.words[0] != "new" || !fn.Exported() || m.sig.Results().Len() == 0 || !s.registers(m) || !isParam(m.message) {
		return nil
	}
	asked := anyMethod(m.sig.Results().At(0).Type(), func(fn *types.Func) bool {
		words := wordsOf(fn.Name())
		return words[0] == "new" && hasAny(words[1:], kindWordSet) && fn.Signature().Params().Len() == 0
	})
	if m.key = 0; !asked {
		return nil
	}
	return m
}

// onlyMade reports whether a type certainly sends, and has no function to register what it sends to: that is given to what makes
// it.
func onlyMade(surfaces []*surface, of *types.TypeName) bool {
	sends := false
	for _, it := range surfaces {
		if it.verdict == sure && it.object() == of {
			if len(it.regs) > 0 {
				return false
			}
			sends = sends || len(it.sends) > 0
		}
	}
	return sends
}

// addFaces adds the interfaces that send and register, of what is a bus, which are called as none is, such as Handler,
// and those that have nothing else.
func (s *shapes) addFaces(surfaces []*surface) []*surface {
	for _, it := range surfaces {
		if it.verdict < sure {
			continue
		}
		for _, face := range s.faces(it) {
			whole := len(face.members()) == len(methodsOf(face.named))
			if (whole || len(face.sends) > 0 && len(face.regs) > 0) && len(face.members()) > 0 && !slices.ContainsFunc(surfaces, func(it *surface) bool { return it.object() == face.object() }) {
				face.verdict, face.quiet = sure, it.quiet
				surfaces = append(surfaces, face)
			}
		}
	}
	return surfaces
}

// addTakers adds the functions that take what turned out to be a bus, whatever that is called: Trigger(h Handler,
// event T).
func (s *shapes) addTakers(surfaces []*surface, functions *surface) {
	s.buses = map[*types.TypeName]bool{}
	for _, it := range surfaces {
		s.buses[it.object()] = it.verdict == sure
	}
	for fn := range gotypes.Functions(s.pkg) {
		if !fn.Exported() {
			continue
		}
		found := &surface{words: s.words}
		if s.add(found, fn); slices.ContainsFunc(found.members(), func(m *member) bool { return m.of != nil && s.buses[origin(elem(m.of))] }) {
			known := func(m *member) bool { return m.fn == fn }
			functions.sends = append(slices.DeleteFunc(functions.sends, known), found.sends...)
			functions.regs = append(slices.DeleteFunc(functions.regs, known), found.regs...)
		}
	}
}

// delegate leaves of the functions those that do for a bus of the package what its methods of the same names
// and signatures do, as Publish(event) does for a default bus, or what those do that send or register, for
// messages of one type; if there are any, they are sure.
func (s *shapes) delegate(functions *surface, surfaces []*surface) {
	delegates := map[*member]bool{}
	for _, it := range surfaces {
		for _, n := range it.members() {
			for _, m := range functions.members() {
				same := n.fn.Name() == m.fn.Name() && types.Identical(n.sig.Params(), m.sig.Params())
				takes := m.of != nil && origin(elem(m.of)) == it.object() && slices.Contains(it.sends, n) == slices.Contains(functions.sends, m) && isParam(m.message)
				if it.verdict == sure && it.named != nil && it.named.TypeParams().Len() == 0 && (same || takes) {
					delegates[m], m.of, functions.quiet = true, it.named, functions.quiet || it.quiet
				}
			}
		}
	}
	if len(delegates) == 0 {
		return
	}
	other := func(m *member) bool { return !delegates[m] }
	functions.sends, functions.regs = slices.DeleteFunc(functions.sends, other), slices.DeleteFunc(functions.regs, other)
	functions.verdict = sure
}

// addTold adds to what is called a bus the methods that are called after what has happened, or after
// events, and are only told names and what a map holds, as PublishOrderPaid(id string) beside
// PublishOrderPlaced(order).
func (s *shapes) addTold(it *surface) {
	for _, fn := range methodsOf(it.named) {
		m := &member{fn: fn, sig: fn.Signature(), holder: true}
		m.verb, m.words = verbOf(fn.Name())
		named := !takes(m.sig, func(t types.Type) bool { return !gotypes.IsContext(t) && !isText(t) && !isMap(t) })
		if fn.Exported() && named && m.sig.Params().Len() > 1 && len(m.words) > 1 && (isPast(m.words) || eventWords[last(m.words)]) && m.verb.use&announcing != 0 && m.verb.use&recording == 0 {
			it.sends = append(it.sends, m)
		}
	}
}

// addVariants adds the methods that do what another one does, with something besides: PublishInTx(ctx, tx, event) beside
// Publish(ctx, event). Their names start with that of the other, and they take all that it takes.
func (s *surface) addVariants() {
	if s.named == nil {
		return
	}
	known := s.members()
	vary := func(members []*member) []*member {
		for _, fn := range methodsOf(s.named) {
			for _, m := range slices.Clone(members) {
				if rest, ok := strings.CutPrefix(fn.Name(), m.fn.Name()); ok && rest != "" && isUpper(rest[0]) && fn.Exported() && !slices.ContainsFunc(known, func(m *member) bool { return m.fn == fn }) {
					if variant := m.variant(fn); variant != nil {
						members, known = append(members, variant), append(known, variant)
					}
				}
			}
		}
		return members
	}
	s.sends, s.regs = vary(s.sends), vary(s.regs)
}

// variant returns the function as one that does what m does: it takes all that m takes, in that order, but for a context; nil if it
// does not.
func (m *member) variant(fn *types.Func) *member {
	variant, params, next := *m, fn.Signature().Params(), 0
	variant.fn, variant.sig, variant.words = fn, fn.Signature(), wordsOf(fn.Name())
	for i := range m.sig.Params().Len() {
		t := m.sig.Params().At(i).Type()
		if gotypes.IsContext(t) {
			continue
		}
		for next < params.Len() && !types.Identical(params.At(next).Type(), t) {
			next++
		}
		if next == params.Len() {
			return nil
		}
		if i == m.at {
			variant.at = next
		}
		if i == m.key-1 {
			variant.key = next + 1
		}
		next++
	}
	if next == 0 || m.message == nil && m.handler == nil || m.sig.Variadic() != variant.sig.Variadic() || sayTo(variant.sig, variant.at) {
		return nil
	}
	return &variant
}

// addFilters adds to what hands out subscriptions the methods of these that are given examples of what they hear, or a
// function for what they have heard: Subscribe(name) and AddFilter(&OrderPlaced{}), or Handle(func(Event)).
func (s *shapes) addFilters(it *surface) {
	for _, reg := range it.regs {
		if reg.sig.Results().Len() == 0 {
			continue
		}
		of, ok := gotypes.Deref(reg.sig.Results().At(0).Type()).(*types.Named)
		if !ok || of.Obj().Pkg() != s.pkg || it.named != nil && of.Obj() == it.object() {
			continue
		}
		for _, fn := range methodsOf(of) {
			m := &member{fn: fn, sig: fn.Signature(), words: wordsOf(fn.Name()), verb: verb{use: registering | listening}, recv: of.Obj().Name()}
			m.example = narrows(m.words) && m.sig.Params().Len() > 0 && gotypes.IsEmptyInterface(elem(m.sig.Params().At(0).Type()))
			known := slices.ContainsFunc(it.regs, func(reg *member) bool { return reg.fn == fn })
			if fn.Exported() && !known && (m.example || s.registers(m) && gotypes.IsFunc(m.handler) && answersNothing(m.called()) && slices.ContainsFunc(it.sends, func(send *member) bool { return isEvent(send) && send.sendsTo(m) })) {
				it.regs = append(it.regs, m)
			}
		}
	}
}

// replaces makes a type a bus that embeds one, and leaves of its members those that it has in place of that one's.
func (s *surface) replaces(surfaces []*surface) {
	for _, bus := range surfaces {
		if bus.verdict < sure || bus.named == nil || !embeds(s.named, bus.named.Obj(), 3) {
			continue
		}
		other := func(m *member) bool { return len(withMethod(bus.members(), m.fn)) == 0 }
		if slices.ContainsFunc(s.members(), func(m *member) bool { return !other(m) }) {
			s.sends, s.regs = slices.DeleteFunc(s.sends, other), slices.DeleteFunc(s.regs, other)
			s.verdict, s.quiet, s.many = sure, bus.quiet, bus.many
			return
		}
	}
}

// embeds reports whether a struct embeds the type, by itself or in what it embeds, that deep.
func embeds(named *types.Named, of *types.TypeName, deep int) bool {
	return deep > 0 && slices.ContainsFunc(fieldsOf(named), func(field *types.Var) bool {
		part, ok := gotypes.Deref(field.Type()).(*types.Named)
		return ok && field.Embedded() && (part.Origin().Obj() == of || embeds(part, of, deep-1))
	})
}

func (s *shapes) standFor(it, bus *surface) bool {
	return it.named != nil && bus.named != nil && it.named.TypeParams().Len() == 0 && bus.named.TypeParams().Len() == 0 &&
		standsFor(it.named, bus.named) && slices.ContainsFunc(it.members(), func(m *member) bool { return len(withMethod(bus.members(), m.fn)) > 0 })
}

// worksBeside reports whether a method of what is hardly called a bus works with what it is given: it announces nothing, and
// none of those takes that who are registered there, or nobody is and an aggregate decides itself.
func (s *shapes) worksBeside(it *surface, m *member) bool {
	if it.named == nil || s.strength(it) >= fair || m.verb.use&(announcing|recording) != 0 || m.message == nil {
		return false
	}
	if len(it.regs) == 0 {
		return s.records(it)
	}
	return !(m.isOpen() && (gotypes.IsEmptyInterface(m.message) || isCalledMessage(m.message) || isParam(m.message))) &&
		!slices.ContainsFunc(it.regs, func(reg *member) bool {
			return reg.handler == nil || gotypes.IsEmptyInterface(reg.handler) || reg.isOpen() || reg.isOf(m.message)
		})
}

// hasAll reports whether the interface it has only methods that the bus has, too. Those of
// generic types are compared by their names.
func (s *surface) hasAll(it *surface) bool {
	if it.named == nil || s.named == nil || !types.IsInterface(it.named) || it.named.TypeParams().Len() != s.named.TypeParams().Len() {
		return false
	}
	return !slices.ContainsFunc(it.members(), func(m *member) bool {
		return !slices.ContainsFunc(s.members(), func(n *member) bool { return n.fn.Name() == m.fn.Name() && n.at == m.at })
	})
}

// complements reports whether the one only registers what the other, which only sends,
// calls, or the reverse, or are functions that only register for the other.
func complements(it, bus *surface) bool {
	switch {
	case len(it.sends) == 0 && len(it.regs) > 0:
		ofSubscriber := it.named != nil && types.IsInterface(it.named) && hasAny(it.words, subscriptionWords)
		return (len(bus.regs) == 0 || ofSubscriber) && sameMessages(bus.sends, it.regs) && slices.ContainsFunc(it.regs, namesHandler) || it.named == nil && bus.named != nil &&
			!slices.ContainsFunc(it.regs, func(m *member) bool { return m.of == nil || origin(elem(m.of)) != bus.named.Obj() })
	case len(it.regs) == 0 && it.named == nil:
		return slices.ContainsFunc(it.sends, func(m *member) bool { return m.of != nil })
	}
	return false
}

// namesHandler reports whether the name of a function says what it registers.
func namesHandler(m *member) bool {
	return m.verb.use&listening != 0 || len(m.words) == 1 || hasAny(m.words[1:], handlerNames) || hasAny(m.words[1:], kindWordSet)
}

// undone returns the members that register listeners which another one takes away again, and those that tell these:
// AddObserver(Observer), RemoveObserver(Observer) and NotifyPaid(id); or Subscribe() (<-chan Event, func()).
func (s *shapes) undone(it *surface) []*member {
	found := append(s.fansOut(it), s.subscribes(it)...)
	for _, reg := range slices.Concat(it.regs, it.faint) {
		known := slices.Contains(it.regs, reg)
		if it.named != nil && (wireTypes[last(it.words)] || parses[last(it.words)] || leaving[it.words[0]]) || !known && !(reg.words[0] == "watch" && s.registers(reg)) || !s.isUndone(it, reg) {
			continue
		}
		if !known {
			it.regs = append(it.regs, reg)
		}
		found = append(found, reg)
		for _, send := range slices.Concat(it.sends, it.relays) {
			added := send.verb.use&recording != 0
			if added && !(strength(it.words, s.words) > 0 && isEvent(send) && types.Identical(send.message, reg.message)) {
				continue // it keeps something, which need not be told
			}
			if added || send.verb.use&announcing != 0 && (s.fires(send, reg) || send.message != nil && (send.sendsTo(reg) || !vague[send.words[0]] && gotypes.IsEmptyInterface(send.message))) {
				send.verb.use |= sending
				it.sends, found = appendNew(it.sends, send), appendNew(found, send)
				if send.message == nil {
					send.holder, send.at = true, send.sig.Params().Len()
				}
			}
		}
	}
	return found
}

// subscribes returns the methods of a subscriber that has its handler and its bus in fields, and is only told the
// topics: Subscribe(topics...).
func (s *shapes) subscribes(it *surface) []*member {
	if it.named == nil || !subscriptionWords[last(it.words)] {
		return nil
	}
	hears, asks := false, false
	for _, field := range fieldsOf(it.named) {
		t, name := field.Type(), field.Name()
		_, _, handles := s.handler(t, name)
		isBus := strength(nameWords(elem(t)), s.words) > weak
		hears, asks = hears || handles || !isBus && handlerNames[last(wordsOf(name))], asks || isBus
	}
	var found []*member
	for _, fn := range methodsOf(it.named) {
		m := it.memberOf(fn)
		topics := m.sig.Params().Len() > 0 && !takes(m.sig, func(t types.Type) bool { return !isText(elem(t)) })
		if hears && asks && topics && m.fn.Exported() && m.words[0] == "subscribe" {
			m.handler, m.verb.use = nil, registering|listening
			it.regs, found = appendNew(it.regs, m), append(found, m)
		}
	}
	return found
}

// parses are last words of types that tell listeners what they read, as it comes.
var parses = set("parser lexer scanner tokenizer recognizer interpreter walker")

// isUndone reports whether reg registers what listens, as another method says that takes it away again, or a
// result that does.
func (s *shapes) isUndone(it *surface, reg *member) bool {
	called, words := endOf(nameWords(reg.handler)), reg.words
	if isParam(reg.handler) && it.named != nil && told[last(it.words)] && s.keepsOf(it, reg) {
		return true // a list of functions, of whatever type
	}
	sure := isCalledMessage(reg.message) || isParam(reg.message)
	switch {
	case isForeignName(words[1:]) || reg.message != nil && carriesBytes(reg.message) && !reg.isChannel() && (reg.handler == nil || !types.IsInterface(reg.handler)):
		return false
	case reg.handler == nil:
		if !sure && words[0] != "subscribe" && !gotypes.IsEmptyInterface(cmp.Or[types.Type](reg.message, types.Typ[types.Bool])) {
			return false
		}
	case reg.isChannel():
		sure = sure || words[0] == "subscribe" || hasAny(words, eventWords)
	case types.IsInterface(reg.handler):
		sure = called != "hook" && listenerNames[called] && !isParam(reg.handler) && !isForeignName(s.words) && !runsOnly(reg.handler)
	default:
		sure = sure && reg.verb.use&listening != 0
	}
	if reg.handler != nil && !sure {
		return false
	}
	if reg.verb.use&listening != 0 && slices.ContainsFunc(slices.Collect(reg.sig.Results().Variables()), isUndo) {
		return true
	}
	if words[0] == "subscribe" && gotypes.CtxParam(reg.sig) >= 0 && (reg.isChannel() || reg.handler == nil && sure) {
		return it.named != nil && !wireTypes[last(it.words)] && mayKeepChannels(it.named) // until the context ends
	}
	if reg.handler == nil || it.named == nil {
		return false
	}
	// Those on a network, who serve, are no listeners.
	return types.IsInterface(reg.handler) && s.keepsOf(it, reg) && !servesNet(reg.handler) || slices.ContainsFunc(methodsOf(it.named), func(fn *types.Func) bool {
		words := wordsOf(fn.Name())
		byName := reg.isChannel() && reg.key > 0 && fn.Signature().Params().Len() == 1 && types.Identical(fn.Signature().Params().At(0).Type(), reg.sig.Params().At(reg.key-1).Type())
		return leaving[words[0]] && (byName || types.Identical(fn.Signature().Params(), reg.sig.Params())) && (len(reg.words) == 1 || last(words) == last(reg.words))
	})
}

// runsOnly reports whether an interface is of what is opened and closed, or accepts who calls: it listens on a network.
func runsOnly(t types.Type) bool {
	return !gotypes.IsEmptyInterface(t) && !anyMethod(t, func(fn *types.Func) bool {
		return fn.Signature().Params().Len() > 0 && !lifecycle[wordsOf(fn.Name())[0]]
	}) || servesNet(t)
}

// servesNet reports whether an interface has a method of what listens on a network.
func servesNet(t types.Type) bool {
	return anyMethod(t, func(fn *types.Func) bool {
		return fn.Name() == "Serve" || fn.Name() == "Accept" && fn.Signature().Results().Len() > 0
	})
}

// lifecycle are first words of methods by which something is started and stopped.
var lifecycle = set("open close serve start stop shutdown init listen run name addr address")

// mayKeepChannels reports whether a type may have channels in it, as far as fields say that. A client that has a
// connection has none: what comes by that goes to who asked.
func mayKeepChannels(named *types.Named) bool {
	return types.IsInterface(named) || anyPart(named, 7, func(t types.Type) bool {
		return isContainer(t) || isChannel(t) || gotypes.IsEmptyInterface(t) || isParam(t)
	}, func(types.Type) bool { return true })
}

// isUndo reports whether a result is a function that takes away what was registered.
func isUndo(result *types.Var) bool {
	fn, ok := result.Type().Underlying().(*types.Signature)
	return ok && fn.Params().Len() == 0
}

// isOfPackage reports whether the name of the package may say what m sends: messages of any type, or of one that the
// package declares, or that is called a message. A package of commands may publish what is none.
func (s *shapes) isOfPackage(m *member) bool {
	obj := origin(m.message)
	return m.isOpen() && (obj == nil || obj.Pkg() == nil || obj.Pkg() == s.pkg || gotypes.IsEmptyInterface(m.message) || isCalledMessage(m.message) || kindByWords(m.words) != kind.NoKind)
}

// mentions reports whether t is, points to, takes or returns the type.
func mentions(t types.Type, obj *types.TypeName, depth int) bool {
	t = elem(t)
	if named, ok := t.(*types.Named); ok && named.Origin().Obj() == obj {
		return true
	}
	sig, ok := t.Underlying().(*types.Signature)
	if !ok || depth == 0 {
		return false
	}
	return takesOrReturns(sig, func(t types.Type) bool { return mentions(t, obj, depth-1) })
}

// isPlainPair reports whether names that say nothing else are those of a bus: send announces what functions
// that reg registers take, as Fire(Started) and On(func(Started)), or what arrives at the channels that the
// package keeps; or anything beside a name, as Publish(name, data any) and On(name, func(data any)).
func (s *shapes) isPlainPair(send, reg *member) bool {
	if send.message == nil || send.verb.use&announcing == 0 || vague[send.words[0]] || reg.verb.use&listening == 0 && !hasAny(reg.words[1:], handlerNames) {
		return false
	}
	short := len(send.words) == 1 && len(reg.words) == 1
	switch {
	case short && reg.handler == nil && reg.words[0] == "watch":
		return s.isFaintPair(nil, send, reg)
	case short && reg.handler == nil && reg.sig.Results().Len() > 0 && (reg.message == nil || types.Identical(send.message, reg.message)) && send.words[0] == "publish" && reg.words[0] == "subscribe":
		return !s.isForeignMember(send) || s.keepsChannels(send.message)
	case short && reg.message != nil && types.Identical(send.message, reg.message) && s.keepsChannels(send.message):
		return true
	case s.isForeignMember(send):
		return false
	case short && reg.called() != nil && send.sendsTo(reg):
		return true
	case short && reg.handler != nil && gotypes.IsEmptyInterface(reg.handler) && gotypes.IsEmptyInterface(send.message):
		return kindByWords(nameWords(gotypes.Receiver(send.fn))) == kind.Event || kindByWords(s.words) == kind.Event
	}
	named := func(m *member) bool { return m.topic && m.message != nil }
	return named(send) && gotypes.IsEmptyInterface(send.message) && named(reg) && reg.handler != nil &&
		(gotypes.IsEmptyInterface(reg.message) || kindByWords(nameWords(reg.message)) == kind.Event) // which the bus makes
}

// sendsByKind reports whether a method that is called after events sends any, as
// PublishEvent(ctx, event any) does, whatever its type is called.
func sendsByKind(sends []*member) bool {
	return slices.ContainsFunc(sends, func(m *member) bool {
		return m.verb.use&announcing != 0 && m.isOpen() && !m.topic && kindByWords(m.words) == kind.Event
	})
}

// ofEvents reports whether a method that is called after events sends any, and one of that kind
// listens: FireEvent(name, data any) and AddListenerForEvent(name, callback). The verbs of
// functions of a package may say less: SendEvent and RegisterEvent.
func ofEvents(functions bool, sends, regs []*member) bool {
	return slices.ContainsFunc(sends, func(m *member) bool {
		return (functions || m.verb.use&announcing != 0) && m.isOpen() && kindByWords(m.words) == kind.Event
	}) && slices.ContainsFunc(regs, func(m *member) bool {
		return (functions || m.verb.use&listening != 0) && m.handler != nil && kindByWords(m.words) == kind.Event
	})
}

// sendsOneForAll reports whether one struct is sent for all events or messages, to those who
// subscribed.
func sendsOneForAll(sends, regs []*member) bool {
	return all(regs, listening) && slices.ContainsFunc(sends, func(m *member) bool {
		return m.verb.use&announcing != 0 && envelopeWords[last(nameWords(m.message))]
	})
}

// records reports whether the surface collects events that are published later, as an
// aggregate does.
func (s *shapes) records(it *surface) bool {
	return slices.ContainsFunc(it.sends, func(m *member) bool { return s.isRecord(it, m) })
}

// isRecord reports whether m collects events. An interface with a method that is just called Apply
// is for who replays them, and so is a struct of plain values.
func (s *shapes) isRecord(it *surface, m *member) bool {
	aggregate := (it.named != nil && isAggregate(it.words) || it.named == nil && m.about) && !hasAny(it.words, optionWords)
	if m.verb.use&recording == 0 && !(aggregate && m.verb.use&announcing != 0) ||
		m.fn.Name() == "Apply" && (it.named != nil && !mayKeep(it.named, 3) || !aggregate && gotypes.CtxParam(m.sig) >= 0) || runs(m.message) || isJournal(it.words, it.named) || noEvents[strings.TrimSuffix(endOf(it.words), "s")] ||
		m.words[0] == "register" && it.named == nil && !m.about { // it says to a decoder which there are
		return false
	}
	if m.words[0] == "apply" && !aggregate && !m.sig.Variadic() && isList(m.sig.Params().At(m.at).Type()) {
		return false // it looks at what happened
	}
	tracks := tracks[m.words[0]] && appliesOwn(m.words[1:]) && it.collects(m.message)
	if !m.isOpen() { // one struct for all events
		return (aggregate || tracks) && hasAny(nameWords(m.message), eventWords) || tracks && hasAny(m.words[1:], eventWords)
	}
	return kindByWords(nameWords(m.message)) == kind.Event && !m.topic ||
		gotypes.IsEmptyInterface(m.message) && m.sig.Params().Len() == 1 && (hasAny(m.words[1:], eventWords) || tracks) ||
		aggregate && (gotypes.IsEmptyInterface(m.message) && !m.topic || hasAny(m.words, eventWords))
}

// collects reports whether a type has a slice of the messages, which is called after events that are not published yet.
func (s *surface) collects(message types.Type) bool {
	return s.named != nil && slices.ContainsFunc(fieldsOf(s.named), func(field *types.Var) bool {
		slice, ok := field.Type().Underlying().(*types.Slice)
		return ok && (hasAny(wordsOf(field.Name()), waitingWords) || field.Name() == "changes" && !gotypes.IsEmptyInterface(message)) && types.Identical(slice.Elem(), message)
	})
}

// runs reports whether t is an interface of what runs, is said when to, or writes itself to a log, rather than
// tells what has happened to those who listen.
func runs(t types.Type) bool {
	return t != nil && anyMethod(t, func(fn *types.Func) bool {
		results := fn.Signature().Results()
		writes := takes(fn.Signature(), func(t types.Type) bool { return writerWords[last(nameWords(elem(t)))] })
		return fn.Name() == "Run" || fn.Name() == "Execute" || writes || results.Len() == 1 && types.Identical(results.At(0).Type(), t)
	})
}

// keepsMany reports whether a type has a field for several of what m registers, or several for a name.
func (s *shapes) keepsMany(it *surface, m *member) bool {
	if it.named == nil || m.handler == nil {
		return false
	}
	return hasField(it.named, func(t types.Type) bool {
		if u, ok := t.Underlying().(*types.Map); ok {
			t = u.Elem()
		}
		_, isSlice := t.Underlying().(*types.Slice)
		return isSlice && s.holds(t, m.handler, 4)
	})
}

// keeps reports whether a type is a struct with a field for what its methods register, a map or a slice,
// or is such itself.
func (s *shapes) keeps(it *surface) bool {
	return slices.ContainsFunc(it.regs, func(reg *member) bool { return s.keepsOf(it, reg) })
}

// keepsOf is keeps for what one of them registers.
func (s *shapes) keepsOf(it *surface, reg *member) bool {
	kept := func(t types.Type) bool { return s.holds(t, reg.handler, 4) }
	return it.named != nil && reg.handler != nil && (kept(it.named.Underlying()) || hasField(it.named, kept))
}

// queued returns the message for which a type has a channel in a field, into which it puts what it is given, as
// Bus.Send(text) does; nil if there is none.
func queued(it *surface) types.Type {
	if it.named == nil {
		return nil
	}
	for _, field := range fieldsOf(it.named) {
		if ch, ok := field.Type().Underlying().(*types.Chan); ok && isCalledMessage(ch.Elem()) && !carriesBytes(elem(ch.Elem())) {
			return elem(ch.Elem())
		}
	}
	return nil
}

// keepsChannels reports whether a struct of the package keeps channels of the message, in a map
// or slice: what arrives there has not left the program, whatever it carries.
func (s *shapes) keepsChannels(message types.Type) bool {
	for tn := range gotypes.Declared(s.pkg) {
		if hasChannels(tn.Type(), message) {
			return true
		}
	}
	return false
}

// hasChannels reports whether a struct has a field for channels of the message. Others of its own kind are members of a
// network, and who has a channel for a response has asked for that.
func hasChannels(t, message types.Type) bool {
	return !hasAny(nameWords(message), awaited) && hasField(t, func(field types.Type) bool {
		return isList(field) && anyElement(field, func(part types.Type) bool { return hasChannel(part, message) }) &&
			!anyElement(field, func(part types.Type) bool { return types.Identical(gotypes.Deref(part), t) })
	})
}

// anyElement reports whether is holds for a type, or for one of the elements and keys that it has in it.
func anyElement(t types.Type, is func(types.Type) bool) bool {
	return anyPart(t, 3, is, func(types.Type) bool { return false })
}

// isPartOf reports whether the values of an interface are parts of a tree, of which one is made of others: it has their
// methods, one of which tells of nothing, such as Draw().
func isPartOf(part, tree types.Type) bool {
	return part != nil && tree != nil && !isParam(part) && !types.IsInterface(tree) && anyMethod(part, func(fn *types.Func) bool {
		return fn.Signature().Params().Len() == 0 && fn.Signature().Results().Len() == 0
	}) && implements(tree, part.Underlying().(*types.Interface))
}

// isOfPeer reports whether t is by its name one on the other end of a network, who is sent what is written to it.
func isOfPeer(t types.Type) bool { return endOf(nameWords(t)) == "peer" }

// hasChannel reports whether t is a channel of the message, or a struct with one.
func hasChannel(t, message types.Type) bool {
	isChannel := func(t types.Type) bool {
		ch, ok := t.Underlying().(*types.Chan)
		return ok && types.Identical(elem(ch.Elem()), message)
	}
	if st, ok := gotypes.Deref(t).Underlying().(*types.Struct); ok && !isOfStandard(elem(t)) && !isOfPeer(elem(t)) {
		handed := (*types.Chan)(nil)
		if obj := origin(elem(t)); obj != nil {
			handed = channelOf(t, obj.Pkg())
		}
		return handed != nil && types.Identical(elem(handed.Elem()), message) || hasField(st, isChannel)
	}
	return isChannel(t)
}

// calls reports whether a struct has a field that is a function for what it sends.
func (s *shapes) calls(it *surface, sends []*member) bool {
	return it.named != nil && hasField(it.named, func(t types.Type) bool {
		taken := Taken(t)
		return taken != nil && slices.ContainsFunc(sends, func(m *member) bool { return origin(elem(taken)) != nil && origin(elem(taken)) == origin(m.message) })
	})
}

// ofOneType reports whether a generic type sends what its handlers, which are functions, are
// called with, or announces what it hands out channels of.
func ofOneType(sends, regs []*member) bool {
	return isOfAny(sends) && slices.ContainsFunc(regs, func(m *member) bool { return isParam(m.message) && m.method == "" })
}

// isOfAny reports whether one of the functions is for messages of any one type.
func isOfAny(members []*member) bool {
	return slices.ContainsFunc(members, func(m *member) bool { return isParam(m.message) })
}

func isParam(t types.Type) bool {
	if t == nil {
		return false
	}
	_, ok := types.Unalias(t).(*types.TypeParam)
	return ok
}

// mayKeep reports whether a struct has a field that may hold an event, or something else that gets it.
func mayKeep(t types.Type, depth int) bool {
	t = gotypes.Deref(elem(t))
	if isOfStandard(t) || depth == 0 {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Map:
		return mayKeep(u.Elem(), depth-1)
	case *types.Struct:
		return hasField(u, func(t types.Type) bool { return types.IsInterface(elem(t)) || mayKeep(t, depth-1) })
	case *types.Signature, *types.Chan, *types.TypeParam:
		return true
	}
	return false
}

// holds reports whether a map or slice of type t holds elements of the type, or structs
// that have one in a field.
func (s *shapes) holds(t, element types.Type, depth int) bool {
	if depth == 0 || isOfStandard(t) {
		return false
	}
	if depth < 4 && types.Identical(elem(t), element) {
		return true
	}
	switch u := gotypes.Deref(t).Underlying().(type) {
	case *types.Map:
		return s.holds(u.Elem(), element, depth-1) || types.Identical(u.Key(), element)
	case *types.Slice:
		return s.holds(u.Elem(), element, depth-1)
	}
	return depth < 4 && hasField(gotypes.Deref(t), func(field types.Type) bool { return types.Identical(field, element) })
}

// sameMessages reports whether some of the registered are called with what some send, or with
// the events of an aggregate that is sent.
func sameMessages(sends, regs []*member) bool {
	return slices.ContainsFunc(sends, func(send *member) bool {
		return slices.ContainsFunc(regs, func(reg *member) bool {
			return send.message != nil && sameMessage(send.message, reg.message) || send.holder && kindByWords(nameWords(reg.message)) == kind.Event
		})
	})
}

func sameMessage(sent, handled types.Type) bool {
	if handled == nil || gotypes.IsEmptyInterface(sent) || gotypes.IsEmptyInterface(handled) {
		return true // anything: the names have to say the rest
	}
	if isParam(sent) || isParam(handled) {
		named, ok := types.Unalias(handled).(*types.Named)
		return isParam(sent) && (isParam(handled) || ok && named.TypeArgs().Len() > 0) // Event[T]
	}
	a, b := origin(sent), origin(handled)
	if a == nil || b == nil {
		return types.Identical(sent, handled)
	}
	return a == b || types.IsInterface(sent) && types.Implements(handled, sent.Underlying().(*types.Interface))
}

func origin(t types.Type) *types.TypeName {
	if named, ok := types.Unalias(t).(*types.Named); ok {
		return named.Origin().Obj()
	}
	return nil
}
