// Package reporter has functions that are told by their names to be of a bus.
package reporter

import "context"

type Reporter struct{}

type Reader struct{}

type Report[T any] struct{ Payload T }

func ReporterSendEvent[T any](r *Reporter, ctx context.Context, kind string, payload T) error {
	return nil
}

func ReaderRegisterEvent[T any](r *Reader, kind string, f func(context.Context, *Report[T]) error) error {
	return nil
}

type EventHandlerInterface interface {
	Handle(event any, done *bool)
}

type Manager interface {
	RegisterForEvent(name string, h EventHandlerInterface)
}
