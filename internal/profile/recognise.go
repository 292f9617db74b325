package profile

import (
	"go/types"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/kind"
)

// Recognised is what the declarations of a package say of the buses that it has.
type Recognised struct {
	// Sure describes the functions that are certainly of a bus; nil if there are none.
	Sure *Profile
	// Likely describes functions that may be. They count only where a configuration
	// says so.
	Likely *Profile
}

// Recognise looks for buses among the types and functions of pkg: for what keeps functions
// or handlers, and calls them when a message is sent. It goes by names and signatures, and
// by the fields of structs. These are the same for all who import pkg, so that all drivers
// recognise the same.
func Recognise(pkg *types.Package) Recognised {
	s := &shapes{pkg: pkg, words: wordsOf(pkg.Name())}
	if isStandard(pkg.Path()) || isForeign(pkg.Path()) {
		return Recognised{}
	}
	var surfaces []*surface
	functions := &surface{words: s.words}
	for _, name := range pkg.Scope().Names() {
		if name[0] == '_' {
			continue
		}
		switch obj := pkg.Scope().Lookup(name).(type) {
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
	if !functions.empty() {
		surfaces = append(surfaces, functions)
	}
	s.judge(surfaces, functions)
	return Recognised{Sure: s.profile(surfaces, sure), Likely: s.profile(surfaces, likely)}
}

// mayBe reports whether fn by its name and signature may be a bus function: where no
// function is, there is no need to look at its package.
func mayBe(fn *types.Func) bool {
	s := &shapes{pkg: fn.Pkg(), words: wordsOf(fn.Pkg().Name())}
	var found surface
	s.add(&found, fn)
	return !found.empty()
}

// mayHaveBus reports whether a type or function of pkg is called as those of buses are.
func mayHaveBus(pkg *types.Package) bool {
	if isStandard(pkg.Path()) {
		return false
	}
	return slices.ContainsFunc(pkg.Scope().Names(), func(name string) bool {
		return strings.HasPrefix(name, "Publish") || strings.HasPrefix(name, "Dispatch") ||
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
}

func (s *surface) empty() bool { return len(s.sends)+len(s.regs) == 0 }

func (s *surface) members() []*member { return slices.Concat(s.sends, s.regs) }

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
}

// shapes looks at one package.
type shapes struct {
	pkg   *types.Package
	words []string
}

// surfaceOf returns what named has that may be of a bus; nil if it has nothing.
func (s *shapes) surfaceOf(named *types.Named) *surface {
	words := wordsOf(named.Obj().Name())
	if hasAny(words, foreignWords) || len(words) == 0 {
		return nil
	}
	found := &surface{named: named, words: words}
	for fn := range methodsOf(named) {
		s.add(found, fn)
	}
	if noBus[last(words)] { // it may still collect events
		found.regs = nil
		found.sends = slices.DeleteFunc(found.sends, func(m *member) bool { return m.verb.use&recording == 0 })
	}
	if found.empty() {
		return nil
	}
	return found
}

// methodsOf yields the methods that the type declares, and those of an interface.
func methodsOf(named *types.Named) func(yield func(*types.Func) bool) {
	if iface, ok := named.Underlying().(*types.Interface); ok {
		return iface.Methods()
	}
	return named.Methods()
}

// add adds fn to the surface if it may send or register.
func (s *shapes) add(to *surface, fn *types.Func) {
	verb, words := verbOf(fn.Name())
	if verb.use == 0 {
		return
	}
	m := &member{fn: fn, verb: verb, words: words, sig: fn.Signature()}
	switch {
	case verb.use&registering != 0 && fn.Exported() && s.registers(m):
		to.regs = append(to.regs, m)
	case verb.use&(sending|recording) != 0 && (fn.Exported() || verb.use&recording != 0) && s.sends(m):
		to.sends = append(to.sends, m)
	}
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
		case gotypes.IsContext(t):
		case m.sig.Recv() == nil && i <= 1 && m.of == nil && s.isBusType(t):
			m.of = t
		case isText(t):
			m.topic = m.topic || m.at < 0
		case variadic && m.at >= 0: // options
		case s.isMessage(t):
			m.at = i
		case m.at >= 0 && isFlag(t):
		default:
			return false
		}
	}
	if m.at < 0 {
		return false
	}
	m.message = elem(params.At(m.at).Type())
	return true
}

// registers reports whether m can register a handler, and notes which.
func (s *shapes) registers(m *member) bool {
	params, results := m.sig.Params(), m.sig.Results()
	m.at = -1
	for i := range params.Len() {
		t := params.At(i).Type()
		if gotypes.IsContext(t) {
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
				m.message = elem(sig.Params().At(sig.Params().Len() - 1).Type())
			}
		} else if isText(t) || m.at < 0 && s.isMessage(t) {
			m.topic, m.key = m.topic || isText(t), i+1
		}
	}
	if m.at >= 0 {
		return true
	}
	// A channel in the place of a handler.
	for v := range results.Variables() {
		if ch, ok := v.Type().Underlying().(*types.Chan); ok && ch.Dir() != types.SendOnly && s.isMessage(ch.Elem()) {
			m.message = elem(ch.Elem())
			m.at = 0
			return m.verb.use&listening != 0
		}
	}
	if results.Len() > 0 && m.verb.use&listening != 0 {
		if obj := origin(elem(results.At(0).Type())); obj != nil && obj.Pkg() == s.pkg && subscriptionWords[last(wordsOf(obj.Name()))] {
			m.at = 0
			return true
		}
	}
	for i := range params.Len() {
		if ch, ok := params.At(i).Type().Underlying().(*types.Chan); ok && ch.Dir() != types.RecvOnly && s.isMessage(ch.Elem()) {
			m.message, m.at, m.handler = elem(ch.Elem()), i, params.At(i).Type()
			return m.verb.use&listening != 0
		}
	}
	return false
}

