package main

import (
	"context"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/baseline"
	"github.com/buslint/buslint/internal/lint"
	"github.com/buslint/buslint/internal/module"
	"github.com/buslint/buslint/internal/report"
)

// A part is what is linted in one module, which has a configuration of its own.
type part struct {
	root     string // of the module; "" for what the go command finds from the working directory
	patterns []string
}

// partsOf returns the parts of what the patterns match, all packages if there are none. From the working directory, the go
// command finds only the packages of one module, or of those of a workspace that patterns
// lead into.
func partsOf(patterns []string) ([]part, error) {
	if len(patterns) == 0 {
		patterns = []string{"./..."}
	}
	dir, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	here, _ := module.Of(dir)
	var parts []part
	add := func(root, pattern string) {
		i := slices.IndexFunc(parts, func(p part) bool { return p.root == root })
		if i < 0 {
			i = len(parts)
			parts = append(parts, part{root: root})
		}
		if !slices.Contains(parts[i].patterns, pattern) {
			parts[i].patterns = append(parts[i].patterns, pattern)
		}
	}
	for _, pattern := range patterns {
		for _, p := range modulesOf(dir, pattern) {
			add(p.root, p.patterns[0])
		}
	}
	if !slices.ContainsFunc(parts, func(p part) bool { return p.root != here && p.root != "" }) {
		return []part{{"", patterns}}, nil
	}
	return parts, nil
}

// modulesOf returns the modules that a pattern leads into from dir, each with its own
// pattern; the root is "" for one that says nothing about folders.
func modulesOf(dir, pattern string) []part {
	folder, rest, below := strings.Cut(filepath.ToSlash(pattern), "...")
	isFolder := slices.Contains([]string{".", ".."}, strings.Split(folder, "/")[0]) || filepath.IsAbs(folder)
	if !isFolder || rest != "" {
		return []part{{"", []string{pattern}}}
	}
	if !filepath.IsAbs(folder) {
		folder = filepath.Join(dir, filepath.FromSlash(folder))
	}
	folder = filepath.Clean(folder)
	var parts []part
	if root, ok := module.Of(folder); ok {
		own := inModule(root, folder)
		if below {
			own = strings.TrimSuffix(own, "/") + "/..."
		}
		parts = append(parts, part{root, []string{own}})
	}
	for _, root := range module.Workspace(dir) {
		rel, err := filepath.Rel(folder, root)
		if below && err == nil && rel != "." && filepath.IsLocal(rel) {
			parts = append(parts, part{root, []string{"./..."}})
		}
	}
	if len(parts) == 0 {
		return []part{{"", []string{pattern}}}
	}
	return parts
}

// inModule returns a folder as a pattern from the root of its module.
func inModule(root, folder string) string {
	rel, err := filepath.Rel(root, folder)
	if err != nil || rel == "." {
		return "."
	}
	return "./" + filepath.ToSlash(rel)
}

// acrossWorkspace returns the patterns, in place of one for a folder around the modules of a
// workspace those for the modules. The go command matches nothing there.
func acrossWorkspace(dir string, patterns []string) []string {
	var all []string
	for _, pattern := range patterns {
		parts := modulesOf(dir, pattern)
		folder, _, below := strings.Cut(pattern, "...")
		if _, ok := module.Of(filepath.Join(dir, folder)); !below || ok || parts[0].root == "" {
			all = append(all, pattern)
			continue
		}
		for _, p := range parts {
			all = append(all, strings.TrimSuffix(inModule(dir, p.root), "/")+"/...")
		}
	}
	return all
}

// A collection combines the results of several parts.
type collection struct {
	report  report.Report
	results []*lint.Result
	whole   bool // a whole module was linted

	before, allowed baseline.Baseline // by the file of -baseline; before is nil if there was none
	fewer           int               // findings than the baseline allows

	fixed, files int // findings, and in how many files

	flags *flag.FlagSet // which may set options of rules that are off; nil when that was said
}

func (c *collection) add(r report.Report, result *lint.Result) {
	findings, rules := c.report.Findings, c.report.Rules
	for _, rule := range r.Rules {
		if !slices.Contains(rules, rule) {
			rules = append(rules, rule)
		}
	}
	c.report = r
	c.report.Findings, c.report.Rules = slices.Concat(findings, r.Findings), rules
	c.results = append(c.results, result)
}

// lintParts lints the parts one after the other, each with the configuration of its module,
// and reports what they find as one. The worst exit code counts.
func (l *linter) lintParts(ctx context.Context, parts []part) (int, error) {
	if err := l.check(); err != nil {
		return 0, err
	}
	if err := l.openBaseline(); err != nil {
		return 0, err
	}
	code := exitClean
	for _, p := range parts {
		one := &linter{env: l.env, options: l.options, collect: l.collect}
		switch c, err := one.lintPart(ctx, p); {
		case ctx.Err() != nil:
			return 0, ctx.Err()
		case err != nil:
			fail(l.stderr, "%v", err)
			code = exitError
		case code != exitError && c != exitClean:
			code = c
		}
	}
	return code, l.conclude()
}

// perModule returns a linter for each part of what the patterns match, with the options of l
// and the configuration of its module.
func (l *linter) perModule(ctx context.Context, patterns []string) ([]*linter, error) {
	parts, err := partsOf(patterns)
	if err != nil {
		return nil, err
	}
	var all []*linter
	for _, p := range parts {
		one := &linter{env: l.env, options: l.options}
		if err := one.start(ctx, p.root, p.patterns); err != nil {
			return nil, err
		}
		all = append(all, one)
	}
	return all, nil
}
