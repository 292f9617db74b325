// Package stands sends what a type may hear that stands before the bus.
package stands

import (
	"context"

	"example.com/testdata/busctx/stands/infra"
	"github.com/buslint/buslint/bus"
)

type LockDoor struct{}

// The twin would not be logged.
func lock(ctx context.Context, b bus.Bus, l infra.Logged) {
	_ = b.Dispatch(&LockDoor{}) // want `b.Dispatch drops the context; b.DispatchCtx passes by the Dispatch of Logged: add one with a context to that, and call it$`
	_ = l.Dispatch(&LockDoor{}) // want `l.Dispatch drops the context; l.DispatchCtx passes by the Dispatch of Logged: add one with a context to that, and call it$`
}

// closer is a bus that Logged is not.
type closer interface {
	bus.Bus
	Close() error
}

func lockOther(ctx context.Context, b closer) {
	_ = b.Dispatch(&LockDoor{}) // want `b.Dispatch drops the context; call b.DispatchCtx\(ctx, …\)$`
}
