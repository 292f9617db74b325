// Package listeners has types that nobody calls buses, which keep listeners and tell them.
package listeners

import "context"

type Row struct{ Name string }

// A TableListener has a method for each event.
type TableListener interface {
	TableDataChanged(*Row)
	TableLoadFailed(error)
	TableCleared()
	TableSorted(by string)
	TableClosed(*Table)
}

type Table struct{ listeners []TableListener }

func (t *Table) AddListener(l TableListener) { t.listeners = append(t.listeners, l) }

func (t *Table) fireTableChanged(r *Row) {
	for _, l := range t.listeners {
		l.TableDataChanged(r)
	}
}

func (t *Table) fireTableLoadFailed(err error) {
	for _, l := range t.listeners {
		l.TableLoadFailed(err)
	}
}

func (t *Table) fireTableCleared() {
	for _, l := range t.listeners {
		l.TableCleared()
	}
}

func (t *Table) notifySorted(by string) {
	for _, l := range t.listeners {
		l.TableSorted(by)
	}
}

func (t *Table) Refresh(r *Row, err error) {
	if err != nil {
		t.fireTableLoadFailed(err) // want `^publish \?$`
		return
	}
	if r == nil {
		t.fireTableCleared() // want `^publish \?$`
		return
	}
	t.notifySorted(r.Name) // want `^publish \?$`
	t.fireTableChanged(r)  // want `^publish \?$`
}

// A Stack says by a number what it tells.
type Stack struct{ listeners []StackListener }

type StackListener interface {
	StackPushed(r *Row)
	StackPopped(old, top *Row)
}

func (s *Stack) AddListener(l StackListener) { s.listeners = append(s.listeners, l) }

func (s *Stack) notify(action int, r *Row) {
	for _, l := range s.listeners {
		l.StackPushed(r)
	}
}

func (s *Stack) Push(r *Row) { s.notify(1, r) } // want `^publish \?$`

// A CmdBuff keeps its watchers as the keys of a map.
type CmdBuff struct{ watchers map[BuffWatcher]struct{} }

type BuffWatcher interface{ BufferChanged(text string) }

func (c *CmdBuff) AddListener(w BuffWatcher) { c.watchers[w] = struct{}{} }

func (c *CmdBuff) fireBufferChanged(text string) {
	for w := range c.watchers {
		w.BufferChanged(text)
	}
}

func (c *CmdBuff) Set(text string) { c.fireBufferChanged(text) } // want `^publish \?$`

// An App makes the event of a name and what stands beside it.
type App struct{ subscriptions map[string][]Handler }

type Handler interface {
	Handle(context.Context, Event) error
}

type Event struct {
	name string
	data map[string]any
}

func (a *App) On(name string, h Handler) { a.subscriptions[name] = append(a.subscriptions[name], h) }

func (a *App) Emit(ctx context.Context, name string, data map[string]any) {
	for _, h := range a.subscriptions[name] {
		_ = h.Handle(ctx, Event{name, data})
	}
}

// A Signal is for what has a method.
type Signal[T interface{ Next() error }] struct{ handlers []*SignalHandler[T] }

type SignalHandler[T interface{ Next() error }] struct{ Func func(T) error }

func (s *Signal[T]) Bind(h *SignalHandler[T]) { s.handlers = append(s.handlers, h) }

func (s *Signal[T]) Trigger(event T, more ...func(T) error) {
	for _, h := range s.handlers {
		_ = h.Func(event)
	}
}

// A Subscription is to a Feed, which sends through any channel.
type Subscription interface{ Unsubscribe() }

type Feed struct{ subs []any }

func (f *Feed) Subscribe(channel any) Subscription {
	f.subs = append(f.subs, channel)
	return nil
}

func (f *Feed) Send(value any) {}

// Subscribe listens to a name, for what Publish announces.
func Subscribe(topic string, h ValueHandler) { handlers[topic] = append(handlers[topic], h) }

