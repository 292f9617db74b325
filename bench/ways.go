package main

import (
	"context"
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
	direct         = way{"call through an interface", "no bus at all", throughInterface}
	typed          = way{"bus.Dispatch", "to a handler of `bus.Handle`", typedDispatch}
	typedAmongMany = way{"bus.Dispatch, 64 more", "the same with 64 more messages in the table", typedDispatchAmongMany}
	methodToTyped  = way{"DispatchCtx, typed handler", "to a handler of `bus.Handle`", dispatchCtxTyped}
	method         = way{"DispatchCtx", "to a handler of `AddHandlerCtx`", dispatchCtx}
	grafana        = way{"Grafana-shaped", "a minimal bus that keys by bare name and uses `reflect.Value.Call`; checks no message, traces nothing", grafanaShaped}
	goMediatr      = way{"go-mediatr v1.4.0", "`Send`; also returns a response and copies the list of pipeline behaviours", mediatrSend}
	eventBus       = way{"asaskevich/EventBus 2020-09-07", "`Publish` to a topic; returns no error, holds its lock while the handler runs", eventBusPublish}
	watermillCQRS  = way{"watermill v1.5.1", "cqrs over gochannel, blocking until acknowledged; made for brokers, so it marshals to JSON and back and hands over to other goroutines; returns no handler's error", watermillSend}

	ways = []way{direct, typed, typedAmongMany, methodToTyped, method, grafana, goMediatr, eventBus, watermillCQRS}
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
	if err != nil {
		b.Fatal(err)
	}
	if s.sent != b.N {
		b.Fatalf("%d of %d commands were handled", s.sent, b.N)
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

func typedDispatch(b *testing.B) {
	s, ctx, cmd := new(stickers), b.Context(), &SendStickersCommand{Count: 1}
	p := bus.New()
	bus.Handle(p, s.SendStickers)
	var err error
	for b.Loop() {
		err = bus.Dispatch(ctx, p, cmd)
	}
	s.check(b, err)
}

func typedDispatchAmongMany(b *testing.B) {
	s, ctx, cmd := new(stickers), b.Context(), &SendStickersCommand{Count: 1}
	p := bus.New()
	addMany(p)
	bus.Handle(p, s.SendStickers)
	var err error
	for b.Loop() {
		err = bus.Dispatch(ctx, p, cmd)
	}
	s.check(b, err)
}

func dispatchCtxTyped(b *testing.B) {
	s, ctx, cmd := new(stickers), b.Context(), &SendStickersCommand{Count: 1}
	p := bus.New()
	bus.Handle(p, s.SendStickers)
	var err error
	for b.Loop() {
		err = p.DispatchCtx(ctx, cmd)
	}
	s.check(b, err)
}

func dispatchCtx(b *testing.B) {
	s, ctx, cmd := new(stickers), b.Context(), &SendStickersCommand{Count: 1}
	p := bus.New()
	p.AddHandlerCtx(s.SendStickers)
	var err error
	for b.Loop() {
		err = p.DispatchCtx(ctx, cmd)
	}
	s.check(b, err)
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

func mediatrSend(b *testing.B) {
	s, ctx, cmd := new(stickers), b.Context(), &SendStickersCommand{Count: 1}
	// Its table is global.
	mediatr.ClearRequestRegistrations()
	if err := mediatr.RegisterRequestHandler[*SendStickersCommand, mediatr.Unit](mediatrHandler{s}); err != nil {
		b.Fatal(err)
	}
	var err error
	for b.Loop() {
		_, err = mediatr.Send[*SendStickersCommand, mediatr.Unit](ctx, cmd)
	}
	s.check(b, err)
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

// A pairCommand is a message of its own for each pair of types.
type pairCommand[A, B any] struct{}

// addMany registers handlers for 64 messages.
func addMany(b bus.Bus) {
	addEight[int](b)
	addEight[int8](b)
	addEight[int16](b)
	addEight[int32](b)
	addEight[uint](b)
	addEight[uint8](b)
	addEight[uint16](b)
	addEight[uint32](b)
}

func addEight[A any](b bus.Bus) {
	bus.Handle(b, ignore[pairCommand[A, int]])
	bus.Handle(b, ignore[pairCommand[A, int8]])
	bus.Handle(b, ignore[pairCommand[A, int16]])
	bus.Handle(b, ignore[pairCommand[A, int32]])
	bus.Handle(b, ignore[pairCommand[A, uint]])
	bus.Handle(b, ignore[pairCommand[A, uint8]])
	bus.Handle(b, ignore[pairCommand[A, uint16]])
	bus.Handle(b, ignore[pairCommand[A, uint32]])
}

func ignore[M any](context.Context, *M) error { return nil }
