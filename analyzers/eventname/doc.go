// Package eventname reports events whose names are not in the past tense.
//
// # Why
//
// An event says that something has happened. A name in the past tense,
// UserCreated, keeps that apart from the command that asks for it, CreateUser,
// and reminds the reader that an event can be reacted to but not refused.
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
// A name is reported only when it is certainly not in the past tense; most doubts
// are about words that are a verb's past form as well as something else. -strict
// reports those too. -allow takes whole names, -verbs words that are to count as
// verbs, -layers suffixes that say nothing, as Event and Message do. A type with a field
// Event of an interface type is an envelope and is left alone; so is what is published
// although it is called a command or a query, by its suffix or as its package is: it is
// not its name that is wrong. Messages in tests and generated files are left alone, and
// types of other modules are not ours to rename.
//
// The convention is that of Grafana's backend: events are written in the past
// tense, such as UserCreated and OrgUpdated.
package eventname
