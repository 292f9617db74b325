package lint_test

import (
	"bytes"
	"errors"
	"fmt"
	"go/token"
	"maps"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/fix"
	"github.com/buslint/buslint/internal/lint"
	"github.com/buslint/buslint/internal/summary"
)

// A tree stands for the files that are linted: "a" in a file is a finding whose fix makes
// it "A", and "A" is a finding whose fix makes it "-". After that a "!" does not compile.
type tree map[string]string

func (files tree) read(file string) ([]byte, error) {
	if text, ok := files[file]; ok {
		return []byte(text), nil
	}
	return nil, errors.New("no such file")
}

// lint returns a finding for each letter, and an error for each "!" in front of which no
// letter is left.
func (files tree) lint(contents map[string][]byte) (*lint.Result, error) {
	r := &lint.Result{}
	for _, file := range slices.Sorted(maps.Keys(files)) {
		text, ok := contents[file]
		if !ok {
			text = []byte(files[file])
		}
		for i, c := range text {
			if c == '!' && (i == 0 || text[i-1] == 'A') {
				r.Errors = append(r.Errors, packages.Error{Pos: file + ":1:2", Msg: "/tmp/overlay/x.go:3:4: undefined: x"})
			}
			if with, ok := map[byte]string{'a': "A", 'A': "-", 'b': "B"}[c]; ok {
				edits := []fix.Edit{{File: file, Start: i, End: i + 1, Text: with}}
				if c == 'b' {
					edits = append(edits, fix.Edit{File: "shop/other.go", Start: 0, End: 0, Text: "+"})
				}
				r.Findings = append(r.Findings, summary.Finding{
					Rule:    "letters",
					Pos:     token.Position{Filename: file, Line: 1, Column: i + 1},
					Message: fmt.Sprintf("%c stands here", c),
					Fixes:   []fix.Fix{{Edits: edits}},
				})
			}
		}
	}
	return r, nil
}

func all(findings []summary.Finding, _ map[string][]byte) ([]summary.Finding, error) {
	return findings, nil
}

func texts(contents map[string][]byte) string {
	var parts []string
	for _, file := range slices.Sorted(maps.Keys(contents)) {
		parts = append(parts, file+" "+string(contents[file]))
	}
	return strings.Join(parts, ", ")
}

// TestFix checks that fixes are made until there are none, and that one that would break
// the build is left out alone, whatever else is fixed in the file or elsewhere.
func TestFix(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		files  tree
		want   string
		fixed  int
		failed string
		left   int
	}{
		"none":        {files: tree{"shop/a.go": "xyz"}},
		"rounds":      {files: tree{"shop/a.go": "axa", "shop/b.go": "x"}, want: "shop/a.go -x-", fixed: 4},
		"one fails":   {files: tree{"shop/a.go": "a!"}, failed: "shop/a.go:1:1 ", left: 1},
		"left alone":  {files: tree{"shop/a.go": "aaa!a", "shop/b.go": "a", "web/a.go": "aa"}, want: "shop/a.go --a!-, shop/b.go -, web/a.go --", fixed: 12, failed: "shop/a.go:1:3 ", left: 1},
		"two fail":    {files: tree{"shop/a.go": "aa!", "web/a.go": "a!a"}, want: "shop/a.go -a!, web/a.go a!-", fixed: 4, failed: "shop/a.go:1:2 web/a.go:1:1 ", left: 2},
		"was broken":  {files: tree{"shop/a.go": "!a", "web/a.go": "a"}, want: "shop/a.go !-, web/a.go -", fixed: 4},
		"two at once": {files: tree{"shop/b.go": "b", "shop/other.go": "x"}, want: "shop/b.go B, shop/other.go +x", fixed: 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			x := &lint.Fixer{Run: test.files.lint, Wanted: all, Read: test.files.read}
			r, err := x.Fix()
			if err != nil {
				t.Fatal(err)
			}
			if got := texts(x.Contents); got != test.want || x.Fixed != test.fixed {
				t.Errorf("fixed %d: %s, want %d: %s", x.Fixed, got, test.fixed, test.want)
			}
			failed, left := "", 0
			for _, f := range x.Failed {
				failed += fmt.Sprintf("%s:%d:%d ", f.Pos.Filename, f.Pos.Line, f.Pos.Column)
				if f.Reason != "undefined: x" {
					t.Errorf("the reason is %q", f.Reason)
				}
			}
			for _, f := range r.Findings {
				left++
				if len(f.Fixes) > 0 {
					t.Errorf("the finding at %v still has a fix", f.Pos)
				}
			}
			if failed != test.failed || left != test.left {
				t.Errorf("failed: %q, left %d, want %q, %d", failed, left, test.failed, test.left)
			}
		})
	}
}

// TestFixWanted checks that only what is wanted is fixed.
func TestFixWanted(t *testing.T) {
	t.Parallel()
	files := tree{"shop/a.go": "a", "web/a.go": "a"}
	x := &lint.Fixer{Run: files.lint, Read: files.read, Wanted: func(findings []summary.Finding, contents map[string][]byte) ([]summary.Finding, error) {
		return slices.DeleteFunc(slices.Clone(findings), func(f summary.Finding) bool {
			return f.Pos.Filename != "web/a.go" || bytes.Contains(contents["web/a.go"], []byte("A"))
		}), nil
	}}
	r, err := x.Fix()
	if err != nil {
		t.Fatal(err)
	}
	if got := texts(x.Contents); got != "web/a.go A" || len(r.Findings) != 2 {
		t.Errorf("fixed %s, left %v", got, r.Findings)
	}
}
