package named

import (
	"context"

	"github.com/buslint/buslint/bus"
)

type Type string

const (
	ShipBuilt Type = "ship.built"
	ShipSunk  Type = "ship.sunk"
)

type base struct{ of Type }

func (b base) GetType() Type { return b.of }

// ShipEvent is one of two.
type ShipEvent struct {
	base
	ID int
}

func newShipEvent(of Type, id int) *ShipEvent { return &ShipEvent{base: base{of: of}, ID: id} }

// CrashEvent always is the same.
type CrashEvent struct { // want `^event CrashEvent is not in the past tense`
	base
	A, B int
}

func newCrashEvent(a, b int) *CrashEvent { return &CrashEvent{base: base{of: ShipSunk}, A: a, B: b} }

func ships(ctx context.Context, b bus.Bus) {
	_ = b.PublishCtx(ctx, newShipEvent(ShipBuilt, 1))
	_ = b.PublishCtx(ctx, newShipEvent(ShipSunk, 1))
	_ = b.PublishCtx(ctx, newCrashEvent(1, 2))
}
