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

The rule is off by default, because a team may be about to add the first dispatch of a
message, or to remove the message. A dispatch whose message is not known may dispatch any
message, so then nothing is reported. A message is reported only if none of the programs
dispatches it. Like missinghandler, the rule needs whole programs.

The convention is buslint's own.`

func neverdispatched(all *All, report func(*Site, finding)) {
	all.unmatched(kind.Handle, kind.Dispatch, true, nil, func(m instance, p *place) {
		report(p.sites[0], p.finding(m,
			fmt.Sprintf("nothing dispatches %s in %s; dispatch it, or delete its handler", m, strings.Join(p.programs, ", ")),
			"it is handled here, too"))
	})
}
