package models

type (
	DeletedFactEvent struct{}
	DeletedRowEvent  struct{}
	CreateOrderEvent struct{}
	CreateUserEvent  struct{}
)
