package baseline

import (
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"testing"

	"github.com/buslint/buslint/internal/summary"
)

func in(rule string, packages ...string) []summary.Finding {
	var findings []summary.Finding
	for _, pkg := range packages {
		findings = append(findings, summary.Finding{Rule: rule, Package: pkg})
	}
	return findings
}

func TestApply(t *testing.T) {
	base := Of(in("busctx", "a", "a", "b", "b [b.test]", "gone"))
	found := in("busctx", "a", "a", "a", "b", "b [b.test]", "new")
	left, changes := base.Apply(found)
	if want := slices.Concat(found[:3], found[5:]); !reflect.DeepEqual(left, want) {
		t.Errorf("left %v, want %v", left, want)
	}
	if want := []Change{{"busctx", "a", 2, 3}, {"busctx", "gone", 1, 0}, {"busctx", "new", 0, 1}}; !reflect.DeepEqual(changes, want) {
		t.Errorf("changes %v, want %v", changes, want)
	}
	// The baseline of what is found allows all of it.
	if left, changes := Of(found).Apply(found); left != nil || changes != nil {
		t.Errorf("left %v, changes %v", left, changes)
	}
}

func TestReadWhatBytesWrites(t *testing.T) {
	base := Of(in("busctx", "a", "b"))
	file := filepath.Join(t.TempDir(), "base.json")
	if err := os.WriteFile(file, base.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	got, err := Read(file)
	if err != nil || !reflect.DeepEqual(got, base) {
		t.Errorf("got %v, %v", got, err)
	}
}
