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

// A drawing is a diagram of Mermaid. It writes down each node when it is first asked for.
type drawing struct {
	strings.Builder
	letter string            // that ids start with
	ids    map[string]string // of the nodes, by what they stand for
}

func newDrawing(kind, letter string) *drawing {
	d := &drawing{letter: letter, ids: map[string]string{}}
	d.WriteString(kind + "\n")
	return d
}

// node returns the id of what key stands for. The format says how the node is written, with %s for
// the id and for the label.
func (d *drawing) node(key, format, label string) string {
	id, ok := d.ids[key]
	if !ok {
		id = fmt.Sprintf("%s%d", d.letter, len(d.ids))
		d.ids[key] = id
		fmt.Fprintf(d, "  "+format+"\n", id, mermaidLabel(label))
	}
	return id
}

const flowchart = "flowchart LR"

// mermaid writes a flowchart of packages and messages; where Mermaid would refuse
// it, of packages alone.
func mermaid(c *Catalog) ([]byte, error) {
	d := newDrawing(flowchart, "n")
	arrows := c.arrows()
	for _, a := range arrows {
		pkg := d.node("package "+a.pkg, `%s["%s"]`, c.Short(a.pkg))
		shape := `%s(["%s"])`
		if a.message.Kind == "event" {
			shape = `%s{{"%s"}}`
		}
		msg := d.node("message "+a.message.ID, shape, a.message.Name)
		line := "-->"
		if a.free {
			line = "-.->"
		}
		from, to := a.ends(pkg, msg)
		fmt.Fprintf(d, "  %s %s %s\n", from, line, to)
	}
	if len(arrows) <= mermaidEdges && d.Len() <= mermaidText {
		return []byte(d.String()), nil
	}
	flows := c.picturedFlows()
	if flows == nil {
		return nil, errors.New("there are more messages and packages than Mermaid draws; the format dot has no such limit")
	}
	return []byte(fmt.Sprintf("%%%% %s are more than Mermaid draws, so this shows packages only.\n", plural.Of(len(c.Messages), "message")) +
		mermaidFlows(c, flows)), nil
}

// mermaidFlows writes a flowchart of packages. Events are dotted.
func mermaidFlows(c *Catalog, flows []flow) string {
	d := newDrawing(flowchart, "p")
	for _, f := range flows {
		from, to := d.node(f.From, `%s["%s"]`, c.Short(f.From)), d.node(f.To, `%s["%s"]`, c.Short(f.To))
		line, what := "-->", plural.Of(f.Messages, "command or query", "commands or queries")
		if f.Event {
			line, what = "-.->", plural.Of(f.Messages, "event")
		}
		fmt.Fprintf(d, "  %s %s|%s| %s\n", from, line, what, to)
	}
	return d.String()
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
