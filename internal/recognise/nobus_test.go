package recognise

import (
	"slices"
	"testing"

	"github.com/buslint/buslint/internal/profile"
)

// TestNoBus says what is no bus for its declarations, for its bodies, or to be proposed; each kind has a twin that is one.
func TestNoBus(t *testing.T) {
	for _, test := range []struct{ name, src, want, proposed string }{
		{"a client that hands out what happens, and queues lines for who writes them; one that makes its event of what it is given", `
			type Event struct{ Kind int }
			type Message struct{ Command string; Params []string }
			type Manager struct{ events chan Event; out chan *Message }
			func (m *Manager) Events() <-chan Event { return m.events }
			func (m *Manager) Send(msg *Message) error { m.out <- msg; return nil }
			func (m *Manager) SendAll(msgs []*Message) error { for _, msg := range msgs { m.out <- msg }; return nil }
			func (m *Manager) emit(e Event) { m.events <- e }
			type Feed struct{ events chan Event }
			func (f *Feed) Events() <-chan Event { return f.events }
			func (f *Feed) Send(msg *Message) { f.events <- Event{len(msg.Params)} }`,
			"listen Feed.Events -1, listen Manager.Events -1, publish Feed.Send 0, publish Manager.emit 0", ""},
		{"clients who are asked by what tells them, and who are told what happened", `
			type Event struct{ Kind int }
			type Conn interface{ Send(Event) error; CapEnabled(name string) bool; Restarted(name string) }
			type Hub struct{ conns map[string]Conn }
			func (h *Hub) broadcast(e Event) { for _, c := range h.conns { _ = c.Send(e) } }
			func (h *Hub) startNetwork(name string) {
				for _, c := range h.conns {
					if c.CapEnabled(name) {
						c.Restarted(name)
					}
				}
			}`,
			"publish Hub.broadcast 0", "publish Conn.Restarted 0"},
		{"a counter of what waits for clients who are told", `
			type Event struct{ Name string }
			type Conn interface{ Name() string; Send(Event) error }
			type Session struct{ hub *Hub; out chan string }
			type Hub struct{ sessions map[*Session]bool; waiting sync.WaitGroup }
			func (h *Hub) onMessage(c Conn, e Event) { h.broadcast(c.Name() + e.Name) }
			func (h *Hub) broadcast(text string) { for s := range h.sessions { s.push(text) } }
			func (h *Hub) Join(s *Session) { h.sessions[s] = true }
			func (s *Session) push(text string) { s.hub.waiting.Add(len(text)); s.out <- text; s.hub.waiting.Done() }`,
			"listen Hub.Join 0, publish Hub.broadcast 0", ""},
		{"a client of a server that has subscriptions, whose channels hear what the server says; and a room", `
			type Notice struct{ Text string }
			type Params struct{ Interval int }
			type Subscription struct{ ID int; Notes chan<- *Notice }
			type Client struct{ subs map[int]*Subscription }
			func (c *Client) ask(request any) int { return 1 }
			func (c *Client) Subscribe(p *Params, notes chan<- *Notice) (*Subscription, error) {
				sub := &Subscription{c.ask(p), notes}
				c.registerSubscription(sub)
				return sub, nil
			}
			func (c *Client) registerSubscription(sub *Subscription) { c.subs[sub.ID] = sub }
			func (c *Client) notifyAll(err string) { for _, sub := range c.subs { sub.notify(&Notice{err}) } }
			func (c *Client) publish(n int) { c.subs[c.ask(n)].notify(&Notice{"published"}) }
			func (s *Subscription) notify(n *Notice) { s.Notes <- n }
			type Room struct{ subs map[int]*Subscription }
			func (r *Room) Subscribe(id int, notes chan<- *Notice) { r.subs[id] = &Subscription{id, notes} }
			func (r *Room) notifyAll(text string) { for _, sub := range r.subs { sub.notify(&Notice{text}) } }`,
			"listen Room.Subscribe 1, publish Room.notifyAll 0", ""},
		{"a server that publishes to who asks for it; and one that tells all", `
			type Request any
			type Response any
			type Session struct{ id int; Requests chan Request }
			type Broker struct{ sessions map[int]*Session }
			func (b *Broker) Session(id int) *Session { return b.sessions[id] }
			func (b *Broker) NewSession(id int) *Session { s := &Session{id, make(chan Request, 8)}; b.sessions[id] = s; return s }
			type Service struct{ broker *Broker }
			func (s *Service) Publish(r Request, id int) (Response, error) { s.broker.Session(id).Requests <- r; return nil, nil }
			func (s *Service) Broadcast(r Request) { for _, to := range s.broker.sessions { to.Requests <- r } }`,
			"publish Service.Broadcast 0", ""},
		{"a handler of requests over HTTP that passes on what is posted; and one that is told of it", `
			type Note struct{ Text string }
			type Server struct{ listeners []func(Note) }
			func (s *Server) OnNote(f func(Note)) { s.listeners = append(s.listeners, f) }
			func (s *Server) PostNote(w http.ResponseWriter, r *http.Request) { s.NotifyNote(Note{r.URL.Path}) }
			func (s *Server) NotifyNote(n Note) { for _, f := range s.listeners { f(n) } }`,
			"listen Server.OnNote 0, publish Server.NotifyNote 0", ""},
		{"an emitter of which all that there is fills a ring; and one behind which there may be more", `
			type Event struct{ Kind string }
			type EventEmitter interface{ Emit(Event) }
			func Emit(e EventEmitter, ev Event) { e.Emit(ev) }
			type Discard struct{}
			func (Discard) Emit(Event) {}
			type Ring struct{ buf []Event; full bool }
			func (r *Ring) Emit(e Event) { r.buf = append(r.buf, e) }
			type EventPublisher interface{ Publish(Event) }
			type Fake struct{ events []Event }
			func (f *Fake) Publish(e Event) { f.events = append(f.events, e) }`,
			"publish EventPublisher.Publish 0", ""},
		{"a client who has done what he sent, and who tells all", `
			type Message struct{ Kind, Text string }
			type Client struct{ hub *Hub; send chan Message }
			type Hub struct{ clients map[*Client]bool; register chan *Client; texts chan Message }
			func (h *Hub) run() { for { select { case c := <-h.register: h.clients[c] = true; case m := <-h.texts: for c := range h.clients { c.send <- m } } } }
			func (c *Client) dispatchInbound(m *Message) {
				if m.Kind == "ping" {
					c.send <- Message{"pong", ""}
					return
				}
				c.hub.texts <- *m
			}
			func (c *Client) tellOthers(m *Message) { for other := range c.hub.clients { if other != c { other.send <- *m } } }
			func (c *Client) notifyOthers(m *Message) { for other := range c.hub.clients { if other != c { other.send <- *m } } }`,
			"publish Client.notifyOthers 0", "publish Client.tellOthers 0"},
		{"a client that opens a stream for each who listens, and one that tells these itself", `
			type Trade struct{ Price int }
			type Options struct{ OnTrade func(Trade) }
			type Stream struct{ frames chan []byte; options Options }
			type WSClient struct{ subscriptions map[string]*Stream }
			func (c *WSClient) SubscribeTrade(symbol string, o Options) (func(), error) {
				s := &Stream{make(chan []byte), o}
				c.subscriptions[symbol] = s
				go c.read(symbol, s.frames)
				return func() { delete(c.subscriptions, symbol) }, nil
			}
			func (c *WSClient) read(symbol string, frames <-chan []byte) { for f := range frames { c.subscriptions[symbol].options.OnTrade(Trade{len(f)}) } }
			type PriceClient struct{ listeners []func(Trade) }
			func (c *PriceClient) AddTradeListener(f func(Trade)) { c.listeners = append(c.listeners, f) }
			func (c *PriceClient) notifyTrade(t Trade) { for _, f := range c.listeners { f(t) } }`,
			"listen PriceClient.AddTradeListener 0, publish PriceClient.notifyTrade 0", ""},
		{"who is told what came of what he has asked for, and who listens", `
			type Attempt struct{ N int }
			type Policy struct{ retried []func(Attempt) }
			func (p *Policy) OnRetry(f func(Attempt)) *Policy { p.retried = append(p.retried, f); return p }
			func (p *Policy) Do(f func() error) { for i := 0; f() != nil; i++ { for _, told := range p.retried { told(Attempt{i}) } } }
			type Future struct{ done []func(Attempt) }
			func (f *Future) OnDone(told func(Attempt)) { f.done = append(f.done, told) }
			func (f *Future) resolve(a Attempt) { for _, told := range f.done { told(a) } }
			type Result struct{ N int }
			type Runner struct{ done []func(Result) }
			func (r *Runner) OnDone(f func(Result)) { r.done = append(r.done, f) }
			func (r *Runner) Do(f func() error) { for i := 0; f() != nil; i++ { for _, told := range r.done { told(Result{i}) } } }
			type Watch struct{ moved []func(Attempt) }
			func (w *Watch) OnMoved(f func(Attempt)) { w.moved = append(w.moved, f) }
			func (w *Watch) Do(f func() error) { for i := 0; f() != nil; i++ { for _, told := range w.moved { told(Attempt{i}) } } }`,
			"listen Watch.OnMoved 0", ""},
		{"senders of mail, and who is told", `
			type Email struct{ To, Text string }
			type Sender interface{ Send(e Email) error }
			type Notifier struct{ senders []Sender }
			func (n *Notifier) AddSender(s Sender) { n.senders = append(n.senders, s) }
			func (n *Notifier) Notify(e Email) error {
				for _, s := range n.senders {
					if err := s.Send(e); err != nil {
						return err
					}
				}
				return nil
			}
			type Guest interface{ Send(e Email) error }
			type Room struct{ guests []Guest }
			func (r *Room) AddGuest(g Guest) { r.guests = append(r.guests, g) }
			func (r *Room) Notify(e Email) { for _, g := range r.guests { _ = g.Send(e) } }`,
			"listen Room.AddGuest 0, publish Room.Notify 0", ""},
		{"what came of some work, and what a lexer reads", `
			type Update struct{ ID string }
			type Tracker struct{ last map[string]Update }
			func (t *Tracker) ReportStatus(u Update) { t.last[u.ID] = u }
			type Worker struct{ done chan Update }
			func (w *Worker) Done() <-chan Update { return w.done }
			type Token struct{ Text string }
			type Lexer struct{ tokens chan Token }
			func (l *Lexer) emit(t Token) { l.tokens <- t }
			func (l *Lexer) Tokens() <-chan Token { return l.tokens }
			type Ticker struct{ prices chan Token }
			func (l *Ticker) emit(t Token) { l.prices <- t }
			func (l *Ticker) Prices() <-chan Token { return l.prices }`,
			"", "publish Ticker.emit 0"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, source := shapesOf(t, test.src)
			known := Recognise(s.pkg).Sure.With(prove(s.pkg, source))
			if got := described(known); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
			proposed := Propose(s.pkg, source, nil)
			if proposed != nil && known != nil {
				proposed.Funcs = deleteKnown(proposed.Funcs, known)
			}
			if got := described(proposed); got != test.proposed {
				t.Errorf("proposed %q, want %q", got, test.proposed)
			}
		})
	}
}

// deleteKnown leaves of the functions those that are not known.
func deleteKnown(funcs []profile.Func, known *profile.Profile) []profile.Func {
	var left []profile.Func
	for _, f := range funcs {
		if !slices.ContainsFunc(known.Funcs, func(k profile.Func) bool { return k.Recv == f.Recv && k.Name == f.Name }) {
			left = append(left, f)
		}
	}
	return left
}
