// Package relay has listeners with a channel each.
package relay

type Relay[T any] struct{ all map[*Listener[T]]bool }

type Listener[T any] struct{ ch chan T }

func (l *Listener[T]) Ch() <-chan T { return l.ch }

func (r *Relay[T]) Listener(n int) *Listener[T] { return nil }
func (r *Relay[T]) Subscribe() *Listener[T]     { return nil }
func (r *Relay[T]) Notify(v T)                  {}
