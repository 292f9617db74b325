package main

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/baseline"
	"github.com/buslint/buslint/internal/git"
	"github.com/buslint/buslint/internal/journal"
	"github.com/buslint/buslint/internal/lint"
	"github.com/buslint/buslint/internal/misspelt"
	"github.com/buslint/buslint/internal/plural"
	"github.com/buslint/buslint/internal/rules"
	"github.com/buslint/buslint/internal/summary"
	"github.com/buslint/buslint/internal/trend"
)

const trendLong = `
Shows how the number of findings has changed over the history of the branch. It checks out
commits of the first-parent history, one after another, into a temporary folder, lints them
with the current settings, and prints a table of the findings of each rule. The default
packages are ./... . The repository and its work tree stay as they are.

With -o it also writes files: a picture (.svg), a page with the picture and what is left in
each package (.html), or all numbers (.csv, .json). A commit that cannot be linted is a gap,
and the reason is printed. If some of its packages do not compile, the number is a lower
bound.
`

// A trender is the command trend.
type trender struct {
	*linter
	modules              []*linter // each with its configuration
	since, rules, output string
	points               int
}

func setupTrend(e *env, fs *flag.FlagSet) func(context.Context, []string) (int, error) {
	t := &trender{linter: &linter{env: e}}
	t.declareFindingFlags(fs, "test", "v")
	fs.StringVar(&t.since, "since", "", "start at a git revision, or on a day such as 2006-01-02, instead of at the first commit: `REV|DATE`")
	fs.IntVar(&t.points, "points", 20, "lint at most `n` commits, at equal distances in time")
	fs.StringVar(&t.rules, "rule", "", "run only these comma-separated `rules`")
	fs.StringVar(&t.output, "o", "", "also write to these comma-separated `files`, in the format of their extension: .svg, .html, .csv or .json")
	return func(ctx context.Context, args []string) (int, error) {
		var err error
		if t.modules, err = t.perModule(ctx, args); err != nil {
			return 0, err
		}
		return t.run(ctx)
	}
}

func (t *trender) run(ctx context.Context) (int, error) {
	chosen, err := t.chosen()
	if err != nil {
		return 0, err
	}
	var files []string
	if t.output != "" {
		files = strings.Split(t.output, ",")
	}
	for _, file := range files {
		if trendFormats[filepath.Ext(file)] == nil {
			return 0, fmt.Errorf("-o %s: the extension has to be .svg, .html, .csv or .json", file)
		}
	}
	if t.points < 1 {
		return 0, fmt.Errorf("-points %d: at least one commit has to be linted", t.points)
	}
	found, err := t.lintHistory(ctx, chosen)
	if err != nil {
		return 0, err
	}
	if err := found.Text(t.stdout); err != nil {
		return 0, err
	}
	for _, file := range files {
		var buf bytes.Buffer
		if err := trendFormats[filepath.Ext(file)](found, &buf); err != nil {
			return 0, err
		}
		if err := journal.WriteFile(file, buf.Bytes()); err != nil {
			return 0, err
		}
	}
	if !slices.ContainsFunc(found.Points, func(p trend.Point) bool { return p.Unknown == "" }) {
		return 0, errors.New("none of the commits can be linted")
	}
	return exitClean, nil
}

// trendFormats are what writes a trend, by the extension of a file.
var trendFormats = map[string]func(*trend.Trend, io.Writer) error{
	".svg": (*trend.Trend).SVG, ".html": (*trend.Trend).HTML, ".csv": (*trend.Trend).CSV, ".json": (*trend.Trend).JSON,
}

// chosen returns the rules of -rule; nil without it.
func (t *trender) chosen() ([]rules.Rule, error) {
	if t.rules == "" {
		return nil, nil
	}
	var chosen []rules.Rule
	for _, name := range listed(t.rules) {
		rule, ok := rules.Named(name)
		if !ok {
			return nil, fmt.Errorf("-rule: %w", misspelt.Unknown("rule", name, rules.Names()))
		}
		chosen = append(chosen, rule)
	}
	return chosen, nil
}

