package catalog

import (
	"fmt"
	"slices"
)

// A Step is one arrow of a sequence: a function sends a message, and another takes it.
type Step struct {
	From, To string // labels of functions
	Message  *Message
	Depth    int // 0 for the message itself, 1 for what the function that takes it sends, …
}

// Limits of a sequence that a person can follow.
const (
	maxSteps = 30
	maxDepth = 5
)

// Sequence returns what happens when the message is sent: who takes it, what these functions
// send in turn, and who takes that. Only the first time, what comes of a message is shown. It
// is empty if no function that takes the message sends another one: there is no more to show
// than who sends and who takes it.
func (c *Catalog) Sequence(m *Message) []Step {
	if !slices.ContainsFunc(m.takers(), func(u Use) bool { return len(u.Sends) > 0 }) {
		return nil
	}
	byID := map[string]*Message{}
	for _, m := range c.Messages {
		byID[m.ID] = m
	}
	var from string
	switch senders := labels(m.Senders); len(senders) {
	case 0:
		from = "unknown"
	case 1:
		from = senders[0]
	default:
		from = fmt.Sprintf("%d senders", len(senders))
	}
	var steps []Step
	done := map[*Message]bool{}
	var follow func(from string, m *Message, depth int)
	follow = func(from string, m *Message, depth int) {
		again := done[m]
		done[m] = true
		if len(m.takers()) == 0 && len(steps) < maxSteps {
			steps = append(steps, Step{from, "nobody", m, depth})
		}
		for _, taker := range m.takers() {
			if len(steps) == maxSteps {
				return
			}
			steps = append(steps, Step{from, taker.Label(), m, depth})
			for _, id := range taker.Sends {
				if next := byID[id]; next != nil && !again && depth < maxDepth {
					follow(taker.Label(), next, depth+1)
				}
			}
		}
	}
	follow(from, m, 0)
	return steps
}

// takers returns the functions that take the message.
func (m *Message) takers() []Use { return slices.Concat(m.Handlers, m.Listeners) }

// labels returns the labels of the functions, each once.
func labels(uses []Use) []string {
	var all []string
	for _, u := range uses {
		if !slices.Contains(all, u.Label()) {
			all = append(all, u.Label())
		}
	}
	return all
}

// mermaidSequence writes the steps as a diagram of a sequence. Events are dotted.
func mermaidSequence(steps []Step) string {
	d := newDrawing("sequenceDiagram", "f")
	participant := func(label string) string { return d.node(label, "participant %s as %s", label) }
	for _, s := range steps {
		participant(s.From)
		participant(s.To)
	}
	for _, s := range steps {
		line := "->>"
		if s.Message.Kind == "event" {
			line = "-->>"
		}
		fmt.Fprintf(d, "  %s%s%s: %s\n", participant(s.From), line, participant(s.To), mermaidLabel(s.Message.Name))
	}
	return d.String()
}
