package main

import (
	"context"
	"errors"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/buslint/buslint/bus"

	"example.com/stickers/events"
)

func TestHandler(t *testing.T) {
	b := bus.New(isolating, logging)
	handler, err := newHandler(b)
	if err != nil {
		t.Fatal(err)
	}
	// Two that cannot do what they should are no reason for anything else to fail.
	heard := 0
	bus.Listen(b, func(context.Context, *events.StickersSentEvent) error { return errors.New("nobody home") })
	bus.Listen(b, func(context.Context, *events.StickersSentEvent) error { panic("torn") })
	bus.Listen(b, func(context.Context, *events.StickersSentEvent) error {
		heard++
		return nil
	})
	// In this order, on one application.
	for _, step := range []struct {
		method, path, body string
		code               int
		response           string
	}{
		{"GET", "/users/grace/stickers", "", http.StatusOK, `{"count":0}`},
		{"POST", "/users/grace/stickers", `{"from": "ada", "count": 12}`, http.StatusNoContent, ""},
		{"GET", "/users/grace/stickers", "", http.StatusOK, `{"count":12}`},
		{"GET", "/users/grace/notifications", "", http.StatusOK, `["ada has sent you stickers: 12"]`},
		{"POST", "/users/grace/stickers", `{"from": "ada"}`, http.StatusBadRequest, "there are no stickers to send\n"},
		{"POST", "/users/grace/stickers", `{`, http.StatusBadRequest, "unexpected EOF\n"},
		{"GET", "/users/grace/stickers", "", http.StatusOK, `{"count":12}`},
	} {
		request := httptest.NewRequestWithContext(t.Context(), step.method, step.path, strings.NewReader(step.body))
		recorder := httptest.NewRecorder()
		handler.ServeHTTP(recorder, request)
		if recorder.Code != step.code || recorder.Body.String() != step.response {
			t.Errorf("%s %s %s answered %d %q, want %d %q",
				step.method, step.path, step.body, recorder.Code, recorder.Body, step.code, step.response)
		}
	}
	if heard != 1 {
		t.Errorf("the last listener heard of %d sendings, want 1", heard)
	}
}

// Whoever adds a message to the API is told here that it needs a handler, too.
func TestAllMessagesHaveHandlers(t *testing.T) {
	b := bus.New()
	if _, err := newHandler(b); err != nil {
		t.Error(err)
	}
	if err := b.CheckHandlers(new(events.StickersSentEvent)); err == nil {
		t.Error("a message without a handler was not found")
	}
}
