// Package kind has what is said of a message and of a use of the bus: its kind and its role.
package kind

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

// Noun returns what the role registers: "handler" or "listener"; "" if it sends.
func (r Role) Noun() string {
	return [...]string{Handle: "handler", Listen: "listener"}[r]
}

// Sends reports whether the role sends a message, rather than registering a
// function that takes one.
func (r Role) Sends() bool { return r == Dispatch || r == Publish }

// A Kind is what a message says: something happened, do something, or tell me.
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
