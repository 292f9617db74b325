package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/doctext"
	"github.com/buslint/buslint/internal/journal"
	"github.com/buslint/buslint/internal/lint"
	"github.com/buslint/buslint/internal/load"
	"github.com/buslint/buslint/internal/module"
	"github.com/buslint/buslint/internal/rules"
	"github.com/buslint/buslint/internal/summary"
)

const summarizeLong = `
Writes a summary of each package to a file: its findings, and how it uses the bus. buslint
join reads such files, written on any number of machines, and reports what buslint would
report for all packages at once. The default packages are ./... . Instead of packages, the
argument can be a .cfg file that describes one package; see
` + doctext.Docs + "bazel.md .\n"

func setupSummarize(e *env, fs *flag.FlagSet) func(context.Context, []string) (int, error) {
	l := &linter{env: e}
	l.declareFindingFlags(fs, "test")
	fs.StringVar(&l.output, "o", "", "write the summaries to `file`")
	return func(ctx context.Context, args []string) (int, error) {
		if l.output == "" {
			return 0, errors.New("-o is missing; usage: " + commandNamed("summarize").usage())
		}
		modules, err := l.perModule(ctx, args)
		if err != nil {
			return 0, err
		}
		code := exitClean
		var all []*summary.Package
		for _, one := range modules {
			summaries, complete, err := one.summaries(ctx)
			if err != nil {
				return 0, err
			}
			if all = append(all, summaries...); !complete {
				code = exitError
			}
		}
		if len(all) == 0 {
			return code, nil
		}
		return code, journal.WriteFile(l.output, summary.Encode(all))
	}
}

// summaries returns the summaries of packages, and whether these are all.
func (l *linter) summaries(ctx context.Context) ([]*summary.Package, bool, error) {
	var pkgs []*packages.Package
	var err error
	if patterns := l.load.Patterns; len(patterns) == 1 && strings.HasSuffix(patterns[0], ".cfg") {
		var pkg *packages.Package
		pkg, err = load.ReadUnit(patterns[0])
		pkgs = []*packages.Package{pkg}
	} else {
		pkgs, err = load.Packages(ctx, l.load)
	}
	if err != nil {
		return nil, false, err
	}
	errs := load.Errors(pkgs)
	l.printErrors(errs)
	pkgs = slices.DeleteFunc(pkgs, func(pkg *packages.Package) bool { return pkg.IllTyped })
	running, _ := rules.Split(rules.Running(l.config))
	summaries, err := lint.Summaries(pkgs, l.config, running)
	return summaries, len(errs) == 0 && len(pkgs) > 0, err
}

const joinLong = `
Reads files written by buslint summarize, and reports what buslint would report for all of
their packages: the findings in each, and those of the rules over programs. It needs
neither the source nor the go command. Names of files in the current module are relative to
the working directory; those of other modules start with the module path.
`

func setupJoin(e *env, fs *flag.FlagSet) func(context.Context, []string) (int, error) {
	l := &linter{env: e, collect: &collection{}}
	l.declareSome(fs, "format", "json", "o", "fail-on", "new-from", "baseline", "write-baseline", "allow-rise", "c", "v", "config")
	return func(ctx context.Context, args []string) (int, error) {
		if len(args) == 0 {
			return 0, errors.New("no files are given; usage: " + commandNamed("join").usage())
		}
		if err := l.start(ctx, "", []string{""}); err != nil {
			return 0, err
		}
		if err := l.check(); err != nil {
			return 0, err
		}
		if err := l.openBaseline(); err != nil {
			return 0, err
		}
		packages, err := l.readSummaries(args)
		if err != nil {
			return 0, err
		}
		code, err := l.report(ctx, l.join(packages))
		if err != nil {
			return 0, err
		}
		return code, l.conclude()
	}
}

// join runs the rules over programs that are selected, and keeps of what was found in
// packages what those over packages have found that are.
func (l *linter) join(packages []*summary.Package) *lint.Result {
	running := map[string]bool{}
	for _, r := range rules.Running(l.config) {
		running[r.Name] = true
	}
	_, ofPrograms := rules.Split(rules.Running(l.config))
	for _, pkg := range packages {
		pkg.Rules = slices.DeleteFunc(pkg.Rules, func(rule string) bool { return !running[rule] })
		pkg.Findings = slices.DeleteFunc(pkg.Findings, func(f summary.Finding) bool { return !running[f.Rule] })
	}
	r := lint.Join(packages, l.config, ofPrograms)
	l.noteSilence(r.All)
	return r
}

// readSummaries reads files of summaries. It returns an error if two of them say something
// else about one package.
func (l *linter) readSummaries(files []string) ([]*summary.Package, error) {
	type source struct {
		file string
		pkg  *summary.Package
	}
	known := map[string]source{} // by the package's path, with tests and without
	var all []*summary.Package
	dirs := l.moduleDirs()
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		packages, err := summary.Decode(data, dirs)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", file, err)
		}
		for _, pkg := range packages {
			key := fmt.Sprintf("%s %v", pkg.Path, pkg.Tests)
			other, ok := known[key]
			if !ok {
				known[key] = source{file, pkg}
				all = append(all, pkg)
				continue
			}
			if !slices.Equal(summary.Encode([]*summary.Package{other.pkg}), summary.Encode([]*summary.Package{pkg})) {
				return nil, fmt.Errorf("%s and %s say different things about %s: write both from the same code, with the same flags",
					other.file, file, pkg.Path)
			}
		}
	}
	return all, nil
}

// moduleDirs returns what tells where modules are: that of the working directory and those of
// its workspace are here. The files of others are named with the path of the module before
// their names.
func (l *linter) moduleDirs() func(module string) string {
	here := map[string]string{}
	for _, root := range append(module.Workspace(l.dir), module.Root(l.dir)) {
		here[module.Path(root)] = root
	}
	return func(path string) string {
		if root, ok := here[path]; ok && path != "" {
			return root
		}
		return filepath.FromSlash(path)
	}
}
