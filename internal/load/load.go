// Package load loads the packages to lint, from source, and their dependencies
// from the compiler's export data.
package load

import (
	"context"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
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
}

// Packages loads the packages that match the patterns, each file once: a package
// that is there with its tests is left out without them, and so is the main
// package that go test writes.
//
// Packages that cannot be loaded whole have their Errors set, and the others are
// fit to be analyzed. The error is not nil if nothing could be loaded: the go
// command failed, or the patterns match nothing.
func Packages(ctx context.Context, o Options) ([]*packages.Package, error) {
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
	pkgs = slices.DeleteFunc(pkgs, func(pkg *packages.Package) bool {
		return pkg.ForTest == "" && withTests[pkg.PkgPath] || isTestMain(pkg)
	})
	if len(pkgs) == 0 {
		return nil, fmt.Errorf("%s matched no packages", strings.Join(o.Patterns, " "))
	}
	for _, pkg := range pkgs {
		// An error in a dependency is no error here if this package type-checks.
		pkg.IllTyped = len(pkg.Errors) > 0 || pkg.Types == nil
	}
	return pkgs, nil
}

func isTestMain(pkg *packages.Package) bool {
	return pkg.Name == "main" && strings.HasSuffix(pkg.ID, ".test") && strings.HasSuffix(pkg.PkgPath, ".test")
}

// Errors returns what is wrong with the packages and their dependencies, once
// each.
func Errors(pkgs []*packages.Package) []packages.Error {
	var errs []packages.Error
	add := func(err packages.Error) {
		if !slices.Contains(errs, err) {
			errs = append(errs, err)
		}
	}
	packages.Visit(pkgs, nil, func(pkg *packages.Package) {
		own := pkg.Errors
		if compiled := compilerErrors(own); compiled != nil {
			own = compiled
		}
		for _, err := range own {
			add(err)
		}
		if pkg.Module != nil && pkg.Module.Error != nil {
			add(packages.Error{Msg: pkg.Module.Error.Err, Kind: packages.ListError})
		}
	})
	return errs
}

// compilerErrors returns what the compiler said, as the go command passes it on:
// one error with a heading and a line for each. Type-checking again finds the same
// and puts it in other words.
func compilerErrors(errs []packages.Error) []packages.Error {
	var compiled []packages.Error
	for _, err := range errs {
		if !strings.HasPrefix(err.Msg, "# ") {
			continue
		}
		_, lines, _ := strings.Cut(strings.TrimSpace(err.Msg), "\n")
		for line := range strings.Lines(lines) {
			compiled = append(compiled, packages.Error{Msg: strings.TrimRight(line, "\n"), Kind: err.Kind})
		}
	}
	return compiled
}
