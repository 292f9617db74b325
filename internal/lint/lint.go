// Package lint loads packages, runs the rules on each and on the programs that
// they make, and gathers what they find.
package lint

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/cache"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/load"
	"github.com/buslint/buslint/internal/misspelt"
	"github.com/buslint/buslint/internal/program"
	"github.com/buslint/buslint/internal/rules"
	"github.com/buslint/buslint/internal/summary"
	"github.com/buslint/buslint/internal/summary/extract"
	"github.com/buslint/buslint/internal/suppress"
)

// Options control what is linted.
type Options struct {
	Load         load.Options
	Config       *config.Config
	Rules        []*analysis.Analyzer
	ProgramRules []*program.Rule
	Cache        *cache.Cache // of what was found in packages; may be nil
}

// A Result holds what a run found.
type Result struct {
	All      *program.All
	Findings []summary.Finding // in order of their position
	Errors   []packages.Error  // in the packages; those were linted without their tests, or not at all
	Packages int               // how many match the patterns
	Analyzed []string          // those that were looked at, because the cache did not know them
}

// Run lints. It returns an error if nothing could be loaded, a rule fails, or ctx ends.
func Run(ctx context.Context, o Options) (*Result, error) {
	o.Load.Store = Declarations(o.Cache, o.Config)
	g, err := load.List(ctx, o.Load)
	if err != nil {
		return nil, err
	}
	pkgs := g.Packages()
	known := Remember(o, g.Keys)
	found, unknown := known.Recall(pkgs)
	if err := g.Load(ctx, unknown); err != nil {
		return nil, err
	}
	fresh, err := Summaries(unknown, o.Config, o.Rules)
	if err := cmp.Or(err, ctx.Err()); err != nil {
		return nil, err
	}
	known.Keep(fresh)
	alone, err := withoutTests(ctx, o, unknown)
	if err := cmp.Or(err, ctx.Err()); err != nil {
		return nil, err
	}
	fresh = append(fresh, alone...)
	r := Join(slices.SortedFunc(slices.Values(slices.Concat(found, fresh)), func(a, b *summary.Package) int {
		return cmp.Compare(a.ID, b.ID)
	}), o.Config, o.ProgramRules)
	r.Errors = load.Errors(pkgs)
	r.Packages = len(pkgs)
	for _, pkg := range unknown {
		r.Analyzed = append(r.Analyzed, pkg.ID)
	}
	return r, nil
}

// withoutTests returns what those of the packages say without their tests that cannot be loaded with these. Nobody knows what
// the tests call, so that nothing is fixed there.
func withoutTests(ctx context.Context, o Options, pkgs []*packages.Package) ([]*summary.Package, error) {
	o.Load.Tests, o.Load.Whole, o.Load.Patterns = false, false, nil
	for _, pkg := range pkgs {
		if pkg.IllTyped && pkg.ForTest == pkg.PkgPath {
			o.Load.Patterns = append(o.Load.Patterns, pkg.PkgPath)
		}
	}
	if len(o.Load.Patterns) == 0 {
		return nil, nil
	}
	alone, err := load.Packages(ctx, o.Load)
	if err != nil {
		return nil, ctx.Err() // what is wrong is said of the packages with their tests
	}
	summaries, err := Summaries(alone, o.Config, o.Rules)
	for _, pkg := range summaries {
		for i := range pkg.Findings {
			pkg.Findings[i].Fixes = nil
		}
	}
	return summaries, err
}

// Summaries runs the rules on packages, and returns what each says that type-checks, with what
// the rules have found there. It returns an error if a rule fails.
func Summaries(pkgs []*packages.Package, c *config.Config, rules []*analysis.Analyzer) ([]*summary.Package, error) {
	return NewSummarizer(c, rules).Summaries(pkgs)
}

// A Summarizer makes summaries of packages. What it learns of those that they import, it
// keeps for the next time.
type Summarizer struct{ rules, suite []*analysis.Analyzer }

