// Package bus is a bus that keeps the handlers that take a context in a table of their own.
package bus

import (
	"context"
	"errors"
	"reflect"
)

type Msg any

type Bus interface {
	Dispatch(msg Msg) error
	DispatchCtx(ctx context.Context, msg Msg) error
	AddHandler(h any)
	AddHandlerCtx(h any)
}

var ErrHandlerNotFound = errors.New("handler not found")

func New() Bus {
	return &inProc{handlers: map[reflect.Type]any{}, handlersWithCtx: map[reflect.Type]any{}}
}

type inProc struct{ handlers, handlersWithCtx map[reflect.Type]any }

func (b *inProc) AddHandler(h any)    { b.handlers[reflect.TypeOf(h).In(0)] = h }
func (b *inProc) AddHandlerCtx(h any) { b.handlersWithCtx[reflect.TypeOf(h).In(1)] = h }

func (b *inProc) Dispatch(msg Msg) error {
	if h := b.handlersWithCtx[reflect.TypeOf(msg)]; h != nil {
		return call(h, context.Background(), msg)
	}
	return call(b.handlers[reflect.TypeOf(msg)], msg)
}

func (b *inProc) DispatchCtx(ctx context.Context, msg Msg) error {
	return call(b.handlersWithCtx[reflect.TypeOf(msg)], ctx, msg)
}

func call(h any, args ...any) error {
	if h == nil {
		return ErrHandlerNotFound
	}
	var in []reflect.Value
	for _, arg := range args {
		in = append(in, reflect.ValueOf(arg))
	}
	err, _ := reflect.ValueOf(h).Call(in)[0].Interface().(error)
	return err
}
