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

// What hands out a channel sends later, when the caller may be done.
func (b *CommandBus) Send(ctx context.Context, name string, cmd any) <-chan error {
	errs := make(chan error, 1)
	go func() { errs <- b.Dispatch(ctx, name, cmd) }()
	return errs
}

type RenameTeamCommand struct{}

// What is no test has no reason to pass nil.
func rename(b *CommandBus) error {
	return b.Dispatch(nil, "rename", RenameTeamCommand{}) // want `b.Dispatch is passed a nil context`
}

func renameLater(ctx context.Context, b *CommandBus) error {
	if err := b.Dispatch(context.Background(), "rename", RenameTeamCommand{}); err != nil { // want `cuts the handler off`
		return err
	}
	b.Send(context.Background(), "rename", RenameTeamCommand{})
	return nil
}
