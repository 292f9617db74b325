package dispatch

import (
	"context"
	"net/http"

	"github.com/buslint/buslint/bus"
)

type narrow interface{ Dispatch(bus.Msg) error }

type wide interface {
	narrow
	DispatchCtx(context.Context, bus.Msg) error
}

type embedding struct{ bus.Bus }

func operands(ctx context.Context, n narrow, w wide, e embedding, p *bus.InProcBus) {
	_ = n.Dispatch(&RenameTeam{})                   // want `^n.Dispatch drops the context; add DispatchCtx to its interface and call that$`
	_ = w.Dispatch(&RenameTeam{})                   // want `w.DispatchCtx\(ctx, …\)$`
	_ = e.Dispatch(&RenameTeam{})                   // want `e.DispatchCtx\(ctx, …\)$`
	_ = e.Bus.Dispatch(&RenameTeam{})               // want `e.Bus.DispatchCtx\(ctx, …\)$`
	_ = bus.New().Dispatch(&RenameTeam{})           // want `bus.New\(\).DispatchCtx\(ctx, …\)$`
	_ = bus.Bus.Dispatch(p, &RenameTeam{})          // want `bus.Bus.DispatchCtx\(ctx, …\)$`
	_ = (*bus.InProcBus).Dispatch(p, &RenameTeam{}) // want `\(\*bus.InProcBus\).DispatchCtx\(ctx, …\)$`
	_ = []bus.Bus{p}[0].Dispatch(&RenameTeam{})     // want `DispatchCtx\(ctx, …\)$`
	_ = wide.Dispatch(w, &RenameTeam{})             // want `wide.DispatchCtx\(ctx, …\)$`
	_ = struct{ narrow }{n}.Dispatch(&RenameTeam{}) // want `add DispatchCtx to its interface and call that$`
}

func generic[B bus.Bus](ctx context.Context, b B) {
	_ = b.Dispatch(&RenameTeam{}) // want `b.DispatchCtx\(ctx, …\)$`
}

func values(ctx context.Context, b bus.Bus) {
	d := b.Dispatch // want `^b.Dispatch drops the context; use b.DispatchCtx$`
	_ = d(&RenameTeam{})
	e := b.DispatchCtx
	_ = e(ctx, &RenameTeam{})
}

func valuesInPlaces(ctx context.Context, r *http.Request, b bus.Bus) {
	d := b.Dispatch // want `use b.DispatchCtx$`
	_ = d(&RenameTeam{})
	func(r *http.Request) {
		_ = d(&RenameTeam{})
	}(r)
}

func valuesOfExpressions(ctx context.Context, b bus.Bus) {
	d := bus.Bus.Dispatch // want `use bus.Bus.DispatchCtx$`
	_ = d(b, &RenameTeam{})
}

// One of the calls has no context.
func valuesInGoroutine(ctx context.Context, b bus.Bus) {
	d := b.Dispatch // want `use b.DispatchCtx$`
	_ = d(&RenameTeam{})
	go d(&RenameTeam{})
}

// The variable is handed on.
func valuesElsewhere(ctx context.Context, b bus.Bus) func(bus.Msg) error {
	d := b.Dispatch // want `use b.DispatchCtx$`
	_ = d(&RenameTeam{})
	return d
}

func valuesOfAType(ctx context.Context, b bus.Bus) {
	var d func(bus.Msg) error = b.Dispatch // want `use b.DispatchCtx$`
	_ = d(&RenameTeam{})
}

func valuesUnused(ctx context.Context, b bus.Bus) {
	_ = b.Dispatch // want `use b.DispatchCtx$`
}

// A type that decorates a bus has no say in the signatures of its methods.
type decorated struct{ bus.Bus }

func (d decorated) Dispatch(msg bus.Msg) error   { return d.Bus.Dispatch(msg) }
func (d decorated) AddHandler(h bus.HandlerFunc) { d.Bus.AddHandler(h) }
