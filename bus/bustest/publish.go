package bustest

//lint:file-ignore initregister what happens when handlers register is what is tested

import (
	"context"
	"slices"
	"strconv"

	"github.com/buslint/buslint/bus"
)

func publishCallsListenersInOrder(t reporter, newBus func() bus.Bus) {
	for _, by := range publishers[stickersSentEvent]() {
		b := newBus()
		event := new(stickersSentEvent)
		var got, want []string
		// Two rounds, so that each way of registering comes before and after
		// each other.
		for range 2 {
			for _, to := range listening[stickersSentEvent]() {
				want = append(want, to.name)
				to.add(b, func(_ context.Context, e *stickersSentEvent) error {
					if e != event {
						t.Errorf("%s gave the listener of %s %p, want the message sent, %p", by.name, to.name, e, event)
					}
					got = append(got, to.name)
					return nil
				})
			}
		}
		twice := func(context.Context, *stickersSentEvent) error {
			got = append(got, "twice")
			return nil
		}
		b.AddEventListenerCtx(twice)
		b.AddEventListenerCtx(twice)
		want = append(want, "twice", "twice")
		for i := range 1000 {
			name := strconv.Itoa(i)
			want = append(want, name)
			b.AddEventListenerCtx(func(context.Context, *stickersSentEvent) error {
				got = append(got, name)
				return nil
			})
		}

		if err := by.send(newContext(), b, event); err != nil {
			t.Errorf("%s returned %v, its listeners nil", by.name, err)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s called %d listeners, want %d in the order of their registration:\n%v\n%v", by.name, len(got), len(want), got, want)
		}
	}
}

func publishStopsAtError(t reporter, newBus func() bus.Bus) {
	for _, by := range publishers[stickersSentEvent]() {
		for _, to := range listening[stickersSentEvent]() {
			for _, failure := range failures() {
				b := newBus()
				var before, after int
				b.AddEventListenerCtx(counting[stickersSentEvent](&before))
				to.add(b, func(context.Context, *stickersSentEvent) error { return failure })
				b.AddEventListenerCtx(counting[stickersSentEvent](&after))
				if err := by.send(newContext(), b, new(stickersSentEvent)); !same(err, failure) {
					t.Errorf("%s returned %#v, the listener of %s %#v", by.name, err, to.name, failure)
				}
				if before != 1 || after != 0 {
					t.Errorf("%s called the listener before the failing one %d times and the one after %d times, want 1 and 0",
						by.name, before, after)
				}
			}
		}
	}
}

func publishPassesContext(t reporter, newBus func() bus.Bus) {
	passesContext(t, newBus, listening[stickersSentEvent](), publishers[stickersSentEvent]())
}

func publishWithoutListeners(t reporter, newBus func() bus.Bus) {
	for _, by := range publishers[stickersSentEvent]() {
		b := newBus()
		if err := by.send(newContext(), b, new(stickersSentEvent)); err != nil {
			t.Errorf("%s on an empty bus returned %v, want nil", by.name, err)
		}
		var calls int
		for _, to := range handling[stickersSentEvent]()[:1] {
			to.add(b, counting[stickersSentEvent](&calls))
		}
		if err := by.send(newContext(), b, new(stickersSentEvent)); err != nil || calls != 0 {
			t.Errorf("%s without a listener returned %v and made %d calls of a handler, want nil and 0", by.name, err, calls)
		}
	}
}

func publishKeepsToItsListeners(t reporter, newBus func() bus.Bus) {
	for _, by := range publishers[stickersSentEvent]() {
		b := newBus()
		var late int
		b.AddEventListenerCtx(func(context.Context, *stickersSentEvent) error {
			b.AddEventListenerCtx(counting[stickersSentEvent](&late))
			return nil
		})
		for _, want := range []int{0, 1} {
			if err := by.send(newContext(), b, new(stickersSentEvent)); err != nil {
				t.Errorf("%s returned %v, its listeners nil", by.name, err)
			}
			if late != want {
				t.Errorf("%s made %d calls of listeners registered during a publish, want %d", by.name, late, want)
			}
			late = 0
		}
	}
}

// eachMessageOnce asks that what is registered is called once for each message that
// is sent: not again when it failed, and not less often when it failed before, or
// was sent the same before.
func eachMessageOnce(t reporter, newBus func() bus.Bus) {
	onceFor(t, newBus, handling[sendStickersCommand](), dispatchers[sendStickersCommand]())
	onceFor(t, newBus, listening[sendStickersCommand](), publishers[sendStickersCommand]())
}

func onceFor(t reporter, newBus func() bus.Bus, registrars []registrar[sendStickersCommand], senders []sender[sendStickersCommand]) {
	t.Helper()
	same := &sendStickersCommand{Count: 1}
	for _, to := range registrars {
		for _, by := range senders {
			for _, result := range append(failures(), nil) {
				b := newBus()
				var calls int
				to.add(b, func(context.Context, *sendStickersCommand) error {
					calls++
					return result
				})
				for i, msg := range []*sendStickersCommand{same, same, {Count: 1}, {Count: 2}, {Count: 2}} {
					_ = by.send(newContext(), b, msg)
					if calls != i+1 {
						t.Errorf("message %d by %s made %d calls of what %s registered, which returns %v, want one for each message", i+1, by.name, calls-i, to.name, result)
						break
					}
				}
			}
		}
	}
}
