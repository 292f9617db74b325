package use

import (
	"context"

	mediator "example.com/testdata/busmodel/recognised/ofpackage"
	registry "example.com/testdata/busmodel/recognised/ofregistry"
	"example.com/testdata/busmodel/recognised/watched"
)

type AddOrder struct{} // want `^AddOrder is a command$`

type OrderAdded struct{} // want `^OrderAdded is an event$`

type addOrder struct{}

func (addOrder) Handle(context.Context, *AddOrder) (int, error) { return 0, nil }

type mailOrder struct{}

func (mailOrder) Handle(context.Context, OrderAdded) error { return nil }

func ofPackages(ctx context.Context, w *mediator.Watcher) {
	mediator.RegisterRequestHandler[*AddOrder, int](addOrder{})   // want `^handle AddOrder, aware, by Handle$`
	mediator.RegisterNotificationHandler[OrderAdded](mailOrder{}) // want `^listen OrderAdded, aware, by Handle$`
	_, _ = mediator.Send[*AddOrder, int](ctx, &AddOrder{})        // want `^dispatch AddOrder, aware$`
	mediator.PublishAsync(ctx, OrderAdded{})                      // want `^publish OrderAdded, aware$`
	w.Watch("orders.txt", func(any) {})
	registry.RegisterHandler[*AddOrder, int](addOrder{})
	_, _ = registry.Process[*AddOrder, int](ctx, &AddOrder{})
}

type ConfigChanged struct{} // want `^ConfigChanged is a message$`

func watches(b watched.Bus, t *watched.Tree) {
	b.Watch("config.changed", func(e *watched.Event) { _ = e.Extra })          // want `^listen \?, by a literal$`
	b.Dispatch(&watched.Event{Name: "config.changed", Extra: ConfigChanged{}}) // want `^publish ConfigChanged$`
	t.Watch("etc", func(*watched.Change) {})
	t.Send(&watched.Change{})
}
