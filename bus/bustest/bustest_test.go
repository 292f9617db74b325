package bustest

import (
	"context"
	"fmt"
	"reflect"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/buslint/buslint/bus"
)

// A suite that nothing can fail says nothing: each check must see a flaw.
func TestChecksSeeFlaws(t *testing.T) {
	t.Parallel()
	for _, c := range checks {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			if len(flaws[c.name]) == 0 {
				t.Error("has no flaw to see")
			}
			for _, f := range flaws[c.name] {
				var r recorder
				run(&r, time.Second, func() {
					c.check(&r, func() bus.Bus { return newFlawed(f.flaw) })
				})
				if !r.failed.Load() {
					t.Errorf("passed a bus that %s", f.name)
				}
			}
		})
	}
}

// The decorator that the flaws are made with must have none of its own.
func TestFlawlessBus(t *testing.T) {
	Run(t, func(*testing.T) bus.Bus { return newFlawed(func(*flawed, bus.Bus) {}) })
}

type recorder struct{ failed atomic.Bool }

func (r *recorder) Helper()               {}
func (r *recorder) Errorf(string, ...any) { r.failed.Store(true) }

// flawed is a right bus of which a flaw can replace any part.
type flawed struct {
	dispatchCtx, publishCtx       func(context.Context, bus.Msg) error
	dispatch, publish             func(bus.Msg) error
	addHandlerCtx, addListenerCtx func(bus.HandlerFunc)
	addHandler, addListener       func(bus.HandlerFunc)
}

func newFlawed(flaw func(b *flawed, right bus.Bus)) bus.Bus {
	right := bus.New()
	b := &flawed{
		dispatchCtx:    right.DispatchCtx,
		publishCtx:     right.PublishCtx,
		addHandlerCtx:  right.AddHandlerCtx,
		addListenerCtx: right.AddEventListenerCtx,
		addHandler:     func(h bus.HandlerFunc) { addHandlerWithoutContext(right, h) },
		addListener:    right.AddEventListener,
	}
	b.dispatch = func(msg bus.Msg) error { return b.dispatchCtx(context.Background(), msg) }
	b.publish = func(msg bus.Msg) error { return b.publishCtx(context.Background(), msg) }
	flaw(b, right)
	return b
}

func (b *flawed) DispatchCtx(ctx context.Context, msg bus.Msg) error { return b.dispatchCtx(ctx, msg) }
func (b *flawed) PublishCtx(ctx context.Context, msg bus.Msg) error  { return b.publishCtx(ctx, msg) }
func (b *flawed) Dispatch(msg bus.Msg) error                         { return b.dispatch(msg) }
func (b *flawed) Publish(msg bus.Msg) error                          { return b.publish(msg) }
func (b *flawed) AddHandlerCtx(h bus.HandlerFunc)                    { b.addHandlerCtx(h) }
func (b *flawed) AddEventListenerCtx(h bus.HandlerFunc)              { b.addListenerCtx(h) }
func (b *flawed) AddHandler(h bus.HandlerFunc)                       { b.addHandler(h) }
func (b *flawed) AddEventListener(h bus.HandlerFunc)                 { b.addListener(h) }

type flaw struct {
	name string // completes "a bus that"
	flaw func(b *flawed, right bus.Bus)
}

