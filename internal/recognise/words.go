package recognise

import (
	"go/types"
	"iter"
	"maps"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/module"
)

// A use says what functions of a name may do.
type use int

const (
	sending     use = 1 << iota
	registering     // keep a handler
	recording       // keep a message that is sent later
	announcing      // the verb is one for events
	listening       // the verb is one for listeners
)

// A verb says what a function may do by the first word of its name.
type verb struct {
	use   use
	needs need
	faint bool // it does so only where types say the rest: what its type keeps takes just what it is given
}

// A need is what the rest of a name has to say for its verb to be one of a bus: one of these, or nothing.
type need int

const (
	noWord    need = 1 << iota // there is no other word
	ofHandler                  // of handlers: AddHandler
	ofMessage                  // of messages: ProcessCommand
	ofBus                      // the name of the type has to say that it is a bus
)

// verbs are the first words of the names of bus functions.
var verbs = verbTable()

func verbTable() map[string]verb {
	all := map[string]verb{}
	for _, row := range []struct {
		words string
		use   use
		needs need
	}{
		{"publish pub emit fire notify broadcast fanout trigger announce post", sending | announcing, 0},
		{"dispatch send execute exec ask query invoke submit tell", sending, 0},
		{"raise", sending | announcing | recording, 0},
		{"record", recording | announcing, 0},
		{"subscribe sub on once listen hook consume join enter connect", registering | listening, 0},
		{"bind reg registry", registering, 0},
		{"register", registering | recording, 0},
		{"handle", sending | registering, 0},

		{"call", sending, noWord | ofHandler | ofMessage},
		{"request", sending, noWord | ofMessage},
		{"run", sending, ofHandler | ofMessage},
		{"process wait", sending, ofMessage},
		{"apply", recording | announcing, noWord | ofMessage},
		{"append push track", recording | announcing, ofMessage},
		{"observe attach watch", registering | listening, noWord | ofHandler},
		{"with set use", registering, ofHandler},
		{"add", registering | recording, noWord | ofHandler | ofMessage},

		{"deliver signal relay propagate transmit produce", sending | announcing, ofBus},
		{"put do perform enqueue forward", sending, ofBus},
		{"receive listening consuming", registering | listening, ofBus},
		{"route parse map assign install mount provide link define associate respond", registering, ofBus},
	} {
		for word := range strings.FieldsSeq(row.words) {
			all[word] = verb{use: row.use, needs: row.needs}
		}
	}
	return all
}

// onlyOfBus reports whether a name of those words is that of a bus function only on what is called
// a bus.
func onlyOfBus(words []string) bool {
	return len(words) > 0 && (verbs[words[0]].needs == ofBus || len(words) == 1 && words[0] == "watch")
}

// beforeVerbs are words that may stand before a verb.
var beforeVerbs = set("must try async do global unsafe non blocking")

// verbOf returns what a function of that name may do, and its words.
func verbOf(name string) (verb, []string) {
	words := wordsOf(name)
	for len(words) > 1 && (beforeVerbs[words[0]] || words[0] == "queue" && words[1] == "subscribe" || words[0] == "start" && strings.HasSuffix(words[1], "ing")) {
		words = words[1:]
	}
	if len(words) == 0 {
		return verb{}, nil
	}
	// What sends or registers may stand before that: ReporterSendEvent.
	if len(words) > 2 && verbs[words[0]].use == 0 && verbs[words[1]].use != 0 && hasAny(words[2:], kindWordSet) {
		words = words[1:]
	}
	if printf, ok := strings.CutSuffix(words[0], "f"); ok && len(words) == 1 && verbs[printf].use&announcing != 0 {
		words[0] = printf // notifyf(format, args...)
	}
	first, rest := words[0], words[1:]
	v := verbs[first]
	switch {
	case v.use == 0 && handsOutByName(words), narrows(words):
		return verb{use: registering | listening, faint: true}, words
	case (first == "append" || first == "push") && len(rest) == 0:
		v.faint = true
		return v, words
	case !v.says(first, rest), hasAny(rest, pastWords), converters[strings.TrimSuffix(last(rest), "s")],
		first == "register" && hasAny(rest, serialWords) && !sayHandler(rest):
		return verb{}, words
	}
	switch {
	case first == "add" && (len(rest) == 0 || last(rest) == "publisher"):
		v.use = registering
		fallthrough
	case v.use&registering != 0 && hasAny(rest, listenerNames):
		v.use |= listening
	}
	if v.use&recording != 0 && (sayHandler(rest) || first == "register" && !eventWords[last(words)]) {
		v.use &^= recording | announcing
	}
	return v, words
}

