// Package kind decides whether a message is an event, a command or a query. It is the
// one place that does: the model of a package, the join of all packages and buslint why
// ask it.
package kind

import (
	"cmp"
	"path"
	"regexp"
	"slices"
	"strings"
)

// A Kind is the kind of a message: an event, a command or a query.
type Kind int

const (
	NoKind Kind = iota // cannot be told
	Event
	Command
	Query
)

// String returns "event", "command" or "query", or "message" for NoKind.
func (k Kind) String() string {
	return [...]string{"message", "event", "command", "query"}[k]
}

// Plural returns "events", "commands" or "queries", or "messages" for NoKind.
func (k Kind) Plural() string {
	return [...]string{"messages", "events", "commands", "queries"}[k]
}

// A Role is what a bus function does with a message.
type Role int

const (
	Dispatch Role = iota // sends a command or query to its handler
	Publish              // sends an event to its listeners
	Handle               // registers the handler of a command or query
	Listen               // registers a listener for an event
)

// String returns the verb of the role: "dispatch", "publish", "handle" or "listen".
func (r Role) String() string {
	return [...]string{"dispatch", "publish", "handle", "listen"}[r]
}

// Past returns what has been done to the message: "dispatched", "published", "handled" or
// "listened to".
func (r Role) Past() string {
	return [...]string{"dispatched", "published", "handled", "listened to"}[r]
}

// Noun returns what the role registers: "handler" or "listener"; "" if it sends.
func (r Role) Noun() string {
	return [...]string{Handle: "handler", Listen: "listener"}[r]
}

// Mismatch says why the role is wrong for a message of another kind, and what to do.
func (r Role) Mismatch() string {
	return [...]string{
		Dispatch: "is dispatched, which calls no listener; publish it",
		Publish:  "is published, which calls no handler; dispatch it",
		Handle:   "is given a handler, which is not called when the event is published; add a listener",
		Listen:   "is given a listener, which is not called when the message is dispatched; add a handler",
	}[r]
}

// Sends reports whether the role sends a message, rather than registering a function
// that takes one.
func (r Role) Sends() bool { return r == Dispatch || r == Publish }

// OfEvents reports whether the role is about events, rather than commands and queries.
func (r Role) OfEvents() bool { return r == Publish || r == Listen }

// A Use holds what one use of a message on a bus says about its kind.
type Use struct {
	Role Role
	For  Kind // what the bus function is for, where the bus has one for each kind; or NoKind
	// Requests says that the bus dispatches commands and queries alike, and that neither
	// need be called what it is.
	Requests bool
	// Unclear says that the bus function sends or registers anything: the message may be a
	// payload, and its kind is not told by this use.
	Unclear bool
}

// Said holds what is known about a message apart from its uses.
type Said struct {
	Path, Name string // of its type
	Ignored    bool   // a directive says that it is none
	Directive  Kind   // what a directive on its declaration says
	Told       Kind   // what it is by a call that declares it to the bus
	Place      Kind   // what it is by its suffix, in a package for messages
}

// Declared returns the kind that the message has by its declaration alone, however it is
// used.
func (s Said) Declared() Kind { return cmp.Or(s.Directive, s.Told, s.Place) }

// A Reason is the evidence for a kind. Stronger evidence comes first.
type Reason int

const (
	Unknown       Reason = iota // nothing tells
	Ignored                     // a directive says that it is no message
	Contradiction               // its uses disagree
	Payload                     // it travels on a bus that sends anything
	ByDirective                 // its uses, and a directive
	ByFunction                  // bus functions that are for one kind only
	ByName                      // its uses, and the suffix of its name
	ByPackage                   // its uses, and the name of its package
	Asks                        // its uses, and that its name asks for something
	AsksNot                     // its uses, on a bus that dispatches both alike, and that its name does not ask
	Travels                     // its uses
	BySuffix                    // it travels on a bus that sends anything, and the suffix of its name
	OnlyDirective               // it has no uses, and a directive says so
	OnlyTold                    // it has no uses, and a call declares it to the bus
	OnlyPlace                   // it has no uses, and its package and suffix say so
)

// String returns the reason in words.
func (r Reason) String() string {
	return [...]string{
		Unknown:       "nothing tells",
		Ignored:       "its declaration has //bus:ignore",
		Contradiction: "its uses contradict each other",
		Payload:       "it travels on a bus that sends any value, and may be only a payload",
		ByDirective:   "its declaration has a directive",
		ByFunction:    "the bus function is for that kind",
		ByName:        "its name ends in Query",
		ByPackage:     "its package is named after queries",
		Asks:          "its name asks for something",
		AsksNot:       "its name does not ask for anything",
		Travels:       "it is used so",
		BySuffix:      "its name has the suffix",
		OnlyDirective: "its declaration has a directive",
		OnlyTold:      "a function of the bus declares it",
		OnlyPlace:     "its name has the suffix, and its package declares messages",
	}[r]
}

