// Package eventbus has a bus that nobody describes.
package eventbus

import "context"

type Event interface{ Type() string }

type Handler func(context.Context, Event) error

type EventBus struct{ handlers map[string][]Handler }

func (b *EventBus) Publish(ctx context.Context, e Event) error {
	for _, h := range b.handlers[e.Type()] {
		if err := h(ctx, e); err != nil {
			return err
		}
	}
	return nil
}

func (b *EventBus) Subscribe(kind string, h Handler) { b.handlers[kind] = append(b.handlers[kind], h) }
