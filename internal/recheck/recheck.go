// Package recheck type-checks packages as they would be with other contents of some files.
package recheck

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
)

// A Checker checks packages with new contents of files.
type Checker struct {
	Fset     *token.FileSet
	Contents map[string][]byte // of files, by their names in Fset

	parsed map[string]parsed
}

type parsed struct {
	syntax *ast.File
	err    error
}

// A Package is a package as it was checked before.
type Package struct {
	Path      string
	GoVersion string
	Sizes     types.Sizes
	Files     []*ast.File
	Import    func(path string) (*types.Package, error)
}

// Check returns the package with the new contents, as far as it type-checks, and what is
// wrong with it.
func (c *Checker) Check(pkg Package) (*types.Package, []error) {
	var errs []error
	files := slices.Clone(pkg.Files)
	for i, file := range files {
		syntax, err := c.parse(file)
		if err != nil {
			errs = append(errs, err)
		}
		files[i] = syntax
	}
	conf := types.Config{
		Importer:    Importer(pkg.Import),
		GoVersion:   pkg.GoVersion,
		Sizes:       pkg.Sizes,
		FakeImportC: true,
		Error:       func(err error) { errs = append(errs, err) },
	}
	checked, err := conf.Check(pkg.Path, c.Fset, files, nil)
	if err != nil && len(errs) == 0 {
		errs = append(errs, err)
	}
	return checked, errs
}

// parse returns the file with its new contents, if it has some.
func (c *Checker) parse(file *ast.File) (*ast.File, error) {
	name := c.Fset.PositionFor(file.FileStart, false).Filename
	data, ok := c.Contents[name]
	if !ok {
		return file, nil
	}
	p, ok := c.parsed[name]
	if !ok {
		p.syntax, p.err = parser.ParseFile(c.Fset, name, data, parser.SkipObjectResolution|parser.ParseComments)
		if c.parsed == nil {
			c.parsed = map[string]parsed{}
		}
		c.parsed[name] = p
	}
	return p.syntax, p.err
}

// Imported returns the package with the path that one of from imports, itself or through
// others. It returns an error if there is none.
func Imported(path string, from ...*types.Package) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	seen := map[*types.Package]bool{}
	for len(from) > 0 {
		pkg := from[0]
		from = from[1:]
		for _, imported := range pkg.Imports() {
			if imported.Path() == path && imported.Complete() {
				return imported, nil
			}
			if !seen[imported] {
				seen[imported] = true
				from = append(from, imported)
			}
		}
	}
	return nil, errors.New("nothing here imports " + path)
}

// An Importer is a function that implements [types.Importer].
type Importer func(path string) (*types.Package, error)

// Import calls f.
func (f Importer) Import(path string) (*types.Package, error) { return f(path) }
