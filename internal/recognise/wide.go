package recognise

import (
	"go/types"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/english"
	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/kind"
)

// wideSurfaces returns all functions and methods of the package that may send or register, but
// those of what is certain.
func (s *shapes) wideSurfaces(certain map[*types.TypeName]bool) []*surface {
	var all []*surface
	var funcs []*types.Func
	for _, name := range s.pkg.Scope().Names() {
		switch obj := s.pkg.Scope().Lookup(name).(type) {
		case *types.Func:
			if !certain[nil] && obj.Exported() {
				funcs = append(funcs, obj)
			}
		case *types.TypeName:
			if named, ok := obj.Type().(*types.Named); ok && !obj.IsAlias() && !certain[obj] && !isForeignName(wordsOf(name)) && !isOfCluster(named) {
				all = append(all, s.wide(&surface{named: named, words: wordsOf(name)}, methodsOf(named)))
			}
		}
	}
	return append(all, s.wide(&surface{words: s.words}, funcs))
}

// wide adds to the surface those of the functions that may send or register anything.
func (s *shapes) wide(it *surface, funcs []*types.Func) *surface {
	for _, fn := range funcs {
		before := len(it.sends) + len(it.regs)
		if s.add(it, fn); len(it.sends)+len(it.regs) > before {
			continue
		}
		m := &member{fn: fn, sig: fn.Signature()}
		m.verb, m.words = verbOf(fn.Name())
		if m.isOfWire() {
			continue
		}
		if m.verb.faint || onlyOfBus(m.words) && m.verb.use&announcing == 0 {
			m.verb.use = 0
		}
		switch {
		case runThem(m.words) && hasAny(slices.Concat(it.words, s.words), hookWords):
			m.verb.use = sending
		case m.verb.use == 0 && s.takesReceiver(m):
			m.verb.use = registering
		case m.verb.use&sending == 0 && s.handsOutMessages(it, m):
			m.verb.use = registering | listening
		}
		switch {
		case s.collects(it, m):
			m.verb.use = recording | announcing
			it.sends = append(it.sends, m)
		case m.verb.use&registering != 0 && s.registersAny(m):
			it.regs = append(it.regs, m)
		case (m.verb.use&sending != 0 || stores(m.words) && (m.words[0] != "log" || endOf(it.words) == "logger") || isOutbox(it, m)) && s.sendsAny(m) && !m.sendsToPeer():
			if isOutbox(it, m) && kindByWords(nameWords(m.message)) == kind.Event {
				m.verb.use |= announcing
			}
			it.sends = append(it.sends, m)
		}
	}
	for _, fn := range funcs {
		if slices.ContainsFunc(it.members(), func(m *member) bool { return m.fn == fn }) {
			continue
		}
		m := &member{fn: fn, sig: fn.Signature()}
		m.verb, m.words = verbOf(fn.Name())
		if it.hasOneDoIt(m) || !slices.ContainsFunc(it.regs, func(reg *member) bool { return s.fires(m, reg) || s.tellsKept(it, m, reg) }) && !s.isEventMethod(it, m) {
			continue
		}
		if !s.sendsAny(m) || !isCalledMessage(m.message) {
			m.at, m.message, m.holder = 0, nil, true
		}
		m.verb.use = sending | announcing
		it.sends = append(it.sends, m)
	}
	return it
}

// isOfWire reports whether a function is by its name, or by what it takes, of who sends mail, or talks to
// others over a network.
func (m *member) isOfWire() bool {
	return hasAny(m.words, wireWords) || takes(m.sig, func(t types.Type) bool {
		obj := origin(elem(t))
		return obj != nil && obj.Pkg() != nil && (obj.Pkg().Path() == "net" || strings.HasPrefix(obj.Pkg().Path(), "net/"))
	})
}

// takesReceiver reports whether a function with a verb that says nothing by itself, as Use, takes
// something that is called a handler or listener.
func (s *shapes) takesReceiver(m *member) bool {
	return verbs[m.words[0]].use&registering != 0 && takes(m.sig, func(t types.Type) bool {
		return types.IsInterface(elem(t)) && receivers[endOf(nameWords(elem(t)))]
	})
}

