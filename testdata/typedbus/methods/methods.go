package methods

import (
	"context"

	"github.com/buslint/buslint/bus"
)

type SendStickersCommand struct{}

type StickersSentEvent struct{}

type service struct{ bus bus.Bus }

func (s *service) Init() error {
	s.bus.AddHandlerCtx(s.sendStickers)       // want `^s.bus.AddHandlerCtx checks its handler only when the program runs; call bus.Handle\(s.bus, …\), which the compiler checks$`
	s.bus.AddEventListenerCtx(s.stickersSent) // want `^s.bus.AddEventListenerCtx checks its listener only when the program runs; call bus.Listen\(s.bus, …\), which the compiler checks$`
	return nil
}

func (s *service) sendStickers(context.Context, *SendStickersCommand) error { return nil }
func (s *service) stickersSent(context.Context, *StickersSentEvent) error   { return nil }

type typed struct{ bus bus.Bus }

func (s *typed) Init() error {
	bus.Handle(s.bus, s.sendStickers)
	bus.Listen(s.bus, s.stickersSent)
	return nil
}

func (s *typed) sendStickers(context.Context, *SendStickersCommand) error { return nil }
func (s *typed) stickersSent(context.Context, *StickersSentEvent) error   { return nil }

// What takes no context is for busctx.
type free struct{ bus bus.Bus }

func (s *free) Init() error {
	s.bus.AddHandler(s.sendStickers)
	s.bus.AddEventListener(s.stickersSent)
	return nil
}

func (s *free) sendStickers(*SendStickersCommand) error { return nil }
func (s *free) stickersSent(*StickersSentEvent) error   { return nil }
