package main

import (
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

	"github.com/rogpeppe/go-internal/diff"
	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/finding"
	"github.com/buslint/buslint/internal/fix"
	"github.com/buslint/buslint/internal/lint"
	"github.com/buslint/buslint/internal/load"
)

// lintCommand loads packages, runs the rules, and prints or mends what they find.
func lintCommand(args []string, stdout, stderr io.Writer) int {
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
		load:    load.Options{Patterns: fs.Args(), Tests: o.tests, Tags: o.tags},
		stdout:  stdout,
		stderr:  stderr,
	}
	if len(l.load.Patterns) == 0 {
		l.load.Patterns = []string{"."}
	}
	l.dir, _ = os.Getwd()
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
	dir            string // the working directory, for relative names; may be ""
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
	if err != nil || len(programRules) == 0 {
		return r, err
	}
	for _, p := range r.All.Programs {
		if why := r.All.Silence(p, func(posn token.Position) string { return l.relative(posn.String()) }); why != "" {
			l.note("%s: %s", p.Name(), why)
		}
	}
	return r, nil
}

// note says what is of interest with -v.
func (l *linter) note(format string, args ...any) {
	if l.verbose {
		fmt.Fprintf(l.stderr, "buslint: "+format+"\n", args...)
	}
}

// report prints the result and returns the exit code.
func (l *linter) report(r *lint.Result) int {
	l.printErrors(r.Errors)
	code := exitClean
	if l.json {
		if err := r.Graph.PrintJSON(l.stdout); err != nil {
			return fail(l.stderr, "%v", err)
		}
	} else {
		for _, f := range r.Findings {
			l.print(f)
		}
		if len(r.Findings) > 0 {
			code = exitFindings
		}
		if len(r.Findings) > 0 || len(r.Errors) == 0 {
			l.summarize(r.Findings)
		}
	}
	if len(r.Errors) > 0 {
		code = exitError
	}
	return code
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

// print prints a finding, with the places it is related to and with its source
// lines if they are wanted.
func (l *linter) print(f finding.Finding) {
	fmt.Fprintf(l.stdout, "%s: %s (%s)\n", l.relative(f.Pos.String()), f.Message, f.Rule)
	for _, r := range f.Related {
		fmt.Fprintf(l.stdout, "\t%s: %s\n", l.relative(r.Pos.String()), r.Message)
	}
	if l.context < 0 {
		return
	}
	data, err := os.ReadFile(f.Pos.Filename)
	if err != nil {
		return // the place has been named; its text is a help, no more
	}
	lines := strings.Split(string(data), "\n")
	for n := max(f.Pos.Line-l.context, 1); n <= min(f.End.Line+l.context, len(lines)); n++ {
		fmt.Fprintf(l.stdout, "%d\t%s\n", n, lines[n-1])
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

// replaceFile gives file new contents, so that it is whole, old or new, whatever
// happens.
func replaceFile(file string, data []byte) error {
	target, err := filepath.EvalSymlinks(file)
	if err != nil {
		return err
	}
	info, err := os.Stat(target)
	if err != nil {
		return err
	}
	tmp, err := os.CreateTemp(filepath.Dir(target), ".buslint-*")
	if err != nil {
		return err
	}
	defer os.Remove(tmp.Name()) // fails once it has been renamed
	if _, err := tmp.Write(data); err != nil {
		tmp.Close()
		return err
	}
	if err := errors.Join(tmp.Chmod(info.Mode().Perm()), tmp.Close()); err != nil {
		return err
	}
	return os.Rename(tmp.Name(), target)
}

// relative shortens a file name, or a position in a file, that lies below the
// working directory.
func (l *linter) relative(name string) string {
	if l.dir == "" || !filepath.IsAbs(name) {
		return name
	}
	rel, err := filepath.Rel(l.dir, name)
	if err != nil || strings.HasPrefix(rel, "..") {
		return name
	}
	return rel
}

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
