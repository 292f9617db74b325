// Package channels has a broker that hands out channels in the place of listeners.
package channels

import "context"

type Event[T any] struct {
	Kind    string
	Payload T
}

type Broker[T any] struct{ subscribers []chan Event[T] }

// A Publisher is what the broker is for those who only publish.
type Publisher[T any] interface {
	Publish(kind string, payload T)
}

func (b *Broker[T]) Publish(kind string, payload T) {
	for _, c := range b.subscribers {
		c <- Event[T]{kind, payload}
	}
}

func (b *Broker[T]) Subscribe(ctx context.Context) <-chan Event[T] {
	c := make(chan Event[T])
	b.subscribers = append(b.subscribers, c)
	return c
}
