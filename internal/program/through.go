package program

import (
	"slices"

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
	queue := append(slices.Clone(all.Sites), all.usesBehind()...)
	for len(queue) > 0 {
		site := queue[0]
		queue = queue[1:]
		if site.Test {
			continue
		}
		for _, param := range site.Given {
			if len(all.given[param]) == 1 && len(all.passes[param]) < 2 { // else it may be another one elsewhere
				for _, call := range all.held[param] {
					queue = all.addOuter(queue, site, call, site.handlers)
				}
			}
		}
		if site.In == "" {
			continue
		}
		for _, place := range site.handedOn() {
			all.handing[place.Func] = true
			for _, call := range all.callsOf(place) {
				site.passedOn = site.passedOn || place.Kind != summary.Called
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
	outer := s.outer(call, handlers, all.namesIn(call, s))
	all.sites[at] = outer
	all.Sites = append(all.Sites, outer)
	return append(queue, outer)
}

// isName reports whether the messages at the site are known by a parameter of the function around it that is a
// name or an example.
func (s *Site) isName(o summary.Origin) bool {
	return o.Kind == summary.Parameter && o.Handler && o.Func == s.In
}

// namesIn returns the name or example that the call passes on to s, where the messages are known by that; or nil.
func (all *All) namesIn(call *pass, s *Site) []summary.Origin {
	i := slices.IndexFunc(s.From, s.isName)
	if i < 0 {
		return nil
	}
	for _, p := range all.passes[summary.Origin{Kind: summary.Parameter, Func: call.To.Func, Index: s.From[i].Index}] {
		if p.Pos != call.Pos || p.End != call.End || len(p.From) != 1 || p.From[0].Kind == summary.Unknown {
			continue
		}
		name := p.From[0]
		name.Handler = name.Kind == summary.Parameter
		return []summary.Origin{name}
	}
	return nil
}

// handedOn returns the parameters of the function around the site that are its message or
// handler, its result if messages arrive there, and the function itself if calls of it say as much.
func (s *Site) handedOn() []summary.Origin {
	var places []summary.Origin
	if s.Param > 0 {
		places = append(places, summary.Origin{Kind: summary.Parameter, Func: s.In, Index: s.Param - 1})
	}
	for _, o := range slices.Concat(s.From, s.given) {
		if o.Func == s.In && (o.Kind == summary.Parameter || o.Kind == summary.TypeParameter) {
			places = append(places, o)
		}
	}
	if s.Hands {
		places = append(places, summary.Origin{Kind: summary.Result, Func: s.In})
	}
	by := s.Registrar
	if s.Role.Sends() {
		by = s.Sender
	}
	if by != "" {
		places = append(places, summary.Origin{Kind: summary.Called, Func: by})
	}
	return places
}

// callsOf returns the calls that pass something to the parameter of a function, or are calls of it: by its name,
// or through an interface behind which its receiver stands, and nothing that does something else.
func (all *All) callsOf(place summary.Origin) []*pass {
	to := summary.Origin{Kind: place.Kind, Func: place.Func, Index: place.Index}
	calls := slices.Clone(all.passes[to])
	f := all.funcs[place.Func]
	if f == nil || f.Method == "" {
		return calls
	}
	for _, iface := range all.inFrontOf(f.Recv) {
		to.Func = summary.ByMethod(iface, f.Name())
		if to.Kind != summary.Called || len(all.passes[to]) > 0 && all.onlyHands(iface, f.Name()) {
			calls = append(calls, all.passes[to]...)
		}
	}
	return calls
}

// onlyHands reports whether all that stands behind an interface hands on in the method, or does nothing.
func (all *All) onlyHands(iface, method string) bool {
	for name := range all.behind {
		if all.inFront[name] || summary.IsDouble(name) || !slices.Contains(all.inFrontOf(name), iface) {
			continue
		}
		if f := all.methodOf(name, method); f == nil || !f.Empty && !all.handing[f.ID] {
			return false
		}
	}
	return true
}

// methodOf returns the method of that name that is declared for the type; or nil.
func (all *All) methodOf(recv, method string) *function {
	pkg := all.packages[packageOf(recv)]
	if pkg == nil {
		return nil
	}
	i := slices.IndexFunc(pkg.Funcs, func(f summary.Func) bool { return f.Recv == recv && f.Name() == method })
	if i < 0 {
		return nil
	}
	return all.funcs[pkg.Funcs[i].ID]
}

// inFrontOf returns the interfaces behind which the type stands, as that or as another one.
func (all *All) inFrontOf(name string) []string {
	found := []string{name}
	for i := 0; i < len(found); i++ {
		for _, iface := range all.behind[found[i]] {
			if !slices.Contains(found, iface) {
				found = append(found, iface)
			}
		}
	}
	return found[1:]
}

// usesBehind returns what calls of methods of interfaces are behind which a bus stands.
func (all *All) usesBehind() []*Site {
	var sites []*Site
	for _, path := range all.paths {
		pkg := all.packages[path]
		for i := range pkg.Conversions {
			c := &pkg.Conversions[i]
			for _, iface := range append([]string{c.To}, all.inFrontOf(c.To)...) {
				for _, use := range c.Uses {
					use.In, use.From = summary.ByMethod(iface, use.In), slices.Clone(use.From)
					for i := range use.From {
						use.From[i].Func = use.In
					}
					sites = append(sites, &Site{Site: &use, Bus: &pkg.Buses[use.Bus], Package: pkg, handlers: !use.Role.Sends()})
				}
			}
		}
	}
	return sites
}

// outer returns the site that a call is, which the function around s passes on, with the names that are known.
func (s *Site) outer(call *pass, handlers bool, names []summary.Origin) *Site {
	site := *s.Site
	var made []summary.Origin
	site.Place, site.Operand, site.Hands = call.Place, "", false
	site.Conditional = s.Conditional || call.Conditional
	site.Within = s.Within || !call.Held && call.Given != nil // what is around the call makes what it sends
	site.Prepared = s.Prepared || call.Prepared && s.Role == kind.Dispatch
	site.Message, site.Args, site.From, site.Param, site.Given = Message{}, "", call.From, 0, call.Given
	if names != nil && len(call.From) == 1 && call.From[0].Kind == summary.Parameter && call.From[0].Func == call.In {
		site.Param = call.From[0].Index + 1
	}
	switch {
	case call.To.Kind == summary.Called:
		site.From, site.Message, site.Args = nil, s.Message, s.Args
		if s.Message == (Message{}) {
			site.From = []summary.Origin{{}}
		}
	case names != nil && names[0].Kind == summary.OfType:
		site.Message, site.Args, site.From, handlers = names[0].Type, names[0].Args, nil, false
	case names != nil:
		site.From, handlers = names, false
	case s.Within, call.To.Kind == summary.Result: // the type is not that of the message
		if site.From = []summary.Origin{{}}; !s.Role.Sends() {
			made = call.From
		}
	case len(call.From) == 1 && call.From[0].Kind == summary.OfType && call.From[0].Handler == handlers:
		site.Message, site.Args, site.From = call.From[0].Type, call.From[0].Args, nil
	}
	if !s.Role.Sends() {
		site.Handler = call.Handler
		if site.Handler == nil {
			site.Handler = &summary.Handler{Name: call.Function, Package: call.pkg.Path, Pos: call.Pos}
		}
	}
	return &Site{Site: &site, Bus: s.Bus, Package: call.pkg, handlers: handlers, stands: call.To.Kind == summary.Called, given: made}
}
