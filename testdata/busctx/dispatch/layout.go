package dispatch

import (
	"context"
	"fmt"

	"github.com/buslint/buslint/bus"
)

// Comments and line ends stay where they are.
func layout(ctx context.Context, b bus.Bus, name func() string) error {
	err := b. // the bus // want `b.DispatchCtx\(ctx, …\)$`
			Dispatch(
			/* the message */ &RenameTeam{
				// its name
				Name: name(),
			}, // the end
		)
	if err != nil {
		return fmt.Errorf("rename: %w", err)
	}
	return (b.Dispatch)((&RenameTeam{})) // want `\(b.Dispatch\) drops the context; call b.DispatchCtx\(ctx, …\)$`
}

func nested(ctx context.Context, b bus.Bus) {
	_ = b.Dispatch(&RenameTeam{Name: fmt.Sprint(b.Dispatch(&RenameTeam{}))}) // want `DispatchCtx\(ctx, …\)$` `DispatchCtx\(ctx, …\)$`
}
