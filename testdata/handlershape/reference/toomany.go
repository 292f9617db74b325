package reference

import (
	"context"

	"github.com/buslint/buslint/bus"
)

func hasContext(b bus.Bus, narrow interface{ AddHandler(bus.HandlerFunc) }) {
	b.AddHandler(right)                                                        // want `^b.AddHandler passes no context, and handler right takes one; register it with b.AddHandlerCtx$`
	b.AddEventListener(func(context.Context, *UserSaved) error { return nil }) // want `^b.AddEventListener passes no context, and this listener takes one; register it with b.AddEventListenerCtx$`
	narrow.AddHandler(right)                                                   // want `^narrow.AddHandler passes no context, and handler right takes one; register it with narrow.AddHandlerCtx$`
}

func hasTheTwin(b bus.Bus) {
	b.AddHandlerCtx(right)
	b.AddEventListenerCtx(func(context.Context, *UserSaved) error { return nil })
}
