// Package models has messages that are known by their place and name.
package models

type (
	UserCreatedEvent     struct{} // want `^UserCreatedEvent is an event$`
	CreateUserCommand    struct{} // want `^CreateUserCommand is a command$`
	DeleteUserCmd        struct{} // want `^DeleteUserCmd is a command$`
	FindUserQuery        struct{} // want `^FindUserQuery is a query$`
	FindUserQueryV2      struct{} // want `^FindUserQueryV2 is a query$`
	CreateUserCommand_2  struct{} // want `^CreateUserCommand_2 is a command$`
	Update[T any]        struct{}
	UpdateCommand[T any] struct{ To T } // want `^UpdateCommand is a command$`

	// Those are not certainly messages.
	Event         struct{}
	User          struct{}
	Prevent       struct{}
	CommandLine   struct{}
	renameUserCmd struct{}
	SortQuery     string
	JobCommand    struct {
		ID int `gorm:"primaryKey"`
	}
	StartCmd    struct{}
	FilterQuery interface{ Filter() }
	UserAlias   = CreateUserCommand
	OldCommand  = struct{}

	//bus:ignore
	HashCommand struct{}
)

// What another type holds is stored there.
type Alert struct {
	LastEvent  AlertEvent
	Steps      []*StepCommand
	ByName     map[string]*LookupQuery
	unexported ClockEvent
	*BaseCommand
}

type (
	AlertEvent  struct{}
	StepCommand struct{}
	LookupQuery struct{}
	ClockEvent  struct{}
	BaseCommand struct{}
	TreeCommand struct{ Next *TreeCommand } // want `^TreeCommand is a command$`
)

// What an interface takes as a value is handed over by a call.
type Engine interface {
	Run(MathCommand, *QueueCommand)
}

type (
	MathCommand  struct{}
	QueueCommand struct{} // want `^QueueCommand is a command$`
)

func (StartCmd) Run() error { return nil }
