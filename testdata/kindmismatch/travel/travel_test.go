package travel

import (
	"testing"

	"github.com/buslint/buslint/bus"
)

// A test may try what is wrong.
func TestOrder(t *testing.T) {
	b := bus.New()
	_ = b.Dispatch(&LoneEvent{})
	_ = b.Dispatch(&OrderPlacedEvent{})
}
