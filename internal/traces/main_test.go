package traces_test

// mainSource is what all programs share: the handlers, and what keeps, starts and ends things.
const mainSource = `package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"sync"
	"time"

	"example.com/traces/bus"
)

type (
	Told struct{ ID int }
	Old  struct{ ID int }
)

type key struct{}

type carrier struct{ Req *http.Request }

type embedded struct {
	context.Context
	Name string
}

type appContext interface {
	context.Context
	User() string
}

type appValue struct{ context.Context }

func (appValue) User() string { return "" }

// A queue keeps functions until it is drained.
type queue struct{ jobs []func() }

func (q *queue) add(job func()) { q.jobs = append(q.jobs, job) }

func (q *queue) drain() {
	for len(q.jobs) > 0 {
		job := q.jobs[0]
		q.jobs = q.jobs[1:]
		job()
	}
}

// keepAll keeps functions that send messages.
func (h *harness) keepAll(all []func(id int), id int) {
	for _, f := range all {
		h.later.add(func() { f(id) })
	}
}

type harness struct {
	bus      bus.Bus
	buses    map[string]bus.Bus
	later    queue
	last     func()
	started  sync.WaitGroup
	released chan bool

	mu    sync.Mutex
	lines []string
}

func (h *harness) start() { h.started.Add(1) }
func (h *harness) done()  { h.started.Done() }
func (h *harness) wait()  { <-h.released }

func (h *harness) background(f func() error) {
	defer h.done()
	h.wait()
	check(f())
}

func (h *harness) hand(cancel context.CancelFunc) { cancel() }

func (h *harness) sleep() <-chan time.Time { return time.After(time.Millisecond) }

func (h *harness) told(ctx context.Context, m *Told) error {
	h.say(ctx, m.ID)
	return nil
}

func (h *harness) old(m *Old) error {
	h.print("%d: alive", m.ID)
	return nil
}

func (h *harness) print(format string, args ...any) {
	h.mu.Lock()
	defer h.mu.Unlock()
	h.lines = append(h.lines, fmt.Sprintf(format, args...))
}

func (h *harness) say(ctx context.Context, id int) {
	state := "alive"
	if ctx.Err() != nil {
		state = "over"
	}
	h.print("%d: %s", id, state)
}

func check(err error) {
	if err != nil {
		fmt.Printf("error: %v\n", err)
	}
}

// A sender sends messages whose numbers it shifts.
type sender struct {
	h    *harness
	off  int
	in   *sender
	hook func(id int)
}

func (s *sender) send(id int) { check(s.h.bus.Dispatch(&Told{id + s.off})) }

type value struct {
	h   *harness
	off int
}

func (v value) send(id int) { check(v.h.bus.Dispatch(&Told{id + v.off})) }

type sending interface{ send(id int) }

type narrow interface{ Dispatch(msg bus.Msg) error }

func narrowly(n narrow, id int) error { return n.Dispatch(&Told{id}) }

func announce(b bus.Bus, id int) error { return tell(b, &Told{id}) }

func typed[T any](b bus.Bus, m *T) error { return b.Dispatch(m) }

func (h *harness) same(id int) error { return h.bus.Dispatch(&Told{ID: id}) }

// logged decorates a function that sends a message.
func (h *harness) logged(next func(id int)) func(id int) {
	return func(id int) {
		h.print("before %d", id)
		next(id)
	}
}

func (h *harness) any(what any) { h.print("%T", what) }

// A pool runs what it was given when it is told to.
type pool struct{ jobs []func() }

func (p *pool) addAll(jobs ...func()) { p.jobs = append(p.jobs, jobs...) }

func (p *pool) run() {
	for _, job := range p.jobs {
		job()
	}
}

func inTurn(all ...func()) {
	for _, f := range all {
		f()
	}
}

func same[T any](x T) T { return x }

func each[T any](all []T, f func(T)) {
	for _, one := range all {
		f(one)
	}
}

func run(f func())                     { f() }
func result[T any](f func() T) T       { return f() }
func wrap(f func()) func()             { return func() { f() } }
func tell(b bus.Bus, m *Told) error    { return b.Dispatch(m) }
func request(ctx context.Context) *http.Request {
	return (&http.Request{}).WithContext(ctx)
}

func waitForEnd(ctx context.Context) error {
	<-ctx.Done()
	return ctx.Err()
}

func isOver(ctx context.Context) bool {
	select {
	case <-ctx.Done():
		return true
	default:
		return false
	}
}

func gaveUp(err error) bool {
	if err == nil {
		return false
	}
	return errors.Is(err, context.Canceled)
}

// A task holds what ends its context.
type task struct{ stop context.CancelFunc }

func (t *task) begin() {}
func (t *task) end()   { t.stop() }

// A group is as errgroup.Group.
type group struct {
	wg     sync.WaitGroup
	cancel context.CancelFunc
	err    error
}

func groupWithContext(ctx context.Context) (*group, context.Context) {
	ctx, cancel := context.WithCancel(ctx)
	return &group{cancel: cancel}, ctx
}

func (g *group) Go(f func() error) {
	g.wg.Add(1)
	go func() {
		defer g.wg.Done()
		g.err = f()
	}()
}

func (g *group) Wait() error {
	g.wg.Wait()
	g.cancel()
	return g.err
}

func main() {
	for i, scenario := range scenarios {
		fmt.Printf("scenario %d\n", i)
		h := &harness{bus: bus.New(), released: make(chan bool)}
		h.buses = map[string]bus.Bus{"a\nb": h.bus}
		h.bus.AddHandlerCtx(h.told)
		h.bus.AddHandler(h.old)
		ctx, cancel := context.WithCancel(context.WithValue(context.Background(), key{}, i))
		scenario(h, ctx)
		cancel()
		h.later.drain()
		if h.last != nil {
			h.last()
		}
		// What was started runs in any order.
		n := len(h.lines)
		close(h.released)
		h.started.Wait()
		slices.Sort(h.lines[n:])
		for _, line := range h.lines {
			fmt.Println(line)
		}
	}
}
`
