package plugin

import (
	"errors"
	"go/types"
	"os"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/internal/fix"
	"github.com/buslint/buslint/internal/imports"
	"github.com/buslint/buslint/internal/recheck"
)

// A trial finds out whether the package of a pass compiles after fixes.
type trial struct {
	pass   *analysis.Pass
	before int // the errors without any fix, plus one; 0 is unknown
}

var errUnsound = errors.New("does not compile")

// compiles returns errUnsound if the package does not compile with the fixes made,
// and other errors if that cannot be found out.
func (t *trial) compiles(fixes ...*analysis.SuggestedFix) error {
	if t.before == 0 {
		// More than none in a package with cgo, whose own files are not at hand.
		t.before = 1 + t.check(nil)
	}
	edits := map[string][]fix.Edit{}
	for _, f := range fixes {
		for _, e := range fix.Of(t.pass.Fset, *f).Edits {
			// golangci-lint makes equal edits once.
			if !slices.Contains(edits[e.File], e) {
				edits[e.File] = append(edits[e.File], e)
			}
		}
	}
	contents := map[string][]byte{}
	for file := range edits {
		text, err := t.read(file)
		if err != nil {
			return err
		}
		if contents[file], err = fix.Edited(file, text, edits[file]); err != nil {
			return errUnsound
		}
	}
	if t.check(contents) >= t.before {
		return errUnsound
	}
	return nil
}

// read returns what stands in the file.
func (t *trial) read(file string) ([]byte, error) {
	if t.pass.ReadFile == nil {
		return os.ReadFile(file)
	}
	return t.pass.ReadFile(file)
}

// check type-checks the package with other contents of files and returns the number of
// errors.
func (t *trial) check(contents map[string][]byte) int {
	c := recheck.Checker{Fset: t.pass.Fset, Contents: contents}
	_, errs := c.Check(recheck.Package{
		Path:      t.pass.Pkg.Path(),
		GoVersion: t.pass.Pkg.GoVersion(),
		Sizes:     t.pass.TypesSizes,
		Files:     t.pass.Files,
		Import:    t.imported,
	})
	return len(errs)
}

// imported returns a package that this one imports, itself or through others. What
// a fix needs is among these: a bus that takes contexts imports context.
func (t *trial) imported(path string) (*types.Package, error) {
	for _, file := range t.pass.Files {
		for _, spec := range file.Imports {
			if strings.Trim(spec.Path.Value, "`\"") != path {
				continue
			}
			if name := t.pass.TypesInfo.PkgNameOf(spec); name != nil {
				return name.Imported(), nil
			}
		}
	}
	return recheck.Imported(path, t.pass.Pkg)
}

// dropImports adds to the fix the edits that delete the imports whose last uses it
// replaces.
func (t *trial) dropImports(f *analysis.SuggestedFix) error {
	if len(f.TextEdits) == 0 {
		return nil
	}
	file := t.pass.Fset.File(f.TextEdits[0].Pos)
	before, err := t.read(file.Name())
	if err != nil {
		return err
	}
	after, err := fix.Edited(file.Name(), before, fix.Of(t.pass.Fset, *f).Edits)
	if err != nil {
		return nil //nolint:nilerr // it will be found unsound
	}
	for _, span := range imports.Unused(before, before, after) {
		f.TextEdits = append(f.TextEdits, analysis.TextEdit{Pos: file.Pos(span.Start), End: file.Pos(span.End)})
	}
	return nil
}
