// Package bustest holds implementations of [bus.Bus] to what its documentation
// says:
//
//	func TestBus(t *testing.T) {
//		bustest.Run(t, func(t *testing.T) bus.Bus { return newBus() })
//	}
//
// Run it with -race to let the checks of concurrent use find data races too.
//
// For the tests of code that uses a bus there is the [Recorder], which tells what was
// sent and has fakes for the handlers of others.
package bustest

import (
	"context"
	"runtime/debug"
	"testing"
	"time"

	"github.com/buslint/buslint/bus"
)

// Run tests the bus that newBus makes, a subtest for each thing that is asked
// of it. Each call of newBus must return a bus on which nothing is registered.
func Run(t *testing.T, newBus func(t *testing.T) bus.Bus) {
	t.Helper()
	for _, c := range checks {
		t.Run(c.name, func(t *testing.T) {
			run(t, 10*time.Second, func() {
				c.check(t, func() bus.Bus { return newBus(t) })
			})
		})
	}
}

// checks say what is asked of a bus. A check only calls Errorf, since it does
// not run in the goroutine of its test.
var checks = []struct {
	name  string
	check func(t reporter, newBus func() bus.Bus)
}{
	{"DispatchCallsHandler", dispatchCallsHandler},
	{"DispatchReturnsError", dispatchReturnsError},
	{"DispatchPassesContext", dispatchPassesContext},
	{"DispatchFindsNoHandler", dispatchFindsNoHandler},
	{"PublishCallsListenersInOrder", publishCallsListenersInOrder},
	{"PublishStopsAtError", publishStopsAtError},
	{"PublishPassesContext", publishPassesContext},
	{"PublishWithoutListeners", publishWithoutListeners},
	{"PublishKeepsToItsListeners", publishKeepsToItsListeners},
	{"EachMessageOnce", eachMessageOnce},
	{"SameGoroutine", sameGoroutine},
	{"DoneContext", doneContext},
	{"NestedContext", nestedContext},
	{"TypeIsIdentity", typeIsIdentity},
	{"InvalidMessage", invalidMessage},
	{"NilContext", nilContext},
	{"NamedFunctionType", namedFunctionType},
	{"WrongShape", wrongShape},
	{"SecondHandler", secondHandler},
	{"Nesting", nesting},
	{"Depth", depth},
	{"UseWhileHandling", useWhileHandling},
	{"Panic", panicking},
	{"Goexit", goexit},
	{"ConcurrentUse", concurrentUse},
	{"ConcurrentMessages", concurrentMessages},
	{"ConcurrentRegistration", concurrentRegistration},
	{"ConcurrentSecondHandler", concurrentSecondHandler},
	{"GoroutineLeak", goroutineLeak},
}

// reporter is what checks need of a *testing.T, so that the package's own
// tests can see them fail.
type reporter interface {
	Helper()
	Errorf(format string, args ...any)
}

// run gives a check a goroutine, so that a bus that locks up fails its test
// instead of hanging it.
func run(t reporter, patience time.Duration, check func()) {
	t.Helper()
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer func() {
			if p := recover(); p != nil {
				t.Errorf("panic: %v\n%s", p, debug.Stack())
			}
		}()
		check()
	}()
	select {
	case <-done:
	case <-time.After(patience):
		t.Errorf("not done after %v: is a lock held while a handler or listener runs, or after it panicked?", patience)
	}
}

// recovered returns what f panics with, or nil if it does not.
func recovered(f func()) (p any) {
	defer func() { p = recover() }()
	f()
	return nil
}

type contextKey struct{}

// newContext returns a context unlike any other.
func newContext() context.Context {
	return context.WithValue(context.Background(), contextKey{}, new(int))
}
