package lsp

import (
	"cmp"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/summary"
)

// An index is what is known of all messages, to be found by place. It does not change
// once it is made.
type index struct {
	messages  []*message // in order of their paths and names
	byType    map[summary.Type]*message
	spots     map[string][]spot    // by file, in order of their start
	functions map[string]*function // by their ids
	names     map[string]string    // of packages, by their paths
	packages  map[string]string    // paths of packages, by the folders that they are in
	imported  map[string][]string  // paths of packages, by those that import them
}

// A span is a part of a file as it was analyzed.
type span struct {
	file       string
	start, end int
}

func (s span) known() bool { return s.file != "" }

func (s span) contains(file string, offset int) bool {
	return s.file == file && s.start <= offset && offset <= s.end
}

// A message is a type that is sent over a bus.
type message struct {
	typ     summary.Type
	label   string // as a program writes it
	kind    kind.Kind
	because string // how the kind is known
	decl    span   // its name where it is declared; unknown if that is in no package at hand
	answers []string
	uses    []*use
}

// A use is one use of a bus function.
type use struct {
	role     kind.Role
	args     arguments // of its messages
	call     span
	in       *function // that it is written in; nil outside of functions
	messages []*message
	handler  *function // that is registered; nil if that cannot be told
	test     bool
}

// A function may be a handler, or send messages.
type function struct {
	id       string
	name     string
	decl     span // its name, or the word func of a literal
	literal  bool
	uses     []*use // that are written in it
	takes    []*use // that register it
	mentions []*function
	by       []*function // that mention it
}

// A spot is a place that leads to what is known: a message's declaration, a use or a
// handler.
type spot struct {
	span
	message *message
	use     *use
	handler *function
}

// sort brings all spots in order, and the messages.
func (x *index) sort() {
	for _, spots := range x.spots {
		slices.SortStableFunc(spots, func(a, b spot) int {
			return cmp.Or(cmp.Compare(a.start, b.start), cmp.Compare(b.end, a.end))
		})
	}
	slices.SortFunc(x.messages, func(a, b *message) int {
		return cmp.Or(cmp.Compare(a.typ.Path, b.typ.Path), cmp.Compare(a.typ.Name, b.typ.Name))
	})
}

// at returns the innermost spot that contains the offset.
func (x *index) at(file string, offset int) (spot, bool) {
	var found spot
	ok := false
	for _, s := range x.spots[file] {
		if s.start > offset {
			break
		}
		if s.contains(file, offset) && (!ok || s.end-s.start <= found.end-found.start) {
			found, ok = s, true
		}
	}
	return found, ok
}

// of returns the uses of the message that send it, or those that do not, rather outside
// of tests: only if all are in tests, these.
func (m *message) of(sends bool) []*use {
	var uses, tests []*use
	for _, u := range m.uses {
		switch {
		case u.role.Sends() != sends:
		case u.test:
			tests = append(tests, u)
		default:
			uses = append(uses, u)
		}
	}
	if len(uses) == 0 {
		return tests
	}
	return uses
}

// arguments are the type arguments that messages have somewhere, with their brackets. A
// message without any, or with "", may have all.
type arguments map[*message][]string

// meet reports whether a message may have the same arguments at two places.
func (a arguments) meet(other arguments, m *message) bool {
	open := func(list []string) bool { return len(list) == 0 || slices.Contains(list, "") }
	return open(a[m]) || open(other[m]) ||
		slices.ContainsFunc(a[m], func(s string) bool { return slices.Contains(other[m], s) })
}

// with returns the uses of the message where its arguments may be those.
func (m *message) with(uses []*use, args arguments) []*use {
	return slices.DeleteFunc(slices.Clone(uses), func(u *use) bool { return !u.args.meet(args, m) })
}

// takers returns where the handlers or listeners of the message with the arguments are: the
// functions, or the registrations where the function cannot be told.
func (m *message) takers(args arguments) []span {
	var spans []span
	for _, u := range m.with(m.of(false), args) {
		at := u.call
		if u.handler != nil && u.handler.decl.known() {
			at = u.handler.decl
		}
		if !slices.Contains(spans, at) {
			spans = append(spans, at)
		}
	}
	return spans
}

// senders returns the calls that send the message with the arguments.
func (m *message) senders(args arguments) []span {
	var spans []span
	for _, u := range m.with(m.of(true), args) {
		spans = append(spans, u.call)
	}
	return spans
}

// find returns the messages whose labels have the letters of the query in its order,
// whatever their case, those first that start with it. A query may begin with a kind, and
// then wants messages of that: "event user".
func (x *index) find(query string) []*message {
	query = strings.ToLower(query)
	var found []*message
	for _, m := range x.messages {
		word, rest, _ := strings.Cut(query, " ")
		if word == m.kind.String() || word == m.kind.Plural() {
			if hasInOrder(strings.ToLower(m.label), strings.TrimSpace(rest)) {
				found = append(found, m)
			}
			continue
		}
		if hasInOrder(strings.ToLower(m.label), query) {
			found = append(found, m)
		}
	}
	rank := func(m *message) int {
		switch name := strings.ToLower(m.typ.Name); {
		case strings.HasPrefix(name, query):
			return 0
		case strings.Contains(name, query):
			return 1
		}
		return 2
	}
	slices.SortStableFunc(found, func(a, b *message) int { return cmp.Compare(rank(a), rank(b)) })
	return found
}

func hasInOrder(s, letters string) bool {
	for _, r := range letters {
		i := strings.IndexRune(s, r)
		if i < 0 {
			return false
		}
		s = s[i+len(string(r)):]
	}
	return true
}
