package profile

import (
	"cmp"
	"go/types"
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
		if ch := cmp.Or(s.handedOut(it, m), s.joins(it, m)); ch != nil {
			m.handler, m.message = nil, elem(ch.Elem()) // which it may take options for
			m.verb.use |= registering | listening
			regs = append(regs, m)
		}
	}
	heard := regs
	if ch := s.joining(it); ch != nil && len(regs) == 0 {
		heard = []*member{{message: elem(ch.Elem())}}
	}
	for _, m := range all {
		if s.announcesTo(m, heard) || m.queues(it) {
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
	}
	return m
}

// handedOut returns the channel that a method returns, by itself or in a subscription, if its name says that
// somebody listens, and its type keeps several such; nil if not. One that registers by a key waits for an answer.
func (s *shapes) handedOut(it *surface, m *member) *types.Chan {
	alone := m.verb.use&registering != 0 && m.sig.Params().Len() == 0
	if m.verb.use&listening == 0 && !alone || m.handler != nil && !m.sig.Variadic() {
		return nil
	}
	for result := range m.sig.Results().Variables() {
		ch := channelOf(result.Type(), s.pkg)
		foreign := ch != nil && carriesBytes(elem(ch.Elem())) && strength(it.words, s.words) == 0 // as a transport
		if ch != nil && !foreign && ch.Dir() != types.SendOnly && !isSignal(ch) && (hasChannels(it.named, elem(ch.Elem())) || handsOutEvents(it, m, ch)) {
			return ch
		}
	}
	return nil
}

// handsOutEvents reports whether a method hands out the one channel into which its type puts its events: Events()
// <-chan Event.
func handsOutEvents(it *surface, m *member, ch *types.Chan) bool {
	event := queued(it)
	return event != nil && handsOutByName(m.words) && !noBus[last(it.words)] && kindByWords(nameWords(event)) == kind.Event && types.Identical(elem(ch.Elem()), event)
}

// joins returns the channel of the client that a method of a hub adds to those that this keeps: Register(*Client); nil
// if it adds none.
func (s *shapes) joins(it *surface, m *member) *types.Chan {
	if m.verb.use&registering == 0 || len(m.words) > 2 && m.words[0] != "subscribe" || m.sig.Results().Len() > 1 {
		return nil
	}
	for i := range m.sig.Params().Len() {
		if ch := s.ofClient(it, m.sig.Params().At(i).Type()); ch != nil {
			m.at = i
			return ch
		}
	}
	return nil
}

// joining returns the channel of the clients of a hub that come by a channel themselves, in a field of it; nil if there
// are none.
func (s *shapes) joining(it *surface) *types.Chan {
	st, ok := it.named.Underlying().(*types.Struct)
	for i := 0; ok && i < st.NumFields(); i++ {
		if queue, ok := st.Field(i).Type().Underlying().(*types.Chan); ok {
			if ch := s.ofClient(it, queue.Elem()); ch != nil {
				return ch
			}
		}
	}
	return nil
}

// ofClient returns the channel by which a client of the package hears what its hub has, which keeps several such; nil if
// t is none.
func (s *shapes) ofClient(it *surface, t types.Type) *types.Chan {
	st, ok := gotypes.Deref(t).Underlying().(*types.Struct)
	if obj := origin(gotypes.Deref(t)); !ok || obj == nil || obj.Pkg() != s.pkg || s.strength(it) == 0 {
		return nil
	}
	for field := range st.Fields() {
		ch, ok := field.Type().Underlying().(*types.Chan)
		if ok && ch.Dir() != types.RecvOnly && !isSignal(ch) && hasChannels(it.named, elem(ch.Elem())) && s.keeps(&surface{named: it.named, regs: []*member{{handler: t}, {handler: elem(t)}}}) {
			return ch
		}
	}
	return nil
}

// announcesTo reports whether a method announces what arrives at the channels that one of those hands out: it is given
// that, or makes it.
func (s *shapes) announcesTo(m *member, regs []*member) bool {
	if len(m.words) == 0 || m.verb.use&announcing == 0 && m.words[0] != "send" || slices.Contains(regs, m) {
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
	case !m.fn.Exported():
		return false
	case known && len(m.words) == 1:
		return isFlag(regs[0].message) && !m.sendsToPeer() // it is written into a text
	default:
		m.holder, m.at = true, m.sig.Params().Len()
	}
	return !m.sendsToPeer()
}
