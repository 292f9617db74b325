// Package passed has functions that pass what they are given on to a bus.
package passed

import (
	"context"

	"github.com/buslint/buslint/bus"
)

type (
	BookSold    struct{} // want `^BookSold is an event$`
	BookLent    struct{} // want `^BookLent is an event$`
	LendBook    struct{} // want `^LendBook is a command$`
	ReturnBook  struct{} // want `^ReturnBook is a command$`
	BurnBook    struct{}
	BookMissing struct{}
)

type library struct {
	bus     bus.Bus
	publish func(context.Context, any) error
	send    func(any) error
	other   func(any)
}

func newLibrary(b bus.Bus) *library {
	l := &library{bus: b, publish: b.PublishCtx}                                     // want `^publish \?, aware, value$`
	l.send = func(msg any) error { return b.DispatchCtx(context.Background(), msg) } // want `^dispatch \?, aware$`
	return l
}

func (l *library) fields(ctx context.Context) {
	_ = l.publish(ctx, &BookSold{}) // want `^publish BookSold, aware, through a value$`
	_ = l.send(&LendBook{})         // want `^dispatch LendBook, aware, through a value$`
	l.other(BurnBook{})
}

func closure(ctx context.Context, b bus.Bus) {
	publish := func(event any) { _ = b.PublishCtx(ctx, event) } // want `^publish \?, aware$`
	publish(&BookSold{})                                        // want `^publish BookSold, aware, through a value$`
	twice := func(event any) {
		publish(event) // want `^publish \?, aware, through a value$`
		publish(event) // want `^publish \?, aware, through a value$`
	}
	twice(&BookLent{}) // want `^publish BookLent, aware, through a value$`
	keep := func(event any) { _ = event }
	keep(&BookMissing{})
	changed := func(event any) { _ = b.PublishCtx(ctx, event) } // want `^publish \?, aware$`
	changed(&BookMissing{})
	changed = nil
	_ = changed
}

// tell passes events on, and says what else there is.
func (l *library) tell(ctx context.Context, topic string, event any) {
	_ = l.bus.PublishCtx(ctx, event) // want `^publish \?, aware$`
}

func (l *library) all(events ...any) {
	for _, event := range events {
		_ = l.bus.PublishCtx(context.Background(), event) // want `^publish \?, aware$`
	}
}

func do[C any](b bus.Bus, cmd *C) error { return b.DispatchCtx(context.Background(), cmd) } // want `^dispatch \?, aware$`

func serve(b bus.Bus, handler any) { b.AddHandlerCtx(handler) } // want `^handle \?, aware$`

func lend(context.Context, *LendBook) error { return nil }

func declared(ctx context.Context, l *library, more []any) {
	l.tell(ctx, "books", &BookLent{}) // want `^publish BookLent, aware, through a value$`
	l.all(&BookLent{}, &BookSold{})   // want `^publish BookLent, aware, through a value$` `^publish BookSold, aware, through a value$`
	l.all(more...)
	_ = do(l.bus, &ReturnBook{}) // want `^dispatch ReturnBook, aware, through a value$`
	serve(l.bus, lend)           // want `^handle LendBook, aware, through a value, by lend$`
	again(l.bus, 3)              // want `^dispatch \?, aware, through a value$`
}

// again calls itself.
func again(b bus.Bus, msg any) {
	_ = b.DispatchCtx(context.Background(), msg) // want `^dispatch \?, aware$`
	again(b, msg)                                // want `^dispatch \?, aware, through a value$`
}

// provide takes constructors, as libraries that inject dependencies do.
func provide(constructors ...any) {}

// connected registers its second parameter. What it is given to does not call it with that.
func connected(b bus.Bus, second func(*LendBook) error) { b.AddHandler(second) } // want `^handle LendBook, twin$`

func inject() {
	provide(newLibrary, connected, BurnBook{})
}
