package bus_test

import (
	"context"
	"fmt"
	"testing"

	"github.com/buslint/buslint/bus"
)

func sendStickers(context.Context, *SendStickersCommand) error    { return nil }
func sendStickersToo(context.Context, *SendStickersCommand) error { return nil }
func sendWithoutContext(*SendStickersCommand) error               { return nil }
func sendSeveral(context.Context, ...*SendStickersCommand) error  { return nil }
func (*StickerService) sendByValue(SendStickersCommand) error     { return nil }

func TestRegistrationPanics(t *testing.T) {
	b := bus.New()
	b.AddHandlerCtx(sendStickers)
	for _, test := range []struct {
		want     string
		register func()
	}{
		{
			"bus: AddHandlerCtx(github.com/buslint/buslint/bus_test.sendStickersToo): *bus_test.SendStickersCommand is already handled by github.com/buslint/buslint/bus_test.sendStickers, and a message has one handler",
			func() { b.AddHandlerCtx(sendStickersToo) },
		},
		{
			"bus: Handle(github.com/buslint/buslint/bus_test.sendStickersToo): *bus_test.SendStickersCommand is already handled by github.com/buslint/buslint/bus_test.sendStickers, and a message has one handler",
			func() { bus.Handle(b, sendStickersToo) },
		},
		{
			"bus: AddHandlerCtx(github.com/buslint/buslint/bus_test.sendWithoutContext): expected a func(context.Context, *bus_test.SendStickersCommand) error, got func(*bus_test.SendStickersCommand) error",
			func() { b.AddHandlerCtx(sendWithoutContext) },
		},
		{
			"bus: AddEventListener(github.com/buslint/buslint/bus_test.(*StickerService).sendByValue): expected a func(*M) error where M is a named struct, got func(bus_test.SendStickersCommand) error",
			func() { b.AddEventListener(new(StickerService).sendByValue) },
		},
		{
			"bus: AddEventListenerCtx(github.com/buslint/buslint/bus_test.sendSeveral): expected a func(context.Context, *M) error where M is a named struct, got func(context.Context, ...*bus_test.SendStickersCommand) error",
			func() { b.AddEventListenerCtx(sendSeveral) },
		},
		{
			"bus: Listen(nil): expected a non-nil func(context.Context, *bus_test.SendStickersCommand) error, got func(context.Context, *bus_test.SendStickersCommand) error",
			func() { bus.Listen[SendStickersCommand](b, nil) },
		},
		{
			"bus: AddHandlerCtx(nil): expected a func(context.Context, *M) error where M is a named struct, got <nil>",
			func() { b.AddHandlerCtx(nil) },
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
	} {
		if got := fmt.Sprint(test.err); got != test.want {
			t.Errorf("got %q, want %q", got, test.want)
		}
	}
}

// The generic functions promise not to allocate, however the other side was
// registered.
func TestTypedAllocations(t *testing.T) {
	ctx := t.Context()
	for name, register := range map[string]func(*bus.InProcBus){
		"typed": func(b *bus.InProcBus) {
			bus.Handle(b, sendStickers)
			bus.Listen(b, sendStickers)
		},
		"with context": func(b *bus.InProcBus) {
			b.AddHandlerCtx(sendStickers)
			b.AddEventListenerCtx(sendStickers)
		},
		"without context": func(b *bus.InProcBus) {
			b.AddHandler(sendWithoutContext)
			b.AddEventListener(sendWithoutContext)
		},
	} {
		b := bus.New()
		register(b)
		msg := new(SendStickersCommand)
		if n := testing.AllocsPerRun(100, func() { _ = bus.Dispatch(ctx, b, msg) }); n != 0 {
			t.Errorf("Dispatch to a handler registered %s: %v allocations, want 0", name, n)
		}
		if n := testing.AllocsPerRun(100, func() { _ = bus.Publish(ctx, b, msg) }); n != 0 {
			t.Errorf("Publish to a listener registered %s: %v allocations, want 0", name, n)
		}
	}
}
