package program

import (
	"fmt"
	"go/ast"
	"slices"
	"strings"

	"github.com/buslint/buslint/analyzers/busmodel"
)

const missinghandlerDoc = `reports messages that are dispatched in a program in which nothing handles them

# Why

A dispatch to which no handler is registered fails at run time, with
bus.ErrHandlerNotFound, and no compiler says so: the handler may have been
renamed, moved to a package that is no longer linked, or never written.

# Wrong

	// in package main, which registers no handler for RenameTeamCommand
	err := b.DispatchCtx(ctx, &models.RenameTeamCommand{ID: id})

# Right

	b.AddHandlerCtx(teams.Rename) // func(context.Context, *models.RenameTeamCommand) error
	err := b.DispatchCtx(ctx, &models.RenameTeamCommand{ID: id})

# When it is silent

It looks at programs: a package main with all that it links. The patterns must
contain the main package and everything of its module that it links; -v says
which programs were left out and why. A registration of which the message cannot
be told, as of a handler from a struct's field, may be for any message, so then
nothing is said; neither if a package of another module uses the bus, or if the bus
reaches other programs, as Watermill's does. Registered
are also the elements of slice and map literals, what a function returns, and
what is handed to a function that registers its parameters. A dispatch in a
function that the program does not come to is left alone, and so is one whose
function looks for ErrHandlerNotFound: it is prepared for that. //bus:ignore on the message's
declaration, or //lint:ignore missinghandler and a reason at the dispatch, opt out.

The convention is that of Grafana's backend, where dispatching a message without
a handler is an error.`

func missinghandler(all *All, report func(Finding)) {
	skip := func(p *Program, s *Site) bool { return expectsNone(s) || !all.reaches(p, s) }
	all.unmatched(busmodel.Dispatch, busmodel.Handle, false, skip, func(m Message, p place) {
		report(p.finding(
			fmt.Sprintf("nothing handles %s in %s; register a handler for it, or this dispatch fails", m, strings.Join(p.programs, ", ")),
			"it is dispatched here, too"))
	})
}

// expectsNone reports whether the function around the site looks for the error
// that says that there is no handler.
func expectsNone(site *Site) bool {
	decl := enclosingDecl(site)
	if decl == nil {
		return false
	}
	found := false
	ast.Inspect(decl, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && id.Name == "ErrHandlerNotFound" {
			found = true
		}
		return !found
	})
	return found
}

const neverdispatchedDoc = `reports messages that are handled in a program in which nothing dispatches them

# Why

Such a handler is dead code, or somebody forgot to call it.

# Wrong

	b.AddHandlerCtx(teams.Archive) // nothing dispatches ArchiveTeamCommand

# Right

Dispatch the message, or delete the handler and the message.

# When it is silent

It is off by default, because a message may be on its way in or out. A dispatch
of which the message cannot be told may be of any message, so then nothing is
said. A message is reported only if no program that was given dispatches it.
Like missinghandler it needs whole programs.

The convention is the project's own; users of other buses miss such a rule.`

func neverdispatched(all *All, report func(Finding)) {
	all.unmatched(busmodel.Handle, busmodel.Dispatch, true, nil, func(m Message, p place) {
		report(p.finding(
			fmt.Sprintf("nothing dispatches %s in %s; dispatch it, or delete its handler", m, strings.Join(p.programs, ", ")),
			"it is handled here, too"))
	})
}

const nolistenerDoc = `reports events that are published in a program in which nothing listens to them

# Why

An event that nobody hears is work for nothing, or a listener was forgotten.

# Wrong

	err := b.PublishCtx(ctx, &events.TeamArchived{ID: id}) // nothing listens

# Right

Listen to the event, or do not publish it.

# When it is silent

It is off by default: an event may legitimately have no listener, and a publish
without one is no error. A listener of which the event cannot be told may be for
any event, so then nothing is said. An event is reported only if no program that
was given listens to it. Like missinghandler it needs whole programs.

The convention is the project's own.`

func nolistener(all *All, report func(Finding)) {
	all.unmatched(busmodel.Publish, busmodel.Listen, true, nil, func(m Message, p place) {
		report(p.finding(
			fmt.Sprintf("nothing listens to %s in %s; register a listener for it, or do not publish it", m, strings.Join(p.programs, ", ")),
			"it is published here, too"))
	})
}

// A place collects what is wrong with a message, over all programs.
type place struct {
	sites    []*Site
	programs []string
}

// unmatched reports the messages that sites of the role from have in some program
// (or, if everywhere, in all programs that have them) to which there is no site of
// the role to.
func (all *All) unmatched(from, to busmodel.Role, everywhere bool, skip func(*Program, *Site) bool,
	say func(m Message, p place)) {

	places := map[string]*place{}
	messages := map[string]Message{}
	matched := map[string]bool{}
	for _, p := range all.known() {
		others := all.messagesOf(p, to)
		open := all.openAt(p, to) != nil
		for m, sites := range all.messagesOf(p, from) {
			key := m.Path + "." + m.Name
			if open || len(others[m]) > 0 {
				matched[key] = true
				continue
			}
			sites = slices.DeleteFunc(sites, func(s *Site) bool {
				return s.Profile.Unseen || skip != nil && skip(p, s)
			})
			if len(sites) == 0 || all.ignored(m) {
				continue
			}
			if places[key] == nil {
				places[key] = &place{}
				messages[key] = m
			}
			places[key].programs = append(places[key].programs, p.Name())
			for _, s := range sites {
				if !slices.Contains(places[key].sites, s) {
					places[key].sites = append(places[key].sites, s)
				}
			}
		}
	}
	for _, key := range sortedKeys(places) {
		if everywhere && matched[key] {
			continue
		}
		slices.SortFunc(places[key].sites, func(a, b *Site) int { return comparePos(a.Pos, b.Pos) })
		say(messages[key], *places[key])
	}
}

// finding returns a finding at the first of the sites, with the others related.
func (p place) finding(message, others string) Finding {
	f := Finding{Site: p.sites[0], Message: message}
	for _, s := range p.sites[1:] {
		f.Related = append(f.Related, Related{s.Pos, others})
	}
	return f
}
