package recognise

import (
	"cmp"
	"go/types"
	"maps"
	"slices"

	"github.com/buslint/buslint/internal/gotypes"
)

// observed returns what keeps several functions, listeners or channels, and goes through all of them with what it is
// given, as surfaces, one for each store: whatever they are called, those observe it. This is the observer of Gamma et al.
// (Design Patterns, 1994). That it is a bus is not said by names, so somebody has to say it. Who has hooks, or is subscribed to
// something, may call them on the way of what it does; so may a client, with what comes over a wire.
func (s *shapes) observed(source Source) []*surface {
	if !s.mayBeObserved() {
		return nil
	}
	var found []*surface
	f := s.follow(source)
	for _, at := range slices.SortedFunc(maps.Keys(f.stores), store.compare) {
		it := s.surfaceAt(at)
		if !f.checked.keepsObservers(f.stores[at]) || it.isForeign() || isForeignType(it.store) {
			continue
		}
		hooks, subscribed, noBus := hasAny(it.store, hookWords), false, it.named != nil && isNoBus(it.words)
		for _, b := range f.bodies {
			if value := b.keeps[at]; value != nil {
				if m := b.observer(b.held(at, value.params()), hooks); m != nil && !m.changesQuery() {
					says := m.words[0] == "subscribe" && len(m.words) > 1 && !m.takesKey()
					if subscribed = subscribed || says; says || !noBus {
						it.regs = append(it.regs, m)
					}
				}
			}
		}
		all := false
		for _, b := range f.bodies {
			if value := b.tells[at]; value != nil {
				all = all || (hooks || subscribed) && b.ranges[at] // on its way
				if m := b.subject(at, value.params(), it.regs); m != nil && !noBus {
					it.sends, all = append(it.sends, m), all || b.ranges[at]
				}
			}
		}
		if len(it.regs) > 0 && all {
			found = append(found, it)
		}
	}
	slices.SortStableFunc(found, func(a, b *surface) int { return cmp.Compare(a.regs[0].fn.Pos(), b.regs[0].fn.Pos()) })
	return found
}

// mayBeObserved reports whether a variable of the package, or a field of a type, may keep observers.
func (s *shapes) mayBeObserved() bool {
	for _, name := range s.pkg.Scope().Names() {
		obj := s.pkg.Scope().Lookup(name)
		if v, ok := obj.(*types.Var); ok && s.keepsObservers(v.Type()) || hasField(obj.Type(), s.keepsObservers) {
			return true
		}
	}
	return false
}

// keepsObservers reports whether a value of type t may keep several who are told of something: functions, channels, what is
// called after those who are told, or anything.
func (s *shapes) keepsObservers(t types.Type) bool {
	return gotypes.IsNamed(t, "sync", "Map") || (isList(t) || isContainer(gotypes.Deref(t))) && anyPart(t, 5, func(part types.Type) bool {
		end := endOf(nameWords(part))
		return part != t && (gotypes.IsFunc(part) || isChannel(part) || s.observes(part) || receivers[end] || handlerNames[end])
	}, func(types.Type) bool { return true })
}

// observes reports whether a value of type t may be told of something, and answers nothing: a function, an interface of the
// package, or a channel.
func (s *shapes) observes(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Signature:
		return Taken(u) != nil && answersNothing(u) && s.mayBeTold(Taken(u))
	case *types.Interface:
		obj := origin(t)
		takes := func(fn *types.Func) bool { return Taken(fn.Signature()) != nil }
		return obj != nil && obj.Pkg() == s.pkg && anyMethod(t, takes) && !anyMethod(t, func(fn *types.Func) bool {
			return !takes(fn) && !isPast(wordsOf(fn.Name())) || fn.Signature().Results().Len() > 0
		})
	case *types.Chan:
		return u.Dir() != types.RecvOnly && s.mayBeTold(u.Elem())
	}
	return false
}

// mayBeTold reports whether a value of type t may be a message: also an interface of the package, whatever it is called.
func (s *shapes) mayBeTold(t types.Type) bool {
	obj := origin(elem(t))
	return s.isMessage(t) || types.IsInterface(elem(t)) && obj != nil && obj.Pkg() == s.pkg
}

// observer returns the function as one that takes, or hands out, what is told; nil if it does not. Hooks may hinder what is done.
func (b *body) observer(params uint64, hooks bool) *member {
	m := b.member()
	if m == nil || isAround(m.words) && !hooks || leaving[m.words[0]] || iterates[m.words[0]] || opening[m.words[0]] && !opens(m.words) || m.isOfWire() {
		return nil
	}
	m.verb.use = registering | listening
	for i := range m.sig.Params().Len() {
		t := elem(m.sig.Params().At(i).Type())
		sig, isFunc := t.Underlying().(*types.Signature)
		if params&bit(i) == 0 || !b.f.s.observes(t) || isFunc && sig.Results().Len() > 0 && !hooks {
			continue
		}
		m.at, m.handler = i, t
		if sig, method, ok := b.f.s.handler(t, ""); ok && sig != nil {
			m.method, m.message = method, elem(Taken(sig))
		} else if ch, ok := t.Underlying().(*types.Chan); ok {
			m.message = elem(ch.Elem())
		}
		return m
	}
	if params&b.gives.params()&ownChannel != 0 {
		for v := range m.sig.Results().Variables() {
			if ch := cmp.Or(channelOf(v.Type(), b.f.s.pkg), iterated(v.Type())); ch != nil && ch.Dir() != types.SendOnly && b.f.s.mayBeTold(ch.Elem()) {
				m.message = elem(ch.Elem())
				return m
			}
		}
	}
	return nil
}

// subject returns the function as one that tells observers what it is given, or that something has happened; nil if that is none
// of what they take.
func (b *body) subject(at store, params uint64, regs []*member) *member {
	m := b.member()
	if m == nil || makes[m.words[0]] || iterates[m.words[0]] || leaving[m.words[0]] || !answersNothing(m.sig) && !isFlag(m.sig.Results().At(0).Type()) || m.isOfWire() || m.sendsToPeer() {
		return nil
	}
	for i := range m.sig.Params().Len() {
		t := elem(m.sig.Params().At(i).Type())
		for _, reg := range regs {
			if params&bit(i) != 0 && b.f.s.mayBeTold(t) && reg.fn != m.fn && (reg.message == nil || types.Identical(reg.message, t)) && (b.ranges[at] || reg.handler == nil || reg.isChannel()) {
				m.at, m.message, m.verb.use = i, t, sending|announcing
				return m
			}
		}
	}
	if b.announces && takesNothing(m.sig) && isPast(m.words) && b.ranges[at] && len(regs) > 0 {
		m.holder, m.verb.use = true, sending|announcing
		return m
	}
	return nil
}
