package lsp

import (
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

func TestPositions(t *testing.T) {
	const text = "package p // \U0001F680ü\r\nvar é, x int\n"
	tests := []struct {
		pos    position
		offset int
	}{
		{position{0, 0}, 0},
		{position{0, 13}, 13},
		{position{0, 15}, 17}, // behind the rocket, two units and four bytes
		{position{0, 16}, 19},
		{position{1, 0}, 21},
		{position{1, 5}, 27},
		{position{2, 0}, len(text)},
	}
	for _, test := range tests {
		if got := offsetOf(text, test.pos); got != test.offset {
			t.Errorf("offsetOf(%v) = %d, want %d", test.pos, got, test.offset)
		}
		if got := positionOf(text, test.offset); got != test.pos {
			t.Errorf("positionOf(%d) = %v, want %v", test.offset, got, test.pos)
		}
	}
	for pos, want := range map[position]int{
		{0, 99}: 19, // before the line break
		{9, 3}:  len(text),
	} {
		if got := offsetOf(text, pos); got != want {
			t.Errorf("offsetOf(%v) = %d, want %d, the end", pos, got, want)
		}
	}
}

func TestMoved(t *testing.T) {
	const old = "one two three"
	const text = "one 2 and three"
	for offset, want := range map[int]int{0: 0, 4: 4, 5: 4, 8: 10, 13: 15} {
		if got := moved(old, text, offset); got != want {
			t.Errorf("moved(%d) = %d, want %d", offset, got, want)
		}
	}
}

// TestMovedBetween checks what lies between two edits.
func TestMovedBetween(t *testing.T) {
	const old = "import a\n\nfunc f() {\n}\n\nfunc g() {\n}\n\nfunc h() {\n}\n"
	const text = "import a\nimport b\n\nfunc f() {\n}\n\nfunc g2() {\n}\n\nfunc h() {\n\treturn\n}\n"
	for was, want := range map[string]string{"f() {": "f() {", "func f": "func f", "h() {": "h() {", "g() {": "\nfunc g2"} {
		if got, want := moved(old, text, strings.Index(old, was)), strings.Index(text, want); got != want {
			t.Errorf("%q moves to %q", was, text[got:])
		}
	}
	m := newMapping(old, text)
	for offset := range len(old) + 1 {
		if got, want := m.position(offset), positionOf(text, moved(old, text, offset)); got != want {
			t.Errorf("%d is at %v, want %v", offset, got, want)
		}
	}
}

func TestURI(t *testing.T) {
	for _, file := range []string{"/a b/c.go", "/100%done/ü.go"} {
		if got := fileOf(uriOf(file)); got != file {
			t.Errorf("%s comes back as %s by %s", file, got, uriOf(file))
		}
	}
	if got := fileOf("untitled:Untitled-1"); got != "" {
		t.Errorf("untitled:Untitled-1 is the file %s", got)
	}
}

func FuzzPositions(f *testing.F) {
	f.Add("package p\r\n\U0001F680\n", 11)
	f.Fuzz(func(t *testing.T, text string, offset int) {
		if offset < 0 || offset > len(text) || !utf8.ValidString(text) || offset < len(text) && !utf8.RuneStart(text[offset]) {
			return
		}
		// The two bytes of a line break are one place.
		if offset > 0 && offset < len(text) && text[offset-1] == '\r' && text[offset] == '\n' {
			return
		}
		if got := offsetOf(text, positionOf(text, offset)); got != offset {
			t.Errorf("%q: %d comes back as %d by %v", text, offset, got, positionOf(text, offset))
		}
	})
}

// TestReplace asks for an edit of a file in which a person has typed since it was worked out.
func TestReplace(t *testing.T) {
	file := filepath.Join(t.TempDir(), "a.go")
	v := &view{docs: &documents{}, texts: map[string]string{}}
	v.docs.set(file, 1, "package a\n")
	open := v.docs.overlay()
	contents := map[string][]byte{file: []byte("package b\n")}
	edit, err := v.replace(open, contents)
	if err != nil || len(edit.Changes) != 1 {
		t.Errorf("got %v, %v, want one change", edit, err)
	}
	v.docs.set(file, 2, "package a // typed\n")
	if edit, err = v.replace(open, contents); err == nil {
		t.Errorf("got %v, which loses what was typed", edit)
	}
}
