// Command quiet does on Watermill's buses what one should.
package main

import (
	"context"

	"github.com/ThreeDotsLabs/watermill/components/cqrs"
)

type ReserveBook struct{ ISBN string }

type BookReserved struct{ ISBN string }

// CancelReservation is handled by another program.
type CancelReservation struct{ ISBN string }

type FindBookQuery struct{ ISBN string } // a command: its answer comes as an event

func handlers(events *cqrs.EventBus) []cqrs.CommandHandler {
	return []cqrs.CommandHandler{
		cqrs.NewCommandHandler("reserve", func(ctx context.Context, cmd *ReserveBook) error {
			reserved := &BookReserved{ISBN: cmd.ISBN}
			err := events.Publish(ctx, reserved)
			reserved.ISBN = "" // what was published has been copied
			return err
		}),
	}
}

// A handler of another kind, with methods of the same names.
type other struct{}

func (other) Send(ctx context.Context, cmd any) error { return nil }

func (other) Publish(ctx context.Context, event any) error { return nil }

func run(ctx context.Context, bus *cqrs.CommandBus, processor *cqrs.CommandProcessor, events *cqrs.EventBus) error {
	if err := processor.AddHandlers(handlers(events)...); err != nil {
		return err
	}
	if err := (other{}).Send(context.Background(), &BookReserved{}); err != nil {
		return err
	}
	if err := bus.Send(ctx, &CancelReservation{}); err != nil {
		return err
	}
	if err := bus.Send(ctx, &FindBookQuery{}); err != nil {
		return err
	}
	return bus.Send(ctx, &ReserveBook{ISBN: "0"})
}

func main() { _ = run(context.Background(), nil, nil, nil) }
