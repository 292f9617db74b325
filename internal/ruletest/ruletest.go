// Package ruletest tests a rule on the module in testdata.
package ruletest

import (
	"path/filepath"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/rules"
)

// Run runs the analyzer on the packages testdata/NAME/FOLDER, where NAME is its own, or
// on all below testdata/NAME if no folders are given, and compares its findings with
// their want comments and its fixes with their golden files. It returns what was found.
// The rule knows that packages are joined to programs.
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
	joined := config.With([]*analysis.Analyzer{a}, config.Default().WithPrograms())[0]
	return analysistest.RunWithSuggestedFixes(t, testdata, joined, patterns...)
}

// RunAlone runs the analyzer on the packages below testdata/alone as a driver does that
// sees one package at a time.
func RunAlone(t *testing.T, a *analysis.Analyzer, folder string) {
	t.Helper()
	testdata, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	analysistest.Run(t, testdata, a, "./alone/"+folder+"/...")
}

// With returns the analyzer with the settings, which are YAML.
func With(t *testing.T, a *analysis.Analyzer, settings string) *analysis.Analyzer {
	t.Helper()
	c, err := rules.Language.Read([]byte(settings))
	if err != nil {
		t.Fatal(err)
	}
	return config.With([]*analysis.Analyzer{a}, c.WithPrograms())[0]
}
