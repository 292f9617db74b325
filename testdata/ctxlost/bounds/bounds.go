// Package bounds has buses whose context ends the sending, and buses whose listeners get it.
package bounds

import "context"

type Event interface{ Name() string }

type OrderPlaced struct{}

func (OrderPlaced) Name() string { return "order.placed" }

// Those who take from the channel see no context.
type QueueBus struct{ events chan Event }

func (b *QueueBus) Subscribe() <-chan Event { return b.events }

func (b *QueueBus) Publish(ctx context.Context, e Event) error {
	select {
	case b.events <- e:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// These listeners see none, either.
type PlainBus struct{ listeners map[string][]func(Event) }

func (b *PlainBus) Subscribe(name string, f func(Event)) {
	b.listeners[name] = append(b.listeners[name], f)
}

func (b *PlainBus) Publish(ctx context.Context, e Event) error {
	for _, f := range b.listeners[e.Name()] {
		f(e)
	}
	return ctx.Err()
}

// These do.
type EventBus struct {
	listeners map[string][]func(context.Context, Event) error
}

func (b *EventBus) Subscribe(name string, f func(context.Context, Event) error) {
	b.listeners[name] = append(b.listeners[name], f)
}

func (b *EventBus) Publish(ctx context.Context, e Event) error {
	for _, f := range b.listeners[e.Name()] {
		if err := f(ctx, e); err != nil {
			return err
		}
	}
	return nil
}

// And these, as a part of what they get.
type Told struct {
	Ctx   context.Context
	Event Event
}

type ToldBus struct{ listeners []func(Told) }

func (b *ToldBus) Subscribe(f func(Told)) { b.listeners = append(b.listeners, f) }

func (b *ToldBus) Publish(ctx context.Context, e Event) {
	for _, f := range b.listeners {
		f(Told{ctx, e})
	}
}

type Listener interface {
	Listen(ctx context.Context, e Event) error
}

type ListenerBus struct{ listeners []Listener }

func (b *ListenerBus) Subscribe(l Listener) { b.listeners = append(b.listeners, l) }

func (b *ListenerBus) Publish(ctx context.Context, e Event) {
	for _, l := range b.listeners {
		l.Listen(ctx, e)
	}
}

// What is registered with AnyBus does not say what it takes.
type AnyBus struct{ listeners map[string][]any }

func (b *AnyBus) Subscribe(name string, listener any) {
	b.listeners[name] = append(b.listeners[name], listener)
}

func (b *AnyBus) Publish(ctx context.Context, e Event) {
	for _, l := range b.listeners[e.Name()] {
		l.(func(context.Context, Event))(ctx, e)
	}
}
