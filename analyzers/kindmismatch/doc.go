// Package kindmismatch reports messages that are used as another kind than they are: commands that are published, events that are dispatched.
//
// # Why
//
// A bus keeps handlers and listeners apart. A command that is published calls no
// handler, and nobody hears of it, since publishing to nobody is no error. An event
// that is dispatched calls no listener. The same goes for a handler that is added for
// an event, and a listener for a command: they are never called.
//
// # Wrong
//
//	err := s.bus.PublishCtx(ctx, &models.CreateUserCommand{Name: name})
//
// # Right
//
//	err := s.bus.DispatchCtx(ctx, &models.CreateUserCommand{Name: name})
//
// A directive that is misspelt says nothing, and is reported as well: //bus:comand.
//
// # When it is silent
//
// What a message is has to be certain apart from the use in question:
//
//   - by the directive on its declaration, //bus:event, //bus:command or //bus:query,
//     in the package that declares it;
//   - by its name, in a message package such as models, or where its uses in a package
//     contradict each other: the suffix Event after words in the past tense, or the
//     suffix Command, Cmd or Query after words that do not stand in it. TrackEvent may
//     be a command to track events;
//   - by what is registered for it, where all of that agrees and something is sent the
//     other way in the same package. buslint itself sees that in several packages, too.
//
// A message that travels on two kinds of buses may be one thing on each, and is left
// alone. Messages in tests and generated files are left alone, and so are types with the
// directive //bus:ignore.
//
// The convention is that of Grafana's backend: events are published to listeners,
// commands and queries are dispatched to their handler.
package kindmismatch
