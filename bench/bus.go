package main

import (
	"context"
	"reflect"

	"github.com/buslint/buslint/bus"
)

// nameKeyedBus is a bus in the shape that Grafana's had in 2021, reduced to
// commands with a context: handlers are known by the bare name of their
// message and called through reflection, all of it worked out at each call.
type nameKeyedBus struct {
	handlers map[string]any
}

func (b *nameKeyedBus) AddHandlerCtx(handler any) {
	b.handlers[reflect.TypeOf(handler).In(1).Elem().Name()] = handler
}

func (b *nameKeyedBus) DispatchCtx(ctx context.Context, msg any) error {
	handler, ok := b.handlers[reflect.TypeOf(msg).Elem().Name()]
	if !ok {
		return bus.ErrHandlerNotFound
	}
	results := reflect.ValueOf(handler).Call([]reflect.Value{reflect.ValueOf(ctx), reflect.ValueOf(msg)})
	err, _ := results[0].Interface().(error)
	return err
}
