package busctx_test

import (
	"go/ast"
	"testing"

	"github.com/buslint/buslint/analyzers/busctx"
	"github.com/buslint/buslint/internal/ruletest"
)

func Test(t *testing.T) {
	ruletest.Run(t, busctx.Analyzer, "cgo", "cgo/testdata/uses", "dispatch", "dot", "generated", "register", "shapes", "several", "stands", "tagged", "tested")
}

func TestEvents(t *testing.T) {
	ruletest.Run(t, ruletest.With(t, busctx.Analyzer, "busctx: {events: true}"), "events")
}

// Not every driver keeps its hands off the files that a tool has written, or that
// cgo has.
func TestNoEditsOfGeneratedFiles(t *testing.T) {
	found := 0
	for _, act := range ruletest.Run(t, busctx.Analyzer, "cgo", "cgo/testdata/uses", "generated") {
		for _, d := range act.Diagnostics {
			found++
			for _, fix := range d.SuggestedFixes {
				for _, e := range fix.TextEdits {
					for _, file := range act.Package.Syntax {
						if ast.IsGenerated(file) && file.FileStart <= e.Pos && e.Pos < file.FileEnd {
							t.Errorf("%s: edit of a generated file", act.Package.Fset.Position(e.Pos))
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
