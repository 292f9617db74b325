package eventfrozen

import (
	"testing"

	"github.com/buslint/buslint/bus"
)

// A test may try what happens.
func TestPublish(t *testing.T) {
	event := &UserCreated{}
	_ = bus.New().Publish(event)
	event.Name = "x"
}
