package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/buslint/buslint/internal/load"
)

// TestSavedMeanwhile checks that a file that an editor saves while -fix runs is left as it
// was saved, and named, and that no other is written.
func TestSavedMeanwhile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	var stderr bytes.Buffer
	l := &linter{env: &env{stderr: &stderr}, load: load.Options{Dir: dir, Sources: new(load.Sources)}}
	contents := map[string][]byte{}
	for _, name := range []string{"a.go", "b.go"} {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte("read"), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := l.load.Sources.Read(file); err != nil {
			t.Fatal(err)
		}
		contents[file] = []byte("fixed")
	}
	saved := filepath.Join(dir, "a.go")
	if err := os.WriteFile(saved, []byte("saved"), 0o600); err != nil {
		t.Fatal(err)
	}
	err := l.writeAll(t.Context(), "-fix", contents)
	if err == nil || !strings.Contains(err.Error(), "run buslint -fix again") {
		t.Errorf("got the error %v", err)
	}
	if got := stderr.String(); got != saved+"\n" {
		t.Errorf("said %q", got)
	}
	for name, want := range map[string]string{"a.go": "saved", "b.go": "read"} {
		if data, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(data) != want {
			t.Errorf("%s has %q (%v), want %q", name, data, err, want)
		}
	}
}
