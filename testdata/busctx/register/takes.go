// Package register registers handlers of all kinds.
package register

import (
	"context"

	"github.com/buslint/buslint/bus"
)

type (
	RenameTeam struct{ Name string }
	GrowTeam   struct{}
)

type teams struct{ bus bus.Bus }

// These take a context already: only the registration is wrong.
func (t *teams) Init() {
	t.bus.AddHandler(t.Rename)                                // want `^t.bus.AddHandler is for a handler without a context, and this one takes a context; register it with t.bus.AddHandlerCtx$`
	t.bus.AddHandler(func(context.Context, *GrowTeam) error { // want `register it with t.bus.AddHandlerCtx$`
		return nil
	})
	h := t.Rename
	t.bus.AddHandler(h) // want `register it with t.bus.AddHandlerCtx$`
	t.bus.AddHandlerCtx(t.Rename)
}

func (t *teams) Rename(ctx context.Context, cmd *RenameTeam) error { return nil }

type narrow interface{ AddHandler(bus.HandlerFunc) }

func hidden(n narrow, t *teams) {
	n.AddHandler(t.Rename) // want `^n.AddHandler registers a handler without a context; add AddHandlerCtx to its interface and register with that$`
}

// The context in the wrong place is no context for the bus.
func misplaced(b bus.Bus) {
	b.AddHandler(func(cmd *RenameTeam, ctx context.Context) error { return nil }) // want `let it take a context.Context first`
}
