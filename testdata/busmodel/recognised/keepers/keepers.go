// Package keepers has types that keep functions or handlers of what they tell.
package keepers

import "sync"

type NamedEvent interface{ Name() string }

type Listener interface {
	Handle(e NamedEvent, wg *sync.WaitGroup)
}

// A Dispatcher waits for its listeners.
type EventDispatcher struct{ listeners map[string][]Listener }

func (d *EventDispatcher) Register(name string, l Listener) {
	d.listeners[name] = append(d.listeners[name], l)
}

func (d *EventDispatcher) Dispatch(e NamedEvent) {
	var wg sync.WaitGroup
	for _, l := range d.listeners[e.Name()] {
		l.Handle(e, &wg)
	}
}

// A Signal is for one type.
type Signal[T any] struct{ slots []func(T) }

func (s *Signal[T]) Connect(f func(T)) { s.slots = append(s.slots, f) }

func (s *Signal[T]) Emit(v T) {
	for _, f := range s.slots {
		f(v)
	}
}

type Paired struct{ ID string } // want `^Paired is a message$`

func relay(s *Signal[*Paired]) {
	s.Connect(func(*Paired) {}) // want `^listen Paired, by a literal$`
	s.Emit(&Paired{"2"})        // want `^publish Paired$`
}

// A Bus may call registering what it wants.
type Bus struct {
	routes map[string]func(NamedEvent) error
}

func (b *Bus) Route(name string, f func(NamedEvent) error) { b.routes[name] = f }

func (b *Bus) Handle(e NamedEvent) error { return b.routes[e.Name()](e) }
