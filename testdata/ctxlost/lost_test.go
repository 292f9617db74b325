package ctxlost

import (
	"context"
	"testing"

	"github.com/buslint/buslint/bus"
)

// Tests are looked at as well.
func TestRename(t *testing.T) {
	b := bus.New()
	if err := b.DispatchCtx(context.Background(), &RenameTeamCommand{}); err != nil { // want `pass t.Context\(\), or context.WithoutCancel\(t.Context\(\)\)`
		t.Fatal(err)
	}
	t.Run("sub", func(t *testing.T) {
		ctx := context.Background() // want `pass t.Context\(\)`
		_ = b.DispatchCtx(ctx, &RenameTeamCommand{})
	})
	t.Cleanup(func() {
		_ = b.DispatchCtx(context.Background(), &RenameTeamCommand{})
	})
}

// Only a test whose name says so passes nil on purpose.
func TestArchive(t *testing.T) {
	_ = bus.New().DispatchCtx(nil, &RenameTeamCommand{}) // want `is passed a nil context; pass t.Context\(\)`
	t.Run("nil context", func(t *testing.T) {
		_ = bus.New().DispatchCtx(nil, &RenameTeamCommand{})
	})
}

func TestNilContext(t *testing.T) {
	_ = bus.New().DispatchCtx(nil, &RenameTeamCommand{})
}

// A mock compares what it is given with what it has been told: to change one of the two breaks the test.
type mock struct{}

func (m *mock) On(method string, args ...any) {}

func TestExpected(t *testing.T) {
	new(mock).On("RenameTeam", context.Background())
	_ = bus.New().DispatchCtx(context.Background(), &RenameTeamCommand{})
}

func TestExpectedAny(t *testing.T) {
	new(mock).On("RenameTeam", t)
	_ = bus.New().DispatchCtx(context.Background(), &RenameTeamCommand{}) // want `pass t.Context\(\)`
}

func TestMain(m *testing.M) {
	_ = bus.New().DispatchCtx(context.Background(), &RenameTeamCommand{})
	m.Run()
}

func Example() {
	_ = bus.New().DispatchCtx(context.Background(), &RenameTeamCommand{})
}
