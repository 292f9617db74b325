package directive

import "github.com/buslint/buslint/bus"

//bus:event
type Track struct{}

//bus:command
type Alert struct{}

//bus:query
type Users struct{}

//bus:command
type TrackedEvent struct{}

func wrong(b bus.Bus) {
	_ = b.Dispatch(&Track{})       // want `^event Track is dispatched`
	_ = b.Publish(&Alert{})        // want `^command Alert is published`
	_ = b.Publish(&Users{})        // want `^query Users is published`
	_ = b.Publish(&TrackedEvent{}) // want `^command TrackedEvent is published`
}

func right(b bus.Bus) {
	_ = b.Publish(&Track{})
	_ = b.Dispatch(&Alert{})
	_ = b.Dispatch(&Users{})
	_ = b.Dispatch(&TrackedEvent{})
}