// handler reports whether a parameter of type t takes what is called with a message. It
// returns how, if that is known, and the method, if it is not a function.
func (s *shapes) handler(t types.Type, name string) (*types.Signature, string, bool) {
	t = elem(t)
	switch u := t.Underlying().(type) {
	case *types.Signature:
		return u, "", s.takesMessage(u)
	case *types.Map:
		return s.handler(u.Elem(), name)
	case *types.Interface:
		if _, ok := types.Unalias(t).(*types.TypeParam); ok || u.Empty() {
			return nil, "Handle", handlerNames[strings.ToLower(name)] || handlerNames[last(wordsOf(name))]
		}
		named, ok := types.Unalias(t).(*types.Named)
		if !ok || named.Obj().Pkg() == nil || isStandard(named.Obj().Pkg().Path()) ||
			u.NumMethods() > 4 || strength(wordsOf(named.Obj().Name()), s.words) > 0 {
			return nil, "", false
		}
		for fn := range u.Methods() {
			if handles[wordsOf(fn.Name())[0]] && s.takesMessage(fn.Signature()) {
				return fn.Signature(), fn.Name(), true
			}
		}
		if handlerNames[last(wordsOf(named.Obj().Name()))] {
			return nil, "Handle", true
		}
	case *types.Struct:
		named, ok := types.Unalias(t).(*types.Named)
		if !ok || named.Obj().Pkg() != s.pkg || !handlerNames[last(wordsOf(named.Obj().Name()))] {
			return nil, "", false
		}
		for field := range u.Fields() {
			if sig, ok := field.Type().Underlying().(*types.Signature); ok && field.Exported() && s.takesMessage(sig) {
				return sig, field.Name(), true
			}
		}
	}
	return nil, "", false
}

// takesMessage reports whether a handler with the signature gets a message.
func (s *shapes) takesMessage(sig *types.Signature) bool {
	n := 0
	for v := range sig.Params().Variables() {
		if !gotypes.IsContext(v.Type()) {
			n++
		}
	}
	if n == 0 || n > 3 || sig.Results().Len() > 2 {
		return false
	}
	return s.isMessage(sig.Params().At(sig.Params().Len() - 1).Type())
}

// isMessage reports whether t may be the type of messages: an interface, a type parameter,
// or a struct of the program, or a slice of these.
func (s *shapes) isMessage(t types.Type) bool {
	t = elem(t)
	switch u := t.Underlying().(type) {
	case *types.Interface:
		if param, ok := types.Unalias(t).(*types.TypeParam); ok {
			t = types.Unalias(param.Constraint())
		}
		if u.Empty() || t == types.Universe.Lookup("comparable").Type() {
			return true
		}
		named, ok := t.(*types.Named)
		if !ok || named.Obj().Pkg() == nil || isStandard(named.Obj().Pkg().Path()) {
			return false
		}
		words := wordsOf(named.Obj().Name())
		return !noMessage[last(words)] && !hasAny(words, foreignWords)
	case *types.Struct, *types.Map:
		named, ok := types.Unalias(t).(*types.Named)
		if !ok || named.Obj().Pkg() == nil || isStandard(named.Obj().Pkg().Path()) {
			return false
		}
		if _, isMap := u.(*types.Map); isMap && named.Obj().Pkg() != s.pkg {
			return false
		}
		return !noMessage[last(wordsOf(named.Obj().Name()))]
	}
	return false
}

