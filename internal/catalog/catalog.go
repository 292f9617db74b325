// Package catalog says of a program which messages there are, who sends them and
// who listens, and renders that for people and for other tools.
//
// [New] makes a [Catalog] from the model of the program, and a [Format] renders it.
// Nothing here reads the clock or the machine, so that one program has one catalog,
// whoever makes it.
package catalog

import (
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/program"
	"github.com/buslint/buslint/internal/summary"
)

// Version is that of the catalog's JSON, docs/catalog-schema.json. It changes when
// something that was there is no longer, or has another meaning.
const Version = 1

// A Catalog is what there is on the bus of some packages. All lists have an order
// that depends on nothing but the code.
type Catalog struct {
	Version    int        `json:"version"`
	Modules    []string   `json:"modules"` // the main modules
	Broken     []Problem  `json:"broken"`  // what keeps the catalog from being whole
	Programs   []Program  `json:"programs"`
	Messages   []*Message `json:"messages"`
	Unresolved []Use      `json:"unresolved"` // where something travels that may be any message
}

// A Problem is an error in a package, which the catalog lacks therefore.
type Problem struct {
	Position string `json:"position,omitempty"`
	Message  string `json:"message"`
}

// A Program is a package main with what it links.
type Program struct {
	Name string `json:"name"`
	Path string `json:"path"`
	// Note says what cannot be told of this program, or is empty.
	Note string `json:"note,omitempty"`
}

// A Message is a type that is sent over the bus.
type Message struct {
	ID         string    `json:"id"` // Package, a dot, and Name
	Name       string    `json:"name"`
	TypeParams string    `json:"typeParams,omitempty"` // with their brackets
	Kind       string    `json:"kind"`                 // event, command, query, or message if that is contradictory
	Because    string    `json:"because"`              // how the kind is known
	Package    string    `json:"package"`
	Declared   *Place    `json:"declared,omitempty"` // nil if in another module
	Doc        string    `json:"doc,omitempty"`
	Deprecated string    `json:"deprecated,omitempty"` // what its doc comment says of that
	Proposal   string    `json:"proposal,omitempty"`   // a better name
	Owners     []string  `json:"owners,omitempty"`     // of the file that declares it
	Fields     []Field   `json:"fields"`
	Results    []Field   `json:"results"` // of a query
	Handlers   []Use     `json:"handlers"`
	Listeners  []Use     `json:"listeners"`
	Senders    []Use     `json:"senders"`
	Findings   []Finding `json:"findings"`
	Programs   []string  `json:"programs"` // names of those that contain it
}

// A Place is a line of a file.
type Place struct {
	File string `json:"file"` // with slashes, below the modules' directory
	Line int    `json:"line"`
	URL  string `json:"url,omitempty"`
}

// A Field is one of a message's struct.
type Field struct {
	Name     string `json:"name"`
	Type     string `json:"type"` // as it is written in the message's package
	Tag      string `json:"tag,omitempty"`
	Doc      string `json:"doc,omitempty"`
	Embedded bool   `json:"embedded,omitempty"`

	schema string // of the type, for AsyncAPI
}

func (f Field) String() string {
	if f.Tag == "" {
		return f.Name + " " + f.Type
	}
	return f.Name + " " + f.Type + " `" + f.Tag + "`"
}

// A Use is a function that sends messages, or takes them.
type Use struct {
	Function string `json:"function"` // with its receiver, as Service.Init; empty at package level
	Package  string `json:"package"`
	Place    *Place `json:"place,omitempty"` // of the call that sends, or of the function that takes; nil if in another module

	// Context says that a context travels with the message.
	Context bool `json:"context"`

	// Idle says that the function that takes messages takes a context and does not use it.
	Idle bool `json:"idle,omitempty"`
	// CouldReach are the calls that could pass that context and do not, by function.
	CouldReach []summary.Twin `json:"couldReach,omitempty"`

	// Sends are the IDs of the messages that a function that takes messages sends in turn.
	Sends []string `json:"sends,omitempty"`
	// Registered is where the function that takes messages is registered.
	Registered *Place `json:"registered,omitempty"`
	// Role is what the use does, where the list that it is in does not say it.
	Role string `json:"role,omitempty"`
}

// Label returns the function's name with the last element of its package.
func (u Use) Label() string {
	pkg := lastElement(u.Package)
	if u.Function == "" {
		return pkg + ", package level"
	}
	if name, ok := strings.CutPrefix(u.Function, literal); ok {
		return literal + pkg + "." + name
	}
	return pkg + "." + u.Function
}

// Idles says that the function does not use its context; "" if that is not so. It says nothing
// of numbers, so that a document changes only with what it says of messages.
func (u Use) Idles() string {
	if !u.Idle {
		return ""
	}
	var reaches []string
	for _, t := range u.CouldReach {
		reaches = append(reaches, t.Func)
	}
	return program.Idles(reaches)
}

// literal starts the name of a function that has none, before that of the one around it.
const literal = summary.Literal

// A Finding is what a rule says of the message or of one of its uses.
type Finding struct {
	Rule    string `json:"rule"`
	URL     string `json:"url,omitempty"` // of the rule's documentation
	Message string `json:"message"`
	Place   *Place `json:"place,omitempty"`
}

// Uses returns the functions that take the message, and then those that send it.
func (m *Message) Uses() []Use { return slices.Concat(m.takers(), m.Senders) }

// Names of the problems that no rule reports.
const (
	ContextFree = "context-free"
	ContextIdle = "context not used"
	NoHandler   = "no handler found"
	NoListener  = "no listener found"
	NoSender    = "no sender found"
	Deprecated  = "deprecated"
)

// Problems returns what a person may want to look at: the rules that have found
// something, uses without a context, handlers whose context could go further, and what is missing for a message to travel.
func (m *Message) Problems() []string {
	var problems []string
	for _, f := range m.Findings {
		problems = append(problems, f.Rule)
	}
	slices.Sort(problems)
	problems = slices.Compact(problems)
	if slices.ContainsFunc(m.Uses(), func(u Use) bool { return !u.Context }) {
		problems = append(problems, ContextFree)
	}
	if slices.ContainsFunc(m.Uses(), func(u Use) bool { return len(u.CouldReach) > 0 }) {
		problems = append(problems, ContextIdle)
	}
	switch {
	case m.Kind == "event" && len(m.Listeners) == 0:
		problems = append(problems, NoListener)
	case (m.Kind == "command" || m.Kind == "query") && len(m.Handlers) == 0:
		problems = append(problems, NoHandler)
	}
	if len(m.Senders) == 0 {
		problems = append(problems, NoSender)
	}
	if m.Deprecated != "" {
		problems = append(problems, Deprecated)
	}
	return problems
}

// Packages returns the packages that declare the message or use it, in order.
func (m *Message) Packages() []string {
	pkgs := []string{m.Package}
	for _, use := range m.Uses() {
		pkgs = append(pkgs, use.Package)
	}
	slices.Sort(pkgs)
	return slices.Compact(pkgs)
}
