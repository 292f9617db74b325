package use

import (
	"context"

	"example.com/testdata/busmodel/recognised/command"
	"example.com/testdata/busmodel/recognised/hooks"
	"example.com/testdata/busmodel/recognised/requests"
	"example.com/testdata/busmodel/recognised/subject"
	"example.com/testdata/busmodel/recognised/typed"
)

type (
	ChargeCard struct{ ID int } // want `^ChargeCard is a command$`
	GetInvoice struct{ ID int } // want `^GetInvoice is a query$`
)

type charge struct{}

func (charge) Handle(context.Context, ChargeCard) error { return nil }

type answers struct{}

func (*answers) Handle(context.Context, *GetInvoice) (string, error) { return "", nil }

// services hold handlers, as applications with decorators do.
type services struct{ charge requests.Doer[ChargeCard] }

func byGenericFunction(ctx context.Context, b *requests.Bus, s services) {
	requests.Register(b, s.charge)                     // want `^handle ChargeCard, aware$`
	requests.Register[ChargeCard](b, charge{})         // want `^handle ChargeCard, aware, by Handle$`
	requests.RegisterQuery(b, &answers{})              // want `^handle GetInvoice, aware, by Handle$`
	_ = requests.Execute(ctx, b, ChargeCard{})         // want `^dispatch ChargeCard, aware$`
	_, _ = requests.Ask[string](ctx, b, &GetInvoice{}) // want `^dispatch GetInvoice, aware$`
}

type BlockBooked struct{} // want `^BlockBooked is a message$`

type events struct {
	booked *hooks.Event1[*BlockBooked]
	cart   hooks.Hook[BlockBooked]
}

func byHook(e events) {
	e.booked.Hook(func(*BlockBooked) {})               // want `^listen BlockBooked, by a literal$`
	e.booked.Trigger(&BlockBooked{})                   // want `^publish BlockBooked$`
	e.cart.Add(func(BlockBooked) error { return nil }) // want `^listen BlockBooked, by a literal$`
	e.cart.Fire(BlockBooked{})                         // want `^publish BlockBooked$`
}

type screen struct{}

func (screen) Update(subject.Change) {}

type Moved struct{} // want `^Moved is a message$`

func byObserver(s *subject.Subject) {
	s.Attach(screen{})                                     // want `^listen \?, by Update$`
	s.Notify(subject.Change{Kind: "moved", Data: Moved{}}) // want `^publish Moved$`
}

type LinkChanged struct{} // want `^LinkChanged is a message$`

func byType(ctx context.Context, c *typed.Client, s *typed.Stream[LinkChanged]) {
	p := typed.Publish[LinkChanged](c)
	p.Publish(LinkChanged{})             // want `^publish LinkChanged$`
	_ = typed.Subscribe[*LinkChanged](c) // want `^listen LinkChanged$`
	<-s.Subscribe(ctx)                   // want `^listen LinkChanged$`
	s.Publish(LinkChanged{})             // want `^publish LinkChanged$`
}

type SendReceipt struct{} // want `^SendReceipt is a command$`

type receipts struct{}

func (receipts) Handle(context.Context, SendReceipt) (string, error) { return "", nil }

func beside(ctx context.Context, b command.Bus) {
	command.Register[SendReceipt, string](b, receipts{}) // want `^handle SendReceipt, aware, by Handle$`
	_, _ = b.Dispatch(ctx, SendReceipt{})                // want `^dispatch SendReceipt, aware$`
}
