package achievements_test

import (
	"slices"
	"testing"

	"github.com/buslint/buslint/bus"

	"example.com/stickers/achievements"
	"example.com/stickers/events"
)

func TestAchievements(t *testing.T) {
	b := bus.New()
	if err := achievements.New(b).Init(); err != nil {
		t.Fatal(err)
	}
	for user, count := range map[string]int{"ada": 10, "grace": 9} {
		event := &events.StickersSentEvent{From: user, To: "barbara", Count: count}
		if err := b.PublishCtx(t.Context(), event); err != nil {
			t.Fatal(err)
		}
	}
	for user, want := range map[string][]string{"ada": {"generous"}, "grace": nil} {
		query := &achievements.ListAchievementsQuery{User: user}
		if err := b.DispatchCtx(t.Context(), query); err != nil {
			t.Fatal(err)
		}
		if !slices.Equal(query.Achievements, want) {
			t.Errorf("%s has unlocked %q, want %q", user, query.Achievements, want)
		}
	}
}
