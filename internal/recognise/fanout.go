package recognise

import (
	"cmp"
	"go/ast"
	"go/types"
	"maps"
	"slices"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/kind"
)

// fansOut returns the members of a type that hand out channels of which it keeps several, whatever these carry, and
// those that announce what is sent to these: Subscribe(room) <-chan []byte and Broadcast(room, event).
func (s *shapes) fansOut(it *surface) []*member {
	if it.named == nil {
		return nil
	}
	var all, regs, sends []*member
	for _, fn := range methodsOf(it.named) {
		all = append(all, it.memberOf(fn))
	}
	for _, m := range all {
		if ch := s.handedOut(it, m); ch != nil {
			m.handler, m.message = nil, elem(ch.Elem()) // which it may take options for
			m.verb.use |= registering | listening
			regs = append(regs, m)
		}
	}
	for _, m := range all {
		if s.announcesTo(it, m, regs) || m.queues(it) {
			m.verb.use |= sending
			sends = append(sends, m)
		}
	}
	if len(sends) == 0 {
		return nil
	}
	for _, m := range regs {
		it.regs = appendNew(it.regs, m)
	}
	for _, m := range sends {
		it.sends = appendNew(it.sends, m)
	}
	return append(regs, sends...)
}

// queues reports whether a method says that it publishes an event, for which its type has a channel.
func (m *member) queues(it *surface) bool {
	waiting := queued(it)
	return m.fn.Exported() && len(m.words) == 1 && m.verb.use&(announcing|recording) == announcing && !vague[m.words[0]] && waiting != nil &&
		m.message != nil && isEvent(m) && types.Identical(m.message, waiting)
}

// memberOf returns the member of the surface that is the method, or a new one, with what its name says alone.
func (s *surface) memberOf(fn *types.Func) *member {
	m := &member{fn: fn, sig: fn.Signature()}
	for _, known := range slices.Concat(s.members(), s.relays, s.faint) {
		if known.fn.Origin() == fn.Origin() {
			m = known
		}
	}
	if v, words := verbOf(fn.Name()); !slices.Contains(s.members(), m) {
		m.verb, m.words = v, words
		if handsOut(fn, words) {
			m.verb.use = registering | listening
		}
	}
	return m
}

// handedOut returns the channel that a method returns, by itself or in a subscription, if its name says that
// somebody listens, and its type keeps several such; nil if not. One that registers by a key waits for an answer.
func (s *shapes) handedOut(it *surface, m *member) *types.Chan {
	alone := (m.verb.use&registering != 0 || forwards(it, m)) && m.sig.Params().Len() == 0
	if m.verb.use&listening == 0 && !alone || m.handler != nil && !m.sig.Variadic() {
		return nil
	}
	for result := range m.sig.Results().Variables() {
		ch := channelOf(result.Type(), s.pkg)
		foreign := ch != nil && carriesBytes(elem(ch.Elem())) && strength(it.words, s.words) == 0 // as a transport
		if ch != nil && !foreign && ch.Dir() != types.SendOnly && !IsSignal(ch) && (hasChannels(it.named, elem(ch.Elem())) || s.handsOutEvents(it, m, ch)) {
			return ch
		}
	}
	return nil
}

// forwards reports whether a method returns a channel to read from, whatever it is called, and its type keeps several such for
// values of its type parameter: Forwarder[T].Get() <-chan T.
func forwards(it *surface, m *member) bool {
	if it.named.TypeParams().Len() == 0 || !m.fn.Exported() || m.sig.Results().Len() == 0 {
		return false
	}
	ch, ok := m.sig.Results().At(0).Type().(*types.Chan)
	return ok && ch.Dir() == types.RecvOnly && isParam(ch.Elem()) && hasField(it.named, func(list types.Type) bool {
		return isList(list) && anyElement(list, func(part types.Type) bool {
			kept, ok := part.(*types.Chan)
			return ok && kept.Dir() != types.RecvOnly && isParam(kept.Elem())
		})
	})
}

