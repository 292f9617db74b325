// Package event has what the tests need of gookit/event v1.2, so that they need no
// network. The library itself is in e2e/buses.
package event

import "context"

type M = map[string]any

type Event interface{ Name() string }

type BasicEvent struct{ name string }

func (e *BasicEvent) Name() string { return e.name }

type ContextTrait struct{ ctx context.Context }

func (t *ContextTrait) Context() context.Context { return t.ctx }

func (t *ContextTrait) WithContext(ctx context.Context) { t.ctx = ctx }

type Listener interface{ Handle(e Event) error }

type ListenerFunc func(e Event) error

func (fn ListenerFunc) Handle(e Event) error { return fn(e) }

// ManagerFace is the interface of a Manager, without contexts.
type ManagerFace interface {
	On(name string, listener Listener, priority ...int)
	Fire(name string, params M) (error, Event)
}

type Manager struct{}

func (*Manager) On(name string, listener Listener, priority ...int) {}

func (*Manager) Fire(name string, params M) (error, Event) { return nil, nil }

func (*Manager) FireCtx(ctx context.Context, name string, params M) (error, Event) { return nil, nil }

func (*Manager) Trigger(name string, params M) (error, Event) { return nil, nil }

func (*Manager) MustFire(name string, params M) Event { return nil }

func (*Manager) FireEvent(e Event) error { return nil }

func (*Manager) FireEventCtx(ctx context.Context, e Event) error { return nil }

func On(name string, listener Listener, priority ...int) {}

func Fire(name string, params M) (error, Event) { return nil, nil }

func FireCtx(ctx context.Context, name string, params M) (error, Event) { return nil, nil }

func FireEvent(e Event) error { return nil }

func FireEventCtx(ctx context.Context, e Event) error { return nil }
