package bustest

import (
	"context"
	"fmt"
	"strings"

	"github.com/buslint/buslint/bus"
)

//lint:file-ignore kindmismatch,handlershape what is wrong here is tried on purpose

type (
	namedFunc     func(context.Context, *sendStickersCommand) error
	namedFreeFunc func(*sendStickersCommand) error
)

func namedFunctionType(t reporter, newBus func() bus.Bus) {
	var calls int
	count := counting[sendStickersCommand](&calls)
	for name, send := range map[string]func(bus.Bus) error{
		"AddHandlerCtx": func(b bus.Bus) error {
			b.AddHandlerCtx(namedFunc(count))
			return b.DispatchCtx(newContext(), new(sendStickersCommand))
		},
		"AddHandler": func(b bus.Bus) error {
			addHandlerWithoutContext(b, namedFreeFunc(withoutContext(count)))
			return bus.Dispatch(newContext(), b, new(sendStickersCommand))
		},
		"AddEventListenerCtx": func(b bus.Bus) error {
			b.AddEventListenerCtx(namedFunc(count))
			return bus.Publish(newContext(), b, new(sendStickersCommand))
		},
		"AddEventListener": func(b bus.Bus) error {
			b.AddEventListener(namedFreeFunc(withoutContext(count)))
			return b.Publish(new(sendStickersCommand))
		},
	} {
		calls = 0
		if err := send(newBus()); err != nil || calls != 1 {
			t.Errorf("%s of a named function type: it was called %d times with the result %v, want once and nil", name, calls, err)
		}
	}
}

// Functions of the wrong shape, named so that a panic can name them.
type (
	ownError   struct{}
	ownContext context.Context
	ownFailure error
)

func (*ownError) Error() string { return "" }

func takesContext(context.Context, *sendStickersCommand) error             { return nil }
func takesNone(*sendStickersCommand) error                                 { return nil }
func returnsNothing(context.Context, *sendStickersCommand)                 {}
func returnsMore(context.Context, *sendStickersCommand) (int, error)       { return 0, nil }
func returnsOwnError(context.Context, *sendStickersCommand) *ownError      { return nil }
func takesMore(context.Context, *sendStickersCommand, ...string) error     { return nil }
func takesAnyFirst(any, *sendStickersCommand) error                        { return nil }
func swaps(*sendStickersCommand, context.Context) error                    { return nil }
func takesSeveral(context.Context, ...*sendStickersCommand) error          { return nil }
func takesValue(context.Context, sendStickersCommand) error                { return nil }
func takesUnnamed(context.Context, *struct{}) error                        { return nil }
func takesAny(context.Context, any) error                                  { return nil }
func takesNothing() error                                                  { return nil }
func takesNumber(context.Context, *int) error                              { return nil }
func takesPointerType(context.Context, pointerType) error                  { return nil }
func takesOwnContext(ownContext, *sendStickersCommand) error               { return nil }
func returnsOwnInterface(context.Context, *sendStickersCommand) ownFailure { return nil }
func takesCommand(context.Context, *sendStickersCommand) error             { return nil }
func takesCommandToo(_ context.Context, _ *sendStickersCommand) (_ error)  { return nil }

