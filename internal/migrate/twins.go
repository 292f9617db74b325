package migrate

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/busmodel"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/summary"
	"github.com/buslint/buslint/internal/twins"
)

// Twins are the calls of functions with twins in the packages of a program.
type Twins struct {
	Calls []*TwinCall    // in the order of the source, and none on the bus
	Idle  []*IdleHandler // handlers that take a context and do not use it

	handlers map[token.Pos]string // see busmodel.Model.Starts
	packages []*twins.Package
	graph    *twins.Graph
}

// A TwinCall is a call of a function with a twin, or of the twin.
type TwinCall struct {
	*twins.Call
	Package *packages.Package
	Pos     token.Position
	Test    bool // in a _test.go file
}

// An IdleHandler is a handler that takes a context and does not use it.
type IdleHandler struct {
	Name    string
	Pos     token.Position
	Reaches map[string]int // calls without a context in what it may run, by function
}

// FindTwins returns the calls of functions with twins in the packages, as the configuration
// knows them.
func FindTwins(pkgs []*packages.Package, c *config.Config) (*Twins, error) {
	_, models, err := busUses(pkgs, c)
	if err != nil {
		return nil, err
	}
	t := findTwins(pkgs, models, c)
	t.findIdle(pkgs)
	return t, nil
}

// findTwins returns the calls of functions with twins, and no idle handlers.
func findTwins(pkgs []*packages.Package, models []*busmodel.Model, c *config.Config) *Twins {
	t := &Twins{handlers: map[token.Pos]string{}}
	for _, model := range models {
		for pos, sent := range model.Starts() {
			t.handlers[pos] = sent
		}
	}
	registers := func(call *ast.CallExpr) bool {
		return slices.ContainsFunc(models, func(model *busmodel.Model) bool { return model.Registers(call) })
	}
	table := c.Twins()
	for _, pkg := range pkgs {
		p := twins.NewPackage(pkg.Types, pkg.TypesInfo, pkg.Syntax, registers)
		t.packages = append(t.packages, p)
		for _, call := range table.Calls(p) {
			if n, ok := call.Node.(*ast.CallExpr); ok && slices.ContainsFunc(models, func(model *busmodel.Model) bool { return model.Has(n) }) {
				continue
			}
			pos := pkg.Fset.Position(call.Node.Pos())
			t.Calls = append(t.Calls, &TwinCall{call, pkg, pos, strings.HasSuffix(pos.Filename, "_test.go")})
		}
	}
	slices.SortStableFunc(t.Calls, func(a, b *TwinCall) int { return summary.ComparePos(a.Pos, b.Pos) })
	t.graph = twins.NewGraph(t.packages)
	return t
}

// findIdle finds the handlers that take a context and do not use it.
func (t *Twins) findIdle(pkgs []*packages.Package) {
	for i, p := range t.packages {
		for cur := range p.Uses.Root().Preorder((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
			name, pos, typ := "this handler", cur.Node().Pos(), (*ast.FuncType)(nil)
			switch n := cur.Node().(type) {
			case *ast.FuncDecl:
				name, pos, typ = n.Name.Name, n.Name.Pos(), n.Type
			case *ast.FuncLit:
				typ = n.Type
			}
			sent, ok := t.handlers[pos]
			if !ok || !isIdle(p, typ) {
				continue
			}
			reach := t.graph.From(map[token.Pos]string{pos: sent})
			h := &IdleHandler{name, pkgs[i].Fset.Position(pos), map[string]int{}}
			for _, c := range t.Calls {
				if _, ok := reach.At(c.Cursor); ok && !c.Aware && !c.Test && c.Stays == "" {
					h.Reaches[c.Pair.String()]++
				}
			}
			t.Idle = append(t.Idle, h)
		}
	}
	slices.SortFunc(t.Idle, func(a, b *IdleHandler) int { return summary.ComparePos(a.Pos, b.Pos) })
}

// isIdle reports whether a function of the type takes a context and does not use it.
func isIdle(p *twins.Package, typ *ast.FuncType) bool {
	for _, field := range typ.Params.List {
		if !gotypes.IsContext(p.Info.TypeOf(field.Type)) {
			continue
		}
		used := slices.ContainsFunc(field.Names, func(name *ast.Ident) bool {
			v, ok := p.Info.Defs[name].(*types.Var)
			return ok && len(p.Uses.Of(v)) > 0
		})
		return !used
	}
	return false
}
