// Package bus has the shape of Grafana's from January 2022.
package bus

import "context"

type (
	HandlerFunc interface{}
	Msg         interface{}
)

type Bus interface {
	Dispatch(ctx context.Context, msg Msg) error
	Publish(ctx context.Context, msg Msg) error
	AddHandler(handler HandlerFunc)
	AddEventListener(handler HandlerFunc)
}

type InProcBus struct{}

func (*InProcBus) Dispatch(ctx context.Context, msg Msg) error { return nil }
func (*InProcBus) Publish(ctx context.Context, msg Msg) error  { return nil }
func (*InProcBus) AddHandler(handler HandlerFunc)              {}
func (*InProcBus) AddEventListener(handler HandlerFunc)        {}
