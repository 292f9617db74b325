// Package mediator has a mediator that is told its handlers by options, with an example of
// what they handle.
package mediator

import "context"

type Message interface{ Key() int }

type Handler interface {
	Handle(ctx context.Context, m Message) error
}

type Mediator struct{ handlers map[int]Handler }

type Option func(*Mediator)

func New(opts ...Option) *Mediator {
	m := &Mediator{map[int]Handler{}}
	for _, opt := range opts {
		opt(m)
	}
	return m
}

func WithHandler(example Message, h Handler) Option {
	return func(m *Mediator) { m.handlers[example.Key()] = h }
}

func (m *Mediator) Send(ctx context.Context, msg Message) error {
	return m.handlers[msg.Key()].Handle(ctx, msg)
}
