package main

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"go/ast"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/analyzers/busmodel"
	"github.com/buslint/buslint/internal/ctxthread"
	"github.com/buslint/buslint/internal/fix"
	"github.com/buslint/buslint/internal/load"
	"github.com/buslint/buslint/internal/program"
)

// A migrator is the command migrate: it lets contexts travel on the bus, in all
// packages of the main module.
type migrator struct {
	*linter
	write, force bool
	json         bool
	why          string
	selection    selection
}

func migrate(args []string, stdout, stderr io.Writer) int {
	m := &migrator{linter: &linter{stdout: stdout, stderr: stderr}}
	fs := findingFlags(&m.options)
	fs.BoolVar(&m.write, "w", false, "write the files, if the result compiles")
	fs.BoolVar(&m.diff, "diff", false, "print what would change instead of the plan")
	fs.BoolVar(&m.json, "json", false, "print the plan as JSON")
	fs.StringVar(&m.why, "why", "", "explain why the function `name` gains a context, or keeps its signature")
	fs.StringVar(&m.selection.only, "only", "", "migrate one `family`: a message by its name, or all messages whose handlers a package registers")
	fs.BoolVar(&m.selection.events, "events", false, "events, too: publish and listen, where the bus has twins with a context")
	fs.BoolVar(&m.selection.generated, "generated", false, "change generated files, too")
	fs.BoolVar(&m.force, "force", false, "write files, too, that have uncommitted changes")
	if err := fs.Parse(args); errors.Is(err, flag.ErrHelp) {
		fmt.Fprint(stdout, `Usage: buslint migrate [flags] [packages]

Lets contexts travel on the bus, in all packages of the main module or those given,
with their tests: calls become their twins that take a context, handlers take one,
and the functions between hand it on. Prints the plan; with -w it writes the files,
but only if the whole result compiles.

`)
		printFlags(stdout, fs)
		fmt.Fprint(stdout, `
The exit code is 0 if nothing is left to do, 1 after an error, and 3 if something
would change or has to stay as it is.
`)
		return exitClean
	} else if err != nil {
		return fail(stderr, "migrate: %v; see buslint migrate -help", err)
	}
	if err := m.start(fs, "", fs.Args(), "./..."); err != nil {
		return fail(stderr, "%v", err)
	}
	code, err := m.run()
	if err != nil {
		return fail(stderr, "%v", err)
	}
	return code
}

func (m *migrator) run() (int, error) {
	pkgs, err := m.loadModule()
	if err != nil {
		return 0, err
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{busmodel.Analyzer}, pkgs, nil)
	if err != nil {
		return 0, err
	}
	var models []*busmodel.Model
	for act := range graph.All() {
		if act.Err != nil {
			return 0, fmt.Errorf("%s: %w", act, act.Err)
		}
		if model, ok := act.Result.(*busmodel.Model); ok {
			models = append(models, model)
		}
	}
	all := program.Join(graph)
	mig, plan, err := m.decide(all, pkgs, models, false)
	if err != nil {
		return 0, err
	}
	contents, err := m.contents(pkgs, plan)
	if _, ok := errors.AsType[*compileError](err); ok {
		// Types of functions can be tied in ways that the engine does not follow, such
		// as the conversion of one struct to another.
		mig, plan, _ = m.decide(all, pkgs, models, true)
		var again error
		if contents, again = m.contents(pkgs, plan); again == nil {
			err = nil
		}
	}
	if err != nil {
		return 0, err
	}
	r := newMigrationReport(m.linter, pkgs, mig, plan, contents)
	if m.why != "" {
		return m.explain(r)
	}
	if m.write {
		if err := m.writeAll(contents); err != nil {
			return 0, err
		}
	}
	switch {
	case m.diff:
		err = m.printDiff(contents)
	case m.json:
		err = r.printJSON(m.stdout)
	default:
		err = r.print(m.stdout)
	}
	if err != nil {
		return 0, err
	}
	fmt.Fprintln(m.stderr, r.summary(m.write))
	if len(mig.left) > 0 || len(contents) > 0 && !m.write {
		return exitFindings, nil
	}
	return exitClean, nil
}

// loadModule loads all packages of the main module, since any of them may call what
// changes, and notes which of them the patterns mean.
func (m *migrator) loadModule() ([]*packages.Package, error) {
	patterns := m.load.Patterns
	done := m.progress("loading " + strings.Join(patterns, " "))
	defer done()
	conf := &packages.Config{Mode: packages.NeedName | packages.NeedModule}
	if m.load.Tags != "" {
		conf.BuildFlags = []string{"-tags=" + m.load.Tags}
	}
	meant, err := packages.Load(conf, patterns...)
	if err != nil {
		return nil, err
	}
	m.selection.packages = map[string]bool{}
	modules := map[string]bool{}
	for _, pkg := range meant {
		if pkg.Module == nil || !pkg.Module.Main {
			return nil, fmt.Errorf("%s is not in the main module", pkg.PkgPath)
		}
		m.selection.packages[pkg.PkgPath] = true
		modules[pkg.Module.Path+"/..."] = true
	}
	if len(modules) == 0 {
		return nil, fmt.Errorf("%s matched no packages", strings.Join(patterns, " "))
	}
	m.load.Patterns = slices.Sorted(maps.Keys(modules))
	m.load.Tests = true
	pkgs, err := load.Packages(m.load)
	if err != nil {
		return nil, err
	}
	if errs := load.Errors(pkgs); len(errs) > 0 {
		m.listErrors(errs)
		return nil, errors.New("nothing can be planned while packages have errors")
	}
	return pkgs, nil
}