// runThem reports whether words name what runs all that is registered, where that is hooks: Run, DoAction or ApplyFilters.
func runThem(words []string) bool {
	return len(words) == 1 && words[0] == "run" || len(words) == 2 && (words[0] == "do" || words[0] == "apply" && filterWords[words[1]])
}

// appliesOwn reports whether the words after apply say no more than that it is an event of the type itself.
func appliesOwn(words []string) bool {
	return !slices.ContainsFunc(words, func(word string) bool { return !ownWords[word] })
}

// says reports whether the words after the verb, which is the first one, are of what it needs.
func (v verb) says(first string, rest []string) bool {
	switch {
	case v.needs == 0 || v.needs == ofBus:
		return true
	case len(rest) == 0:
		return v.needs&noWord != 0
	case first == "apply":
		// An event of the type itself: applyExternalEventOrderPaid does something because of another one.
		return hasAny(rest, kindWordSet) && appliesOwn(rest)
	case first == "wait" && len(rest) == 1 && rest[0] == "for", first == "request" && hasAny(rest, waysOfAsking), first == "add" && last(rest) == "publisher":
		return true
	}
	return v.needs&ofHandler != 0 && sayHandler(rest) || v.needs&ofMessage != 0 && hasAny(rest, kindWordSet)
}

// sayHandler reports whether words say that a function is about handlers.
func sayHandler(words []string) bool {
	return hasAny(words, handlerNames) || slices.Contains(words, "subscription")
}

// Replays reports whether a function has a name for what handles events again that have happened.
func Replays(name string) bool {
	words := wordsOf(name)
	return len(words) > 0 && replays[words[0]] || hasAny(words, pastWords)
}

// SaysPast reports whether a name of several words ends in one that says that something has happened: OrderPlaced.
func SaysPast(name string) bool {
	words := wordsOf(name)
	return len(words) > 1 && isPast(words)
}

// NamesUse reports whether a function has a name that is usual for functions of buses.
func NamesUse(name string) bool {
	if !mayNameUse(name) {
		return false
	}
	v, _ := verbOf(name)
	return v.use != 0
}

// handsOutByName reports whether words name what hands out a channel of messages: Events, or InboundChan.
func handsOutByName(words []string) bool {
	end := last(words)
	return len(words) < 3 && handedOut[end] && (len(words) == 1 || words[0] == "get") || len(words) > 1 && (end == "chan" || end == "channel") && !hasAny(words, awaited)
}

// awaited are words of what one waits for who has asked for it.
var awaited = set("response reply answer result pending")

// handedOut is what is handed out to one who listens.
var handedOut = set("events messages listener subscriber subscription notifier observer watcher")

// streamed are last words of names for what returns a channel on which one hears what comes.
var streamed = set("updates changes notifications events messages stream feed follow tail")

// reports are those verbs for keeping something which are looked for: they may tell those who get such a channel.
var reports = set("report update process")

// narrows reports whether words name a method by which a subscription is told what it hears.
func narrows(words []string) bool {
	return len(words) == 2 && words[0] == "add" && filterWords[words[1]]
}

// NamesSending reports whether a function has a name by which it sends what it is given, or keeps it to be
// sent. One that handles, executes or processes may do much else.
func NamesSending(name string) bool {
	v, words := verbOf(name)
	return v.use&(announcing|recording) != 0 && v.use&registering == 0 && !onlyOfBus(words) || v.use&sending != 0 && sends[words[0]]
}

// NamesRecording reports whether a function has a name by which it may keep what it is given, to be sent.
func NamesRecording(name string) bool {
	v, _ := verbOf(name)
	return v.use&recording != 0
}

// NamesRegistering reports whether a function has a name by which it registers what it is given, and so
// does not send that, whatever else it sends.
func NamesRegistering(name string) bool {
	v, words := verbOf(name)
	return len(words) > 0 && (v.use&(registering|sending|recording) == registering || words[0] == "register" && v.use&recording == 0)
}

// NamesSendingOn reports whether a function has a name by which it is called where something is to be sent: onEmit.
func NamesSendingOn(name string) bool {
	words := wordsOf(name)
	return len(words) > 1 && words[0] == "on" && verbs[words[1]].use&announcing != 0
}