// handsOutEvents reports whether a method hands out the one channel into which its type puts its events, or a bus anything:
// Events() <-chan Event.
func (s *shapes) handsOutEvents(it *surface, m *member, ch *types.Chan) bool {
	event := queued(it)
	return event != nil && handsOut(m.fn, m.words) && !noBus[last(it.words)] && (kindByWords(nameWords(event)) == kind.Event || strength(it.words, s.words) == strong) && types.Identical(elem(ch.Elem()), event)
}

// handsOut reports whether a function returns a channel, and is called after what comes by that: Events, or JobUpdates.
func handsOut(fn *types.Func, words []string) bool {
	results := fn.Signature().Results()
	if results.Len() == 0 || !isChannel(results.At(0).Type()) {
		return false
	}
	return handsOutByName(words) || streamed[last(words)] && verbs[words[0]].use == 0
}

// announcesTo reports whether a method announces what arrives at the channels that one of those hands out: it is given
// that, or makes it. What has a channel of its own goes elsewhere, if all hear one.
func (s *shapes) announcesTo(it *surface, m *member, regs []*member) bool {
	if m.verb.use&announcing == 0 && m.words[0] != "send" || slices.Contains(regs, m) {
		return false
	}
	says := len(m.words) == 1 || m.words[0] == "broadcast" || isPast(m.words) || m.words[1] == "all" || receivers[m.words[1]] || hasAny(m.words[1:], messageWords) || hasAny(m.words[1:], eventWords)
	for _, reg := range regs {
		if at := indexOf(m.sig, reg.message); at >= 0 && !m.sig.Variadic() && !isFlag(reg.message) && (says || !gotypes.IsEmptyInterface(reg.message)) {
			m.at, m.message = at, reg.message
			return !m.sendsToPeer()
		}
	}
	if !says || len(regs) == 0 || m.verb.use&recording != 0 {
		return false
	}
	switch known := s.sends(m); {
	case known && (m.isOpen() || isCalledMessage(m.message)):
		return hasChannels(it.named, regs[0].message) || !hasField(it.named, func(t types.Type) bool { return isChannel(t) && hasChannel(t, m.message) })
	case !m.fn.Exported():
		return false
	case known && len(m.words) == 1:
		return isFlag(regs[0].message) && !m.sendsToPeer() // it is written into a text
	default:
		m.holder, m.at = true, m.sig.Params().Len()
	}
	return !m.sendsToPeer()
}

// hasList reports whether the package has a list of what has an interface that has it itself, and is no journal: Sinks{all
// []Sink}.
func (s *shapes) hasList(it *surface) bool {
	if it.named == nil || !types.IsInterface(it.named) || isJournal(it.words, it.named) || hasAny(s.words, journals) {
		return false
	}
	for tn := range gotypes.Declared(s.pkg) {
		ofIt := func(t types.Type) bool {
			list, ok := t.Underlying().(*types.Slice)
			return ok && types.Identical(list.Elem(), it.named)
		}
		if !types.IsInterface(tn.Type()) && standsFor(tn.Type(), it.named) && (ofIt(tn.Type()) || hasField(tn.Type(), ofIt)) {
			return true
		}
	}
	return false
}

// hearing returns the channel by which a value of type t hears what there is, which it is or has; nil if there is none. It
// notes whether t is a client, and has it for itself.
func (s *shapes) hearing(m *member, t types.Type) *types.Chan {
	ch := cmp.Or(channelOf(t, s.pkg), iterated(t))
	if ear := s.queueOf(t); ear != nil {
		m.client, m.hidden = gotypes.Deref(t), ch == nil
		ch = cmp.Or(ch, carries(ear.Name(), ear.Type()))
	}
	return ch
}

// returned returns the channel by which who has called m hears what there is; nil if m returns none.
func (s *shapes) returned(m *member) *types.Chan {
	for result := range m.sig.Results().Variables() {
		if ch := s.hearing(m, result.Type()); ch != nil {
			return ch
		}
		for _, field := range fieldsOf(gotypes.Deref(result.Type())) {
			if ch, ok := field.Type().Underlying().(*types.Chan); ok && field.Exported() && m.words[0] == "subscribe" {
				return ch // which may only wake
			}
		}
	}
	return nil
}

