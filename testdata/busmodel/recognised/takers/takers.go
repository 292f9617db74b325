// Package takers has functions that take a bus, which is called a handler, and others that register for a type that
// only sends.
package takers

type Bus struct{ bound map[int][]func(data any) }

func (b *Bus) Trigger(id int, data any) {
	for _, f := range b.bound[id] {
		f(data)
	}
}

func (b *Bus) Bind(id int, f func(data any)) { b.bound[id] = append(b.bound[id], f) }

type Handler interface {
	Trigger(id int, data any)
	Bind(id int, f func(data any))
}

type ID[T any] struct{ id int }

func TriggerOn[T any](h Handler, id ID[T], data T) { h.Trigger(id.id, data) }

func GlobalBind[T any](h Handler, id ID[T], f func(T)) {
	h.Bind(id.id, func(data any) { f(data.(T)) })
}

func BindAll(h Handler, names []string) {}
