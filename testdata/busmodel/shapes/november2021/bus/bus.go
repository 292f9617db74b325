// Package bus has the shape of Grafana's from November 2021.
package bus

import "context"

type (
	HandlerFunc interface{}
	Msg         interface{}
)

type Bus interface {
	Dispatch(msg Msg) error
	DispatchCtx(ctx context.Context, msg Msg) error
	Publish(msg Msg) error
	PublishCtx(ctx context.Context, msg Msg) error
	AddHandler(handler HandlerFunc)
	AddHandlerCtx(handler HandlerFunc)
	AddEventListener(handler HandlerFunc)
	AddEventListenerCtx(handler HandlerFunc)
}

func AddEventListenerCtx(handler HandlerFunc)       {}
func AddEventListener(handler HandlerFunc)          {}
func Publish(msg Msg) error                         { return nil }
func PublishCtx(ctx context.Context, msg Msg) error { return nil }
