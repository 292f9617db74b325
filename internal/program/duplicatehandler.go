package program

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/summary"
)

const duplicatehandlerDoc = `reports second registrations of a handler for one message in one program

# Why

A command or query has one handler. On the reference bus a second registration
panics; on Grafana's bus it silently replaces the first.

# Wrong

	b.AddHandlerCtx(teams.Rename)
	b.AddHandlerCtx(audit.Rename) // for the same message

# Right

	b.AddHandlerCtx(teams.Rename)
	b.AddEventListenerCtx(audit.TeamRenamed) // audit only wants to know, so it listens

# When it is silent

Both registrations must certainly run: in main, in init functions, and in the
functions that these call unconditionally. Alternatives, one of which a
condition, an interface or a function value chooses, are not certain. Neither a program
that makes more than one bus is reported, nor a function that calls two by their names. If a bus keeps handlers that take a context
in a separate table, a message may have a handler in each. Like missinghandler, the rule
needs whole programs.

The convention is that of Grafana's backend: a message has one handler.`

func duplicatehandler(all *All, report func(*Site, finding)) {
	type duplicate struct {
		first    *Site
		programs []string
	}
	found := map[*Site]*duplicate{}
	var second []*Site
	for _, p := range all.known() {
		if p.makesBuses() > 1 {
			continue
		}
		order := p.surelyRun()
		type entry struct {
			instance
			// With two tables a message may have a handler in each, for a while.
			table   bool
			profile string
		}
		first := map[entry]*Site{}
		sites := slices.DeleteFunc(p.sitesOf(kind.Handle), func(s *Site) bool {
			return s.Bus.Unseen || s.Unclear || s.passedOn || s.Open || len(s.instances) != 1 || s.Conditional || order[s.In] == 0 || all.ignored(s.Messages[0])
		})
		slices.SortStableFunc(sites, func(a, b *Site) int { return cmp.Compare(order[a.In], order[b.In]) })
		for _, site := range sites {
			e := entry{site.instances[0], site.Aware && site.Bus.TwoTables, site.Bus.Profile}
			switch {
			case first[e] == nil:
				first[e] = site
			case onOthers(first[e], site):
			case found[site] == nil:
				found[site] = &duplicate{first: first[e]}
				second = append(second, site)
				fallthrough
			default:
				found[site].programs = append(found[site].programs, p.Name())
			}
		}
	}
	for _, site := range second {
		d := found[site]
		report(site, finding{
			Message: fmt.Sprintf("%s already has a handler in %s; register one of the two",
				site.instances[0], strings.Join(d.programs, ", ")),
			Related: []summary.Related{{Pos: d.first.Pos, Message: "the other handler is registered here"}},
			About:   site.Messages,
		})
	}
}

// onOthers reports whether two sites of one function use what it calls by two names, and so may be two
// buses.
func onOthers(a, b *Site) bool {
	return a.In == b.In && a.Operand != "" && b.Operand != "" && a.Operand != b.Operand
}

// makesBuses returns the number of places at which the program makes a bus.
func (p *Program) makesBuses() int {
	n := 0
	for path := range p.packages {
		pkg := p.all.packages[path]
		if pkg == nil || p.bus[path] {
			continue
		}
		for _, bus := range pkg.Buses {
			if p.bus[bus.Path] {
				n += bus.Made
			}
		}
	}
	return n
}

// surelyRun numbers the functions that every run of the program comes to, if nothing
// fails, from 1, about in the order in which it does: init functions and main, and those
// that these surely call.
func (p *Program) surelyRun() map[string]int {
	order := map[string]int{}
	var visit func(id string)
	visit = func(id string) {
		f, ok := p.all.funcs[id]
		if !ok || order[id] > 0 || !p.packages[f.pkg.Path] {
			return
		}
		order[id] = len(order) + 1
		for _, callee := range f.Surely {
			visit(callee)
		}
	}
	main := p.Path + ".main"
	for _, path := range slices.Sorted(maps.Keys(p.packages)) {
		if pkg := p.all.packages[path]; pkg != nil {
			for _, f := range pkg.Funcs {
				if f.Root && f.ID != main && len(f.Surely) > 0 {
					visit(f.ID)
				}
			}
		}
	}
	visit(main)
	return order
}
