// Package shop tells of its sales on Encore's topics.
package shop

import (
	"context"

	"encore.dev/pubsub"
)

type BookSold struct{ ISBN string }

type SellBook struct{ ISBN string } // an event by its use, with the name of a command

type ReturnBook struct{ ISBN string } // an event by its topic alone

var sold = pubsub.NewTopic[*BookSold]("book-sold", pubsub.TopicConfig{DeliveryGuarantee: pubsub.AtLeastOnce})

var sell = pubsub.NewTopic[SellBook]("sell-book", pubsub.TopicConfig{DeliveryGuarantee: pubsub.AtLeastOnce})

var _ = pubsub.NewTopic[*ReturnBook]("return-book", pubsub.TopicConfig{DeliveryGuarantee: pubsub.AtLeastOnce})

var _ = pubsub.NewSubscription(sold, "note", pubsub.SubscriptionConfig[*BookSold]{Handler: note})

var _ = pubsub.NewSubscription(sell, "sell", pubsub.SubscriptionConfig[SellBook]{
	Handler: func(ctx context.Context, e SellBook) error {
		_, err := sold.Publish(context.Background(), &BookSold{ISBN: e.ISBN})
		return err
	},
})

func note(ctx context.Context, e *BookSold) error {
	e.ISBN = "" // a copy of its own
	return nil
}

func Sell(ctx context.Context) error {
	ref := pubsub.TopicRef[pubsub.Publisher[SellBook]](sell)
	_, err := ref.Publish(context.TODO(), SellBook{ISBN: "0"})
	return err
}
