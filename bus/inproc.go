package bus

import (
	"context"
	"fmt"
	"maps"
	"reflect"
	"slices"
	"sync"
	"sync/atomic"
)

// InProcBus is the Bus within a process.
//
// Sending takes no lock: it reads a table that is never changed, only
// replaced. So user code runs free of the bus, and registration, which copies
// the table, is the slow side, as befits what happens once in Init.
type InProcBus struct {
	registering sync.Mutex
	table       atomic.Pointer[table]
}

var _ Bus = (*InProcBus)(nil)

// A table maps a message's type, always a pointer type, to who receives it.
// The full type is the key, so two structs that share a bare name never meet.
type table map[reflect.Type]route

type route struct {
	handler   *receiver // nil if there is none
	listeners []*receiver
}

// New returns a bus on which nothing is registered.
func New() *InProcBus {
	b := new(InProcBus)
	b.table.Store(new(table))
	return b
}

// DispatchCtx sends a command or query to its handler; see [Bus].
func (b *InProcBus) DispatchCtx(ctx context.Context, msg Msg) error {
	h := b.route(reflect.TypeOf(msg)).handler
	if h == nil || ctx == nil || reflect.ValueOf(msg).IsNil() {
		return undispatched(ctx, msg)
	}
	return h.call(ctx, msg)
}

// PublishCtx sends an event to its listeners; see [Bus].
func (b *InProcBus) PublishCtx(ctx context.Context, msg Msg) error {
	if err := check(ctx, msg); err != nil {
		return err
	}
	for _, l := range b.route(reflect.TypeOf(msg)).listeners {
		if err := l.call(ctx, msg); err != nil {
			return err
		}
	}
	return nil
}

// AddHandlerCtx registers the handler of a command or query; see [Bus].
func (b *InProcBus) AddHandlerCtx(handler HandlerFunc) {
	b.addHandler(newReceiver("AddHandlerCtx", true, handler))
}

// AddEventListenerCtx registers a listener for an event; see [Bus].
func (b *InProcBus) AddEventListenerCtx(handler HandlerFunc) {
	b.addListener(newReceiver("AddEventListenerCtx", true, handler))
}

// Dispatch is DispatchCtx with context.Background().
//
// Deprecated: use DispatchCtx, which hands the caller's context on.
func (b *InProcBus) Dispatch(msg Msg) error {
	return b.DispatchCtx(context.Background(), msg)
}

// Publish is PublishCtx with context.Background().
func (b *InProcBus) Publish(msg Msg) error {
	return b.PublishCtx(context.Background(), msg)
}

// AddHandler is AddHandlerCtx for a func(*M) error.
//
// Deprecated: use AddHandlerCtx, whose handlers take the caller's context.
func (b *InProcBus) AddHandler(handler HandlerFunc) {
	b.addHandler(newReceiver("AddHandler", false, handler))
}

// AddEventListener is AddEventListenerCtx for a func(*M) error.
func (b *InProcBus) AddEventListener(handler HandlerFunc) {
	b.addListener(newReceiver("AddEventListener", false, handler))
}

func (b *InProcBus) route(msg reflect.Type) route {
	return (*b.table.Load())[msg]
}

func (b *InProcBus) addHandler(r *receiver) {
	b.update(r.msg, func(to *route) {
		if to.handler != nil {
			panic(fmt.Sprintf("bus: %s(%s): %s is already handled by %s, and a message has one handler",
				r.registrar, r.name, r.msg, to.handler.name))
		}
		to.handler = r
	})
}

func (b *InProcBus) addListener(r *receiver) {
	b.update(r.msg, func(to *route) {
		// Clip, so that append copies: a publish may be walking the old slice.
		to.listeners = append(slices.Clip(to.listeners), r)
	})
}

func (b *InProcBus) update(msg reflect.Type, change func(*route)) {
	b.registering.Lock()
	defer b.registering.Unlock()
	next := maps.Clone(*b.table.Load())
	if next == nil {
		next = make(table)
	}
	to := next[msg]
	change(&to)
	next[msg] = to
	b.table.Store(&next)
}

// undispatched says why a message went to no handler.
func undispatched(ctx context.Context, msg Msg) error {
	if err := check(ctx, msg); err != nil {
		return err
	}
	return ErrHandlerNotFound
}

func check(ctx context.Context, msg Msg) error {
	if ctx == nil {
		return fmt.Errorf("bus: nil context for %T", msg)
	}
	if !isMessage(reflect.TypeOf(msg)) {
		return fmt.Errorf("bus: message is %T, not a pointer to a named struct", msg)
	}
	if reflect.ValueOf(msg).IsNil() {
		return fmt.Errorf("bus: message is a nil %T", msg)
	}
	return nil
}
