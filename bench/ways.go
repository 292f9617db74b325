package main

import (
	"context"
	"sync"
	"testing"

	"github.com/ThreeDotsLabs/watermill"
	"github.com/ThreeDotsLabs/watermill/components/cqrs"
	"github.com/ThreeDotsLabs/watermill/message"
	"github.com/ThreeDotsLabs/watermill/pubsub/gochannel"
	"github.com/asaskevich/EventBus"
	"github.com/mehdihadeli/go-mediatr"

	"github.com/buslint/buslint/bus"
)

// A way to get a command to its handler. All send the same message, again and
// again, to the same method, with nothing else registered unless the name says
// so; what a way does beyond that, or leaves out, its note says.
type way struct {
	name string
	note string
	run  func(*testing.B)
}

var (
	direct          = way{"call through an interface", "no bus at all", throughInterface}
	typed           = way{"bus.Dispatch", "to a handler of `bus.Handle`", dispatch(plain, handle)}
	typedMany       = way{"bus.Dispatch, 500 more", "the same with 500 more messages in the table", dispatch(many, handle)}
	typedAround     = way{"bus.Dispatch, one middleware", "the same, and the middleware just calls the next", dispatch(around, handle)}
	typedDecorated  = way{"bus.Dispatch, decorated", "over a type that embeds `bus.Bus`", dispatch(decorated, handle)}
	typedToUntyped  = way{"bus.Dispatch, untyped handler", "to a handler of `AddHandlerCtx`", dispatch(plain, addHandler)}
	typedParallel   = way{"bus.Dispatch, in parallel", "by a goroutine for each processor; the time is that of all calls divided by their number", dispatchInParallel}
	method          = way{"DispatchCtx", "to a handler of `bus.Handle`", dispatchCtx(plain, handle)}
	methodMany      = way{"DispatchCtx, 500 more", "the same with 500 more messages in the table", dispatchCtx(many, handle)}
	methodAround    = way{"DispatchCtx, one middleware", "the same, and the middleware just calls the next", dispatchCtx(around, handle)}
	methodDecorated = way{"DispatchCtx, decorated", "over a type that embeds `bus.Bus`", dispatchCtx(decorated, handle)}
	untyped         = way{"DispatchCtx, untyped handler", "to a handler of `AddHandlerCtx`, whose message nobody knew when the program was compiled", dispatchCtx(plain, addHandler)}
	learned         = way{"DispatchCtx, untyped handler, later", "the same once a `bus.Dispatch` has sent the message", dispatchCtx(plain, addHandlerAndDispatch)}
	publishOne      = way{"bus.Publish to one", "listener of `bus.Listen`", publish(1)}
	publishNobody   = way{"bus.Publish to nobody", "", publish(0)}
	publishTen      = way{"bus.Publish to ten", "listeners", publish(10)}
	methodOne       = way{"PublishCtx to one", "listener of `bus.Listen`", publishCtx(1)}
	methodNobody    = way{"PublishCtx to nobody", "", publishCtx(0)}
	byHand          = way{"a map by hand", "from `reflect.Type` to a function that asserts the message's type; for one goroutine, checks no message", handMade(new(noLock))}
	byHandLocked    = way{"a map by hand, `sync.RWMutex`", "the same, locked for reading while it looks up", handMade(new(sync.RWMutex))}
	grafana         = way{"Grafana-shaped", "a minimal bus that keys by bare name and uses `reflect.Value.Call`; checks no message, traces nothing", grafanaShaped}
	goMediatr       = way{"go-mediatr v1.4.0", "`Send`; also returns a response and copies the list of pipeline behaviours", mediatrSend()}
	goMediatrAround = way{"go-mediatr, one behaviour", "the same, and the behaviour just calls the next", mediatrSend(mediatrBehaviour{})}
	eventBus        = way{"asaskevich/EventBus 2020-09-07", "`Publish` to a topic; returns no error, holds its lock while the handler runs", eventBusPublish}
	watermillCQRS   = way{"watermill v1.5.1", "cqrs over gochannel, blocking until acknowledged; made for brokers, so it marshals to JSON and back and hands over to other goroutines; returns no handler's error", watermillSend}

	ways = []way{
		direct,
		typed, typedMany, typedAround, typedDecorated, typedToUntyped, typedParallel,
		method, methodMany, methodAround, methodDecorated, untyped, learned,
		publishOne, publishNobody, publishTen, methodOne, methodNobody,
		byHand, byHandLocked, grafana, goMediatr, goMediatrAround, eventBus, watermillCQRS,
	}
)

