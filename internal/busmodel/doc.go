// Package busmodel finds what happens on the message bus in a package.
//
// It reports nothing. Its Result, a Model, answers for one package: where is
// a message dispatched or published, where is a handler or a listener
// registered, which types are messages and of what kind. Every rule is a
// sentence over that model; no rule looks for bus calls itself.
//
// # Which functions are bus functions
//
// Buses are described by data, which the configuration adds to. A callee is resolved to its
// *types.Func and never recognised by its spelling: a method of a bus type, of
// an interface of the bus package, of a consumer's own narrow interface that a
// bus type implements, of a type that implements the bus package's interface, or
// a function of the bus package. The package of such an interface or type has to
// import the bus, directly or not. Built in are:
//
//   - the reference bus, github.com/buslint/buslint/bus;
//   - Grafana's bus in its historical shapes;
//   - structural: any package named bus with functions or methods of those names
//     and signatures that fit, of which at least one sends and one registers;
//   - Watermill's CQRS component, go-mediatr, Event Horizon, ebu, gookit/event, Dogma,
//     docker/go-events, and Encore's topics or any package named pubsub with generic ones like them.
//
// A function of the package that passes its parameter on to a bus is seen as one of the bus, and
// so is a closure that only a variable or a field holds. Those of other packages are seen by
// buslint itself, which looks at all packages.
//
// Other buses are recognised by the names, signatures and fields of the package that
// declares them.
//
// docs/buses.md says how each is read, and buslint buses which of them a module uses.
//
// Whether a call carries a context is read from the callee's signature, never
// from its name alone.
//
// # Which types are messages
//
// The strongest evidence decides:
//
//   - the type travels outside of tests: published or listened to, it is an
//     event; dispatched or handled, it is a command or query, as the directive
//     says, or else a query when its name ends in Query, or has no suffix and its
//     package is called query or queries;
//   - its declaration has a directive: //bus:event, //bus:command or
//     //bus:query;
//   - it is an exported struct with the suffix Event, Command, Cmd or Query, in
//     a package whose last path element is events, commands, queries, models or
//     messages (the flag -busmodel.packages changes that list), where no field of
//     another exported struct there holds it and no method of an exported
//     interface there takes it by value. buslint knows which of these travel, and
//     is silent on the others; a driver that sees one package at a time counts
//     them only if the package has a bus among its imports.
//
// A type may be declared in a function. A type whose uses contradict each other has no kind,
// and //bus:ignore on a declaration says that the type is not a message. What stands on a
// declaration, a directive or //lint:ignore, holds in all packages of the module; a driver
// that sees one package at a time reads the file that declares the type, and is silent on it
// where it cannot.
//
// The conventions are those of Grafana's backend
// (contribute/architecture/backend/communication.md, July 2021).
package busmodel
