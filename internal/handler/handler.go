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

	"github.com/buslint/buslint/internal/busmodel"
	"github.com/buslint/buslint/internal/edit"
	"github.com/buslint/buslint/internal/syntax"
	"github.com/buslint/buslint/internal/uses"
)

// A Changer changes handlers of one package.
type Changer struct {
	pass  *analysis.Pass
	model *busmodel.Model
	uses  *uses.Index

	methods map[string]bool            // see interfaceHas
	unseen  map[string]map[string]bool // see unseenFilesMention
}

// New returns a Changer for the package of the pass, whose analyzer must require
// [uses.Analyzer].
func New(pass *analysis.Pass, model *busmodel.Model) *Changer {
	return &Changer{
		pass:   pass,
		model:  model,
		uses:   pass.ResultOf[uses.Analyzer].(*uses.Index),
		unseen: map[string]map[string]bool{},
	}
}

// GiveContext returns the edits that give the function that p registers a context as its
// first parameter, and all registrations of it; none if something else depends on its
// type, or a registration is not one for which may holds. One fix is whole in itself, so
// that only the first registration gets it.
func (c *Changer) GiveContext(p *busmodel.Parcel, may func(*busmodel.Parcel) bool) ([]analysis.TextEdit, []*busmodel.Parcel) {
	typ, _ := p.Handler.Body()
	if typ == nil {
		return nil, nil
	}
	registrations := []*busmodel.Parcel{p}
	if fn := p.Handler.Func; fn != nil {
		registrations = c.model.Registrations(fn)
		switch {
		case registrations[0] != p,
			len(registrations) != len(c.uses.Of(fn)),
			slices.ContainsFunc(registrations, func(p *busmodel.Parcel) bool { return !may(p) }),
			!c.canChange(fn):
			return nil, nil
		}
	}
	if edits := c.addContext(p.Handler.Node(), typ); edits != nil {
		return edits, registrations
	}
	return nil, nil
}

// addContext returns the edits that give fn, the type of the function at node, a
// context as its first parameter; nil where package context cannot be named.
func (c *Changer) addContext(node ast.Node, fn *ast.FuncType) []analysis.TextEdit {
	// The new parameter must not catch what the function means by ctx.
	name := "ctx"
	if syntax.Mentions(node, name) {
		name = "_"
	}
	pkgName, edits, ok := edit.Import(c.pass, syntax.FileAt(c.pass.Files, node.Pos()), fn.Params.Opening+1, "context")
	if !ok {
		return nil
	}
	return append(edits, edit.Param(c.pass.Fset, fn, name, pkgName+".Context"))
}

// canChange reports whether the type of fn, declared in the package of the pass,
// may change as far as anything is concerned that the pass does not see as a use
// of fn: other packages, interfaces, and files left out of this build.
func (c *Changer) canChange(fn *types.Func) bool {
	if fn.Exported() && c.pass.Pkg.Name() != "main" || fn.Signature().TypeParams() != nil {
		return false
	}
	if recv := fn.Signature().Recv(); recv != nil {
		// An unexported method can satisfy only the interfaces of its own package.
		if fn.Exported() || fn.Signature().RecvTypeParams() != nil || c.interfaceHas(fn.Name()) {
			return false
		}
	}
	return !c.unseenFilesMention(fn)
}

// interfaceHas reports whether an interface in the package has the method.
func (c *Changer) interfaceHas(method string) bool {
	if c.methods == nil {
		c.methods = map[string]bool{}
		for cur := range c.uses.Root().Preorder((*ast.InterfaceType)(nil)) {
			for _, field := range cur.Node().(*ast.InterfaceType).Methods.List {
				for _, name := range field.Names {
					c.methods[name.Name] = true
				}
			}
		}
	}
	return c.methods[method]
}

// unseenFilesMention reports whether the name of fn occurs in a Go file of its
// directory that is not part of the pass: excluded by build constraints, or the
// tests of the package where the driver analyzes it without them. If such a file cannot
// be read, it may.
func (c *Changer) unseenFilesMention(fn *types.Func) bool {
	dir := filepath.Dir(c.pass.Fset.PositionFor(fn.Pos(), false).Filename)
	words, ok := c.unseen[dir]
	if !ok {
		words = c.unseenWords(dir)
		c.unseen[dir] = words
	}
	return words == nil || words[fn.Name()]
}

var word = regexp.MustCompile(`[\pL_][\pL\pN_]*`)

// unseenWords returns the words in the Go files of the directory that are not part of the
// pass; nil if one of them cannot be read.
func (c *Changer) unseenWords(dir string) map[string]bool {
	seen := map[string]bool{}
	for _, file := range c.pass.Files {
		seen[c.pass.Fset.PositionFor(file.FileStart, false).Filename] = true
	}
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	words := map[string]bool{}
	for _, entry := range entries {
		path := filepath.Join(dir, entry.Name())
		if filepath.Ext(path) != ".go" || seen[path] {
			continue
		}
		data, err := os.ReadFile(path)
		if err != nil {
			return nil
		}
		for _, w := range word.FindAll(data, -1) {
			words[string(w)] = true
		}
	}
	return words
}
