package recognise

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/kind"
)

// kept returns the functions of the package that keep what is to be called, and those that call it with
// what they are given, if there are any, whatever their names are: as surfaces, one for each store.
func (s *shapes) kept(source Source) []*surface {
	if !s.mayKeep() && !s.mayTellOthers(source.Own) {
		return nil
	}
	f := s.follow(source)
	byStore := map[store]*surface{}
	for _, b := range f.bodies {
		for at, value := range b.keeps {
			enters := b.enters(at, *value)
			if isChannel(f.typeAt(at)) && !f.isLoop(at) && !enters {
				continue // it waits there to be done
			}
			m := b.keeper(at, value.same|b.held(at, value.made))
			if m == nil {
				continue
			}
			if m.hub = enters || f.isHub(at, m); m.hub || (!m.hidden || hearers[endOf(nameWords(m.handler))]) && s.mayTell(at, m) {
				it := byStore[at]
				if it == nil {
					it = s.surfaceAt(at)
					byStore[at] = it
				}
				m.listed, m.passes = b.many[at], b.passes(func(other *body) bool { return other.keeps[at] != nil && !leaving[wordsOf(other.fn.Name())[0]] })
				it.regs, it.joined = append(it.regs, m), it.joined || m.hub && m.client != nil
			}
		}
	}
	joined := map[*surface]*member{}
	for at := range f.stores {
		if m := f.joins(at); m != nil && byStore[at] == nil {
			it := s.surfaceAt(at)
			byStore[at], it.regs, joined[it] = it, []*member{m}, m
		}
	}
	queue := map[store][]*body{}
	for at, it := range byStore {
		it.many = slices.ContainsFunc(it.regs, func(reg *member) bool { return reg.verb.use&listening != 0 })
		queue[at] = f.queued(at, it.regs)
	}
	for _, b := range f.bodies {
		for at := range b.tells {
			if it := byStore[at]; it != nil && !b.makes[at.typ] {
				it.calls, it.all = it.calls || !iterates[wordsOf(b.fn.Name())[0]], it.all || b.ranges[at]
			}
		}
	}
	for _, b := range f.bodies {
		for at, value := range b.tells {
			if it := byStore[at]; it != nil {
				if m := b.teller(at, value.params(), it, slices.Contains(queue[at], b)); m != nil {
					m.passes = b.passes(func(other *body) bool { return other.tells[at] != nil })
					it.sends = append(it.sends, m)
				}
			}
		}
	}
	for _, b := range f.bodies {
		for at, value := range b.tells {
			if it := byStore[at]; it != nil && len(value.stores) == 0 {
				it.sends = append(it.sends, b.heard(at, it)...)
			}
		}
	}
	for _, b := range f.bodies {
		for _, at := range b.gives.stores {
			if it := byStore[at]; it != nil && (len(it.sends) == 0 || it.given) {
				if m := b.giver(it); m != nil {
					it.sends, it.given = append(it.sends, m), true
				}
			}
		}
	}
	var found []*surface
	for _, at := range slices.SortedFunc(maps.Keys(byStore), store.compare) {
		it := byStore[at]
		if m := joined[it]; m != nil {
			it.joined, it.regs = true, slices.DeleteFunc(it.regs, func(reg *member) bool { return reg == m })
		}
		if it.named != nil && (isNoBus(it.words) || noStore[last(it.words)]) {
			wire := wireTypes[last(it.words)] // what comes over it nobody in the program has sent
			it.sends = slices.DeleteFunc(it.sends, func(m *member) bool {
				return m.words[0] == "handle" || m.words[0] != "dispatch" && !hasAny(m.words, told) && verbs[m.words[0]].use&announcing == 0 && !it.sendsToClients(m) &&
					!(m.tells && !wire)
			})
			it.regs = slices.DeleteFunc(it.regs, func(m *member) bool {
				return !it.hears(m) || wire && (m.hub || m.words[0] == "on" || len(it.sends) == 0)
			})
		}
		if !it.isForeign() && (len(it.regs) > 0 || joined[it] != nil && len(it.sends) > 0) {
			found = append(found, it)
		}
	}
	slices.SortStableFunc(found, func(a, b *surface) int { return int(a.members()[0].fn.Pos() - b.members()[0].fn.Pos()) })
	return found
}

// hears reports whether what m registers is told, whoever tells it, and whatever else that does: its name says that it
// listens, and it is added to a list of which something calls all.
func (s *surface) hears(m *member) bool {
	if m.hub && namesJoining(m.words) || s.calls && m.handler == nil && m.message != nil && namesListening(m.words) {
		return true
	}
	if hasAny(nameWords(m.message), awaited) || hasAny(s.words, waiting) || len(s.sends) == 0 && m.sig.Recv() != nil && returns(m.sig.Results(), m.sig.Recv().Type()) {
		return false // it is told what came of what he has asked for
	}
	foreign := isForeignName(slices.Concat(m.words, nameWords(m.message), []string{"event"})) // as a key that is typed
	if m.handler == nil || !s.calls || !m.listed && m.words[0] != "subscribe" && !(s.all && (verbs[m.words[0]].use&listening != 0 || hasAny(m.words, hearers))) || !namesListening(m.words) && !(hasOnMethods(m.handler) && !types.IsInterface(m.handler)) && !(sayHandler(m.words) && hearsSeveral(m.handler)) || foreign {
		return false
	}
	sig, ok := m.handler.Underlying().(*types.Signature)
	if !ok {
		return receivers[endOf(nameWords(m.handler))] || hasOnMethods(m.handler)
	}
	if takesNothing(sig) && (!m.takesKey() || hasAny(m.words, ends)) {
		return false // it may be called once, at the end
	}
	return answersNothing(sig)
}

