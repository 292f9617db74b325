package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/buslint/buslint/internal/doctext"
	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/profile"
	"github.com/buslint/buslint/internal/program"
	"github.com/buslint/buslint/internal/summary"
)

const busesLong = `
Lists the known buses that the packages use, and in how many places they dispatch,
publish, add handlers and listen. The default packages are ./... .

The exit code is 3 if a configured bus is not used, or does not have the functions that
the configuration describes.
`

func setupBuses(e *env, fs *flag.FlagSet) func(context.Context, []string) (int, error) {
	l := &linter{env: e}
	l.declareFindingFlags(fs, "test")
	fs.BoolVar(&l.verbose, "v", false, "also list these places, with their messages")
	return l.starting(l.buses)
}

// buses shows which of the buses that it knows packages use, and how often.
func (l *linter) buses(ctx context.Context) (int, error) {
	r, err := l.lint(ctx, l.load, nil)
	if err != nil {
		return 0, err
	}
	l.printErrors(r.Errors)
	used := usedBuses(r.All, l.config.Profiles)
	if err := writeBuses(l.stdout, used); err != nil {
		return 0, err
	}
	if l.verbose {
		l.writePlaces(l.stdout, r.All)
	}
	code := exitClean
	for _, problem := range l.profileProblems(r.All) {
		fmt.Fprintln(l.stdout, problem)
		code = exitFindings
	}
	switch {
	case len(r.Errors) > 0:
		return exitError, nil
	case len(used) == 0:
		fmt.Fprintf(l.stdout, "no known bus is used in %s; buslint init looks for others, and %s lists the known ones\n", strings.Join(l.load.Patterns, " "), doctext.Docs+"buses.md")
	}
	return code, nil
}

// profileProblems returns what is wrong with the buses that were configured, and where:
// without them they would be silent, and nobody would know why.
func (l *linter) profileProblems(all *program.All) []string {
	var problems []string
	for _, p := range l.config.Profiles {
		if !p.Configured {
			continue
		}
		where := p.Name + ": "
		if line := l.config.Line(p); line > 0 {
			where = fmt.Sprintf("%s:%d: %s", l.config.Path, line, where)
		}
		bus := imported(all, p)
		switch {
		case bus != nil && len(bus.Problems) > 0:
			for _, problem := range bus.Problems {
				problems = append(problems, where+problem)
			}
		case slices.ContainsFunc(all.Sites, func(s *program.Site) bool { return s.Bus.Profile == p.Name && !s.Indirect }):
		case bus != nil:
			problems = append(problems, where+"none of its functions is used")
		case p.Path != "":
			problems = append(problems, where+"no package imports "+p.Path)
		default:
			problems = append(problems, where+"no package imports a bus in a package named "+p.PkgName)
		}
	}
	return problems
}

// imported returns the bus that the profile describes, if a package imports it, or nil.
func imported(all *program.All, p *profile.Profile) *summary.Bus {
	for _, pkg := range all.Packages() {
		for i := range pkg.Buses {
			if bus := &pkg.Buses[i]; bus.Imported && bus.Profile == p.Name {
				return bus
			}
		}
	}
	return nil
}

// A usedBus is a bus that some package uses, and where.
type usedBus struct {
	profile, path string
	sites         [4]int // by role
	tests         int    // of these
}

// usedBuses returns the buses that the packages use, in order of their profiles, of those that are known.
func usedBuses(all *program.All, known []*profile.Profile) []*usedBus {
	var used []*usedBus
	of := func(b *summary.Bus) *usedBus {
		for _, u := range used {
			if u.profile == b.Profile && u.path == b.Root {
				return u
			}
		}
		used = append(used, &usedBus{profile: b.Profile, path: b.Root})
		return used[len(used)-1]
	}
	for _, site := range all.Places() {
		u := of(site.Bus)
		u.sites[site.Role]++
		if site.Test {
			u.tests++
		}
	}
	order := func(u *usedBus) int {
		return slices.IndexFunc(known, func(p *profile.Profile) bool { return p.Name == u.profile })
	}
	slices.SortFunc(used, func(a, b *usedBus) int {
		return cmp.Or(cmp.Compare(order(a), order(b)), cmp.Compare(a.path, b.path))
	})
	return used
}

func writeBuses(w io.Writer, used []*usedBus) error {
	if len(used) == 0 {
		return nil
	}
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, "profile\tdispatch\tpublish\thandle\tlisten\tin tests\tbus")
	for _, b := range used {
		fmt.Fprintf(tw, "%s\t%d\t%d\t%d\t%d\t%d\t%s\n", b.profile,
			b.sites[kind.Dispatch], b.sites[kind.Publish], b.sites[kind.Handle], b.sites[kind.Listen], b.tests, b.path)
	}
	return tw.Flush()
}

// writePlaces lists where the buses are used, with what travels there: beside the numbers
// one can see what they count.
func (l *linter) writePlaces(w io.Writer, all *program.All) {
	for _, site := range all.Places() {
		var names []string
		for _, m := range site.Messages {
			names = append(names, m.String())
		}
		if site.Open || len(names) == 0 {
			names = append(names, "?")
		}
		fmt.Fprintf(w, "%s:%d: %s %s\n", l.relative(site.Pos.Filename), site.Pos.Line, site.Role, strings.Join(names, ", "))
	}
}
