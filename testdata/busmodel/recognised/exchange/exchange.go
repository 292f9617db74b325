// Package exchange has a type that implements the interfaces of a bus, which another package declares.
package exchange

import "example.com/testdata/busmodel/recognised/ports"

type writer interface{ Write(any) error }

// An Exchange both publishes and hands out what it gets.
type Exchange struct{ w writer }

func (x *Exchange) Publish(topic string, event ports.Event) error { return x.w.Write(event) }

func (x *Exchange) Subscribe(filters ...string) <-chan *ports.Envelope { return nil }

// A Sink has one of the two methods, as anybody may.
type Sink struct{}

func (Sink) Publish(topic string, event ports.Event) error { return nil }

type TaskDone struct{} // want `^TaskDone is a message$`

func use(x *Exchange, p ports.Publisher, s Sink) {
	_ = x.Publish("done", TaskDone{}) // want `^publish TaskDone$`
	<-x.Subscribe("done")             // want `^listen \?$`
	_ = p.Publish("done", TaskDone{}) // want `^publish TaskDone$`
	_ = s.Publish("done", TaskDone{})
}
