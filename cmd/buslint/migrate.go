package main

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/load"
	"github.com/buslint/buslint/internal/migrate"
	"github.com/buslint/buslint/internal/plural"
)

// A migrator is the command migrate: it lets contexts travel on the bus, in all
// packages of the main module.
type migrator struct {
	*linter
	write, force bool
	json         bool
	pr, commit   bool // the plan in steps
	why          string
	selection    migrate.Selection
}

const migrateLong = `
Passes contexts through the bus, in all packages of the main module or in those given,
and in their tests. Calls use the functions that take a context, handlers take one, and the
functions between them pass it on. It prints the plan. With -w it writes the files, but
only if the whole result compiles.

With -pr it prints the plan as steps that people can review and merge one by one: the
messages whose handlers have one owner, as the file CODEOWNERS says, or are in one folder
or file. After each step everything compiles and every dispatch has its handler. -commit
makes a commit of each step.

With -twins contexts go on, to where they end their work: calls of other functions that have a
twin with a context change as well, such as Query of database/sql, if a context comes to
them. buslint twins lists these functions. -from says where: bus means the code that handlers
run, main all code, and a package what its functions run. With -only, calls of these
functions change, and none on the bus.

The exit code is 0 if nothing is left to do, 1 after an error, and 3 if something
would change or cannot be changed. Calls of functions with a twin that stay do not count.
`

func setupMigrate(e *env, fs *flag.FlagSet) func(context.Context, []string) (int, error) {
	m := &migrator{linter: &linter{env: e}}
	m.declarePlanFlags(fs)
	fs.StringVar(&m.why, "why", "", "explain why the function `name` gains a context, or keeps its signature")
	fs.StringVar(&m.selection.Only, "only", "", "migrate one `family`: a message by its name, or all messages whose handlers a package registers; with -twins the functions of a package, such as database/sql, or one of them")
	fs.BoolVar(&m.selection.Twins, "twins", false, "also migrate calls of other functions that have a twin with a context")
	fs.StringVar(&m.selection.From, "from", "", "with -twins: `where` the code begins that changes: bus, main or a package; by default bus, if there is one, and else main")
	fs.BoolVar(&m.selection.Events, "events", false, "also migrate events, where the bus can publish and listen with a context")
	fs.BoolVar(&m.selection.Generated, "generated", false, "also change generated files")
	fs.BoolVar(&m.selection.Todos, "todos", false, "also replace context.TODO and context.Background where a better context can be passed")
	fs.Func("keep", "keep the signatures of functions whose names in the plan match the regular expression `pattern`", func(pattern string) error {
		re, err := regexp.Compile(pattern)
		if err != nil {
			return err
		}
		m.selection.Keep = re.MatchString
		return nil
	})
	fs.BoolVar(&m.pr, "pr", false, "print the plan as steps to review and merge one by one, grouped by owner, folder or file")
	fs.BoolVar(&m.commit, "commit", false, "write these steps, and commit each")
	return func(ctx context.Context, args []string) (int, error) {
		m.pr = m.pr || m.commit
		if m.pr {
			if err := m.checkSteps(); err != nil {
				return 0, err
			}
		}
		if m.selection.From != "" && !m.selection.Twins {
			return 0, errors.New("-from requires -twins")
		}
		if err := m.start(ctx, "", args); err != nil {
			return 0, err
		}
		return m.run(ctx)
	}
}

// declarePlanFlags declares the flags of commands that plan changes of a module.
func (m *migrator) declarePlanFlags(fs *flag.FlagSet) {
	m.declareFindingFlags(fs, "color")
	fs.BoolVar(&m.write, "w", false, "write the files, if the result compiles")
	fs.BoolVar(&m.diff, "diff", false, "print what would change instead of the plan")
	fs.BoolVar(&m.json, "json", false, "print the plan as JSON")
	fs.BoolVar(&m.force, "force", false, "also write files that have uncommitted changes")
}

