package loops

import (
	"context"

	"github.com/buslint/buslint/bus"
)

type SaveUser struct{}

func save(context.Context, *SaveUser) error { return nil }

type service struct {
	bus  bus.Bus
	name string
}

func (s *service) save(context.Context, *SaveUser) error { return nil }

func (s *service) Init(names []string) {
	for range names {
		s.bus.AddHandlerCtx(save) // want `^s.bus.AddHandlerCtx registers a handler in each round of this loop; register it once, in Init or a constructor$`
	}
	for i := 0; i < 3; i++ {
		s.bus.AddEventListenerCtx(s.save) // want `^s.bus.AddEventListenerCtx registers a listener in each round of this loop`
	}
	for _, name := range names {
		_ = name
		s.bus.AddHandlerCtx(func(ctx context.Context, cmd *SaveUser) error { // want `in each round of this loop`
			for range 2 {
				break
			}
			return nil
		})
	}
}

// Each round registers another function, or on another bus, or there may be only one.
func (s *service) InitMore(handlers []bus.HandlerFunc, buses []bus.Bus, services []*service, names []string, ok bool) {
	for _, h := range handlers {
		s.bus.AddHandlerCtx(h)
	}
	for i := range handlers {
		s.bus.AddHandlerCtx(handlers[i])
	}
	for _, b := range buses {
		b.AddHandlerCtx(save)
	}
	for i := range buses {
		buses[i].AddHandlerCtx(save)
	}
	for _, other := range services {
		s.bus.AddHandlerCtx(other.save)
	}
	for _, name := range names {
		s.bus.AddEventListenerCtx(func(ctx context.Context, cmd *SaveUser) error {
			s.name = name
			return nil
		})
	}
	for range names {
		s.bus.AddHandlerCtx(s.make())
	}
	for range names {
		if ok {
			s.bus.AddHandlerCtx(save)
		}
	}
	for {
		s.bus.AddHandlerCtx(save)
		if ok {
			break
		}
	}
	for _, b := range buses {
		s.bus = b
		s.bus.AddHandlerCtx(save)
	}
	b := bus.New()
	for range names {
		b = bus.New()
		b.AddHandlerCtx(save)
	}
}

func (s *service) make() bus.HandlerFunc { return save }

// A steps is on another bus after each step.
type steps struct {
	bus  bus.Bus
	rest []bus.Bus
	done bus.Bus
}

func (s *steps) next() bool {
	if len(s.rest) == 0 {
		return false
	}
	s.bus, s.rest = s.rest[0], s.rest[1:]
	return true
}

func (s *steps) use(b bus.Bus) { s.bus = b }

var current bus.Bus

func advance() bool {
	current = bus.New()
	return true
}

// What the loop calls goes on to another bus.
func (s *steps) Init(names []string) {
	for s.next() {
		s.bus.AddHandlerCtx(save)
	}
	for s.next() {
		s.done.AddHandlerCtx(save) // want `in each round of this loop`
	}
	for range names {
		s.bus.AddHandlerCtx(save) // want `in each round of this loop`
	}
	for advance() {
		current.AddHandlerCtx(save)
	}
	b := bus.New()
	another := func() { b = bus.New() }
	for range names {
		b.AddHandlerCtx(save)
		another()
	}
	p := bus.New()
	for range names {
		p.AddHandlerCtx(save) // want `in each round of this loop`
	}
	var q bus.Bus = p
	r := &q
	for range names {
		(*r).AddHandlerCtx(save)
		*r = bus.New()
	}
	for range names {
		q.AddHandlerCtx(save)
		*r = bus.New()
	}
	for _, name := range names {
		println(len(name))
		s.bus.AddHandlerCtx(save) // want `in each round of this loop`
	}
}
