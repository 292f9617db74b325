// Package api serves the services over HTTP. It knows their messages, not them.
package api

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"

	"github.com/buslint/buslint/bus"

	"example.com/stickers/models"
)

// A dispatcher is what the API needs of a [bus.Bus].
type dispatcher interface {
	DispatchCtx(ctx context.Context, msg any) error
}

// Messages returns one of each type that the API dispatches. Without handlers for
// them it is useless.
func Messages() []bus.Msg {
	return []bus.Msg{
		(*models.SendStickersCommand)(nil),
		(*models.CountStickersQuery)(nil),
		(*models.ListNotificationsQuery)(nil),
	}
}

type api struct {
	bus dispatcher
}

// New returns the handler of all routes:
//
//	POST /users/{user}/stickers       {"from": "ada", "count": 3}
//	GET  /users/{user}/stickers       {"count": 3}
//	GET  /users/{user}/notifications  ["ada has sent you stickers: 3"]
func New(b dispatcher) http.Handler {
	a := &api{bus: b}
	mux := http.NewServeMux()
	mux.HandleFunc("POST /users/{user}/stickers", a.sendStickers)
	mux.HandleFunc("GET /users/{user}/stickers", a.countStickers)
	mux.HandleFunc("GET /users/{user}/notifications", a.listNotifications)
	return mux
}

func (a *api) sendStickers(w http.ResponseWriter, r *http.Request) {
	var body struct {
		From  string `json:"from"`
		Count int    `json:"count"`
	}
	if err := json.NewDecoder(r.Body).Decode(&body); err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	// When the client goes away, the request's context tells the handler.
	err := a.bus.DispatchCtx(r.Context(), &models.SendStickersCommand{
		From:  body.From,
		To:    r.PathValue("user"),
		Count: body.Count,
	})
	if err != nil {
		fail(w, err)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (a *api) countStickers(w http.ResponseWriter, r *http.Request) {
	query := &models.CountStickersQuery{User: r.PathValue("user")}
	if err := a.bus.DispatchCtx(r.Context(), query); err != nil {
		fail(w, err)
		return
	}
	respond(w, map[string]int{"count": query.Result})
}

func (a *api) listNotifications(w http.ResponseWriter, r *http.Request) {
	query := &models.ListNotificationsQuery{User: r.PathValue("user")}
	if err := a.bus.DispatchCtx(r.Context(), query); err != nil {
		fail(w, err)
		return
	}
	respond(w, query.Result)
}

func respond(w http.ResponseWriter, body any) {
	content, err := json.Marshal(body)
	if err != nil {
		fail(w, err)
		return
	}
	w.Header().Set("Content-Type", "application/json")
	_, _ = w.Write(content) // fails only if the client has gone away
}

func fail(w http.ResponseWriter, err error) {
	status := http.StatusInternalServerError
	switch {
	case errors.Is(err, models.ErrNothingToSend):
		status = http.StatusBadRequest
	case errors.Is(err, bus.ErrHandlerNotFound):
		status = http.StatusNotImplemented
	}
	http.Error(w, err.Error(), status)
}
