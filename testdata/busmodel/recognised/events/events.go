// Package events collects events in a context, and calls subscribers with them.
package events

import (
	"context"

	"example.com/testdata/busmodel/recognised/switches"
)

type Event interface{ Name() string }

// Add keeps events until what is done with ctx has succeeded.
func Add(ctx context.Context, events ...Event) {}

type Subscriber interface {
	Handle(context.Context, Event) error
}

type Bus interface {
	Publish(context.Context, []Event) error
	Subscribe(name string, s Subscriber)
	Join(name string, s Source)
}

// A Source is a bus itself, and is not called with messages.
type Source interface{ Subscribe(Subscriber) }

// RecordNodeEvent tells a recorder what to write, and keeps no event.
func RecordNodeEvent(ctx context.Context, r switches.EventRecorder, reason, text string) {}
