package publish

import "github.com/buslint/buslint/bus"

type (
	ImportStatus      struct{}
	ListenerCount     struct{}
	ImportStatusEvent struct{} // want `^event ImportStatusEvent is not in the past tense`
	ImportReport      struct{} // want `^event ImportReport is not in the past tense`
	CreateStatus      struct{}
)

// How things stand can be published, unless it is called an event.
func states(b bus.Bus) {
	_ = b.Publish(&ImportStatus{})
	_ = b.Publish(&ListenerCount{})
	_ = b.Publish(&ImportStatusEvent{})
	_ = b.Publish(&ImportReport{})
	_ = b.Publish(&CreateStatus{})
}
