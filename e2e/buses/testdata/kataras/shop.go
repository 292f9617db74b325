// Package shop uses an emitter of events by their names.
package shop

import "github.com/kataras/go-events"

type OrderPlaced struct{ ID int }

const placed events.EventName = "order.placed"

func wire(e events.EventEmmiter) {
	e.On(placed, func(payload ...any) { _ = payload[0].(OrderPlaced) })
	events.Once(placed, listen)
}

func listen(...any) {}

func place(e events.EventEmmiter) {
	e.Emit(placed, OrderPlaced{1})
	events.Emit(placed, OrderPlaced{2})
}