// carriesBytes reports whether the message is a struct that has a field of bytes and none for a message:
// that is what a transport sends.
func carriesBytes(message types.Type) bool {
	t, ok := message.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	bytes, open := false, false
	for field := range t.Fields() {
		switch u := field.Type().Underlying().(type) {
		case *types.Slice:
			basic, ok := u.Elem().Underlying().(*types.Basic)
			bytes = bytes || ok && basic.Kind() == types.Byte
		case *types.Interface:
			open = open || !gotypes.IsContext(field.Type())
		}
	}
	return bytes && !open
}

// isBusType reports whether t is a type of the package that is called a bus, as the first
// parameter of a generic function is.
func (s *shapes) isBusType(t types.Type) bool {
	named, ok := gotypes.Deref(t).(*types.Named)
	return ok && named.Obj().Pkg() == s.pkg && strength(wordsOf(named.Obj().Name()), s.words) > 0
}

// judge gives each of the surfaces its verdict.
func (s *shapes) judge(surfaces []*surface, functions *surface) {
	for _, it := range surfaces {
		it.verdict = s.verdictOf(it, functions)
	}
	// What stands for a bus is one, and so is what registers for one, or sends for it.
	for range 2 {
		for _, it := range surfaces {
			if it.verdict < sure && slices.ContainsFunc(surfaces, func(bus *surface) bool {
				return bus.verdict == sure && (s.standFor(it, bus) || bus.hasAll(it) || complements(it, bus))
			}) {
				it.verdict = sure
			}
		}
	}
}

