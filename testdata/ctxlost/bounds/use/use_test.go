package use

import (
	"context"
	"testing"

	"example.com/testdata/ctxlost/bounds"
)

// No convention says that what tests send has to end with them.
func TestPlace(t *testing.T) {
	var b bounds.EventBus
	_ = b.Publish(context.Background(), bounds.OrderPlaced{})
	_ = b.Publish(nil, bounds.OrderPlaced{}) // want `b.Publish is passed a nil context; pass t.Context\(\)`
}
