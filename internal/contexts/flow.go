package contexts

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/cfg"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/syntax"
)

// A flow says where in the body of one function contexts may be over. It follows what
// the code itself does and finds out: it calls the function that cancels a context, waits
// for a group whose context ends then, or goes on where a context is known to be done.
type flow struct {
	graph *cfg.CFG
	at    map[ast.Node]step
	// before is what is over before each node of each block, and after the last one.
	before map[*cfg.Block][]over
	// ends are the places at which something ends, the deferred ones where they are
	// deferred. What is only known to have ended has no position.
	ends []end
	// within are the others, by the step in which they are.
	within map[step][]end
	given  map[ast.Node][]given // by statement
}

// A given is a value that a variable with a context gets; nil if it is the zero value.
type given struct {
	v     *types.Var
	value ast.Expr
}

// A step is the place of a node in the graph.
type step struct {
	block *cfg.Block
	index int
}

// over are the variables and fields whose contexts may be over; nil stands for all. They are
// known by where they are declared: a package may be type-checked more than once, and a generic
// type has its fields once more for each instance.
type over map[token.Pos]*types.Var

// declaredAt returns where v is declared, which may be nil.
func declaredAt(v *types.Var) token.Pos {
	if v == nil {
		return token.NoPos
	}
	return v.Pos()
}

// has reports whether v is in o.
func (o over) has(v *types.Var) bool {
	_, ok := o[declaredAt(v)]
	return ok
}

// vars returns what is in o.
func (o over) vars() []*types.Var { return slices.Collect(maps.Values(o)) }

// An end is a place at which contexts end, or are known to have ended.
type end struct {
	step
	pos      token.Pos
	deferred bool
	vars     []*types.Var
}

// overAt reports whether one of the contexts may be over when the code at cur runs, of
// the function fn.
func (fl *flow) overAt(cur inspector.Cursor, fn ast.Node, lineage over) bool {
	pos := cur.Node().Pos()
	deferred := false
	for c := cur; c.Valid() && c.Node() != fn; c = c.Parent() {
		if c.ParentEdgeKind() == edge.DeferStmt_Call {
			deferred = isLeft(c.Node().(*ast.CallExpr), cur)
		}
		s, ok := fl.at[c.Node()]
		if !ok {
			continue
		}
		if fl.before[s.block] == nil {
			return false // dead code
		}
		before := func(e end) bool { return e.pos < pos && lineage.hasAny(e.vars) }
		later := func(e end) bool { return lineage.hasAny(e.vars) && fl.reaches(s, e.step) }
		return lineage.hasAny(fl.before[s.block][s.index].vars()) || slices.ContainsFunc(fl.within[s], before) ||
			deferred && slices.ContainsFunc(fl.ends, later)
	}
	return false
}

// isLeft reports whether the code at cur runs when a deferred call does: that, or what is called.
// The arguments are evaluated at once.
func isLeft(call *ast.CallExpr, cur inspector.Cursor) bool {
	return cur.Node() == call || syntax.Contains(call.Fun, cur.Node().Pos())
}

// reaches reports whether the code at a later step can run after that at s.
func (fl *flow) reaches(s, later step) bool {
	if s.block == later.block && s.index < later.index {
		return true
	}
	seen := map[*cfg.Block]bool{}
	queue := slices.Clone(s.block.Succs)
	for len(queue) > 0 {
		b := queue[0]
		queue = queue[1:]
		if b == later.block {
			return true
		}
		if !seen[b] {
			seen[b] = true
			queue = append(queue, b.Succs...)
		}
	}
	return false
}

// hasAny reports whether one of vars is in o, or stands for all.
func (o over) hasAny(vars []*types.Var) bool {
	return slices.ContainsFunc(vars, func(v *types.Var) bool { return v == nil || o.has(v) })
}

// outside reports whether a variable of o is declared outside of a node.
func (o over) outside(n ast.Node) bool {
	for pos := range o {
		if pos < n.Pos() || n.End() <= pos {
			return true
		}
	}
	return false
}

