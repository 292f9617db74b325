package bustest

//lint:file-ignore ctxlost what is wrong is tried on purpose

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"

	"github.com/buslint/buslint/bus"
)

// A Recorder is a bus as any other.
func TestRecorder(t *testing.T) {
	Run(t, func(*testing.T) bus.Bus { return NewRecorder() })
}

func TestSent(t *testing.T) {
	r := NewRecorder()
	bus.Handle(r, func(ctx context.Context, cmd *sendStickersCommand) error {
		if cmd.Count > 1 {
			_ = bus.Dispatch(ctx, r, &sendStickersCommand{Count: cmd.Count - 1})
		}
		cmd.Count += 10
		return errors.New("out of stickers")
	})
	first, second := &sendStickersCommand{Count: 2}, &sendStickersCommand{Count: 1}
	_ = r.DispatchCtx(t.Context(), first)
	_ = dispatchWithoutContext(r, second)
	event, unheard := &stickersSentEvent{Count: 1}, &stickersSentEvent{Count: 2}
	_ = bus.Publish(t.Context(), r, event)
	_ = r.Publish(unheard)
	_ = r.DispatchCtx(t.Context(), (*sendStickersCommand)(nil))
	_ = r.DispatchCtx(t.Context(), nil)

	commands := Sent[sendStickersCommand](r)
	if len(commands) != 3 || commands[0] != first || commands[2] != second || commands[1].Count != 11 {
		t.Errorf("sent %v, want %v, what it sent, and %v", commands, first, second)
	}
	if events := Sent[stickersSentEvent](r); !slices.Equal(events, []*stickersSentEvent{event, unheard}) {
		t.Errorf("sent %v, want %v and %v", events, event, unheard)
	}
	if queries := Sent[findDashboardQuery](r); queries != nil {
		t.Errorf("sent %v, want no queries", queries)
	}
}

func TestFake(t *testing.T) {
	var calls int
	b := bus.New()
	bus.Handle(b, counting[sendStickersCommand](&calls))
	bus.Listen(b, counting[sendStickersCommand](&calls))
	r := Record(b)
	query := new(findDashboardQuery)
	if err := bus.Dispatch(t.Context(), r, query); err != bus.ErrHandlerNotFound {
		t.Errorf("without a fake got %v, want ErrHandlerNotFound", err)
	}
	ctx := newContext()
	Fake(r, func(got context.Context, query *findDashboardQuery) error {
		if got != ctx {
			t.Errorf("a fake got the context %v, want %v", got, ctx)
		}
		query.Result = "stickers"
		return nil
	})
	if err := bus.Dispatch(ctx, r, query); err != nil || query.Result != "stickers" {
		t.Errorf("with a fake got %v and %q", err, query.Result)
	}

	// In the place of a handler, and of an earlier fake.
	failure := errors.New("out of stickers")
	Fake(r, func(context.Context, *sendStickersCommand) error { panic("not called any more") })
	Fake(r, func(context.Context, *sendStickersCommand) error { return failure })
	if err := r.DispatchCtx(ctx, new(sendStickersCommand)); err != failure || calls != 0 {
		t.Errorf("got %v with %d calls of the handler, want %v and 0", err, calls, failure)
	}
	// What is published goes to listeners all the same, and to no fake.
	if err := r.PublishCtx(ctx, new(sendStickersCommand)); err != nil || calls != 1 {
		t.Errorf("PublishCtx returned %v with %d calls of the listener, want nil and 1", err, calls)
	}
	// What is wrong is still refused.
	var none context.Context
	if err := r.DispatchCtx(none, new(sendStickersCommand)); err == nil || err == failure {
		t.Errorf("DispatchCtx with a nil context returned %v", err)
	}
	if err := bus.Dispatch[sendStickersCommand](ctx, r, nil); err == nil || err == failure {
		t.Errorf("Dispatch of nil returned %v", err)
	}
}

func TestRecorderWhileOthersSend(t *testing.T) {
	r := NewRecorder()
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 50 {
				Fake(r, func(context.Context, *findDashboardQuery) error { return nil })
				_ = r.DispatchCtx(t.Context(), new(findDashboardQuery))
				_ = Sent[findDashboardQuery](r)
			}
		})
	}
	all.Wait()
	if n := len(Sent[findDashboardQuery](r)); n != 400 {
		t.Errorf("%d messages were sent, want 400", n)
	}
}
