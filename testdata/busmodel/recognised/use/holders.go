package use

import (
	"context"

	"example.com/testdata/busmodel/recognised/envelope"
	"example.com/testdata/busmodel/recognised/holders"
)

type CustomerMoved struct{} // want `^CustomerMoved is an event$`

func (CustomerMoved) Name() string { return "customer.moved" }

type customer struct{}

func (*customer) Events() []holders.Event { return nil }

func fromAggregates(b *holders.EventBus, s holders.Subscriber, basket *holders.Basket) {
	_ = b.Post(CustomerMoved{})                                                                    // want `^publish CustomerMoved$`
	_ = b.PostAll(&customer{})                                                                     // want `^publish \?$`
	_ = b.HandleEvent("customer.moved", func(holders.Event) error { return nil })                  // want `^listen \?, by a literal$`
	_ = s.Add("customer.moved", func(holders.Event) error { return nil })                          // want `^listen \?, by a literal$`
	b.Subscribe(holders.EventAddress{Topic: "customer"}, func(holders.Event) error { return nil }) // want `^listen \?, by a literal$`
	basket.Add("customer.moved", func(holders.Event) error { return nil })
}

type audit struct{}

func (audit) Handle(holders.Event) error   { return nil }
func (audit) CanHandle(holders.Event) bool { return true }

type press struct{}

func (press) Handle(holders.Work) error { return nil }

func ofDispatchers(d *holders.EventDispatcher, w *holders.WorkDispatcher, root *holders.BaseAggregate) {
	d.RegisterHandler(audit{}) // want `^listen \?, by Handle$`
	_ = d.DispatchEvents(root) // want `^publish \?$`
	w.RegisterHandler(press{})
	_ = w.Dispatch(root)
}

func ofActions(a holders.AggregateActions, v holders.AggregateView, o holders.EntitySourceOption) {
	a.Emit(CustomerMoved{}) // want `^publish CustomerMoved$`
	v.Apply(CustomerMoved{})
	o.Apply(&customer{})
}

type RoomSold struct{ ID int } // want `^RoomSold is a message$`

func inVariables(ctx context.Context, p envelope.Publisher, sold bool) {
	payload := RoomSold{1}
	e := envelope.Event{Name: "room.sold", Payload: payload}
	_ = p.Publish(ctx, e)                                   // want `^publish RoomSold, aware$`
	_ = p.Publish(ctx, envelope.New("room.sold", &payload)) // want `^publish RoomSold, aware$`
	changed := envelope.Event{Payload: RoomSold{2}}
	if sold {
		changed.Payload = RoomMoved{2}
	}
	_ = p.Publish(ctx, changed)                                  // want `^publish \?, aware$`
	_ = p.Publish(ctx, envelope.Both("room.sold", nil, payload)) // want `^publish \?, aware$`
}
