// Package quiet does on Encore's topics what one should.
package quiet

import (
	"context"

	"encore.dev/pubsub"
)

type BookSold struct{ ISBN string }

var sold = pubsub.NewTopic[*BookSold]("book-sold", pubsub.TopicConfig{DeliveryGuarantee: pubsub.AtLeastOnce})

// A list is no topic.
type list[T any] struct{}

func (list[T]) Publish(ctx context.Context, item T) (string, error) { return "", nil }

type SellBook struct{}

func Sell(ctx context.Context) error {
	if _, err := (list[SellBook]{}).Publish(context.Background(), SellBook{}); err != nil {
		return err
	}
	_, err := sold.Publish(ctx, &BookSold{ISBN: "0"})
	return err
}
