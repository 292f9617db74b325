package recognise

import (
	"crypto/sha256"
	"go/types"
	"strings"
	"testing"

	"github.com/buslint/buslint/internal/profile"
)

// TestProve says what is a bus because of its bodies, where declarations do not say it; each kind has a twin that is none.
func TestProve(t *testing.T) {
	for _, test := range []struct{ name, src, want string }{
		{"functions in a map", `
			type Kernel struct{ listeners map[string][]func(any) }
			func (k *Kernel) Attach(name string, f func(any)) { k.listeners[name] = append(k.listeners[name], f) }
			func (k *Kernel) Deliver(name string, v any) { for _, f := range k.listeners[name] { f(v) } }`,
			"listen Kernel.Attach 1, publish Kernel.Deliver 1"},
		{"clients with a channel and a function for what they send themselves", `
			type Client struct{ send chan []byte; handle func(*Client, string) }
			type Server struct{ clients map[*Client]bool; register chan *Client; texts chan []byte }
			func (s *Server) Run() { for { select { case c := <-s.register: s.clients[c] = true; case text := <-s.texts: for c := range s.clients { c.send <- text } } } }
			func (s *Server) Register(c *Client) { s.register <- c }
			func (s *Server) Broadcast(text []byte) { s.texts <- text }
			type Worker struct{ todo chan func(); handle func(*Worker, string) }
			type Pool struct{ workers map[*Worker]bool; register chan *Worker; jobs chan string }
			func (p *Pool) Run() { for { select { case w := <-p.register: p.workers[w] = true; case job := <-p.jobs: for w := range p.workers { w.handle(w, job); break } } } }
			func (p *Pool) Register(w *Worker) { p.register <- w }
			func (p *Pool) Submit(job string) { p.jobs <- job }`,
			"listen Server.Register 0, publish Server.Broadcast 0"},
		{"what gathers the listeners of several rooms in a map, and counts others so", `
			type Event struct{ Kind string }
			type Sub struct{ ID int; Ch chan Event }
			type Lobby struct{ rooms map[string]map[*Sub]bool; seen map[string]int }
			func (l *Lobby) JoinRoom(s *Sub, room string) { l.rooms[room][s] = true }
			func (l *Lobby) broadcastPresence(id int) {
				all := map[*Sub]bool{}
				for _, room := range l.rooms { for s := range room { all[s] = true } }
				for s := range all { send(s, Event{"presence"}) }
			}
			func send(s *Sub, e Event) { s.Ch <- e }
			func (l *Lobby) notifyCounts(first *Sub) {
				counts := map[string]int{}
				for id, n := range l.seen { counts[id] = n }
				for id := range counts { send(first, Event{id}) }
			}`,
			"listen Lobby.JoinRoom 0, publish Lobby.broadcastPresence 0"},
		{"what opens a channel to listen, and what opens one for work", `
			type AnyEvent interface{ Name() string }
			type packed struct{ name string; raw AnyEvent }
			type Robot struct{ all []chan packed; jobs []chan packed }
			func (r *Robot) Push(e AnyEvent) bool { return r.PushWithSelf(e, "") }
			func (r *Robot) PushWithSelf(e AnyEvent, self string) bool { for _, ch := range r.all { ch <- packed{e.Name(), e} }; return true }
			func (r *Robot) openEventListenChan() <-chan packed { ch := make(chan packed); r.all = append(r.all, ch); return ch }
			func (r *Robot) openWorkChan() <-chan packed { ch := make(chan packed); r.jobs = append(r.jobs, ch); return ch }
			func (r *Robot) pushWork(e AnyEvent) { r.jobs[0] <- packed{e.Name(), e} }`,
			"listen Robot.openEventListenChan -1, publish Robot.Push 0, publish Robot.PushWithSelf 0"},
		{"a verb with a word before it, which hands on to that", `
			type Data struct{ Topic string }
			type Client struct{ subscriptions map[int]func(*Data) }
			func (c *Client) Subscribe(topic string, f func(*Data)) { c.subscriptions[len(topic)] = f }
			func (c *Client) QueueSubscribe(topic, queue string, f func(*Data)) { c.Subscribe(topic, f) }
			func (c *Client) Publish(topic string, data any) { for _, f := range c.subscriptions { go f(&Data{topic}) } }`,
			"listen Client.QueueSubscribe 2, listen Client.Subscribe 1, publish Client.Publish 0"},
		{"what tells of what it runs, and what answers who tells", `
			type ViewModel struct{ listeners []func(string) }
			func (m *ViewModel) AddStatusListener(f func(string)) { m.listeners = append(m.listeners, f) }
			func (m *ViewModel) notifyStatus(text string) { for _, f := range m.listeners { f(text) } }
			func (m *ViewModel) NotifyStatusThen(text string, done func()) { m.notifyStatus(text); done() }
			func (m *ViewModel) start(text string, f func() error) { m.notifyStatus(text); go func() { _ = f() }() }
			func (m *ViewModel) runWithHooks(text string, f func() error, then func()) { m.notifyStatus(text); _ = f(); then() }`,
			"listen ViewModel.AddStatusListener 0, publish ViewModel.NotifyStatusThen 0, publish ViewModel.notifyStatus 0"},
		{"clients with a channel each, whom a room keeps", `
			type Client struct{ room *Room; send chan []byte }
			type Room struct{ clients map[*Client]bool; register chan *Client; messages chan []byte }
			func (r *Room) registerClientInRoom(c *Client) { r.clients[c] = true }
			func (r *Room) notifyJoined(c *Client) { r.broadcastToClients([]byte("joined")) }
			func (r *Room) broadcastToClients(text []byte) { for c := range r.clients { c.send <- text } }
			func (r *Room) Send(text []byte) { r.messages <- text }`,
			"listen Room.registerClientInRoom 0, publish Room.broadcastToClients 0, publish Room.notifyJoined 0"},
		{"a loop that tells listeners what has changed, and who tells them at once", `
			type SockMap struct{ n int; update, cleanup chan struct{}; listeners []chan int }
			func (s *SockMap) Listen() chan int { l := make(chan int, 1); s.listeners = append(s.listeners, l); return l }
			func (s *SockMap) broadcastToListeners() {
				for {
					select {
					case <-s.update: for _, l := range s.listeners { l <- s.n }
					case <-s.cleanup: return
					}
				}
			}
			func (s *SockMap) broadcastNow() { for _, l := range s.listeners { l <- s.n } }`,
			"listen SockMap.Listen -1, publish SockMap.broadcastNow 0"},
		{"a loop that has the channels of all who subscribe, and a pool of workers", `
			type Event struct{ Type string }
			type Kernel struct{ subscribe chan (chan []byte); queue chan Event }
			func (k *Kernel) Subscribe() chan []byte { ch := make(chan []byte, 64); k.subscribe <- ch; return ch }
			func (k *Kernel) Feed(e Event) { k.queue <- e }
			func (k *Kernel) run() {
				clients := map[chan []byte]bool{}
				for {
					select {
					case ch := <-k.subscribe: clients[ch] = true
					case e := <-k.queue: for ch := range clients { ch <- []byte(e.Type) }
					}
				}
			}
			type Job struct{ ID int }
			type Pool struct{ idle chan (chan Job) }
			func (p *Pool) Worker() chan Job { ch := make(chan Job); p.idle <- ch; return ch }
			func (p *Pool) Submit(j Job) { ch := <-p.idle; ch <- j }`,
			"listen Kernel.Subscribe -1"},
		{"what announces by the one channel that it hands out; a worker's queue, and what only wakes", `
			type Event struct{ Type string; Data any }
			type Status struct{ On bool }
			type Lamp struct{ events chan Event; status Status; wake chan struct{} }
			func (l *Lamp) Events() <-chan Event { return l.events }
			func (l *Lamp) Switch(on bool) { l.status.On = on; l.notify(l.status) }
			func (l *Lamp) notify(s Status) { select { case l.events <- Event{Type: "status", Data: s}: default: } }
			func (l *Lamp) emitOff() { l.events <- Event{Type: "off"} }
			func (l *Lamp) notifyLoop() { l.wake <- struct{}{} }
			func (l *Lamp) read(s Status) { l.events <- Event{Data: s} }
			type Job struct{ ID int }
			type Pool struct{ jobs chan Job }
			func (p *Pool) Jobs() <-chan Job { return p.jobs }
			func (p *Pool) notify(id int) { p.jobs <- Job{id} }`,
			"listen Lamp.Events -1, publish Lamp.emitOff 0, publish Lamp.notify 0"},
		{"aggregates that make the events that they keep; a history and a buffer", `
			type Event struct{ Type string; At int }
			type Case struct{ Events []Event; pending []Event }
			func (c *Case) addEvent(typ string, actor int) {
				e := Event{Type: typ, At: actor}
				c.Events = append(c.Events, e)
				c.pending = append(c.pending, e)
			}
			func (c *Case) PullEvents() []Event { events := c.pending; c.pending = nil; return events }
			type Order struct{ events []*Event; lines []int }
			func (o *Order) recordShipped(at int) { o.events = append(o.events, &Event{"shipped", at}) }
			func (o *Order) Events() []*Event { return o.events }
			func (o *Order) ClearEvents() { o.events = o.events[:0] }
			type History struct{ events []Event }
			func (h *History) Reset() { h.events = nil }
			func (h *History) addEvent(typ string) { h.events = append(h.events, Event{Type: typ}) }
			func (h *History) Events() []Event { return h.events }
			type Recorder struct{ events []Event }
			func (r *Recorder) recordEvent(typ string) { r.events = append(r.events, Event{Type: typ}) }
			func (r *Recorder) Drain() []Event { events := r.events; r.events = nil; return events }
			type KeyEvent struct{ Code int }
			type Window struct{ events []KeyEvent }
			func (w *Window) pushEvent(code int) { w.events = append(w.events, KeyEvent{code}) }
			func (w *Window) PollEvents() []KeyEvent { events := w.events; w.events = nil; return events }
			type Pad struct{ events []KeyEvent }
			func (p *Pad) pushEvent(code int) { p.events = append(p.events, KeyEvent{code}) }
			func (p *Pad) PollEvents() []KeyEvent { events := p.events; p.events = nil; return events }
			type Buffer struct{ events []Event; out chan Event }
			func (b *Buffer) recordEvent(typ string) { b.events = append(b.events, Event{Type: typ}) }
			func (b *Buffer) take() []Event { events := b.events; b.events = nil; return events }
			func (b *Buffer) run() { for _, e := range b.take() { b.out <- e } }`,
			"publish Case.addEvent 0, publish Order.recordShipped 0"},
		{"peers on a network, and workers of whom one does it", `
			type Peer struct{ out chan []byte }
			type Server struct{ peers map[string]*Peer }
			func (s *Server) AddPeer(id string, p *Peer) { s.peers[id] = p }
			func (s *Server) Broadcast(data []byte) { for _, p := range s.peers { p.out <- data } }
			type Worker struct{ jobs chan Job }
			type Job struct{ ID int }
			type Pool struct{ workers []*Worker }
			func (p *Pool) Add(w *Worker) { p.workers = append(p.workers, w) }
			func (p *Pool) Submit(j Job) { p.workers[j.ID%len(p.workers)].jobs <- j }`, ""},
		{"projections of what a store appends, and the columns of rows", `
			type Event struct{ Type string; Data []byte }
			type Projection interface{ Apply(ctx context.Context, e Event) error }
			type Store struct{ events []Event; projections []Projection }
			func (s *Store) AddProjection(p Projection) { s.projections = append(s.projections, p) }
			func (s *Store) Append(ctx context.Context, events ...Event) error {
				for _, e := range events {
					s.events = append(s.events, e)
					for _, p := range s.projections { if err := p.Apply(ctx, e); err != nil { return err } }
				}
				return nil
			}
			type Column interface{ Scan(v any) error }
			type Rows struct{ columns []Column }
			func (r *Rows) AddColumn(c Column) { r.columns = append(r.columns, c) }
			func (r *Rows) Append(v any) error { for _, c := range r.columns { if err := c.Scan(v); err != nil { return err } }; return nil }`,
			"listen Store.AddProjection 0, publish Store.Append 1"},
		{"who is told that a configuration has changed, and options of one", `
			type Config struct{ Port int }
			type Watcher struct{ all []func(Config); now Config }
			func (w *Watcher) OnChange(f func(Config)) { w.all = append(w.all, f) }
			func (w *Watcher) notify() { for _, f := range w.all { f(w.now) } }
			type Builder struct{ all []func(*Config) }
			func (b *Builder) With(f func(*Config)) { b.all = append(b.all, f) }
			func (b *Builder) Build() *Config { c := &Config{}; for _, f := range b.all { f(c) }; return c }`,
			"listen Watcher.OnChange 0, publish Watcher.notify 0"},
		{"a signal without a value, and what is closed in the end", `
			type Signal struct{ slots []func() }
			func (s *Signal) Connect(f func()) { s.slots = append(s.slots, f) }
			func (s *Signal) Emit() { for _, f := range s.slots { f() } }
			type Closer struct{ all []func() }
			func (c *Closer) OnClose(f func()) { c.all = append(c.all, f) }
			func (c *Closer) Close() { for _, f := range c.all { f() } }`,
			"listen Signal.Connect 0, publish Signal.Emit 0"},
		{"who sends to all of those who entered, and who sends to one of several", `
			type Client struct{ out chan []byte }
			type Hub struct{ clients map[string]*Client }
			func (h *Hub) Enter(id string, c *Client) { h.clients[id] = c }
			func (h *Hub) SendToAll(text []byte) { for _, c := range h.clients { c.out <- text } }
			type Worker struct{ jobs chan int }
			type Pool struct{ workers []*Worker }
			func (p *Pool) Add(w *Worker) { p.workers = append(p.workers, w) }
			func (p *Pool) Send(job int) { p.workers[job%len(p.workers)].jobs <- job }`,
			"listen Hub.Enter 1, publish Hub.SendToAll 0"},
		{"those who have methods called after hearing, and rules that are asked", `
			type Price struct{ Value float64 }
			type Plugin interface{ OnPrice(p Price) }
			type Account struct{ plugins []Plugin; last Price }
			func (a *Account) AddPlugin(p Plugin) { a.plugins = append(a.plugins, p) }
			func (a *Account) notify(p Price) { a.last = p; for _, one := range a.plugins { one.OnPrice(p) } }
			type Rule interface{ Check(p Price) error }
			type Book struct{ rules []Rule }
			func (b *Book) AddRule(r Rule) { b.rules = append(b.rules, r) }
			func (b *Book) check(p Price) { for _, one := range b.rules { one.Check(p) } }`,
			"listen Account.AddPlugin 0, publish Account.notify 0"},
		{"functions of a store that are told of a change, and the callback of a client", `
			type Price struct{ Value float64 }
			type Store struct{ all []func(Price) }
			func (s *Store) OnChange(f func(Price)) { s.all = append(s.all, f) }
			func (s *Store) notify(p Price) { for _, f := range s.all { f(p) } }
			type Client struct{ all []func(Price) }
			func (c *Client) OnPrice(f func(Price)) { c.all = append(c.all, f) }
			func (c *Client) read(p Price) { for _, f := range c.all { f(p) } }`,
			"listen Store.OnChange 0, publish Store.notify 0"},
		{"channels that are handed out by a name for what comes, and what waits for an answer", `
			type Step struct{ Done int }
			type Board struct{ all map[chan Step]struct{} }
			func (b *Board) Watch() <-chan Step { ch := make(chan Step, 8); b.all[ch] = struct{}{}; return ch }
			func (b *Board) Report(done int) { for ch := range b.all { ch <- Step{done} } }
			type Caller struct{ pending map[int]chan Step }
			func (c *Caller) Reply(id int) <-chan Step { ch := make(chan Step, 1); c.pending[id] = ch; return ch }
			func (c *Caller) Report(id, done int) { c.pending[id] <- Step{done} }`,
			"listen Board.Watch -1, publish Board.Report 0"},
		{"who reads from a client, which may ask to join", `
			type Client struct{ send chan []byte }
			type Room struct{ players []*Client }
			type Server struct{ rooms map[string]*Room }
			func (s *Server) readPump(c *Client) { s.handleMessage(c, "join") }
			func (s *Server) handleMessage(c *Client, text string) { if text == "join" { s.handleJoin(c) } }
			func (s *Server) handleJoin(c *Client) { r := s.rooms["1"]; r.players = append(r.players, c); s.broadcast(r, []byte("joined")) }
			func (s *Server) broadcast(r *Room, text []byte) { for _, c := range r.players { c.send <- text } }`,
			"listen Server.handleJoin 0, publish Server.broadcast 0"},
		{"channels that come by a channel to a loop which sends to all, and one that sends to one of several", `
			type Broker struct{ texts chan []byte; joining chan (chan []byte); clients map[chan []byte]bool }
			func (b *Broker) Run() {
				for {
					select {
					case c := <-b.joining: b.clients[c] = true
					case text := <-b.texts: for c := range b.clients { c <- text }
					}
				}
			}
			func NewBroker() *Broker { b := &Broker{texts: make(chan []byte), joining: make(chan (chan []byte))}; go b.Run(); return b }
			func (b *Broker) serve() { c := make(chan []byte); b.joining <- c }
			func (b *Broker) Publish(text []byte) { b.texts <- text }
			type Store struct{ texts chan []byte; shards []chan []byte }
			func (s *Store) Run() { for text := range s.texts { s.shards[len(text)%len(s.shards)] <- text } }
			func (s *Store) Add(c chan []byte) { s.shards = append(s.shards, c) }
			func (s *Store) Push(text []byte) { s.texts <- text }`,
			"publish Broker.Publish 0"},
		{"a registry of hooks by any name, and one of jobs", `
			type Hook func(ctx context.Context, data map[string]any) error
			type Registry struct{ hooks map[string][]Hook }
			func (r *Registry) Add(name string, h Hook) { r.hooks[name] = append(r.hooks[name], h) }
			func (r *Registry) Run(ctx context.Context, name string, data map[string]any) error {
				for _, h := range r.hooks[name] { if err := h(ctx, data); err != nil { return err } }
				return nil
			}
			type Job func(ctx context.Context, data map[string]any) error
			type Runner struct{ jobs map[string][]Job }
			func (r *Runner) Add(name string, j Job) { r.jobs[name] = append(r.jobs[name], j) }
			func (r *Runner) Run(ctx context.Context, name string, data map[string]any) error {
				for _, j := range r.jobs[name] { if err := j(ctx, data); err != nil { return err } }
				return nil
			}`,
			"listen Registry.Add 1, publish Registry.Run 2"},
		{"what gave rise to an alert of which others are told", `
			type Event struct{ Kind string }
			type Alert struct{ ID string }
			type Manager struct{ all []func(Alert); last map[string]Event }
			func (m *Manager) OnTrigger(f func(Alert)) { m.all = append(m.all, f) }
			func (m *Manager) fireAlert(a Alert, e Event) { m.last[a.ID] = e; for _, f := range m.all { f(a) } }`,
			"listen Manager.OnTrigger 0, publish Manager.fireAlert 0"},
		{"clients that come by a channel", `
			type Client struct{ send chan []byte }
			type Lobby struct{ clients map[*Client]bool; joining chan *Client; texts chan []byte }
			func (l *Lobby) Run() {
				for {
					select {
					case c := <-l.joining: l.clients[c] = true; l.broadcastActive()
					case text := <-l.texts: l.broadcast(text)
					}
				}
			}
			func (l *Lobby) broadcastActive() { l.broadcast([]byte("active")) }
			func (l *Lobby) broadcast(text []byte) { for c := range l.clients { c.send <- text } }`,
			"publish Lobby.broadcast 0, publish Lobby.broadcastActive 0"},
		{"jobs that come by a channel", `
			type Job struct{ done chan int }
			type Queue struct{ waiting []*Job; jobs chan *Job }
			func (q *Queue) Run() { for j := range q.jobs { q.waiting = append(q.waiting, j) } }
			func (q *Queue) notify(n int) { for _, j := range q.waiting { j.done <- n } }
			type Answer struct{ texts chan string }
			type Serf struct{ answers map[int]*Answer }
			func (s *Serf) registerAnswer(id int, a *Answer) { s.answers[id] = a }
			func (s *Serf) NotifyAnswer(id int, text string) { s.answers[id].texts <- text }
			type Message struct{ ID int }
			type Conn struct{ pending map[int]chan Message; answers map[int]chan Message }
			func (c *Conn) Call(m Message) Message { ch := make(chan Message); c.pending[m.ID] = ch; return <-ch }
			func (c *Conn) notify(m Message) { c.pending[m.ID] <- m }
			func (c *Conn) Ask(m Message) Message { ch := make(chan Message); c.answers[m.ID] = ch; return <-ch }
			func (c *Conn) notifyResponse(m Message) { c.answers[m.ID] <- m }
			type once struct{ channels map[int]chan any }
			func (o *once) Add(op int, ch chan any) { o.channels[op] = ch }
			func (o *once) Acquire(op int) chan any { ch := o.channels[op]; delete(o.channels, op); return ch }
			func (o *once) onReady(v any) { o.Acquire(1) <- v }`, ""},
		{"channels that a loop has in a variable", `
			type Sample struct{ CPU float64 }
			type request struct{ id string; ch chan Sample }
			type Collector struct{ requests chan request; samples chan Sample }
			func (c *Collector) Run() {
				all := map[string]chan Sample{}
				for {
					select {
					case r := <-c.requests: all[r.id] = r.ch
					case s := <-c.samples: for _, ch := range all { ch <- s }
					}
				}
			}
			func (c *Collector) Subscribe(id string) <-chan Sample { ch := make(chan Sample); c.requests <- request{id, ch}; return ch }
			func (c *Collector) Push(s Sample) { c.samples <- s }`, "listen Collector.Subscribe -1, publish Collector.Push 0"},
		{"answers to requests that a loop has", `
			type Sample struct{ CPU float64 }
			type request struct{ id string; ch chan Sample }
			type Collector struct{ requests chan request; last Sample }
			func (c *Collector) Run() { for r := range c.requests { r.ch <- c.last } }
			func (c *Collector) Get(id string) Sample { ch := make(chan Sample); c.requests <- request{id, ch}; return <-ch }`, ""},
		{"who watches a store", `
			type State struct{ N int }
			type Store struct{ n int; watchers map[int]chan State }
			func (s *Store) Watch() (<-chan State, func()) {
				id, ch := len(s.watchers), make(chan State)
				s.watchers[id] = ch
				return ch, func() { delete(s.watchers, id) }
			}
			func (s *Store) Set(n int) { s.n = n; s.notify() }
			func (s *Store) notify() { for _, ch := range s.watchers { ch <- State{s.n} } }`, "listen Store.Watch -1, publish Store.notify 0"},
		{"what somebody wants to hear, with the function that hears it", `
			type Event struct{ Path string }
			type Spec struct{ Roots []string; OnEvent func([]Event) }
			type subscriber struct{ roots []string; onEvent func([]Event) }
			type Watcher struct{ subscribers map[int]*subscriber; in chan string }
			func (w *Watcher) Subscribe(spec Spec) int {
				id := len(w.subscribers)
				w.subscribers[id] = &subscriber{spec.Roots, spec.OnEvent}
				return id
			}
			func (w *Watcher) loop() { for p := range w.in { w.handleEvent(Event{p}) } }
			func (w *Watcher) handleEvent(e Event) { for _, s := range w.subscribers { s.onEvent([]Event{e}) } }`, "listen Watcher.Subscribe 0, publish Watcher.handleEvent 0"},
		{"what somebody wants, with a function that is asked", `
			type Spec struct{ Roots []string; Want func(string) bool }
			type Watcher struct{ specs map[int]Spec }
			func (w *Watcher) Subscribe(spec Spec) int { w.specs[len(w.specs)] = spec; return 0 }
			func (w *Watcher) wants(path string) bool { for _, s := range w.specs { if s.Want(path) { return true } }; return false }`, ""},
		{"channels that are added where requests are served", `
			type SSEHandler struct{ clients map[string]map[chan []byte]bool }
			func (h *SSEHandler) addClient(id string, c chan []byte) { h.clients[id][c] = true }
			func (h *SSEHandler) Broadcast(id string, text []byte) { for c := range h.clients[id] { c <- text } }
			func (h *SSEHandler) Stream() { c := make(chan []byte); h.addClient("kitchen", c) }`,
			"listen SSEHandler.addClient 1, publish SSEHandler.Broadcast 0"},
		{"channels that are added for who has work to do", `
			type Pool struct{ free map[string]map[chan []byte]bool }
			func (p *Pool) addFree(id string, c chan []byte) { p.free[id][c] = true }
			func (p *Pool) Submit(id string, work []byte) { for c := range p.free[id] { c <- work; break } }`, ""},
		{"clients that are made where they are kept", `
			type Message struct{ Type string; ID string }
			type client struct{ send chan []byte }
			type Server struct{ clients map[*client]struct{} }
			func (s *Server) Serve() { c := &client{send: make(chan []byte)}; s.clients[c] = struct{}{} }
			func (s *Server) BroadcastUpdated(id string) { s.broadcast(Message{"updated", id}) }
			func (s *Server) broadcast(m Message) { for c := range s.clients { c.send <- []byte(m.ID) } }`,
			"publish Server.BroadcastUpdated 0, publish Server.broadcast 0"},
		{"rooms, to which a loop hands on what is sent to them", `
			type Client struct{ room string; send chan []byte }
			type text struct{ room string; data []byte }
			type Hub struct{ clients map[string]*Client; rooms map[string]map[*Client]bool; joining chan *Client; texts chan text }
			func (h *Hub) run() {
				for {
					select {
					case c := <-h.joining: h.clients[c.room], h.rooms[c.room][c] = c, true
					case t := <-h.texts: for c := range h.rooms[t.room] { c.send <- t.data }
					}
				}
			}
			func (h *Hub) Join(c *Client) { h.joining <- c }
			func (h *Hub) SendToRoom(room string, v any) { h.texts <- text{room, v.([]byte)} }
			func (h *Hub) SendToUser(id string, v any) { h.clients[id].send <- v.([]byte) }`,
			"listen Hub.Join 0, publish Hub.SendToRoom 1, publish Hub.SendToUser 1"},
		{"nodes, of which a loop has one do what is put into a queue", `
			type Node struct{ work chan []byte }
			type task struct{ node string; data []byte }
			type Cluster struct{ nodes map[string]*Node; tasks chan task }
			func (c *Cluster) run() { for t := range c.tasks { c.nodes[t.node].work <- t.data } }
			func (c *Cluster) Put(node string, data []byte) { c.tasks <- task{node, data} }
			func (c *Cluster) Start(id string) { c.nodes[id] = &Node{make(chan []byte)} }`, ""},
		{"who makes of what it dispatches what its listeners hear", `
			type Event struct{ Name string; Data map[string]any }
			type Listener struct{ Event string; Handle func(Event) error }
			type Registry struct{ all map[string][]Listener }
			func (r *Registry) Listen(l Listener) { r.all[l.Event] = append(r.all[l.Event], l) }
			func (r *Registry) Dispatch(name string, data map[string]any) { for _, l := range r.all[name] { l.Handle(Event{name, data}) } }
			func (r *Registry) Load(name string, data map[string]any) { for _, l := range r.all[name] { l.Handle(Event{name, data}) } }`,
			"listen Registry.Listen 0, publish Registry.Dispatch 1"},
		{"who changes what it has by what is dispatched, and tells that", `
			type Action struct{ Type string }
			type State struct{ N int }
			type Store struct{ state State; reduce func(State, Action) State; subs []func(State) }
			func (s *Store) Subscribe(f func(State)) { s.subs = append(s.subs, f) }
			func (s *Store) Dispatch(a Action) { s.state = s.reduce(s.state, a); for _, f := range s.subs { f(s.state) } }
			func (s *Store) Update(a Action) { s.state = s.reduce(s.state, a); for _, f := range s.subs { f(s.state) } }`,
			"listen Store.Subscribe 0, publish Store.Dispatch 0"},
		{"an iterator over what is heard", `
			type Event struct{ ID int }
			type Feed struct{ subs map[chan Event]struct{} }
			func (b *Feed) Subscribe() iter.Seq[Event] {
				ch := make(chan Event, 8)
				b.subs[ch] = struct{}{}
				return func(yield func(Event) bool) { for yield(<-ch) {} }
			}
			func (b *Feed) announce(id int) { for ch := range b.subs { ch <- Event{id} } }`, "listen Feed.Subscribe -1, publish Feed.announce 0"},
		{"an iterator over what there is", `
			type Event struct{ ID int }
			type Log struct{ all []Event }
			func (b *Log) Subscribe() iter.Seq[Event] { return func(yield func(Event) bool) { for _, e := range b.all { if !yield(e) { return } } } }
			func (b *Log) announce(e Event) { b.all = append(b.all, e) }`, ""},
		{"sessions in a container", `
			type Event struct{ Name string }
			type Session struct{ ch chan Event }
			type Manager struct{ sessions sync.Map }
			func (m *Manager) Connect(id string) *Session { s := &Session{make(chan Event, 1)}; m.sessions.Store(id, s); return s }
			func (m *Manager) Broadcast(e Event) { m.sessions.Range(func(_, v any) bool { v.(*Session).ch <- e; return true }) }`,
			"listen Manager.Connect -1, publish Manager.Broadcast 0"},
		{"what listens, told by what does it", `
			type Player struct{ Name string }
			type World struct{ onJoin []func(*Player); players []*Player }
			func (w *World) OnJoin(f func(*Player)) { w.onJoin = append(w.onJoin, f) }
			func (w *World) Enter(p *Player) { w.players = append(w.players, p); for _, f := range w.onJoin { f(p) } }`, "listen World.OnJoin 0"},
		{"a hub that writes its topics to a log", `
			type entry interface{ Str(k, v string) entry }
			type Logger interface{ Debug() entry }
			type Client struct{ Send chan any }
			type World struct{ log Logger; clients []*Client }
			func (w *World) AddClient(c *Client) { w.clients = append(w.clients, c) }
			func (w *World) SendEvent(kind string, data any) { w.log.Debug().Str("kind", kind); for _, c := range w.clients { c.Send <- data } }`, "listen World.AddClient 0, publish World.SendEvent 1"},
		{"a hub that saves what it sends", `
			type entry interface{ Put(k, v string) entry }
			type Store interface{ Begin() entry }
			type Client struct{ Send chan any }
			type World struct{ saved Store; clients []*Client }
			func (w *World) AddClient(c *Client) { w.clients = append(w.clients, c) }
			func (w *World) SendEvent(kind string, data any) { w.saved.Begin().Put("kind", kind); for _, c := range w.clients { c.Send <- data } }`, "listen World.AddClient 0"},
		{"what answers, asked by what does it", `
			type Player struct{ Name string }
			type World struct{ onJoin []func(*Player) bool; players []*Player }
			func (w *World) OnJoin(f func(*Player) bool) { w.onJoin = append(w.onJoin, f) }
			func (w *World) Enter(p *Player) { for _, f := range w.onJoin { if !f(p) { return } }; w.players = append(w.players, p) }`, ""},
		{"what listens, and nothing tells", `
			type Player struct{ Name string }
			type World struct{ onJoin []func(*Player); players []*Player }
			func (w *World) OnJoin(f func(*Player)) { w.onJoin = append(w.onJoin, f) }
			func (w *World) Enter(p *Player) { w.players = append(w.players, p) }`, ""},
		{"functions of a package that say what there is now", `
			type Logger interface{ Info(string) }
			var subscribers []func(Logger)
			var logger Logger
			func SubscribeLogger(f func(Logger)) { subscribers = append(subscribers, f) }
			func SetLogger(l Logger) { logger = l; for _, f := range subscribers { f(l) } }`, "listen SubscribeLogger 0"},
		{"functions of a package that make what there is now", `
			type Logger interface{ Info(string) }
			var wraps []func(Logger) Logger
			var logger Logger
			func SubscribeLogger(f func(Logger) Logger) { wraps = append(wraps, f) }
			func SetLogger(l Logger) { for _, f := range wraps { l = f(l) }; logger = l }`, ""},
		{"who watches a value for a key", `
			type ConfigWatcher interface{ OnConfigChange(key string, old, now any) }
			type Config struct{ values map[string]any; watchers map[string][]ConfigWatcher }
			func (c *Config) Watch(key string, w ConfigWatcher) { c.watchers[key] = append(c.watchers[key], w) }
			func (c *Config) Set(key string, v any) {
				old := c.values[key]; c.values[key] = v
				for _, w := range c.watchers[key] { w.OnConfigChange(key, old, v) }
			}`, "listen Config.Watch 1"},
		{"who checks a value for a key", `
			type ConfigChecker interface{ CheckConfig(key string, old, now any) error }
			type Config struct{ values map[string]any; checkers map[string][]ConfigChecker }
			func (c *Config) Watch(key string, w ConfigChecker) { c.checkers[key] = append(c.checkers[key], w) }
			func (c *Config) Set(key string, v any) error {
				for _, w := range c.checkers[key] { if err := w.CheckConfig(key, c.values[key], v); err != nil { return err } }
				c.values[key] = v
				return nil
			}`, ""},
		{"bytes that a loop takes from where they are put with a topic", `
			type Event struct{ Topic string; Message []byte }
			type sub struct{ name string; events chan<- Event }
			type Inmem struct{ subs map[string][]sub; queue chan Event }
			func (p *Inmem) Publish(_ context.Context, topic string, msg []byte) error {
				e := Event{topic, msg}
				go func() { p.queue <- e }()
				return nil
			}
			func (p *Inmem) Subscribe(_ context.Context, name, topic string) (<-chan Event, error) {
				events := make(chan Event)
				p.subs[topic] = append(p.subs[topic], sub{name, events})
				return events, nil
			}
			func (p *Inmem) dispatch() {
				for {
					select {
					case e := <-p.queue: for _, s := range p.subs[e.Topic] { go func(s sub) { s.events <- e }(s) }
					}
				}
			}`, "listen Inmem.Subscribe -1, publish Inmem.Publish 0"},
		{"bytes that a loop takes from where they are put, and writes", `
			type Event struct{ Topic string; Message []byte }
			type Inmem struct{ errs []chan error; queue chan Event; out interface{ Write([]byte) (int, error) } }
			func (p *Inmem) Publish(_ context.Context, topic string, msg []byte) error { p.queue <- Event{topic, msg}; return nil }
			func (p *Inmem) Subscribe(_ context.Context) <-chan error { c := make(chan error); p.errs = append(p.errs, c); return c }
			func (p *Inmem) dispatch() { for e := range p.queue { _, err := p.out.Write(e.Message); for _, c := range p.errs { c <- err } } }`, ""},
		{"sinks, each of which a notification is delivered to", `
			type Notification struct{ Text string }
			type Sink interface{ Deliver(ctx context.Context, n Notification) error }
			type Fanout struct{ sinks []Sink }
			func (f *Fanout) AddSink(s Sink) { f.sinks = append(f.sinks, s) }
			func (f *Fanout) Notify(ctx context.Context, n Notification) { for _, s := range f.sinks { _ = s.Deliver(ctx, n) } }`,
			"listen Fanout.AddSink 0, publish Fanout.Notify 1"},
		{"sources, each of which is asked", `
			type Notification struct{ Text string }
			type Source interface{ Fetch(ctx context.Context, n Notification) error }
			type Fanin struct{ sources []Source }
			func (f *Fanin) AddSource(s Source) { f.sources = append(f.sources, s) }
			func (f *Fanin) Load(ctx context.Context, n Notification) { for _, s := range f.sources { _ = s.Fetch(ctx, n) } }`, ""},
		{"listeners with a function for each of what they hear", `
			type Listener struct{ OnOpen, OnClose func(id string) }
			type Manager struct{ listeners []Listener; open map[string]bool }
			func (m *Manager) AddListener(l Listener) { m.listeners = append(m.listeners, l) }
			func (m *Manager) Open(id string) { m.open[id] = true; for _, l := range m.listeners { l.OnOpen(id) } }`, "listen Manager.AddListener 0"},
		{"a store that tells those who subscribed", `
			type store struct{ n int; subs []func(int) }
			func (s *store) Subscribe(f func(int)) { s.subs = append(s.subs, f) }
			func (s *store) Set(n int) { s.n = n; s.emit() }
			func (s *store) emit() { for _, f := range s.subs { f(s.n) } }`, "listen store.Subscribe 0, publish store.emit 0"},
		{"a store that has what it keeps checked", `
			type store struct{ n int; checks []func(int) error }
			func (s *store) AddCheck(f func(int) error) { s.checks = append(s.checks, f) }
			func (s *store) Set(n int) error { for _, f := range s.checks { if err := f(n); err != nil { return err } }; s.n = n; return nil }`, ""},
		{"what listens to who walks", `
			type Node struct{ ID string }
			type Walker struct{ onEnter []func(Node) }
			func (w *Walker) OnEnter(f func(Node)) { w.onEnter = append(w.onEnter, f) }
			func (w *Walker) Walk(n Node) { for _, f := range w.onEnter { f(n) } }`, ""},
		{"what accepts who calls over a network", `
			type Conn struct{ ID string }
			type PacketListener interface{ Accept(context.Context) (*Conn, error); Close() error; Addr(n string) string }
			type Endpoint struct{ listeners []PacketListener }
			func (e *Endpoint) AddListener(l PacketListener) { e.listeners = append(e.listeners, l) }
			func (e *Endpoint) Close() { for _, l := range e.listeners { l.Close(); l.Addr("") } }`, ""},
		{"a connection that keeps callbacks in lists of which it makes new ones", `
			type Message struct{ Command string }
			type pair struct{ id int; f func(Message) }
			type Connection struct{ socket net.Conn; events map[string][]pair }
			func (c *Connection) AddCallback(command string, f func(Message)) int { return c.add(command, f, true) }
			func (c *Connection) add(command string, f func(Message), first bool) int {
				now := c.events[command]
				next := make([]pair, len(now)+1)
				start := 0
				if first { start = 1 }
				copy(next[start:], now)
				next[(start+len(now))%len(next)] = pair{1, f}
				c.events[command] = next
				return 1
			}
			func (c *Connection) get(command string) []pair { return c.events[command] }
			func (c *Connection) runCallbacks(m Message) { for _, p := range c.get(m.Command) { p.f(m) } }`,
			"listen Connection.AddCallback 1, publish Connection.runCallbacks 0"},
		{"a connection that has one function for what comes, and one that only hands on", `
			type Message struct{ Command string }
			type Connection struct{ socket net.Conn; callback func(Message); before []func(Message) }
			func (c *Connection) AddCallback(f func(Message)) { c.callback = f }
			func (c *Connection) OnRequest(f func(Message)) { c.before = append(c.before, f) }
			func (c *Connection) runCallback(m Message) { c.callback(m) }
			func (c *Connection) Send(m Message) { for _, f := range c.before { f(m) }; c.socket.Write([]byte(m.Command)) }`, ""},
		{"what is started, and calls back on the way", `
			type Manager struct{ callbacks map[string]func(ids []string, full bool) error; run interface{ Trigger(name string) } }
			func (m *Manager) RegisterPolicyCallback(name string, f func(ids []string, full bool) error) { m.callbacks[name] = f }
			func (m *Manager) TriggerRegenerateAll() { m.run.Trigger("all"); m.policyCallback(nil, false) }
			func (m *Manager) policyCallback(ids []string, full bool) { for _, f := range m.callbacks { f(ids, full) } }`, ""},
		{"what has happened, and calls back", `
			type Manager struct{ callbacks map[string]func(ids []string, full bool) error; run interface{ Trigger(name string) } }
			func (m *Manager) RegisterPolicyCallback(name string, f func(ids []string, full bool) error) { m.callbacks[name] = f }
			func (m *Manager) TriggerRegenerated() { m.policyCallback(nil, false) }
			func (m *Manager) policyCallback(ids []string, full bool) { for _, f := range m.callbacks { f(ids, full) } }`,
			"listen Manager.RegisterPolicyCallback 1, publish Manager.TriggerRegenerated 0"},
		{"notifiers, each made for a function", `
			type Event struct{ Hash string }
			type Notifier interface{ Notify(Event) }
			type notifier struct{ receiver func(Event) (bool, error) }
			func (n *notifier) Notify(e Event) { go func() { _, _ = n.receiver(e) }() }
			func NewNotifier(f func(Event) (bool, error)) Notifier { return &notifier{f} }
			type State interface{ Notifier(name string, f func(Event) (bool, error)) (Notifier, error); Notifiers() []Notifier }
			type state struct{ notifiers sync.Map }
			func (s *state) Notifiers() []Notifier { return nil }
			func (s *state) Notifier(name string, f func(Event) (bool, error)) (Notifier, error) {
				n := NewNotifier(f)
				_, _ = s.notifiers.LoadOrStore(name, n)
				return n, nil
			}
			func (s *state) notify(e Event) { s.notifiers.Range(func(_, v any) bool { v.(Notifier).Notify(e); return true }) }`, "listen State.Notifier 1, listen state.Notifier 1, publish state.notify 0"},
		{"handlers of what has changed, told what was before", `
			type Status int
			type Task struct{ ID string }
			type TaskStatusChangedHandler func(t *Task, old, new Status) bool
			type State struct{ handlers map[int]TaskStatusChangedHandler }
			func (s *State) AddTaskStatusChangedHandler(f TaskStatusChangedHandler) int { s.handlers[0] = f; return 0 }
			func (s *State) RemoveTaskStatusChangedHandler(id int) { delete(s.handlers, id) }
			func (s *State) notifyTaskStatusChangedHandlers(t *Task, old, new Status) { for _, f := range s.handlers { f(t, old, new) } }`, "listen State.AddTaskStatusChangedHandler 0, publish State.notifyTaskStatusChangedHandlers 0"},
		{"functions that have the value for a key", `
			type State struct{ handlers map[int]func(key string) int }
			func (s *State) AddValueHandler(f func(key string) int) { s.handlers[0] = f }
			func (s *State) notifyValueHandlers(key string) { for _, f := range s.handlers { f(key) } }`, ""},
		{"hooks that are run, with what is called a context", `
			type Event string
			type RecordHookContext struct{ Of Event }
			type RecordHookFunc func(ctx context.Context, c RecordHookContext) error
			type definition struct{ Name string; Fn RecordHookFunc }
			type RecordHookRegistry struct{ global map[Event][]definition }
			func (r *RecordHookRegistry) RegisterGlobal(event Event, name string, fn RecordHookFunc) error { r.global[event] = append(r.global[event], definition{name, fn}); return nil }
			func (r *RecordHookRegistry) Run(ctx context.Context, c RecordHookContext) error { for _, h := range r.global[c.Of] { if err := run(ctx, c, h); err != nil { return err } }; return nil }
			func run(ctx context.Context, c RecordHookContext, h definition) error { return h.Fn(ctx, c) }
			type Run struct{ ID string }
			type Ledger struct{ hooks *RecordHookRegistry }
			func (l *Ledger) RecordRun(ctx context.Context, run Run) error { return l.hooks.Run(ctx, RecordHookContext{Event(run.ID)}) }`, "listen RecordHookRegistry.RegisterGlobal 2, publish RecordHookRegistry.Run 0"},
		{"hooks of one type, of which the first may answer", `
			type hookRegistry[In, Out any] struct{ hooks map[int]func(In) *Out; next int }
			func (r *hookRegistry[In, Out]) register(f func(In) *Out) func() { if r.hooks == nil { r.hooks = map[int]func(In) *Out{} }; r.hooks[r.next] = f; return nil }
			func (r *hookRegistry[In, Out]) run(v In) *Out { for _, f := range r.hooks { if out := f(v); out != nil { return out } }; return nil }`,
			"dispatch hookRegistry.run 0, handle hookRegistry.register 0"},
		{"steps that are run", `
			type Event string
			type StepContext struct{ Of Event }
			type StepFunc func(ctx context.Context, c StepContext) error
			type definition struct{ Name string; Fn StepFunc }
			type StepRegistry struct{ global map[Event][]definition }
			func (r *StepRegistry) RegisterGlobal(event Event, name string, fn StepFunc) error { r.global[event] = append(r.global[event], definition{name, fn}); return nil }
			func (r *StepRegistry) Run(ctx context.Context, c StepContext) error { for _, h := range r.global[c.Of] { if err := run(ctx, c, h); err != nil { return err } }; return nil }
			func run(ctx context.Context, c StepContext, h definition) error { return h.Fn(ctx, c) }`, ""},
		{"hooks that are told a name and nothing else", `
			type EventHook struct{ events map[string][]func() }
			func (e *EventHook) AddHook(name string, handler func()) { e.events[name] = append(e.events[name], handler) }
			func (e *EventHook) RunHooks(name string) { for _, hook := range e.events[name] { hook() } }`, "listen EventHook.AddHook 1, publish EventHook.RunHooks 0"},
		{"jobs that have a name", `
			type Jobs struct{ all map[string][]func() }
			func (e *Jobs) AddJob(name string, handler func()) { e.all[name] = append(e.all[name], handler) }
			func (e *Jobs) RunJobs(name string) { for _, job := range e.all[name] { job() } }`, ""},
		{"functions in a map that nobody calls", `
			type Kernel struct{ listeners map[string][]func(any) }
			func (k *Kernel) Attach(name string, f func(any)) { k.listeners[name] = append(k.listeners[name], f) }
			func (k *Kernel) Deliver(name string, v any) { _ = k.listeners[name] }`, ""},
		{"what an interface has", `
			type Sink interface{ Attach(name string, f func(any)); Deliver(name string, v any) }
			type Kernel struct{ listeners map[string][]func(any) }
			func (k *Kernel) Attach(name string, f func(any)) { k.listeners[name] = append(k.listeners[name], f) }
			func (k *Kernel) Deliver(name string, v any) { for _, f := range k.listeners[name] { f(v) } }`,
			"listen Kernel.Attach 1, listen Sink.Attach 1, publish Kernel.Deliver 1, publish Sink.Deliver 1"},
		{"hooks in variables of the package", `
			type StorageHook func(kind, table string)
			var hooks []StorageHook
			func RegisterStorageHook(h StorageHook) { hooks = append(hooks, h) }
			func callStorageHooks(kind, table string) { for _, h := range hooks { h(kind, table) } }`,
			"listen RegisterStorageHook 0, publish callStorageHooks 0"},
		{"sinks that a loop keeps", `
			type Sink interface{ OnTunnelEvent(e Event) }
			type Event struct{ Kind int }
			type Observer struct{ events chan Event; sinks chan Sink }
			func (o *Observer) RegisterSink(s Sink) { o.sinks <- s }
			func (o *Observer) sendEvent(e Event) { o.events <- e }
			func (o *Observer) loop() {
				var all []Sink
				for { select { case s := <-o.sinks: all = append(all, s); case e := <-o.events: for _, s := range all { s.OnTunnelEvent(e) } } }
			}`, "listen Observer.RegisterSink 0, publish Observer.sendEvent 0"},
		{"work that a loop does", `
			type Sink interface{ OnTunnelEvent(e Event) }
			type Event struct{ Kind int }
			type Observer struct{ sinks chan Sink }
			func (o *Observer) RegisterSink(s Sink) { o.sinks <- s }
			func (o *Observer) sendEvent(e Event) { s := <-o.sinks; s.OnTunnelEvent(e) }`, ""},
		{"a function that hands out channels, which a variable keeps", `
			type Change struct{ Domain string }
			var listeners []chan Change
			func Events() <-chan Change { ch := make(chan Change, 8); listeners = append(listeners, ch); return ch }
			func emit(c Change) { for _, l := range listeners { l <- c } }`,
			"listen Events -1, publish emit 0"},
		{"listeners with a method for each event", `
			type Order struct{ ID int }
			type Notifier interface{ NewOrder(o *Order); CloseOrder(by string, o *Order) }
			var notifiers []Notifier
			func RegisterNotifier(n Notifier) { notifiers = append(notifiers, n) }
			func NewOrder(o *Order) { for _, n := range notifiers { n.NewOrder(o) } }
			func CloseOrder(by string, o *Order) { for _, n := range notifiers { n.CloseOrder(by, o) } }`,
			"listen RegisterNotifier 0, publish CloseOrder 0, publish NewOrder 0"},
		{"parts with a method for each step", `
			type Order struct{ ID int }
			type Module interface{ NewOrder(o *Order); CloseOrder(by string, o *Order) }
			var modules []Module
			func RegisterModule(m Module) { modules = append(modules, m) }
			func NewOrder(o *Order) { for _, m := range modules { m.NewOrder(o) } }
			func CloseOrder(by string, o *Order) { for _, m := range modules { m.CloseOrder(by, o) } }`, ""},
		{"listeners that are started", `
			type Listener interface{ Open(port int) error; Close() error }
			type Server struct{ listeners []Listener }
			func (s *Server) Add(l Listener) { s.listeners = append(s.listeners, l) }
			func (s *Server) Open(port int) error { for _, l := range s.listeners { if err := l.Open(port); err != nil { return err } }; return nil }
			func (s *Server) Close() error { for _, l := range s.listeners { if err := l.Close(); err != nil { return err } }; return nil }`, ""},
		{"a pump between two channels", `
			type pump struct{ in, out chan any }
			func newPumpChan(in chan any) *pump { p := &pump{in: in, out: make(chan any)}; go p.run(); return p }
			func (p *pump) run() { for v := range p.in { p.out <- v } }
			type tree struct{ all []*pump }
			func (t *tree) append(v any) { for _, p := range t.all { p.out <- v } }`, ""},
		{"handlers of a protocol, and peers", `
			type PeerID string
			type Service struct{ handlers map[int]func(PeerID, any) }
			func (s *Service) RegisterProtocol(id int, h func(PeerID, any)) { s.handlers[id] = h }
			func (s *Service) broadcastTo(peer PeerID, m any) { s.handlers[0](peer, m) }`, ""},
		{"one function that is asked", `
			var one func(string, []int)
			func RegisterFilter(f func(string, []int)) { one = f }
			func callFilter(name string, ids []int) { one(name, ids) }`, ""},
		{"files that are watched", `
			type Tree struct{ watchers []func(*Change) }
			type Change struct{ Path string }
			func (t *Tree) Watch(path string, f func(*Change)) { t.watchers = append(t.watchers, f) }
			func (t *Tree) Send(c *Change) { for _, f := range t.watchers { f(c) } }`, ""},
		{"keys that are typed", `
			type Panel struct{ onKey []func(Key) }
			type Key struct{ Rune rune }
			func (p *Panel) OnKey(f func(Key)) { p.onKey = append(p.onKey, f) }
			func (p *Panel) dispatchKey(k Key) { for _, f := range p.onKey { f(k) } }`, ""},
		{"verbs of something else", `
			type Table struct{ rows map[string][]func(any) }
			func (t *Table) Fill(name string, f func(any)) { t.rows[name] = append(t.rows[name], f) }
			func (t *Table) Walk(name string, v any) { for _, f := range t.rows[name] { f(v) } }`, ""},
		{"an event that is made, and sent to all whom a container has", `
			type Event struct{ Name, Data string }
			type Emitter struct{ subscribers sync.Map }
			func (e *Emitter) RegisterEvent(name, data string) {
				event := &Event{name, data}
				e.subscribers.Range(func(k, v any) bool { k.(chan *Event) <- event; return true })
			}
			func (e *Emitter) Subscribe(ch chan *Event) { e.subscribers.Store(ch, true) }
			type Registry struct{ events map[string]*Event; listeners []func(*Event) }
			func (r *Registry) RegisterEvent(name, data string) { r.events[name] = &Event{name, data} }`,
			"listen Emitter.Subscribe 0, publish Emitter.RegisterEvent 0"},
		{"clients that join what they want to hear of", `
			type Message struct{ Data any }
			type Client struct{ send chan *Message }
			type WSHub struct{ clients map[*Client]bool; tasks map[string]map[*Client]bool }
			func (h *WSHub) BroadcastToTask(id string, m *Message) { for c := range h.tasks[id] { c.send <- m } }
			func (h *WSHub) SubscribeToTask(c *Client, id string) { h.tasks[id][c] = true }
			func (h *WSHub) Register(c *Client) { h.clients[c] = true }
			func (h *WSHub) SendTo(id string, m *Message) { for c := range h.clients { c.send <- m } }`,
			"listen WSHub.Register 0, listen WSHub.SubscribeToTask 0, publish WSHub.BroadcastToTask 1, publish WSHub.SendTo 1"},
		{"clients that come by a channel, and what is made for them", `
			type conn struct{ send chan []byte }
			type hub struct{ conns map[*conn]struct{}; register chan *conn }
			func (h *hub) run() { for c := range h.register { h.conns[c] = struct{}{} } }
			func (h *hub) broadcast(session string, event any) { for c := range h.conns { c.send <- encode(event) } }
			func encode(v any) []byte { return nil }`,
			"publish hub.broadcast 1"},
		{"lists of functions, told whatever it is", `
			type SMA struct{ updates []func(float64); starts []func(); errs []func(error) }
			func (s *SMA) OnUpdate(f func(float64)) { s.updates = append(s.updates, f) }
			func (s *SMA) EmitUpdate(v float64) { for _, f := range s.updates { f(v) } }
			func (s *SMA) OnStart(f func()) { s.starts = append(s.starts, f) }
			func (s *SMA) emitStart() { for _, f := range s.starts { f() } }
			func (s *SMA) OnError(f func(error)) { s.errs = append(s.errs, f) }
			func (s *SMA) EmitFailure(err error) { for _, f := range s.errs { f(err) } }
			type Form struct{ update func(float64) }
			func (s *Form) OnUpdate(f func(float64)) { s.update = f }
			func (s *Form) EmitUpdate(v float64) { s.update(v) }`,
			"listen SMA.OnStart 0, listen SMA.OnUpdate 0, publish SMA.EmitUpdate 0, publish SMA.emitStart 0"},
		{"signals without anything, and what is called at the end", `
			type Signal struct{ slots []func() }
			func (s *Signal) Connect(f func()) { s.slots = append(s.slots, f) }
			func (s *Signal) Emit() { for _, f := range s.slots { f() } }
			type App struct{ last []func() }
			func (a *App) OnShutdown(f func()) { a.last = append(a.last, f) }
			func (a *App) Shutdown() { for _, f := range a.last { f() } }
			type named struct{ name string; f func() }
			type Ends struct{ all []named }
			func (e *Ends) HookShutdownCallback(name string, f func()) { e.all = append(e.all, named{name, f}) }
			func (e *Ends) Now() { for _, n := range e.all { n.f() } }
			type Floors struct{ all []named }
			func (s *Floors) HookFloorCallback(name string, f func()) { s.all = append(s.all, named{name, f}) }
			func (s *Floors) Now() { for _, n := range s.all { n.f() } }`,
			"listen Floors.HookFloorCallback 1, listen Signal.Connect 0, publish Signal.Emit 0"},
		{"listeners of any number of values", `
			type Listeners[T any] struct{ listeners []func(...T) bool }
			func (l *Listeners[T]) Add(f func(...T) bool) { l.listeners = append(l.listeners, f) }
			func (l *Listeners[T]) Notify(all ...T) { for _, f := range l.listeners { f(all...) } }`,
			"listen Listeners.Add 0, publish Listeners.Notify 0"},
		{"what is made with a queue of its own, and times by a name", `
			type visit struct{ ip string }
			type Tracker struct{ visits chan visit; queries chan (chan int) }
			type state struct{ lastAt map[string]time.Time }
			func NewTracker() *Tracker { t := &Tracker{make(chan visit), make(chan (chan int))}; go t.run(); return t }
			func (t *Tracker) run() {
				s := state{map[string]time.Time{}}
				for { select {
				case v := <-t.visits: note(&s, v, time.Now())
				case q := <-t.queries: q <- len(s.lastAt)
				} }
			}
			func note(s *state, v visit, now time.Time) { if now.Sub(s.lastAt[v.ip]) > time.Hour { s.lastAt[v.ip] = now } }`, ""},
		{"handlers that a factory has by their types", `
			type Handler interface{ Handle(cmd any) error }
			type Handlers interface{ Get(t reflect.Type) (Handler, error) }
			type Factory struct{ byType map[reflect.Type]Handler }
			func NewFactory(byType map[reflect.Type]Handler) *Factory { return &Factory{byType: byType} }
			func (f *Factory) Get(t reflect.Type) (Handler, error) { return f.byType[t], nil }
			type Sender struct{ handlers Handlers }
			func (s *Sender) Send(cmd any) error {
				h, err := s.handlers.Get(reflect.TypeOf(cmd))
				if err != nil { return err }
				return h.Handle(cmd)
			}
			type Codec interface{ Encode(v any) error }
			type Codecs struct{ byType map[reflect.Type]Codec }
			func NewCodecs(byType map[reflect.Type]Codec) *Codecs { return &Codecs{byType: byType} }
			func (c *Codecs) Send(v any) error { return c.byType[reflect.TypeOf(v)].Encode(v) }`,
			"dispatch Sender.Send 0, handle NewFactory 0"},
		{"hooks that are executed", `
			type Hook struct{ Phase string; Priority int; Fn func(data map[string]any) error }
			type Manager struct{ hooks map[string][]Hook }
			func (m *Manager) Register(h Hook) { m.hooks[h.Phase] = append(m.hooks[h.Phase], h) }
			func (m *Manager) Execute(phase string, data map[string]any) error {
				for _, h := range m.hooks[phase] { if err := h.Fn(data); err != nil { return err } }
				return nil
			}
			type Step struct{ Name string; Fn func(data map[string]any) error }
			type Runner struct{ steps map[string][]Step }
			func (r *Runner) Register(s Step) { r.steps[s.Name] = append(r.steps[s.Name], s) }
			func (r *Runner) Execute(name string, data map[string]any) error {
				for _, s := range r.steps[name] { if err := s.Fn(data); err != nil { return err } }
				return nil
			}`,
			"listen Manager.Register 0, publish Manager.Execute 1"},
		{"actions and filters of hooks", `
			type Hooks struct{ actions map[string][]func(args ...any); filters map[string][]func(v any, args ...any) any }
			func (h *Hooks) AddAction(name string, f func(args ...any)) { h.actions[name] = append(h.actions[name], f) }
			func (h *Hooks) DoAction(name string, args ...any) { for _, f := range h.actions[name] { f(args...) } }
			func (h *Hooks) AddFilter(name string, f func(v any, args ...any) any) { h.filters[name] = append(h.filters[name], f) }
			func (h *Hooks) ApplyFilters(name string, v any, args ...any) any {
				for _, f := range h.filters[name] { v = f(v, args...) }
				return v
			}
			type Image struct{ filters map[string][]func(v any, args ...any) any }
			func (i *Image) AddFilter(name string, f func(v any, args ...any) any) { i.filters[name] = append(i.filters[name], f) }
			func (i *Image) ApplyFilters(name string, v any, args ...any) any {
				for _, f := range i.filters[name] { v = f(v, args...) }
				return v
			}`,
			"listen Hooks.AddAction 1, listen Hooks.AddFilter 1, publish Hooks.ApplyFilters 2, publish Hooks.DoAction 1"},
		{"handlers that a bus is made with", `
			type Event interface{ Topic() string }
			type EventHandler interface{ Topics() []string; Handle(e Event) error }
			type Bus struct{ handlers map[string][]EventHandler; queue chan Event }
			func NewBus(hs ...EventHandler) *Bus {
				b := &Bus{handlers: map[string][]EventHandler{}, queue: make(chan Event, 100)}
				for _, h := range hs { for _, t := range h.Topics() { b.handlers[t] = append(b.handlers[t], h) } }
				return b
			}
			func (b *Bus) Push(e Event) { b.queue <- e }
			func (b *Bus) Start() { for e := range b.queue { for _, h := range b.handlers[e.Topic()] { h.Handle(e) } } }
			type Desk struct{ handlers map[string][]EventHandler; queue chan Event }
			func NewDesk(hs ...EventHandler) *Desk {
				d := &Desk{handlers: map[string][]EventHandler{}, queue: make(chan Event, 100)}
				for _, h := range hs { for _, t := range h.Topics() { d.handlers[t] = append(d.handlers[t], h) } }
				return d
			}
			func (d *Desk) Push(e Event) { d.queue <- e }
			func (d *Desk) Start() { for e := range d.queue { for _, h := range d.handlers[e.Topic()] { h.Handle(e) } } }`,
			"listen NewBus 0, publish Bus.Push 0"},
		{"a loop that tells clients what comes by a channel that it is given, and who is given an event", `
			type Event struct{ Kind string }
			type client struct{ out chan Event }
			type Desk struct{ clients map[*client]bool }
			func (d *Desk) register(c *client) { d.clients[c] = true }
			func (d *Desk) fanout(sub <-chan Event) { for e := range sub { for c := range d.clients { c.out <- e } } }
			type Room struct{ clients map[*client]bool }
			func (r *Room) register(c *client) { r.clients[c] = true }
			func (r *Room) fanout(e Event) { for c := range r.clients { c.out <- e } }`,
			"listen Desk.register 0, listen Room.register 0, publish Room.fanout 0"},
		{"connections that are handed out, and messages with a channel for an answer; clients who are sent the same", `
			type Conn struct{ id int }
			type accepted struct{ queue chan *Conn }
			type Server struct{ all map[string]*accepted }
			func (s *Server) Add(proto string) *accepted { a := &accepted{make(chan *Conn, 8)}; s.all[proto] = a; return a }
			func (s *Server) Run() { for _, a := range s.all { a.queue <- &Conn{} } }
			func (s *Server) broadcast(c *Conn) { for _, a := range s.all { a.queue <- c } }
			type Answer struct{ err error }
			type ItemMessage struct{ done chan *Answer }
			type Desk struct{ all []*ItemMessage }
			func (d *Desk) register(m *ItemMessage) { d.all = append(d.all, m) }
			func (d *Desk) broadcast(a *Answer) { for _, m := range d.all { m.done <- a } }
			type Guest struct{ done chan *Answer }
			type Hall struct{ guests []*Guest }
			func (h *Hall) register(g *Guest) { h.guests = append(h.guests, g) }
			func (h *Hall) broadcast(a *Answer) { for _, g := range h.guests { g.done <- a } }`,
			"listen Hall.register 0, publish Hall.broadcast 0"},
		{"members of a network, which know others of their kind, and who is told by a hub", `
			type Node struct{ others []*Node; inbox chan []byte }
			func (n *Node) Register(o *Node) { n.others = append(n.others, o) }
			func (n *Node) Broadcast(m []byte) { for _, o := range n.others { o.inbox <- m } }
			type Part struct{ inbox chan []byte }
			type Desk struct{ parts []*Part }
			func (d *Desk) Register(o *Part) { d.parts = append(d.parts, o) }
			func (d *Desk) Broadcast(m []byte) { for _, o := range d.parts { o.inbox <- m } }`,
			"listen Desk.Register 0, publish Desk.Broadcast 0"},
		{"what is closed in the end, with a context, and who hears that it is", `
			type App struct{ stops []func(context.Context) error }
			func (a *App) OnStop(f func(context.Context) error) { a.stops = append(a.stops, f) }
			func (a *App) Stop(ctx context.Context) { for _, f := range a.stops { _ = f(ctx) } }
			type Lamp struct{ stops []func(context.Context, string) error }
			func (l *Lamp) OnStop(f func(context.Context, string) error) { l.stops = append(l.stops, f) }
			func (l *Lamp) Stop(ctx context.Context, why string) { for _, f := range l.stops { _ = f(ctx, why) } }`,
			"listen Lamp.OnStop 0"},
		{"clients behind an interface, to all of whom a hub sends; transports, of which one is asked", `
			type Client interface{ ID() string; Send(b []byte) error }
			type Hub struct{ all map[string]Client }
			func (h *Hub) Register(c Client) { h.all[c.ID()] = c }
			func (h *Hub) Broadcast(v any) { b := encode(v); for _, c := range h.all { _ = c.Send(b) } }
			func encode(v any) []byte { return nil }
			type Transport interface{ ID() string; Send(b []byte) error }
			type Pool struct{ all map[string]Transport }
			func (p *Pool) Register(t Transport) { p.all[t.ID()] = t }
			func (p *Pool) Broadcast(v any) { b := encode(v); for _, t := range p.all { _ = t.Send(b) } }
			type Desk struct{ all map[string]Client }
			func (d *Desk) Register(c Client) { d.all[c.ID()] = c }
			func (d *Desk) Notify(id string, v any) { _ = d.all[id].Send(encode(v)) }`,
			"listen Hub.Register 0, publish Hub.Broadcast 0"},
		{"clients with a function, or of which only the channel is kept", `
			type Client struct{ ID string; send func([]byte) error }
			type Hub struct{ all map[string]*Client }
			func (h *Hub) Register(c *Client) { h.all[c.ID] = c }
			func (h *Hub) Broadcast(v any) { b := encode(v); for _, c := range h.all { _ = c.send(b) } }
			func encode(v any) []byte { return nil }
			type Guest struct{ ID string; send func([]byte) error; out chan []byte; stop chan bool }
			type Desk struct{ all map[string]chan []byte }
			func (d *Desk) Register(c *Guest) { d.all[c.ID] = c.out }
			func (d *Desk) Broadcast(v any) { b := encode(v); for _, ch := range d.all { ch <- b } }`,
			"listen Desk.Register 0, listen Hub.Register 0, publish Desk.Broadcast 0, publish Hub.Broadcast 0"},
		{"clients who hand out their channel, and wherever they are kept", `
			type Clientlike interface{ GetSend() chan []byte; ID() int }
			type Hub struct{ Clients map[Clientlike]bool }
			func (h *Hub) Broadcast(kind byte, data []string, except ...Clientlike) { for c := range h.Clients { h.SendData(c, kind, data) } }
			func (h *Hub) SendData(c Clientlike, kind byte, data []string) { c.GetSend() <- []byte(data[0]) }
			type Node interface{ Leads() <-chan bool; Propose(entry []byte) }
			type Cluster struct{ Nodes map[string]Node }
			func (c *Cluster) Broadcast(entry []byte) { for _, n := range c.Nodes { n.Propose(entry) } }`,
			"publish Hub.Broadcast 0"},
		{"guests who hand out their channel, and come by one; guests who hand out one for an answer, or from which one reads", `
			type Guest interface{ Inbox() chan<- *Note; Leave() }
			type Note struct{ N int }
			type Hall struct{ coming chan Guest; notes chan *Note; all map[Guest]bool }
			func (h *Hall) Register(gs ...Guest) { for _, g := range gs { h.coming <- g } }
			func (h *Hall) run() { for { select { case g := <-h.coming: h.all[g] = true; case n := <-h.notes: h.broadcast(n) } } }
			func (h *Hall) broadcast(n *Note) { for g := range h.all { g.Inbox() <- n } }
			func (h *Hall) Take(n *Note) { h.notes <- n }
			type Player interface{ Answer() chan<- *Note; Leave() }
			type Desk struct{ coming chan Player; notes chan *Note; all map[Player]bool }
			func (h *Desk) Register(p Player) { h.coming <- p }
			func (h *Desk) run() { for { select { case p := <-h.coming: h.all[p] = true; case n := <-h.notes: h.broadcast(n) } } }
			func (h *Desk) broadcast(n *Note) { for p := range h.all { p.Answer() <- n } }
			type Member interface{ Moves() <-chan *Note; Leave() }
			type Table struct{ coming chan Member; all map[Member]bool }
			func (t *Table) Register(m Member) { t.coming <- m }
			func (t *Table) run() { for m := range t.coming { t.all[m] = true } }
			func (t *Table) broadcast(n *Note) { for m := range t.all { <-m.Moves() } }`,
			"listen Hall.Register 0, publish Hall.broadcast 0"},
		{"players of a lobby, who come by a channel, and of a room, who are kept in structs", `
			type Player interface{ SendEvent(event any); ID() int }
			type Sender interface{ SendEvent(event any); ID() int; Close() }
			type client struct{ of Sender }
			func (c *client) SendEvent(e any) { c.of.SendEvent(e) }
			func (c *client) ID() int { return c.of.ID() }
			type Lobby struct{ clients map[int]Player; rooms map[Player]*Room; sent chan any; joining chan Sender }
			func (l *Lobby) Run() {
				go func() { for e := range l.sent { for _, c := range l.clients { c.SendEvent(e) } } }()
				for p := range l.joining { c := &client{of: p}; l.clients[c.ID()] = c }
			}
			func (l *Lobby) RegisterClient(s Sender) { l.joining <- s }
			func (l *Lobby) broadcastEvent(e any) { l.sent <- e }
			type member struct{ player Player; ready bool }
			type Room struct{ members map[*member]bool }
			func newRoom(owner Player, l *Lobby) *Room { m := &member{owner, false}; r := &Room{map[*member]bool{m: true}}; l.rooms[owner] = r; return r }
			func (r *Room) broadcastEvent(e any, except Player) { for m := range r.members { if m.player != except { m.player.SendEvent(e) } } }
			func (r *Room) seat(p Player) { r.members[&member{p, false}] = true }`,
			"listen Lobby.RegisterClient 0, publish Lobby.broadcastEvent 0, publish Room.broadcastEvent 0"},
		{"what hands listeners just what they take, whatever its verb, and what works with that", `
			type SolverEvent struct{ Kind string }
			type Controller struct{ subs []func(SolverEvent); n int }
			func (c *Controller) subscribeEvents(handler func(SolverEvent)) { c.subs = append(c.subs, handler) }
			func (c *Controller) reactToEvent(e SolverEvent) { if e.Kind == "added" { c.n++ } }
			func (c *Controller) writeEvent(e SolverEvent) { c.reactToEvent(e); for _, f := range c.subs { f(e) } }
			type Solver struct{ rules []func(SolverEvent) bool }
			func (s *Solver) addRule(f func(SolverEvent) bool) { s.rules = append(s.rules, f) }
			func (s *Solver) writeEvent(e SolverEvent) { for _, f := range s.rules { if !f(e) { return } } }`,
			"listen Controller.subscribeEvents 0, publish Controller.writeEvent 0"},
		{"strategies that are fed by a queue, and tools that are", `
			type Tick struct{ Price float64 }
			type Strategy interface{ OnTick(Tick); OnFill(id string) }
			type Engine struct{ ticks chan Tick; all map[string][]Strategy }
			func (e *Engine) Attach(name string, s Strategy) { e.all[name] = append(e.all[name], s) }
			func (e *Engine) Feed(t Tick) { e.ticks <- t }
			func (e *Engine) Run() { for t := range e.ticks { for _, s := range e.all["x"] { s.OnTick(t) } } }
			type Tool interface{ Work(Tick) }
			type Shop struct{ ticks chan Tick; all []Tool }
			func (s *Shop) Attach(t Tool) { s.all = append(s.all, t) }
			func (s *Shop) Feed(t Tick) { s.ticks <- t }
			func (s *Shop) Run() { for t := range s.ticks { for _, one := range s.all { one.Work(t) } } }`,
			"listen Engine.Attach 1, publish Engine.Feed 0"},
		{"what is put into a queue for all who subscribe, whatever its verb, and for one of them", `
			type Packet struct{ N int }
			type Watcher interface{ ID() string; Deliver(*Packet) }
			type Stream struct{ queue chan *Packet; subs map[string]Watcher }
			func (s *Stream) Ingest(p *Packet) { select { case s.queue <- p: default: } }
			func (s *Stream) AddWatcher(sub Watcher) { s.subs[sub.ID()] = sub }
			func (s *Stream) pump() { for p := range s.queue { for _, sub := range s.subs { sub.Deliver(p) } } }
			type Switch struct{ queue chan *Packet; subs map[string]Watcher }
			func (s *Switch) Ingest(p *Packet) { select { case s.queue <- p: default: } }
			func (s *Switch) AddWatcher(sub Watcher) { s.subs[sub.ID()] = sub }
			func (s *Switch) pump() { for p := range s.queue { s.subs["a"].Deliver(p) } }`,
			"listen Stream.AddWatcher 0, publish Stream.Ingest 0"},
		{"observers with a channel that others do not see, and workers", `
			type Observation struct{ Data any }
			type Observer struct{ channel chan Observation; id int }
			type Raft struct{ observers map[int]*Observer }
			func (r *Raft) RegisterObserver(o *Observer) { r.observers[o.id] = o }
			func (r *Raft) observe(data any) { for _, o := range r.observers { o.channel <- Observation{data} } }
			type Worker struct{ channel chan Observation; id int }
			type Plant struct{ workers map[int]*Worker }
			func (p *Plant) RegisterWorker(w *Worker) { p.workers[w.id] = w }
			func (p *Plant) observe(data any) { for _, w := range p.workers { w.channel <- Observation{data} } }`,
			"listen Raft.RegisterObserver 0"},
		{"clients that are told, and those that are closed", `
			type client struct{ send chan string; mu sync.Mutex; end once }
			type once struct{ done bool }
			func (o *once) Do(f func()) { if !o.done { o.done = true; f() } }
			func (c *client) Close() { c.mu.Lock(); c.end.Do(func() { close(c.send) }); c.mu.Unlock() }
			type Hub struct{ clients map[int][]*client }
			func (h *Hub) register(id int, c *client) { h.clients[id] = append(h.clients[id], c) }
			func (h *Hub) Notify(id int, text string) { for _, c := range h.clients[id] { c.send <- text } }
			func (h *Hub) NotifyDeleted(id int) { for _, c := range h.clients[id] { c.Close() }; delete(h.clients, id) }`,
			"listen Hub.register 1, publish Hub.Notify 0"},
		{"a list that who calls it makes for that, and one that is kept", `
			type settings struct{ onRetry []func(n int, err error) }
			func OnRetry(f func(n int, err error)) func(*settings) { return func(s *settings) { s.onRetry = append(s.onRetry, f) } }
			func Do(work func() error, all ...func(*settings)) {
				s := &settings{}
				for _, set := range all { set(s) }
				for n := 0; ; n++ { err := work(); if err == nil { return }; for _, f := range s.onRetry { f(n, err) } }
			}
			type Runner struct{ onRetry []func(n int, err error) }
			func (r *Runner) OnRetry(f func(n int, err error)) { r.onRetry = append(r.onRetry, f) }
			func (r *Runner) Do(work func() error) { for n := 0; ; n++ { err := work(); if err == nil { return }; for _, f := range r.onRetry { f(n, err) } } }`,
			"listen Runner.OnRetry 0"},
		{"states that are entered after a trigger, and after their name", `
			type State string
			type Trigger string
			type Machine struct{ now State; next map[Trigger]State; onEnter map[State][]func() }
			func (m *Machine) OnEnter(s State, f func()) *Machine { m.onEnter[s] = append(m.onEnter[s], f); return m }
			func (m *Machine) Fire(t Trigger) { m.now = m.next[t]; for _, f := range m.onEnter[m.now] { f() } }
			type Switch struct{ onEnter map[State][]func() }
			func (s *Switch) OnEnter(to State, f func()) *Switch { s.onEnter[to] = append(s.onEnter[to], f); return s }
			func (s *Switch) Fire(to State) { for _, f := range s.onEnter[to] { f() } }`,
			"listen Switch.OnEnter 1, publish Switch.Fire 0"},
		{"a loop that is started with a context, and what it takes out of a queue", `
			type Message struct{ Subject string; Body any }
			type memory struct{ queue chan Message; all map[string][]func(context.Context, Message) error }
			func (m *memory) Produce(l Message) { m.queue <- l }
			func (m *memory) Consume(subject string, f func(context.Context, Message) error) { m.all[subject] = append(m.all[subject], f) }
			func (m *memory) loop(ctx context.Context) {
				for { select { case <-ctx.Done(): return; case l := <-m.queue: for _, f := range m.all[l.Subject] { _ = f(ctx, l) } } }
			}`, "listen memory.Consume 1, publish memory.Produce 0"},
		{"who joined, told by what is called after that, and who reads", `
			type Room struct{ onJoin []func(user string); names []string }
			func (r *Room) OnJoin(f func(user string)) { r.onJoin = append(r.onJoin, f) }
			func (r *Room) userJoined(u string) { for _, f := range r.onJoin { f(u) } }
			type Desk struct{ onJoin []func(user string); names []string }
			func (d *Desk) OnJoin(f func(user string)) { d.onJoin = append(d.onJoin, f) }
			func (d *Desk) userJoined(u string, n int) { d.names[n] = u; for _, f := range d.onJoin { f(u) } }`,
			"listen Desk.OnJoin 0, listen Room.OnJoin 0, publish Room.userJoined 0"},
		{"what delivers something, and tells of it on the way", `
			type Client struct{ send chan []byte }
			type Hub struct{ clients map[*Client]bool; runs map[string]int }
			func (h *Hub) Add(c *Client) { h.clients[c] = true }
			func (h *Hub) broadcast(b []byte) { for c := range h.clients { c.send <- b } }
			func (h *Hub) deliverRun(r []byte) { h.runs[string(r)] = 1; h.broadcast(r) }
			func (h *Hub) deliverText(r []byte) { h.broadcast(r) }`,
			"listen Hub.Add 0, publish Hub.broadcast 0, publish Hub.deliverText 0"},
		{"functions that are added on something, by whoever calls them", `
			type Player struct{ OnPlay []func(track string); state string }
			func (p *Player) Play(track string) { p.state = track; for _, f := range p.OnPlay { f(track) } }
			func (p *Player) AddOnPlay(f func(string)) { p.OnPlay = append(p.OnPlay, f) }
			type Table struct{ rules []func(row string) }
			func (t *Table) Check(row string) { for _, f := range t.rules { f(row) } }
			func (t *Table) AddRule(f func(string)) { t.rules = append(t.rules, f) }`,
			"listen Player.AddOnPlay 0"},
		{"processes that send what they find to somebody else, and clients who are sent something", `
			type Event struct{ Text string }
			type process struct{ events chan Event }
			func (p *process) line(e Event) { p.events <- e }
			type Manager struct{ all []*process }
			func (m *Manager) EmitStates(e Event) { for _, p := range m.all { p.line(e) } }
			type client struct{ events chan Event }
			func (c *client) line(e Event) { c.events <- e }
			type Desk struct{ all []*client }
			func (m *Desk) EmitStates(e Event) { for _, p := range m.all { p.line(e) } }`,
			"publish Desk.EmitStates 0"},
		{"who is told what has changed, by a name for anything, and who makes something with options", `
			type Config struct{ A int }
			type Manager struct{ cfg *Config; fns []func(*Config) }
			func (m *Manager) AddReloadHook(f func(*Config)) { m.fns = append(m.fns, f) }
			func (m *Manager) Reload() { cfg := &Config{}; m.cfg = cfg; for _, f := range m.fns { f(cfg) } }
			type Maker struct{ cfg *Config; fns []func(*Config) }
			func (m *Maker) AddDefault(f func(*Config)) { m.fns = append(m.fns, f) }
			func (m *Maker) Make() { cfg := &Config{}; m.cfg = cfg; for _, f := range m.fns { f(cfg) } }
			type Watcher struct{ fns []func(*Config) error }
			func (w *Watcher) OnReload(f func(*Config) error) { w.fns = append(w.fns, f) }
			func (w *Watcher) reload() { cfg := &Config{}; for _, f := range w.fns { _ = f(cfg) } }
			type Reader struct{ fns []func(*Config) *Config }
			func (r *Reader) OnReload(f func(*Config) *Config) { r.fns = append(r.fns, f) }
			func (r *Reader) reload() { cfg := &Config{}; for _, f := range r.fns { cfg = f(cfg) } }`,
			"listen Manager.AddReloadHook 0, listen Watcher.OnReload 0"},
		{"channels that are added, to all of which is sent what is no event by its name", `
			type Tick struct{ P float64 }
			type Ticker struct{ outs []chan<- Tick }
			func (t *Ticker) Register(c chan<- Tick) { t.outs = append(t.outs, c) }
			func (t *Ticker) update(x Tick) { for _, o := range t.outs { o <- x } }
			type Mill struct{ outs []chan<- Tick; next int }
			func (t *Mill) Register(c chan<- Tick) { t.outs = append(t.outs, c) }
			func (t *Mill) update(x Tick) { t.next++; t.outs[t.next] <- x }`,
			"listen Ticker.Register 0, publish Ticker.update 0"},
		{"a loop that is given the channel of each client, and one that is given what there is to do", `
			type Message struct{ Data []byte }
			type ear chan Message
			type Streamer struct{ joining chan ear; messages chan Message; clients map[ear]bool }
			func (s *Streamer) loop() { for { select { case c := <-s.joining: s.clients[c] = true; case m := <-s.messages: for c := range s.clients { c <- m } } } }
			func (s *Streamer) AddClient() <-chan Message { c := make(ear, 4); s.joining <- c; return c }
			func (s *Streamer) pass(m Message) { s.messages <- m }
			type Job struct{ N int }
			type hand chan Job
			type Pool struct{ waiting chan hand; jobs chan Job }
			func (p *Pool) loop() { for j := range p.jobs { c := <-p.waiting; c <- j } }
			func (p *Pool) AddWorker() <-chan Job { c := make(hand); p.waiting <- c; return c }
			func (p *Pool) Submit(j Job) { p.jobs <- j }`,
			"listen Streamer.AddClient -1"},
		{"a store that has its watchers by numbers, and one that has one for each name", `
			type Snapshot struct{ State int }
			type entry struct{ name string; callback func(Snapshot) }
			type Store struct{ next int; watchers map[int]entry }
			func (s *Store) Watch(name string, callback func(Snapshot)) { s.next++; s.watchers[s.next] = entry{name, callback} }
			func (s *Store) AddWatcher(callback func(Snapshot)) { s.next++; s.watchers[s.next] = entry{"", callback} }
			func (s *Store) notifyWatchers(name string, snap Snapshot) { for _, e := range s.watchers { if e.name == name { go e.callback(snap) } } }
			type Cache struct{ watchers map[string]func(Snapshot) }
			func (c *Cache) Watch(name string, callback func(Snapshot)) { c.watchers[name] = callback }
			func (c *Cache) notify(name string, snap Snapshot) { c.watchers[name](snap) }`,
			"listen Store.AddWatcher 0, listen Store.Watch 1, publish Store.notifyWatchers 1"},
		{"one of the clients, whose subject is updated by a channel of the hub", `
			type leaf struct{ out chan string; subject string }
			type Account struct{ leafs []*leaf; first *leaf; changed chan string }
			func (a *Account) addLeaf(l *leaf) { a.leafs = append(a.leafs, l) }
			func (a *Account) updateSubject(s string) { a.first.out <- a.first.subject; a.changed <- s }`,
			""},
		{"handlers that are asked whether they handle an event, and steps that make something of a row", `
			type Event interface{ EventName() string }
			type Handler interface{ CanHandle(Event) bool; Handle(context.Context, Event) error }
			type Processor struct{ all []Handler }
			func (p *Processor) Add(h Handler) { p.all = append(p.all, h) }
			func (p *Processor) Process(ctx context.Context, e Event) error { for _, h := range p.all { if h.CanHandle(e) { h.Handle(ctx, e) } }; return nil }
			type Row struct{ Cells []string }
			type Step interface{ Handle(context.Context, *Row) error }
			type Pipeline struct{ all []Step }
			func (p *Pipeline) Add(h Step) { p.all = append(p.all, h) }
			func (p *Pipeline) Process(ctx context.Context, r *Row) error { for _, h := range p.all { h.Handle(ctx, r) }; return nil }`,
			"listen Processor.Add 0, publish Processor.Process 1"},
		{"sets of functions, each of which is told something else, and a set of which one is called to answer", `
			type User struct{ ID string }
			type Handlers struct{ OnJoin func(User); OnLeave func(User, string) }
			type Room struct{ all []Handlers }
			func (r *Room) Register(h Handlers) { r.all = append(r.all, h) }
			func (r *Room) joined(u User) { for _, h := range r.all { if h.OnJoin != nil { h.OnJoin(u) } } }
			func (r *Room) left(u User, why string) { for _, h := range r.all { if h.OnLeave != nil { h.OnLeave(u, why) } } }
			type Driver struct{ Open func(User) error; Close func(User) error }
			type Drivers struct{ all []Driver }
			func (d *Drivers) Register(one Driver) { d.all = append(d.all, one) }
			func (d *Drivers) opened(u User) { for _, one := range d.all { one.Open(u) } }`,
			"listen Room.Register 0, publish Room.joined 0, publish Room.left 0"},
		{"channels that only wake who subscribes, and those that say that something is done", `
			type Hub struct{ waking map[string]map[chan struct{}]bool }
			type Subscription struct{ C <-chan struct{} }
			func (h *Hub) Subscribe(user string) *Subscription { c := make(chan struct{}, 1); h.waking[user][c] = true; return &Subscription{c} }
			func (h *Hub) Publish(user string) { for c := range h.waking[user] { c <- struct{}{} } }
			var hub = &Hub{}
			func Subscribe(user string) *Subscription { return hub.Subscribe(user) }
			func Publish(user string) { hub.Publish(user) }
			type Run struct{ Done <-chan struct{} }
			type Runner struct{ done map[string]chan struct{} }
			func (r *Runner) Start(id string) *Run { c := make(chan struct{}); r.done[id] = c; return &Run{c} }
			func (r *Runner) Finish(id string) { r.done[id] <- struct{}{} }`,
			"listen Hub.Subscribe -1, listen Subscribe -1, publish Hub.Publish 0, publish Publish 0"},
		{"who is woken, and reads on in what there is", `
			type Event struct{ Pos int }
			type Store struct{ all []Event; woken map[int]chan struct{} }
			func (s *Store) Append(e Event) { s.all = append(s.all, e); for _, c := range s.woken { c <- struct{}{} } }
			func (s *Store) SubscribeFrom(pos int, h func(Event) error) error {
				c := make(chan struct{}, 1)
				s.woken[len(s.woken)] = c
				for { for _, e := range s.all[pos:] { h(e) }; <-c }
			}
			func (s *Store) Each(pos int, h func(Event) error) error { for _, e := range s.all[pos:] { h(e) }; return nil }`,
			"listen Store.SubscribeFrom 1"},
		{"functions called handlers of events, whatever these take, and decoders", `
			type Raw []byte
			type GameEvent struct{ Type string; Payload []byte }
			type EventHandler func([]byte)
			type Game struct{ handlers map[string]EventHandler }
			func (g *Game) RegisterGameEvent(name string, h EventHandler) { g.handlers[name] = h }
			func (g *Game) handleExternalEvent(e GameEvent) { if h, ok := g.handlers[e.Type]; ok { h(e.Payload) } }
			type DecodeFunc func([]byte)
			type Wire struct{ all map[string]DecodeFunc }
			func (w *Wire) RegisterGameEvent(name string, f DecodeFunc) { w.all[name] = f }
			func (w *Wire) handleExternalEvent(e GameEvent) { if f, ok := w.all[e.Type]; ok { f(e.Payload) } }`,
			"listen Game.RegisterGameEvent 1, publish Game.handleExternalEvent 0"},
		{"clients who are added by a part of what they are called, and others on a network", `
			type peerConn struct{ id string; send chan []byte }
			func (p *peerConn) enqueue(b []byte) { p.send <- b }
			type Server struct{ all map[string]*peerConn }
			func (s *Server) addPeer(p *peerConn) { s.all[p.id] = p }
			func (s *Server) broadcast(b []byte) { for _, p := range s.all { p.enqueue(b) } }
			type Peer struct{ id string; send chan []byte }
			func (p *Peer) enqueue(b []byte) { p.send <- b }
			type Node struct{ all map[string]*Peer }
			func (s *Node) addPeer(p *Peer) { s.all[p.id] = p }
			func (s *Node) broadcast(b []byte) { for _, p := range s.all { p.enqueue(b) } }`,
			"listen Server.addPeer 0, publish Server.broadcast 0"},
		{"what makes the event of which all are told, by any name, and what does something and tells of it", `
			type GameEvent struct{ Player, Text string }
			type Log struct{ ring []GameEvent; listeners []func(GameEvent) }
			func (l *Log) Subscribe(f func(GameEvent)) { l.listeners = append(l.listeners, f) }
			func (l *Log) Add(player, text string) { e := GameEvent{player, text}; l.ring = append(l.ring, e); for _, f := range l.listeners { f(e) } }
			type Table struct{ rows []string; listeners []func(GameEvent) }
			func (t *Table) Subscribe(f func(GameEvent)) { t.listeners = append(t.listeners, f) }
			func (t *Table) Add(player, text string) { t.rows = append(t.rows, text); for _, f := range t.listeners { f(GameEvent{player, text}) } }`,
			"listen Log.Subscribe 0, listen Table.Subscribe 0, publish Log.Add 0"},
		{"functions that make the event of a name and what is said of it", `
			type Event struct{ Type int; Data map[string]any }
			var listeners = map[int]map[int]func(*Event){}
			func Subscribe(t int, f func(*Event)) { listeners[t][0] = f }
			func Invoke(t int, data map[string]any) { e := Event{t, data}; for _, f := range listeners[t] { f(&e) } }`,
			"listen Subscribe 1, publish Invoke 0"},
		{"functions that are added for what has happened, and those that are added for what is to be done", `
			type ChangedEvent struct{ Row int }
			type List struct{ all []func(ChangedEvent) }
			func (l *List) AddCollectionChanged(f func(ChangedEvent)) { l.all = append(l.all, f) }
			func (l *List) notify(e ChangedEvent) { for _, f := range l.all { f(e) } }
			type Form struct{ all []func(ChangedEvent) }
			func (l *Form) AddCheck(f func(ChangedEvent)) { l.all = append(l.all, f) }
			func (l *Form) validate(e ChangedEvent) { for _, f := range l.all { f(e) } }`,
			"listen List.AddCollectionChanged 0, publish List.notify 0"},
		{"channels that are made for receivers, and those of workers of whom one gets it", `
			type Topic string
			type Message struct{ Topic Topic; Data any }
			type receiver struct{ id int; messages chan *Message }
			var all = map[Topic][]*receiver{}
			func NewReceiver(topics ...Topic) (int, chan *Message) {
				r := &receiver{1, make(chan *Message)}
				for _, t := range topics { all[t] = append(all[t], r) }
				return r.id, r.messages
			}
			func SendEvent(topic Topic, data any) { for _, r := range all[topic] { r.messages <- &Message{topic, data} } }
			type Feed struct{ outs []chan Message }
			func (f *Feed) NewSubscription() <-chan Message { ch := make(chan Message); f.outs = append(f.outs, ch); return ch }
			func (f *Feed) Push(m Message) { for _, ch := range f.outs { ch <- m } }
			type Pool struct{ outs []chan Message; next int }
			func (p *Pool) NewReceiver() <-chan Message { ch := make(chan Message); p.outs = append(p.outs, ch); return ch }
			func (p *Pool) Send(m Message) { p.outs[p.next] <- m; p.next++ }`,
			"listen Feed.NewSubscription -1, listen NewReceiver -1, publish Feed.Push 0, publish SendEvent 1"},
		{"what dispatches within its package an event, and an order to work with", `
			type event struct{ kind string }
			type Event struct{ raw *event }
			type Bot struct{ all []func(*Event) }
			func (b *Bot) OnEventPush(f func(*Event)) { b.all = append(b.all, f) }
			func (b *Bot) dispatch(e *event) { for _, f := range b.all { go func(f func(*Event)) { f(&Event{e}) }(f) } }
			type order struct{ id int }
			type Desk struct{ all []func(*order) }
			func (d *Desk) AddStep(f func(*order)) { d.all = append(d.all, f) }
			func (d *Desk) dispatch(o *order) { for _, f := range d.all { f(o) } }`,
			"listen Bot.OnEventPush 0, publish Bot.dispatch 0"},
		{"what emits an event and returns what came of it last, and what asks for a price", `
			type Event interface{ Type() string }
			type Handler func(Event) (any, error)
			type Extension struct{ handlers map[string][]Handler }
			type API struct{ extension *Extension }
			func (a *API) On(t string, h Handler) { a.extension.handlers[t] = append(a.extension.handlers[t], h) }
			type Runner struct{ extensions []*Extension }
			func of(x *Extension, t string) []Handler { return append([]Handler(nil), x.handlers[t]...) }
			func (r *Runner) Emit(e Event) any {
				var last any
				for _, x := range r.extensions { for _, h := range of(x, e.Type()) { last, _ = h(e) } }
				return last
			}
			type Order struct{ id int }
			type Shop struct{ prices []func(Order) int }
			func (s *Shop) AddPrice(f func(Order) int) { s.prices = append(s.prices, f) }
			func (s *Shop) notify(o Order) int { n := 0; for _, f := range s.prices { n += f(o) }; return n }`,
			"listen API.On 1, publish Runner.Emit 0"},
		{"what hands out the handlers of commands, and those of jobs, tools and bytes", `
			type Command interface{ CommandName() string }
			type Handler interface{ Handle(ctx context.Context, c Command) error }
			type Desk struct{ all map[string]Handler }
			func (d *Desk) RegisterHandler(c Command, h Handler) { d.all[c.CommandName()] = h }
			func (d *Desk) GetHandler(c Command) (Handler, error) { return d.all[c.CommandName()], nil }
			type QueryHandler[Q, R any] interface{ Answer(context.Context, Q) (R, error) }
			var answers = map[reflect.Type]any{}
			func Register[Q, R any](h QueryHandler[Q, R]) { answers[reflect.TypeFor[Q]()] = h }
			func Resolve[Q, R any]() (h QueryHandler[Q, R], ok bool) { h, ok = answers[reflect.TypeFor[Q]()].(QueryHandler[Q, R]); return h, ok }
			type Placed struct{ ID string }
			type PlacedEvent interface{ At() time.Time }
			type EventHandler func(PlacedEvent) error
			type Listeners struct{ all map[string][]EventHandler }
			func (l *Listeners) Register(name string, h EventHandler) { l.all[name] = append(l.all[name], h) }
			func (l *Listeners) For(name string) []EventHandler { return l.all[name] }
			type Job struct{ Kind string }
			type JobHandler interface{ Handle(context.Context, Job) error }
			type Jobs struct{ all map[string]JobHandler }
			func (j *Jobs) Register(kind string, h JobHandler) { j.all[kind] = h }
			func (j *Jobs) GetHandler(kind string) (JobHandler, bool) { h, ok := j.all[kind]; return h, ok }
			type CommandHandler func(args []string) error
			type Shell struct{ all map[string]CommandHandler }
			func (s *Shell) Register(name string, h CommandHandler) { s.all[name] = h }
			func (s *Shell) Get(name string) CommandHandler { return s.all[name] }`,
			"dispatch Desk.GetHandler 0, dispatch Resolve 0, handle Desk.RegisterHandler 1, handle Register 0, listen Listeners.Register 1, publish Listeners.For -1"},
		{"what returns the function that does what it is called after, and what returns one that does something else", `
			type Broker struct{ all map[reflect.Type]func(context.Context, any) (any, error) }
			func Handle[T, R any](b *Broker) func(func(context.Context, T) (R, error)) {
				return func(h func(context.Context, T) (R, error)) { b.all[reflect.TypeFor[T]()] = func(ctx context.Context, m any) (any, error) { return h(ctx, m.(T)) } }
			}
			func Send[T, R any](b *Broker) func(context.Context, T) (R, error) {
				return func(ctx context.Context, m T) (r R, err error) { v, err := b.all[reflect.TypeOf(m)](ctx, m); return v.(R), err }
			}
			type Message interface{ Name() string }
			type Kernel struct{ all map[string]func(Message) }
			func (k *Kernel) Attach(name string, f func(Message)) { k.all[name] = f }
			func DispatchLast(k *Kernel, m Message) func() { return func() { delete(k.all, m.Name()) } }
			func (k *Kernel) Dispatcher(name string) func(Message) { f := k.all[name]; return func(m Message) { f(m) } }
			func Dispatch(k *Kernel) func(Message) { return func(m Message) { k.all[m.Name()](m) } }`,
			"dispatch Send 1, handle Handle 1, listen Kernel.Attach 1, publish Dispatch 0"},
		{"handlers with a method for each of several events, and those of what is to be done", `
			type Payload struct{ ID string }
			type OrderHandler interface{ HandleOrderPlaced(ctx context.Context, p Payload) error; HandleOrderPaid(ctx context.Context, p Payload) error }
			type Consumer struct{ handlers []OrderHandler }
			func (c *Consumer) RegisterHandler(h OrderHandler) { c.handlers = append(c.handlers, h) }
			func (c *Consumer) Handle(ctx context.Context, kind string, p Payload) error { if kind == "placed" { return c.placed(ctx, p) }; return c.paid(ctx, p) }
			func (c *Consumer) placed(ctx context.Context, p Payload) error { for _, h := range c.handlers { if err := h.HandleOrderPlaced(ctx, p); err != nil { return err } }; return nil }
			func (c *Consumer) paid(ctx context.Context, p Payload) error { for _, h := range c.handlers { if err := h.HandleOrderPaid(ctx, p); err != nil { return err } }; return nil }
			type WorkHandler interface{ HandleOrder(p Payload) error; HandleRefund(p Payload) error }
			type Desk struct{ handlers []WorkHandler }
			func (d *Desk) RegisterHandler(h WorkHandler) { d.handlers = append(d.handlers, h) }
			func (d *Desk) order(p Payload) error { for _, h := range d.handlers { if err := h.HandleOrder(p); err != nil { return err } }; return nil }`,
			"listen Consumer.RegisterHandler 0"},
		{"workers that are woken by numbers, and clients", `
			type run struct{ wake chan int }
			type Supervisor struct{ runs map[string]*run }
			func (s *Supervisor) AddMember(name string) { r := &run{make(chan int)}; s.runs[name] = r; go func() { for range r.wake {} }() }
			func (s *Supervisor) fireDue(now int) { for _, r := range s.runs { r.wake <- now } }
			type client struct{ texts chan string }
			type Desk struct{ all map[string]*client }
			func (s *Desk) AddMember(name string) { c := &client{make(chan string)}; s.all[name] = c; go func() { for range c.texts {} }() }
			func (s *Desk) fireDue(text string) { for _, c := range s.all { c.texts <- text } }`,
			"publish Desk.fireDue 0"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, source := shapesOf(t, test.src)
			if got := described(Recognise(s.pkg).Sure); got != "" {
				t.Errorf("declarations say that there is a bus: %s", got)
			}
			if got := described(prove(s.pkg, source)); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			if test.want != "" && !MayProve(s.pkg, source.Own) {
				t.Error("the bodies are not looked at")
			}
		})
	}
}