func (m *migrator) run(ctx context.Context) (int, error) {
	pkgs, _, err := m.loadModule(ctx)
	if err != nil {
		return 0, err
	}
	if m.selection.Twins {
		if err := m.checkTwins(pkgs); err != nil {
			return 0, err
		}
	}
	o := migrate.Options{Selection: m.selection, Config: m.config, Read: m.load.Sources.Read, Relative: m.relative, Progress: func(what string) func() { return m.progress(what).end }}
	if m.pr {
		if o.Owner, err = m.ownersOf(); err != nil {
			return 0, err
		}
	}
	plan, err := migrate.New(pkgs, o)
	if err != nil {
		return 0, err
	}
	if m.pr {
		return m.showSteps(ctx, plan)
	}
	if m.why != "" {
		if err := plan.Explain(m.stdout, m.why); err != nil {
			return 0, fmt.Errorf("-why %w", err)
		}
		return exitClean, nil
	}
	if m.write {
		if err := m.writePlan(ctx, "migrate", plan.Contents); err != nil {
			return 0, err
		}
	}
	return m.finish(plan, func() error { return m.printDiff(plan.Contents) }, len(plan.Left) > 0, len(plan.Files) > 0)
}

// A planned is a plan for the files of a module.
type planned interface {
	Print(w io.Writer) error
	Summary(written bool) string
}

// finish prints the plan as the flags say, and returns the exit code: whether something
// cannot be done, or would be and was not written.
func (m *migrator) finish(plan planned, printDiff func() error, left, changes bool) (int, error) {
	var err error
	switch {
	case m.diff:
		err = printDiff()
	case m.json:
		enc := json.NewEncoder(m.stdout)
		enc.SetIndent("", "\t")
		enc.SetEscapeHTML(false)
		err = enc.Encode(plan)
	default:
		err = plan.Print(m.stdout)
	}
	if err != nil {
		return 0, err
	}
	written := m.write || m.commit
	fmt.Fprintln(m.stderr, "buslint: "+plan.Summary(written))
	if left || changes && !written {
		return exitFindings, nil
	}
	return exitClean, nil
}

// loadModule loads all packages of the main module, and notes which of them the patterns
// mean. It also returns how they were loaded.
func (m *migrator) loadModule(ctx context.Context) ([]*packages.Package, load.Options, error) {
	if m.diff && m.json {
		return nil, m.load, errors.New("-diff prints changes, and -json the plan: use only one of them")
	}
	defer m.loading()()
	o := m.load
	pkgs, meant, err := migrate.Load(ctx, &o)
	if err != nil {
		return nil, o, err
	}
	m.selection.Packages = meant
	if errs := load.Errors(pkgs); len(errs) > 0 {
		m.listErrors(errs)
		return nil, o, errors.New("packages have errors, so there is no plan; fix the errors first")
	}
	return pkgs, o, nil
}

// writePlan writes the files of the plan that a command has made, all or none of them. It
// refuses if that would mix with changes that are not committed.
func (m *migrator) writePlan(ctx context.Context, command string, contents map[string][]byte) error {
	if err := m.refuseUncommitted(ctx, slices.Sorted(maps.Keys(contents))); err != nil {
		return err
	}
	return m.writeAll(ctx, command, contents)
}

// refuseUncommitted returns an error if some of the files have changes that are not
// committed, and names them.
func (m *migrator) refuseUncommitted(ctx context.Context, files []string) error {
	if m.force {
		return nil
	}
	dirty := uncommitted(ctx, files)
	if len(dirty) == 0 {
		return nil
	}
	for _, file := range dirty {
		fmt.Fprintln(m.stderr, m.relative(file))
	}
	return fmt.Errorf("these files have uncommitted changes: commit them first, or use -force (%s)", plural.Of(len(dirty), "file"))
}

// uncommitted returns those of the files that differ from what git has committed.
// Outside of a repository there are none.
func uncommitted(ctx context.Context, files []string) []string {
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
		out, err := exec.CommandContext(ctx, "git", args...).Output()
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
