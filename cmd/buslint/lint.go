package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"go/token"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"github.com/golangci/revgrep"
	"github.com/rogpeppe/go-internal/diff"
	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/baseline"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/finding"
	"github.com/buslint/buslint/internal/fix"
	"github.com/buslint/buslint/internal/lint"
	"github.com/buslint/buslint/internal/load"
	"github.com/buslint/buslint/internal/report"
)

// lintCommand loads packages, runs the rules, and prints or mends what they find.
func lintCommand(args []string, stdout, stderr io.Writer) int {
	return lintIn("", args, stdout, stderr)
}

// lintIn is lintCommand with patterns that are relative to dir, where "" is the
// working directory.
func lintIn(dir string, args []string, stdout, stderr io.Writer) int {
	var o options
	fs := newFlags(&o)
	switch err := fs.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		return help(nil, stdout, stderr)
	case err != nil:
		return fail(stderr, "%v; buslint help lists the flags, and the rules: %s", err, ruleNames())
	}
	l := &linter{
		options: o,
		load:    load.Options{Dir: dir, Patterns: fs.Args(), Tests: o.tests, Tags: o.tags},
		stdout:  stdout,
		stderr:  stderr,
	}
	if len(l.load.Patterns) == 0 {
		l.load.Patterns = []string{"."}
	}
	l.dir, _ = os.Getwd()
	var err error
	if l.config, err = o.configure(fs, cmp.Or(dir, l.dir)); err != nil {
		return fail(stderr, "%v", err)
	}
	l.options = o
	if err := o.check(); err != nil {
		return fail(stderr, "%v", err)
	}
	if o.fix || o.diff {
		return l.fixAll()
	}
	found, err := l.run()
	if err != nil {
		return fail(stderr, "%v", err)
	}
	return l.report(found)
}

type linter struct {
	options
	load           load.Options
	config         *config.File // nil if there is none
	dir            string       // the working directory, for relative names; may be ""
	stdout, stderr io.Writer
}

// run lints once.
func (l *linter) run() (*lint.Result, error) {
	rules, programRules := l.enabled()
	r, err := lint.Run(lint.Options{
		Load:         l.load,
		Rules:        rules,
		ProgramRules: programRules,
		Loaded:       l.progress("loading " + strings.Join(l.load.Patterns, " ")),
	})
	if err != nil {
		return nil, err
	}
	if l.config != nil {
		r.Findings = slices.DeleteFunc(r.Findings, func(f finding.Finding) bool {
			return l.config.Excludes(f.Rule, f.Pos.Filename)
		})
	}
	if len(programRules) == 0 {
		return r, nil
	}
	for _, p := range r.All.Programs {
		if why := r.All.Silence(p, func(posn token.Position) string { return l.relative(posn.String()) }); why != "" {
			l.notef("%s: %s", p.Name(), why)
		}
	}
	return r, nil
}

// notef says what is of interest with -v.
func (l *linter) notef(format string, args ...any) {
	if l.verbose {
		fmt.Fprintf(l.stderr, "buslint: "+format+"\n", args...)
	}
}

// report prints the findings that are wanted, and returns the exit code.
func (l *linter) report(r *lint.Result) int {
	l.printErrors(r.Errors)
	findings, err := l.wanted(r.Findings)
	if err != nil {
		return fail(l.stderr, "%v", err)
	}
	rep := report.Report{Findings: findings, Dir: l.dir, Version: version(), Context: l.context}
	for _, rule := range allRules() {
		if l.runs(rule) {
			rep.Rules = append(rep.Rules, report.Rule{Name: rule.name, Title: rule.title(), URL: rule.url})
		}
	}
	if err := l.write(rep); err != nil {
		return fail(l.stderr, "%v", err)
	}
	if !l.json && (len(findings) > 0 || len(r.Errors) == 0) {
		l.summarize(findings)
	}
	switch {
	case len(r.Errors) > 0:
		return exitError
	case !l.json && slices.ContainsFunc(findings, l.fails):
		return exitFindings
	}
	return exitClean
}

