package module

import (
	"os"
	"path/filepath"
	"slices"
	"testing"
)

// TestWorkspace checks which modules the workspace of a folder has.
func TestWorkspace(t *testing.T) {
	dir := t.TempDir()
	below := filepath.Join(dir, "a", "deep")
	if err := os.MkdirAll(below, 0o700); err != nil {
		t.Fatal(err)
	}
	write := func(name, text string) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return file
	}
	want := func(when string, dirs ...string) {
		t.Helper()
		if got := Workspace(below); !slices.Equal(got, dirs) {
			t.Errorf("%s: got %q, want %q", when, got, dirs)
		}
	}
	t.Setenv("GOWORK", "")
	want("without a file")
	write("go.work", "go 1.26.0\n\nuse (\n\t.\n\t./a\n\t../b\n)\n")
	want("with one further up", dir, filepath.Join(dir, "a"), filepath.Join(filepath.Dir(dir), "b"))
	t.Setenv("GOWORK", "off")
	want("turned off")
	t.Setenv("GOWORK", write("other.work", "go 1.26.0\n\nuse ./c\n"))
	want("with another one", filepath.Join(dir, "c"))
	t.Setenv("GOWORK", write("broken.work", "use\n\tthis"))
	want("with one that is broken")
}

// TestOf checks in which module the go command finds a folder: a workspace hides others.
func TestOf(t *testing.T) {
	t.Setenv("GOWORK", "")
	dir := t.TempDir()
	below := filepath.Join(dir, "work", "a")
	if err := os.MkdirAll(below, 0o700); err != nil {
		t.Fatal(err)
	}
	want := func(when string, want bool) {
		t.Helper()
		if root, ok := Of(below); ok != want || ok && root != dir {
			t.Errorf("%s: got %s, %t", when, root, ok)
		}
	}
	for _, step := range []struct {
		file, text string
		found      bool
	}{
		{"other.txt", "", false},
		{"go.mod", "module example.com/a\n", true},
		{"work/go.work", "go 1.26.0\n\nuse ./b\n", false},
		{"work/go.work", "go 1.26.0\n\nuse ..\n", true},
	} {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(step.file)), []byte(step.text), 0o600); err != nil {
			t.Fatal(err)
		}
		want(step.file+" "+step.text, step.found)
	}
}

// TestRoot checks which folder is the root of a module.
func TestRoot(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	below := filepath.Join(dir, "a", "deep")
	if err := os.MkdirAll(filepath.Join(below, "go.mod"), 0o700); err != nil { // a folder
		t.Fatal(err)
	}
	if got := Root(below); got != below {
		t.Errorf("without a module, the root is %s", got)
	}
	if err := os.WriteFile(filepath.Join(dir, "go.mod"), []byte("module example.com/a\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := Root(below); got != dir {
		t.Errorf("the root is %s, want %s", got, dir)
	}
	if got := Path(dir); got != "example.com/a" {
		t.Errorf("the path is %s", got)
	}
}
