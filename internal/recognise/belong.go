package recognise

import (
	"go/types"
	"slices"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/kind"
)

// takesAnyHandler reports whether m registers handlers that say only themselves what they take.
func takesAnyHandler(m *member) bool {
	return m.handler != nil && gotypes.IsEmptyInterface(m.handler) && hasAny(m.words[1:], handlerNames)
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
		s.keptBy(it, send, reg) && (namedPair(send, reg) && (isCalledMessage(send.message) || hasAny(reg.words, receivers)) || s.fires(send, reg) || hasAny(slices.Concat(it.words, send.words[1:]), eventWords))
}

// A pair is a function that sends and one that registers, of a surface or for it, and what is said of them.
type pair struct {
	s         *shapes
	it        *surface
	send, reg *member

	called    int  // how much the name of the surface says that it is a bus
	kept      bool // what is registered may be kept so that it is told
	listens   bool
	sends     bool
	announces bool
}

// A reason is why the functions of a pair belong together, if it holds where it applies.
type reason struct {
	why            string
	applies, holds func(*pair) bool
}

// reasons are all there are. The first that applies decides.
var reasons = []reason{
	{"there is one part for what it does, which is set", func(p *pair) bool { return p.reg.words[0] == "set" && !p.kept }, never},
	{"what it takes is what the functions take that its type keeps",
		func(p *pair) bool { return p.s.tellsKept(p.it, p.send, p.reg) }, always},
	{"their names are those of telling and of being told",
		func(p *pair) bool { return p.s.fires(p.send, p.reg) }, func(p *pair) bool { return p.send.sig.Params().Len() > 0 || p.kept }},
	{"nothing is sent", func(p *pair) bool { return p.send.message == nil }, never},
	{"others cannot call it, and no name says that it is meant for them", (*pair).isHidden, never},
	{"it is of a transport", func(p *pair) bool { return p.s.isForeignMember(p.send) }, never},
	{"functions are for any one type",
		func(p *pair) bool { return p.it.named == nil && isParam(p.send.message) && isParam(p.reg.message) }, always},
	{"events are stored for those who are kept", func(p *pair) bool {
		return stores(p.send.words) && p.listens && p.kept && p.it.named != nil && hasAny(p.it.words, eventWords)
	}, always},
	{"what is sent is what is handled, by name", func(p *pair) bool { return namedPair(p.send, p.reg) }, (*pair).isOfOneName},
	{"handlers say only themselves what they take", func(p *pair) bool { return p.reg.message == nil || isFlag(p.reg.message) }, func(p *pair) bool {
		return p.announces && p.listens && (p.called > 0 || p.send.isOpen()) ||
			p.send.verb.use&sending != 0 && hasAny(p.send.words[1:], eventWords) && takesAnyHandler(p.reg)
	}},
	{"what is sent may be what is handled",
		func(p *pair) bool {
			return sameMessage(p.send.message, p.reg.message) || p.sends && isMap(p.send.message)
		}, func(p *pair) bool {
			return p.listens && p.announces || p.called > 0 && p.sends && (p.announces || p.listens || !answering[p.send.words[0]])
		}},
}

func always(*pair) bool { return true }

func never(*pair) bool { return false }

// isHidden reports whether only the package can call what sends, and nothing says that it is of a bus.
func (p *pair) isHidden() bool {
	return !p.send.fn.Exported() && (!p.announces || vague[p.send.words[0]]) && !hasAny(p.send.words[1:], eventWords) &&
		!(p.kept && p.reg.message != nil && types.Identical(p.send.message, p.reg.message))
}

// isOfOneName reports whether the verbs of functions for messages of one name are those of a bus.
func (p *pair) isOfOneName() bool {
	send := p.send
	if send.words[0] == "dispatch" && send.sendsTo(p.reg) {
		return true
	}
	named := (p.sends || stores(send.words) && send.words[0] != "add") && isCalledMessage(send.message)
	return (p.listens || p.called > 0) && (p.announces || named || p.sends && p.called > weak)
}

// belong reports whether what send sends may be what the one that reg registers is called with, and why or
// why not; "" if nothing says anything of them.
func (s *shapes) belong(it *surface, send, reg *member) (why string, ok bool) {
	p := &pair{s: s, it: it, send: send, reg: reg, called: s.strength(it), kept: s.keptBy(it, send, reg), listens: reg.verb.use&listening != 0}
	p.sends = send.verb.use&sending != 0 && (p.called > 0 || !answering[send.words[0]])
	p.announces = send.verb.use&announcing != 0 || (p.sends || stores(send.words)) && hasAny(s.words, busPackageWords)
	if i := slices.IndexFunc(reasons, func(r reason) bool { return r.applies(p) }); i >= 0 {
		return reasons[i].why, reasons[i].holds(p)
	}
	return "", false
}

