// Command shop tells of its sales with ebu.
package main

import (
	"context"
	"fmt"

	eventbus "github.com/jilio/ebu"
)

type BookSold struct{ ISBN string }

type SellBook struct{ ISBN string } // an event by its use, with the name of a command

func listen(bus *eventbus.EventBus) {
	_ = eventbus.Subscribe(bus, note)
	_ = eventbus.Subscribe(bus, func(e *BookSold) { e.ISBN = "" }, eventbus.Once())
	_ = eventbus.SubscribeContext(bus, func(ctx context.Context, e SellBook) { fmt.Println(e.ISBN) })
}

func note(e BookSold) { fmt.Println(e.ISBN) }

func sell(ctx context.Context, bus *eventbus.EventBus) error {
	eventbus.Publish(bus, BookSold{ISBN: "0"})
	eventbus.Publish[SellBook](bus, SellBook{ISBN: "1"})
	eventbus.PublishContext(bus, context.Background(), BookSold{ISBN: "2"})
	return eventbus.TryPublish(bus, BookSold{ISBN: "3"})
}

func main() {
	bus := eventbus.New()
	listen(bus)
	_ = sell(context.Background(), bus)
}
