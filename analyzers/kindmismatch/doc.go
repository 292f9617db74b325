// Package kindmismatch reports messages that are used as a different kind: commands that are published, events that are dispatched.
//
// # Why
//
// A bus keeps handlers and listeners apart. A command that is published calls no
// handler, and goes unnoticed, because publishing without listeners is not an error. An
// event that is dispatched calls no listener. Likewise, a handler that is added for an
// event, and a listener that is added for a command, are never called.
//
// # Wrong
//
//	err := s.bus.PublishCtx(ctx, &models.CreateUserCommand{Name: name})
//
// # Right
//
//	err := s.bus.DispatchCtx(ctx, &models.CreateUserCommand{Name: name})
//
// A misspelt directive has no effect, and is reported as well: //bus:comand, and
// // bus:command with a space.
//
// # When it is silent
//
// The kind of the message must be certain, apart from the use in question:
//
//   - by the directive on its declaration, //bus:event, //bus:command or //bus:query,
//     in the package that declares it;
//   - by its name, in a message package such as models, or where its uses in a package
//     contradict each other: the suffix Event after words in the past tense, or the
//     suffix Command, Cmd or Query after words in another tense. TrackEvent may
//     be a command to track events;
//   - by what is registered for it, where all of that agrees and something is sent the
//     other way in the same package. buslint itself sees that in several packages, too.
//
// A message that travels on two kinds of buses may be of a different kind on each, and is
// not reported. Neither are messages in tests and generated files, and types with the
// directive //bus:ignore.
//
// The convention is that of Grafana's backend: events are published to listeners,
// commands and queries are dispatched to their handler.
package kindmismatch
