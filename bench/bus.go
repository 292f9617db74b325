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

// handMadeBus is what one writes without a bus: a map, and a type assertion in each
// of its functions.
type handMadeBus struct {
	rLocker
	handlers map[reflect.Type]func(context.Context, any) error
}

// rLocker is what is held while the map is read.
type rLocker interface {
	RLock()
	RUnlock()
}

type noLock struct{}

func (*noLock) RLock()   {}
func (*noLock) RUnlock() {}

func newHandMadeBus(lock rLocker, s *stickers) *handMadeBus {
	return &handMadeBus{lock, map[reflect.Type]func(context.Context, any) error{
		reflect.TypeFor[*SendStickersCommand](): func(ctx context.Context, msg any) error {
			return s.SendStickers(ctx, msg.(*SendStickersCommand))
		},
	}}
}

func (b *handMadeBus) DispatchCtx(ctx context.Context, msg any) error {
	b.RLock()
	handler, ok := b.handlers[reflect.TypeOf(msg)]
	b.RUnlock()
	if !ok {
		return bus.ErrHandlerNotFound
	}
	return handler(ctx, msg)
}
