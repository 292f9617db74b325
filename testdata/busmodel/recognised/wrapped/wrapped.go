// Package wrapped hides a bus behind one of its own.
package wrapped

import (
	"context"

	"example.com/testdata/busmodel/recognised/keys"
	"example.com/testdata/busmodel/recognised/topics"
)

type Bus struct {
	commands *keys.Bus
	events   *topics.Bus
}

func (b *Bus) Publish(ctx context.Context, event any) error {
	b.events.Publish("event", event)
	return nil
}

func (b *Bus) SendCommand(ctx context.Context, cmd keys.Command) error {
	return b.commands.Dispatch(ctx, cmd)
}

func Subscribe[T any](b *Bus, name string, h func(context.Context, *T) error) error {
	return b.events.Subscribe("event", func(e *T) error { return h(context.Background(), e) })
}

// Messages is what services see of it.
type Messages interface {
	PublishEvent(ctx context.Context, event any) error
	SendCommand(ctx context.Context, cmd any) error
}
