package contexts

import (
	"context"
	"net/http"
	"sync"
	"testing"
	"time"
)

func call(func() error) {}

func closures(ctx context.Context) {
	call(func() error {
		return here() // want `^ctx$`
	})
	func() {
		here() // want `^ctx$`
	}()
	defer func() {
		here() // want `^ctx$`
	}()
	defer here() // want `^ctx$`
	call(func() error {
		ctx := other{}
		_ = ctx
		return here() // want `^none$`
	})
}

// Its call may be over when these run.
func goroutines(ctx context.Context) {
	go func() {
		here() // want `^later$`
		call(func() error {
			return here() // want `^later$`
		})
	}()
	go here() // want `^later$`
	go call(func() error { return nil })
	go func(ctx context.Context) {
		here() // want `^ctx$`
	}(ctx)
	go func(err error) {}(here()) // want `^ctx$`
	time.AfterFunc(time.Second, func() {
		here() // want `^later$`
	})
	context.AfterFunc(ctx, func() {
		here() // want `^later$`
	})
	var wg sync.WaitGroup
	wg.Go(func() {
		here() // want `^later$`
	})
}

// A closure that calls itself, or another one that calls it, runs when others call it.
func recursive(ctx context.Context) {
	var visit func(int)
	visit = func(n int) {
		if n > 0 {
			visit(n - 1)
		}
		here() // want `^ctx$`
	}
	visit(3)

	var even, odd func(int)
	even = func(n int) {
		here() // want `^ctx$`
		odd(n - 1)
	}
	odd = func(n int) {
		here() // want `^ctx$`
		even(n - 1)
	}
	even(3)

	var poll func()
	poll = func() {
		here() // want `^later$`
		time.AfterFunc(time.Second, poll)
	}
	poll()
}

func cleanup(t *testing.T) {
	ctx := context.Background()
	t.Cleanup(func() {
		here() // want `^later$`
	})
	t.Run("sub", func(t *testing.T) {
		here() // want `^t.Context\(\)$`
	})
	t.Cleanup(func() {
		ctx := context.Background()
		_ = ctx
		here() // want `^ctx$`
	})
	new(janitor).Cleanup(func() {
		here() // want `^t.Context\(\)$`
	})
	_ = ctx
}

type janitor struct{}

func (*janitor) Cleanup(func()) {}

// What is kept is called by nobody knows whom.
func kept(ctx context.Context, s *struct{ f func() error }, m map[string]func() error, c chan func() error) func() error {
	s.f = func() error {
		return here() // want `^later$`
	}
	m["f"] = func() error {
		return here() // want `^later$`
	}
	c <- func() error {
		return here() // want `^later$`
	}
	_ = []func() error{func() error {
		return here() // want `^later$`
	}}
	called := func() error {
		return here() // want `^ctx$`
	}
	_ = called()
	called()
	started := func() error {
		return here() // want `^later$`
	}
	go started()
	passed := func() error {
		return here() // want `^ctx$`
	}
	call(passed)
	returned := func() error {
		return here() // want `^later$`
	}
	if ctx == nil {
		return returned
	}
	var declared = func() error {
		return here() // want `^ctx$`
	}
	_ = declared()
	return func() error {
		return here() // want `^later$`
	}
}

// Elements are called when what holds them is asked for them.
func elements(ctx context.Context) {
	for _, f := range []func() error{func() error {
		return here() // want `^ctx$`
	}} {
		_ = f()
	}
	table := map[string]func() error{"a": func() error {
		return here() // want `^ctx$`
	}}
	_ = table["a"]()
	stored = []func() error{func() error {
		return here() // want `^later$`
	}}
	steps := []func() error{func() error {
		return here() // want `^later$`
	}}
	stored = append(stored, steps...)
	var f func() error
	f = func() error {
		return here() // want `^ctx$`
	}
	_ = f()
	var g func() error
	func() {
		g = func() error {
			return here() // want `^later$`
		}
	}()
	_ = g()
}

var stored []func() error

func calledAfterEnd(ctx context.Context) {
	var f func() error
	ctx, cancel := context.WithCancel(ctx)
	f = func() error {
		return here() // want `^ended$`
	}
	steps := []func() error{func() error {
		return here() // want `^ended$`
	}}
	table := map[string]func() error{"a": func() error {
		return here() // want `^ctx$`
	}}
	_ = table["a"]()
	cancel()
	_ = f()
	_ = steps[0]()
}

// A function with a context of its own is not for those around it.
func own(ctx context.Context, handle func(any)) {
	handle(func(inner context.Context) {
		here() // want `^inner$`
	})
	handle(func(_ context.Context) {
		here() // want `^ctx once named$`
	})
	handle(func(context.Context) {
		here() // want `^ctx once named$`
	})
	handle(func(w http.ResponseWriter, r *http.Request) {
		here() // want `^r.Context\(\)$`
	})
	handle(func(w http.ResponseWriter, _ *http.Request) {
		here() // want `^r.Context\(\) once named$`
	})
	handle(func(c *webContext) {
		here() // want `^c.Req.Context\(\)$`
	})
}

// The handler that is registered is called when a message comes.
func registered(ctx context.Context) {
	register(func(*other) {
		here() // want `^none$`
	})
	register(func(ctx context.Context, _ *other) {
		here() // want `^ctx$`
	})
}

func register(any) {}
