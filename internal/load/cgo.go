package load

import (
	"cmp"
	"context"
	"go/ast"
	"go/constant"
	"go/types"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// checkWithC type-checks the nodes, and once more with what cgo makes if they need that: first for
// what they import, as that may do, and the go command runs cgo for all that a package imports.
func (g *Graph) checkWithC(ctx context.Context, nodes []*node) error {
	if err := g.checkAll(ctx, nodes); err != nil {
		return err
	}
	for _, needed := range []func([]*node) []*node{unknownC, brokenByCgo} {
		broken := needed(nodes)
		if len(broken) == 0 {
			continue
		}
		if err := g.runCgo(ctx, broken); err != nil {
			return err
		}
		g.forget()
		switch {
		case slices.ContainsFunc(broken, g.isFixed): // what cgo writes differs between machines
			g.depot, g.fresh = nil, nil
		case g.depot != nil:
			g.depot = newDepot(g)
		}
		if err := g.checkAll(ctx, nodes); err != nil {
			return err
		}
	}
	for _, n := range nodes {
		sayUnknownC(n)
	}
	return nil
}

// unknownC returns the packages that the nodes import, themselves or through others, and whose
// types of C make errors here because they are not known, as those of constants do. To run cgo
// can take minutes, so packages that keep C to themselves are left out.
func unknownC(nodes []*node) []*node {
	broken := slices.DeleteFunc(slices.Clone(nodes), func(n *node) bool {
		return !slices.ContainsFunc(n.pkg.TypeErrors, func(err types.Error) bool {
			return strings.Contains(err.Msg, "invalid type") || strings.Contains(err.Msg, "duplicate key unknown")
		})
	})
	var unknown []*node
	visit(broken, func(n *node) bool {
		if n.showsC() {
			unknown = append(unknown, n)
		}
		return !n.listed.Standard
	})
	return unknown
}

// brokenByCgo returns those of the packages that use C and do not type-check. As long as cgo
// has not been run for them, all of C is of no known type, which hides errors rather than
// it makes some, but it can. Where cgo fails for what they import, it cannot help them.
func brokenByCgo(nodes []*node) []*node {
	return slices.DeleteFunc(slices.Clone(nodes), func(n *node) bool {
		return !n.usesCgo() || n.ranCgo || len(n.pkg.TypeErrors) == 0 || len(unknownC([]*node{n})) > 0
	})
}

// sayUnknownC puts why cgo fails for what the package imports in the place of the errors that come of it.
func sayUnknownC(n *node) {
	for i, dep := range unknownC([]*node{n}) {
		if i == 0 {
			n.pkg.Errors = nil
		}
		n.pkg.Errors = append(n.pkg.Errors, packages.Error{Msg: "cgo fails for " + dep.pkg.PkgPath + ": " + dep.cgoFails, Kind: packages.ListError})
	}
}

// showsC reports whether importers of the package, whose types of C are not known, miss some of them.
func (n *node) showsC() bool {
	if !n.usesCgo() || n.ranCgo || n.listed.Standard || n.declared == nil {
		return false
	}
	scope := n.declared.Scope()
	return slices.ContainsFunc(scope.Names(), func(name string) bool {
		switch obj := scope.Lookup(name).(type) {
		case *types.Const:
			return obj.Exported() && (obj.Val().Kind() == constant.Unknown || mentionsC(obj))
		case *types.TypeName: // an exported type may hold one that is not
			named, ok := types.Unalias(obj.Type()).(*types.Named)
			return mentionsC(obj) || ok && slices.ContainsFunc(slices.Collect(named.Methods()), func(m *types.Func) bool { return mentionsC(m) })
		default:
			return obj.Exported() && mentionsC(obj)
		}
	})
}

func mentionsC(obj types.Object) bool { return strings.Contains(obj.String(), "invalid type") }

func (n *node) usesCgo() bool {
	return len(n.listed.CgoFiles)+len(n.listed.SwigFiles)+len(n.listed.SwigCXXFiles) > 0
}

// typeC notes that the types of expressions with C are invalid. The type checker notes nothing of them, and
// no analyzer expects that [types.Info.TypeOf] is nil.
func typeC(files []*ast.File, info *types.Info) {
	for _, file := range files {
		ast.Inspect(file, func(n ast.Node) bool {
			if expr, ok := n.(ast.Expr); ok && info.TypeOf(expr) == nil {
				info.Types[expr] = types.TypeAndValue{Type: types.Typ[types.Invalid]}
			}
			return true
		})
	}
}

// runCgo has the go command run cgo, and puts what that writes in the place of the files of
// the nodes, which use C. Where cgo fails the files stay what they are.
func (g *Graph) runCgo(ctx context.Context, nodes []*node) error {
	byID := map[string]*node{}
	o := g.options
	o.Patterns, o.Tests = nil, false
	for _, n := range nodes {
		byID[n.listed.ImportPath] = n
		o.Patterns = append(o.Patterns, cmp.Or(n.pkg.ForTest, n.pkg.PkgPath))
		o.Tests = o.Tests || n.pkg.ForTest != ""
	}
	if slices.Contains(o.Patterns, "command-line-arguments") {
		o.Patterns = g.options.Patterns // which are files
	}
	list, err := list(ctx, o, "-compiled", "ImportPath,CompiledGoFiles,Imports,ImportMap,Error")
	if err != nil {
		return err
	}
	for _, l := range list {
		n := byID[l.ImportPath]
		// The list has assembly, too. What cgo writes is in the go command's cache, where
		// names have no extension.
		files := slices.DeleteFunc(l.CompiledGoFiles, func(name string) bool {
			ext := filepath.Ext(name)
			return ext != ".go" && ext != ""
		})
		if n != nil && len(files) > 0 {
			n.files = in(n.listed.Dir, files)
			n.pkg.CompiledGoFiles = n.files
			n.ranCgo = true
			g.connect(n, l)
		} else if n != nil && l.Error != nil {
			n.cgoFails = strings.TrimSpace(l.Error.Err)
		}
	}
	return nil
}
