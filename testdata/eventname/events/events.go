// Package events is a message package: the suffix says what is an event.
package events

type (
	OrderUpdatedEvent struct{}
	CreateOrderEvent  struct{} // want `^event CreateOrderEvent is not in the past tense \(.+\); call it .*Created.*$`
	CreateUserCommand struct{}
	createOrderEvent  struct{}

	//bus:event
	DeleteOrder struct{} // want `^event DeleteOrder is not in the past tense`

	//bus:event
	OrderDeleted struct{}

	//bus:ignore
	RenameOrderEvent struct{}

	//lint:ignore eventname the name is part of a protocol
	ShipOrderEvent struct{}

	// The better name is taken.
	UserCreatedEvent struct{}
	CreateUserEvent  struct{} // want `^event CreateUserEvent is not in the past tense \(.+\); name it after what has happened, as in UserCreated$`
)

// An alias is another name of the same event.
type CreateOrder = OrderUpdatedEvent