// iterated returns a channel of what an iterator of type t yields; nil if it is none.
func iterated(t types.Type) *types.Chan {
	sig, ok := t.Underlying().(*types.Signature)
	if !ok || sig.Params().Len() != 1 || sig.Results().Len() > 0 {
		return nil
	}
	yield, ok := sig.Params().At(0).Type().Underlying().(*types.Signature)
	if !ok || yield.Params().Len() != 1 || yield.Results().Len() != 1 || !types.Identical(yield.Results().At(0).Type(), types.Typ[types.Bool]) {
		return nil
	}
	return types.NewChan(types.RecvOnly, yield.Params().At(0).Type())
}

// isHub reports whether a function announces something to the channels, or those of the clients, that m keeps at the store,
// or a loop hands on to these what comes by a channel.
func (f *flow) isHub(at store, m *member) bool {
	if own := f.s.surfaceAt(at).named; own != nil && m.client != nil && types.Identical(m.client, own) {
		return false // others of its own kind are members of a network
	}
	if m.client != nil && (servesOne(m.words) || senders[last(nameWords(m.client))] && !slices.ContainsFunc(m.words, func(word string) bool { return people[word] && !senders[word] })) || isForeignName(m.words) || m.client == nil && m.handler != nil && !m.isChannel() || m.client == nil && hasAny(wordsOf(at.name), waiting) ||
		m.handler == nil && !namesJoining(m.words) {
		return false // startNode(labels) returns what has channels
	}
	reached := f.reached(at, m.client)
	return slices.ContainsFunc(f.bodies, func(b *body) bool {
		words := wordsOf(b.fn.Name())
		if !reached(b) || hasAny(words, awaited) {
			return false
		}
		for to := range b.tells {
			loops := b.ranges[to] && slices.ContainsFunc(b.moves(b.tells, to), func(queue store) bool { return isChannel(f.stores[queue]) })
			if (to == at || m.client != nil && to.typ == at.typ) && (b.announces && words[0] != "on" && !onlyOfBus(words) || b.ranges[to] && (m.client != nil || m.handler == nil || m.isChannel()) && toAll[words[0]] && b.whole[to] || loops) {
				return true
			}
		}
		return false
	})
}

// reached returns what reports whether a function sends to what clients hear by that are kept at a store: one in the package.
func (f *flow) reached(at store, client types.Type) func(*body) bool {
	if client == nil {
		return func(*body) bool { return true }
	}
	if types.IsInterface(client) {
		return func(b *body) bool {
			return b.ranges[at] || len(b.tells) > 0 && slices.ContainsFunc(slices.Collect(maps.Keys(b.tells)), func(to store) bool { return to.typ == at.typ && b.ranges[to] })
		}
	}
	if origin(client).Pkg() != f.s.pkg {
		return func(*body) bool { return true }
	}
	t, queues := f.s.typeOf(at), []store{{origin(client).Name(), f.s.queueOf(client).Name()}}
	for _, field := range fieldsOf(client) {
		if isSocket(gotypes.Deref(field.Type())) {
			queues = append(queues, store{origin(client).Name(), field.Name()}) // to which it may be written at once
		}
	}
	channels := t != nil && anyElement(t, isChannel)
	return func(b *body) bool {
		return channels && b.tells[at] != nil || slices.ContainsFunc(queues, func(queue store) bool { return b.tells[queue] != nil })
	}
}

// senders are last words of types that have a queue of what they send, rather than what they hear.
var senders = set("broker producer publisher sender process")

// servesOne reports whether words are those of a function that reads from a client, or does what that asks for, which
// may be to join: readPump(c), handleMessage(c, m). One called handleJoin does no more.
func servesOne(words []string) bool {
	return words[0] == "read" || words[0] == "handle" && !slices.ContainsFunc(words[1:], func(word string) bool { return verbs[word].use&registering != 0 })
}

// toAll are verbs of what a hub tells all of its clients, whose names say nothing else: SendToAll, PushEvent.
var toAll = set("send push tell fan update report")

