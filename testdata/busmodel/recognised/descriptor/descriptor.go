// Package descriptor has a bus on which commands travel in what hands them out by a method.
package descriptor

import (
	"context"
	"reflect"
)

type Message interface {
	Command() any
	Name() string
}

type Descriptor struct {
	ctx     context.Context
	command any
}

func New(ctx context.Context, command any) *Descriptor { return &Descriptor{ctx, command} }

func (d *Descriptor) Command() any { return d.command }
func (d *Descriptor) Name() string { return reflect.TypeOf(d.command).Name() }

type Handler interface{ Handle(Message) error }

type CommandBus struct{ handlers map[string]Handler }

func (b *CommandBus) Dispatch(m Message) error { return b.handlers[m.Name()].Handle(m) }

func (b *CommandBus) Register(h Handler, commands ...any) {
	for _, c := range commands {
		b.handlers[reflect.TypeOf(c).Name()] = h
	}
}
