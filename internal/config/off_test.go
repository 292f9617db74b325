package config_test

import (
	"flag"
	"testing"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/internal/config"
)

// Under go vet, a rule that is off runs where its flag turns it on, and so does what
// the program's own flags do not name.
func TestOff(t *testing.T) {
	runs := map[string]int{}
	var suite []*analysis.Analyzer
	for _, name := range []string{"ordinary", "onlyasked"} {
		suite = append(suite, &analysis.Analyzer{Name: name, Doc: "a rule", Requires: []*analysis.Analyzer{config.Analyzer}, Run: func(*analysis.Pass) (any, error) {
			runs[name]++
			return nil, nil
		}})
	}
	run := func(suite []*analysis.Analyzer) {
		t.Helper()
		clear(runs)
		for _, a := range suite {
			if _, err := a.Run(&analysis.Pass{ResultOf: map[*analysis.Analyzer]any{}}); err != nil {
				t.Fatal(err)
			}
		}
	}
	all := config.FromFlags(suite, config.NewLanguage(suite), "onlyasked")
	run(all)
	if runs["ordinary"] != 1 || runs["onlyasked"] != 0 {
		t.Errorf("without flags %v runs, want ordinary alone", runs)
	}
	// As the driver declares it.
	flag.Bool("onlyasked", false, "enable this analysis")
	run(all)
	if runs["onlyasked"] != 0 {
		t.Errorf("with a flag that is not set %v runs, want ordinary alone", runs)
	}
	if err := flag.Set("onlyasked", "true"); err != nil {
		t.Fatal(err)
	}
	run(all)
	if runs["onlyasked"] != 1 {
		t.Errorf("with its flag %v runs, want onlyasked as well", runs)
	}
}
