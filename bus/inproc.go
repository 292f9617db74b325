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

// InProcBus is the Bus within a process. Its zero value is ready to use and
// must not be copied.
//
// Sending takes no lock: it reads a table that is never changed, only
// replaced. So user code runs free of the bus, and registration, which copies
// the table, is the slow side, as befits what happens once in Init.
type InProcBus struct {
	registering sync.Mutex
	table       atomic.Pointer[table]
}

var _ Bus = (*InProcBus)(nil)

// New returns a bus on which nothing is registered.
func New() *InProcBus {
	return new(InProcBus)
}

// DispatchCtx sends a command or query to its handler; see [Bus].
func (b *InProcBus) DispatchCtx(ctx context.Context, msg Msg) error {
	h := b.routes().to(reflect.TypeOf(msg)).handler
	if h == nil || ctx == nil || reflect.ValueOf(msg).IsNil() {
		return undispatched(ctx, msg)
	}
	return h.call(ctx, msg)
}

// PublishCtx sends an event to its listeners; see [Bus].
func (b *InProcBus) PublishCtx(ctx context.Context, msg Msg) error {
	ls := b.routes().to(reflect.TypeOf(msg)).listeners
	if len(ls) == 0 || ctx == nil || reflect.ValueOf(msg).IsNil() {
		return unpublished(ctx, msg)
	}
	for _, l := range ls {
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
	next := table{}
	maps.Copy(next, b.routes())
	to := next.to(msg)
	change(&to)
	next[key(msg)] = to
	b.table.Store(&next)
}

func (b *InProcBus) routes() table {
	if t := b.table.Load(); t != nil {
		return *t
	}
	return nil
}

// A table says who receives the messages of each type.
type table map[uintptr]route

type route struct {
	handler   *receiver // nil if there is none
	listeners []*receiver
}

func (t table) to(msg reflect.Type) route {
	if msg == nil {
		return route{}
	}
	return t[key(msg)]
}

// key stands for a message's type in a table: its descriptor's address, which
// is what == compares in a reflect.Type, so types that share a name never
// meet. As a number it is looked up twice as fast as the interface would be,
// and that is most of the time a dispatch takes. The type stays alive, and the
// address its own, through receiver.msg.
func key(msg reflect.Type) uintptr {
	return reflect.ValueOf(msg).Pointer()
}

// undispatched says why a message went to no handler.
func undispatched(ctx context.Context, msg Msg) error {
	if err := unpublished(ctx, msg); err != nil {
		return err
	}
	return ErrHandlerNotFound
}

// unpublished says what is wrong with a message that went to no listener. That
// nobody listens is not.
func unpublished(ctx context.Context, msg Msg) error {
	switch {
	case !isMessage(reflect.TypeOf(msg)):
		return fmt.Errorf("bus: message is %T, expected a pointer to a named struct", msg)
	case reflect.ValueOf(msg).IsNil():
		return fmt.Errorf("bus: message is a nil %T", msg)
	case ctx == nil:
		return fmt.Errorf("bus: nil context for %T", msg)
	}
	return nil
}
