package july2021

import (
	"context"

	"example.com/testdata/busmodel/shapes/july2021/bus"
)

type MoveDashboard struct{}  // want `^MoveDashboard is a command$`
type DashboardMoved struct{} // want `^DashboardMoved is an event$`

func use(ctx context.Context, b bus.Bus, p *bus.InProcBus) {
	_ = b.Dispatch(&MoveDashboard{})           // want `^dispatch MoveDashboard, twin$`
	_ = p.Dispatch(&MoveDashboard{})           // want `^dispatch MoveDashboard, twin$`
	_ = bus.Dispatch(&MoveDashboard{})         // want `^dispatch MoveDashboard, twin$`
	_ = b.DispatchCtx(ctx, &MoveDashboard{})   // want `^dispatch MoveDashboard, aware$`
	_ = bus.DispatchCtx(ctx, &MoveDashboard{}) // want `^dispatch MoveDashboard, aware$`
	b.AddHandler(move)                         // want `^handle MoveDashboard, twin, by move$`
	b.AddHandlerCtx(moveCtx)                   // want `^handle MoveDashboard, aware, by moveCtx$`
	bus.AddHandler("sql", move)                // want `^handle MoveDashboard, twin, by move$`
	bus.AddHandlerCtx("sql", moveCtx)          // want `^handle MoveDashboard, aware, by moveCtx$`

	// Events had no way yet to carry a context.
	_ = b.Publish(&DashboardMoved{})   // want `^publish DashboardMoved$`
	_ = bus.Publish(&DashboardMoved{}) // want `^publish DashboardMoved$`
	b.AddEventListener(moved)          // want `^listen DashboardMoved, by moved$`
	bus.AddEventListener(moved)        // want `^listen DashboardMoved, by moved$`
}

func move(*MoveDashboard) error                     { return nil }
func moveCtx(context.Context, *MoveDashboard) error { return nil }
func moved(*DashboardMoved) error                   { return nil }
