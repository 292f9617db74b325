// Package registry has the same functions as a mediator. Nothing is called one.
package registry

import (
	"context"
	"reflect"
)

type Codec[In, Out any] interface {
	Handle(ctx context.Context, in In) (Out, error)
}

var codecs = map[reflect.Type]any{}

func RegisterHandler[In, Out any](codec Codec[In, Out]) { codecs[reflect.TypeFor[In]()] = codec }

func Process[In, Out any](ctx context.Context, in In) (Out, error) {
	return codecs[reflect.TypeFor[In]()].(Codec[In, Out]).Handle(ctx, in)
}
