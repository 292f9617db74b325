// Package keys has a bus that knows commands by what their method Type returns.
package keys

import "context"

type Kind string

type Command interface{ Type() Kind }

type Handler interface {
	Handle(context.Context, Command) error
}

type Bus struct{ handlers map[Kind]Handler }

func (b *Bus) Dispatch(ctx context.Context, c Command) error {
	return b.handlers[c.Type()].Handle(ctx, c)
}

func (b *Bus) Register(k Kind, h Handler) { b.handlers[k] = h }

// A Cmd is a command for a payload of any type.
type Cmd[P any] struct{ Payload P }

func (Cmd[P]) Type() Kind { return "cmd" }

// Functions is a bus of functions.
type Functions struct {
	handlers map[Kind]func(context.Context, Command) error
}

func (f *Functions) Dispatch(ctx context.Context, c Command) error {
	return f.handlers[c.Type()](ctx, c)
}

func (f *Functions) Register(k Kind, h func(context.Context, Command) error) { f.handlers[k] = h }
