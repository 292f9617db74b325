package load

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"testing"
)

const keyed = `
-- go.mod --
module example.com/m
go 1.24
-- p/p.go --
package p
import "example.com/m/q"
func P() int { return q.Q() }
-- p/p_test.go --
package p
func helper() int { return P() }
-- p/x_test.go --
package p_test
import ("testing"; "example.com/m/p")
func Test(t *testing.T) { p.P() }
-- q/q.go --
package q
import "example.com/m/r"
// Q is one.
func Q() int { return r.R{}.A }
-- q/windows_windows.go --
package q
-- r/r.go --
package r
type R struct{ A int }
-- vendored/go.mod --
module example.com/vendored
go 1.24
require example.com/lib v1.0.0
-- vendored/v.go --
package v
import "example.com/lib"
var V = lib.L()
-- vendored/vendor/modules.txt --
# example.com/lib v1.0.0
## explicit; go 1.24
example.com/lib
-- vendored/vendor/example.com/lib/lib.go --
package lib
func L() int { return 1 }
`

// TestKeys shows what changes the keys of which packages.
func TestKeys(t *testing.T) {
	const (
		p  = "example.com/m/p [example.com/m/p.test]"
		px = "example.com/m/p_test [example.com/m/p.test]"
		q  = "example.com/m/q"
		r  = "example.com/m/r"
	)
	for _, test := range []struct {
		name, file, text string
		want             []string
	}{
		{"body", "q/q.go", "package q\nimport \"example.com/m/r\"\n// Q is one.\nfunc Q() int { return r.R{}.A + 1 }\n", []string{q}},
		{"comment", "q/q.go", "package q\nimport \"example.com/m/r\"\n// Q is another.\nfunc Q() int { return r.R{}.A }\n", []string{q}},
		{"signature", "q/q.go", "package q\nimport \"example.com/m/r\"\n// Q is one.\nfunc Q() int64 { return r.R{}.A }\n", []string{p, px, q}},
		{"field", "r/r.go", "package r\ntype R struct{ A, B int }\n", []string{p, px, q, r}},
		{"body of a test", "p/p_test.go", "package p\nfunc helper() int { return 2 * P() }\n", []string{p, px}},
		{"body of an external test", "p/x_test.go", "package p_test\nimport (\"testing\"; \"example.com/m/p\")\nfunc Test(t *testing.T) { p.P(); p.P() }\n", []string{p, px}},
		{"declaration of a test", "p/p_test.go", "package p\nfunc helper2() int { return P() }\n", []string{p, px}},
		{"file beside", "q/windows_windows.go", "package q\nvar X int\n", []string{q}},
		{"file that is new", "r/new.go", "package r\nvar X int\n", []string{p, px, q, r}},
		{"file of no package", "r/_ignored.go", "package r\nvar X int\n", []string{r}},
		{"text", "r/r.txt", "", nil},
		{"nothing", "r/r.go", "package r\ntype R struct{ A int }\n", nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			dir := unpack(t, keyed)
			before := keysOf(t, Options{Dir: dir, Patterns: []string{"./..."}, Tests: true})
			if len(before) != 4 {
				t.Fatalf("got keys of %v", slices.Collect(maps.Keys(before)))
			}
			file := filepath.Join(dir, test.file)
			overlaid := keysOf(t, Options{Dir: dir, Patterns: []string{"./..."}, Tests: true,
				Overlay: map[string][]byte{file: []byte(test.text)}})
			if err := os.WriteFile(file, []byte(test.text), 0o666); err != nil {
				t.Fatal(err)
			}
			after := keysOf(t, Options{Dir: dir, Patterns: []string{"./..."}, Tests: true})
			if _, err := os.Stat(file); err == nil && filepath.Base(file)[0] != '_' && !maps.Equal(overlaid, after) {
				t.Error("an overlay makes other keys than a file")
			}
			var changed []string
			for id, key := range after {
				if key != before[id] {
					changed = append(changed, id)
				}
			}
			slices.Sort(changed)
			if !slices.Equal(changed, test.want) {
				t.Errorf("changed are %v, want %v", changed, test.want)
			}
		})
	}
}

// Keys are the same in two checkouts, and others on other platforms.
func TestKeysElsewhere(t *testing.T) {
	one := keysOf(t, Options{Dir: unpack(t, keyed), Patterns: []string{"./..."}})
	dir := unpack(t, keyed)
	if two := keysOf(t, Options{Dir: dir, Patterns: []string{"./..."}}); !maps.Equal(one, two) {
		t.Errorf("two checkouts have the keys %x and %x", one, two)
	}
	if below := keysOf(t, Options{Dir: filepath.Join(dir, "q"), Patterns: []string{"."}}); below["example.com/m/q"] != one["example.com/m/q"] {
		t.Error("the key depends on the working directory")
	}
	t.Setenv("GOARCH", "386")
	for id, key := range keysOf(t, Options{Dir: dir, Patterns: []string{"./..."}}) {
		if key == one[id] {
			t.Errorf("%s has the same key on another platform", id)
		}
	}
}

// Vendored packages can be edited.
func TestKeysOfVendored(t *testing.T) {
	dir := filepath.Join(unpack(t, keyed), "vendored")
	o := Options{Dir: dir, Patterns: []string{"."}}
	before := keysOf(t, o)
	lib := filepath.Join(dir, "vendor", "example.com", "lib", "lib.go")
	for _, step := range []struct {
		text    string
		changes bool
	}{
		{"package lib\nfunc L() int { return 2 }\n", false},
		{"package lib\nfunc L() int64 { return 2 }\n", true},
	} {
		if err := os.WriteFile(lib, []byte(step.text), 0o666); err != nil {
			t.Fatal(err)
		}
		if after := keysOf(t, o); maps.Equal(after, before) == step.changes {
			t.Errorf("after %q the keys changed: %t, want %t", step.text, !step.changes, step.changes)
		}
	}
}

// What is broken is looked at each time.
func TestNoKeys(t *testing.T) {
	dir := unpack(t, "-- go.mod --\nmodule m\ngo 1.24\n-- m.go --\npackage m\n-- other.go --\npackage other\n")
	if keys := keysOf(t, Options{Dir: dir, Patterns: []string{"."}}); len(keys) > 0 {
		t.Errorf("got keys %x", keys)
	}
}

func keysOf(t *testing.T, o Options) map[string]Key {
	t.Helper()
	g, err := List(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	byID := map[string]Key{}
	keys := g.Keys()
	for _, pkg := range g.Packages() {
		if key, ok := keys.Of(pkg); ok {
			byID[pkg.ID] = key
		}
	}
	return byID
}
