// Package load loads the packages to lint, and what they need to know of the packages that
// these import. All of it comes from source: of dependencies only the declarations are
// looked at, and nothing has to be compiled.
package load

import (
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// Options say what to load.
type Options struct {
	Dir      string            // the working directory; "" is the current one
	Patterns []string          // as the go command takes them
	Tests    bool              // with test files
	Tags     string            // build tags, comma-separated
	Overlay  map[string][]byte // contents that stand for those of files
	Sources  *Sources          // remembers what is parsed; may be nil

	// CTypes asks for the types of C in the packages that match. The go command runs cgo for
	// that. Otherwise it is run only for packages that do not type-check without.
	CTypes bool
}

// Packages loads the packages that match the patterns, each file once: a package
// that is there with its tests is left out without them, and so is the main
// package that go test writes.
//
// Packages that cannot be loaded whole have their Errors set, and the others are
// fit to be analyzed. The error is not nil if nothing could be loaded: the go
// command failed, or the patterns match nothing, or ctx is done.
func Packages(ctx context.Context, o Options) ([]*packages.Package, error) {
	load := fromSource
	if hasDriver() {
		load = fromDriver
	}
	pkgs, err := load(ctx, o)
	if err != nil {
		return nil, err
	}
	if len(pkgs) == 0 {
		return nil, noPackages(o.Patterns, "")
	}
	for _, pkg := range pkgs {
		// An error in a dependency is no error here if this package type-checks.
		pkg.IllTyped = len(pkg.Errors) > 0 || pkg.Types == nil
	}
	return pkgs, nil
}

// fromSource asks the go command which packages there are, and type-checks them.
func fromSource(ctx context.Context, o Options) ([]*packages.Package, error) {
	list, err := list(ctx, o, "-deps", listedFields)
	if err != nil {
		return nil, err
	}
	g := newGraph(list, o)
	g.sizes, err = sizes(ctx, o.Dir)
	if err != nil {
		return nil, err
	}
	return g.load(ctx)
}

// hasDriver reports whether another program than the go command knows the packages, as
// go/packages finds that out.
func hasDriver() bool {
	switch driver := os.Getenv("GOPACKAGESDRIVER"); driver {
	case "off":
		return false
	case "":
		_, err := exec.LookPath("gopackagesdriver")
		return err == nil
	}
	return true
}

// fromDriver has go/packages load the packages. Their dependencies come from export data
// that the driver has made.
func fromDriver(ctx context.Context, o Options) ([]*packages.Package, error) {
	conf := &packages.Config{
		Context: ctx,
		Mode:    packages.LoadSyntax | packages.NeedModule | packages.NeedForTest,
		Dir:     o.Dir,
		Tests:   o.Tests,
		Overlay: o.Overlay,
	}
	if o.Tags != "" {
		conf.BuildFlags = []string{"-tags=" + o.Tags}
	}
	if o.Sources != nil {
		conf.ParseFile = func(fset *token.FileSet, file string, src []byte) (*ast.File, error) {
			o.Sources.note(file, src)
			return parser.ParseFile(fset, file, src, parser.AllErrors|parser.ParseComments)
		}
	}
	pkgs, err := packages.Load(conf, o.Patterns...)
	if err != nil {
		return nil, err
	}
	withTests := map[string]bool{}
	for _, pkg := range pkgs {
		if pkg.ForTest == pkg.PkgPath {
			withTests[pkg.PkgPath] = true
		}
	}
	return slices.DeleteFunc(pkgs, func(pkg *packages.Package) bool {
		return pkg.ForTest == "" && withTests[pkg.PkgPath] || isTestMain(pkg.Name, pkg.ID)
	}), nil
}

// isTestMain reports whether a package is the program that go test writes.
func isTestMain(name, id string) bool {
	return name == "main" && strings.HasSuffix(id, ".test")
}

// Errors returns what is wrong with the packages and their dependencies, once
// each.
func Errors(pkgs []*packages.Package) []packages.Error {
	var errs []packages.Error
	seen := map[packages.Error]bool{}
	add := func(err packages.Error) {
		if !seen[err] {
			seen[err] = true
			errs = append(errs, err)
		}
	}
	packages.Visit(pkgs, nil, func(pkg *packages.Package) {
		for _, err := range pkg.Errors {
			add(err)
		}
		if pkg.Module != nil && pkg.Module.Error != nil {
			add(packages.Error{Msg: pkg.Module.Error.Err, Kind: packages.ListError})
		}
	})
	return errs
}
