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

func TestBeyond(t *testing.T) {
	base := Of(in("busctx", "a", "a", "b", "b [b.test]", "gone"))
	found := in("busctx", "a", "a", "a", "b", "b [b.test]", "new")
	if left, want := base.Beyond(found), slices.Concat(found[:3], found[5:]); !reflect.DeepEqual(left, want) {
		t.Errorf("left %v, want %v", left, want)
	}
	if changes, want := base.Changes(Of(found)), []Change{{"busctx", "a", 2, 3}, {"busctx", "gone", 1, 0}, {"busctx", "new", 0, 1}}; !reflect.DeepEqual(changes, want) {
		t.Errorf("changes %v, want %v", changes, want)
	}
	// The baseline of what is found allows all of it.
	if left, changes := Of(found).Beyond(found), Of(found).Changes(Of(found)); len(left) > 0 || len(changes) > 0 {
		t.Errorf("left %v, changes %v", left, changes)
	}
}

// TestMerge checks that a baseline falls where somebody has looked, and rises only where it
// may.
func TestMerge(t *testing.T) {
	base := Baseline{"busctx": {"falls": 3, "ends": 2, "elsewhere": 4, "rises": 1}, "eventname": {"falls": 5}}
	now := Baseline{"busctx": {"falls": 1, "rises": 2, "new": 1}}
	lookedAt := func(rule, pkg string) bool { return rule == "busctx" && pkg != "elsewhere" }
	want := Baseline{"busctx": {"falls": 1, "elsewhere": 4, "rises": 1}, "eventname": {"falls": 5}}
	if got := base.Merge(now, lookedAt, false); !reflect.DeepEqual(got, want) || got.Sum() != 11 {
		t.Errorf("got %v, want %v", got, want)
	}
	want["busctx"]["rises"], want["busctx"]["new"] = 2, 1
	if got := base.Merge(now, lookedAt, true); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v", got, want)
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
