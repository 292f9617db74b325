package program

import (
	"regexp"
	"slices"

	"github.com/buslint/buslint/internal/summary"
)

// Standings know of which functions the calls say what a site in them does.
type standings struct {
	all     *All
	found   map[string]bool // functions that do no more than a site of a bus
	methods map[string]*function
	of      map[string][]string // what stands behind an interface
}

// calls returns the calls of the function around the site that stand for it: by its name, or through an interface
// behind which nothing does something else.
func (s *standings) calls(site *Site) []*pass {
	stands := site.Stands == summary.Sending && site.Role.Sends() || site.Stands == summary.Registering && !site.Role.Sends()
	if stands || site.passedOn {
		s.found[site.In] = true
	}
	if !stands {
		return nil
	}
	calls := slices.Clone(s.all.passes[summary.Origin{Kind: summary.Called, Func: site.In}])
	f := s.all.funcs[site.In]
	if f == nil || f.Method == "" {
		return calls
	}
	for _, iface := range s.all.inFrontOf(f.Recv) {
		if s.behind(iface, f.name()) {
			calls = append(calls, s.all.passes[summary.Origin{Kind: summary.Called, Func: summary.ByMethod(iface, f.name())}]...)
		}
	}
	return calls
}

// behind reports whether all that stands behind an interface does no more than a site of a bus in the method, or
// nothing.
func (s *standings) behind(iface, method string) bool {
	if s.of == nil {
		s.index()
	}
	for _, name := range s.of[iface] {
		f := s.methods[name+"."+method]
		switch {
		case doubles.MatchString(name):
		case f == nil && s.of[name] != nil: // another interface
			if !s.behind(name, method) {
				return false
			}
		case f == nil, !f.Empty && !s.found[f.ID]:
			return false
		}
	}
	return true
}

// doubles matches the names of types that stand for others in tests.
var doubles = regexp.MustCompile(`\.(?i:mock|fake|stub)[^.]*$|(Mock|Fake|Stub)$`)

func (s *standings) index() {
	s.of, s.methods = map[string][]string{}, map[string]*function{}
	for name, interfaces := range s.all.behind {
		for _, iface := range interfaces {
			s.of[iface] = append(s.of[iface], name)
		}
	}
	for _, f := range s.all.funcs {
		if f.Method != "" {
			s.methods[f.Recv+"."+f.name()] = f
		}
	}
}
