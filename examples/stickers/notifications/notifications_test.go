package notifications_test

import (
	"slices"
	"testing"

	"github.com/buslint/buslint/bus"

	"example.com/stickers/events"
	"example.com/stickers/models"
	"example.com/stickers/notifications"
)

func TestNotifications(t *testing.T) {
	b := bus.New()
	if err := notifications.New(b).Init(); err != nil {
		t.Fatal(err)
	}
	for i := range 2 {
		event := &events.StickersSentEvent{From: "ada", To: "grace", Count: i + 1}
		if err := b.PublishCtx(t.Context(), event); err != nil {
			t.Fatal(err)
		}
	}
	query := &models.ListNotificationsQuery{User: "grace"}
	if err := b.DispatchCtx(t.Context(), query); err != nil {
		t.Fatal(err)
	}
	want := []string{"ada has sent you stickers: 1", "ada has sent you stickers: 2"}
	if !slices.Equal(query.Result, want) {
		t.Errorf("grace was told %q, want %q", query.Result, want)
	}
}
