// Package listener publishes what the name says to be an event, and work orders.
package listener

import (
	"context"

	"example.com/testdata/eventname/recognised/eventbus"
	"example.com/testdata/eventname/recognised/events"
)

// A work order by its name, and by no more than its use an event.
type AuditLogTask struct{}

func (AuditLogTask) Type() string { return "audit" }

type CancelOrderEvent struct{} // want `^event CancelOrderEvent is not in the past tense`

func (CancelOrderEvent) Type() string { return "cancel" }

// It stands for others.
type GenericEvent struct{ Payload any }

func (GenericEvent) Type() string { return "generic" }

func publish(ctx context.Context, b *eventbus.EventBus) {
	_ = b.Publish(ctx, AuditLogTask{})
	_ = b.Publish(ctx, CancelOrderEvent{})
	_ = b.Publish(ctx, GenericEvent{})
	_ = b.Publish(ctx, events.UserCreated{})
	_ = b.Publish(ctx, events.Logout{}) // want `^event Logout is not in the past tense`
}

// A payload by its name.
type CartEventPayload struct{}

func (CartEventPayload) Type() string { return "cart" }

func publishPayload(ctx context.Context, b *eventbus.EventBus) {
	_ = b.Publish(ctx, CartEventPayload{})
}

// It stands for others by its name.
type DomainEvent struct{ Name string }

func (DomainEvent) Type() string { return "domain" }

func publishOne(ctx context.Context, b *eventbus.EventBus) { _ = b.Publish(ctx, DomainEvent{}) }
