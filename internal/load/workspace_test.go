package load

import (
	"fmt"
	"go/types"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
)

// open returns a workspace of a small module, of which all is checked.
func open(t *testing.T) (w *Workspace, dir string) {
	t.Helper()
	dir = unpack(t, `
-- go.mod --
module m

go 1.24
-- a/a.go --
package a

import "fmt"

func A() string { return fmt.Sprint(1) }
-- a/a_test.go --
package a

import "testing"

func TestA(t *testing.T) { A() }
-- b/b.go --
package b

import "m/a"

func B() string { return a.A() }
-- c/c.go --
package c

import (
	"m/b"
	"strings"
)

var C = strings.ToUpper(b.B())
-- alone/one.go --
package alone

import "errors"

var Err = errors.New("")
`)
	w, err := Open(t.Context(), Options{Dir: dir, Patterns: []string{"./..."}, Tests: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := w.Load(t.Context(), w.Packages()); err != nil {
		t.Fatal(err)
	}
	w.Release()
	return w, dir
}

// TestGrowth checks that a workspace that changes very often is opened anew in the end.
func TestGrowth(t *testing.T) {
	w, dir := open(t)
	name := filepath.Join(dir, "a", "a.go")
	content := []byte("package a\n\nimport \"fmt\"\n\nfunc A() string { return fmt.Sprint(1) }\n\n// " + strings.Repeat("x", 4<<20))
	for i := range 20 {
		if _, ok := w.Change(map[string][]byte{name: content}); !ok {
			if i < 2 {
				t.Errorf("it has to be opened anew after %d changes", i)
			}
			return
		}
	}
	t.Error("it keeps what it has parsed for ever")
}

func ids(pkgs []*packages.Package) string {
	var ids []string
	for _, pkg := range pkgs {
		ids = append(ids, pkg.ID)
	}
	slices.Sort(ids)
	return strings.Join(ids, ", ")
}

// TestWorkspaceChange says how far a change goes, and that what is checked again is as it
// would be if all were loaded anew.
func TestWorkspaceChange(t *testing.T) {
	tests := []struct {
		name, file, content string
		stale               string // "" if it has to be opened anew
		errors              string
	}{
		{"a body", "a/a.go", "package a\n\nimport \"fmt\"\n\nfunc A() string { return fmt.Sprint(2) }\n", "m/a [m/a.test]", ""},
		{"a comment", "a/a.go", "package a\n\nimport \"fmt\"\n\n// A is documented.\nfunc A() string { return fmt.Sprint(1) }\n", "m/a [m/a.test]", ""},
		{"a declaration", "a/a.go", "package a\n\nfunc A() int { return 1 }\n", "m/a [m/a.test], m/b, m/c", "cannot use a.A()"},
		{"a test", "a/a_test.go", "package a\n\nfunc helper() int { return A() }\n", "m/a [m/a.test]", "cannot use A()"},
		{"an import that is known", "a/a.go", "package a\n\nimport \"strings\"\n\nfunc A() string { return strings.ToUpper(\"\") }\n", "m/a [m/a.test], m/b, m/c", ""},
		{"of the same module", "alone/one.go", "package alone\n\nimport \"m/b\"\n\nvar Err = b.B()\n", "m/alone", ""},
		{"code that is broken", "c/c.go", "package c\n\nfunc", "m/c", "expected"},
		{"a file that is no part of it", "README.md", "text", "none", ""},

		{"an import that is unknown", "a/a.go", "package a\n\nimport \"net/rpc\"\n\nvar A rpc.Client\n", "", ""},
		{"a circle", "a/a.go", "package a\n\nimport \"m/c\"\n\nvar A = c.C\n", "", ""},
		{"a new file", "a/new.go", "package a\n", "", ""},
		{"a constraint", "c/c.go", "//go:build plan9\n\npackage c\n", "", ""},
		{"another package", "c/c.go", "package d\n", "", ""},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			w, dir := open(t)
			stale, ok := w.Change(map[string][]byte{filepath.Join(dir, test.file): []byte(test.content)})
			if test.stale == "" {
				if ok {
					t.Errorf("it is enough to check %s", ids(stale))
				}
				return
			}
			if got := ids(stale); !ok || got != strings.TrimPrefix(test.stale, "none") {
				t.Fatalf("stale is %q (%t), want %q", got, ok, test.stale)
			}
			if err := w.Load(t.Context(), stale); err != nil {
				t.Fatal(err)
			}
			fresh, err := Packages(t.Context(), Options{Dir: dir, Patterns: []string{"./..."}, Tests: true,
				Overlay: map[string][]byte{filepath.Join(dir, test.file): []byte(test.content)}})
			if err != nil {
				t.Fatal(err)
			}
			errs := ""
			for _, pkg := range stale {
				i := slices.IndexFunc(fresh, func(f *packages.Package) bool { return f.ID == pkg.ID })
				if got, want := describe(pkg), describe(fresh[i]); got != want {
					t.Errorf("%s is\n%s\nand anew\n%s", pkg.ID, got, want)
				}
				errs += fmt.Sprint(pkg.Errors)
			}
			if !strings.Contains(errs, test.errors) || test.errors == "" && strings.Trim(errs, "[]") != "" {
				t.Errorf("errors are %s, want %q", errs, test.errors)
			}
		})
	}
}

// describe writes what a package declares and what is wrong with it.
func describe(pkg *packages.Package) string {
	var b strings.Builder
	for _, name := range pkg.Types.Scope().Names() {
		fmt.Fprintln(&b, types.ObjectString(pkg.Types.Scope().Lookup(name), nil))
	}
	fmt.Fprintln(&b, pkg.Errors)
	return b.String()
}

// TestWorkspaceBack takes a change back.
func TestWorkspaceBack(t *testing.T) {
	w, dir := open(t)
	file := filepath.Join(dir, "a/a.go")
	for i, content := range [][]byte{[]byte("package a\n"), nil, []byte("package a\n\nfunc A() int { return 1 }\n"), nil} {
		stale, ok := w.Change(map[string][]byte{file: content})
		if !ok || len(stale) != 3 {
			t.Fatalf("stale is %q (%t)", ids(stale), ok)
		}
		if err := w.Load(t.Context(), stale); err != nil {
			t.Fatal(err)
		}
		for _, pkg := range stale {
			// The test of a and b itself use A.
			if wrong := content != nil && pkg.ID != "m/c" && !(i == 2 && pkg.ID == "m/a [m/a.test]"); wrong != (len(pkg.Errors) > 0) {
				t.Errorf("after change %d, %s has errors %v", i, pkg.ID, pkg.Errors)
			}
		}
	}
}
