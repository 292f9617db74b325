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

// These take a context already: what is wrong is for another rule to say.
func (t *teams) Init() {
	t.bus.AddHandler(t.Rename)
	t.bus.AddHandler(func(context.Context, *GrowTeam) error {
		return nil
	})
	h := t.Rename
	t.bus.AddHandler(h)
	t.bus.AddHandlerCtx(t.Rename)
}

func (t *teams) Rename(ctx context.Context, cmd *RenameTeam) error { return nil }

type narrow interface{ AddHandler(bus.HandlerFunc) }

func hidden(n narrow, t *teams) {
	n.AddHandler(t.Rename)
}

// The context in the wrong place is no context for the bus.
func misplaced(b bus.Bus) {
	b.AddHandler(func(cmd *RenameTeam, ctx context.Context) error { return nil }) // want `let it take a context.Context first`
}
