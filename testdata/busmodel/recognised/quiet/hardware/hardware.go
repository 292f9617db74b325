// Package hardware drives wires.
package hardware

type Frame struct {
	ID   uint32
	Data []byte
}

type Bus struct{ handlers map[uint32]func(Frame) }

type Wire interface {
	Send(id uint32, data []byte) error
}

func (b *Bus) Write(id uint32, data []byte) error { return nil }
func (b *Bus) Send(id uint32, data []byte) error  { return nil }
