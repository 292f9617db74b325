package lsp

import (
	"fmt"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/plural"
)

// A look is a place in a file that the client asks about, and what is known there.
type look struct {
	*view
	file   string
	offset int // in the text that was analyzed
	text   string
	at     int // in the text that the client sees
}

// found is what a look finds: at most one of handler and messages is what it is about,
// and use is set where it is the call of a bus function.
type found struct {
	messages []*message
	handler  *function
	use      *use
	args     arguments // of the messages
	span     span      // of what was found
}

// find returns what is at the place: a use of the bus, a handler, or a message, by its
// type or by a variable of it.
func (l look) find() found {
	spot, ok := l.index.at(l.file, l.offset)
	// A message is more than the call that it stands in: it may be another's part.
	if m, args := l.message(); m != nil && !(ok && spot.use != nil && slices.Contains(spot.use.messages, m)) {
		return found{messages: []*message{m}, args: arguments{m: {args}}, span: spot.span}
	}
	switch {
	case !ok:
		return found{}
	case spot.message != nil:
		return found{messages: []*message{spot.message}, span: spot.span}
	case spot.handler != nil:
		return found{handler: spot.handler, args: spot.handler.args(), span: spot.span}
	}
	return found{messages: spot.use.messages, use: spot.use, args: spot.use.args, span: spot.span}
}

// message returns the message that the identifier at the place says by its type, or nil,
// and its type arguments.
func (l look) message() (m *message, args string) {
	t, ok := typeAt(l.text, l.at, l.packageOf(l.file), func(path string) string { return l.index.names[path] })
	if !ok {
		return nil, ""
	}
	return l.index.byType[t.Type], t.args
}

// implementations returns the handlers or listeners of the message at the place; where
// that is a handler or its registration, the messages.
func (l look) implementations() []span {
	f := l.find()
	if f.handler != nil {
		return declarations(f.handler.handled())
	}
	if f.use != nil && !f.use.role.Sends() {
		return declarations(f.use.messages)
	}
	var spans []span
	for _, m := range f.messages {
		spans = append(spans, m.takers(f.args)...)
	}
	return unique(spans)
}

// about returns the messages that were found; of a handler, those that it handles.
func (f found) about() []*message {
	if f.handler != nil {
		return f.handler.handled()
	}
	return f.messages
}

// references returns where the message at the place is sent; of a handler, the message
// that it handles.
func (l look) references() []span {
	f := l.find()
	var spans []span
	for _, m := range f.about() {
		spans = append(spans, m.senders(f.args)...)
	}
	return unique(spans)
}

// args returns the type arguments of the messages that fn is registered for.
func (fn *function) args() arguments {
	args := arguments{}
	for _, u := range fn.takes {
		for m, list := range u.args {
			args[m] = append(args[m], list...)
		}
	}
	return args
}

// handled returns the messages that fn is registered for.
func (fn *function) handled() []*message {
	var messages []*message
	for _, u := range fn.takes {
		for _, m := range u.messages {
			if !slices.Contains(messages, m) {
				messages = append(messages, m)
			}
		}
	}
	return messages
}

func declarations(messages []*message) []span {
	var spans []span
	for _, m := range messages {
		if m.decl.known() {
			spans = append(spans, m.decl)
		}
	}
	return spans
}

func unique(spans []span) []span {
	var once []span
	for _, s := range spans {
		if !slices.Contains(once, s) {
			once = append(once, s)
		}
	}
	return once
}

// hover says in Markdown what is known of the messages at the place; "" if nothing is.
func (l look) hover() (string, span) {
	f := l.find()
	var parts []string
	for _, m := range f.about() {
		parts = append(parts, l.describe(m, f.args))
	}
	return strings.Join(parts, "\n\n---\n\n"), f.span
}

func (l look) describe(m *message, args arguments) string {
	var b strings.Builder
	fmt.Fprintf(&b, "**%s** `%s`: %s.\n", m.kind, m.label, m.because)
	takers, noun := m.with(m.of(false), args), "Handled"
	if m.kind == kind.Event {
		noun = "Listened to"
	}
	for _, u := range takers {
		name := "what is"
		if u.handler != nil && u.handler.name != "" {
			name = "`" + u.handler.name + "`,"
		}
		fmt.Fprintf(&b, "\n* %s by %s registered at %s", noun, name, l.place(u.call))
	}
	if len(takers) == 0 {
		fmt.Fprintf(&b, "\n* %s nowhere in these packages", noun)
	}
	fmt.Fprintf(&b, "\n* Sent from %s", plural.Of(len(m.senders(args)), "place"))
	if len(m.answers) > 0 {
		fmt.Fprintf(&b, "\n* Answers in `%s`", strings.Join(m.answers, "`, `"))
	}
	for _, f := range l.findings {
		if slices.Contains(f.About, m.typ) {
			fmt.Fprintf(&b, "\n* %s: %s", f.Rule, f.Message)
		}
	}
	return b.String()
}

// A mark stands above a message or handler and counts what belongs to it.
type mark struct {
	span   span
	title  string
	places []span
}

// marks returns the marks of a file, in order.
func (v *view) marks(file string) []mark {
	var marks []mark
	if !v.knows(file) {
		return nil
	}
	for _, s := range v.index.spots[file] {
		switch {
		case s.message != nil:
			m := s.message
			noun := "handler"
			if m.kind == kind.Event {
				noun = "listener"
			}
			title := fmt.Sprintf("%s · %s · %s", m.kind, plural.Of(len(m.takers(nil)), noun), plural.Of(len(m.senders(nil)), "sender"))
			marks = append(marks, mark{s.span, title, unique(append(m.takers(nil), m.senders(nil)...))})
		case s.handler != nil && !s.handler.literal:
			args := s.handler.args()
			for _, m := range s.handler.handled() {
				verb := "handles"
				if m.kind == kind.Event {
					verb = "listens to"
				}
				title := fmt.Sprintf("%s %s · %s", verb, m.label, plural.Of(len(m.senders(args)), "sender"))
				marks = append(marks, mark{s.span, title, unique(append(declarations([]*message{m}), m.senders(args)...))})
			}
		}
	}
	return marks
}
