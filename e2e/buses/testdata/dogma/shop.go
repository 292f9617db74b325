// Package shop uses the interfaces of an engine: it says which messages it handles, executes
// commands and records events.
package shop

import (
	"context"

	"github.com/dogmatiq/dogma"
)

type PlaceOrder struct{ dogma.Command }

type OrderPlaced struct{ dogma.Event }

func routes() {
	_ = dogma.HandlesCommand[*PlaceOrder]()
	_ = dogma.HandlesEvent[*OrderPlaced]()
}

func place(ctx context.Context, x dogma.CommandExecutor, s dogma.IntegrationCommandScope) error {
	s.RecordEvent(&OrderPlaced{})
	return x.ExecuteCommand(context.Background(), &PlaceOrder{})
}
