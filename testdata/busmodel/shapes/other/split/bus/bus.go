// Package bus makes its interface of smaller ones, has functions that take a bus,
// and types its handlers.
package bus

import "context"

type Dispatcher interface {
	Dispatch(msg any) error
	DispatchCtx(ctx context.Context, msg any) error
}

type Registry interface {
	AddHandler(h func(any) error)
	AddHandlerCtx(h func(context.Context, any) error)
}

type Bus interface {
	Dispatcher
	Registry
}

func Publish[E any](b Bus, event *E) error                                { return nil }
func PublishCtx[E any](ctx context.Context, b Bus, event *E) error        { return nil }
func AddEventListener[E any](b Bus, h func(*E) error)                     {}
func AddEventListenerCtx[E any](b Bus, h func(context.Context, *E) error) {}
