package eventfrozen

import (
	"context"

	"github.com/buslint/buslint/bus"
)

type UserCreated struct {
	ID      int
	Name    string
	Raw     []byte
	Address Address
	Tags    []string
	Roles   []Role
	Teams   []*Team
	Grid    [2][2]int
	Props   map[string]string
	Team    *Team
	Active  bool
	Meta
	Flow
	*Shared
}

type (
	Address struct{ City string }
	Role    struct{ Name string }
	Team    struct{ Name string }
	Meta    struct{ Source string }
	Shared  struct{ Count int }
	Flow    struct {
		Cancelled, StopPropagation, DefaultPrevented bool
		Reply                                        *string
		Result                                       Address
		Results, ResultOf                            map[string]string
		Errors                                       []error
		BlockNumber                                  int
	}
)

func (u *UserCreated) SetName(name string) { u.Name = name }

type service struct {
	bus  bus.Bus
	last *UserCreated
}

func (s *service) Init() {
	s.bus.AddEventListenerCtx(s.writes)
	s.bus.AddEventListenerCtx(s.writes) // said once
	s.bus.AddEventListenerCtx(s.aliases)
	s.bus.AddEventListenerCtx(s.calls)
	s.bus.AddEventListenerCtx(s.reads)
	s.bus.AddEventListenerCtx(s.answers)
	s.bus.AddEventListenerCtx(s.becomesAnother)
	s.bus.AddEventListenerCtx(s.addressTaken)
	s.bus.AddEventListenerCtx(func(context.Context, *UserCreated) error { return nil })
	s.bus.AddEventListener(func(event *UserCreated) error {
		event.Name = "x" // want `^this listener changes event.Name, which the other listeners of UserCreated get as well; change a copy of it$`
		return nil
	})
}
