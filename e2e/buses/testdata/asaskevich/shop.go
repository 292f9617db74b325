// Package shop uses a bus that goes by topics, and calls listeners with what is published.
package shop

import eventbus "github.com/asaskevich/EventBus"

type OrderPlaced struct{ ID int }

func wire(bus eventbus.Bus) error {
	if err := bus.SubscribeAsync("order", ship, false); err != nil {
		return err
	}
	return bus.Subscribe("order", ship)
}

func ship(OrderPlaced) {}

func place(bus eventbus.Bus, only eventbus.BusPublisher) {
	bus.Publish("order", OrderPlaced{1})
	only.Publish("order", OrderPlaced{2})
}
