package ctxlost

import "github.com/buslint/buslint/bus"

type (
	RenameTeamCommand struct{ Name string }
	TeamRenamedEvent  struct{ Name string }
)

type service struct{ bus bus.Bus }
