package names

import (
	"context"

	messages "github.com/buslint/buslint/bus"
)

type SendStickersCommand struct{}

func sendStickers(context.Context, *SendStickersCommand) error { return nil }

func renamed(b messages.Bus) {
	b.AddHandlerCtx(sendStickers) // want `call messages.Handle\(b, …\)`
}

func newBus() messages.Bus { return messages.New() }

type service struct{ bus messages.Bus }
