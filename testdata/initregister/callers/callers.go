package callers

import (
	"context"
	"net/http"

	"github.com/buslint/buslint/bus"
)

type SaveUser struct{}

func save(context.Context, *SaveUser) error { return nil }

type service struct{ bus bus.Bus }

// Only functions that set the service up lead here.

func (s *service) Init() { s.add() }

func newService() *service {
	s := &service{}
	s.addMore()
	return s
}

func (s *service) add()     { s.addMore(); s.AddAgain() }
func (s *service) addMore() { s.bus.AddHandlerCtx(save); s.recursive(1) }
func (s *service) AddAgain() {
	s.bus.AddHandlerCtx(save)
}

func (s *service) recursive(n int) {
	if n > 0 {
		s.recursive(n - 1)
	}
	s.bus.AddHandlerCtx(save)
}

// Others lead here as well.

func newOther() *service {
	s := &service{}
	s.addOther()
	return s
}

func (s *service) addOther() {
	s.bus.AddHandlerCtx(save) // want `registers a handler for each request that serve serves`
}

func (s *service) between() { s.addOther() }

func (s *service) serve(w http.ResponseWriter, r *http.Request) { s.between() }

func (s *service) fromExported() {
	s.bus.AddHandlerCtx(save) // want `registers a handler each time SaveUser is called`
}

func (s *service) SaveUser() { s.fromExported() }

func on(b bus.Bus, h func(context.Context, *SaveUser) error) {
	b.AddHandlerCtx(h) // want `registers a handler each time SaveTeam is called`
}

func (s *service) SaveTeam() { on(s.bus, save) }

// A function that is handed on may be called whenever.

func (s *service) Hand(to func(func())) { to(s.handed) }

func (s *service) handed() { s.bus.AddHandlerCtx(save) }