// answersNothing reports whether a function returns no more than an error.
func answersNothing(sig *types.Signature) bool {
	return sig.Results().Len() == 0 || sig.Results().Len() == 1 && gotypes.IsError(sig.Results().At(0).Type())
}

// ends are for what is called when the program ends: HookShutdownCallback(name, func()).
var ends = set("shutdown exit cleanup teardown")

// enters reports whether the function makes a channel for one who listens, gives it to a loop that has those of all, and
// returns it.
func (b *body) enters(at store, value origins) bool {
	words := wordsOf(b.fn.Name())
	loop, ok := b.f.typeAt(at).Underlying().(*types.Chan)
	return ok && isChannel(loop.Elem()) && value.params()&b.gives.params()&ownChannel != 0 && (namesListening(words) || people[last(words)])
}

// namesJoining reports whether words are those of a function that adds somebody to those whom a hub tells.
func namesJoining(words []string) bool {
	return verbs[words[0]].use&registering != 0 || namesListening(words) || streamed[words[0]] || opens(words)
}

var opening = set("new open create make")

// opens reports whether words are those of a function that makes what hears what there is: NewReceiver.
func opens(words []string) bool {
	end := len(words) - 1
	if end > 1 && (words[end] == "chan" || words[end] == "channel") {
		end--
	}
	return opening[words[0]] && (receivers[words[end]] || subscriptionWords[words[end]] || streamed[words[end]] || verbs[words[end]].use&listening != 0)
}

// namesListening reports whether words are those of a function that adds one who listens.
func namesListening(words []string) bool {
	return verbs[words[0]].use&listening != 0 || hasAny(words, hearers) || mayAddReceiver(words) && (hasAny(words, listenerNames) || hasAny(words, hookWords) || last(words) == "callback" || words[1] == "on" || isPast(words))
}

// mayKeep reports whether a function of the package takes what may be told, or hands out a channel.
func (s *shapes) mayKeep() bool {
	for _, name := range s.pkg.Scope().Names() {
		switch obj := s.pkg.Scope().Lookup(name).(type) {
		case *types.Func:
			if s.mayKeepAny(obj) {
				return true
			}
		case *types.TypeName:
			if named, ok := obj.Type().(*types.Named); ok && (slices.ContainsFunc(methodsOf(named), s.mayKeepAny) || s.hasClients(named)) {
				return true
			}
		}
	}
	return false
}

// mayKeepAny reports whether a function takes what may be told, or hands out a channel.
func (s *shapes) mayKeepAny(fn *types.Func) bool {
	m := &member{fn: fn, sig: fn.Signature(), words: wordsOf(fn.Name())}
	for param := range m.sig.Params().Variables() {
		if s.mayTellOf(m, param) {
			return true
		}
	}
	return s.returned(m) != nil
}

// isLoop reports whether all that have waited in a channel are told what comes out of another one, as by a loop that keeps its
// listeners in a variable.
func (f *flow) isLoop(at store) bool {
	return slices.ContainsFunc(f.bodies, func(b *body) bool {
		return b.ranges[at] && slices.ContainsFunc(b.moves(b.tells, at), func(from store) bool { return isChannel(f.stores[from]) })
	})
}

// queued notes, and returns, who tells what is in a store by what waits in another one, from which a third one hands it on.
func (f *flow) queued(at store, regs []*member) []*body {
	var found []*body
	for _, mover := range f.bodies {
		for _, queue := range mover.moves(mover.tells, at) {
			for _, b := range f.bodies {
				if value := b.keeps[queue]; value != nil && !hasAny(wordsOf(b.fn.Name()), again) {
					params := value.params()
					if !isChannel(f.stores[queue]) {
						params = b.events(params)
					}
					toClients := params&^receiver != 0 && (b.announces || wordsOf(b.fn.Name())[0] == "send") && ofHub(regs)
					if toClients || b.isTaken(params, regs) {
						b.hand(origins{stores: []store{at}}, origins{made: params})
						found = append(found, b)
					}
				}
			}
		}
	}
	return found
}

// again are words of names for what puts back what could not be told.
var again = set("back backoff requeue retry")

// isTaken reports whether one of the parameters is what those take that are registered, rather than what
// a worker makes that of.
func (b *body) isTaken(params uint64, regs []*member) bool {
	m := b.member()
	for i := 0; m != nil && i < m.sig.Params().Len(); i++ {
		t := elem(m.sig.Params().At(i).Type())
		if params&bit(i) != 0 && slices.ContainsFunc(regs, func(reg *member) bool {
			return reg.message == nil || types.IsInterface(reg.message) || types.Identical(reg.message, t)
		}) {
			return true
		}
	}
	return false
}

// surfaceAt returns the surface of the type that has the store, without members.
func (s *shapes) surfaceAt(at store) *surface {
	if tn, ok := s.pkg.Scope().Lookup(at.typ).(*types.TypeName); ok {
		if named, ok := tn.Type().(*types.Named); ok {
			return &surface{named: named, words: nameWords(named), store: wordsOf(at.name)}
		}
	}
	return &surface{words: s.words, store: wordsOf(at.name)}
}

