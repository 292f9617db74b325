package profile

import (
	"go/ast"
	"go/types"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/module"
)

// Propose describes what may be of a bus in pkg and is not recognised there, for somebody to
// say whether it is; nil if there is nothing. It goes by what belongs together: a function
// that sends what another one of the same type, or package, has handlers called with; and by the
// bodies of functions in the files, which are its source: by what they keep and call.
func Propose(pkg *types.Package, files []*ast.File) *Profile {
	s := &shapes{pkg: pkg, words: wordsOf(pkg.Name())}
	if module.IsStandard(pkg.Path()) || isForeign(pkg.Path()) || isForeignPlace(pkg.Path()) {
		return nil
	}
	surfaces, functions := s.surfaces()
	s.judge(surfaces, functions)
	certain := map[*types.TypeName]bool{}
	for _, it := range surfaces {
		if it.verdict == sure {
			certain[it.object()] = true
		}
	}
	all := s.wideSurfaces(certain)
	chosen := map[*member]bool{}
	for _, it := range all {
		s.choose(it, all, chosen)
	}
	chooseLike(all, chosen)
	if len(certain) == 0 {
		all = append(all, s.applicationHandlers(chosen)...)
	}
	for _, it := range surfaces {
		if it.verdict == likely && s.strength(it) >= fair {
			all = append(all, it)
			for _, reg := range it.regs {
				chosen[reg] = true
			}
			for _, send := range it.sends {
				chosen[send] = !isCalledBack(it, send)
			}
		}
	}
	if !certain[nil] {
		all = append(all, s.constructors(all, certain, chosen))
	}
	for _, it := range s.kept(files) {
		for _, m := range it.members() {
			chosen[m] = !certain[it.object()]
		}
		all = append(all, it)
	}
	keep(all, chosen)
	return s.profile(all, likely)
}

// applicationHandlers returns the generic interfaces that are called handlers of commands or queries,
// and chooses their method: an application has them in fields of a struct, and calls them itself.
func (s *shapes) applicationHandlers(chosen map[*member]bool) []*surface {
	var found []*surface
	for tn := range gotypes.Declared(s.pkg) {
		named, ok := tn.Type().(*types.Named)
		words := wordsOf(tn.Name())
		if k := kindByWords(words); !ok || named.TypeParams().Len() == 0 || endOf(words) != "handler" || k != kind.Command && k != kind.Query {
			continue
		}
		iface, ok := named.Underlying().(*types.Interface)
		if !ok || iface.NumMethods() != 1 {
			continue
		}
		fn := iface.Method(0)
		m := &member{fn: fn, sig: fn.Signature(), words: wordsOf(fn.Name()), verb: verb{sending}}
		if handles[m.words[0]] && s.sends(m) && isParam(m.message) {
			chosen[m] = true
			found = append(found, &surface{named: named, words: words, sends: []*member{m}})
		}
	}
	return found
}

// chooseLike chooses the methods of other types that have the name and signature of one of an
// interface that is chosen: a store that is a Dispatcher beside other things.
func chooseLike(all []*surface, chosen map[*member]bool) {
	for _, it := range all {
		if it.named == nil || !types.IsInterface(it.named) {
			continue
		}
		for _, send := range it.sends {
			for _, other := range all {
				for _, m := range other.sends {
					if chosen[send] && other.named != nil && m.fn.Name() == send.fn.Name() && types.Identical(m.sig, send.sig) && !isCalledBack(other, m) {
						chosen[m] = true
					}
				}
			}
		}
	}
}

// keep leaves of the surfaces what is chosen, each function once, and says of what is sent about an
// entity that its message is not known.
func keep(all []*surface, chosen map[*member]bool) {
	taken := map[*types.Func]bool{}
	unwanted := func(m *member) bool {
		if !chosen[m] || taken[m.fn.Origin()] {
			return true
		}
		taken[m.fn.Origin()] = true
		return false
	}
	for _, it := range all {
		for _, send := range it.sends {
			send.holder = send.holder || isEntity(send.message)
		}
		it.verdict, it.sends, it.regs = likely, slices.DeleteFunc(it.sends, unwanted), slices.DeleteFunc(it.regs, unwanted)
	}
}

