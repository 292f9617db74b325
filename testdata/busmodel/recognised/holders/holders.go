// Package holders has a bus that sends what aggregates have collected.
package holders

type Event interface{ Name() string }

type AggregateRoot interface{ Events() []Event }

// An EventAddress says to what one listens, and is no event.
type EventAddress struct{ Topic string }

type EventBus struct{}

func (b *EventBus) Post(e Event) error                                 { return nil }
func (b *EventBus) PostAll(a AggregateRoot) error                      { return nil }
func (b *EventBus) Subscribe(at EventAddress, f func(Event) error)     {}
func (b *EventBus) HandleEvent(name string, f func(Event) error) error { return nil }

func (b *EventBus) Add(name string, f func(Event) error) error { return nil }

// A Subscriber only listens.
type Subscriber interface {
	Add(name string, f func(Event) error) error
}

// A Basket is none.
type Basket struct{ prices []func(Event) error }

func (b *Basket) Add(name string, f func(Event) error) {}

// AggregateActions are what an aggregate may do.
type AggregateActions interface{ Emit(event any) }

// A View is given events again.
type AggregateView interface{ Apply(event any) }

// An EntitySourceOption is an option.
type EntitySourceOption struct{}

func (EntitySourceOption) Apply(any) {}

// A BaseAggregate collects events.
type BaseAggregate struct{ events []Event }

type EventHandler interface {
	Handle(e Event) error
	CanHandle(e Event) bool
}

// An EventDispatcher calls its handlers with each of the events of an aggregate.
type EventDispatcher struct{ handlers []EventHandler }

func (d *EventDispatcher) RegisterHandler(h EventHandler)           { d.handlers = append(d.handlers, h) }
func (d *EventDispatcher) DispatchEvents(root *BaseAggregate) error { return nil }

type Work struct{ ID int }

type WorkHandler interface{ Handle(w Work) error }

// A WorkDispatcher hands out work on an aggregate.
type WorkDispatcher struct{ handlers []WorkHandler }

func (d *WorkDispatcher) RegisterHandler(h WorkHandler)      { d.handlers = append(d.handlers, h) }
func (d *WorkDispatcher) Dispatch(root *BaseAggregate) error { return nil }
