package events

import (
	"context"

	"github.com/gookit/event"
)

type BookSold struct{ event.BasicEvent }

func fire(ctx context.Context, events *event.Manager) error {
	event.Fire("book.sold", nil)                                // want `event.Fire hands no context on; call event.FireCtx\(ctx, …\)`
	event.FireEvent(&BookSold{})                                // want `event.FireEvent hands no context on; call event.FireEventCtx\(ctx, …\)`
	if err, _ := events.Trigger("book.sold", nil); err != nil { // want `events.Trigger hands no context on; call events.FireCtx\(ctx, …\)`
		return err
	}
	return events.FireEvent(&BookSold{}) // want `events.FireEvent hands no context on; call events.FireEventCtx\(ctx, …\)`
}

func later(events *event.Manager) {
	events.Fire("book.sold", nil) // want `events.Fire hands no context on; call events.FireCtx with a context that the caller passes in`
}

// quiet has no other function to call, or its bus has none.
func quiet(ctx context.Context, events *event.Manager, narrow event.ManagerFace) {
	event.FireCtx(ctx, "book.sold", nil)
	events.MustFire("book.sold", nil)
	narrow.Fire("book.sold", nil)
	narrow.On("book.sold", event.ListenerFunc(func(event.Event) error { return nil }))
}
