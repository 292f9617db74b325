package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/baseline"
	"github.com/buslint/buslint/internal/journal"
	"github.com/buslint/buslint/internal/lint"
	"github.com/buslint/buslint/internal/module"
	"github.com/buslint/buslint/internal/rules"
)

// readBaseline reads the file of -baseline. It may be missing if it is to be written.
func (l *linter) readBaseline() (baseline.Baseline, error) {
	base, err := baseline.Read(l.baseline)
	if l.writeBaseline && errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	return base, err
}

// mergeBaseline writes the baseline with what is there now, says what has changed in it, and
// returns it. A file that was not there allows all that there is.
func (l *linter) mergeBaseline(old, now baseline.Baseline, r *lint.Result) (baseline.Baseline, error) {
	merged := old.Merge(now, l.judged(r), l.allowRise || old == nil)
	if err := journal.WriteFile(l.baseline, merged.Bytes()); err != nil {
		return nil, err
	}
	for _, c := range old.Changes(merged) {
		if old != nil {
			fmt.Fprintf(l.stderr, "buslint: %s: %s: %s %d (%d before)\n", l.baseline, c.Package, c.Rule, c.Got, c.Allowed)
		}
	}
	fmt.Fprintf(l.stderr, "buslint: %s allows %s", l.baseline, plural(merged.Sum(), "finding"))
	if old != nil {
		fmt.Fprintf(l.stderr, " (%d before)", old.Sum())
	}
	fmt.Fprintln(l.stderr)
	return merged, nil
}

// noteBaseline says where there is another number of findings than the baseline allows.
func (l *linter) noteBaseline(base, now baseline.Baseline, r *lint.Result) {
	judged := l.judged(r)
	fewer := 0
	for _, c := range base.Changes(now) {
		switch {
		case c.Got > c.Allowed:
			fmt.Fprintf(l.stderr, "buslint: %s: %s of %s, and the baseline allows %d\n", c.Package, plural(c.Got, "finding"), c.Rule, c.Allowed)
		case judged(c.Rule, c.Package):
			fewer += c.Allowed - c.Got
			l.notef("%s: only %s of %s, and the baseline allows %d", c.Package, plural(c.Got, "finding"), c.Rule, c.Allowed)
		}
	}
	if fewer > 0 {
		fmt.Fprintf(l.stderr, "buslint: %s allows %s more than there are; -write-baseline lowers it\n", l.baseline, plural(fewer, "finding"))
	}
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
