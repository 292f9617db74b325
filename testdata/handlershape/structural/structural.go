package structural

import (
	"context"

	"example.com/testdata/busmodel/shapes/january2022/bus"
	paired "example.com/testdata/busmodel/shapes/july2021/bus"
)

type SaveUser struct{}

// Where a bus has two functions, each takes its own kind of handler.
func paireds(b paired.Bus) {
	b.AddHandlerCtx(func(cmd *SaveUser) error { return nil })           // want `^b.AddHandlerCtx passes a context, and this handler takes none`
	b.AddHandler(func(context.Context, *SaveUser) error { return nil }) // want `^b.AddHandler passes no context, and this handler takes one`
}

// What else an unknown bus can call is not known.
func unknown(b bus.Bus, p paired.Bus) {
	b.AddHandler(func(cmd *SaveUser) error { return nil })
	b.AddHandler(func(ctx context.Context, cmd *SaveUser) error { return nil })
	p.AddHandler(nil)
	p.AddHandler("save")
	p.AddHandler(&SaveUser{})
	p.AddHandler(func(cmd SaveUser) error { return nil })
	p.AddHandler(func(cmd *SaveUser) {})
	p.AddHandlerCtx(func() error { return nil })
	p.AddEventListener(func(ctx context.Context, cmd *SaveUser) error { return nil })
}