// Packages of user interfaces and transports have no bus, unless they keep those whom they tell. Those of hooks run them.
func TestProveWherePackagesSayOther(t *testing.T) {
	for _, test := range []struct{ path, src, want string }{
		{"example.com/app/webhook", `
			type Observer func(event string, payload map[string]any)
			type Dispatcher struct{ observers []Observer; urls []string }
			func (d *Dispatcher) AddObserver(o Observer) { d.observers = append(d.observers, o) }
			func (d *Dispatcher) Dispatch(event string, payload map[string]any) { for _, o := range d.observers { o(event, payload) } }`,
			"listen Dispatcher.AddObserver 0, publish Dispatcher.Dispatch 1"},
		{"example.com/app/webhook", `
			type Filter func(event string, payload map[string]any)
			type Dispatcher struct{ filters []Filter; urls []string }
			func (d *Dispatcher) AddObserver(f Filter) { d.filters = append(d.filters, f) }
			func (d *Dispatcher) Dispatch(event string, payload map[string]any) { for _, f := range d.filters { f(event, payload) } }`, ""},
		{"example.com/app/ui", `
			type State struct{ N int }
			type subscriber struct{ ch chan *State }
			type Context struct{ all map[string]*subscriber }
			func (c *Context) SubscribeState(id string) chan *State { s := &subscriber{make(chan *State, 8)}; c.all[id] = s; return s.ch }
			func (c *Context) PublishState(s *State) { for _, one := range c.all { one.ch <- s } }`,
			"listen Context.SubscribeState -1, publish Context.PublishState 0"},
		{"example.com/app/ui", `
			type State struct{ N int }
			type Widget interface{ Show(*State) }
			type Context struct{ all []Widget }
			func (c *Context) Subscribe(w Widget) { c.all = append(c.all, w) }
			func (c *Context) PublishState(s *State) { for _, one := range c.all { one.Show(s) } }`, ""},
		{"example.com/app/hooks", `
			type Context struct{ Tool string }
			type Result struct{ Code int }
			type Func func(ctx context.Context, c Context) Result
			type inline struct{ event string; fn Func }
			type Manager struct{ inline []inline }
			func (m *Manager) RegisterInline(event string, fn Func) { m.inline = append(m.inline, inline{event, fn}) }
			func (m *Manager) Run(ctx context.Context, event string, c Context) ([]Result, bool) {
				var all []Result
				for _, h := range m.inline { if h.event == event { all = append(all, h.fn(ctx, c)) } }
				return all, false
			}`, "listen Manager.RegisterInline 1, publish Manager.Run 0"},
		{"example.com/app/tools", `
			type Context struct{ Tool string }
			type Result struct{ Code int }
			type Func func(ctx context.Context, c Context) Result
			type Manager struct{ inline []Func }
			func (m *Manager) RegisterInline(event string, fn Func) { m.inline = append(m.inline, fn) }
			func (m *Manager) Run(ctx context.Context, event string, c Context) ([]Result, bool) {
				var all []Result
				for _, fn := range m.inline { all = append(all, fn(ctx, c)) }
				return all, false
			}`, ""},
	} {
		s, source := shapesAt(t, test.path, "package "+test.path[len("example.com/app/"):]+"\n"+imports(test.src)+test.src)
		got := described(Recognise(s.pkg).Sure)
		if MayProve(s.pkg, source.Own) {
			got = described(Recognise(s.pkg).Sure.With(prove(s.pkg, source)))
		}
		if got != test.want {
			t.Errorf("%s: got %q, want %q", test.src, got, test.want)
		}
	}
}

