package dispatch

import (
	"context"

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
	_ = b.Dispatch(&RenameTeam{}) // want `with a context that the caller passes in$`
}

func shadowedBus(ctx context.Context, b interface{ Dispatch(any) error }) {
	_ = b.Dispatch(&RenameTeam{})
}
