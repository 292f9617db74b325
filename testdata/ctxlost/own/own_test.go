package own

import (
	"context"
	"testing"
)

// The tests of a bus pass nil to see what it says.
func TestRefusesNoContext(t *testing.T) {
	if err := new(CommandBus).Dispatch(nil, "rename", RenameTeamCommand{}); err == nil {
		t.Fatal("want an error")
	}
	var ctx context.Context
	if err := new(CommandBus).Dispatch(ctx, "rename", RenameTeamCommand{}); err == nil {
		t.Fatal("want an error")
	}
}

// Nor is it of any use to them to pass another context than an empty one.
func TestRenames(t *testing.T) {
	if err := new(CommandBus).Dispatch(context.Background(), "rename", RenameTeamCommand{}); err != nil {
		t.Fatal(err)
	}
}