type SendStickersCommand struct {
	Count int
}

type stickers struct {
	sent int
}

func (s *stickers) SendStickers(_ context.Context, cmd *SendStickersCommand) error {
	s.sent += cmd.Count
	return nil
}

// check fails a benchmark whose messages were not all handled.
func (s *stickers) check(b *testing.B, err error) {
	b.Helper()
	s.checkCalls(b, err, 1)
}

// checkCalls fails a benchmark whose messages did not all reach so many functions.
func (s *stickers) checkCalls(b *testing.B, err error, each int) {
	b.Helper()
	if err != nil {
		b.Fatal(err)
	}
	if s.sent != each*b.N {
		b.Fatalf("%d commands were handled %d times, want %d times each", b.N, s.sent, each)
	}
}

type sender interface {
	SendStickers(context.Context, *SendStickersCommand) error
}

// asSender keeps the compiler from seeing which method is called.
//
//go:noinline
func asSender(s *stickers) sender { return s }

func throughInterface(b *testing.B) {
	s, ctx, cmd := new(stickers), b.Context(), &SendStickersCommand{Count: 1}
	h := asSender(s)
	var err error
	for b.Loop() {
		err = h.SendStickers(ctx, cmd)
	}
	s.check(b, err)
}

func plain() bus.Bus { return bus.New() }

func many() bus.Bus {
	b := bus.New()
	for _, register := range handlers[:500] {
		register(b)
	}
	return b
}

func around() bus.Bus {
	return bus.New(func(_ bus.Registration, next bus.Handler) bus.Handler {
		return func(ctx context.Context, msg bus.Msg) error { return next(ctx, msg) }
	})
}

func decorated() bus.Bus { return struct{ bus.Bus }{bus.New()} }

func handle(b bus.Bus, s *stickers) { bus.Handle(b, s.SendStickers) }

func addHandler(b bus.Bus, s *stickers) { b.AddHandlerCtx(s.SendStickers) }

func addHandlerAndDispatch(b bus.Bus, s *stickers) {
	addHandler(b, s)
	_ = bus.Dispatch(context.Background(), b, new(SendStickersCommand))
}

func dispatch(newBus func() bus.Bus, register func(bus.Bus, *stickers)) func(*testing.B) {
	return func(b *testing.B) {
		s, ctx, cmd := new(stickers), b.Context(), &SendStickersCommand{Count: 1}
		p := newBus()
		register(p, s)
		var err error
		for b.Loop() {
			err = bus.Dispatch(ctx, p, cmd)
		}
		s.check(b, err)
	}
}

func dispatchCtx(newBus func() bus.Bus, register func(bus.Bus, *stickers)) func(*testing.B) {
	return func(b *testing.B) {
		s, ctx, cmd := new(stickers), b.Context(), &SendStickersCommand{Count: 1}
		p := newBus()
		register(p, s)
		var err error
		for b.Loop() {
			err = p.DispatchCtx(ctx, cmd)
		}
		s.check(b, err)
	}
}

func dispatchInParallel(b *testing.B) {
	p := plain()
	bus.Handle(p, ignore[SendStickersCommand])
	b.RunParallel(func(pb *testing.PB) {
		ctx, cmd := b.Context(), new(SendStickersCommand)
		for pb.Next() {
			if err := bus.Dispatch(ctx, p, cmd); err != nil {
				b.Error(err)
			}
		}
	})
}

func publish(listeners int) func(*testing.B) {
	return func(b *testing.B) {
		s, ctx, cmd := new(stickers), b.Context(), &SendStickersCommand{Count: 1}
		p := plain()
		for range listeners {
			bus.Listen(p, s.SendStickers)
		}
		var err error
		for b.Loop() {
			err = bus.Publish(ctx, p, cmd)
		}
		s.checkCalls(b, err, listeners)
	}
}

func publishCtx(listeners int) func(*testing.B) {
	return func(b *testing.B) {
		s, ctx, cmd := new(stickers), b.Context(), &SendStickersCommand{Count: 1}
		p := plain()
		for range listeners {
			bus.Listen(p, s.SendStickers)
		}
		var err error
		for b.Loop() {
			err = p.PublishCtx(ctx, cmd)
		}
		s.checkCalls(b, err, listeners)
	}
}

