package rules_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/rules"
)

func TestAll(t *testing.T) {
	seen := map[string]bool{}
	for _, r := range rules.All {
		if seen[r.Name] || (r.Package == nil) == (r.Program == nil) {
			t.Errorf("%s is there twice, or is not either about a package or about programs", r.Name)
		}
		seen[r.Name] = true
		if title := r.Title(); title == "" || strings.Contains(title, "\n") || !strings.HasSuffix(r.URL, "#"+r.Name) {
			t.Errorf("%s has the title %q and the URL %s", r.Name, title, r.URL)
		}
		if slices.Contains(r.Kinds, kind.NoKind) || !r.LooksAt(kind.NoKind) {
			t.Errorf("%s does not look at what may be of its kind", r.Name)
		}
		if named, ok := rules.Named(r.Name); !ok || named.Doc != r.Doc {
			t.Errorf("%s is not found by its name", r.Name)
		}
	}
	if !slices.Equal(rules.Names(), rules.Language.Rules) {
		t.Errorf("configurations know %q, and the rules are %q", rules.Language.Rules, rules.Names())
	}
	if _, ok := rules.Named("busmodel"); ok {
		t.Error("the model is a rule")
	}
}

func TestRunning(t *testing.T) {
	for _, r := range rules.Running(config.Default()) {
		if !r.Default {
			t.Errorf("%s runs", r.Name)
		}
	}
	if n, all := len(rules.Running(config.Default())), len(rules.All); n == 0 || n >= all {
		t.Errorf("%d of %d rules run by default", n, all)
	}
}