// fires reports whether send tells those whom reg registers what it is given: fireUserAdded(id)
// those of OnUserAdded(func(id uint)), UserAdded(id) those of AddListener(Listener) that have
// a method of that name, and notifyObservers() those of Attach(Observer).
func (s *shapes) fires(send, reg *member) bool {
	if reg.handler == nil || send.words[0] == "on" {
		return false
	}
	announces := send.verb.use&announcing != 0
	if announces && tellsAll(send, reg) {
		return true
	}
	switch u := reg.handler.Underlying().(type) {
	case *types.Signature:
		about := send.words[1:]
		if reg.words[0] == "on" && slices.Equal(reg.words[1:], send.words) && (isPast(send.words) || hasAny(send.words, messageWords) && !stores(send.words)) {
			return true // what does something is no past tense, and tells of it on the way
		}
		return announces && len(about) > 0 && len(about) < len(reg.words) && slices.Equal(about, reg.words[1:1+len(about)]) && sameParams(u, send.sig)
	case *types.Interface:
		for fn := range u.Methods() {
			words := wordsOf(fn.Name())
			same := fn.Name() == send.fn.Name() || announces && words[0] == "on" && endsWith(words[1:], send.words[1:])
			if same && u.NumMethods() > 1 && sameParams(fn.Signature(), send.sig) {
				return true
			}
			if announces && listenerNames[endOf(nameWords(reg.handler))] && len(send.words) > 1 && sameParams(fn.Signature(), send.sig) {
				return true
			}
			if announces && receivers[endOf(nameWords(reg.handler))] && len(words) > 1 &&
				(len(send.words) > 1 && last(words) == last(send.words) || len(send.words) == 1 && shareParam(fn.Signature(), send.sig)) {
				return true
			}
		}
	}
	return false
}

// shareParam reports whether two functions take something of the same type, which is no plain value.
func shareParam(a, b *types.Signature) bool {
	return takes(a, func(t types.Type) bool {
		return !isFlag(t) && !gotypes.IsContext(t) && takes(b, func(other types.Type) bool { return types.Identical(t, other) })
	})
}

// tellsKept reports whether send gives just what it takes to the functions that its type keeps: notify(*Config)
// to those of AddCallback(func(*Config)).
func (s *shapes) tellsKept(it *surface, send, reg *member) bool {
	if send.verb.use&announcing == 0 || send.verb.use&recording != 0 || !s.keeps(it) {
		return false
	}
	called := reg.called()
	return called != nil && sameParams(called, send.sig)
}

// tellsAll reports whether a function is called after telling all those whom reg registers, which listen
// or are called observers or the like: notify(), notifyAll(), notifyObservers(price).
func tellsAll(send, reg *member) bool {
	if reg.verb.use&listening == 0 && !receivers[endOf(nameWords(reg.handler))] {
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
	if send.message == nil || reg.message == nil || gotypes.IsEmptyInterface(send.message) || isFlag(send.message) || isOfStandard(send.message) {
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
	if len(send.words) > 2 && send.words[0] == "send" && send.words[1] == "to" {
		return false // which says to whom
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
	case it.hasNobody():
		return false
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
	return announces && named && (called > 0 || announcesMost(it.named))
}

// announcesMost reports whether most methods of an interface announce something. One method of what does much else may
// only show it.
func announcesMost(named *types.Named) bool {
	iface, ok := named.Underlying().(*types.Interface)
	announcing := 0
	for i := 0; ok && i < iface.NumMethods(); i++ {
		if namesAnnouncing(iface.Method(i).Name()) {
			announcing++
		}
	}
	return ok && 2*announcing >= iface.NumMethods()
}

// isOfActors reports whether words name actors, or what holds their messages.
func isOfActors(words []string) bool { return hasAny(words, actorWords) }

// isCalledBack reports whether a method is one that a bus calls, rather than one that sends: that of
// a hook or of an interface of what hears something, or a method that is called after what it handles, as HandleOrderEvent.
func isCalledBack(it *surface, m *member) bool {
	return it.named != nil && (hears(it.named) || endOf(it.words) == "hook" || handlerNames[endOf(it.words)] && handles[m.words[0]] || len(m.words) > 1 && (m.words[0] == "handle" || m.words[0] == "process"))
}

// hears reports whether an interface has a method that is called when something happens, which is told that:
// OnClientRemoved(c).
func hears(named *types.Named) bool {
	return anyMethod(named, func(fn *types.Func) bool {
		words, params := wordsOf(fn.Name()), fn.Signature().Params()
		if len(words) < 2 || words[0] != "on" || params.Len() == 0 {
			return false
		}
		t := params.At(params.Len() - 1).Type()
		return !gotypes.IsFunc(t) && !receivers[endOf(nameWords(elem(t)))] // whom it registers
	})
}

func (s *shapes) isForeignMember(m *member) bool {
	return carriesBytes(m.message) || isForeignName(m.words[1:]) || isForeignName(nameWords(m.message))
}

// isCalledMessage reports whether the name of t says that it is a message.
func isCalledMessage(t types.Type) bool {
	words := nameWords(elem(t))
	return kindByWords(words) != kind.NoKind && !noMessage[last(words)] || messageWords[last(words)]
}

// MayBeMessage reports whether a value of type t may be any, or the name of the type or its package says
// that it is a message.
func MayBeMessage(t types.Type) bool {
	t = elem(t)
	if obj := origin(t); obj != nil && obj.Pkg() != nil {
		return gotypes.IsEmptyInterface(t) || isCalledMessage(t) || SaysKind(obj.Pkg().Path())
	}
	_, isBasic := t.Underlying().(*types.Basic)
	return !isBasic
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
	receivers    = set("actor reducer handler listener subscriber observer consumer callback hook projector projection receiver sink watcher notifier notifee")
)

func stores(words []string) bool { return storing[words[0]] }

// isOutbox reports whether m keeps in what is called an outbox what is published later.
func isOutbox(it *surface, m *member) bool {
	return it.named != nil && endOf(it.words) == "outbox" && (stores(m.words) || hasAny(m.words[:1], map[string]bool{"store": true, "save": true, "write": true}))
}
