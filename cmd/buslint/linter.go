package main

import (
	"cmp"
	"context"
	"fmt"
	"go/build"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/cache"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/lint"
	"github.com/buslint/buslint/internal/load"
	"github.com/buslint/buslint/internal/module"
	"github.com/buslint/buslint/internal/plural"
	"github.com/buslint/buslint/internal/report"
	"github.com/buslint/buslint/internal/rules"
)

// A linter is what the commands have in common that look at packages.
type linter struct {
	*env
	options
	load   load.Options
	config *config.Config
	dir    string  // the working directory, for relative names; may be ""
	branch *branch // what -new-from has found out; nil before
	doing  string  // what is said while packages load; "" names them

	collect *collection // takes the report; nil for commands that make none
}

// start makes the linter ready for packages relative to dir, where "" is the working
// directory, after its options have been parsed: it reads the configuration file. Without
// patterns it is all packages.
func (l *linter) start(ctx context.Context, dir string, patterns []string) error {
	if err := l.checkColor(); err != nil {
		return err
	}
	l.dir, _ = os.Getwd()
	at := cmp.Or(dir, l.dir)
	if err := interrupted(ctx, at); err != nil {
		return err
	}
	var err error
	if l.config, err = l.configure(at); err != nil {
		return err
	}
	if len(patterns) == 0 {
		patterns = []string{"./..."}
	}
	if _, ok := module.Of(at); !ok && len(module.Workspace(at)) == 0 && slices.ContainsFunc(patterns, needsModule) {
		return fmt.Errorf("there is no go.mod in %s or above it; run buslint in a Go module", at)
	}
	if l.collect == nil && l.configFile == "" {
		l.noteUnread(at, patterns)
	}
	l.load = load.Options{Dir: dir, Patterns: acrossWorkspace(at, patterns), Tests: l.tests, Tags: l.tags, Sources: new(load.Sources)}
	return nil
}

// starting returns what makes the linter ready for the packages that are given, and then runs.
func (l *linter) starting(run func(context.Context) (int, error)) func(context.Context, []string) (int, error) {
	return func(ctx context.Context, args []string) (int, error) {
		if err := l.start(ctx, "", args); err != nil {
			return 0, err
		}
		return run(ctx)
	}
}

// loading says that packages are loaded, until the function that it returns is called.
func (l *linter) loading() (done func()) {
	progress := l.progress("loading " + strings.Join(l.load.Patterns, " "))
	l.load.Progress = progress.update
	return progress.end
}

// noteUnread says which modules of a workspace have settings of their own, which only linting
// heeds: for other commands the modules are one program.
func (l *linter) noteUnread(dir string, patterns []string) {
	for _, pattern := range patterns {
		for _, p := range modulesOf(dir, pattern) {
			if found, err := config.Find(cmp.Or(p.root, dir)); err == nil && found != "" && l.relative(found) != l.config.Path {
				fmt.Fprintf(l.stderr, "buslint: %s is not read: for this command a workspace is one program, and has one configuration, at its root or from -config\n", l.relative(found))
			}
		}
	}
}

// needsModule reports whether the go command knows of packages in the folder that a pattern
// names only in a module.
func needsModule(pattern string) bool {
	return (build.IsLocalImport(pattern) || filepath.IsAbs(pattern)) && filepath.Ext(pattern) != ".cfg" && os.Getenv("GO111MODULE") != "off"
}

// lint runs rules.
func (l *linter) lint(ctx context.Context, what load.Options, running []rules.Rule) (*lint.Result, error) {
	progress := l.progress(cmp.Or(l.doing, "loading "+strings.Join(what.Patterns, " ")))
	defer progress.end()
	what.Progress = progress.update
	var err error
	o := lint.Options{Load: what, Config: l.config}
	o.Rules, o.ProgramRules = rules.Split(running)
	if o.Cache, err = cache.Open(); err != nil {
		return nil, err
	}
	defer o.Cache.Trim()
	r, err := lint.Run(ctx, o)
	if err == nil {
		l.noteAnalyzed(r)
	}
	return r, err
}

// maxNamed is how many packages are named where that helps to see what a change touches.
const maxNamed = 5

// noteAnalyzed says which packages were not known from a run before.
func (l *linter) noteAnalyzed(r *lint.Result) {
	names := ""
	if n := len(r.Analyzed); n > 0 && n <= maxNamed && n < r.Packages {
		names = ": " + strings.Join(r.Analyzed, ", ")
	}
	l.notef("analyzed %d of %s%s", len(r.Analyzed), plural.Of(r.Packages, "package"), names)
}

// maxErrors is how many errors in packages are shown: what one missing module leads to
// can be thousands.
const maxErrors = 20

// printErrors prints what is wrong with packages that were not linted, or not with their tests.
func (l *linter) printErrors(errs []packages.Error) {
	l.listErrors(errs)
	if len(errs) > 0 {
		fmt.Fprintln(l.stderr, "buslint: packages with errors were linted without their tests, or not at all")
	}
}

// listErrors prints what is wrong with packages as the compiler would, what could not be
// found before what does not type-check for that.
func (l *linter) listErrors(errs []packages.Error) {
	errs = slices.Clone(errs)
	slices.SortStableFunc(errs, func(a, b packages.Error) int { return cmp.Compare(a.Kind, b.Kind) })
	shown := errs
	if !l.verbose && len(errs) > maxErrors {
		shown = errs[:maxErrors]
	}
	for _, err := range shown {
		if err.Pos == "" || err.Pos == "-" {
			fmt.Fprintln(l.stderr, err.Msg)
		} else {
			fmt.Fprintf(l.stderr, "%s: %s\n", l.relative(err.Pos), err.Msg)
		}
	}
	if more := len(errs) - len(shown); more > 0 {
		fmt.Fprintf(l.stderr, "buslint: and %s, which go build shows\n", plural.Of(more, "more error"))
	}
}

// notef says what is of interest with -v.
func (l *linter) notef(format string, args ...any) {
	if l.verbose {
		fmt.Fprintf(l.stderr, "buslint: "+format+"\n", args...)
	}
}

// relative shortens a file name, or a position in a file.
func (l *linter) relative(name string) string { return report.Relative(l.dir, name) }
