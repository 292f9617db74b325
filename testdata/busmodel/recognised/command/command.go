// Package command has a bus of functions by name, and a generic function that registers handlers
// for it.
package command

import "context"

type Command interface{}

type Handler[C Command, R any] interface {
	Handle(ctx context.Context, cmd C) (R, error)
}

type DispatchFunc func(ctx context.Context, cmd Command) (any, error)

type Bus interface {
	Dispatch(ctx context.Context, cmd Command) (any, error)
	RegisterHandler(name string, fn DispatchFunc)
}

func Register[C Command, R any](bus Bus, h Handler[C, R]) {
	bus.RegisterHandler("", func(ctx context.Context, cmd Command) (any, error) { return h.Handle(ctx, cmd.(C)) })
}