// wanted returns the findings that -new-from and -baseline leave.
func (l *linter) wanted(findings []finding.Finding) ([]finding.Finding, error) {
	if l.newFrom != "" {
		changes := &revgrep.Checker{RevisionFrom: l.newFrom}
		if err := changes.Prepare(context.Background()); err != nil {
			return nil, fmt.Errorf("-new-from %s: %w", l.newFrom, err)
		}
		findings = slices.DeleteFunc(findings, func(f finding.Finding) bool {
			for line := f.Pos.Line; line <= max(f.Pos.Line, f.End.Line); line++ {
				if _, isNew := changes.IsNew(report.Relative(l.dir, f.Pos.Filename), line); isNew {
					return false
				}
			}
			return true
		})
	}
	if l.writeBaseline {
		return nil, replaceFile(l.baseline, baseline.Of(findings).Bytes())
	}
	if l.baseline != "" {
		base, err := baseline.Read(l.baseline)
		if err != nil {
			return nil, err
		}
		var changes []baseline.Change
		findings, changes = base.Apply(findings)
		for _, c := range changes {
			if c.Got > c.Allowed {
				fmt.Fprintf(l.stderr, "buslint: %s: %s of %s, and the baseline allows %d\n", c.Package, plural(c.Got, "finding"), c.Rule, c.Allowed)
			} else {
				l.notef("%s: only %s of %s, and the baseline allows %d; -write-baseline lowers it", c.Package, plural(c.Got, "finding"), c.Rule, c.Allowed)
			}
		}
	}
	return findings, nil
}

// write writes the report where it is wanted.
func (l *linter) write(rep report.Report) error {
	format := l.format
	if l.json {
		format = "json"
	}
	if l.output == "" {
		return rep.Write(l.stdout, format)
	}
	var buf bytes.Buffer
	if err := rep.Write(&buf, format); err != nil {
		return err
	}
	return replaceFile(l.output, buf.Bytes())
}

// fails reports whether the finding makes the exit code say so.
func (l *linter) fails(f finding.Finding) bool {
	return l.failOn == "" || slices.Contains(strings.Split(l.failOn, ","), f.Rule)
}

// printErrors prints what is wrong with the packages as the compiler would.
func (l *linter) printErrors(errs []packages.Error) {
	for _, err := range errs {
		if err.Pos == "" || err.Pos == "-" {
			fmt.Fprintln(l.stderr, err.Msg)
		} else {
			fmt.Fprintf(l.stderr, "%s: %s\n", l.relative(err.Pos), err.Msg)
		}
	}
	if len(errs) > 0 {
		fmt.Fprintln(l.stderr, "buslint: packages with errors were not linted")
	}
}

// summarize prints the closing line.
func (l *linter) summarize(findings []finding.Finding) {
	if len(findings) == 0 {
		fmt.Fprintln(l.stderr, "buslint: no findings")
		return
	}
	count := map[string]int{}
	fixable := 0
	for _, f := range findings {
		count[f.Rule]++
		if len(f.Fixes) > 0 {
			fixable++
		}
	}
	var parts []string
	for _, rule := range slices.Sorted(maps.Keys(count)) {
		parts = append(parts, fmt.Sprintf("%s %d", rule, count[rule]))
	}
	line := fmt.Sprintf("buslint: %s: %s", plural(len(findings), "finding"), strings.Join(parts, ", "))
	if fixable > 0 {
		line += fmt.Sprintf(" (%d fixable with -fix)", fixable)
	}
	fmt.Fprintln(l.stderr, line)
}

// maxRounds bounds how often fixes are looked for: one may make another possible,
// as a handler that has been given a context can hand it on.
const maxRounds = 10

