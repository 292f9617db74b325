package main

import (
	"bytes"
	"context"
	"flag"
	"fmt"
	"go/token"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/golangci/revgrep"

	"github.com/buslint/buslint/internal/baseline"
	"github.com/buslint/buslint/internal/journal"
	"github.com/buslint/buslint/internal/lint"
	"github.com/buslint/buslint/internal/program"
	"github.com/buslint/buslint/internal/report"
	"github.com/buslint/buslint/internal/rules"
	"github.com/buslint/buslint/internal/summary"
)

func setupLint(e *env, fs *flag.FlagSet) func(context.Context, []string) (int, error) {
	l := &linter{env: e}
	l.declareFlags(fs)
	return func(ctx context.Context, args []string) (int, error) {
		return l.lintIn(ctx, "", args)
	}
}

// lintIn loads the packages that match patterns relative to dir, where "" is the working
// directory, runs the rules, and prints or fixes what they find.
func (l *linter) lintIn(ctx context.Context, dir string, patterns []string) (int, error) {
	if err := l.start(dir, patterns, "."); err != nil {
		return 0, err
	}
	if err := l.check(); err != nil {
		return 0, err
	}
	if l.fix || l.diff {
		return l.fixAll(ctx)
	}
	found, err := l.run(ctx)
	if err != nil {
		return 0, err
	}
	return l.report(ctx, found)
}

// run runs the rules that are selected.
func (l *linter) run(ctx context.Context) (*lint.Result, error) {
	running := rules.Running(l.config)
	r, err := l.lint(ctx, l.load, running)
	if err != nil || !slices.ContainsFunc(running, func(r rules.Rule) bool { return r.Program != nil }) {
		return r, err
	}
	l.noteSilence(r.All)
	return r, nil
}

// noteSilence says what keeps rules from saying all they could about programs.
func (l *linter) noteSilence(all *program.All) {
	for _, p := range all.Programs {
		if why := p.Silence(func(posn token.Position) string { return l.relative(posn.String()) }); why != "" {
			l.notef("%s: %s", p.Name(), why)
		}
	}
}

// report prints the findings that are wanted, and returns the exit code.
func (l *linter) report(ctx context.Context, r *lint.Result) (int, error) {
	l.printErrors(r.Errors)
	if l.wholeTree() && len(r.Errors) == 0 {
		for _, problem := range l.profileProblems(r.All) {
			fmt.Fprintf(l.stderr, "buslint: %s\n", problem)
		}
	}
	findings, err := l.wanted(ctx, r.Findings)
	if err != nil {
		return 0, err
	}
	rep := report.Report{Findings: findings, Dir: l.dir, Version: version(), Context: l.context}
	for _, rule := range rules.Running(l.config) {
		rep.Rules = append(rep.Rules, report.Rule{Name: rule.Name, Title: rule.Title(), URL: rule.URL})
	}
	if err := l.write(rep); err != nil {
		return 0, err
	}
	if !l.json && (len(findings) > 0 || len(r.Errors) == 0) {
		l.summarize(findings, r.All)
		l.noteBuses(r)
	}
	switch {
	case len(r.Errors) > 0:
		return exitError, nil
	case !l.json && slices.ContainsFunc(findings, l.fails):
		return exitFindings, nil
	}
	return exitClean, nil
}

// wholeTree reports whether all is linted that the configuration file is for, so that what
// it says about nothing is wrong. One that was found further up may be for other modules.
func (l *linter) wholeTree() bool {
	return slices.Equal(l.load.Patterns, []string{"./..."}) &&
		(l.config.Path == "" || l.configFile != "" || filepath.Dir(l.config.Path) == ".")
}

