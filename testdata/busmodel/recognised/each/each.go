// Package each has a generic type for each event, and what registers for it.
package each

type Subscriber[T any] func(T) error

type SubscriberOf[T any] interface{ Subscribe(h Subscriber[T]) error }

type Event[T any] struct{ publisher func(T) error }

func New[T any]() *Event[T] { return &Event[T]{} }

func (e *Event[T]) AddPublisher(p func(T) error) error { e.publisher = p; return nil }

func (e *Event[T]) Publish(payload T) error { return e.publisher(payload) }

// A Page is published otherwise.
type Page[T any] struct{}

func (p *Page[T]) Publish(payload T) error { return nil }
