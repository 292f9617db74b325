package reference

import (
	"context"

	"github.com/buslint/buslint/bus"
)

type WarmCache struct{} // want `^WarmCache is a command$`

// A generic wrapper is a use, and its calls are uses through it.
func send[M any](b bus.Bus, msg *M) error {
	return b.Dispatch(msg) // want `^dispatch \?, twin$`
}

func on[M any](b bus.Bus, h func(context.Context, *M) error) {
	b.AddHandlerCtx(h) // want `^handle \?, aware$`
}

type sender[B bus.Bus] struct{ bus B }

func (s sender[B]) send(b B) error {
	return s.bus.Dispatch(&DropCache{}) // want `^dispatch DropCache, twin$`
}

type DropCache struct{} // want `^DropCache is a command$`

func callsWrapper(b bus.Bus) error {
	return send(b, &WarmCache{}) // want `^dispatch WarmCache, through a value$`
}