// NamesHook reports whether a function has a name by which it is called where something happens: onUpdate.
func NamesHook(name string) bool {
	words := wordsOf(name)
	return len(words) > 1 && words[0] == "on"
}

// mayNameUse is NamesUse for who looks at all names of a program: it takes no time, and says of
// some too much.
func mayNameUse(name string) bool {
	return mayStart(name, 2, usesStart) || slices.ContainsFunc(streamEnds, func(end string) bool { return strings.HasSuffix(name, end) })
}

// streamEnds end the names of what may return a channel.
var streamEnds = []string{"Chan", "Channel", "Events", "Updates", "Changes", "Notifications", "Messages", "Stream", "Feed"}

// MayHandle reports whether a method has a name that is usual for what is called with messages.
func MayHandle(name string) bool {
	if !mayStart(name, 1, handlesStart) {
		return false
	}
	words := wordsOf(name)
	return len(words) > 0 && handles[words[0]]
}

// Words with which names may start that are worth a look, those that are written without a break
// among them.
var (
	usesStart    = union(maps.Keys(verbs), maps.Keys(beforeVerbs), maps.Keys(joined), maps.Keys(handedOut), maps.Keys(streamed), maps.Keys(reports))
	handlesStart = union(maps.Keys(handles), maps.Keys(joined))
)

func union(sets ...iter.Seq[string]) map[string]bool {
	all := map[string]bool{}
	for _, words := range sets {
		for word := range words {
			all[word] = true
		}
	}
	return all
}

// mayStart reports whether one of the first n words of a name is one of these. It makes no words.
func mayStart(name string, n int, words map[string]bool) bool {
	var word [16]byte // which are enough
	length := 0
	for i := 0; ; i++ {
		if i == len(name) || i > 0 && isUpper(name[i]) && (!isUpper(name[i-1]) || i+1 < len(name) && isLower(name[i+1])) {
			if words[string(word[:length])] {
				return true
			}
			if length, n = 0, n-1; n == 0 || i == len(name) {
				return false
			}
		}
		c := name[i]
		if c == '_' || c >= utf8.RuneSelf {
			return true // which is rare
		}
		if isUpper(c) {
			c += 'a' - 'A'
		}
		if length < len(word) {
			word[length] = c
			length++
		}
	}
}

func isUpper(c byte) bool { return 'A' <= c && c <= 'Z' }

func isLower(c byte) bool { return 'a' <= c && c <= 'z' }

// wordsOf returns the words of a name, in lower case: http, event and bus of HTTPEventBus. A name of underscores alone has an empty
// one, and only no name has none.
func wordsOf(name string) []string {
	var words []string
	runes := []rune(name)
	start := 0
	for i := 1; i <= len(runes); i++ {
		if i < len(runes) && !isBreak(runes, i) {
			continue
		}
		word := strings.ToLower(strings.Trim(string(runes[start:i]), "_-."))
		if split, ok := joined[word]; ok {
			words = append(words, split...)
		} else if word == "sub" && last(words) == "pub" || word == "socket" && last(words) == "web" {
			words[len(words)-1] += word
		} else if word != "" {
			words = append(words, word)
		}
		start = i
	}
	if len(words) == 0 && name != "" {
		return []string{""} // which is no verb and no noun, so that there is a first word
	}
	return words
}

// isBreak reports whether a word starts at the index, which is not the first.
func isBreak(runes []rune, i int) bool {
	before, here := runes[i-1], runes[i]
	switch {
	case here == '_' || here == '-' || here == '.':
		return true
	case !unicode.IsUpper(here):
		return false
	}
	return !unicode.IsUpper(before) || i+1 < len(runes) && unicode.IsLower(runes[i+1])
}

// joined are names of packages that are written without a break, and what is misspelt.
var joined = map[string][]string{
	"eventbus": {"event", "bus"}, "commandbus": {"command", "bus"}, "querybus": {"query", "bus"}, "messagebus": {"message", "bus"},
	"msgbus": {"message", "bus"}, "evbus": {"event", "bus"}, "cmdbus": {"command", "bus"}, "eventdispatcher": {"event", "dispatcher"},
	"pubsub": {"pubsub"}, "domainevent": {"domain", "event"}, "domainevents": {"domain", "events"}, "mediatr": {"mediator"},
	"eventhandler": {"event", "handler"}, "commandhandler": {"command", "handler"}, "eventmanager": {"event", "manager"},
	"eventemitter": {"event", "emitter"}, "eventpublisher": {"event", "publisher"},
	"subcribe": {"subscribe"}, // which many write
}

