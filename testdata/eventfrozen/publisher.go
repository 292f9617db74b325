package eventfrozen

import (
	"context"
	"log"
	"os"
)

func (s *service) changesAfterwards(ctx context.Context) error {
	event := &UserCreated{ID: 1}
	if err := s.bus.PublishCtx(ctx, event); err != nil {
		event.Name = "failed" // want `^event.Name is changed after UserCreated was published, and a listener may have kept it; change it before, or change a copy$`
		return err
	}
	event.ID = 2 // want `^event.ID is changed after`
	return nil
}

func (s *service) changesValue(ctx context.Context) error {
	var event UserCreated
	event.Name = "x"
	err := s.bus.PublishCtx(ctx, &event)
	event.Tags = nil // want `^event.Tags is changed after`
	return err
}

func (s *service) changesParameter(ctx context.Context, event *UserCreated) {
	go s.bus.PublishCtx(ctx, event)
	event.Name = "x" // want `^event.Name is changed after`
}

func (s *service) keepsResult(event *struct{ UserCreated }, e *Failing) {
	e.Err = s.bus.Publish(e) // want `^e.Err is changed after Failing was published`
}

type Failing struct{ Err error }

// The variable is declared outside of the loop, so that the second round changes what the
// first has published.
func (s *service) sharesInLoop(names []string) {
	event := &UserCreated{}
	for _, name := range names {
		event.Name = name // want `^event.Name is changed after`
		_ = s.bus.Publish(event)
	}
}

// The flags by which listeners answer are reset for the next round; what the event says is not.
func (s *service) asksAgain(ctx context.Context) {
	event := &UserCreated{}
	for range 3 {
		event.StopPropagation = false
		_ = s.bus.PublishCtx(ctx, event)
		if event.Cancelled {
			break
		}
	}
	event.Flow.DefaultPrevented = false
	event.Active = false // want `^event.Active is changed after`
}

// What follows is before the event is published, or about another event.

func (s *service) changesBefore(name string) {
	event := &UserCreated{}
	event.Name = name
	_ = s.bus.Publish(event)
	log.Print(event.Name)
}

func (s *service) declaresInLoop(names []string, events []*UserCreated) {
	for _, name := range names {
		event := &UserCreated{}
		event.Name = name
		_ = s.bus.Publish(event)
	}
	for _, name := range names {
		var event UserCreated
		event.Name = name
		_ = s.bus.Publish(&event)
	}
	for i, event := range events {
		event.ID = i
		_ = s.bus.Publish(event)
	}
	for _, any := range []any{1} {
		switch event := any.(type) {
		case *UserCreated:
			event.ID = 1
			_ = s.bus.Publish(event)
		}
	}
}

func (s *service) assignsAnother(names []string) {
	var event *UserCreated
	for _, name := range names {
		event = &UserCreated{}
		event.Name = name
		_ = s.bus.Publish(event)
	}
	var value UserCreated
	_ = s.bus.Publish(&value)
	value = UserCreated{}
	value.Name = "x"
	_ = s.bus.Publish(&value)
}

func (s *service) elsewhere(ok bool) {
	event := &UserCreated{}
	if ok {
		_ = s.bus.Publish(event)
		return
	}
	event.Name = "x"
	if !ok {
		_ = s.bus.Publish(event)
		os.Exit(1)
	}
	event.Name = "y"
}

func (s *service) copies() {
	event := &UserCreated{}
	_ = s.bus.Publish(event)
	copied := *event
	copied.Name = "x"
	event.Team.Name = "x"
}

func (s *service) later(run func(func())) {
	event := &UserCreated{}
	defer s.bus.Publish(event)
	event.Name = "x"
	other := &UserCreated{}
	_ = s.bus.Publish(other)
	run(func() { other.Name = "x" })
	third := &UserCreated{}
	next := func() { third = &UserCreated{} }
	_ = s.bus.Publish(third)
	next()
	third.Name = "x"
	fourth := &UserCreated{}
	_ = s.bus.Publish(fourth)
	renew(&fourth)
	fourth.Name = "x"
}

// A command is there for its handler to fill.
type FindUserQuery struct{ Result *UserCreated }

func (s *service) dispatches() {
	query := &FindUserQuery{}
	_ = s.bus.Dispatch(query)
	query.Result = nil
}
