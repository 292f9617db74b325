package main

import (
	"cmp"
	"context"
	"flag"
	"fmt"
	"go/types"
	"io"
	"slices"
	"strings"
	"text/tabwriter"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/analyzers/busmodel"
	"github.com/buslint/buslint/internal/profile"
	"github.com/buslint/buslint/internal/program"
)

const busesLong = `
Shows which of the buses that it knows the packages use, and at how many places they
dispatch, publish, add handlers and listen. The packages are ./... if none are given.
It exits with 3 if a bus that was configured is used nowhere, or has not what it is said
to have.
`

func setupBuses(e *env, fs *flag.FlagSet) func(context.Context, []string) (int, error) {
	l := &linter{env: e}
	l.declareFindingFlags(fs, "test")
	return func(ctx context.Context, args []string) (int, error) {
		if err := l.start("", args, "./..."); err != nil {
			return 0, err
		}
		return l.buses(ctx)
	}
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
	code := exitClean
	for _, problem := range l.profileProblems(r.All) {
		fmt.Fprintln(l.stdout, problem)
		code = exitFindings
	}
	switch {
	case len(r.Errors) > 0:
		return exitError, nil
	case len(used) == 0:
		fmt.Fprintf(l.stdout, "no bus that is known is used in %s; docs/buses.md says which are\n", strings.Join(l.load.Patterns, " "))
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
		found := l.imported(all, p)
		var wrong []string
		if found != nil && p.Path != "" {
			wrong = p.Problems(found)
		}
		switch {
		case len(wrong) > 0:
			for _, problem := range wrong {
				problems = append(problems, where+problem)
			}
		case slices.ContainsFunc(all.Sites, func(s *program.Site) bool { return s.Profile == p && !s.RegistersOthers() }):
		case found != nil:
			problems = append(problems, where+"none of its functions is used")
		case p.Path != "":
			problems = append(problems, where+"no package imports "+p.Path)
		default:
			problems = append(problems, where+"no package imports a bus in a package named "+p.PkgName)
		}
	}
	return problems
}

// imported returns the package that the profile describes, if a package imports it, or nil.
func (l *linter) imported(all *program.All, p *profile.Profile) *types.Package {
	for _, pkg := range all.Packages() {
		for _, dep := range pkg.Imports {
			if profileOf(dep, l.config.Profiles) == p {
				return dep.Types
			}
		}
	}
	return nil
}

// A usedBus is a bus package that some package imports, and where it is used.
type usedBus struct {
	profile *profile.Profile
	path    string
	sites   [4]int // by role
	tests   int    // of these
}

// usedBuses returns the buses that the packages or what they depend on import, in
// order of their profiles, of those that are known. Buses that are known by no more than
// their shape have to be used as well.
func usedBuses(all *program.All, known []*profile.Profile) []*usedBus {
	type key struct{ profile, path string }
	used := map[key]*usedBus{}
	bus := func(p *profile.Profile, path string) *usedBus {
		k := key{p.Name, cmp.Or(p.Path, path)}
		if used[k] == nil {
			used[k] = &usedBus{profile: p, path: k.path}
		}
		return used[k]
	}
	for _, pkg := range all.Packages() {
		for _, dep := range pkg.Imports {
			if p := profileOf(dep, known); p != nil && p.Path != "" {
				bus(p, dep.PkgPath)
			}
		}
	}
	for _, site := range all.Sites {
		if site.RegistersOthers() {
			continue // what it registers counts where it is made
		}
		b := bus(site.Profile, site.Bus.Path())
		b.sites[site.Role]++
		if site.Test {
			b.tests++
		}
	}
	var list []*usedBus
	for _, b := range used {
		list = append(list, b)
	}
	slices.SortFunc(list, func(a, b *usedBus) int {
		return cmp.Or(cmp.Compare(slices.Index(known, a.profile), slices.Index(known, b.profile)),
			cmp.Compare(a.path, b.path))
	})
	return list
}

// profileOf returns the profile that describes the package, of those that are known, or
// nil.
func profileOf(pkg *packages.Package, known []*profile.Profile) *profile.Profile {
	if pkg.Types == nil {
		return nil
	}
	return profile.Of(known, pkg.Types)
}

func writeBuses(w io.Writer, used []*usedBus) error {
	if len(used) == 0 {
		return nil
	}
	tw := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, "profile\tdispatch\tpublish\thandle\tlisten\tin tests\tbus")
	for _, b := range used {
		fmt.Fprintf(tw, "%s\t%d\t%d\t%d\t%d\t%d\t%s\n", b.profile.Name,
			b.sites[busmodel.Dispatch], b.sites[busmodel.Publish], b.sites[busmodel.Handle], b.sites[busmodel.Listen], b.tests, b.path)
	}
	return tw.Flush()
}
