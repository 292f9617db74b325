package names

// The package of the bus is not imported in this file.
func (s *service) Init() error {
	s.bus.AddHandlerCtx(sendStickers) // want `call bus.Handle\(s.bus, …\)`
	return nil
}

func shadowed() {
	bus := newBus()
	bus.AddHandlerCtx(sendStickers) // want `call bus.Handle\(bus, …\)`
}
