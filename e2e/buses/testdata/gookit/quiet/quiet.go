// Command quiet does with gookit/event what one should: version 1.1 knows no contexts.
package main

import (
	"context"

	"github.com/gookit/event"
)

type BookSold struct{ event.BasicEvent }

// A SellBook that is not fired is no event.
type SellBook struct{ event.BasicEvent }

type manager struct{}

func (manager) FireEvent(e event.Event) error { return nil }

func sell(ctx context.Context, events *event.Manager) error {
	events.MustFire("book.sold", nil)
	if err := (manager{}).FireEvent(&SellBook{}); err != nil {
		return err
	}
	if err, _ := events.Fire("book.sold", nil); err != nil {
		return err
	}
	return events.FireEvent(event.NewBasic("book.sold", nil))
}

func main() {
	events := event.NewManager("shop")
	events.On("book.sold", event.ListenerFunc(func(e event.Event) error { return nil }))
	_ = sell(context.Background(), events)
	_ = events.FireEvent(&BookSold{})
}
