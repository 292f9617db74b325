// Package english judges the names of messages as a careful reader would.
package english

// A Verdict says what is certain about a name.
type Verdict int

const (
	Unknown Verdict = iota // cannot be decided: stay silent
	OK                     // certainly follows the convention
	Bad                    // certainly does not
)

// String returns "unknown", "ok" or "bad".
func (v Verdict) String() string {
	switch v {
	case OK:
		return "ok"
	case Bad:
		return "bad"
	}
	return "unknown"
}

// A Judgement is what a Judge says of one name.
type Judgement struct {
	Verdict    Verdict
	Reason     string // why, in words: `"Create" is an imperative; an event has already happened`; empty when OK
	Suggestion string // the better name, or "" where none is good; only when Bad
}

// A Judge decides whether names of messages follow the conventions.
// The zero value is ready to use; its fields add to what it knows.
type Judge struct {
	Layers []string // further suffixes that carry no meaning, like Event or Cmd
	Verbs  []string // further words that are verbs
	Names  []string // whole names that are always OK
}

// Event judges the name of an event, which is in the past tense: UserCreated.
func (j *Judge) Event(name string) Judgement { return Judgement{} }

// Command judges the name of a command, which is in the imperative: CreateUser.
func (j *Judge) Command(name string) Judgement { return Judgement{} }

// Query judges the name of a query, which is in the imperative or asks: GetUser, IsAdmin.
func (j *Judge) Query(name string) Judgement { return Judgement{} }
