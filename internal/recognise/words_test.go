package recognise

import (
	"go/types"
	"regexp"
	"slices"
	"strings"
	"testing"
)

func TestWordsOf(t *testing.T) {
	for name, want := range map[string]string{
		"EventBus":          "event bus",
		"HTTPEventBus":      "http event bus",
		"eventbus":          "event bus",
		"commandbus_memory": "command bus memory",
		"Bus":               "bus",
		"MustSubcribe":      "must subscribe",
		"":                  "",
		"_":                 "",
	} {
		if got := strings.Join(wordsOf(name), " "); got != want {
			t.Errorf("%q: got %q, want %q", name, got, want)
		}
	}
}

func TestVerbOf(t *testing.T) {
	for name, want := range map[string]use{
		"Publish":           sending | announcing,
		"MustDispatch":      sending,
		"publishAll":        sending | announcing,
		"ReporterSendEvent": sending,
		"AddHandler":        registering,
		"AddEventListener":  registering | listening,
		"AddEvent":          registering | recording,
		"WithHandler":       registering,
		"TrackChange":       recording | announcing,
		"RegisterEvent":     registering | recording,
		"RegisterEventType": 0,
		"ApplyFromHistory":  0,
		"AddEventEncoder":   0,
		"StartListening":    registering | listening,
		"StartServing":      0,
		"ApplyNewEvent":     recording | announcing,
		"applyEventPaid":    0,
		"Request":           sending,
		"RequestReload":     0,
		"SetFallback":       registering,
		"SetName":           0,
		"RunHooks":          sending,
		"RunServer":         0,
		"Add":               registering | listening, // of a type that subscribes
		"WithTimeout":       0,
		"Publisher":         0,
		"Unsubscribe":       0,
	} {
		if got, _ := verbOf(name); got.use != want {
			t.Errorf("%s: got %b, want %b", name, got.use, want)
		}
	}
}

