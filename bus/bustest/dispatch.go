package bustest

import (
	"context"
	"errors"

	"github.com/buslint/buslint/bus"
)

func dispatchCallsHandler(t reporter, newBus func() bus.Bus) {
	for _, to := range handling[sendStickersCommand]() {
		for _, by := range dispatchers[sendStickersCommand]() {
			b := newBus()
			var got []*sendStickersCommand
			to.add(b, func(_ context.Context, cmd *sendStickersCommand) error {
				got = append(got, cmd)
				return nil
			})
			cmd := new(sendStickersCommand)
			if err := by.send(newContext(), b, cmd); err != nil {
				t.Errorf("%s returned %v, the handler of %s nil", by.name, err, to.name)
			}
			if len(got) != 1 || got[0] != cmd {
				t.Errorf("after %s the handler of %s had got %v, want the message sent, %p", by.name, to.name, got, cmd)
			}
		}
	}
}

func dispatchReturnsError(t reporter, newBus func() bus.Bus) {
	failure := errors.New("out of stickers")
	for _, to := range handling[sendStickersCommand]() {
		for _, by := range dispatchers[sendStickersCommand]() {
			b := newBus()
			to.add(b, func(context.Context, *sendStickersCommand) error { return failure })
			if err := by.send(newContext(), b, new(sendStickersCommand)); err != failure {
				t.Errorf("%s returned %#v, the handler of %s %#v", by.name, err, to.name, failure)
			}
		}
	}
}

func dispatchPassesContext(t reporter, newBus func() bus.Bus) {
	passesContext(t, newBus, handling[sendStickersCommand](), dispatchers[sendStickersCommand]())
}

func passesContext[M any](t reporter, newBus func() bus.Bus, registrars []registrar[M], senders []sender[M]) {
	t.Helper()
	for _, to := range registrars {
		if !to.takesContext {
			continue
		}
		for _, by := range senders {
			b := newBus()
			var got context.Context
			to.add(b, func(ctx context.Context, _ *M) error {
				got = ctx
				return nil
			})
			ctx := newContext()
			want := ctx
			if !by.passesContext {
				want = context.Background()
			}
			if err := by.send(ctx, b, new(M)); err != nil {
				t.Errorf("%s returned %v, what %s registered nil", by.name, err, to.name)
			}
			if got != want {
				t.Errorf("%s passed what %s registered the context %v, want %v", by.name, to.name, got, want)
			}
		}
	}
}

func dispatchFindsNoHandler(t reporter, newBus func() bus.Bus) {
	for _, by := range dispatchers[sendStickersCommand]() {
		b := newBus()
		if err := by.send(newContext(), b, new(sendStickersCommand)); err != bus.ErrHandlerNotFound {
			t.Errorf("%s on an empty bus returned %#v, want ErrHandlerNotFound itself", by.name, err)
		}
		var calls int
		for _, to := range handling[findDashboardQuery]()[:1] {
			to.add(b, counting[findDashboardQuery](&calls))
		}
		for _, to := range listening[sendStickersCommand]() {
			to.add(b, counting[sendStickersCommand](&calls))
		}
		if err := by.send(newContext(), b, new(sendStickersCommand)); err != bus.ErrHandlerNotFound {
			t.Errorf("%s without a handler of its message returned %#v, want ErrHandlerNotFound itself", by.name, err)
		}
		if calls != 0 {
			t.Errorf("%s called a listener, or the handler of another message", by.name)
		}
	}
}

func typeIsIdentity(t reporter, newBus func() bus.Bus) {
	one, other := oneCreated(), otherCreated()
	for i := range one.send {
		b := newBus()
		var calls, otherCalls int
		one.register(b, &calls)
		// Whether that is an error is for other checks to say.
		_ = other.send[i](b)
		if calls != 0 {
			t.Errorf("a message went to what was registered for another type of the same name")
		}
		if p := recovered(func() { other.register(b, &otherCalls) }); p != nil {
			t.Errorf("registering for a second type of the same name panicked: %v", p)
		}
		if err := one.send[i](b); err != nil || calls != 1 || otherCalls != 0 {
			t.Errorf("a message returned %v, with %d calls of what was registered for its type and %d for another of the same name, want nil, 1, 0",
				err, calls, otherCalls)
		}
	}
}

// A namesake is a message type that shares its name with another.
type namesake struct {
	register func(b bus.Bus, calls *int) // both a handler and a listener
	send     []func(bus.Bus) error       // in each way
}

func oneCreated() namesake {
	type created struct{}
	return namesakeOf[created]()
}

func otherCreated() namesake {
	type created struct{}
	return namesakeOf[created]()
}

func namesakeOf[M any]() namesake {
	n := namesake{register: func(b bus.Bus, calls *int) {
		handling[M]()[0].add(b, counting[M](calls))
		listening[M]()[0].add(b, counting[M](calls))
	}}
	for _, by := range append(dispatchers[M](), publishers[M]()...) {
		n.send = append(n.send, func(b bus.Bus) error { return by.send(newContext(), b, new(M)) })
	}
	return n
}
