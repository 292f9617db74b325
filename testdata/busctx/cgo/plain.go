package cgo

import (
	"context"

	"github.com/buslint/buslint/bus"
)

func plain(ctx context.Context, b bus.Bus) {
	b.AddHandler(handleRename)    // want `let it take a context.Context first`
	_ = b.Dispatch(&RenameTeam{}) // want `b.DispatchCtx\(ctx, …\)$`
}
