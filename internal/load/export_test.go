package load

import (
	"context"

	"golang.org/x/tools/go/packages"
)

// Compiled loads packages with go/packages, so that what they import comes from export data.
func Compiled(ctx context.Context, o Options) ([]*packages.Package, error) {
	pkgs, err := packages.Load(&packages.Config{
		Context:    ctx,
		Mode:       packages.LoadSyntax | packages.NeedModule | packages.NeedForTest,
		Dir:        o.Dir,
		Tests:      o.Tests,
		Overlay:    o.Overlay,
		BuildFlags: []string{"-tags=" + o.Tags},
	}, o.Patterns...)
	var nodes []*node
	for _, pkg := range pkgs {
		nodes = append(nodes, &node{pkg: pkg})
	}
	g := &Graph{byPkg: map[*packages.Package]*node{}}
	g.lint(nodes)
	return g.Packages(), err
}
