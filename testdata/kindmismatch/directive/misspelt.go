package directive

//bus:comand // want `^//bus:comand is not a directive and has no effect; write //bus:command$`
type SaveTeam struct{}

//bus:evnt it has happened // want `write //bus:event$`
type TeamSaved struct{}

/* want `^// bus:command is not a directive and has no effect; write //bus:command$` */ // bus:command
type KeepTeam struct{}

// bus:event would be a directive without its space.
type TeamKept struct{}

type (
	//bus:Query // want `write //bus:query$`
	FindTeam struct{}

	//bus:topic teams
	Topical struct{}

	//bus:event
	TeamFound struct{}
)

//bus:comand is about nothing here
func save() {}
