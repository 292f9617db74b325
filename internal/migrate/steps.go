package migrate

import (
	"bufio"
	"bytes"
	"cmp"
	"fmt"
	"io"
	"maps"
	"path/filepath"
	"slices"
	"strings"
)

// A Step is a part of a plan that people can review and merge by itself, once the steps
// before it are there: then it compiles, and no dispatch loses its handler.
type Step struct {
	Of       string   `json:"of"`              // whose handlers change: an owner, folder or file; "" for the rest of the plan
	Owner    string   `json:"owner,omitempty"` // of the handlers, as CODEOWNERS has it
	Messages []string `json:"messages"`        // whose calls change
	Along    []string `json:"along,omitempty"` // of these, those of handlers that are not of Of, and gain a context
	Files    []string `json:"files"`           // that change

	// Before and After are the contents of these files, by their full names.
	Before map[string][]byte `json:"-"`
	After  map[string][]byte `json:"-"`
}

// maxFamilies is how many families a step has at most, unless they cannot be parted by the
// file of their handlers: people can review that.
const maxFamilies = 12

// steps divides the plan into steps that together have the same result.
func (p *planner) steps(whole *draft) ([]*Step, error) {
	s := &stepper{planner: *p, contents: map[string][]byte{}, changed: map[string]int{}}
	s.groups = groupsOf(whole.chosen.families, p.o.Owner, p.o.Relative)
	s.o.Todos, s.o.Only = false, "" // they are of the rest
	s.o.messages = map[string]bool{}
	for _, g := range s.groups {
		if err := s.take(g); err != nil {
			return nil, err
		}
	}
	err := s.add(&group{}, whole)
	return s.steps, err
}

// A group is the families that make a step.
type group struct {
	of, owner string
	families  []*Family
	taken     bool
}

// groupsOf groups families by the owner of their handlers, by the folder of these where
// there is no owner or that is too much, and by the file if that is too much, too.
func groupsOf(families []*Family, owner func(file string) string, relative func(string) string) []*group {
	name := func(file string) string { return filepath.ToSlash(relative(file)) }
	var split func(fams []*Family, keys []func(file string) string) []*group
	split = func(fams []*Family, keys []func(file string) string) []*group {
		byKey := map[string][]*Family{}
		for _, fam := range fams {
			key := keys[0](fam.file())
			byKey[key] = append(byKey[key], fam)
		}
		var groups []*group
		for _, key := range slices.Sorted(maps.Keys(byKey)) {
			fams := byKey[key]
			if len(keys) > 1 && (key == "" || len(fams) > maxFamilies) {
				groups = append(groups, split(fams, keys[1:])...)
			} else {
				groups = append(groups, &group{of: key, owner: owner(fams[0].file()), families: fams})
			}
		}
		return groups
	}
	return split(families, []func(string) string{
		owner,
		func(file string) string { return name(filepath.Dir(file)) },
		name,
	})
}

// file returns the file of the family's handler: where it is declared, or else where it is
// registered, or else where the message is sent.
func (fam *Family) file() string {
	best, bestRank := "", 0
	for _, site := range fam.sites {
		rank := 1
		if !site.Role.Sends() {
			rank = 2
		}
		if !site.Test {
			rank += 2 // no test decides while there is another
		}
		if rank <= bestRank {
			continue
		}
		best, bestRank = site.Pos.Filename, rank
		if fn := site.Parcel.Handler.Func; fn != nil && fn.Pos().IsValid() {
			best = cmp.Or(site.Package.Fset.Position(fn.Pos()).Filename, best)
		}
	}
	return best
}

// A stepper makes steps, each of which adds to the plan so far.
type stepper struct {
	planner
	groups   []*group
	contents map[string][]byte // what the steps so far come to
	changed  map[string]int    // how many calls of each family they change
	steps    []*Step
}

