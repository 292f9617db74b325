package bus

import (
	"context"
	"fmt"
	"reflect"
	"runtime"
	"slices"
	"strings"
)

// receiver is a handler or listener, checked and made ready to be called.
type receiver struct {
	registrar string       // the function it was registered with
	name      string       // its own, for messages
	msg       reflect.Type // pointer to a named struct

	// fn is a func(context.Context, *M) error or a func(*M) error and of no
	// named type, so that who knows M gets at it with a type assertion.
	fn any

	// call is for those who do not know M.
	call func(context.Context, Msg) error
}

var (
	contextType = reflect.TypeFor[context.Context]()
	errorType   = reflect.TypeFor[error]()
)

// newReceiver panics if handler does not have the shape that the registrar
// requires.
func newReceiver(registrar string, takesContext bool, handler HandlerFunc) *receiver {
	fn := reflect.ValueOf(handler)
	msg := messageOf(handler)
	want := "*M"
	if msg != nil {
		want = msg.String()
	}
	var params []reflect.Type
	if takesContext {
		params = append(params, contextType)
		want = "context.Context, " + want
	}
	want = "func(" + want + ") error"

	if msg == nil {
		panic(fmt.Sprintf("bus: %s(%s): expected a %s where M is a named struct, got %T",
			registrar, funcName(fn), want, handler))
	}
	shape := reflect.FuncOf(append(params, msg), []reflect.Type{errorType}, false)
	if !fn.CanConvert(shape) {
		panic(fmt.Sprintf("bus: %s(%s): expected a %s, got %T", registrar, funcName(fn), want, handler))
	}
	if fn.IsNil() {
		panic(fmt.Sprintf("bus: %s(nil): expected a %s, got a nil one", registrar, want))
	}
	fn = fn.Convert(shape)
	r := &receiver{registrar: registrar, name: funcName(fn), msg: msg, fn: fn.Interface()}
	if takesContext {
		r.call = func(ctx context.Context, msg Msg) error {
			return result(fn.Call([]reflect.Value{reflect.ValueOf(&ctx).Elem(), reflect.ValueOf(msg)}))
		}
	} else {
		r.call = func(_ context.Context, msg Msg) error {
			return result(fn.Call([]reflect.Value{reflect.ValueOf(msg)}))
		}
	}
	return r
}

func result(results []reflect.Value) error {
	err, _ := reflect.TypeAssert[error](results[0])
	return err
}

// messageOf returns the type of the last parameter that can be a message, or
// nil if there is none.
func messageOf(handler HandlerFunc) reflect.Type {
	t := reflect.TypeOf(handler)
	if t == nil || t.Kind() != reflect.Func {
		return nil
	}
	for _, param := range slices.Backward(slices.Collect(t.Ins())) {
		if isMessage(param) {
			return param
		}
	}
	return nil
}

func isMessage(t reflect.Type) bool {
	return t != nil && t.Kind() == reflect.Pointer &&
		t.Elem().Kind() == reflect.Struct && t.Elem().Name() != ""
}

// funcName returns the name a function has in stack traces, or its type's if
// it is no function.
func funcName(fn reflect.Value) string {
	if !fn.IsValid() {
		return "nil"
	}
	if fn.Kind() != reflect.Func {
		return fn.Type().String()
	}
	if fn.IsNil() {
		return "nil"
	}
	return strings.TrimSuffix(runtime.FuncForPC(fn.Pointer()).Name(), "-fm")
}
