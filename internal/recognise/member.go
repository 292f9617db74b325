package recognise

import (
	"cmp"
	"go/types"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/kind"
)

// A member is a function or method that by its name and signature may be one of a bus.
type member struct {
	fn      *types.Func
	words   []string
	verb    verb
	at      int        // the parameter that is the message, or what is registered
	message types.Type // that a handler gets, or that is sent; nil if it is not told
	handler types.Type // that is registered; nil for what returns a channel
	sig     *types.Signature
	method  string     // of the handler
	topic   bool       // a name stands beside the message
	of      types.Type // the bus itself, where a function takes it
	key     int        // the parameter that is a name or an example of the message, plus one; 0 if there is none
	recv    string     // the type that has it, where that is another one than that of the surface
	holder  bool       // what is sent is an aggregate, with the events that it has collected
	about   bool       // an aggregate stands before the message
	example bool       // it is given an example of what is listened to
	client  types.Type // that is registered or returned, and has a channel by which it hears; nil if it is none
	hub     bool       // something announces what it is given to all whom m registers
	hidden  bool       // others do not see that channel
	passes  bool       // it has another function of the package do what it does
	listed  bool       // what it registers is added to others
	tells   bool       // it hands those who listen just what they take
	typeArg bool       // what is sent is its first type argument
}

// sends reports whether m can send a message, and notes which.
func (s *shapes) sends(m *member) bool {
	params := m.sig.Params()
	if m.sig.Results().Len() > 3 {
		return false
	}
	m.at = -1
	for i := range params.Len() {
		t := params.At(i).Type()
		variadic := m.sig.Variadic() && i == params.Len()-1
		switch {
		case gotypes.IsContext(t), isOwnContext(t), answering[m.words[0]] && NamesOptions(params.At(i).Name()) && m.sig.Results().Len() > 0 && !gotypes.IsError(m.sig.Results().At(0).Type()):
		case m.sig.Recv() == nil && i <= 1 && m.of == nil && s.isBusType(t):
			m.of = t
		case isText(t):
			m.topic = m.topic || m.at < 0
		case m.at < 0 && tracks[m.words[0]] && applies(t): // the aggregate that it is of
		case variadic && m.at >= 0: // options
		case s.isMessage(t):
			m.about = m.about || m.at >= 0 && isAggregate(nameWords(params.At(m.at).Type()))
			if m.at < 0 || !hasAny(wordsOf(params.At(i).Name()), answerNames) && (isCalledMessage(t) || !isCalledMessage(params.At(m.at).Type())) {
				m.at = i
			}
		case m.at >= 0 && (isFlag(t) || isMap(t)): // what is said besides
		default:
			return false
		}
	}
	if m.at < 0 {
		return false
	}
	m.message = elem(params.At(m.at).Type())
	if m.topic && m.words[0] == "handle" && !gotypes.IsEmptyInterface(m.message) && !isCalledMessage(m.message) {
		return false // which stands beside what is handled
	}
	m.holder = isAggregate(nameWords(m.message))
	return !m.sendsToPeer()
}

// applies reports whether t is an interface of what applies events to itself: Apply(Event).
func applies(t types.Type) bool {
	return anyMethod(t, func(fn *types.Func) bool {
		taken := Taken(fn.Signature())
		return wordsOf(fn.Name())[0] == "apply" && taken != nil && kindByWords(nameWords(elem(taken))) == kind.Event
	})
}

// sendsToPeer reports whether m is given to whom it sends, over a network, or by a database. What notifies listeners may say
// whom something came from.
func (m *member) sendsToPeer() bool {
	return !inProcess[m.words[0]] && sayTo(m.sig, m.at) || takes(m.sig, func(t types.Type) bool {
		return anyMethod(t, func(fn *types.Func) bool { return fn.Signature().Variadic() && strings.HasPrefix(fn.Name(), "Exec") })
	})
}

// isOwnContext reports whether t is a context of another package than that of the standard library, such as that of a
// web framework.
func isOwnContext(t types.Type) bool {
	end := last(nameWords(elem(t)))
	return end == "context" || end == "ctx"
}

