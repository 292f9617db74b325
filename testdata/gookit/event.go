// Package event has the functions of gookit/event from version 1.2 on that fire and
// listen, without what they do.
package event

import "context"

type M = map[string]any

type Event interface{ Name() string }

type BasicEvent struct{ name string }

func (e *BasicEvent) Name() string { return e.name }

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
