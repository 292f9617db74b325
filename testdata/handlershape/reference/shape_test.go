package reference

import (
	"testing"

	"github.com/buslint/buslint/bus"
)

// Tests are looked at as well.
func TestSave(t *testing.T) {
	b := bus.New()
	b.AddHandlerCtx(func(cmd *SaveUser) error { return nil }) // want `passes a context, and this handler takes none`
	b.AddHandler(func(cmd *SaveUser) error { return nil })
}