func Publish(ctx context.Context, topic string, value any) {
	for _, h := range handlers[topic] {
		h.Handle(ctx, value)
	}
}

var handlers = map[string][]ValueHandler{}

type ValueHandler interface {
	Handle(ctx context.Context, value any)
}

// A Server has clients with a channel each.
type Server struct {
	clients map[int]*Client
	updates chan any
}

type Client struct{ updates chan any }

func (c *Client) Updates() <-chan any { return c.updates }

func (s *Server) Subscribe() (*Client, error) {
	c := &Client{make(chan any)}
	s.clients[len(s.clients)] = c
	return c, nil
}

func (s *Server) SendUpdate(update any) error {
	s.updates <- update
	return nil
}

// A Hub hands out subscriptions, of which it does not say what arrives there.
type Hub struct{ subs map[string][]Subscription }

type Fields map[string]any

func (h *Hub) Subscribe(names ...string) Subscription { return nil }
func (h *Hub) Publish(name string, fields Fields)     {}

// A Bus is given events, and fires them later.
type Bus interface {
	Register(event any)
	Listen(h ValueHandler)
	Fire(ctx context.Context) error
}

// EmitEvent is for the handlers of functions.
func EmitEvent(d *EventData, e EventKind) {
	for _, f := range all[e] {
		f(d)
	}
}

// AddHandler keeps a handler.
func AddHandler(f func(*EventData), order int, kinds ...EventKind) {
	for _, kind := range kinds {
		all[kind] = append(all[kind], f)
	}
}

type EventKind int

type EventData struct {
	Kind EventKind
	Data any
}

var all [3][]func(*EventData)

// A Broadcaster is given channels.
type Broadcaster interface {
	Register(chan<- any)
	Submit(any)
}

// A Topic has a verb for its handlers that others have, too.
type Topic[T any] struct{ subs []func(context.Context, T) }

func (t *Topic[T]) Receive(f func(context.Context, T)) { t.subs = append(t.subs, f) }

func (t *Topic[T]) Send(ctx context.Context, v T) {
	for _, f := range t.subs {
		f(ctx, v)
	}
}

// A HookBus has several handlers of a name.
type HookBus struct{ hooks map[string][]EntryHandler }

type EntryHandler interface {
	Handle(context.Context, Entry) error
}

type Entry struct{ Text string }

func (b *HookBus) Register(name string, h EntryHandler) { b.hooks[name] = append(b.hooks[name], h) }

func (b *HookBus) Dispatch(ctx context.Context, name string, e Entry) error { return nil }

// A Queue hands out channels of what it publishes, which something else keeps.
type Queue struct{ broadcast any }

type QueueEvent any

func (q *Queue) Watch() (chan QueueEvent, func()) { return nil, nil }
func (q *Queue) Publish(item QueueEvent)          {}

// A Service keeps structs, each of which holds a listener.
type Service interface {
	Dispatch(name string, e NamedEvent)
	RegisterListeners(name string, handlers []TimedHandler)
}

type NamedEvent interface{ Name() string }

type TimedHandler struct {
	Listener NamedListener
	Seconds  int
}

type NamedListener interface {
	Handle(context.Context, NamedEvent) error
}

// WithCallbacks returns an option of a run, and registers nothing.
func WithCallbacks(handlers ...RunHandler) RunOption {
	return func(o *runOptions) { o.handlers = append(o.handlers, handlers...) }
}

type RunHandler interface{ OnStart(context.Context, any) }

type runOptions struct{ handlers []RunHandler }

type RunOption func(*runOptions)

// Run runs.
func Run(options ...RunOption) {}

// A Runner is a Service.
type Runner struct{ handlers map[string][]TimedHandler }

func (r Runner) Dispatch(name string, e NamedEvent) {
	for _, h := range r.handlers[name] {
		_ = h.Listener.Handle(context.Background(), e)
	}
}

func (r Runner) RegisterListeners(name string, handlers []TimedHandler) {
	r.handlers[name] = append(r.handlers[name], handlers...)
}
