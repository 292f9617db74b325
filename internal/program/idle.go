package program

import (
	"maps"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/summary"
)

// An IdleHandler is a handler or listener that takes a context and does not use it.
type IdleHandler struct {
	*summary.Handler
	// Reaches are the calls that pass no context, though they could, in the handler and in
	// what it calls: how far its context could go. They are in order of the functions.
	Reaches []summary.Twin
}

// Idles says of an idle handler what it does, given the names of what its context could reach.
func Idles(reaches []string) string {
	if len(reaches) == 0 {
		return "does not use its context"
	}
	return "does not use its context, which could reach " + strings.Join(reaches, ", ")
}

// Idle returns the idle handlers outside of tests, in order of their position, and of how many
// handlers that take a context these are.
func (all *All) Idle() (idle []IdleHandler, of int) {
	seen := map[string]bool{}
	methods := all.methodsByName()
	for _, site := range all.Sites {
		h := site.Handler
		if h == nil || site.Test || !site.Aware || seen[h.Func] || all.funcs[h.Func] == nil {
			continue
		}
		seen[h.Func] = true
		of++
		if all.funcs[h.Func].Idle {
			idle = append(idle, IdleHandler{h, all.couldReach(h.Func, methods)})
		}
	}
	slices.SortFunc(idle, func(a, b IdleHandler) int { return summary.ComparePos(a.Pos, b.Pos) })
	return idle, of
}

// methodsByName returns the identities of the methods of all types.
func (all *All) methodsByName() map[string][]string {
	byName := map[string][]string{}
	for id, f := range all.funcs {
		if name, _, ok := strings.Cut(f.Method, "("); ok {
			byName[name] = append(byName[name], id)
		}
	}
	return byName
}

// couldReach returns the calls without a context that may run from the function. A call
// through an interface is followed where one method alone has the name.
func (all *All) couldReach(id string, methods map[string][]string) []summary.Twin {
	calls := map[string]int{}
	seen := map[string]bool{}
	for queue := []string{id}; len(queue) > 0; queue = queue[1:] {
		f := all.funcs[queue[0]]
		if f == nil || seen[f.ID] {
			continue
		}
		seen[f.ID] = true
		for _, t := range f.Twins {
			calls[t.Func] += t.Calls
		}
		queue = append(queue, f.Mentions...)
		for _, name := range f.Methods {
			if len(methods[name]) == 1 {
				queue = append(queue, methods[name][0])
			}
		}
	}
	var reached []summary.Twin
	for _, name := range slices.Sorted(maps.Keys(calls)) {
		reached = append(reached, summary.Twin{Func: name, Calls: calls[name]})
	}
	return reached
}
