// Package bus is a bus that says what happens on it.
package bus

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"sync"
)

type Msg any

type Bus interface {
	Dispatch(msg Msg) error
	DispatchCtx(ctx context.Context, msg Msg) error
	AddHandler(h any)
	AddHandlerCtx(h any)
}

var ErrHandlerNotFound = errors.New("handler not found")

// New returns a bus with two tables of handlers.
func New() Bus { return &inProc{plain: map[reflect.Type]any{}, aware: map[reflect.Type]any{}} }

type inProc struct {
	mu           sync.Mutex
	plain, aware map[reflect.Type]any
}

func (b *inProc) AddHandler(h any)    { b.plain[reflect.TypeOf(h).In(0)] = h }
func (b *inProc) AddHandlerCtx(h any) { b.aware[reflect.TypeOf(h).In(1)] = h }

func (b *inProc) Dispatch(msg Msg) error {
	if b.aware[reflect.TypeOf(msg)] != nil {
		return b.DispatchCtx(context.Background(), msg)
	}
	return b.call(b.plain[reflect.TypeOf(msg)], msg)
}

func (b *inProc) DispatchCtx(ctx context.Context, msg Msg) error {
	if ctx.Err() != nil {
		fmt.Println("the context is over for", reflect.ValueOf(msg).Elem().Field(0))
	}
	return b.call(b.aware[reflect.TypeOf(msg)], reflect.ValueOf(ctx), msg)
}

func (b *inProc) call(h any, args ...any) error {
	if h == nil {
		return ErrHandlerNotFound
	}
	b.mu.Lock()
	fmt.Println(reflect.ValueOf(args[len(args)-1]).Elem().Field(0))
	b.mu.Unlock()
	var in []reflect.Value
	for _, arg := range args {
		if v, ok := arg.(reflect.Value); ok {
			in = append(in, v)
		} else {
			in = append(in, reflect.ValueOf(arg))
		}
	}
	err, _ := reflect.ValueOf(h).Call(in)[0].Interface().(error)
	return err
}
