package use

import (
	"context"

	"example.com/testdata/busmodel/recognised/descriptor"
)

type (
	openAccount  struct{} // want `^openAccount is a command$`
	closeAccount struct{} // want `^closeAccount is a command$`
)

type ofAny struct{}

func (ofAny) Name() string { return "" }

func (ofAny) Command() any { return nil }

func descriptors(ctx context.Context, b *descriptor.CommandBus, got descriptor.Descriptor) error {
	d := descriptor.New(ctx, closeAccount{})
	_ = b.Dispatch(d)                                     // want `^dispatch closeAccount$`
	_ = b.Dispatch(&got)                                  // want `^dispatch \?$`
	_ = b.Dispatch(ofAny{})                               // want `^dispatch \?$`
	return b.Dispatch(descriptor.New(ctx, openAccount{})) // want `^dispatch openAccount$`
}
