package codeowners

import (
	"os"
	"path/filepath"
	"testing"
)

func TestOf(t *testing.T) {
	for _, test := range []struct{ text, file, want string }{
		{"", "a.go", ""},
		{"* @all", "a/b.go", "@all"},
		{"* @all\n*.go @go", "a/b.go", "@go"},
		{"* @all\n*.go @go", "a/b.go.txt", "@all"},
		{"*.go @go\n* @all", "a/b.go", "@all"}, // the last
		{"/docs/ @docs", "docs/a/b.md", "@docs"},
		{"/docs/ @docs", "pkg/docs/b.md", ""},
		{"/docs/ @docs", "docs", ""}, // a file
		{"docs/ @docs", "pkg/docs/b.md", "@docs"},
		{"docs/* @docs", "docs/b.md", "@docs"},
		{"docs/* @docs", "docs/a/b.md", ""},
		{"docs/* @docs", "pkg/docs/b.md", ""},
		{"/* @root", "b.md", "@root"},
		{"/* @root", "a/b.md", ""},
		{"/pkg/api @api", "pkg/api/a.go", "@api"},
		{"/pkg/api @api", "pkg/apis/a.go", ""},
		{"pkg/api @api", "x/pkg/api/a.go", ""},
		{"**/api @api", "x/pkg/api/a.go", "@api"},
		{"**/api @api", "api/a.go", "@api"},
		{"/pkg/**/store @db", "pkg/store/a.go", "@db"},
		{"/pkg/**/store @db", "pkg/a/b/store/a.go", "@db"},
		{"/pkg/** @pkg", "pkg/a/b", "@pkg"},
		{"/pkg @pkg\n/pkg/own", "pkg/own/a.go", ""}, // nobody's again
		{"a? @a", "ab", "@a"},
		{"a? @a", "a/b", ""},
		{"a.go @a", "aXgo", ""},
		{"*.go @a @b a@example.com # why", "a.go", "@a @b a@example.com"},
		{"# *.go @a", "a.go", ""},
		{"  \t\r\n*.go\t@a\r\n", "a.go", "@a"},
		{`a\ b.go @a`, "a b.go", "@a"},
		{`\#a.go @a`, "#a.go", "@a"},
		{"[Docs] @docs\n*.md\n*.txt @txt", "a.md", "@docs"},
		{"[Docs] @docs\n*.md\n*.txt @txt", "a.txt", "@txt"},
		{"^[My docs][2] @a @b\n*.md", "a.md", "@a @b"},
		{"[Docs] @docs\n[Other]\n*.md", "a.md", ""},
	} {
		if got := Parse(test.text).Of(test.file); got != test.want {
			t.Errorf("in %q %s is of %q, want %q", test.text, test.file, got, test.want)
		}
	}
}

func TestFind(t *testing.T) {
	root := t.TempDir()
	if o, err := Find(root); err != nil || o != nil {
		t.Errorf("without a file: %v, %v", o, err)
	}
	for _, dir := range []string{"docs", "", ".gitlab", ".github"} { // each before those before it
		if err := os.MkdirAll(filepath.Join(root, dir), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(root, dir, "CODEOWNERS"), []byte("* @of-"+dir), 0o666); err != nil {
			t.Fatal(err)
		}
		if o, err := Find(root); err != nil || o.Of("a.go") != "@of-"+dir {
			t.Errorf("with one in %q: %q, %v", dir, o.Of("a.go"), err)
		}
	}
	if err := os.Remove(filepath.Join(root, ".github", "CODEOWNERS")); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(root, ".github", "CODEOWNERS"), 0o777); err != nil {
		t.Fatal(err)
	}
	if _, err := Find(root); err == nil {
		t.Error("a folder is read as a file")
	}
}

func FuzzParse(f *testing.F) {
	f.Add("* @a\n/b/** @c # d\n[e][2] @f\n\\g h\\", "b/i")
	f.Fuzz(func(_ *testing.T, text, file string) { Parse(text).Of(file) })
}
