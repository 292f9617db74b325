// Package bus has the shape of Grafana's until November 2021.
package bus

import "context"

type (
	HandlerFunc interface{}
	Msg         interface{}
)

type TransactionManager interface {
	InTransaction(ctx context.Context, fn func(ctx context.Context) error) error
}

type Bus interface {
	Dispatch(msg Msg) error
	DispatchCtx(ctx context.Context, msg Msg) error
	Publish(msg Msg) error
	InTransaction(ctx context.Context, fn func(ctx context.Context) error) error
	AddHandler(handler HandlerFunc)
	AddHandlerCtx(handler HandlerFunc)
	AddEventListener(handler HandlerFunc)
	SetTransactionManager(tm TransactionManager)
}

type InProcBus struct{ handlers map[string]HandlerFunc }

var globalBus = New()

func New() *InProcBus { return &InProcBus{handlers: map[string]HandlerFunc{}} }

func (b *InProcBus) Dispatch(msg Msg) error                         { return b.DispatchCtx(context.Background(), msg) }
func (b *InProcBus) DispatchCtx(ctx context.Context, msg Msg) error { return nil }
func (b *InProcBus) Publish(msg Msg) error                          { return nil }
func (b *InProcBus) InTransaction(ctx context.Context, fn func(ctx context.Context) error) error {
	return fn(ctx)
}
func (b *InProcBus) AddHandler(handler HandlerFunc)              {}
func (b *InProcBus) AddHandlerCtx(handler HandlerFunc)           {}
func (b *InProcBus) AddEventListener(handler HandlerFunc)        {}
func (b *InProcBus) SetTransactionManager(tm TransactionManager) {}

func AddHandler(implName string, handler HandlerFunc)    { globalBus.AddHandler(handler) }
func AddHandlerCtx(implName string, handler HandlerFunc) { globalBus.AddHandlerCtx(handler) }
func AddEventListener(handler HandlerFunc)               { globalBus.AddEventListener(handler) }
func Dispatch(msg Msg) error                             { return globalBus.Dispatch(msg) }
func DispatchCtx(ctx context.Context, msg Msg) error     { return globalBus.DispatchCtx(ctx, msg) }
func Publish(msg Msg) error                              { return globalBus.Publish(msg) }