// handsOutMessages reports whether a method returns the channel that messages arrive at: one of what is called
// a message, or one of those that its type keeps.
func (s *shapes) handsOutMessages(it *surface, m *member) bool {
	if m.sig.Recv() == nil || m.sig.Results().Len() == 0 || m.words[0] == "done" || hasAny(m.words, awaited) {
		return false // or what came of some work
	}
	ch, ok := m.sig.Results().At(0).Type().Underlying().(*types.Chan)
	if !ok || ch.Dir() == types.SendOnly {
		return false
	}
	alone := ch.Dir() == types.RecvOnly && m.sig.Params().Len() == 0 && m.sig.Results().Len() == 1 && isCalledMessage(ch.Elem())
	return alone || it.named != nil && verbs[m.words[0]].use&registering != 0 && hasChannels(it.named, elem(ch.Elem()))
}

// collects reports whether a method keeps an event in a slice of its type, as aggregates do, and
// notes the event.
func (s *shapes) collects(it *surface, m *member) bool {
	if it.named == nil || m.sig.Params().Len() != 1 || !collecting[m.words[0]] || noBus[last(it.words)] ||
		len(m.words) > 1 && !hasAny(m.words[1:], kindWordSet) || len(m.words) == 1 && m.words[0] == "append" {
		return false
	}
	st, ok := it.named.Underlying().(*types.Struct)
	event := elem(m.sig.Params().At(0).Type())
	if !ok || runs(event) || gotypes.IsEmptyInterface(event) || !types.IsInterface(event) || kindByWords(nameWords(event)) != kind.Event || !s.isMessage(event) {
		return false
	}
	for field := range st.Fields() {
		if slice, ok := field.Type().Underlying().(*types.Slice); ok && types.Identical(slice.Elem(), event) {
			m.at, m.message = 0, event
			return true
		}
	}
	return false
}

// isEventMethod reports whether m is a method of an interface for who publishes, of which the methods
// are called after events: OrderPlaced(order), OrderPaid(order).
func (s *shapes) isEventMethod(it *surface, m *member) bool {
	if it.named == nil || !m.fn.Exported() || m.sig.Params().Len() == 0 || m.sig.Results().Len() > 1 || s.strength(it) < fair || receivers[endOf(it.words)] {
		return false
	}
	iface, ok := it.named.Underlying().(*types.Interface)
	past := 0
	for i := 0; ok && i < iface.NumMethods(); i++ {
		if words := wordsOf(iface.Method(i).Name()); len(words) > 1 && isPast(words) {
			past++
		}
	}
	return past > 1 && 2*past >= iface.NumMethods()
}

// isPast reports whether the last word of a name is in the past tense.
func isPast(words []string) bool { return english.IsPast(last(words)) }

// constructor returns what a function registers that makes a type of the package from handlers, and
// that type.
func (s *shapes) constructor(fn *types.Func) (*member, *types.TypeName) {
	if !strings.HasPrefix(fn.Name(), "New") || fn.Signature().Results().Len() == 0 {
		return nil, nil
	}
	m := &member{fn: fn, sig: fn.Signature(), words: wordsOf(fn.Name()), verb: verb{use: registering}}
	made := origin(gotypes.Deref(m.sig.Results().At(0).Type()))
	if made == nil || made.Pkg() != s.pkg {
		return nil, nil
	}
	for i := range m.sig.Params().Len() {
		param := m.sig.Params().At(i)
		var element types.Type
		switch u := param.Type().Underlying().(type) {
		case *types.Slice:
			element = u.Elem()
		case *types.Map:
			element = elem(u.Elem())
		default:
			continue
		}
		sig, method, ok := s.handler(element, param.Name())
		if !ok || sig != nil && origin(elem(Taken(sig))) == made || hasAny(nameWords(element), optionWords) && !receivers[endOf(nameWords(element))] {
			continue
		}
		m.at, m.handler, m.method = i, element, method
		if sig != nil {
			m.message = elem(Taken(sig))
		}
		if m.asksOnly() {
			continue
		}
		if end := endOf(nameWords(element)); !gotypes.IsFunc(element) && !handlerNames[end] && !receivers[end] && (m.message == nil || !isCalledMessage(m.message)) {
			continue // one of its parts
		}
		return m, made
	}
	return nil, nil
}

