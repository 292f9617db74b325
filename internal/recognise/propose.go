package recognise

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/profile"
	"github.com/buslint/buslint/internal/syntax"
)

// Proposals are what [Propose] says of packages. It is asked once for each, by all that look at packages which
// import it at the same time.
type Proposals struct{ byPath sync.Map }

func (p *Proposals) of(pkg *types.Package, source func(*types.Package) Source, known *profile.Profile) *profile.Profile {
	ask, _ := p.byPath.LoadOrStore(pkg.Path(), sync.OnceValue(func() *profile.Profile { return Propose(pkg, source(pkg), known) }))
	return ask.(func() *profile.Profile)()
}

// A Source is the syntax of a package.
type Source struct {
	Fset  *token.FileSet
	Files []*ast.File
	Own   func(*types.Package) bool // whether a package is of the module; nil if none is
}

// Propose describes what may be of a bus in pkg and is not recognised there, for somebody to
// say whether it is; nil if there is nothing. What is certain is known there. It goes by what belongs together: a function
// that sends what another one of the same type, or package, has handlers called with; and by the
// bodies of functions in its source: by what they keep and call.
func Propose(pkg *types.Package, source Source, known *profile.Profile) *profile.Profile {
	s := newShapes(pkg)
	if s.isElsewhere() {
		return nil
	}
	surfaces, functions := s.surfaces()
	surfaces = s.judge(surfaces, functions)
	certain := map[*types.TypeName]bool{} // of which nothing is left to propose
	sureOf, proven := map[*types.Func]bool{}, map[*types.TypeName]bool{}
	for _, it := range surfaces {
		if it.verdict == sure && len(it.sends) > 0 {
			certain[it.object()] = true
		}
		for _, m := range it.members() {
			sureOf[m.fn.Origin()] = it.verdict == sure
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
	all = append(all, s.listenerFaces(chosen)...)
	for _, it := range surfaces {
		if it.verdict == likely && s.strength(it) >= fair {
			all = append(all, it)
			for _, reg := range it.regs {
				chosen[reg] = true
			}
			for _, send := range it.sends {
				chosen[send] = !isCalledBack(it, send) && !isForeignName(send.words[1:])
			}
		}
	}
	if !certain[nil] {
		made := s.constructors(func(m *member, of *types.TypeName) bool {
			return certain[of] && !onlyMade(surfaces, of) || !certain[of] && slices.ContainsFunc(all, func(it *surface) bool {
				return it.object() == of && slices.ContainsFunc(it.sends, func(send *member) bool { return chosen[send] && sameMessage(send.message, m.message) })
			})
		})
		for _, m := range made.regs {
			chosen[m] = true
		}
		all = append(all, made)
	}
	other := source.functions(ast.IsGenerated, leavesProgram)
	if known != nil {
		for _, f := range known.Funcs {
			other[method{f.Recv, f.Name}] = true
			if of, ok := s.pkg.Scope().Lookup(f.Recv).(*types.TypeName); ok && f.Role.Sends() {
				proven[of] = true
			}
		}
	}
	for _, it := range s.queuing(source) {
		for _, m := range it.sends {
			chosen[m] = m.fn.Exported() && !sureOf[m.fn.Origin()] || !certain[it.object()] && !proven[it.object()]
		}
		all = append(all, it)
	}
	for _, it := range s.kept(source) {
		it.sends, it.regs = slices.DeleteFunc(it.sends, func(m *member) bool { return it.hasOneDoIt(m) || !it.isToldOf(m) }), slices.DeleteFunc(it.regs, func(m *member) bool { return m.changesQuery() || m.hub && !namesJoining(m.words) && !m.onlyTakes() })
		if len(it.regs) == 0 && !it.joined || len(it.sends) == 0 {
			continue
		}
		for _, it := range append(s.faces(it), it) {
			for _, m := range it.members() {
				of, _ := s.pkg.Scope().Lookup(m.recv).(*types.TypeName)
				chosen[m] = !certain[of] && !certain[it.object()] && !s.handlesOther(m, it)
			}
			all = append(all, it)
		}
	}
	for _, it := range s.paired() {
		for _, m := range it.members() {
			chosen[m] = !sureOf[m.fn.Origin()]
		}
		all = append(all, it)
	}
	for _, it := range s.observed(source) {
		for _, m := range it.members() {
			chosen[m] = !certain[it.object()]
		}
		all = append(all, it)
	}
	for _, it := range all {
		for _, m := range it.members() {
			chosen[m] = chosen[m] && !s.tellsOutside(it, m)
		}
	}
	for m := range chosen {
		chosen[m] = chosen[m] && !other[method{m.typeName(), m.fn.Name()}]
	}
	keep(all, chosen)
	return s.profile(all, likely)
}

// tellsOutside reports whether all those are at the end of a network whom m registers, or whom its type keeps several of.
func (s *shapes) tellsOutside(it *surface, m *member) bool {
	if m.handler != nil {
		return s.isOutside(m.handler)
	}
	outside := func(t types.Type) bool { return isList(t) && s.isOutside(listed(t)) }
	return it.named != nil && hasField(it.named, outside) && !hasField(it.named, func(t types.Type) bool { return s.keepsObservers(t) && !outside(t) })
}

// isOutside reports whether t is an interface of the package of which those in it write to a log or a network, as mail or with a
// client of HTTP, or pass on to one of those.
func (s *shapes) isOutside(t types.Type) bool {
	face, ok := t.(*types.Named)
	if !ok || face.Obj().Pkg() != s.pkg || face.TypeParams().Len() > 0 || !types.IsInterface(face) {
		return false
	}
	found := false
	for tn := range gotypes.Declared(s.pkg) {
		own, ok := tn.Type().(*types.Named)
		switch {
		case !ok || len(fieldsOf(own)) == 0 || !implements(own, face.Underlying().(*types.Interface)):
		case isForeignName(nameWords(own)) || hasField(own, isOfHTTP):
			found = true
		case !tellsNobody(own) && !hasField(own, func(field types.Type) bool { return types.Identical(elem(field), face) }):
			return false
		}
	}
	return found
}

// paired returns the types that have a place for several who are told, and of whose methods one says by its name that it adds such,
// and another one that it tells them, as surfaces; and the interfaces by which others have these.
func (s *shapes) paired() []*surface {
	var found []*surface
	for tn := range gotypes.Declared(s.pkg) {
		named, ok := tn.Type().(*types.Named)
		it := &surface{named: named, words: wordsOf(tn.Name())}
		if !ok || isNoBus(it.words) || noStore[last(it.words)] || isForeignName(it.words) || it.isForeign() || !hasField(named, s.keepsObservers) {
			continue
		}
		for _, fn := range methodsOf(named) {
			m := it.memberOf(fn)
			switch does := namesOf(fn); {
			case !fn.Exported() || len(m.words) == 0 || m.isOfWire() || isForeignName(m.words[1:]) || isAround(m.words):
			case does&registering != 0 && s.addsOne(it, m):
				it.regs = append(it.regs, m)
			case (announcesByName(fn.Name()) || m.words[0] == "dispatch" || runsHooks(m.words)) && !m.starts() && !s.tellsOne(m), runThem(wordsOf(fn.Name())) && does != 0:
				if !s.sendsAny(m) || !isCalledMessage(m.message) && !gotypes.IsEmptyInterface(m.message) {
					m.at, m.message, m.holder = 0, nil, true
				}
				it.sends = append(it.sends, m)
			}
		}
		if len(it.sends) > 0 && len(it.regs) > 0 {
			found = append(append(found, s.faces(it)...), it)
		}
	}
	return found
}

// addsOne reports whether a function takes one who is told, or returns what he hears by, and notes that. A setter without a key adds
// nobody.
func (s *shapes) addsOne(it *surface, m *member) bool {
	if m.words[0] == "set" && !m.takesKey() {
		return false
	}
	if s.registersAny(m) {
		return !m.asksOnly()
	}
	m.at, m.message, m.handler, m.holder = 0, nil, nil, true
	for param := range m.sig.Params().Variables() {
		t := elem(param.Type())
		if gotypes.IsFunc(t) && !takesError(t) || isChannel(t) || gotypes.IsEmptyInterface(t) && handlerNames[last(wordsOf(param.Name()))] ||
			types.IsInterface(t) && !isOfStandard(t) && s.keepsOf(it, &member{handler: t}) {
			return true
		}
	}
	return m.verb.use&listening != 0 && anyType(m.sig.Results(), func(t types.Type) bool {
		obj := origin(gotypes.Deref(t))
		return isChannel(t) || obj != nil && obj.Pkg() == s.pkg && hasField(obj.Type(), isChannel)
	})
}

// tellsOne reports whether a function says whom it tells, or asks somebody for an answer.
func (s *shapes) tellsOne(m *member) bool {
	return m.sendsToPeer() || m.sig.Results().Len() > 1 || anyType(m.sig.Results(), func(t types.Type) bool { return !gotypes.IsError(t) && !isFlag(t) })
}

// queuing returns the functions that announce what they put into a channel, as surfaces: somebody takes it out, and tells those
// who listen, wherever these are.
func (s *shapes) queuing(source Source) []*surface {
	announce := source.functions(nil, func(fn *ast.FuncDecl) bool { return announcesByName(fn.Name.Name) })
	if len(announce) == 0 {
		return nil
	}
	byType := map[string]*surface{}
	for _, b := range s.follow(source).bodies {
		m := b.member()
		if m == nil || !announce[method{b.typ, b.fn.Name()}] {
			continue
		}
		m.verb, m.words = verbOf(m.fn.Name())
		if m.starts() || !b.puts(m) || m.message != nil && s.isForeignMember(m) || m.sendsToPeer() {
			continue
		}
		if byType[b.typ] == nil {
			byType[b.typ] = s.surfaceAt(store{typ: b.typ})
		}
		byType[b.typ].sends = append(byType[b.typ].sends, m)
	}
	var found []*surface
	for _, typ := range slices.Sorted(maps.Keys(byType)) {
		if it := byType[typ]; it.named == nil || !isNoBus(it.words) && !it.isForeign() {
			found = append(found, it)
		}
	}
	return found
}

// puts reports whether the function, which is m, puts the message that it is given into a channel of somebody else, or anything into
// each of several. An exported field is read by one who is told, unless it is called after telling others.
func (b *body) puts(m *member) bool {
	hands, several, each := false, false, map[types.Object]bool{}
	sends := b.f.s.sendsAny(m)
	for at, value := range b.keeps {
		told := at.typ == "" || !token.IsExported(at.name) || announcesByName(at.name)
		hands = hands || sends && told && isChannel(b.f.typeAt(at)) && value.params()&bit(m.at) != 0
	}
	ast.Inspect(b.decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.RangeStmt:
			for _, e := range []ast.Expr{n.Key, n.Value} {
				if id, ok := e.(*ast.Ident); ok {
					each[b.f.info.ObjectOf(id)] = true
				}
			}
		case *ast.SendStmt:
			ch, ok := b.typeOf(n.Chan).Underlying().(*types.Chan)
			if !ok || IsSignal(ch) || b.value(n.Chan).same != 0 {
				return true // which it is given, or makes
			}
			field, ok := n.Chan.(*ast.SelectorExpr) // of a type of another package
			hands = hands || sends && ok && len(b.storesOf(field)) == 0 && NamesSending(field.Sel.Name) && b.value(n.Value).params()&bit(m.at) != 0
			for id := range syntax.All[*ast.Ident](n.Chan) {
				obj := b.f.info.ObjectOf(id)
				several = several || obj != nil && each[obj]
			}
		}
		return true
	})
	if !hands {
		m.at, m.message, m.holder = 0, nil, true
	}
	return hands || several
}