// sayTo reports whether a function is told to whom, or from whom, the message is that is its parameter at the index:
// to a peer over a network.
func sayTo(sig *types.Signature, message int) bool {
	for i := range sig.Params().Len() {
		words := append(wordsOf(sig.Params().At(i).Name()), typeWords(sig.Params().At(i).Type())...)
		if i != message && hasAny(words, peerWords) {
			return true
		}
	}
	return false
}

// typeWords returns the words of the name of a type, or of that of its elements, and of its package.
func typeWords(t types.Type) []string {
	words := nameWords(elem(t))
	if obj := origin(elem(t)); obj != nil && obj.Pkg() != nil {
		words = append(words, wordsOf(obj.Pkg().Name())...)
	}
	return words
}

// isConnection reports whether a type is one end of a connection: it says which the other is, or has one of the
// package net.
func isConnection(named *types.Named) bool {
	return hasField(named, func(t types.Type) bool { return gotypes.IsNamed(t, "net", "Conn") }) ||
		slices.ContainsFunc(methodsOf(named), func(fn *types.Func) bool { return fn.Name() == "RemoteAddr" })
}

// isForeign reports whether the type is by its name of hardware, a transport or a user interface, or by what it has a member
// of a cluster, or who writes what is sent to a connection, and reads from it what handlers get.
func (s *surface) isForeign() bool {
	return isForeignType(s.words) || s.named != nil && (isOfCluster(s.named) || hasField(s.named, readsAndWrites))
}

// readsAndWrites reports whether a value of type t is an interface of the program for what is on a connection: one of its
// methods reads, and another one writes.
func readsAndWrites(t types.Type) bool {
	does := func(verb string) bool {
		return anyMethod(t, func(fn *types.Func) bool { return strings.HasPrefix(fn.Name(), verb) })
	}
	return !isOfStandard(t) && does("Read") && does("Write")
}

// isOfCluster reports whether a type asks others over HTTP, which it knows by where they are on a network.
func isOfCluster(named *types.Named) bool {
	return hasField(named, func(t types.Type) bool { return gotypes.IsNamed(gotypes.Deref(t), "net/http", "Client") }) &&
		hasField(named, func(t types.Type) bool { return isList(t) && hasAddress(t) })
}

// fieldsOf returns the fields of a struct; none of what is something else.
func fieldsOf(t types.Type) []*types.Var {
	if st, ok := t.Underlying().(*types.Struct); ok {
		return slices.Collect(st.Fields())
	}
	return nil
}

// hasField reports whether a struct has a field of a type for which is holds.
func hasField(t types.Type, is func(types.Type) bool) bool {
	return slices.ContainsFunc(fieldsOf(t), func(field *types.Var) bool { return is(field.Type()) })
}

// anyMethod reports whether an interface has a method for which is holds.
func anyMethod(t types.Type, is func(*types.Func) bool) bool {
	face, ok := t.Underlying().(*types.Interface)
	return ok && slices.ContainsFunc(slices.Collect(face.Methods()), is)
}

// takes reports whether a function has a parameter of a type for which is holds.
func takes(sig *types.Signature, is func(types.Type) bool) bool { return anyType(sig.Params(), is) }

// takesOrReturns reports whether a function has a parameter or a result of a type for which is holds.
func takesOrReturns(sig *types.Signature, is func(types.Type) bool) bool {
	return takes(sig, is) || anyType(sig.Results(), is)
}

func anyType(of *types.Tuple, is func(types.Type) bool) bool {
	return slices.ContainsFunc(slices.Collect(of.Variables()), func(v *types.Var) bool { return is(v.Type()) })
}

// hasAddress reports whether what a list has in it is called a member of a cluster, and says where on a network that is.
func hasAddress(list types.Type) bool {
	if m, ok := list.Underlying().(*types.Map); ok {
		list = inMap(m)
	}
	return memberWords[last(nameWords(elem(list)))] && slices.ContainsFunc(fieldsOf(elem(list)), func(field *types.Var) bool {
		return isText(field.Type()) && addressWords[last(wordsOf(field.Name()))]
	})
}

var (
	memberWords  = set("node peer member host server shard replica instance neighbor")
	addressWords = set("address addr url host endpoint")
)

