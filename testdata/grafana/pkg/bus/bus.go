// Package bus has the functions of Grafana's bus of July 2021, by its import path.
package bus

import "context"

type (
	Msg         any
	HandlerFunc any
)

type Bus interface {
	Dispatch(msg Msg) error
	DispatchCtx(ctx context.Context, msg Msg) error
	Publish(msg Msg) error
	AddHandler(handler HandlerFunc)
	AddHandlerCtx(handler HandlerFunc)
	AddEventListener(handler HandlerFunc)
}

func AddHandler(implName string, handler HandlerFunc)    {}
func AddHandlerCtx(implName string, handler HandlerFunc) {}
func AddEventListener(handler HandlerFunc)               {}
func Dispatch(msg Msg) error                             { return nil }
func DispatchCtx(ctx context.Context, msg Msg) error     { return nil }
func Publish(msg Msg) error                              { return nil }
