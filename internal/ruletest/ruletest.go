// Package ruletest tests a rule on the module in testdata.
package ruletest

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
)

// Run runs the analyzer on the packages testdata/NAME/FOLDER, where NAME is its own, or
// on all below testdata/NAME if no folders are given, and compares its findings with
// their want comments and its fixes with their golden files. It returns what was found.
//
// The test that calls it lies two folders below the root of the repository.
func Run(t *testing.T, a *analysis.Analyzer, folders ...string) []*analysistest.Result {
	t.Helper()
	testdata, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	if len(folders) == 0 {
		folders = []string{"..."}
	}
	var patterns []string
	for _, folder := range folders {
		patterns = append(patterns, "./"+a.Name+"/"+folder)
	}
	return analysistest.RunWithSuggestedFixes(t, testdata, a, patterns...)
}

// Set sets a flag of the analyzer until the test ends.
func Set(t *testing.T, a *analysis.Analyzer, flag, value string) {
	t.Helper()
	v := a.Flags.Lookup(flag).Value
	old := v.String()
	if err := v.Set(value); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = v.Set(old) })
}
