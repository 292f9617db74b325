package migrate

import (
	"cmp"
	"errors"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/buslint/buslint/internal/busmodel"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/ctxthread"
	"github.com/buslint/buslint/internal/summary"
	"github.com/buslint/buslint/internal/twins"
)

// Twins are the calls of functions with twins in the packages of a program.
type Twins struct {
	Calls []*TwinCall // in the order of the source, and none on the bus

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

// FindTwins returns the calls of functions with twins in the packages, as the configuration
// knows them.
func FindTwins(pkgs []*packages.Package, c *config.Config) (*Twins, error) {
	_, models, err := busUses(pkgs, c)
	if err != nil {
		return nil, err
	}
	return findTwins(pkgs, models, c), nil
}

// findTwins returns the calls of functions with twins, given the models of the packages.
func findTwins(pkgs []*packages.Package, models []*busmodel.Model, c *config.Config) *Twins {
	t := &Twins{handlers: map[token.Pos]string{}}
	for _, model := range models {
		maps.Copy(t.handlers, model.Starts())
	}
	registers := func(call *ast.CallExpr) bool {
		return slices.ContainsFunc(models, func(model *busmodel.Model) bool { return model.Registers(call) })
	}
	table := c.Twins()
	for _, pkg := range pkgs {
		p := twins.NewPackage(pkg.Fset, pkg.Types, pkg.TypesInfo, pkg.Syntax, registers)
		t.packages = append(t.packages, p)
		for _, call := range slices.Concat(table.Calls(p), table.Fixed(p)) {
			if n, ok := call.Node.(*ast.CallExpr); ok && slices.ContainsFunc(models, func(model *busmodel.Model) bool { return model.Has(n) }) {
				continue
			}
			pos := pkg.Fset.Position(call.Node.Pos())
			t.Calls = append(t.Calls, &TwinCall{call, pkg, pos, strings.HasSuffix(pos.Filename, "_test.go")})
		}
	}
	slices.SortStableFunc(t.Calls, func(a, b *TwinCall) int {
		return cmp.Or(summary.ComparePos(a.Pos, b.Pos), cmp.Compare(b.Node.End(), a.Node.End()))
	})
	t.graph = twins.NewGraph(t.packages)
	return t
}

// A Pair is a function with a twin, and how many of its calls change.
type Pair struct {
	Func  string `json:"func"`
	Twin  string `json:"twin"`
	Calls int    `json:"calls"`
}

// A campaign says which calls of functions with twins are to change.
type campaign struct {
	*Twins
	o     Options
	pkgs  []*packages.Package
	from  string            // fromBus, fromMain, or a package
	reach twins.Reach       // the code that may run from there; nil for all
	ends  twins.Reach       // and what it defers
	fixed map[string]string // why files cannot change, by their names
}

const (
	fromBus  = "bus"
	fromMain = "main"
)

// newCampaign returns the campaign for the options of p. It returns an error if there is no
// code where it is to start.
func newCampaign(p *planner) (*campaign, error) {
	c := &campaign{Twins: findTwins(p.pkgs, p.models, p.o.Config), o: p.o, pkgs: p.pkgs, from: p.o.From, fixed: fixedFiles(p.pkgs, p.o.Selection)}
	if c.from == "" {
		c.from = fromMain
		if len(c.handlers) > 0 {
			c.from = fromBus
		}
	}
	starts := c.handlers
	switch c.from {
	case fromMain:
		return c, nil
	case fromBus:
		if len(starts) == 0 {
			return nil, errors.New("-from bus: no handler of a message is known; use -from main, or name a package")
		}
	default:
		if starts = c.declared(c.from); len(starts) == 0 {
			return nil, fmt.Errorf("-from %s: the module has no such package; use bus, main or the path of a package", c.from)
		}
	}
	c.reach, c.ends = c.graph.From(starts), c.graph.WithDeferred(starts)
	return c, nil
}

// declared returns the functions of the packages that name means.
func (c *campaign) declared(name string) map[token.Pos]string {
	starts := map[token.Pos]string{}
	for _, pkg := range c.pkgs {
		if !matchesPackage(name, pkg.PkgPath) {
			continue
		}
		for _, file := range pkg.Syntax {
			for _, decl := range file.Decls {
				if fn, ok := decl.(*ast.FuncDecl); ok {
					starts[fn.Name.Pos()] = ""
				}
			}
		}
	}
	return starts
}

// runs reports whether the code at cur in the package is run from where the campaign starts, if
// that is not all there is: empty contexts are seeds there, unless they are for a log.
func (c *campaign) runs(pkg *packages.Package, cur inspector.Cursor) bool {
	if c == nil || c.reach == nil || c.o.Only != "" || c.isLogged(pkg, cur) {
		return false
	}
	_, ok := c.reach.At(cur)
	return ok
}

// isLogged reports whether the context at cur is an argument of a function whose twins do not
// count, because a context is optional there.
func (c *campaign) isLogged(pkg *packages.Package, cur inspector.Cursor) bool {
	call, ok := cur.Parent().Node().(*ast.CallExpr)
	if !ok {
		return false
	}
	fn, ok := typeutil.Callee(pkg.TypesInfo, call).(*types.Func)
	return ok && c.o.Config.Twins().IgnoresFunc(fn)
}

// names returns the names of all pairs, in order.
func (c *campaign) names() []string {
	if c == nil {
		return nil
	}
	names := map[string]bool{}
	for _, call := range c.Calls {
		names[call.Pair.String()] = true
	}
	return slices.Sorted(maps.Keys(names))
}

// twinSeeds are the calls of functions with twins that change, if a context reaches them,
// and those that do not, with the reasons.
type twinSeeds struct {
	seeds []*ctxthread.Seed
	calls map[*ctxthread.Seed]*TwinCall
	stay  []*LeftCall
}

// seeds returns the calls that the selection lets change.
func (c *campaign) seeds(sel Selection) twinSeeds {
	s := twinSeeds{calls: map[*ctxthread.Seed]*TwinCall{}}
	if c == nil {
		return s
	}
	for _, call := range c.Calls {
		if call.Aware || call.Test || !c.selects(call, sel) {
			continue
		}
		if why := c.whyStays(call, sel); why != (Reason{}) {
			s.stay = append(s.stay, call.left(why))
			continue
		}
		seed := &ctxthread.Seed{
			Pkg: call.Package, Fun: call.Fun, Twin: call.Rename, Arg: 0, Optional: true,
			Write:  &ctxthread.Writing{Node: call.Node, Pos: call.At, Before: call.Before, After: call.After},
			Called: call.Twin,
		}
		seed.Call, _ = call.Node.(*ast.CallExpr)
		s.seeds = append(s.seeds, seed)
		s.calls[seed] = call
	}
	return s
}

// selects reports whether the selection means the call.
func (c *campaign) selects(call *TwinCall, sel Selection) bool {
	if c.reach != nil {
		if _, ok := c.ends.At(call.Cursor); !ok {
			return false
		}
	}
	return sel.has(call.Package) && (sel.Only == "" || call.Is(sel.Only))
}

// isDeferred reports whether nothing leads to the call from where the campaign starts but what
// that defers.
func (c *campaign) isDeferred(call *TwinCall) bool {
	if c.reach == nil {
		return false
	}
	_, ok := c.reach.At(call.Cursor)
	return !ok
}

// whyStays returns why the call stays as it is, whatever contexts there are.
func (c *campaign) whyStays(call *TwinCall, sel Selection) Reason {
	fixed := c.fixed[call.Package.Fset.PositionFor(call.Node.Pos(), false).Filename]
	switch {
	case fixed != "":
		return Reason{text: "it is " + fixed}
	case call.Stays != "":
		return Reason{text: call.Stays}
	case c.isDeferred(call):
		return Reason{text: "only deferred calls lead to it"}
	case !call.Mended():
		return Reason{text: "it needs another call: " + call.Twin}
	}
	return sel.without[call.Pair.String()]
}

// left returns the call as one that stays.
func (c *TwinCall) left(why Reason) *LeftCall {
	return &LeftCall{types.ExprString(c.Fun), ctxthread.PlaceOf(c.Package.Fset, c.Node.Pos()), why}
}

// pairs counts the calls that change.
func (s twinSeeds) pairs(threads *ctxthread.Plan) []*Pair {
	byName := map[string]*Pair{}
	for seed := range threads.Changed {
		pair := s.calls[seed].Pair
		name := pair.String()
		if byName[name] == nil {
			byName[name] = &Pair{Func: name, Twin: pair.Twin}
		}
		byName[name].Calls++
	}
	var all []*Pair
	for _, name := range slices.Sorted(maps.Keys(byName)) {
		all = append(all, byName[name])
	}
	return all
}

// staying returns the calls that stay without a context, and why.
func (c *campaign) staying(s twinSeeds, threads *ctxthread.Plan) []*LeftCall {
	stay := slices.Clone(s.stay)
	for seed, why := range threads.Stays {
		stay = append(stay, s.calls[seed].left(Reason{text: why}))
	}
	slices.SortFunc(stay, func(a, b *LeftCall) int { return a.Place.Compare(b.Place) })
	return stay
}
