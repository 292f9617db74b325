package publish

import "github.com/buslint/buslint/bus"

type (
	RecordBeforeCreate     struct{}
	PreComposerUpdateEvent struct{}
	AfterLogin             struct{}
	PresentGift            struct{} // want `^event PresentGift is not in the past tense`
	AftershockWarning      struct{} // want `^event AftershockWarning is not in the past tense`
)

// What is sent before or after something is done has not happened.
func hooks(b bus.Bus) {
	_ = b.Publish(&RecordBeforeCreate{})
	_ = b.Publish(&PreComposerUpdateEvent{})
	_ = b.Publish(&AfterLogin{})
	_ = b.Publish(&PresentGift{})
	_ = b.Publish(&AftershockWarning{})
}
