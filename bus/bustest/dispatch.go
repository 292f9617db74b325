package bustest

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/buslint/buslint/bus"
)

func dispatchCallsHandler(t reporter, newBus func() bus.Bus) {
	for _, to := range handling[sendStickersCommand]() {
		for _, by := range dispatchers[sendStickersCommand]() {
			b := newBus()
			var got []*sendStickersCommand
			to.add(b, func(_ context.Context, cmd *sendStickersCommand) error {
				got = append(got, cmd)
				cmd.Count++
				return nil
			})
			cmd := &sendStickersCommand{Count: 1}
			if err := by.send(newContext(), b, cmd); err != nil {
				t.Errorf("%s returned %v, the handler of %s nil", by.name, err, to.name)
			}
			if len(got) != 1 || got[0] != cmd {
				t.Errorf("after %s the handler of %s had got %v, want the message sent, %p", by.name, to.name, got, cmd)
			}
			if cmd.Count != 2 {
				t.Errorf("after %s the message is not as the handler of %s left it", by.name, to.name)
			}
		}
	}
}

func dispatchReturnsError(t reporter, newBus func() bus.Bus) {
	for _, to := range handling[sendStickersCommand]() {
		for _, by := range dispatchers[sendStickersCommand]() {
			for _, failure := range failures() {
				b := newBus()
				to.add(b, func(context.Context, *sendStickersCommand) error { return failure })
				if err := by.send(newContext(), b, new(sendStickersCommand)); !same(err, failure) {
					t.Errorf("%s returned %#v, the handler of %s %#v", by.name, err, to.name, failure)
				}
			}
		}
	}
}

// failures returns errors that a bus might be tempted to look into.
func failures() []error {
	return []error{
		errors.New("out of stickers"),
		(*ownError)(nil), // an error all the same
		new(ownError),
		severalErrors{errors.New("torn"), errors.New("faded")}, // cannot be compared
		context.Canceled,
		context.DeadlineExceeded,
		bus.ErrHandlerNotFound,
		fmt.Errorf("asking for stickers: %w", bus.ErrHandlerNotFound),
		errors.Join(errors.New("torn"), context.Canceled),
		io.EOF,
	}
}

type severalErrors []error

func (severalErrors) Error() string { return "several" }

// same reports whether got is the error want itself.
func same(got, want error) bool {
	if list, ok := want.(severalErrors); ok {
		other, ok := got.(severalErrors)
		return ok && &other[0] == &list[0]
	}
	if _, ok := got.(severalErrors); ok {
		return false
	}
	return got == want
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
	distinct(t, newBus, oneCreated(), otherCreated())
	distinct(t, newBus, otherCreated(), oneCreated())
	distinct(t, newBus, namesakeOf[box[int]](), namesakeOf[box[string]]())
	distinct(t, newBus, namesakeOf[box[box[int]]](), namesakeOf[box[box[string]]]())
	distinct(t, newBus, namesakeOf[box[int]](), namesakeOf[crate[int]]())
	distinct(t, newBus, namesakeOf[embeds](), namesakeOf[sendStickersCommand]())
	distinct(t, newBus, namesakeOf[sendStickersCommand](), namesakeOf[embeds]())
	distinct(t, newBus, namesakeOf[derived](), namesakeOf[sendStickersCommand]())
}

type (
	box[T any]   struct{}
	crate[T any] struct{}
	embeds       struct{ sendStickersCommand }
	derived      sendStickersCommand
)

func distinct(t reporter, newBus func() bus.Bus, one, other namesake) {
	t.Helper()
	for i := range one.send {
		b := newBus()
		var calls, otherCalls int
		one.register(b, &calls)
		// Whether that is an error is for other checks to say.
		_ = other.send[i](b)
		if calls != 0 {
			t.Errorf("a message of type %s went to what was registered for %s", other.name, one.name)
		}
		if p := recovered(func() { other.register(b, &otherCalls) }); p != nil {
			t.Errorf("registering for %s after %s panicked: %v", other.name, one.name, p)
		}
		if err := one.send[i](b); err != nil || calls != 1 || otherCalls != 0 {
			t.Errorf("a message of type %s returned %v, with %d calls of what was registered for it and %d for %s, want nil, 1, 0",
				one.name, err, calls, otherCalls, other.name)
		}
	}
}

// A namesake is a message type that has something in common with another, such as
// its name.
type namesake struct {
	name     string
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
	n := namesake{name: fmt.Sprintf("%T", *new(M)), register: func(b bus.Bus, calls *int) {
		handling[M]()[0].add(b, counting[M](calls))
		listening[M]()[0].add(b, counting[M](calls))
	}}
	for _, by := range append(dispatchers[M](), publishers[M]()...) {
		n.send = append(n.send, func(b bus.Bus) error { return by.send(newContext(), b, new(M)) })
	}
	return n
}
