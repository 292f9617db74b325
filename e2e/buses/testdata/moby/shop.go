// Package shop uses a bus that sends all messages to all channels.
package shop

import "github.com/moby/pubsub"

type OrderPlaced struct{ ID int }

func wire(p *pubsub.Publisher) []<-chan any {
	return []<-chan any{
		p.Subscribe(),
		p.SubscribeTopic(func(v any) bool { return v != nil }),
	}
}

func place(p *pubsub.Publisher) {
	p.Publish(OrderPlaced{1})
}
