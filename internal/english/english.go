// Package english judges the names of messages as a careful reader would: an
// event is in the past tense (UserCreated), a command in the imperative
// (CreateUser), a query too, or it asks (IsAdmin).
//
// It knows about 56,000 words and how each can be used from WordNet 3.0,
// reduced by the program in gen to the files in data; their licence is
// data/LICENSE-WordNet. Regular forms, prefixes and compounds it knows by
// rule. A verdict is given only where it is certain.
package english

//go:generate go run ./gen

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
	Reading    string // how the name was read, of the ways that a convention has: "noun before a verb"
	Proposal   string // how the better name was made: "verb last"
}

// A Judge decides whether names of messages follow the conventions.
// The zero value is ready to use; its fields add to what it knows.
type Judge struct {
	Layers []string // further suffixes that carry no meaning, like Event or Cmd
	Verbs  []string // further words that are verbs
	Names  []string // whole names that are always OK

	Taken map[string]bool // names that others have, so that they are not proposed

	// Program returns the words of the program that has the names. It is asked where a
	// name is open without; it may be nil.
	Program func() *Program
}

// Event judges the name of an event, which is in the past tense: UserCreated.
func (j *Judge) Event(name string) Judgement { return j.judge(name, &events) }

// Command judges the name of a command, which is in the imperative: CreateUser.
func (j *Judge) Command(name string) Judgement { return j.judge(name, &commands) }

// Query judges the name of a query, which is in the imperative or asks: GetUser, IsAdmin.
func (j *Judge) Query(name string) Judgement { return j.judge(name, &queries) }
