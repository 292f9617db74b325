// Package bothkinds has a mediator that keeps one handler for a request, and many for a notification.
package bothkinds

import (
	"context"
	"reflect"
)

type Handler interface {
	Handle(ctx context.Context, request any) (any, error)
}

type NotificationHandler interface {
	Handle(ctx context.Context, notification any) error
}

type Mediator struct {
	handlers      map[reflect.Type]Handler
	notifications map[reflect.Type][]NotificationHandler
}

func (m *Mediator) Register(request any, h Handler) { m.handlers[reflect.TypeOf(request)] = h }

func (m *Mediator) Subscribe(notification any, h NotificationHandler) {
	t := reflect.TypeOf(notification)
	m.notifications[t] = append(m.notifications[t], h)
}

func (m *Mediator) Send(ctx context.Context, request any) (any, error) {
	return m.handlers[reflect.TypeOf(request)].Handle(ctx, request)
}

func (m *Mediator) Publish(ctx context.Context, notification any) error {
	for _, h := range m.notifications[reflect.TypeOf(notification)] {
		if err := h.Handle(ctx, notification); err != nil {
			return err
		}
	}
	return nil
}
