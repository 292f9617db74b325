package reference

import (
	"context"

	messages "github.com/buslint/buslint/bus"
)

type SyncRepo struct{} // want `^SyncRepo is a command$`

func renamed(ctx context.Context, b messages.Bus, msg *SyncRepo) {
	_ = b.Dispatch(msg)                // want `^dispatch SyncRepo, twin$`
	_ = messages.Dispatch(ctx, b, msg) // want `^dispatch SyncRepo, aware$`
}

// What is spelled like the import is none.
func notRenamed(bus struct{ Dispatch func(any) error }) {
	_ = bus.Dispatch(&SyncRepo{})
}
