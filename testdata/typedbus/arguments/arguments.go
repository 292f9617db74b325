package arguments

import (
	"context"

	"github.com/buslint/buslint/bus"
)

type SendStickersCommand struct{}

type FindQuery[T any] struct{ Result T }

type handler func(context.Context, *SendStickersCommand) error

type alias = func(context.Context, *SendStickersCommand) error

func find[T any](context.Context, *FindQuery[T]) error { return nil }

func certain(b bus.Bus, h handler, a alias, hs map[string]handler) {
	b.AddHandlerCtx(h)                                                                      // want `bus.Handle\(b, …\)`
	b.AddHandlerCtx(a)                                                                      // want `bus.Handle\(b, …\)`
	b.AddHandlerCtx(hs["send"])                                                             // want `bus.Handle\(b, …\)`
	b.AddHandlerCtx((h))                                                                    // want `bus.Handle\(b, …\)`
	b.AddHandlerCtx(find[string])                                                           // want `bus.Handle\(b, …\)`
	b.AddHandlerCtx(handler(nil))                                                           // want `bus.Handle\(b, …\)`
	b.AddHandlerCtx(func(ctx context.Context, _ *SendStickersCommand) error { return nil }) // want `bus.Handle\(b, …\)`
	b.AddHandlerCtx(                                                                        // want `bus.Handle\(b, …\)`
		// It has much to do.
		func(ctx context.Context, _ *SendStickersCommand) error {
			return nil
		},
	)
	b. // want `bus.Handle\(b, …\)`
		AddHandlerCtx(h)
}

type pointer *SendStickersCommand

type ownContext context.Context

type failure error

func wrong(b bus.Bus, any any, f bus.HandlerFunc) {
	b.AddHandlerCtx(nil)
	b.AddHandlerCtx(any)
	b.AddHandlerCtx(f)
	b.AddHandlerCtx(bus.HandlerFunc(handler(nil)))
	b.AddHandlerCtx(new(SendStickersCommand))
	b.AddHandlerCtx(func(*SendStickersCommand) error { return nil })
	b.AddHandlerCtx(func(context.Context, SendStickersCommand) error { return nil })
	b.AddHandlerCtx(func(context.Context, pointer) error { return nil })
	b.AddHandlerCtx(func(ownContext, *SendStickersCommand) error { return nil })
	b.AddHandlerCtx(func(context.Context, *SendStickersCommand) failure { return nil })
	b.AddHandlerCtx(func(context.Context, *SendStickersCommand) {})
	b.AddHandlerCtx(func(context.Context, ...*SendStickersCommand) error { return nil })
	b.AddHandlerCtx(func(context.Context, *int) error { return nil })
	b.AddHandlerCtx(func(*SendStickersCommand, context.Context) error { return nil })
}

func generic[M any, F func(context.Context, *SendStickersCommand) error](b bus.Bus, h func(context.Context, *M) error, f F) {
	b.AddHandlerCtx(h)
	b.AddHandlerCtx(f)
}
