package recognise

import (
	"strings"
	"testing"

	"github.com/buslint/buslint/internal/kind"
)

func TestObserved(t *testing.T) {
	for _, test := range []struct{ name, src, want string }{
		{"functions of a package", `
			type Alarm struct{ Zone string }
			var sirens []func(Alarm)
			func Sound(f func(Alarm)) { sirens = append(sirens, f) }
			func Ring(a Alarm) { for _, f := range sirens { f(a) } }`, "Sound < Ring"},
		{"letter boxes, of which one or all get a letter", `
			type Letter struct{ Text string }
			type Office struct{ boxes map[string]chan Letter }
			func (o *Office) Lodge(name string, box chan Letter) { o.boxes[name] = box }
			func (o *Office) Deliver(to string, l Letter) { o.boxes[to] <- l }
			func (o *Office) Circular(l Letter) { for _, box := range o.boxes { box <- l } }`, "Lodge < Circular, Deliver"},
		{"letter boxes that are handed out, and gusts that are iterated over", `
			type Letter struct{ Text string }
			type Office struct{ boxes map[string]chan Letter }
			func (o *Office) Inbox(name string) <-chan Letter { box := make(chan Letter); o.boxes[name] = box; return box }
			func (o *Office) Deliver(to string, l Letter) { o.boxes[to] <- l }
			func (o *Office) Circular(l Letter) { for _, box := range o.boxes { box <- l } }
			type Gust struct{ Speed int }
			type Mast struct{ outs map[chan Gust]bool }
			func (m *Mast) Gusts() iter.Seq[Gust] {
				ch := make(chan Gust)
				m.outs[ch] = true
				return func(yield func(Gust) bool) { for g := range ch { if !yield(g) { return } } }
			}
			func (m *Mast) Record(g Gust) { for ch := range m.outs { ch <- g } }`, "Inbox < Circular, Deliver; Gusts < Record"},
		{"listeners in a map of anything, who are told by closures", `
			type Song struct{ Title string }
			type Fan interface{ Playing(Song); Stopped() }
			type Station struct{ fans sync.Map; songs sync.Map }
			func (s *Station) Tune(f Fan) { s.fans.Store(f, true) }
			func (s *Station) eachFan(do func(Fan)) { s.fans.Range(func(k, _ any) bool { do(k.(Fan)); return true }) }
			func (s *Station) notifyPlaying(x Song) { s.eachFan(func(f Fan) { f.Playing(x) }) }
			func (s *Station) notifyStopped() { s.eachFan(func(f Fan) { f.Stopped() }) }
			func (s *Station) stop() { s.eachFan(func(f Fan) { f.Stopped() }) }
			func (s *Station) Add(x Song) { s.songs.Store(x.Title, x) }
			func (s *Station) Play(x Song) { s.songs.Range(func(_, v any) bool { return v == x }) }`, "Tune < notifyPlaying, notifyStopped"},
		{"hooks that are called on the way", `
			type Team struct{ Name string }
			type Service struct{ afterCreateHooks []func(*Team) error }
			func (s *Service) AfterCreate(f func(*Team) error) { s.afterCreateHooks = append(s.afterCreateHooks, f) }
			func (s *Service) Create(name string) error {
				t := &Team{name}
				for _, f := range s.afterCreateHooks { if err := f(t); err != nil { return err } }
				return nil
			}`, "AfterCreate < "},
		{"an interface of the package, in which those are kept who are told; and one that is asked", `
			type Change interface{ change() }
			type View interface{ Refresh(Change) }
			type Model struct{ n int; views map[int]View }
			func (m *Model) AddView(v View) func() { m.n++; id := m.n; m.views[id] = v; return func() { delete(m.views, id) } }
			func (m *Model) refresh(c Change) { for _, v := range m.views { v.Refresh(c) } }
			type Rule interface{ Allows(Change) bool }
			type Guard struct{ rules []Rule }
			func (g *Guard) AddRule(r Rule) { g.rules = append(g.rules, r) }
			func (g *Guard) check(c Change) { for _, r := range g.rules { r.Allows(c) } }`, "AddView < refresh"},
		{"what comes over a wire, to which callbacks are subscribed; what it calls for a topic; and what it is only given", `
			type Fault struct{ Text string }
			type Client struct{ onFault []func(string, []Fault); byTopic map[string][]func(Fault); handlers []func(Fault) }
			func (c *Client) SubscribeToFaults(f func(string, []Fault)) { c.onFault = append(c.onFault, f) }
			func (c *Client) SubscribeTopic(topic string, f func(Fault)) { c.byTopic[topic] = append(c.byTopic[topic], f) }
			func (c *Client) KeepHandler(f func(Fault)) { c.handlers = append(c.handlers, f) }
			func (c *Client) read(data []byte) {
				all := make([]func(string, []Fault), len(c.onFault))
				copy(all, c.onFault)
				for _, f := range all { f("", []Fault{{string(data)}}) }
				for _, f := range c.byTopic[""] { f(Fault{string(data)}) }
				for _, f := range c.handlers { f(Fault{string(data)}) }
			}`, "SubscribeToFaults < "},
		{"one that is told", `
			type Alarm struct{ Zone string }
			type House struct{ siren func(Alarm) }
			func (h *House) Sound(f func(Alarm)) { h.siren = f }
			func (h *House) Ring(a Alarm) { h.siren(a) }`, ""},
		{"a list of which one does it", `
			type Alarm struct{ Zone string }
			type House struct{ sirens map[string]func(Alarm) }
			func (h *House) Sound(zone string, f func(Alarm)) { h.sirens[zone] = f }
			func (h *House) Ring(a Alarm) { h.sirens[a.Zone](a) }`, ""},
		{"what each makes of something", `
			type Form struct{ Name string }
			type Desk struct{ steps []func(Form) Form }
			func (d *Desk) Step(f func(Form) Form) { d.steps = append(d.steps, f) }
			func (d *Desk) Fill(form Form) { for _, f := range d.steps { form = f(form) } }`, ""},
		{"what checks something", `
			type Form struct{ Name string }
			type Desk struct{ steps []func(Form) error }
			func (d *Desk) Step(f func(Form) error) { d.steps = append(d.steps, f) }
			func (d *Desk) Fill(form Form) { for _, f := range d.steps { _ = f(form) } }`, ""},
		{"a walk over what there is", `
			type Node struct{ Name string }
			type Tree struct{ looks []func(Node) }
			func (t *Tree) Look(f func(Node)) { t.looks = append(t.looks, f) }
			func (t *Tree) Walk(n Node) { for _, f := range t.looks { f(n) } }`, ""},
		{"another thing than is told", `
			type Alarm struct{ Zone string }
			type Key struct{ Zone string }
			var sirens []func(Alarm)
			func Sound(f func(Alarm)) { sirens = append(sirens, f) }
			func Turn(k Key) { for _, f := range sirens { f(Alarm{k.Zone}) } }`, ""},
		{"options of what is made", `
			type Server struct{ port int; options []func(*Server) }
			func (s *Server) With(o func(*Server)) { s.options = append(s.options, o) }
			func (s *Server) Start() { for _, o := range s.options { o(s) } }`, ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, source := shapesOf(t, test.src)
			var got []string
			for _, it := range s.observed(source) {
				got = append(got, names(it.regs)+" < "+names(it.sends))
			}
			if got := strings.Join(got, "; "); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// Who routes or uses a handler registers it, though these verbs say nothing by themselves.
func TestProposesWhatTakesHandlers(t *testing.T) {
	s, source := shapesOfFile(t, `package mediator

import "reflect"

type Handler[Q, R any] interface{ Handle(Q) (R, error) }

type Router struct{ handlers map[reflect.Type]any }

func Route[Q, R any](r *Router, h Handler[Q, R]) { r.handlers[reflect.TypeFor[Q]()] = h }

func Ask[Q, R any](r *Router, q Q) (R, error) { return r.handlers[reflect.TypeFor[Q]()].(Handler[Q, R]).Handle(q) }

type Step interface{ Handle(int) error }

func Chain[Q any](r *Router, s Step) { r.handlers[nil] = s }`)
	p := Propose(s.pkg, source, nil)
	if p == nil {
		t.Fatal("got nothing, want Ask and Route")
	}
	var got []string
	for i := range p.Funcs {
		got = append(got, p.Funcs[i].Name)
	}
	if got := strings.Join(got, " "); got != "Ask Route" {
		t.Errorf("got %s, want Ask Route", got)
	}
}

func TestProposesNoneOfWhatHearsOfErrors(t *testing.T) {
	s, source := shapesOf(t, `
type Observer interface{ Notify(Order) }

type Order struct{ ID int }

type Book struct{ observers []Observer; onError func(error) }

func NewBook(observers ...Observer) *Book { return &Book{observers: observers} }

func (b *Book) Attach(o Observer) { b.observers = append(b.observers, o) }

func (b *Book) SetErrorHandler(f func(error)) { b.onError = f }

func (b *Book) NotifyAll(o Order) { for _, ob := range b.observers { ob.Notify(o) } }`)
	p := Propose(s.pkg, source, nil)
	if p == nil {
		t.Fatal("got nothing, want NewBook")
	}
	for _, f := range p.Funcs {
		if f.Name != "NewBook" || f.Role != kind.Listen {
			t.Errorf("got %s %s, want what makes a Book of its listeners alone", f.Role, f.Name)
		}
	}
}

// Whoever is given to a loop that keeps all of them is told what comes, whatever the verbs; who is served, or taken on, is not.
func TestProposesGuests(t *testing.T) {
	s, source := shapesOf(t, `
type Line struct{ Text string }

type Guest struct{ Out chan Line }

type Room struct { enter chan *Guest; lines chan Line }

func (r *Room) run() {
	guests := map[*Guest]bool{}
	for {
		select {
		case g := <-r.enter: guests[g] = true
		case l := <-r.lines: for g := range guests { g.Out <- l }
		}
	}
}

func (r *Room) Seat(g *Guest) { r.enter <- g }

func (r *Room) Serve(g *Guest, meal string) { r.enter <- g }

func (r *Room) Say(l Line) { r.lines <- l }

type Inn struct { enter chan *Guest; lines chan Line }

func (i *Inn) run() { g := <-i.enter; for l := range i.lines { g.Out <- l } }

func (i *Inn) Seat(g *Guest) { i.enter <- g }

func (i *Inn) Say(l Line) { i.lines <- l }`)
	p := Propose(s.pkg, source, nil)
	if p == nil {
		t.Fatal("got nothing, want what is told to all guests")
	}
	var got []string
	for _, f := range p.Funcs {
		got = append(got, f.Recv+"."+f.Name)
	}
	if got := strings.Join(got, " "); got != "Room.Say Room.Seat" {
		t.Errorf("got %s, want Room.Say Room.Seat", got)
	}
}
