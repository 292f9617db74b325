// Package several sends several messages at once.
package several

import (
	"context"

	"example.com/testdata/busctx/several/bus"
)

type LockDoor struct{}

func several(ctx context.Context, msgs []any) {
	_ = bus.Dispatch(&LockDoor{})              // want `bus.Dispatch drops the context; call bus.DispatchCtx\(ctx, …\)`
	_ = bus.Dispatch(&LockDoor{}, &LockDoor{}) // want `bus.Dispatch drops the context; call bus.DispatchCtx\(ctx, …\)`
	_ = bus.Dispatch(msgs...)                  // want `bus.Dispatch drops the context; call bus.DispatchCtx\(ctx, …\)`
	_ = bus.Dispatch()                         // want `bus.Dispatch drops the context; call bus.DispatchCtx\(ctx, …\)`
	_ = bus.DispatchCtx(ctx, &LockDoor{}, &LockDoor{})
}
