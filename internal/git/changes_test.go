package git_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/buslint/buslint/internal/git"
)

// repository makes a repository in a new folder, and returns what runs git there.
func repository(t *testing.T) (dir string, do func(args ...string)) {
	t.Helper()
	if _, err := exec.LookPath("git"); err != nil {
		t.Skip("there is no git")
	}
	dir = t.TempDir()
	do = func(args ...string) {
		t.Helper()
		cmd := exec.CommandContext(t.Context(), "git", append([]string{"-c", "user.name=a", "-c", "user.email=a@example.com"}, args...)...)
		cmd.Dir = dir
		if out, err := cmd.CombinedOutput(); err != nil {
			t.Fatalf("git %q: %v\n%s", args, err, out)
		}
	}
	do("init", "-q")
	return dir, do
}

func write(t *testing.T, file, text string) {
	t.Helper()
	if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
		t.Fatal(err)
	}
}

// TestOld checks which line was which, in files with odd names, too.
func TestOld(t *testing.T) {
	t.Parallel()
	for _, test := range []struct{ name, before, after, want string }{
		{"same.go", "abc", "abc", "1 2 3"},
		{"top.go", "abc", "xabc", "- 1 2 3"},
		{"end.go", "abc", "abcx", "1 2 3 -"},
		{"middle.go", "abc", "axxbc", "1 - - 2 3"},
		{"gone.go", "abc", "ac", "1 3"},
		{"first gone.go", "abc", "bc", "2 3"},
		{"much gone.go", "abcdef", "aef", "1 5 6"},
		{"other.go", "abc", "axc", "1 - 3"},
		{"several.go", "abcdef", "xabyef", "- 1 2 - 5 6"},
		{`"quoted"	ä.go`, "abc", "xabc", "- 1 2 3"},
		{"plus.go", "a+b", "a+xb", "1 2 - 3"},
		{"space .go", "ab", "xab", "- 1 2"},
	} {
		t.Run(test.name, func(t *testing.T) {
			t.Parallel()
			dir, do := repository(t)
			file := filepath.Join(dir, test.name)
			lines := func(s string) string { // of which "+" looks like the head of a file
				return strings.ReplaceAll(strings.Join(strings.Split(s, ""), "\n"), "+", "++ b/x.go") + "\n"
			}
			write(t, file, lines(test.before))
			do("add", ".")
			do("commit", "-qm", "first")
			write(t, file, lines(test.after))
			repo, err := git.Open(t.Context(), dir)
			if err != nil {
				t.Fatal(err)
			}
			changes, err := repo.Changes(t.Context(), "HEAD")
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for i := range test.after {
				old, ok := changes.Old(test.name, i+1)
				if ok {
					got = append(got, fmt.Sprint(old))
				} else {
					got = append(got, "-")
				}
			}
			if got := strings.Join(got, " "); got != test.want {
				t.Errorf("the lines are %s, want %s", got, test.want)
			}
		})
	}
}

// TestOldName checks which file was which, and its lines, when files move.
func TestOldName(t *testing.T) {
	t.Parallel()
	dir, do := repository(t)
	long := strings.Repeat("a line that stays\n", 20)
	write(t, filepath.Join(dir, "a.go"), long)
	write(t, filepath.Join(dir, "ä b.go"), "b\n"+long)
	write(t, filepath.Join(dir, "c.go"), "c\n")
	do("add", ".")
	do("commit", "-qm", "first")
	do("config", "diff.renames", "false")
	if err := os.Mkdir(filepath.Join(dir, "d"), 0o777); err != nil {
		t.Fatal(err)
	}
	do("mv", "a.go", "d/ü a.go")
	do("mv", "ä b.go", "b.go")
	write(t, filepath.Join(dir, "b.go"), "b\nx\n"+long)
	do("rm", "-q", "c.go")
	write(t, filepath.Join(dir, "new.go"), "something else\n")
	do("add", ".")
	repo, err := git.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	changes, err := repo.Changes(t.Context(), "HEAD")
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range map[string]string{"d/ü a.go": "a.go", "b.go": "ä b.go", "new.go": "new.go"} {
		if got := changes.OldName(name); got != want {
			t.Errorf("%s was %s, want %s", name, got, want)
		}
	}
	for _, test := range []struct {
		name      string
		line, old int
		ok        bool
	}{{"d/ü a.go", 3, 3, true}, {"b.go", 1, 1, true}, {"b.go", 2, 0, false}, {"b.go", 3, 2, true}, {"new.go", 1, 0, false}} {
		if old, ok := changes.Old(test.name, test.line); old != test.old || ok != test.ok {
			t.Errorf("line %d of %s was %d, %t, want %d, %t", test.line, test.name, old, ok, test.old, test.ok)
		}
	}
}

// TestTree checks that a tree follows commits, and leaves nothing anywhere.
func TestTree(t *testing.T) {
	temp := t.TempDir()
	t.Setenv("TMPDIR", temp)
	dir, do := repository(t)
	write(t, filepath.Join(dir, "a.go"), "a")
	do("add", ".")
	do("commit", "-qm", "first")
	write(t, filepath.Join(dir, "b.go"), "b")
	do("rm", "-q", "a.go")
	do("add", ".")
	do("commit", "-qm", "second")
	repo, err := git.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := repo.NewTree()
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"a.go", "b.go", "a.go"} {
		if want == "b.go" {
			err = tree.Move(t.Context(), "HEAD")
		} else {
			err = tree.Move(t.Context(), "HEAD^")
		}
		entries, err2 := os.ReadDir(tree.Dir)
		if err != nil || err2 != nil || len(entries) != 1 || entries[0].Name() != want {
			t.Errorf("the tree has %v, %v, %v, want %s", entries, err, err2, want)
		}
	}
	if there, ok := tree.There(filepath.Join(dir, "a.go")); !ok || there != filepath.Join(tree.Dir, "a.go") {
		t.Errorf("a.go is %s, %t", there, ok)
	}
	if _, ok := tree.There(filepath.Dir(dir)); ok {
		t.Error("a folder outside is in the tree")
	}
	tree.Remove()
	if entries, err := os.ReadDir(temp); err != nil || len(entries) > 0 {
		t.Errorf("there is %v left, %v", entries, err)
	}
	if _, err := repo.CheckOutSource(t.Context(), "nonsense"); err == nil {
		t.Error("no error for a commit that is none")
	}
	interrupted, interrupt := context.WithCancel(t.Context())
	interrupt()
	if _, err := repo.CheckOutSource(interrupted, "HEAD"); !errors.Is(err, context.Canceled) {
		t.Errorf("interrupted, the error is %v", err)
	}
	if entries, err := os.ReadDir(temp); err != nil || len(entries) > 0 {
		t.Errorf("there is %v left, %v", entries, err)
	}
}
