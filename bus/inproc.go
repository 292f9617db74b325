package bus

import (
	"context"
	"fmt"
	"reflect"
	"slices"
)

// InProcBus is the Bus within a process. Its zero value is ready to use, without
// middleware, and must not be copied. No lock is held while user code runs.
type InProcBus struct {
	around []Middleware
	routes table
}

var _ Bus = (*InProcBus)(nil)

// New returns a bus on which nothing is registered, with the given middleware
// around all handlers and listeners, the first of them outermost. It panics if one
// of them is nil.
func New(around ...Middleware) *InProcBus {
	for i, m := range around {
		if m == nil {
			panic(fmt.Sprintf("bus: New: middleware %d of %d is nil", i+1, len(around)))
		}
	}
	return &InProcBus{around: slices.Clone(around)}
}

// DispatchCtx sends a command or query to its handler; see [Bus].
func (b *InProcBus) DispatchCtx(ctx context.Context, msg Msg) error {
	r := b.routes.find(reflect.TypeOf(msg))
	if r == nil || r.handler == nil || ctx == nil || reflect.ValueOf(msg).IsNil() {
		return b.dispatchFirst(ctx, msg)
	}
	return r.handler.call(ctx, msg)
}

// PublishCtx sends an event to its listeners; see [Bus].
func (b *InProcBus) PublishCtx(ctx context.Context, msg Msg) error {
	r := b.routes.find(reflect.TypeOf(msg))
	if r == nil || ctx == nil || reflect.ValueOf(msg).IsNil() {
		return b.publishFirst(ctx, msg)
	}
	for _, l := range r.listeners {
		if err := l.call(ctx, msg); err != nil {
			return err
		}
	}
	return nil
}

// AddHandlerCtx registers the handler of a command or query; see [Bus].
func (b *InProcBus) AddHandlerCtx(handler HandlerFunc) {
	b.addHandler("AddHandlerCtx", true, handler)
}

// AddEventListenerCtx registers a listener for an event; see [Bus].
func (b *InProcBus) AddEventListenerCtx(handler HandlerFunc) {
	b.addListener("AddEventListenerCtx", true, handler)
}

// Dispatch is DispatchCtx with context.Background().
//
// Deprecated: use DispatchCtx, which passes the caller's context on.
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
	b.addHandler("AddHandler", false, handler)
}

// AddEventListener is AddEventListenerCtx for a func(*M) error.
func (b *InProcBus) AddEventListener(handler HandlerFunc) {
	b.addListener("AddEventListener", false, handler)
}

func (b *InProcBus) addHandler(registrar string, takesContext bool, handler HandlerFunc) {
	h := newReceiver(registrar, takesContext, handler)
	b.wrap(h)
	b.routes.add(h, func(r *route) {
		if r.handled() {
			panic(fmt.Sprintf("bus: %s(%s) at %s:%d: a message has one handler, and %s",
				h.registrar, h.Function, h.File, h.Line, r.handler))
		}
		r.handler = h
	})
}

func (b *InProcBus) addListener(registrar string, takesContext bool, handler HandlerFunc) {
	l := newReceiver(registrar, takesContext, handler)
	l.Listener = true
	b.wrap(l)
	// A publish that walks the old slice does not look beyond its length, and only
	// the newest route is appended to.
	b.routes.add(l, func(r *route) { r.listeners = append(r.listeners, l) })
}

// dispatchFirst is for messages without a handler in the table. It returns what is
// wrong with them, or has the table know that nothing handles their type.
func (b *InProcBus) dispatchFirst(ctx context.Context, msg Msg) error {
	if err := invalid(ctx, msg); err != nil {
		return err
	}
	none := &receiver{
		Registration: Registration{Message: reflect.TypeOf(msg)},
		call:         func(context.Context, Msg) error { return ErrHandlerNotFound },
	}
	b.wrap(none)
	r := b.routes.update(none.Message, func(r *route) {
		if r.handler == nil {
			r.handler = none
		}
	})
	return r.handler.call(ctx, msg)
}

// publishFirst is for messages that the table does not know. It returns what is
// wrong with them, or has the table know that nobody listens to their type.
func (b *InProcBus) publishFirst(ctx context.Context, msg Msg) error {
	if err := invalid(ctx, msg); err != nil {
		return err
	}
	b.routes.update(reflect.TypeOf(msg), func(*route) {})
	return nil
}

// invalid returns what is wrong with a message that is sent, or nil.
func invalid(ctx context.Context, msg Msg) error {
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
