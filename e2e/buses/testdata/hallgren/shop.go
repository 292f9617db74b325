// Package shop has an aggregate that is made of events.
package shop

import "github.com/hallgren/eventsourcing"

type OrderPlaced struct{ ID int }

type Order struct {
	eventsourcing.AggregateRoot
	placed bool
}

func (o *Order) Transition(e eventsourcing.Event) {
	if _, ok := e.Data().(*OrderPlaced); ok {
		o.placed = true
	}
}

func (o *Order) Register(f eventsourcing.RegisterFunc) { f(&OrderPlaced{}) }

func (o *Order) Place() { o.TrackChange(o, &OrderPlaced{1}) }
