package lsp

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/summary"
)

// A step is one end of a call across the bus: a message, or a function that sends or
// takes one.
type step struct {
	message  *message
	function *function
}

// A way leads from a step to the next, through places in the step that sends.
type way struct {
	to     step
	places []span
}

// key identifies the step for as long as it is there, so that the client can ask for
// what follows on it.
func (s step) key() string {
	if s.message != nil {
		return "message " + s.message.typ.Path + " " + s.message.typ.Name
	}
	return "function " + s.function.id
}

// step returns the step of that key; false if it is not there any more.
func (v *view) step(key string) (step, bool) {
	what, id, _ := strings.Cut(key, " ")
	if what == "message" {
		path, name, _ := strings.Cut(id, " ")
		m := v.index.byType[summary.Type{Path: path, Name: name}]
		return step{message: m}, m != nil
	}
	fn := v.functions[id]
	return step{function: fn}, fn != nil
}

// steps returns where a walk from the place can begin.
func (l look) steps() []step {
	f := l.find()
	if f.handler != nil {
		return []step{{function: f.handler}}
	}
	var steps []step
	for _, m := range f.messages {
		steps = append(steps, step{message: m})
	}
	if fn := l.declared(); steps == nil && fn != nil && fn.sends(map[*function]bool{}) {
		steps = append(steps, step{function: fn})
	}
	return steps
}

// declared returns the function whose name is declared at the place, or nil.
func (l look) declared() *function {
	for _, fn := range l.functions {
		if fn.decl.contains(l.file, l.offset) {
			return fn
		}
	}
	return nil
}

// incoming returns what leads to the step: to a message who sends it, to a handler the
// messages that it takes, and to what sends for it, that.
func (s step) incoming() []way {
	var ways []way
	if m := s.message; m != nil {
		for _, u := range m.of(true) {
			if u.in != nil {
				ways = through(ways, step{function: u.in}, u.call)
			}
		}
		return ways
	}
	for _, m := range s.function.handled() {
		ways = through(ways, step{message: m}, m.decl)
	}
	for _, fn := range s.function.by {
		if s.function.isRegisteredIn(fn) {
			continue
		}
		ways = through(ways, step{function: fn}, fn.decl)
	}
	return ways
}

// outgoing returns what the step leads to: a message to its handlers or listeners, and a
// function to the messages that it sends, and to the functions that do so for it.
func (s step) outgoing() []way {
	var ways []way
	if m := s.message; m != nil {
		for _, u := range m.of(false) {
			if u.handler != nil {
				ways = through(ways, step{function: u.handler}, m.decl)
			}
		}
		return ways
	}
	for _, u := range s.function.uses {
		for _, m := range u.messages {
			if u.role.Sends() {
				ways = through(ways, step{message: m}, u.call)
			}
		}
	}
	for _, fn := range s.function.mentions {
		if fn != s.function && !fn.isRegisteredIn(s.function) && fn.sends(map[*function]bool{}) {
			ways = through(ways, step{function: fn}, s.function.decl)
		}
	}
	return ways
}

// isRegisteredIn reports whether the other function registers this one, and so need not call it.
func (fn *function) isRegisteredIn(other *function) bool {
	return slices.ContainsFunc(fn.takes, func(u *use) bool { return u.in == other })
}

// sends reports whether the function sends a message, or one that it mentions does.
func (fn *function) sends(seen map[*function]bool) bool {
	if seen[fn] {
		return false
	}
	seen[fn] = true
	return slices.ContainsFunc(fn.uses, func(u *use) bool { return u.role.Sends() }) ||
		slices.ContainsFunc(fn.mentions, func(other *function) bool { return !other.isRegisteredIn(fn) && other.sends(seen) })
}

// through adds a place at which a step leads to another.
func through(ways []way, to step, place span) []way {
	i := slices.IndexFunc(ways, func(w way) bool { return w.to == to })
	if i < 0 {
		ways = append(ways, way{to: to})
		i = len(ways) - 1
	}
	if place.known() {
		ways[i].places = append(ways[i].places, place)
	}
	return ways
}
