package bus

import (
	"context"
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
)

// receiver is a handler or listener, checked and ready to be called.
type receiver struct {
	Registration
	registrar string // the function that it was registered with

	call    Handler      // with all middleware, for a sender who does not know M
	untyped *untypedFunc // what call calls in the end, if that takes reflection

	// bare is a func(context.Context, *M) error or a func(*M) error, for a sender
	// who knows M; nil if there is middleware, which has to see the message.
	bare any
}

// newReceiver panics unless handler has the shape that the registrar requires.
func newReceiver(registrar string, takesContext bool, handler HandlerFunc) *receiver {
	typed, isTyped := handler.(interface {
		plain() HandlerFunc
		handler() Handler
	})
	if isTyped {
		handler, registrar = typed.plain(), map[string]string{"AddHandlerCtx": "Handle", "AddEventListenerCtx": "Listen"}[registrar]
	}
	fn := reflect.ValueOf(handler)
	msg := messageOf(fn)
	shape, name := shapeOf(msg, takesContext)
	if msg == nil || !fn.CanConvert(shape) || fn.IsNil() {
		panic(fmt.Sprintf("bus: %s(%s): expected a non-nil %s, got %T", registrar, funcName(fn), name, handler))
	}
	fn = fn.Convert(shape)
	r := &receiver{registrar: registrar, Registration: Registration{Message: msg, Function: funcName(fn)}, bare: fn.Interface()}
	r.File, r.Line = caller()
	if isTyped {
		r.call = typed.handler()
	} else {
		r.untyped = &untypedFunc{fn: fn, params: fn.Type().NumIn()}
		r.call = r.untyped.call
	}
	return r
}

// messageOf returns the last parameter of a function that can be a message, or nil.
func messageOf(fn reflect.Value) reflect.Type {
	if fn.Kind() != reflect.Func {
		return nil
	}
	for i := fn.Type().NumIn() - 1; i >= 0; i-- {
		if in := fn.Type().In(i); isMessage(in) {
			return in
		}
	}
	return nil
}

// isMessage reports whether t is a pointer to a named struct. A pointer type that
// has a name itself would be another message than the struct.
func isMessage(t reflect.Type) bool {
	return t != nil && t.Kind() == reflect.Pointer && t.Name() == "" &&
		t.Elem().Kind() == reflect.Struct && t.Elem().Name() != ""
}

// shapeOf returns the type that functions for a message have, and how it is written.
func shapeOf(msg reflect.Type, takesContext bool) (shape reflect.Type, name string) {
	params := []reflect.Type{reflect.TypeFor[context.Context](), msg}
	if !takesContext {
		params = params[1:]
	}
	if msg == nil && takesContext {
		return nil, "func(context.Context, *M) error where M is a named struct"
	} else if msg == nil {
		return nil, "func(*M) error where M is a named struct"
	}
	shape = reflect.FuncOf(params, []reflect.Type{reflect.TypeFor[error]()}, false)
	return shape, shape.String()
}

// funcName returns the name that fn has in stack traces.
func funcName(fn reflect.Value) string {
	switch {
	case !fn.IsValid():
		return "nil"
	case fn.Kind() != reflect.Func:
		return fn.Type().String()
	case fn.IsNil():
		return "nil"
	}
	// Method values are named as a method with the suffix -fm.
	return strings.TrimSuffix(runtime.FuncForPC(fn.Pointer()).Name(), "-fm")
}

// A typedFunc is a function whose message was known when the program was
// compiled. It passes through a decorator's AddHandlerCtx without losing that.
type typedFunc[M any] func(context.Context, *M) error

func (f typedFunc[M]) plain() HandlerFunc { return (func(context.Context, *M) error)(f) }

func (f typedFunc[M]) handler() Handler {
	return func(ctx context.Context, msg Msg) error { return f(ctx, msg.(*M)) }
}

// An untypedFunc is a function whose message is known to reflection alone, until a
// sender comes by who knows it.
type untypedFunc struct {
	fn     reflect.Value
	params int
	known  atomic.Pointer[Handler]
}

func (u *untypedFunc) call(ctx context.Context, msg Msg) error {
	if h := u.known.Load(); h != nil {
		return (*h)(ctx, msg)
	}
	args := argumentsPool.Get().(*arguments)
	args.ctx, args.values = ctx, [2]reflect.Value{reflect.ValueOf(&args.ctx).Elem(), reflect.ValueOf(msg)}
	results := u.fn.Call(args.values[len(args.values)-u.params:])
	// Not deferred: after a panic the pool does without these arguments.
	*args = arguments{}
	argumentsPool.Put(args)
	err, _ := reflect.TypeAssert[error](results[0])
	return err
}

// learn has u called without reflection from now on.
func learn[M any](u *untypedFunc) {
	if u.known.Load() != nil {
		return
	}
	var h Handler
	switch fn := u.fn.Interface().(type) {
	case func(context.Context, *M) error:
		h = typedFunc[M](fn).handler()
	case func(*M) error:
		h = func(_ context.Context, msg Msg) error { return fn(msg.(*M)) }
	}
	u.known.Store(&h)
}

// arguments are those of one reflect call, pooled because making them costs as much
// as the call itself.
type arguments struct {
	ctx    context.Context
	values [2]reflect.Value // of ctx and the message
}

var argumentsPool = sync.Pool{New: func() any { return new(arguments) }}
