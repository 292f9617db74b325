package program

import (
	"fmt"
	"strings"

	"github.com/buslint/buslint/internal/kind"
)

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

func nolistener(all *All, report func(*Site, finding)) {
	all.unmatched(kind.Publish, kind.Listen, true, nil, func(m instance, p *place) {
		report(p.sites[0], p.finding(m,
			fmt.Sprintf("nothing listens to %s in %s; register a listener for it, or do not publish it", m, strings.Join(p.programs, ", ")),
			"it is published here, too"))
	})
}