// lintHistory lints the points of the history.
func (t *trender) lintHistory(ctx context.Context, chosen []rules.Rule) (*trend.Trend, error) {
	repo, err := git.Open(ctx, t.modules[0].dir)
	if err != nil {
		return nil, err
	}
	history, err := repo.History(ctx, t.since)
	if err != nil && t.since != "" {
		err = fmt.Errorf("-since %s: %w", t.since, err)
	}
	if err != nil {
		return nil, err
	}
	if len(history) == 0 {
		return nil, fmt.Errorf("-since %s: there are no commits since then", t.since)
	}
	commits := git.Spread(history, t.points)
	tree, err := repo.NewTree()
	if err != nil {
		return nil, err
	}
	defer tree.Remove()
	all := &trend.Trend{}
	begun := time.Now()
	for i, c := range commits {
		doing := fmt.Sprintf("linting %s, commit %d of %d%s", c.Time.Format(time.DateOnly), i+1, len(commits), remaining(time.Since(begun), i, len(commits)))
		p := trend.Point{Commit: c.ID, Time: c.Time, Subject: c.Subject}
		if err := t.lintPoint(ctx, tree, &p, doing, chosen); err != nil {
			return nil, err
		}
		all.Points = append(all.Points, p)
	}
	return all, nil
}

// remaining estimates how long the rest takes, when done of all have taken so long.
func remaining(took time.Duration, done, all int) string {
	if done == 0 {
		return ""
	}
	left := took / time.Duration(done) * time.Duration(all-done)
	return fmt.Sprintf(", about %v left", max(left.Round(time.Second), time.Second))
}

// lintPoint checks out a point, and lints it, which doing says. It returns an error only if
// ctx is done.
func (t *trender) lintPoint(ctx context.Context, tree *git.Tree, p *trend.Point, doing string, chosen []rules.Rule) error {
	var results []*lint.Result
	err := tree.Move(ctx, p.Commit)
	for _, l := range t.modules {
		if err != nil {
			break
		}
		l.doing = doing
		running := chosen
		if running == nil {
			running = rules.Running(l.config)
		}
		var r *lint.Result
		if r, err = l.lintTree(ctx, tree, running); r != nil {
			results = append(results, r)
		}
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	short := strings.NewReplacer(tree.Dir+string(filepath.Separator), "", "\n", "; ").Replace
	if err != nil {
		p.Unknown = "cannot be linted: " + short(err.Error())
	} else {
		note(p, results, short)
	}
	t.notef("%s %s: %s", p.Date(), p.Short(), cmp.Or(p.Unknown, plural.Of(p.Findings.Sum(), "finding")))
	return nil
}

// note notes what was found in the modules at a point.
func note(p *trend.Point, results []*lint.Result, short func(string) string) {
	var findings []summary.Finding
	var errs []packages.Error
	compiles := false
	for _, r := range results {
		findings = append(findings, r.Findings...)
		errs = append(errs, r.Errors...)
		compiles = compiles || r.All.Packages() != nil
	}
	switch {
	case len(results) == 0:
		p.Unknown = "does not have the packages"
	case !compiles:
		p.Unknown = "does not compile: " + short(firstOf(errs))
	default:
		p.Findings = baseline.Of(findings)
		if len(errs) > 0 {
			p.Incomplete = "some packages do not compile: " + short(firstOf(errs))
		}
	}
}

// firstOf returns the first of the errors, and says how many more there are.
func firstOf(errs []packages.Error) string {
	text := errs[0].Msg
	if pos := errs[0].Pos; pos != "" && pos != "-" {
		text = pos + ": " + text
	}
	if more := len(errs) - 1; more > 0 {
		text += fmt.Sprintf(" (and %s)", plural.Of(more, "more error"))
	}
	return text
}
