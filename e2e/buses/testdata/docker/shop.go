// Package shop sends events into sinks.
package shop

import "github.com/docker/go-events"

// It may be a payload, as all that is sent so, and no name is judged.
type SellBookEvent struct{ ID int }

// A ledger is a sink of the shop's own.
type ledger struct{}

func (ledger) Write(events.Event) error { return nil }

func (ledger) Close() error { return nil }

// paper only writes: it is no sink.
type paper struct{}

func (paper) Write(events.Event) error { return nil }

func wire() *events.Broadcaster {
	b := events.NewBroadcaster(ledger{})
	_ = b.Add(events.NewQueue(ledger{}))
	return b
}

func sell(b *events.Broadcaster, s events.Sink) {
	_ = b.Write(&SellBookEvent{1})
	_ = s.Write(&SellBookEvent{2})
	_ = paper{}.Write(&SellBookEvent{3})
}