// sendsAny is sends for functions that take other things beside the message.
func (s *shapes) sendsAny(m *member) bool {
	params := m.sig.Params()
	if m.sig.Results().Len() > 2 {
		return false
	}
	m.at = -1
	for i := range params.Len() {
		t := params.At(i).Type()
		if ch, ok := t.Underlying().(*types.Chan); ok && ch.Dir() == types.SendOnly {
			return false // where what happens is sent to
		}
		if _, isMap := t.Underlying().(*types.Map); !s.isMessage(t) && !(isMap && m.topic) {
			m.topic = m.topic || isText(t) && m.at < 0
			continue
		}
		if m.at < 0 || !isCalledMessage(params.At(m.at).Type()) {
			m.at = i
		}
	}
	if m.at < 0 {
		return false
	}
	m.message = elem(params.At(m.at).Type())
	return true
}

// registersAny is registers for functions that take any listener, or hand out what listens.
func (s *shapes) registersAny(m *member) bool {
	params, results := m.sig.Params(), m.sig.Results()
	for i := range params.Len() {
		t := elem(params.At(i).Type())
		switch u := t.Underlying().(type) {
		case *types.Signature:
			if n := u.Params().Len(); n > 0 && u.Results().Len() <= 2 && !takesError(u) {
				m.at, m.handler, m.message = i, t, elem(Taken(u))
				return !m.asksOnly()
			}
		case *types.Interface:
			named, ok := t.(*types.Named)
			if !ok || named.Obj().Pkg() == nil || isOfStandard(t) || !receivers[endOf(nameWords(named))] {
				continue
			}
			m.at, m.handler = i, t
			if sig, method, ok := s.handler(t, params.At(i).Name()); ok && sig != nil {
				m.method, m.message = method, elem(Taken(sig))
			} else if u.NumMethods() == 1 {
				m.method = u.Method(0).Name()
			}
			return true
		}
	}
	for v := range results.Variables() {
		if ch := channelOf(v.Type(), s.pkg); ch != nil && m.verb.use&listening != 0 {
			m.at, m.message = 0, elem(ch.Elem())
			return true
		}
	}
	return false
}

// takesError reports whether a function takes an error and nothing else: it hears of what failed, not of messages.
func takesError(t types.Type) bool {
	sig, ok := t.Underlying().(*types.Signature)
	return ok && sig.Params().Len() == 1 && gotypes.IsError(sig.Params().At(0).Type())
}

// channelOf returns the channel that t is, or that a method of it returns, or an exported field
// has, if it is of the package; nil if there is none.
func channelOf(t types.Type, pkg *types.Package) *types.Chan {
	if ch, ok := t.Underlying().(*types.Chan); ok {
		return ch
	}
	named, ok := gotypes.Deref(t).(*types.Named)
	if !ok || named.Obj().Pkg() != pkg {
		return nil
	}
	for _, fn := range methodsOf(named) {
		if results := fn.Signature().Results(); fn.Signature().Params().Len() == 0 && results.Len() == 1 {
			if ch, ok := results.At(0).Type().Underlying().(*types.Chan); ok && !IsSignal(ch) {
				return ch
			}
		}
	}
	if st, ok := named.Underlying().(*types.Struct); ok {
		for field := range st.Fields() {
			if ch, ok := field.Type().Underlying().(*types.Chan); ok && field.Exported() && !IsSignal(ch) {
				return ch
			}
		}
	}
	return nil
}

// IsSignal reports whether the elements of a channel say nothing, as those of Done do.
func IsSignal(ch *types.Chan) bool {
	return gotypes.IsEmptyStruct(ch.Elem()) || gotypes.IsError(ch.Elem())
}
