package contexts

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"sync"
	"time"
)

// What a function of the package does with the context, or finds out about it, holds where
// it is called.

func waitForEnd(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}

func waitForEither(ctx context.Context, done chan bool) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-done:
		return nil
	}
}

func waitedFor(ctx context.Context) {
	here() // want `^ctx$`
	if err := waitForEnd(ctx); err != nil {
		here() // want `^ended$`
	}
	here() // want `^ended$`
}

func waitedForEither(ctx context.Context, done chan bool) {
	if err := waitForEither(ctx, done); err != nil {
		here() // want `^ended$`
		return
	}
	here() // want `^ctx$`
}

// What fails for no other reason than the end of its context says that this is over.
func checkEnd(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return fmt.Errorf("checked: %w", err)
	}
	return nil
}

func checkCause(ctx context.Context, n int) (int, error) {
	select {
	case <-ctx.Done():
		return 0, context.Cause(ctx)
	default:
		return n, nil
	}
}

func (o order) alive(ctx context.Context) error { return checkEnd(ctx) }

func save(ctx context.Context, n int) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if n == 0 {
		return errors.New("nothing to save")
	}
	return nil
}

func checksEnds(ctx context.Context, n int, o order) error {
	if err := checkEnd(ctx); err != nil {
		here() // want `^ended$`
		return err
	}
	here() // want `^ctx$`
	n, err := checkCause(ctx, n)
	if err != nil {
		here() // want `^ended$`
		return err
	}
	if err := o.alive(ctx); err != nil {
		here() // want `^ended$`
		return err
	}
	if checkEnd(ctx) != nil {
		here() // want `^ended$`
		return nil
	}
	if err := save(ctx, n); err != nil {
		here() // want `^ctx$`
		return err
	}
	here() // want `^ctx$`
	return nil
}

func waitedForAnother(ctx context.Context) {
	own, cancel := context.WithTimeout(context.Background(), time.Second)
	defer cancel()
	_ = waitForEnd(own)
	here() // want `^ctx$`
}

func isOver(ctx context.Context) bool { return ctx.Err() != nil }

func isAlive(ctx context.Context) bool {
	select {
	case <-ctx.Done():
		return false
	default:
		return true
	}
}

func gaveUp(err error) bool {
	if err == nil {
		return false
	}
	return errors.Is(err, context.DeadlineExceeded)
}

func asksFunctions(ctx context.Context, err error) {
	if isOver(ctx) {
		here() // want `^ended$`
		return
	}
	here() // want `^ctx$`
	if !isAlive(ctx) {
		here() // want `^ended$`
		return
	}
	here() // want `^ctx$`
	switch {
	case gaveUp(err):
		here() // want `^ended$`
		return
	case err != nil:
		here() // want `^ctx$`
	}
}

func asksRecursively(ctx context.Context, n int) bool {
	if n > 0 && asksRecursively(ctx, n-1) {
		here() // want `^ctx$`
	}
	return n == 0
}

// Other packages say it by their names.
func asksElsewhere(ctx context.Context, err error, c net.Error) {
	if os.IsTimeout(err) || errors.Is(err, os.ErrDeadlineExceeded) {
		here() // want `^ended$`
		return
	}
	if c.Timeout() {
		here() // want `^ended$`
		return
	}
	if os.IsNotExist(err) {
		here() // want `^ctx$`
	}
}

type order struct{ status string }

func (o order) isCancelled() bool { return o.status == statusCancelled }

const statusCancelled = "cancelled"

// An order that is cancelled is no context.
func asksOrders(ctx context.Context, o order) {
	if o.isCancelled() || o.status == statusCancelled {
		here() // want `^ctx$`
	}
}

type Code int

const DeadlineExceeded Code = 4

func codeOf(err error) Code { return 0 }

func asksCodes(ctx context.Context, err error) {
	if codeOf(err) == DeadlineExceeded {
		here() // want `^ended$`
		return
	}
	if codeOf(err) == 3 {
		here() // want `^ctx$`
	}
}

func finish(cancel context.CancelFunc) { cancel() }

func keepCancel(cancel context.CancelFunc) { stopLater = cancel }

var stopLater context.CancelFunc

func cancelledElsewhere(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	keepCancel(cancel)
	here() // want `^ctx$`
	finish(cancel)
	here() // want `^ended$`
}

type job struct{ stop context.CancelFunc }

func (j *job) end()   { j.stop() }
func (j *job) start() {}

func cancelledByMethod(ctx context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	j := &job{stop: cancel}
	j.start()
	here() // want `^ctx$`
	j.end()
	here() // want `^ended$`
}

// The context that ends is made of the caller's, in its variable.
func withTimeout(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	return ctx.Err()
}

func calledWithTimeout(ctx context.Context) {
	_ = withTimeout(ctx)
	here() // want `^ctx$`
}

// What runs beside ends a context where it is waited for.
func workers(parent context.Context) error {
	g, ctx := withContext(parent)
	g.Go(func() error { return waitForEnd(ctx) })
	here() // want `^ctx$`
	if err := g.Wait(); err != nil {
		return err
	}
	here() // want `^ended$`
	return nil
}

func started(ctx context.Context) {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		<-ctx.Done()
	}()
	here() // want `^ctx$`
	wg.Wait()
	here() // want `^ended$`
}
