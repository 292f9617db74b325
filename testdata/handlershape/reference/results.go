package reference

import (
	"context"

	"github.com/buslint/buslint/bus"
)

func wrongResults(b bus.Bus) {
	b.AddHandlerCtx(nothing)                                               // want `^handler nothing returns nothing, and b.AddHandlerCtx expects an error; make it a func\(context.Context, \*SaveUser\) error$`
	b.AddHandler(func(cmd *SaveUser) bool { return true })                 // want `^this handler returns bool, and b.AddHandler expects an error alone; make it a func\(\*SaveUser\) error$`
	b.AddHandler(func(cmd *SaveUser) (int, error) { return 0, nil })       // want `^this handler returns \(int, error\), and`
	b.AddHandler(func(cmd *SaveUser) (error, int) { return nil, 0 })       // want `^this handler returns \(error, int\), and`
	b.AddEventListener(func(event *UserSaved) *savingError { return nil }) // want `^this listener returns \*savingError, and`
	b.AddEventListener(func(event *UserSaved) codedError { return nil })   // want `^this listener returns codedError`
}

func nothing(ctx context.Context, cmd *SaveUser) {}

func rightResults(b bus.Bus) {
	b.AddHandler(func(cmd *SaveUser) (err error) { return nil })
}

type codedError interface {
	error
	Code() int
}
