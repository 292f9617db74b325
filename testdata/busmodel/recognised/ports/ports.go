// Package ports has the two sides of a bus that other packages implement.
package ports

type Event any

type Envelope struct {
	Topic string
	Event any
}

type Publisher interface {
	Publish(topic string, event Event) error
}

type Subscriber interface {
	Subscribe(filters ...string) <-chan *Envelope
}