// A package may tell those whom the type of another one keeps, whoever put them there. Workers of which each gets a part are not told,
// nor is who waits for an answer.
func TestProveWhatOthersKeep(t *testing.T) {
	const game = `package game
		type Update struct{ Kind, Text string }
		type Reply struct{ Text string }
		type Player struct{ Name string; Inbox chan Update }
		type Table struct{ Watchers map[string]chan Update; Players []*Player; Calls map[string]chan Reply; hidden map[chan Update]string; Workers []chan Update }
		func (t *Table) Spectators() map[chan Update]string { return t.hidden }
		func (t *Table) AddSpectator(ch chan Update, name string) { t.hidden[ch] = name }
		func (t *Table) EachSpectator(f func(chan Update, string)) { for ch, name := range t.hidden { f(ch, name) } }
		func (t *Table) EachWorker(f func(work chan<- func())) {}
		func (t *Table) Lock() {}
		type Stop struct{ All []chan struct{} }
		`
	for _, test := range []struct{ name, src, want string }{
		{"channels in a field, which somebody puts there", `
			func Broadcast(t *game.Table, text string) { for _, ch := range t.Watchers { select { case ch <- game.Update{Text: text}: default: } } }`,
			"publish Broadcast 0"},
		{"channels in a field, which a function puts there", `
			type Server struct{ table *game.Table }
			func (s *Server) watch(name string) { ch := make(chan game.Update, 4); s.table.Watchers[name] = ch; for range ch {} }
			func (s *Server) notifyWatchers(u game.Update) { s.table.Lock(); for _, ch := range s.table.Watchers { ch <- u } }`,
			"publish Server.notifyWatchers 0"},
		{"channels that methods hand out and add", `
			func AddClient(t *game.Table, ch chan game.Update, name string) { t.Lock(); t.AddSpectator(ch, name) }
			func Broadcast(t *game.Table, kind, text string) {
				all := t.Spectators()
				m := game.Update{kind, text}
				for ch := range all { ch <- m }
			}
			func BroadcastToPlayer(t *game.Table, name, kind string) { for ch, of := range t.Spectators() { if of == name { ch <- game.Update{Kind: kind} } } }
			func BroadcastFor(t *game.Table, textOf func(name string) []rune) { for ch, of := range t.Spectators() { ch <- game.Update{Text: string(textOf(of))} } }`,
			"listen AddClient 1, publish Broadcast 0, publish BroadcastFor 0, publish BroadcastToPlayer 0"},
		{"channels that a method hands out one by one", `
			func Join(t *game.Table, name string) <-chan game.Update { ch := make(chan game.Update, 4); t.AddSpectator(ch, name); return ch }
			func Broadcast(t *game.Table, u game.Update) { t.EachSpectator(func(ch chan game.Update, name string) { ch <- u }) }
			func notifyWorkers(t *game.Table, f func()) { t.EachWorker(func(work chan<- func()) { work <- f }) }`,
			"listen Join -1, publish Broadcast 1"},
		{"clients", `
			func notifyAll(t *game.Table, u game.Update) { for _, p := range t.Players { p.Inbox <- u } }`,
			"publish notifyAll 1"},
		{"who waits for an answer, or to be stopped", `
			func notifyAll(t *game.Table, r game.Reply) { for _, ch := range t.Calls { ch <- r } }
			func broadcastStop(s *game.Stop) { for _, ch := range s.All { ch <- struct{}{} } }`, ""},
		{"workers", `
			func dispatchAll(t *game.Table, all []game.Update) { for i, u := range all { t.Workers[i] <- u } }
			func start(t *game.Table, u game.Update) { for _, ch := range t.Workers { ch <- u } }`, ""},
	} {
		s, source := shapesBeside(t, game, "package app\nimport \"example.com/game\"\n"+test.src)
		if got := described(prove(s.pkg, source)); got != test.want {
			t.Errorf("%s: got %q, want %q", test.name, got, test.want)
		}
		if !MayProve(s.pkg, source.Own) {
			t.Errorf("%s: the bodies are not looked at", test.name)
		}
		source.Own = func(*types.Package) bool { return false }
		if got := described(prove(s.pkg, source)); got != "" || MayProve(s.pkg, source.Own) && !strings.Contains(test.src, "AddSpectator") {
			t.Errorf("%s: got %q of what another module keeps", test.name, got)
		}
	}
}

