package lsp

import (
	"go/token"
	"os"
	"path/filepath"
	"testing"
)

// Of what another module declares only the line may be known.
func TestOnLine(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.go")
	if err := os.WriteFile(file, []byte("package a\n\nfunc Handle() {}\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	pos := token.Position{Filename: file, Line: 3, Column: 1, Offset: 2}
	if got, want := onLine(pos, named(pos, "Handle")), (span{file, 11, 17}); got != want {
		t.Errorf("%v, want %v", got, want)
	}
	for _, pos := range []token.Position{{Filename: file, Line: 9, Offset: 2}, {Filename: file + "x", Line: 3, Offset: 2}} {
		if got, want := onLine(pos, named(pos, "Handle")), named(pos, "Handle"); got != want {
			t.Errorf("%v, want %v", got, want)
		}
	}
}
