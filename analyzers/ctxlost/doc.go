// Package ctxlost reports messages that are sent with an empty or nil context where the caller's is in scope.
//
// # Why
//
// A bus passes the sender's context to the handler. With context.Background() or
// context.TODO(), the handler continues when its caller has given up, has no deadline,
// and its spans belong to no trace. This easily happens in a migration to a bus that
// takes contexts. With nil, the handler panics as soon as it uses the context; the
// reference bus returns an error.
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
// If something must happen even when the caller has given up, keep the values of its
// context, and with them the trace:
//
//	s.bus.PublishCtx(context.WithoutCancel(ctx), event)
//
// # Fix
//
// The context in scope replaces the empty or nil one. If a variable holds that, and is
// passed only to bus calls, the variable gets the context. Comments are kept.
//
// # When it is silent
//
// A context is in scope if it is a parameter of the function that sends, comes with
// one (t.Context() in a test, r.Context() of an HTTP request, c.Req.Context()), or
// is a local variable that does not come from package context. Where there is none,
// as in main, TestMain or init, there is only an empty context to pass; a nil one is
// still reported.
//
// A function literal has only the contexts of its own parameters. Deferred calls, and
// functions that ask a context whether it is done, or why, or whether it is nil, look for
// context.Canceled or DeadlineExceeded, wait for a group that ends its context, or call a
// cancel function, may send when the context in scope is over, and so are not reported.
// A context derived from an empty one, as by context.WithTimeout, counts as intended. So
// does one of which a comment right before the statement speaks, or //nolint:contextcheck,
// and one that is passed to a function that returns a channel, since that may send later.
// A bus may be recognised only by its shape, or described by buslint init. Its calls are reported only if what it
// registers may get the context, as a func(context.Context, Event) does: where a message goes into a channel, the
// context ends only the sending. Tests of such a bus need not pass t.Context().
// Tests are checked like other code, but the tests of the bus itself are not, since they send with any
// context, and a nil one is not reported in a test whose name contains "nil". Nor is an empty one where the
// test gives another to a mock or an assertion, which compares the two.
//
// The convention is that of Grafana's backend: contexts travel with the messages.
package ctxlost
