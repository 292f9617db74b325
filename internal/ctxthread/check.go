package ctxthread

import (
	"errors"
	"go/ast"
	"go/parser"
	"go/types"
	"slices"

	"golang.org/x/tools/go/packages"
)

// Check type-checks the packages, and what they import of the module, as they
// would be with the contents given for some files. It returns the errors, or none
// if the packages compile.
func Check(pkgs []*packages.Package, contents map[string][]byte) []error {
	c := &checker{
		contents: contents,
		module:   map[string]bool{},
		checked:  map[*packages.Package]*types.Package{},
		parsed:   map[string]*ast.File{},
		std:      map[string]*types.Package{},
	}
	for _, pkg := range pkgs {
		c.module[pkg.PkgPath] = true
	}
	packages.Visit(pkgs, nil, func(pkg *packages.Package) {
		if pkg.Types != nil && !c.module[pkg.PkgPath] {
			c.note(pkg.Types)
		}
	})
	for _, pkg := range pkgs {
		c.check(pkg)
	}
	return c.errors
}

type checker struct {
	contents map[string][]byte
	module   map[string]bool // import paths of what is checked anew
	checked  map[*packages.Package]*types.Package
	parsed   map[string]*ast.File // files with new contents
	std      map[string]*types.Package
	errors   []error
}

// note remembers pkg and what it imports, for imports that the contents add.
func (c *checker) note(pkg *types.Package) {
	if c.std[pkg.Path()] != nil && c.std[pkg.Path()].Complete() {
		return
	}
	c.std[pkg.Path()] = pkg
	for _, imp := range pkg.Imports() {
		c.note(imp)
	}
}

func (c *checker) check(pkg *packages.Package) *types.Package {
	if !c.module[pkg.PkgPath] {
		return pkg.Types
	}
	if t, ok := c.checked[pkg]; ok {
		return t
	}
	conf := &types.Config{
		Importer: importerFunc(func(path string) (*types.Package, error) {
			if path == "unsafe" {
				return types.Unsafe, nil
			}
			if imp := pkg.Imports[path]; imp != nil {
				return c.check(imp), nil
			}
			if t := c.std[path]; t != nil {
				return t, nil
			}
			for other := range c.checked {
				if other.PkgPath == path {
					return c.checked[other], nil
				}
			}
			return nil, errors.New("cannot import " + path)
		}),
		Sizes: pkg.TypesSizes,
		Error: func(err error) {
			if !slices.ContainsFunc(c.errors, func(other error) bool { return other.Error() == err.Error() }) {
				c.errors = append(c.errors, err)
			}
		},
	}
	if pkg.Module != nil && pkg.Module.GoVersion != "" {
		conf.GoVersion = "go" + pkg.Module.GoVersion
	}
	files := slices.Clone(pkg.Syntax)
	for i, file := range files {
		name := pkg.Fset.PositionFor(file.FileStart, false).Filename
		data, ok := c.contents[name]
		if !ok {
			continue
		}
		if c.parsed[name] == nil {
			syntax, err := parser.ParseFile(pkg.Fset, name, data, parser.SkipObjectResolution|parser.ParseComments)
			if err != nil {
				c.errors = append(c.errors, err)
			}
			c.parsed[name] = syntax
		}
		files[i] = c.parsed[name]
	}
	t, _ := conf.Check(pkg.PkgPath, pkg.Fset, files, nil)
	c.checked[pkg] = t
	return t
}

type importerFunc func(path string) (*types.Package, error)

func (f importerFunc) Import(path string) (*types.Package, error) { return f(path) }
