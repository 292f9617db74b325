package git_test

import (
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"github.com/buslint/buslint/internal/git"
)

// TestCheckOutSource checks that a tree has the files that go reads, also those that Go files
// embed, and no others.
func TestCheckOutSource(t *testing.T) {
	dir, do := repository(t)
	want := []string{
		".buslint.yml", "a b/ä.go", "go.mod", "go.sum", "lib/add.s", "lib/lib.h", "pages/deep/logo.svg", "pages/index.html", "pages/pages.go",
		"quoted/a b.txt", "quoted/quoted.go", "schemas/a/one.cue", "schemas/b/two.cue", "top.go", "vendor/modules.txt",
	}
	left := []string{"README.md", "web/app.ts", "pages.html", "lib/notes.txt", "pages/draft.html", "schemas/a/one.md", "schemas/notes.cue", "more/schemas/a/one.cue"}
	for _, name := range append(left, want...) {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o700); err != nil {
			t.Fatal(err)
		}
		write(t, file, "package p\n")
	}
	write(t, filepath.Join(dir, "pages", "pages.go"), "package pages\n\nimport _ \"embed\"\n\n//go:embed index.html all:deep\nvar page string\n")
	write(t, filepath.Join(dir, "top.go"), "package top\n\nimport _ \"embed\"\n\n//go:embed schemas/*/*.cue\nvar schemas string\n")
	write(t, filepath.Join(dir, "quoted", "quoted.go"), "package quoted\n\nimport _ \"embed\"\n\n//go:embed \"a b.txt\"\nvar text string\n")
	do("add", "-f", ".")
	do("commit", "-qm", "first")
	do("rm", "-qr", "pages")
	do("commit", "-qm", "second")
	repo, err := git.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	tree, err := repo.CheckOutSource(t.Context(), "HEAD^")
	if err != nil {
		t.Fatal(err)
	}
	defer tree.Remove()
	var got []string
	err = fs.WalkDir(os.DirFS(tree.Dir), ".", func(name string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			got = append(got, name)
		}
		return err
	})
	if err != nil || !slices.Equal(got, want) {
		t.Errorf("the tree has %q (%v), want %q", got, err, want)
	}
	if _, err := repo.CheckOutSource(t.Context(), "nonsense"); err == nil {
		t.Error("no error for a commit that is none")
	}
}

func TestRemote(t *testing.T) {
	dir, do := repository(t)
	repo, err := git.Open(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	if got := repo.Remote(t.Context(), "origin"); got != "" {
		t.Errorf("there is no remote, but its address is %s", got)
	}
	do("remote", "add", "origin", "git@example.com:team/shop.git")
	if got := repo.Remote(t.Context(), "origin"); got != "git@example.com:team/shop.git" {
		t.Errorf("the address is %s", got)
	}
}
