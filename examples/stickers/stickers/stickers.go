// Package stickers sends stickers and counts who has how many.
package stickers

import (
	"context"
	"sync"

	"github.com/buslint/buslint/bus"

	"example.com/stickers/events"
	"example.com/stickers/models"
)

// Service keeps the stickers of all users in memory.
type Service struct {
	bus bus.Bus

	mu    sync.Mutex
	count map[string]int // by user
}

// New returns the service without stickers. It handles nothing before Init.
func New(b bus.Bus) *Service {
	return &Service{bus: b, count: make(map[string]int)}
}

// Init registers what the service handles.
func (s *Service) Init() error {
	s.bus.AddHandlerCtx(s.SendStickers)
	s.bus.AddHandlerCtx(s.CountStickers)
	return nil
}

// SendStickers handles a command: it can fail, and once it has not, it
// publishes what has happened.
func (s *Service) SendStickers(ctx context.Context, cmd *models.SendStickersCommand) error {
	if cmd.Count < 1 {
		return models.ErrNothingToSend
	}
	s.mu.Lock()
	s.count[cmd.To] += cmd.Count
	s.mu.Unlock() // before the listeners run, who may ask for the count

	return s.bus.PublishCtx(ctx, &events.StickersSentEvent{
		From:  cmd.From,
		To:    cmd.To,
		Count: cmd.Count,
	})
}

// CountStickers handles a query: it fills the Result.
func (s *Service) CountStickers(_ context.Context, query *models.CountStickersQuery) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	query.Result = s.count[query.User]
	return nil
}
