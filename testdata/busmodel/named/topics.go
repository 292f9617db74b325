// Package named uses buses that are known by the names of their types.
package named

import (
	"context"

	"example.com/testdata/busmodel/named/pubsub"
)

type BookSold struct{} // want "BookSold is an event"

type BookReturned struct{} // want "BookReturned is an event"

type BookLost struct{}

var sold = pubsub.NewTopic[*BookSold]("sold")

var _ = pubsub.NewTopic[BookReturned]("returned")

func Init(ctx context.Context, raw *pubsub.Raw) {
	pubsub.NewSubscription(sold, "a", pubsub.Config[*BookSold]{Handler: hear})                                                          // want "listen BookSold, aware, by hear"
	pubsub.NewSubscription(sold, "b", pubsub.Config[*BookSold]{Handler: func(ctx context.Context, msg *BookSold) error { return nil }}) // want "listen BookSold, aware, by a literal"
	pubsub.NewSubscription(sold, "c", pubsub.Config[*BookSold]{})                                                                       // want "listen BookSold, aware$"
	sold.Publish(ctx, &BookSold{})                                                                                                      // want "publish BookSold, aware"
	(*pubsub.Topic[*BookSold]).Publish(sold, ctx, nil)                                                                                  // want "publish BookSold, aware"
	publish := sold.Publish                                                                                                             // want "publish \\?, aware, value"
	publish(ctx, &BookSold{})                                                                                                           // want "publish BookSold, aware, through a value"
	raw.Publish(ctx, &BookLost{})
}

func hear(ctx context.Context, msg *BookSold) error { return nil }

// send sends messages of any type.
func send[T any](ctx context.Context, topic *pubsub.Topic[T], msg T) {
	topic.Publish(ctx, msg) // want "publish \\?, aware"
}
