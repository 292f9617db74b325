package publish

import (
	"testing"

	"github.com/buslint/buslint/bus"
)

type StealCart struct{}

func Test(t *testing.T) {
	_ = bus.New().Publish(&StealCart{})
	_ = bus.New().Publish(&CheckCart{})
}