// wanted returns the findings that -new-from and -baseline leave, and says where the
// baseline allows another number than there is.
func (l *linter) wanted(ctx context.Context, findings []summary.Finding) ([]summary.Finding, error) {
	findings, err := l.newFindings(ctx, findings, nil)
	switch {
	case err != nil:
		return nil, err
	case l.writeBaseline:
		return nil, journal.WriteFile(l.baseline, baseline.Of(findings).Bytes())
	case l.baseline == "":
		return findings, nil
	}
	base, err := baseline.Read(l.baseline)
	if err != nil {
		return nil, err
	}
	findings, changes := base.Apply(findings)
	for _, c := range changes {
		if c.Got > c.Allowed {
			fmt.Fprintf(l.stderr, "buslint: %s: %s of %s, and the baseline allows %d\n", c.Package, plural(c.Got, "finding"), c.Rule, c.Allowed)
		} else {
			l.notef("%s: only %s of %s, and the baseline allows %d; -write-baseline lowers it", c.Package, plural(c.Got, "finding"), c.Rule, c.Allowed)
		}
	}
	return findings, nil
}

// fixable returns the findings that -new-from and -baseline leave to be fixed, of those
// that were found in the contents.
func (l *linter) fixable(ctx context.Context, findings []summary.Finding, contents map[string][]byte) ([]summary.Finding, error) {
	findings, err := l.newFindings(ctx, findings, contents)
	if err != nil || l.baseline == "" || l.writeBaseline {
		return findings, err
	}
	base, err := baseline.Read(l.baseline)
	if err != nil {
		return nil, err
	}
	findings, _ = base.Apply(findings)
	return findings, nil
}

// newFindings returns the findings on lines that have changed since the revision of
// -new-from. What differs in the contents from what the files have has changed, too.
func (l *linter) newFindings(ctx context.Context, findings []summary.Finding, contents map[string][]byte) ([]summary.Finding, error) {
	if l.newFrom == "" {
		return findings, nil
	}
	changes := &revgrep.Checker{RevisionFrom: l.newFrom}
	if err := changes.Prepare(ctx); err != nil {
		return nil, fmt.Errorf("-new-from %s: %w", l.newFrom, err)
	}
	kept := map[string][]int{} // the lines of the files that those of the contents are
	for file, data := range contents {
		old, err := l.load.Sources.Read(file)
		if err != nil {
			return nil, err
		}
		kept[file] = keptLines(old, data)
	}
	isNew := func(file string, line int) bool {
		if lines := kept[file]; line < len(lines) {
			if line = lines[line]; line == 0 {
				return true
			}
		}
		_, isNew := changes.IsNew(report.Relative(l.dir, file), line)
		return isNew
	}
	return slices.DeleteFunc(slices.Clone(findings), func(f summary.Finding) bool {
		for line := f.Pos.Line; line <= max(f.Pos.Line, f.End.Line); line++ {
			if isNew(f.Pos.Filename, line) {
				return false
			}
		}
		return true
	}), nil
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
	return journal.WriteFile(l.output, buf.Bytes())
}

// fails reports whether the finding makes the exit code say so.
func (l *linter) fails(f summary.Finding) bool {
	return l.failOn == "" || slices.Contains(strings.Split(l.failOn, ","), f.Rule)
}

// summarize prints the closing line.
func (l *linter) summarize(findings []summary.Finding, all *program.All) {
	if len(findings) == 0 {
		fmt.Fprintf(l.stderr, "buslint: no findings%s\n", lookedAt(all))
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

// lookedAt says in what nothing was found, or that there is no bus, which silence does not
// tell from good code.
func lookedAt(all *program.All) string {
	packages := plural(len(all.Packages()), "package")
	buses := map[string]bool{}
	n := 0
	for _, site := range all.Sites {
		if !site.Indirect {
			buses[site.Bus.Profile+" "+site.Bus.Root] = true
			n++
		}
	}
	switch len(buses) {
	case 0:
		return fmt.Sprintf(": no bus is recognised in %s", packages)
	case 1:
		return fmt.Sprintf(" in %s of 1 bus in %s", plural(n, "use"), packages)
	}
	return fmt.Sprintf(" in %s of %d buses in %s", plural(n, "use"), len(buses), packages)
}
