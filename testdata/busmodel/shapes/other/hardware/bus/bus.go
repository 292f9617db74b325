// Package bus drives the wires between chips.
package bus

type Bus struct{}

func (*Bus) Dispatch(address byte, data []byte) error { return nil }
func (*Bus) Publish(data []byte) error                { return nil }
func (*Bus) AddHandler(irq int, h func())             {}
func (*Bus) AddEventListener(h func())                {}
