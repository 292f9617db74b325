// Command quiet does with ebu what one should.
package main

import (
	"context"
	"fmt"

	eventbus "github.com/jilio/ebu"
)

type BookSold struct{ ISBN string }

func note(ctx context.Context, e BookSold) {
	e.ISBN = "" // a copy
	fmt.Println(e.ISBN)
}

// Publish is not that of the bus.
func Publish(bus *eventbus.EventBus, e BookSold) {}

func sell(ctx context.Context, bus *eventbus.EventBus) {
	Publish(bus, BookSold{})
	eventbus.PublishContext(bus, ctx, BookSold{ISBN: "2"})
}

func main() {
	bus := eventbus.New()
	_ = eventbus.SubscribeContext(bus, note)
	sell(context.Background(), bus)
}
