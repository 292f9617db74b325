package bustest

//lint:file-ignore kindmismatch,handlershape what is wrong is tried on purpose, and listeners are asked what handlers are

import (
	"bytes"
	"context"
	"errors"
	"runtime"
	"time"

	"github.com/buslint/buslint/bus"
)

func sameGoroutine(t reporter, newBus func() bus.Bus) {
	runsHere(t, newBus, handling[sendStickersCommand](), dispatchers[sendStickersCommand]())
	runsHere(t, newBus, listening[sendStickersCommand](), publishers[sendStickersCommand]())
}

func runsHere(t reporter, newBus func() bus.Bus, registrars []registrar[sendStickersCommand], senders []sender[sendStickersCommand]) {
	t.Helper()
	for _, to := range registrars {
		for _, by := range senders {
			b := newBus()
			var got string
			to.add(b, func(context.Context, *sendStickersCommand) error {
				got = goroutine()
				return nil
			})
			want := goroutine()
			if err := by.send(newContext(), b, new(sendStickersCommand)); err != nil || got != want {
				t.Errorf("%s in %s returned %v and called what %s registered in %s", by.name, want, err, to.name, got)
			}
		}
	}
}

// goroutine returns which goroutine calls it: "goroutine 7".
func goroutine() string {
	stack := make([]byte, 64)
	stack = stack[:runtime.Stack(stack, false)]
	name, _, _ := bytes.Cut(stack, []byte(" ["))
	return string(name)
}

// goexit asks that a handler can end the goroutine that sends, as a test's FailNow
// does in a handler that the test has registered.
func goexit(t reporter, newBus func() bus.Bus) {
	for _, by := range append(dispatchers[sendStickersCommand](), publishers[sendStickersCommand]()...) {
		b := newBus()
		exit := func(_ context.Context, cmd *sendStickersCommand) error {
			if cmd.Count > 0 {
				runtime.Goexit()
			}
			return nil
		}
		b.AddHandlerCtx(exit)
		b.AddEventListenerCtx(exit)
		var p any
		returned, done := false, make(chan struct{})
		go func() {
			defer close(done)
			defer func() { p = recover() }()
			_ = by.send(newContext(), b, &sendStickersCommand{Count: 1})
			returned = true
		}()
		select {
		case <-done:
		case <-time.After(time.Second):
			t.Errorf("%s to a function that calls runtime.Goexit goes on for more than a second", by.name)
			return
		}
		if returned || p != nil {
			t.Errorf("%s to a function that calls runtime.Goexit returned %v and panicked with %v, want neither", by.name, returned, p)
		}
		if err := by.send(newContext(), b, new(sendStickersCommand)); err != nil {
			t.Errorf("%s returned %v after a runtime.Goexit, want nil", by.name, err)
		}
	}
}

// goroutineLeak asks that sending leaves no goroutines behind, whatever comes of it.
func goroutineLeak(t reporter, newBus func() bus.Bus) {
	const rounds = 200
	b := newBus()
	fn := func(_ context.Context, cmd *sendStickersCommand) error {
		switch cmd.Count {
		case 1:
			return errors.New("out of stickers")
		case 2:
			panic("torn")
		}
		return nil
	}
	b.AddHandlerCtx(fn)
	b.AddEventListenerCtx(fn)
	senders := append(dispatchers[sendStickersCommand](), publishers[sendStickersCommand]()...)
	for _, what := range []struct {
		name string
		send func(by sender[sendStickersCommand])
	}{
		{"that were handled", func(by sender[sendStickersCommand]) { _ = by.send(newContext(), b, new(sendStickersCommand)) }},
		{"that failed", func(by sender[sendStickersCommand]) { _ = by.send(newContext(), b, &sendStickersCommand{Count: 1}) }},
		{"that panicked", func(by sender[sendStickersCommand]) {
			recovered(func() { _ = by.send(newContext(), b, &sendStickersCommand{Count: 2}) })
		}},
		{"that nobody took", func(sender[sendStickersCommand]) {
			_ = b.DispatchCtx(newContext(), new(stickersSentEvent))
			_ = b.PublishCtx(newContext(), new(stickersSentEvent))
		}},
		{"that were refused", func(sender[sendStickersCommand]) {
			_ = b.DispatchCtx(newContext(), nil)
			_ = b.PublishCtx(newContext(), (*sendStickersCommand)(nil))
		}},
	} {
		before := runtime.NumGoroutine()
		for range rounds {
			for _, by := range senders {
				what.send(by)
			}
		}
		// Other tests may start goroutines, and the bus may need a moment to end its own.
		after := runtime.NumGoroutine()
		for wait := time.Millisecond; after-before >= rounds && wait < time.Second; wait *= 2 {
			time.Sleep(wait)
			after = runtime.NumGoroutine()
		}
		if after-before >= rounds {
			t.Errorf("%d messages %s left %d goroutines behind", rounds*len(senders), what.name, after-before)
		}
	}
}
