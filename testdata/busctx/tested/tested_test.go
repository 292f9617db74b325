package tested

import (
	"testing"

	"github.com/buslint/buslint/bus"
)

func Test(t *testing.T) {
	if err := rename(&RenameTeam{}); err != nil {
		t.Fatal(err)
	}
	b := bus.New()
	b.AddHandler(func(cmd *RenameTeam) error { return nil }) // want `let it take a context.Context first`
}
