// Package typedbus reports handlers and listeners that are registered without their type, where the bus has a generic function that takes it.
//
// # Why
//
// AddHandlerCtx and AddEventListenerCtx take any value, and check it when the program runs:
// a function of the wrong shape compiles, and panics at the start. For the generic
// functions of the reference bus, bus.Handle and bus.Listen, the compiler checks the type.
// They also avoid calls through reflection, so that DispatchCtx and PublishCtx become many
// times faster, without a change in the code that sends. docs/benchmarks.md has the numbers.
//
// The rule is off by default, because the methods are the convention. Turn it on if your
// team prefers the generic functions.
//
// # Wrong
//
//	func (s *Service) Init() error {
//		s.bus.AddHandlerCtx(s.SendStickers)
//		s.bus.AddEventListenerCtx(s.StickersSent)
//		return nil
//	}
//
// # Right
//
//	func (s *Service) Init() error {
//		bus.Handle(s.bus, s.SendStickers)
//		bus.Listen(s.bus, s.StickersSent)
//		return nil
//	}
//
// # When it is silent
//
// It applies only to the reference bus. Registrations without a context are reported by
// busctx, and functions of the wrong shape by handlershape. A value whose type is not a
// function type is not reported, and neither is a call through an interface with only a
// few methods of bus.Bus.
//
// # Fix
//
// The call is replaced with a call of the generic function. There is no fix if another
// declaration hides the package name bus, or if there is a comment within the name of the
// called function.
package typedbus
