package bus_test

import (
	"context"
	"fmt"
	"runtime"
	"testing"

	"github.com/buslint/buslint/bus"
)

func sendStickers(context.Context, *SendStickersCommand) error    { return nil }
func sendStickersToo(context.Context, *SendStickersCommand) error { return nil }
func sendWithoutContext(*SendStickersCommand) error               { return nil }
func sendSeveral(context.Context, ...*SendStickersCommand) error  { return nil }
func (*StickerService) sendByValue(SendStickersCommand) error     { return nil }
func sendPointer(context.Context, stickersPointer) error          { return nil }

// What a consumer needs of a bus it can say without package bus.
var _ interface {
	DispatchCtx(ctx context.Context, msg any) error
	AddHandlerCtx(handler any)
} = bus.Bus(nil)

// A stickersPointer is no message, although it points to one.
type stickersPointer *SendStickersCommand

// decorated has all methods from the bus within.
type decorated struct{ bus.Bus }

func passOn(_ bus.Registration, next bus.Handler) bus.Handler { return next }

func TestRegistrationPanics(t *testing.T) {
	b := bus.New()
	b.AddHandlerCtx(sendStickers)
	_, file, line, _ := runtime.Caller(0)
	first := fmt.Sprintf("a message has one handler, and github.com/buslint/buslint/bus_test.sendStickers handles *bus_test.SendStickersCommand, registered at %s:%d", file, line-1)
	// Where the functions below register.
	here := func(n int) string { return fmt.Sprintf("%s:%d", file, line+n) }
	for _, test := range []struct {
		register func()
		want     string
	}{
		{
			func() { b.AddHandlerCtx(sendStickersToo) },
			"bus: AddHandlerCtx(github.com/buslint/buslint/bus_test.sendStickersToo) at " + here(9) + ": " + first,
		},
		{
			func() { bus.Handle(b, sendStickersToo) },
			"bus: Handle(github.com/buslint/buslint/bus_test.sendStickersToo) at " + here(13) + ": " + first,
		},
		{
			func() { bus.Handle(decorated{b}, sendStickersToo) },
			"bus: Handle(github.com/buslint/buslint/bus_test.sendStickersToo) at " + here(17) + ": " + first,
		},
		{
			func() { b.AddHandlerCtx(sendWithoutContext) },
			"bus: AddHandlerCtx(github.com/buslint/buslint/bus_test.sendWithoutContext): expected a non-nil func(context.Context, *bus_test.SendStickersCommand) error, got func(*bus_test.SendStickersCommand) error",
		},
		{
			func() { b.AddEventListener(new(StickerService).sendByValue) },
			"bus: AddEventListener(github.com/buslint/buslint/bus_test.(*StickerService).sendByValue): expected a non-nil func(*M) error where M is a named struct, got func(bus_test.SendStickersCommand) error",
		},
		{
			func() { b.AddEventListenerCtx(sendSeveral) },
			"bus: AddEventListenerCtx(github.com/buslint/buslint/bus_test.sendSeveral): expected a non-nil func(context.Context, *M) error where M is a named struct, got func(context.Context, ...*bus_test.SendStickersCommand) error",
		},
		{
			func() { b.AddHandlerCtx(sendPointer) },
			"bus: AddHandlerCtx(github.com/buslint/buslint/bus_test.sendPointer): expected a non-nil func(context.Context, *M) error where M is a named struct, got func(context.Context, bus_test.stickersPointer) error",
		},
		{
			func() { bus.Listen[SendStickersCommand](b, nil) },
			"bus: Listen(nil): expected a non-nil func(context.Context, *bus_test.SendStickersCommand) error, got func(context.Context, *bus_test.SendStickersCommand) error",
		},
		{
			func() { b.AddHandlerCtx(nil) },
			"bus: AddHandlerCtx(nil): expected a non-nil func(context.Context, *M) error where M is a named struct, got <nil>",
		},
		{
			func() { bus.New(passOn, nil) },
			"bus: New: middleware 2 of 2 is nil",
		},
		{
			func() {
				bus.Handle(bus.New(func(bus.Registration, bus.Handler) bus.Handler { return nil }), sendStickers)
			},
			"bus: a Middleware returned nil, and github.com/buslint/buslint/bus_test.sendStickers handles *bus_test.SendStickersCommand, registered at " + here(50),
		},
	} {
		func() {
			defer func() {
				if got := fmt.Sprint(recover()); got != test.want {
					t.Errorf("panicked with\n\t%s\nwant\n\t%s", got, test.want)
				}
			}()
			test.register()
		}()
	}
}

