package nilcontext

import (
	"context"

	"github.com/buslint/buslint/bus"
)

func load(ctx context.Context, id int) {}

func calls(ctx context.Context) {
	load(nil, 1) // want `do not pass a nil Context`
	load(ctx, 1)
	load(context.TODO(), 1)
}

// A rule reports these.
func busCalls(b bus.Bus) {
	_ = b.DispatchCtx(nil, &struct{}{})
	_ = bus.Publish(nil, b, &struct{}{})
}

func suppressed() {
	//lint:ignore SA1012 the callee is to say so
	load(nil, 1)
}
