package program

import (
	"fmt"
	"strings"

	"github.com/buslint/buslint/internal/kind"
)

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

func neverdispatched(all *All, report func(*Site, finding)) {
	all.unmatched(kind.Handle, kind.Dispatch, true, nil, func(m instance, p *place) {
		report(p.sites[0], p.finding(m,
			fmt.Sprintf("nothing dispatches %s in %s; dispatch it, or delete its handler", m, strings.Join(p.programs, ", ")),
			"it is handled here, too"))
	})
}