// mayTell reports whether names say that what m keeps at the store is to be told of messages.
func (s *shapes) mayTell(at store, m *member) bool {
	words := slices.Concat(wordsOf(at.name), wordsOf(m.fn.Name()), nameWords(m.handler))
	if m.at < m.sig.Params().Len() {
		words = append(words, wordsOf(m.sig.Params().At(m.at).Name())...)
	}
	switch {
	case isForeignType(words), opens(m.words):
		return false // one of several workers may get it
	case m.handler == nil && m.message == nil:
		return true
	case m.handler == nil || m.message != nil && kindByWords(nameWords(m.message)) != kind.NoKind || isParam(m.message) && !m.isChannel():
		return isParam(m.message) || isCalledMessage(m.message) || m.handler == nil && verbs[m.words[0]].use&listening != 0 // it may hand out a channel
	}
	if ch := channelOf(m.handler, s.pkg); ch != nil && isCalledMessage(ch.Elem()) {
		return true
	}
	return hasOnMethods(m.handler) || slices.ContainsFunc(append(words, wordsOf(at.typ)...), func(word string) bool {
		one := strings.TrimSuffix(word, "s")
		return receivers[one] || tellers[word] || handlerNames[word] && len(word) > 2 || eventWords[word] || subscriptionWords[one] || verbs[one].use&listening != 0
	})
}

// passes reports whether the function calls another one for which does holds.
func (b *body) passes(does func(*body) bool) bool {
	return slices.ContainsFunc(b.f.bodies, func(other *body) bool { return other != b && other.callers[b] && does(other) })
}

// isNoBus reports whether words name a type that is no bus, whatever it keeps. An EventListener may keep others.
func isNoBus(words []string) bool {
	return noBus[last(words)] && !(receivers[last(words)] && kindByWords(words) == kind.Event)
}

// noStore are last words of types that keep handlers and are no buses, besides noBus.
var noStore = set("bot pipeline stream")

// takesAsMany reports whether what is registered takes any number of values by a key, such as AddAction(name,
// func(args ...any)), or of which something is announced.
func takesAsMany(regs []*member, announced bool) bool {
	return slices.ContainsFunc(regs, func(reg *member) bool {
		sig, ok := reg.handler.(*types.Signature)
		return ok && sig.Variadic() && (reg.at > 0 || announced)
	})
}

// logWords are of methods that only note what they are given, and of the types that have such.
var logWords = set("log logger debug info warn warning error trace print printf println lock observe inc counter gauge histogram")

// tellers are what is called after telling what it keeps.
var tellers = set("broadcaster relay fanout signal")

// makes are verbs of what makes something of a message, and does not send it.
var makes = set("set save store persist serialize deserialize encode decode marshal unmarshal upcast convert transform translate validate check format render parse build make create new get resolve match")

// iterates are verbs of what calls a function with what it has.
var iterates = set("walk visit traverse scan iterate each range for replace find compare sort filter map reduce")

// stored are the methods of containers that put something in.
var stored = set("Store LoadOrStore Swap PushBack PushFront Set Add Put Insert Append")

// typeAt returns the type of what is in a store, which is invalid if it is not known.
func (f *flow) typeAt(at store) types.Type {
	if t := f.stores[at]; t != nil {
		return t
	}
	return types.Typ[types.Invalid]
}

// events returns those of the parameters that are called messages, or may be any.
func (b *body) events(params uint64) uint64 {
	m := b.member()
	if m == nil {
		return 0
	}
	for i := range m.sig.Params().Len() {
		t := m.sig.Params().At(i).Type()
		if !isCalledMessage(t) && !isParam(t) && !gotypes.IsEmptyInterface(t) {
			params &^= bit(i)
		}
	}
	return params
}

// member returns the function as a member; nil if it is not known.
func (b *body) member() *member {
	var fn *types.Func
	if b.decl.Recv == nil {
		fn, _ = b.f.s.pkg.Scope().Lookup(b.decl.Name.Name).(*types.Func)
	} else if it := b.f.s.surfaceAt(store{typ: b.typ}); it.named != nil {
		for _, method := range methodsOf(it.named) {
			if method.Name() == b.decl.Name.Name {
				fn = method
			}
		}
	}
	if fn == nil || fn.Signature().Params().Len() != b.fn.Signature().Params().Len() {
		return nil
	}
	return &member{fn: fn, sig: fn.Signature(), words: wordsOf(fn.Name()), recv: b.typ}
}

