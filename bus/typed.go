package bus

import (
	"context"
	"reflect"
)

// Handle registers the handler of M, as AddHandlerCtx of [Bus] does. It panics
// if h is nil, M is no named struct, or M has a handler already.
func Handle[M any](b Bus, h func(context.Context, *M) error) {
	if p, ok := b.(*InProcBus); ok {
		p.addHandler(newTypedReceiver("Handle", h))
		return
	}
	b.AddHandlerCtx(h)
}

// Listen registers a listener for M, as AddEventListenerCtx of [Bus] does. It
// panics if h is nil or M is no named struct.
func Listen[M any](b Bus, h func(context.Context, *M) error) {
	if p, ok := b.(*InProcBus); ok {
		p.addListener(newTypedReceiver("Listen", h))
		return
	}
	b.AddEventListenerCtx(h)
}

// Dispatch sends a command or query to its handler, as DispatchCtx of [Bus]
// does, with the same results. On an [InProcBus] it neither reflects nor
// allocates, however the handler was registered.
func Dispatch[M any](ctx context.Context, b Bus, msg *M) error {
	p, ok := b.(*InProcBus)
	if !ok {
		return b.DispatchCtx(ctx, msg)
	}
	h := p.routes().to(reflect.TypeFor[*M]()).handler
	if h == nil || ctx == nil || msg == nil {
		return undispatched(ctx, msg)
	}
	return call(ctx, h, msg)
}

// Publish sends an event to its listeners, as PublishCtx of [Bus] does, with
// the same results. On an [InProcBus] it neither reflects nor allocates,
// however the listeners were registered.
func Publish[M any](ctx context.Context, b Bus, msg *M) error {
	p, ok := b.(*InProcBus)
	if !ok {
		return b.PublishCtx(ctx, msg)
	}
	ls := p.routes().to(reflect.TypeFor[*M]()).listeners
	if len(ls) == 0 || ctx == nil || msg == nil {
		return unpublished(ctx, msg)
	}
	for _, l := range ls {
		if err := call(ctx, l, msg); err != nil {
			return err
		}
	}
	return nil
}

func newTypedReceiver[M any](registrar string, h func(context.Context, *M) error) *receiver {
	r := newReceiver(registrar, true, h)
	r.call = func(ctx context.Context, msg Msg) error { return h(ctx, msg.(*M)) }
	return r
}

func call[M any](ctx context.Context, r *receiver, msg *M) error {
	if fn, ok := r.fn.(func(context.Context, *M) error); ok {
		return fn(ctx, msg)
	}
	return r.fn.(func(*M) error)(msg)
}
