// Package counter is a bus that is described as a configuration does it.
package counter

import "context"

type Option func()

type Counter interface {
	Put(ctx context.Context, work any, options ...Option) error
	Tell(topic string, news any, ctx context.Context)
	Serve(worker any, options ...Option)
}

type Worker[W any] interface{ Work(W) error }

// Hire registers a worker.
func Hire[W any](c Counter, worker Worker[W]) {}
