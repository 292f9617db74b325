package named

import (
	"context"

	"github.com/gookit/event"
)

type ShelfEmptied struct{ event.BasicEvent } // want "ShelfEmptied is an event"

type mail struct{}

func (*mail) Handle(e event.Event) error { return nil }

// A firer is what some see of the events.
type firer interface {
	FireEvent(e event.Event) error
}

func listen(ctx context.Context, events *event.Manager, some firer) {
	event.On("shelf.*", event.ListenerFunc(note))    // want "listen \\?, by note"
	event.On("shelf.*", &mail{}, 1)                  // want "listen \\?, by Handle"
	event.Fire("shelf.emptied", nil)                 // want "publish \\?, twin$"
	event.FireCtx(ctx, "shelf.emptied", nil)         // want "publish \\?, aware"
	events.MustFire("shelf.emptied", nil)            // want "publish \\?$"
	some.FireEvent(&ShelfEmptied{})                  // want "publish ShelfEmptied, twin hidden"
	events.FireEvent(event.Event(&ShelfEmptied{}))   // want "publish ShelfEmptied, twin$"
	events.FireEvent(&event.BasicEvent{})            // want "publish \\?, twin$"
	_, _ = event.Fire("shelf.emptied", event.M(nil)) // want "publish \\?, twin$"
	fire := events.FireEvent                         // want "publish \\?, value"
	_ = fire(&ShelfEmptied{})                        // want "publish ShelfEmptied, through a value"
}

func note(e event.Event) error { return nil }
