package stickers_test

import (
	"context"
	"errors"
	"testing"

	"github.com/buslint/buslint/bus"
	"github.com/buslint/buslint/bus/aftercommit"
	"github.com/buslint/buslint/bus/bustest"

	"example.com/stickers/events"
	"example.com/stickers/models"
	"example.com/stickers/stickers"
)

// start returns a bus with the service on it, and what records its messages.
func start(t *testing.T) (bus.Bus, *bustest.Recorder) {
	t.Helper()
	recorder := bustest.NewRecorder()
	b := aftercommit.New(recorder)
	if err := stickers.New(b).Init(); err != nil {
		t.Fatal(err)
	}
	return b, recorder
}

// count returns how many stickers a user has.
func count(ctx context.Context, t *testing.T, b bus.Bus, user string) int {
	t.Helper()
	query := &models.CountStickersQuery{User: user}
	if err := bus.Dispatch(ctx, b, query); err != nil {
		t.Error(err)
	}
	return query.Result
}

func TestSendStickers(t *testing.T) {
	b, recorder := start(t)
	bus.Listen(b, func(ctx context.Context, event *events.StickersSentEvent) error {
		if n := count(ctx, t, b, event.To); n < event.Count {
			t.Errorf("heard of %d stickers before they were sent", event.Count)
		}
		return nil
	})
	for range 2 {
		cmd := &models.SendStickersCommand{From: "ada", To: "grace", Count: 3}
		if err := bus.Dispatch(t.Context(), b, cmd); err != nil {
			t.Fatal(err)
		}
	}
	if n := count(t.Context(), t, b, "grace"); n != 6 {
		t.Errorf("grace has %d stickers, want 6", n)
	}
	sent := bustest.Sent[events.StickersSentEvent](recorder)
	want := events.StickersSentEvent{From: "ada", To: "grace", Count: 3}
	if len(sent) != 2 || *sent[0] != want || *sent[1] != want {
		t.Errorf("published %v, want %v twice", sent, want)
	}
}

func TestSendNoStickers(t *testing.T) {
	b, recorder := start(t)
	err := bus.Dispatch(t.Context(), b, &models.SendStickersCommand{From: "ada", To: "grace"})
	if !errors.Is(err, models.ErrNothingToSend) {
		t.Errorf("got error %v, want %v", err, models.ErrNothingToSend)
	}
	if sent := bustest.Sent[events.StickersSentEvent](recorder); len(sent) != 0 {
		t.Errorf("published %v although nothing happened", sent)
	}
}

// A listener that fails is no reason to send the stickers again.
func TestListenerFails(t *testing.T) {
	b, _ := start(t)
	bus.Listen(b, func(context.Context, *events.StickersSentEvent) error { return errors.New("nobody home") })
	if err := bus.Dispatch(t.Context(), b, &models.SendStickersCommand{From: "ada", To: "grace", Count: 3}); err != nil {
		t.Errorf("got error %v, although the stickers are sent", err)
	}
	if n := count(t.Context(), t, b, "grace"); n != 3 {
		t.Errorf("grace has %d stickers, want 3", n)
	}
}
