// Package generic has dispatchers of one type each.
package generic

import "context"

type Envelope[T any] struct{ Command T }

type Dispatcher[T any] struct {
	handle func(context.Context, Envelope[T]) error
}

func New[T any](handle func(context.Context, Envelope[T]) error) *Dispatcher[T] {
	return &Dispatcher[T]{handle}
}

func (d *Dispatcher[T]) Dispatch(ctx context.Context, e Envelope[T]) error { return d.handle(ctx, e) }