// keeper returns the function as a member that registers the one of the parameters that is called
// later; nil if it does not.
func (b *body) keeper(at store, params uint64) *member {
	m := b.member()
	if m == nil {
		return nil
	}
	if v, words := verbOf(b.fn.Name()); v.use&registering != 0 {
		m.words = words // QueueSubscribe subscribes
	}
	if isAround(m.words) || leaving[m.words[0]] || asks[m.words[0]] || iterates[m.words[0]] || m.words[0] == "run" {
		return nil
	}
	for i := range m.sig.Params().Len() {
		param := m.sig.Params().At(i)
		if params&bit(i) == 0 && !(params&ownChannel != 0 && b.hearsOwn(i)) || !b.f.s.mayTellOf(m, param) || returns(m.sig.Results(), param.Type()) {
			continue
		}
		m.at, m.handler, m.verb.use = i, elem(param.Type()), registering
		if byKey, ok := m.handler.Underlying().(*types.Map); ok {
			m.handler = elem(inMap(byKey))
		}
		if sig, method, ok := b.f.s.handler(param.Type(), param.Name()); ok {
			if m.method = method; sig != nil {
				m.message = elem(Taken(sig))
			}
		} else if taken := Taken(m.handler); taken != nil {
			m.message = elem(taken)
		} else if field := b.f.s.functionIn(m.handler); field != nil && b.f.s.queueOf(m.handler) == nil {
			m.handler, m.method, m.message = field.Type(), field.Name(), elem(Taken(field.Type()))
		}
		ch := b.f.s.hearing(m, m.handler)
		if ch != nil {
			m.message = elem(ch.Elem())
		}
		if m.asksOnly() || isPartOf(m.handler, gotypes.Receiver(m.fn)) {
			return nil
		}
		if ch != nil || b.many[at] || isChannel(b.f.typeAt(at)) || verbs[m.words[0]].use&listening != 0 || hasAny(m.words, hearers) {
			m.verb.use |= listening
		}
		if b.one[at] && !(isCalledMessage(cmp.Or(m.message, m.handler)) && hasAny(m.words, handlerNames)) {
			return nil
		}
		return m
	}
	if params&later != 0 && m.returned() != nil && verbs[m.words[0]].use&registering != 0 {
		m.verb.use = verbs[m.words[0]].use & (registering | listening)
		return m
	}
	if params&b.gives.params()&ownChannel != 0 && !b.one[at] {
		if ch := b.f.s.returned(m); ch != nil && ch.Dir() != types.SendOnly && (!IsSignal(ch) || m.words[0] == "subscribe" && m.takesKey()) {
			if m.at, m.verb.use = 0, registering|listening; !IsSignal(ch) {
				m.message = elem(ch.Elem())
			}
			return m
		}
	}
	return nil
}

// hearsOwn reports whether the function calls the parameter with what comes from a channel that it makes, or with what there is
// when that wakes it. Who gets such a channel reads from it himself: that is a worker which is started.
func (b *body) hearsOwn(param int) bool {
	asked := b.asks[param]
	if asked == nil || asked.params()&ownChannel == 0 && len(asked.stores) == 0 {
		return false
	}
	taken := Taken(b.fn.Signature().Params().At(param).Type())
	return taken == nil || !hasField(elem(taken), isChannel)
}

// returned returns the signature of the function that a function returns, and that does what it says; nil if it returns none.
func (m *member) returned() *types.Signature {
	if m.sig.Results().Len() != 1 {
		return nil
	}
	sig, _ := m.sig.Results().At(0).Type().Underlying().(*types.Signature)
	return sig
}

// held returns those of the parameters that what is in the store may have in it: others were only used to make that.
func (b *body) held(at store, params uint64) uint64 {
	for i := range b.fn.Signature().Params().Len() {
		given := elem(b.fn.Signature().Params().At(i).Type())
		if field := b.f.checked.functionIn(given); field != nil {
			given = field.Type()
		}
		ear := b.f.checked.queueOf(given) // which may be all that is kept of it
		if t := b.f.stores[at]; t != nil && !mayHave(t, given) && (ear == nil || !mayHave(t, ear.Type())) {
			params &^= bit(i)
		}
	}
	return params
}

// mayHave reports whether a value of type t may have one of the other type in it. What has lists of these itself is
// no listener.
func mayHave(t, other types.Type) bool {
	return anyPart(t, 7, func(t types.Type) bool {
		if isParam(t) || isParam(other) || types.Identical(t, other) || isContainer(t) {
			return true
		}
		switch u := t.Underlying().(type) {
		case *types.Signature:
			return types.IsInterface(other) || gotypes.IsFunc(other)
		case *types.Interface:
			return implements(other, u)
		case *types.Chan:
			return isChannel(other)
		}
		return false
	}, func(field types.Type) bool { return !isList(field) })
}

// mayTellOf reports whether what m is given for the parameter may be told of messages.
func (s *shapes) mayTellOf(m *member, param *types.Var) bool {
	return s.isTold(param.Type()) || m.hears(elem(param.Type()))
}

// hears reports whether a value of type t may be told of something because of how the function is called that
// registers it: an interface that is subscribed, or what has a function in it; a function that takes nothing;
// or one that takes who joins or leaves, or what has changed, where the name says that.
func (m *member) hears(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Interface:
		return m.words[0] == "subscribe" && !isOfStandard(t) && anyMethod(u, func(fn *types.Func) bool { return Taken(fn.Signature()) != nil })
	case *types.Struct:
		return m.words[0] == "subscribe" && newShapes(m.fn.Pkg()).functionIn(t) != nil
	case *types.Signature:
		hears := verbs[m.words[0]].use&listening != 0 || hasAny(m.words[1:], hookWords) || hasAny(m.words[1:], hearers)
		return hears && takesNothing(u) || m.words[0] == "subscribe" && u.Params().Len() == 1 && u.Results().Len() == 0 && types.IsInterface(elem(Taken(u))) && !isOfStandard(elem(Taken(u))) ||
			slices.Contains(m.words, "on") && Taken(u) != nil && m.isPeer(elem(Taken(u))) && u.Results().Len() <= 1 ||
			namesListening(m.words) && Taken(u) != nil && answersNothing(u) && (changing[last(m.words)] || last(nameWords(elem(Taken(u)))) == "config")
	}
	return false
}

// takesNothing reports whether a function takes nothing but a context.
func takesNothing(sig *types.Signature) bool {
	return !takes(sig, func(t types.Type) bool { return !gotypes.IsContext(t) })
}

