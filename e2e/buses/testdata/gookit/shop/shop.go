// Command shop tells of its sales with gookit/event.
package main

import (
	"fmt"

	"github.com/gookit/event"
)

type BookSold struct{ event.BasicEvent }

type SellBook struct{ event.BasicEvent } // an event by its use, with the name of a command

type mail struct{}

func (mail) Handle(e event.Event) error { return nil }

func main() {
	event.On("book.sold", event.ListenerFunc(func(e event.Event) error {
		fmt.Println(e.Name())
		return nil
	}), event.High)
	event.Std().Listen("book.*", &mail{})
	_, _ = event.Fire("book.sold", event.M{"isbn": "0"})
	_ = event.FireEvent(&BookSold{})
	_ = event.Std().FireEvent(&SellBook{})
}
