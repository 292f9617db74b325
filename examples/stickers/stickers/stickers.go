// Package stickers sends stickers and counts who has how many.
package stickers

import (
	"context"
	"log/slog"
	"sync"

	"github.com/buslint/buslint/bus"
	"github.com/buslint/buslint/bus/aftercommit"

	"example.com/stickers/events"
	"example.com/stickers/models"
)

// Service keeps the stickers of all users in memory.
type Service struct {
	bus bus.Bus

	mu    sync.Mutex
	count map[string]int // by user
}

// New returns the service without stickers. It handles nothing before Init. It needs
// a bus that holds its events back until what they say is true.
func New(b *aftercommit.Bus) *Service {
	return &Service{bus: b, count: make(map[string]int)}
}

// Init registers what the service handles.
func (s *Service) Init() error {
	bus.Handle(s.bus, s.SendStickers)
	bus.Handle(s.bus, s.CountStickers)
	return nil
}

// SendStickers handles a command: it can fail, and once it has not, it
// publishes what has happened.
func (s *Service) SendStickers(ctx context.Context, cmd *models.SendStickersCommand) error {
	ctx, published := aftercommit.Begin(ctx)
	defer published.Drop()
	if err := s.send(ctx, cmd); err != nil {
		return err
	}
	// The stickers are sent, and a listener that fails does not change that. If its
	// error went back to the sender, who tries again, they would be sent twice.
	if err := published.Flush(ctx); err != nil {
		slog.ErrorContext(ctx, "after sending stickers", "error", err)
	}
	return nil
}

// send is the transaction: what it publishes is held back until it is over, so that
// listeners find the stickers sent and the lock free.
func (s *Service) send(ctx context.Context, cmd *models.SendStickersCommand) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if cmd.Count < 1 {
		return models.ErrNothingToSend
	}
	s.count[cmd.To] += cmd.Count
	return bus.Publish(ctx, s.bus, &events.StickersSentEvent{
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
