package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/baseline"
	"github.com/buslint/buslint/internal/journal"
	"github.com/buslint/buslint/internal/lint"
	"github.com/buslint/buslint/internal/misspelt"
	"github.com/buslint/buslint/internal/module"
	"github.com/buslint/buslint/internal/plural"
	"github.com/buslint/buslint/internal/rules"
	"github.com/buslint/buslint/internal/summary"
)

// openBaseline reads the file of -baseline. It may be missing if it is to be written.
func (l *linter) openBaseline() error {
	if l.baseline == "" {
		return nil
	}
	base, err := baseline.Read(l.baseline)
	if l.writeBaseline && errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, rule := range slices.Sorted(maps.Keys(base)) {
		if _, ok := rules.Named(rule); !ok && rule != summary.CommentRule {
			return fmt.Errorf("baseline %s: %w", l.baseline, misspelt.Unknown("rule", rule, rules.Names()))
		}
	}
	l.collect.before, l.collect.allowed = base, base
	return nil
}

// compareBaseline says where there are more findings than the baseline allows, and counts how
// many fewer there are. With -write-baseline it lets the baseline allow what there is: a file
// that was not there allows all of it.
func (l *linter) compareBaseline(r *lint.Result) {
	all, now, judged := l.collect, baseline.Of(r.Findings), l.judged(r)
	if l.writeBaseline {
		all.allowed = all.allowed.Merge(now, judged, l.allowRise || all.before == nil)
	}
	for _, c := range all.allowed.Changes(now) {
		switch {
		case c.Got > c.Allowed:
			fmt.Fprintf(l.stderr, "buslint: %s: %s of %s, and the baseline allows %d\n", c.Package, plural.Of(c.Got, "finding"), c.Rule, c.Allowed)
		case judged(c.Rule, c.Package):
			all.fewer += c.Allowed - c.Got
			l.notef("%s: only %s of %s, and the baseline allows %d", c.Package, plural.Of(c.Got, "finding"), c.Rule, c.Allowed)
		}
	}
}

// closeBaseline writes the baseline if it is to be written, and says what has changed in it,
// or that it could be lowered.
func (l *linter) closeBaseline() error {
	all := l.collect
	if !l.writeBaseline {
		if all.fewer > 0 {
			fmt.Fprintf(l.stderr, "buslint: %s allows %s more than there are; -write-baseline lowers it\n", l.baseline, plural.Of(all.fewer, "finding"))
		}
		return nil
	}
	if err := journal.WriteFile(l.baseline, all.allowed.Bytes()); err != nil {
		return err
	}
	before := ""
	if all.before != nil {
		for _, c := range all.before.Changes(all.allowed) {
			fmt.Fprintf(l.stderr, "buslint: %s: %s: %s %d (%d before)\n", l.baseline, c.Package, c.Rule, c.Got, c.Allowed)
		}
		before = fmt.Sprintf(" (%d before)", all.before.Sum())
	}
	fmt.Fprintf(l.stderr, "buslint: %s allows %s%s\n", l.baseline, plural.Of(all.allowed.Sum(), "finding"), before)
	return nil
}

// judged returns what tells whether a run knows how often a rule finds something in a
// package: the rule has run, and the package was linted or has gone. Rules over programs, and
// those about messages that other packages may show to be of a kind, know only if all packages
// were linted.
func (l *linter) judged(r *lint.Result) func(rule, pkg string) bool {
	whole := len(r.Errors) == 0 && l.wholeModule()
	running := map[string]bool{}
	for _, rule := range rules.Running(l.config) {
		running[rule.Name] = rule.Program == nil && len(rule.Kinds) == 0 || whole
	}
	linted := map[string]bool{}
	roots := map[string]string{} // of modules
	for _, p := range r.All.Packages() {
		path, _, _ := strings.Cut(cmp.Or(p.ID, p.Path), " ")
		linted[path] = true
		if p.Dir != "" {
			roots[p.Module] = p.Dir
		}
	}
	return func(rule, pkg string) bool {
		tested := strings.TrimSuffix(pkg, "_test")
		return running[rule] && (linted[pkg] || linted[tested] || isGone(tested, roots))
	}
}

// wholeModule reports whether the patterns are all packages of a module. Summaries are taken
// to be all there are.
func (l *linter) wholeModule() bool {
	dir := cmp.Or(l.load.Dir, l.dir)
	return slices.Equal(l.load.Patterns, []string{""}) || slices.Equal(l.load.Patterns, []string{"./..."}) && module.Root(dir) == dir
}

// isGone reports whether there is no Go file any more in the folder of a package, where
// roots says where modules are.
func isGone(pkg string, roots map[string]string) bool {
	for path, root := range roots {
		if rel, ok := strings.CutPrefix(pkg+"/", path+"/"); ok {
			entries, err := os.ReadDir(filepath.Join(root, filepath.FromSlash(rel)))
			return (err == nil || errors.Is(err, fs.ErrNotExist)) &&
				!slices.ContainsFunc(entries, func(e fs.DirEntry) bool { return filepath.Ext(e.Name()) == ".go" })
		}
	}
	return false
}
