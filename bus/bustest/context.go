package bustest

//lint:file-ignore kindmismatch what is asked of handlers is asked of listeners, too

import (
	"context"
	"errors"
	"time"

	"github.com/buslint/buslint/bus"
)

// doneContext asks that the bus leaves it to handlers and listeners what to do with
// a context that is done.
func doneContext(t reporter, newBus func() bus.Bus) {
	canceled, cancel := context.WithCancelCause(newContext())
	cancel(errors.New("gone home"))
	expired, cancelExpired := context.WithDeadline(newContext(), time.Now().Add(-time.Second))
	defer cancelExpired()
	for _, ctx := range []context.Context{canceled, expired} {
		calledWith(t, newBus, ctx, handling[sendStickersCommand](), dispatchers[sendStickersCommand]())
		calledWith(t, newBus, ctx, listening[sendStickersCommand](), publishers[sendStickersCommand]())
	}

	// An event has happened, even if the first to hear of it cancels the rest.
	for _, by := range publishers[stickersSentEvent]() {
		b := newBus()
		ctx, cancel := context.WithCancel(newContext())
		var calls int
		b.AddEventListenerCtx(func(context.Context, *stickersSentEvent) error {
			cancel()
			return nil
		})
		b.AddEventListenerCtx(counting[stickersSentEvent](&calls))
		if err := by.send(ctx, b, new(stickersSentEvent)); err != nil || calls != 1 {
			t.Errorf("%s whose context was canceled on the way returned %v, with %d calls of the second listener, want nil and 1", by.name, err, calls)
		}
		cancel()
	}
}

func calledWith[M any](t reporter, newBus func() bus.Bus, ctx context.Context, registrars []registrar[M], senders []sender[M]) {
	t.Helper()
	for _, to := range registrars {
		for _, by := range senders {
			b := newBus()
			var got []context.Context
			to.add(b, func(ctx context.Context, _ *M) error {
				got = append(got, ctx)
				return nil
			})
			err := by.send(ctx, b, new(M))
			if err != nil || len(got) != 1 {
				t.Errorf("%s with a context that is done returned %v, with %d calls of what %s registered, want nil and 1", by.name, err, len(got), to.name)
			} else if by.passesContext && to.takesContext && got[0] != ctx {
				t.Errorf("%s passed what %s registered the context %v, want %v, which is done", by.name, to.name, got[0], ctx)
			}
		}
	}
}

// nestedContext asks that each send passes its own context, wherever it is made.
func nestedContext(t reporter, newBus func() bus.Bus) {
	for _, by := range dispatchers[findDashboardQuery]() {
		nestedIn(t, newBus, by, func(b bus.Bus, fn func(context.Context, *findDashboardQuery) error) { b.AddHandlerCtx(fn) })
	}
	for _, by := range publishers[findDashboardQuery]() {
		nestedIn(t, newBus, by, func(b bus.Bus, fn func(context.Context, *findDashboardQuery) error) { b.AddEventListenerCtx(fn) })
	}
}

func nestedIn(t reporter, newBus func() bus.Bus, by sender[findDashboardQuery], add func(bus.Bus, func(context.Context, *findDashboardQuery) error)) {
	t.Helper()
	b := newBus()
	var got context.Context
	add(b, func(ctx context.Context, _ *findDashboardQuery) error {
		got = ctx
		return nil
	})
	expect := func(what string, ctx context.Context) {
		want := ctx
		if !by.passesContext {
			want = context.Background()
		}
		if err := by.send(ctx, b, new(findDashboardQuery)); err != nil {
			t.Errorf("%s %s returned %v, want nil", by.name, what, err)
		}
		if got != want {
			t.Errorf("%s %s passed on the context %v, want %v", by.name, what, got, want)
		}
	}
	outer := newContext()
	b.AddHandlerCtx(func(ctx context.Context, cmd *sendStickersCommand) error {
		expect("within a handler", newContext())
		expect("within a handler", ctx)
		if cmd.Count > 0 {
			return b.DispatchCtx(context.WithValue(ctx, contextKey{}, cmd), &sendStickersCommand{Count: cmd.Count - 1})
		}
		return b.PublishCtx(newContext(), new(stickersSentEvent))
	})
	b.AddEventListenerCtx(func(ctx context.Context, _ *stickersSentEvent) error {
		expect("within a listener", newContext())
		expect("within a listener", ctx)
		expect("within a listener", outer)
		return nil
	})
	if err := b.DispatchCtx(outer, &sendStickersCommand{Count: 2}); err != nil {
		t.Errorf("DispatchCtx returned %v, its handler nil", err)
	}
	expect("after all that", outer)
}
