package aftercommit_test

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/buslint/buslint/bus"
	"github.com/buslint/buslint/bus/aftercommit"
	"github.com/buslint/buslint/bus/bustest"
)

type stickersSent struct{ Name string }

type sendStickersCommand struct{}

// Outside of transactions it is a bus as any other.
func TestConformance(t *testing.T) {
	bustest.Run(t, func(*testing.T) bus.Bus { return aftercommit.New(bus.New()) })
}

// start returns a bus, and what its listener has heard.
func start() (bus.Bus, *[]string) {
	b := aftercommit.New(bus.New())
	heard := new([]string)
	bus.Listen(b, func(_ context.Context, event *stickersSent) error {
		*heard = append(*heard, event.Name)
		return nil
	})
	return b, heard
}

// publish publishes events in all ways that take a context.
func publish(ctx context.Context, t *testing.T, b bus.Bus, names ...string) {
	t.Helper()
	for i, name := range names {
		send := bus.Publish[stickersSent]
		if i%2 == 1 {
			send = func(ctx context.Context, b bus.Bus, msg *stickersSent) error { return b.PublishCtx(ctx, msg) }
		}
		if err := send(ctx, b, &stickersSent{name}); err != nil {
			t.Errorf("publishing %s returned %v", name, err)
		}
	}
}

func expect(t *testing.T, when string, heard *[]string, want ...string) {
	t.Helper()
	if !slices.Equal(*heard, want) {
		t.Errorf("%s heard %q, want %q", when, *heard, want)
	}
}

func TestFlush(t *testing.T) {
	b, heard := start()
	ctx, events := aftercommit.Begin(t.Context())
	defer events.Drop()
	within, cancel := context.WithCancel(ctx)
	publish(within, t, b, "a", "b", "c")
	cancel() // must not reach the listeners
	publish(t.Context(), t, b, "outside")
	expect(t, "before Flush", heard, "outside")
	if err := events.Flush(ctx); err != nil {
		t.Error(err)
	}
	expect(t, "after Flush", heard, "outside", "a", "b", "c")
	publish(ctx, t, b, "later")
	expect(t, "once it is over", heard, "outside", "a", "b", "c", "later")
	if err := events.Flush(ctx); err != nil {
		t.Error(err)
	}
	events.Drop()
	publish(ctx, t, b, "last")
	expect(t, "after all that", heard, "outside", "a", "b", "c", "later", "last")
}

func TestFlushContext(t *testing.T) {
	b := aftercommit.New(bus.New())
	var got []context.Context
	bus.Listen(b, func(ctx context.Context, _ *stickersSent) error {
		got = append(got, ctx)
		return nil
	})
	ctx, events := aftercommit.Begin(t.Context())
	publish(ctx, t, b, "a")
	if err := events.Flush(t.Context()); err != nil || !slices.Equal(got, []context.Context{t.Context()}) {
		t.Errorf("Flush returned %v and published with %v, want nil and its own context", err, got)
	}
}

func TestDrop(t *testing.T) {
	b, heard := start()
	ctx, events := aftercommit.Begin(t.Context())
	publish(ctx, t, b, "a", "b")
	events.Drop()
	expect(t, "after Drop", heard)
	if err := events.Flush(ctx); err == nil {
		t.Error("Flush after Drop returned nil")
	}
	err := b.PublishCtx(ctx, &stickersSent{"late"})
	if want := "aftercommit: *aftercommit_test.stickersSent is published in a transaction that was dropped"; err == nil || err.Error() != want {
		t.Errorf("publishing after Drop returned %v, want %s", err, want)
	}
	events.Drop()
	expect(t, "after all that", heard)
}

// What cannot be published is refused when it is, not when the transaction is over.
func TestInvalid(t *testing.T) {
	b, heard := start()
	ctx, events := aftercommit.Begin(t.Context())
	for _, msg := range []bus.Msg{nil, (*stickersSent)(nil), stickersSent{}} {
		if err := b.PublishCtx(ctx, msg); err == nil {
			t.Errorf("publishing %#v returned nil", msg)
		}
	}
	if err := events.Flush(ctx); err != nil {
		t.Error(err)
	}
	expect(t, "after Flush", heard)
}

