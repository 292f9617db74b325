// Package events has a bus that is told by an example of which events a subscriber hears.
package events

import "context"

type Event interface{ Name() string }

type Subscriber interface {
	Handle(context.Context, Event) error
}

type Bus struct{ subscribers map[string][]Subscriber }

func (b *Bus) Publish(ctx context.Context, e Event) {
	for _, s := range b.subscribers[e.Name()] {
		_ = s.Handle(ctx, e)
	}
}

func (b *Bus) Subscribe(s Subscriber, example Event) {
	b.subscribers[example.Name()] = append(b.subscribers[example.Name()], s)
}