func wrongShape(t reporter, newBus func() bus.Bus) {
	const command = "*bustest.sendStickersCommand"
	b := newBus()
	refuses := func(name string, register func(), naming ...string) {
		p := recovered(register)
		if p == nil {
			t.Errorf("%s of the wrong shape did not panic", name)
			return
		}
		for _, want := range naming {
			if !strings.Contains(fmt.Sprint(p), want) {
				t.Errorf("%s of the wrong shape panicked with %q, want it to name %s", name, p, want)
			}
		}
	}
	for _, to := range []struct {
		name  string
		add   func(bus.Bus, bus.HandlerFunc)
		shape string
		other bus.HandlerFunc // that its twin would take
		named string
	}{
		{"AddHandlerCtx", bus.Bus.AddHandlerCtx, "func(context.Context, " + command + ") error", takesNone, "takesNone"},
		{"AddEventListenerCtx", bus.Bus.AddEventListenerCtx, "func(context.Context, " + command + ") error", takesNone, "takesNone"},
		{"AddHandler", addHandlerWithoutContext, "func(" + command + ") error", takesContext, "takesContext"},
		{"AddEventListener", bus.Bus.AddEventListener, "func(" + command + ") error", takesContext, "takesContext"},
	} {
		refuses(to.name, func() { to.add(b, to.other) }, to.named, to.shape)
		refuses(to.name, func() { to.add(b, returnsNothing) }, "returnsNothing", to.shape)
		refuses(to.name, func() { to.add(b, returnsMore) }, "returnsMore", to.shape)
		refuses(to.name, func() { to.add(b, returnsOwnError) }, "returnsOwnError", to.shape)
		refuses(to.name, func() { to.add(b, takesMore) }, "takesMore", to.shape)
		refuses(to.name, func() { to.add(b, takesAnyFirst) }, "takesAnyFirst", to.shape)
		refuses(to.name, func() { to.add(b, swaps) }, "swaps", to.shape)
		refuses(to.name, func() { to.add(b, takesSeveral) }, "takesSeveral", command)
		refuses(to.name, func() { to.add(b, takesValue) }, "takesValue", "bustest.sendStickersCommand")
		refuses(to.name, func() { to.add(b, takesUnnamed) }, "takesUnnamed", "*struct {}")
		refuses(to.name, func() { to.add(b, takesAny) }, "takesAny")
		refuses(to.name, func() { to.add(b, takesNothing) }, "takesNothing")
		refuses(to.name, func() { to.add(b, takesNumber) }, "takesNumber", "*int")
		refuses(to.name, func() { to.add(b, takesPointerType) }, "takesPointerType", "bustest.pointerType")
		refuses(to.name, func() { to.add(b, takesOwnContext) }, "takesOwnContext", to.shape)
		refuses(to.name, func() { to.add(b, returnsOwnInterface) }, "returnsOwnInterface", to.shape)
		refuses(to.name, func() { to.add(b, namedFunc(nil)) }, command)
		refuses(to.name, func() { to.add(b, namedFreeFunc(nil)) }, command)
		refuses(to.name, func() { to.add(b, new(sendStickersCommand)) }, command)
		refuses(to.name, func() { to.add(b, nil) })
	}
	refuses("bus.Handle", func() { bus.Handle[sendStickersCommand](b, nil) }, command)
	refuses("bus.Listen", func() { bus.Listen[sendStickersCommand](b, nil) }, command)
	refuses("bus.Handle", func() { bus.Handle(b, takesNumber) }, "takesNumber", "*int")
	refuses("bus.Listen", func() { bus.Listen(b, takesNumber) }, "takesNumber", "*int")

	if err := b.DispatchCtx(newContext(), new(sendStickersCommand)); err != bus.ErrHandlerNotFound {
		t.Errorf("DispatchCtx after nothing but refused registrations returned %v, want ErrHandlerNotFound", err)
	}
	b.AddHandlerCtx(takesCommand)
	if err := b.DispatchCtx(newContext(), new(sendStickersCommand)); err != nil {
		t.Errorf("DispatchCtx to a handler added after refused ones returned %v, want nil", err)
	}
}

func secondHandler(t reporter, newBus func() bus.Bus) {
	for _, to := range handling[sendStickersCommand]() {
		for _, again := range handling[sendStickersCommand]() {
			b := newBus()
			var first, second int
			to.add(b, counting[sendStickersCommand](&first))
			p := recovered(func() { again.add(b, counting[sendStickersCommand](&second)) })
			if p == nil {
				t.Errorf("%s after %s for the same message did not panic", again.name, to.name)
			}
			err := b.DispatchCtx(newContext(), new(sendStickersCommand))
			if err != nil || first != 1 || second != 0 {
				t.Errorf("after a second handler was refused, DispatchCtx returned %v with %d calls of the first and %d of the second, want nil, 1, 0",
					err, first, second)
			}
		}
	}

	b := newBus()
	b.AddHandlerCtx(takesCommand)
	p := fmt.Sprint(recovered(func() { b.AddHandlerCtx(takesCommandToo) }))
	for _, want := range []string{"takesCommandToo", "*bustest.sendStickersCommand"} {
		if !strings.Contains(p, want) {
			t.Errorf("a second handler panicked with %q, want it to name %s", p, want)
		}
	}
}
