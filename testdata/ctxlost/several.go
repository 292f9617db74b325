package ctxlost

import (
	"context"

	"example.com/testdata/busmodel/shapes/several/bus"
)

func several(ctx context.Context) {
	_ = bus.Dispatch(ctx, &RenameTeamCommand{}, &RenameTeamCommand{})
	_ = bus.Dispatch(context.Background(), &RenameTeamCommand{}, &RenameTeamCommand{}) // want `context.Background\(\) cuts the handler off`
}