// joins returns what stands for those who register the clients of a hub in a store, if nobody does that by a call: they
// come by a channel, are made where they are kept, or are put there by other packages; nil if they are not.
func (f *flow) joins(at store) *member {
	t := f.s.typeOf(at)
	if at.isOther() {
		t = f.stores[at]
	}
	if t == nil || !isList(t) {
		return nil
	}
	m := f.s.clientIn(t)
	if m == nil || !f.isHub(at, m) {
		return nil
	}
	filled := false
	for _, b := range f.bodies {
		kept := b.keeps[at]
		filled = filled || kept != nil
		if kept != nil && (kept.params()&ownChannel != 0 || slices.ContainsFunc(b.moves(b.keeps, at), func(queue store) bool {
			t := f.s.typeOf(queue)
			return t != nil && isChannel(t) && f.s.clientIn(t) != nil
		})) {
			m.hub = true
		}
	}
	if m.hub = m.hub || !filled; !m.hub {
		return nil
	}
	return m
}

// inner returns those of the functions of buses that their package only calls with what others of them have put into a
// channel, or what comes by one that a loop of the bus is given: for e := range d.events { d.process(e) } does what was sent by d.Dispatch(e).
// What registers does so whoever has put it into a channel of the bus.
func (f *flow) inner(bus map[method]bool) map[method]bool {
	isOfBus := func(b *body) bool { return bus[method{b.typ, b.fn.Name()}] }
	filled := map[store]bool{}
	for _, b := range f.bodies {
		for at, value := range b.keeps {
			filled[at] = filled[at] || isOfBus(b) && isChannel(f.typeAt(at)) && value.params()&^receiver != 0
		}
	}
	found := map[method]bool{}
	for _, b := range f.bodies {
		if !isOfBus(b) || b.fn.Exported() {
			continue
		}
		queued, other := 0, 0
		for caller := range b.callers {
			if isOfBus(caller) {
				continue
			}
			ast.Inspect(caller.decl.Body, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok && caller.calleeOf(call) == b.fn {
					each, all := caller.args(call)
					comes := false
					for i, arg := range each {
						comes = comes || caller.typ == b.typ && arg.params()&caller.channels() != 0 && !isChannel(caller.typeOf(call.Args[i]))
					}
					if comes || slices.ContainsFunc(all.stores, func(at store) bool {
						return filled[at] || at.typ == b.typ && isChannel(f.typeAt(at)) && namesOf(b.fn)&registering != 0
					}) {
						queued++
					} else {
						other++
					}
				}
				return true
			})
		}
		if queued > 0 && other == 0 {
			found[method{b.typ, b.fn.Name()}] = true
		}
	}
	return found
}

// channels returns the parameters that are channels.
func (b *body) channels() uint64 {
	var found uint64
	for i := range b.fn.Signature().Params().Len() {
		if isChannel(b.fn.Signature().Params().At(i).Type()) {
			found |= bit(i)
		}
	}
	return found
}

// typeOf returns the type of a field or variable of the package; nil if there is none of the name.
func (s *shapes) typeOf(at store) types.Type {
	obj := s.pkg.Scope().Lookup(cmp.Or(at.typ, at.name))
	if obj == nil {
		return nil
	}
	if at.typ == "" {
		return obj.Type()
	}
	for _, field := range fieldsOf(obj.Type()) {
		if field.Name() == at.name {
			return field.Type()
		}
	}
	return nil
}

// hasClients reports whether a struct has a field for several clients, or a channel by which they come.
func (s *shapes) hasClients(t types.Type) bool {
	return hasField(t, func(t types.Type) bool { return s.clientIn(t) != nil })
}

