package ctxthread

import (
	"cmp"
	"go/types"
	"slices"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/recheck"
)

// Check type-checks the packages, and what they import of the module, as they
// would be with the contents given for some files. It returns the errors, or none
// if the packages compile.
func Check(pkgs []*packages.Package, contents map[string][]byte) []error {
	c := &checker{
		Checker: recheck.Checker{Contents: contents},
		module:  map[string]bool{},
		byPath:  map[string]*packages.Package{},
		checked: map[*packages.Package]*types.Package{},
	}
	for _, pkg := range pkgs {
		c.Fset = pkg.Fset
		c.module[pkg.PkgPath] = true
	}
	packages.Visit(pkgs, nil, func(pkg *packages.Package) {
		if old := c.byPath[pkg.PkgPath]; pkg.Types != nil && (old == nil || old.ForTest != "") {
			c.byPath[pkg.PkgPath] = pkg
		}
	})
	for _, pkg := range pkgs {
		c.check(pkg)
	}
	return c.errors
}

type checker struct {
	recheck.Checker
	module  map[string]bool              // import paths of what is checked anew
	byPath  map[string]*packages.Package // what is loaded, rather without tests, as importers see it
	checked map[*packages.Package]*types.Package
	errors  []error
}

func (c *checker) check(pkg *packages.Package) *types.Package {
	if !c.module[pkg.PkgPath] {
		return pkg.Types
	}
	if t, ok := c.checked[pkg]; ok {
		return t
	}
	goVersion := ""
	if pkg.Module != nil && pkg.Module.GoVersion != "" {
		goVersion = "go" + pkg.Module.GoVersion
	}
	t, errs := c.Check(recheck.Package{
		Path:      pkg.PkgPath,
		GoVersion: goVersion,
		Sizes:     pkg.TypesSizes,
		Files:     pkg.Syntax,
		Import:    func(path string) (*types.Package, error) { return c.imported(pkg, path) },
	})
	for _, err := range errs {
		if !slices.ContainsFunc(c.errors, func(other error) bool { return other.Error() == err.Error() }) {
			c.errors = append(c.errors, err)
		}
	}
	c.checked[pkg] = t
	return t
}

// imported returns what pkg imports as path, or is to import.
func (c *checker) imported(pkg *packages.Package, path string) (*types.Package, error) {
	if imp := cmp.Or(pkg.Imports[path], c.byPath[path]); imp != nil {
		return c.check(imp), nil
	}
	var loaded []*types.Package
	for _, pkg := range c.byPath {
		loaded = append(loaded, pkg.Types)
	}
	return recheck.Imported(path, loaded...)
}
