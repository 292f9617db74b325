// Package shop uses a bus of topics that hands out channels.
package shop

import "github.com/cskr/pubsub"

type OrderPlaced struct{ ID int }

func wire(ps *pubsub.PubSub) <-chan any {
	return ps.Sub("orders")
}

func place(ps *pubsub.PubSub) {
	ps.Pub(OrderPlaced{1}, "orders")
	ps.TryPub(OrderPlaced{2}, "orders")
}
