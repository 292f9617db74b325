// Package bus passes messages between the parts of a program, in process and
// synchronously.
//
// There are three kinds of message, each a pointer to a named struct:
//
//   - An event says what has happened (StickersSentEvent). It is published to
//     any number of listeners, and nobody changes it.
//   - A command asks for something to be done (SendStickersCommand). It is
//     dispatched to the one handler that can do it, and it can fail.
//   - A query asks for something to be found (FindDashboardQuery). It is
//     dispatched like a command; its handler fills in the result.
//
// The conventions are those of Grafana's backend as its document
// contribute/architecture/backend/communication.md gave them in July 2021. Five of
// its six snippets compile against this package as they are. The sixth calls
// bus.Dispatch(ctx, query), the form that Grafana's bus had from January 2022 on;
// here a method has to be told: b.DispatchCtx(ctx, query).
//
// Two styles of use share one table and mix freely. Methods take any message
// and any handler of the right shape, and check it at registration:
//
//	s.bus.AddHandlerCtx(s.SendStickers)
//	err := s.bus.DispatchCtx(ctx, cmd)
//
// Generic functions leave the check to the compiler and the call without
// reflection:
//
//	bus.Handle(s.bus, s.SendStickers)
//	err := bus.Dispatch(ctx, s.bus, cmd)
//
// A [Middleware] sees every message: see its examples. [InProcBus.All] lists what
// is registered, as "buslint catalog" does from the source code. Package bustest
// has a recorder for tests, and package aftercommit holds events back until a
// transaction has committed.
package bus
