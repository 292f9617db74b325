package use

import (
	"context"

	"example.com/testdata/busmodel/recognised/aggregate"
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
