// Package queued has types that nobody calls buses, with verbs that say little: what they keep says
// the rest.
package queued

import "context"

type Event interface{ Name() string }

// A Loop keeps handlers which have their functions inside.
type Loop struct {
	handlers []*EventHandler
	queue    chan Event
}

type EventHandler struct {
	name string
	call func(Event)
}

func NewEventHandler(name string, call func(Event)) *EventHandler { return &EventHandler{name, call} }

func (l *Loop) AddHandler(h *EventHandler) { l.handlers = append(l.handlers, h) }
func (l *Loop) Push(e Event)               { l.queue <- e }

// Listeners are a map themselves.
type Listeners map[string][]func(Event)

func (l Listeners) Add(name string, f func(Event)) { l[name] = append(l[name], f) }

func (l Listeners) Call(e Event) {
	for _, f := range l[e.Name()] {
		f(e)
	}
}

// A Hook is of one type.
type Hook[T any] struct{ fs []func(T) bool }

func (h *Hook[T]) Append(fs ...func(T) bool) { h.fs = append(h.fs, fs...) }

func (h *Hook[T]) Trigger(v T) {
	for _, f := range h.fs {
		f(v)
	}
}

// A Feed has channels of one type.
type Feed[T any] struct{ chans []chan<- T }

type Subscription interface{ Unsubscribe() }

func (f *Feed[T]) Subscribe(ch chan<- T) Subscription {
	f.chans = append(f.chans, ch)
	return nil
}

func (f *Feed[T]) Send(v T) {
	for _, ch := range f.chans {
		ch <- v
	}
}

type Command interface{ CommandID() string }

type Handler func(context.Context, Command) error

type Queue struct {
	commands chan Command
	handlers map[string]Handler
}

func (q *Queue) Handle(id string, h Handler) { q.handlers[id] = h }
func (q *Queue) Enqueue(c Command)           { q.commands <- c }

// An Engine tells what its package does of anything.
type Engine struct {
	listeners map[string][]func(payload any)
}

func (e *Engine) On(name string, f func(payload any)) {
	e.listeners[name] = append(e.listeners[name], f)
}

func (e *Engine) emit(name string, payload any) {
	for _, f := range e.listeners[name] {
		f(payload)
	}
}

type Running struct{} // want `^Running is a message$`

func (e *Engine) Run() { e.emit("running", Running{}) } // want `^publish Running$`

// A Live has subscribers with a channel each, to which it sends bytes.
type Live struct{ subs map[*subscriber]struct{} }

type Update struct {
	Kind string
	Data []byte
}

type subscriber struct{ updates chan Update }

func (l *Live) Subscribe() (<-chan Update, func()) {
	s := &subscriber{make(chan Update)}
	l.subs[s] = struct{}{}
	return s.updates, func() {}
}

func (l *Live) Publish(u Update) {
	for s := range l.subs {
		s.updates <- u
	}
}

// A CommandBus has a verb for its handlers that is one of those who collect.
type CommandBus[C Command] map[string]func(context.Context, C) error

func (b CommandBus[C]) Record(c Command, h func(context.Context, C) error) { b[c.CommandID()] = h }
func (b CommandBus[C]) Dispatch(ctx context.Context, c C) error            { return b[c.CommandID()](ctx, c) }