// wrapping are words of what stands around all handlers, and is told of no message of its own.
var wrapping = set("middleware middlewares behavior behaviors behaviour behaviours interceptor interceptors decorator decorators")

// registers reports whether m can register a handler, and notes which.
func (s *shapes) registers(m *member) bool {
	params, results := m.sig.Params(), m.sig.Results()
	m.at = -1
	for i := range params.Len() {
		t := params.At(i).Type()
		if gotypes.IsContext(t) || m.at >= 0 && m.sig.Variadic() && i == params.Len()-1 { // or options
			continue
		}
		if m.sig.Recv() == nil && i <= 1 && m.of == nil && s.isBusType(t) {
			m.of = t
			continue
		}
		if sig, method, ok := s.handler(t, params.At(i).Name()); ok {
			m.at, m.handler, m.method = i, elem(t), method
			m.message = nil
			if sig != nil {
				m.message = elem(Taken(sig))
			}
		} else if isText(t) && (m.at < 0 || m.key == 0 && isString(t)) || m.at < 0 && (types.IsInterface(elem(t)) && s.isMessage(t) || isReflected(t)) {
			m.topic, m.key = m.topic || isText(t), i+1
		}
	}
	if n := params.Len(); m.at < 0 && n > 0 && sayHandler(m.words[1:]) && gotypes.IsEmptyInterface(elem(params.At(n-1).Type())) {
		m.at, m.handler, m.method, m.key = n-1, elem(params.At(n-1).Type()), "Handle", min(m.key, n-1) // whatever is called a handler
	}
	if m.at >= 0 {
		if m.key > 0 && m.message != nil && !isExample(params.At(m.key-1).Type(), m.message) {
			m.key = 0
		}
		if called := m.called(); called != nil && m.message != nil && m.verb.use&listening == 0 && !listenerNames[endOf(nameWords(m.handler))] && sayTo(called, indexOf(called, m.message)) {
			return false
		}
		if m.asksOnly() || isPartOf(m.handler, gotypes.Receiver(m.fn)) || m.callsIt() {
			return false
		}
		wraps := hasAny(m.words, wrapping) || hasAny(nameWords(m.handler), wrapping)
		return !wraps && params.At(m.at).Name() != "next" && !returns(results, params.At(m.at).Type()) // it wraps the handler
	}
	// A channel in the place of a handler.
	for v := range results.Variables() {
		if ch, ok := v.Type().Underlying().(*types.Chan); ok && ch.Dir() != types.SendOnly && s.isMessage(ch.Elem()) {
			m.message = elem(ch.Elem())
			m.takeExample()
			return m.verb.use&listening != 0
		}
	}
	isSubscription := func(t types.Type) bool {
		obj := origin(elem(t))
		return obj != nil && obj.Pkg() == s.pkg && hasAny(wordsOf(obj.Name()), subscriptionWords)
	}
	for i := range params.Len() {
		if ch, ok := params.At(i).Type().Underlying().(*types.Chan); ok && ch.Dir() != types.RecvOnly && s.isMessage(ch.Elem()) {
			m.message, m.at, m.handler = elem(ch.Elem()), i, params.At(i).Type()
			return m.verb.use&listening != 0 || ch.Dir() == types.SendOnly
		}
		if isSubscription(params.At(i).Type()) {
			m.at = i
			return m.verb.use&listening != 0 && !takes(m.sig, gotypes.IsFunc) // which reads, and hands on what comes
		}
	}
	if m.verb.use&listening == 0 || results.Len() == 0 {
		return false
	}
	m.takeExample()
	if ch := channelOf(results.At(0).Type(), s.pkg); ch != nil && s.isMessage(ch.Elem()) {
		m.message = elem(ch.Elem())
		return true
	}
	return isSubscription(results.At(0).Type())
}

// takeExample notes which parameter is an example of the messages that arrive at what m returns, if there is one,
// as in Subscribe(eventType any) (Subscription, error).
func (m *member) takeExample() {
	m.at = 0
	if m.key == 0 {
		return
	}
	key := m.sig.Params().At(m.key - 1)
	words := wordsOf(key.Name())
	if m.example = gotypes.IsEmptyInterface(elem(key.Type())) && (hasAny(words, kindWordSet) || hasAny(words, exampleWords)); m.example {
		m.at = m.key - 1
	}
}

