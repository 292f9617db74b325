// Package publish sends events of its own and of others.
package publish

import (
	"net/http"

	"example.com/testdata/eventname/events"
	"example.com/testdata/eventname/publish/cmd"
	"example.com/testdata/eventname/publish/orders"
	"example.com/testdata/v2/messages"
	"github.com/buslint/buslint/bus"
)

type (
	DeleteCart  struct{} // want `^event DeleteCart is not in the past tense`
	CartDeleted struct{}
	RemoveCart  struct{} // dispatched: a command
	FillCart    struct{} // both: nobody knows
	CheckCart   struct{} // not sent outside of tests
)

func publish(b bus.Bus) {
	_ = b.Publish(&DeleteCart{})
	_ = b.Publish(&CartDeleted{})
	_ = b.Dispatch(&RemoveCart{})
	_, _ = b.Publish(&FillCart{}), b.Dispatch(&FillCart{})

	// Its own package does not know that this is an event.
	_ = b.Publish(&orders.CancelOrder{}) // want `^event CancelOrder is not in the past tense`
	_ = b.Publish(&orders.CancelOrder{})
	_ = b.Publish(&orders.OrderCancelled{})
	b.AddEventListener(func(*orders.ReturnOrder) error { return nil })

	// Its own package does.
	_ = b.Publish(&events.CreateOrderEvent{})

	// Called commands: it is their use that is wrong.
	_ = b.Publish(&cmd.SendMail{})
	_ = b.Publish(&cmd.MailCommand{})

	// Not ours to rename.
	_ = b.Publish(&http.Transport{})
	_ = b.Publish(&messages.Vanish{})
}
