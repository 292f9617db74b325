package main

import (
	"bytes"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/buslint/buslint/internal/lint"
	"github.com/buslint/buslint/internal/load"
)

// TestSavedMeanwhile checks that a file that an editor saves while -fix runs is left as it
// was saved, and named, and that the others are written.
func TestSavedMeanwhile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var stderr bytes.Buffer
	l := &linter{env: &env{stderr: &stderr}, load: load.Options{Dir: dir, Sources: new(load.Sources)}}
	x := &lint.Fixer{Contents: map[string][]byte{}}
	for _, name := range []string{"a.go", "b.go"} {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte("read"), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := l.load.Sources.Read(file); err != nil {
			t.Fatal(err)
		}
		x.Contents[file] = []byte("fixed")
	}
	saved := filepath.Join(dir, "a.go")
	if err := os.WriteFile(saved, []byte("saved"), 0o600); err != nil {
		t.Fatal(err)
	}
	changed, err := l.writeFixes(t.Context(), x)
	if err != nil || !slices.Equal(changed, []string{saved}) {
		t.Errorf("left %v, %v", changed, err)
	}
	if !strings.Contains(stderr.String(), "a.go: another program has changed this file") {
		t.Errorf("said %q", stderr.String())
	}
	for name, want := range map[string]string{"a.go": "saved", "b.go": "fixed"} {
		if data, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(data) != want {
			t.Errorf("%s has %q (%v), want %q", name, data, err, want)
		}
	}
}
