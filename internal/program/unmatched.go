package program

import (
	"maps"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/summary"
)

// A place collects what is wrong with a message, over all programs.
type place struct {
	sites    []*Site
	programs []string
}

// Places are those of messages.
type places map[instance]*place

// unmatched reports the messages that sites of the role from have in some program
// (or, if everywhere, in all programs that have them) to which there is no site of
// the role to.
func (all *All) unmatched(from, to kind.Role, everywhere bool, skip func(*Program, *Site) bool,
	say func(m instance, p *place)) {

	found := places{}
	matched := map[instance]bool{}
	for _, p := range all.known() {
		others := p.messagesOf(to)
		open := p.openAt(to) != nil
		for m, sites := range p.messagesOf(from) {
			if open || len(others[m]) > 0 {
				matched[m] = true
				continue
			}
			found.add(p, m, slices.DeleteFunc(sites, func(s *Site) bool {
				return !p.sees(s.Bus, to) || s.Bus.Recognised() && all.holds(m.Message) || s.Unclear || skip != nil && skip(p, s)
			}))
		}
	}
	found.report(func(m instance, p *place) {
		if !everywhere || !matched[m] {
			say(m, p)
		}
	})
}

// sees reports whether sites of the role show all that matches what is done at the bus. A bus that is
// recognised may have a function for it that does not look like one, if p has no site of the role there,
// nor at all of the buses that become its interfaces.
func (p *Program) sees(bus *summary.Bus, role kind.Role) bool {
	if !bus.Recognised() {
		return !bus.Unseen
	}
	if p.unseen[bus.Path] && !role.Sends() {
		return false
	}
	if p.roles[use{role, bus.Path}] {
		return true
	}
	fronted := false
	for _, f := range p.all.fronts[bus.Path] {
		if f.of == bus.Path || !p.packages[f.in] {
			continue
		}
		if !p.roles[use{role, f.of}] {
			return false
		}
		fronted = true
	}
	return fronted
}

// packageOf returns the path of the package in the full name of a type.
func packageOf(name string) string { return name[:max(0, strings.LastIndex(name, "."))] }

// add notes the sites of the message in a program, if there are any.
func (found places) add(program *Program, m instance, sites []*Site) {
	if len(sites) == 0 || program.all.ignored(m.Message) {
		return
	}
	if found[m] == nil {
		found[m] = &place{}
	}
	p := found[m]
	p.programs = append(p.programs, program.Name())
	for _, s := range sites {
		if !slices.Contains(p.sites, s) {
			p.sites = append(p.sites, s)
		}
	}
}

// report says what there is to say of each message, in order of these.
func (found places) report(say func(m instance, p *place)) {
	for _, m := range slices.SortedFunc(maps.Keys(found), instance.compare) {
		slices.SortFunc(found[m].sites, compareSites)
		say(m, found[m])
	}
}

// finding returns a finding for the first of the sites, with the others related.
func (p *place) finding(m instance, message, others string) finding {
	f := finding{Message: message, About: []Message{m.Message}}
	for _, s := range p.sites[1:] {
		f.Related = append(f.Related, summary.Related{Pos: s.Pos, Message: others})
	}
	return f
}