func handMade(lock rLocker) func(*testing.B) {
	return func(b *testing.B) {
		s, ctx, cmd := new(stickers), b.Context(), &SendStickersCommand{Count: 1}
		p := newHandMadeBus(lock, s)
		var err error
		for b.Loop() {
			err = p.DispatchCtx(ctx, cmd)
		}
		s.check(b, err)
	}
}

func grafanaShaped(b *testing.B) {
	s, ctx, cmd := new(stickers), b.Context(), &SendStickersCommand{Count: 1}
	p := &nameKeyedBus{handlers: map[string]any{}}
	p.AddHandlerCtx(s.SendStickers)
	var err error
	for b.Loop() {
		err = p.DispatchCtx(ctx, cmd)
	}
	s.check(b, err)
}

type mediatrHandler struct{ *stickers }

func (h mediatrHandler) Handle(ctx context.Context, cmd *SendStickersCommand) (mediatr.Unit, error) {
	return mediatr.Unit{}, h.SendStickers(ctx, cmd)
}

type mediatrBehaviour struct{}

func (mediatrBehaviour) Handle(ctx context.Context, _ any, next mediatr.RequestHandlerFunc) (any, error) {
	return next(ctx)
}

func mediatrSend(around ...mediatr.PipelineBehavior) func(*testing.B) {
	return func(b *testing.B) {
		s, ctx, cmd := new(stickers), b.Context(), &SendStickersCommand{Count: 1}
		// Its tables are global.
		mediatr.ClearRequestRegistrations()
		mediatr.ClearPipelineBehaviors()
		if err := mediatr.RegisterRequestHandler[*SendStickersCommand, mediatr.Unit](mediatrHandler{s}); err != nil {
			b.Fatal(err)
		}
		if err := mediatr.RegisterRequestPipelineBehaviors(around...); err != nil {
			b.Fatal(err)
		}
		var err error
		for b.Loop() {
			_, err = mediatr.Send[*SendStickersCommand, mediatr.Unit](ctx, cmd)
		}
		s.check(b, err)
	}
}

func eventBusPublish(b *testing.B) {
	s, ctx, cmd := new(stickers), b.Context(), &SendStickersCommand{Count: 1}
	p := EventBus.New()
	if err := p.Subscribe("SendStickersCommand", s.SendStickers); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		p.Publish("SendStickersCommand", ctx, cmd)
	}
	s.check(b, nil)
}

func watermillSend(b *testing.B) {
	s, ctx, cmd := new(stickers), b.Context(), &SendStickersCommand{Count: 1}
	logger := watermill.NopLogger{}
	// Blocking until the handler has acknowledged is as near to a synchronous
	// call as it comes.
	pubSub := gochannel.NewGoChannel(gochannel.Config{BlockPublishUntilSubscriberAck: true, PreserveContext: true}, logger)
	router, err := message.NewRouter(message.RouterConfig{}, logger)
	if err != nil {
		b.Fatal(err)
	}
	processor, err := cqrs.NewCommandProcessorWithConfig(router, cqrs.CommandProcessorConfig{
		GenerateSubscribeTopic: func(p cqrs.CommandProcessorGenerateSubscribeTopicParams) (string, error) {
			return p.CommandName, nil
		},
		SubscriberConstructor: func(cqrs.CommandProcessorSubscriberConstructorParams) (message.Subscriber, error) {
			return pubSub, nil
		},
		Marshaler: cqrs.JSONMarshaler{},
		Logger:    logger,
	})
	if err != nil {
		b.Fatal(err)
	}
	if err := processor.AddHandlers(cqrs.NewCommandHandler("SendStickers", s.SendStickers)); err != nil {
		b.Fatal(err)
	}
	commandBus, err := cqrs.NewCommandBusWithConfig(pubSub, cqrs.CommandBusConfig{
		GeneratePublishTopic: func(p cqrs.CommandBusGeneratePublishTopicParams) (string, error) {
			return p.CommandName, nil
		},
		Marshaler: cqrs.JSONMarshaler{},
		Logger:    logger,
	})
	if err != nil {
		b.Fatal(err)
	}
	stopped := make(chan error, 1)
	go func() { stopped <- router.Run(context.WithoutCancel(ctx)) }()
	<-router.Running()

	for b.Loop() {
		err = commandBus.Send(ctx, cmd)
	}
	s.check(b, err)

	if err := router.Close(); err != nil {
		b.Fatal(err)
	}
	if err := <-stopped; err != nil {
		b.Fatal(err)
	}
	if err := pubSub.Close(); err != nil {
		b.Fatal(err)
	}
}
