package recognise

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/buslint/buslint/internal/profile"
	"github.com/buslint/buslint/internal/recheck"
)

// TestRecognise says what is recognised by declarations alone; each kind has a twin that is none.
func TestRecognise(t *testing.T) {
	for _, test := range []struct{ name, src, want string }{
		{"an answer that is filled in", `
			type Bus interface{ Execute(query Query, result any) error }
			type Query any`, "dispatch Bus.Execute 0"},
		{"the part of a bus that calls a handler with an event is no function of it; what is given an example for others is", `
			type Event interface{ EventType() string }
			type Handler interface{ Handle(Event) error }
			type EventBus struct{ handlers map[string][]Handler }
			func (b *EventBus) Subscribe(name string, h Handler) {}
			func (b *EventBus) Publish(e Event) error { return nil }
			func (b *EventBus) handleWithRetry(e Event, h Handler) {}
			type CommandBus struct{ handlers map[string]func(Command) error }
			type Command interface{ Validate() error }
			func (b *CommandBus) Handle(example Command, h func(Command) error) {}
			func (b *CommandBus) Dispatch(c Command) error { return nil }`,
			"dispatch CommandBus.Dispatch 0, handle CommandBus.Handle 1, listen EventBus.Subscribe 1, publish EventBus.Publish 0"},
		{"what forwards to all channels that it makes; what merges several, and one for all", `
			type Forwarder[T any] struct{ from chan T; all []chan T }
			func (f *Forwarder[T]) Get() <-chan T { return nil }
			func (f *Forwarder[T]) Send(v T) {}
			type Merger[T any] struct{ from []<-chan T; to chan T }
			func (m *Merger[T]) Get() <-chan T { return nil }
			func (m *Merger[T]) Send(v T) {}
			type Queue[T any] struct{ c chan T }
			func (q *Queue[T]) Get() <-chan T { return nil }
			func (q *Queue[T]) Send(v T) {}`, "listen Forwarder.Get 0, publish Forwarder.Send 0"},
		{"what does the same with something besides, and what is told something else", `
			type Tx struct{ n int }
			type Event struct{ Name string; Data any }
			type EventBus struct{ handlers map[string][]func(Event) }
			func (b *EventBus) Subscribe(name string, h func(Event)) {}
			func (b *EventBus) SubscribeWithin(tx *Tx, name string, h func(Event)) {}
			func (b *EventBus) Publish(ctx context.Context, e Event) error { return nil }
			func (b *EventBus) PublishInTx(ctx context.Context, tx *Tx, e Event) error { return nil }
			func (b *EventBus) PublishStats(tx *Tx, name string) error { return nil }
			func (b *EventBus) PublishVia(peer *Tx, e Event) error { return nil }
			func (b *EventBus) SubscribeAll(ctx context.Context) <-chan Event { return nil }
			func (b *EventBus) SubscribeAllStats(ctx context.Context) *Tx { return nil }`,
			"listen EventBus.Subscribe 1, listen EventBus.SubscribeAll -1, listen EventBus.SubscribeWithin 2, publish EventBus.Publish 1, publish EventBus.PublishInTx 2"},
		{"a message after what else there is", `
			type Bus interface{ Execute(user any, command any) error; Register(name string, h func(any)) }`, "dispatch Bus.Execute 1, handle Bus.Register 1"},
		{"what makes a bus of its handlers, and what makes a runner of its steps", `
			type Command interface{ CommandName() string }
			type CommandHandler interface{ Handle(ctx context.Context, c Command) error }
			type CommandBus struct{ handlers map[string]CommandHandler }
			func New(handlers map[string]CommandHandler) *CommandBus { return nil }
			func (b *CommandBus) Dispatch(ctx context.Context, c Command) error { return nil }
			type Step interface{ Handle(ctx context.Context, row int) error }
			type Runner struct{ steps []Step }
			func NewRunner(steps ...Step) *Runner { return nil }
			func (r *Runner) Dispatch(ctx context.Context, row int) error { return nil }`, "dispatch CommandBus.Dispatch 1, handle New 0"},
		{"a function that records for an aggregate", `
			type aggregate interface{ root() *Root }
			type Root struct{ events []any }
			func TrackChange(a aggregate, data any) {}`, "publish TrackChange 1"},
		{"another name of what stands behind an interface", `
			type Event interface{ EventName() string }
			type EventBus interface{ Publish(ctx context.Context, e Event) error }
			type Memory struct{ listeners []func(Event) }
			func (m *Memory) Publish(ctx context.Context, e Event) error { return nil }
			type InMemory = Memory
			type Both = struct{ EventBus; n int }`, "publish EventBus.Publish 1, publish Memory.Publish 1"},
		{"a function that says which events there are, and one that records them", `
			type EventData interface{ EventType() string }
			var types = map[string]reflect.Type{}
			func RegisterEvent(e EventData) {}
			type Aggregate struct{ events []EventData }
			func (a *Aggregate) RegisterEvent(e EventData) {}`, "publish Aggregate.RegisterEvent 0"},
		{"a function that records for something else", `
			type page interface{ root() int }
			func TrackChange(p page, data any) {}`, ""},
		{"tools of which the caller names one, and handlers", `
			type Tool interface{ Name() string; Execute(ctx context.Context, input any) (any, error) }
			type Registry struct{ tools map[string]Tool }
			func (r *Registry) Register(t Tool) {}
			func (r *Registry) Execute(ctx context.Context, name string, input any) (any, error) { return nil, nil }
			type Invocation struct{ Args []string }
			type Runtime interface{ Kind() string; Execute(ctx context.Context, i Invocation) (int, error) }
			type Runtimes struct{ all map[string]Runtime }
			func (r *Runtimes) Register(t Runtime) { r.all[t.Kind()] = t }
			func (r *Runtimes) Execute(ctx context.Context, kind string, i Invocation) (int, error) { return r.all[kind].Execute(ctx, i) }
			type JobHandler interface{ Name() string; Execute(ctx context.Context, input any) (any, error) }
			type Manager struct{ handlers map[string]JobHandler }
			func (m *Manager) Register(h JobHandler) {}
			func (m *Manager) Execute(ctx context.Context, name string, input any) (any, error) { return nil, nil }`,
			"dispatch Manager.Execute 2, handle Manager.Register 0"},
		{"events that are called so where they are recorded only, and a table that keeps what it is made of", `
			type Domain struct{ Topic string }
			type Activity struct{ events []Domain }
			func (a *Activity) RecordEvents(e Domain) {}
			type Table struct{ rows []Domain }
			func (t *Table) RecordRows(d Domain) {}`,
			"publish Activity.RecordEvents 0"},
		{"events that a room looks at, and those that an order keeps", `
			type Event interface{ Happened() bool }
			type Room struct{ seats []int }
			func (r *Room) applyEvents(all []Event) {}
			type Order struct{ events []Event }
			func (o *Order) recordEvent(e Event) {}`,
			"publish Order.recordEvent 0"},
		{"who announces what there are channels of, which others add", `
			type StreamEvent struct{ Kind string }
			type StreamHandler struct{ clients map[chan StreamEvent]bool }
			func (h *StreamHandler) Broadcast(event StreamEvent) {}`, "publish StreamHandler.Broadcast 0"},
		{"who announces nothing, or bytes, or has no channels of it", `
			type Event struct{ Kind string }
			type Handler struct{ clients map[chan Event]bool }
			func (h *Handler) Run(event Event) {}
			type Room struct{ clients map[chan []byte]bool }
			func (r *Room) Broadcast(text []byte) {}
			type Log struct{ last chan Event }
			func (l *Log) Emit(event Event) {}`, ""},
		{"converters beside handlers", `
			type Bus interface{ Publisher; Consumer }
			type Publisher interface{ Publish(messages ...Message) error }
			type Consumer interface{ Subscribe(h MessageHandler[Message]) error; SubscribeWithReply(h Replier[Message, Message]) error }
			type Message interface{ MessageType() string }
			type MessageHandler[M Message] interface{ Handle(m M) error }
			type Replier[M Message, R any] interface{ Handle(m M) (R, error) }
			type JSON[P any] struct{ Payload P }
			type Encoder[M Message, P any] func(m M) JSON[P]
			type Serializer struct{ encoders map[string]func(m Message) ([]byte, error) }
			func RegisterSerializer[M Message, P any](s *Serializer, kind string, f func(m M) JSON[P]) {}
			func RegisterFor[M Message, P any](s *Serializer, kind string, f Encoder[M, P]) {}
			func RegisterHandler[M Message](c Consumer, kind string, h MessageHandler[M]) {}`, "handle RegisterHandler 2, listen Bus.Subscribe 0, listen Bus.SubscribeWithReply 0, listen Consumer.Subscribe 0, listen Consumer.SubscribeWithReply 0, publish Bus.Publish 0, publish Publisher.Publish 0"},
		{"functions that take a bus, whatever that is called", `
			type Bus struct{}
			func (*Bus) Trigger(id int, data any) {}
			func (*Bus) Bind(id int, f func(id int, payload any)) {}
			type Handler interface{ Trigger(id int, data any); Bind(id int, f func(id int, payload any)) }
			type ID[T any] struct{ id int }
			func TriggerOn[T any](h Handler, id ID[T], data T) {}
			func GlobalBind[T any](h Handler, id ID[T], f func(T)) {}
			func BindAll(h Handler, names []string) {}`, "listen Bus.Bind 1, listen GlobalBind 2, listen Handler.Bind 1, publish Bus.Trigger 1, publish Handler.Trigger 1, publish TriggerOn 2"},
		{"a function that registers for a type that only sends", `
			type EventDispatcher struct{}
			func (d *EventDispatcher) DispatchEvent(event any) error { return nil }
			type EventHandler interface{ HandleEvent(event any, stop func()) error }
			func Reg(event any, h EventHandler, priority int) {}`, "listen Reg 1, publish EventDispatcher.DispatchEvent 0"},
		{"a subscription that is told what it hears", `
			type Messager interface{ Key() string }
			type Subscription struct{ C chan any }
			func (*Subscription) AddFilter(v any, labels ...string) {}
			func (*Subscription) DelFilter(v any) {}
			func (*Subscription) SetOwner(v any) {}
			type Bus struct{}
			func (*Bus) Sub(name string) *Subscription { return nil }
			func (*Bus) Pub(m Messager) {}
			type Query struct{}
			func (*Query) AddFilter(v any) {}`, "listen Bus.Sub -1, listen Subscription.AddFilter 0, publish Bus.Pub 0"},
		{"messages that go to a peer", `
			type PeerID string
			type Message struct{ Kind int; Payload any }
			type Dispatcher struct{ handlers map[int]func(PeerID, *Message) error }
			func (d *Dispatcher) SendMessage(to PeerID, m *Message) error { return nil }
			func (d *Dispatcher) RegisterHandler(kind int, h func(PeerID, *Message) error) {}`, ""},
		{"listeners that are told of a peer", `
			type PeerID string
			type Joined struct{ Kind int }
			type Dispatcher struct{ handlers []func(PeerID, Joined) error }
			func (d *Dispatcher) Notify(p PeerID, e Joined) error { return nil }
			func (d *Dispatcher) OnJoined(h func(PeerID, Joined) error) {}`, "listen Dispatcher.OnJoined 0, publish Dispatcher.Notify 1"},
		{"an emitter that writes to a file", `
			type SessionEvent struct{ ID int }
			type Emitter struct{ path string; mu sync.Mutex }
			func (e *Emitter) Emit(event any) error { return nil }
			func (e *Emitter) EmitSessionEvent(s SessionEvent) {}`, ""},
		{"an emitter that has somebody to tell", `
			type SessionEvent struct{ ID int }
			type Emitter struct{ path string; mu sync.Mutex; to func(any) }
			func (e *Emitter) Emit(event any) error { return nil }
			func (e *Emitter) EmitSessionEvent(s SessionEvent) {}`, "publish Emitter.Emit 0, publish Emitter.EmitSessionEvent 0"},
		{"a bus that answers requests", `
			type Bus struct{ hs map[string]func(context.Context, any) (any, error) }
			func (b *Bus) Respond(m string, h func(context.Context, any) (any, error)) { b.hs[m] = h }
			func (b *Bus) Request(ctx context.Context, m string, body any) (any, error) { return b.hs[m](ctx, body) }`,
			"dispatch Bus.Request 2, handle Bus.Respond 1"},
		{"handlers whose interface is written in place, and readers", `
			var DeviceChanged deviceChanged
			type Payload struct{ ID int }
			type deviceChanged struct{ handlers []interface{ Handle(Payload) } }
			func (d *deviceChanged) Register(h interface{ Handle(Payload) }) { d.handlers = append(d.handlers, h) }
			func (d deviceChanged) Trigger(p Payload) { for _, h := range d.handlers { go h.Handle(p) } }
			type pages struct{ all []interface{ Render(Payload) string } }
			func (p *pages) Register(r interface{ Render(Payload) string }) { p.all = append(p.all, r) }
			func (p *pages) Trigger(v Payload) { for _, r := range p.all { r.Render(v) } }`,
			"listen deviceChanged.Register 0, publish deviceChanged.Trigger 0"},
		{"who waits for a response, and who is told what there is", `
			type Response struct{ ID string }
			type Frame struct{ ID string }
			type Hub struct{ m map[string]chan Response }
			func (h *Hub) Add(id string) <-chan Response { return nil }
			func (h *Hub) Deliver(id string, r Response) bool { return true }
			type Desk struct{ m map[string]chan Frame }
			func (d *Desk) Add(id string) <-chan Frame { return nil }
			func (d *Desk) Deliver(id string, f Frame) bool { return true }`, "listen Desk.Add -1, publish Desk.Deliver 1"},
		{"what keeps events to look at, and an aggregate's part", `
			type Event struct{ Name string }
			type Recorder struct{ events []Event }
			func (r *Recorder) Record(e Event) {}
			func (r *Recorder) Drain() []Event { return nil }
			type EventRecorder struct{ events []Event }
			func (r *EventRecorder) Record(e Event) {}
			func (r *EventRecorder) Drain() []Event { return nil }`, "publish EventRecorder.Record 0"},
		{"functions that make handlers that are asked for examples, and those of jobs and of middleware", `
			type CommandHandler interface{ NewCommand() any; Handle(ctx context.Context, c any) error }
			func NewCommandHandler[C any](name string, f func(ctx context.Context, c *C) error) CommandHandler { return nil }
			type JobHandler interface{ NewJob() any; Handle(ctx context.Context, j any) error }
			func NewJobHandler[J any](name string, f func(ctx context.Context, j *J) error) JobHandler { return nil }
			func NewLoggedHandler(h CommandHandler) CommandHandler { return nil }`, "handle NewCommandHandler 1"},
		{"a recorder that says what is not committed, and one that is looked at", `
			type Event interface{ Header() string }
			type Recorder struct{ events []Event }
			func (r *Recorder) AddEvent(e Event) {}
			func (r *Recorder) GetUncommittedEvents() []Event { return nil }
			type Journal struct{ events []Event }
			func (j *Journal) AddEvent(e Event) {}
			func (j *Journal) GetEvents() []Event { return nil }`, "publish Recorder.AddEvent 0"},
		{"what a publisher does to publish", `
			type ForwardRequest struct{ Topic string; Event any }
			type EventsPublisher struct{ client interface{ Forward(r *ForwardRequest) error } }
			func (p *EventsPublisher) Publish(ctx context.Context, topic string, event any) error { return nil }
			func (p *EventsPublisher) publishAll(ctx context.Context, topic string, event any) error { return nil }
			func (p *EventsPublisher) forwardRequest(ctx context.Context, r *ForwardRequest) error { return nil }`,
			"publish EventsPublisher.Publish 2, publish EventsPublisher.publishAll 2"},
		{"a command bus with versions", `
			type CommandBus struct{ handlers map[string]func(ctx context.Context, cmd any) error }
			func (b *CommandBus) Register(version string, cmd any, h func(ctx context.Context, cmd any) error) {}
			func (b *CommandBus) Dispatch(ctx context.Context, version string, cmd any) error { return nil }`, "dispatch CommandBus.Dispatch 2, handle CommandBus.Register 2"},
		{"a command bus with names, which sends payloads", `
			type CommandBus struct{ handlers map[string]func(ctx context.Context, payload any) error }
			func (b *CommandBus) Subscribe(name string, h func(ctx context.Context, payload any) error) {}
			func (b *CommandBus) Publish(ctx context.Context, name string, payload any) error { return nil }`, "listen CommandBus.Subscribe 1, publish CommandBus.Publish 2"},
		{"a subscriber that has what it was given to tell", `
			type PID struct{ ID string }
			type EventBus interface{ Subscribe(topic string, fn any) error; Publish(topic string, msg any) }
			type ActorSubscriber struct{ subscriber *PID; Bus EventBus }
			func (s *ActorSubscriber) Subscribe(topic ...string) error { return nil }
			func (s *ActorSubscriber) SubscribeOne(topic string, p *PID) error { return nil }
			type OrderSubscriber struct{ Bus EventBus }
			func (s *OrderSubscriber) Subscribe(topic ...string) error { return nil }`, "listen ActorSubscriber.Subscribe -1, listen EventBus.Subscribe 1, publish EventBus.Publish 1"},
		{"a function that says which results count", `
			type Bus[R any] struct{}
			func (b *Bus[R]) Publish(r R) {}
			func (b *Bus[R]) Subscribe(f func(R)) {}
			func (b *Bus[R]) HandleIf(f func(r R, err error) bool) {}
			func (b *Bus[R]) HandleAll(f func(r R, err error) bool) {}`, "listen Bus.HandleAll 0, listen Bus.Subscribe 0, publish Bus.Publish 0"},
		{"a channel for the answer to a request", `
			type Update struct{ Topics []string }
			type EventFeed struct{ all map[uint64]chan *Update }
			func (f *EventFeed) PublishUpdate(u *Update) {}
			func (f *EventFeed) makeResponseChannel(key uint64) chan *Update { return nil }
			func (f *EventFeed) UpdateChannel(key uint64) chan *Update { return nil }`, "listen EventFeed.UpdateChannel -1, publish EventFeed.PublishUpdate 0"},
		{"listeners of which one is told", `
			type Event struct{ Data any }
			type EventBus interface{ Publish(subject string, e *Event) error; Subscribe(subject string, h func(*Event)) error; QueueSubscribe(subject, queue string, h func(*Event)) error; QueueClose(subject string, h func(*Event)) error }`,
			"listen EventBus.QueueSubscribe 2, listen EventBus.Subscribe 1, publish EventBus.Publish 1"},
		{"functions that are asked what there is at first", `
			type Event struct{ Data any }
			type SnapshotFunc func(r Request, e Event) error
			type EventFunc func(r Request, e Event) error
			type Request struct{ Topic string }
			type EventPublisher struct{ handlers map[string]SnapshotFunc }
			func (p *EventPublisher) RegisterHandler(topic string, f SnapshotFunc, all bool) error { return nil }
			func (p *EventPublisher) RegisterListener(topic string, f EventFunc) error { return nil }
			func (p *EventPublisher) Publish(events []Event) {}`, "listen EventPublisher.RegisterListener 1, publish EventPublisher.Publish 0"},
		{"a client of a network, which keeps nobody", `
			type Anchor struct{ ID int }
			type conn interface{ Dial(addr string) error }
			type ChainFeed struct{ ws conn }
			func (f *ChainFeed) SubscribeToUpdates(ctx context.Context, id string, anchors chan<- *Anchor) {}`, ""},
		{"a feed that keeps who listens until the context ends", `
			type Anchor struct{ ID int }
			type ChainFeed struct{ all map[context.Context]chan<- *Anchor }
			func (f *ChainFeed) SubscribeToUpdates(ctx context.Context, id string, anchors chan<- *Anchor) {}`, "listen ChainFeed.SubscribeToUpdates 2"},
		{"one end of a connection", `
			type Event struct{ ID int }
			type Channel interface{ Publish(e *Event); Subscribe(f func(*Event)); RemoteAddr() string }`, ""},
		{"a channel that is none", `
			type Event struct{ ID int }
			type Channel interface{ Publish(e *Event); Subscribe(f func(*Event)) }`, "listen Channel.Subscribe 0, publish Channel.Publish 0"},
		{"observers that are taken away again, and those that tell them", `
			type Block struct{}
			type PeerID string
			type ChainObserver interface{ ID() string; OnBlockAddition(p PeerID, b *Block); OnTick(n int) }
			type Subject interface{ Register(o ChainObserver); Unregister(o ChainObserver); NotifyBlockAdded(p PeerID, b *Block); NotifyTick(n int); Blocks(b *Block) }`,
			"listen Subject.Register 0, publish Subject.NotifyBlockAdded 1, publish Subject.NotifyTick 1"},
		{"listeners of a parser", `
			type Block struct{}
			type BlockListener interface{ OnBlock(b *Block) }
			type Parser struct{ all []BlockListener }
			func (p *Parser) AddBlockListener(l BlockListener) {}
			func (p *Parser) RemoveBlockListener(l BlockListener) {}
			func (p *Parser) NotifyBlock(b *Block) {}`, ""},
		{"parts that are taken away again", `
			type Block struct{}
			type Part interface{ ID() string; Use(b *Block) }
			type Whole interface{ Register(p Part); Unregister(p Part); NotifyBlock(b *Block) }`, ""},
		{"channels that are taken away again, beside much else", `
			type Block struct{ Script []byte }
			type Ledger interface{ Execute(query any) error; SubscribeForBlocks(ch chan *Block); UnsubscribeFromBlocks(ch chan *Block) }
			type Pool interface{ SubscribeForHeaders(ch chan *Block); UnsubscribeFromAll(ch chan *Block) }
			type Client interface{ SubscribeForBlocks(ch chan *Block); UnsubscribeFromBlocks(ch chan *Block) }`, "listen Ledger.SubscribeForBlocks 0"},
		{"channels that are handed out with what closes them", `
			type Changed struct{}
			type Config struct{ queue []Changed }
			func (*Config) Watch() (chan any, func()) { return nil, nil }
			func (*Config) Open() (chan any, func()) { return nil, nil }
			func Follow(c *Config) (chan any, func()) { return nil, nil }
			func Watch(c *Config, specifiers ...any) (chan any, func()) { return nil, nil }`, "listen Config.Watch -1, listen Watch -1"},
		{"a bus with a channel, which makes the event", `
			type Event struct{ Text string }
			type Bus struct{ ch chan Event }
			func (b Bus) Send(text string, options ...func(*Event)) {}
			func (b Bus) SendError(err error) {}
			func (b Bus) Close(text string) {}
			func (b Bus) Events() <-chan Event { return nil }
			type Provider interface{ Events() <-chan Event }
			type Service struct{ ch chan Event }
			func (s Service) Send(text string) {}
			func (s Service) Done() <-chan Event { return nil }`, "listen Bus.Events -1, listen Provider.Events -1, publish Bus.Send 2, publish Bus.SendError 1"},
		{"a bus with a channel for each message", `
			type InboundMessage struct{ Text string }
			type MessageBus struct{ inbound chan InboundMessage }
			func (b *MessageBus) PublishInbound(m InboundMessage) error { return nil }
			func (b *MessageBus) InboundChan() <-chan InboundMessage { return b.inbound }`, "listen MessageBus.InboundChan -1, publish MessageBus.PublishInbound 0"},
		{"a bus of one type of events", `
			type Event struct{ Kind string; Data any }
			type Bus struct{}
			func (*Bus) Publish(e Event) {}
			func Publish(e Event) {}
			type Entries struct{}
			func (*Entries) Publish(e Event) {}`, "publish Bus.Publish 0, publish Publish 0"},
		{"what publishes events of one type, whoever listens, and what saves them", `
			type Topic[T any] interface{ Publish(ctx context.Context, v T) error }
			type Store[T any] interface{ Publish(ctx context.Context, v T) error }`, "publish Topic.Publish 1"},
		{"functions of which one announces an event that another one listens to, and of others", `
			type OrderPlacedEvent struct{}
			type OrderPaidEvent struct{}
			func PublishOrderPlaced(e OrderPlacedEvent) {}
			func OnOrderPlaced(f func(OrderPlacedEvent)) {}
			func PrintOrderPaid(e OrderPaidEvent) {}`, "listen OnOrderPlaced 0, publish PublishOrderPlaced 0"},
		{"names that are told to listeners, and nothing else", `
			type Phase int
			type phases struct{}
			func (*phases) On(p Phase, f func()) {}
			func (*phases) Publish(p Phase) {}
			type Subscriber struct{}
			func (*Subscriber) Subscribe(name string) (<-chan struct{}, func()) { return nil, nil }
			func (*Subscriber) Trigger(name string) {}
			type Timer struct{}
			func (*Timer) On(p Phase, f func()) {}
			func (*Timer) Publish(name string) {}`, "listen Subscriber.Subscribe -1, listen phases.On -1, publish Subscriber.Trigger 1, publish phases.Publish 1"},
		{"a generic type for each event, and what registers for it", `
			type Subscriber[T any] func(T) error
			type SubscriberOf[T any] interface { Subscribe(h Subscriber[T]) error }
			type Event[T any] struct{ publisher func(T) error }
			func (e *Event[T]) AddPublisher(p func(T) error) error { return nil }
			func (e *Event[T]) Publish(payload T) error { return nil }
			type Page[T any] struct{}
			func (p *Page[T]) Publish(payload T) error { return nil }`,
			"listen Event.AddPublisher 0, listen SubscriberOf.Subscribe 0, publish Event.Publish 0"},
		{"an aggregate that is told besides what applies the event", `
			type Event struct{ Data any }
			type Handler interface{ Apply(*Event) }
			type Aggregate struct{ uncommittedEvents []*Event }
			func (a *Aggregate) ApplyChange(h Handler, e *Event) {}
			func (a *Aggregate) Rehydrate(h Handler, all []*Event) {}
			type Screen struct{ shown []*Event }
			func (s *Screen) ApplyChange(h Handler, e *Event) {}`,
			"publish Aggregate.ApplyChange 1"},
		{"a manager of events, to which they are added", `
			type StreamEvent struct{ Seq int }
			type EventManager struct{}
			func (*EventManager) AddEvent(e *StreamEvent) error { return nil }
			func (*EventManager) Subscribe(name string) (<-chan *StreamEvent, func()) { return nil, nil }
			type Calendar struct{}
			func (*Calendar) AddEvent(e *StreamEvent) error { return nil }
			func (*Calendar) Subscribe(name string) (<-chan *StreamEvent, func()) { return nil, nil }`,
			"listen Calendar.Subscribe -1, listen EventManager.Subscribe -1, publish EventManager.AddEvent 0"},
		{"channels of anything that a type keeps and hands out", `
			type Note struct{ Name string; Data any }
			type EventHub struct{ clients map[chan string]struct{} }
			func (h *EventHub) Register() chan string { return nil }
			func (h *EventHub) Broadcast(name string, payload any) {}
			type Rooms struct{ rooms map[string]map[chan []byte]bool }
			func (r *Rooms) Subscribe(room string) (<-chan []byte, func()) { return nil, nil }
			func (r *Rooms) Broadcast(room string, n Note) error { return nil }
			type Topics struct{ topics map[string][]chan []byte }
			func (t *Topics) Subscribe(topic string) chan []byte { return nil }
			func (t *Topics) Publish(topic string, data []byte) {}
			type Relay[T any] struct{ all map[*Listener[T]]bool }
			type Listener[T any] struct{ ch chan T }
			func (l *Listener[T]) Ch() <-chan T { return l.ch }
			func (r *Relay[T]) Listener(n int) *Listener[T] { return nil }
			func (r *Relay[T]) Notify(v T) {}
			type Source struct{ all []*client }
			type client struct{ ch chan Changed }
			type Changed interface{ ID() string }
			type Option func(*client)
			func (s *Source) Events(options ...Option) <-chan Changed { return nil }
			func (s *Source) Push(c Changed) error { return nil }
			type Pool struct{ results chan Note }
			func (p *Pool) Results() <-chan Note { return nil }
			func (p *Pool) Push(name string) {}
			type Bridge struct{ watchers []*Watcher[Changed] }
			type Watcher[T any] struct{ types map[string]bool; ch chan T }
			func (b *Bridge) GetEvents(ofType ...Changed) (<-chan Changed, func()) { return nil, nil }
			func (b *Bridge) publish(c Changed) {}
			type Topic struct{ Name string; Payload []byte }
			type Backplane struct{ all map[string][]chan Topic }
			func (b *Backplane) Subscribe(topic string) (<-chan Topic, error) { return nil, nil }
			func (b *Backplane) Publish(topic string, payload []byte) error { return nil }
			type Waits struct{ all map[int]chan any }
			func (w *Waits) Register(id int) <-chan any { return nil }
			func (w *Waits) Trigger(id int, v any) {}`,
			"listen Bridge.GetEvents -1, listen EventHub.Register -1, listen Relay.Listener 1, listen Rooms.Subscribe -1, listen Source.Events -1, listen Topics.Subscribe -1, " +
				"publish Bridge.publish 0, publish EventHub.Broadcast 1, publish Relay.Notify 0, publish Rooms.Broadcast 1, publish Source.Push 0, publish Topics.Publish 2"},
		{"what is told of events with a context, and keeps none", `
			type Event interface{ Type() string }
			type summary struct{ n int }
			func (s *summary) Apply(ctx context.Context, e Event) error { return nil }`, ""},
		{"channels that are given with a context", `
			type Changed struct{ ID int }
			type Host interface{ SubscribeEvents(ctx context.Context, events chan<- Changed); Find(id int) *Changed; SubscribeTo(ch chan<- Changed) }
			type Order struct{}
			func (o *Order) Subscribe(ctx context.Context) <-chan Order { return nil }
			type StatusEvent struct{}
			type Checks interface{ Subscribe(ctx context.Context) (<-chan StatusEvent, error); Check(id int) <-chan StatusEvent }
			type Client struct{}
			func (c *Client) Subscribe(ctx context.Context) (<-chan StatusEvent, error) { return nil, nil }`,
			"listen Checks.Subscribe -1, listen Host.SubscribeEvents 1"},
		{"who publishes anything, and hands out subscriptions", `
			type Query interface{ Matches(tags map[string]string) bool }
			type Subscription struct{ out chan Message }
			func (s *Subscription) Out() <-chan Message { return s.out }
			type Message struct{ Data any }
			type Server struct{ subs map[string]*Subscription }
			func (s *Server) Subscribe(ctx context.Context, client string, q Query) (*Subscription, error) { return nil, nil }
			func (s *Server) Publish(ctx context.Context, msg any) error { return nil }
			func (s *Server) PublishWithEvents(ctx context.Context, msg any, tags map[string][]string) error { return nil }
			func (s *Server) Execute(ctx context.Context, msg any) error { return nil }`,
			"listen Server.Subscribe -1, publish Server.Publish 1, publish Server.PublishWithEvents 1"},
		{"what keeps the events that it applies, and what only applies them", `
			type Event struct{ Type string }
			type Base struct{ when func(Event) error; changes []Event }
			func (b *Base) Apply(e Event) error { return nil }
			func (b *Base) Load(all []Event) error { return nil }
			type View struct{ when func(Event) error; seen []Event }
			func (v *View) Apply(e Event) error { return nil }`, "publish Base.Apply 0"},
		{"handlers of whatever type", `
			type Bus struct{}
			func (b *Bus) RegisterHandlers(fs ...any) {}
			func (b *Bus) Send(ctx context.Context, c any) error { return nil }
			type Table struct{}
			func (t *Table) RegisterColumns(fs ...any) {}
			func (t *Table) Send(ctx context.Context, c any) error { return nil }`, "dispatch Bus.Send 1, handle Bus.RegisterHandlers 0"},
		{"a bus that wakes who waits for a name", `
			type Bus struct{}
			func (*Bus) Notify(channel string) {}
			func (*Bus) Register(channel string) chan struct{} { return nil }
			type Jobs struct{}
			func (*Jobs) Notify(channel string) {}
			func (*Jobs) Register(channel string) chan struct{} { return nil }`, "listen Bus.Register -1, publish Bus.Notify 1"},
		{"clients that are told by a queue each", `
			type queue struct{ in, out chan any }
			type Client struct{ updates *queue }
			func (c *Client) Updates() <-chan any { return c.updates.out }
			type Server struct{ clients map[uint64]*Client }
			func (s *Server) Subscribe() (*Client, error) { return nil, nil }
			func (s *Server) SendUpdate(u any) error { return nil }
			func (s *Server) SendMail(u any) error { return nil }`, "listen Server.Subscribe -1, publish Server.SendUpdate 0"},
		{"listeners of which a type keeps several", `
			type App struct{}
			type AppListener interface{ BeforeCreate(a *App) error; AfterCreate(a *App) error }
			type listeners []AppListener
			type Server struct{ apps *listeners; last AppListener; hosts []Listener }
			func (s *Server) AddAppListener(l AppListener) {}
			func (s *Server) AddHost(l Listener) {}
			type Listener interface{ Address() string; Serve(f func(id string)) }
			type Form struct{ last AppListener }
			func (f *Form) AddAppListener(l AppListener) {}`, "listen Server.AddAppListener 0"},
		{"events that wait in a channel", `
			type SystemEvent struct{ ID int }
			type Job struct{ ID int }
			type system struct{ events chan SystemEvent; jobs chan Job }
			func (s *system) Publish(e SystemEvent) {}
			func (s *system) Notify(e SystemEvent) {}
			func (s *system) Emit(j Job) {}
			type generator struct{ events chan SystemEvent }
			func (g *generator) emit(e SystemEvent) bool { return true }
			type outside struct{}
			func (o *outside) Publish(e SystemEvent) {}`, "publish system.Publish 0"},
		{"a command beside what it may do", `
			type Command interface{ AggregateID() string }
			type Actions interface{ Emit(e any) }
			type CommandBus struct{ handlers map[string]func(Command) error }
			func (b *CommandBus) Dispatch(c Command, a Actions) error { return nil }
			func (b *CommandBus) Register(id string, h func(Command) error) {}`, "dispatch CommandBus.Dispatch 0, handle CommandBus.Register 1"},
		{"an order of plain values to which events are applied", `
			type Event interface{ EventName() string }
			type line struct{ price int; at [2]string }
			type Order struct{ id string; lines map[string][]*line }
			func (o *Order) Apply(e Event) {}`, ""},
		{"an order that keeps what is applied", `
			type Event interface{ EventName() string }
			type base struct{ changes []Event }
			type Order struct{ id string; *base }
			func (o *Order) Apply(e Event) {}`, "publish Order.Apply 0"},
		{"work that is done beside telling of it", `
			type SubmitOrder struct{}
			type Order struct{}
			type Trade struct{}
			type OrderExecutor interface{ SubmitOrders(orders ...SubmitOrder) ([]Order, error) }
			type Executor struct{ all []func(Trade) }
			func (e *Executor) OnTrade(f func(Trade)) {}
			func (e *Executor) EmitTrade(t Trade) {}
			func (e *Executor) SubmitOrders(orders ...SubmitOrder) ([]Order, error) { return nil, nil }`,
			"listen Executor.OnTrade 0, publish Executor.EmitTrade 0"},
		{"what keeps changes of any type until they are published", `
			type Farm struct{ UncommittedChanges []any; Name string }
			func (f *Farm) TrackChange(event any) error { return nil }
			type Text struct{ changes []any }
			func (t *Text) TrackChange(change any) {}
			type Order struct{ events []any }
			func (o *Order) Raise(v any) {}`, "publish Farm.TrackChange 0, publish Order.Raise 0"},
		{"watchers with a queue each", `
			type event any
			type watcher struct{ real chan event; out chan any }
			func (w *watcher) Event() <-chan event { return w.real }
			type Server struct{ watchers map[string][]*watcher }
			func (s *Server) watch(types ...string) *watcher { return nil }
			func (s *Server) notifyWatcher(t string, e event) {}`, "listen Server.watch -1, publish Server.notifyWatcher 1"},
		{"a type that has those of a bus that it embeds, and some of its own in their place", `
			type Hook[T any] struct{ all []func(T) error }
			func (h *Hook[T]) BindFunc(f func(T) error) string { return "" }
			func (h *Hook[T]) Trigger(e T) error { return nil }
			type mainHook[T any] struct{ *Hook[T] }
			type TaggedHook[T any] struct{ mainHook[T]; tags []string }
			func (h *TaggedHook[T]) BindFunc(f func(T) error) string { return "" }
			func (h *TaggedHook[T]) BindTag(f func(T) error) string { return "" }
			type Loose[T any] struct{ tags []string }
			func (h *Loose[T]) BindFunc(f func(T) error) string { return "" }`, "listen Hook.BindFunc 0, listen TaggedHook.BindFunc 0, publish Hook.Trigger 0"},
		{"functions of any type, on what is called after events", `
			type EventManager struct{}
			func (m *EventManager) On(fn any) {}
			func (m *EventManager) Emit(e any) {}
			type Page struct{}
			func (p *Page) On(fn any) {}
			func (p *Page) Emit(e any) {}`, "listen EventManager.On 0, publish EventManager.Emit 0"},
		{"channels that are taken away by their name", `
			type Manager struct{}
			func (m *Manager) Subscribe(name string, ch chan any) {}
			func (m *Manager) Unsubscribe(name string) {}
			func (m *Manager) Notify(event any) {}`, "listen Manager.Subscribe 1, publish Manager.Notify 0"},
		{"lists of functions that are called after hooks", `
			type Hooks[F any] []F
			func (h *Hooks[F]) Add(f F) {}
			type List[F any] []F
			func (l *List[F]) Add(f F) {}`, "listen Hooks.Add 0"},
		{"handlers that are made for each message, which may fail", `
			type Command interface{ CommandName() string }
			type CommandHandler interface{ Handle(ctx context.Context, c Command) (any, error) }
			type Boot struct{ commands map[string]func() (CommandHandler, error) }
			func (b *Boot) RegisterCommandHandlerFactory(c Command, f func() (CommandHandler, error)) {}
			func (b *Boot) HandleCommand(ctx context.Context, c Command) (any, error) { return nil, nil }`,
			"dispatch Boot.HandleCommand 1, handle Boot.RegisterCommandHandlerFactory 1"},
		{"connections that are made for each message", `
			type Command interface{ CommandName() string }
			type CommandConn interface{ Handle(ctx context.Context, c Command) (any, error) }
			type Boot struct{ commands map[string]func() (CommandConn, error) }
			func (b *Boot) RegisterCommandConnFactory(c Command, f func() (CommandConn, error)) {}
			func (b *Boot) HandleCommand(ctx context.Context, c Command) (any, error) { return nil, nil }`, ""},
		{"one channel of events", `
			type Event struct{ Name string }
			type Player struct{ events chan Event }
			func (p *Player) Events() <-chan Event { return p.events }
			func (p *Player) notify(e Event) {}
			type Parser struct{ events chan Event }
			func (p *Parser) Events() <-chan Event { return p.events }
			func (p *Parser) emit(e Event) {}
			type Watch struct{ resultChan chan Event }
			func (w *Watch) ResultChan() <-chan Event { return w.resultChan }
			func (w *Watch) send(e Event) bool { return true }
			type Row struct{ ID int }
			type Reader struct{ rows chan Row }
			func (r *Reader) RowChan() <-chan Row { return r.rows }
			func (r *Reader) emit(x Row) {}`, "listen Player.Events -1, publish Player.notify 0"},
		{"a subscriber that has its handler, and is told topics", `
			type Bus interface{ Listen(topic string, f any) error }
			type Subscriber struct{ bus Bus; handler func(any) }
			func (s *Subscriber) Subscribe(topics ...string) error { return nil }
			func (s *Subscriber) UnsubscribeAll() error { return nil }
			type Reader struct{ bus Bus; handler func(any) }
			func (s *Reader) Subscribe(topics ...string) error { return nil }`, "listen Subscriber.Subscribe -1"},
		{"a subscriber that asks elsewhere", `
			type Subscriber struct{ conn interface{ Write([]byte) }; handler func(any) }
			func (s *Subscriber) Subscribe(topics ...string) error { return nil }`, ""},
		{"a pool of those who work", `
			type Job struct{ ID int }
			type Worker struct{ jobs chan Job }
			type Pool struct{ workers []*Worker; idle chan *Worker }
			func (p *Pool) Add(w *Worker) {}
			func (p *Pool) Submit(j Job) {}`, ""},
		{"a list of those who listen on a network", `
			type Listener interface{ Open(port int) error; Close() error }
			type Server struct{ all []Listener }
			func (s *Server) AddListener(l Listener) {}`, ""},
		{"what works beside telling", `
			type CallListener interface{ Called(id string); Done(id string) }
			type Call struct{ ID string }
			type Agent struct{ all []CallListener }
			func (a *Agent) AddCallListener(l CallListener) { a.all = append(a.all, l) }
			func (a *Agent) fireCalled(id string) {}
			type Job interface{ ID() string }
			func (a *Agent) Submit(c Call) error { return nil }
			func (a *Agent) Execute(j Job) error { return nil }`, "listen Agent.AddCallListener 0, publish Agent.fireCalled 1"},
		{"an address is no payload", `
			type Event struct{ Index int; Address net.IP }
			type EventBus struct{}
			func (b *EventBus) Publish(e Event) {}
			func (b *EventBus) Subscribe(f func(Event)) {}`, "listen EventBus.Subscribe 0, publish EventBus.Publish 0"},
		{"a middleware, which is given what comes next", `
			type Job interface{ Name() string }
			type MiddlewareBus interface{ Send(j Job) error; Handle(j Job, next func(Job) error) error }`, ""},
		{"handlers that take what they work with behind the event", `
			type Event interface{ Name() string }
			type Logger struct{ level int }
			type Handler func(e Event, l *Logger) error
			type Bus interface {
				Publish(e Event) error
				Subscribe(name string, h Handler) error
			}`, "listen Bus.Subscribe 1, publish Bus.Publish 0"},
		{"what a machine does on an event, and names to which several listen", `
			type Event string
			type FSM struct{ actions map[Event]func() error }
			func (f *FSM) On(e Event, action func() error) {}
			func (f *FSM) Fire(e Event) error { return nil }
			type Phases struct{ actions map[Event][]func() error }
			func (p *Phases) On(e Event, action func() error) {}
			func (p *Phases) Fire(e Event) error { return nil }`, "listen Phases.On -1, publish Phases.Fire 1"},
		{"an interface of a game that is told what players do, and who leaves", `
			type Player interface{ ID() int }
			type GameEventsDispatcher interface{ DispatchGameCommand(p Player, name string, data any); OnPlayerLeft(p Player) }
			type GameCommandDispatcher interface{ DispatchGameCommand(p Player, name string, data any); OnLeft(f func(Player)) }`,
			"dispatch GameCommandDispatcher.DispatchGameCommand 2, handle GameCommandDispatcher.OnLeft 0"},
		{"functions of which the caller names one and is given what that returns, and those that may fail", `
			type Func func(data any) string
			type Engine struct{ funcs map[string]Func }
			func (e *Engine) RegisterFunc(n string, f Func) {}
			func (e *Engine) Execute(n string, data any) string { return "" }
			type Job func(data any) error
			type Manager struct{ jobs map[string]Job }
			func (m *Manager) RegisterFunc(n string, f Job) {}
			func (m *Manager) Execute(n string, data any) error { return nil }`,
			"dispatch Manager.Execute 1, handle Manager.RegisterFunc 1"},
		{"channels that are handed out by methods called after what comes by them, and what waits in one", `
			type Step struct{ Done int }
			type Tracker struct{ all map[chan Step]struct{} }
			func (t *Tracker) Updates() <-chan Step { return nil }
			func (t *Tracker) Notify(done int) {}
			type DiscussionEvent struct{ ID string }
			type Manager struct{ discussionEvents chan DiscussionEvent }
			func (m *Manager) DiscussionEvents() <-chan DiscussionEvent { return m.discussionEvents }
			func (m *Manager) emitEvent(e DiscussionEvent) {}
			type Worker struct{ steps chan Step }
			func (w *Worker) StepUpdates() <-chan Step { return w.steps }
			func (w *Worker) notify(s Step) {}
			type Log struct{ all []DiscussionEvent; events chan DiscussionEvent }
			func (l *Log) DiscussionEvents() []DiscussionEvent { return l.all }
			func (l *Log) LoadEvents() <-chan DiscussionEvent { return l.events }`,
			"listen Manager.DiscussionEvents -1, listen Tracker.Updates -1, publish Manager.emitEvent 0, publish Tracker.Notify 1"},
		{"sinks of which a list is one, those of which there is one each, and a journal of several", `
			type Event struct{ Text string }
			type Sink interface{ Emit(Event) }
			type Multi struct{ sinks []Sink }
			func (m Multi) Emit(e Event) {}
			type Lone interface{ Fire(Event) }
			type Level struct{ next Lone; all []Event }
			func (l Level) Fire(e Event) {}
			type Recorder interface{ Publish(Event) }
			type Recorders []Recorder
			func (r Recorders) Publish(e Event) {}
			type Order struct{ id int }
			type Step interface{ Notify(Order) }
			type Steps []Step
			func (s Steps) Notify(o Order) {}`,
			"publish Multi.Emit 0, publish Sink.Emit 0"},
		{"subscriptions that call functions for what they have heard, and those that they ask", `
			type Event struct{ Name string }
			type Subscription struct{ ch chan Event }
			func (s *Subscription) Each(f func(Event) error) {}
			func (s *Subscription) Filter(f func(Event) bool) {}
			func (s *Subscription) Map(f func(Event) Event) {}
			func (s *Subscription) OnClose(f func()) {}
			func (s *Subscription) Log(e Event) {}
			type Bus struct{ all []*Subscription }
			func (b *Bus) Subscribe(names ...string) *Subscription { return nil }
			func (b *Bus) Notify(e Event) {}`,
			"listen Bus.Subscribe -1, listen Subscription.Each 0, publish Bus.Notify 0"},
		{"what carries anything as JSON, if it is an event", `
			type Event struct{ Kind string; Payload json.RawMessage }
			type Engine struct{ events chan Event }
			func (e *Engine) Events() <-chan Event { return e.events }
			func (e *Engine) emit(kind string, payload any) {}
			type Frame struct{ Kind string; Payload []byte }
			type Link struct{ frames chan Frame }
			func (l *Link) Messages() <-chan Frame { return l.frames }
			func (l *Link) emit(kind string, payload any) {}`,
			"listen Engine.Events -1, publish Engine.emit 1"},
		{"a tree of parts, and a listener that tells others", `
			type Event struct{ X, Y int }
			type Widget interface{ Draw(); HandleEvent(Event) bool }
			type Container struct{ children []Widget }
			func (c *Container) Add(w Widget) {}
			func (c *Container) Draw() {}
			func (c *Container) HandleEvent(e Event) bool { return true }
			type Hearing interface{ HandleChangeEvent(Event) bool }
			type Publisher struct{ all []Hearing }
			func (p *Publisher) Add(h Hearing) {}
			func (p *Publisher) HandleChangeEvent(e Event) bool { return true }`,
			"listen Publisher.Add 0, publish Hearing.HandleChangeEvent 0, publish Publisher.HandleChangeEvent 0"},
		{"members of a network, which know others of their kind, and who is told by a hub", `
			type Message struct{ From int }
			type Node struct{ others []*Node; inbox chan Message }
			func (n *Node) Broadcast(m Message) {}
			type Part struct{ inbox chan Message }
			type Desk struct{ parts []*Part }
			func (d *Desk) Broadcast(m Message) {}`, "publish Desk.Broadcast 0"},
		{"what records events decides itself on commands", `
			type Event interface{ EventName() string }
			type Command interface{ CommandName() string }
			type Wallet struct{ events []Event }
			func (w *Wallet) HandleCommand(c Command) error { return nil }
			func (w *Wallet) AddEvent(e Event) { w.events = append(w.events, e) }`, "publish Wallet.AddEvent 0"},
		{"what keeps listeners to take them away, and what tells them", `
			type Listener interface{ DoAction(map[string]any) }
			type RemoveAction struct{ all []Listener }
			func (r *RemoveAction) AddListener(l Listener) { r.all = append(r.all, l) }
			type Action struct{ all []Listener }
			func (r *Action) AddListener(l Listener) { r.all = append(r.all, l) }`, "listen Action.AddListener 0"},
		{"functions for the buttons of a mouse, one of which is called as what sends is, and those of a bus", `
			type Event struct{ Button int }
			type Map map[int]func(Event)
			func (m Map) Left(f func(Event)) Map { return m }
			func (m Map) Forward(f func(Event)) Map { return m }
			func (m Map) Handle(e Event) {}
			type Table map[int]func(Event)
			func (m Table) Register(f func(Event)) {}
			func (m Table) Handle(e Event) {}`, "dispatch Table.Handle 0, handle Table.Register 0"},
		{"what is executed with any arguments, and answers, beside who observes; and a notice that a database is given", `
			type Change struct{ N int }
			type Observer interface{ Update(*Change) }
			type Pool struct{ all []Observer }
			type Pooled interface{ Exec(method string, params []any) any; Register(Observer) }
			func (p *Pool) Register(o Observer) {}
			func (p *Pool) NotifyAll(c *Change) {}
			func (p *Pool) Exec(method string, params []any) any { return nil }
			type Event struct{ ID string }
			type DBTX interface{ ExecContext(ctx context.Context, query string, args ...any) (any, error) }
			type Store struct{ subs map[int]chan Event }
			func (s *Store) Subscribe(n int) (<-chan Event, func()) { return nil, nil }
			func (s *Store) emit(e Event) {}
			func (s *Store) notify(ctx context.Context, q DBTX, e Event) {}`,
			"listen Pool.Register 0, listen Pooled.Register 0, listen Store.Subscribe -1, publish Pool.NotifyAll 0, publish Store.emit 0"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, _ := shapesOf(t, test.src)
			if got := described(Recognise(s.pkg).Sure); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// Members of a cluster ask each other over HTTP; who has a client for something else may have a bus.
func TestRecognisesNoCluster(t *testing.T) {
	s, source := shapesOfFile(t, `package app
import "net/http"
type Message struct{ Kind string }
type Node struct{ ID, Address string }
type Cluster struct{ nodes map[string]*Node; handlers map[string]func(*Message) error; client *http.Client }
func (c *Cluster) RegisterHandler(kind string, h func(*Message) error) { c.handlers[kind] = h }
func (c *Cluster) Broadcast(m *Message) { for _, n := range c.nodes { c.client.Get(n.Address) } }
func (c *Cluster) Receive(m *Message) error { return c.handlers[m.Kind](m) }
type Group struct{ names []string; handlers map[string]func(*Message) error; client *http.Client }
func (g *Group) RegisterHandler(kind string, h func(*Message) error) { g.handlers[kind] = h }
func (g *Group) Broadcast(m *Message) { for _, h := range g.handlers { h(m) } }
`)
	if got, want := described(Recognise(s.pkg).Sure), "listen Group.RegisterHandler 1, publish Group.Broadcast 0"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got := described(Propose(s.pkg, source, nil)); got != "" {
		t.Errorf("got %q", got)
	}
}

// described returns the functions of a profile in words.
func described(p *profile.Profile) string {
	var all []string
	if p == nil {
		return ""
	}
	for i := range p.Funcs {
		f := &p.Funcs[i]
		all = append(all, f.Role.String()+" "+f.String()+" "+strconv.Itoa(f.Arg))
	}
	slices.Sort(all)
	return strings.Join(all, ", ")
}

// A map or a slice may have others of its own type in it.
func TestTypesInThemselves(t *testing.T) {
	s, source := shapesOf(t, `
		type Tree map[string]Tree
		type List []List
		type Placed struct{ ID int }
		type EventBus struct{ below Tree; rest List; told map[string]map[string]func(Placed) }
		func (b *EventBus) Subscribe(name string, t Tree) { b.below[name] = t }
		func (b *EventBus) AddListeners(l List) { b.rest = l }
		func (b *EventBus) Watch() <-chan Placed { return nil }
		func (b *EventBus) Publish(name string, p Placed) { b.told[name][name](p) }
		func (b *EventBus) Register(handlers map[string]map[string]func(Placed)) { b.told = handlers }`)
	Recognise(s.pkg)
	Propose(s.pkg, source, nil)
	prove(s.pkg, source)
	trees := s.pkg.Scope().Lookup("Tree").Type()
	if anyElement(trees, isChannel) || anyElement(s.pkg.Scope().Lookup("List").Type(), isChannel) {
		t.Error("there are no channels")
	}
}

// A library's transport of bytes is no candidate for a program that uses it; a package of the module may be one.
func TestLikelyOfBytes(t *testing.T) {
	s, _ := shapesOf(t, `
		type Message struct{ ID string; Payload []byte }
		type hub struct{ all []chan *Message }
		type EventPublisher interface{ PublishMessage(topic string, messages ...*Message) error }`)
	s.pkg.SetName("message")
	fn := s.pkg.Scope().Lookup("EventPublisher").Type().Underlying().(*types.Interface).Method(0)
	for _, own := range []bool{true, false} {
		proposer := NewResolver(nil, new(noBodies), nil)
		proposer.Propose(new(Proposals))
		if got := proposer.Likely(fn, func(*types.Package) bool { return own }) != nil; got != own {
			t.Errorf("own %t: got %t", own, got)
		}
	}
}

// Where only what listens is certain, what tells it may still be proposed.
func TestProposesWhatTells(t *testing.T) {
	s, source := shapesOf(t, `
		type Block struct{ ID int }
		type BlockListener interface{ OnBlock(b *Block) }
		type Chain struct{ all []BlockListener }
		func (c *Chain) AddBlockListener(l BlockListener) { c.all = append(c.all, l) }
		func (c *Chain) forward(b *Block) { for _, l := range c.all { l.OnBlock(b) } }`)
	known := Recognise(s.pkg).Sure
	if known == nil || len(known.Funcs) != 1 || known.Funcs[0].Name != "AddBlockListener" {
		t.Errorf("got %v for certain, want what listens", known)
	}
	if p := Propose(s.pkg, source, known); p == nil || !slices.ContainsFunc(p.Funcs, func(f profile.Func) bool { return f.Name == "forward" }) {
		t.Errorf("got %v to propose, want what tells", p)
	}
}

// What encodes a message and writes it sends it to another program.
func TestProposesNothingThatIsWritten(t *testing.T) {
	for body, want := range map[string]bool{
		"b := m.Marshal(); s.c.Write(b)":                                 false,
		"_ = m.Marshal(); for _, f := range s.handlers[m.Kind] { f(m) }": true,
	} {
		s, source := shapesOf(t, `
			type Message struct{ Kind string; Data any }
			func (m Message) Marshal() []byte { return nil }
			type Session struct{ c interface{ Write([]byte) }; handlers map[string][]func(Message) }
			func (s *Session) On(kind string, f func(Message)) { s.handlers[kind] = append(s.handlers[kind], f) }
			func (s *Session) Send(m Message) { `+body+` }`)
		p := Propose(s.pkg, source, nil)
		if got := p != nil && slices.ContainsFunc(p.Funcs, func(f profile.Func) bool { return f.Name == "Send" }); got != want {
			t.Errorf("%s: got %t", body, got)
		}
	}
}

// A notifier tells nobody in the program whose senders are all at the end of a network, write a log, or pass on to one of those.
// One who counts is told.
func TestProposesNoSenders(t *testing.T) {
	senders := `
		type Event struct{ Text string }
		type Notifier interface{ Send(ctx context.Context, e Event) error }
		type Chat struct{ url string; client *http.Client }
		func (c *Chat) Send(ctx context.Context, e Event) error { _, err := c.client.Get(c.url + e.Text); return err }
		type Mail struct{ host string; port int }
		func (m *Mail) Send(ctx context.Context, e Event) error { return nil }
		type only struct{ inner Notifier; kinds map[string]bool }
		func (o *only) Send(ctx context.Context, e Event) error { return o.inner.Send(ctx, e) }
		type Multi struct{ notifiers []Notifier; pending []Event }
		func NewMulti(notifiers ...Notifier) *Multi { return &Multi{notifiers: notifiers} }
		func (m *Multi) Notify(ctx context.Context, e Event) bool { for _, n := range m.notifiers { _ = n.Send(ctx, e) }; return true }`
	proposes(t, map[string]string{
		senders: "",
		senders + `
			type Count struct{ of *Board }
			type Board struct{ seen []string }
			func (c *Count) Send(ctx context.Context, e Event) error { c.of.seen = append(c.of.seen, e.Text); return nil }`: "listen NewMulti 0, publish Multi.Notify 1",
	})
}

// Who waits for one answer, by a key, hears of nothing else.
func TestProposesNobodyWhoWaits(t *testing.T) {
	proposes(t, map[string]string{
		`type AgentMessage struct{ ID string }
			type Server struct{ pending map[string]chan *AgentMessage }
			func (s *Server) registerPending(id string) (chan *AgentMessage, error) { ch := make(chan *AgentMessage, 1); s.pending[id] = ch; return ch, nil }
			func (s *Server) deliverPending(id string, m *AgentMessage) { if ch := s.pending[id]; ch != nil { delete(s.pending, id); ch <- m } }
			type Desk struct{ ears map[string]chan *AgentMessage }
			func (d *Desk) registerEar(id string) (chan *AgentMessage, error) { ch := make(chan *AgentMessage, 1); d.ears[id] = ch; return ch, nil }
			func (d *Desk) deliverNews(id string, m *AgentMessage) { if ch := d.ears[id]; ch != nil { ch <- m } }`: "listen Desk.registerEar -1, publish Desk.deliverNews 1",
	})
}

// What takes bytes is not told of messages.
func TestProposesNoTransport(t *testing.T) {
	s, source := shapesOfFile(t, `package app
type AlertEvent struct{ State string }
type Node struct{}
func (n *Node) BroadcastMessage(kind int, v any) {}
func (n *Node) subscribe(name string, handler func(data []byte) error) {}
type Notifier struct{ address string }
func (n *Notifier) NotifyEvent(e AlertEvent) { alert(n.address, e) }
func alert(address string, e AlertEvent) {}
type subscription interface{ Next() []byte }
func (n *Node) subscribeTo(s subscription, handler func(data []byte) error) {}
type PeerID string
type Message interface{ Data() []byte; From() PeerID }
type Topic struct{}
func (t *Topic) BroadcastMessage(kind int, v any) {}
func (t *Topic) subscribe(name string, handler func(Message) error) {}
`)
	if got := described(Propose(s.pkg, source, nil)); got != "" {
		t.Errorf("got %q, want nothing", got)
	}
	s, source = shapesOfFile(t, `package app
type AlertEvent struct{ State string }
type Dispatcher struct{ channels map[string]chan AlertEvent }
func (d *Dispatcher) Dispatch(to []string, e AlertEvent) { for _, one := range to { d.send(one, e) } }
func (d *Dispatcher) send(to string, e AlertEvent) {}
type Node struct{}
func (n *Node) BroadcastMessage(kind int, v any) {}
func (n *Node) subscribe(name string, handler func(data any) error) {}
type Message interface{ Data() []byte; From() string }
type Topic struct{}
func (t *Topic) BroadcastMessage(kind int, v any) {}
func (t *Topic) subscribe(name string, handler func(Message) error) {}
`)
	if got, want := described(Propose(s.pkg, source, nil)), "dispatch Dispatcher.Dispatch 1, listen Node.subscribe 1, listen Topic.subscribe 1, publish Node.BroadcastMessage 1, publish Topic.BroadcastMessage 1"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// proposes checks what is proposed of each source.
func proposes(t *testing.T, all map[string]string) {
	t.Helper()
	for src, want := range all {
		s, source := shapesOf(t, src)
		if got := described(Propose(s.pkg, source, nil)); got != want {
			t.Errorf("%s\ngot %q, want %q", src, got, want)
		}
	}
}

// Who announces what waits in a channel may be of a bus, whoever takes it out. What is work, or is bytes, is none.
func TestProposesWhoQueues(t *testing.T) {
	proposes(t, map[string]string{
		`type change struct{ name string; state any }
			var changes = make(chan *change, 100)
			func Publish(name string, state any) { select { case changes <- &change{name, state}: default: } }`: "publish Publish 1",
		`type Radio struct{ ch chan any }
			func (r *Radio) notify(track Event) { r.put(track) }
			func (r *Radio) put(v any) { r.ch <- v }
			type Event struct{}`: "publish Radio.notify 0",
		`type Event struct{}
			func Publish(to chan Event, e Event) { to <- e }`: "",
		`type Radio struct{ ch chan []byte }
			func (r *Radio) Broadcast(b []byte) { r.ch <- b }`: "",
		`type Spec struct{ ch chan any }
			func (s *Spec) PostProcess(v any) { s.ch <- v }`: "",
		`type Event struct{}
			type Client struct{ ch chan Event }
			func (c *Client) Publish(e Event) { c.ch <- e }`: "",
		`type Update struct{}
			type Engine struct{ Updates chan Update }
			func (e *Engine) emitUpdate(u Update) { e.Updates <- u }`: "",
		`type Update struct{}
			type Engine struct{ Broadcast chan Update }
			func (e *Engine) BroadcastUpdate(u Update) { e.Broadcast <- u }`: "publish Engine.BroadcastUpdate 0",
		`type Player struct{ ID string }
			type Lobby struct{ players map[string]*Player; texts map[string]chan string }
			func (l *Lobby) Texts() []chan string { return nil }
			func Broadcast(l *Lobby, name, text string) { for _, ch := range l.Texts() { ch <- name + text } }`: "publish Broadcast 0",
		`type Lobby struct{ texts map[string]chan string }
			func (l *Lobby) Text(id string) chan string { return nil }
			func Broadcast(l *Lobby, id, text string) { l.Text(id) <- text }`: "",
		`type Lobby struct{ ends []chan struct{} }
			func (l *Lobby) Ends() []chan struct{} { return l.ends }
			func Broadcast(l *Lobby) { for _, ch := range l.Ends() { ch <- struct{}{} } }`: "",
	})
}

// A bus may use the hub of another package.
func TestProposesWhoUsesAHub(t *testing.T) {
	fset := token.NewFileSet()
	parsed := func(src string) []*ast.File {
		file, err := parser.ParseFile(fset, "a.go", src, 0)
		if err != nil {
			t.Fatal(err)
		}
		return []*ast.File{file}
	}
	hub, err := new(types.Config).Check("example.com/hub", fset, parsed(`package hub
type Message struct{ Text string }
type Hub struct{ Broadcast, Inbox chan *Message }`), nil)
	if err != nil {
		t.Fatal(err)
	}
	files := parsed(`package app
import "example.com/hub"
type Service struct{ hub *hub.Hub }
func (s *Service) Publish(m *hub.Message) { s.hub.Broadcast <- m }
func (s *Service) PublishTwice(m *hub.Message) { s.hub.Inbox <- m }
func (s *Service) Keep(m *hub.Message) { s.hub.Broadcast <- m }`)
	imports := recheck.Importer(func(string) (*types.Package, error) { return hub, nil })
	pkg, err := (&types.Config{Importer: imports}).Check("example.com/app", fset, files, nil)
	if err != nil {
		t.Fatal(err)
	}
	if got, want := described(Propose(pkg, Source{Fset: fset, Files: files}, nil)), "publish Service.Publish 0"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// What has a place for several who are told, and methods that say by their names that they add one and tell them, may be a bus,
// whatever these take. What answers, or has one for each name, is none.
func TestProposesWhatIsPaired(t *testing.T) {
	proposes(t, map[string]string{
		`type Ear struct{ ch chan struct{} }
			type Hub struct{ ears map[int]map[*Ear]bool }
			func (h *Hub) Subscribe(id int) *Ear { e := &Ear{make(chan struct{}, 1)}; h.ears[id][e] = true; return e }
			func (h *Hub) Publish(id int) { for e := range h.ears[id] { select { case e.ch <- struct{}{}: default: } } }`: "listen Hub.Subscribe 0, publish Hub.Publish 0",
		`type Handler struct{ Fn any; Name string }
			type Hooks struct{ actions map[string][]Handler }
			type Registry interface{ AddAction(name string, fn any); DoAction(ctx context.Context, name string, args ...any) }
			func (h *Hooks) AddAction(name string, fn any) { h.actions[name] = append(h.actions[name], Handler{fn, name}) }
			func (h *Hooks) DoAction(ctx context.Context, name string, args ...any) { for _, a := range h.actions[name] { call(a.Fn, args) } }
			func call(fn any, args []any) {}`: "dispatch Hooks.DoAction 2, dispatch Registry.DoAction 2, handle Hooks.AddAction 0, handle Registry.AddAction 0",
		`type Plugin interface{ Start() error; Stop() error }
			type EvictHook interface{ Plugin; OnEvict(key string) }
			type Manager struct{ plugins []Plugin; hooks []EvictHook }
			func (m *Manager) Register(p Plugin) { m.plugins = append(m.plugins, p); if h, ok := p.(EvictHook); ok { m.hooks = append(m.hooks, h) } }
			func (m *Manager) RunEvictHooks(key string) { for _, h := range m.hooks { h.OnEvict(key) } }`: "dispatch Manager.RunEvictHooks 0, handle Manager.Register 0",
		`type Plugin interface{ Start() error; Stop() error }
			type Manager struct{ plugins []Plugin }
			func (m *Manager) Register(p Plugin) { m.plugins = append(m.plugins, p) }
			func (m *Manager) NotifyAll(name string) { println(name) }`: "",
		`type Router struct{ handlers map[string]func(string) }
			func (r *Router) On(name string, f func(string)) { r.handlers[name] = f }
			func (r *Router) Dispatch(name string) { r.handlers[name](name) }`: "",
		`type Answer struct{ Text string }
			type Desk struct{ handlers map[string]func(string) Answer }
			func (d *Desk) Register(name string, f func(string) Answer) { d.handlers[name] = f }
			func (d *Desk) Dispatch(name string) Answer { return d.handlers[name](name) }`: "",
		// A setter adds nobody to those who are told, whoever else is: those that work.
		`type Job struct{ ID string }
			type Worker struct{ Jobs chan *Job }
			type Pool struct{ workers []*Worker; queue chan *Job; onProgress func(id string, done int) }
			func (p *Pool) SetCallbacks(onProgress func(id string, done int)) { p.onProgress = onProgress }
			func (p *Pool) Dispatch(j *Job) error { p.queue <- j; return nil }
			func (p *Pool) report(id string) { p.onProgress(id, 1) }`: "",
	})
}

// What changes queries of a database, and has one of several drivers do it, tells nobody.
func TestProposesNoDrivers(t *testing.T) {
	s, source := shapesOf(t, `
			type Query struct{ where []string }
			type Builder struct{ scopes []func(*Query) }
			func (b *Builder) AddScope(f func(*Query)) { b.scopes = append(b.scopes, f) }
			func (b *Builder) Apply(q *Query) { for _, f := range b.scopes { f(q) } }
			type Device struct{ ID string }
			type Data struct{ Kind string }
			type Handler interface{ Name() string; Start() error; RegisterDevice(d Data) (Device, error) }
			type Manager struct{ hs []Handler }
			func (m *Manager) AddHandler(h Handler) { m.hs = append(m.hs, h) }
			func (m *Manager) RegisterDevice(d Data) (Device, error) {
				for _, h := range m.hs { if h.Name() == d.Kind { return h.RegisterDevice(d) } }
				return Device{}, nil
			}
			type Devices interface{ AddHandler(h Handler); RegisterDevice(d Data) (Device, error) }`)
	if p := Propose(s.pkg, source, nil); p != nil {
		t.Errorf("got %q", described(p))
	}
}

// A listener with a method for each event is told by who calls these. What else is called a listener is none.
func TestProposesListeners(t *testing.T) {
	proposes(t, map[string]string{
		"type AppListener interface{ BeforeCreate(id string) error; AfterCreate(id string) error }": "publish AppListener.AfterCreate 0, publish AppListener.BeforeCreate 0",
		"type Observer interface{ LeaderUpdated(id int); OnStopped(id int) }":                       "publish Observer.LeaderUpdated 0, publish Observer.OnStopped 0",
		"type Listener interface{ Accept(id int) error; Close(force bool) error }":                  "",
		"type Listener interface{ EnterRule(id int); ExitRule(id int) }":                            "",
		"type ButtonListener interface{ OnPressed(id int); OnReleased(id int) }":                    "",
		"type Listener interface{ OnMessage(id int) }":                                              "",
		"type Store interface{ BeforeCreate(id string) error; AfterCreate(id string) error }":       "",
	})
}

// TestProposes says what is proposed, and of what resembles it is not.
func TestProposes(t *testing.T) {
	for _, test := range []struct{ name, src, want string }{
		{"a client of a network beside others that watch what is there", `
			type Transaction struct{ Nonce int }
			type Subscription interface{ Unsubscribe() }
			type TransactionSender interface{ SendTransaction(ctx context.Context, t *Transaction) error }
			type PendingEventer interface{ SubscribePendingTransactions(ctx context.Context, ch chan<- *Transaction) (Subscription, error) }`, ""},
		{"mail that is sent beside what is told", `
			type Order struct{}
			type EventDispatcher struct{}
			func (d *EventDispatcher) SendEmail(o Order) {}
			func (d *EventDispatcher) SendPlaced(o Order) {}`, "publish EventDispatcher.SendPlaced 0"},
		{"parts that something is made of", `
			type Spec struct{}
			type Stage interface{ Handle(s Spec) error }
			type SpecDispatcher struct{ all map[string]Stage }
			func NewSpecDispatcher(all map[string]Stage) *SpecDispatcher { return &SpecDispatcher{all} }
			func (d *SpecDispatcher) Dispatch(s Spec) error { return nil }
			func (d *SpecDispatcher) Subscribe(f func(Spec)) {}`, "listen SpecDispatcher.Subscribe 0, publish SpecDispatcher.Dispatch 0"},
		{"filters that something is made of", `
			type Spec struct{}
			type SpecDispatcher struct{ all []func(Spec) bool }
			func NewSpecDispatcher(filters ...func(Spec) bool) *SpecDispatcher { return &SpecDispatcher{filters} }
			func (d *SpecDispatcher) Dispatch(s Spec) error { for _, f := range d.all { f(s) }; return nil }
			func (d *SpecDispatcher) Subscribe(f func(Spec)) {}`, "listen SpecDispatcher.Subscribe 0, publish SpecDispatcher.Dispatch 0"},
		{"handlers that something is made of", `
			type Spec struct{}
			type SpecHandler interface{ Handle(s Spec) error }
			type SpecDispatcher struct{ all map[string]SpecHandler }
			func NewSpecDispatcher(all map[string]SpecHandler) *SpecDispatcher { return &SpecDispatcher{all} }
			func (d *SpecDispatcher) Dispatch(s Spec) error { return nil }
			func (d *SpecDispatcher) Subscribe(f func(Spec)) {}`, "handle NewSpecDispatcher 0, listen SpecDispatcher.Subscribe 0, publish SpecDispatcher.Dispatch 0"},
		{"a dispatcher beside others that listen", `
			type Transaction struct{ Nonce int }
			type Subscription interface{ Unsubscribe() }
			type TransactionDispatcher interface{ DispatchTransaction(ctx context.Context, t *Transaction) error }
			type PendingEventer interface{ SubscribePendingTransactions(ctx context.Context, ch chan<- *Transaction) (Subscription, error) }`,
			"dispatch TransactionDispatcher.DispatchTransaction 1, listen PendingEventer.SubscribePendingTransactions 1"},
		{"handlers of what waits in a queue", `
			type Job struct{ Type string; Payload any }
			type Queue struct{ handlers map[string]func(context.Context, Job) error; jobs chan Job }
			func (q *Queue) RegisterHandler(t string, h func(context.Context, Job) error) { q.handlers[t] = h }
			func (q *Queue) Enqueue(j Job) { q.jobs <- j }
			func (q *Queue) work(ctx context.Context) { for j := range q.jobs { q.handlers[j.Type](ctx, j) } }`,
			"dispatch Queue.Enqueue 0, handle Queue.RegisterHandler 1"},
		{"a queue of what its type does itself, and handlers of what came of that", `
			type Job struct{ Type string; Payload any }
			type Result struct{ Err error }
			type Queue struct{ handlers map[string]func(context.Context, Result) error; jobs chan Job }
			func (q *Queue) RegisterHandler(t string, h func(context.Context, Result) error) { q.handlers[t] = h }
			func (q *Queue) Enqueue(j Job) { q.jobs <- j }
			func (q *Queue) run(j Job) Result { return Result{} }
			func (q *Queue) work(ctx context.Context) { for j := range q.jobs { q.handlers[j.Type](ctx, q.run(j)) } }`, ""},
		{"functions of which one computes something", `
			type Document interface{ Kind() string }
			type NamingFunc func(ctx context.Context, d Document) (string, error)
			type Engine struct{ funcs map[string]NamingFunc }
			func (e *Engine) RegisterNamingFunc(name string, f NamingFunc) { e.funcs[name] = f }
			func (e *Engine) GenerateName(ctx context.Context, d Document) (string, error) { return e.funcs[d.Kind()](ctx, d) }
			type RuleFunc func(ctx context.Context, d Document) error
			type Rules struct{ rules map[string]RuleFunc }
			func (r *Rules) Register(name string, f RuleFunc) { r.rules[name] = f }
			func (r *Rules) EvaluateAll(ctx context.Context, names []string, d Document) error {
				for _, name := range names { if err := r.rules[name](ctx, d); err != nil { return err } }
				return nil
			}`, ""},
		{"actors that are told by their names", `
			type Msg any
			type Actor interface{ Receive(Msg) }
			type System struct{ boxes map[string]chan Msg }
			func (s *System) Spawn(name string, a Actor) {
				c := make(chan Msg, 8)
				s.boxes[name] = c
				go func() { for m := range c { a.Receive(m) } }()
			}
			func (s *System) Tell(name string, m Msg) { s.boxes[name] <- m }`, "dispatch System.Tell 1, handle System.Spawn 1"},
		{"a worker that is started, and reads from a channel itself", `
			type Tick struct{}
			type Job struct{ Ticks <-chan Tick }
			type JobEnd struct{ Name string }
			type handle struct{ name string; ticks chan Tick }
			type Runner struct{ active map[string]*handle; ends chan JobEnd }
			func (r *Runner) JobEnds() <-chan JobEnd { return r.ends }
			func (r *Runner) Start(name string, handler func(Job)) {
				h := &handle{name, make(chan Tick, 1)}
				r.active[name] = h
				job := Job{h.ticks}
				go func() { handler(job); r.emitJobEnd(h) }()
			}
			func (r *Runner) emitJobEnd(h *handle) { r.ends <- JobEnd{h.name} }`, "publish Runner.emitJobEnd 0"},
		{"parts that work through what is put into a queue", `
			type Msg any
			type Worker interface{ Work(Msg) }
			type System struct{ boxes map[string]chan Msg }
			func (s *System) Spawn(name string, w Worker) {
				c := make(chan Msg, 8)
				s.boxes[name] = c
				go func() { for m := range c { w.Work(m) } }()
			}
			func (s *System) Put(name string, m Msg) { s.boxes[name] <- m }`, ""},
		{"a loop that does what others are not told", `
			type Changed struct{ Name string }
			type Manager struct{ subs map[string][]chan any }
			func (m *Manager) handleChangedEvent(e Changed) error { return nil }
			func (m *Manager) SubscribeRotations(key string) (chan any, func()) { return nil, nil }`, ""},
		{"a function that tells others", `
			type Changed struct{ Name string }
			type Manager struct{ subs map[string][]chan any }
			func (m *Manager) sendChangedEvent(e Changed) error { return nil }
			func (m *Manager) SubscribeRotations(key string) (chan any, func()) { return nil, nil }`, "listen Manager.SubscribeRotations -1, publish Manager.sendChangedEvent 0"},
		{"parts of which there is one each, and what records an announcement", `
			type VoteHandler interface{ HandleVote(key string, vote int) error; ObserveAnnouncement(id int) }
			type Node struct{ votes VoteHandler }
			func (n *Node) SetVotes(h VoteHandler) error { n.votes = h; return nil }
			func (n *Node) recordAnnouncement(id int) error { n.votes.ObserveAnnouncement(id); return nil }`, ""},
		{"a source that is told where to send", `
			type Query struct{ Name string }
			type UpdateEvent struct{ Result any }
			type ConfigEntry interface{ Notify(ctx context.Context, q *Query, id string, ch chan<- UpdateEvent) error }`, ""},
		{"a notifier that is told what to send", `
			type Query struct{ Name string }
			type UpdateEvent struct{ Result any }
			type ConfigNotifier interface{ Notify(ctx context.Context, id string, e UpdateEvent) error }`, "publish ConfigNotifier.Notify 2"},
		{"a view that shows events, beside much else", `
			type Event struct{ ID int }
			type ViewSink interface{ Started(); Emit(e Event); Ended(id int); Notice(s string) }`, ""},
		{"what does nothing else", `
			type Event struct{ ID int }
			type EventSink interface{ Emit(e Event); Close() error }`, "publish EventSink.Emit 0"},
		{"a store that is a dispatcher beside other things", `
			type Notice struct{ Text string }
			type Dispatcher interface{ Dispatch(n Notice) error; Subscribe(f func(Notice)) }
			type Store struct{ all []func(Notice) }
			func (s *Store) Dispatch(n Notice) error { for _, f := range s.all { f(n) }; return nil }
			func (s *Store) Save(n Notice) {}`, "dispatch Store.Dispatch 0, listen Dispatcher.Subscribe 0, publish Dispatcher.Dispatch 0"},
		{"a predicate among options", `
			type Event struct{ ID int }
			type Option func(*state)
			type state struct{ filters []func(Event) bool; receivers map[string][]func(Event) error }
			func WithFilter(f func(Event) bool) Option { return func(s *state) { s.filters = append(s.filters, f) } }
			func (s *state) Receiver(name string, f func(Event) error) { s.receivers[name] = append(s.receivers[name], f) }
			func (s *state) pass(e Event) {
				for _, f := range s.filters { if !f(e) { return } }
				for _, all := range s.receivers { for _, f := range all { f(e) } }
			}`, "listen state.Receiver 1, publish state.pass 0"},
	} {
		t.Run(test.name, func(t *testing.T) {
			s, source := shapesOf(t, test.src)
			if got := described(Propose(s.pkg, source, nil)); got != test.want {
				t.Errorf("got %q, want %q", got, test.want)
			}
		})
	}
}

// What is made of a handler registers it only where it is for a bus.
func TestDefinitionsOfHandlers(t *testing.T) {
	for pkg, want := range map[string]string{
		"mediator": "dispatch Send 2, handle NewRequestHandlerDefinition 0, publish Publish 2",
		"plan":     "",
	} {
		s, _ := shapesOfFile(t, "package "+pkg+`
			import "context"
			type RequestHandler[T, R any] interface{ Handle(ctx context.Context, req T) (R, error) }
			type Definition interface{ Handler() any }
			type Container interface{ resolve(message any) []any }
			func NewRequestHandlerDefinition[T, R any](h RequestHandler[T, R]) Definition { return nil }
			func NewRequestHandlerWrapper[T, R any](h RequestHandler[T, R]) Definition { return nil }
			func Send[T, R any](ctx context.Context, c Container, req T) (r R, err error) { return }
			func Publish[N any](ctx context.Context, c Container, n N) error { return nil }`)
		if got := described(Recognise(s.pkg).Sure); got != want {
			t.Errorf("%s: got %q, want %q", pkg, got, want)
		}
	}
}

// TestRecogniseFunctions is TestRecognise for what the name of the package says.
func TestRecogniseFunctions(t *testing.T) {
	for pkg, want := range map[string]string{"event": "listen RegisterListener 1, publish Post 1", "letters": ""} {
		s, _ := shapesOfFile(t, "package "+pkg+`
			type Listener interface{ HandleEvent(*Context) error }
			type Context struct{ event any }
			func RegisterListener(name string, l Listener, kinds []string) error { return nil }
			func Post(kind string, event any) {}`)
		if got := described(Recognise(s.pkg).Sure); got != want {
			t.Errorf("%s: got %q, want %q", pkg, got, want)
		}
	}
}

// What handles something, and tells listeners of something else, is told itself.
func TestProposesNoHandling(t *testing.T) {
	for name, want := range map[string]bool{"AddrUpdate": false, "Link": true} {
		s, source := shapesOf(t, `
			type AddrUpdate struct{ ID int }
			type Link struct{ ID int }
			type Monitor struct{ callbacks []func(Link) }
			func (m *Monitor) OnChange(f func(Link)) { m.callbacks = append(m.callbacks, f) }
			func (m *Monitor) handleUpdate(u `+name+`) { for _, f := range m.callbacks { f(Link{u.ID}) } }`)
		p := Propose(s.pkg, source, nil)
		if got := p != nil && slices.ContainsFunc(p.Funcs, func(f profile.Func) bool { return f.Name == "handleUpdate" }); got != want {
			t.Errorf("%s: got %t", name, got)
		}
	}
}

// A program does not hear of what a library may have, unless that is called a bus.
func TestLikelyOfLibraries(t *testing.T) {
	s, _ := shapesOf(t, `
		type Engine struct{}
		func (e *Engine) Execute(query any) error { return nil }
		func (e *Engine) AddHandler(h func(any)) {}`)
	fn := s.pkg.Scope().Lookup("Engine").Type().(*types.Named).Method(0)
	for _, own := range []bool{true, false} {
		if got := NewResolver(nil, nil, nil).Likely(fn, func(*types.Package) bool { return own }) != nil; got != own {
			t.Errorf("own %t: got %t", own, got)
		}
	}
}

// What is proposed of a package may be of a type that others do not see in it.
func TestLikelyBehindWhatIsNotSeen(t *testing.T) {
	bus, source := shapesAt(t, "example.com/app/bus", `package bus
		type kernel struct{ all []func(any) }
		func (k *kernel) Join(f func(any)) { k.all = append(k.all, f) }
		func (k *kernel) Next(v any) { for _, f := range k.all { f(v) } }`)
	app, _ := shapesOf(t, "type Port interface{ Next(v any) }")
	next := app.pkg.Scope().Lookup("Port").Type().Underlying().(*types.Interface).Method(0)
	own := func(*types.Package) bool { return true }
	for name, dep := range map[string]*types.Package{"seen": bus.pkg, "not seen": types.NewPackage("example.com/app/bus", "bus")} {
		proposals := new(Proposals)
		proposals.of(bus.pkg, func(*types.Package) Source { return source }, nil)
		r := NewResolver(nil, &oneBody{source: source}, nil)
		r.Propose(proposals)
		app.pkg.SetImports([]*types.Package{dep})
		if got := r.Likely(next, own) != nil; got != (name == "seen") {
			t.Errorf("%s: got %t", name, got)
		}
	}
}

// What is sent to the other end of a connection does not come to those who handle what is read from it.
func TestRecogniseNoConnections(t *testing.T) {
	const dispatcher = `
		type Message any
		type ReadWriter interface{ ReadMsg() (Message, error); WriteMsg(Message) error }
		type Log interface{ WriteMsg(Message) error }
		type Dispatcher struct{ %s; sent chan Message; handlers map[string]func(Message) }
		func (d *Dispatcher) Send(m Message) error { d.sent <- m; return nil }
		func (d *Dispatcher) RegisterHandler(name string, h func(Message)) { d.handlers[name] = h }`
	for field, want := range map[string]string{"rw ReadWriter": "", "log Log": "dispatch Dispatcher.Send 0, handle Dispatcher.RegisterHandler 1"} {
		s, source := shapesOf(t, fmt.Sprintf(dispatcher, field))
		if got := described(Recognise(s.pkg).Sure.With(prove(s.pkg, source))); got != want {
			t.Errorf("%s: got %q, want %q", field, got, want)
		}
	}
}

// What is told by methods called after hearing is no dispatcher, though it has the name of one.
func TestProposesNobodyWhoHears(t *testing.T) {
	proposes(t, map[string]string{
		"type Client interface{ ID() int }; type GameEventsDispatcher interface{ DispatchGameCommand(c Client, name string, data any); OnClientRemoved(c Client) }": "",
		"type Client interface{ ID() int }; type GameEventsDispatcher interface{ DispatchGameCommand(c Client, name string, data any) }":                            "publish GameEventsDispatcher.DispatchGameCommand 2",
	})
}

// What sends may take a name and no message.
func TestRecogniseSendersWithoutMessages(t *testing.T) {
	s, _ := shapesOfFile(t, `package session
		type Manager struct{ subs map[uint32][]chan []byte }
		func (m *Manager) SendMessage(from, to uint32, body string) (string, error) { return "", nil }
		func (m *Manager) SendRequest(from string) (string, error) { return "", nil }
		func (m *Manager) Subscribe(id uint32) (uint64, <-chan []byte, error) { return 0, nil, nil }`)
	if got := described(Recognise(s.pkg).Sure); got != "listen Manager.Subscribe -1, publish Manager.SendMessage 3" {
		t.Errorf("got %q", got)
	}
}
