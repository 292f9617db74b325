// Package flags has names that the flags are about: -allow CreateOrderEvent,
// -layers Fact, -strict.
package flags

import "github.com/buslint/buslint/bus"

type (
	CreateOrderEvent struct{}
	CreateCartEvent  struct{} // want `^event CreateCartEvent is not in the past tense`
	OrderPaidFact    struct{}
	UserHitEvent     struct{} // want `^event UserHitEvent is not certainly in the past tense; name it after what has happened, as in UserCreated, or allow it$`
)

func publish(b bus.Bus) {
	_, _, _ = b.Publish(&CreateOrderEvent{}), b.Publish(&CreateCartEvent{}), b.Publish(&OrderPaidFact{})
	_ = b.Publish(&UserHitEvent{})
}
