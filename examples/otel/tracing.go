// Package tracing has OpenTelemetry follow messages over the bus: a span for each
// handler and listener that a message reaches, a child of the span that the sender's
// context has.
package tracing

import (
	"context"
	"fmt"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"github.com/buslint/buslint/bus"
)

// New returns a middleware that makes its spans with the tracer:
//
//	b := bus.New(tracing.New(otel.Tracer("bus")))
//
// A span is named for what it is of and for the message, as "handle
// SendStickersCommand", and has the function and its place in the code as
// attributes. It records what goes wrong: an error, a panic, and that nothing
// handles a message that is dispatched.
func New(tracer trace.Tracer) bus.Middleware {
	return func(reg bus.Registration, next bus.Handler) bus.Handler {
		name := "handle " + reg.Message.Elem().Name()
		if reg.Listener {
			name = "hear " + reg.Message.Elem().Name()
		}
		// Worked out once, when the handler is registered.
		start := trace.WithAttributes(attributes(reg)...)
		return func(ctx context.Context, msg bus.Msg) error {
			ctx, span := tracer.Start(ctx, name, start)
			defer span.End() // records a panic as well
			if err := next(ctx, msg); err != nil {
				span.RecordError(err)
				span.SetStatus(codes.Error, err.Error())
				return err
			}
			return nil
		}
	}
}

func attributes(reg bus.Registration) []attribute.KeyValue {
	attrs := []attribute.KeyValue{attribute.String("bus.message", reg.Message.Elem().String())}
	if reg.Function == "" {
		return attrs // nothing handles the message
	}
	return append(attrs,
		attribute.String("code.function.name", reg.Function),
		attribute.String("bus.registered_at", fmt.Sprintf("%s:%d", reg.File, reg.Line)),
	)
}
