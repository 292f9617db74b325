// Package notifications tells users what others have done for them.
package notifications

import (
	"context"
	"fmt"
	"slices"
	"sync"

	"github.com/buslint/buslint/bus"

	"example.com/stickers/events"
	"example.com/stickers/models"
)

// Service keeps the notifications of all users in memory.
type Service struct {
	bus bus.Bus

	mu   sync.Mutex
	told map[string][]string // by user
}

// New returns the service without notifications. It hears nothing before Init.
func New(b bus.Bus) *Service {
	return &Service{bus: b, told: make(map[string][]string)}
}

// Init subscribes to the events that users are told of. Those who publish them
// do not know this service.
func (s *Service) Init() error {
	bus.Listen(s.bus, s.StickersSent)
	bus.Handle(s.bus, s.ListNotifications)
	return nil
}

// StickersSent listens to an event: it reacts and cannot refuse.
func (s *Service) StickersSent(_ context.Context, event *events.StickersSentEvent) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.told[event.To] = append(s.told[event.To], fmt.Sprintf("%s has sent you stickers: %d", event.From, event.Count))
	return nil
}

// ListNotifications handles a query: it fills the Result.
func (s *Service) ListNotifications(_ context.Context, query *models.ListNotificationsQuery) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	query.Result = slices.Clone(s.told[query.User])
	return nil
}