// announcesByName reports whether a function of that name announces something, and does nothing else.
func announcesByName(name string) bool {
	v, words := verbOf(name)
	return v.use&(announcing|recording|registering) == announcing && words[0] != "post"
}

// isToldOf reports whether who keeps those who are told may mean a function by that: others can call it, or its name says that it
// tells, or has the words of what registers them, or it is given a message.
func (s *surface) isToldOf(m *member) bool {
	return m.fn.Exported() || m.message != nil && isCalledMessage(m.message) || verbs[m.words[0]].use != 0 || stores(m.words) || isPast(m.words) || s.isNamedLike(m)
}

// onlyTakes reports whether others can call a function to give its type one who is told, and nothing else.
func (m *member) onlyTakes() bool {
	return m.handler != nil && m.fn.Exported() && m.sig.Params().Len() == 1 && m.sig.Results().Len() == 0
}

// hasOneDoIt reports whether a method that is called after registering something returns what one of those does who are
// registered: RegisterDevice(Data) (Device, error).
func (s *surface) hasOneDoIt(m *member) bool {
	return verbs[m.words[0]].use&registering != 0 && !eventWords[last(m.words)] && s.answers(m)
}

// changesQuery reports whether a function registers what changes a query of a database, rather than answers one: it is
// called with a query, and returns nothing.
func (m *member) changesQuery() bool {
	called := m.called()
	return called != nil && called.Results().Len() == 0 && kindByWords(nameWords(m.message)) == kind.Query
}

