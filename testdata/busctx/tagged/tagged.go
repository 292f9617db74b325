// Package tagged has a file that is no part of most builds.
package tagged

import "github.com/buslint/buslint/bus"

type RenameTeam struct{}

func register(b bus.Bus) {
	b.AddHandler(rename) // want `let it take a context.Context first`
	b.AddHandler(grow)   // want `let it take a context.Context first`
}

func rename(cmd *RenameTeam) error { return nil } // other.go calls it
func grow(cmd *RenameTeam) error   { return nil }