// NewSummarizer returns a Summarizer that runs the rules with the configuration.
func NewSummarizer(c *config.Config, rules []*analysis.Analyzer) *Summarizer {
	return &Summarizer{rules, config.With(slices.Concat(rules, []*analysis.Analyzer{extract.New(), suppress.Analyzer}), c.WithPrograms())}
}

// Summaries does what the function [Summaries] does.
func (z *Summarizer) Summaries(pkgs []*packages.Package) ([]*summary.Package, error) {
	sound := slices.DeleteFunc(slices.Clone(pkgs), func(pkg *packages.Package) bool { return pkg.IllTyped })
	graph, err := checker.Analyze(z.suite, sound, nil)
	if err != nil {
		return nil, err
	}
	results := map[*packages.Package]*extract.Result{}
	var summaries []*summary.Package
	for act := range graph.All() {
		if act.Err != nil {
			return nil, fmt.Errorf("%s: %w", act, act.Err)
		}
		if r, ok := act.Result.(*extract.Result); ok {
			loaded(r.Package, act.Package, z.rules)
			results[act.Package] = r
			summaries = append(summaries, r.Package)
		}
	}
	slices.SortFunc(summaries, func(a, b *summary.Package) int { return cmp.Compare(a.ID, b.ID) })
	roots := slices.SortedFunc(slices.Values(graph.Roots), func(a, b *checker.Action) int {
		return cmp.Compare(a.Analyzer.Name, b.Analyzer.Name)
	})
	for _, act := range roots {
		r := results[act.Package]
		if ignores, ok := act.Result.(*suppress.Ignores); ok {
			r.Package.Ignores, r.Package.Generated = ignores.Summary()
			quiet := ignores.Suppressed()
			for _, rule := range slices.Sorted(maps.Keys(quiet)) {
				r.Package.Findings = append(r.Package.Findings, suppressed(r.Findings(act.Package.Fset, rule, quiet[rule]))...)
			}
		}
		r.Package.Findings = append(r.Package.Findings, r.Findings(act.Package.Fset, act.Analyzer.Name, act.Diagnostics)...)
	}
	return summaries, nil
}

// suppressed returns the findings as ones that a comment keeps quiet. They count only where
// other packages may say the same.
func suppressed(findings []summary.Finding) []summary.Finding {
	findings = slices.DeleteFunc(findings, func(f summary.Finding) bool { return f.Declaration == summary.Type{} })
	for i := range findings {
		findings[i].Suppressed, findings[i].Fixes = true, nil
	}
	return findings
}

// loaded notes in the summary what a loader knows of the package, and the rules that are run.
func loaded(s *summary.Package, pkg *packages.Package, rules []*analysis.Analyzer) {
	s.ID = pkg.ID
	if pkg.Module != nil {
		s.Module, s.Main, s.Dir = pkg.Module.Path, pkg.Module.Main, pkg.Module.Dir
	}
	for _, rule := range rules {
		s.Rules = append(s.Rules, rule.Name)
	}
}

// Join runs the rules over programs on what packages say, and returns that with what the
// rules over single packages have found there.
func Join(packages []*summary.Package, c *config.Config, programRules []*program.Rule) *Result {
	r := &Result{All: program.Join(packages)}
	r.Findings = slices.DeleteFunc(slices.Clone(r.All.Findings), func(f summary.Finding) bool {
		rule, _ := rules.Named(f.Rule)
		return r.All.Disproved(f, rule.Kinds, rule.WantsField)
	})
	beyond := slices.DeleteFunc(slices.Clone(program.Beyond), func(r *program.Rule) bool { return !c.Runs(r.Name, r.Default) })
	for _, rule := range slices.Concat(programRules, beyond) {
		for _, f := range rule.Check(r.All) {
			if !c.Excludes(rule.Name, f.Pos.Filename) {
				r.Findings = append(r.Findings, f)
			}
		}
	}
	r.Findings = append(r.Findings, r.All.UnusedIgnores(meant)...)
	summary.SortFindings(r.Findings)
	return r
}

// meant returns the rule that a misspelt name means, or "".
func meant(name string) string {
	if _, ok := rules.Named(name); ok {
		return ""
	}
	return misspelt.Certainly(name, rules.Names())
}
