// Package busctx reports bus calls that drop the context although the bus has a twin that takes one.
//
// # Why
//
// A dispatch without a context cuts cancellation, deadlines and traces between
// the caller and the handler, and nobody sees it. Where a bus has both
// Dispatch and DispatchCtx, AddHandler and AddHandlerCtx, the first of each pair
// is on its way out; on the reference bus it is marked deprecated.
//
// # Wrong
//
//	func (s *Service) rename(ctx context.Context, name string) error {
//		return s.bus.Dispatch(&models.RenameTeamCommand{Name: name})
//	}
//
// # Right
//
//	func (s *Service) rename(ctx context.Context, name string) error {
//		return s.bus.DispatchCtx(ctx, &models.RenameTeamCommand{Name: name})
//	}
//
// # Fix
//
// A dispatch is mended when a context is usable where it stands: a variable of
// type context.Context, t.Context() in a test, r.Context() of an HTTP request,
// or the Context() of a parameter or of a field of one, such as c.Req.Context().
// A goroutine, a handler, or any other function that is kept may run when the
// function around it has returned, so that it is not handed those contexts.
//
// A registration is mended when its handler is a function literal, or an unexported
// function or method of the package that is used for nothing else: the handler gets
// the parameter, and all its registrations are changed with it. What it dispatches in
// turn can be mended next.
//
// On buses with one table of handlers, such as the reference bus, the order of
// the changes does not matter. Grafana's bus kept two tables: there DispatchCtx
// finds only what AddHandlerCtx has added, while Dispatch looks there first and
// then among the others. So a message's handler is to be changed before those who
// dispatch it, and all handlers of one message, such as a test's that replaces the
// real one, together.
//
// # When it is silent
//
// It never looks at names: a function that takes a context is fine whatever it
// is called, and one without is reported only if the bus has a twin that takes
// one. The implementation of a bus, its tests, and methods that exist to satisfy
// a bus interface are left alone. A handler that takes a context although it is
// registered as one that takes none is handlershape's to report. Publish and
// AddEventListener are reported only with -busctx.events, and so are the functions for
// events of buses that have nothing else, such as ebu's Publish and Subscribe.
//
// The convention is that of Grafana's backend, where Dispatch and AddHandler were
// replaced throughout in 2021.
package busctx