// called returns the signature of what is called with the message that m registers; nil if it is not
// known.
func (m *member) called() *types.Signature {
	if m.handler == nil {
		return nil
	}
	if sig, ok := m.handler.Underlying().(*types.Signature); ok {
		return sig
	}
	return gotypes.Member(m.handler, m.fn.Pkg(), m.method)
}

// callsIt reports whether m by its name calls the handler that it is given, with the message beside it, as part of a bus:
// handleWithRetry(event, handler). What others call is Handle(example, handler).
func (m *member) callsIt() bool {
	return m.words[0] == "handle" && !m.fn.Exported() && m.key > 0 && !isText(m.sig.Params().At(m.key-1).Type())
}

// asksOnly reports whether what m registers is only asked which messages somebody wants, or what there is at first, or for a
// text or a number: WithFilter(func(Event) bool), RegisterHandler(topic, SnapshotFunc), RegisterFunc(name, func(any) string).
func (m *member) asksOnly() bool {
	if hasAny(nameWords(m.handler), pastWords) {
		return true
	}
	called := m.called()
	if called == nil || called.Results().Len() != 1 || !isFlag(called.Results().At(0).Type()) {
		return false
	}
	if !types.Identical(called.Results().At(0).Type(), types.Typ[types.Bool]) {
		return !namesListening(m.words)
	}
	words := slices.Concat(m.words, nameWords(m.handler))
	if m.at >= 0 && m.at < m.sig.Params().Len() {
		words = append(words, wordsOf(m.sig.Params().At(m.at).Name())...)
	}
	return m.words[0] == "with" || last(m.words) == "if" || hasAny(words, filterWords)
}

// indexOf returns the index of the last parameter of the type, or of a slice of or pointer to it; -1 if there is none.
func indexOf(sig *types.Signature, t types.Type) int {
	for i := sig.Params().Len() - 1; i >= 0; i-- {
		if types.Identical(elem(sig.Params().At(i).Type()), t) {
			return i
		}
	}
	return -1
}

// returns reports whether one of the results has the type.
func returns(results *types.Tuple, t types.Type) bool {
	for result := range results.Variables() {
		if types.Identical(result.Type(), t) {
			return true
		}
	}
	return false
}

// isChannel reports whether m registers a channel.
func (m *member) isChannel() bool {
	if m.handler == nil {
		return false
	}
	_, ok := m.handler.Underlying().(*types.Chan)
	return ok
}

// sendsTo reports whether m sends just what reg registers handlers of: the same type, or anything
// by functions of which the names belong together.
func (m *member) sendsTo(reg *member) bool {
	switch {
	case m.message == nil || reg.message == nil || reg.handler == nil:
		return false
	case isParam(m.message) && isParam(reg.message):
		return true
	case !gotypes.IsEmptyInterface(m.message):
		return types.Identical(m.message, reg.message)
	}
	tells := m.verb.use&announcing != 0 || m.words[0] == "dispatch" || hasAny(m.words[1:], kindWordSet)
	return gotypes.IsEmptyInterface(reg.message) && (tells || reg.verb.use&listening == 0 && m.topic == reg.topic)
}

// sendsToAny reports whether m sends just what one of those registers handlers of.
func (m *member) sendsToAny(regs []*member) bool { return slices.ContainsFunc(regs, m.sendsTo) }

// isReflected reports whether t is that of types by reflection.
func isReflected(t types.Type) bool { return gotypes.IsNamed(t, "reflect", "Type") }

// isExample reports whether a parameter of type t may be a name or an example of messages of the
// type that a handler takes: another interface is that of what it registers with.
func isExample(t, message types.Type) bool {
	return isText(t) || isReflected(t) || gotypes.IsEmptyInterface(t) || types.Identical(elem(t), message)
}

// only returns the method of an interface that is written in place, if it is the only one and handles messages:
// interface{ Handle(Payload) }.
func (s *shapes) only(face *types.Interface) (*types.Signature, string, bool) {
	if face.NumMethods() != 1 {
		return nil, "", false
	}
	fn := face.Method(0)
	return fn.Signature(), fn.Name(), MayHandle(fn.Name()) && fn.Signature().Results().Len() < 2 && s.takesMessage(fn.Signature())
}

