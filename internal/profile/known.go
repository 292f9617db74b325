package profile

import (
	"slices"

	"github.com/buslint/buslint/internal/kind"
)

// Known are the buses that are built in, each with its reasons in docs/buses.md. The
// first that describes a package is taken.
var Known = []*Profile{
	{
		Name: "buslint",
		Path: "github.com/buslint/buslint/bus",
		Funcs: append([]Func{
			{Name: "Handle", Role: kind.Handle},
			{Name: "Listen", Role: kind.Listen},
		}, classic...),
		PassOn:      []string{"aftercommit", "bustest"},
		Accepts:     ExactShape,
		InInit:      true,
		ResultField: true,
	},
	{
		Name:        "grafana",
		Path:        "github.com/grafana/grafana/pkg/bus",
		Funcs:       classic,
		Accepts:     CallableShape,
		BareNames:   true,
		TwoTables:   true,
		InInit:      true,
		ResultField: true,
	},
	{
		Name: "watermill",
		Path: "github.com/ThreeDotsLabs/watermill/components/cqrs",
		Funcs: []Func{
			{Recv: "CommandBus", Name: "Send", Role: kind.Dispatch, Kind: kind.Command, From: FromArg, Arg: 1},
			{Recv: "CommandBus", Name: "SendWithModifiedMessage", Role: kind.Dispatch, Kind: kind.Command, From: FromArg, Arg: 1},
			{Recv: "EventBus", Name: "Publish", Role: kind.Publish, From: FromArg, Arg: 1},

			{Name: "NewCommandHandler", Role: kind.Handle, Kind: kind.Command, From: FromHandler, Arg: 1, Makes: true},
			{Name: "NewCommandProcessor", Role: kind.Handle, Kind: kind.Command, From: FromMade, Member: "NewCommand"},
			{Recv: "CommandProcessor", Name: "AddHandler", Role: kind.Handle, Kind: kind.Command, From: FromMade, Member: "NewCommand"},
			{Recv: "CommandProcessor", Name: "AddHandlers", Role: kind.Handle, Kind: kind.Command, From: FromMade, Member: "NewCommand"},

			{Name: "NewEventHandler", Role: kind.Listen, From: FromHandler, Arg: 1, Makes: true},
			{Name: "NewGroupEventHandler", Role: kind.Listen, From: FromHandler, Makes: true},
			{Name: "NewEventProcessor", Role: kind.Listen, From: FromMade, Member: "NewEvent"},
			{Recv: "EventProcessor", Name: "AddHandler", Role: kind.Listen, From: FromMade, Member: "NewEvent"},
			{Recv: "EventProcessor", Name: "AddHandlers", Role: kind.Listen, From: FromMade, Member: "NewEvent"},
			{Recv: "EventGroupProcessor", Name: "AddHandlersGroup", Role: kind.Listen, From: FromMade, Arg: 1, Member: "NewEvent"},
		},
		Copies: true,
		Unseen: true,
	},
	{
		Name: "watermill-topics",
		Path: "github.com/ThreeDotsLabs/watermill",
		Funcs: []Func{
			{Dir: "message", Recv: "Publisher", Name: "Publish", Role: kind.Publish, From: FromNothing},
			{Dir: "message", Recv: "Subscriber", Name: "Subscribe", Role: kind.Listen, From: FromNothing},
			{Dir: "message", Recv: "Router", Name: "AddHandler", Role: kind.Listen, From: FromNothing, Arg: LastArg},
			{Dir: "message", Recv: "Router", Name: "AddConsumerHandler", Role: kind.Listen, From: FromNothing, Arg: LastArg},
			{Dir: "message", Recv: "Router", Name: "AddNoPublisherHandler", Role: kind.Listen, From: FromNothing, Arg: LastArg},
			{Dir: "pubsub/gochannel", Recv: "GoChannel", Name: "Publish", Role: kind.Publish, From: FromNothing},
			{Dir: "pubsub/gochannel", Recv: "GoChannel", Name: "Subscribe", Role: kind.Listen, From: FromNothing},
		},
		Copies:      true,
		NamedTopics: true,
		Unseen:      true,
	},
	{
		Name: "mediatr",
		Path: "github.com/mehdihadeli/go-mediatr",
		Funcs: []Func{
			{Name: "Send", Role: kind.Dispatch, From: FromTypeArg, Arg: 1},
			{Name: "Publish", Role: kind.Publish, From: FromTypeArg, Arg: 1},
			{Name: "RegisterRequestHandler", Role: kind.Handle, From: FromTypeArg, Member: "Handle"},
			{Name: "RegisterRequestHandlerFactory", Role: kind.Handle, From: FromTypeArg, Member: "Handle"},
			{Name: "RegisterNotificationHandler", Role: kind.Listen, From: FromTypeArg, Member: "Handle"},
			{Name: "RegisterNotificationHandlers", Role: kind.Listen, From: FromTypeArg, Member: "Handle"},
			{Name: "RegisterNotificationHandlerFactory", Role: kind.Listen, From: FromTypeArg, Member: "Handle"},
			{Name: "RegisterNotificationHandlersFactories", Role: kind.Listen, From: FromTypeArg, Member: "Handle"},
		},
		Requests: true,
	},
	{
		Name: "eventhorizon",
		Path: "github.com/looplab/eventhorizon",
		Funcs: []Func{
			{Name: "RegisterCommand", Role: kind.Handle, Kind: kind.Command, From: FromMade, Declares: true},
			{Recv: "CommandHandler", Name: "HandleCommand", Role: kind.Dispatch, Kind: kind.Command, From: FromArg, Arg: 1},
			{Dir: "commandhandler/bus", Recv: "CommandHandler", Name: "HandleCommand", Role: kind.Dispatch, Kind: kind.Command, From: FromArg, Arg: 1},
			{Dir: "commandhandler/bus", Recv: "CommandHandler", Name: "SetHandler", Role: kind.Handle, Kind: kind.Command, From: FromNothing, Member: "HandleCommand"},
			{Recv: "EventBus", Name: "HandleEvent", Role: kind.Publish, From: FromNothing, Arg: 1},
			{Recv: "EventBus", Name: "PublishEvent", Role: kind.Publish, From: FromNothing, Arg: 1}, // before v0.6
			{Recv: "EventBus", Name: "AddHandler", Role: kind.Listen, From: FromNothing, Arg: LastArg, Member: "HandleEvent"},
			{Recv: "EventBus", Name: "AddObserver", Role: kind.Listen, From: FromNothing, Arg: LastArg, Member: "HandleEvent"},
		},
		Copies: true,
		Unseen: true,
	},
	{
		Name: "ebu",
		Path: "github.com/jilio/ebu",
		Funcs: []Func{
			{Name: "Publish", Role: kind.Publish, Twin: "PublishContext", From: FromArg, Arg: 1},
			{Name: "PublishContext", Role: kind.Publish, From: FromArg, Arg: 2},
			{Name: "TryPublish", Role: kind.Publish, Twin: "TryPublishContext", From: FromArg, Arg: 1},
			{Name: "TryPublishContext", Role: kind.Publish, From: FromArg, Arg: 2},
			{Name: "Subscribe", Role: kind.Listen, Twin: "SubscribeContext", From: FromHandler, Arg: 1},
			{Name: "SubscribeContext", Role: kind.Listen, From: FromHandler, Arg: 1},
			{Name: "SubscribeWithHandle", Role: kind.Listen, Twin: "SubscribeContextWithHandle", From: FromHandler, Arg: 1},
			{Name: "SubscribeContextWithHandle", Role: kind.Listen, From: FromHandler, Arg: 1},
			{Name: "SubscribeWithReplay", Role: kind.Listen, Twin: "SubscribeContextWithReplay", From: FromHandler, Arg: 3},
			{Name: "SubscribeContextWithReplay", Role: kind.Listen, From: FromHandler, Arg: 3},
		},
	},
	{
		Name:  "gookit",
		Path:  "github.com/gookit/event",
		Funcs: slices.Concat(gookit(""), gookit("Manager")),
	},
	{
		Name: "dogma",
		Path: "github.com/dogmatiq/dogma",
		Funcs: []Func{
			{Recv: "CommandExecutor", Name: "ExecuteCommand", Role: kind.Dispatch, Kind: kind.Command, From: FromArg, Arg: 1},
			{Recv: "ProcessScope", Name: "ExecuteCommand", Role: kind.Dispatch, Kind: kind.Command, From: FromArg},
			{Recv: "AggregateCommandScope", Name: "RecordEvent", Role: kind.Publish, From: FromArg},
			{Recv: "IntegrationCommandScope", Name: "RecordEvent", Role: kind.Publish, From: FromArg},
			{Name: "HandlesCommand", Role: kind.Handle, Kind: kind.Command, From: FromTypeArg},
			{Name: "HandlesEvent", Role: kind.Listen, From: FromTypeArg},
		},
		Copies: true,
		Unseen: true,
	},
	{
		Name: "goes",
		Path: "github.com/modernice/goes",
		Funcs: []Func{
			{Dir: "command", Recv: "Dispatcher", Name: "Dispatch", Role: kind.Dispatch, Kind: kind.Command, From: FromNothing, Arg: 1},
			{Dir: "command", Recv: "Subscriber", Name: "Subscribe", Role: kind.Handle, Kind: kind.Command, From: FromNothing, Arg: 1},
			{Dir: "command", Name: "Handle", Role: kind.Handle, Kind: kind.Command, From: FromTypeArg, Arg: 3, Unclear: true},
			{Dir: "command", Name: "MustHandle", Role: kind.Handle, Kind: kind.Command, From: FromTypeArg, Arg: 3, Unclear: true},
			{Dir: "command", Recv: "Handler", Name: "Handle", Role: kind.Handle, Kind: kind.Command, From: FromTypeArg, Arg: 2, Unclear: true},
			{Dir: "command", Recv: "Handler", Name: "MustHandle", Role: kind.Handle, Kind: kind.Command, From: FromTypeArg, Arg: 2, Unclear: true},
			{Dir: "command", Name: "RegisterHandler", Role: kind.Handle, Kind: kind.Command, From: FromTypeArg, Arg: 2, Unclear: true},
			{Dir: "command", Name: "HandleWith", Role: kind.Handle, Kind: kind.Command, From: FromTypeArg, Arg: 1, Unclear: true},
			{Dir: "command", Name: "ApplyWith", Role: kind.Handle, Kind: kind.Command, From: FromTypeArg, Arg: 1, Unclear: true},

			{Dir: "event", Recv: "Publisher", Name: "Publish", Role: kind.Publish, From: FromNothing, Arg: 1},
			{Dir: "event", Recv: "Subscriber", Name: "Subscribe", Role: kind.Listen, From: FromNothing, Arg: 1},
			{Dir: "event", Name: "RegisterHandler", Role: kind.Listen, From: FromTypeArg, Arg: 2, Unclear: true},
			{Dir: "event", Name: "HandleWith", Role: kind.Listen, From: FromTypeArg, Arg: 1, Unclear: true},
			{Dir: "event", Name: "ApplyWith", Role: kind.Listen, From: FromTypeArg, Arg: 1, Unclear: true},
			{Dir: "aggregate", Name: "Next", Role: kind.Publish, From: FromTypeArg, Arg: 2, Unclear: true},
			{Dir: "aggregate", Name: "NextEvent", Role: kind.Publish, From: FromTypeArg, Arg: 2, Unclear: true},
		},
		Copies:      true,
		NamedTopics: true,
		Unseen:      true,
	},
	{
		Name: "docker",
		Path: "github.com/docker/go-events",
		Funcs: slices.Concat(
			sinks("Sink", "Broadcaster", "Channel", "Filter", "Queue", "RetryingSink"),
			[]Func{
				{Name: "NewBroadcaster", Role: kind.Listen, From: FromHandler, Member: "Write"},
				{Recv: "Broadcaster", Name: "Add", Role: kind.Listen, From: FromHandler, Member: "Write"},
				{Name: "NewFilter", Role: kind.Listen, From: FromHandler, Member: "Write", Makes: true},
				{Name: "NewQueue", Role: kind.Listen, From: FromHandler, Member: "Write", Makes: true},
				{Name: "NewRetryingSink", Role: kind.Listen, From: FromHandler, Member: "Write", Makes: true},
			}),
	},
	{Name: "encore", Path: "encore.dev/pubsub", Funcs: encore, Copies: true, NamedTopics: true, Unseen: true},
	{Name: "encore-like", PkgName: "pubsub", Funcs: encore, Copies: true, NamedTopics: true, Unseen: true},
	{Name: "structural", PkgName: "bus", Funcs: slices.Concat(classic, kindred), TwoTables: true, InInit: true, ResultField: true},
}

