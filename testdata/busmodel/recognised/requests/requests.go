// Package requests has a bus of generic functions. Its type has no methods.
package requests

import (
	"context"
	"reflect"
)

type Doer[C any] interface {
	Handle(ctx context.Context, command C) error
}

type Answerer[Q, R any] interface {
	Handle(ctx context.Context, question Q) (R, error)
}

type Bus struct {
	handlers map[reflect.Type]func(context.Context, any) (any, error)
}

func Register[C any](b *Bus, d Doer[C]) {
	b.handlers[reflect.TypeFor[C]()] = func(ctx context.Context, m any) (any, error) { return nil, d.Handle(ctx, m.(C)) }
}

func RegisterQuery[Q, R any](b *Bus, a Answerer[Q, R]) {
	b.handlers[reflect.TypeFor[Q]()] = func(ctx context.Context, m any) (any, error) { return a.Handle(ctx, m.(Q)) }
}

func Execute[C any](ctx context.Context, b *Bus, command C) error {
	_, err := b.handlers[reflect.TypeFor[C]()](ctx, command)
	return err
}

func Ask[R, Q any](ctx context.Context, b *Bus, question Q) (R, error) {
	answer, err := b.handlers[reflect.TypeFor[Q]()](ctx, question)
	return answer.(R), err
}
