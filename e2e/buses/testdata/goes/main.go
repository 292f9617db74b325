// Command goes keeps a list with the buses of modernice/goes.
package main

import (
	"context"

	"github.com/google/uuid"
	"github.com/modernice/goes/aggregate"
	"github.com/modernice/goes/codec"
	"github.com/modernice/goes/command"
	"github.com/modernice/goes/command/cmdbus"
	"github.com/modernice/goes/event"
	"github.com/modernice/goes/event/eventbus"
)

// Entry is what a list has: no event and no command, whatever it is sent with.
type Entry struct{ Text string }

// A List applies its own events.
type List struct {
	*aggregate.Base

	entries []Entry
}

func New(id uuid.UUID) *List {
	l := &List{Base: aggregate.New("list", id)}
	event.ApplyWith(l, l.added, "list.added")
	command.ApplyWith(l, l.Add, "list.add")
	return l
}

func (l *List) Add(e Entry) error {
	aggregate.Next(l, "list.added", e)
	return nil
}

func (l *List) added(e event.Of[Entry]) { l.entries = append(l.entries, e.Data()) }

func run(ctx context.Context, events event.Bus, commands command.Bus) error {
	heard, _, err := events.Subscribe(ctx, "list.added")
	if err != nil {
		return err
	}
	command.MustHandle(ctx, commands, "list.add", func(ctx command.Ctx[Entry]) error {
		return New(ctx.AggregateID()).Add(ctx.Payload())
	})
	if err := commands.Dispatch(ctx, command.New("list.add", Entry{"tea"}).Any()); err != nil {
		return err
	}
	if err := events.Publish(ctx, event.New("list.added", Entry{"tea"}).Any()); err != nil {
		return err
	}
	<-heard
	return nil
}

// other has methods of the same names, and is no part of a bus.
type other struct{}

func (other) Dispatch(name string) {}

func main() {
	events := eventbus.New()
	commands := cmdbus.New[int](codec.New(), events)
	(other{}).Dispatch("none")
	_ = run(context.Background(), events, commands)
}
