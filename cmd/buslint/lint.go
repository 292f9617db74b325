package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"go/token"
	"maps"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/git"
	"github.com/buslint/buslint/internal/journal"
	"github.com/buslint/buslint/internal/lint"
	"github.com/buslint/buslint/internal/plural"
	"github.com/buslint/buslint/internal/program"
	"github.com/buslint/buslint/internal/report"
	"github.com/buslint/buslint/internal/rules"
	"github.com/buslint/buslint/internal/summary"
)

func setupLint(e *env, fs *flag.FlagSet) func(context.Context, []string) (int, error) {
	l := newReporter(e, fs)
	return func(ctx context.Context, args []string) (int, error) {
		parts, err := partsOf(args)
		if err != nil {
			return 0, err
		}
		code, err := l.lintParts(ctx, parts)
		if err != nil || code == exitError {
			return code, errors.Join(err, mistaken(args))
		}
		return code, nil
	}
}

// newReporter returns a linter that makes a report as the flags say, which it declares.
func newReporter(e *env, fs *flag.FlagSet) *linter {
	l := &linter{env: e, collect: &collection{flags: fs}}
	l.declareFlags(fs)
	return l
}

// lintPart loads the packages of a part, runs the rules, and prints or fixes what they find.
func (l *linter) lintPart(ctx context.Context, p part) (int, error) {
	if err := l.start(ctx, p.root, p.patterns); err != nil {
		return 0, err
	}
	l.noteIdleFlags()
	if l.fix || l.diff {
		return l.fixAll(ctx)
	}
	found, err := l.run(ctx)
	if err != nil {
		return 0, err
	}
	return l.report(ctx, found)
}

// noteIdleFlags says which flags are of rules that are off.
func (l *linter) noteIdleFlags() {
	if l.collect.flags == nil {
		return // it has been said
	}
	for _, name := range names(l.collect.flags, (*flag.FlagSet).Visit) {
		rule, _, ok := strings.Cut(name, ".")
		if r, known := rules.Named(rule); ok && known && !r.Default && !l.config.Runs(rule, false) {
			fmt.Fprintf(l.stderr, "buslint: -%s has no effect, because %s is off; -%[2]s runs that rule alone, and enable-also in %s runs it with the others\n",
				name, rule, config.FileName)
		}
	}
	l.collect.flags = nil
}

