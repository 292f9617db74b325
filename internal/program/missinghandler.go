package program

import (
	"fmt"
	"strings"

	"github.com/buslint/buslint/internal/kind"
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

func missinghandler(all *All, report func(*Site, finding)) {
	skip := func(p *Program, s *Site) bool { return s.Prepared || !all.reaches(p, s) }
	all.unmatched(kind.Dispatch, kind.Handle, false, skip, func(m Message, p place) {
		p.report(report, m,
			fmt.Sprintf("nothing handles %s in %s; register a handler for it, or this dispatch fails", m, strings.Join(p.programs, ", ")),
			"it is dispatched here, too")
	})
}
