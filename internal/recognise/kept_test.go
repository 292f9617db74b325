package recognise

import (
	"crypto/sha256"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"

	"github.com/buslint/buslint/internal/recheck"
)

func TestKept(t *testing.T) {
	for _, test := range []struct{ name, src, want string }{
		{"a slice of functions", `
			type Kernel struct{ listeners []func(any) }
			func (k *Kernel) Join(f func(any)) { k.listeners = append(k.listeners, f) }
			func (k *Kernel) Next(v any) { for _, f := range k.listeners { f(v) } }`, "Join < Next"},
		{"parts of which one does it", `
			type Handler interface{ Insert(id string, data any) error }
			type Cluster struct{ shards []Handler }
			func NewCluster(shards []Handler) *Cluster { return &Cluster{shards} }
			func (c *Cluster) shard(id string) Handler { return c.shards[len(id)%len(c.shards)] }
			func (c *Cluster) Insert(id string, data any) error { return c.shard(id).Insert(id, data) }`, ""},
		{"listeners of which each hears it", `
			type Listener interface{ Inserted(id string, data any) }
			type Cluster struct{ listeners []Listener }
			func NewCluster(listeners []Listener) *Cluster { return &Cluster{listeners} }
			func (c *Cluster) Inserted(id string, data any) { for _, l := range c.listeners { l.Inserted(id, data) } }`, "NewCluster < Inserted"},
		{"work of which the result is put into a channel", `
			type Query struct{ Text string }
			type Policy interface{ Execute(Query) int }
			type queryExecutor struct{ handlers []func(Query) int }
			func (q *queryExecutor) addHandler(f func(Query) int) { q.handlers = append(q.handlers, f) }
			func (q *queryExecutor) run(query Query, results chan<- int) { for _, h := range q.handlers { results <- h(query) } }`, ""},
		{"who waits once for an answer", `
			type once struct{ channels map[int]chan any }
			func (o *once) Acquire(op int) chan any { ch := o.channels[op]; delete(o.channels, op); return ch }
			func (o *once) Add(op int, ch chan any) { o.channels[op] = ch }
			type conn struct{ once *once }
			func sendIdentityPacket(again bool, c *conn) error { c.once.Acquire(1) <- again; return nil }`, ""},
		{"clients by which something is kept, of what waits in a channel", `
			type Message struct{ Text string }
			type Viewer struct{ Send chan Message }
			type request struct{ topic string; viewer *Viewer }
			type sent struct{ topic string; message Message }
			type Room struct{ viewers map[string]map[*Viewer]bool; joins chan request; sent chan sent }
			func (r *Room) Run() { for { select {
				case in := <-r.joins: r.handleJoin(in)
				case m := <-r.sent: r.handleSent(m)
			} } }
			func (r *Room) handleJoin(in request) { r.viewers[in.topic][in.viewer] = true }
			func (r *Room) handleSent(m sent) { for v := range r.viewers[m.topic] { v.Send <- m.message } }
			func (r *Room) Subscribe(v *Viewer, topic string) { r.joins <- request{topic, v} }
			func (r *Room) Broadcast(topic string, m Message) { r.sent <- sent{topic, m} }`, "Subscribe < Broadcast"},
		{"what is made and hands out a channel", `
			type Node interface{ Leads() <-chan bool }
			type node struct{ leads chan bool }
			func (n *node) Leads() <-chan bool { return n.leads }
			type Server struct{ nodes map[string]*node }
			func (s *Server) startNode(name string) Node { n := &node{make(chan bool)}; s.nodes[name] = n; return n }
			func (s *Server) notifyLeads(leads bool) { for _, n := range s.nodes { n.leads <- leads } }`, " < notifyLeads"},
		{"names by which something is kept", `
			type request struct{ topic string }
			type Room struct{ topics map[string]map[string]bool; joins chan request; sent chan string }
			func (r *Room) Run() { for in := range r.joins { r.handleJoin(in) } }
			func (r *Room) handleJoin(in request) { r.topics["a"][in.topic] = true }
			func (r *Room) tell() { for topic := range r.topics["a"] { r.sent <- topic } }
			func (r *Room) Subscribe(topic string) { r.joins <- request{topic} }
			func (r *Room) Broadcast(text string) { r.sent <- text }`, ""},
		{"who joins, in a variable of the package", `
			type Conn struct{ name string }
			var onJoin []func(*Conn) string
			func RegisterOnJoin(handler func(*Conn) string) { onJoin = append(onJoin, handler) }
			func handleJoin(c *Conn) {
				for _, handler := range onJoin { if handler(c) != "" { break } }
			}`, "RegisterOnJoin < handleJoin"},
		{"who leaves, told on the way", `
			type Conn struct{ name string }
			var onLeave []func(*Conn)
			func RegisterOnLeave(handler func(*Conn)) { onLeave = append(onLeave, handler) }
			func handleLeave(c *Conn) { for _, handler := range onLeave { handler(c) } }
			func serve(c *Conn) { defer handleLeave(c); c.name = "" }`, "RegisterOnLeave < handleLeave"},
		{"handlers that say whether they have handled it", `
			type Move struct{ X, Y int }
			type MoveHandler struct { Kind int; Handler func(*Move) bool }
			var handlers []MoveHandler
			func RegisterMoveHandler(h MoveHandler) { handlers = append(handlers, h) }
			func handleMove(m *Move) bool {
				handled := false
				for _, h := range handlers { handled = h.Handler(m) || handled }
				return handled
			}`, "RegisterMoveHandler < handleMove"},
		{"rules that say whether something is right", `
			type Move struct{ X, Y int }
			var handlers []func(*Move) bool
			func RegisterRule(h func(*Move) bool) { handlers = append(handlers, h) }
			func isAllowed(m *Move) bool {
				for _, h := range handlers { if !h(m) { return false } }
				return true
			}`, ""},
		{"who is served, by another package", `
			var accept []func(net.Conn)
			func OnAccept(handler func(net.Conn)) { accept = append(accept, handler) }
			func handleConn(c net.Conn) { for _, handler := range accept { handler(c) } }`, ""},
		{"a map of slices, of which a copy is made", `
			type Kernel struct{ handlers map[string][]func(any) error }
			func (k *Kernel) Link(name string, h func(any) error) { k.handlers[name] = append(k.handlers[name], h) }
			func (k *Kernel) Write(name string, v any) error {
				all := append([]func(any) error{}, k.handlers[name]...)
				for _, h := range all { if err := h(v); err != nil { return err } }
				return nil
			}`, "Link < Write"},
		{"a variable of the package, and what is made of the message", `
			type Listener interface{ Hear(e Event) }
			type Event struct{ Name string; Data any }
			var listeners = map[string]Listener{}
			func Join(name string, l Listener) { listeners[name] = l }
			func tell(name string, data any) { e := Event{name, data}; listeners[name].Hear(e) }`, "Join < tell"},
		{"a struct around each, called by another function", `
			type Chain struct{ subs []*sub }
			type sub struct{ callback func(Block) }
			type Block struct{}
			func (c *Chain) Follow(callback func(Block)) { s := &sub{callback}; c.subs = append(c.subs, s) }
			func (c *Chain) grow(b Block) { for _, s := range c.subs { c.run(s, b) } }
			func (c *Chain) run(s *sub, b Block) { s.callback(b) }`, "Follow < grow"},
		{"channels", `
			type Hub struct{ watchers []chan Update }
			type Update struct{ ID int }
			func (h *Hub) Join(watcher chan Update) { h.watchers = append(h.watchers, watcher) }
			func (h *Hub) Tick(u Update) { for _, w := range h.watchers { w <- u } }`, "Join < Tick"},
		{"channels of what is called no message", `
			type Reporter struct{ subs []chan<- Progress }
			type Progress struct{ Done int }
			func (r *Reporter) Subscribe(c chan<- Progress) { r.subs = append(r.subs, c) }
			func (r *Reporter) Report(p Progress) { for _, s := range r.subs { s <- p } }`, "Subscribe < Report"},
		{"a map with methods", `
			type Desk map[string][]func(any)
			func (t Desk) Keep(name string, f func(any)) { t[name] = append(t[name], f) }
			func (t Desk) Next(name string, v any) { for _, f := range t[name] { f(v) } }`, ""},
		{"a map that is called after what it keeps", `
			type Desk map[string][]func(any)
			func (t Desk) Subscribe(name string, f func(any)) { t[name] = append(t[name], f) }
			func (t Desk) Next(name string, v any) { for _, f := range t[name] { f(v) } }`, "Subscribe < Next"},
		{"a function that takes the bus", `
			type Bus struct{ handlers map[string]func(any) }
			func Join[T any](b *Bus, name string, h func(T)) { b.handlers[name] = func(v any) { h(v.(T)) } }
			func Next[T any](b *Bus, name string, v T) { b.handlers[name](v) }`, "Join < Next"},
		{"a queue, from which another function takes it", `
			type Kernel struct{ queue chan Event; handlers map[string][]func(Event) }
			type Event interface{ Name() string }
			func (k *Kernel) Join(name string, h func(Event)) { k.handlers[name] = append(k.handlers[name], h) }
			func (k *Kernel) Drop(e Event) { select { case k.queue <- e: default: } }
			func (k *Kernel) run() { for e := range k.queue { for _, h := range k.handlers[e.Name()] { h(e) } } }`, "Join < Drop"},
		{"a queue, and a function for what comes from it", `
			type Kernel struct{ queue chan Event; handlers []func(Event) }
			type Event struct{}
			func (k *Kernel) Join(h func(Event)) { k.handlers = append(k.handlers, h) }
			func (k *Kernel) Drop(e Event) { k.queue <- e }
			func (k *Kernel) run() { for { select { case e := <-k.queue: k.fan(e) } } }
			func (k *Kernel) fan(e Event) { for _, h := range k.handlers { h(e) } }`, "Join < Drop, fan"},
		{"a map that something else has", `
			type Register struct{ handlers map[string]Handler }
			type Handler interface{ Do(v any) error }
			func (r *Register) Add(name string, h Handler) { r.handlers[name] = h }
			func (r *Register) Get(name string) (Handler, error) { h, ok := r.handlers[name]; if !ok { return nil, nil }; return h, nil }
			type Desk struct{ register *Register }
			func (d *Desk) Next(name string, v any) error { h, err := d.register.Get(name); if err != nil { return err }; return h.Do(v) }`, "Add < Next"},
		{"channels that it makes itself", `
			type Pool struct{ all []chan Event }
			type Event struct{ Tag string; Data any }
			type Events <-chan Event
			func (p *Pool) Open() Events { c := make(chan Event); p.all = append(p.all, c); return Events(c) }
			func (p *Pool) Add(tag string, data any) { e := Event{tag, data}; for _, c := range p.all { go func(c chan Event) { c <- e }(c) } }`, "Open < Add"},
		{"listeners that are the keys, told nothing", `
			type Row struct{ watchers map[Watcher]bool }
			type Watcher interface{ Changed(r *Row) }
			func (r *Row) AddWatcher(w Watcher) { r.watchers[w] = true }
			func (r *Row) fireChanged() { for w := range r.watchers { w.Changed(r) } }`, "AddWatcher < fireChanged"},
		{"a pointer to a map", `
			type Desk map[string][]func(any)
			func (d *Desk) Subscribe(name string, f func(any)) { (*d)[name] = append((*d)[name], f) }
			func (d *Desk) Next(name string, v any) { for _, f := range (*d)[name] { f(v) } }`, "Subscribe < Next"},
		{"a literal that is given all", `
			type Desk struct{ handlers map[string]func(any) error }
			func New(handlers map[string]func(any) error) *Desk { return &Desk{handlers: handlers} }
			func (d *Desk) Next(name string, v any) error { return d.handlers[name](v) }`, "New < Next"},
		{"one listener to events", `
			type Desk struct{ listener func(*Event) }
			type Event struct{ Name string }
			func (d *Desk) SetListener(f func(*Event)) { d.listener = f }
			func (d *Desk) emit(name string, n int) { d.listener(&Event{name}) }`, "SetListener < emit"},
		{"a list that is worked off", `
			type Desk struct{ pending []Event; systems []System }
			type Event any
			type System interface{ OnEvent(Event) }
			func (d *Desk) AddSystem(s System) { d.systems = append(d.systems, s) }
			func (d *Desk) Later(e Event) { d.pending = append(d.pending, e) }
			func (d *Desk) Work() { for _, e := range d.pending { for _, s := range d.systems { s.OnEvent(e) } }; d.pending = d.pending[:0] }`, "AddSystem < Later"},
		{"a list of what could not be told", `
			type Desk struct{ pending []Event; systems []System }
			type Event any
			type System interface{ OnEvent(Event) }
			func (d *Desk) AddSystem(s System) { d.systems = append(d.systems, s) }
			func (d *Desk) BackOff(e Event) { d.pending = append(d.pending, e) }
			func (d *Desk) Work() { for _, e := range d.pending { for _, s := range d.systems { s.OnEvent(e) } }; d.pending = d.pending[:0] }`, ""},
		{"methods of the same name", `
			type Hooks struct{ all []Hook }
			type Hook interface{ OnConnect(id string); OnClosed(c *Client) }
			type Client struct{}
			func (h *Hooks) list() []Hook { return h.all }
			func (h *Hooks) Add(hook Hook) { h.all = append(h.all, hook) }
			func (h *Hooks) OnConnect(id string) { for _, hook := range h.list() { hook.OnConnect(id) } }
			func (h *Hooks) OnClosed(c *Client) { for _, hook := range h.list() { hook.OnClosed(c) } }
			func (h *Hooks) OnMail(id string) { for _, hook := range h.list() { hook.OnConnect(id) } }`, "Add < OnClosed, OnConnect"},
		{"listeners with a channel each", `
			type Relay[T any] struct{ clients map[*Client[T]]struct{} }
			type Client[T any] struct{ ch chan T }
			func (c *Client[T]) Ch() <-chan T { return c.ch }
			func (r *Relay[T]) Open(cap int) *Client[T] { c := &Client[T]{make(chan T, cap)}; r.clients[c] = struct{}{}; return c }
			func (r *Relay[T]) Next(v T) { for c := range r.clients { c.ch <- v } }`, "Open < Next"},

		{"listeners and what they hear by channels", `
			type Caster struct{ joining chan Subscriber; records chan Record; all map[Subscriber]bool }
			type Record struct{ ID int }
			type Subscriber interface{ Accept(Record) }
			func (c *Caster) Join(s Subscriber) { c.joining <- s }
			func (c *Caster) Leave(s Subscriber) { c.all[s] = false }
			func (c *Caster) Next(r Record) { c.records <- r }
			func (c *Caster) run() { for { select { case s := <-c.joining: c.all[s] = true; case r := <-c.records: for s := range c.all { s.Accept(r) } } } }`, "Join < Next"},
		{"it works, and tells of that", `
			type World struct{ alive map[int]bool; onRemove []func(Entity) }
			type Entity int
			func (w *World) OnRemove(f func(Entity)) { w.onRemove = append(w.onRemove, f) }
			func (w *World) Remove(e Entity) { for _, f := range w.onRemove { f(e) }; delete(w.alive, int(e)) }`, ""},
		{"other methods work, and it tells of that", `
			type World struct{ alive []bool; onRemove []func(Entity) }
			type Entity int
			func (w *World) free(e Entity) { w.alive[e] = false }
			func (w *World) OnRemove(f func(Entity)) { w.onRemove = append(w.onRemove, f) }
			func (w *World) Remove(e Entity) { for _, f := range w.onRemove { f(e) }; w.free(e) }`, ""},
		{"a table of functions", `
			type Runner struct{ cleanups map[string]HandlerFunc }
			type HandlerFunc func(*Task) error
			type Task struct{ kind string }
			func (r *Runner) AddCleanup(kind string, f HandlerFunc) { r.cleanups[kind] = f }
			func (r *Runner) clean(t *Task) error { return r.cleanups[t.kind](t) }`, ""},
		{"listeners on a network", `
			type Listeners struct{ all map[string]Listener }
			type Listener interface{ Serve(f Establish); Close(f CloseFn) }
			type Establish func(id string)
			type CloseFn func(id string)
			func (l *Listeners) Add(v Listener) { l.all["x"] = v }
			func (l *Listeners) Serve(id string, f Establish) { l.all[id].Serve(f) }`, ""},
		{"connections", `
			type Conn struct{ ID int }
			var handlers []func(*Conn) bool
			func HandleFunc(h func(*Conn) bool) { handlers = append(handlers, h) }
			func serve(c *Conn) { for _, h := range handlers { if h(c) { return } } }`, ""},
		{"hooks of a logger", `
			type Hooks map[int][]Hook
			type Hook interface{ Fire(*Entry) error }
			type Entry struct{ Text string }
			func (h Hooks) Add(level int, hook Hook) { h[level] = append(h[level], hook) }
			func (h Hooks) Fire(level int, e *Entry) error { for _, hook := range h[level] { _ = hook.Fire(e) }; return nil }`, ""},
		{"a store that is called after those who subscribe", `
			type Topic[T any] struct{ subs []func(T) error }
			func (t *Topic[T]) Receive(f func(T) error) { t.subs = append(t.subs, f) }
			func (t *Topic[T]) Next(v T) error { for _, s := range t.subs { if err := s(v); err != nil { return err } }; return nil }`, "Receive < Next"},
		{"a handler of a type argument", `
			type Handler[C any] interface{ Handle(C) error }
			var handlers = map[string]any{}
			func Serve[C any, H Handler[C]](name string, handler H) { handlers[name] = handler }
			func Next[C any](name string, c C) error { return handlers[name].(Handler[C]).Handle(c) }`, "Serve < Next"},
		{"channels of what is called a broadcaster", `
			type Broadcaster struct{ input chan any; outputs map[chan<- any]bool }
			func (b *Broadcaster) Join(c chan<- any) { b.outputs[c] = true }
			func (b *Broadcaster) Next(m any) { b.input <- m }
			func (b *Broadcaster) run() { for m := range b.input { for c := range b.outputs { c <- m } } }`, "Join < Next"},
		{"values of any number that the listeners take as well", `
			type Hooks struct{ actions map[string][]func(args ...any) }
			func (d *Hooks) AddAction(name string, f func(args ...any)) { d.actions[name] = append(d.actions[name], f) }
			func (d *Hooks) DoAction(name string, args ...any) { for _, f := range d.actions[name] { f(args...) } }`, "AddAction < DoAction"},
		{"arrays of slices", `
			var handlers [8][2][]*Handler
			type Handler struct{ f func(*Event) }
			type Event struct{}
			func Join(f func(*Event), kinds ...int) { h := &Handler{f}; for _, k := range kinds { handlers[k][0] = append(handlers[k][0], h) } }
			func EmitEvent(e *Event, kind int) { for _, h := range handlers[kind][0] { h.f(e) } }`, "Join < EmitEvent"},
		{"one of several lists, called by another function", `
			var handlers = make([][][]*Handler, 8)
			type Handler struct{ f func(*Event) }
			type Event struct{}
			func Join(f func(*Event), kinds ...int) { h := &Handler{f}; for _, k := range kinds { handlers[k][0] = append(handlers[k][0], h) } }
			func EmitEvent(e *Event, kind int) { h := handlers[kind]; run(h[0], e); run(h[1], e) }
			func run(all []*Handler, e *Event) { for _, h := range all { h.f(e) } }`, "Join < EmitEvent"},

		{"a list that a type of its own has", `
			type Kernel struct{ all *list }
			type list struct{ items []func(Event) }
			type Event struct{}
			func (l *list) add(f func(Event)) { l.items = append(l.items, f) }
			func (l *list) each(do func(func(Event))) { for _, item := range l.items { do(item) } }
			func (k *Kernel) Join(f func(Event)) { k.all.add(f) }
			func (k *Kernel) Next(e Event) { k.all.each(func(f func(Event)) { f(e) }) }`, "Join, add < Next"},
		{"a sync.Map, and listeners that are wrapped", `
			type Kernel struct{ all sync.Map }
			type Event struct{}
			type entry struct{ f func(Event) }
			func (e *entry) call(v Event) { if e.f != nil { e.f(v) } }
			func (k *Kernel) Join(name string, listener func(Event)) { k.all.Store(name, &entry{f: listener}) }
			func (k *Kernel) Next(e Event) { k.all.Range(func(_, v any) bool { v.(*entry).call(e); return true }) }`, "Join < Next"},
		{"a copy that a function makes of a list of one's own type", `
			type Kernel struct{ all handlers[func(Event)] }
			type Event struct{}
			type handlers[T any] []T
			func (k *Kernel) copied() handlers[func(Event)] { return slices.Clone(k.all) }
			func (k *Kernel) OnEvent(f func(Event)) { k.all = append(k.all, f) }
			func (k *Kernel) callEvent(e Event) { for _, f := range k.copied() { go func() { defer k.done(); f(e) }() } }
			func (k *Kernel) done() {}`, "OnEvent < callEvent"},
		{"a variable that a type reads, and what is handed on whole", `
			type Event struct{ Name string }
			type Listener interface{ Hear(Event) }
			var all = map[string][]Listener{}
			func Reg(name string, l Listener) { all[name] = append(all[name], l) }
			type Desk struct{}
			func (d Desk) Next(e Event) { for _, l := range all[e.Name] { l.Hear(e) } }
			func (d Desk) Later(e Event) { go d.Next(e) }`, "Reg < Later, Next"},
		{"what works has another function tell of that", `
			type Event struct{ Name string }
			type User struct{}
			type Users struct{ listeners []func(Event) }
			func (u *Users) Join(f func(Event)) { u.listeners = append(u.listeners, f) }
			func (u *Users) tell(e Event) { for _, f := range u.listeners { f(e) } }
			func (u *Users) create(user User, name string) { u.tell(Event{name}) }
			func (u *Users) Serve(h func(Event)) { u.Join(func(e Event) { h(e) }) }
			func work(u *Users) { u.tell(Event{"work"}) }`, "Join < tell"},
		{"subscribers that are called what they do", `
			type Config struct{ N int }
			type Committer interface{ CommitConfig(from, to Config) bool; String() string }
			type Wrapper struct{ subs []Committer }
			func (w *Wrapper) Subscribe(c Committer) { w.subs = append(w.subs, c) }
			func (w *Wrapper) notifyListeners(from, to Config) { for _, sub := range w.subs { go w.notifyListener(sub, from, to) } }
			func (w *Wrapper) notifyListener(sub Committer, from, to Config) { if !sub.CommitConfig(from, to) { println(sub.String()) } }`, "Subscribe < notifyListeners"},
		{"what is added is called for what it does", `
			type Config struct{ N int }
			type Committer interface{ CommitConfig(from, to Config) bool }
			type Wrapper struct{ all []Committer }
			func (w *Wrapper) Add(c Committer) { w.all = append(w.all, c) }
			func (w *Wrapper) Commit(from, to Config) { for _, c := range w.all { c.CommitConfig(from, to) } }`, ""},
		{"events without data", `
			type Phase int
			type events struct{ ev map[Phase]*event }
			type event struct{ funcs []func() }
			func (e *events) On(p Phase, f func()) { if e.ev[p] == nil { e.ev[p] = &event{} }; e.ev[p].funcs = append(e.ev[p].funcs, f) }
			func (e *events) Publish(p Phase) { if ev, ok := e.ev[p]; ok { for _, f := range ev.funcs { go f() } } }`, "On < Publish"},
		{"signals by a name", `
			type Subscriber struct{ subs map[string][]chan struct{} }
			func (b *Subscriber) Subscribe(name string) (<-chan struct{}, func()) { c := make(chan struct{}, 1); b.subs[name] = append(b.subs[name], c); return c, func() { delete(b.subs, name) } }
			func (b *Subscriber) Trigger(name string) { for _, c := range b.subs[name] { select { case c <- struct{}{}: default: } } }`, "Subscribe < Trigger"},
		{"functions that are run at the end", `
			type Closer struct{ funcs map[string][]func() }
			func (c *Closer) OnClose(name string, f func()) { c.funcs[name] = append(c.funcs[name], f) }
			func (c *Closer) Close(name string) { for _, f := range c.funcs[name] { f() } }`, ""},
		{"functions that know what a key stands for", `
			type Binder struct{ sources []source }
			type source struct{ tag string; f func(key string) (text string) }
			func (b *Binder) FromPath(path func(key string) (text string)) { b.sources = append(b.sources, source{"path", path}) }
			func (b *Binder) Bind(target any) { for _, s := range b.sources { println(s.f(name(target))) } }
			func name(any) string { return "" }`, ""},
		{"a name that a function makes", `
			type Doc struct{ callbacks map[string]*Callback }
			type Callback struct{ name string }
			type Resolver func(*Callback) string
			func (d *Doc) addCallback(c *Callback, resolve Resolver) { d.callbacks[resolve(c)] = c }
			func (d *Doc) walk(c *Callback) { for _, other := range d.callbacks { other.join(c) } }
			func (c *Callback) join(other *Callback) {}`, ""},
		{"a question", `
			type Loader struct{ visited map[string][]func(any) }
			func (l *Loader) shouldListen(name string, f func(any)) bool { l.visited[name] = append(l.visited[name], f); return true }
			func (l *Loader) settle(name string, v any) { for _, f := range l.visited[name] { f(v) }; delete(l.visited, name) }`, ""},
		{"each is asked to do the same", `
			type Registry struct{ handlers []Handler }
			type Handler interface{ Uninstall(all bool) error; EndpointCreated(e *Endpoint) }
			type Endpoint struct{}
			func (r *Registry) AddHandlers(all ...Handler) { r.handlers = append(r.handlers, all...) }
			func (r *Registry) Uninstall(all bool) { for _, h := range r.handlers { h.Uninstall(all) } }
			func (r *Registry) EndpointCreated(e *Endpoint) { for _, h := range r.handlers { h.EndpointCreated(e) } }`, "AddHandlers < EndpointCreated"},
		{"hooks of a moment", `
			type User struct{}
			type UserHook func(*User) error
			var before, after []UserHook
			func AddUserHook(h UserHook) { before = append(before, h) }
			func (u *User) doBeforeInsertHooks() { for _, h := range before { h(u) } }
			func doBeforeUpdate(u *User) { for _, h := range before { h(u) } }`, ""},
		{"a list that cannot hold the listener", `
			type State struct{ updates chan Update }
			type Update interface{ Apply(s *State) error }
			type updates struct{ list []Update }
			type message struct{ text string }
			type snapshot struct{ state *State; messages updates }
			func newSnapshot(listener *State, texts []string) *snapshot {
				s := &snapshot{state: listener}
				for range texts { s.messages.list = append(s.messages.list, nil) }
				return s
			}
			func (u updates) Apply(s *State) error { for _, one := range u.list { one.Apply(s) }; return nil }`, ""},
		{"an option for one function", `
			type options struct{ listener func(*Event) }
			type Event struct{}
			type Option func(*options)
			func WithHandler(f func(*Event)) Option { return func(o *options) { o.listener = f } }
			func (o *options) emit(e *Event) { o.listener(e) }`, ""},
		{"an atomic value with one function", `
			type hook struct{ f func(int) }
			var listener atomic.Pointer[hook]
			func setListener(f func(int)) { listener.Store(&hook{f}) }
			func run(id int) { if h := listener.Load(); h != nil { h.f(id) } }`, ""},
		{"an atomic value with a list", `
			type Event struct{}
			var listeners atomic.Pointer[[]func(Event)]
			func Join(f func(Event)) { all := slices.Clone(*listeners.Load()); all = append(all, f); listeners.Store(&all) }
			func Next(e Event) { for _, f := range *listeners.Load() { f(e) } }`, "Join < Next"},
		{"bytes", `
			type Hub struct{ listeners map[string][]func(data []byte) }
			func (h *Hub) Listen(topic string, f func(data []byte)) { h.listeners[topic] = append(h.listeners[topic], f) }
			func (h *Hub) Broadcast(topic string, data []byte) { for _, f := range h.listeners[topic] { f(data) } }`, ""},
		{"what a function makes is kept, and not the function", `
			type Desk struct{ running []*Work }
			type Work struct{ onEvent func(Event) }
			type Event struct{}
			func (d *Desk) schedule(observe func(Event) *Work) { d.running = append(d.running, observe(Event{})) }
			func (d *Desk) finish(e Event) { for _, w := range d.running { w.onEvent(e) } }`, ""},
		{"it works with what it is given, and tells of that", `
			type State struct{ votes *votes; listeners []Listener }
			type votes struct{ all map[string]*Vote }
			type Vote struct{ ID string }
			type Listener interface{ OnVote(v *Vote, at int); Commit(height int) }
			func (v *votes) set(one *Vote) { v.all[one.ID] = one }
			func (s *State) AddListener(l Listener) { s.listeners = append(s.listeners, l) }
			func (s *State) AddVote(v *Vote) { s.votes.set(v); for _, l := range s.listeners { l.OnVote(v, 1) } }
			func (s *State) Commit(height int) { for _, l := range s.listeners { l.Commit(height) } }`, "AddListener < OnVote"},
		{"a store of another package", `
			type Store interface{ Save(e *Entry) error }
			type Entry struct{ ID string }
			type Book struct{ store Store; listeners []func(*Entry) }
			func (b *Book) AddListener(f func(*Entry)) { b.listeners = append(b.listeners, f) }
			func (b *Book) Write(e *Entry) error { if err := b.store.Save(e); err != nil { return err }; for _, f := range b.listeners { f(e) }; return nil }`, ""},
		{"a log of what is told", `
			type Logger interface{ Info(text string, about any) }
			type Entry struct{ ID string }
			type Book struct{ log Logger; listeners []func(*Entry) }
			func (b *Book) AddListener(f func(*Entry)) { b.listeners = append(b.listeners, f) }
			func (b *Book) Next(e *Entry) { b.log.Info("next", e); for _, f := range b.listeners { f(e) } }`, "AddListener < Next"},
		{"what decorates", `
			type Handler interface{ Handle(c any) error }
			var decorated = map[string]Handler{}
			func WithLogging(name string, next Handler) Handler { decorated[name] = next; return next }
			func Next(name string, c any) error { return decorated[name].Handle(c) }`, ""},
		{"functions that are called with all that there is", `
			type Map struct{ listeners []func(Event) }
			type Event struct{}
			func (m *Map) ReplaceEach(f func(Event)) { m.listeners = append(m.listeners, f) }
			func (m *Map) Range(e Event) { for _, f := range m.listeners { f(e) } }`, ""},
		{"types that are made of themselves", `
			type Tree map[string]Tree
			type List []List
			type Ring *Ring
			type Event struct{ Of *Event }
			type Desk struct{ tree Tree; list List; ring Ring; listeners []func(Event) }
			func (d *Desk) Join(f func(Event)) { d.listeners = append(d.listeners, f) }
			func (d *Desk) Next(e Event) { for _, f := range d.listeners { f(e) } }`, "Join < Next"},
		{"handlers of errors", `
			type Desk struct{ handlers []ErrorHandler }
			type ErrorHandler func(*Event)
			type Event struct{}
			func (d *Desk) OnError(h ErrorHandler) { d.handlers = append(d.handlers, h) }
			func (d *Desk) Next(e *Event) { for _, h := range d.handlers { h(e) } }`, ""},
		{"it works with what the listeners do not take", `
			type Registry struct{ hooks []StatusHook }
			type StatusHook func(name string, healthy bool)
			type Entry struct{ name string }
			func (e *Entry) check() bool { return true }
			func (r *Registry) AddHook(hook StatusHook) { r.hooks = append(r.hooks, hook) }
			func (r *Registry) startChecks(e *Entry) { go func() { for _, h := range r.hooks { h(e.name, e.check()) } }() }`, ""},
		{"functions that wait to be run", `
			type Loop struct{ jobs chan func(*Conn); conns []*Conn }
			type Conn struct{}
			func (l *Loop) Handle(f func(*Conn)) { l.jobs <- f }
			func (l *Loop) run() { for f := range l.jobs { for _, c := range l.conns { f(c) } } }`, ""},
		{"a constructor of what has a channel", `
			type Node struct{ applied chan Event; peers map[string]chan Event }
			type Event struct{ ID int }
			func New(name string) *Node { n := &Node{peers: map[string]chan Event{}}; c := make(chan Event); n.peers[name] = c; return n }
			func (n *Node) Applied() <-chan Event { return n.applied }
			func (n *Node) process(e Event) { for _, p := range n.peers { p <- e } }`, ""},
		{"a worker's list", `
			type Pool struct{ jobs []Job; done []func(Job) }
			type Job struct{ ID int }
			func (p *Pool) OnDone(f func(Job)) { p.done = append(p.done, f) }
			func (p *Pool) Submit(j Job) { p.jobs = append(p.jobs, j) }
			func (p *Pool) work() { for _, j := range p.jobs { j.ID++; for _, f := range p.done { f(j) } } }`, ""},
		{"hooks before and after", `
			type Rows struct{ hooks []func(*Row) error }
			type Row struct{ ID int }
			func (r *Rows) BeforeInsert(hook func(*Row) error) { r.hooks = append(r.hooks, hook) }
			func (r *Rows) Insert(row *Row) error { for _, h := range r.hooks { if err := h(row); err != nil { return err } }; return nil }`, ""},
		{"a walk", `
			type Walker struct{ enter map[string][]func(Node) }
			type Node interface{ Pos() int }
			func (w *Walker) OnEnter(kind string, f func(Node)) { w.enter[kind] = append(w.enter[kind], f) }
			func (w *Walker) Walk(kind string, n Node) { for _, f := range w.enter[kind] { f(n) } }`, ""},
		{"a worker", `
			type Pool struct{ jobs chan Job; done []func(Result) }
			type Job struct{ ID int }
			type Result struct{ ID int }
			func (p *Pool) OnDone(f func(Result)) { p.done = append(p.done, f) }
			func (p *Pool) Submit(j Job) { p.jobs <- j }
			func (p *Pool) work() { for j := range p.jobs { r := Result{j.ID}; for _, f := range p.done { f(r) } } }`, ""},
		{"one function alone", `
			type Stream struct{ handler func(any) }
			func (s *Stream) SetHandler(h func(any)) { s.handler = h }
			func (s *Stream) Next(v any) { s.handler(v) }`, ""},
		{"no name says that it listens", `
			type Rules struct{ all []func(any) error }
			func (r *Rules) Add(rule func(any) error) { r.all = append(r.all, rule) }
			func (r *Rules) Check(v any) error { for _, rule := range r.all { if err := rule(v); err != nil { return err } }; return nil }`, ""},
		{"it gives back what it is given", `
			type Chain struct{ handlers []func(string) string }
			func (c *Chain) Join(h func(string) string) { c.handlers = append(c.handlers, h) }
			func (c *Chain) Next(s string) string { for _, h := range c.handlers { s = h(s) }; return s }`, ""},
		{"it answers", `
			type Table struct{ handlers map[string]func(any) (any, error) }
			func (t *Table) Join(name string, h func(any) (any, error)) { t.handlers[name] = h }
			func (t *Table) Find(name string, v any) (any, error) { return t.handlers[name](v) }`, ""},
		{"a codec", `
			type Codecs struct{ handlers map[string]func(any) error }
			func (c *Codecs) Join(name string, h func(any) error) { c.handlers[name] = h }
			func (c *Codecs) Encode(name string, event any) error { return c.handlers[name](event) }`, ""},
		{"a router", `
			type Router struct{ handlers map[string]func(any) }
			func (r *Router) Join(name string, h func(any)) { r.handlers[name] = h }
			func (r *Router) Next(name string, v any) { r.handlers[name](v) }`, ""},
		{"a linked list of functions", `
			type Core struct{ head *node }
			type node struct{ fn func(any); next *node }
			func (c *Core) Subscribe(fn func(any)) { c.head = &node{fn, c.head} }
			func (c *Core) Next(v any) { for n := c.head; n != nil; n = n.next { n.fn(v) } }`, "Subscribe < Next"},
		{"a linked list of functions that compute", `
			type Core struct{ head *node }
			type node struct{ fn func() int; next *node }
			func (c *Core) Push(fn func() int) { c.head = &node{fn, c.head} }
			func (c *Core) Next() (sum int) { for n := c.head; n != nil; n = n.next { sum += n.fn() }; return sum }`, ""},
		{"structs of functions", `
			type Node struct{ all []Callbacks }
			type Callbacks struct{ OnBlock func(*Block); OnError func(error) }
			type Block struct{}
			func (n *Node) AddCallbacks(c Callbacks) { n.all = append(n.all, c) }
			func (n *Node) notifyBlock(b *Block) { for _, c := range n.all { c.OnBlock(b) } }
			func (n *Node) notifyError(err error) { for _, c := range n.all { c.OnError(err) } }`, "AddCallbacks < notifyBlock, notifyError"},
		{"structs of functions that are something else", `
			type Site struct{ all []Route }
			type Route struct{ Serve func(*Visit) }
			type Visit struct{}
			func (s *Site) AddRoute(r Route) { s.all = append(s.all, r) }
			func (s *Site) Next(v *Visit) { for _, r := range s.all { r.Serve(v) } }`, ""},
		{"one who watches until a context ends", `
			type Backend struct{ watchers map[string]*session }
			type session struct{ ch chan *Notify }
			type Notify struct{ State int }
			func (b *Backend) WatchNotifications(ctx context.Context, started func(), f func(*Notify)) {
				ch := make(chan *Notify)
				b.watchers["a"] = &session{ch}
				for { select { case <-ctx.Done(): return; case n := <-ch: f(n) } }
			}
			func (b *Backend) send(n *Notify) { for _, s := range b.watchers { s.ch <- n } }`, "WatchNotifications < send"},
		{"one who asks, and is answered", `
			type Backend struct{ waiting map[string]chan *Answer }
			type Answer struct{ State int }
			func (b *Backend) Ask(f func(*Answer)) { ch := make(chan *Answer); b.waiting["a"] = ch; f(<-ch) }
			func (b *Backend) done(a *Answer) { b.waiting["a"] <- a }`, ""},
		{"a list of listeners that is one itself", `
			type AppListener interface{ BeforeCreate(a *App) error; AfterCreate(a *App) error }
			type App struct{}
			type listeners []AppListener
			func (l listeners) BeforeCreate(a *App) error { for _, x := range l { if err := x.BeforeCreate(a); err != nil { return err } }; return nil }
			func (l listeners) AfterCreate(a *App) error { for _, x := range l { if err := x.AfterCreate(a); err != nil { return err } }; return nil }
			type Server struct{ listeners (listeners) }
			func (s *Server) AddAppListener(l AppListener) { s.listeners = append(s.listeners, l) }`, "AddAppListener < AfterCreate, BeforeCreate"},
		{"an EventListener that keeps others", `
			type EventListener struct{ all map[string][]func(*Event) }
			type Event struct{}
			func (l *EventListener) On(name string, f func(*Event)) { l.all[name] = append(l.all[name], f) }
			func (l *EventListener) RecvEvent(name string, e *Event) { for _, f := range l.all[name] { f(e) } }`, "On < RecvEvent"},
		{"clients that come by a channel, which are told of options", `
			type Options struct{ Text string }
			type Event struct{ About Options }
			type Client struct{ send chan Event }
			type Hub struct{ clients map[*Client]bool; join chan *Client }
			func (h *Hub) Run() { for c := range h.join { h.clients[c] = true } }
			func (h *Hub) Broadcast(o Options) { for c := range h.clients { c.send <- Event{o} } }`, " < Broadcast"},
		{"handlers that are handed out to its own, and what calls them", `
			type Command interface{ Name() string }
			type Handler interface{ Handle(Command) error }
			type Desk struct{ all map[string]Handler }
			func (d *Desk) RegisterHandler(name string, h Handler) { d.all[name] = h }
			func (d *Desk) Handler(c Command) Handler { return d.all[c.Name()] }
			func (d *Desk) Deliver(c Command) error { return d.Handler(c).Handle(c) }`, "RegisterHandler < Deliver"},
		{"a text that nothing takes", `
			type Pool struct{ listeners []func(args ...any) }
			func (p *Pool) Join(f func(args ...any)) { p.listeners = append(p.listeners, f) }
			func (p *Pool) Printf(format string, args ...any) { for _, f := range p.listeners { f(args...) } }`, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, source := shapesOf(t, test.src)
			var got []string
			for _, it := range s.kept(source) {
				if len(it.sends) > 0 {
					got = append(got, names(it.regs)+" < "+names(it.sends))
				}
			}
			if got := strings.Join(got, "; "); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// What is generated is not proposed: nobody means it to be a bus.
func TestProposesNothingGenerated(t *testing.T) {
	const src = `
type Kernel struct{ listeners []func(any) }

func (k *Kernel) Join(f func(any)) { k.listeners = append(k.listeners, f) }

func (k *Kernel) Next(v any) { for _, f := range k.listeners { f(v) } }`
	s, source := shapesOfFile(t, "package app\n"+src)
	if got := Propose(s.pkg, source, nil); got == nil || len(got.Funcs) != 2 {
		t.Errorf("got %v of what is written by hand, want both functions", got)
	}
	s, source = shapesOfFile(t, "// Code generated by a tool. DO NOT EDIT.\n\npackage app\n"+src)
	if got := Propose(s.pkg, source, nil); got != nil {
		t.Errorf("got %v of what is generated, want nothing", got)
	}
}

// Bodies may prove that two functions of a type are of a bus; others of it may still be.
func TestProposesTheRestOfWhatIsProven(t *testing.T) {
	s, source := shapesOf(t, `
type Kernel struct{ listeners map[string][]func(any); others []func(any) }

func (k *Kernel) Attach(name string, f func(any)) { k.listeners[name] = append(k.listeners[name], f) }

func (k *Kernel) Deliver(name string, v any) { for _, f := range k.listeners[name] { f(v) } }

func (k *Kernel) KeepHandler(f func(any)) { k.others = append(k.others, f) }

func (k *Kernel) Next(v any) { for _, f := range k.others { f(v) } }`)
	known := prove(s.pkg, source)
	if known == nil || len(known.Funcs) != 2 {
		t.Fatalf("got %v proven, want Attach and Deliver", known)
	}
	rest := Propose(s.pkg, source, known)
	if rest == nil {
		t.Fatal("nothing is proposed, want KeepHandler and Next")
	}
	var got []string
	for _, f := range rest.Funcs {
		got = append(got, f.Name)
	}
	slices.Sort(got)
	if got := strings.Join(got, ", "); got != "KeepHandler, Next" {
		t.Errorf("proposed %s, want KeepHandler, Next", got)
	}
}

// shapesOf returns the shapes of a package with that source.
func shapesOf(t *testing.T, src string) (*shapes, Source) {
	t.Helper()
	return shapesOfFile(t, "package app\n"+imports(src)+src)
}

func shapesOfFile(t *testing.T, text string) (*shapes, Source) {
	t.Helper()
	return shapesAt(t, "example.com/app", text)
}

func shapesAt(t *testing.T, path, text string) (*shapes, Source) {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "a.go", text, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	pkg, err := (&types.Config{Importer: importer.Default()}).Check(path, fset, []*ast.File{file}, nil)
	if err != nil {
		t.Fatal(err)
	}
	return newShapes(pkg), Source{Fset: fset, Files: []*ast.File{file}}
}

// shapesBeside returns the shapes of a package that imports another one of its module, example.com/game.
func shapesBeside(t *testing.T, other, text string) (*shapes, Source) {
	t.Helper()
	fset := token.NewFileSet()
	check := func(path, text string, from types.Importer) (*types.Package, *ast.File) {
		file, err := parser.ParseFile(fset, path+"/a.go", text, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		pkg, err := (&types.Config{Importer: from}).Check(path, fset, []*ast.File{file}, nil)
		if err != nil {
			t.Fatal(err)
		}
		return pkg, file
	}
	beside, _ := check("example.com/game", other, importer.Default())
	pkg, file := check("example.com/app", text, recheck.Importer(func(path string) (*types.Package, error) {
		if path == beside.Path() {
			return beside, nil
		}
		return importer.Default().Import(path)
	}))
	return newShapes(pkg), Source{fset, []*ast.File{file}, func(*types.Package) bool { return true }}
}

// imports returns the imports of what the source uses of the standard library.
func imports(src string) string {
	var all string
	for _, path := range []string{"context", "encoding/json", "iter", "net", "net/http", "reflect", "slices", "sync", "sync/atomic", "time"} {
		if strings.Contains(src, path[strings.LastIndex(path, "/")+1:]+".") {
			all += "import \"" + path + "\"\n"
		}
	}
	return all
}

func names(members []*member) string {
	var all []string
	for _, m := range members {
		all = append(all, m.fn.Name())
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}

// noBodies are those of nothing, that count how often they are asked for.
type noBodies struct{ read int }

func (*noBodies) Proves(*types.Package) bool           { return false }
func (*noBodies) Sum(*types.Package) [sha256.Size]byte { return [sha256.Size]byte{} }
func (b *noBodies) Source(*types.Package) Source       { b.read++; return Source{} }

// All that look at packages which import a large one wait for the same answer.
func TestProposalsAskOnce(t *testing.T) {
	pkg := types.NewPackage("example.com/app", "app")
	var bodies noBodies
	proposals := new(Proposals)
	for range 2 {
		fn := types.NewFunc(token.NoPos, pkg, "Publish", types.NewSignatureType(nil, nil, nil, nil, nil, false))
		r := NewResolver(nil, &bodies, nil)
		r.Propose(proposals)
		r.Likely(fn, func(*types.Package) bool { return true })
	}
	if bodies.read != 1 {
		t.Errorf("the source was read %d times, want once", bodies.read)
	}
}
