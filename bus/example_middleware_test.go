package bus_test

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"os"
	"reflect"
	"sync/atomic"
	"time"

	"github.com/buslint/buslint/bus"
)

// A middleware that logs what fails. It knows the message even where nothing handles
// it, which the error itself does not say.
func ExampleMiddleware_logging() {
	// Without the time, so that the output is the same each time.
	logger := slog.New(slog.NewTextHandler(os.Stdout, &slog.HandlerOptions{
		ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
			if a.Key == slog.TimeKey {
				return slog.Attr{}
			}
			return a
		},
	}))
	logging := func(reg bus.Registration, next bus.Handler) bus.Handler {
		// What does not change is worked out once, at registration.
		logger := logger.With("message", reg.Message.Elem().Name())
		return func(ctx context.Context, msg bus.Msg) error {
			err := next(ctx, msg)
			if err != nil {
				logger.ErrorContext(ctx, "failed", "error", err)
			}
			return err
		}
	}

	b := bus.New(logging)
	stickers := &StickerService{bus: b}
	if err := stickers.Init(); err != nil {
		fmt.Println(err)
	}
	ctx := context.Background()
	_ = bus.Dispatch(ctx, b, &SendStickersCommand{UserID: "taylor", Count: 1})
	_ = bus.Dispatch(ctx, b, &SendStickersCommand{UserID: "taylor"})
	_ = bus.Dispatch(ctx, b, &FindDashboardQuery{ID: "foo"})
	// Output:
	// 1 for taylor
	// level=ERROR msg=failed message=SendStickersCommand error="no stickers to send"
	// level=ERROR msg=failed message=FindDashboardQuery error="bus: handler not found"
}

// A middleware that counts calls and failures, one pair of counters for each
// registration.
func ExampleMiddleware_metrics() {
	type counters struct{ calls, failures atomic.Int64 }
	all := map[string]*counters{} // filled at registration, one after the other here
	counting := func(reg bus.Registration, next bus.Handler) bus.Handler {
		c := new(counters)
		all[reg.Message.Elem().Name()] = c
		return func(ctx context.Context, msg bus.Msg) error {
			c.calls.Add(1)
			err := next(ctx, msg)
			if err != nil {
				c.failures.Add(1)
			}
			return err
		}
	}

	b := bus.New(counting)
	bus.Handle(b, func(_ context.Context, cmd *SendStickersCommand) error {
		if cmd.Count < 1 {
			return errors.New("no stickers to send")
		}
		return nil
	})
	for count := range int64(3) {
		_ = bus.Dispatch(context.Background(), b, &SendStickersCommand{Count: count})
	}
	c := all["SendStickersCommand"]
	fmt.Println(c.calls.Load(), "calls,", c.failures.Load(), "failed")
	// Output: 3 calls, 1 failed
}

type CreateTeamCommand struct {
	Name string
}

// Validate says what is wrong with the command.
func (c *CreateTeamCommand) Validate() error {
	if c.Name == "" {
		return errors.New("a team needs a name")
	}
	return nil
}

// A middleware that checks messages that can check themselves. The others are left
// as they are, and cost nothing.
func ExampleMiddleware_validation() {
	type validator interface{ Validate() error }
	validating := func(reg bus.Registration, next bus.Handler) bus.Handler {
		if !reg.Message.Implements(reflect.TypeFor[validator]()) {
			return next
		}
		return func(ctx context.Context, msg bus.Msg) error {
			if err := msg.(validator).Validate(); err != nil {
				return fmt.Errorf("%s: %w", reg.Message.Elem().Name(), err)
			}
			return next(ctx, msg)
		}
	}

	b := bus.New(validating)
	bus.Handle(b, func(_ context.Context, cmd *CreateTeamCommand) error {
		fmt.Println("created", cmd.Name)
		return nil
	})
	fmt.Println(bus.Dispatch(context.Background(), b, &CreateTeamCommand{Name: "stickers"}))
	fmt.Println(bus.Dispatch(context.Background(), b, new(CreateTeamCommand)))
	// Output:
	// created stickers
	// <nil>
	// CreateTeamCommand: a team needs a name
}

// A middleware that gives each handler a limit of time. The handler has to look at
// its context; the bus does not leave it behind.
func ExampleMiddleware_timeout() {
	limiting := func(_ bus.Registration, next bus.Handler) bus.Handler {
		return func(ctx context.Context, msg bus.Msg) error {
			ctx, cancel := context.WithTimeout(ctx, time.Millisecond)
			defer cancel()
			return next(ctx, msg)
		}
	}

	b := bus.New(limiting)
	bus.Handle(b, func(ctx context.Context, query *FindDashboardQuery) error {
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(time.Minute):
			query.Result = &Dashboard{ID: query.ID}
			return nil
		}
	})
	fmt.Println(bus.Dispatch(context.Background(), b, &FindDashboardQuery{ID: "foo"}))
	// Output: context deadline exceeded
}

// A middleware that keeps what goes wrong in a listener from the publisher, who
// cannot do anything about it, and from the other listeners.
func ExampleMiddleware_isolation() {
	isolating := func(reg bus.Registration, next bus.Handler) bus.Handler {
		if !reg.Listener {
			return next
		}
		return func(ctx context.Context, msg bus.Msg) error {
			defer func() {
				if p := recover(); p != nil {
					fmt.Println("a listener panicked:", p)
				}
			}()
			if err := next(ctx, msg); err != nil {
				fmt.Println("a listener failed:", err)
			}
			return nil
		}
	}

	b := bus.New(isolating)
	bus.Listen(b, func(context.Context, *StickersSentEvent) error { panic("no paper") })
	bus.Listen(b, func(context.Context, *StickersSentEvent) error { return errors.New("no ink") })
	bus.Listen(b, func(_ context.Context, event *StickersSentEvent) error {
		fmt.Printf("%s has %d new stickers\n", event.UserID, event.Count)
		return nil
	})
	fmt.Println(bus.Publish(context.Background(), b, &StickersSentEvent{UserID: "taylor", Count: 1}))
	// Output:
	// a listener panicked: no paper
	// a listener failed: no ink
	// taylor has 1 new stickers
	// <nil>
}
