// Package tracelog writes what happens to a file, of which nobody hears.
package tracelog

import "io"

type Event interface {
	Name() string
	Encode(w io.Writer) error
}

type Recorder interface {
	RecordEvent(e Event)
	io.Closer
}

type PacketDropped struct{ Size int }

func (PacketDropped) Name() string             { return "dropped" }
func (PacketDropped) Encode(w io.Writer) error { return nil }

func use(r Recorder) { r.RecordEvent(PacketDropped{1200}) }
