package program

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/summary"
)

// A pass is the call of a function in a package, with what it passes on.
type pass struct {
	*summary.Pass
	pkg *Package
}

// through adds a site for each call of a function that hands its parameter on to a bus: such
// a function is one of the bus itself. Calls of functions that do so in turn are found the
// same way.
func (all *All) through() {
	queue := slices.Clone(all.Sites)
	given := map[summary.Origin]int{} // how often functions of a bus are given for a parameter
	for _, site := range queue {
		given[site.Given]++
	}
	for len(queue) > 0 {
		site := queue[0]
		queue = queue[1:]
		if site.Test {
			continue
		}
		if given[site.Given] == 1 && len(all.passes[site.Given]) <= 1 { // it may be another one elsewhere
			for _, call := range all.held[site.Given] {
				queue = all.addOuter(queue, site, call, site.handlers)
			}
		}
		if site.In == "" {
			continue
		}
		for _, place := range site.handedOn() {
			for _, call := range all.callsOf(place) {
				site.passedOn = true
				queue = all.addOuter(queue, site, call, site.handlers && !place.Handler)
			}
		}
	}
}

// addOuter adds the site that a call is, which passes on to s, and adds it to the queue, if it is new.
func (all *All) addOuter(queue []*Site, s *Site, call *pass, handlers bool) []*Site {
	at := span{call.Pos, call.End}
	if all.sites[at] != nil {
		return queue
	}
	outer := s.outer(call, handlers)
	all.sites[at] = outer
	all.Sites = append(all.Sites, outer)
	return append(queue, outer)
}

// handedOn returns the parameters of the function around the site that are its message or
// handler.
func (s *Site) handedOn() []summary.Origin {
	var places []summary.Origin
	if s.Param > 0 {
		places = append(places, summary.Origin{Kind: summary.Parameter, Func: s.In, Index: s.Param - 1})
	}
	for _, o := range s.From {
		if o.Func == s.In && (o.Kind == summary.Parameter || o.Kind == summary.TypeParameter) {
			places = append(places, o)
		}
	}
	return places
}

// callsOf returns the calls that pass something to the parameter of a function: by its name,
// or through an interface that its receiver implements.
func (all *All) callsOf(place summary.Origin) []*pass {
	to := summary.Origin{Kind: place.Kind, Func: place.Func, Index: place.Index}
	calls := slices.Clone(all.passes[to])
	f := all.funcs[place.Func]
	if f == nil || f.Method == "" {
		return calls
	}
	name, _, _ := strings.Cut(f.Method, "(")
	to.Func = summary.ByInterface(name)
	for _, call := range all.passes[to] {
		if methods := all.methodsOf(call.Of); len(methods) > 0 && containsAll(all.methodsOf(f.Recv), methods) {
			calls = append(calls, call)
		}
	}
	return calls
}

// methodsOf returns the methods of a type or interface, by its full name, with their
// signatures.
func (all *All) methodsOf(name string) []string {
	if all.methods == nil {
		all.methods = map[string][]string{}
		for _, f := range all.funcs {
			if f.Recv != "" {
				all.methods[f.Recv] = append(all.methods[f.Recv], f.Method)
			}
		}
		for _, pkg := range all.packages {
			for _, iface := range pkg.Interfaces {
				all.methods[iface.Name] = iface.Methods
			}
		}
	}
	return all.methods[name]
}

func containsAll(list, wanted []string) bool {
	return !slices.ContainsFunc(wanted, func(s string) bool { return !slices.Contains(list, s) })
}

// outer returns the site that a call is, which the function around s passes on.
func (s *Site) outer(call *pass, handlers bool) *Site {
	site := *s.Site
	site.Pos, site.End, site.In, site.Function, site.Operand = call.Pos, call.End, call.In, call.Function, ""
	site.Message, site.Args, site.From, site.Param, site.Given = Message{}, "", call.From, 0, summary.Origin{}
	switch {
	case s.Within: // the type is not that of the message
		site.From = []summary.Origin{{}}
	case len(call.From) == 1 && call.From[0].Kind == summary.OfType && call.From[0].Handler == handlers:
		site.Message, site.Args, site.From = call.From[0].Type, call.From[0].Args, nil
	}
	site.Conditional = s.Conditional || call.Conditional
	site.Prepared = s.Prepared || call.Prepared && s.Role == kind.Dispatch
	if !s.Role.Sends() {
		site.Handler = call.Handler
		if site.Handler == nil {
			site.Handler = &summary.Handler{Name: call.Function, Package: call.pkg.Path, Pos: call.Pos}
		}
	}
	return &Site{Site: &site, Bus: s.Bus, Package: call.pkg, handlers: handlers}
}
