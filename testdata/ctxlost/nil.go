package ctxlost

import (
	"context"

	"github.com/buslint/buslint/bus"
)

func nilLiteral(b bus.Bus) error {
	return b.DispatchCtx(nil, &RenameTeamCommand{}) // want `^b.DispatchCtx is passed a nil context; pass the caller's context, or context.TODO\(\) until there is one$`
}

func nilInScope(ctx context.Context, b bus.Bus) error {
	return b.PublishCtx(nil, &TeamRenamedEvent{}) // want `^b.PublishCtx is passed a nil context; pass ctx$`
}

func nilVariable(b bus.Bus) error {
	var ctx context.Context
	return b.DispatchCtx(ctx, &RenameTeamCommand{}) // want `^ctx is nil; give it a value before it is passed to b.DispatchCtx$`
}

// These have a value, or may have one.

func given(b bus.Bus, c context.Context) error {
	var ctx context.Context
	ctx = c
	return b.DispatchCtx(ctx, &RenameTeamCommand{})
}

func handedOn(b bus.Bus, ctx context.Context) error {
	return b.DispatchCtx(ctx, &RenameTeamCommand{})
}

func nilMessage(b bus.Bus, ctx context.Context) error {
	return b.DispatchCtx(ctx, nil)
}
