package staticcheck_test

import (
	"path/filepath"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"

	"github.com/buslint/buslint/analyzers"
	"github.com/buslint/buslint/internal/staticcheck"
)

func Test(t *testing.T) {
	testdata, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range staticcheck.Checks {
		t.Run(a.Name, func(t *testing.T) {
			analysistest.RunWithSuggestedFixes(t, testdata, a, "./staticcheck/"+a.Name)
		})
	}
}

// For facts a driver would have to load the syntax of all dependencies.
func TestNoFacts(t *testing.T) {
	all := slices.Concat(analyzers.Suite, staticcheck.Checks)
	if err := analysis.Validate(all); err != nil {
		t.Error(err)
	}
	for _, a := range all {
		if staticcheck.UsesFacts(a) {
			t.Errorf("%s uses facts", a.Name)
		}
	}
}
