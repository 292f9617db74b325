// Package creating says by its name what its commands do.
package creating

import (
	"context"

	"github.com/buslint/buslint/bus"
)

type MovieCommand struct{}

// A verb in the name says more than the package.
type NotificationDeleteCommand struct{} // want `command NotificationDeleteCommand is not in the imperative .*; call it DeleteNotificationCommand`

func handle(b bus.Bus) {
	b.AddHandlerCtx(func(context.Context, *MovieCommand) error { return nil })
	b.AddHandlerCtx(func(context.Context, *NotificationDeleteCommand) error { return nil })
}
