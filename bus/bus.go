package bus

import (
	"context"
	"errors"
)

// Msg is a message: a non-nil pointer to a named struct. It is an alias, so that
// a consumer's own interface{ DispatchCtx(context.Context, any) error } fits a [Bus].
type Msg = any

// HandlerFunc is a function that takes a message, as a handler or a listener:
// func(context.Context, *M) error for the methods whose names end in Ctx,
// func(*M) error for the others, where M is a named struct. A named function
// type of that shape will do.
type HandlerFunc = any

// ErrHandlerNotFound is what a dispatch returns, unwrapped, when nothing handles the
// message. Callers compare it with ==, so it is one value and cannot name the message.
// [InProcBus.CheckHandlers] returns an error that does, and a
// [Middleware] knows which message it is.
var ErrHandlerNotFound = errors.New("bus: handler not found")

// Bus passes messages from those who send them to those who registered for
// their type. Package bustest holds an implementation to what is said here.
//
// Calls are synchronous: they return when the handler or the listeners have,
// in the goroutine of the caller. Each is called once for each message sent,
// whatever it returns. Handlers and listeners may use the bus in turn, to send
// or to register, to any depth, and all methods may be called concurrently.
// A panic in a handler or listener reaches the sender, as a runtime.Goexit does,
// and leaves the bus as it was.
//
// The bus passes on the sender's context as it is and does not look at it:
// handlers and listeners are called even if it is done. Whether a done context
// stops the work is for them to say; an event, at least, has happened all the
// same.
//
// A message that is nil, a nil pointer, or no pointer to a named struct is
// answered with an error that names its type; a nil context with an error too,
// because the mistake is the sender's and the handler would be the one to
// panic.
type Bus interface {
	// DispatchCtx sends a command or query to its handler and returns the
	// handler's error unchanged, or ErrHandlerNotFound if there is none. A
	// handler that takes no context is called without one.
	DispatchCtx(ctx context.Context, msg Msg) error

	// PublishCtx sends an event to its listeners in the order of their
	// registration, however they were registered. It stops at the first that
	// fails and returns that one's error unchanged; without listeners it
	// returns nil. Listeners registered meanwhile do not hear this event.
	PublishCtx(ctx context.Context, msg Msg) error

	// AddHandlerCtx registers the handler of a command or query, a
	// func(context.Context, *M) error. It panics if handler is anything else
	// or M has a handler already, naming the function, the message and what
	// was expected. By convention a service calls it in its Init method.
	AddHandlerCtx(handler HandlerFunc)

	// AddEventListenerCtx registers a listener for an event, a
	// func(context.Context, *M) error. It panics if handler is anything else.
	// By convention a service calls it in its Init method.
	AddEventListenerCtx(handler HandlerFunc)

	// Dispatch is DispatchCtx with context.Background().
	//
	// Deprecated: use DispatchCtx, which passes the caller's context on.
	Dispatch(msg Msg) error

	// Publish is PublishCtx with context.Background().
	Publish(msg Msg) error

	// AddHandler is AddHandlerCtx for a func(*M) error.
	//
	// Deprecated: use AddHandlerCtx, whose handlers take the caller's context.
	AddHandler(handler HandlerFunc)

	// AddEventListener is AddEventListenerCtx for a func(*M) error.
	AddEventListener(handler HandlerFunc)
}