// What needs no transaction is not held back by one.
func TestOtherMessages(t *testing.T) {
	b, heard := start()
	var handled bool
	bus.Handle(b, func(ctx context.Context, _ *sendStickersCommand) error {
		handled = true
		return bus.Publish(ctx, b, &stickersSent{"by the handler"})
	})
	ctx, events := aftercommit.Begin(t.Context())
	if err := bus.Dispatch(ctx, b, new(sendStickersCommand)); err != nil || !handled {
		t.Errorf("Dispatch returned %v, handled is %v", err, handled)
	}
	if err := b.Publish(&stickersSent{"without a context"}); err != nil {
		t.Error(err)
	}
	expect(t, "before Flush", heard, "without a context")
	if err := events.Flush(ctx); err != nil {
		t.Error(err)
	}
	expect(t, "after Flush", heard, "without a context", "by the handler")
}

func TestNested(t *testing.T) {
	b, heard := start()
	ctx, outer := aftercommit.Begin(t.Context())
	publish(ctx, t, b, "1")
	kept, inner := aftercommit.Begin(ctx)
	lost, failing := aftercommit.Begin(kept)
	publish(kept, t, b, "3")
	publish(lost, t, b, "never")
	publish(ctx, t, b, "2")
	failing.Drop()
	if err := inner.Flush(kept); err != nil {
		t.Error(err)
	}
	publish(kept, t, b, "4") // the inner one is over, the outer is not
	expect(t, "before the outer Flush", heard)
	if err := outer.Flush(ctx); err != nil {
		t.Error(err)
	}
	expect(t, "after the outer Flush", heard, "1", "2", "3", "4")

	ctx, outer = aftercommit.Begin(t.Context())
	kept, inner = aftercommit.Begin(ctx)
	publish(kept, t, b, "5")
	outer.Drop()
	if err := inner.Flush(kept); err == nil {
		t.Error("an inner Flush after the outer Drop returned nil")
	}
	expect(t, "after the outer Drop", heard, "1", "2", "3", "4")
}

// A listener's event comes within the one that it hears, and before the next.
func TestListenersPublish(t *testing.T) {
	b, heard := start()
	bus.Listen(b, func(ctx context.Context, event *stickersSent) error {
		if len(event.Name) > 2 {
			return nil
		}
		return bus.Publish(ctx, b, &stickersSent{event.Name + "+"})
	})
	ctx, events := aftercommit.Begin(t.Context())
	publish(ctx, t, b, "a", "b")
	if err := events.Flush(ctx); err != nil {
		t.Error(err)
	}
	expect(t, "after Flush", heard, "a", "a+", "a++", "b", "b+", "b++")
}

func TestListenersFail(t *testing.T) {
	b := aftercommit.New(bus.New())
	failure := errors.New("nobody home")
	var heard []string
	bus.Listen(b, func(_ context.Context, event *stickersSent) error {
		heard = append(heard, event.Name)
		if event.Name == "b" {
			return nil
		}
		return failure
	})
	ctx, events := aftercommit.Begin(t.Context())
	publish(ctx, t, b, "a", "b", "c")
	err := events.Flush(ctx)
	if want := "*aftercommit_test.stickersSent: nobody home\n*aftercommit_test.stickersSent: nobody home"; fmt.Sprint(err) != want || !errors.Is(err, failure) {
		t.Errorf("Flush returned %v, want %s", err, want)
	}
	expect(t, "after Flush", &heard, "a", "b", "c")
}

func TestListenerPanics(t *testing.T) {
	b, heard := start()
	bus.Listen(b, func(_ context.Context, event *stickersSent) error {
		if event.Name == "b" {
			panic("torn")
		}
		return nil
	})
	ctx, events := aftercommit.Begin(t.Context())
	publish(ctx, t, b, "a", "b", "c")
	func() {
		defer func() {
			if p := recover(); p != "torn" {
				t.Errorf("Flush panicked with %v, want torn", p)
			}
		}()
		_ = events.Flush(ctx)
	}()
	expect(t, "after the panic", heard, "a", "b")
	if err := events.Flush(ctx); err != nil {
		t.Error(err)
	}
	expect(t, "after another Flush", heard, "a", "b", "c")
}

// Each event is published once or never, however many publish while others flush.
func TestConcurrentUse(t *testing.T) {
	b := aftercommit.New(bus.New())
	var heard atomic.Int64
	bus.Listen(b, func(context.Context, *stickersSent) error {
		heard.Add(1)
		return nil
	})
	ctx, events := aftercommit.Begin(t.Context())
	var all sync.WaitGroup
	for range 4 {
		all.Go(func() {
			for range 100 {
				if err := b.PublishCtx(ctx, new(stickersSent)); err != nil {
					t.Error(err)
				}
			}
		})
		all.Go(func() {
			if err := events.Flush(ctx); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if got := heard.Load(); got != 400 {
		t.Errorf("%d events were heard, want 400", got)
	}
}
