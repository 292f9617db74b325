package main

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
)

func TestHandler(t *testing.T) {
	handler, err := newHandler()
	if err != nil {
		t.Fatal(err)
	}
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
}
