package load_test

import (
	"bytes"
	"cmp"
	"slices"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/lint"
	"github.com/buslint/buslint/internal/load"
	"github.com/buslint/buslint/internal/rules"
	"github.com/buslint/buslint/internal/summary"
)

// TestSameFindings shows that what is found is the same to the byte whether declarations come
// from source or from export data.
func TestSameFindings(t *testing.T) {
	for _, o := range []load.Options{
		{Dir: "../../testdata", Patterns: []string{"./..."}, Tests: true},
		{Dir: "../../examples/stickers", Patterns: []string{"./..."}, Tests: true},
	} {
		source, err := load.Packages(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		compiled, err := load.Compiled(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		got, want := found(t, source), found(t, compiled)
		for i := range min(len(got), len(want)) {
			if !bytes.Equal(summary.Encode(got[i:i+1]), summary.Encode(want[i:i+1])) {
				t.Errorf("%s says something else\n%+v, want\n%+v", got[i].ID, got[i], want[i])
			}
		}
		if len(got) != len(want) || len(got) == 0 {
			t.Errorf("%d packages say something, want %d", len(got), len(want))
		}
	}
}

func found(t *testing.T, pkgs []*packages.Package) []*summary.Package {
	t.Helper()
	c := config.Default()
	var run []*analysis.Analyzer
	for _, rule := range rules.Running(c) {
		if rule.Package != nil {
			run = append(run, rule.Package)
		}
	}
	all, err := lint.Summaries(pkgs, c, run)
	if err != nil {
		t.Fatal(err)
	}
	all = slices.DeleteFunc(all, func(s *summary.Package) bool { return s.Name == "cgo" }) // it is compiled from what cgo has made
	slices.SortFunc(all, func(a, b *summary.Package) int { return cmp.Compare(a.ID, b.ID) })
	for _, s := range all {
		slices.SortFunc(s.Ignores, func(a, b summary.Ignore) int { return summary.ComparePos(a.Pos, b.Pos) })
	}
	return all
}
