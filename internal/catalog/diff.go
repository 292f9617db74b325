package catalog

import (
	"fmt"
	"slices"
	"strings"
)

// Changes say how one catalog differs from an older one. Their JSON has the version of the
// catalog's.
type Changes struct {
	Version  int        `json:"version"`
	Appeared []*Message `json:"appeared"`
	Vanished []*Message `json:"vanished"`
	Changed  []Change   `json:"changed"`
	// Broken says that one of the two lacks packages, so that not all is known.
	Broken bool `json:"broken"`
}

// A Change says how a message differs.
type Change struct {
	Message *Message `json:"message"` // as it is now
	Details []Detail `json:"details"`
}

// A Detail is one difference: something has Appeared, Vanished, or, if both, become
// something else.
type Detail struct {
	What     string `json:"what"` // "field", "handler", "listener", "kind"
	Vanished string `json:"vanished,omitempty"`
	Appeared string `json:"appeared,omitempty"`
}

// ChangesFormat returns what renders changes in the format of that name: "" and text are for
// a terminal, markdown is for a comment on a pull request, and json for programs. It returns
// an error if there is no such format.
func ChangesFormat(name string) (func(Changes) ([]byte, error), error) {
	switch name {
	case "", "text":
		return func(ch Changes) ([]byte, error) { return []byte(ch.Text()), nil }, nil
	case "markdown":
		return func(ch Changes) ([]byte, error) { return []byte(ch.Markdown()), nil }, nil
	case "json":
		return indented[Changes], nil
	}
	return nil, fmt.Errorf("changes are printed as text, markdown or json, and not as %s", name)
}

// Diff returns how c differs from the older catalog. Functions are known by their
// names: that one has moved to another line changes nothing.
func Diff(older, c *Catalog) Changes {
	changes := Changes{Version: Version, Appeared: []*Message{}, Vanished: []*Message{}, Changed: []Change{}, Broken: len(older.Broken)+len(c.Broken) > 0}
	before := map[string]*Message{}
	for _, m := range older.Messages {
		before[m.ID] = m
	}
	for _, m := range c.Messages {
		old := before[m.ID]
		delete(before, m.ID)
		if old == nil {
			changes.Appeared = append(changes.Appeared, m)
		} else if details := compare(old, m); len(details) > 0 {
			changes.Changed = append(changes.Changed, Change{m, details})
		}
	}
	for _, m := range older.Messages {
		if before[m.ID] != nil {
			changes.Vanished = append(changes.Vanished, m)
		}
	}
	return changes
}

// Empty reports whether nothing has changed.
func (ch Changes) Empty() bool { return len(ch.Appeared)+len(ch.Vanished)+len(ch.Changed) == 0 }

// Vanishes reports whether something that others may rely on is no longer there: a message,
// its kind, one of its fields as it was, or a function that takes it.
func (ch Changes) Vanishes() bool {
	return len(ch.Vanished) > 0 || slices.ContainsFunc(ch.Changed, func(c Change) bool {
		return slices.ContainsFunc(c.Details, func(d Detail) bool { return d.Vanished != "" })
	})
}

func compare(old, m *Message) []Detail {
	var details []Detail
	if old.Kind != m.Kind {
		details = append(details, Detail{"kind", old.Kind, m.Kind})
	}
	fieldName := func(f Field) string { return f.Name }
	function := func(u Use) string { return u.Package + "." + u.Function }
	return slices.Concat(details,
		compareLists("field", old.Fields, m.Fields, fieldName, Field.String),
		compareLists("handler", old.Handlers, m.Handlers, function, function),
		compareLists("listener", old.Listeners, m.Listeners, function, function))
}

// compareLists compares what has the same name, and says how it is described.
func compareLists[T any](what string, old, now []T, name, describe func(T) string) []Detail {
	find := func(list []T, of T) int { return slices.IndexFunc(list, func(t T) bool { return name(t) == name(of) }) }
	var details []Detail
	for _, t := range old {
		switch i := find(now, t); {
		case i < 0:
			details = append(details, Detail{what, describe(t), ""})
		case describe(t) != describe(now[i]):
			details = append(details, Detail{what, describe(t), describe(now[i])})
		}
	}
	for _, t := range now {
		if find(old, t) < 0 {
			details = append(details, Detail{what, "", describe(t)})
		}
	}
	return details
}

// Text returns the changes for a terminal.
func (ch Changes) Text() string {
	var b strings.Builder
	if ch.Broken {
		b.WriteString("packages with errors were left out, so this may say too much or too little\n")
	}
	if ch.Empty() {
		b.WriteString("no message, handler, listener or field has changed\n")
	}
	plain := func(s string) string { return s }
	for _, m := range ch.Appeared {
		fmt.Fprintf(&b, "+ %s %s%s\n", m.Kind, m.ID, takenBy(m, plain))
	}
	for _, m := range ch.Vanished {
		fmt.Fprintf(&b, "- %s %s%s\n", m.Kind, m.ID, takenBy(m, plain))
	}
	for _, change := range ch.Changed {
		fmt.Fprintf(&b, "~ %s %s\n", change.Message.Kind, change.Message.ID)
		for _, d := range change.Details {
			switch {
			case d.Vanished == "":
				fmt.Fprintf(&b, "    + %s %s\n", d.What, d.Appeared)
			case d.Appeared == "":
				fmt.Fprintf(&b, "    - %s %s\n", d.What, d.Vanished)
			default:
				fmt.Fprintf(&b, "    ~ %s %s, was %s\n", d.What, d.Appeared, d.Vanished)
			}
		}
	}
	return visible(b.String())
}

// takenBy says who takes the message, with names that are written as write does.
func takenBy(m *Message, write func(name string) string) string {
	var names []string
	for _, u := range m.takers() {
		names = append(names, write(u.Label()))
	}
	return prefixed(", taken by ", strings.Join(names, ", "))
}

// Markdown returns the changes for a comment on a pull request.
func (ch Changes) Markdown() string {
	var b strings.Builder
	fmt.Fprintf(&b, "### Messages: %d appeared, %d vanished, %d changed\n", len(ch.Appeared), len(ch.Vanished), len(ch.Changed))
	if ch.Broken {
		b.WriteString("\nPackages with errors were left out, so this may say too much or too little.\n")
	}
	list := func(title string, messages []*Message) {
		if len(messages) == 0 {
			return
		}
		fmt.Fprintf(&b, "\n**%s**\n\n", title)
		for _, m := range messages {
			fmt.Fprintf(&b, "- %s %s%s\n", m.Kind, code(m.ID), takenBy(m, code))
		}
	}
	list("Appeared", ch.Appeared)
	list("Vanished", ch.Vanished)
	if len(ch.Changed) > 0 {
		b.WriteString("\n**Changed**\n\n")
	}
	for _, change := range ch.Changed {
		fmt.Fprintf(&b, "- %s %s\n", change.Message.Kind, code(change.Message.ID))
		for _, d := range change.Details {
			switch {
			case d.Vanished == "":
				fmt.Fprintf(&b, "  - %s %s appeared\n", d.What, code(d.Appeared))
			case d.Appeared == "":
				fmt.Fprintf(&b, "  - %s %s vanished\n", d.What, code(d.Vanished))
			default:
				fmt.Fprintf(&b, "  - %s %s became %s\n", d.What, code(d.Vanished), code(d.Appeared))
			}
		}
	}
	return b.String()
}
