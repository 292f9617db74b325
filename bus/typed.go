package bus

import (
	"context"
	"reflect"
)

// Handle registers the handler of M, as [Bus].AddHandlerCtx does.
func Handle[M any](b Bus, h func(context.Context, *M) error) {
	if p, ok := b.(*InProcBus); ok {
		p.addHandler(typedReceiver("Handle", h))
		return
	}
	b.AddHandlerCtx(h)
}

// Listen registers a listener for M, as [Bus].AddEventListenerCtx does.
func Listen[M any](b Bus, h func(context.Context, *M) error) {
	if p, ok := b.(*InProcBus); ok {
		p.addListener(typedReceiver("Listen", h))
		return
	}
	b.AddEventListenerCtx(h)
}

// Dispatch sends a command or query to its handler, as [Bus].DispatchCtx does.
func Dispatch[M any](ctx context.Context, b Bus, msg *M) error {
	p, ok := b.(*InProcBus)
	if !ok {
		return b.DispatchCtx(ctx, msg)
	}
	h := p.route(reflect.TypeFor[*M]()).handler
	if h == nil || ctx == nil || msg == nil {
		return undispatched(ctx, msg)
	}
	return call(ctx, h, msg)
}

// Publish sends an event to its listeners, as [Bus].PublishCtx does.
func Publish[M any](ctx context.Context, b Bus, msg *M) error {
	p, ok := b.(*InProcBus)
	if !ok {
		return b.PublishCtx(ctx, msg)
	}
	if err := check(ctx, msg); err != nil {
		return err
	}
	for _, l := range p.route(reflect.TypeFor[*M]()).listeners {
		if err := call(ctx, l, msg); err != nil {
			return err
		}
	}
	return nil
}

func typedReceiver[M any](registrar string, h func(context.Context, *M) error) *receiver {
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
