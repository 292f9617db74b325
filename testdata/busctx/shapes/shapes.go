// Package shapes uses buses of other shapes than the reference bus.
package shapes

import (
	"context"

	aware "example.com/testdata/busmodel/shapes/january2022/bus"
	grafana "example.com/testdata/busmodel/shapes/july2021/bus"
	split "example.com/testdata/busmodel/shapes/other/split/bus"
	untwinned "example.com/testdata/busmodel/shapes/other/untwinned/bus"
)

type MoveDashboard struct{}

func init() {
	grafana.AddHandler("sql", move) // want `^grafana.AddHandler registers a handler without a context; let it take a context.Context first and register it with grafana.AddHandlerCtx$`
	grafana.AddHandlerCtx("sql", moveCtx)
	grafana.AddHandler("sql", moveCtx)
	grafana.AddEventListener(move2)
}

func move(cmd *MoveDashboard) error                         { return nil }
func move2(cmd *MoveDashboard) error                        { return nil }
func moveCtx(ctx context.Context, cmd *MoveDashboard) error { return nil }

func dispatch(ctx context.Context, g grafana.Bus, a aware.Bus, s split.Bus, u *untwinned.Bus) {
	_ = grafana.Dispatch(&MoveDashboard{}) // want `^grafana.Dispatch drops the context; call grafana.DispatchCtx\(ctx, …\)$`
	_ = g.Dispatch(&MoveDashboard{})       // want `g.DispatchCtx\(ctx, …\)$`
	_ = s.Dispatch(&MoveDashboard{})       // want `s.DispatchCtx\(ctx, …\)$`

	// The first of these takes a context, the other bus has none to offer.
	_ = a.Dispatch(ctx, &MoveDashboard{})
	a.AddHandler(moveCtx)
	_ = u.Dispatch(&MoveDashboard{})
	u.AddHandler("sql", move2)
}

func typedHandlers(r split.Registry) {
	r.AddHandler(func(any) error { return nil }) // want `r.AddHandlerCtx$`
}