// with returns o and vars, without changing o.
func (o over) with(vars []*types.Var) over {
	if !slices.ContainsFunc(vars, func(v *types.Var) bool { return !o.has(v) }) {
		return o
	}
	sum := over{}
	maps.Copy(sum, o)
	for _, v := range vars {
		sum[declaredAt(v)] = v
	}
	return sum
}

// or returns what is in o or in other.
func (o over) or(other over) over { return o.with(other.vars()) }

// and returns what is in both.
func (o over) and(other over) over {
	both := maps.Clone(o)
	maps.DeleteFunc(both, func(_ token.Pos, v *types.Var) bool { return !other.has(v) })
	return both
}

// without returns o without v, without changing o.
func (o over) without(v *types.Var) over {
	if !o.has(v) {
		return o
	}
	rest := maps.Clone(o)
	delete(rest, declaredAt(v))
	return rest
}

// flow returns the flow of the function at fn; nil if nothing ends in it.
func (f *Finder) flow(fn inspector.Cursor) *flow {
	return once(f.flows, fn.Node(), func() *flow { return f.newFlow(fn) })
}

func (f *Finder) newFlow(fn inspector.Cursor) *flow {
	_, body := syntax.FuncParts(fn.Node())
	if body == nil || !f.mentionsEnds(fn, true) {
		return nil
	}
	fl := &flow{
		graph:  cfg.New(body, func(call *ast.CallExpr) bool { return gotypes.MayReturn(f.info, call) }),
		at:     map[ast.Node]step{},
		before: map[*cfg.Block][]over{},
		within: map[step][]end{},
		given:  map[ast.Node][]given{},
	}
	for _, b := range fl.graph.Blocks {
		for i, n := range b.Nodes {
			fl.at[n] = step{b, i}
		}
	}
	f.findEnds(fl, fn)
	f.findGiven(fl, fn)
	f.solve(fl, fn)
	return fl
}

// findEnds notes where calls and receives end contexts, or find them ended.
func (f *Finder) findEnds(fl *flow, fn inspector.Cursor) {
	for cur := range fn.Preorder((*ast.CallExpr)(nil), (*ast.UnaryExpr)(nil), (*ast.RangeStmt)(nil)) {
		var vars []*types.Var
		switch n := cur.Node().(type) {
		case *ast.CallExpr:
			vars = f.endsOf(cur)
		case *ast.UnaryExpr:
			if n.Op == token.ARROW && !isComm(cur) {
				vars = f.doneOf(n.X)
			}
		case *ast.RangeStmt:
			vars = f.doneOf(n.X)
			cur = cur.ChildAt(edge.RangeStmt_X, -1)
		}
		if len(vars) == 0 {
			continue
		}
		if s, deferred, ok := f.stepOf(fl, fn, cur); ok {
			e := end{s, cur.Node().Pos(), deferred, vars}
			fl.ends = append(fl.ends, e)
			if !deferred {
				fl.within[s] = append(fl.within[s], e)
			}
		}
	}
}

// isComm reports whether the receive at cur is one that a select chooses from.
func isComm(cur inspector.Cursor) bool {
	for stmt := range cur.Enclosing((*ast.ExprStmt)(nil), (*ast.AssignStmt)(nil)) {
		return stmt.ParentEdgeKind() == edge.CommClause_Comm
	}
	return false
}

// stepOf returns the step at which the code at cur runs, within the function fn or a
// literal that is called while that runs, and whether it is deferred. It reports false
// if nobody knows when it runs.
func (f *Finder) stepOf(fl *flow, fn, cur inspector.Cursor) (s step, deferred, ok bool) {
	for c := cur; c.Valid() && c != fn; c = c.Parent() {
		if c.ParentEdgeKind() == edge.DeferStmt_Call {
			deferred = isLeft(c.Node().(*ast.CallExpr), cur)
		}
		if _, isLit := c.Node().(*ast.FuncLit); isLit {
			if f.When(c) != Meanwhile {
				return step{}, false, false
			}
			if end := f.end(c); end != c {
				return f.stepOf(fl, fn, end)
			}
			deferred = false // until the literal returns
		}
		if s, ok := fl.at[c.Node()]; ok {
			return s, deferred, true
		}
	}
	return step{}, false, false
}

