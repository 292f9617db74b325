// Package achievements rewards users who send many stickers.
//
// It was written in a hurry. It compiles and its test passes, and in this one
// file it breaks each convention that buslint knows: run "go tool buslint ./..."
// in the folder examples/stickers to see where, and add -fix to have it fix what
// it can.
package achievements

import (
	"context"
	"slices"
	"sync"

	"github.com/buslint/buslint/bus"

	"example.com/stickers/events"
)

// AchievementUnlockCommand asks for an achievement of a user to be unlocked.
type AchievementUnlockCommand struct {
	User        string
	Achievement string
}

// UnlockAchievementEvent says that an achievement of a user has been unlocked.
type UnlockAchievementEvent struct {
	User        string
	Achievement string
}

// ListAchievementsQuery asks which achievements of a user have been unlocked.
type ListAchievementsQuery struct {
	User         string
	Achievements []string
}

const generous = 10 // stickers, sent at once

// Service keeps the achievements of all users in memory.
type Service struct {
	bus bus.Bus

	mu       sync.Mutex
	unlocked map[string][]string // by user
}

// New returns the service without achievements. It handles and hears nothing
// before Init.
func New(b bus.Bus) *Service {
	return &Service{bus: b, unlocked: make(map[string][]string)}
}

// Init registers what the service handles and what it listens to.
func (s *Service) Init() error {
	s.bus.AddHandler(s.unlockAchievement)
	s.bus.AddHandlerCtx(s.listAchievements)
	s.bus.AddEventListenerCtx(s.stickersSent)
	return nil
}

// stickersSent has an achievement unlocked for who sends many stickers.
func (s *Service) stickersSent(ctx context.Context, event *events.StickersSentEvent) error {
	if event.Count < generous {
		return nil
	}
	return s.bus.Dispatch(&AchievementUnlockCommand{User: event.From, Achievement: "generous"})
}

func (s *Service) unlockAchievement(cmd *AchievementUnlockCommand) error {
	s.mu.Lock()
	s.unlocked[cmd.User] = append(s.unlocked[cmd.User], cmd.Achievement)
	s.mu.Unlock()
	return s.bus.Publish(&UnlockAchievementEvent{User: cmd.User, Achievement: cmd.Achievement})
}

func (s *Service) listAchievements(_ context.Context, query *ListAchievementsQuery) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	query.Achievements = slices.Clone(s.unlocked[query.User])
	return nil
}
