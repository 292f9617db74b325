package catalog

import (
	"cmp"
	"fmt"
	"strings"
)

// dot writes packages and messages in the language of Graphviz.
func dot(c *Catalog) ([]byte, error) {
	var b strings.Builder
	b.WriteString("digraph messages {\n  rankdir=LR\n  node [fontname=\"sans-serif\"]\n")
	nodes := map[string]bool{}
	node := func(name, attrs string) {
		if !nodes[name] {
			nodes[name] = true
			fmt.Fprintf(&b, "  %s [%s]\n", dotString(name), attrs)
		}
	}
	for _, m := range c.Messages {
		shape := cmp.Or(map[string]string{"event": "hexagon", "command": "cds", "query": "ellipse"}[m.Kind], "plain")
		node("message "+m.ID, "label="+dotString(m.Name)+" shape="+shape+" tooltip="+dotString(m.ID))
	}
	for _, a := range c.arrows() {
		pkg, msg := "package "+a.pkg, "message "+a.message.ID
		node(pkg, "label="+dotString(c.Short(a.pkg))+" shape=box style=rounded")
		from, to := a.ends(pkg, msg)
		style := ""
		if a.free {
			style = " [style=dashed tooltip=\"without a context\"]"
		}
		fmt.Fprintf(&b, "  %s -> %s%s\n", dotString(from), dotString(to), style)
	}
	b.WriteString("}\n")
	return []byte(b.String()), nil
}

// dotString returns s as a string of that language, in which a backslash starts an
// escape only in labels.
func dotString(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(oneLine(visible(s))) + `"`
}