// classic are the functions of Grafana's bus, in all its shapes: until November
// 2021 only Dispatch and AddHandler had a twin with a context, from then on all
// four, and from January 2022 the bare names took the context themselves. The
// signatures and the absence of the twins tell the shapes apart.
var classic = []Func{
	{Name: "Dispatch", Role: kind.Dispatch, Twin: "DispatchCtx"},
	{Name: "DispatchCtx", Role: kind.Dispatch, Ctx: true},
	{Name: "Publish", Role: kind.Publish, Twin: "PublishCtx"},
	{Name: "PublishCtx", Role: kind.Publish, Ctx: true},
	{Name: "AddHandler", Role: kind.Handle, Twin: "AddHandlerCtx"},
	{Name: "AddHandlerCtx", Role: kind.Handle, Ctx: true},
	{Name: "AddEventListener", Role: kind.Listen, Twin: "AddEventListenerCtx"},
	{Name: "AddEventListenerCtx", Role: kind.Listen, Ctx: true},
}

// kindred are functions that in-house buses have beside these.
var kindred = []Func{
	{Name: "MustDispatch", Role: kind.Dispatch},
	{Name: "AddListener", Role: kind.Listen},
}

// gookit returns the functions of gookit/event, of which the package has the same as
// its type Manager. Twins with a context came with v1.2; there are none that listen.
func gookit(recv string) []Func {
	return []Func{
		{Recv: recv, Name: "Fire", Role: kind.Publish, Twin: "FireCtx", From: FromNothing},
		{Recv: recv, Name: "FireCtx", Role: kind.Publish, From: FromNothing},
		{Recv: recv, Name: "Trigger", Role: kind.Publish, Twin: "FireCtx", From: FromNothing},
		{Recv: recv, Name: "MustFire", Role: kind.Publish, From: FromNothing},
		{Recv: recv, Name: "MustTrigger", Role: kind.Publish, From: FromNothing},
		{Recv: recv, Name: "Async", Role: kind.Publish, From: FromNothing},
		{Recv: recv, Name: "FireC", Role: kind.Publish, From: FromNothing},
		{Recv: recv, Name: "FireBatch", Role: kind.Publish, From: FromNothing},
		{Recv: recv, Name: "FireEvent", Role: kind.Publish, Twin: "FireEventCtx", From: FromArg, Carries: true},
		{Recv: recv, Name: "FireEventCtx", Role: kind.Publish, From: FromArg, Arg: 1},
		{Recv: recv, Name: "TriggerEvent", Role: kind.Publish, Twin: "FireEventCtx", From: FromArg, Carries: true},
		{Recv: recv, Name: "FireAsync", Role: kind.Publish, From: FromArg, Carries: true},
		{Recv: recv, Name: "AsyncFire", Role: kind.Publish, From: FromArg, Carries: true},
		{Recv: recv, Name: "AwaitFire", Role: kind.Publish, From: FromArg, Carries: true},
		{Recv: recv, Name: "On", Role: kind.Listen, From: FromNothing, Arg: 1, Member: "Handle"},
		{Recv: recv, Name: "Once", Role: kind.Listen, From: FromNothing, Arg: 1, Member: "Handle"},
		{Recv: recv, Name: "Listen", Role: kind.Listen, From: FromNothing, Arg: 1, Member: "Handle"},
		{Recv: recv, Name: "AddListener", Role: kind.Listen, From: FromNothing, Arg: 1, Member: "Handle"},
		{Recv: recv, Name: "Subscribe", Role: kind.Listen, From: FromNothing},
		{Recv: recv, Name: "AddSubscriber", Role: kind.Listen, From: FromNothing},
	}
}

// sinks returns the functions by which these types of docker/go-events get what may be any value.
func sinks(types ...string) []Func {
	var funcs []Func
	for _, recv := range types {
		funcs = append(funcs, Func{Recv: recv, Name: "Write", Role: kind.Publish, From: FromArg, Unclear: true})
	}
	return funcs
}

// encore are the functions of Encore's topics.
var encore = []Func{
	{Name: "NewTopic", Role: kind.Publish, From: FromTypeArg, Declares: true},
	{Recv: "Topic", Name: "Publish", Role: kind.Publish, From: FromTypeArg, Arg: 1},
	{Recv: "Publisher", Name: "Publish", Role: kind.Publish, From: FromTypeArg, Arg: 1},
	{Name: "NewSubscription", Role: kind.Listen, From: FromTypeArg, Arg: 2, Member: "Handler"},
}
