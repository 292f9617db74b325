package bustest

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"reflect"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/buslint/buslint/bus"
)

type flaw struct {
	name string // completes "a bus that"
	flaw func(b *flawed, right bus.Bus)
}

// flaws lists for each check the mistakes that it must see.
var flaws = map[string][]flaw{
	"DispatchCallsHandler": {
		{"wipes the message afterwards", func(b *flawed, right bus.Bus) {
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				defer func() {
					if v := reflect.ValueOf(msg); v.Kind() == reflect.Pointer && !v.IsNil() {
						v.Elem().SetZero()
					}
				}()
				return right.DispatchCtx(ctx, msg)
			}
		}},
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
		{"takes a typed nil for no error", mapErrors(func(err error) error {
			if v := reflect.ValueOf(err); v.Kind() == reflect.Pointer && v.IsNil() {
				return nil
			}
			return err
		})},
		{"takes a canceled context for no error", mapErrors(func(err error) error {
			if errors.Is(err, context.Canceled) {
				return nil
			}
			return err
		})},
		{"has an error of its own for deadlines", mapErrors(func(err error) error {
			if err == context.DeadlineExceeded {
				return errors.New("the handler took too long")
			}
			return err
		})},
		{"tells a handler that found no handler from none", mapErrors(func(err error) error {
			if err == bus.ErrHandlerNotFound {
				return fmt.Errorf("in a handler: %w", err)
			}
			return err
		})},
		{"finds the value in what wraps it", mapErrors(func(err error) error {
			if errors.Is(err, bus.ErrHandlerNotFound) {
				return bus.ErrHandlerNotFound
			}
			return err
		})},
		{"unwraps errors", mapErrors(func(err error) error {
			if inner := errors.Unwrap(err); inner != nil {
				return inner
			}
			return err
		})},
		{"keeps errors in a map", func() func(*flawed, bus.Bus) {
			seen := map[error]bool{}
			return mapErrors(func(err error) error {
				seen[err] = true
				return err
			})
		}()},
		{"ends with io.EOF", mapErrors(func(err error) error {
			if err == io.EOF {
				return nil
			}
			return err
		})},
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
		{"has room for 64 listeners", func(b *flawed, right bus.Bus) {
			n := 0
			b.addListenerCtx = func(h bus.HandlerFunc) {
				if n++; n <= 64 {
					right.AddEventListenerCtx(h)
				}
			}
		}},
		{"calls the last listener first", func(b *flawed, _ bus.Bus) {
			keepListeners(b, func(ctx context.Context, msg bus.Msg, ls []registration) error {
				if n := len(ls); n > 0 {
					ls = append(ls[n-1:n:n], ls[:n-1]...)
				}
				return publishTo(ctx, msg, ls)
			})
		}},
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
		{"joins errors", mapListenerErrors(func(err error) error { return errors.Join(err) })},
		{"takes a typed nil for no error", mapListenerErrors(func(err error) error {
			if v := reflect.ValueOf(err); v.Kind() == reflect.Pointer && v.IsNil() {
				return nil
			}
			return err
		})},
		{"takes ErrHandlerNotFound for no listener", mapListenerErrors(func(err error) error {
			if err == bus.ErrHandlerNotFound {
				return nil
			}
			return err
		})},
		{"takes a canceled context for no error", mapListenerErrors(func(err error) error {
			if errors.Is(err, context.Canceled) {
				return nil
			}
			return err
		})},
		{"goes on where a listener found no handler", func(b *flawed, _ bus.Bus) {
			keepListeners(b, func(ctx context.Context, msg bus.Msg, ls []registration) (last error) {
				for i := range ls {
					if last = publishTo(ctx, msg, ls[i:i+1]); last != nil && last != bus.ErrHandlerNotFound {
						return last
					}
				}
				return last
			})
		}},
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
		{"strips type arguments", keyedBy(func(msg reflect.Type) string {
			name, _, _ := strings.Cut(msg.String(), "[")
			return name
		})},
		{"strips the arguments of type arguments", keyedBy(func(msg reflect.Type) string {
			return msg.String()[:min(len(msg.String()), strings.Index(msg.String()+"[", "[")+len("[github.com/buslint/buslint/bus/bustest.box"))]
		})},
		{"keys by package and name", keyedBy(func(msg reflect.Type) string { return msg.Elem().PkgPath() + "." + msg.Elem().Name() })},
		{"keys by the fields of a message", keyedBy(func(msg reflect.Type) string {
			return fmt.Sprint(msg.Elem().NumField(), msg.Elem().Size())
		})},
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
		{"takes a pointer type with a name", func(b *flawed, right bus.Bus) {
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				if t := reflect.TypeOf(msg); t != nil && t.Kind() == reflect.Pointer && t.Name() != "" {
					return bus.ErrHandlerNotFound
				}
				return right.DispatchCtx(ctx, msg)
			}
		}},
		{"does not name the type", func(b *flawed, right bus.Bus) {
			b.publishCtx = func(ctx context.Context, msg bus.Msg) error {
				if right.PublishCtx(ctx, msg) != nil {
					return errors.New("invalid message")
				}
				return nil
			}
		}},
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
		{"looks for a handler before it looks at the context", func(b *flawed, right bus.Bus) {
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				if _, ok := msg.(*stickersSentEvent); ok && ctx == nil {
					return bus.ErrHandlerNotFound
				}
				return right.DispatchCtx(ctx, msg)
			}
		}},
		{"looks for listeners before it looks at the context", func(b *flawed, right bus.Bus) {
			b.publishCtx = func(ctx context.Context, msg bus.Msg) error {
				if _, ok := msg.(*stickersSentEvent); ok && ctx == nil {
					return nil
				}
				return right.PublishCtx(ctx, msg)
			}
		}},
		{"checks the context of a type once", func(b *flawed, right bus.Bus) {
			seen := map[reflect.Type]bool{}
			b.publishCtx = func(ctx context.Context, msg bus.Msg) error {
				if ctx == nil && seen[reflect.TypeOf(msg)] {
					ctx = context.Background()
				}
				seen[reflect.TypeOf(msg)] = true
				return right.PublishCtx(ctx, msg)
			}
		}},
		{"accepts a nil context", func(b *flawed, right bus.Bus) {
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
		{"takes a pointer type with a name", func(b *flawed, right bus.Bus) {
			b.addHandlerCtx = func(h bus.HandlerFunc) {
				if _, ok := h.(func(context.Context, pointerType) error); !ok {
					right.AddHandlerCtx(h)
				}
			}
		}},
		{"takes a context type of one's own", func(b *flawed, right bus.Bus) {
			b.addListenerCtx = func(h bus.HandlerFunc) {
				if _, ok := h.(func(ownContext, *sendStickersCommand) error); !ok {
					right.AddEventListenerCtx(h)
				}
			}
		}},
		{"takes an error type of one's own", func(b *flawed, right bus.Bus) {
			b.addHandlerCtx = func(h bus.HandlerFunc) {
				if _, ok := h.(func(context.Context, *sendStickersCommand) ownFailure); !ok {
					right.AddHandlerCtx(h)
				}
			}
		}},
		{"registers before it checks", func(b *flawed, right bus.Bus) {
			b.addHandlerCtx = func(h bus.HandlerFunc) {
				if p := recovered(func() { right.AddHandlerCtx(h) }); p != nil {
					recovered(func() { right.AddHandlerCtx(takesCommand) })
					panic(p)
				}
			}
		}},
		{"ignores mistakes", ignoreMistakes},
		{"does not say what is wrong", hideMistakes},
	},
	"SecondHandler": {
		{"lets the second handler replace the first", func(b *flawed, _ bus.Bus) {
			current := bus.New()
			b.addHandlerCtx = func(h bus.HandlerFunc) {
				if p := recovered(func() { current.AddHandlerCtx(h) }); p != nil {
					current = bus.New()
					current.AddHandlerCtx(h)
					panic(p)
				}
			}
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error { return current.DispatchCtx(ctx, msg) }
		}},
		{"has a table of its own for handlers without a context", func(b *flawed, right bus.Bus) {
			free := bus.New()
			b.addHandler = func(h bus.HandlerFunc) { addHandlerWithoutContext(free, h) }
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				if err := right.DispatchCtx(ctx, msg); err != bus.ErrHandlerNotFound {
					return err
				}
				return free.DispatchCtx(ctx, msg)
			}
		}},
		{"ignores mistakes", ignoreMistakes},
		{"does not say what is wrong", hideMistakes},
	},
	"Nesting": {{"sends one message at a time, the others later", func(b *flawed, right bus.Bus) {
		var busy bool
		var later []bus.Msg
		b.publishCtx = func(ctx context.Context, msg bus.Msg) error {
			if busy {
				later = append(later, msg)
				return nil
			}
			return right.PublishCtx(ctx, msg)
		}
		b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
			busy = true
			err := right.DispatchCtx(ctx, msg)
			busy = false
			return err
		}
	}}, {"sends under a lock", sendUnderLock}},
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
		{"wraps what a handler panics with", func(b *flawed, right bus.Bus) {
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				defer func() {
					if p := recover(); p != nil {
						panic(fmt.Sprintf("handler: %v", p))
					}
				}()
				return right.DispatchCtx(ctx, msg)
			}
		}},
		{"forgets a handler that panicked", func(b *flawed, right bus.Bus) {
			forgotten := map[reflect.Type]bool{}
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				if forgotten[reflect.TypeOf(msg)] {
					return bus.ErrHandlerNotFound
				}
				finished := false
				defer func() { forgotten[reflect.TypeOf(msg)] = !finished }()
				err := right.DispatchCtx(ctx, msg)
				finished = true
				return err
			}
		}},
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
		{"loads, and stores later", func(b *flawed, right bus.Bus) {
			var handlers sync.Map
			b.addHandlerCtx = func(h bus.HandlerFunc) {
				msg := reflect.TypeOf(h).In(reflect.TypeOf(h).NumIn() - 1)
				if _, ok := handlers.Load(msg); ok {
					panic("already handled")
				}
				runtime.Gosched() // whatever else it does
				handlers.Store(msg, h)
			}
			b.addHandler = func(h bus.HandlerFunc) {
				b.addHandlerCtx(func(context.Context, *sendStickersCommand) error { return nil })
			}
		}},
		{"looks under a lock and acts under another", func(b *flawed, _ bus.Bus) {
			var mu sync.RWMutex
			handlers := map[reflect.Type]bus.HandlerFunc{}
			b.addHandlerCtx = func(h bus.HandlerFunc) {
				msg := reflect.TypeOf(h).In(reflect.TypeOf(h).NumIn() - 1)
				mu.RLock()
				_, ok := handlers[msg]
				mu.RUnlock()
				if ok {
					panic(fmt.Sprintf("%s is already handled", msg))
				}
				runtime.Gosched() // whatever else it does
				mu.Lock()
				handlers[msg] = h
				mu.Unlock()
			}
			b.addHandler = func(h bus.HandlerFunc) {
				b.addHandlerCtx(func(context.Context, *sendStickersCommand) error { return nil })
			}
		}},
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
	"EachMessageOnce": {
		{"tries again after an error", func(b *flawed, right bus.Bus) {
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				err := right.DispatchCtx(ctx, msg)
				if err != nil && err != bus.ErrHandlerNotFound {
					err = right.DispatchCtx(ctx, msg)
				}
				return err
			}
		}},
		{"tries again after a deadline", func(b *flawed, right bus.Bus) {
			b.publishCtx = func(ctx context.Context, msg bus.Msg) error {
				err := right.PublishCtx(ctx, msg)
				if errors.Is(err, context.DeadlineExceeded) {
					err = right.PublishCtx(ctx, msg)
				}
				return err
			}
		}},
		{"sends a message once only", func(b *flawed, right bus.Bus) {
			sent := map[bus.Msg]bool{}
			b.publishCtx = func(ctx context.Context, msg bus.Msg) error {
				if sent[msg] {
					return nil
				}
				sent[msg] = true
				return right.PublishCtx(ctx, msg)
			}
		}},
		{"remembers results", func(b *flawed, right bus.Bus) {
			results := map[string]error{}
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				content := fmt.Sprintf("%#v", msg)
				err, ok := results[content]
				if !ok {
					err = right.DispatchCtx(ctx, msg)
					results[content] = err
				}
				return err
			}
		}},
		{"breaks the circuit after an error", func(b *flawed, right bus.Bus) {
			broken := map[reflect.Type]error{}
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				if err := broken[reflect.TypeOf(msg)]; err != nil {
					return err
				}
				err := right.DispatchCtx(ctx, msg)
				if err != bus.ErrHandlerNotFound {
					broken[reflect.TypeOf(msg)] = err
				}
				return err
			}
		}},
		{"drops a listener that failed", func(b *flawed, _ bus.Bus) {
			dropped := map[int]bool{}
			keepListeners(b, func(ctx context.Context, msg bus.Msg, ls []registration) error {
				for i := range ls {
					if dropped[i] {
						continue
					}
					if err := publishTo(ctx, msg, ls[i:i+1]); err != nil {
						dropped[i] = true
						return err
					}
				}
				return nil
			})
		}},
	},
	"SameGoroutine": {
		{"handles in another goroutine, and waits", func(b *flawed, right bus.Bus) {
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				result := make(chan error)
				go func() { result <- right.DispatchCtx(ctx, msg) }()
				return <-result
			}
		}},
		{"listens in another goroutine, and waits", func(b *flawed, right bus.Bus) {
			b.publishCtx = func(ctx context.Context, msg bus.Msg) (err error) {
				var all sync.WaitGroup
				all.Go(func() { err = right.PublishCtx(ctx, msg) })
				all.Wait()
				return err
			}
		}},
		{"handles in a coroutine", func(b *flawed, right bus.Bus) {
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				next, stop := iter.Pull(func(yield func(error) bool) { yield(right.DispatchCtx(ctx, msg)) })
				defer stop()
				err, _ := next()
				return err
			}
		}},
		{"has a worker", func(b *flawed, right bus.Bus) {
			type job struct {
				ctx    context.Context
				msg    bus.Msg
				result chan error
			}
			jobs := make(chan job)
			go func() {
				for j := range jobs {
					j.result <- right.DispatchCtx(j.ctx, j.msg)
				}
			}()
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				j := job{ctx, msg, make(chan error)}
				jobs <- j
				return <-j.result
			}
		}},
	},
	"DoneContext": {
		{"does not dispatch with a context that is done", func(b *flawed, right bus.Bus) {
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				if ctx != nil && ctx.Err() != nil {
					return ctx.Err()
				}
				return right.DispatchCtx(ctx, msg)
			}
		}},
		{"stops a publish whose context is done", func(b *flawed, _ bus.Bus) {
			keepListeners(b, func(ctx context.Context, msg bus.Msg, ls []registration) error {
				for i := range ls {
					if i > 0 && ctx.Err() != nil {
						return nil
					}
					if err := publishTo(ctx, msg, ls[i:i+1]); err != nil {
						return err
					}
				}
				return nil
			})
		}},
		{"returns the error of the context instead of nil", func(b *flawed, right bus.Bus) {
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				if err := right.DispatchCtx(ctx, msg); err != nil {
					return err
				}
				return context.Cause(ctx)
			}
		}},
		{"takes the cancellation away", func(b *flawed, right bus.Bus) {
			b.publishCtx = func(ctx context.Context, msg bus.Msg) error {
				if ctx != nil && ctx.Err() != nil {
					ctx = context.WithoutCancel(ctx)
				}
				return right.PublishCtx(ctx, msg)
			}
		}},
	},
	"NestedContext": {
		{"remembers the outermost context", func(b *flawed, right bus.Bus) {
			var outer context.Context
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				if outer != nil {
					return right.DispatchCtx(outer, msg)
				}
				outer = ctx
				defer func() { outer = nil }()
				return right.DispatchCtx(ctx, msg)
			}
		}},
		{"gives the context of a dispatch to what is published within", func(b *flawed, right bus.Bus) {
			var current context.Context
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				before := current
				current = ctx
				defer func() { current = before }()
				return right.DispatchCtx(ctx, msg)
			}
			b.publish = func(msg bus.Msg) error {
				if current != nil {
					return right.PublishCtx(current, msg)
				}
				return right.PublishCtx(context.Background(), msg)
			}
		}},
		{"does not take its own context back", func(b *flawed, right bus.Bus) {
			latest := context.Background()
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				latest = ctx
				return right.DispatchCtx(ctx, msg)
			}
			b.dispatch = func(msg bus.Msg) error { return right.DispatchCtx(latest, msg) }
		}},
		{"loses the context in a listener", func(b *flawed, right bus.Bus) {
			depth := 0
			b.publishCtx = func(ctx context.Context, msg bus.Msg) error {
				depth++
				defer func() { depth-- }()
				if depth > 1 && ctx != nil {
					ctx = context.WithoutCancel(ctx)
				}
				return right.PublishCtx(ctx, msg)
			}
		}},
	},
	"Depth": {
		{"has a limit of depth", func(b *flawed, right bus.Bus) {
			depth := 0
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				depth++
				defer func() { depth-- }()
				if depth > 1000 {
					return errors.New("too deep")
				}
				return right.DispatchCtx(ctx, msg)
			}
		}},
		{"refuses a message that is being handled", func(b *flawed, right bus.Bus) {
			handling := map[bus.Msg]bool{}
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				if handling[msg] {
					return errors.New("it goes in circles")
				}
				handling[msg] = true
				defer delete(handling, msg)
				return right.DispatchCtx(ctx, msg)
			}
		}},
		{"ignores an event within its listeners", func(b *flawed, right bus.Bus) {
			publishing := map[reflect.Type]bool{}
			b.publishCtx = func(ctx context.Context, msg bus.Msg) error {
				if publishing[reflect.TypeOf(msg)] {
					return nil
				}
				publishing[reflect.TypeOf(msg)] = true
				defer delete(publishing, reflect.TypeOf(msg))
				return right.PublishCtx(ctx, msg)
			}
		}},
	},
	"Goexit": {
		{"takes an exit for a panic", func(b *flawed, right bus.Bus) {
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				finished := false
				defer func() {
					if !finished {
						panic(recover())
					}
				}()
				err := right.DispatchCtx(ctx, msg)
				finished = true
				return err
			}
		}},
		{"waits for another goroutine that has ended", func(b *flawed, right bus.Bus) {
			b.publishCtx = func(ctx context.Context, msg bus.Msg) error {
				result := make(chan error)
				go func() { result <- right.PublishCtx(ctx, msg) }()
				return <-result
			}
		}},
		{"keeps its lock after an exit", func(b *flawed, right bus.Bus) {
			var mu sync.Mutex
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				mu.Lock()
				err := right.DispatchCtx(ctx, msg)
				mu.Unlock()
				return err
			}
		}},
	},
	"ConcurrentMessages": {
		{"keeps the result in a field", func(b *flawed, right bus.Bus) {
			var result atomic.Pointer[error]
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				err := right.DispatchCtx(ctx, msg)
				result.Store(&err)
				runtime.Gosched()
				return *result.Load()
			}
		}},
		{"keeps the context in a field", func(b *flawed, right bus.Bus) {
			var current atomic.Pointer[context.Context]
			b.publishCtx = func(ctx context.Context, msg bus.Msg) error {
				current.Store(&ctx)
				runtime.Gosched()
				return right.PublishCtx(*current.Load(), msg)
			}
		}},
	},
	"ConcurrentRegistration": {
		{"loses handlers registered at once", func(b *flawed, _ bus.Bus) {
			var handlers atomic.Pointer[[]registration]
			handlers.Store(new([]registration))
			b.addHandlerCtx = func(h bus.HandlerFunc) {
				more := append(slices.Clone(*handlers.Load()), func(to bus.Bus) { to.AddHandlerCtx(h) })
				runtime.Gosched()
				handlers.Store(&more)
			}
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				all := bus.New()
				for _, register := range *handlers.Load() {
					register(all)
				}
				return all.DispatchCtx(ctx, msg)
			}
		}},
		{"registers soon", func(b *flawed, right bus.Bus) {
			b.addHandlerCtx = func(h bus.HandlerFunc) { go right.AddHandlerCtx(h) }
		}},
	},
	"GoroutineLeak": {
		{"waits for a context that is never done", func(b *flawed, right bus.Bus) {
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				go func() { <-context.WithoutCancel(ctx).Done() }()
				return right.DispatchCtx(ctx, msg)
			}
		}},
		{"leaves a watcher behind when a listener panics", func(b *flawed, right bus.Bus) {
			b.publishCtx = func(ctx context.Context, msg bus.Msg) error {
				done := make(chan struct{})
				go func() { <-done }()
				err := right.PublishCtx(ctx, msg)
				close(done)
				return err
			}
		}},
		{"leaves a reporter of errors behind", func(b *flawed, right bus.Bus) {
			errs := make(chan error)
			b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
				err := right.DispatchCtx(ctx, msg)
				if err != nil {
					go func() { errs <- err }()
				}
				return err
			}
		}},
		{"leaves a watcher behind when it refuses", func(b *flawed, right bus.Bus) {
			b.publishCtx = func(ctx context.Context, msg bus.Msg) error {
				done := make(chan struct{})
				go func() { <-done }()
				if v := reflect.ValueOf(msg); v.Kind() == reflect.Pointer && v.IsNil() {
					return fmt.Errorf("nil %T", msg)
				}
				defer close(done)
				return right.PublishCtx(ctx, msg)
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

func mapErrors(change func(error) error) func(*flawed, bus.Bus) {
	return func(b *flawed, right bus.Bus) {
		b.addHandlerCtx = func(h bus.HandlerFunc) {
			right.AddHandlerCtx(wrapped(h, change))
		}
	}
}

func mapListenerErrors(change func(error) error) func(*flawed, bus.Bus) {
	return func(b *flawed, right bus.Bus) {
		b.addListenerCtx = func(h bus.HandlerFunc) {
			right.AddEventListenerCtx(wrapped(h, change))
		}
	}
}

// wrapped returns a function that calls h and changes its errors.
func wrapped(h bus.HandlerFunc, change func(error) error) bus.HandlerFunc {
	fn := reflect.ValueOf(h)
	return reflect.MakeFunc(fn.Type(), func(args []reflect.Value) []reflect.Value {
		results := fn.Call(args)
		if err, ok := reflect.TypeAssert[error](results[0]); ok {
			changed := change(err)
			results[0] = reflect.ValueOf(&changed).Elem()
		}
		return results
	}).Interface()
}

// keyedBy makes a bus know messages by a text.
func keyedBy(key func(msg reflect.Type) string) func(*flawed, bus.Bus) {
	return func(b *flawed, _ bus.Bus) {
		handlers := map[string]reflect.Value{}
		b.addHandlerCtx = func(h bus.HandlerFunc) {
			name := key(reflect.TypeOf(h).In(1))
			if _, ok := handlers[name]; ok {
				panic("already handled")
			}
			handlers[name] = reflect.ValueOf(h)
		}
		b.dispatchCtx = func(ctx context.Context, msg bus.Msg) error {
			h, ok := handlers[key(reflect.TypeOf(msg))]
			if !ok {
				return bus.ErrHandlerNotFound
			}
			// What has the same key is handled as if it were the same.
			arg := reflect.New(h.Type().In(1).Elem())
			if reflect.TypeOf(msg) == h.Type().In(1) {
				arg = reflect.ValueOf(msg)
			}
			h.Call([]reflect.Value{reflect.ValueOf(ctx), arg})
			return nil
		}
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
