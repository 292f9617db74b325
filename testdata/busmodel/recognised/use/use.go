// Package use uses buses that no configuration describes.
package use

import (
	"context"

	"example.com/testdata/busmodel/recognised/aggregate"
	"example.com/testdata/busmodel/recognised/channels"
	"example.com/testdata/busmodel/recognised/envelope"
	"example.com/testdata/busmodel/recognised/functions"
	"example.com/testdata/busmodel/recognised/generic"
	"example.com/testdata/busmodel/recognised/keys"
	"example.com/testdata/busmodel/recognised/mediator"
	"example.com/testdata/busmodel/recognised/permessage"
	"example.com/testdata/busmodel/recognised/topics"
)

const DeleteUserKind keys.Kind = "DeleteUser"

type DeleteUser struct{ ID string } // want `^DeleteUser is a command$`

func (DeleteUser) Type() keys.Kind { return DeleteUserKind }

type DeleteHandler struct{}

func (DeleteHandler) Handle(context.Context, keys.Command) error { return nil }

func byKey(ctx context.Context, b *keys.Bus) {
	b.Register(DeleteUserKind, DeleteHandler{}) // want `^handle DeleteUser, aware, by Handle$`
	_ = b.Dispatch(ctx, DeleteUser{})           // want `^dispatch DeleteUser, aware$`
}

type RoomMoved struct{ ID int } // want `^RoomMoved is a message$`

func inEnvelope(ctx context.Context, b *envelope.Bus, p envelope.Publisher) {
	b.Subscribe("room.moved", func(context.Context, envelope.Event) error { return nil }) // want `^listen \?, aware, by a literal$`
	_ = b.Publish(ctx, envelope.Event{Name: "room.moved", Payload: RoomMoved{1}})         // want `^publish RoomMoved, aware$`
	_ = p.Publish(ctx, envelope.Event{Name: "room.moved", Payload: RoomMoved{1}})         // want `^publish RoomMoved, aware$`
}

type RunComplete struct{ ID int } // want `^RunComplete is a message$`

type service struct{ *channels.Broker[RunComplete] }

func byChannel(ctx context.Context, s service, p channels.Publisher[RunComplete]) {
	s.Publish("created", RunComplete{1}) // want `^publish RunComplete$`
	p.Publish("created", RunComplete{1}) // want `^publish RunComplete$`
	for range s.Subscribe(ctx) {         // want `^listen RunComplete$`
	}
}

type SkillSave struct{ ID int } // want `^SkillSave is a message$`

func save(context.Context, generic.Envelope[SkillSave]) error { return nil }

func inGenericEnvelope(ctx context.Context) {
	_ = generic.New(save).Dispatch(ctx, generic.Envelope[SkillSave]{Command: SkillSave{1}}) // want `^dispatch SkillSave, aware$`
}

type ShipOrder struct{ ID int } // want `^ShipOrder is a command$`

func (ShipOrder) Key() int { return 1 }

type shipper struct{}

func (shipper) Handle(context.Context, mediator.Message) error { return nil }

func byExample(ctx context.Context) {
	m := mediator.New(mediator.WithHandler(ShipOrder{}, shipper{})) // want `^handle ShipOrder, aware, by Handle$`
	_ = m.Send(ctx, ShipOrder{1})                                   // want `^dispatch ShipOrder, aware$`
}

type TaskCreated struct{ ID int } // want `^TaskCreated is an event$`

func (*TaskCreated) Name() string { return "task.created" }

type mail struct{}

func (*mail) Handle([]byte, functions.Event) error { return nil }
func (*mail) Name() string                         { return "mail" }

func byFunction(session any) {
	functions.RegisterListener((&TaskCreated{}).Name(), &mail{}) // want `^listen TaskCreated, by Handle$`
	functions.DispatchOnCommit(session, &TaskCreated{1})         // want `^publish TaskCreated$`
	_ = functions.Dispatch(&TaskCreated{1})                      // want `^publish TaskCreated$`
}

type AppStart struct{ ID int } // want `^AppStart is a message$`

func onStart(AppStart) {}

func byTopic(b *topics.Bus) {
	_ = b.SubscribeAsync("start", onStart) // want `^listen AppStart, by onStart$`
	b.Publish("start", AppStart{1})        // want `^publish AppStart$`
}

type Pair struct{ aggregate.AggregateRoot }

func (*Pair) Transition(any) {}

type PairMatched struct{ ID int } // want `^PairMatched is a message$`

func (p *Pair) match() {
	p.TrackChange(p, &PairMatched{}) // want `^publish PairMatched$`
}

func perMessage(ctx context.Context, b *permessage.MessageBus) {
	_ = b.PublishInbound(ctx, permessage.InboundMessage{Text: "hello"}) // want `^publish \?, aware$`
	<-b.SubscribeInbound()                                              // want `^listen \?$`
}
