package dispatch

import (
	"testing"

	"github.com/buslint/buslint/bus"
)

func TestRename(t *testing.T) {
	b := bus.New()
	if err := b.Dispatch(&RenameTeam{}); err != nil { // want `b.DispatchCtx\(t.Context\(\), …\)$`
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = b.Dispatch(&RenameTeam{}) // want `with a context that the caller passes in$`
	})
}
