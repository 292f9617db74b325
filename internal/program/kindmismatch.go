package program

import (
	"fmt"
	"slices"

	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/summary"
)

// Beyond are what rules over single packages have to say of several: each is a part of the
// rule whose name it has.
var Beyond = []*Rule{{Name: "kindmismatch", Default: true, check: kindmismatch}}

// kindmismatch reports what is used as another kind of message than a directive on its
// declaration says, or sent as another kind than it is registered as, where different packages
// do that: all that is registered agrees, and what is sent the other way is the odd one out.
// In one package the rule sees that itself.
func kindmismatch(all *All, report func(*Site, finding)) {
	for _, m := range all.messages() {
		sites := slices.DeleteFunc(slices.Clone(all.bySite[m]), func(s *Site) bool { return s.Test })
		said, _ := all.said(m)
		if said.Directive != kind.NoKind && !said.Ignored {
			all.againstDirective(m, said.Directive, report)
			continue
		}
		if _, reason := kind.Of(usesOf(sites), said); reason != kind.Contradiction || onSeveralBuses(sites) {
			continue
		}
		registered := registeredAs(sites)
		if registered == nil {
			continue
		}
		for _, site := range sites {
			if !site.Role.Sends() || site.Unclear || site.Role.OfEvents() == registered.Role.OfEvents() || all.reported("kindmismatch", site) {
				continue
			}
			report(site, finding{
				Message: fmt.Sprintf("%s %s", m, site.Role.Mismatch()),
				Related: []summary.Related{{Pos: registered.Pos, Message: fmt.Sprintf("%s has a %s here", m.Name, registered.Role.Noun())}},
				About:   []Message{m},
			})
		}
	}
}

// againstDirective reports the uses of m in other packages than its own that are not those of
// the kind that a directive on its declaration says.
func (all *All) againstDirective(m Message, is kind.Kind, report func(*Site, finding)) {
	sites := all.bySite[m]
	for _, site := range sites {
		if site.Role.OfEvents() == (is == kind.Event) || site.Unclear || onSeveralBuses(sites) || all.reported("kindmismatch", site) {
			continue
		}
		report(site, finding{
			Message: fmt.Sprintf("%s %s %s", is, m.Name, site.Role.Mismatch()),
			Related: []summary.Related{{Pos: all.declared(m).Pos, Message: m.Name + " is declared with //bus:" + is.String()}},
			About:   []Message{m},
		})
	}
}

// registeredAs returns a site at which something is registered, if all that is registered
// is of that role; nil if not.
func registeredAs(sites []*Site) *Site {
	var registered *Site
	for _, site := range sites {
		switch {
		case site.Role.Sends():
		case registered != nil && registered.Role != site.Role:
			return nil
		case registered == nil:
			registered = site
		}
	}
	return registered
}

// onSeveralBuses reports whether the sites are of different buses: a message may be one
// thing here and another there.
func onSeveralBuses(sites []*Site) bool {
	return slices.ContainsFunc(sites, func(s *Site) bool { return s.Bus.Profile != sites[0].Bus.Profile })
}

// reported reports whether the rule has found something at the site already.
func (all *All) reported(rule string, site *Site) bool {
	return slices.ContainsFunc(all.Findings, func(f summary.Finding) bool { return f.Rule == rule && f.Pos == site.Pos })
}
