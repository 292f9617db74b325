// Package collections keeps values, and calls what it is given at once.
package collections

import "context"

type Set[T any] struct{ items []T }

func (s *Set[T]) Add(item T) { s.items = append(s.items, item) }

func (s *Set[T]) Send(to func(T)) {
	for _, item := range s.items {
		to(item)
	}
}

// A Feed hands out values that nobody has announced.
type Feed[T any] struct{ c chan T }

func (f *Feed[T]) Push(item T) { f.c <- item }

func (f *Feed[T]) Watch(context.Context) <-chan T { return f.c }

type Disk struct{ Size int }

type Machine struct{ disks []Disk }

func (m *Machine) Attach(d Disk) { m.disks = append(m.disks, d) }

func (m *Machine) Notify(d Disk) {}

// Register and Send only have a bus in common with what sends messages.
func Register(m *Bus, d Disk) { m.disks = append(m.disks, d) }

func Send(m *Bus, d Disk) {}

type Bus struct{ disks []Disk }
