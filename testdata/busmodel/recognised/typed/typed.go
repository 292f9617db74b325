// Package typed has a bus with a publisher and a subscriber for each type.
package typed

import (
	"context"
	"reflect"
)

type Bus struct{ channels map[reflect.Type][]chan any }

type Client struct{ bus *Bus }

type Publisher[T any] struct{ client *Client }

func Publish[T any](c *Client) *Publisher[T] { return &Publisher[T]{c} }

func (p *Publisher[T]) Publish(v T) {
	for _, c := range p.client.bus.channels[reflect.TypeFor[T]()] {
		c <- v
	}
}

type Subscriber[T any] struct{ read chan T }

func Subscribe[T any](c *Client) *Subscriber[T] { return &Subscriber[T]{make(chan T)} }

func (s *Subscriber[T]) Events() <-chan T { return s.read }

// A Stream hands out channels by a method.
type Stream[T any] struct{ channels []chan T }

func (s *Stream[T]) Publish(v T) {
	for _, c := range s.channels {
		c <- v
	}
}

func (s *Stream[T]) Subscribe(context.Context) <-chan T { return nil }
