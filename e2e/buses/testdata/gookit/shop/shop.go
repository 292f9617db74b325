// Command shop tells of its sales with gookit/event, and prints what its listeners get.
package main

import (
	"context"
	"fmt"

	"github.com/gookit/event"
)

// A BookSold can hold a context, and so is itself what listeners get with one.
type BookSold struct {
	event.BasicEvent
	event.ContextTrait
}

type SellBook struct{ event.BasicEvent } // an event by its use, with the name of a command

type mail struct{}

func (mail) Handle(e event.Event) error {
	_, isSale := e.(*SellBook)
	fmt.Println(e.Name(), "by mail", isSale)
	return nil
}

type caller struct{}

func sell(ctx context.Context) error {
	if err, _ := event.Fire("book.sold", event.M{"isbn": "0"}); err != nil {
		return err
	}
	if err, _ := event.Std().Trigger("book.sold", nil); err != nil {
		return err
	}
	if err := event.FireEvent(&BookSold{BasicEvent: *event.NewBasic("book.sold", nil)}); err != nil {
		return err
	}
	sale := &SellBook{BasicEvent: *event.NewBasic("book.sell", nil)}
	return event.Std().FireEvent(sale)
}

func main() {
	event.On("book.sold", event.ListenerFunc(func(e event.Event) error {
		var by any
		if e, ok := e.(event.ContextAble); ok {
			by = e.Context().Value(caller{})
		}
		_, isSale := e.(*BookSold)
		fmt.Println(e.Name(), "by", by, isSale)
		return nil
	}), event.High)
	event.Std().Listen("book.sell", &mail{})
	if err := sell(context.WithValue(context.Background(), caller{}, "me")); err != nil {
		fmt.Println(err)
	}
}
