package config

import (
	"errors"
	"go/types"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
)

// TestPanic shows that an analyzer that panics fails for that package only, and that others
// are left as they are.
func TestPanic(t *testing.T) {
	failed := errors.New("failed")
	for name, test := range map[string]struct {
		run  func(*analysis.Pass) (any, error)
		want string
	}{
		"panic":  {func(*analysis.Pass) (any, error) { panic("no such node") }, "panic at package example.com/shop: no such node; "},
		"error":  {func(*analysis.Pass) (any, error) { return nil, failed }, "failed"},
		"result": {func(*analysis.Pass) (any, error) { return 1, nil }, ""},
	} {
		rule := &analysis.Analyzer{Name: name, Requires: []*analysis.Analyzer{Analyzer}, Run: test.run}
		result, err := With([]*analysis.Analyzer{rule}, Default())[0].Run(&analysis.Pass{Pkg: types.NewPackage("example.com/shop", "shop")})
		if (err != nil) != (test.want != "") || err != nil && !strings.HasPrefix(err.Error(), test.want) || err == nil && result != 1 {
			t.Errorf("%s: got %v, %v, want an error that starts %q", name, result, err, test.want)
		}
	}
}