// take makes a step of the group. If handlers of other groups gain a context on the way,
// these groups come before it, as far as they do not need this one in turn.
func (s *stepper) take(g *group) error {
	if g.taken {
		return nil
	}
	g.taken = true
	chosen, _, _, err := s.decide(s.with(g), false)
	if err != nil {
		return err
	}
	along := map[string]bool{}
	for _, fam := range chosen.families {
		along[fam.name] = true
	}
	for _, other := range s.groups {
		if slices.ContainsFunc(other.families, func(fam *Family) bool { return along[fam.name] }) {
			if err := s.take(other); err != nil {
				return err
			}
		}
	}
	s.o.Selection = s.with(g)
	d, err := s.best()
	if err != nil {
		return err
	}
	return s.add(g, d)
}

// with returns the selection so far, and the group.
func (s *stepper) with(g *group) Selection {
	sel := s.o.Selection
	sel.messages = maps.Clone(sel.messages)
	for _, fam := range g.families {
		sel.messages[fam.name] = true
	}
	return sel
}

// add makes a step of what the draft changes that the steps so far have not.
func (s *stepper) add(g *group, d *draft) error {
	step := &Step{Of: g.of, Owner: g.owner, Before: map[string][]byte{}, After: map[string][]byte{}}
	own := map[string]bool{}
	for _, fam := range g.families {
		own[fam.name] = true
	}
	for _, fam := range d.chosen.families {
		if len(fam.sites) > s.changed[fam.name] {
			step.Messages = append(step.Messages, fam.Message)
			if g.of != "" && !own[fam.name] {
				step.Along = append(step.Along, fam.Message)
			}
		}
		s.changed[fam.name] = len(fam.sites)
	}
	files := maps.Clone(s.contents)
	maps.Copy(files, d.contents)
	for file := range files {
		original, err := s.o.Read(file)
		if err != nil {
			return err
		}
		before, after := original, original
		if data, ok := s.contents[file]; ok {
			before = data
		}
		if data, ok := d.contents[file]; ok {
			after = data
		}
		if !bytes.Equal(before, after) {
			step.Before[file], step.After[file] = before, after
			step.Files = append(step.Files, s.o.Relative(file))
		}
	}
	s.contents = d.contents
	if len(step.Files) > 0 {
		slices.Sort(step.Files)
		s.steps = append(s.steps, step)
	}
	return nil
}

// Title says what the step does, as the first line of a commit.
func (s *Step) Title() string {
	switch {
	case s.Of == "":
		return "Pass contexts through the rest of the bus"
	case len(s.Messages) == 1:
		name := s.Messages[0]
		return "Pass contexts with " + name[strings.LastIndexByte(name, '.')+1:]
	}
	return "Pass contexts to the handlers of " + strings.ReplaceAll(s.Of, "@", "")
}

// Message is the text of a commit that makes the step.
func (s *Step) Message() string {
	var b strings.Builder
	fmt.Fprintln(&b, s.Title())
	for _, name := range s.Messages {
		if b.Len() == len(s.Title())+1 {
			fmt.Fprintln(&b)
		}
		fmt.Fprint(&b, name)
		if slices.Contains(s.Along, name) {
			fmt.Fprint(&b, " (its handler is on the way)")
		}
		fmt.Fprintln(&b)
	}
	return b.String()
}

// PrintSteps writes the steps of the plan for people.
func (p *Plan) PrintSteps(w io.Writer) error {
	out := bufio.NewWriter(w)
	for i, s := range p.Steps {
		fmt.Fprintf(out, "%d. %s\n", i+1, s.Title())
		if s.Owner != "" {
			fmt.Fprintf(out, "\towner: %s\n", s.Owner)
		}
		own := slices.DeleteFunc(slices.Clone(s.Messages), func(name string) bool { return slices.Contains(s.Along, name) })
		for _, list := range []struct {
			what  string
			names []string
		}{{"messages", own}, {"messages whose handlers are on the way", s.Along}, {"files", s.Files}} {
			if len(list.names) > 0 {
				fmt.Fprintf(out, "\t%s (%d): %s\n", list.what, len(list.names), strings.Join(list.names, ", "))
			}
		}
	}
	return out.Flush()
}
