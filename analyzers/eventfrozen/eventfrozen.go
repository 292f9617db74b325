package eventfrozen

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/cfg"

	"github.com/buslint/buslint/internal/busmodel"
	"github.com/buslint/buslint/internal/doctext"
	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/suppress"
	"github.com/buslint/buslint/internal/syntax"
	"github.com/buslint/buslint/internal/uses"
)

//go:embed doc.go
var doc string

var Analyzer = &analysis.Analyzer{
	Name:     "eventfrozen",
	Doc:      doctext.Of(doc),
	URL:      doctext.URL("eventfrozen"),
	Requires: []*analysis.Analyzer{busmodel.Analyzer, suppress.Analyzer, uses.Analyzer},
	Run:      run,
}

func run(pass *analysis.Pass) (any, error) {
	model := pass.ResultOf[busmodel.Analyzer].(*busmodel.Model)
	c := &checker{pass: pass, uses: pass.ResultOf[uses.Analyzer].(*uses.Index), reported: map[token.Pos]bool{}}
	for _, m := range model.Messages {
		if m.Kind != kind.Event {
			continue
		}
		if called := m.Called(); called != kind.Event && called != kind.NoKind {
			continue // a query is there to be changed, however it is sent
		}
		for _, p := range m.Parcels {
			if p.Use.Profile.Copies {
				continue // nobody else has what is changed
			}
			switch p.Use.Role {
			case kind.Listen:
				c.checkListener(p)
			case kind.Publish:
				c.checkPublisher(p)
			}
		}
	}
	return nil, nil
}

type checker struct {
	pass     *analysis.Pass
	uses     *uses.Index
	reported map[token.Pos]bool
}

func (c *checker) reportf(w write, format string, args ...any) {
	if c.reported[w.node.Pos()] {
		return
	}
	c.reported[w.node.Pos()] = true
	d := analysis.Diagnostic{Pos: w.node.Pos(), End: w.node.End(), Message: fmt.Sprintf(format, args...)}
	d.Related = w.related
	suppress.Report(c.pass, d)
}

// checkListener reports the writes to its event of the listener that is registered.
func (c *checker) checkListener(p *busmodel.Parcel) {
	typ, body := p.Handler.Body()
	if body == nil || typ.Params.NumFields() == 0 {
		return
	}
	last := typ.Params.List[len(typ.Params.List)-1]
	if len(last.Names) == 0 {
		return
	}
	event, ok := c.pass.TypesInfo.Defs[last.Names[len(last.Names)-1]].(*types.Var)
	if !ok {
		return
	}
	if _, isPtr := event.Type().Underlying().(*types.Pointer); !isPtr || c.uses.Changes(event) || busmodel.MessageType(event.Type()) != p.Message {
		return
	}
	mem := &memory{info: c.pass.TypesInfo, views: map[types.Object]bool{event: true}}
	mem.addAliases(body, c.uses)
	for _, w := range mem.writes(body, true) {
		if mem.isAnswer(w.place) {
			continue
		}
		c.reportf(w, "%s changes %s, which the other listeners of %s get as well; change a copy of it",
			p.Name(), types.ExprString(w.place), p.Message.Name())
	}
}

