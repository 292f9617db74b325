package bustest

import (
	"context"
	"fmt"
	"strings"

	"github.com/buslint/buslint/bus"
)

//lint:file-ignore kindmismatch,handlershape what is wrong here is tried on purpose

func invalidMessage(t reporter, newBus func() bus.Bus) {
	b := newBus()
	var calls int
	registerBoth(b, &calls)

	invalid := func(name string, msg bus.Msg, err error) {
		if err == nil || err == bus.ErrHandlerNotFound || !strings.Contains(err.Error(), fmt.Sprintf("%T", msg)) {
			t.Errorf("%s of %#v returned %v, want an error that names the type %T", name, msg, err, msg)
		}
	}
	pointer := new(sendStickersCommand)
	for _, msg := range []bus.Msg{
		nil,
		(*sendStickersCommand)(nil),
		(*findDashboardQuery)(nil), // nothing is registered for it
		*pointer,
		&pointer,
		pointerType(pointer),
		&struct{}{},
		new(int),
		"sendStickersCommand",
	} {
		invalid("DispatchCtx", msg, b.DispatchCtx(newContext(), msg))
		invalid("Dispatch", msg, dispatchWithoutContext(b, msg))
		invalid("PublishCtx", msg, b.PublishCtx(newContext(), msg))
		invalid("Publish", msg, b.Publish(msg))
	}
	null, number := (*sendStickersCommand)(nil), new(int)
	invalid("bus.Dispatch", null, bus.Dispatch(newContext(), b, null))
	invalid("bus.Publish", null, bus.Publish(newContext(), b, null))
	invalid("bus.Dispatch", number, bus.Dispatch(newContext(), b, number))
	invalid("bus.Publish", number, bus.Publish(newContext(), b, number))
	if calls != 0 {
		t.Errorf("invalid messages were handed out %d times", calls)
	}
}

// A pointerType is a pointer to a message, and not the type of one.
type pointerType *sendStickersCommand

func nilContext(t reporter, newBus func() bus.Bus) {
	b := newBus()
	var calls int
	nils := func(ctx context.Context, _ *sendStickersCommand) error {
		if ctx == nil {
			calls++
		}
		return nil
	}
	handling[sendStickersCommand]()[0].add(b, nils)
	listening[sendStickersCommand]()[0].add(b, nils)
	refusesNil(t, b, "to what is registered", append(dispatchers[sendStickersCommand](), publishers[sendStickersCommand]()...))
	refusesNil(t, b, "to nobody", append(dispatchers[stickersSentEvent](), publishers[stickersSentEvent]()...))
	if calls != 0 {
		t.Errorf("a nil context was handed out %d times", calls)
	}
}

func refusesNil[M any](t reporter, b bus.Bus, to string, senders []sender[M]) {
	t.Helper()
	var none context.Context
	for _, by := range senders {
		if !by.passesContext {
			continue
		}
		for range 2 { // the first may have taught the bus the type
			if err := by.send(none, b, new(M)); err == nil || err == bus.ErrHandlerNotFound {
				t.Errorf("%s %s with a nil context returned %v, want an error that says so", by.name, to, err)
			}
			_ = by.send(newContext(), b, new(M))
		}
	}
}

// registerBoth registers a handler and a listener for one message type.
func registerBoth(b bus.Bus, calls *int) {
	handling[sendStickersCommand]()[0].add(b, counting[sendStickersCommand](calls))
	listening[sendStickersCommand]()[0].add(b, counting[sendStickersCommand](calls))
}
