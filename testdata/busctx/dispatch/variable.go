// Package dispatch dispatches with and without contexts.
package dispatch

import (
	"context"
	"net/http"
	"time"

	"github.com/buslint/buslint/bus"
)

type RenameTeam struct{ Name string }

type service struct{ bus bus.Bus }

func (s *service) rename(ctx context.Context, name string) error {
	return s.bus.Dispatch(&RenameTeam{Name: name}) // want `^s.bus.Dispatch drops the context; call s.bus.DispatchCtx\(ctx, …\)$`
}

func (s *service) renameWith(ctx context.Context, name string) error {
	return s.bus.DispatchCtx(ctx, &RenameTeam{Name: name})
}

func (s *service) renameWithout(name string) error {
	return s.bus.Dispatch(&RenameTeam{Name: name}) // want `^s.bus.Dispatch drops the context; call s.bus.DispatchCtx with a context that the caller passes in$`
}

func otherName(c context.Context, b *bus.InProcBus) {
	if err := b.Dispatch(&RenameTeam{}); err != nil { // want `b.DispatchCtx\(c, …\)$`
		return
	}
	inner, cancel := context.WithTimeout(c, time.Second)
	defer cancel()
	defer b.Dispatch(&RenameTeam{}) // want `it is deferred, so call b.DispatchCtx\(context.WithoutCancel\(inner\), …\)$`
	go b.Dispatch(&RenameTeam{})    // want `with a context that the caller passes in$`
	_ = inner
}

func serve(b bus.Bus) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		if b.Dispatch(&RenameTeam{}) == bus.ErrHandlerNotFound { // want `b.DispatchCtx\(r.Context\(\), …\)$`
			http.NotFound(w, r)
		}
	}
}

// What else is on the bus is not this rule's.
func others(b bus.Bus) {
	b.AddHandlerCtx(func(context.Context, *RenameTeam) error { return nil })
	_ = b.Publish(&RenameTeam{})
	b.AddEventListener(func(*RenameTeam) error { return nil })
}
