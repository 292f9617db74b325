package main

import (
	"context"
	"testing"

	"github.com/buslint/buslint/bus"
)

// handlers register a handler each, for 10,000 types of messages.
var handlers = appendAll[int](nil)

// A numberedCommand is a message of its own for each number: the digits are the lengths of
// arrays.
type numberedCommand[T any] struct{}

func appendAll[T any](all []func(bus.Bus)) []func(bus.Bus) {
	all = appendThird[[0]T](all)
	all = appendThird[[1]T](all)
	all = appendThird[[2]T](all)
	all = appendThird[[3]T](all)
	all = appendThird[[4]T](all)
	all = appendThird[[5]T](all)
	all = appendThird[[6]T](all)
	all = appendThird[[7]T](all)
	all = appendThird[[8]T](all)
	return appendThird[[9]T](all)
}

func appendThird[T any](all []func(bus.Bus)) []func(bus.Bus) {
	all = appendSecond[[0]T](all)
	all = appendSecond[[1]T](all)
	all = appendSecond[[2]T](all)
	all = appendSecond[[3]T](all)
	all = appendSecond[[4]T](all)
	all = appendSecond[[5]T](all)
	all = appendSecond[[6]T](all)
	all = appendSecond[[7]T](all)
	all = appendSecond[[8]T](all)
	return appendSecond[[9]T](all)
}

func appendSecond[T any](all []func(bus.Bus)) []func(bus.Bus) {
	all = appendFirst[[0]T](all)
	all = appendFirst[[1]T](all)
	all = appendFirst[[2]T](all)
	all = appendFirst[[3]T](all)
	all = appendFirst[[4]T](all)
	all = appendFirst[[5]T](all)
	all = appendFirst[[6]T](all)
	all = appendFirst[[7]T](all)
	all = appendFirst[[8]T](all)
	return appendFirst[[9]T](all)
}

func appendFirst[T any](all []func(bus.Bus)) []func(bus.Bus) {
	return append(all,
		registerHandler[numberedCommand[[0]T]],
		registerHandler[numberedCommand[[1]T]],
		registerHandler[numberedCommand[[2]T]],
		registerHandler[numberedCommand[[3]T]],
		registerHandler[numberedCommand[[4]T]],
		registerHandler[numberedCommand[[5]T]],
		registerHandler[numberedCommand[[6]T]],
		registerHandler[numberedCommand[[7]T]],
		registerHandler[numberedCommand[[8]T]],
		registerHandler[numberedCommand[[9]T]],
	)
}

func registerHandler[M any](b bus.Bus) { bus.Handle(b, ignore[M]) }

func ignore[M any](context.Context, *M) error { return nil }

// registration returns a benchmark of registering n handlers on a new bus.
func registration(n int) func(*testing.B) {
	return func(b *testing.B) {
		for b.Loop() {
			p := bus.New()
			for _, register := range handlers[:n] {
				register(p)
			}
		}
	}
}
