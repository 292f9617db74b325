// Command quiet does with gookit/event what one should.
package main

import (
	"context"

	"github.com/gookit/event"
)

type BookSold struct {
	event.BasicEvent
	event.ContextTrait
}

// A SellBook that is not fired is no event.
type SellBook struct{ event.BasicEvent }

type manager struct{}

func (manager) FireEvent(e event.Event) error { return nil }

func sell(ctx context.Context, events *event.Manager, some event.Event) error {
	events.MustFire("book.sold", nil) // has no twin
	if err := (manager{}).FireEvent(&SellBook{}); err != nil {
		return err
	}
	if err, _ := events.FireCtx(ctx, "book.sold", nil); err != nil {
		return err
	}
	if err := events.FireEvent(some); err != nil { // may bring a context along,
		return err
	}
	sold := &BookSold{}
	sold.WithContext(ctx)
	if err := events.FireEvent(sold); err != nil { // and this one does
		return err
	}
	return events.FireEventCtx(ctx, sold)
}

// narrow is an interface without contexts that the library has itself.
func narrow(events event.ManagerFace) error {
	err, _ := events.Fire("book.sold", nil)
	return err
}

func main() {
	events := event.NewManager("shop")
	events.On("book.sold", event.ListenerFunc(func(e event.Event) error { return nil }))
	_ = sell(context.Background(), events, &BookSold{})
	_ = narrow(events)
}
