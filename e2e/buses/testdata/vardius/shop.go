// Package shop uses a bus that goes by topics.
package shop

import messagebus "github.com/vardius/message-bus"

type OrderPlaced struct{ ID int }

func wire(bus messagebus.MessageBus) error {
	return bus.Subscribe("order", func(OrderPlaced) {})
}

func place(bus messagebus.MessageBus) { bus.Publish("order", OrderPlaced{1}) }
