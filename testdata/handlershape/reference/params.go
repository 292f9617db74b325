package reference

import (
	"context"

	"github.com/buslint/buslint/bus"
)

func wrongParams(b bus.Bus) {
	b.AddHandlerCtx(none)       // want `^b.AddHandlerCtx calls a handler with a context and the message, and handler none takes \(\); make it a func\(context.Context, \*M\) error$`
	b.AddHandler(none)          // want `^b.AddHandler calls a handler with the message alone, and handler none takes \(\); make it a func\(\*M\) error$`
	b.AddHandlerCtx(three)      // want `and handler three takes \(context.Context, string, \*SaveUser\); make it a func\(context.Context, \*SaveUser\) error$`
	b.AddHandler(two)           // want `^b.AddHandler calls a handler with the message alone, and handler two takes \(name string, cmd \*SaveUser\)`
	b.AddHandlerCtx(two)        // want `^b.AddHandlerCtx passes a context first, and handler two takes string there; make it a func\(context.Context, \*SaveUser\) error$`
	b.AddHandlerCtx(anyFirst)   // want `passes a context first, and handler anyFirst takes any there`
	b.AddHandlerCtx(many)       // want `and handler many takes \(context.Context, \[\]\*SaveUser\)`
	b.AddEventListenerCtx(none) // want `^b.AddEventListenerCtx calls a listener with a context and the message, and listener none takes \(\)`
	b.AddHandlerCtx(backwards)  // want `passes a context first, and handler backwards takes \*SaveUser there`
}

func none() error                                        { return nil }
func three(context.Context, string, *SaveUser) error     { return nil }
func two(name string, cmd *SaveUser) error               { return nil }
func anyFirst(any, *SaveUser) error                      { return nil }
func many(context.Context, ...*SaveUser) error           { return nil }
func backwards(cmd *SaveUser, ctx context.Context) error { return nil }

func rightParams[M any](b bus.Bus, s *service, get func() saver, h func(context.Context, *M) error) {
	b.AddHandlerCtx(right)
	b.AddHandlerCtx(s.right)

	b.AddHandlerCtx(get())
	b.AddHandlerCtx(saver(right))
	b.AddHandlerCtx(h)
	b.AddHandlerCtx(func(ctx context.Context, cmd *UserAlias) error { return nil })
	b.AddHandlerCtx(func(ctx context.Context, cmd *Box[int]) error { return nil })
	bus.Handle(b, right)
	b.AddEventListenerCtx(func(ctx context.Context, event *UserSaved) error { return nil })
	b.AddEventListener(func(event *UserSaved) error { return nil })
}

func right(context.Context, *SaveUser) error              { return nil }
func (s *service) right(context.Context, *SaveUser) error { return nil }
