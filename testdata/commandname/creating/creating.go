// Package creating says by its name what its commands do.
package creating

import (
	"context"

	"github.com/buslint/buslint/bus"
)

type MovieCommand struct{}

// A verb in the name says more than the package.
type NotificationTestCommand struct{} // want `command NotificationTestCommand is not in the imperative .*; call it TestNotificationCommand`

func handle(b bus.Bus) {
	b.AddHandlerCtx(func(context.Context, *MovieCommand) error { return nil })
	b.AddHandlerCtx(func(context.Context, *NotificationTestCommand) error { return nil })
}
