package operands

import (
	"context"

	"github.com/buslint/buslint/bus"
)

type SendStickersCommand struct{}

func sendStickers(context.Context, *SendStickersCommand) error { return nil }

type embedding struct{ bus.Bus }

// byValue is a bus only by its pointer.
type byValue struct{ bus.InProcBus }

func whole(b *bus.InProcBus, e embedding, p *byValue, buses []bus.Bus) {
	b.AddHandlerCtx(sendStickers)        // want `bus.Handle\(b, …\)`
	e.AddHandlerCtx(sendStickers)        // want `bus.Handle\(e, …\)`
	p.AddHandlerCtx(sendStickers)        // want `bus.Handle\(p, …\)`
	buses[0].AddHandlerCtx(sendStickers) // want `bus.Handle\(buses\[0\], …\)`
	(b).AddHandlerCtx(sendStickers)      // want `bus.Handle\(\(b\), …\)`
	get().AddHandlerCtx(sendStickers)    // want `bus.Handle\(get\(\), …\)`
	go b.AddHandlerCtx(sendStickers)     // want `bus.Handle\(b, …\)`
	defer b.AddHandlerCtx(sendStickers)  // want `bus.Handle\(b, …\)`
	var v byValue
	v.AddHandlerCtx(sendStickers)
}

func get() bus.Bus { return bus.New() }

type registrar interface{ AddHandlerCtx(bus.HandlerFunc) }

func part(r registrar) {
	r.AddHandlerCtx(sendStickers)
}

func values(b bus.Bus) {
	add := b.AddHandlerCtx
	add(sendStickers)
	bus.Bus.AddHandlerCtx(b, sendStickers)
	(*bus.InProcBus).AddHandlerCtx(bus.New(), sendStickers)
}

// decorated is a bus itself.
type decorated struct{ bus.Bus }

func (d decorated) AddHandlerCtx(h bus.HandlerFunc) { d.Bus.AddHandlerCtx(h) }
