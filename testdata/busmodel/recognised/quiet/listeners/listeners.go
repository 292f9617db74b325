// Package listeners has nothing that tells of events.
package listeners

import "context"

// A Service keeps what is called an event, and reminds of others.
type Service struct {
	events    []*Event
	reminders []func(*Reminder)
}

type Event struct {
	Title  string
	Public bool
}

type Reminder struct{ ID int }

func (s *Service) PublishEvent(ctx context.Context, e *Event) error {
	e.Public = true
	s.events = append(s.events, e)
	return nil
}

func (s *Service) OnReminder(f func(*Reminder)) { s.reminders = append(s.reminders, f) }

// A Screen has events of its users.
type Screen struct{ queue []UserEvent }

type UserEvent interface{ When() int }

func (s *Screen) PostEvent(e UserEvent) { s.queue = append(s.queue, e) }

type pressed struct{}

func (pressed) When() int { return 0 }

// LevelHooks are of a logger.
type LevelHooks map[int][]Hook

type Entry struct{ Text string }

type Hook interface {
	Levels() []int
	Fire(*Entry) error
}

func (h LevelHooks) Add(k Hook) {
	for _, level := range k.Levels() {
		h[level] = append(h[level], k)
	}
}

func (h LevelHooks) Fire(level int, e *Entry) error {
	for _, k := range h[level] {
		_ = k.Fire(e)
	}
	return nil
}

// A Walker visits.
type Walker struct{ enter map[string][]func(Node) }

type Node interface{ Pos() int }

func (w *Walker) OnEnter(kind string, f func(Node)) { w.enter[kind] = append(w.enter[kind], f) }

func (w *Walker) Walk(kind string, n Node) {
	for _, f := range w.enter[kind] {
		f(n)
	}
}

// A Sender sends to one of those that it knows, and has no listeners.
type Sender struct{ peers []Peer }

type Peer interface{ Name() string }

func (s *Sender) AddPeer(p Peer)                  { s.peers = append(s.peers, p) }
func (s *Sender) NotifyPeer(name string) error    { return nil }
func (s *Sender) Broadcast(name string, b []byte) {}

func use(ctx context.Context, s *Service, sc *Screen, h LevelHooks, w *Walker, p *Sender) {
	_ = s.PublishEvent(ctx, &Event{})
	s.OnReminder(func(*Reminder) {})
	sc.PostEvent(pressed{})
	h.Add(nil)
	_ = h.Fire(1, &Entry{})
	w.OnEnter("x", func(Node) {})
	w.Walk("x", nil)
	p.AddPeer(nil)
	_ = p.NotifyPeer("x")
	p.Broadcast("x", nil)
}

// A Blog has subscribers, to whom it writes.
type Blog struct{ readers []Subscriber }

type Subscriber struct{ Email string }

type Post struct{ ID int }

func (b *Blog) Subscribe(s Subscriber)              { b.readers = append(b.readers, s) }
func (b *Blog) Publish(ctx context.Context, p Post) {}

// A Registry keeps the types of events.
type Registry struct{ types []any }

func (r *Registry) Register(event any)         { r.types = append(r.types, event) }
func (r *Registry) Listen(f func(name string)) {}

func read(ctx context.Context, b *Blog, r *Registry) {
	b.Subscribe(Subscriber{})
	b.Publish(ctx, Post{})
	r.Register(Event{})
	r.Listen(func(string) {})
}

// A FuncInvoker calls services by their names, with arguments.
type FuncInvoker struct{ services map[string]FuncService }

type FuncService interface {
	CallMethod(c *Call, input []any) error
}

type Call struct{ name string }

type State interface{ Name() string }

func (f *FuncInvoker) RegisterService(name string, s FuncService) { f.services[name] = s }

func (f *FuncInvoker) Invoke(ctx context.Context, input []any, s State) error {
	return f.services[s.Name()].CallMethod(&Call{s.Name()}, input)
}

// A Scheduler runs what it calls events.
type Scheduler struct{ events []TimedEvent }

type TimedEvent interface {
	Cron() string
	Run() error
}

func (s *Scheduler) addEvents(events []TimedEvent) { s.events = append(s.events, events...) }

func schedule(ctx context.Context, f *FuncInvoker, s *Scheduler) {
	f.RegisterService("x", nil)
	_ = f.Invoke(ctx, []any{1}, nil)
	s.addEvents(nil)
}

// A Codecs knows the types of events.
type Codecs struct{ types []NamedEvent }

type NamedEvent interface{ Name() string }

func (c *Codecs) RegisterEvent(e NamedEvent) { c.types = append(c.types, e) }

func know(c *Codecs) { c.RegisterEvent(nil) }