// run runs the rules that are selected.
func (l *linter) run(ctx context.Context) (*lint.Result, error) {
	running := rules.Running(l.config)
	r, err := l.lint(ctx, l.load, running)
	if err == nil && l.verbose {
		l.noteIdle(r.All)
	}
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

// noteIdle says which handlers do not use their context, and how far it could go.
func (l *linter) noteIdle(all *program.All) {
	idle, of := all.Idle()
	if len(idle) == 0 {
		return
	}
	l.notef("%d of %s that take a context do not use it", len(idle), plural.Of(of, "handler"))
	for _, h := range idle {
		var reaches []string
		for _, t := range h.Reaches {
			reaches = append(reaches, t.String())
		}
		l.notef("%s: %s %s", l.relative(h.Pos.String()), h.Name, program.Idles(reaches))
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
	findings, err := l.wanted(ctx, r)
	if err != nil {
		return 0, err
	}
	rep := report.Report{Dir: l.dir, Root: git.Root(l.dir), Version: strings.TrimPrefix(version(), "buslint "), Context: l.context}
	for _, f := range findings {
		rep.Findings = append(rep.Findings, report.Finding{Finding: f, Severity: l.config.Severity(f.Rule)})
	}
	for _, rule := range rules.Running(l.config) {
		rep.Rules = append(rep.Rules, report.Rule{Name: rule.Name, Title: rule.Title(), URL: rule.URL})
	}
	l.collect.add(rep, r)
	l.collect.whole = l.collect.whole || l.wholeModule()
	switch {
	case len(r.Errors) > 0:
		return exitError, nil
	case !l.json && slices.ContainsFunc(rep.Findings, l.fails):
		return exitFindings, nil
	}
	return exitClean, nil
}

// conclude writes the baseline, and prints the report of what was collected and a line that
// sums it up.
func (l *linter) conclude() error {
	if l.fix || l.diff {
		l.sayFixed()
	}
	rep, results := l.collect.report, l.collect.results
	if len(results) == 0 {
		return nil
	}
	if err := l.closeBaseline(); err != nil {
		return err
	}
	if err := l.write(rep); err != nil {
		return err
	}
	broken := slices.ContainsFunc(results, func(r *lint.Result) bool { return len(r.Errors) > 0 })
	if !l.json && (len(rep.Findings) > 0 || !broken) {
		l.summarize(rep.Findings, results)
		l.noteBuses(results)
	}
	return nil
}

// wholeTree reports whether all is linted that the configuration file is for, so that what
// it says about nothing is wrong. One that was found further up may be for other modules.
func (l *linter) wholeTree() bool {
	return slices.Equal(l.load.Patterns, []string{"./..."}) &&
		(l.config.Path == "" || l.configFile != "" || l.config.Base() == cmp.Or(l.load.Dir, l.dir))
}

// wanted returns the findings that -baseline and -new-from leave, and says where the
// baseline allows another number than there is.
func (l *linter) wanted(ctx context.Context, r *lint.Result) ([]summary.Finding, error) {
	if l.baseline == "" {
		return l.newFindings(ctx, r.Findings, nil)
	}
	l.compareBaseline(r)
	return l.newFindings(ctx, l.collect.allowed.Beyond(r.Findings), nil)
}

// fixable returns the findings that -baseline and -new-from leave to be fixed, of those
// that were found in the contents.
func (l *linter) fixable(ctx context.Context, findings []summary.Finding, contents map[string][]byte) ([]summary.Finding, error) {
	if l.baseline != "" && !l.writeBaseline {
		findings = l.collect.allowed.Beyond(findings)
	}
	return l.newFindings(ctx, findings, contents)
}

// write writes the report where it is wanted: to files, and if none of them takes what would
// be printed, that is printed.
func (l *linter) write(rep report.Report) error {
	format := l.format
	if l.json {
		format = "json"
	}
	printed := true
	outputs, err := l.outputs()
	if err != nil {
		return err
	}
	for _, o := range outputs {
		if o.format == "" {
			o.format, printed = format, false
		}
		var buf bytes.Buffer
		if err := rep.Write(&buf, o.format); err != nil {
			return err
		}
		if err := journal.WriteFile(o.file, buf.Bytes()); err != nil {
			return err
		}
	}
	if !printed {
		return nil
	}
	rep.Terminal, rep.Color = isTerminal(l.stdout), l.colors(l.stdout)
	return rep.Write(l.stdout, format)
}

// fails reports whether the finding makes the exit code say so.
func (l *linter) fails(f report.Finding) bool {
	return l.failOn == "" || slices.ContainsFunc(listed(l.failOn), func(name string) bool {
		return name == f.Rule || slices.Contains(config.Severities(), name) && f.Severity.AtLeast(config.Severity(name))
	})
}

// summarize prints the closing line.
func (l *linter) summarize(findings []report.Finding, results []*lint.Result) {
	switch {
	case len(findings) == 0 && l.writeBaseline: // it has been said what there is
		return
	case len(findings) == 0:
		fmt.Fprintf(l.stderr, "buslint: no findings%s%s%s\n", l.filters(), lookedAt(results), l.remedy())
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
	line := fmt.Sprintf("buslint: %s: %s", plural.Of(len(findings), "finding"), strings.Join(parts, ", "))
	if fixable > 0 {
		line += fmt.Sprintf(" (%d fixable with -fix)", fixable)
	}
	fmt.Fprintln(l.stderr, line)
}

// filters says what findings there may be that are not reported.
func (l *linter) filters() string {
	said := ""
	if l.baseline != "" {
		said += " beyond " + l.baseline
	}
	if l.newFrom != "" {
		said += " that are new since " + l.newFrom
	}
	return said
}

// remedy says what to do if a whole module was linted and no bus is recognised.
func (l *linter) remedy() string {
	if !l.collect.whole || slices.ContainsFunc(l.collect.results, func(r *lint.Result) bool { return len(r.All.Sites) > 0 }) {
		return ""
	}
	return "; buslint init looks for one"
}

// lookedAt says in what nothing was found, or that there is no bus, which silence does not
// tell from good code.
func lookedAt(results []*lint.Result) string {
	buses := map[string]bool{}
	n, pkgs := 0, 0
	for _, r := range results {
		pkgs += len(r.All.Packages())
		for _, site := range r.All.Places() {
			buses[site.Bus.Profile+" "+site.Bus.Root] = true
			n++
		}
	}
	packages := plural.Of(pkgs, "package")
	if len(buses) == 0 {
		return fmt.Sprintf(": no bus is recognised in %s", packages)
	}
	return fmt.Sprintf(" in %s of %s in %s", plural.Of(n, "use"), plural.Of(len(buses), "bus", "buses"), packages)
}
