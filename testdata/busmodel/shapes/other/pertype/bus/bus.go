// Package bus has one bus for each type, so that the type says little.
package bus

type Bus[T any] struct{}

func (*Bus[T]) Dispatch(t T) error         { return nil }
func (*Bus[T]) AddHandler(h func(T) error) {}
