package generated

import "github.com/buslint/buslint/bus"

type GrowTeam struct{}

// What a tool writes cannot be changed here.
func written(b bus.Bus) {
	b.AddHandler(handleRename) // want `let it take a context.Context first`
}

// One of its registrations cannot be changed.
func shrink(cmd *RenameTeam) error { return nil }

func alsoWritten(b bus.Bus) {
	b.AddHandler(shrink) // want `let it take a context.Context first`
}
