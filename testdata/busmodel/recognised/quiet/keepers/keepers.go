// Package keepers has types that keep functions and call them, and are no buses.
package keepers

import "context"

// A Container makes things.
type Container struct {
	providers map[string]func(*Container) any
	closers   []func(any)
}

func (c *Container) Register(name string, f func(*Container) any) { c.providers[name] = f }
func (c *Container) OnClose(f func(any))                          { c.closers = append(c.closers, f) }
func (c *Container) Invoke(f any) error                           { return nil }

// A Machine has states.
type Machine struct {
	entries map[string]func(context.Context, ...any) error
	events  []Event
}

type Event struct{ Name string }

func (m *Machine) AddEvent(e Event) { m.events = append(m.events, e) }

func (m *Machine) OnEntry(state string, f func(context.Context, ...any) error) { m.entries[state] = f }

func (m *Machine) Fire(ctx context.Context, trigger string, args ...any) error {
	return m.entries[trigger](ctx, args...)
}

// A Conn calls methods of another program.
type Conn struct{ methods map[string]func(any) error }

func (c *Conn) Handle(method string, f func(any) error) { c.methods[method] = f }
func (c *Conn) Notify(method string, params any) error  { return nil }
func (c *Conn) dispatch(method string, params any)      { _ = c.methods[method](params) }

// A Cache says what it forgets.
type Cache struct{ evicted []func(key string, value any) }

func (c *Cache) OnEvicted(f func(key string, value any)) { c.evicted = append(c.evicted, f) }
func (c *Cache) Add(key string, value any)               {}

// A Window has keys.
type Pane struct{ keys []func(KeyEvent) }

type KeyEvent struct{ Code int }

func (p *Pane) OnKey(f func(KeyEvent)) { p.keys = append(p.keys, f) }

func (p *Pane) dispatchKey(e KeyEvent) {
	for _, f := range p.keys {
		f(e)
	}
}

// A Speaker says texts.
type Speaker interface {
	Publish(name string, data any)
	On(name string, f func(text string)) error
}

func speak(s Speaker) {
	s.Publish("x", Event{})
	_ = s.On("x", func(string) {})
}

func use(ctx context.Context, c *Container, m *Machine, n *Conn, k *Cache, p *Pane) {
	c.Register("x", func(*Container) any { return nil })
	c.OnClose(func(any) {})
	_ = c.Invoke(func() {})
	m.AddEvent(Event{"x"})
	m.OnEntry("x", func(context.Context, ...any) error { return nil })
	_ = m.Fire(ctx, "x", 1)
	n.Handle("x", func(any) error { return nil })
	_ = n.Notify("x", Event{})
	n.dispatch("x", Event{})
	k.OnEvicted(func(string, any) {})
	k.Add("x", Event{})
	p.OnKey(func(KeyEvent) {})
	p.dispatchKey(KeyEvent{1})
}
