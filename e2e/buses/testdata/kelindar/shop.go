// Package shop uses a bus of generic functions.
package shop

import "github.com/kelindar/event"

type OrderPlaced struct{ ID int }

func (OrderPlaced) Type() uint32 { return 1 }

// An event by its use, with the name of a command.
type ShipOrderEvent struct{ ID int }

func (ShipOrderEvent) Type() uint32 { return 2 }

func wire(d *event.Dispatcher) {
	event.Subscribe(d, func(OrderPlaced) {})
	event.On(func(ShipOrderEvent) {})
}

func place(d *event.Dispatcher) {
	event.Publish(d, OrderPlaced{1})
	event.Emit(ShipOrderEvent{1})
}
