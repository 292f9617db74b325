// Package handed registers what handlers are methods of, for what they say.
package handed

import (
	"context"

	"example.com/testdata/busmodel/recognised/handed/events"
	"example.com/testdata/busmodel/recognised/keys"
)

type MoveHouse struct{} // want `^MoveHouse is a command$`

func (MoveHouse) Type() keys.Kind { return "house.move" }

type mover interface {
	Handles() keys.Kind
	Handle(context.Context, keys.Command) error
}

type team struct{}

func (team) Handles() keys.Kind                           { return MoveHouse{}.Type() }
func (team) Handle(context.Context, keys.Command) error   { return nil }
func (team) Rehearse(context.Context, keys.Command) error { return nil }

type house struct {
	bus   *keys.Functions
	staff *keys.Bus
	news  *events.Bus
}

func (h house) hire(movers ...mover) {
	for _, m := range movers {
		h.bus.Register(m.Handles(), m.Handle) // want `^handle \?, aware$`
	}
}

func (h house) rehearse(t team) {
	h.bus.Register(t.Handles(), t.Rehearse) // want `^handle MoveHouse, aware, by Rehearse$`
}

type sweeper struct{}

func (sweeper) Handle(context.Context, keys.Command) error { return nil }

func (h house) call(kind string, w keys.Handler) {
	println(kind)
	h.staff.Register(keys.Kind(kind), w) // want `^handle \?, aware$`
}

func (h house) clean() {
	h.call("house.sweep", sweeper{})      // want `^handle \?, aware, through a value, by Handle$`
	h.call(string(sweepHouse), sweeper{}) // want `^handle SweepHouse, aware, through a value, by Handle$`
}

func (h house) watch(w events.Subscriber) {
	h.news.Subscribe(w, HouseMoved{}) // want `^listen HouseMoved, aware$`
	h.news.Subscribe(w, nil)          // want `^listen \?, aware$`
}

type HouseMoved struct{} // want `^HouseMoved is an event$`

func (HouseMoved) Name() string { return "house.moved" }

const guarding keys.Kind = "guard"

// A guard says what it is itself.
type guard struct{}

func (guard) Type() keys.Kind { return guarding }

func (guard) Handle(context.Context, keys.Command) error { return nil }

func (h house) guard(g guard) {
	h.staff.Register(guarding, g)      // want `^handle \?, aware, by Handle$`
	h.staff.Register(g.Type(), g)      // want `^handle \?, aware, by Handle$`
	h.bus.Register(guarding, g.Handle) // want `^handle \?, aware, by Handle$`
}

const sweepHouse keys.Kind = "house.sweep"

type SweepHouse struct{} // want `^SweepHouse is a command$`

func (SweepHouse) Type() keys.Kind { return sweepHouse }

func move(ctx context.Context, h house) {
	h.hire(team{})                       // want `^handle MoveHouse, aware, through a value, by Handle$`
	_ = h.bus.Dispatch(ctx, MoveHouse{}) // want `^dispatch MoveHouse, aware$`
}