// Of returns the kind of a message that has the uses, none of them in a test, and how it
// is known. Uses that contradict each other make no kind.
func Of(uses []Use, said Said) (Kind, Reason) {
	if said.Ignored {
		return NoKind, Ignored
	}
	all := uses
	uses = slices.DeleteFunc(slices.Clone(uses), func(use Use) bool { return use.Unclear })
	if len(uses) == 0 {
		switch kind := said.Declared(); {
		case kind == NoKind && len(all) > 0:
			// What is published may be one for all that happens, a JobEvent, or for somebody else, a DeviceCommand.
			published := slices.ContainsFunc(all, func(use Use) bool { return use.Role.OfEvents() })
			if suffix := Suffix(said.Name); !published && (suffix == Command || suffix == Query) {
				return suffix, BySuffix
			}
			return NoKind, Payload
		case kind == NoKind:
			return NoKind, Unknown
		case said.Directive != NoKind:
			return kind, OnlyDirective
		case said.Told != NoKind:
			return kind, OnlyTold
		default:
			return kind, OnlyPlace
		}
	}
	kind, reason := of(uses[0], said)
	for _, use := range uses[1:] {
		k, r := of(use, said)
		if k != kind {
			return NoKind, Contradiction
		}
		reason = min(reason, r)
	}
	return kind, reason
}

// of returns the kind of the message by one use.
func of(use Use, said Said) (Kind, Reason) {
	called := Called(said.Path, said.Name)
	switch {
	case use.Role.OfEvents():
		return Event, Travels
	case said.Directive == Query:
		return Query, ByDirective
	case said.Directive == Command:
		return Command, Travels
	case use.For != NoKind:
		return use.For, ByFunction
	case Suffix(said.Name) == Query:
		return Query, ByName
	case called == Query:
		return Query, ByPackage
	case said.Directive == NoKind && called == NoKind && use.Requests && asks.MatchString(said.Name):
		return Query, Asks
	case said.Directive == NoKind && use.Requests:
		return Command, AsksNot
	}
	return Command, Travels
}

// asks matches the names of requests that ask for something without being called
// queries.
var asks = regexp.MustCompile(`^(Get|Find|List|Search|Fetch|Count|Query|Lookup)([^a-z]|$)`)

// Guessed reports whether a message of the kind might as well be a command if it is a
// query, and a query if it is a command, as the bus dispatches them alike and nothing else
// tells; or the reverse, as its package is named after queries and its name does not ask.
func Guessed(kind Kind, uses []Use, said Said) bool {
	if said.Declared() != NoKind || Suffix(said.Name) != NoKind {
		return false
	}
	return slices.ContainsFunc(uses, func(use Use) bool {
		switch kind {
		case Command:
			return Called(said.Path, said.Name) == NoKind && use.Requests && use.For == NoKind
		case Query:
			return use.For == NoKind && !asks.MatchString(said.Name)
		}
		return false
	})
}

// Suffix returns the kind that the last word of a type's name says, not counting a
// version: CreateUserCommandV2 is a command.
func Suffix(name string) Kind {
	name = strings.TrimRight(name, "0123456789")
	name = strings.TrimSuffix(strings.TrimSuffix(name, "V"), "_")
	_, kind := cutSuffix(name)
	return kind
}

// Stem returns the name of a type without the word at its end that says its kind, if there is one.
func Stem(name string) string {
	stem, _ := cutSuffix(name)
	return stem
}

func cutSuffix(name string) (string, Kind) {
	for suffix, kind := range map[string]Kind{"Event": Event, "Command": Command, "Cmd": Command, "Query": Query} {
		if rest, ok := strings.CutSuffix(name, suffix); ok && rest != "" {
			return rest, kind
		}
	}
	return name, NoKind
}

// Called returns the kind that a type is called: by the suffix of its name, or else by
// the last element of its package's path, as query.UserByID is a query.
func Called(pkgPath, name string) Kind {
	if kind := Suffix(name); kind != NoKind {
		return kind
	}
	switch path.Base(pkgPath) {
	case "event", "events":
		return Event
	case "command", "commands", "cmd":
		return Command
	case "query", "queries":
		return Query
	}
	return NoKind
}
