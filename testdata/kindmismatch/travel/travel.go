// Package travel has messages of its own, which only their travels make messages.
package travel

import "github.com/buslint/buslint/bus"

type (
	OrderPlacedEvent struct{}
	PlaceOrderCmd    struct{}
	Ship             struct{}
	Shipped          struct{}
	Bill             struct{}
	Both             struct{}
	LoneEvent        struct{}
	PaidEvent        struct{}
	RefundEvent      struct{}
)

// The suffix says which of two uses that contradict each other is wrong.
func suffix(b bus.Bus) {
	_ = b.Publish(&OrderPlacedEvent{})
	_ = b.Dispatch(&OrderPlacedEvent{}) // want `^event OrderPlacedEvent is dispatched`
	_ = b.Dispatch(&PlaceOrderCmd{})
	b.AddEventListener(func(*PlaceOrderCmd) error { return nil }) // want `^command PlaceOrderCmd is given a listener`
}

// So does what is registered.
func registered(b bus.Bus) {
	b.AddHandler(func(*Ship) error { return nil })
	_ = b.Publish(&Ship{}) // want `^command Ship is published`
	b.AddEventListener(func(*Shipped) error { return nil })
	_ = b.Dispatch(&Shipped{}) // want `^event Shipped is dispatched`
}

// Who is right here, or whether it is a message at all but for this use, cannot be told.
func uncertain(b bus.Bus) {
	_ = b.Publish(&Bill{})
	_ = b.Dispatch(&Bill{})
	b.AddHandler(func(*Both) error { return nil })
	b.AddEventListener(func(*Both) error { return nil })
	_ = b.Dispatch(&PaidEvent{})
	_ = b.Dispatch(&RefundEvent{})
	b.AddEventListener(func(*RefundEvent) error { return nil })
	b.AddHandler(func(*RefundEvent) error { return nil })
}
