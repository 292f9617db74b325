package reference

import (
	"context"

	"github.com/buslint/buslint/bus"
)

type RenameTeam struct{ Name string } // want `^RenameTeam is a command$`

func onInterface(ctx context.Context, b bus.Bus) {
	_ = b.Dispatch(&RenameTeam{})         // want `^dispatch RenameTeam, twin$`
	_ = b.DispatchCtx(ctx, &RenameTeam{}) // want `^dispatch RenameTeam, aware$`
	_ = (b.Dispatch)(&RenameTeam{})       // want `^dispatch RenameTeam, twin$`
}

func onStruct(ctx context.Context, b *bus.InProcBus) {
	_ = b.Dispatch(&RenameTeam{})         // want `^dispatch RenameTeam, twin$`
	_ = b.DispatchCtx(ctx, &RenameTeam{}) // want `^dispatch RenameTeam, aware$`
	_ = bus.New().Dispatch(&RenameTeam{}) // want `^dispatch RenameTeam, twin$`
	_ = b.Publish(&TeamRenamed{})         // want `^publish TeamRenamed, twin$`
	_ = b.PublishCtx(ctx, &TeamRenamed{}) // want `^publish TeamRenamed, aware$`
	b.AddHandler(handleRename)            // want `^handle RenameTeam, twin, by handleRename$`
	b.AddHandlerCtx(handleRenameCtx)      // want `^handle RenameTeam, aware, by handleRenameCtx$`
	b.AddEventListener(hearRenamed)       // want `^listen TeamRenamed, twin, by hearRenamed$`
	b.AddEventListenerCtx(hearRenamedCtx) // want `^listen TeamRenamed, aware, by hearRenamedCtx$`
}

type TeamRenamed struct{} // want `^TeamRenamed is an event$`

func handleRename(*RenameTeam) error                     { return nil }
func handleRenameCtx(context.Context, *RenameTeam) error { return nil }
func hearRenamed(*TeamRenamed) error                     { return nil }
func hearRenamedCtx(context.Context, *TeamRenamed) error { return nil }

// A type of one's own with methods of those names is no bus.
type jobs struct{}

func (jobs) Dispatch(job any) error  { return nil }
func (jobs) AddHandler(handler any)  {}
func (jobs) Publish(job *RenameTeam) {}

func notOnBus(j jobs) {
	_ = j.Dispatch(&RenameTeam{})
	j.AddHandler(handleRename)
	j.Publish(&RenameTeam{})
}

// Dispatch has nothing to do with the bus's methods of that name.
type Dispatch struct{ Publish func(any) error }

func (d Dispatch) AddHandler(h any) Dispatch { return d }

func typesAndFields(d Dispatch) {
	_ = Dispatch{Publish: nil}.AddHandler(handleRename)
	_ = d.Publish(&RenameTeam{})
	Publish := func(any) {}
	Publish(&RenameTeam{})
}
