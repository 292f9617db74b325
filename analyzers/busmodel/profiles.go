package busmodel

import (
	"fmt"
	"slices"

	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/profile"
)

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

// Profiles are the buses that are known. The first that describes a package is taken.
var Profiles = profile.Known

// Add makes a further bus known, before all packages are analyzed. It comes before
// those that are known already.
func Add(p *profile.Profile) error {
	if err := p.Validate(); err != nil {
		return err
	}
	if slices.ContainsFunc(Profiles, func(q *profile.Profile) bool { return q.Name == p.Name }) {
		return fmt.Errorf("there is a profile %s already", p.Name)
	}
	p.Configured = true
	Profiles = slices.Insert(slices.Clone(Profiles), 0, p)
	return nil
}
