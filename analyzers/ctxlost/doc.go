// Package ctxlost reports messages that are sent with an empty or nil context where the caller's is in scope.
//
// # Why
//
// A bus hands the sender's context to the handler. With context.Background() or
// context.TODO() the handler goes on when its caller has given up, has no
// deadline, and its spans belong to no trace. A migration to a bus that takes
// contexts easily ends so. With nil it panics as soon as the context is asked for
// anything; the reference bus answers with an error.
//
// # Wrong
//
//	func (s *Service) rename(ctx context.Context, cmd *models.RenameTeamCommand) error {
//		return s.bus.DispatchCtx(context.Background(), cmd)
//	}
//
// # Right
//
//	func (s *Service) rename(ctx context.Context, cmd *models.RenameTeamCommand) error {
//		return s.bus.DispatchCtx(ctx, cmd)
//	}
//
// What is to happen even when the caller has given up keeps the values of its
// context, and with them the trace:
//
//	s.bus.PublishCtx(context.WithoutCancel(ctx), event)
//
// # Fix
//
// The context in scope takes the place of the empty or nil one. Where that is held
// by a variable, the variable gets it, if it is handed to bus calls only. Comments within
// what is replaced are kept.
//
// # When it is silent
//
// A context is in scope if it is a parameter of the function that sends, comes with
// one (t.Context() in a test, r.Context() of an HTTP request, c.Req.Context()), or
// is a local variable that does not come from package context. Where there is none,
// as in main, TestMain or init, an empty context is all there is to pass; a nil
// one is reported all the same.
//
// A function literal has only the contexts of its own parameters. Deferred calls, and
// functions that ask a context whether it is done, or why, or whether it is nil, look for
// context.Canceled or DeadlineExceeded, wait for a group that ends its context, or call a
// cancel function, may send when the context in scope has ended, and so are left alone. A context
// derived from an empty one, as by context.WithTimeout, is taken for a deliberate
// break. Tests are looked at like other code.
//
// The convention is that of Grafana's backend: contexts travel with the messages.
package ctxlost
