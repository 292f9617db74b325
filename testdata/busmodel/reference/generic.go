package reference

import (
	"context"

	"github.com/buslint/buslint/bus"
)

type WarmCache struct{} // not seen: only the wrapper's calls name it

// A generic wrapper is a use; its calls are those of another function.
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
	return send(b, &WarmCache{})
}
