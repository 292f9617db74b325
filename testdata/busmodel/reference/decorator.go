package reference

import (
	"context"
	"log"

	"github.com/buslint/buslint/bus"
)

type PingServer struct{} // want `^PingServer is a command$`

// A decorator's methods have no say in their own signatures.
type logged struct{ bus.Bus }

var _ bus.Bus = logged{}

func (l logged) Dispatch(msg bus.Msg) error {
	log.Printf("dispatch %T", msg)
	return l.Bus.Dispatch(msg)
}

func (l logged) AddHandler(h bus.HandlerFunc) {
	func() { l.Bus.AddHandler(h) }()
}

// Another method of that type could take a context.
func (l logged) ping() error {
	return l.Bus.Dispatch(&PingServer{}) // want `^dispatch PingServer, twin$`
}

// A fake is used as the bus is.
type fake struct{}

func (*fake) DispatchCtx(context.Context, bus.Msg) error { return nil }
func (*fake) PublishCtx(context.Context, bus.Msg) error  { return nil }
func (*fake) AddHandlerCtx(bus.HandlerFunc)              {}
func (*fake) AddEventListenerCtx(bus.HandlerFunc)        {}
func (f *fake) Dispatch(msg bus.Msg) error               { return f.DispatchCtx(context.Background(), msg) }
func (*fake) Publish(bus.Msg) error                      { return nil }
func (*fake) AddHandler(bus.HandlerFunc)                 {}
func (*fake) AddEventListener(bus.HandlerFunc)           {}

func useFake(f *fake) {
	_ = f.Dispatch(&PingServer{}) // want `^dispatch PingServer, twin$`
}

// This one lacks methods of the bus, so that it cannot stand for one.
type recorder struct{ sent []bus.Msg }

func (r *recorder) Dispatch(msg bus.Msg) error {
	r.sent = append(r.sent, msg)
	return nil
}

func useRecorder(r *recorder) {
	_ = r.Dispatch(&PingServer{})
}