// How much the name of a type says that it is a bus.
const (
	weak   = 1 + iota // what else may be called so: EventManager
	fair              // what is called so that sends messages: Dispatcher
	strong            // a bus, or what sends messages of a kind: EventDispatcher
)

// strength returns how much a name, in a package with a name of those words, says that it is
// that of a bus; 0 if nothing.
func strength(words, pkg []string) int {
	if len(words) == 0 {
		return 0
	}
	end := endOf(words)
	switch {
	case end == "bus" || end == "mediator":
		return strong
	case weakWords[end]:
		return weak
	case !busWords[end]:
		return 0
	case hasAny(words[:len(words)-1], kindWordSet), hasAny(pkg, kindWordSet), hasAny(pkg, busPackageWords):
		return strong
	}
	return fair
}

// isAgent reports whether words name who makes or handles what they say before, such as an
// EventsServer.
func isAgent(words []string) bool {
	end := last(words)
	return len(words) > 1 && hasAny(words[:len(words)-1], kindWordSet) && !kindWordSet[end] && (strings.HasSuffix(end, "er") || strings.HasSuffix(end, "or"))
}

// endOf returns the last word that says what a type is.
func endOf(words []string) string {
	if n := len(words); n > 1 && kindlessEnds[words[n-1]] {
		return words[n-2]
	}
	return last(words)
}

// isJournal reports whether a type, which may be nil, has a name of words for what keeps what happened for somebody to look
// at it: a Recorder, but no EventRecorder, which is part of an aggregate, nor one that says what is not committed.
func isJournal(words []string, named *types.Named) bool {
	return journals[last(words)] && !hasAny(words, eventWords) && (named == nil || !slices.ContainsFunc(methodsOf(named), func(fn *types.Func) bool {
		return hasAny(wordsOf(fn.Name()), committedWords)
	}))
}

// isAggregate reports whether words name what collects events, or has collected them.
func isAggregate(words []string) bool {
	return hasAny(words, aggregateWords) || endOf(words) == "root" || endOf(words) == "entity"
}

// kindByWords returns the kind that words name, or NoKind.
func kindByWords(words []string) kind.Kind {
	k := kind.NoKind
	for _, word := range words {
		var found kind.Kind
		switch {
		case eventWords[word]:
			found = kind.Event
		case word == "command" || word == "commands" || word == "cmd":
			found = kind.Command
		case queryWords[word]:
			found = kind.Query
		default:
			continue
		}
		if k != kind.NoKind && k != found {
			return kind.NoKind
		}
		k = found
	}
	return k
}

// nameWords returns the words of the name of a type, or of its generic type; or those of the package that says what it is:
// command.Interface.
func nameWords(t types.Type) []string {
	if t == nil {
		return nil
	}
	if obj := origin(t); obj != nil {
		if pkg := obj.Pkg(); obj.Name() == "Interface" && pkg != nil {
			if words := wordsOf(pkg.Name()); kindByWords(words) != kind.NoKind || handlerNames[last(words)] || busWords[last(words)] || requestWords[last(words)] {
				return words
			}
		}
		return wordsOf(obj.Name())
	}
	if param, ok := types.Unalias(t).(*types.TypeParam); ok {
		return nameWords(param.Constraint())
	}
	return nil
}

func set(words string) map[string]bool {
	m := map[string]bool{}
	for word := range strings.FieldsSeq(words) {
		m[word] = true
	}
	return m
}

