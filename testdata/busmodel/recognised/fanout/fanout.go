// Package fanout has types that hand out channels of which they keep several, whatever these carry.
package fanout

type Note struct {
	Name string
	Data any
}

type Station struct{ clients map[chan string]struct{} }

func (h *Station) Register() chan string              { return nil }
func (h *Station) Unregister(ch chan string)          {}
func (h *Station) Broadcast(name string, payload any) {}

type Rooms struct {
	rooms map[string]map[chan []byte]bool
}

func (r *Rooms) Subscribe(room string) (<-chan []byte, func()) { return nil, nil }
func (r *Rooms) Broadcast(room string, n Note) error           { return nil }

// A Pool has one channel, for what it has done.
type Pool struct{ results chan Note }

func (p *Pool) Results() <-chan Note { return nil }
func (p *Pool) Push(name string)     {}

// A Waits has one channel for each answer that somebody waits for.
type Waits struct{ all map[int]chan any }

func (w *Waits) Register(id int) <-chan any { return nil }
func (w *Waits) Trigger(id int, v any)      {}
