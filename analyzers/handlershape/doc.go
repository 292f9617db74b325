// Package handlershape reports handlers and listeners that the bus cannot call, and values that it cannot send.
//
// # Why
//
// A bus takes any value as a handler, so the compiler does not see that a handler
// has one parameter too few or returns nothing. The reference bus panics when it is
// registered, at the start of the program; others panic when the first message is
// sent, or never find the handler. Likewise, it takes any value as a message, but
// sending nil, or anything but a pointer to a named struct, always fails.
//
// # Wrong
//
//	func (s *Service) Init() {
//		s.bus.AddHandlerCtx(s.rename)
//	}
//
//	func (s *Service) rename(cmd models.RenameTeamCommand) {}
//
// # Right
//
//	func (s *Service) rename(ctx context.Context, cmd *models.RenameTeamCommand) error { return nil }
//
// # Fix
//
// A handler that lacks only the context gets the parameter, if it is a
// function literal, or an unexported function or method of the package that is used
// for nothing but such registrations. One that takes a context where the bus passes
// none is registered with the function that passes one, where the bus has it. A struct
// that is made where it is sent becomes a pointer to it.
//
// # When it is silent
//
// A value whose static type is an interface may be anything. buslint knows what two buses
// can call: the reference bus takes exactly func(context.Context, *M) error or
// func(*M) error with a named struct M, and Grafana's takes whatever reflection can
// call. For other buses with functions for handlers with and without a context, it knows
// only which of them passes one. Tests are checked like other code, except that they may
// send what always fails.
//
// The convention is that of Grafana's backend:
// func(ctx context.Context, cmd *models.SendStickersCommand) error.
package handlershape
