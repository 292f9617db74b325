package bus_test

import (
	"context"
	"testing"

	"github.com/buslint/buslint/bus"
	"github.com/buslint/buslint/bus/bustest"
)

func TestInProcBus(t *testing.T) {
	bustest.Run(t, func(*testing.T) bus.Bus { return bus.New() })
}

func TestZeroInProcBus(t *testing.T) {
	bustest.Run(t, func(*testing.T) bus.Bus { return new(bus.InProcBus) })
}

// The generic functions must serve any Bus, such as one that decorates
// another.
func TestDecoratedBus(t *testing.T) {
	bustest.Run(t, func(*testing.T) bus.Bus { return struct{ bus.Bus }{bus.New()} })
}

// Middleware that passes everything on changes nothing.
func TestBusWithMiddleware(t *testing.T) {
	around := func(_ bus.Registration, next bus.Handler) bus.Handler {
		return func(ctx context.Context, msg bus.Msg) error { return next(ctx, msg) }
	}
	bustest.Run(t, func(*testing.T) bus.Bus { return bus.New(around, around) })
}