// fixAll applies fixes until there are none, and writes the files, or with -diff
// prints what would change; then it prints what is left. It writes nothing unless
// the packages type-check as well as before.
func (l *linter) fixAll() int {
	contents := map[string][]byte{}
	read := func(file string) ([]byte, error) {
		if data, ok := contents[file]; ok {
			return data, nil
		}
		return os.ReadFile(file)
	}
	l.load.Overlay = contents
	r, err := l.run()
	if err != nil {
		return fail(l.stderr, "%v", err)
	}
	errs, fixed := r.Errors, 0
	for range maxRounds {
		var fixes []fix.Fix
		for _, f := range r.Findings {
			fixes = append(fixes, f.Fixes...)
		}
		if len(fixes) == 0 {
			break
		}
		changed, n, err := fix.Apply(fixes, read)
		if err != nil {
			return fail(l.stderr, "%v", err)
		}
		maps.Copy(contents, changed)
		fixed += n
		if r, err = l.run(); err != nil {
			return fail(l.stderr, "%v", err)
		}
		if len(r.Errors) > len(errs) {
			l.printErrors(r.Errors)
			return fail(l.stderr, "a fix would break the build as shown, so nothing was changed; this is a bug in buslint, please report it")
		}
	}
	if l.diff {
		if err := l.printDiff(contents); err != nil {
			return fail(l.stderr, "%v", err)
		}
	} else {
		for _, file := range slices.Sorted(maps.Keys(contents)) {
			if err := replaceFile(file, contents[file]); err != nil {
				return fail(l.stderr, "%v", err)
			}
		}
	}
	verb := "fixed"
	if l.diff {
		verb = "would fix"
	}
	fmt.Fprintf(l.stderr, "buslint: %s %s in %s\n", verb, plural(fixed, "finding"), plural(len(contents), "file"))
	if l.diff {
		// What -diff prints is for a program to read: the findings would be in its way.
		l.printErrors(r.Errors)
		switch {
		case len(r.Errors) > 0:
			return exitError
		case fixed+len(r.Findings) > 0:
			return exitFindings
		}
		return exitClean
	}
	return l.report(r)
}

func (l *linter) printDiff(contents map[string][]byte) error {
	for _, file := range slices.Sorted(maps.Keys(contents)) {
		old, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		name := filepath.ToSlash(l.relative(file))
		if _, err := l.stdout.Write(diff.Diff("a/"+name, old, "b/"+name, contents[file])); err != nil {
			return err
		}
	}
	return nil
}

// replaceFile makes a file, or gives one new contents, so that it is whole, old or
// new, whatever happens.
func replaceFile(file string, data []byte) error {
	mode := os.FileMode(0o644)
	if target, err := filepath.EvalSymlinks(file); err == nil {
		file = target
		info, err := os.Stat(file)
		if err != nil {
			return err
		}
		mode = info.Mode().Perm()
	}
	tmp, err := os.CreateTemp(filepath.Dir(file), ".buslint-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name()) // fails once it has been renamed
	if _, err := tmp.Write(data); err != nil {
		tmp.Close()
		return err
	}
	if err := errors.Join(tmp.Chmod(mode), tmp.Close()); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), file)
}

// relative shortens a file name, or a position in a file.
func (l *linter) relative(name string) string { return report.Relative(l.dir, name) }

// progress tells a person who waits for longer than a second what is going on,
// until the function that it returns is called.
func (l *linter) progress(what string) (done func()) {
	file, ok := l.stderr.(*os.File)
	if !ok {
		return func() {}
	}
	if info, err := file.Stat(); err != nil || info.Mode()&os.ModeCharDevice == 0 {
		return func() {}
	}
	shown := make(chan bool, 1)
	timer := time.AfterFunc(time.Second, func() {
		fmt.Fprintf(file, "buslint: %s…", what)
		shown <- true
	})
	return func() {
		if !timer.Stop() {
			<-shown
			fmt.Fprint(file, "\r\x1b[K")
		}
	}
}

func plural(n int, noun string) string {
	if n != 1 {
		noun += "s"
	}
	return fmt.Sprintf("%d %s", n, noun)
}
