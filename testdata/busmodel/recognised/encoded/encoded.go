// Package encoded has a bus whose one struct for all events holds them as JSON.
package encoded

import (
	"context"
	"encoding/json"
)

type EventBus interface {
	Publish(ctx context.Context, event Event)
	Subscribe(eventType string, handler EventHandler)
}

type Event struct {
	Type    string
	Payload json.RawMessage
}

type EventHandler interface {
	HandleEvent(ctx context.Context, event Event)
}

// UseEventHandler wraps the handler, and registers nothing.
func UseEventHandler(handler EventHandler, around ...func(EventHandler) EventHandler) EventHandler {
	for _, f := range around {
		handler = f(handler)
	}
	return handler
}

// OnEvents registers the handler.
func OnEvents(b EventBus, handler EventHandler) { b.Subscribe("", handler) }
