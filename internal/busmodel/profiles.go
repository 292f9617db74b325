package busmodel

import "github.com/buslint/buslint/internal/kind"

// A Role is what a bus function does with a message.
type Role = kind.Role

// The roles.
const (
	Dispatch = kind.Dispatch
	Publish  = kind.Publish
	Handle   = kind.Handle
	Listen   = kind.Listen
)

// A Kind is what a message says.
type Kind = kind.Kind

// The kinds.
const (
	NoKind  = kind.NoKind
	Event   = kind.Event
	Command = kind.Command
	Query   = kind.Query
)