// isPeer reports whether t is a type that the package of the function has for who is connected.
func (m *member) isPeer(t types.Type) bool {
	obj := origin(t)
	return obj != nil && obj.Pkg() == m.fn.Pkg() && peers[last(nameWords(t))]
}

// changing are last words of names for what registers who is told that something is another one now, whatever that is:
// OnChange(func(Config)).
var changing = set("change changes changed update updates updated reload reloaded")

var peers = set("client conn connection session")

// takesKey reports whether the function takes a text or a number.
func (m *member) takesKey() bool {
	return takes(m.sig, isText)
}

// leaving are verbs for what takes away what is kept, by whatever it sends that to.
var leaving = set("un unsubscribe unregister deregister unwatch unlisten unobserve remove delete detach off leave stop cancel close drop disconnect")

// asks are first words of functions that answer yes or no.
var asks = set("should is has can must")

// isAround reports whether a function is called after what is called before and after something, and can change it.
func isAround(words []string) bool {
	return words[0] == "wrap" || len(words) > 1 && (words[0] == "pre" || words[0] == "post" && hasAny(words, hookWords)) || hasAny(words, aroundWords)
}

var aroundWords = set("before after intercept")

// untold are words of types of what is told that something went wrong, or to set an option.
var untold = set("panic error err errors crash recovery option opt")

// isTold reports whether a value of type t may be told of messages: it is a function that takes
// something, an interface with methods, or a channel.
func (s *shapes) isTold(t types.Type) bool {
	t = elem(t)
	if gotypes.IsContext(t) || isOfStandard(t) || gotypes.IsError(t) || hasAny(nameWords(t), untold) {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Signature:
		taken := Taken(u)
		says := u.Params().Len() == 1 && u.Results().Len() > 0 && !gotypes.IsError(u.Results().At(0).Type()) && taken != nil && isText(taken) // the value for a key
		named := receivers[endOf(nameWords(t))] && kindByWords(nameWords(t)) == kind.Event                                                    // whatever an EventHandler takes
		return taken != nil && !says && (named || !isBytes(taken) && !isOfStandard(elem(taken))) && u.Results().Len() <= 2 &&
			(!noMessage[last(nameWords(elem(taken)))] || hasAny(nameWords(t), hookWords) || hasAny(s.words, hookWords) || s.isContextOfBus(elem(taken))) // a HookContext is one
	case *types.Interface:
		if _, inPlace := t.(*types.Interface); inPlace {
			_, _, ok := s.only(u)
			return ok
		}
		if sig, _, ok := s.handler(t, ""); ok && sig != nil && (isParam(elem(Taken(sig))) || kindByWords(nameWords(elem(Taken(sig)))) != kind.NoKind) {
			return true
		}
		if isParam(t) {
			return u.NumMethods() > 0
		}
		named, ok := t.(*types.Named)
		if ok && endOf(nameWords(named)) == "hook" {
			return anyMethod(u, func(fn *types.Func) bool { return strings.HasPrefix(fn.Name(), "On") }) // not of a logger
		}
		return ok && u.NumMethods() > 0 && (receivers[endOf(nameWords(named))] && !runsOnly(t) || hasOnMethods(u) || s.queueOf(t) != nil)
	case *types.Chan:
		return u.Dir() != types.RecvOnly && !IsSignal(u)
	case *types.Map:
		return s.isTold(inMap(u))
	case *types.Struct:
		ch := channelOf(t, s.pkg)
		return ch != nil && isCalledMessage(ch.Elem()) || s.queueOf(t) != nil || s.hasFunctions(t)
	}
	return false
}

// isContextOfBus reports whether a type of a package that has what is called a bus is the context in which that puts any message:
// Context{Topic string; Data any}. That of a web framework has a request.
func (s *shapes) isContextOfBus(t types.Type) bool {
	obj := origin(t)
	if obj == nil || obj.Pkg() != s.pkg || !isOwnContext(t) || !hasField(t, gotypes.IsEmptyInterface) || hasField(t, func(t types.Type) bool { return gotypes.IsNamed(gotypes.Deref(t), "net/http", "Request") }) {
		return false
	}
	for tn := range gotypes.Declared(s.pkg) {
		if strength(wordsOf(tn.Name()), s.words) == strong && fieldsOf(tn.Type()) != nil {
			return true
		}
	}
	return false
}

// hasOnMethods reports whether all methods of an interface, or fields of a struct, are functions that are called after
// hearing something: OnPrice(p), OnClose().
func hasOnMethods(t types.Type) bool {
	return hearsBy(t, NamesHook)
}

// hearsSeveral reports whether an interface has several methods, each for something that has happened: HandleOrderPlaced(o).
func hearsSeveral(t types.Type) bool {
	return types.IsInterface(t) && len(functionsOf(t)) > 1 && hearsBy(t, func(name string) bool {
		words := wordsOf(name)
		return handles[words[0]] && isPast(words)
	})
}

// hearsBy reports whether all methods of an interface, or fields of a struct, are functions that take something, and whose
// names say that they hear of it.
func hearsBy(t types.Type, says func(name string) bool) bool {
	functions := functionsOf(t)
	return len(functions) > 0 && !slices.ContainsFunc(functions, func(fn types.Object) bool {
		sig, ok := fn.Type().(*types.Signature)
		return !ok || sig.Params().Len() == 0 || !says(fn.Name())
	})
}

