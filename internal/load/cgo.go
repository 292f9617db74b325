package load

import (
	"context"
	"go/ast"
	"go/types"
	"path/filepath"
	"slices"
	"strings"
)

// checkWithC type-checks the nodes, and once more with what cgo makes if they need that.
func (g *Graph) checkWithC(ctx context.Context, nodes []*node) error {
	if err := g.checkAll(ctx, nodes); err != nil {
		return err
	}
	broken := brokenByCgo(nodes)
	if len(broken) == 0 {
		return nil
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
	return g.checkAll(ctx, nodes)
}

// brokenByCgo returns the packages that use C and may be why some of the nodes do not
// type-check: these themselves, and where a type is not known, what they import, directly or
// not. As long as cgo has not been run for them, all of C is of no known type, which hides
// errors rather than it makes some, but it can.
func brokenByCgo(nodes []*node) []*node {
	var broken, unknown []*node
	note := func(n *node) {
		if n.usesCgo() && !n.ranCgo && !n.listed.Standard && !slices.Contains(broken, n) {
			broken = append(broken, n)
		}
	}
	for _, n := range nodes {
		if len(n.pkg.TypeErrors) > 0 {
			note(n)
		}
		if slices.ContainsFunc(n.pkg.TypeErrors, func(err types.Error) bool { return strings.Contains(err.Msg, "invalid type") }) {
			unknown = append(unknown, n)
		}
	}
	visit(unknown, func(n *node) bool {
		note(n)
		return !n.listed.Standard
	})
	return broken
}

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
	o.Patterns = slices.Clone(o.Patterns)
	for _, n := range nodes {
		byID[n.listed.ImportPath] = n
		if n.pkg.ForTest == "" {
			o.Patterns = append(o.Patterns, n.pkg.PkgPath)
		}
	}
	list, err := list(ctx, o, "-compiled", "ImportPath,CompiledGoFiles,Imports,ImportMap")
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
		}
	}
	return nil
}