// What a bus puts its messages into may be called a context. That of a router is another one, and so is that of what is no bus.
func TestProveWithContextsOfBuses(t *testing.T) {
	const bus = `
		type Context struct{ context.Context; Topic string; FIELD }
		type Handler func(*Context) error
		type NAME struct{ all map[string][]Handler }
		func (b *NAME) Subscribe(topic string, all ...Handler) { b.all[topic] = append(b.all[topic], all...) }
		func (b *NAME) Publish(ctx context.Context, topic string, data any) { for _, h := range b.all[topic] { _ = h(&Context{Context: ctx, Topic: topic}) } }`
	for _, test := range []struct{ name, field, want string }{
		{"Bus", "Data any", "listen Bus.Subscribe 1"},
		{"Router", "Data any", ""},
		{"Bus", "n int", ""},
		{"Bus", "Data any; Request *http.Request", ""},
	} {
		src := strings.NewReplacer("NAME", test.name, "FIELD", test.field).Replace(bus)
		s, source := shapesOf(t, src)
		if got := described(prove(s.pkg, source)); got != test.want || got != "" && !MayProve(s.pkg, source.Own) {
			t.Errorf("%s, %s: got %q, want %q", test.name, test.field, got, test.want)
		}
	}
}

// Declarations may show some functions of a bus, and bodies that others are of it, too.
func TestProveTheRestOfWhatIsRecognised(t *testing.T) {
	s, source := shapesOf(t, `
type Message struct{ Type string }

type client struct{ id string; send chan Message }

type Server struct{ clients map[string]*client }

func (s *Server) addClient(c *client) { s.clients[c.id] = c }

func (s *Server) removeClient(id string) { delete(s.clients, id) }

func (s *Server) Broadcast(m Message) { for _, c := range s.clients { c.send <- m } }

func (s *Server) SendTo(id string, m Message) { s.clients[id].send <- m }

func (s *Server) tellOthers(m Message, sender chan Message) { for _, c := range s.clients { if c.send != sender { c.send <- m } } }

func (s *Server) Dispatch(asked string, sender chan Message) { delete(s.clients, asked); s.tellOthers(Message{asked}, sender) }`)
	if got := described(Recognise(s.pkg).Sure); got != "publish Server.Broadcast 0" {
		t.Errorf("declarations say %q, want that Broadcast publishes", got)
	}
	if got := described(prove(s.pkg, source)); got != "listen Server.addClient 0, publish Server.SendTo 1" {
		t.Errorf("bodies say %q, want the rest", got)
	}
}

