package travel_test

import (
	"testing"

	"example.com/testdata/busmodel/evidence/travel"
	"github.com/buslint/buslint/bus"
)

func TestExternal(t *testing.T) {
	b := bus.New()
	_ = b.Dispatch(&travel.TestedCommand{})                        // want `dispatch TestedCommand`
	b.AddHandler(func(*travel.TestedCommand) error { return nil }) // want `handle TestedCommand`
}
