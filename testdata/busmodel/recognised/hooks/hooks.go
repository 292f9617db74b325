// Package hooks has a list of functions for each type of event.
package hooks

type List[F any] struct{ fns []F }

func (l *List[F]) Hook(fn F) { l.fns = append(l.fns, fn) }

type list[F any] struct{ fns []F }

func (l *list[F]) Hook(triggerFunc F, opts ...Option) { l.fns = append(l.fns, triggerFunc) }

type Option func(*settings)

type settings struct{ times int }

// An Event1 has its listeners in a part that it embeds.
type Event1[T any] struct{ *list[func(T)] }

func New[T any]() *Event1[T] { return &Event1[T]{&list[func(T)]{}} }

func (e *Event1[T]) Trigger(arg T) {
	for _, fn := range e.fns {
		fn(arg)
	}
}

// A Hook keeps the functions itself.
type Hook[T any] struct{ fns []func(T) error }

func (h *Hook[T]) Add(fn func(T) error) { h.fns = append(h.fns, fn) }

func (h *Hook[T]) Fire(arg T) {
	for _, fn := range h.fns {
		_ = fn(arg)
	}
}
