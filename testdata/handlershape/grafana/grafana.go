package grafana

import (
	"context"

	"github.com/grafana/grafana/pkg/bus"
)

type (
	SaveUser struct{}
	UserID   int
	coded    interface {
		error
		Code() int
	}
	failure struct{ error }
)

func mistakes(b bus.Bus) {
	bus.AddHandler("sql", nil)                                          // want `^bus.AddHandler cannot call nil`
	bus.AddHandlerCtx("sql", func(cmd *SaveUser) error { return nil })  // want `^bus.AddHandlerCtx passes a context, and this handler takes none`
	b.AddHandler(func(context.Context, *SaveUser) error { return nil }) // want `^b.AddHandler passes no context, and this handler takes one; register it with b.AddHandlerCtx$`
	b.AddHandler(func(cmd SaveUser) error { return nil })               // want `takes its message as SaveUser`
	b.AddHandler(func(cmd *SaveUser) {})                                // want `returns nothing`
	b.AddHandler(func(cmd *SaveUser) *failure { return nil })           // want `returns \*failure`
	b.AddHandler(func(cmd *SaveUser) bool { return true })              // want `returns bool`

	// There is no twin to register a listener with.
	b.AddEventListener(func(context.Context, *SaveUser) error { return nil }) // want `^b.AddEventListener passes no context, and this listener takes one; let it take the message alone$`
}

// This bus calls by reflection what can be called.
func accepted(b bus.Bus) {
	b.AddHandler(func(cmd *SaveUser) error { return nil })
	b.AddHandlerCtx(func(ctx any, cmd *SaveUser) error { return nil })
	b.AddHandler(func(id *UserID) error { return nil })
	b.AddHandler(func(ids []UserID) error { return nil })
	b.AddHandler(func(cmd *SaveUser) (error, int) { return nil, 0 })
	b.AddHandler(func(cmd *SaveUser) coded { return nil })
}