// clientIn returns what stands for those who register a client that is in a map, a slice or a channel of type t: a channel,
// or a struct that has one for itself; nil if there is none in it.
func (s *shapes) clientIn(t types.Type) *member {
	if !isList(t) && !isChannel(t) {
		return nil
	}
	var found *member
	anyElement(t, func(part types.Type) bool {
		m := &member{words: []string{"join"}, verb: verb{use: registering | listening}, handler: part, sig: new(types.Signature)}
		ch, isChan := part.Underlying().(*types.Chan)
		switch {
		case part == t:
		case isChan && !IsSignal(ch):
			m.message = elem(ch.Elem())
		case !isChan:
			if ch := s.hearing(m, part); ch != nil && (m.client != nil || types.IsInterface(part) && ch.Dir() != types.RecvOnly) {
				m.client, m.message = cmp.Or(m.client, part), elem(ch.Elem())
			}
		}
		if m.message != nil {
			found = m
		}
		return found != nil
	})
	return found
}

// sendsToClients reports whether a method has the name of what sends to those who are registered with a channel each.
func (s *surface) sendsToClients(m *member) bool {
	return m.words[0] == "send" && s.named != nil && m.recv == s.named.Obj().Name() && ofHub(s.regs)
}

// ofHub reports whether one of those registers clients to all of whom something is announced.
func ofHub(regs []*member) bool {
	return slices.ContainsFunc(regs, func(reg *member) bool { return reg.hub })
}

// waiting are words of what has a channel for the one who has asked for it, or for what it has to do.
var waiting = set("request call query job task worker promise future waiter waiters pending calls requests jobs queries tasks")

// queueOf returns by what a client hears what there is, in the package: a field of a struct that is a channel, a socket, a
// function called after sending or another client, or the method of an interface; nil if t is none. What is called a message has a
// channel for its answer, and connections are handed out to be served.
func (s *shapes) queueOf(t types.Type) types.Object {
	t = gotypes.Deref(t)
	obj := origin(t)
	if obj == nil || isOfStandard(t) || isOfPeer(t) || isCalledMessage(t) || hasAny(nameWords(t), awaited) || hasAny(nameWords(t), waiting) {
		return nil
	}
	switch u := t.Underlying().(type) {
	case *types.Interface:
		if people[last(nameWords(t))] {
			for fn := range u.Methods() {
				if carries(fn.Name(), fn.Signature()) != nil {
					return fn
				}
			}
		}
	case *types.Struct:
		var ear types.Object
		for field := range u.Fields() {
			own := obj.Pkg() == s.pkg || field.Exported()
			if own && carries(field.Name(), field.Type()) != nil && (ear == nil || isChannel(field.Type()) && !isChannel(ear.Type())) {
				ear = field
			}
		}
		if ear == nil && isSocket(t) {
			return obj
		}
		return ear
	}
	return nil
}

// carries returns, as a channel, what is sent to a client by something of that name and type; nil if it is not for that.
func carries(name string, t types.Type) *types.Chan {
	if isSocket(gotypes.Deref(t)) {
		return types.NewChan(types.SendOnly, types.NewInterfaceType(nil, nil))
	}
	switch u := t.Underlying().(type) {
	case *types.Chan:
		if u.Dir() != types.RecvOnly && !IsSignal(u) && (!isText(u.Elem()) || isString(u.Elem())) && !noMessage[last(nameWords(elem(u.Elem())))] {
			return u
		}
	case *types.Signature:
		if taken := Taken(u); taken != nil && wordsOf(name)[0] == "send" && answersNothing(u) {
			return types.NewChan(types.SendOnly, taken)
		}
		if u.Params().Len() == 0 && u.Results().Len() == 1 && isChannel(u.Results().At(0).Type()) && !hasAny(wordsOf(name), awaited) {
			return carries(name, u.Results().At(0).Type()) // Inbox() chan<- Event
		}
	case *types.Interface:
		if people[last(nameWords(t))] {
			for fn := range u.Methods() {
				if ch := carries(fn.Name(), fn.Signature()); ch != nil {
					return ch
				}
			}
		}
	}
	return nil
}

// isSocket reports whether t is a connection by which a browser hears what there is, as libraries for that call it:
// websocket.Conn.
func isSocket(t types.Type) bool {
	obj := origin(t)
	return obj != nil && obj.Name() == "Conn" && obj.Pkg() != nil && obj.Pkg().Name() == "websocket"
}

// people are last words of interfaces of those to whom a hub sends.
var people = set("client player session user viewer participant guest member subscriber sender conn connection")
