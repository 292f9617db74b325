// Package load loads the packages to lint, and what they need to know of the packages that
// these import. All of it comes from source: of dependencies only the declarations are
// looked at, and nothing has to be compiled.
package load

import (
	"cmp"
	"context"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// Options control what is loaded.
type Options struct {
	Dir      string            // the working directory; "" is the current one
	Patterns []string          // as the go command takes them
	Tests    bool              // with test files
	Tags     string            // build tags, comma-separated
	Overlay  map[string][]byte // contents that stand for those of files
	Sources  *Sources          // remembers what is parsed; may be nil
	Store    Store             // keeps what dependencies declare; may be nil

	// Whole asks for what the packages that match import of the main module, as well: patterns
	// leave out directories such as testdata, whose packages can be imported all the same.
	Whole bool

	// Progress is called, if it is not nil, when so many of all packages are done. Several
	// goroutines may call it at a time.
	Progress func(done, all int)
}

// Packages loads the packages that match the patterns: those that [List] lists, all of
// them.
func Packages(ctx context.Context, o Options) ([]*packages.Package, error) {
	g, err := List(ctx, o)
	if err != nil {
		return nil, err
	}
	return g.Packages(), g.Load(ctx, g.Packages())
}

// List finds the packages that match the patterns, each file once: a package that is there
// with its tests is left out without them, and so is the main package that go test writes.
// It returns an error if the go command fails, the patterns match nothing, or ctx is done.
func List(ctx context.Context, o Options) (*Graph, error) {
	var env environment
	envErr := make(chan error, 1)
	go func() {
		var err error
		env, err = readEnvironment(ctx, o.Dir)
		envErr <- err
	}()
	list, err := list(ctx, o, "-deps", listedFields)
	if err := cmp.Or(err, <-envErr); err != nil {
		return nil, err
	}
	g := newGraph(list, o)
	if len(g.byPkg) == 0 {
		return nil, noPackages(o.Patterns, "")
	}
	g.env = env
	if o.Store != nil {
		g.depot = newDepot(g)
	}
	return g, nil
}

// Packages returns the packages that match the patterns. What they say and mean is known
// when they have been loaded.
func (g *Graph) Packages() []*packages.Package {
	var pkgs []*packages.Package
	for _, n := range g.roots {
		pkgs = append(pkgs, n.pkg)
	}
	return pkgs
}

// Load parses and type-checks packages of the graph. Those that cannot be loaded whole have
// their Errors set and are IllTyped; the others are fit to be analyzed. It returns an error
// if ctx is done.
func (g *Graph) Load(ctx context.Context, pkgs []*packages.Package) error {
	var nodes []*node
	for _, pkg := range pkgs {
		nodes = append(nodes, g.byPkg[pkg])
	}
	if err := g.checkWithC(ctx, nodes); err != nil {
		return err
	}
	for _, pkg := range pkgs {
		// An error in a dependency is not an error here if this package type-checks.
		pkg.IllTyped = len(pkg.Errors) > 0 || pkg.Types == nil
	}
	return nil
}

// Errors returns what is wrong with the packages and their dependencies, once each: that a package cannot be
// imported is not said where the go command says why.
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
	return slices.DeleteFunc(errs, func(err packages.Error) bool {
		return err.Kind == packages.TypeError && strings.HasPrefix(err.Msg, "could not import ") && slices.ContainsFunc(errs, func(said packages.Error) bool {
			return said.Kind == packages.ListError && (strings.Contains(err.Msg, said.Msg) || strings.Contains(err.Msg, errNotListed.Error()))
		})
	})
}
