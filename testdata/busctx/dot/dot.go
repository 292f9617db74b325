// Package dot uses a bus of functions without a qualifier.
package dot

import (
	"context"

	. "example.com/testdata/busmodel/shapes/july2021/bus"
)

type RenameTeam struct{}

func dispatch(ctx context.Context) {
	_ = Dispatch(&RenameTeam{}) // want `^Dispatch drops the context; call DispatchCtx\(ctx, …\)$`
}

func hidden(ctx context.Context) {
	DispatchCtx := 1
	_ = DispatchCtx
	_ = Dispatch(&RenameTeam{}) // want `^Dispatch drops the context; call DispatchCtx with a context that the caller passes in$`
}

func register() {
	AddHandler("sql", func(*RenameTeam) error { return nil }) // want `^AddHandler registers a handler without a context; let it take a context.Context first and register it with AddHandlerCtx$`
}
