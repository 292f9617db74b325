package bustest

import (
	"context"
	"fmt"
	"reflect"
	"runtime"
	"sync"
	"testing"

	"github.com/buslint/buslint/bus"
)

// Right buses need not be made as the reference bus is.
func TestRightBuses(t *testing.T) {
	for name, newBus := range map[string]func() bus.Bus{
		"locked maps":         func() bus.Bus { return &lockedBus{} },
		"locked maps, copied": func() bus.Bus { return &lockedBus{copies: true} },
		"sync.Map":            func() bus.Bus { return &syncMapBus{} },
		"embedding":           func() bus.Bus { return struct{ bus.Bus }{&lockedBus{}} },
		"cleans up":           func() bus.Bus { return cleaningBus{bus.New()} },
		"middleware that looks at the context": func() bus.Bus {
			return bus.New(func(_ bus.Registration, next bus.Handler) bus.Handler {
				return func(ctx context.Context, msg bus.Msg) error {
					_ = ctx.Err()
					return next(ctx, msg)
				}
			})
		},
	} {
		t.Run(name, func(t *testing.T) { Run(t, func(*testing.T) bus.Bus { return newBus() }) })
	}
}

// lockedBus has a lock around its maps, which it does not hold while it calls, and
// calls through reflection. Its messages are worded in its own way.
type lockedBus struct {
	copies bool // what it publishes to, rather than rely on append

	mu        sync.RWMutex
	handlers  map[reflect.Type]reflect.Value
	listeners map[reflect.Type][]reflect.Value
}

func (b *lockedBus) Dispatch(msg bus.Msg) error { return b.DispatchCtx(context.Background(), msg) }
func (b *lockedBus) Publish(msg bus.Msg) error  { return b.PublishCtx(context.Background(), msg) }

func (b *lockedBus) DispatchCtx(ctx context.Context, msg bus.Msg) error {
	if err := checkSent(ctx, msg); err != nil {
		return err
	}
	b.mu.RLock()
	fn, ok := b.handlers[reflect.TypeOf(msg)]
	b.mu.RUnlock()
	if !ok {
		return bus.ErrHandlerNotFound
	}
	return callWith(ctx, msg, fn)
}

func (b *lockedBus) PublishCtx(ctx context.Context, msg bus.Msg) error {
	if err := checkSent(ctx, msg); err != nil {
		return err
	}
	b.mu.RLock()
	fns := b.listeners[reflect.TypeOf(msg)]
	if b.copies {
		fns = append([]reflect.Value(nil), fns...)
	}
	b.mu.RUnlock()
	for _, fn := range fns {
		if err := callWith(ctx, msg, fn); err != nil {
			return err
		}
	}
	return nil
}

func (b *lockedBus) AddHandlerCtx(h bus.HandlerFunc)       { b.addHandler(checkRegistered(h, 2)) }
func (b *lockedBus) AddHandler(h bus.HandlerFunc)          { b.addHandler(checkRegistered(h, 1)) }
func (b *lockedBus) AddEventListenerCtx(h bus.HandlerFunc) { b.addListener(checkRegistered(h, 2)) }
func (b *lockedBus) AddEventListener(h bus.HandlerFunc)    { b.addListener(checkRegistered(h, 1)) }

func (b *lockedBus) addHandler(msg reflect.Type, fn reflect.Value) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.handlers == nil {
		b.handlers = map[reflect.Type]reflect.Value{}
	}
	if _, ok := b.handlers[msg]; ok {
		panic(fmt.Sprintf("cannot add %s: there is a handler of %s", nameOf(fn), msg))
	}
	b.handlers[msg] = fn
}

func (b *lockedBus) addListener(msg reflect.Type, fn reflect.Value) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.listeners == nil {
		b.listeners = map[reflect.Type][]reflect.Value{}
	}
	b.listeners[msg] = append(b.listeners[msg], fn)
}

