package program

import (
	"fmt"
	"strings"

	"github.com/buslint/buslint/internal/kind"
)

const nolistenerDoc = `reports events that are published in a program in which nothing listens to them

# Why

An event without a listener is wasted work, or its listener was forgotten.

# Wrong

	err := b.PublishCtx(ctx, &events.TeamArchived{ID: id}) // nothing listens

# Right

Listen to the event, or do not publish it.

# When it is silent

The rule is off by default, because an event may well have no listener, and publishing it
is no error. A listener whose event is not known may listen to any event, so then nothing
is reported. An event is reported only if none of the programs listens to it. Like
missinghandler, the rule needs whole programs.

The convention is buslint's own.`

func nolistener(all *All, report func(*Site, finding)) {
	all.unmatched(kind.Publish, kind.Listen, true, nil, func(m instance, p *place) {
		report(p.sites[0], p.finding(m,
			fmt.Sprintf("nothing listens to %s in %s; register a listener for it, or do not publish it", m, strings.Join(p.programs, ", ")),
			"it is published here, too"))
	})
}
