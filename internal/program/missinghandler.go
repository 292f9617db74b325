package program

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/summary"
)

const missinghandlerDoc = `reports messages that are dispatched in a program in which nothing handles them

# Why

A dispatch without a registered handler fails at run time, with
bus.ErrHandlerNotFound. The compiler does not see that: the handler may have been
renamed, moved to a package that is no longer linked, or never written.

# Wrong

	// in package main, which registers no handler for RenameTeamCommand
	err := b.DispatchCtx(ctx, &models.RenameTeamCommand{ID: id})

# Right

	b.AddHandlerCtx(teams.Rename) // func(context.Context, *models.RenameTeamCommand) error
	err := b.DispatchCtx(ctx, &models.RenameTeamCommand{ID: id})

A bus may keep handlers that take a context in a table of their own. A dispatch with a
context then does not find a handler that takes none, which is how a half-done migration
fails, and is reported as well.

# When it is silent

The rule looks at programs: a package main with all that it links. The patterns must
match the main package and all packages of its module that it links; -v says which
programs were left out, and why. A registration whose message is not known,
such as that of a handler which a container injects, may be for any message, so then nothing is
reported. Nothing is reported either if a package of another module uses the bus, or if
the bus reaches other programs, as Watermill's does, or if nothing is registered at a bus
that no profile describes, or this may get handlers in another way: by a method that looks at a
service by reflection, a constructor, or a field. The elements of slice and map literals,
what a function returns, what fields of structs are given, and what is passed to a function
that registers its parameters count as registered.

A program may link code that it never runs. Only dispatches that main, an init function,
or a function that these register can reach are reported, including through interfaces and
function values. buslint why shows the path. A function that checks for ErrHandlerNotFound
is prepared for it, and is not reported. A handler that a dispatch with a context does
not find is reported only if the bus is in the module, and its source says so.

//bus:ignore on the message's declaration, or //lint:ignore missinghandler and a
reason at the dispatch, opt out.

The convention is that of Grafana's backend, where dispatching a message without
a handler is an error.`

func missinghandler(all *All, report func(*Site, finding)) {
	skip := func(p *Program, s *Site) bool { return s.Prepared || !p.reaches(s) }
	all.unmatched(kind.Dispatch, kind.Handle, false, skip, func(m instance, p *place) {
		text := "nothing handles %s in %s; register a handler for it, or this dispatch fails"
		listener := all.listenerOf(m.Message)
		if listener != nil {
			text = "nothing handles %s in %s, and a dispatch does not reach its listeners; publish it, or register a handler"
		}
		f := p.finding(m, fmt.Sprintf(text, m, strings.Join(p.programs, ", ")), "it is dispatched here, too")
		if listener != nil {
			f.Related = append(f.Related, summary.Related{Pos: listener.Pos, Message: "it is listened to here"})
		}
		report(p.sites[0], f)
	})
	all.strandedDispatches(skip, report)
}

// listenerOf returns the first listener to the message outside of tests, or nil.
func (all *All) listenerOf(m Message) *Site {
	for _, site := range all.bySite[m] {
		if site.Role == kind.Listen && !site.Test {
			return site
		}
	}
	return nil
}

// strandedDispatches reports dispatches with a context of messages whose handlers all take
// none, on buses that do not find these then.
func (all *All) strandedDispatches(skip func(*Program, *Site) bool, report func(*Site, finding)) {
	found := places{}
	handlers := map[instance]*Site{}
	for _, p := range all.known() {
		if p.openAt(kind.Handle) != nil {
			continue
		}
		handled := p.messagesOf(kind.Handle)
		for m, sites := range p.messagesOf(kind.Dispatch) {
			if len(handled[m]) == 0 || slices.ContainsFunc(handled[m], func(s *Site) bool { return s.Aware }) {
				continue
			}
			found.add(p, m, slices.DeleteFunc(sites, func(s *Site) bool {
				return !s.Aware || all.tables(s) != summary.SeparateTables || skip(p, s)
			}))
			if found[m] != nil {
				handlers[m] = cmp.Or(handlers[m], handled[m][0])
			}
		}
	}
	found.report(func(m instance, p *place) {
		f := p.finding(m, fmt.Sprintf("the handler of %s in %s takes no context, and a dispatch with one does not find it; let the handler take a context",
			m, strings.Join(p.programs, ", ")), "it is dispatched here, too")
		f.Related = append(f.Related, summary.Related{Pos: handlers[m].Pos, Message: "its handler is registered here"})
		report(p.sites[0], f)
	})
}
