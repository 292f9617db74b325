package bus_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/buslint/buslint/bus"
)

// noting returns a middleware that notes under its name when it is composed and
// when a message passes.
func noting(notes *[]string, name string) bus.Middleware {
	return func(reg bus.Registration, next bus.Handler) bus.Handler {
		function := reg.Function[strings.LastIndex(reg.Function, ".")+1:]
		*notes = append(*notes, fmt.Sprintf("%s composed for %q of %s", name, function, reg.Message))
		return func(ctx context.Context, msg bus.Msg) error {
			*notes = append(*notes, fmt.Sprintf("%s passes %T to %q", name, msg, function))
			return next(ctx, msg)
		}
	}
}

func TestMiddlewareOrder(t *testing.T) {
	var notes []string
	b := bus.New(noting(&notes, "outer"), noting(&notes, "inner"))
	bus.Handle(b, sendStickers)
	want := []string{
		`inner composed for "sendStickers" of *bus_test.SendStickersCommand`,
		`outer composed for "sendStickers" of *bus_test.SendStickersCommand`,
	}
	if !slices.Equal(notes, want) {
		t.Errorf("registration notes\n\t%q\nwant\n\t%q", notes, want)
	}
	want = []string{
		`outer passes *bus_test.SendStickersCommand to "sendStickers"`,
		`inner passes *bus_test.SendStickersCommand to "sendStickers"`,
	}
	for name, send := range map[string]func() error{
		"bus.Dispatch": func() error { return bus.Dispatch(t.Context(), b, new(SendStickersCommand)) },
		"DispatchCtx":  func() error { return b.DispatchCtx(t.Context(), new(SendStickersCommand)) },
		"Dispatch":     func() error { return b.Dispatch(new(SendStickersCommand)) },
	} {
		notes = nil
		if err := send(); err != nil || !slices.Equal(notes, want) {
			t.Errorf("%s returned %v and notes\n\t%q\nwant\n\t%q", name, err, notes, want)
		}
	}
}

// Each listener is wrapped by itself.
func TestMiddlewareOfListeners(t *testing.T) {
	failure := errors.New("nobody home")
	var isolated []error
	b := bus.New(func(reg bus.Registration, next bus.Handler) bus.Handler {
		if !reg.Listener {
			return next
		}
		return func(ctx context.Context, msg bus.Msg) error {
			isolated = append(isolated, next(ctx, msg))
			return nil
		}
	})
	bus.Listen(b, func(context.Context, *StickersSentEvent) error { return failure })
	b.AddEventListener(func(*StickersSentEvent) error { return nil })
	b.AddEventListenerCtx(func(context.Context, *StickersSentEvent) error { return failure })
	bus.Handle(b, func(context.Context, *StickersSentEvent) error { return failure })
	want := []error{failure, nil, failure}
	for name, publish := range map[string]func() error{
		"bus.Publish": func() error { return bus.Publish(t.Context(), b, new(StickersSentEvent)) },
		"PublishCtx":  func() error { return b.PublishCtx(t.Context(), new(StickersSentEvent)) },
	} {
		isolated = nil
		if err := publish(); err != nil || !slices.Equal(isolated, want) {
			t.Errorf("%s returned %v, the listeners %v, want nil and %v", name, err, isolated, want)
		}
	}
	if err := bus.Dispatch(t.Context(), b, new(StickersSentEvent)); err != failure {
		t.Errorf("the handler's error is %v, want %v", err, failure)
	}
}

func TestMiddlewareOfWhatNothingHandles(t *testing.T) {
	var notes []string
	b := bus.New(noting(&notes, "it"))
	bus.Listen(b, sendStickers)
	notes = nil
	for range 2 {
		if err := bus.Dispatch(t.Context(), b, new(SendStickersCommand)); err != bus.ErrHandlerNotFound {
			t.Errorf("Dispatch returned %v, want ErrHandlerNotFound", err)
		}
	}
	if err := b.DispatchCtx(t.Context(), new(SendStickersCommand)); err != bus.ErrHandlerNotFound {
		t.Errorf("DispatchCtx returned %v, want ErrHandlerNotFound", err)
	}
	b.AddHandlerCtx(sendStickersToo)
	if err := bus.Dispatch(t.Context(), b, new(SendStickersCommand)); err != nil {
		t.Errorf("Dispatch to a handler that came later returned %v", err)
	}
	want := []string{
		`it composed for "" of *bus_test.SendStickersCommand`,
		`it passes *bus_test.SendStickersCommand to ""`,
		`it passes *bus_test.SendStickersCommand to ""`,
		`it passes *bus_test.SendStickersCommand to ""`,
		`it composed for "sendStickersToo" of *bus_test.SendStickersCommand`,
		`it passes *bus_test.SendStickersCommand to "sendStickersToo"`,
	}
	if !slices.Equal(notes, want) {
		t.Errorf("it notes\n\t%q\nwant\n\t%q", notes, want)
	}
}