// handlesOther reports whether a method handles what none of those takes who are registered: it is told that itself; or it
// dispatches what a client has sent, whose method it is.
func (s *shapes) handlesOther(m *member, it *surface) bool {
	return len(m.words) > 1 && m.message != nil && (m.words[0] == "handle" && !m.isOpen() && !it.takes(m.message) ||
		m.words[0] == "dispatch" && it.named != nil && m.typeName() != it.named.Obj().Name() && s.queueOf(gotypes.Receiver(m.fn)) != nil)
}

// typeName returns the name of the type that has the method; "" for a function.
func (m *member) typeName() string {
	if obj := origin(gotypes.Receiver(m.fn)); obj != nil {
		return obj.Name()
	}
	return ""
}

// A method is a function with the type that it is a method of, or "".
type method struct{ typ, name string }

// functions returns those of files, or by themselves, for which one of these holds. Nil holds for none.
func (s Source) functions(ofFile func(*ast.File) bool, is func(*ast.FuncDecl) bool) map[method]bool {
	found := map[method]bool{}
	for _, file := range s.Files {
		all := ofFile != nil && ofFile(file)
		for _, decl := range file.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && (all || is != nil && is(fn)) {
				found[method{syntax.ReceiverName(fn), fn.Name.Name}] = true
			}
		}
	}
	return found
}

