// Package own has a bus of its own, and tests it.
package own

import (
	"context"
	"errors"
)

type CommandBus struct {
	handlers map[string]func(context.Context, any) error
}

func (b *CommandBus) Register(name string, handler func(context.Context, any) error) {
	b.handlers[name] = handler
}

func (b *CommandBus) Dispatch(ctx context.Context, name string, cmd any) error {
	if ctx == nil {
		return errors.New("no context")
	}
	return b.handlers[name](ctx, cmd)
}

type RenameTeamCommand struct{}

// What is no test has no reason to pass nil.
func rename(b *CommandBus) error {
	return b.Dispatch(nil, "rename", RenameTeamCommand{}) // want `b.Dispatch is passed a nil context`
}
