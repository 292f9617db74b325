// Package events has functions that register what has to do with events, and is none, and those that
// give events again.
package events

type Event interface{ EventName() string }

type FuncFor[E Event] func() E

type EventFuncCreator[E Event] interface{ EventFuncs() []FuncFor[E] }

type EventRegistry[E Event] struct{ funcs map[string]FuncFor[E] }

func (r *EventRegistry[E]) RegisterEvents(root EventFuncCreator[E]) error { return nil }

type Registrar interface{ RegisterService(desc, impl any) }

type EventsServer interface{ Forward(Event) error }

func RegisterEventsServer(s Registrar, srv EventsServer) { s.RegisterService(nil, srv) }

type Root struct{ version int }

func (r *Root) ApplyChangeFromHistory(e Event) { r.version++ }

type opened struct{}

func (opened) EventName() string { return "opened" }

type service struct{}

func (service) Forward(Event) error { return nil }

func (service) EventFuncs() []FuncFor[Event] { return nil }

func use(r *EventRegistry[Event], s Registrar, root *Root) {
	_ = r.RegisterEvents(service{})
	RegisterEventsServer(s, service{})
	root.ApplyChangeFromHistory(opened{})
}
