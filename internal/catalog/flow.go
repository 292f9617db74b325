package catalog

import (
	"cmp"
	"slices"
	"strings"
)

// A flow says that messages go from one package, or all packages below a path, to
// another.
type flow struct {
	From, To string
	Event    bool
	Messages int
}

// flows returns what goes from packages that send to those that take it. Paths are
// what fold makes of them.
func (c *Catalog) flows(fold func(string) string) []flow {
	count := map[flow]int{}
	for _, m := range c.Messages {
		seen := map[flow]bool{}
		for _, from := range m.Senders {
			for _, to := range m.takers() {
				seen[flow{From: fold(from.Package), To: fold(to.Package), Event: m.Kind == "event"}] = true
			}
		}
		for f := range seen {
			count[f]++
		}
	}
	var flows []flow
	for f, n := range count {
		f.Messages = n
		flows = append(flows, f)
	}
	slices.SortFunc(flows, func(a, b flow) int {
		return cmp.Or(cmp.Compare(a.From, b.From), cmp.Compare(a.To, b.To), cmp.Compare(bit(a.Event), bit(b.Event)))
	})
	return flows
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// allFlows returns what goes from package to package.
func (c *Catalog) allFlows() []flow {
	return c.flows(func(path string) string { return path })
}

// maxPictured is the number of packages up to which a picture of all of them can be
// read, or nearly.
const maxPictured = 40

// picturedFlows returns the flows that one picture can show: of packages as deep in
// the tree as there is room for. It returns nil if no depth leaves enough of them.
func (c *Catalog) picturedFlows() []flow {
	depth := 0
	for _, f := range c.allFlows() {
		depth = max(depth, strings.Count(f.From, "/")+1, strings.Count(f.To, "/")+1)
	}
	for ; depth > 0; depth-- {
		flows := c.flows(func(path string) string { return prefix(path, depth) })
		nodes := map[string]bool{}
		for _, f := range flows {
			nodes[f.From], nodes[f.To] = true, true
		}
		if len(nodes) == 1 && len(c.allFlows()) > 1 {
			return nil
		}
		if len(nodes) <= maxPictured {
			return flows
		}
	}
	return nil
}

// prefix returns the first elements of a path.
func prefix(path string, elements int) string {
	for i := range len(path) {
		if path[i] == '/' {
			if elements--; elements == 0 {
				return path[:i]
			}
		}
	}
	return path
}

// Short returns a package's path without that of the module that it is in.
func (c *Catalog) Short(path string) string {
	for _, mod := range c.Modules {
		if rest, ok := strings.CutPrefix(path, mod+"/"); ok {
			return rest
		}
	}
	if slices.Contains(c.Modules, path) {
		return lastElement(path)
	}
	return path
}

// shared returns the path of packages that all ends of the flows have in common, with
// a slash at its end, or "".
func shared(flows []flow) string {
	var dir string
	for i, f := range flows {
		for j, path := range []string{f.From, f.To} {
			if i == 0 && j == 0 {
				dir = path
			}
			for dir != "" && !strings.HasPrefix(path, dir+"/") {
				dir = dir[:max(strings.LastIndex(dir, "/"), 0)]
			}
		}
	}
	if dir == "" {
		return ""
	}
	return dir + "/"
}

func lastElement(path string) string { return path[strings.LastIndex(path, "/")+1:] }

// An arrow leads from a package that sends to a message, or from that to a package
// that takes it.
type arrow struct {
	pkg     string
	message *Message
	sends   bool
	free    bool // no context travels
}

// ends returns the ends of the arrow in its direction, given what stands for them.
func (a arrow) ends(pkg, msg string) (from, to string) {
	if a.sends {
		return pkg, msg
	}
	return msg, pkg
}

// arrows returns one arrow for each package and message.
func (c *Catalog) arrows() []arrow {
	var arrows []arrow
	for _, m := range c.Messages {
		at := map[[2]any]int{}
		add := func(uses []Use, sends bool) {
			for _, u := range uses {
				k := [2]any{u.Package, sends}
				i, ok := at[k]
				if !ok {
					i = len(arrows)
					at[k] = i
					arrows = append(arrows, arrow{pkg: u.Package, message: m, sends: sends})
				}
				arrows[i].free = arrows[i].free || !u.Context
			}
		}
		add(m.Senders, true)
		add(m.takers(), false)
	}
	return arrows
}
