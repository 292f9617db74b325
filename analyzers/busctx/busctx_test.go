package busctx_test

import (
	"go/ast"
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/buslint/buslint/analyzers/busctx"
)

func testdata(t *testing.T) string {
	t.Helper()
	dir, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

func Test(t *testing.T) {
	analysistest.RunWithSuggestedFixes(t, testdata(t), busctx.Analyzer,
		"./busctx/cgo", "./busctx/dispatch", "./busctx/dot", "./busctx/generated", "./busctx/register",
		"./busctx/shapes", "./busctx/tagged", "./busctx/tested")
}

func TestEvents(t *testing.T) {
	set(t, "events", "true")
	analysistest.RunWithSuggestedFixes(t, testdata(t), busctx.Analyzer, "./busctx/events")
}

func set(t *testing.T, flag, value string) {
	t.Helper()
	old := busctx.Analyzer.Flags.Lookup(flag).Value.String()
	if err := busctx.Analyzer.Flags.Set(flag, value); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = busctx.Analyzer.Flags.Set(flag, old) })
}

// Not every driver keeps its hands off the files that a tool has written, or that
// cgo has.
func TestNoEditsOfGeneratedFiles(t *testing.T) {
	found := 0
	for _, result := range analysistest.Run(t, testdata(t), busctx.Analyzer, "./busctx/cgo", "./busctx/generated") {
		for _, d := range result.Diagnostics {
			found++
			for _, fix := range d.SuggestedFixes {
				for _, e := range fix.TextEdits {
					for _, file := range result.Action.Package.Syntax {
						if ast.IsGenerated(file) && file.FileStart <= e.Pos && e.Pos < file.FileEnd {
							t.Errorf("%s: edit of a generated file", result.Action.Package.Fset.Position(e.Pos))
						}
					}
				}
			}
		}
	}
	if found != 5 {
		t.Errorf("%d findings, want 5", found)
	}
}