// handler reports whether a parameter of type t takes what is called with a message. It
// returns how, if that is known, and the method, if it is not a function.
func (s *shapes) handler(t types.Type, name string) (*types.Signature, string, bool) {
	t = elem(t)
	if isOfStandard(t) || converters[endOf(nameWords(t))] {
		return nil, "", false
	}
	switch u := t.Underlying().(type) {
	case *types.Signature:
		if made := gotypes.MadeBy(u); made != nil && types.IsInterface(made) && receivers[endOf(nameWords(made))] {
			return s.handler(made, name)
		}
		return u, "", s.takesMessage(u)
	case *types.Map:
		return s.handler(inMap(u), name)
	case *types.Interface:
		if isParam(t) || u.Empty() {
			for fn := range u.Methods() {
				if MayHandle(fn.Name()) && s.takesMessage(fn.Signature()) {
					return fn.Signature(), fn.Name(), true
				}
			}
			return nil, "Handle", handlerNames[strings.ToLower(name)] || handlerNames[last(wordsOf(name))]
		}
		named, ok := types.Unalias(t).(*types.Named)
		if !ok {
			return s.only(u)
		}
		if named.Obj().Pkg() == nil {
			return nil, "", false
		}
		called := nameWords(named)
		end := endOf(called)
		receives := handlerNames[end] && end != "func" || receivers[end]
		if u.NumMethods() > 4 && !receives {
			return nil, "", false
		}
		if strength(called, s.words) > weak && !handlerNames[end] {
			return nil, "", false
		}
		if registersOthers(u) {
			return nil, "", false
		}
		for fn := range u.Methods() {
			if MayHandle(fn.Name()) && s.takesMessage(fn.Signature()) {
				return fn.Signature(), fn.Name(), true
			}
		}
		for fn := range u.Methods() {
			if receives && s.takesMessage(fn.Signature()) && isEvent(&member{message: elem(Taken(fn.Signature()))}) {
				return fn.Signature(), fn.Name(), true
			}
		}
		if receives && u.NumMethods() == 1 {
			return nil, u.Method(0).Name(), true
		}
		if receives {
			return nil, "Handle", true
		}
	case *types.Struct:
		named, ok := types.Unalias(t).(*types.Named)
		if !ok || named.Obj().Pkg() == nil || !handlerNames[last(nameWords(named))] {
			return nil, "", false
		}
		for _, exported := range []bool{true, false} {
			for field := range u.Fields() {
				if !exported && named.Obj().Pkg() != s.pkg {
					continue
				}
				if sig, ok := field.Type().Underlying().(*types.Signature); ok && field.Exported() == exported && s.takesMessage(sig) {
					return sig, field.Name(), true
				}
				if named, ok := field.Type().(*types.Named); ok && field.Exported() && exported && receivers[endOf(nameWords(named))] && types.IsInterface(named) {
					sig, _, ok := s.handler(named, "")
					return sig, field.Name(), ok
				}
			}
		}
	}
	return nil, "", false
}

// registersOthers reports whether an interface has a method that registers: it is no handler, but tells
// some.
func registersOthers(iface *types.Interface) bool {
	return anyMethod(iface, func(fn *types.Func) bool {
		v, words := verbOf(fn.Name())
		return v.use&(listening|sending) == listening && words[0] != "on" && len(words) > 1
	})
}

// takesMessage reports whether a handler with the signature gets a message.
func (s *shapes) takesMessage(sig *types.Signature) bool {
	n := sig.Params().Len()
	if takes(sig, gotypes.IsContext) {
		n--
	}
	if n == 0 || n > 3 || sig.Results().Len() > 2 {
		return false
	}
	taken := Taken(sig)
	return s.isMessage(taken) && !(n == 1 && s.isBusType(taken) && strength(nameWords(taken), s.words) > weak)
}

