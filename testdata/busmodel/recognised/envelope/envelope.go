// Package envelope has a bus on which all messages travel in one struct.
package envelope

import "context"

type Event struct {
	Name    string
	Payload any
}

type Handler func(context.Context, Event) error

type Publisher interface {
	Publish(ctx context.Context, e Event) error
}

type Bus struct{ handlers map[string][]Handler }

func (b *Bus) Publish(ctx context.Context, e Event) error {
	for _, h := range b.handlers[e.Name] {
		if err := h(ctx, e); err != nil {
			return err
		}
	}
	return nil
}

func (b *Bus) Subscribe(name string, h Handler) { b.handlers[name] = append(b.handlers[name], h) }

func New(name string, payload any) Event { return Event{name, payload} }

func Both(name string, before, after any) Event { return Event{name, after} }
