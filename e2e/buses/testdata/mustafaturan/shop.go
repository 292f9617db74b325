// Package shop uses a bus whose handlers are structs with a function.
package shop

import (
	"context"

	"github.com/mustafaturan/bus/v3"
)

type OrderPlaced struct{ ID int }

func wire(b *bus.Bus) {
	b.RegisterHandler("ship", bus.Handler{Matcher: "order.*", Handle: func(context.Context, bus.Event) {}})
}

func place(ctx context.Context, b *bus.Bus) error {
	if err := b.EmitWithOpts(ctx, "order.placed", OrderPlaced{1}, bus.WithSource("shop")); err != nil {
		return err
	}
	return b.Emit(context.Background(), "order.placed", OrderPlaced{2})
}
