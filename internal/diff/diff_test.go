package diff

import (
	"bytes"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func text(lines ...string) []byte { return []byte(strings.Join(lines, "\n") + "\n") }

func TestUnified(t *testing.T) {
	t.Parallel()
	call := []string{"func f() error {", "\treturn b.Dispatch(c)", "}", ""}
	many := slices.Concat(call, call, call, call, call)
	changed := slices.Clone(many)
	changed[9] = "\treturn b.DispatchCtx(ctx, c)"
	for _, test := range []struct {
		name      string
		old, data []byte
		want      string
	}{
		{"nothing", text("a"), text("a"), ""},
		{"all is new", nil, text("a", "b"), "diff a b\n--- a\n+++ b\n@@ -0,0 +1,2 @@\n+a\n+b\n"},
		{"all is gone", text("a"), nil, "diff a b\n--- a\n+++ b\n@@ -1 +0,0 @@\n-a\n"},
		{"no end of the line", []byte("a\nb"), text("a", "b"), "diff a b\n--- a\n+++ b\n@@ -1,2 +1,2 @@\n a\n-b\n\\ No newline at end of file\n+b\n"},
		{"one of many lines that are alike", text(many...), text(changed...),
			"diff a b\n--- a\n+++ b\n@@ -7,7 +7,7 @@\n }\n \n func f() error {\n-\treturn b.Dispatch(c)\n+\treturn b.DispatchCtx(ctx, c)\n }\n \n func f() error {\n"},
		{"six lines between are one hunk", text("x", "1", "2", "3", "4", "5", "6", "y"), text("X", "1", "2", "3", "4", "5", "6", "Y"),
			"diff a b\n--- a\n+++ b\n@@ -1,8 +1,8 @@\n-x\n+X\n 1\n 2\n 3\n 4\n 5\n 6\n-y\n+Y\n"},
		{"seven lines between are two hunks", text("x", "1", "2", "3", "4", "5", "6", "7", "y"), text("X", "1", "2", "3", "4", "5", "6", "7", "Y"),
			"diff a b\n--- a\n+++ b\n@@ -1,4 +1,4 @@\n-x\n+X\n 1\n 2\n 3\n@@ -6,4 +6,4 @@\n 5\n 6\n 7\n-y\n+Y\n"},
	} {
		if got := string(Unified("a", test.old, "b", test.data)); got != test.want {
			t.Errorf("%s: got\n%s\nwant\n%s", test.name, got, test.want)
		}
	}
}

// TestFewest checks for random texts that the lines make up both texts, that no more lines
// differ than have to, and that git applies the diff.
func TestFewest(t *testing.T) {
	t.Parallel()
	git, err := exec.LookPath("git")
	if err != nil {
		t.Skip("git is not there")
	}
	random := rand.New(rand.NewPCG(1, 2)) //nolint:gosec // the same in each run
	some := func() []string {
		lines := make([]string, random.IntN(30))
		for i := range lines {
			lines[i] = []string{"a", "b", "c", "d"}[random.IntN(4)]
		}
		return lines
	}
	dir := t.TempDir()
	for n := range 300 {
		a, b := some(), some()
		old, data := []byte(strings.Join(a, "\n")), []byte(strings.Join(b, "\n"))
		if n%2 == 0 {
			old, data = text(a...), text(b...)
		}
		differ := 0
		var was, is bytes.Buffer
		for _, l := range compare(split(old), split(data)) {
			if l.sign != '+' {
				was.WriteString(l.text)
			}
			if l.sign != '-' {
				is.WriteString(l.text)
			}
			differ += bit(l.sign != ' ')
		}
		if !bytes.Equal(was.Bytes(), old) || !bytes.Equal(is.Bytes(), data) {
			t.Fatalf("%q to %q: the lines make %q and %q", old, data, was.Bytes(), is.Bytes())
		}
		if want := len(split(old)) + len(split(data)) - 2*common(split(old), split(data)); differ != want {
			t.Fatalf("%q to %q: %d lines differ, want %d", old, data, differ, want)
		}
		if n%20 == 0 && !bytes.Equal(old, data) && len(old) > 0 && len(data) > 0 {
			applies(t, git, dir, old, data)
		}
	}
}

// common returns the length of the longest common subsequence, the slow way.
func common(a, b []string) int {
	row := make([]int, len(b)+1)
	for _, x := range a {
		diagonal := 0
		for j, y := range b {
			diagonal, row[j+1] = row[j+1], max(diagonal+bit(x == y), row[j], row[j+1])
		}
	}
	return row[len(b)]
}

func applies(t *testing.T, git, dir string, old, data []byte) {
	t.Helper()
	file := filepath.Join(dir, "file")
	if err := os.WriteFile(file, old, 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), git, "apply", "--unsafe-paths", "-")
	cmd.Dir = dir
	diff := Unified("a/file", old, "b/file", data)
	cmd.Stdin = bytes.NewReader(diff)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s\n%s", err, out, diff)
	}
	if got, err := os.ReadFile(file); err != nil || !bytes.Equal(got, data) {
		t.Fatalf("applied, it is %q (%v), want %q", got, err, data)
	}
}

