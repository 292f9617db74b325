// Package dotimport uses the bus without a qualifier.
package dotimport

import (
	"context"

	. "github.com/buslint/buslint/bus"
)

type CreateTag struct{} // want `^CreateTag is a command$`

func dot(ctx context.Context, b Bus) {
	_ = Dispatch(ctx, b, &CreateTag{}) // want `^dispatch CreateTag, aware$`
	_ = b.Dispatch(&CreateTag{})       // want `^dispatch CreateTag, twin$`
}

// A local function of that name hides the imported one.
func shadowed(ctx context.Context, b Bus) {
	Publish := func(context.Context, Bus, any) error { return nil }
	_ = Publish(ctx, b, &CreateTag{})
}