// flaws lists for each check the mistakes that it must see.
var flaws = map[string][]flaw{
	"DispatchCallsHandler": {
		{"postpones the call", func(b *flawed, right bus.Bus) {
			pending := func() {}
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				pending()
				pending = func() { _ = right.DispatchCtx(ctx, msg) }
				return nil
			}
		}},
		{"hands out a copy of the message", func(b *flawed, right bus.Bus) {
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				duplicate := reflect.New(reflect.TypeOf(msg).Elem())
				duplicate.Elem().Set(reflect.ValueOf(msg).Elem())
				return right.DispatchCtx(ctx, duplicate.Interface())
			}
		}},
		{"keeps context-free handlers from DispatchCtx", func(b *flawed, right bus.Bus) {
			free := bus.New()
			b.addHandler = func(h bus.HandlerFunc) { addHandlerWithoutContext(free, h) }
			b.dispatch = func(msg bus.Msg) error { return dispatchWithoutContext(free, msg) }
		}},
	},
	"DispatchReturnsError": {
		{"swallows errors", func(b *flawed, right bus.Bus) {
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				_ = right.DispatchCtx(ctx, msg)
				return nil
			}
		}},
		{"wraps errors", wrapErrors},
	},
	"DispatchPassesContext": {
		{"loses the context", func(b *flawed, right bus.Bus) {
			b.dispatchCtx = func(_ context.Context, msg bus.Msg) error {
				return right.DispatchCtx(context.Background(), msg)
			}
		}},
		{"makes up a context", func(b *flawed, right bus.Bus) {
			b.dispatch = func(msg bus.Msg) error { return right.DispatchCtx(context.TODO(), msg) }
		}},
	},
	"DispatchFindsNoHandler": {
		{"wraps errors", wrapErrors},
		{"dispatches to listeners", func(b *flawed, right bus.Bus) {
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				err := right.DispatchCtx(ctx, msg)
				if err == bus.ErrHandlerNotFound {
					_ = right.PublishCtx(ctx, msg)
				}
				return err
			}
		}},
	},
	"PublishCallsListenersInOrder": {
		{"calls listeners in reverse", func(b *flawed, _ bus.Bus) {
			keepListeners(b, func(ctx context.Context, msg bus.Msg, ls []registration) error {
				reversed := slices.Clone(ls)
				slices.Reverse(reversed)
				return publishTo(ctx, msg, reversed)
			})
		}},
		{"calls context-free listeners last", func(b *flawed, right bus.Bus) {
			free := bus.New()
			b.addListener = free.AddEventListener
			b.publishCtx = func(ctx context.Context, msg bus.Msg) error {
				if err := right.PublishCtx(ctx, msg); err != nil {
					return err
				}
				return free.PublishCtx(ctx, msg)
			}
		}},
		{"registers a listener only once", func(b *flawed, right bus.Bus) {
			known := map[uintptr]bool{}
			b.addListenerCtx = func(h bus.HandlerFunc) {
				if p := reflect.ValueOf(h).Pointer(); !known[p] {
					known[p] = true
					right.AddEventListenerCtx(h)
				}
			}
		}},
	},
	"PublishStopsAtError": {
		{"goes on after an error", func(b *flawed, _ bus.Bus) {
			keepListeners(b, func(ctx context.Context, msg bus.Msg, ls []registration) (first error) {
				for i := range ls {
					if err := publishTo(ctx, msg, ls[i:i+1]); err != nil && first == nil {
						first = err
					}
				}
				return first
			})
		}},
		{"swallows errors", func(b *flawed, right bus.Bus) {
			b.publishCtx = func(ctx context.Context, msg bus.Msg) error {
				_ = right.PublishCtx(ctx, msg)
				return nil
			}
		}},
	},
	"PublishPassesContext": {
		{"loses the context", func(b *flawed, right bus.Bus) {
			b.publishCtx = func(_ context.Context, msg bus.Msg) error {
				return right.PublishCtx(context.Background(), msg)
			}
		}},
		{"makes up a context", func(b *flawed, right bus.Bus) {
			b.publish = func(msg bus.Msg) error { return right.PublishCtx(context.TODO(), msg) }
		}},
	},
	"PublishWithoutListeners": {
		{"requires listeners", func(b *flawed, _ bus.Bus) {
			keepListeners(b, func(ctx context.Context, msg bus.Msg, ls []registration) error {
				if len(ls) == 0 {
					return bus.ErrHandlerNotFound
				}
				return publishTo(ctx, msg, ls)
			})
		}},
		{"publishes to handlers", func(b *flawed, right bus.Bus) {
			b.publishCtx = func(ctx context.Context, msg bus.Msg) error {
				_ = right.DispatchCtx(ctx, msg)
				return right.PublishCtx(ctx, msg)
			}
		}},
	},
	"PublishKeepsToItsListeners": {
		{"walks the live list", func(b *flawed, _ bus.Bus) {
			var live []registration
			b.addListenerCtx = func(h bus.HandlerFunc) {
				live = append(live, func(to bus.Bus) { to.AddEventListenerCtx(h) })
			}
			b.publishCtx = func(ctx context.Context, msg bus.Msg) error {
				for i := 0; i < len(live); i++ {
					if err := publishTo(ctx, msg, live[i:i+1]); err != nil {
						return err
					}
				}
				return nil
			}
		}},
	},
	"TypeIsIdentity": {
		{"keys handlers by bare name", func(b *flawed, _ bus.Bus) {
			handlers := map[string]reflect.Value{}
			b.addHandlerCtx = func(h bus.HandlerFunc) {
				handlers[reflect.TypeOf(h).In(1).Elem().Name()] = reflect.ValueOf(h)
			}
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				h, ok := handlers[reflect.TypeOf(msg).Elem().Name()]
				if !ok {
					return bus.ErrHandlerNotFound
				}
				h.Call([]reflect.Value{reflect.ValueOf(ctx), reflect.ValueOf(msg).Convert(h.Type().In(1))})
				return nil
			}
		}},
	},
	"InvalidMessage": {
		{"takes any message", func(b *flawed, right bus.Bus) {
			b.publishCtx = func(ctx context.Context, msg bus.Msg) error {
				if v := reflect.ValueOf(msg); v.Kind() != reflect.Pointer || v.IsNil() {
					return nil
				}
				return right.PublishCtx(ctx, msg)
			}
		}},
		{"finds no handler for an invalid message", func(b *flawed, right bus.Bus) {
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				if v := reflect.ValueOf(msg); v.Kind() != reflect.Pointer || v.IsNil() {
					return bus.ErrHandlerNotFound
				}
				return right.DispatchCtx(ctx, msg)
			}
		}},
	},
	"NilContext": {
		{"mends a nil context", func(b *flawed, right bus.Bus) {
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				if ctx == nil {
					ctx = context.Background()
				}
				return right.DispatchCtx(ctx, msg)
			}
		}},
	},
	"NamedFunctionType": {
		{"refuses named function types", func(b *flawed, right bus.Bus) {
			b.addHandlerCtx = func(h bus.HandlerFunc) {
				if reflect.TypeOf(h).Name() != "" {
					panic("expected an unnamed function type")
				}
				right.AddHandlerCtx(h)
			}
		}},
	},
	"WrongShape": {
		{"ignores mistakes", ignoreMistakes},
		{"does not say what is wrong", hideMistakes},
	},
	"SecondHandler": {
		{"ignores mistakes", ignoreMistakes},
		{"does not say what is wrong", hideMistakes},
	},
	"Nesting": {{"sends under a lock", sendUnderLock}},
	"UseWhileHandling": {
		{"sends under a lock", sendUnderLock},
		{"registers under the lock of senders", func(b *flawed, right bus.Bus) {
			var mu sync.RWMutex
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				mu.RLock()
				defer mu.RUnlock()
				return right.DispatchCtx(ctx, msg)
			}
			b.addListenerCtx = func(h bus.HandlerFunc) {
				mu.Lock()
				defer mu.Unlock()
				right.AddEventListenerCtx(h)
			}
		}},
	},
	"Panic": {
		{"keeps its lock after a panic", func(b *flawed, right bus.Bus) {
			var mu sync.Mutex
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				mu.Lock()
				err := right.DispatchCtx(ctx, msg)
				mu.Unlock()
				return err
			}
		}},
		{"turns a panic into an error", func(b *flawed, right bus.Bus) {
			b.publishCtx = func(ctx context.Context, msg bus.Msg) (err error) {
				defer func() {
					if p := recover(); p != nil {
						err = fmt.Errorf("listener: %v", p)
					}
				}()
				return right.PublishCtx(ctx, msg)
			}
		}},
	},
	"ConcurrentUse": {
		{"loses listeners registered at once", func(b *flawed, _ bus.Bus) {
			var listeners atomic.Pointer[[]registration]
			listeners.Store(new([]registration))
			b.addListenerCtx = func(h bus.HandlerFunc) {
				more := append(slices.Clone(*listeners.Load()), func(to bus.Bus) { to.AddEventListenerCtx(h) })
				time.Sleep(time.Millisecond)
				listeners.Store(&more)
			}
			b.publishCtx = func(ctx context.Context, msg bus.Msg) error {
				return publishTo(ctx, msg, *listeners.Load())
			}
		}},
	},
	"ConcurrentSecondHandler": {
		{"checks before it acts", func(b *flawed, _ bus.Bus) {
			var handled atomic.Bool
			b.addHandlerCtx = func(bus.HandlerFunc) {
				if handled.Load() {
					panic("already handled")
				}
				time.Sleep(10 * time.Millisecond)
				handled.Store(true)
			}
		}},
	},
}

