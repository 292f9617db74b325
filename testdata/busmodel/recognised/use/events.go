package use

import (
	"context"

	past "example.com/testdata/busmodel/recognised/events"
	"example.com/testdata/busmodel/recognised/switches"
)

type RoofRepaired struct{} // want `^RoofRepaired is an event$`

func (RoofRepaired) Name() string { return "roof.repaired" }

type ledger struct{}

func (ledger) Handle(context.Context, past.Event) error { return nil }

func collected(ctx context.Context, b past.Bus, s past.Source, l past.Subscriber, r switches.EventRecorder) {
	past.Add(ctx, RoofRepaired{})          // want `^publish RoofRepaired, aware$`
	_ = b.Publish(ctx, []past.Event{})     // want `^publish \?, aware$`
	b.Subscribe("roof.repaired", ledger{}) // want `^listen \?, aware, by Handle$`
	b.Join("roof.repaired", s)
	past.RecordNodeEvent(ctx, r, "roof", "repaired")
	_ = l.Handle(ctx, RoofRepaired{})
}
