package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"go/types"
	"slices"
	"strings"
	"text/tabwriter"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/load"
	"github.com/buslint/buslint/internal/migrate"
	"github.com/buslint/buslint/internal/plural"
	"github.com/buslint/buslint/internal/twins"
)

const twinsLong = `
Lists the functions that the packages call and that have a twin which takes a context, such
as Query and QueryContext of database/sql: how often each of the two is called, and how the
pair is known. Structure means the names and signatures; other pairs are built in, or
described in .buslint.yml. The numbers include the calls in tests, which have a column of
their own as well. The default packages are ./... .
`

func setupTwins(e *env, fs *flag.FlagSet) func(context.Context, []string) (int, error) {
	l := &linter{env: e}
	l.declareFindingFlags(fs, "test")
	fs.BoolVar(&l.verbose, "v", false, "also list the calls without a context")
	return l.starting(l.twins)
}

// twins shows which functions with twins the packages call.
func (l *linter) twins(ctx context.Context) (int, error) {
	pkgs, err := l.loadSyntax(ctx)
	if err != nil {
		return 0, err
	}
	if err := l.checkTwins(pkgs); err != nil {
		return 0, err
	}
	found, err := migrate.FindTwins(pkgs, l.config)
	if err != nil {
		return 0, err
	}
	byPair := map[twins.Pair][]*migrate.TwinCall{}
	for _, c := range found.Calls {
		byPair[*c.Pair] = append(byPair[*c.Pair], c)
	}
	if len(byPair) == 0 {
		fmt.Fprintf(l.stdout, "no function with a twin that takes a context is called in %s\n", strings.Join(l.load.Patterns, " "))
		return exitClean, nil
	}
	if err := l.writeTwins(byPair); err != nil {
		return 0, err
	}
	if l.verbose {
		l.writeTwinCalls(found)
	}
	return exitClean, nil
}

// loadSyntax loads the packages with their syntax.
func (l *linter) loadSyntax(ctx context.Context) ([]*packages.Package, error) {
	defer l.loading()()
	pkgs, err := load.Packages(ctx, l.load)
	if err != nil {
		return nil, err
	}
	if errs := load.Errors(pkgs); len(errs) > 0 {
		l.listErrors(errs)
		return nil, errors.New("packages with errors cannot be analyzed; fix the errors first")
	}
	return pkgs, nil
}

// checkTwins compares what the configuration describes with the packages, and what these
// import.
func (l *linter) checkTwins(pkgs []*packages.Package) error {
	known := map[string]*types.Package{}
	packages.Visit(pkgs, nil, func(pkg *packages.Package) {
		if known[pkg.PkgPath] == nil {
			known[pkg.PkgPath] = pkg.Types
		}
	})
	misfits := 0
	for d := range l.config.Twins().Described {
		pkg := known[d.Path]
		if pkg == nil {
			fmt.Fprintf(l.stderr, "%s: twins: %s: nothing imports %s in %s\n", d.Where, d.Name, d.Path, strings.Join(l.load.Patterns, " "))
			continue
		}
		if err := d.Check(pkg); err != nil {
			fmt.Fprintf(l.stderr, "%s: twins: %s: %v\n", d.Where, d.Name, err)
			misfits++
		}
	}
	if misfits > 0 {
		return fmt.Errorf("these descriptions do not fit what they describe: correct them (%s)", plural.Of(misfits, "description"))
	}
	return nil
}

// writeTwins writes the table of pairs, those first that are called most without a context.
func (l *linter) writeTwins(byPair map[twins.Pair][]*migrate.TwinCall) error {
	type row struct {
		twins.Pair
		without, with, tests int
	}
	var rows []row
	for pair, calls := range byPair {
		r := row{Pair: pair}
		for _, c := range calls {
			switch {
			case c.Aware:
				r.with++
			default:
				r.without++
			}
			if c.Test {
				r.tests++
			}
		}
		rows = append(rows, r)
	}
	slices.SortFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(b.without, a.without), cmp.Compare(b.with, a.with), strings.Compare(a.String(), b.String()))
	})
	tw := tabwriter.NewWriter(l.stdout, 0, 0, 2, ' ', 0)
	fmt.Fprintln(tw, "without\twith\tin tests\tknown by\tfunction\ttwin")
	for _, r := range rows {
		fmt.Fprintf(tw, "%d\t%d\t%d\t%s\t%s\t%s\n", r.without, r.with, r.tests, r.From, r.String(), r.Twin)
	}
	return tw.Flush()
}

// writeTwinCalls writes where calls have no context outside of tests.
func (l *linter) writeTwinCalls(found *migrate.Twins) {
	for _, c := range found.Calls {
		if c.Aware || c.Test {
			continue
		}
		fmt.Fprintf(l.stdout, "%s: %s", l.relative(c.Pos.String()), c.Pair)
		if c.Stays != "" {
			fmt.Fprintf(l.stdout, ", which stays: %s", c.Stays)
		}
		fmt.Fprintln(l.stdout)
	}
}
