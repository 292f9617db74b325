// Package settings has events whose names only eventname's settings make ones.
package settings

import (
	"context"

	"example.com/testdata/kindmismatch/settings/models"
	"github.com/buslint/buslint/bus"
)

func send(ctx context.Context, b bus.Bus) {
	_ = b.DispatchCtx(ctx, &models.DeletedFactEvent{}) // want `^event DeletedFactEvent is dispatched, which calls no listener; publish it$`
	_ = b.DispatchCtx(ctx, &models.CreateOrderEvent{}) // want `^event CreateOrderEvent is dispatched`
}

// These are none.
func others(ctx context.Context, b bus.Bus) {
	_ = b.DispatchCtx(ctx, &models.DeletedRowEvent{})
	_ = b.DispatchCtx(ctx, &models.CreateUserEvent{})
}