func TestErrors(t *testing.T) {
	b := bus.New()
	var none context.Context
	for _, test := range []struct {
		err  error
		want string
	}{
		{b.DispatchCtx(t.Context(), nil), "bus: message is <nil>, expected a pointer to a named struct"},
		{b.PublishCtx(t.Context(), SendStickersCommand{}), "bus: message is bus_test.SendStickersCommand, expected a pointer to a named struct"},
		{bus.Publish[SendStickersCommand](t.Context(), b, nil), "bus: message is a nil *bus_test.SendStickersCommand"},
		{b.DispatchCtx(none, new(SendStickersCommand)), "bus: nil context for *bus_test.SendStickersCommand"},
		{b.DispatchCtx(t.Context(), new(SendStickersCommand)), "bus: handler not found"},
		{b.DispatchCtx(t.Context(), stickersPointer(new(SendStickersCommand))), "bus: message is bus_test.stickersPointer, expected a pointer to a named struct"},
	} {
		if got := fmt.Sprint(test.err); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}

// The generic functions promise not to allocate, however the other side was
// registered and whatever is in between; the methods do not where the other side
// is typed.
func TestAllocations(t *testing.T) {
	ctx, msg, event := t.Context(), new(SendStickersCommand), new(StickersSentEvent)
	around := func(_ bus.Registration, next bus.Handler) bus.Handler {
		return func(ctx context.Context, msg bus.Msg) error { return next(ctx, msg) }
	}
	for name, b := range map[string]bus.Bus{
		"plain": bus.New(), "with middleware": bus.New(around, around), "decorated": decorated{bus.New()},
	} {
		bus.Handle(b, sendStickers)
		bus.Listen(b, sendStickers)
		none(t, name+", Dispatch", func() { _ = bus.Dispatch(ctx, b, msg) })
		none(t, name+", Publish", func() { _ = bus.Publish(ctx, b, msg) })
		none(t, name+", DispatchCtx", func() { _ = b.DispatchCtx(ctx, msg) })
		none(t, name+", PublishCtx", func() { _ = b.PublishCtx(ctx, msg) })
		none(t, name+", Publish to nobody", func() { _ = bus.Publish(ctx, b, event) })
		none(t, name+", Dispatch of what nothing handles", func() { _ = bus.Dispatch(ctx, b, event) })
	}
	for name, b := range map[string]bus.Bus{
		"plain": bus.New(), "with middleware": bus.New(around, around),
	} {
		b.AddHandlerCtx(sendStickers)
		b.AddEventListenerCtx(sendStickers)
		b.AddEventListener(sendWithoutContext)
		none(t, name+", Dispatch to an untyped handler", func() { _ = bus.Dispatch(ctx, b, msg) })
		none(t, name+", Publish to untyped listeners", func() { _ = bus.Publish(ctx, b, msg) })
		// Who the message is has been learned now.
		none(t, name+", DispatchCtx to an untyped handler", func() { _ = b.DispatchCtx(ctx, msg) })
		none(t, name+", PublishCtx to untyped listeners", func() { _ = b.PublishCtx(ctx, msg) })
	}
}

func none(t *testing.T, what string, f func()) {
	t.Helper()
	if n := testing.AllocsPerRun(100, f); n != 0 {
		t.Errorf("%s: %v allocations, want 0", what, n)
	}
}

// The cost of a registration does not depend on how many there are already.
func TestListenersAreRegisteredInLinearTime(t *testing.T) {
	bytesFor := func(listeners int) uint64 {
		var before, after runtime.MemStats
		b := bus.New()
		runtime.ReadMemStats(&before)
		for range listeners {
			bus.Listen(b, sendStickers)
		}
		runtime.ReadMemStats(&after)
		return after.TotalAlloc - before.TotalAlloc
	}
	// Quadratic would be a hundred times as much.
	if few, many := bytesFor(1000), bytesFor(10_000); many > 20*few {
		t.Errorf("1,000 listeners take %d bytes to register, 10,000 take %d", few, many)
	}
}
