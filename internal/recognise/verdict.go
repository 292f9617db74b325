package recognise

import (
	"go/types"
	"slices"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/kind"
)

// A look is what is seen of a surface that may be of a bus.
type look struct {
	s  *shapes
	it *surface

	called int  // how much its name says that it is a bus
	isType bool // rather than the functions of the package
	sends  []*member
	regs   []*member // its own, and functions that register for it
	open   bool      // it sends messages of many types
	keeps  bool      // it has a field for what it registers
	both   bool      // it sends what it registers handlers of
}

// A sign says by what something shows that it is a bus, or that it is none.
type sign struct {
	why     string
	verdict verdict
	of      part
	shows   func(*look) bool
}

// A part is what of something counts that is a bus.
type part int

const (
	whole part = iota
	quiet      // all of it, but the rules about names have nothing to go by
	heard      // those who are heard, and nothing else; the same holds for names
)

// signs are all there are. The first that shows decides.
var signs = []sign{
	{"it is no bus by its name, but its functions are by theirs", sure, quiet, func(l *look) bool { return l.called < fair && l.hasPlainPair() }},
	{"it may be called one, and so are its functions", sure, whole, func(l *look) bool { return l.called == fair && l.hasPlainPair() }},
	{"it records events, or tells what it keeps of them", sure, whole, func(l *look) bool {
		return l.s.records(l.it) || l.it.tells || l.isType && sendsByKind(l.sends)
	}},
	{"functions that do not belong together", none, whole, func(l *look) bool { return !l.isType && !l.both && len(l.it.heard) == 0 }},
	{"it is called a bus, and sends what it registers handlers of", sure, whole, func(l *look) bool { return l.called == strong && l.both }},
	{"it is called a bus of a kind, and sends any message of that", sure, whole, func(l *look) bool {
		return l.called == strong && l.open && (kindByWords(l.it.words) != kind.NoKind || l.sendsAny(func(m *member) bool {
			return l.s.isOfPackage(m) && (kindByWords(l.s.words) != kind.NoKind || l.s.kindOf(l.it, m) != kind.NoKind)
		}))
	}},
	{"it may be called one, and keeps or takes any handlers of what it sends", sure, whole, func(l *look) bool {
		return l.called >= fair && l.both && (l.open || l.keeps || sendsOneForAll(l.sends, l.regs))
	}},
	{"it keeps what it sends to", sure, whole, func(l *look) bool {
		return l.keeps && (l.both && l.called > 0 || l.sendsAny(func(m *member) bool { return m.sendsToAny(l.regs) }))
	}},
	{"its functions are called after events, or are for those of one type", sure, whole, func(l *look) bool {
		return l.both && (ofEvents(!l.isType, l.sends, l.regs) || ofOneType(l.sends, l.it.regs))
	}},
	{"it calls a function with what it sends", sure, whole, func(l *look) bool { return l.called >= fair && l.open && l.s.calls(l.it, l.sends) }},
	{"it is called a bus, and sends one event each", sure, whole, func(l *look) bool {
		return l.called == strong && l.sendsAny((*member).sendsOneEvent)
	}},
	{"it is called a bus, and announces anything by a name, or an event, or has a queue", sure, quiet, func(l *look) bool {
		return requestWords[endOf(l.it.words)] && len(l.regs) == 0 && l.sendsAny(func(m *member) bool {
			return m.topic && m.announcesAlone() && gotypes.IsEmptyInterface(m.message)
		}) || l.called == strong && (len(l.sends) > 0 && queued(l.it) != nil || l.sendsAny(func(m *member) bool {
			return m.fn.Exported() && m.announcesAlone() && isEvent(m)
		}))
	}},
	{"functions of which one announces an event that another one listens to", sure, quiet, func(l *look) bool {
		return !l.isType && l.sendsAny(func(send *member) bool {
			return send.verb.use&announcing != 0 && !vague[send.words[0]] && (isEvent(send) || kindByWords(send.words) == kind.Event) &&
				slices.ContainsFunc(l.it.regs, func(reg *member) bool { return namedPair(send, reg) && namesHandler(reg) })
		})
	}},
	{"functions of a package called after events of which one posts an event, and another one adds listeners", sure, quiet, func(l *look) bool {
		return !l.isType && l.both && kindByWords(l.s.words) == kind.Event && l.sendsAny(func(m *member) bool {
			return m.verb.use&announcing != 0 && m.topic && m.isOpen() && eventWords[m.sig.Params().At(m.at).Name()]
		}) && slices.ContainsFunc(l.it.regs, func(reg *member) bool { return listenerNames[endOf(nameWords(reg.handler))] })
	}},
	{"functions of a package called a bus, for any type or by a name", sure, whole, func(l *look) bool {
		return !l.isType && l.both && strength(l.s.words, nil) == strong && (isOfAny(l.sends) && isOfAny(l.regs) || l.sendsAny(func(m *member) bool {
			return m.topic && gotypes.IsEmptyInterface(m.message) && m.verb.use&announcing != 0 && slices.ContainsFunc(l.regs, isEvent)
		}))
	}},
	{"it announces an event to what may be several of its kind", sure, quiet, func(l *look) bool {
		return l.s.hasList(l.it) && l.sendsAny(func(m *member) bool { return m.announcesAlone() && isEvent(m) && !l.s.isForeignMember(m) })
	}},
	{"it is for events of one type", sure, whole, func(l *look) bool {
		return l.isType && l.it.named.TypeParams().Len() > 0 && ofOne[endOf(l.it.words)] && l.sendsAny(func(m *member) bool {
			return isParam(m.message) && m.announcesAlone()
		})
	}},
	{"it sends what is called a message, of many types", sure, whole, func(l *look) bool {
		return (!l.isType || l.called >= fair) && l.open && l.sendsAny(func(m *member) bool { return kindByWords(nameWords(m.message)) != kind.NoKind })
	}},
	{"what it registers is taken away again", sure, heard, func(l *look) bool { return len(l.it.heard) > 0 }},
	{"it resembles a bus", likely, whole, func(l *look) bool {
		return l.both && l.called > 0 || l.called == strong && l.sendsAny(func(m *member) bool { return !m.isOpen() || l.s.isOfPackage(m) })
	}},
}