// Taken returns the type of the message that a handler takes: that of its last parameter which is
// none of the standard library's, such as a *sync.WaitGroup, and no error, channel or function, such as the
// next handler; or of the last one. Behind what is called a message may stand what is called as none is, such as
// a *Logger, or the bus itself, which takes such handlers. It returns nil if there is none, or handler is no function.
func Taken(handler types.Type) types.Type {
	sig, ok := handler.Underlying().(*types.Signature)
	if !ok || sig.Params().Len() == 0 {
		return nil
	}
	var taken types.Type
	for i := sig.Params().Len() - 1; i >= 0; i-- {
		t := sig.Params().At(i).Type()
		switch t.Underlying().(type) {
		case *types.Chan, *types.Signature:
			continue
		}
		if !gotypes.IsError(t) && !isOfStandard(elem(t)) && (taken == nil || isCalledMessage(t) && !isText(t)) {
			taken = t
		}
		if taken != nil && !noMessage[last(nameWords(elem(taken)))] && (isCalledMessage(taken) || !takesHandlers(taken, handler)) {
			return taken
		}
	}
	return cmp.Or(taken, sig.Params().At(sig.Params().Len()-1).Type())
}

// takesHandlers reports whether a method of t takes such handlers.
func takesHandlers(t, handler types.Type) bool {
	named, ok := elem(t).(*types.Named)
	return ok && slices.ContainsFunc(methodsOf(named), func(fn *types.Func) bool {
		return takes(fn.Signature(), func(param types.Type) bool { return types.Identical(param.Underlying(), handler.Underlying()) })
	})
}

// TellsMessages returns the method of an interface of handlers that says of which messages these are,
// besides the one that is called with them: it returns examples of them, or what they are called. It
// returns "" if there is none, or more than one.
func TellsMessages(t types.Type, handles string) string {
	iface, ok := t.Underlying().(*types.Interface)
	if !ok {
		return ""
	}
	found := ""
	for method := range iface.Methods() {
		sig := method.Signature()
		if method.Name() == handles || sig.Params().Len() > 0 || sig.Results().Len() != 1 || !tellsMessages(method.Name(), sig.Results().At(0).Type()) {
			continue
		}
		if found != "" {
			return ""
		}
		found = method.Name()
	}
	return found
}

// tellsMessages reports whether a method of the name that returns this says of which messages a handler is.
func tellsMessages(name string, result types.Type) bool {
	t, words := elem(result), wordsOf(name)
	switch {
	case !MayBeKey(t) || hasAny(words, answerWords):
		return false
	case isText(t):
		return NamesMessages(name)
	case gotypes.IsEmptyInterface(t):
		return NamesMessages(name) || hasAny(words, kindWordSet) || hasAny(words, exampleWords)
	}
	return true
}

// NamesMessages reports whether a method of a handler is called as those that return the names of the
// messages that it handles. Its own name is not one of these.
func NamesMessages(method string) bool {
	words := wordsOf(method)
	end := last(words)
	return messageNames[end] && (len(words) == 1 && !strings.HasPrefix(end, "name") || hasAny(words, kindWordSet)) || len(words) > 0 && toldWords[words[0]]
}

// NamesOptions reports whether a parameter, or a type, is called after options, or what else is no message.
func NamesOptions(name string) bool {
	words := wordsOf(name)
	return hasAny(words, optionWords) || hasAny(words, argWords)
}

// NamesItself reports whether a method of a message is called as those that return its name.
func NamesItself(method string) bool { return method == "Name" || NamesMessages(method) }

// NamesOthers reports whether a method is called as those that say what its type handles, and not what it is.
func NamesOthers(method string) bool {
	words := wordsOf(method)
	return len(words) > 0 && toldWords[words[0]]
}

// NamesContent reports whether a method is called as those that hand out the message in an envelope.
func NamesContent(method string) bool {
	words := wordsOf(method)
	return len(words) == 1 && kindWordSet[words[0]]
}

// MayBeKey reports whether values of type t may stand for messages, as examples or names of them.
func MayBeKey(t types.Type) bool {
	return isText(t) || gotypes.IsEmptyInterface(t) || types.IsInterface(t) && isCalledMessage(t) || isReflected(t)
}

