package main

import (
	"context"
	"testing"

	"github.com/buslint/buslint/bus"
)

// handlers register a handler each, for 10,000 types of messages.
var handlers = func() (all []func(bus.Bus)) {
	all = appendThird[d0](all)
	all = appendThird[d1](all)
	all = appendThird[d2](all)
	all = appendThird[d3](all)
	all = appendThird[d4](all)
	all = appendThird[d5](all)
	all = appendThird[d6](all)
	all = appendThird[d7](all)
	all = appendThird[d8](all)
	return appendThird[d9](all)
}()

// A numberedCommand is a message of its own for each four digits.
type numberedCommand[A, B, C, D any] struct{}

type (
	d0 struct{}
	d1 struct{}
	d2 struct{}
	d3 struct{}
	d4 struct{}
	d5 struct{}
	d6 struct{}
	d7 struct{}
	d8 struct{}
	d9 struct{}
)

func appendThird[A any](all []func(bus.Bus)) []func(bus.Bus) {
	all = appendSecond[A, d0](all)
	all = appendSecond[A, d1](all)
	all = appendSecond[A, d2](all)
	all = appendSecond[A, d3](all)
	all = appendSecond[A, d4](all)
	all = appendSecond[A, d5](all)
	all = appendSecond[A, d6](all)
	all = appendSecond[A, d7](all)
	all = appendSecond[A, d8](all)
	return appendSecond[A, d9](all)
}

func appendSecond[A, B any](all []func(bus.Bus)) []func(bus.Bus) {
	all = appendFirst[A, B, d0](all)
	all = appendFirst[A, B, d1](all)
	all = appendFirst[A, B, d2](all)
	all = appendFirst[A, B, d3](all)
	all = appendFirst[A, B, d4](all)
	all = appendFirst[A, B, d5](all)
	all = appendFirst[A, B, d6](all)
	all = appendFirst[A, B, d7](all)
	all = appendFirst[A, B, d8](all)
	return appendFirst[A, B, d9](all)
}

func appendFirst[A, B, C any](all []func(bus.Bus)) []func(bus.Bus) {
	return append(all,
		registerHandler[numberedCommand[A, B, C, d0]],
		registerHandler[numberedCommand[A, B, C, d1]],
		registerHandler[numberedCommand[A, B, C, d2]],
		registerHandler[numberedCommand[A, B, C, d3]],
		registerHandler[numberedCommand[A, B, C, d4]],
		registerHandler[numberedCommand[A, B, C, d5]],
		registerHandler[numberedCommand[A, B, C, d6]],
		registerHandler[numberedCommand[A, B, C, d7]],
		registerHandler[numberedCommand[A, B, C, d8]],
		registerHandler[numberedCommand[A, B, C, d9]],
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
