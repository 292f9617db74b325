package load_test

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/buslint/buslint/internal/load"
)

// TestAhead checks which files are expected of patterns: those of the packages that match.
func TestAhead(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for _, name := range []string{
		"go.mod", "a.go", "a_test.go", "_a.go", ".a.go", "a.txt", "b/b.go", "b/testdata/t.go", "b/_x/x.go", "b/.y/y.go",
		"b/vendor/v/v.go", "b/c/c.go", "m/go.mod", "m/m.go",
	} {
		name = filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, nil, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	for _, test := range []struct {
		patterns string
		tests    bool
		want     string
	}{
		{"./...", true, "a.go a_test.go b/b.go b/c/c.go"},
		{"./...", false, "a.go b/b.go b/c/c.go"},
		{".", true, "a.go a_test.go"},
		{"./b", true, "b/b.go"},
		{"./b/c ./m", true, "b/c/c.go m/m.go"},
		{filepath.ToSlash(dir) + "/b/...", true, "b/b.go b/c/c.go"},
		{"./nothing", true, ""},
		{"example.com/shop/...", true, ""},
		{"./.../c", true, ""},
		{"all", true, ""},
	} {
		o := &load.Options{Dir: dir, Patterns: strings.Fields(test.patterns), Tests: test.tests}
		var names []string
		for name := range o.Ahead(t.Context()) {
			rel, err := filepath.Rel(dir, name)
			if err != nil {
				t.Fatal(err)
			}
			names = append(names, filepath.ToSlash(rel))
		}
		if got := strings.Join(names, " "); got != test.want {
			t.Errorf("%s with tests %t: %q, want %q", test.patterns, test.tests, got, test.want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	o := &load.Options{Dir: dir, Patterns: []string{"./..."}}
	if names := slices.Collect(o.Ahead(ctx)); len(names) > 0 {
		t.Errorf("%v after the end", names)
	}
}
