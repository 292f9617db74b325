package models

import "github.com/buslint/buslint/bus"

func own(b bus.Bus) {
	_ = b.Publish(&CreateUserCommand{}) // want `^command CreateUserCommand is published, which calls no handler; dispatch it$`
	_ = b.Dispatch(&MessageSentEvent{})
}