var (
	busWords         = set("broadcaster feed outbox dispatcher broker publisher emitter pubsub hub notifier subscriber publishers eventing events")
	weakWords        = set("sender invoker executor manager registry processor router stream observer exchange topic channel queue engine delegate system center consumer recorder")
	busPackageWords  = set("actor feed outbox bus mediator messaging messages message pubsub events event command commands query queries cqrs dispatcher domain notification notifications broker ddd es eventsourcing")
	kindPackageWords = set("event events command commands query queries cqrs")
	kindWordSet      = set("event events command commands cmd query queries message messages notification notifications request requests domain integration msg change changes")
	eventWords       = set("event events notification notifications")
	queryWords       = set("query queries")
	aggregateWords   = set("aggregate aggregates")
	requestWords     = set("bus mediator")
	optionWords      = set("option options opt opts config settings source handler repository store storage")
	handlerNames     = set("handler handlers listener listeners subscriber subscribers observer observers consumer consumers callback cb fn func h f l hook hooks callbacks projector projectors projection projections reducer reducers fallback")
	listenerNames    = set("listener listeners subscriber subscribers observer observers subscription")
	waysOfAsking     = set("async sync ctx context")
	wireWords        = set("server stream protocol client clients")
	handles          = set("handle execute on notify process consume receive invoke run listen react update apply ask when observe project")

	ownWords = set("event events domain change changes message new and record raise publish uncommitted")
	// messageNames end the names of methods that say what messages are called, and toldWords begin those of
	// what says that of a handler.
	messageNames = set("name names kind kinds type types topic topics key keys event events command query message")
	toldWords    = set("handles listens subscribes subscribed subscriptions interested accepts supports")

	// answerWords are of what a handler returns, or is made with, and exampleWords of examples of messages.
	answerWords = set("result results response reply output return returns options config")
	argWords    = set("arg args argument arguments param params tag tags label labels group")
	// answerNames are of what an answer is put into, beside what is asked.
	answerNames  = set("result results res resp response reply answer out dst dest target into")
	exampleWords = set("example sample prototype input new")
	writerWords  = set("writer encoder")
	// ofOne are last words of generic types that are a bus each, for messages of one type.
	ofOne = set("event topic signal")
	// peerWords are of who is on the other end of a network, and inProcess of what tells no one there.
	inProcess = set("notify fire emit trigger raise")
	peerWords = set("peer peers addr websocket socket")

	// tracks are verbs of what keeps an event that is of any type, and waitingWords are of what has not been published yet.
	tracks       = set("track raise record apply")
	waitingWords = set("event events uncommitted unpublished uncommited") //nolint:misspell // programs write it so
	// committedWords are of methods of what keeps events until they are published, and nothing else.
	committedWords = set("uncommitted committed unpublished uncommited pull") //nolint:misspell // programs write it so

	filterWords       = set("filter filters type types topic topics")
	subscriptionWords = set("subscription subscriber")
	envelopeWords     = set("event message")
	sends             = set("dispatch send tell")
	// pastWords are of what has happened before: ApplyFromHistory sends nothing.
	pastWords = set("history replay snapshot")
	// serialWords are of what is registered to make messages of bytes: RegisterEventType.
	serialWords = set("serializable serialisable type types gob")
	// converters make messages of something else, or something else of them, and do nothing because of them.
	converters = set("serializer deserializer serialiser deserialiser encoder decoder codec marshaler marshaller unmarshaler unmarshaller converter mapper formatter upcaster")
	// replays are verbs for what handles events again: LoadFromHistory, RehydrateOrder.
	replays = set("load reload replay rehydrate hydrate reconstitute reconstruct restore rebuild fold")
	// kindlessEnds are last words that say nothing of what a type is.
	kindlessEnds = set("impl interface service base type")

	busSuffixes = []string{"Bus", "Mediator", "Dispatcher", "Broker", "Publisher", "Emitter", "PubSub", "Hub", "Notifier", "Broadcaster", "Feed"}

	// noBus are last words of types that are none, whatever they can do.
	noBus = set("screen terminal machine fsm mux router handler handlers listener repository repo client conn connection writer logger server mock fake stub test suite store storage db database tx cache transport controller resource api usecase endpoint request response option options config context error session scheduler cmd command flag flags sampler span tracer driver adapter decoder encoder parser scanner lexer tokenizer validator")
	// wireTypes are those of them that hand on to others over a network, and those that stand for others.
	wireTypes = set("client conn connection transport driver adapter mock fake stub")
	// ownCallers are of packages whose types tell only who calls them.
	ownCallers = set("cache lru parser lexer scanner")
	// noMessage are last words of types that are no messages.
	noMessage = set("handler handlers listener option options opts config context ctx error logger writer reader client conn connection tx db session request_ repository cmd flag flags subscriber observer publisher bus dispatcher func callback store service services")
	// journals are last words of what keeps events for somebody to look at, if its name does not say that it is for events.
	journals = set("ring recorder profiler journal buffer collector calendar timeline analytics history monitor log trace tracker audit auditor inspector telemetry metrics")
	// noEvents are last words of interfaces of what has to do with messages, but is none: EventFilter.
	noEvents = set("creator registry registrar server loader codec encoder decoder schema mapper resolver resolvers source sources sink sinks filter filters factory builder provider")
	// foreignWords are of buses in hardware, of transports, and of user interfaces.
	foreignPaths = set("playwright chromedp binding bindings mock mocks fake fakes kafka nats libp2p rabbit rabbitmq amqp mqtt redis sns sqs grpc rpc connect connectrpc telegram slack discord dbus modbus canbus i2c spi uart gpio smbus orm sql")
	dataWords    = set("table row file log logs") // which are foreign but for what tells its listeners
	foreignWords = set("mock mocks fake stub kafka nats rabbit rabbitmq amqp mqtt redis sns sqs grpc http https smtp mail mailer email sms telegram slack discord dbus modbus canbus i2c spi uart gpio smbus pci usb scsi nvme serial ui gui widget window dom keyboard mouse button tracer span metric metrics telemetry otel sql table row file socket packet tcp udp ssh rpc jsonrpc graphql webhook js browser canvas syslog zap log logs trace")
)