func TestNamesSending(t *testing.T) {
	for name, want := range map[string]bool{
		"PublishOrder": true, "raise": true, "DispatchAll": true, "SendStickers": true, "RecordEvent": true,
		"handleOrder": false, "performExtraction": false, "enqueue": false, "processOrder": false, "Subscribe": false,
	} {
		if got := NamesSending(name); got != want {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
}

func TestNamesRegistering(t *testing.T) {
	for name, want := range map[string]bool{
		"RegisterModule": true, "OnConfigLoaded": true, "Subscribe": true,
		"Publish": false, "AddEvent": false, "Handle": false, "Dispatch": false, "Store": false,
	} {
		if got := NamesRegistering(name); got != want {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
}

func TestIsForeignName(t *testing.T) {
	for name, want := range map[string]bool{"ApiKey": false, "KeyCreated": false, "KeyEvent": true, "MQTTClient": true, "Order": false} {
		if got := isForeignName(wordsOf(name)); got != want {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
}

func TestStrength(t *testing.T) {
	for _, test := range []struct {
		name, pkg string
		want      int
	}{
		{"Bus", "core", strong},
		{"InMemoryBus", "infra", strong},
		{"Mediator", "app", strong},
		{"EventDispatcher", "app", strong},
		{"Dispatcher", "events", strong},
		{"Dispatcher", "app", fair},
		{"EventManager", "app", weak},
		{"Service", "bus", 0},
		{"QueryTypeMux", "datasource", 0},
		{"OrderService", "app", 0},
	} {
		if got := strength(wordsOf(test.name), wordsOf(test.pkg)); got != test.want {
			t.Errorf("%s in %s: got %d, want %d", test.name, test.pkg, got, test.want)
		}
	}
}

// Words that make something a bus and words that make it none are not the same.
func TestWordsDiffer(t *testing.T) {
	for _, word := range slices.Sorted(func(yield func(string) bool) {
		for word := range busWords {
			if !yield(word) {
				return
			}
		}
	}) {
		if noBus[word] || foreignWords[word] {
			t.Errorf("%s is called a bus, and none", word)
		}
	}
}

// TestNamesUse checks that names are told in a short way as they are in the long one.
func TestNamesUse(t *testing.T) {
	t.Parallel()
	starts := []string{"", "Must", "try", "doAsync", "Reporter", "HTTP", "_", "Ä", "AVeryLongWordThatNoVerbIs"}
	words := []string{"eventbus", "Querybus", "PubSub", "WebSocket", "HTTP2", "event", "Events_", "X"}
	for verb := range verbs {
		words = append(words, verb, strings.ToUpper(verb), strings.ToUpper(verb[:1])+verb[1:], verb+"s")
	}
	for word := range handles {
		words = append(words, strings.ToUpper(word[:1])+word[1:])
	}
	for _, start := range starts {
		for _, word := range words {
			for _, end := range []string{"", "Event", "Handler", "_x", "ID"} {
				name := start + word + end
				v, _ := verbOf(name)
				if got, want := NamesUse(name), v.use != 0; got != want {
					t.Errorf("NamesUse(%q) = %t, want %t", name, got, want)
				}
				first := wordsOf(name)
				if got, want := MayHandle(name), len(first) > 0 && handles[first[0]]; got != want {
					t.Errorf("MayHandle(%q) = %t, want %t", name, got, want)
				}
			}
		}
	}
}

// Some verbs are those of a bus only on what is called one.
func TestVerbIn(t *testing.T) {
	for _, test := range []struct {
		typ, name string
		want      use
	}{
		{"MessageBus", "Deliver", sending | announcing},
		{"MessageBus", "PutMessage", sending},
		{"Mediator", "Map", registering},
		{"Kernel", "Deliver", 0},
		{"Cache", "Put", 0},
		{"Container", "Provide", 0},
		{"Kernel", "Publish", sending | announcing},
	} {
		got, _ := verbIn(wordsOf(test.typ), nil, true, false, test.name)
		if got.faint {
			got.use = 0
		}
		if got.use != test.want {
			t.Errorf("%s.%s: got %b, want %b", test.typ, test.name, got.use, test.want)
		}
	}
}

func TestIsForeign(t *testing.T) {
	for path, want := range map[string]bool{
		"github.com/some/telegram-bot/internal/events": false,
		"telegram-bot/internal/events":                 false,
		"github.com/some-connect/shop/pkg/events":      false,
		"github.com/some/go-redis/v9/events":           false,
		"github.com/some/go-redis/v9":                  true,
		"github.com/some/nats.go":                      true,
		"github.com/some/socket.io/servers/socket/v3":  true,
		"github.com/some/playwright-go":                true,
		"github.com/libp2p/go-libp2p-pubsub":           true,
		"github.com/libp2p/go-libp2p/p2p/host/events":  false,
		"github.com/some-mqtt/server/v2":               false,
		"github.com/some/shop/internal/infra/kafka":    true,
		"github.com/some/shop/mocks":                   true,
		"google.golang.org/grpc/stats/events":          true,
		"example.com/shop/bus":                         false,
	} {
		if got := isForeign(path); got != want {
			t.Errorf("%s: got %t, want %t", path, got, want)
		}
	}
}

// Whatever is called by underscores alone has no words in its name.
func TestNamesWithoutWords(t *testing.T) {
	const src = `
		type Event struct{ Text string }
		type Client struct{ Send chan Event }
		type Applier interface{ Apply(Event) }
		type Listener interface{ OnSent(Event); Paid(Event) }
		type EventHandler interface{ Handle(Event) error }
		type Root struct{ uncommittedEvents []Event }
		func (r *Root) ApplyChange(a Applier, e Event) { a.Apply(e); r.uncommittedEvents = append(r.uncommittedEvents, e) }
		type Hub struct{ clients map[*Client]bool; joins chan *Client; sent chan Event; all []func(Event); listeners []Listener; handlers map[string]EventHandler }
		func New(handlers map[string]EventHandler) *Hub { return &Hub{handlers: handlers} }
		func (h *Hub) Run() { for { select {
			case c := <-h.joins: h.clients[c] = true
			case e := <-h.sent: for c := range h.clients { c.Send <- e }
		} } }
		func (h *Hub) Join(c *Client) { h.joins <- c }
		func (h *Hub) Leave(c *Client) { delete(h.clients, c) }
		func (h *Hub) SendToRoom(e Event) { h.sent <- e }
		func (h *Hub) Attach(f func(Event)) { h.all = append(h.all, f) }
		func (h *Hub) Deliver(e Event) { for _, f := range h.all { f(e) } }
		func (h *Hub) AddListener(l Listener) { h.listeners = append(h.listeners, l) }
		func (h *Hub) NotifySent(e Event) { for _, l := range h.listeners { l.OnSent(e) } }
		func (h *Hub) Register(name string, l EventHandler) { h.handlers[name] = l }
		func (h *Hub) Dispatch(name string, e Event) error { return h.handlers[name].Handle(e) }
		func (h *Hub) Listen() <-chan Event { return h.sent }
		var changes = make(chan Event)
		func Publish(e Event) { changes <- e }
		func Subscribe(f func(Event)) { for e := range changes { f(e) } }`
	names := regexp.MustCompile(`\b(Apply|OnSent|Paid|Handle|ApplyChange|New|Run|Join|Leave|SendToRoom|Attach|Deliver|AddListener|NotifySent|Register|Dispatch|Listen|Publish|Subscribe|Event|Client|Applier|Listener|EventHandler|Root|Hub|Send|clients|joins|sent|all|listeners|handlers|changes|name|e|f|h|l|c)\b`)
	tried := map[string]bool{}
	for _, name := range names.FindAllString(src, -1) {
		if tried[name] {
			continue
		}
		tried[name] = true
		s, source := shapesOf(t, regexp.MustCompile(`\b`+name+`\b`).ReplaceAllString(src, "__"))
		Recognise(s.pkg)
		prove(s.pkg, source)
		Propose(s.pkg, source, nil)
		MayProve(s.pkg, source.Own)
	}
	// Of a blank function nothing can be called.
	s, source := shapesOf(t, src+`
		var hub Hub
		func _(e Event) { hub.sent <- e }
		func _(c *Client) { hub.joins <- c }`)
	prove(s.pkg, source)
	Propose(s.pkg, source, nil)
}

// Of other modules only what is called a bus is proposed.
func TestProposable(t *testing.T) {
	for name, want := range map[string]bool{"eventbus": true, "hub": true, "cqrs": true, "queries": false, "orm": false} {
		if got := proposable(types.NewPackage("example.com/"+name, name)); got != want {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
}
