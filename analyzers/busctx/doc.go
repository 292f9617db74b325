// Package busctx reports bus calls that drop the context although the bus has a twin that takes one.
//
// # Why
//
// A dispatch without a context silently cuts cancellation, deadlines and traces between
// the caller and the handler. If a bus has both Dispatch and DispatchCtx, or AddHandler
// and AddHandlerCtx, the first of each pair is obsolete; on the reference bus it is marked
// deprecated.
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
// A dispatch is fixed if there is a context to pass. In order of preference, that is a parameter that is a context, or a variable made of one; t.Context() in a test;
// r.Context() of an HTTP request; what another parameter leads to, such as c.Req.Context(),
// c.Request().Context(), c.UserContext(), or c itself if it is an interface that embeds
// context.Context; a parameter without a name, which then gets one; and only then a variable
// that holds context.Background() or TODO(). A function value, as in send := s.bus.Dispatch,
// is fixed with its calls, if it is used for nothing else.
//
// Nothing is taken from a value that may lack its context, or that code keeps for later: from a
// struct that is made without it, from a type whose method returns a field as it is, or whose
// context can be set, and from the elements of a channel. A goroutine reads no variable that may
// change meanwhile.
//
// A context that may be over is not passed on: after the function that cancels it was
// called, after the group was waited for that made it, where ctx.Done() has been received
// from, where ctx.Err() or context.Cause(ctx) is not nil, where an error is
// context.Canceled or DeadlineExceeded, and in what is deferred and runs after any of
// these. Whatever else is deferred has to happen even if the request is cancelled: the finding
// proposes context.WithoutCancel, and there is no fix. A goroutine that is not waited for, a
// handler, or any other function that is kept may run when the function around it has returned,
// so that those contexts are not passed there. If a function is passed to another function of the
// same package, the body of that decides whether it is kept. Among other packages, only the
// standard library is known; functions passed to unknown functions count as kept.
//
// A type may stand before the bus: it embeds that, and has a Dispatch of its own which logs, say.
// DispatchCtx would go past it, so the finding says to add one, and there is no fix. Such types are
// looked for in the package and in those that it imports; buslint migrate looks at all packages.
//
// A registration is fixed when its handler is a function literal, or an unexported
// function or method of the package that is used for nothing else: the handler gets
// the parameter, and all its registrations are changed with it. What it dispatches in
// turn can be fixed next.
//
// On buses with one table of handlers, such as the reference bus, the order of
// the changes does not matter. Grafana's bus kept two tables: there DispatchCtx
// finds only what AddHandlerCtx has added, while Dispatch looks there first and
// then among the others. So change the handler of a message before the calls that
// dispatch it, and change all handlers of one message together, including one in a test
// that replaces the real one.
//
// # When it is silent
//
// Names do not matter: a function that takes a context is fine whatever its name, and one
// without is reported only if the bus has a twin that takes one. The implementation of a
// bus, its tests, and methods that exist to satisfy a bus interface are not reported.
// handlershape reports a handler that takes a context but is registered as one without. Publish and
// AddEventListener are reported only with -busctx.events, and so are the functions for
// events of buses that have nothing else, such as ebu's Publish and Subscribe.
//
// The convention is that of Grafana's backend, where Dispatch and AddHandler were
// replaced throughout in 2021.
package busctx
