// Package busmodel finds what happens on the message bus in a package.
//
// It reports nothing. Its Result, a Model, answers for one package: where is
// a message dispatched or published, where is a handler or a listener
// registered, which types are messages and of what kind. Every rule is a
// sentence over that model; no rule looks for bus calls itself.
//
// Buses are described by data, which the configuration adds to, or recognised by the package
// that declares them. A callee is resolved to its *types.Func and never recognised by its
// spelling, and whether a call carries a context is read from its signature. docs/buses.md says
// which functions are those of a bus, what passes messages on to these, and how the message of
// a call is found; buslint buses says which a module uses.
//
// # Which types are messages
//
// The strongest evidence decides: the type travels outside of tests; or its declaration has a
// directive, as //bus:event; or it is an exported struct with a kind's suffix in a package for
// messages (the flag -busmodel.packages), which no field of another exported struct there holds
// and no method of an exported interface there takes by value. buslint knows which of the last
// travel, and is silent on the others; a driver that sees one package at a time counts them only
// if the package has a bus among its imports.
//
// A type may be declared in a function. A type whose uses contradict each other has no kind,
// and //bus:ignore on a declaration says that the type is not a message. What stands on a
// declaration, a directive or //lint:ignore, holds in all packages of the module; a driver
// that sees one package at a time reads the file that declares the type, and is silent on it
// where it cannot.
package busmodel
