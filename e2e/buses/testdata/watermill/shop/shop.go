// Command shop sells with Watermill's CQRS component.
package main

import (
	"context"

	"github.com/ThreeDotsLabs/watermill/components/cqrs"
)

type ReserveBook struct{ ISBN string }

type InvoiceCreation struct{ ISBN string } // a command by its use, with the name of a thing

type BookReserved struct{ ISBN string }

type SendReceipt struct{ ISBN string } // an event by its use, with the name of a command

// A reserver handles commands by the interface.
type reserver struct{ events *cqrs.EventBus }

func (r *reserver) HandlerName() string { return "reserve" }

func (r *reserver) NewCommand() any { return &ReserveBook{} }

func (r *reserver) Handle(ctx context.Context, cmd any) error {
	reserve := cmd.(*ReserveBook)
	if err := r.events.Publish(context.Background(), &BookReserved{ISBN: reserve.ISBN}); err != nil {
		return err
	}
	return r.events.Publish(ctx, &SendReceipt{ISBN: reserve.ISBN})
}

func confirm(ctx context.Context, cmd *InvoiceCreation) error { return nil }

func setUp(commands *cqrs.CommandProcessor, events *cqrs.EventProcessor, groups *cqrs.EventGroupProcessor, bus *cqrs.EventBus) error {
	if err := commands.AddHandlers(&reserver{bus}, cqrs.NewCommandHandler("confirm", confirm)); err != nil {
		return err
	}
	if err := events.AddHandlers(cqrs.NewEventHandler("note", func(ctx context.Context, e *BookReserved) error {
		e.ISBN = "" // a copy of its own
		return nil
	})); err != nil {
		return err
	}
	return groups.AddHandlersGroup("mail",
		cqrs.NewGroupEventHandler(func(ctx context.Context, e *SendReceipt) error { return nil }),
		cqrs.NewGroupEventHandler(func(ctx context.Context, e *BookReserved) error { return nil }))
}

// A sender is what the rest of the shop sees of the command bus.
type sender interface {
	Send(ctx context.Context, cmd any) error
}

func order(ctx context.Context, bus *cqrs.CommandBus, narrow sender) error {
	if err := bus.Send(context.TODO(), &ReserveBook{ISBN: "0"}); err != nil {
		return err
	}
	if err := narrow.Send(nil, &ReserveBook{ISBN: "1"}); err != nil {
		return err
	}
	return bus.SendWithModifiedMessage(ctx, InvoiceCreation{ISBN: "2"}, nil)
}

func main() {
	_ = setUp(nil, nil, nil, nil)
	_ = order(context.Background(), nil, nil)
}

// older registers as programs did before the processors had methods for that.
func older() error {
	_, err := cqrs.NewCommandProcessor([]cqrs.CommandHandler{&reserver{}}, nil, nil, cqrs.JSONMarshaler{}, nil)
	return err
}
