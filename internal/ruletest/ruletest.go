// Package ruletest tests a rule on the module in testdata.
package ruletest

import (
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/analysistest"
	"golang.org/x/tools/go/packages"
)

// Run runs the analyzer on the packages testdata/NAME/FOLDER, where NAME is its own, or
// on all below testdata/NAME if no folders are given, and compares its findings with their want comments and its fixes with their golden
// files. The code that the fixes leave behind has to compile.
//
// The test that calls it lies two folders below the root of the repository.
func Run(t *testing.T, a *analysis.Analyzer, folders ...string) {
	t.Helper()
	testdata, err := filepath.Abs("../../testdata")
	if err != nil {
		t.Fatal(err)
	}
	if len(folders) == 0 {
		folders = []string{"..."}
	}
	var patterns []string
	for _, folder := range folders {
		patterns = append(patterns, "./"+a.Name+"/"+folder)
	}
	analysistest.RunWithSuggestedFixes(t, testdata, a, patterns...)

	fixed := map[string][]byte{}
	err = filepath.WalkDir(filepath.Join(testdata, a.Name), func(path string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if file, ok := strings.CutSuffix(path, ".golden"); ok {
			fixed[file], err = os.ReadFile(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(fixed) == 0 {
		return
	}
	pkgs, err := packages.Load(&packages.Config{Mode: packages.LoadSyntax, Dir: testdata, Tests: true, Overlay: fixed}, patterns...)
	if err != nil {
		t.Fatal(err)
	}
	for _, pkg := range pkgs {
		for _, err := range pkg.Errors {
			t.Errorf("fixed, it does not compile: %v", err)
		}
	}
}
