// Package says has handlers that say what they handle.
package says

import (
	"context"
	"reflect"

	"example.com/testdata/busmodel/recognised/says/bus"
)

type (
	Ship    struct{} // want `^Ship is a command$`
	Cancel  struct{} // want `^Cancel is a command$`
	Shipped struct{} // want `^Shipped is an event$`
	Lost    struct{} // want `^Lost is an event$`
	Option  struct{}
)

func (Shipped) EventType() string  { return "shipped" }
func (Lost) EventType() string     { return "lost" }
func (Option) EventType() string   { return "option" }
func (Option) Apply(*bus.EventBus) {}

type base struct{}

func (base) Name() string                      { return "base" }
func (base) Handle(context.Context, any) error { return nil }

type shipper struct{ base }

func (shipper) Handles() reflect.Type { return reflect.TypeFor[Ship]() }

type canceler struct{ base }

func (*canceler) Handles() reflect.Type { return reflect.TypeOf(&Cancel{}).Elem() }

// either handles one of two.
type either struct{ base }

func (either) Handles() reflect.Type {
	if len("") > 0 {
		return reflect.TypeOf(Ship{})
	}
	return reflect.TypeOf(Cancel{})
}

type of struct {
	base
	t reflect.Type
}

func (o of) Handles() reflect.Type { return o.t }

type listener struct{}

func (listener) EventTypes() []string                    { return []string{Shipped{}.EventType()} }
func (listener) Topics() []string                        { return []string{Lost{}.EventType()} }
func (listener) Handle(context.Context, bus.Event) error { return nil }

func register(b *bus.CommandBus, e *bus.EventBus, more ...bus.Event) {
	b.Register(shipper{})                       // want `^handle Ship, aware, by Handle$`
	b.Register(&canceler{})                     // want `^handle Cancel, aware, by Handle$`
	b.Register(either{})                        // want `^handle \?, aware, by Handle$`
	b.Register(of{t: reflect.TypeFor[Ship]()})  // want `^handle \?, aware, by Handle$`
	e.AddListener(listener{})                   // want `^listen \?, aware, by Handle$`
	e.Subscribe(listener{}, Shipped{}, &Lost{}) // want `^listen Shipped, aware, by Handle$` `^listen Lost, aware, by Handle$`
	e.Subscribe(listener{}, (*Lost)(nil), nil)  // want `^listen \?, aware, by Handle$`
	e.Subscribe(listener{}, (*Lost)(nil))       // want `^listen Lost, aware, by Handle$`
	e.Subscribe(listener{}, more...)            // want `^listen \?, aware, by Handle$`
	e.Subscribe(listener{}, Shipped{}, more[0]) // want `^listen \?, aware, by Handle$`
	e.SubscribeWith(listener{}, Option{})       // want `^listen \?, aware, by Handle$`
}

type visitor struct{ user string }

func (v visitor) name() string { return v.user }

func keys(e *bus.EventBus, v visitor, s Shipped) {
	e.On(v.name(), listener{})      // want `^listen \?, aware, by Handle$`
	e.On(s.EventType(), listener{}) // want `^listen Shipped, aware, by Handle$`
	e.On("lost", listener{})        // want `^listen \?, aware, by Handle$`
}

type worker struct{ base }

func (worker) Settings() any            { return Option{} }
func (worker) ResultType() reflect.Type { return reflect.TypeFor[Option]() }

func work(b *bus.CommandBus) {
	b.RegisterWorker(worker{}) // want `^handle \?, aware, by Handle$`
}

type ListenOptions struct{ Async bool }

func options(e *bus.EventBus) {
	e.Listen(listener{}, Shipped{})       // want `^listen \?, aware, by Handle$`
	e.Attach(listener{}, ListenOptions{}) // want `^listen \?, aware, by Handle$`
}
