package suppress_test

import (
	"fmt"
	"go/ast"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/internal/ruletest"
	"github.com/buslint/buslint/internal/suppress"
)

// finder finds every call of a function bad, and can mend it where the package has
// a file whose edits are nobody's loss.
var finder = &analysis.Analyzer{
	Name:       "finder",
	Doc:        "find what is bad",
	Requires:   []*analysis.Analyzer{suppress.Analyzer},
	ResultType: reflect.TypeFor[*suppress.Ignores](),
	Run: func(pass *analysis.Pass) (any, error) {
		for _, file := range pass.Files {
			ast.Inspect(file, func(n ast.Node) bool {
				if call, ok := n.(*ast.CallExpr); ok {
					if id, ok := call.Fun.(*ast.Ident); ok && id.Name == "bad" {
						find(pass, call)
					}
				}
				return true
			})
		}
		return pass.ResultOf[suppress.Analyzer], nil
	},
}

func find(pass *analysis.Pass, call *ast.CallExpr) {
	d := analysis.Diagnostic{Pos: call.Pos(), End: call.End(), Message: "bad"}
	if pass.Pkg.Name() == "cgo" || pass.Pkg.Name() == "generated" {
		d.SuggestedFixes = []analysis.SuggestedFix{{
			Message:   "Discard its result",
			TextEdits: []analysis.TextEdit{{Pos: call.Pos(), End: call.Pos(), NewText: []byte("_ = ")}},
		}}
	}
	suppress.Report(&analysis.Pass{
		Analyzer: pass.Analyzer,
		ResultOf: pass.ResultOf,
		Report: func(d analysis.Diagnostic) {
			if len(d.SuggestedFixes) > 0 {
				d.Message += ", fixable"
			}
			for _, r := range d.Related {
				d.Message += ": " + r.Message
			}
			pass.Report(d)
		},
	}, d)
}

func Test(t *testing.T) {
	var unused []string
	for _, act := range ruletest.Check(t, finder, "suppress/...", "suppress/cgo/testdata/uses") {
		ignores, _ := act.Result.(*suppress.Ignores).Summary()
		for _, ig := range ignores {
			if name := filepath.Base(ig.Pos.Filename); name != "lines.go" && slices.Contains(ig.Rules, "finder") && !slices.Contains(ig.Used, "finder") {
				unused = append(unused, fmt.Sprintf("%s:%d finder", name, ig.Pos.Line))
			}
		}
	}
	slices.Sort(unused)
	if want := []string{"unused.go:4 finder"}; !slices.Equal(unused, want) {
		t.Errorf("unused: %q, want %q", unused, want)
	}
}
