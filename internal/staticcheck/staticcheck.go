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
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
	"honnef.co/go/tools/staticcheck/sa1012"
	"honnef.co/go/tools/staticcheck/sa1029"

	"github.com/buslint/buslint/analyzers/busmodel"
	"github.com/buslint/buslint/internal/suppress"
)

// Checks are what the binary offers besides the rules. They are no part of the suite:
// golangci-lint has a staticcheck of its own.
var Checks = []*analysis.Analyzer{
	// A nil context that is handed to a bus call is ctxlost's to report.
	adapt(sa1012.Analyzer, handsInNil, notAtBusCall),
	adapt(sa1029.Analyzer, keysAreOdd, nil),
}

// adapt returns a check that reports what a does, in packages that concern it, as far
// as keep keeps it.
//
// It needs no facts: what a requires runs within the check, and learns nothing of other
// packages. A driver would have to type-check all dependencies for facts, and nothing
// depends on them here but whether a call is known to return. What a requires takes a
// fifth of the time of all rules, and so runs only in packages that concern it. The fixes
// are left out, since they add no imports.
func adapt(a *analysis.Analyzer, concerns func(*analysis.Pass) bool, keep func(*analysis.Pass) func(token.Pos) bool) *analysis.Analyzer {
	check := *a
	check.Requires = []*analysis.Analyzer{inspect.Analyzer, busmodel.Analyzer, suppress.Analyzer}
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

// handsInNil reports whether the package has a call with nil as its first argument.
func handsInNil(pass *analysis.Pass) bool {
	for call := range calls(pass) {
		if len(call.Args) > 0 && pass.TypesInfo.Types[call.Args[0]].IsNil() {
			return true
		}
	}
	return false
}

// keysAreOdd reports whether the package has a call of context.WithValue with a key that
// is not plainly of a type of its own.
func keysAreOdd(pass *analysis.Pass) bool {
	for call := range calls(pass) {
		if len(call.Args) != 3 {
			continue
		}
		fn := typeutil.StaticCallee(pass.TypesInfo, call)
		if fn == nil || fn.Name() != "WithValue" || fn.Pkg() == nil || fn.Pkg().Path() != "context" {
			continue
		}
		key, ok := types.Unalias(pass.TypesInfo.TypeOf(call.Args[1])).(*types.Named)
		if !ok || types.IsInterface(key) || !types.Comparable(key) {
			return true
		}
	}
	return false
}

// calls yields the calls in the package.
func calls(pass *analysis.Pass) func(yield func(*ast.CallExpr) bool) {
	return func(yield func(*ast.CallExpr) bool) {
		root := pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root()
		for cur := range root.Preorder((*ast.CallExpr)(nil)) {
			if !yield(cur.Node().(*ast.CallExpr)) {
				return
			}
		}
	}
}

// notAtBusCall reports whether a place is no context of a message that is sent.
func notAtBusCall(pass *analysis.Pass) func(token.Pos) bool {
	sent := map[token.Pos]bool{}
	for use := range pass.ResultOf[busmodel.Analyzer].(*busmodel.Model).Calls() {
		if use.Ctx != nil {
			sent[ast.Unparen(use.Ctx).Pos()] = true
		}
	}
	return func(pos token.Pos) bool { return !sent[pos] }
}