// decide decides what changes on the bus, and plans the rest.
func (m *migrator) decide(all *program.All, pkgs []*packages.Package, models []*busmodel.Model, keepTypes bool) (*migration, *ctxthread.Plan, error) {
	for m.selection.also = map[string]bool{}; ; {
		mig := newMigration(all, pkgs, m.selection)
		if mig.calls() == 0 && len(mig.left) == 0 && m.selection.only != "" {
			return nil, nil, fmt.Errorf("-only %s: nothing of it sends or takes messages without a context", m.selection.only)
		}
		plan := m.plan(pkgs, mig, models, keepTypes)
		// A handler of another message may gain a context. Its messages come along, or
		// the context would end where it is registered.
		along := mig.comingAlong(all, plan, m.selection)
		if len(along) == 0 {
			mig.settle(plan.Kept)
			return mig, plan, nil
		}
		maps.Copy(m.selection.also, along)
	}
}

// plan makes the plan for the migration.
func (m *migrator) plan(pkgs []*packages.Package, mig *migration, models []*busmodel.Model, keepTypes bool) *ctxthread.Plan {
	done := m.progress("planning")
	defer done()
	return ctxthread.New(ctxthread.Options{
		Packages:  pkgs,
		Seeds:     mig.seeds,
		Renames:   mig.renames,
		Generated: m.selection.generated,
		KeepTypes: keepTypes,
		Keeps: func(call *ast.CallExpr) bool {
			return slices.ContainsFunc(models, func(model *busmodel.Model) bool { return model.Registers(call) })
		},
	})
}

// contents returns the new contents of the files that the plan changes. It returns
// an error if they do not compile.
func (m *migrator) contents(pkgs []*packages.Package, plan *ctxthread.Plan) (map[string][]byte, error) {
	done := m.progress("checking that the result compiles")
	defer done()
	contents, _, err := fix.Apply([]fix.Fix{plan.Change}, os.ReadFile)
	if err != nil {
		return nil, err
	}
	if len(plan.Misplaced) > 0 {
		return nil, fmt.Errorf("%s: cgo does not tell where this is in the file, so nothing was changed", plan.Misplaced[0])
	}
	shadow, _, err := fix.Apply([]fix.Fix{plan.Shadow}, os.ReadFile)
	if err != nil {
		return nil, err
	}
	maps.Copy(shadow, contents)
	if errs := ctxthread.Check(pkgs, shadow); len(errs) > 0 {
		return nil, &compileError{errs, m.linter}
	}
	return contents, nil
}

// A compileError says that what a plan comes to would not compile.
type compileError struct {
	errs   []error
	linter *linter
}

func (e *compileError) Error() string {
	var b strings.Builder
	b.WriteString("the result would not compile, so nothing was changed; this is a bug in buslint, please report it:")
	for _, err := range e.errs {
		fmt.Fprintf(&b, "\n\t%s", e.linter.relative(err.Error()))
	}
	return b.String()
}

// writeAll writes the files, each of which is whole whatever happens. It refuses if
// that would mix with changes that are not committed.
func (m *migrator) writeAll(contents map[string][]byte) error {
	files := slices.Sorted(maps.Keys(contents))
	if !m.force {
		if dirty := uncommitted(files); len(dirty) > 0 {
			for _, file := range dirty {
				fmt.Fprintln(m.stderr, m.relative(file))
			}
			return fmt.Errorf("the files shown have changes that are not committed: commit them first, or say -force (%s)", plural(len(dirty), "file"))
		}
	}
	for _, file := range files {
		if err := replaceFile(file, contents[file]); err != nil {
			return err
		}
	}
	return nil
}

// uncommitted returns those of the files that differ from what git has committed.
// Outside of a repository there are none.
func uncommitted(files []string) []string {
	byDir := map[string][]string{}
	for _, file := range files {
		byDir[filepath.Dir(file)] = append(byDir[filepath.Dir(file)], file)
	}
	var dirty []string
	for dir, files := range byDir {
		args := []string{"-C", dir, "status", "--porcelain", "-z", "--untracked-files=all", "--"}
		for _, file := range files {
			args = append(args, filepath.Base(file))
		}
		out, err := exec.CommandContext(context.Background(), "git", args...).Output()
		if err != nil {
			continue
		}
		for entry := range bytes.SplitSeq(out, []byte{0}) {
			for _, file := range files {
				if len(entry) > 3 && filepath.Base(string(entry[3:])) == filepath.Base(file) && !slices.Contains(dirty, file) {
					dirty = append(dirty, file)
				}
			}
		}
	}
	slices.Sort(dirty)
	return dirty
}
