// Package staticcheck has the checks of staticcheck that go with buslint's rules, so
// that nobody ends a migration with nil contexts. They run like the rules: without
// facts, and quiet where comments or generated code say so.
package staticcheck

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"honnef.co/go/tools/staticcheck/sa1012"
	"honnef.co/go/tools/staticcheck/sa1029"

	"github.com/buslint/buslint/analyzers/busmodel"
	"github.com/buslint/buslint/internal/suppress"
)

// Checks are what the binary offers besides the rules. They are no part of the suite:
// golangci-lint has a staticcheck of its own.
var Checks = []*analysis.Analyzer{
	// A nil context that is handed to a bus call is ctxlost's to report.
	adapt(sa1012.Analyzer, mentions("context"), notAtBusCall),
	adapt(sa1029.Analyzer, mentions("context", "WithValue"), nil),
}

// adapt returns a check that reports what a does, in packages that concern it, as far
// as keep keeps it.
//
// It needs no facts: what a requires and needs them runs within the check, and learns
// nothing of other packages. A driver would have to type-check all dependencies for
// facts, and nothing depends on them here but whether a call is known to return. The
// fixes are left out, since they add no imports.
func adapt(a *analysis.Analyzer, concerns func(*analysis.Pass) bool, keep func(*analysis.Pass) func(token.Pos) bool) *analysis.Analyzer {
	check := *a
	check.Requires = append(withoutFacts(a.Requires), busmodel.Analyzer, suppress.Analyzer)
	check.Run = func(pass *analysis.Pass) (any, error) {
		if !concerns(pass) {
			return nil, nil
		}
		kept := func(token.Pos) bool { return true }
		if keep != nil {
			kept = keep(pass)
		}
		return run(a, pass, func(d analysis.Diagnostic) {
			d.SuggestedFixes = nil
			if kept(d.Pos) {
				suppress.Report(pass, d)
			}
		})
	}
	return &check
}

// withoutFacts returns those of the analyzers, and of what the others require, that
// work without facts.
func withoutFacts(all []*analysis.Analyzer) []*analysis.Analyzer {
	var found []*analysis.Analyzer
	for _, a := range all {
		more := []*analysis.Analyzer{a}
		if UsesFacts(a) {
			more = withoutFacts(a.Requires)
		}
		for _, a := range more {
			if !slices.Contains(found, a) {
				found = append(found, a)
			}
		}
	}
	return found
}

// UsesFacts reports whether the analyzer, or one that it requires, uses facts.
func UsesFacts(a *analysis.Analyzer) bool {
	return len(a.FactTypes) > 0 || slices.ContainsFunc(a.Requires, UsesFacts)
}

// run runs a, and what it requires unless the pass has its result.
func run(a *analysis.Analyzer, pass *analysis.Pass, report func(analysis.Diagnostic)) (any, error) {
	inner := *pass
	inner.Analyzer = a
	inner.Report = report
	inner.ResultOf = map[*analysis.Analyzer]any{}
	inner.ImportObjectFact = func(types.Object, analysis.Fact) bool { return false }
	inner.ImportPackageFact = func(*types.Package, analysis.Fact) bool { return false }
	inner.ExportObjectFact = func(types.Object, analysis.Fact) {}
	inner.ExportPackageFact = func(analysis.Fact) {}
	inner.AllObjectFacts = func() []analysis.ObjectFact { return nil }
	inner.AllPackageFacts = func() []analysis.PackageFact { return nil }
	for _, required := range a.Requires {
		result, ok := pass.ResultOf[required]
		if !ok {
			var err error
			if result, err = run(required, pass, func(analysis.Diagnostic) {}); err != nil {
				return nil, err
			}
		}
		inner.ResultOf[required] = result
	}
	return a.Run(&inner)
}

// mentions returns a function that reports whether a package imports another and, if
// names are given, uses one of them: what takes its time need not run elsewhere.
func mentions(path string, names ...string) func(*analysis.Pass) bool {
	return func(pass *analysis.Pass) bool {
		i := slices.IndexFunc(pass.Pkg.Imports(), func(pkg *types.Package) bool { return pkg.Path() == path })
		if i < 0 || len(names) == 0 {
			return i >= 0
		}
		scope := pass.Pkg.Imports()[i].Scope()
		for _, obj := range pass.TypesInfo.Uses {
			if obj.Parent() == scope && slices.Contains(names, obj.Name()) {
				return true
			}
		}
		return false
	}
}

// notAtBusCall reports whether a place is no context of a message that is sent.
func notAtBusCall(pass *analysis.Pass) func(token.Pos) bool {
	sent := map[token.Pos]bool{}
	for _, site := range pass.ResultOf[busmodel.Analyzer].(*busmodel.Model).Sites {
		if site.Ctx != nil {
			sent[ast.Unparen(site.Ctx).Pos()] = true
		}
	}
	return func(pos token.Pos) bool { return !sent[pos] }
}
