// Package mediator keeps its handlers in variables, by the types of what they handle.
package mediator

import (
	"context"
	"fmt"
	"reflect"
)

type RequestHandler[Req, Resp any] interface {
	Handle(ctx context.Context, request Req) (Resp, error)
}

type NotificationHandler[T any] interface {
	Handle(ctx context.Context, notification T) error
}

var (
	requests      = map[reflect.Type]any{}
	notifications = map[reflect.Type][]any{}
)

func RegisterRequestHandler[Req, Resp any](handler RequestHandler[Req, Resp]) {
	requests[reflect.TypeFor[Req]()] = handler
}

func Send[Req, Resp any](ctx context.Context, request Req) (Resp, error) {
	handler, ok := requests[reflect.TypeFor[Req]()].(RequestHandler[Req, Resp])
	if !ok {
		return *new(Resp), fmt.Errorf("nothing handles %T", request)
	}
	return handler.Handle(ctx, request)
}

func RegisterNotificationHandler[T any](handler NotificationHandler[T]) {
	key := reflect.TypeFor[T]()
	notifications[key] = append(notifications[key], handler)
}

func PublishAsync[T any](ctx context.Context, all ...T) {
	for _, n := range all {
		for _, handler := range notifications[reflect.TypeFor[T]()] {
			go handler.(NotificationHandler[T]).Handle(ctx, n)
		}
	}
}

// Watcher is called a bus by nothing but its package.
type Watcher struct{ files []func(any) }

func (w *Watcher) Watch(name string, changed func(any)) { w.files = append(w.files, changed) }
