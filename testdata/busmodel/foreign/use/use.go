// Package use has a bus and a queue.
package use

import (
	"example.com/testdata/busmodel/foreign/needs"
	"example.com/testdata/busmodel/foreign/queue"
	"example.com/testdata/busmodel/shapes/other/untwinned/bus"
)

type LightBroke struct{} // want `^LightBroke is an event$`

func use(b *bus.Bus, q queue.Queue, own interface{ Publish(msg any) error }) {
	_ = b.Publish(&LightBroke{}) // want `^publish LightBroke$`
	_ = q.Publish(&LightBroke{})
	_ = own.Publish(&LightBroke{}) // want `^publish LightBroke$`
}

type MendLight struct{} // want `^MendLight is a command$`

// The bus itself is not imported here.
func indirect(n needs.Dispatcher, d needs.Decorated) {
	_ = n.Dispatch(&MendLight{}) // want `^dispatch MendLight, twin hidden$`
	_ = d.Dispatch(&MendLight{}) // want `^dispatch MendLight, twin$`
}
