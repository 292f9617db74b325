// Package watched has a bus of which one watches the events, and what watches something else.
package watched

import "sync"

type Event struct {
	Name  string
	Extra any
}

type Callback func(*Event)

type Bus interface {
	Watch(event string, callback Callback)
	Dispatch(event *Event)
}

func New() Bus { return &bus{} }

type bus struct{ callbacks sync.Map }

func (b *bus) Watch(event string, callback Callback) {
	all, _ := b.callbacks.Load(event)
	callbacks, _ := all.([]Callback)
	b.callbacks.Store(event, append(callbacks, callback))
}

func (b *bus) Dispatch(event *Event) {
	all, _ := b.callbacks.Load(event.Name)
	callbacks, _ := all.([]Callback)
	for _, call := range callbacks {
		call(event)
	}
}

// A Tree tells of changes to files.
type Tree struct{ changed []func(*Change) }

type Change struct{ File string }

func (t *Tree) Watch(dir string, changed func(*Change)) { t.changed = append(t.changed, changed) }
func (t *Tree) Send(c *Change)                          { t.changed[0](c) }
