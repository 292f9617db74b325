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
// contribute/architecture/backend/communication.md gave them in July 2021,
// and the buslint analyzers hold programs to them. This package is what the
// document's snippets compile against. It differs from Grafana's own bus where
// that one fell short: a message is known by its type rather than its bare
// name, contexts reach listeners too, and a mistaken registration is
// reported when it is made.
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
package bus
