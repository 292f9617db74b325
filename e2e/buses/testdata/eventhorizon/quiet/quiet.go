// Command quiet does with Event Horizon what one should.
package main

import (
	"context"

	eh "github.com/looplab/eventhorizon"
	"github.com/looplab/eventhorizon/uuid"
)

type SellBook struct{ ID uuid.UUID }

func (c *SellBook) AggregateID() uuid.UUID          { return c.ID }
func (c *SellBook) AggregateType() eh.AggregateType { return "book" }
func (c *SellBook) CommandType() eh.CommandType     { return "sell" }

// An InvoiceCreation that nobody sends or registers is no command.
type InvoiceCreation struct{ SellBook }

// A projector is a handler, no bus.
type projector struct{}

func (projector) HandlerType() eh.EventHandlerType { return "projector" }

func (projector) HandleEvent(ctx context.Context, e eh.Event) error { return nil }

// An aggregate handles commands, and is no bus either.
type aggregate struct{}

func (aggregate) HandleCommand(ctx context.Context, cmd eh.Command) error { return nil }

func order(ctx context.Context, commands eh.CommandHandler) error {
	if err := (projector{}).HandleEvent(context.Background(), nil); err != nil {
		return err
	}
	if err := (aggregate{}).HandleCommand(context.Background(), &InvoiceCreation{}); err != nil {
		return err
	}
	return commands.HandleCommand(ctx, &SellBook{})
}

func main() { _ = order(context.Background(), aggregate{}) }