// isEntity reports whether an interface is by its name that of what an event is about, rather than
// that of events: emitEvent("added", entity).
func isEntity(t types.Type) bool {
	named, ok := t.(*types.Named)
	return ok && types.IsInterface(named) && !isEmptyInterface(named) && !isCalledMessage(named)
}

// constructors returns the functions that make of handlers what certainly sends to these, or may,
// and chooses them.
func (s *shapes) constructors(all []*surface, certain map[*types.TypeName]bool, chosen map[*member]bool) *surface {
	made := &surface{words: s.words}
	for _, name := range s.pkg.Scope().Names() {
		fn, ok := s.pkg.Scope().Lookup(name).(*types.Func)
		if !ok {
			continue
		}
		m, of := s.constructor(fn)
		if m == nil || !certain[of] && !slices.ContainsFunc(all, func(it *surface) bool {
			return it.object() == of && slices.ContainsFunc(it.sends, func(send *member) bool { return chosen[send] && sameMessage(send.message, m.message) })
		}) {
			continue
		}
		made.regs = append(made.regs, m)
		chosen[m] = true
	}
	return made
}

// wideSurfaces returns all functions and methods of the package that may send or register, but
// those of what is certain.
func (s *shapes) wideSurfaces(certain map[*types.TypeName]bool) []*surface {
	var all []*surface
	var funcs []*types.Func
	for _, name := range s.pkg.Scope().Names() {
		switch obj := s.pkg.Scope().Lookup(name).(type) {
		case *types.Func:
			if !certain[nil] && (obj.Exported() || s.isOfChannels(obj)) {
				funcs = append(funcs, obj)
			}
		case *types.TypeName:
			if named, ok := obj.Type().(*types.Named); ok && !obj.IsAlias() && !certain[obj] && !isForeignName(wordsOf(name)) {
				all = append(all, s.wide(&surface{named: named, words: wordsOf(name)}, methodsOf(named)))
			}
		}
	}
	return append(all, s.wide(&surface{words: s.words}, funcs))
}

// isOfChannels reports whether a function that only its package can call takes or returns a message, or a
// channel of messages, of which a type of the package keeps channels.
func (s *shapes) isOfChannels(fn *types.Func) bool {
	v, _ := verbOf(fn.Name())
	if v.use&(announcing|listening) == 0 {
		return false
	}
	sig := fn.Signature()
	of := slices.Concat(slices.Collect(sig.Params().Variables()), slices.Collect(sig.Results().Variables()))
	return slices.ContainsFunc(of, func(v *types.Var) bool {
		t := v.Type()
		if ch, ok := t.Underlying().(*types.Chan); ok {
			t = ch.Elem()
		}
		return s.isMessage(t) && s.keepsChannels(elem(t))
	})
}

// isForeignPlace reports whether a package is by the end of its path of a user interface, of what
// measures or of a transport.
func isForeignPlace(path string) bool {
	elements := strings.Split(path, "/")
	return slices.ContainsFunc(elements[max(0, len(elements)-2):], func(element string) bool { return isForeignName(wordsOf(element)) })
}

