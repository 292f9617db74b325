package bustest

import (
	"context"

	"github.com/buslint/buslint/bus"
)

// The messages of the checks.
type (
	sendStickersCommand struct{ Count int }
	findDashboardQuery  struct{ Result string }
	stickersSentEvent   struct{ Count int }
)

// The deprecated methods belong to the contract as long as they are there.
var (
	//lint:ignore SA1019,busctx see above
	dispatchWithoutContext = bus.Bus.Dispatch
	//lint:ignore SA1019,busctx see above
	addHandlerWithoutContext = bus.Bus.AddHandler
)

// sender is one of the ways to send an M.
type sender[M any] struct {
	name          string
	passesContext bool
	send          func(context.Context, bus.Bus, *M) error
}

func dispatchers[M any]() []sender[M] {
	return []sender[M]{
		{"DispatchCtx", true, func(ctx context.Context, b bus.Bus, msg *M) error { return b.DispatchCtx(ctx, msg) }},
		{"Dispatch", false, func(_ context.Context, b bus.Bus, msg *M) error { return dispatchWithoutContext(b, msg) }},
		{"bus.Dispatch", true, bus.Dispatch[M]},
	}
}

func publishers[M any]() []sender[M] {
	return []sender[M]{
		{"PublishCtx", true, func(ctx context.Context, b bus.Bus, msg *M) error { return b.PublishCtx(ctx, msg) }},
		{"Publish", false, func(_ context.Context, b bus.Bus, msg *M) error { return b.Publish(msg) }},
		{"bus.Publish", true, bus.Publish[M]},
	}
}

// registrar is one of the ways to register for M. One that takes no context
// registers a function that gives fn the background context.
type registrar[M any] struct {
	name         string
	takesContext bool
	add          func(b bus.Bus, fn func(context.Context, *M) error)
}

func handling[M any]() []registrar[M] {
	return []registrar[M]{
		{"AddHandlerCtx", true, func(b bus.Bus, fn func(context.Context, *M) error) { b.AddHandlerCtx(fn) }},
		{"AddHandler", false, func(b bus.Bus, fn func(context.Context, *M) error) {
			addHandlerWithoutContext(b, withoutContext(fn))
		}},
		{"bus.Handle", true, bus.Handle[M]},
	}
}

func listening[M any]() []registrar[M] {
	return []registrar[M]{
		{"AddEventListenerCtx", true, func(b bus.Bus, fn func(context.Context, *M) error) { b.AddEventListenerCtx(fn) }},
		{"AddEventListener", false, func(b bus.Bus, fn func(context.Context, *M) error) {
			b.AddEventListener(withoutContext(fn))
		}},
		{"bus.Listen", true, bus.Listen[M]},
	}
}

func withoutContext[M any](fn func(context.Context, *M) error) func(*M) error {
	return func(msg *M) error { return fn(context.Background(), msg) }
}

// counting returns a function to register that counts its calls.
func counting[M any](calls *int) func(context.Context, *M) error {
	return func(context.Context, *M) error {
		*calls++
		return nil
	}
}
