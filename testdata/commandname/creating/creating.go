// Package creating says by its name what its commands do.
package creating

import (
	"context"

	"github.com/buslint/buslint/bus"
)

type MovieCommand struct{}

func handle(b bus.Bus) {
	b.AddHandlerCtx(func(context.Context, *MovieCommand) error { return nil })
}
