// Package handlers handles queries, and does not always answer.
package handlers

import (
	"context"
	"errors"

	"github.com/buslint/buslint/bus"
)

type FindQuery struct {
	ID     int
	Result string
}

type ListQuery struct{ Results []string }

type Ping struct{}

type service struct{ bus bus.Bus }

func (s *service) Init(other func(context.Context, *FindQuery) error) {
	s.bus.AddHandlerCtx(s.fills)
	s.bus.AddHandlerCtx(s.passesOn)
	s.bus.AddHandlerCtx(s.stores)
	s.bus.AddHandlerCtx(s.reads)
	s.bus.AddHandlerCtx(s.forgets)
	s.bus.AddHandlerCtx(s.forgets) // is said once
	s.bus.AddHandlerCtx(s.forgetsNameless)
	s.bus.AddHandlerCtx(s.forgetsBlank)
	s.bus.AddHandlerCtx(s.discards)
	s.bus.AddHandlerCtx(s.checksOnly)
	s.bus.AddHandlerCtx(s.fails)
	s.bus.AddHandlerCtx(s.failsInside)
	s.bus.AddHandlerCtx(s.panics)
	s.bus.AddHandlerCtx(s.returnsOther)
	s.bus.AddHandlerCtx(s.list)
	s.bus.AddHandlerCtx(s.ping)
	s.bus.AddHandlerCtx(other)
	s.bus.AddHandlerCtx(func(ctx context.Context, query *FindQuery) error { // want `^this handler succeeds without touching its query FindQuery; fill the query's Result$`
		return nil
	})
	s.bus.AddHandlerCtx(func(ctx context.Context, query *FindQuery) error {
		query.Result = "found"
		return nil
	})
	s.bus.AddHandler(withoutContext)
	bus.Handle(s.bus, typed)
}

func (s *service) fills(ctx context.Context, query *FindQuery) error {
	query.Result = "found"
	return nil
}

func (s *service) passesOn(ctx context.Context, query *FindQuery) error {
	if err := s.fills(ctx, query); err != nil {
		return err
	}
	return nil
}

func (s *service) stores(ctx context.Context, query *FindQuery) error {
	q := query
	q.Result = "found"
	return nil
}

func (s *service) reads(ctx context.Context, query *FindQuery) error {
	if query.ID == 0 {
		return nil
	}
	return errors.New("not found")
}

func (s *service) forgets(ctx context.Context, query *FindQuery) error { // want `^handler forgets succeeds without touching its query FindQuery; fill the query's Result$`
	return nil
}

func (s *service) forgetsNameless(context.Context, *FindQuery) error { // want `^handler forgetsNameless succeeds`
	return nil
}

func (s *service) forgetsBlank(ctx context.Context, _ *FindQuery) error { // want `^handler forgetsBlank succeeds`
	return nil
}

func (s *service) discards(ctx context.Context, query *FindQuery) error { // want `^handler discards succeeds`
	_ = query
	return nil
}

func (s *service) checksOnly(ctx context.Context, query *FindQuery) error { // want `^handler checksOnly succeeds`
	if query == nil {
		return errors.New("no query")
	}
	return nil
}

// A stub that says so has not forgotten its query.
func (s *service) fails(ctx context.Context, query *FindQuery) error {
	return errors.New("not implemented")
}

func (s *service) failsInside(ctx context.Context, query *FindQuery) error {
	try := func() error { return nil }
	if err := try(); err != nil {
		return err
	}
	return errors.New("not implemented")
}

func (s *service) panics(ctx context.Context, query *FindQuery) error {
	panic("not implemented")
}

// Whether this one can succeed is not known here.
func (s *service) returnsOther(ctx context.Context, query *FindQuery) error {
	return s.bus.DispatchCtx(ctx, &Ping{})
}

func (s *service) list(ctx context.Context, query *ListQuery) error { // want `^handler list succeeds without touching its query ListQuery; fill the query's Results$`
	return nil
}

// A command has no answer.
func (s *service) ping(ctx context.Context, cmd *Ping) error { return nil }

func withoutContext(query *FindQuery) error { return nil } // want `^handler withoutContext succeeds`

func typed(ctx context.Context, query *FindQuery) error { return nil } // want `^handler typed succeeds`

// This is registered nowhere.
func notAHandler(ctx context.Context, query *FindQuery) error { return nil }
