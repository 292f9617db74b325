package events

import "github.com/buslint/buslint/bus"

type (
	TaskStatus  struct{}
	TaskLog     struct{}
	TaskFailure struct{} // want `^event TaskFailure is not in the past tense`
)

// How things stand, and what is written, stays that among events.
func states(b bus.Bus) {
	_ = b.Publish(&TaskStatus{})
	_ = b.Publish(&TaskLog{})
	_ = b.Publish(&TaskFailure{})
}
