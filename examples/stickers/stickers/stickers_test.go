package stickers_test

import (
	"context"
	"errors"
	"testing"

	"github.com/buslint/buslint/bus"

	"example.com/stickers/events"
	"example.com/stickers/models"
	"example.com/stickers/stickers"
)

// start returns a bus with the service on it, and the events that it publishes.
func start(t *testing.T) (bus.Bus, *[]events.StickersSentEvent) {
	t.Helper()
	b := bus.New()
	sent := new([]events.StickersSentEvent)
	b.AddEventListenerCtx(func(_ context.Context, e *events.StickersSentEvent) error {
		*sent = append(*sent, *e)
		return nil
	})
	if err := stickers.New(b).Init(); err != nil {
		t.Fatal(err)
	}
	return b, sent
}

func TestSendStickers(t *testing.T) {
	b, sent := start(t)
	for range 2 {
		cmd := &models.SendStickersCommand{From: "ada", To: "grace", Count: 3}
		if err := b.DispatchCtx(t.Context(), cmd); err != nil {
			t.Fatal(err)
		}
	}
	query := &models.CountStickersQuery{User: "grace"}
	if err := b.DispatchCtx(t.Context(), query); err != nil {
		t.Fatal(err)
	}
	if query.Result != 6 {
		t.Errorf("grace has %d stickers, want 6", query.Result)
	}
	want := events.StickersSentEvent{From: "ada", To: "grace", Count: 3}
	if len(*sent) != 2 || (*sent)[0] != want {
		t.Errorf("published %v, want %v twice", *sent, want)
	}
}

func TestSendNoStickers(t *testing.T) {
	b, sent := start(t)
	err := b.DispatchCtx(t.Context(), &models.SendStickersCommand{From: "ada", To: "grace"})
	if !errors.Is(err, models.ErrNothingToSend) {
		t.Errorf("got error %v, want %v", err, models.ErrNothingToSend)
	}
	if len(*sent) != 0 {
		t.Errorf("published %v although nothing happened", *sent)
	}
}
