package dispatch

import (
	"context"
	"net/http"

	"github.com/buslint/buslint/bus"
)

type other struct{}

func shadowed(ctx context.Context, b bus.Bus) {
	{
		ctx := other{}
		_ = ctx
		_ = b.Dispatch(&RenameTeam{}) // want `with a context that the caller passes in$`
	}
	_ = b.Dispatch(&RenameTeam{}) // want `b.DispatchCtx\(ctx, …\)$`
}

func blank(_ context.Context, b bus.Bus) {
	_ = b.Dispatch(&RenameTeam{}) // want `name the parameter that has one, and call b.DispatchCtx\(ctx, …\)$`
	_ = b.Dispatch(&RenameTeam{}) // want `b.DispatchCtx\(ctx, …\)$`
}

func unnamed(context.Context, bus.Bus) func(*http.Request, bus.Bus) {
	return func(_ *http.Request, b bus.Bus) {
		_ = b.Dispatch(&RenameTeam{}) // want `b.DispatchCtx\(r.Context\(\), …\)$`
	}
}

func blankTaken(_ context.Context, b bus.Bus, ctx other) {
	_ = b.Dispatch(&RenameTeam{}) // want `with a context that the caller passes in$`
}

func shadowedBus(ctx context.Context, b interface{ Dispatch(*RenameTeam) error }) {
	_ = b.Dispatch(&RenameTeam{})
}
