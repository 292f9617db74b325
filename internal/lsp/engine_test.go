package lsp

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/buslint/buslint/internal/config"
)

// TestFailed shows that a module that cannot be opened is opened again when something of it has
// changed, and not when a file elsewhere has.
func TestFailed(t *testing.T) {
	dir := t.TempDir()
	write := func(name, text string) string {
		file := filepath.Join(dir, name)
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		return file
	}
	write("go.mod", "module example.com/m\n\ngo 1.24\n")
	opening, opened := 0, 0
	e := newEngine(module{root: dir, dirs: []string{dir}, patterns: []string{"./..."}}, Options{
		Configure: func(string) (*config.Config, error) { return config.Default(), nil },
		Opening:   func() func() { opening++; return func() { opened++ } },
	})
	elsewhere := filepath.Join(t.TempDir(), "x.go")
	look := func(text string, wantErr bool, wantOpenings int, disk ...string) {
		t.Helper()
		sess := &session{engine: e}
		_, err := e.analyze(t.Context(), map[string]document{elsewhere: {text: text}}, disk)
		sess.afterwards()
		if (err != nil) != wantErr || opening != wantOpenings || opened != opening {
			t.Errorf("got %v after %d openings, %d of them over, want an error %t and %d", err, opening, opened, wantErr, wantOpenings)
		}
	}
	look("package x", true, 1)
	look("package x // y", true, 1)
	look("package x // y", false, 2, write("m.go", "package m\n"))
	look("package x", false, 2)
}
