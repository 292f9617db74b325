// Package counter is a bus that is described as a configuration does it.
package counter

import "context"

type Option func()

type Counter interface {
	Put(ctx context.Context, work any, options ...Option) error
	Tell(topic string, news any, ctx context.Context)
	Serve(worker any, options ...Option)
}

type Worker[W any] interface{ Work(W) error }

// Hire registers a worker.
func Hire[W any](c Counter, worker Worker[W]) {}

// An EventBus is recognised, since the description says nothing of it.
type EventBus struct{ listeners []func(any) }

func (b *EventBus) Publish(event any) {
	for _, l := range b.listeners {
		l(event)
	}
}

func (b *EventBus) Subscribe(l func(any)) { b.listeners = append(b.listeners, l) }

// An Announcer stands for it.
type Announcer interface{ Publish(event any) }
