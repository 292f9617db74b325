package dispatch

import (
	"context"

	"github.com/buslint/buslint/bus"
)

func suppressed(ctx context.Context, b bus.Bus) {
	//lint:ignore busctx this one must survive its caller
	_ = b.Dispatch(&RenameTeam{})

	//lint:ignore eventname something else
	_ = b.Dispatch(&RenameTeam{}) // want `b.DispatchCtx\(ctx, …\)$`
}
