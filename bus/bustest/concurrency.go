package bustest

//lint:file-ignore initregister what happens when handlers register is what is tested

import (
	"context"
	"sync"
	"sync/atomic"

	"github.com/buslint/buslint/bus"
)

func nesting(t reporter, newBus func() bus.Bus) {
	for _, by := range dispatchers[sendStickersCommand]() {
		b := newBus()
		var sent, heard, heardLate int
		b.AddEventListenerCtx(func(ctx context.Context, event *stickersSentEvent) error {
			heard += event.Count
			return b.DispatchCtx(ctx, new(findDashboardQuery))
		})
		b.AddHandlerCtx(func(ctx context.Context, cmd *sendStickersCommand) error {
			sent++
			if cmd.Count > 1 {
				return by.send(ctx, b, &sendStickersCommand{Count: cmd.Count - 1})
			}
			//lint:ignore queryresult nobody asks for the answer
			b.AddHandlerCtx(func(context.Context, *findDashboardQuery) error { return nil })
			b.AddEventListenerCtx(func(_ context.Context, event *stickersSentEvent) error {
				heardLate += event.Count
				return nil
			})
			return b.PublishCtx(ctx, &stickersSentEvent{Count: sent})
		})
		if err := by.send(newContext(), b, &sendStickersCommand{Count: 3}); err != nil {
			t.Errorf("%s returned %v, its handler nil", by.name, err)
		}
		if sent != 3 || heard != 3 || heardLate != 3 {
			t.Errorf("a handler that used the bus was called %d times, its listeners heard of %d and %d, want 3 each", sent, heard, heardLate)
		}
	}
}

func useWhileHandling(t reporter, newBus func() bus.Bus) {
	b := newBus()
	handling, release := make(chan struct{}), make(chan struct{})
	wait := func() {
		handling <- struct{}{}
		<-release
	}
	b.AddHandlerCtx(func(_ context.Context, cmd *sendStickersCommand) error {
		if cmd.Count > 0 {
			wait()
		}
		return nil
	})
	b.AddEventListenerCtx(func(_ context.Context, event *stickersSentEvent) error {
		if event.Count > 0 {
			wait()
		}
		return nil
	})

	var senders sync.WaitGroup
	report := func(name string, err error) {
		if err != nil {
			t.Errorf("%s returned %v, want nil", name, err)
		}
	}
	senders.Go(func() { report("DispatchCtx", b.DispatchCtx(newContext(), &sendStickersCommand{Count: 1})) })
	senders.Go(func() { report("PublishCtx", b.PublishCtx(newContext(), &stickersSentEvent{Count: 1})) })
	<-handling
	<-handling

	// Both are now within the bus, and everything must work all the same.
	report("DispatchCtx", b.DispatchCtx(newContext(), new(sendStickersCommand)))
	report("PublishCtx", b.PublishCtx(newContext(), new(stickersSentEvent)))
	//lint:ignore queryresult nobody asks for the answer
	b.AddHandlerCtx(func(context.Context, *findDashboardQuery) error { return nil })
	b.AddEventListenerCtx(func(context.Context, *stickersSentEvent) error { return nil })
	report("DispatchCtx", b.DispatchCtx(newContext(), new(findDashboardQuery)))
	report("PublishCtx", b.PublishCtx(newContext(), new(stickersSentEvent)))
	close(release)
	senders.Wait()
}

func panicking(t reporter, newBus func() bus.Bus) {
	survivesPanic(t, newBus, handling[sendStickersCommand](), dispatchers[sendStickersCommand]())
	survivesPanic(t, newBus, listening[sendStickersCommand](), publishers[sendStickersCommand]())
}

func survivesPanic(t reporter, newBus func() bus.Bus, registrars []registrar[sendStickersCommand], senders []sender[sendStickersCommand]) {
	t.Helper()
	for _, to := range registrars {
		for _, by := range senders {
			b := newBus()
			to.add(b, func(_ context.Context, msg *sendStickersCommand) error {
				if msg.Count > 0 {
					panic(msg)
				}
				return nil
			})
			msg := &sendStickersCommand{Count: 1}
			var err error
			p := recovered(func() { err = by.send(newContext(), b, msg) })
			if p != any(msg) {
				t.Errorf("%s returned %v and panicked with %v, what %s registered panicked with %v", by.name, err, p, to.name, msg)
			}
			if err := by.send(newContext(), b, new(sendStickersCommand)); err != nil {
				t.Errorf("%s returned %v after a panic, want nil", by.name, err)
			}
			var calls int
			b.AddEventListenerCtx(counting[stickersSentEvent](&calls))
			if err := b.PublishCtx(newContext(), new(stickersSentEvent)); err != nil || calls != 1 {
				t.Errorf("PublishCtx to a listener added after a panic returned %v with %d calls, want nil and 1", err, calls)
			}
		}
	}
}

func concurrentUse(t reporter, newBus func() bus.Bus) {
	const senders, rounds = 8, 20
	b := newBus()
	var handled, heard atomic.Int64
	b.AddHandlerCtx(func(context.Context, *sendStickersCommand) error {
		handled.Add(1)
		return nil
	})

	var all sync.WaitGroup
	for range senders {
		all.Go(func() {
			for range rounds {
				b.AddEventListenerCtx(func(context.Context, *stickersSentEvent) error {
					heard.Add(1)
					return nil
				})
				for _, by := range dispatchers[sendStickersCommand]() {
					if err := by.send(newContext(), b, new(sendStickersCommand)); err != nil {
						t.Errorf("%s returned %v, its handler nil", by.name, err)
					}
				}
				for _, by := range publishers[stickersSentEvent]() {
					if err := by.send(newContext(), b, new(stickersSentEvent)); err != nil {
						t.Errorf("%s returned %v, its listeners nil", by.name, err)
					}
				}
			}
		})
	}
	all.Wait()

	if got, want := handled.Load(), int64(senders*rounds*len(dispatchers[sendStickersCommand]())); got != want {
		t.Errorf("%d of %d messages dispatched at once were handled", got, want)
	}
	heard.Store(0)
	if err := b.PublishCtx(newContext(), new(stickersSentEvent)); err != nil {
		t.Errorf("PublishCtx returned %v, its listeners nil", err)
	}
	if got := heard.Load(); got != senders*rounds {
		t.Errorf("%d of %d listeners registered at once heard an event", got, senders*rounds)
	}
}

func concurrentSecondHandler(t reporter, newBus func() bus.Bus) {
	b := newBus()
	var accepted atomic.Int64
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			if recovered(func() { b.AddHandlerCtx(takesCommand) }) == nil {
				accepted.Add(1)
			}
		})
	}
	all.Wait()
	if got := accepted.Load(); got != 1 {
		t.Errorf("of handlers registered at once for one message %d were accepted, want 1", got)
	}
}