// functionsOf returns the methods of an interface, or the fields of a struct.
func functionsOf(t types.Type) []types.Object {
	var found []types.Object
	if face, ok := t.Underlying().(*types.Interface); ok {
		for fn := range face.Methods() {
			found = append(found, fn)
		}
	}
	for _, field := range fieldsOf(t) {
		found = append(found, field)
	}
	return found
}

// functionIn returns the one function that may be told of messages in a struct of the package, which says besides what somebody
// wants to hear; nil if there is none: Spec{Roots []string; OnEvent func(Event)}.
func (s *shapes) functionIn(t types.Type) *types.Var {
	if obj := origin(t); obj == nil || obj.Pkg() != s.pkg {
		return nil
	}
	var found *types.Var
	for _, field := range fieldsOf(t) {
		if gotypes.IsFunc(field.Type()) && s.isTold(field.Type()) {
			if found != nil {
				return nil
			}
			found = field
		}
	}
	return found
}

// hasFunctions reports whether a struct of the package is called after listeners, and has a function for each of what
// these hear: Callbacks{OnBlock func(*Block)}.
func (s *shapes) hasFunctions(t types.Type) bool {
	obj := origin(t)
	if obj == nil || obj.Pkg() != s.pkg || !handlerNames[last(nameWords(t))] && !receivers[last(nameWords(t))] {
		return false
	}
	return hasField(t, func(t types.Type) bool { return gotypes.IsFunc(t) && s.isTold(t) })
}

// isOf reports whether what m registers takes values of type t.
func (m *member) isOf(t types.Type) bool {
	if m.message != nil {
		return isParam(m.message) || gotypes.IsEmptyInterface(m.message) || types.Identical(m.message, elem(t))
	}
	return m.handler != nil && anyMethod(m.handler, func(fn *types.Func) bool { return indexOf(fn.Signature(), elem(t)) >= 0 })
}

// takes reports whether those who are registered take values of type t.
func (s *surface) takes(t types.Type) bool {
	return slices.ContainsFunc(s.regs, func(reg *member) bool { return reg.isOf(t) })
}

// heard returns the methods of the listeners in a store that the function calls on its way, if it is no teller: those
// whose names say what happened, and that are not asked for something.
func (b *body) heard(at store, it *surface) []*member {
	var found []*member
	for _, reg := range it.regs {
		face, ok := reg.handler.(*types.Named)
		if !ok || !types.IsInterface(face) || face.Obj().Pkg() != b.f.s.pkg || face.TypeParams().Len() > 0 {
			continue
		}
		for _, fn := range methodsOf(face) {
			m := &member{fn: fn, sig: fn.Signature(), words: wordsOf(fn.Name()), recv: face.Obj().Name(), verb: verb{use: sending | announcing}}
			known := slices.ContainsFunc(it.sends, func(send *member) bool { return send.fn.Name() == fn.Name() || send.fn.Name() == b.fn.Name() })
			if !b.calls[at][fn.Name()] || known || it.answers(m) || m.words[0] != "on" && !isPast(m.words) {
				continue
			}
			if !b.f.s.sendsAny(m) {
				m.at, m.message, m.holder = 0, nil, true
			}
			found = append(found, m)
		}
		break
	}
	return found
}

// namesAnnouncing reports whether a function of that name announces something.
func namesAnnouncing(name string) bool {
	words := wordsOf(name)
	return verbs[words[0]].use&(announcing|recording) == announcing || words[0] == "on" || runsHooks(words)
}

// runsHooks reports whether words are those of a function that calls hooks, by whatever verb: RunHooks(name).
func runsHooks(words []string) bool {
	return len(words) > 1 && verbs[words[0]].use&sending != 0 && hasAny(words[1:], hookWords)
}

// starts reports whether a function by its name has something done, rather than that it tells somebody of it:
// TriggerCleanup().
func (m *member) starts() bool {
	return m.words[0] == "trigger" && len(m.words) > 1 && m.sig.Params().Len() == 0 && !isPast(m.words) && !hasAny(m.words[1:], kindWordSet) && !hasAny(m.words[1:], told)
}

// goesOn reports whether the function is a loop that takes what there is out of a channel of its type, until a context ends: who
// starts that sends nothing.
func (b *body) goesOn() bool {
	return takesNothing(b.fn.Signature()) && slices.ContainsFunc(b.decl.Body.List, func(stmt ast.Stmt) bool {
		loop, ok := stmt.(*ast.ForStmt)
		takes := false
		if ok && loop.Cond == nil {
			ast.Inspect(loop.Body, func(n ast.Node) bool {
				if receive, ok := n.(*ast.UnaryExpr); ok && receive.Op == token.ARROW {
					_, ofField := receive.X.(*ast.SelectorExpr)
					takes = takes || ofField
				}
				return true
			})
		}
		return takes
	})
}