// entered returns the variables whose contexts may be over when the graph goes from b to
// its successor next, because a condition says so.
func (f *Finder) entered(switches map[*ast.CaseClause]*ast.SwitchStmt, b, next *cfg.Block) []*types.Var {
	switch stmt := next.Stmt.(type) {
	case *ast.CaseClause:
		if sw := switches[stmt]; sw != nil && next.Kind == cfg.KindSwitchCaseBody {
			return f.endsInCase(sw, stmt)
		}
	case *ast.CommClause:
		if next.Kind == cfg.KindSelectCaseBody {
			return f.endsInComm(stmt)
		}
	}
	if len(b.Succs) != 2 || len(b.Nodes) == 0 {
		return nil
	}
	cond, ok := b.Nodes[len(b.Nodes)-1].(ast.Expr)
	if !ok {
		return nil
	}
	switch b.Succs[0].Stmt.(type) {
	case *ast.IfStmt, *ast.ForStmt:
		return f.ends(cond, next == b.Succs[0])
	}
	return nil
}

// findGiven notes which variables with contexts the statements of fn give a value.
func (f *Finder) findGiven(fl *flow, fn inspector.Cursor) {
	note := func(stmt ast.Node, to ast.Expr, values []ast.Expr, i int) {
		v := syntax.Variable(f.info, to)
		if v == nil || !gotypes.IsContext(v.Type()) {
			return
		}
		g := given{v: v}
		if len(values) == 1 {
			g.value = values[0]
		} else if i < len(values) {
			g.value = values[i]
		}
		fl.given[stmt] = append(fl.given[stmt], g)
	}
	for cur := range fn.Preorder((*ast.AssignStmt)(nil), (*ast.ValueSpec)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.AssignStmt:
			for i, lhs := range n.Lhs {
				note(n, lhs, n.Rhs, i)
			}
		case *ast.ValueSpec:
			for i, id := range n.Names {
				note(n, id, n.Values, i)
			}
		}
	}
}

// solve computes what is over before each step, until nothing changes.
func (f *Finder) solve(fl *flow, fn inspector.Cursor) {
	switches := map[*ast.CaseClause]*ast.SwitchStmt{}
	for cur := range fn.Preorder((*ast.SwitchStmt)(nil)) {
		sw := cur.Node().(*ast.SwitchStmt)
		for _, clause := range sw.Body.List {
			switches[clause.(*ast.CaseClause)] = sw
		}
	}
	in := map[*cfg.Block]over{fl.graph.Blocks[0]: {}}
	queue := []*cfg.Block{fl.graph.Blocks[0]}
	for len(queue) > 0 {
		b := queue[0]
		queue = queue[1:]
		state := in[b]
		before := make([]over, 0, len(b.Nodes)+1)
		for i, n := range b.Nodes {
			before = append(before, state)
			for _, g := range fl.given[n] {
				state = f.assign(state, g)
			}
			for _, e := range fl.within[step{b, i}] {
				state = state.with(e.vars)
			}
		}
		fl.before[b] = append(before, state)
		for _, next := range b.Succs {
			entering := state.with(f.entered(switches, b, next))
			old, seen := in[next]
			merged := old.or(entering)
			if !seen || len(merged) > len(old) {
				if merged == nil {
					merged = over{}
				}
				in[next] = merged
				queue = append(queue, next)
			}
		}
	}
	// What a condition says is an end as well, for what is deferred before.
	for _, b := range fl.graph.Blocks {
		for _, next := range b.Succs {
			if vars := f.entered(switches, b, next); len(vars) > 0 {
				fl.ends = append(fl.ends, end{step{next, -1}, token.NoPos, false, vars})
			}
		}
	}
}

// assign returns what is over when a variable has got a value: the variable, if what the value
// is made of is over.
func (f *Finder) assign(state over, g given) over {
	if g.value != nil && (state.has(nil) || state.hasAny(f.sources(g.value))) {
		return state.with([]*types.Var{g.v})
	}
	return state.without(g.v)
}