func TestFarApart(t *testing.T) {
	t.Parallel()
	var a, b []string
	for i := range 2 * maxEdits {
		a, b = append(a, strings.Repeat("a", i%7)), append(b, strings.Repeat("b", 1+i%7))
	}
	got := compare(a, b)
	if len(got) != len(a)+len(b) || got[0].sign != '-' || got[len(got)-1].sign != '+' {
		t.Errorf("%d lines, from %c to %c", len(got), got[0].sign, got[len(got)-1].sign)
	}
}

// TestKept checks which lines are known again after an edit.
func TestKept(t *testing.T) {
	t.Parallel()
	old := strings.Split("a b c d e f g h i j k l m n o p q r s t", " ")
	data := slices.Clone(old)
	data[15] = "P"
	data = slices.Insert(data, 3, "new", "new")
	data = slices.Delete(data, 0, 1)
	kept := Kept(text(old...), text(data...))
	for i, line := range data {
		want := slices.Index(old, line) + 1
		if got := kept[i+1]; got != want {
			t.Errorf("line %d, %s, is line %d, want %d", i+1, line, got, want)
		}
	}
	for line, got := range Kept(text(old...), text(old...)) {
		if got != line {
			t.Errorf("line %d of what did not change is %d", line, got)
		}
	}
}

// TestEdits applies the edits: they make the new text of the old one, and leave alone what is in
// both.
func TestEdits(t *testing.T) {
	for name, test := range map[string]struct {
		old, data string
		want      []Edit
	}{
		"nothing":         {"a\nb\n", "a\nb\n", nil},
		"no text":         {"", "", nil},
		"a new one":       {"", "a\n", []Edit{{0, 0, "a\n"}}},
		"all gone":        {"a\nb\n", "", []Edit{{0, 4, ""}}},
		"two runs":        {"a\nb\nc\nd\n", "x\nb\nc\ny\nz\n", []Edit{{0, 2, "x\n"}, {6, 8, "y\nz\n"}}},
		"a line between":  {"a\nb\n", "a\nx\nb\n", []Edit{{2, 2, "x\n"}}},
		"no line's end":   {"a\nb", "a\nb\n", []Edit{{2, 3, "b\n"}}},
		"carriage return": {"a\r\nb\r\n", "a\r\nc\r\n", []Edit{{3, 6, "c\r\n"}}},
	} {
		got := Edits([]byte(test.old), []byte(test.data))
		if !slices.Equal(got, test.want) {
			t.Errorf("%s: %v, want %v", name, got, test.want)
		}
		made := test.old
		for _, e := range slices.Backward(got) {
			made = made[:e.Start] + e.Text + made[e.End:]
		}
		if made != test.data {
			t.Errorf("%s: they make %q", name, made)
		}
	}
}
