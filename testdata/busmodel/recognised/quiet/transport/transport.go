// Package transport sends bytes to a broker in another process.
package transport

import "context"

type Message struct {
	Topic string
	Body  []byte
}

type Publisher interface {
	Publish(ctx context.Context, topic string, messages ...*Message) error
}

type Subscriber interface {
	Subscribe(ctx context.Context, topic string) (<-chan *Message, error)
}