func wrapErrors(b *flawed, right bus.Bus) {
	b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
		if err := right.DispatchCtx(ctx, msg); err != nil {
			return fmt.Errorf("dispatching %T: %w", msg, err)
		}
		return nil
	}
}

func ignoreMistakes(b *flawed, right bus.Bus) {
	b.addHandlerCtx = func(h bus.HandlerFunc) { recovered(func() { right.AddHandlerCtx(h) }) }
}

func hideMistakes(b *flawed, right bus.Bus) {
	b.addHandlerCtx = func(h bus.HandlerFunc) {
		if recovered(func() { right.AddHandlerCtx(h) }) != nil {
			panic("invalid handler")
		}
	}
}

func sendUnderLock(b *flawed, right bus.Bus) {
	var mu sync.Mutex
	b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
		mu.Lock()
		defer mu.Unlock()
		return right.DispatchCtx(ctx, msg)
	}
}

// A registration can be repeated on another bus.
type registration func(bus.Bus)

// keepListeners lets publish decide what to do with the list of listeners.
func keepListeners(b *flawed, publish func(ctx context.Context, msg bus.Msg, ls []registration) error) {
	var ls []registration
	b.addListenerCtx = func(h bus.HandlerFunc) {
		ls = append(ls, func(to bus.Bus) { to.AddEventListenerCtx(h) })
	}
	b.addListener = func(h bus.HandlerFunc) {
		ls = append(ls, func(to bus.Bus) { to.AddEventListener(h) })
	}
	b.publishCtx = func(ctx context.Context, msg bus.Msg) error { return publish(ctx, msg, ls) }
}

func publishTo(ctx context.Context, msg bus.Msg, ls []registration) error {
	b := bus.New()
	for _, register := range ls {
		register(b)
	}
	return b.PublishCtx(ctx, msg)
}
