// Package other uses another bus, which has no generic functions.
package other

import (
	"context"

	"example.com/testdata/busmodel/shapes/july2021/bus"
)

type SendStickersCommand struct{}

func sendStickers(context.Context, *SendStickersCommand) error { return nil }

func register(b bus.Bus) {
	b.AddHandlerCtx(sendStickers)
}
