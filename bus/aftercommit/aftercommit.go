// Package aftercommit holds events back until a transaction has committed.
//
// An event says what has happened. What a transaction does has not happened until it
// is committed, and never if it is rolled back. So a service publishes as always, on
// a bus that New has made, and whoever has the transaction says what becomes of the
// events:
//
//	ctx, events := aftercommit.Begin(ctx)
//	defer events.Drop() // unless they are flushed
//	// … begin a transaction, call what works in it with ctx …
//	if err := tx.Commit(); err != nil {
//		return err
//	}
//	return events.Flush(ctx)
//
// # Order
//
// Flush publishes the events one after the other, in the order in which they were
// published. What listeners publish then goes out at once, within the event that they
// are hearing. Where transactions nest, flushing the inner one appends its events to
// those of the outer, which decides about them.
//
// Commands and queries are never held back, nor are events that are published
// without a context.
package aftercommit

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"sync"

	"github.com/buslint/buslint/bus"
)

// A Bus holds back what is published within a transaction. All else it leaves to the
// bus that it embeds.
type Bus struct {
	bus.Bus
}

// New returns a Bus that publishes on b in the end.
func New(b bus.Bus) *Bus { return &Bus{b} }

// PublishCtx holds the event back if the context, or one that it comes from, was
// returned by [Begin] and its events are neither flushed nor dropped; it then returns
// nil. It publishes the event if they are flushed, or there was no Begin. It returns
// an error if they are dropped: what has been rolled back has not happened. What is no
// event, or comes without a context, the bus refuses at once.
func (b *Bus) PublishCtx(ctx context.Context, msg bus.Msg) error {
	if v := reflect.ValueOf(msg); ctx == nil || v.Kind() != reflect.Pointer || v.IsNil() {
		return b.Bus.PublishCtx(ctx, msg)
	}
	return of(ctx).publish(ctx, b.Bus, msg)
}

// Events are those of one transaction.
type Events struct {
	outer *Events // nil if there is none

	mu    sync.Mutex
	state state
	held  []event
}

type event struct {
	bus bus.Bus
	msg bus.Msg
}

type state int

const (
	open state = iota
	flushed
	dropped
)

type key struct{}

// of returns the events that a context holds back, or nil.
func of(ctx context.Context) *Events {
	events, _ := ctx.Value(key{}).(*Events)
	return events
}

// Begin returns a context, derived from ctx, with which events are held back until
// they are flushed or dropped.
func Begin(ctx context.Context) (context.Context, *Events) {
	events := &Events{outer: of(ctx)}
	return context.WithValue(ctx, key{}, events), events
}

// Flush publishes the events that are held back, with ctx, or hands them to the
// transaction around this one. It is called once the transaction has committed.
//
// All are published, even if the listeners of some fail: each event has happened. The
// error that Flush returns joins theirs, each with the type of its event. It is to be
// logged rather than to be returned by a handler, whose sender would take it for the
// failure of what has been committed.
//
// If a listener panics, so does Flush; called again, it publishes the rest. After Drop
// it returns an error.
func (e *Events) Flush(ctx context.Context) error {
	if !e.end(flushed) {
		return errors.New("aftercommit: Flush after Drop")
	}
	var errs []error
	for {
		next, ok := e.next()
		if !ok {
			return errors.Join(errs...)
		}
		if err := e.outer.publish(ctx, next.bus, next.msg); err != nil {
			errs = append(errs, fmt.Errorf("%T: %w", next.msg, err))
		}
	}
}

// Drop forgets the events that are held back. After Flush there are none left.
func (e *Events) Drop() {
	e.end(dropped)
	e.mu.Lock()
	defer e.mu.Unlock()
	e.held = nil
}

// end ends an open transaction, and reports whether it has ended in that state.
func (e *Events) end(as state) bool {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.state == open {
		e.state = as
	}
	return e.state == as
}

// next takes out the first of the events.
func (e *Events) next() (event, bool) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if len(e.held) == 0 {
		return event{}, false
	}
	first := e.held[0]
	e.held = e.held[1:]
	return first, true
}

// publish holds an event back, or publishes it on b; e is nil outside of all
// transactions.
func (e *Events) publish(ctx context.Context, b bus.Bus, msg bus.Msg) error {
	if e == nil {
		return b.PublishCtx(ctx, msg)
	}
	switch e.hold(b, msg) {
	case open:
		return nil
	case dropped:
		return fmt.Errorf("aftercommit: %T is published in a transaction that was dropped", msg)
	}
	return e.outer.publish(ctx, b, msg)
}

// hold holds an event back if the transaction is open, and returns what state it is
// in.
func (e *Events) hold(b bus.Bus, msg bus.Msg) state {
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.state == open {
		e.held = append(e.held, event{b, msg})
	}
	return e.state
}
