package handlers

import (
	"context"
	"testing"

	"github.com/buslint/buslint/bus"
)

// A test's fake answers as the test wants.
func Test(t *testing.T) {
	bus.New().AddHandlerCtx(func(ctx context.Context, query *FindQuery) error { return nil })
}
