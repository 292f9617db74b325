package bus

import (
	"context"
	"reflect"
)

// Handle registers the handler of M, as AddHandlerCtx of [Bus] does. It panics if h is nil,
// M is not a named struct, or M has a handler already.
func Handle[M any](b Bus, h func(context.Context, *M) error) {
	b.AddHandlerCtx(typedFunc[M](h))
}

// Listen registers a listener for M, as AddEventListenerCtx of [Bus] does. It panics if h is
// nil or M is not a named struct.
func Listen[M any](b Bus, h func(context.Context, *M) error) {
	b.AddEventListenerCtx(typedFunc[M](h))
}

// Dispatch sends a command or query to its handler, as DispatchCtx of [Bus]
// does, with the same results. On an [InProcBus] it neither reflects nor
// allocates, however the handler was registered.
func Dispatch[M any](ctx context.Context, b Bus, msg *M) error {
	p, ok := b.(*InProcBus)
	if !ok {
		return b.DispatchCtx(ctx, msg)
	}
	r := p.routes.find(reflect.TypeFor[*M]())
	if r == nil || r.handler == nil || ctx == nil || msg == nil {
		return p.dispatchFirst(ctx, msg)
	}
	return call(ctx, r.handler, msg)
}

// Publish sends an event to its listeners, as PublishCtx of [Bus] does, with
// the same results. On an [InProcBus] it neither reflects nor allocates,
// however the listeners were registered.
func Publish[M any](ctx context.Context, b Bus, msg *M) error {
	p, ok := b.(*InProcBus)
	if !ok {
		return b.PublishCtx(ctx, msg)
	}
	r := p.routes.find(reflect.TypeFor[*M]())
	if r == nil || ctx == nil || msg == nil {
		return p.publishFirst(ctx, msg)
	}
	for _, l := range r.listeners {
		if err := call(ctx, l, msg); err != nil {
			return err
		}
	}
	return nil
}

// call calls what is registered for a sender who knows M.
func call[M any](ctx context.Context, r *receiver, msg *M) error {
	if r.untyped != nil {
		learn[M](r.untyped)
	}
	switch fn := r.bare.(type) {
	case func(context.Context, *M) error:
		return fn(ctx, msg)
	case func(*M) error:
		return fn(msg)
	}
	return r.call(ctx, msg)
}