// object returns the declaration of the type; nil for the functions of a package.
func (s *surface) object() *types.TypeName {
	if s.named == nil {
		return nil
	}
	return s.named.Obj()
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
		if onlyOfBus(m.words) && m.verb.use&announcing == 0 {
			m.verb.use = 0
		}
		switch {
		case len(m.words) == 1 && m.words[0] == "run" && hasAny(slices.Concat(it.words, s.words), hookWords):
			m.verb.use = sending
		case m.verb.use == 0 && s.takesReceiver(m):
			m.verb.use = registering
		case m.verb.use&sending == 0 && s.handsOut(it, m):
			m.verb.use = registering | listening
		}
		switch {
		case s.collects(it, m):
			m.verb.use = recording | announcing
			it.sends = append(it.sends, m)
		case m.verb.use&registering != 0 && s.registersAny(m):
			it.regs = append(it.regs, m)
		case s.sendsText(it, m):
			it.sends = append(it.sends, m)
		case (m.verb.use&sending != 0 || stores(m.words) && (m.words[0] != "log" || endOf(it.words) == "logger") || isOutbox(it, m)) && s.sendsAny(m):
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
		if !slices.ContainsFunc(it.regs, func(reg *member) bool { return s.fires(m, reg) || s.tellsKept(it, m, reg) }) && !s.isEventMethod(it, m) {
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

// takesReceiver reports whether a function with a verb that says nothing by itself, as Use, takes
// something that is called a handler or listener.
func (s *shapes) takesReceiver(m *member) bool {
	return len(m.words) > 0 && verbs[m.words[0]]&registering != 0 && slices.ContainsFunc(slices.Collect(m.sig.Params().Variables()), func(v *types.Var) bool {
		return types.IsInterface(elem(v.Type())) && receivers[endOf(nameWords(elem(v.Type())))]
	})
}

// handsOut reports whether a method returns the channel that messages arrive at: one of what is called
// a message, or one of those that its type keeps.
func (s *shapes) handsOut(it *surface, m *member) bool {
	if m.sig.Recv() == nil || m.sig.Results().Len() == 0 {
		return false
	}
	ch, ok := m.sig.Results().At(0).Type().Underlying().(*types.Chan)
	if !ok || ch.Dir() == types.SendOnly {
		return false
	}
	alone := ch.Dir() == types.RecvOnly && m.sig.Params().Len() == 0 && m.sig.Results().Len() == 1 && isCalledMessage(ch.Elem())
	return alone || it.named != nil && len(m.words) > 0 && verbs[m.words[0]]&registering != 0 && hasChannels(it.named, elem(ch.Elem()))
}

// sendsText reports whether a method announces a text, or another plain value, of which its type keeps
// channels, and notes it.
func (s *shapes) sendsText(it *surface, m *member) bool {
	if it.named == nil || m.verb.use&announcing == 0 || m.sig.Params().Len() != 1 {
		return false
	}
	t := m.sig.Params().At(0).Type()
	if !isFlag(t) || !hasChannels(it.named, t) {
		return false
	}
	m.at, m.message = 0, t
	return true
}

// collects reports whether a method keeps an event in a slice of its type, as aggregates do, and
// notes the event.
func (s *shapes) collects(it *surface, m *member) bool {
	if it.named == nil || m.sig.Params().Len() != 1 || len(m.words) == 0 || !collecting[m.words[0]] || noBus[last(it.words)] {
		return false
	}
	st, ok := it.named.Underlying().(*types.Struct)
	event := elem(m.sig.Params().At(0).Type())
	if !ok || isEmptyInterface(event) || !types.IsInterface(event) || kindByWords(nameWords(event)) != kind.Event || !s.isMessage(event) {
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

// isPast reports whether the last word of a name is, as far as its end shows, in the past tense.
func isPast(words []string) bool { return strings.HasSuffix(last(words), "ed") }

// constructor returns what a function registers that makes a type of the package from handlers, and
// that type.
func (s *shapes) constructor(fn *types.Func) (*member, *types.TypeName) {
	m := &member{fn: fn, sig: fn.Signature(), words: wordsOf(fn.Name()), verb: verb{registering}}
	if !strings.HasPrefix(fn.Name(), "New") || m.sig.Results().Len() == 0 {
		return nil, nil
	}
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
		if !ok || hasAny(nameWords(element), optionWords) && !receivers[endOf(nameWords(element))] {
			continue
		}
		m.at, m.handler, m.method = i, element, method
		if sig != nil {
			m.message = elem(Taken(sig))
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
			if n := u.Params().Len(); n > 0 && u.Results().Len() <= 2 {
				m.at, m.handler, m.message = i, t, elem(Taken(u))
				return true
			}
		case *types.Interface:
			named, ok := t.(*types.Named)
			if !ok || named.Obj().Pkg() == nil || isOfStandard(t) || !receivers[endOf(wordsOf(named.Obj().Name()))] {
				continue
			}
			m.at, m.handler = i, t
			if sig, method, ok := s.handler(t, params.At(i).Name()); ok && sig != nil {
				m.method, m.message = method, elem(Taken(sig))
			} else if u.NumMethods() == 1 {
				m.method = u.Method(0).Name()
			}
			return true
		case *types.Chan:
			if u.Dir() != types.RecvOnly && m.verb.use&listening != 0 {
				m.at, m.handler, m.message = i, params.At(i).Type(), elem(u.Elem())
				return true
			}
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
			if ch, ok := results.At(0).Type().Underlying().(*types.Chan); ok && !isSignal(ch) {
				return ch
			}
		}
	}
	if st, ok := named.Underlying().(*types.Struct); ok {
		for field := range st.Fields() {
			if ch, ok := field.Type().Underlying().(*types.Chan); ok && field.Exported() && !isSignal(ch) {
				return ch
			}
		}
	}
	return nil
}

// isSignal reports whether the elements of a channel say nothing, as those of Done do.
func isSignal(ch *types.Chan) bool {
	st, ok := ch.Elem().Underlying().(*types.Struct)
	return ok && st.NumFields() == 0 || gotypes.IsError(ch.Elem())
}

// choose notes which functions of the surface send what may be a message, and which functions of
// it, or of other types where it registers nothing, have handlers called with that.
func (s *shapes) choose(it *surface, all []*surface, chosen map[*member]bool) {
	called, regs := s.strength(it), slices.Clone(it.regs)
	own := len(regs)
	if own == 0 && it.named != nil {
		for _, other := range all {
			if other.named != nil && len(other.sends) == 0 {
				regs = append(regs, other.regs...)
			}
		}
	}
	for _, send := range it.sends {
		for i, reg := range regs {
			if s.belong(it, send, reg) && s.mayBeIn(it, send, reg) && (i < own || namedPair(send, reg) && send.fn.Exported()) {
				chosen[send], chosen[reg] = true, true
			}
		}
		if !noBus[last(it.words)] && s.speaks(it, send, called) {
			chosen[send] = true
		}
	}
}

// takesAnyHandler reports whether m registers handlers that say only themselves what they take.
func takesAnyHandler(m *member) bool {
	return m.handler != nil && isEmptyInterface(m.handler) && hasAny(m.words[1:], handlerNames)
}

// keptBy reports whether a type may keep what reg registers, so that send tells it.
func (s *shapes) keptBy(it *surface, send, reg *member) bool {
	return s.keeps(it) || takesAnyHandler(reg) ||
		it.named != nil && send.message != nil && hasChannels(it.named, send.message)
}

// mayBeIn reports whether two functions that belong together may be of that type: it is not called as
// none is, or keeps what it tells of one type, or of events.
func (s *shapes) mayBeIn(it *surface, send, reg *member) bool {
	return !noBus[last(it.words)] || hasAny(s.words, busPackageWords) ||
		s.keptBy(it, send, reg) && (namedPair(send, reg) || s.fires(send, reg) || s.tellsKept(it, send, reg) || hasAny(slices.Concat(it.words, send.words[1:]), eventWords))
}

// belong reports whether what send sends may be what the one that reg registers is called with.
func (s *shapes) belong(it *surface, send, reg *member) bool {
	called, kept := s.strength(it), s.keptBy(it, send, reg)
	listens, ofEvents := reg.verb.use&listening != 0, it.named != nil && hasAny(it.words, eventWords)
	sends := send.verb.use&sending != 0 && (called > 0 || !answering[send.words[0]])
	announces := send.verb.use&announcing != 0 || (sends || stores(send.words)) && hasAny(s.words, busPackageWords)
	switch {
	case s.tellsKept(it, send, reg):
		return true
	case s.fires(send, reg):
		return send.sig.Params().Len() > 0 || kept
	case send.message == nil:
		return false
	case !send.fn.Exported() && (!announces || vague[send.words[0]]) && !hasAny(send.words[1:], eventWords) && !(kept && reg.message != nil && types.Identical(send.message, reg.message)), s.isForeignMember(send):
		return false
	case it.named == nil && isParam(send.message) && isParam(reg.message), stores(send.words) && listens && kept && ofEvents:
		return true
	case namedPair(send, reg):
		return (listens || called > 0) && (announces || sends && called > 0 || (sends || stores(send.words) && send.words[0] != "add") && isCalledMessage(send.message)) ||
			send.words[0] == "dispatch" && send.sendsTo(reg)
	case reg.message == nil || isFlag(reg.message):
		return announces && listens && (called > 0 || send.isOpen()) ||
			send.verb.use&sending != 0 && hasAny(send.words[1:], eventWords) && takesAnyHandler(reg)
	case sameMessage(send.message, reg.message) || isMap(send.message):
		return listens && announces || called > 0 && sends && (announces || listens || !answering[send.words[0]])
	}
	return false
}

// fires reports whether send tells those whom reg registers what it is given: fireUserAdded(id)
// those of OnUserAdded(func(id uint)), UserAdded(id) those of AddListener(Listener) that have
// a method of that name, and notifyObservers() those of Attach(Observer).
func (s *shapes) fires(send, reg *member) bool {
	if reg.handler == nil {
		return false
	}
	announces := send.verb.use&announcing != 0
	if announces && tellsAll(send, reg) {
		return true
	}
	switch u := reg.handler.Underlying().(type) {
	case *types.Signature:
		about := send.words[1:]
		if reg.words[0] == "on" && slices.Equal(reg.words[1:], send.words) {
			return true
		}
		return announces && len(about) > 0 && len(about) < len(reg.words) && slices.Equal(about, reg.words[1:1+len(about)]) && sameParams(u, send.sig)
	case *types.Interface:
		for fn := range u.Methods() {
			words := wordsOf(fn.Name())
			same := fn.Name() == send.fn.Name() || announces && words[0] == "on" && endsWith(words[1:], send.words[1:])
			if same && fn.Exported() && (u.NumMethods() > 1 || hasAny(reg.words, eventWords)) && sameParams(fn.Signature(), send.sig) {
				return true
			}
		}
	}
	return false
}

// tellsKept reports whether send gives just what it takes to the functions that its type keeps: notify(*Config)
// to those of AddCallback(func(*Config)).
func (s *shapes) tellsKept(it *surface, send, reg *member) bool {
	if len(send.words) == 0 || send.verb.use&announcing == 0 || send.verb.use&recording != 0 || !s.keeps(it) {
		return false
	}
	called := reg.called()
	return called != nil && sameParams(called, send.sig)
}

// tellsAll reports whether a function is called after telling all those whom reg registers, which listen
// or are called observers or the like: notify(), notifyAll(), notifyObservers(price).
func tellsAll(send, reg *member) bool {
	called := endOf(nameWords(reg.handler))
	if called == "hook" || reg.verb.use&listening == 0 && !receivers[called] {
		return false
	}
	return len(send.words) == 1 && send.sig.Params().Len() == 0 ||
		len(send.words) == 2 && (send.words[1] == "all" || handlerNames[send.words[1]]) && types.IsInterface(reg.handler)
}

// endsWith reports whether the last of the words are those, of which there are some.
func endsWith(words, those []string) bool {
	return len(those) > 0 && len(those) <= len(words) && slices.Equal(words[len(words)-len(those):], those)
}

func sameParams(called, sig *types.Signature) bool {
	return called.Params().Len() > 0 && types.Identical(called.Params(), sig.Params())
}

// namedPair reports whether what reg registers is called with the named type that send sends.
func namedPair(send, reg *member) bool {
	if send.message == nil || reg.message == nil || isEmptyInterface(send.message) || isFlag(send.message) || isOfStandard(send.message) {
		return false
	}
	a, b := origin(send.message), origin(reg.message)
	return a != nil && a == b
}

// speaks reports whether a function says by its name, and by what it sends, that it is of a bus,
// though nothing is seen that listens.
func (s *shapes) speaks(it *surface, send *member, called int) bool {
	if send.message == nil {
		return s.isEventMethod(it, send)
	}
	if send.verb.use&recording != 0 && s.collects(it, send) || isOutbox(it, send) && send.fn.Exported() {
		return true
	}
	if !send.fn.Exported() || send.verb.use&sending == 0 || s.isForeignMember(send) || isCalledBack(it, send) {
		return false
	}
	named := isCalledMessage(send.message)
	says := isPast(send.words) || hasAny(send.words[1:], eventWords)
	announces := send.verb.use&announcing != 0 && (!vague[send.words[0]] || named || says)
	dispatches := announces || send.words[0] == "dispatch"
	switch {
	case isOfActors(slices.Concat(it.words, s.words)) && toActors[send.words[0]] && send.isOpen():
		return true
	case it.named == nil:
		return announces && hasAny(s.words, busPackageWords) && (send.isOpen() || named)
	case called > 0 && send.isOpen() && kindByWords(it.words) != kind.NoKind && kindByWords(nameWords(send.message)) == kindByWords(it.words):
		return true
	case called == strong:
		return dispatches || send.isOpen()
	case called == fair:
		alone := send.isOpen() && len(send.words) == 1 && (send.topic || send.sig.Params().Len() < 3)
		return dispatches && (named || says || alone)
	case send.isOpen():
		return dispatches && kindByWords(nameWords(send.message)) != kind.NoKind
	}
	return announces && named && (called > 0 || types.IsInterface(it.named))
}

// isOfActors reports whether words name actors, or what holds their messages.
func isOfActors(words []string) bool { return hasAny(words, actorWords) }

// isCalledBack reports whether a method is one that a bus calls, rather than one that sends: that of
// a hook, or a method that is called after what it handles, as HandleOrderEvent.
func isCalledBack(it *surface, m *member) bool {
	return it.named != nil && (endOf(it.words) == "hook" || len(m.words) > 1 && (m.words[0] == "handle" || m.words[0] == "process"))
}

func (s *shapes) isForeignMember(m *member) bool {
	return carriesBytes(m.message) || isForeignName(m.words[1:]) || isForeignName(nameWords(m.message))
}

// isCalledMessage reports whether the name of t says that it is a message.
func isCalledMessage(t types.Type) bool {
	words := nameWords(elem(t))
	return kindByWords(words) != kind.NoKind && !noMessage[last(words)] || messageWords[last(words)]
}

func isMap(t types.Type) bool {
	_, ok := t.Underlying().(*types.Map)
	return ok
}

var (
	// storing are verbs of what keeps messages for others to receive.
	storing = set("log add put report update forward deliver enqueue queue signal produce feed relay propagate distribute advertise tell alert process push append")
	// collecting are verbs of what keeps events until they are published.
	collecting = set("add append push record raise collect queue store register")
	// answering are verbs of what returns something, or does it.
	answering = set("handle process execute exec call query request ask invoke wait")
	// actorWords are of programs that send messages to actors, which toActors are verbs for.
	actorWords = set("actor actors pid mailbox")
	toActors   = set("tell ask send request cast post enqueue push put")
	// hookWords are of what runs hooks.
	hookWords = set("hook hooks")
	// vague are verbs of those that announce, that are used for much else.
	vague        = set("post notify broadcast pub")
	messageWords = set("event message msg notification update change signal envelope")
	receivers    = set("reducer handler listener subscriber observer consumer callback hook projector projection receiver sink watcher notifier notifee")
)

func stores(words []string) bool { return len(words) > 0 && storing[words[0]] }

// isOutbox reports whether m keeps in what is called an outbox what is published later.
func isOutbox(it *surface, m *member) bool {
	return it.named != nil && endOf(it.words) == "outbox" && (stores(m.words) || hasAny(m.words[:1], map[string]bool{"store": true, "save": true, "write": true}))
}

// proposable reports whether functions of a package of another module may be proposed: those
// of a package that is called a bus.
func proposable(pkg *types.Package) bool {
	return hasAny(wordsOf(pkg.Name()), busPackageWords) || strings.HasSuffix(pkg.Name(), "bus") || pkg.Name() == "hub"
}
