package reference

import (
	"context"

	"github.com/buslint/buslint/bus"
)

func wrongMessages(b bus.Bus) {
	b.AddHandlerCtx(byValue)                                                                // want `^handler byValue takes its message as SaveUser, and a message is a pointer to a named struct; make it a func\(context.Context, \*SaveUser\) error$`
	b.AddHandler(func(cmd SaveUser) error { return nil })                                   // want `^this handler takes its message as SaveUser`
	b.AddEventListener(func(event any) error { return nil })                                // want `^this listener takes its message as any`
	b.AddHandler(func(name string) error { return nil })                                    // want `takes its message as string`
	b.AddHandler(func(id *UserID) error { return nil })                                     // want `takes its message as \*UserID`
	b.AddHandler(func(cmd *struct{ Name string }) error { return nil })                     // want `takes its message as \*struct\{Name string\}`
	b.AddHandler(func(cmd **SaveUser) error { return nil })                                 // want `takes its message as \*\*SaveUser`
	b.AddHandler(func(cmd UserPtr) error { return nil })                                    // want `takes its message as UserPtr`
	bus.Handle(b, func(ctx context.Context, id *UserID) error { return nil })               // want `takes its message as \*UserID`
	bus.Listen(b, func(ctx context.Context, event *map[string]string) error { return nil }) // want `takes its message as \*map\[string\]string`
}

func byValue(ctx context.Context, cmd SaveUser) error { return nil }

func unknownMessage[M any](b bus.Bus) {
	bus.Handle(b, func(ctx context.Context, m *M) error { return nil })
	b.AddHandler(func(m M) error { return nil })
	b.AddHandler(func(m *Box[M]) error { return nil })
}
