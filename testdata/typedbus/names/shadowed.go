package names

import "github.com/buslint/buslint/bus"

// Here bus is a variable, and the package has no other name.
func parameter(bus bus.Bus) {
	bus.AddHandlerCtx(sendStickers) // want `call bus.Handle\(bus, …\)`
}

func comments(b bus.Bus) {
	b. /* the real one */ AddHandlerCtx(sendStickers) // want `call bus.Handle\(b, …\)`
	b.AddHandlerCtx( /* the real one */ sendStickers) // want `call bus.Handle\(b, …\)`
}