// leavesProgram reports whether a function encodes something and writes it, and sends nothing to channels: another
// program reads that.
func leavesProgram(fn *ast.FuncDecl) bool {
	encodes, writes, stays := false, false, false
	ast.Inspect(fn, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SendStmt, *ast.RangeStmt:
			stays = true
		case *ast.CallExpr:
			if name := syntax.Name(n.Fun); name != nil {
				encodes = encodes || encoding.MatchString(name.Name)
				writes = writes || writing.MatchString(name.Name)
			}
		}
		return true
	})
	return encodes && writes && !stays
}

var (
	encoding = regexp.MustCompile(`^(Marshal|Encode|WriteJSON|NewEncoder)`)
	writing  = regexp.MustCompile(`^(Write|Do$|Post$|Produce|Encode$|Send|Publish|Request)`)
)

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
		m := &member{fn: fn, sig: fn.Signature(), words: wordsOf(fn.Name()), verb: verb{use: sending}}
		if handles[m.words[0]] && s.sends(m) && isParam(m.message) {
			chosen[m] = true
			found = append(found, &surface{named: named, words: words, sends: []*member{m}})
		}
	}
	return found
}

// listenerFaces returns the interfaces of those who listen that have a method for each event, and chooses these: who
// holds one, or several in a list that is one itself, tells it by calling them.
func (s *shapes) listenerFaces(chosen map[*member]bool) []*surface {
	var found []*surface
	for tn := range gotypes.Declared(s.pkg) {
		named, ok := tn.Type().(*types.Named)
		words := wordsOf(tn.Name())
		if !ok || !types.IsInterface(named) || named.TypeParams().Len() > 0 || !listenerNames[endOf(words)] || isForeignName(words) {
			continue
		}
		it := &surface{named: named, words: words}
		for _, fn := range methodsOf(named) {
			m := &member{fn: fn, sig: fn.Signature(), words: wordsOf(fn.Name()), verb: verb{use: sending | announcing}}
			if !fn.Exported() || m.sig.Params().Len() == 0 || !(len(m.words) > 1 && (m.words[0] == "on" || hasAny(m.words[:1], aroundWords) || isPast(m.words))) {
				it.sends = nil
				break
			}
			if !s.sendsAny(m) || !isCalledMessage(m.message) {
				m.at, m.message, m.holder = 0, nil, true
			}
			it.sends = append(it.sends, m)
		}
		if len(it.sends) > 1 {
			for _, m := range it.sends {
				chosen[m] = true
			}
			found = append(found, it)
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

// faces returns the interfaces of the package by which others have what keeps and calls, each with those of
// its methods that the interface has.
func (s *shapes) faces(it *surface) []*surface {
	var found []*surface
	for tn := range gotypes.Declared(s.pkg) {
		named, ok := tn.Type().(*types.Named)
		if !ok || it.named == nil || !types.IsInterface(named) || named.TypeParams().Len()+it.named.TypeParams().Len() > 0 || !standsFor(named, it.named) {
			continue
		}
		if slices.ContainsFunc(it.regs, func(reg *member) bool { return reg.handler != nil && types.Identical(reg.handler, named) }) {
			continue // what keeps handlers is one as well
		}
		face := &surface{named: named, words: nameWords(named)}
		for _, method := range methodsOf(named) {
			face.sends = append(face.sends, withMethod(it.sends, method)...)
			face.regs = append(face.regs, withMethod(it.regs, method)...)
		}
		found = append(found, face)
	}
	return found
}

// withMethod returns copies of those of the members that are called as the method is, which has their place.
func withMethod(members []*member, method *types.Func) []*member {
	var found []*member
	for _, m := range members {
		if m.fn.Name() == method.Name() {
			of := *m
			of.fn, of.recv = method, ""
			found = append(found, &of)
		}
	}
	return found
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
	return ok && types.IsInterface(named) && !gotypes.IsEmptyInterface(named) && !isCalledMessage(named)
}

// constructors returns the functions that make something of handlers, to which that sends.
func (s *shapes) constructors(sends func(m *member, made *types.TypeName) bool) *surface {
	all := &surface{words: s.words}
	for fn := range gotypes.Functions(s.pkg) {
		if m, made := s.constructor(fn); m != nil && sends(m, made) {
			all.regs = append(all.regs, m)
		}
	}
	return all
}

// isForeignPlace reports whether a package is by the end of its path of a user interface, of what
// measures or of a transport.
func isForeignPlace(path string) bool {
	elements := within(path)
	return slices.ContainsFunc(elements[max(0, len(elements)-2):], func(element string) bool { return isForeignName(wordsOf(element)) })
}

// object returns the declaration of the type; nil for the functions of a package.
func (s *surface) object() *types.TypeName {
	if s.named == nil {
		return nil
	}
	return s.named.Obj()
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
			if endOf(nameWords(reg.handler)) == "hook" && !hasAny(s.words, hookWords) || isCalledBack(it, send) && (i >= own || reg.handler == nil) || reg.takesBytes() {
				continue
			}
			if _, ok := s.belong(it, send, reg); ok && s.mayBeIn(it, send, reg) && (i < own || namedPair(send, reg) && send.fn.Exported()) {
				chosen[send], chosen[reg] = true, true
			}
		}
		if !noBus[last(it.words)] && s.speaks(it, send, called) {
			chosen[send] = true
		}
	}
}

// takesBytes reports whether what m registers is called with bytes, as they come from elsewhere, or with what has a
// method that says which peer sent it.
func (m *member) takesBytes() bool {
	called := m.called()
	if called == nil || Taken(called) == nil {
		return false
	}
	taken := Taken(called)
	return isBytes(taken) || anyMethod(taken, func(fn *types.Func) bool {
		results := fn.Signature().Results()
		return results.Len() == 1 && hasAny(typeWords(results.At(0).Type()), peerWords)
	})
}

// proposable reports whether functions of a package of another module may be proposed: those
// of a package that is called a bus. One called after queries reads rows of a database.
func proposable(pkg *types.Package) bool {
	words := wordsOf(pkg.Name())
	return hasAny(words, busPackageWords) && !hasAny(words, queryWords) || strings.HasSuffix(pkg.Name(), "bus") || pkg.Name() == "hub"
}
