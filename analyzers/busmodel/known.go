package busmodel

import "slices"

// Profiles are the buses that are known, each with its reasons in docs/buses.md. The
// first that describes a package is taken.
var Profiles = []*Profile{
	{
		Name: "buslint",
		Path: "github.com/buslint/buslint/bus",
		Funcs: append([]Func{
			{Name: "Handle", Role: Handle},
			{Name: "Listen", Role: Listen},
		}, classic...),
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
			{Recv: "CommandBus", Name: "Send", Role: Dispatch, Kind: Command, From: FromArg, Arg: 1},
			{Recv: "CommandBus", Name: "SendWithModifiedMessage", Role: Dispatch, Kind: Command, From: FromArg, Arg: 1},
			{Recv: "EventBus", Name: "Publish", Role: Publish, From: FromArg, Arg: 1},

			{Name: "NewCommandHandler", Role: Handle, Kind: Command, From: FromHandler, Arg: 1, Makes: true},
			{Recv: "CommandProcessor", Name: "AddHandler", Role: Handle, Kind: Command, From: FromMade, Member: "NewCommand"},
			{Recv: "CommandProcessor", Name: "AddHandlers", Role: Handle, Kind: Command, From: FromMade, Member: "NewCommand"},

			{Name: "NewEventHandler", Role: Listen, From: FromHandler, Arg: 1, Makes: true},
			{Name: "NewGroupEventHandler", Role: Listen, From: FromHandler, Makes: true},
			{Recv: "EventProcessor", Name: "AddHandler", Role: Listen, From: FromMade, Member: "NewEvent"},
			{Recv: "EventProcessor", Name: "AddHandlers", Role: Listen, From: FromMade, Member: "NewEvent"},
			{Recv: "EventGroupProcessor", Name: "AddHandlersGroup", Role: Listen, From: FromMade, Arg: 1, Member: "NewEvent"},
		},
		Copies: true,
		Unseen: true,
	},
	{
		Name: "mediatr",
		Path: "github.com/mehdihadeli/go-mediatr",
		Funcs: []Func{
			{Name: "Send", Role: Dispatch, From: FromTypeArg, Arg: 1},
			{Name: "Publish", Role: Publish, From: FromTypeArg, Arg: 1},
			{Name: "RegisterRequestHandler", Role: Handle, From: FromTypeArg, Member: "Handle"},
			{Name: "RegisterRequestHandlerFactory", Role: Handle, From: FromTypeArg, Member: "Handle"},
			{Name: "RegisterNotificationHandler", Role: Listen, From: FromTypeArg, Member: "Handle"},
			{Name: "RegisterNotificationHandlers", Role: Listen, From: FromTypeArg, Member: "Handle"},
			{Name: "RegisterNotificationHandlerFactory", Role: Listen, From: FromTypeArg, Member: "Handle"},
			{Name: "RegisterNotificationHandlersFactories", Role: Listen, From: FromTypeArg, Member: "Handle"},
		},
		Requests: true,
	},
	{
		Name: "eventhorizon",
		Path: "github.com/looplab/eventhorizon",
		Funcs: []Func{
			{Name: "RegisterCommand", Role: Handle, Kind: Command, From: FromMade, Declares: true},
			{Recv: "CommandHandler", Name: "HandleCommand", Role: Dispatch, Kind: Command, From: FromArg, Arg: 1},
			{Dir: "commandhandler/bus", Recv: "CommandHandler", Name: "HandleCommand", Role: Dispatch, Kind: Command, From: FromArg, Arg: 1},
			{Dir: "commandhandler/bus", Recv: "CommandHandler", Name: "SetHandler", Role: Handle, Kind: Command, From: FromNothing, Member: "HandleCommand"},
			{Recv: "EventBus", Name: "HandleEvent", Role: Publish, From: FromNothing, Arg: 1},
			{Recv: "EventBus", Name: "AddHandler", Role: Listen, From: FromNothing, Arg: 2, Member: "HandleEvent"},
		},
		Copies: true,
		Unseen: true,
	},
	{
		Name: "ebu",
		Path: "github.com/jilio/ebu",
		Funcs: []Func{
			{Name: "Publish", Role: Publish, Twin: "PublishContext", From: FromArg, Arg: 1},
			{Name: "PublishContext", Role: Publish, From: FromArg, Arg: 2},
			{Name: "TryPublish", Role: Publish, Twin: "TryPublishContext", From: FromArg, Arg: 1},
			{Name: "TryPublishContext", Role: Publish, From: FromArg, Arg: 2},
			{Name: "Subscribe", Role: Listen, Twin: "SubscribeContext", From: FromHandler, Arg: 1},
			{Name: "SubscribeContext", Role: Listen, From: FromHandler, Arg: 1},
			{Name: "SubscribeWithHandle", Role: Listen, Twin: "SubscribeContextWithHandle", From: FromHandler, Arg: 1},
			{Name: "SubscribeContextWithHandle", Role: Listen, From: FromHandler, Arg: 1},
			{Name: "SubscribeWithReplay", Role: Listen, Twin: "SubscribeContextWithReplay", From: FromHandler, Arg: 3},
			{Name: "SubscribeContextWithReplay", Role: Listen, From: FromHandler, Arg: 3},
		},
	},
	{
		Name:  "gookit",
		Path:  "github.com/gookit/event",
		Funcs: slices.Concat(gookit(""), gookit("Manager")),
	},
	{Name: "encore", Path: "encore.dev/pubsub", Funcs: encore, Copies: true, Unseen: true},
	{Name: "encore-like", PkgName: "pubsub", Funcs: encore, Copies: true, Unseen: true},
	{Name: "structural", PkgName: "bus", Funcs: slices.Concat(classic, kindred), TwoTables: true, InInit: true, ResultField: true},
}