// teller returns the function as a member that tells what the surface keeps of what it is given; nil
// if it does not, or answers with the same. What it queues it does not work with itself.
func (b *body) teller(at store, params uint64, it *surface, queues bool) *member {
	m := b.member()
	if m == nil || b.goesOn() || makes[m.words[0]] && !b.same || iterates[m.words[0]] || (m.words[0] == "process" || m.words[0] == "do" && !slices.ContainsFunc(it.regs, func(reg *member) bool { return last(reg.words) == last(m.words) })) && len(m.words) > 1 || m.words[0] == "on" && !b.same || Replays(m.fn.Name()) || m.sig.Results().Len() > 2 {
		return nil
	}
	if sig := m.returned(); params&later != 0 && sig != nil && verbs[m.words[0]].use&sending != 0 {
		m.verb.use, m.tells, m.holder = verbs[m.words[0]].use&(sending|announcing), true, true
		if params := m.sig.TypeParams(); params.Len() > 0 && indexOf(sig, params.At(0)) >= 0 {
			m.message, m.typeArg, m.holder = params.At(0), true, false
		}
		return m
	}
	params &^= later
	announces := b.announces && !m.starts() && !(b.works && onlyOfBus(m.words)) || it.many && (m.words[0] == "dispatch" && m.fn.Exported() || m.recordsEvent()) || it.handsOutTo(m)
	if b.runs() && (!announces || runsHooks(m.words)) {
		return nil // it tells of what it has done
	}
	if (b.works && m.fn.Exported() || !b.whole[at]) && !announces {
		return nil // it tells of what it does, or will do
	}
	if !announces && !b.itself[at] && !m.fn.Exported() && !it.isNamedLike(m) {
		return nil // it calls what tells, on its way
	}
	if slices.ContainsFunc(it.regs, func(reg *member) bool { return reg.fn == m.fn }) || takes(m.sig, isOfHTTP) {
		return nil // who asks for that is elsewhere
	}
	if len(m.words) > 1 && isForeignType(m.words[1:]) && !it.isNamedLike(m) {
		return nil // which leaves the program
	}
	if b.same && !announces && !isPast(m.words) && !slices.ContainsFunc(it.regs, func(reg *member) bool { return hearers[endOf(nameWords(reg.handler))] }) {
		return nil // it has one of its parts do it
	}
	if !it.many && !announces && verbs[m.words[0]].use&sending == 0 && !stores(m.words) && !isPast(m.words) && b.events(params)&^receiver == 0 {
		return nil // it has one of them compute something
	}
	said := b.same && (announces || isPast(m.words))
	for i := range m.sig.Params().Len() {
		t := m.sig.Params().At(i).Type()
		if ch, ok := t.Underlying().(*types.Chan); ok && (m.words[0] == "dispatch" || ch.Dir() == types.RecvOnly) {
			return nil // it answers by that, or hands on what comes by it
		}
		if sig, ok := t.Underlying().(*types.Signature); ok && slices.ContainsFunc(it.regs, func(reg *member) bool { return reg.handler != nil && indexOf(sig, reg.handler) >= 0 }) {
			return nil // it calls that for each of them, which tells them
		}
		if params&bit(i) == 0 || gotypes.IsContext(t) || isOfStandard(elem(t)) || noMessage[last(nameWords(elem(t)))] && !m.isPeer(elem(t)) && !(it.isOfHooks() && it.takes(t)) ||
			!announces && !isFlag(t) && !types.IsInterface(elem(t)) && !isCalledMessage(t) && !((it.many || queues) && (it.isNamedLike(m) || it.takes(t))) || // it works with that
			isFlag(elem(t)) && !slices.ContainsFunc(it.regs, func(reg *member) bool {
				return reg.message != nil && (types.Identical(reg.message, elem(t)) || it.sendsToClients(m) && reg.isOf(t))
			}) ||
			m.sig.Variadic() && i == m.sig.Params().Len()-1 && gotypes.IsEmptyInterface(elem(t)) && !takesAsMany(it.regs, announces) {
			continue
		}
		for result := range m.sig.Results().Variables() {
			if types.Identical(result.Type(), t) && !runThem(m.words) {
				return nil
			}
		}
		said = true
	}
	makes := !said && len(m.words) == 1 && (!answering[m.words[0]] || m.sig.Results().Len() == 0) && b.itself[at] && !b.works && !b.adds && params&^receiver != 0 && slices.ContainsFunc(it.regs, func(reg *member) bool {
		return reg.handler != nil && reg.verb.use&listening != 0 && reg.message != nil && isCalledMessage(reg.message)
	})
	said = said || makes || announces && !slices.ContainsFunc(it.regs, func(reg *member) bool {
		return verbs[reg.words[0]].use&listening == 0 && !hasAny(reg.words, handlerNames) && !hasAny(reg.words, receivers) && !reg.hub
	})
	if !said || b.f.s.strength(it) == 0 && it.answers(m) && !(b.announces && b.events(params)&^receiver != 0) {
		return nil
	}
	m.verb.use = sending
	if it.many || announces {
		m.verb.use |= announcing
	}
	sends := b.f.s.sendsAny(m) && !at.isIn(m.message) && (params&bit(m.at) != 0 || b.f.s.sendsOf(m, params))
	if m.sendsToPeer() || it.isKeyedOtherwise(m) || announces && anyType(m.sig.Results(), func(t types.Type) bool { return hasAny(nameWords(elem(t)), awaited) }) {
		return nil
	}
	m.tells = makes || b.isOther(m, it, queues)
	if !sends || makes || it.isHeard(m) && !isCalledMessage(m.message) { // its name is what happened, and that is about something
		m.at, m.message, m.holder = 0, nil, true
	}
	return m
}

// isKeyedOtherwise reports whether those who are told nothing are known by another kind of key than m is given: the states that
// a trigger leads to.
func (s *surface) isKeyedOtherwise(m *member) bool {
	return m.takesKey() && slices.ContainsFunc(s.regs, func(reg *member) bool {
		sig, ok := reg.handler.(*types.Signature)
		return ok && takesNothing(sig) && reg.takesKey() && !takes(reg.sig, func(key types.Type) bool { return isText(key) && indexOf(m.sig, elem(key)) >= 0 })
	})
}

