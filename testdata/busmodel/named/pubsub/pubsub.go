// Package pubsub has topics like those of Encore.
package pubsub

import "context"

type Topic[T any] struct{}

func NewTopic[T any](name string) *Topic[T] { return nil }

func (*Topic[T]) Publish(ctx context.Context, msg T) error { return nil }

type Config[T any] struct {
	Handler func(ctx context.Context, msg T) error
}

func NewSubscription[T any](topic *Topic[T], name string, cfg Config[T]) {}

// A Raw is no topic: it is not generic.
type Raw struct{}

func (*Raw) Publish(ctx context.Context, msg any) error { return nil }