// isMessage reports whether t may be the type of messages: an interface, a type parameter,
// or a struct of the program, or a slice of these.
func (s *shapes) isMessage(t types.Type) bool {
	t = elem(t)
	if isOfStandard(t) {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Interface:
		param, isParam := types.Unalias(t).(*types.TypeParam)
		if isParam {
			t = types.Unalias(param.Constraint())
		}
		if u.Empty() || t == types.Universe.Lookup("comparable").Type() {
			return true
		}
		named, ok := t.(*types.Named)
		if isParam && (!ok || !u.IsMethodSet()) {
			return u.IsMethodSet()
		}
		if !ok || named.Obj().Pkg() == nil || isOfStandard(named) {
			return false
		}
		words := nameWords(named)
		return namesMessage(words) || isParam && noEvents[endOf(words)] && !isForeignName(words)
	case *types.Struct, *types.Map:
		named, ok := types.Unalias(t).(*types.Named)
		if !ok || named.Obj().Pkg() == nil {
			return false
		}
		if _, isMap := u.(*types.Map); isMap && named.Obj().Pkg() != s.pkg {
			return false
		}
		return !noMessage[last(nameWords(named))]
	}
	return false
}

// namesMessage reports whether an interface with methods that has a name of those words may be
// that of messages.
func namesMessage(words []string) bool {
	end := endOf(words)
	if noMessage[end] || noMessage[last(words)] || noEvents[end] || isAgent(words) || (busWords[end] || weakWords[end]) && !eventWords[end] || end == "interface" {
		return false // as an EventRecorder, which is no event, or what its package does, as clients.Interface
	}
	return !isForeignName(words)
}

// isBusType reports whether t is a type of the package that is called a bus, or certainly one, as the first
// parameter of a generic function is.
func (s *shapes) isBusType(t types.Type) bool {
	named, ok := gotypes.Deref(t).(*types.Named)
	return ok && named.Obj().Pkg() == s.pkg && (strength(nameWords(named), s.words) > 0 && !(types.IsInterface(named) && tellsNobody(named)) || s.buses[named.Obj()])
}

// sendsOneEvent reports whether m is for the events of one type, which is called one, such as
// PublishBookAdded(BookAddedEvent).
func (m *member) sendsOneEvent() bool {
	words := nameWords(m.message)
	return m.fn.Exported() && m.verb.use&announcing != 0 && len(m.words) > 1 && len(words) > 1 && last(words) == "event" && !m.isOpen()
}

// isOpen reports whether m takes messages of many types.
func (m *member) isOpen() bool {
	if named, ok := types.Unalias(m.message).(*types.Named); ok && named.TypeArgs().Len() > 0 {
		return true
	}
	return m.message != nil && types.IsInterface(m.message)
}

func isBytes(t types.Type) bool {
	slice, ok := t.Underlying().(*types.Slice)
	if !ok {
		return false
	}
	basic, ok := slice.Elem().Underlying().(*types.Basic)
	return ok && basic.Kind() == types.Byte
}

// carriesBytes reports whether the message is a struct that has a field of bytes and none for a message, or one
// for what it is in a transport: that is what a transport sends.
func carriesBytes(message types.Type) bool {
	t, ok := message.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	bytes, open, foreign := false, false, false
	for field := range t.Fields() {
		of := origin(elem(field.Type()))
		foreign = foreign || of != nil && of.Pkg() != nil && !field.Exported() && isForeign(of.Pkg().Path())
		switch u := field.Type().Underlying().(type) {
		case *types.Slice:
			open = open || gotypes.IsNamed(field.Type(), "encoding/json", "RawMessage") && kindByWords(nameWords(message)) == kind.Event
			bytes = bytes || isBytes(u) && !gotypes.IsNamed(field.Type(), "net", "IP")
		case *types.Interface:
			open = open || !gotypes.IsContext(field.Type())
		case *types.Map:
			open = open || types.IsInterface(u.Elem())
		}
	}
	return bytes && (!open || foreign)
}

// typed reports whether m is told what is listened to by a type argument, and by nothing else.
func (m *member) typed() bool {
	return m.handler == nil && m.verb.use&registering != 0 && (m.sig.TypeParams().Len() > 0 || gotypes.TypeArgs(gotypes.Receiver(m.fn)) != nil)
}

// NamesSubscription reports whether a type is called as what hands out messages to one who listens.
func NamesSubscription(name string) bool { return hasAny(wordsOf(name), subscriptionWords) }
