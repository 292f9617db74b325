// Package bus is called as those are that are known by their functions, and has others.
package bus

type Event struct{ Kind string }

type Bus struct{ handlers []func(Event) }

func (b *Bus) Subscribe(f func(Event)) { b.handlers = append(b.handlers, f) }

func (b *Bus) Publish(events ...Event) {
	for _, e := range events {
		for _, f := range b.handlers {
			f(e)
		}
	}
}

var std = new(Bus)

// Publish publishes to the bus of all.
func Publish(events ...Event) { std.Publish(events...) }

// Subscribe listens to the bus of all.
func Subscribe(f func(Event)) { std.Subscribe(f) }
