package functions

import (
	"testing"

	"github.com/buslint/buslint/bus"
)

func TestSave(t *testing.T) {
	b := bus.New()
	for range 2 {
		b.AddHandlerCtx(save)
	}
	(&Service{bus: b}).unused()
}