// giver returns the function as a member that hands out the handlers of what it is given, or of its type argument, for who sends that
// to call them, where nothing else does: GetHandler(Command) (Handler, error), or Resolve[C]() Handler[C]. Other registries
// hand out what is called something else, or works with something else.
func (b *body) giver(it *surface) *member {
	m := b.member()
	if m == nil || !b.f.s.mayGive(m.fn) || leaving[m.words[0]] {
		return nil
	}
	given := elem(m.sig.Results().At(0).Type())
	var message types.Type
	for _, reg := range it.regs {
		if called := reg.called(); called != nil && (types.Identical(reg.handler, given) || origin(given) != nil && origin(given) == origin(reg.handler)) {
			message = elem(Taken(called))
		}
	}
	if message == nil || !isParam(message) && !isCalledMessage(message) || it.named != nil && isNoBus(it.words) {
		return nil
	}
	m.verb.use, m.tells = sending, true
	m.at = indexOf(m.sig, message)
	switch generic := m.sig.TypeParams().Len() > 0; {
	case m.at >= 0:
		m.message = elem(m.sig.Params().At(m.at).Type())
	case generic:
		m.message, m.typeArg = m.sig.TypeParams().At(0), true
	case kindByWords(nameWords(given)) == kind.NoKind && b.f.s.strength(it) < strong:
		return nil
	default:
		m.holder = true // which is called by a name
	}
	return m
}

// mayGive reports whether others call a function that hands out one who may be told what it is about.
func (s *shapes) mayGive(fn *types.Func) bool {
	results := fn.Signature().Results()
	if !fn.Exported() || results.Len() == 0 || results.Len() > 2 {
		return false
	}
	given := elem(results.At(0).Type())
	return (gotypes.IsFunc(given) || types.IsInterface(given) && receivers[endOf(nameWords(given))]) && s.isTold(given)
}

// isOfHTTP reports whether t is what comes with a request over HTTP.
func isOfHTTP(t types.Type) bool {
	obj := origin(elem(t))
	return obj != nil && obj.Pkg() != nil && obj.Pkg().Path() == "net/http"
}

// runs reports whether the function calls a function that it is given.
func (b *body) runs() bool {
	params := b.fn.Signature().Params()
	for i := range b.asks {
		if i >= 0 && gotypes.IsFunc(params.At(i).Type()) {
			return true
		}
	}
	return false
}

// isOther reports whether the function, which is m, hands those who certainly listen just what they take: it is the other half of
// what registers them, whatever its verb. One that handles something is told that itself, and one that does something with it
// tells of that on the way. One that does no more than to put it into a queue for all of them is one, whatever it takes.
func (b *body) isOther(m *member, it *surface, queues bool) bool {
	if answering[m.words[0]] || m.words[0] == "on" || leaving[m.words[0]] {
		return false
	}
	only := !b.works
	for at := range b.keeps {
		only = only && isChannel(b.f.typeAt(at))
	}
	return slices.ContainsFunc(it.regs, func(reg *member) bool {
		if reg.handler == nil || reg.fn == nil || reg.hub && !reg.isChannel() || !it.hears(reg) {
			return false
		}
		takes := m.message != nil && reg.isOf(m.message)
		if takes && (isCalledMessage(m.message) || only && (reg.isChannel() || queues && it.all)) {
			return true
		}
		called, about := reg.called(), append([]string{"on"}, nameWords(m.message)...)
		return only && (!takes && called != nil && sameParams(called, m.sig) || slices.ContainsFunc(functionsOf(reg.handler), func(fn types.Object) bool {
			sig, ok := fn.Type().(*types.Signature)
			return takes && slices.Equal(wordsOf(fn.Name()), about) || ok && !types.IsInterface(reg.handler) && isPast(m.words) && sameParams(sig, m.sig)
		}))
	})
}

// sendsOf reports whether one of the parameters that are told is a message, and notes it: others say what gave rise to it.
func (s *shapes) sendsOf(m *member, params uint64) bool {
	for i := range m.sig.Params().Len() {
		if t := m.sig.Params().At(i).Type(); params&bit(i) != 0 && s.isMessage(t) {
			m.at, m.message = i, elem(t)
			return true
		}
	}
	return false
}

// answers reports whether a function returns something else than an error: what handlers answer. One that says whether
// they have handled what it is named after tells them, and so does one that runs hooks. Who hears by a channel answers nothing.
func (s *surface) answers(m *member) bool {
	if m.sig.Results().Len() == 0 || gotypes.IsError(m.sig.Results().At(0).Type()) || runThem(m.words) && hasAny(s.words, hookWords) {
		return false
	}
	says := types.Identical(m.sig.Results().At(0).Type().Underlying(), types.Typ[types.Bool])
	return !says || !s.isNamedLike(m) && slices.ContainsFunc(s.regs, func(reg *member) bool { return reg.handler != nil && !reg.isChannel() })
}

// isNamedLike reports whether one of the functions that register is called after the same as m: RegisterOnJoin, and
// handleJoin.
func (s *surface) isNamedLike(m *member) bool {
	return slices.ContainsFunc(s.regs, func(reg *member) bool {
		return slices.ContainsFunc(m.words[1:], func(word string) bool { return slices.Contains(reg.words[1:], word) })
	})
}
