// Package ruletest tests a rule on the module in testdata. It loads packages as buslint does,
// which takes a small part of what it takes to type-check all that they import in full.
package ruletest

import (
	"bytes"
	"go/format"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/fix"
	"github.com/buslint/buslint/internal/load"
	"github.com/buslint/buslint/internal/rules"
)

// Run runs the analyzer on the packages testdata/NAME/FOLDER, where NAME is its own, or
// on all below testdata/NAME if no folders are given, and compares its findings with
// their want comments and its fixes with their golden files. It returns what was found.
// The rule knows that packages are joined to programs.
//
// The test that calls it lies two folders below the root of the repository.
func Run(t *testing.T, a *analysis.Analyzer, folders ...string) []*checker.Action {
	t.Helper()
	if len(folders) == 0 {
		folders = []string{"..."}
	}
	var patterns []string
	for _, folder := range folders {
		patterns = append(patterns, a.Name+"/"+folder)
	}
	joined := config.With([]*analysis.Analyzer{a}, config.Default().WithPrograms())[0]
	actions := Check(t, joined, patterns...)
	checkFixes(t, actions)
	return actions
}

// With returns the analyzer with the settings, which are YAML.
func With(t *testing.T, a *analysis.Analyzer, settings string) *analysis.Analyzer {
	t.Helper()
	c, err := rules.Language.Read([]byte(settings))
	if err != nil {
		t.Fatal(err)
	}
	return config.With([]*analysis.Analyzer{a}, c.WithPrograms())[0]
}

// Check runs the analyzer, as it is, on the packages of the folders below testdata, and
// compares its findings with their want comments. The test that calls it lies two folders
// below the root of the repository.
func Check(t *testing.T, a *analysis.Analyzer, folders ...string) []*checker.Action {
	t.Helper()
	return CheckIn(t, filepath.Join("..", "..", "testdata"), a, folders...)
}

// CheckFixes is Check, and compares the fixes with the golden files as well.
func CheckFixes(t *testing.T, a *analysis.Analyzer, folders ...string) {
	t.Helper()
	checkFixes(t, Check(t, a, folders...))
}

// CheckIn is Check in the module of the directory.
func CheckIn(t *testing.T, dir string, a *analysis.Analyzer, folders ...string) []*checker.Action {
	t.Helper()
	dir, err := filepath.Abs(dir)
	if err != nil {
		t.Fatal(err)
	}
	o := load.Options{Dir: dir, Tests: true}
	for _, folder := range folders {
		o.Patterns = append(o.Patterns, "./"+folder)
	}
	pkgs, err := load.Packages(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	for _, err := range load.Errors(pkgs) {
		t.Error(err)
	}
	graph, err := checker.Analyze([]*analysis.Analyzer{a}, pkgs, &checker.Options{SanityCheck: true})
	if err != nil {
		t.Fatal(err)
	}
	for _, act := range graph.Roots {
		if act.Err != nil {
			t.Errorf("%v: %v", act, act.Err)
			continue
		}
		checkFindings(t, act)
	}
	return graph.Roots
}

// A line is one of a file.
type line struct {
	file string
	line int
}

// checkFindings compares what was found in a package with its want comments: // want "regexp"
// wants a finding on its line whose message matches, and several of these want as many.
func checkFindings(t *testing.T, act *checker.Action) {
	t.Helper()
	wanted := wants(t, act.Package)
	for _, d := range act.Diagnostics {
		posn := act.Package.Fset.Position(d.Pos)
		at := line{posn.Filename, posn.Line}
		found := false
		for i, want := range wanted[at] {
			if found = want.MatchString(d.Message); found {
				wanted[at] = append(wanted[at][:i:i], wanted[at][i+1:]...)
				break
			}
		}
		if !found {
			t.Errorf("%v: found %q, want one of %v", posn, d.Message, wanted[at])
		}
	}
	for at, missing := range wanted {
		for _, want := range missing {
			t.Errorf("%s:%d: nothing is found that matches %#q", at.file, at.line, want)
		}
	}
}

var (
	wantComment = regexp.MustCompile("^(?s:.*// |// ?|/\\* ?)want((?: *(?:\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`))+)")
	wantPattern = regexp.MustCompile("\"(?:[^\"\\\\]|\\\\.)*\"|`[^`]*`")
)

// wants returns what the comments of a package want.
func wants(t *testing.T, pkg *packages.Package) map[line][]*regexp.Regexp {
	t.Helper()
	wanted := map[line][]*regexp.Regexp{}
	for _, file := range pkg.Syntax {
		for _, group := range file.Comments {
			for _, comment := range group.List {
				match := wantComment.FindStringSubmatch(comment.Text)
				if match == nil {
					continue
				}
				posn := pkg.Fset.Position(comment.Pos())
				for _, quoted := range wantPattern.FindAllString(match[1], -1) {
					pattern, err := strconv.Unquote(quoted)
					if err != nil {
						t.Fatalf("%v: %s: %v", posn, quoted, err)
					}
					at := line{posn.Filename, posn.Line}
					wanted[at] = append(wanted[at], regexp.MustCompile(pattern))
				}
			}
		}
	}
	return wanted
}

// checkFixes makes all fixes, and compares the files with the golden ones beside them.
func checkFixes(t *testing.T, actions []*checker.Action) {
	t.Helper()
	var fixes []fix.Fix
	var fset *token.FileSet
	for _, act := range actions {
		fset = act.Package.Fset
		for _, d := range act.Diagnostics {
			for _, s := range d.SuggestedFixes {
				fixes = append(fixes, fix.Of(fset, s))
			}
		}
	}
	changed, _, err := fix.Apply(fixes, os.ReadFile)
	if err != nil {
		t.Fatal(err)
	}
	for file, got := range changed {
		want, err := os.ReadFile(file + ".golden")
		if err != nil {
			t.Error(err)
		}
		if got, want = formatted(t, file, got), formatted(t, file+".golden", want); !bytes.Equal(got, want) {
			t.Errorf("%s with its fixes is\n%s\nwant\n%s", file, got, want)
		}
	}
}

// formatted returns the text as gofmt would write it: comments that say what is wanted are
// aligned with what they stand beside.
func formatted(t *testing.T, file string, text []byte) []byte {
	t.Helper()
	out, err := format.Source(text)
	if err != nil {
		t.Errorf("%s: %v", file, err)
	}
	return out
}