func (s *shapes) standFor(it, bus *surface) bool {
	return it.named != nil && bus.named != nil && it.named.TypeParams().Len() == 0 && bus.named.TypeParams().Len() == 0 &&
		standsFor(it.named, bus.named)
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
// calls, or the reverse.
func complements(it, bus *surface) bool {
	switch {
	case len(it.sends) == 0 && len(it.regs) > 0:
		return len(bus.regs) == 0 && sameMessages(bus.sends, it.regs)
	case len(it.regs) == 0 && it.named == nil:
		return slices.ContainsFunc(it.sends, func(m *member) bool { return m.of != nil })
	}
	return false
}

// verdictOf returns how sure it is that a surface is a bus, looked at by itself and with
// the functions of the package.
func (s *shapes) verdictOf(it, functions *surface) verdict {
	called := strength(it.words, s.words)
	regs := it.regs
	if it.named != nil {
		for _, reg := range functions.regs {
			if mentions(reg.sig, it.named.Obj(), 3) {
				regs = append(slices.Clip(regs), reg)
			}
		}
	}
	keeps := s.keeps(it)
	sends := slices.DeleteFunc(slices.Clone(it.sends), func(m *member) bool {
		return m.verb.use&sending == 0 || !keeps && carriesBytes(m.message)
	})
	open := slices.ContainsFunc(sends, (*member).isOpen)
	both := len(sends) > 0 && len(regs) > 0 && sameMessages(sends, regs)
	switch {
	case s.records(it), it.named != nil && sendsByKind(sends):
		return sure
	case it.named == nil && !both:
		if slices.ContainsFunc(it.sends, func(m *member) bool { return m.isOpen() && kindByWords(m.words) != kind.NoKind }) {
			return likely
		}
		return none
	case called == strong && both:
		return sure
	case called == strong && open && (kindByWords(it.words) != kind.NoKind || kindByWords(s.words) != kind.NoKind ||
		slices.ContainsFunc(sends, func(m *member) bool { return s.kindOf(it, m) != kind.NoKind })):
		return sure
	case called >= fair && both && (open || keeps), both && keeps, both && ofOneType(sends, it.regs), called >= fair && open && s.calls(it, sends):
		return sure
	case it.named == nil && open && slices.ContainsFunc(sends, func(m *member) bool { return kindByWords(nameWords(m.message)) != kind.NoKind }):
		return sure
	case called >= fair && open && slices.ContainsFunc(sends, func(m *member) bool { return kindByWords(nameWords(m.message)) != kind.NoKind }):
		return sure
	case both && called > 0, called == strong && len(sends) > 0:
		return likely
	}
	return none
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
	in := func(v *types.Var) bool { return mentions(v.Type(), obj, depth-1) }
	return slices.ContainsFunc(slices.Collect(sig.Params().Variables()), in) ||
		slices.ContainsFunc(slices.Collect(sig.Results().Variables()), in)
}

// sendsByKind reports whether a method that is called after events sends any, as
// PublishEvent(ctx, event any) does, whatever its type is called.
func sendsByKind(sends []*member) bool {
	return slices.ContainsFunc(sends, func(m *member) bool {
		return m.verb.use&announcing != 0 && m.isOpen() && !m.topic && kindByWords(m.words) == kind.Event
	})
}

// isOpen reports whether m takes messages of many types.
func (m *member) isOpen() bool {
	if named, ok := types.Unalias(m.message).(*types.Named); ok && named.TypeArgs().Len() > 0 {
		return true
	}
	return m.message != nil && types.IsInterface(m.message)
}

// records reports whether the surface collects events that are published later, as an
// aggregate does.
func (s *shapes) records(it *surface) bool {
	return slices.ContainsFunc(it.sends, func(m *member) bool {
		if m.verb.use&recording == 0 {
			return false
		}
		if !m.isOpen() { // one struct for all events
			return it.named != nil && hasAny(it.words, aggregateWords) && hasAny(m.words, eventWords) && hasAny(nameWords(m.message), eventWords)
		}
		return kindByWords(nameWords(m.message)) == kind.Event && !m.topic ||
			isEmptyInterface(m.message) && hasAny(m.words[1:], eventWords) && m.sig.Params().Len() == 1 ||
			it.named != nil && hasAny(it.words, aggregateWords) && (isEmptyInterface(m.message) || hasAny(m.words, eventWords))
	})
}

// keeps reports whether a struct has a field for what its methods register: a map or a
// slice.
func (s *shapes) keeps(it *surface) bool {
	if it.named == nil {
		return false
	}
	t, ok := it.named.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for field := range t.Fields() {
		for _, m := range it.regs {
			if m.handler != nil && holds(field.Type(), m.handler, 4) {
				return true
			}
		}
	}
	return false
}

// calls reports whether a struct has a field that is a function for what it sends.
func (s *shapes) calls(it *surface, sends []*member) bool {
	if it.named == nil {
		return false
	}
	t, ok := it.named.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for field := range t.Fields() {
		sig, ok := field.Type().Underlying().(*types.Signature)
		if !ok || !s.takesMessage(sig) {
			continue
		}
		last := sig.Params().At(sig.Params().Len() - 1).Type()
		if slices.ContainsFunc(sends, func(m *member) bool { return origin(elem(last)) != nil && origin(elem(last)) == origin(m.message) }) {
			return true
		}
	}
	return false
}

// ofOneType reports whether a generic type sends what its handlers, which are functions, are
// called with.
func ofOneType(sends, regs []*member) bool {
	isParam := func(m *member) bool {
		_, ok := types.Unalias(m.message).(*types.TypeParam)
		return m.message != nil && ok
	}
	return slices.ContainsFunc(sends, isParam) && slices.ContainsFunc(regs, func(m *member) bool { return isParam(m) && m.method == "" && m.handler != nil })
}

// holds reports whether a map or slice of type t holds elements of the type, or structs
// that have one in a field.
func holds(t, element types.Type, depth int) bool {
	if depth == 0 {
		return false
	}
	if depth < 4 && types.Identical(t, element) {
		return true
	}
	switch u := gotypes.Deref(t).Underlying().(type) {
	case *types.Map:
		return holds(u.Elem(), element, depth-1)
	case *types.Slice:
		return holds(u.Elem(), element, depth-1)
	case *types.Struct:
		if depth == 4 {
			return false
		}
		for field := range u.Fields() {
			if types.Identical(field.Type(), element) {
				return true
			}
		}
	}
	return false
}

// sameMessages reports whether some of the registered are called with what some send.
func sameMessages(sends, regs []*member) bool {
	return slices.ContainsFunc(sends, func(send *member) bool {
		return slices.ContainsFunc(regs, func(reg *member) bool { return sameMessage(send.message, reg.message) })
	})
}

func sameMessage(sent, handled types.Type) bool {
	if handled == nil || isEmptyInterface(sent) || isEmptyInterface(handled) {
		return true // anything: the names have to say the rest
	}
	_, sentParam := types.Unalias(sent).(*types.TypeParam)
	_, handledParam := types.Unalias(handled).(*types.TypeParam)
	if named, ok := types.Unalias(handled).(*types.Named); ok && sentParam && named.TypeArgs().Len() > 0 {
		return true // Event[T]
	}
	if sentParam || handledParam {
		return sentParam && handledParam || types.IsInterface(sent) && types.IsInterface(handled)
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

// profile returns the profile of what has the verdict, or nil.
func (s *shapes) profile(surfaces []*surface, v verdict) *Profile {
	p := &Profile{Name: s.pkg.Path(), Path: s.pkg.Path(), Recognised: true}
	for _, it := range surfaces {
		if it.verdict != v {
			continue
		}
		for _, m := range it.members() {
			f := s.function(it, m)
			if v == likely {
				f.Kind, f.Unclear = kind.NoKind, true
			}
			p.Funcs = append(p.Funcs, f)
		}
	}
	if len(p.Funcs) == 0 {
		return nil
	}
	for i := range p.Funcs {
		p.Funcs[i].Twin = p.twinOf(&p.Funcs[i])
	}
	registers := slices.ContainsFunc(p.Funcs, func(f Func) bool { return !f.Role.Sends() })
	p.Unseen = !registers
	p.Requests = true
	return p
}

// twinOf returns the name of the function that by its name does the same as f with a
// context, or "".
func (p *Profile) twinOf(f *Func) string {
	for _, suffix := range []string{"Ctx", "Context", "WithContext", "WithCtx"} {
		if slices.ContainsFunc(p.Funcs, func(g Func) bool { return g.Name == f.Name+suffix && g.Recv == f.Recv && g.Role == f.Role }) {
			return f.Name + suffix
		}
	}
	return ""
}

// function returns the description of m.
func (s *shapes) function(it *surface, m *member) Func {
	k := s.kindOf(it, m)
	f := Func{Name: m.fn.Name(), Role: m.role(k, it), Arg: m.at, Unclear: k == kind.NoKind}
	if it.named != nil {
		f.Recv = it.named.Obj().Name()
	}
	if k == kind.Command && (f.Role == kind.Dispatch || f.Role == kind.Handle) && !hasAny(m.words, queryWords) {
		f.Kind = k
	}
	f.Envelope = s.envelope(m.message)
	switch {
	case f.Role.Sends():
		f.From = FromArg
	case m.handler == nil:
		f.From, f.Arg = FromNothing, LastArg
	default:
		f.From, f.Member = FromHandler, m.method
		f.Keyed, f.Key = m.key > 0, max(0, m.key-1)
	}
	return f
}

// envelope returns the field of t, a struct of the package, that may hold any message: it is
// an interface, or of the type parameter; "" if there is not exactly one.
func (s *shapes) envelope(t types.Type) string {
	if t == nil {
		return ""
	}
	obj := origin(t)
	if obj == nil || obj.Pkg() != s.pkg {
		return ""
	}
	st, ok := obj.Type().Underlying().(*types.Struct)
	if !ok {
		return ""
	}
	name := ""
	for field := range st.Fields() {
		_, param := types.Unalias(elem(field.Type())).(*types.TypeParam)
		if field.Exported() && (param || types.IsInterface(field.Type()) && s.isMessage(field.Type())) {
			if name != "" {
				return ""
			}
			name = field.Name()
		}
	}
	return name
}

// role returns what m does with messages of the kind. Where that is not known, its verb
// says so, or those of the others.
func (m *member) role(k kind.Kind, it *surface) kind.Role {
	sends := slices.Contains(it.sends, m)
	event := k == kind.Event
	if k == kind.NoKind {
		event = m.verb.use&(announcing|listening) != 0 || sends && m.verb.use&recording != 0 ||
			sends && len(it.regs) > 0 && all(it.regs, listening) && !slices.ContainsFunc(it.sends, func(m *member) bool { return m.verb.use&announcing != 0 }) ||
			!sends && len(it.sends) > 0 && all(it.sends, announcing)
	}
	switch {
	case sends && event:
		return kind.Publish
	case sends:
		return kind.Dispatch
	case event:
		return kind.Listen
	}
	return kind.Handle
}

// all reports whether the verbs of all members have the use.
func all(members []*member, u use) bool {
	return !slices.ContainsFunc(members, func(m *member) bool { return m.verb.use&u == 0 })
}

// kindOf returns what the messages of m are, by the name of the function, of the type of
// its messages, of its own type and its package; NoKind if these do not say.
func (s *shapes) kindOf(it *surface, m *member) kind.Kind {
	if m.topic && (m.message == nil || isEmptyInterface(m.message)) {
		return kind.NoKind // a payload
	}
	for _, words := range [][]string{m.words, nameWords(m.message), nameWords(m.handler), it.words, s.words} {
		if k := kindByWords(words); k != kind.NoKind {
			if !m.certainlyMany() {
				return kind.NoKind
			}
			return k
		}
	}
	return kind.NoKind
}

// certainlyMany reports whether messages of m have a type each, rather than being one
// that has all of them inside.
func (m *member) certainlyMany() bool {
	return m.message == nil || m.isOpen()
}
