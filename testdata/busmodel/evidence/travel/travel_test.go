package travel

import (
	"testing"

	"github.com/buslint/buslint/bus"
)

type faked struct{}

func Test(t *testing.T) {
	b := bus.New()
	_ = b.Dispatch(&TestedCommand{}) // want `dispatch TestedCommand`
	_ = b.Dispatch(&faked{})         // want `dispatch faked`
	_ = b.Publish(&Dispatched{})     // want `publish Dispatched`
}
