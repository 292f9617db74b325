// Package handler changes the types of functions that are registered on a bus.
package handler

import (
	"go/ast"
	"go/types"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/analyzers/busmodel"
	"github.com/buslint/buslint/internal/edit"
	"github.com/buslint/buslint/internal/uses"
)

// GiveContext returns the edits that give the function that p registers a context as its
// first parameter, and all registrations of it; none if something else depends on its
// type, or a registration is not one for which may holds. One fix is whole in itself, so
// that only the first registration gets it. The pass's analyzer must require
// [uses.Analyzer].
func GiveContext(pass *analysis.Pass, model *busmodel.Model, p *busmodel.Parcel, may func(*busmodel.Parcel) bool) ([]analysis.TextEdit, []*busmodel.Parcel) {
	typ, _ := p.Handler.Body()
	if typ == nil {
		return nil, nil
	}
	registrations := []*busmodel.Parcel{p}
	if fn := p.Handler.Func; fn != nil {
		registrations = model.Registrations(fn)
		switch {
		case registrations[0] != p,
			len(registrations) != len(pass.ResultOf[uses.Analyzer].(*uses.Index).Of(fn)),
			slices.ContainsFunc(registrations, func(p *busmodel.Parcel) bool { return !may(p) }),
			!canChange(pass, fn):
			return nil, nil
		}
	}
	if edits := addContext(pass, p.Handler.Node(), typ); edits != nil {
		return edits, registrations
	}
	return nil, nil
}

// addContext returns the edits that give fn, the type of the function at node, a
// context as its first parameter; nil where package context cannot be named.
func addContext(pass *analysis.Pass, node ast.Node, fn *ast.FuncType) []analysis.TextEdit {
	// The new parameter must not catch what the function means by ctx.
	name := "ctx"
	if mentions(node, name) {
		name = "_"
	}
	pkgName, edits, ok := edit.Import(pass, edit.File(pass, node.Pos()), fn.Params.Opening+1, "context")
	if !ok {
		return nil
	}
	return append(edits, edit.Param(pass.Fset, fn, name, pkgName+".Context"))
}

// mentions reports whether an identifier called name occurs within node.
func mentions(node ast.Node, name string) bool {
	found := false
	ast.Inspect(node, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok && id.Name == name {
			found = true
		}
		return !found
	})
	return found
}

// canChange reports whether the type of fn, declared in the package of the pass,
// may change as far as anything is concerned that the pass does not see as a use
// of fn: other packages, interfaces, and files left out of this build.
func canChange(pass *analysis.Pass, fn *types.Func) bool {
	if fn.Exported() && pass.Pkg.Name() != "main" || fn.Signature().TypeParams() != nil {
		return false
	}
	if recv := fn.Signature().Recv(); recv != nil {
		if fn.Exported() || fn.Signature().RecvTypeParams() != nil {
			return false
		}
		// An unexported method can satisfy only the interfaces of its own package.
		for _, file := range pass.Files {
			if interfaceHas(file, fn.Name()) {
				return false
			}
		}
	}
	return !unseenFilesMention(pass, fn)
}

func interfaceHas(file *ast.File, method string) bool {
	found := false
	ast.Inspect(file, func(n ast.Node) bool {
		if iface, ok := n.(*ast.InterfaceType); ok {
			for _, field := range iface.Methods.List {
				for _, name := range field.Names {
					found = found || name.Name == method
				}
			}
		}
		return !found
	})
	return found
}

// unseenFilesMention reports whether the name of fn occurs in a Go file of its
// directory that is not part of the pass: excluded by build constraints, or the
// tests of the package where the driver analyzes it without them.
func unseenFilesMention(pass *analysis.Pass, fn *types.Func) bool {
	seen := map[string]bool{}
	for _, file := range pass.Files {
		seen[pass.Fset.PositionFor(file.FileStart, false).Filename] = true
	}
	dir := filepath.Dir(pass.Fset.PositionFor(fn.Pos(), false).Filename)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return true
	}
	name := regexp.MustCompile(`\b` + regexp.QuoteMeta(fn.Name()) + `\b`)
	for _, entry := range entries {
		path := filepath.Join(dir, entry.Name())
		if filepath.Ext(path) != ".go" || seen[path] {
			continue
		}
		if data, err := os.ReadFile(path); err != nil || name.Match(data) {
			return true
		}
	}
	return false
}