func (l *look) sendsAny(is func(*member) bool) bool { return slices.ContainsFunc(l.sends, is) }

// announcesAlone reports whether the name of m is the verb of an announcement, and nothing else.
func (m *member) announcesAlone() bool {
	return len(m.words) == 1 && m.verb.use&announcing != 0 && !vague[m.words[0]]
}

// runsOneOf reports whether m runs one of several tools, which its caller names, with any input, and answers with what
// that does: Execute(name, input any) (any, error) beside Register(Tool).
func (m *member) runsOneOf(regs []*member) bool {
	return m.topic && m.sig.Results().Len() > 1 && (gotypes.IsEmptyInterface(m.message) || !isCalledMessage(m.message)) && len(regs) > 0 && !slices.ContainsFunc(regs, func(reg *member) bool {
		_, named := reg.handler.(*types.Named)
		end := endOf(nameWords(reg.handler))
		return !named || handlerNames[end] || receivers[end]
	})
}

// hasPlainPair reports whether names that say nothing else are those of a bus.
func (l *look) hasPlainPair() bool {
	return l.sendsAny(func(send *member) bool {
		return slices.ContainsFunc(l.it.regs, func(reg *member) bool { return l.s.isPlainPair(send, reg) })
	})
}

// leave leaves of the members those.
func (s *surface) leave(those []*member) {
	other := func(m *member) bool { return !slices.Contains(those, m) }
	s.sends, s.regs = slices.DeleteFunc(s.sends, other), slices.DeleteFunc(s.regs, other)
}

// verdictOf returns how sure it is that a surface is a bus, looked at by itself and with
// the functions of the package.
func (s *shapes) verdictOf(it, functions *surface) verdict {
	if it.named == nil {
		it.heard = s.undone(it)
	}
	l := &look{s: s, it: it, called: s.strength(it), isType: it.named != nil, regs: it.regs, keeps: s.keeps(it)}
	if l.isType {
		l.regs = append(slices.Clip(it.regs), slices.DeleteFunc(slices.Clone(functions.regs), func(reg *member) bool {
			return !mentions(reg.sig, it.named.Obj(), 3) && !(reg.typed() && it.named.TypeParams().Len() > 0)
		})...)
	}
	l.sends = slices.DeleteFunc(slices.Clone(it.sends), func(m *member) bool {
		return m.verb.use&sending == 0 || l.called < fair && m.runsOneOf(l.regs) || m.message != nil && !l.keeps && carriesBytes(m.message) && !s.keepsChannels(m.message)
	})
	l.open = l.sendsAny((*member).isOpen)
	l.both = len(l.sends) > 0 && len(l.regs) > 0 && sameMessages(l.sends, l.regs)
	i := slices.IndexFunc(signs, func(sign sign) bool { return sign.shows(l) })
	if i < 0 {
		return none
	}
	it.quiet = it.quiet || signs[i].of != whole
	if signs[i].of == heard {
		it.leave(it.heard)
		it.alone = true
	}
	return signs[i].verdict
}
