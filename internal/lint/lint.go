// Package lint loads packages, runs the rules on each and on the programs that
// they make, and gathers what they find.
package lint

import (
	"context"
	"fmt"
	"go/token"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/analyzers/busmodel"
	"github.com/buslint/buslint/analyzers/queryresult"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/finding"
	"github.com/buslint/buslint/internal/load"
	"github.com/buslint/buslint/internal/program"
	"github.com/buslint/buslint/internal/suppress"
)

// Options say what to lint.
type Options struct {
	Load         load.Options
	Config       *config.Config
	Rules        []*analysis.Analyzer
	ProgramRules []*program.Rule
	Loaded       func() // called, if not nil, when loading has ended
}

// A Result is what linting came to.
type Result struct {
	Graph    *checker.Graph
	All      *program.All
	Findings []finding.Finding // in order of their position
	Errors   []packages.Error  // in the packages; those were not linted
}

// Run lints. It returns an error if nothing could be loaded, or a rule fails.
func Run(ctx context.Context, o Options) (*Result, error) {
	pkgs, err := load.Packages(ctx, o.Load)
	if o.Loaded != nil {
		o.Loaded()
	}
	if err != nil {
		return nil, err
	}
	r := &Result{Errors: load.Errors(pkgs)}
	pkgs = slices.DeleteFunc(pkgs, func(pkg *packages.Package) bool { return pkg.IllTyped })
	r.Graph, err = checker.Analyze(config.With(slices.Concat(o.Rules, []*analysis.Analyzer{busmodel.Analyzer, suppress.Analyzer}), o.Config), pkgs, nil)
	if err != nil {
		return nil, err
	}
	ignores := map[*packages.Package]*suppress.Ignores{}
	for act := range r.Graph.All() {
		if act.Err != nil {
			return nil, fmt.Errorf("%s: %w", act, act.Err)
		}
		if ig, ok := act.Result.(*suppress.Ignores); ok {
			ignores[act.Package] = ig
		}
	}
	r.Findings = finding.Collect(r.Graph)
	r.All = program.Join(r.Graph)
	r.Findings = withoutDisproved(r.All, r.Findings)
	keepReachable(r.All, r.Findings)
	for _, rule := range o.ProgramRules {
		for _, f := range rule.Check(r.All) {
			pkg := f.Site.Package.Package
			if ignores[pkg].Allow(rule.Name, &analysis.Diagnostic{Pos: f.Site.Cursor.Node().Pos()}) {
				r.Findings = append(r.Findings, programFinding(rule, f))
			}
		}
	}
	r.Findings = append(r.Findings, unusedIgnores(o.Rules, pkgs, ignores)...)
	finding.Sort(r.Findings)
	return r, nil
}

// withoutDisproved returns the findings without those about the declaration of a message
// that its package could not know to be none: the message is handed around without a bus,
// or it is a query that wants no field for the answer, since all buses that it is
// dispatched on return that.
func withoutDisproved(all *program.All, findings []finding.Finding) []finding.Finding {
	places := map[token.Position]bool{}
	for _, f := range findings {
		places[f.Pos] = true
	}
	messages := all.DeclaredAt(places)
	if len(messages) == 0 {
		return findings
	}
	declared := map[program.Message]bool{}
	for _, m := range messages {
		declared[m.Message] = true
	}
	elsewhere := all.Elsewhere(declared)
	return slices.DeleteFunc(findings, func(f finding.Finding) bool {
		m, ok := messages[f.Pos]
		return ok && (elsewhere[m.Message] ||
			f.Rule == queryresult.Analyzer.Name && len(m.Sites) > 0 &&
				!slices.ContainsFunc(m.Sites, func(s *program.Site) bool { return s.Profile.ResultField }))
	})
}

// keepReachable withdraws the fixes that would compile and then fail to find the
// message's handler.
func keepReachable(all *program.All, findings []finding.Finding) {
	for i := range findings {
		f := &findings[i]
		if len(f.Fixes) == 0 {
			continue
		}
		if handler := all.Stranding(f.Pos); handler != nil {
			f.Fixes = nil
			f.Related = append(f.Related, finding.Related{
				Pos:     handler.Pos,
				Message: "first let this handler take a context: a dispatch with one does not find it",
			})
		}
	}
}

func programFinding(rule *program.Rule, f program.Finding) finding.Finding {
	call := f.Site.Cursor.Node()
	fset := f.Site.Package.Fset
	result := finding.Finding{
		Rule:    rule.Name,
		Package: f.Site.Package.ID,
		Pos:     fset.Position(call.Pos()),
		End:     fset.Position(call.End()),
		Message: f.Message,
	}
	for _, r := range f.Related {
		result.Related = append(result.Related, finding.Related(r))
	}
	return result
}

// unusedIgnores returns a finding for each rule that ran and that a comment names
// in vain. Rules over programs are not held to it: they are silent for more reasons
// than that all is well.
func unusedIgnores(rules []*analysis.Analyzer, pkgs []*packages.Package, ignores map[*packages.Package]*suppress.Ignores) []finding.Finding {
	ran := map[string]bool{}
	for _, rule := range rules {
		ran[rule.Name] = true
	}
	var findings []finding.Finding
	for _, pkg := range pkgs {
		for _, unused := range ignores[pkg].Unused(ran) {
			findings = append(findings, finding.Finding{
				Rule:    "lint",
				Package: pkg.ID,
				Pos:     pkg.Fset.Position(unused.Comment.Pos()),
				End:     pkg.Fset.Position(unused.Comment.End()),
				Message: fmt.Sprintf("%s finds nothing here to ignore; remove it from this comment", unused.Rule),
			})
		}
	}
	return findings
}