// checkPublisher reports the writes to the event that is published that come after
// it in the same function.
func (c *checker) checkPublisher(p *busmodel.Parcel) {
	call := p.Use.Cursor
	if call.ParentEdgeKind() == edge.DeferStmt_Call {
		return
	}
	// The argument is a variable that points to the event, or is it.
	mem := &memory{info: c.pass.TypesInfo}
	arg := ast.Unparen(p.Arg)
	addr, isAddr := arg.(*ast.UnaryExpr)
	if isAddr {
		arg = ast.Unparen(addr.X)
	}
	id, ok := arg.(*ast.Ident)
	if !ok {
		return
	}
	v, ok := c.pass.TypesInfo.Uses[id].(*types.Var)
	if !ok {
		return
	}
	if isAddr {
		mem.value = v
	} else if _, ok := v.Type().Underlying().(*types.Pointer); ok {
		mem.views = map[types.Object]bool{v: true}
	} else {
		return
	}
	var body *ast.BlockStmt
	for fn := range call.Enclosing((*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		if !syntax.Contains(fn.Node(), v.Pos()) {
			return // of another function, or of the package
		}
		_, body = syntax.FuncParts(fn.Node())
		break
	}
	if body == nil || !isAddr && c.mayBecomeAnother(body, v) {
		return
	}
	for _, w := range c.after(cfg.New(body, func(call *ast.CallExpr) bool { return gotypes.MayReturn(c.pass.TypesInfo, call) }), p.Use.Call, mem, v) {
		if mem.isFlag(w.place) {
			continue // reset for the next publish
		}
		w.related = []analysis.RelatedInformation{{Pos: p.Use.Call.Pos(), End: p.Use.Call.End(), Message: "it is published here"}}
		c.reportf(w, "%s is changed after %s was published, and a listener may have kept it; change it before, or change a copy",
			types.ExprString(w.place), p.Message.Name())
	}
}

// mayBecomeAnother reports whether something else than a statement of the function with
// this body may give v another value: a literal, or who has its address.
func (c *checker) mayBecomeAnother(body *ast.BlockStmt, v *types.Var) bool {
	return slices.ContainsFunc(c.uses.Of(v), func(use inspector.Cursor) bool {
		if !uses.IsChange(use) {
			return false
		}
		if use.ParentEdgeKind() == edge.UnaryExpr_X {
			return true
		}
		for lit := range use.Enclosing((*ast.FuncLit)(nil)) {
			return lit.Node().Pos() > body.Pos()
		}
		return false
	})
}

// after returns the writes to mem that can be reached from the call while v holds what
// it holds there.
func (c *checker) after(graph *cfg.CFG, call *ast.CallExpr, mem *memory, v *types.Var) []write {
	var found []write
	seen := map[*cfg.Block]bool{}
	var visit func(b *cfg.Block, nodes []ast.Node)
	visit = func(b *cfg.Block, nodes []ast.Node) {
		for _, n := range nodes {
			found = append(found, mem.writes(n, false)...)
			if c.gives(n, v) {
				return
			}
		}
		for _, next := range b.Succs {
			if loop, ok := next.Stmt.(*ast.RangeStmt); ok && next.Kind == cfg.KindRangeBody && (c.isVar(loop.Key, v) || c.isVar(loop.Value, v)) {
				continue
			}
			if !seen[next] {
				seen[next] = true
				visit(next, next.Nodes)
			}
		}
	}
	for _, b := range graph.Blocks {
		for i, n := range b.Nodes {
			if n.Pos() > call.Pos() || call.End() > n.End() {
				continue
			}
			// Have: the call is made in n. What n assigns, it assigns afterwards.
			if assign, ok := n.(*ast.AssignStmt); ok {
				for _, lhs := range assign.Lhs {
					if mem.contains(lhs) {
						found = append(found, write{node: lhs, place: lhs})
					}
				}
			}
			if !c.gives(n, v) {
				visit(b, b.Nodes[i+1:])
			}
			return found
		}
	}
	return found
}

// gives reports whether the statement n declares v or gives it another value.
func (c *checker) gives(n ast.Node, v *types.Var) bool {
	if syntax.Contains(n, v.Pos()) {
		return true
	}
	assign, ok := n.(*ast.AssignStmt)
	return ok && slices.ContainsFunc(assign.Lhs, func(lhs ast.Expr) bool { return c.isVar(lhs, v) })
}

func (c *checker) isVar(expr ast.Expr, v *types.Var) bool {
	id, ok := expr.(*ast.Ident)
	return ok && c.pass.TypesInfo.ObjectOf(id) == v
}