// SaysKind reports whether the last elements of an import path say that the package holds
// messages of one kind.
func SaysKind(path string) bool {
	elements := strings.Split(path, "/")
	for _, element := range elements[max(0, len(elements)-2):] {
		if hasAny(wordsOf(element), kindPackageWords) {
			return true
		}
	}
	return false
}

// isText reports whether t is a string, by whatever name: a topic or a key.
func isText(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&(types.IsString|types.IsInteger) != 0
}

func isString(t types.Type) bool {
	basic, ok := t.Underlying().(*types.Basic)
	return ok && basic.Info()&types.IsString != 0
}

// isFlag reports whether t is a plain value.
func isFlag(t types.Type) bool {
	_, ok := t.Underlying().(*types.Basic)
	return ok
}

// elem returns the type of the elements of t, or what it points to, or t.
func elem(t types.Type) types.Type {
	for range 3 {
		switch u := types.Unalias(t).(type) {
		case *types.Slice:
			t = u.Elem()
		case *types.Pointer:
			t = u.Elem()
		default:
			return types.Unalias(t)
		}
	}
	return types.Unalias(t)
}

// inMap returns the type of what is in a map, or in maps in that. A map may have only others of its type in it, as a
// tree does; that has nothing.
func inMap(m *types.Map) types.Type {
	for range 3 {
		next, ok := elem(m.Elem()).Underlying().(*types.Map)
		if !ok {
			return m.Elem()
		}
		m = next
	}
	return types.Typ[types.Invalid]
}

func last(words []string) string {
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

func hasAny(words []string, of map[string]bool) bool {
	for _, word := range words {
		if of[word] {
			return true
		}
	}
	return false
}

// isOfStandard reports whether t is declared in the standard library: what is declared there is
// no message, no handler, and keeps none.
func isOfStandard(t types.Type) bool {
	obj := origin(t)
	return obj != nil && obj.Pkg() != nil && module.IsStandard(obj.Pkg().Path())
}

// isForeignName reports whether words name what is of hardware, of a transport, or of a user
// interface. A key is, where it is one of an event: not that of an interface to programs.
func isForeignName(words []string) bool {
	return hasAny(words, foreignWords) || slices.Contains(words, "key") && hasAny(words, kindWordSet)
}

// isForeignType reports whether words name a type that is foreign whatever it has. Others are not that tell their
// listeners.
func isForeignType(words []string) bool {
	return isForeignName(slices.DeleteFunc(slices.Clone(words), func(word string) bool { return dataWords[word] }))
}

// isForeign reports whether a package is by its path one of a transport, or of a user
// interface, or makes doubles for tests.
func isForeign(path string) bool {
	return strings.Contains(path, "socket.io") || slices.ContainsFunc(within(path), func(element string) bool { return hasAny(wordsOf(element), foreignPaths) })
}

// within returns the elements of the path of a package that say what it is in its module: a program for
// Discord may have a package for events. Of the package that has the path of the module, it is the name
// of the repository.
func within(path string) []string {
	elements := strings.Split(path, "/")
	if host := elements[0]; len(elements) > 2 && (strings.HasPrefix(host, "git") || host == "bitbucket.org" || host == "codeberg.org") {
		elements = elements[2:] // an owner says nothing
	}
	module := 1
	if module < len(elements) && isVersion(elements[module]) {
		module++
	}
	if module < len(elements) {
		return elements[module:]
	}
	return elements
}

// isVersion reports whether the element of a path is one such as v2.
func isVersion(element string) bool {
	n, err := strconv.Atoi(strings.TrimPrefix(element, "v"))
	return err == nil && n > 1 && element[0] == 'v'
}
