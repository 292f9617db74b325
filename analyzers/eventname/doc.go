// Package eventname reports events whose names are not in the past tense.
//
// # Why
//
// An event says that something has happened. A name in the past tense,
// UserCreated, differs from the command that asks for it, CreateUser, and reminds the
// reader that listeners can react to an event, but not refuse it.
//
// # Wrong
//
//	type CreateOrderEvent struct{ ID int64 }
//
// # Right
//
//	type OrderCreatedEvent struct{ ID int64 }
//
// # When it is silent
//
// A name is reported only if it is certainly not in the past tense. Most doubts are about
// words that are the past form of a verb as well as something else. -strict also reports
// those. -allow lists names that are right, -verbs more words that are verbs, and -layers
// more suffixes that add no meaning, such as Event and Message.
//
// What is sent before something is done, or may be refused by listeners, has not happened: names
// such as RecordBeforeCreate, and types with methods such as Cancel and Cancelled, are not
// reported.
//
// How things stand, or what has been written, may be published whatever it was that happened: names
// such as ScanStatus, ListenerCount and TaskLog are not reported unless they end in Event.
//
// A type with a field Event of an interface type, or with Events of a slice of these, is an
// envelope, and is not reported. Neither is a type that stands for several events, because a
// method such as EventName returns what NewRoleEvent(id, RoleCreated) is given, or because a
// field of a type such as EventType is one of several constants.
// Neither is a published message with the suffix of a command or query, or in a package
// for these, because its name is not the mistake. Messages in tests and generated files,
// and types of other modules, are not reported.
//
// The convention is that of Grafana's backend: events are written in the past
// tense, such as UserCreated and OrgUpdated.
package eventname
