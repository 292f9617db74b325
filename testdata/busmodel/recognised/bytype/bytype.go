// Package bytype has a bus whose handlers are registered for a type that they do not tell.
package bytype

import (
	"context"
	"reflect"
)

type Command any

type Next func(context.Context, Command) error

type Step func(context.Context, Command, Next) error

type CommandBus struct{ steps map[reflect.Type][]Step }

func (b *CommandBus) Dispatch(ctx context.Context, c Command) error {
	steps, i := b.steps[reflect.TypeOf(c)], 0
	var next Next
	next = func(ctx context.Context, c Command) error {
		if i == len(steps) {
			return nil
		}
		i++
		return steps[i-1](ctx, c, next)
	}
	return next(ctx, c)
}

func Register[C Command](b *CommandBus, steps ...Step) {
	b.steps[reflect.TypeFor[C]()] = append(b.steps[reflect.TypeFor[C]()], steps...)
}

// RegisterFor takes handlers that tell it, and what their answers are.
func RegisterFor[A any](b *CommandBus, handler func(context.Context, Command) A) {
	b.steps[reflect.TypeFor[A]()] = nil
}

// Register keeps a handler for a type that it is told by reflection.
func (b *CommandBus) Register(t reflect.Type, step Step) { b.steps[t] = append(b.steps[t], step) }
