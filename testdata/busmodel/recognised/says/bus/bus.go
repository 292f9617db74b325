// Package bus has buses that ask handlers for what they handle.
package bus

import (
	"context"
	"reflect"
)

type Handler interface {
	Name() string
	Handles() reflect.Type
	Handle(ctx context.Context, msg any) error
}

type CommandBus struct{ handlers map[reflect.Type]Handler }

func (b *CommandBus) Register(h Handler) { b.handlers[h.Handles()] = h }

func (b *CommandBus) Dispatch(ctx context.Context, cmd any) error {
	return b.handlers[reflect.TypeOf(cmd)].Handle(ctx, cmd)
}

type Event interface{ EventType() string }

// A Listener says of which events twice, which may not be the same.
type Listener interface {
	EventTypes() []string
	Topics() []string
	Handle(ctx context.Context, e Event) error
}

type Option interface{ Apply(*EventBus) }

type EventBus struct{ handlers map[string][]Plain }

type Plain interface {
	Handle(ctx context.Context, e Event) error
}

func (b *EventBus) AddListener(l Listener) { b.handlers[""] = append(b.handlers[""], l) }

func (b *EventBus) Subscribe(p Plain, examples ...Event) { b.handlers[""] = append(b.handlers[""], p) }

func (b *EventBus) SubscribeWith(p Plain, options ...Option) {
	b.handlers[""] = append(b.handlers[""], p)
}

func (b *EventBus) On(name string, p Plain) { b.handlers[name] = append(b.handlers[name], p) }

func (b *EventBus) Publish(ctx context.Context, e Event) error {
	return b.handlers[e.EventType()][0].Handle(ctx, e)
}

// A Worker says what it is made with, and what it returns.
type Worker interface {
	Settings() any
	ResultType() reflect.Type
	Handle(ctx context.Context, msg any) error
}

func (b *CommandBus) RegisterWorker(w Worker) { b.handlers[nil] = nil }

func (b *EventBus) Listen(p Plain, args ...any) { b.handlers[""] = append(b.handlers[""], p) }

func (b *EventBus) Attach(p Plain, more ...any) { b.handlers[""] = append(b.handlers[""], p) }
