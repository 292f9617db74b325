package use

import (
	"example.com/testdata/busmodel/recognised/filtered"
	"example.com/testdata/busmodel/recognised/takers"
)

type OrderPacked struct{ ID int } // want `^OrderPacked is a message$`

func (*OrderPacked) Key() string { return "packed" }

func filter(b *filtered.Bus, s *filtered.Search) {
	sub := b.Sub("orders")        // want `^listen \?$`
	sub.AddFilter(&OrderPacked{}) // want `^listen OrderPacked$`
	sub.DelFilter(&OrderPacked{})
	b.Pub(&OrderPacked{1}) // want `^publish OrderPacked$`
	s.AddFilter(&OrderPacked{})
}

type moved struct{ X int } // want `^moved is a message$`

func take(h takers.Handler, b *takers.Bus) {
	id := takers.ID[moved]{}
	takers.GlobalBind(h, id, func(moved) {}) // want `^listen moved, by a literal$`
	takers.TriggerOn(h, id, moved{1})        // want `^publish moved$`
	takers.TriggerOn(b, id, moved{1})        // want `^publish moved$`
	h.Trigger(1, moved{1})                   // want `^publish moved$`
	takers.BindAll(h, nil)
}
