package events

import (
	"context"

	"github.com/gookit/event"
)

// A BookSold can hold a context.
type BookSold struct {
	event.BasicEvent
	event.ContextTrait
	isbn string
}

// A BookLost cannot.
type BookLost struct{ event.BasicEvent }

func fire(ctx context.Context, events *event.Manager) error {
	event.Fire("book.sold", nil)                                // want `event.Fire drops the context; call event.FireCtx\(ctx, …\)`
	event.FireEvent(&BookSold{})                                // want `event.FireEvent drops the context; call event.FireEventCtx\(ctx, …\)`
	event.FireEvent(&BookLost{})                                // want `event.FireEvent drops the context; call event.FireEventCtx, and give BookLost methods Context and WithContext, or listeners get another type`
	event.FireEvent(&event.BasicEvent{})                        // want `event.FireEvent drops the context; call event.FireEventCtx\(ctx, …\)`
	if err, _ := events.Trigger("book.sold", nil); err != nil { // want `events.Trigger drops the context; call events.FireCtx\(ctx, …\)`
		return err
	}
	return events.FireEvent(event.Event(&BookSold{isbn: "0"})) // want `events.FireEvent drops the context; call events.FireEventCtx\(ctx, …\)`
}

func later(events *event.Manager) {
	events.Fire("book.sold", nil) // want `events.Fire drops the context; call events.FireCtx with a context that the caller passes in`
}

// quiet has no other function to call, or its bus has none, or its event brings along a
// context, or may.
func quiet(ctx context.Context, events *event.Manager, narrow event.ManagerFace, some event.Event) {
	sold := &BookSold{}
	sold.WithContext(ctx)
	event.FireEvent(sold)
	event.FireEvent(&BookSold{ContextTrait: traitOf(ctx)})
	event.FireEvent(some)
	fire := event.FireEvent
	fire(sold)
	event.FireCtx(ctx, "book.sold", nil)
	events.MustFire("book.sold", nil)
	narrow.Fire("book.sold", nil)
	narrow.On("book.sold", event.ListenerFunc(func(event.Event) error { return nil }))
}

func traitOf(ctx context.Context) event.ContextTrait {
	var t event.ContextTrait
	t.WithContext(ctx)
	return t
}
