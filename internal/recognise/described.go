package recognise

import (
	"cmp"
	"go/types"
	"slices"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/profile"
)

// profile returns the profile of what has the verdict, or nil.
func (s *shapes) profile(surfaces []*surface, v verdict) *profile.Profile {
	p := &profile.Profile{Name: s.pkg.Path(), Path: s.pkg.Path(), Recognised: true}
	for _, it := range surfaces {
		if it.verdict != v {
			continue
		}
		for _, m := range it.members() {
			f := s.function(it, m)
			if v == likely || it.quiet {
				f.Kind, f.Unclear = kind.NoKind, true
			}
			p.Funcs = append(p.Funcs, f)
		}
	}
	if len(p.Funcs) == 0 {
		return nil
	}
	for i := range p.Funcs {
		p.Funcs[i].Twin = p.TwinOf(&p.Funcs[i])
	}
	registers := slices.ContainsFunc(p.Funcs, func(f profile.Func) bool { return !f.Role.Sends() })
	p.Unseen = !registers
	p.Requests = true
	return p
}

// function returns the description of m.
func (s *shapes) function(it *surface, m *member) profile.Func {
	k := s.kindOf(it, m)
	if it.quiet {
		k = kind.NoKind
	}
	f := profile.Func{Name: m.fn.Name(), Role: m.role(k, it), Arg: m.at}
	f.Unclear = k == kind.NoKind && (f.Role.OfEvents() || !s.isForRequests(it, m))
	if m.sig.Recv() != nil {
		f.Recv = m.recv
		if it.named != nil {
			f.Recv = cmp.Or(m.recv, it.named.Obj().Name())
		}
	}
	if k == kind.Command && (f.Role == kind.Dispatch || f.Role == kind.Handle) && !hasAny(m.words, queryWords) {
		f.Kind = k
	}
	f.Envelope = s.envelope(m.message)
	switch {
	case m.holder:
		f.From = profile.FromNothing
	case m.typeArg:
		f.From, f.Arg = profile.FromTypeArg, m.sig.Params().Len()
	case f.Role.Sends(), m.example:
		f.From = profile.FromArg
	case m.typed():
		f.From, f.Arg = profile.FromTypeArg, m.sig.Params().Len()
	case m.handler == nil:
		f.From, f.Arg = profile.FromNothing, profile.LastArg
	default:
		f.From, f.Member = profile.FromHandler, m.method
		f.Keyed, f.Key = m.key > 0, max(0, m.key-1)
	}
	f.Unclear = f.Unclear || f.Role == kind.Handle && hasAny(m.words, besideHandlers)
	return f
}

// besideHandlers are words of what runs before or after the one handler of a message, and may be several.
var besideHandlers = set("pre post before after")

// isForRequests reports whether m dispatches or handles what has a type each: its bus is called
// one, or a mediator.
func (s *shapes) isForRequests(it *surface, m *member) bool {
	called := slices.Concat(it.words, nameWords(elem(m.of)), s.words)
	return !m.topic && m.isOpen() && s.envelope(m.message) == "" && hasAny(called, requestWords)
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
	name := ""
	for _, field := range fieldsOf(obj.Type()) {
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
		event = m.verb.use&(announcing|listening) != 0 || !sends && listenerNames[endOf(nameWords(m.handler))] || kindByWords(m.words) == kind.Event || kindByWords(it.words) == kind.Event || it.many || sends && m.holder && isEvent(m) || sends && (m.verb.use&recording != 0 || stores(m.words) && (len(it.regs) == 0 || slices.ContainsFunc(it.regs, func(reg *member) bool { return reg.verb.use&listening != 0 }))) ||
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
	if m.topic && (m.message == nil || gotypes.IsEmptyInterface(m.message)) && !it.saysKind(m) || m.typed() && s.envelope(m.message) != "" {
		return kind.NoKind // a payload
	}
	for _, words := range [][]string{m.words, nameWords(m.message), nameWords(m.handler), it.words, nameWords(elem(m.of)), s.words} {
		if k := kindByWords(words); k != kind.NoKind {
			if !m.certainlyMany() {
				return kind.NoKind
			}
			return k
		}
	}
	return kind.NoKind
}

// saysKind reports whether what m takes beside a name is called what its bus is called after, rather than a payload:
// CommandBus.Dispatch(version string, cmd any).
func (s *surface) saysKind(m *member) bool {
	at := m.at
	if m.verb.use&registering != 0 {
		at = m.key - 1
	}
	k := kindByWords(s.words)
	return k != kind.NoKind && k != kind.Event && at >= 0 && at < m.sig.Params().Len() && kindByWords(wordsOf(m.sig.Params().At(at).Name())) == k
}

// certainlyMany reports whether messages of m have a type each, rather than being one
// that has all of them inside.
func (m *member) certainlyMany() bool {
	return m.message == nil || m.isOpen()
}
