package use

import (
	"context"

	"example.com/testdata/busmodel/recognised/aggregate"
	"example.com/testdata/busmodel/recognised/envelope"
	"example.com/testdata/busmodel/recognised/keys"
)

// An eventBus is one of this package alone.
type eventBus struct{ listeners map[string][]func(any) }

func (b *eventBus) subscribe(name string, listener func(any)) {
	b.listeners[name] = append(b.listeners[name], listener)
}

func (b *eventBus) publish(name string, event any) {
	for _, l := range b.listeners[name] {
		l(event)
	}
}

type DoorOpened struct{} // want `^DoorOpened is a message$`

// A cart is no bus: what it publishes is one thing.
type cart struct{}

func (cart) publish(name string, event any) {}

func locally(b *eventBus, c cart) {
	b.subscribe("door", func(any) {}) // want `^listen \?, by a literal$`
	b.publish("door", DoorOpened{})   // want `^publish DoorOpened$`
	c.publish("door", DoorOpened{})
}

type balance struct{}

func (balance) Project(context.Context, aggregate.Stored) error { return nil }

type AccountOpened struct{} // want `^AccountOpened is a message$`

func byProjector(ctx context.Context, p *aggregate.Publisher) {
	p.Subscribe(balance{})                                        // want `^listen \?, aware, by Project$`
	p.PublishEvents(ctx, aggregate.Stored{Data: AccountOpened{}}) // want `^publish AccountOpened, aware$`
}

type CloseDoor struct{} // want `^CloseDoor is a command$`

func byTypeArgument(ctx context.Context, b *keys.Bus) {
	_ = b.Dispatch(ctx, keys.Cmd[CloseDoor]{}) // want `^dispatch CloseDoor, aware$`
	_ = b.Dispatch(ctx, &keys.Cmd[any]{})      // want `^dispatch \?, aware$`
}

// passedInEnvelope hands on what the envelope holds.
func passedInEnvelope(ctx context.Context, b *envelope.Bus, payload any) {
	_ = b.Publish(ctx, envelope.Event{Name: "door", Payload: payload}) // want `^publish \?, aware$`
}

func inEnvelopeOfOther(ctx context.Context, b *envelope.Bus) {
	passedInEnvelope(ctx, b, &DoorOpened{}) // want `^publish DoorOpened, aware, through a value$`
}

func wholeEnvelope(ctx context.Context, b *envelope.Bus, e envelope.Event) {
	_ = b.Publish(ctx, e) // want `^publish \?, aware$`
}

func inWholeEnvelope(ctx context.Context, b *envelope.Bus) {
	wholeEnvelope(ctx, b, envelope.Event{Name: "door", Payload: DoorOpened{}}) // want `^publish DoorOpened, aware, through a value$`
}
