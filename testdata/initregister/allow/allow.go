// Package allow has a pattern of its own.
package allow

import (
	"context"

	"github.com/buslint/buslint/bus"
)

type SaveUser struct{}

func save(context.Context, *SaveUser) error { return nil }

type Service struct{ bus bus.Bus }

func (s *Service) OnStart() { s.bus.AddHandlerCtx(save) }

func (s *Service) Init() { s.bus.AddHandlerCtx(save) }

func (s *Service) Provide() {
	s.bus.AddHandlerCtx(save) // want `each time Provide is called`
}
