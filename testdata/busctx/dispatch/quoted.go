package dispatch

import (
	"context"

	"github.com/buslint/buslint/bus"
)

// A message that quotes source is one line.
func quoted(ctx context.Context, m map[string]bus.Bus) {
	/* want "^m\\[`a ::error::b`\\].Dispatch drops the context; call m\\[`a ::error::b`\\].DispatchCtx\\(ctx, …\\)$" */ _ = m[`a
::error::b`].Dispatch(&RenameTeam{})
}
