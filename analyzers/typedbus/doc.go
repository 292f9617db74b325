// Package typedbus reports handlers and listeners that are registered without their type, where the bus has a generic function that takes it.
//
// # Why
//
// AddHandlerCtx and AddEventListenerCtx take any value, and look at it when the program
// runs: a function of the wrong shape compiles, and panics at the start. The generic
// functions of the reference bus, bus.Handle and bus.Listen, leave that to the compiler.
// They also spare the reflection with which a function is called whose type is not
// known: each DispatchCtx and PublishCtx to it becomes many times as fast, for all who
// send, and they need not change. docs/benchmarks.md has the numbers.
//
// The rule is off because the methods are the convention: a team turns it on when it
// decides for the generic functions.
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
// On other buses than the reference bus; on what is registered without a context, which
// busctx is about; on functions of the wrong shape, which handlershape is about; on a
// value whose type is not that of a function; and where what is called is not a whole
// bus.Bus, but an interface with a few of its methods.
//
// # Fix
//
// The call becomes one of the generic function. There is no fix where the package bus
// cannot be named, because something else is called bus, and where a comment stands
// within the call's name.
package typedbus
