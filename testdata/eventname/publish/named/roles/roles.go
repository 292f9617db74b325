// Package roles declares events of which what makes them says what they are called.
package roles

type Named struct{ name string }

func NewNamed(name string) Named { return Named{name} }

func (n Named) EventName() string { return n.name }

const (
	RoleCreated = "role.created"
	RoleRemoved = "role.removed"
)

// RoleEvent stands for RoleCreated and RoleRemoved.
type RoleEvent struct {
	Named
	ID int
}

func NewRoleEvent(id int, name string) *RoleEvent { return &RoleEvent{Named: NewNamed(name), ID: id} }

// GrantEvent always has one name.
type GrantEvent struct {
	Named
	Role string
}

func NewGrantEvent(role string) GrantEvent {
	return GrantEvent{Named: Named{RoleCreated + "!"}, Role: role}
}

// TaskEvent stands for what it is told.
type TaskEvent struct {
	Named
	Task string
}

func NewTaskEvent(name, task string) TaskEvent {
	return TaskEvent{Named: Named{name: name}, Task: task}
}

// JobEvent always has one name, whatever else is put into what has it.
type JobEvent struct {
	*Work
}

type Work struct{ name, job string }

func (w *Work) EventName() string { return w.name }

func NewJobEvent(job string) JobEvent { return JobEvent{&Work{name: "job", job: job}} }

// OwnEvent says its name itself.
type OwnEvent struct{ Role string }

func NewOwnEvent(role string) OwnEvent { return OwnEvent{Role: role} }

func (OwnEvent) EventName() string { return "own" }

type MoodEventKind int

const (
	Good MoodEventKind = iota
	Bad
)

// MoodEvent is one of two.
type MoodEvent struct{ Kind MoodEventKind }
