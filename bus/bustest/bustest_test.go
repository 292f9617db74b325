package bustest

import (
	"context"
	"sync/atomic"
	"testing"
	"time"

	"github.com/buslint/buslint/bus"
)

// A suite that nothing can fail says nothing: each check must see a flaw.
func TestChecksSeeFlaws(t *testing.T) {
	t.Parallel()
	for _, c := range checks {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if len(flaws[c.name]) == 0 {
				t.Error("has no flaw to see")
			}
			for _, f := range flaws[c.name] {
				var r recorder
				run(&r, time.Second, func() {
					c.check(&r, func() bus.Bus { return newFlawed(f.flaw) })
				})
				if !r.failed.Load() {
					t.Errorf("passed a bus that %s", f.name)
				}
			}
		})
	}
}

// The decorator that the flaws are made with must have none of its own.
func TestFlawlessBus(t *testing.T) {
	Run(t, func(*testing.T) bus.Bus { return newFlawed(func(*flawed, bus.Bus) {}) })
}

type recorder struct{ failed atomic.Bool }

func (r *recorder) Helper()               {}
func (r *recorder) Errorf(string, ...any) { r.failed.Store(true) }

// flawed is a right bus of which a flaw can replace any part.
type flawed struct {
	dispatchCtx, publishCtx       func(context.Context, bus.Msg) error
	dispatch, publish             func(bus.Msg) error
	addHandlerCtx, addListenerCtx func(bus.HandlerFunc)
	addHandler, addListener       func(bus.HandlerFunc)
}

func newFlawed(flaw func(b *flawed, right bus.Bus)) bus.Bus {
	right := bus.New()
	b := &flawed{
		dispatchCtx:    right.DispatchCtx,
		publishCtx:     right.PublishCtx,
		addHandlerCtx:  right.AddHandlerCtx,
		addListenerCtx: right.AddEventListenerCtx,
		addHandler:     func(h bus.HandlerFunc) { addHandlerWithoutContext(right, h) },
		addListener:    right.AddEventListener,
	}
	b.dispatch = func(msg bus.Msg) error { return b.dispatchCtx(context.Background(), msg) }
	b.publish = func(msg bus.Msg) error { return b.publishCtx(context.Background(), msg) }
	flaw(b, right)
	return b
}

func (b *flawed) DispatchCtx(ctx context.Context, msg bus.Msg) error { return b.dispatchCtx(ctx, msg) }
func (b *flawed) PublishCtx(ctx context.Context, msg bus.Msg) error  { return b.publishCtx(ctx, msg) }
func (b *flawed) Dispatch(msg bus.Msg) error                         { return b.dispatch(msg) }
func (b *flawed) Publish(msg bus.Msg) error                          { return b.publish(msg) }
func (b *flawed) AddHandlerCtx(h bus.HandlerFunc)                    { b.addHandlerCtx(h) }
func (b *flawed) AddEventListenerCtx(h bus.HandlerFunc)              { b.addListenerCtx(h) }
func (b *flawed) AddHandler(h bus.HandlerFunc)                       { b.addHandler(h) }
func (b *flawed) AddEventListener(h bus.HandlerFunc)                 { b.addListener(h) }
