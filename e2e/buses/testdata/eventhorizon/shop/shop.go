// Command shop sells with Event Horizon.
package main

import (
	"context"
	"time"

	eh "github.com/looplab/eventhorizon"
	"github.com/looplab/eventhorizon/commandhandler/bus"
	"github.com/looplab/eventhorizon/eventbus/local"
	"github.com/looplab/eventhorizon/uuid"
)

type SellBook struct{ ID uuid.UUID }

func (c *SellBook) AggregateID() uuid.UUID          { return c.ID }
func (c *SellBook) AggregateType() eh.AggregateType { return "book" }
func (c *SellBook) CommandType() eh.CommandType     { return "sell" }

// An InvoiceCreation comes from outside, and is known only by its registration.
type InvoiceCreation struct{ ID uuid.UUID }

func (c *InvoiceCreation) AggregateID() uuid.UUID          { return c.ID }
func (c *InvoiceCreation) AggregateType() eh.AggregateType { return "book" }
func (c *InvoiceCreation) CommandType() eh.CommandType     { return "sale" }

func init() {
	eh.RegisterCommand(func() eh.Command { return &SellBook{} })
	eh.RegisterCommand(newSale)
}

func newSale() eh.Command { return &InvoiceCreation{} }

type seller struct{ events eh.EventBus }

func (s *seller) sell(ctx context.Context, cmd eh.Command) error {
	return s.events.HandleEvent(context.Background(), eh.NewEvent("sold", nil, time.Now()))
}

func setUp(ctx context.Context, commands *bus.CommandHandler, events *local.EventBus) error {
	s := &seller{events}
	if err := commands.SetHandler(eh.CommandHandlerFunc(s.sell), "sell"); err != nil {
		return err
	}
	return events.AddHandler(ctx, eh.MatchAll{}, eh.EventHandler(nil))
}

func order(ctx context.Context, commands eh.CommandHandler, events *local.EventBus) error {
	if err := events.HandleEvent(context.TODO(), nil); err != nil {
		return err
	}
	return commands.HandleCommand(context.TODO(), &SellBook{})
}

func main() {
	commands, events := bus.NewCommandHandler(), local.NewEventBus()
	_ = setUp(context.Background(), commands, events)
	_ = order(context.Background(), commands, events)
}