// classic are the functions of Grafana's bus, in all its shapes: until November
// 2021 only Dispatch and AddHandler had a twin with a context, from then on all
// four, and from January 2022 the bare names took the context themselves. The
// signatures and the absence of the twins tell the shapes apart.
var classic = []Func{
	{Name: "Dispatch", Role: Dispatch, Twin: "DispatchCtx"},
	{Name: "DispatchCtx", Role: Dispatch, Ctx: true},
	{Name: "Publish", Role: Publish, Twin: "PublishCtx"},
	{Name: "PublishCtx", Role: Publish, Ctx: true},
	{Name: "AddHandler", Role: Handle, Twin: "AddHandlerCtx"},
	{Name: "AddHandlerCtx", Role: Handle, Ctx: true},
	{Name: "AddEventListener", Role: Listen, Twin: "AddEventListenerCtx"},
	{Name: "AddEventListenerCtx", Role: Listen, Ctx: true},
}

// kindred are functions that in-house buses have beside these.
var kindred = []Func{
	{Name: "MustDispatch", Role: Dispatch},
	{Name: "AddListener", Role: Listen},
}

// gookit returns the functions of gookit/event, of which the package has the same as
// its type Manager. Twins with a context came with v1.2; there are none that listen.
func gookit(recv string) []Func {
	return []Func{
		{Recv: recv, Name: "Fire", Role: Publish, Twin: "FireCtx", From: FromNothing},
		{Recv: recv, Name: "FireCtx", Role: Publish, From: FromNothing},
		{Recv: recv, Name: "Trigger", Role: Publish, Twin: "FireCtx", From: FromNothing},
		{Recv: recv, Name: "MustFire", Role: Publish, From: FromNothing},
		{Recv: recv, Name: "MustTrigger", Role: Publish, From: FromNothing},
		{Recv: recv, Name: "Async", Role: Publish, From: FromNothing},
		{Recv: recv, Name: "FireC", Role: Publish, From: FromNothing},
		{Recv: recv, Name: "FireBatch", Role: Publish, From: FromNothing},
		{Recv: recv, Name: "FireEvent", Role: Publish, Twin: "FireEventCtx", From: FromArg, Carries: true},
		{Recv: recv, Name: "FireEventCtx", Role: Publish, From: FromArg, Arg: 1},
		{Recv: recv, Name: "TriggerEvent", Role: Publish, Twin: "FireEventCtx", From: FromArg, Carries: true},
		{Recv: recv, Name: "FireAsync", Role: Publish, From: FromArg, Carries: true},
		{Recv: recv, Name: "AsyncFire", Role: Publish, From: FromArg, Carries: true},
		{Recv: recv, Name: "AwaitFire", Role: Publish, From: FromArg, Carries: true},
		{Recv: recv, Name: "On", Role: Listen, From: FromNothing, Arg: 1, Member: "Handle"},
		{Recv: recv, Name: "Once", Role: Listen, From: FromNothing, Arg: 1, Member: "Handle"},
		{Recv: recv, Name: "Listen", Role: Listen, From: FromNothing, Arg: 1, Member: "Handle"},
		{Recv: recv, Name: "AddListener", Role: Listen, From: FromNothing, Arg: 1, Member: "Handle"},
		{Recv: recv, Name: "Subscribe", Role: Listen, From: FromNothing},
		{Recv: recv, Name: "AddSubscriber", Role: Listen, From: FromNothing},
	}
}

// encore are the functions of Encore's topics.
var encore = []Func{
	{Name: "NewTopic", Role: Publish, From: FromTypeArg, Declares: true},
	{Recv: "Topic", Name: "Publish", Role: Publish, From: FromTypeArg, Arg: 1},
	{Recv: "Publisher", Name: "Publish", Role: Publish, From: FromTypeArg, Arg: 1},
	{Name: "NewSubscription", Role: Listen, From: FromTypeArg, Arg: 2, Member: "Handler"},
}
