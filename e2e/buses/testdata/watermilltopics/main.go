// Command watermilltopics sells with Watermill's topics, inside the program.
package main

import (
	"context"
	"encoding/json"

	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/ThreeDotsLabs/watermill/pubsub/gochannel"
)

type BookSold struct{ ISBN string }

// An EventBus publishes what it is given as JSON.
type EventBus struct{ publisher message.Publisher }

func (b *EventBus) Publish(ctx context.Context, topic string, event any) error {
	payload, err := json.Marshal(event)
	if err != nil {
		return err
	}
	m := message.NewMessage(watermill.NewUUID(), payload)
	m.SetContext(ctx)
	return b.publisher.Publish(topic, m)
}

func ship(m *message.Message) error { return nil }

func forward(m *message.Message) ([]*message.Message, error) { return []*message.Message{m}, nil }

// other has methods of the same names, and is no part of a bus.
type other struct{}

func (other) AddHandler(name string, f func()) {}

func main() {
	channel := gochannel.NewGoChannel(gochannel.Config{}, nil)
	router, err := message.NewRouter(message.RouterConfig{}, nil)
	if err != nil {
		return
	}
	for _, topic := range []string{"sold", "returned"} {
		router.AddNoPublisherHandler("ship "+topic, topic, channel, ship)
	}
	router.AddConsumerHandler("note", "sold", channel, ship)
	router.AddHandler("forward", "sold", channel, "shipped", channel, forward)
	shipped, err := channel.Subscribe(context.Background(), "shipped")
	if err != nil {
		return
	}
	bus := &EventBus{publisher: channel}
	_ = bus.Publish(context.Background(), "sold", BookSold{ISBN: "0"})
	_ = channel.Publish("returned", message.NewMessage("1", nil))
	(other{}).AddHandler("none", func() {})
	<-shipped
}
