package bustest

//lint:file-ignore kindmismatch what is asked of handlers is asked of listeners, too
//lint:file-ignore initregister what happens when handlers register is what is tested

import (
	"context"
	"fmt"
	"runtime"
	"sync"
	"sync/atomic"
	"time"

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

// depth asks that messages can be sent from within handlers as deep as the stack
// goes, also the same message again.
func depth(t reporter, newBus func() bus.Bus) {
	const levels = 2000
	for _, by := range dispatchers[sendStickersCommand]() {
		b := newBus()
		var calls int
		b.AddHandlerCtx(func(ctx context.Context, cmd *sendStickersCommand) error {
			if calls++; calls < levels {
				return by.send(ctx, b, cmd)
			}
			return nil
		})
		if err := by.send(newContext(), b, new(sendStickersCommand)); err != nil || calls != levels {
			t.Errorf("%s within its own handler returned %v at level %d, want nil at %d", by.name, err, calls, levels)
		}
	}
	for _, by := range publishers[stickersSentEvent]() {
		b := newBus()
		var calls int
		b.AddEventListenerCtx(func(ctx context.Context, event *stickersSentEvent) error {
			if calls++; calls < levels {
				return by.send(ctx, b, event)
			}
			return nil
		})
		if err := by.send(newContext(), b, new(stickersSentEvent)); err != nil || calls != levels {
			t.Errorf("%s within its own listener returned %v at level %d, want nil at %d", by.name, err, calls, levels)
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
	const senders, each = 8, 20
	b := newBus()
	var handled, heard atomic.Int64
	b.AddHandlerCtx(func(context.Context, *sendStickersCommand) error {
		handled.Add(1)
		return nil
	})

	var all sync.WaitGroup
	for range senders {
		all.Go(func() {
			for range each {
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

	if got, want := handled.Load(), int64(senders*each*len(dispatchers[sendStickersCommand]())); got != want {
		t.Errorf("%d of %d messages dispatched at once were handled", got, want)
	}
	heard.Store(0)
	if err := b.PublishCtx(newContext(), new(stickersSentEvent)); err != nil {
		t.Errorf("PublishCtx returned %v, its listeners nil", err)
	}
	if got := heard.Load(); got != senders*each {
		t.Errorf("%d of %d listeners registered at once heard an event", got, senders*each)
	}
}

// concurrentMessages asks that messages sent at once have nothing to do with each
// other: each has its own context and its own error.
func concurrentMessages(t reporter, newBus func() bus.Bus) {
	const senders, each = 8, 100
	b := newBus()
	var failures [senders]error
	for i := range failures {
		failures[i] = fmt.Errorf("failure %d", i)
	}
	fn := func(ctx context.Context, cmd *sendStickersCommand) error {
		if ctx.Value(contextKey{}) != cmd {
			t.Errorf("a message came with the context of another")
		}
		runtime.Gosched() // to let others in between
		return failures[cmd.Count]
	}
	b.AddHandlerCtx(fn)
	b.AddEventListenerCtx(fn)
	var all sync.WaitGroup
	for i := range senders {
		all.Go(func() {
			for range each {
				for _, by := range append(dispatchers[sendStickersCommand](), publishers[sendStickersCommand]()...) {
					if !by.passesContext {
						continue
					}
					cmd := &sendStickersCommand{Count: i}
					if err := by.send(context.WithValue(context.Background(), contextKey{}, cmd), b, cmd); err != failures[i] {
						t.Errorf("%s returned %v, what got its message %v", by.name, err, failures[i])
					}
				}
			}
		})
	}
	all.Wait()
}

// concurrentRegistration asks that nothing gets lost when handlers and listeners of
// different messages are registered at once, and sent to.
func concurrentRegistration(t reporter, newBus func() bus.Bus) {
	inStep(newBus,
		func(b bus.Bus, _ int) { handlesBox[int](t, b) },
		func(b bus.Bus, _ int) { handlesBox[string](t, b) },
	)
}

// handlesBox registers a handler and a listener, and sends each a message.
func handlesBox[M any](t reporter, b bus.Bus) {
	var handled, heard int
	b.AddHandlerCtx(counting[box[M]](&handled))
	b.AddEventListenerCtx(counting[box[M]](&heard))
	if err := b.DispatchCtx(newContext(), new(box[M])); err != nil || handled != 1 {
		t.Errorf("DispatchCtx to a handler registered before returned %v with %d calls, want nil and 1", err, handled)
	}
	if err := b.PublishCtx(newContext(), new(box[M])); err != nil || heard != 1 {
		t.Errorf("PublishCtx to a listener registered before returned %v with %d calls, want nil and 1", err, heard)
	}
}

func concurrentSecondHandler(t reporter, newBus func() bus.Bus) {
	handling := handling[sendStickersCommand]()
	var accepted [rounds]atomic.Int64
	register := func(to registrar[sendStickersCommand], b bus.Bus, round int) {
		if recovered(func() { to.add(b, takesCommand) }) == nil {
			accepted[round].Add(1)
		}
	}
	tried := inStep(newBus,
		func(b bus.Bus, round int) { register(handling[round%len(handling)], b, round) },
		func(b bus.Bus, round int) { register(handling[round/len(handling)%len(handling)], b, round) },
	)
	for round := range tried {
		if got := accepted[round].Load(); got != 1 {
			t.Errorf("of two handlers registered at once for one message %d were accepted, want 1", got)
			return
		}
	}
}

// rounds is how often inStep calls its functions at most. The moment between a look
// and an act is short, so that it takes many to hit it.
const rounds = 1000

// inStep calls each function once for each of many buses, in goroutines of their
// own that wait for each other before each round. It returns how many rounds it
// had the time for.
func inStep(newBus func() bus.Bus, fns ...func(b bus.Bus, round int)) int {
	enough := time.After(time.Second)
	for round := range rounds {
		select {
		case <-enough: // a busy machine
			return round
		default:
		}
		b := newBus()
		var arrived atomic.Int64
		var all sync.WaitGroup
		for i, fn := range fns {
			all.Go(func() {
				arrived.Add(1)
				for spins := 1; arrived.Load() < int64(len(fns)); spins++ {
					if spins%100 == 0 { // the others may need this processor
						runtime.Gosched()
					}
				}
				for range round * (31 + 58*i) % 211 { // one starts a moment after the other, or before
					arrived.Load()
				}
				fn(b, round)
			})
		}
		all.Wait()
	}
	return rounds
}