// syncMapBus keeps what is registered for a type in one entry, and never changes
// that but puts another in its place.
type syncMapBus struct {
	lockedBus // for all but handlers
	handlers  sync.Map
}

func (b *syncMapBus) Dispatch(msg bus.Msg) error { return b.DispatchCtx(context.Background(), msg) }

func (b *syncMapBus) DispatchCtx(ctx context.Context, msg bus.Msg) error {
	if err := checkSent(ctx, msg); err != nil {
		return err
	}
	fn, ok := b.handlers.Load(reflect.TypeOf(msg))
	if !ok {
		return bus.ErrHandlerNotFound
	}
	return callWith(ctx, msg, fn.(reflect.Value))
}

func (b *syncMapBus) AddHandlerCtx(h bus.HandlerFunc) { b.addHandler(checkRegistered(h, 2)) }
func (b *syncMapBus) AddHandler(h bus.HandlerFunc)    { b.addHandler(checkRegistered(h, 1)) }

func (b *syncMapBus) addHandler(msg reflect.Type, fn reflect.Value) {
	if _, loaded := b.handlers.LoadOrStore(msg, fn); loaded {
		panic(fmt.Sprintf("%s comes after another handler of %s", nameOf(fn), msg))
	}
}

// cleaningBus does something after each handler, whatever came of it, and keeps it
// from nobody.
type cleaningBus struct{ bus.Bus }

func (b cleaningBus) Dispatch(msg bus.Msg) error { return b.DispatchCtx(context.Background(), msg) }

func (b cleaningBus) DispatchCtx(ctx context.Context, msg bus.Msg) error {
	defer func() {
		if p := recover(); p != nil {
			panic(p) // as it came
		}
	}()
	return b.Bus.DispatchCtx(ctx, msg)
}

func checkSent(ctx context.Context, msg bus.Msg) error {
	v := reflect.ValueOf(msg)
	if !v.IsValid() || !isMessageType(v.Type()) || v.IsNil() || ctx == nil {
		return fmt.Errorf("cannot send %T", msg)
	}
	return nil
}

func isMessageType(t reflect.Type) bool {
	return t.Kind() == reflect.Pointer && t.Name() == "" && t.Elem().Kind() == reflect.Struct && t.Elem().Name() != ""
}

func callWith(ctx context.Context, msg bus.Msg, fn reflect.Value) error {
	args := []reflect.Value{reflect.ValueOf(ctx), reflect.ValueOf(msg)}
	err, _ := reflect.TypeAssert[error](fn.Call(args[2-fn.Type().NumIn():])[0])
	return err
}

func checkRegistered(h bus.HandlerFunc, params int) (msg reflect.Type, fn reflect.Value) {
	fn = reflect.ValueOf(h)
	if fn.Kind() != reflect.Func || fn.IsNil() || fn.Type().NumIn() == 0 {
		panic(fmt.Sprintf("%T (%s) is not a func(context.Context, *bustest.sendStickersCommand) error or the like", h, nameOf(fn)))
	}
	in := []reflect.Type{reflect.TypeFor[context.Context](), fn.Type().In(fn.Type().NumIn() - 1)}
	if in[1] == in[0] {
		in[1] = fn.Type().In(0)
	}
	if !isMessageType(in[1]) { // for the error's sake, a parameter that is one
		for param := range fn.Type().Ins() {
			if isMessageType(param) {
				in[1] = param
			}
		}
	}
	shape := reflect.FuncOf(in[2-params:], []reflect.Type{reflect.TypeFor[error]()}, false)
	if !isMessageType(in[1]) || !fn.CanConvert(shape) {
		panic(fmt.Sprintf("%s is a %s and should be a %s", nameOf(fn), fn.Type(), shape))
	}
	return in[1], fn.Convert(shape)
}

func nameOf(fn reflect.Value) string {
	if !fn.IsValid() || fn.Kind() != reflect.Func || fn.IsNil() {
		return "nil"
	}
	return runtime.FuncForPC(fn.Pointer()).Name()
}
