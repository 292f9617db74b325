package main

import (
	"context"
	"log/slog"
	"runtime/debug"
	"time"

	"github.com/buslint/buslint/bus"
)

// logging logs each message: who got it, how long that took, and what came of it.
func logging(reg bus.Registration, next bus.Handler) bus.Handler {
	logger := slog.With("message", reg.Message.Elem().String(), "function", reg.Function)
	return func(ctx context.Context, msg bus.Msg) error {
		start := time.Now()
		err := next(ctx, msg)
		if err != nil {
			logger.ErrorContext(ctx, "failed", "took", time.Since(start), "error", err)
			return err
		}
		logger.DebugContext(ctx, "done", "took", time.Since(start))
		return nil
	}
}

// isolating keeps what goes wrong in a listener from the other listeners, and from
// whoever publishes. It stands around logging, which has told of the error.
func isolating(reg bus.Registration, next bus.Handler) bus.Handler {
	if !reg.Listener {
		return next
	}
	return func(ctx context.Context, msg bus.Msg) error {
		defer func() {
			if p := recover(); p != nil {
				slog.ErrorContext(ctx, "panicked", "function", reg.Function, "panic", p, "stack", string(debug.Stack()))
			}
		}()
		_ = next(ctx, msg)
		return nil
	}
}