// What tells two buses, of which one is recognised, is followed as what uses that one, whichever stands first.
func TestProveWhatTellsTwo(t *testing.T) {
	const rooms = `
type Rooms struct{ watchers []func(Event) }

func (r *Rooms) AddRoomWatcher(f func(Event)) { r.watchers = append(r.watchers, f) }

func (r *Rooms) notifyRooms(e Event) { for _, f := range r.watchers { f(e) } }
`
	const bus = `
type Bus struct{ listeners []func(Event) }

func (b *Bus) Subscribe(f func(Event)) { b.listeners = append(b.listeners, f) }

func (b *Bus) Publish(e Event) { for _, f := range b.listeners { f(e) } }
`
	const both = `
type Event struct{ Name string }

type Events struct{ bus *Bus; rooms *Rooms }

func (p *Events) PublishEvent(e Event) { p.bus.Publish(e); p.rooms.notifyRooms(e) }
`
	for _, src := range []string{rooms + bus + both, bus + rooms + both} {
		s, source := shapesOf(t, src)
		if got := described(prove(s.pkg, source)); got != "listen Rooms.AddRoomWatcher 0, publish Rooms.notifyRooms 0" {
			t.Errorf("got %q, want Rooms alone", got)
		}
	}
}

// Where declarations show who listens, bodies show where these are told by a helper that is given a function for each.
func TestProveHelpersThatTell(t *testing.T) {
	s, source := shapesOf(t, `
type Peer struct{ ID string }

type Listener interface{ OnPeerAdded(*Peer); OnPeerLost(id string); Name() string }

type Swarm struct{ all []Listener; peers map[string]*Peer }

func (s *Swarm) AddListener(l Listener) { s.all = append(s.all, l) }

func (s *Swarm) notify(f func(Listener)) { for _, l := range s.all { f(l) } }

func (s *Swarm) Add(p *Peer) { s.peers[p.ID] = p; s.notify(func(l Listener) { l.OnPeerAdded(p) }) }

func (s *Swarm) Names() (all []string) { s.notify(func(l Listener) { all = append(all, l.Name()) }); return all }`)
	if got, want := described(prove(s.pkg, source)), "publish Listener.OnPeerAdded 0"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	s, source = shapesOf(t, `
type Event struct{ Type int; Data map[string]any }

var listeners = map[int]map[int]func(*Event){}

func Subscribe(t int, f func(*Event)) (unsub func()) { listeners[t][1] = f; return func() { delete(listeners[t], 1) } }

func Invoke(t int, data map[string]any) { e := Event{t, data}; for _, f := range listeners[t] { f(&e) } }

func All(t int) int { return len(listeners[t]) }`)
	if got, want := described(prove(s.pkg, source)), "publish Invoke 0"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What a bus does itself with what was sent into its queue is sent there, and not once more; if others fill the queue, it
// is sent where it is taken out.
func TestProveWhatIsInner(t *testing.T) {
	for src, want := range map[string]string{
		`
type Event struct{ Type string }

type Dispatcher struct{ handlers map[string][]func(Event); events chan Event }

func (d *Dispatcher) RegisterHandler(t string, h func(Event)) { d.handlers[t] = append(d.handlers[t], h) }

func (d *Dispatcher) Dispatch(e Event) { d.events <- e }

func (d *Dispatcher) work() { for e := range d.events { d.processEvent(e) } }

func (d *Dispatcher) processEvent(e Event) { for _, h := range d.handlers[e.Type] { h(e) } }`: "processEvent",
		`
type client struct{ send chan []byte }

type room struct{ clients map[*client]bool; register chan *client; texts chan []byte }

func (r *room) run() { for { select { case c := <-r.register: r.add(c); case t := <-r.texts: r.broadcast(t) } } }

func (r *room) Register(c *client) { r.register <- c }

func (r *room) add(c *client) { r.clients[c] = true }

func (r *room) broadcast(text []byte) { for c := range r.clients { c.send <- text } }

func read(r *room) { r.texts <- []byte("text") }`: "add",
		`type Client struct{ send chan string }
		type Hub struct{ clients map[*Client]bool; Join chan *Client }
		func (h *Hub) Run() { for c := range h.Join { h.registerClient(c) } }
		func (h *Hub) registerClient(c *Client) { h.clients[c] = true }
		func (h *Hub) Broadcast(text string) { for c := range h.clients { c.send <- text } }`: "registerClient",
		`type Client struct{ send chan string }
		type Hub struct{ clients map[*Client]bool; Join chan *Client }
		func serve(h *Hub, come chan *Client) { for c := range come { h.registerClient(c) } }
		func (h *Hub) registerClient(c *Client) { h.clients[c] = true }
		func (h *Hub) Broadcast(text string) { for c := range h.clients { c.send <- text } }`: "",
		`type Event struct{ ID int }
		type Feed struct{ clients map[chan Event]bool }
		func (f *Feed) Subscribe() chan Event { c := make(chan Event); f.clients[c] = true; return c }
		func (f *Feed) run(upstream <-chan Event) { for e := range upstream { f.broadcast(e) } }
		func (f *Feed) broadcast(e Event) { for c := range f.clients { c <- e } }`: "broadcast",
		`type Event struct{ ID int }
		type Feed struct{ clients map[chan Event]bool }
		func (f *Feed) Subscribe() chan Event { c := make(chan Event); f.clients[c] = true; return c }
		func Order(f *Feed, ids <-chan int) { for id := range ids { f.broadcast(Event{id}) } }
		func (f *Feed) broadcast(e Event) { for c := range f.clients { c <- e } }`: "",
		`type Event struct{ ID int }
		type Feed struct{ clients map[chan Event]bool }
		func (f *Feed) Subscribe() chan Event { c := make(chan Event); f.clients[c] = true; return c }
		func (f *Feed) Seen(id int, own chan Event) { f.broadcastExcept(Event{id}, own) }
		func (f *Feed) broadcastExcept(e Event, own chan Event) { for c := range f.clients { if c != own { c <- e } } }`: "",
	} {
		s, source := shapesOf(t, src)
		p := Recognise(s.pkg).Sure.With(prove(s.pkg, source))
		var inner []string
		for _, f := range p.Funcs {
			if f.Inner {
				inner = append(inner, f.Name)
			}
			if of := p.FuncOf(s.pkg, f.Recv, f.Name); f.Inner == (of != nil) {
				t.Errorf("%s is inner: %t, and it is described: %t", f.Name, f.Inner, of != nil)
			}
		}
		if got := strings.Join(inner, ", "); got != want {
			t.Errorf("got %q as inner, want %q, of\n%s", got, want, src)
		}
	}
}

// oneBody has the source of one package.
type oneBody struct {
	noBodies
	source Source
	sum    byte
}

func (*oneBody) Proves(*types.Package) bool             { return true }
func (b *oneBody) Sum(*types.Package) [sha256.Size]byte { return [sha256.Size]byte{b.sum} }
func (b *oneBody) Source(*types.Package) Source         { b.read++; return b.source }

// What bodies prove is found out once for each state of the files, whoever asks.
func TestProofsAskOnce(t *testing.T) {
	s, source := shapesOf(t, `
		type Kernel struct{ listeners map[string][]func(any) }
		func (k *Kernel) Attach(name string, f func(any)) { k.listeners[name] = append(k.listeners[name], f) }
		func (k *Kernel) Deliver(name string, v any) { for _, f := range k.listeners[name] { f(v) } }`)
	proofs, bodies := new(Proofs), &oneBody{source: source}
	ask := func() *profile.Profile { return NewResolver(nil, bodies, proofs).Recognised(s.pkg).Sure }
	if first, again := ask(), ask(); first == nil || again == nil || bodies.read != 1 {
		t.Errorf("the source was read %d times, want once", bodies.read)
	}
	bodies.source, bodies.sum = Source{}, 1
	if ask() != nil || bodies.read != 2 {
		t.Error("what was proven of the files before they changed is still so")
	}
	for range 2 * versions {
		bodies.sum++
		ask()
	}
	if n := len(proofs.byPath[s.pkg.Path()]); n > versions {
		t.Errorf("%d states are remembered, want at most %d", n, versions)
	}
}

// A handler may be given the bus itself behind its message, but no more than that.
func TestSeesWhoHandsItselfToHandlers(t *testing.T) {
	for _, test := range []struct {
		params, args string
		want         bool
	}{
		{"e *Event, p *Projector", "e, p", true},
		{"p *Projector, e *Event", "p, e", true},
		{"e *Event, ack *Ack", "e, nil", false},
	} {
		t.Run(test.params, func(t *testing.T) {
			s, source := shapesOf(t, `
type Event struct{ Type string }

type Ack struct{}

type EventHandler func(`+test.params+`) error

type Projector struct {
	handlers map[string]EventHandler
	in       chan *Event
}

func (p *Projector) RegisterHandler(eventType string, h EventHandler) { p.handlers[eventType] = h }

func (p *Projector) Start() { go func() { for e := range p.in { _ = p.processEvent(e) } }() }

func (p *Projector) processEvent(e *Event) error { return p.handlers[e.Type](`+test.args+`) }`)
			if got := Recognise(s.pkg).Sure.With(prove(s.pkg, source)); (got != nil && len(got.Funcs) > 0) != test.want {
				t.Errorf("got %v", got)
			}
		})
	}
}
