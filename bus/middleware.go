package bus

import (
	"context"
	"fmt"
	"iter"
	"reflect"
	"runtime"
	"slices"
	"strings"
)

// A Handler is what handles or listens to a message, whatever its type. The
// message is of the type that the [Registration] names.
type Handler func(ctx context.Context, msg Msg) error

// A Middleware returns a Handler that is called in the place of next: to log, to
// trace, to measure, to check a message, to limit a handler's time. It usually
// calls next, with the same message and with a context derived from its own.
//
// The bus calls a Middleware once for each handler and listener, when that is
// registered, and what it returns for each message. For a message that nothing
// handles, it calls it at the first dispatch: the registration then has no
// Function, and next returns [ErrHandlerNotFound]. Messages that the bus refuses
// reach no Middleware, nor do events without listeners. It must not return nil.
type Middleware func(reg Registration, next Handler) Handler

// A Registration says what handles or listens to a message.
type Registration struct {
	Message  reflect.Type // a pointer to a named struct
	Listener bool         // Function is a listener rather than a handler
	Function string       // its name in stack traces, or "" if nothing handles the message

	// File and Line say where it was registered.
	File string
	Line int
}

// String describes the registration on one line.
func (r Registration) String() string {
	if r.Function == "" {
		return fmt.Sprintf("nothing handles %s", r.Message)
	}
	verb := "handles"
	if r.Listener {
		verb = "listens to"
	}
	return fmt.Sprintf("%s %s %s, registered at %s:%d", r.Function, verb, r.Message, r.File, r.Line)
}

// All returns what is registered now, in the order of registration.
func (b *InProcBus) All() iter.Seq[Registration] {
	b.routes.changing.Lock()
	defer b.routes.changing.Unlock()
	return slices.Values(b.routes.all)
}

// CheckHandlers returns an error that names those of the messages that nothing
// handles, in which errors.Is finds [ErrHandlerNotFound]; nil if there are none.
// It sends nothing, and nil pointers will do. A program calls it when it starts,
// and its tests do, with all that it cannot do without:
//
//	err := b.CheckHandlers((*SendStickersCommand)(nil), (*FindDashboardQuery)(nil))
func (b *InProcBus) CheckHandlers(msgs ...Msg) error {
	var missing []string
	for _, msg := range msgs {
		t := reflect.TypeOf(msg)
		if !isMessage(t) {
			return invalid(context.Background(), msg)
		}
		if r := b.routes.find(t); r == nil || !r.handled() {
			missing = append(missing, t.String())
		}
	}
	if missing != nil {
		return fmt.Errorf("%w: nothing handles %s", ErrHandlerNotFound, strings.Join(missing, ", "))
	}
	return nil
}

// wrap puts all middleware around r, the first outermost.
func (b *InProcBus) wrap(r *receiver) {
	for _, m := range slices.Backward(b.around) {
		r.bare = nil
		if r.call = m(r.Registration, r.call); r.call == nil {
			panic(fmt.Sprintf("bus: a Middleware returned nil, and %s", r.Registration))
		}
	}
}

// caller returns the place outside of this package that registers something.
func caller() (file string, line int) {
	var pcs [16]uintptr
	this := reflect.TypeFor[InProcBus]().PkgPath() + "."
	frames := runtime.CallersFrames(pcs[:runtime.Callers(2, pcs[:])])
	for {
		frame, more := frames.Next()
		if !more || !strings.HasPrefix(frame.Function, this) {
			return frame.File, frame.Line
		}
	}
}
