// Package cgo has a file that the compiler does not see as it is written.
package cgo

// static int answer(void) { return 42; }
// enum { limit = 42 };
import "C"

import (
	"context"

	"github.com/buslint/buslint/bus"
)

const Limit = int32(C.limit)

type RenameTeam struct{ ID int }

func rename(ctx context.Context, b bus.Bus) error {
	return b.Dispatch(&RenameTeam{ID: int(C.answer())}) // want `b.DispatchCtx\(ctx, …\)$`
}

func handleRename(cmd *RenameTeam) error { return nil }
