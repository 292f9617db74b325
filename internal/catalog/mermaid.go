package catalog

import (
	"errors"
	"fmt"
	"strings"

	"github.com/buslint/buslint/internal/plural"
)

// Limits of Mermaid's own, as it is set up on forges.
const (
	mermaidEdges = 500
	mermaidText  = 50000
)

// mermaid writes a flowchart of packages and messages; where Mermaid would refuse
// it, of packages alone.
func mermaid(c *Catalog) ([]byte, error) {
	var b strings.Builder
	b.WriteString("flowchart LR\n")
	arrows := c.arrows()
	ids := map[string]string{}
	node := func(key, text string) string {
		id, ok := ids[key]
		if !ok {
			id = fmt.Sprintf("n%d", len(ids))
			ids[key] = id
			fmt.Fprintf(&b, "  %s%s\n", id, text)
		}
		return id
	}
	for _, a := range arrows {
		pkg := node("package "+a.pkg, `["`+mermaidLabel(c.Short(a.pkg))+`"]`)
		msg := node("message "+a.message.ID, mermaidShape(a.message))
		line := "-->"
		if a.free {
			line = "-.->"
		}
		if a.sends {
			fmt.Fprintf(&b, "  %s %s %s\n", pkg, line, msg)
		} else {
			fmt.Fprintf(&b, "  %s %s %s\n", msg, line, pkg)
		}
	}
	if len(arrows) <= mermaidEdges && b.Len() <= mermaidText {
		return []byte(b.String()), nil
	}
	flows := c.PicturedFlows()
	if flows == nil {
		return nil, errors.New("there are more messages and packages than Mermaid draws; the format dot has no such limit")
	}
	return []byte(fmt.Sprintf("%%%% %s are more than Mermaid draws, so this shows packages only.\n", plural.Of(len(c.Messages), "message")) +
		mermaidFlows(c, flows)), nil
}

func mermaidShape(m *Message) string {
	label := mermaidLabel(m.Name)
	if m.Kind == "event" {
		return `{{"` + label + `"}}`
	}
	return `(["` + label + `"])`
}

// mermaidFlows writes a flowchart of packages. Events are dotted.
func mermaidFlows(c *Catalog, flows []Flow) string {
	var b strings.Builder
	b.WriteString("flowchart LR\n")
	ids := map[string]string{}
	node := func(path string) string {
		id, ok := ids[path]
		if !ok {
			id = fmt.Sprintf("p%d", len(ids))
			ids[path] = id
			fmt.Fprintf(&b, "  %s[\"%s\"]\n", id, mermaidLabel(c.Short(path)))
		}
		return id
	}
	for _, f := range flows {
		from, to := node(f.From), node(f.To)
		line, what := "-->", plural.Of(f.Messages, "command or query", "commands or queries")
		if f.Event {
			line, what = "-.->", plural.Of(f.Messages, "event")
		}
		fmt.Fprintf(&b, "  %s %s|%s| %s\n", from, line, what, to)
	}
	return b.String()
}

// mermaidLabel returns s as it may stand in a quoted label, where Mermaid writes
// characters by their numbers.
func mermaidLabel(s string) string {
	var b strings.Builder
	for _, r := range oneLine(visible(s)) {
		if strings.ContainsRune("\"#;<>&`\\*_~|{}[]()", r) {
			fmt.Fprintf(&b, "#%d;", r)
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}
