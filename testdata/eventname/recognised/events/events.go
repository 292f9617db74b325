// Package events has messages that nothing but their use makes events.
package events

type Logout struct{}

func (Logout) Type() string { return "logout" }

type UserCreated struct{}

func (UserCreated) Type() string { return "created" }