// What the bus refuses passes no middleware, nor does an event that nobody hears.
func TestMiddlewareOfWhatGoesNowhere(t *testing.T) {
	var notes []string
	b := bus.New(noting(&notes, "it"))
	var none context.Context
	for _, msg := range []bus.Msg{nil, (*SendStickersCommand)(nil), SendStickersCommand{}} {
		if err := b.DispatchCtx(t.Context(), msg); err == nil || err == bus.ErrHandlerNotFound {
			t.Errorf("DispatchCtx of %#v returned %v", msg, err)
		}
	}
	if err := b.DispatchCtx(none, new(SendStickersCommand)); err == nil || err == bus.ErrHandlerNotFound {
		t.Errorf("DispatchCtx with a nil context returned %v", err)
	}
	if err := b.PublishCtx(t.Context(), new(StickersSentEvent)); err != nil {
		t.Errorf("PublishCtx to nobody returned %v", err)
	}
	if len(notes) != 0 {
		t.Errorf("it notes %q, want nothing", notes)
	}
}

// A middleware may use the bus while it is asked about a registration, and while
// it handles a message.
func TestMiddlewareUsesBus(t *testing.T) {
	var b *bus.InProcBus
	registered := false
	b = bus.New(func(reg bus.Registration, next bus.Handler) bus.Handler {
		if !registered {
			registered = true
			bus.Listen(b, func(context.Context, *StickersSentEvent) error { return nil })
		}
		return func(ctx context.Context, msg bus.Msg) error {
			if _, ok := msg.(*SendStickersCommand); ok {
				if err := bus.Publish(ctx, b, new(StickersSentEvent)); err != nil {
					return err
				}
			}
			return next(ctx, msg)
		}
	})
	bus.Handle(b, sendStickers)
	if err := bus.Dispatch(t.Context(), b, new(SendStickersCommand)); err != nil {
		t.Error(err)
	}
	if err := bus.Dispatch(t.Context(), b, new(FindDashboardQuery)); err != bus.ErrHandlerNotFound {
		t.Errorf("got %v, want ErrHandlerNotFound", err)
	}
}

func TestAll(t *testing.T) {
	b := bus.New()
	for reg := range b.All() {
		t.Errorf("an empty bus has %s", reg)
	}
	bus.Handle(b, sendStickers)
	b.AddEventListener(sendWithoutContext)
	bus.Listen(decorated{b}, sendStickers)
	b.AddHandlerCtx(new(DashboardService).FindDashboard)
	all := b.All()
	bus.Handle(b, new(FolderService).CreateFolder)
	_ = b.DispatchCtx(t.Context(), new(StickersSentEvent)) // known, but not registered

	_, file, line, _ := runtime.Caller(0)
	file = filepath.Base(file)
	want := []string{
		fmt.Sprintf("sendStickers handles *bus_test.SendStickersCommand, registered at %s:%d", file, line-8),
		fmt.Sprintf("sendWithoutContext listens to *bus_test.SendStickersCommand, registered at %s:%d", file, line-7),
		fmt.Sprintf("sendStickers listens to *bus_test.SendStickersCommand, registered at %s:%d", file, line-6),
		fmt.Sprintf("(*DashboardService).FindDashboard handles *bus_test.FindDashboardQuery, registered at %s:%d", file, line-5),
	}
	var got []string
	for reg := range all {
		reg.Function = strings.TrimPrefix(reg.Function, "github.com/buslint/buslint/bus_test.")
		reg.File = filepath.Base(reg.File)
		got = append(got, reg.String())
	}
	if !slices.Equal(got, want) {
		t.Errorf("All has\n\t%s\nwant\n\t%s", strings.Join(got, "\n\t"), strings.Join(want, "\n\t"))
	}
	if n := len(slices.Collect(b.All())); n != 5 {
		t.Errorf("All has %d registrations later, want 5", n)
	}
}

func TestCheckHandlers(t *testing.T) {
	b := bus.New()
	bus.Handle(b, sendStickers)
	bus.Listen(b, func(context.Context, *StickersSentEvent) error { return nil })
	_ = bus.Dispatch(t.Context(), b, new(FindDashboardQuery))
	if err := b.CheckHandlers(); err != nil {
		t.Error(err)
	}
	if err := b.CheckHandlers((*SendStickersCommand)(nil), new(SendStickersCommand)); err != nil {
		t.Error(err)
	}
	err := b.CheckHandlers((*StickersSentEvent)(nil), (*SendStickersCommand)(nil), (*FindDashboardQuery)(nil))
	if want := "bus: handler not found: nothing handles *bus_test.StickersSentEvent, *bus_test.FindDashboardQuery"; err == nil || err.Error() != want {
		t.Errorf("got error %v, want %s", err, want)
	}
	if !errors.Is(err, bus.ErrHandlerNotFound) {
		t.Errorf("errors.Is does not find ErrHandlerNotFound in %v", err)
	}
	err = b.CheckHandlers(SendStickersCommand{})
	if want := "bus: message is bus_test.SendStickersCommand, expected a pointer to a named struct"; err == nil || err.Error() != want {
		t.Errorf("got error %v, want %s", err, want)
	}
}
