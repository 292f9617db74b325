// Package models declares messages, as its name says.
package models

type (
	UserCreatedEvent  struct{}
	CreateUserCommand struct{}
	FindUserQuery     struct{}
	UserQuery         struct{}

	// Commands, or events, in spite of their suffix.
	TrackEvent         struct{}
	UserDeletedCommand struct{}

	// Without a suffix.
	SaveUser  struct{}
	UserSaved struct{}
)

//bus:ignore
type MessageSentEvent struct{}
