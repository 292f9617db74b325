package bus

import (
	"context"
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"sync"
)

// receiver is a handler or listener, checked and ready to be called.
type receiver struct {
	registrar string       // the function it was registered with
	name      string       // its own
	msg       reflect.Type // a pointer to a named struct

	// fn is a func(context.Context, *M) error or a func(*M) error. It is of no
	// named type, so that a caller who knows M gets at it by type assertion.
	fn any

	// call is for the caller who does not know M.
	call func(context.Context, Msg) error
}

// newReceiver panics unless handler has the shape that the registrar requires.
func newReceiver(registrar string, takesContext bool, handler HandlerFunc) *receiver {
	fn := reflect.ValueOf(handler)
	refuse := func(expected string) {
		panic(fmt.Sprintf("bus: %s(%s): expected a %s, got %T", registrar, funcName(fn), expected, handler))
	}
	msg := messageOf(reflect.TypeOf(handler))
	if msg == nil {
		expected := "func(*M) error"
		if takesContext {
			expected = "func(context.Context, *M) error"
		}
		refuse(expected + " where M is a named struct")
	}
	shape := shapeOf(msg, takesContext)
	if !fn.CanConvert(shape) {
		refuse(shape.String())
	}
	if fn.IsNil() {
		refuse("non-nil " + shape.String())
	}
	fn = fn.Convert(shape)
	return &receiver{
		registrar: registrar,
		name:      funcName(fn),
		msg:       msg,
		fn:        fn.Interface(),
		call:      reflectCall(fn, takesContext),
	}
}

// messageOf returns the last parameter of a function that can be a message.
// It returns nil if there is none, or fn is no function.
func messageOf(fn reflect.Type) reflect.Type {
	if fn == nil || fn.Kind() != reflect.Func {
		return nil
	}
	for i := fn.NumIn() - 1; i >= 0; i-- {
		if isMessage(fn.In(i)) {
			return fn.In(i)
		}
	}
	return nil
}

// isMessage reports whether t is a pointer to a named struct. A struct without
// a name could not say what kind of message it is.
func isMessage(t reflect.Type) bool {
	return t != nil && t.Kind() == reflect.Pointer &&
		t.Elem().Kind() == reflect.Struct && t.Elem().Name() != ""
}

func shapeOf(msg reflect.Type, takesContext bool) reflect.Type {
	params := []reflect.Type{msg}
	if takesContext {
		params = []reflect.Type{reflect.TypeFor[context.Context](), msg}
	}
	return reflect.FuncOf(params, []reflect.Type{reflect.TypeFor[error]()}, false)
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

// arguments are those of one reflect call. They are pooled, and the context's
// Value made once, because a slice and a conversion to context.Context for
// each call cost as much as the call itself.
type arguments struct {
	ctx    context.Context
	values [2]reflect.Value // of ctx and the message
}

var argumentsPool = sync.Pool{New: func() any {
	args := new(arguments)
	args.values[0] = reflect.ValueOf(&args.ctx).Elem()
	return args
}}

func reflectCall(fn reflect.Value, takesContext bool) func(context.Context, Msg) error {
	first := 1
	if takesContext {
		first = 0
	}
	return func(ctx context.Context, msg Msg) error {
		args := argumentsPool.Get().(*arguments)
		args.ctx, args.values[1] = ctx, reflect.ValueOf(msg)
		results := fn.Call(args.values[first:])
		// Not deferred: after a panic the pool does without these arguments.
		args.ctx, args.values[1] = nil, reflect.Value{}
		argumentsPool.Put(args)
		err, _ := reflect.TypeAssert[error](results[0])
		return err
	}
}
