package contexts

import (
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"regexp"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/cfg"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/syntax"
	"github.com/buslint/buslint/internal/uses"
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
}

// A step is the place of a node in the graph.
type step struct {
	block *cfg.Block
	index int
}

// over are the variables and fields whose contexts may be over; nil stands for all.
type over map[*types.Var]bool

// An end is a place at which contexts end, or are known to have ended.
type end struct {
	step
	pos      token.Pos
	deferred bool
	vars     []*types.Var
}

// IsOver reports whether the context that v is or has may be over when the code at cur
// runs.
func (f *Finder) IsOver(v *types.Var, cur inspector.Cursor) bool {
	return f.endedIn(f.lineage(v), cur, map[ast.Node]bool{})
}

// EndsWithin reports whether the function around cur ends the context that v is or has, when
// it returns or before.
func (f *Finder) EndsWithin(v *types.Var, cur inspector.Cursor) bool {
	fn, ok := syntax.Function(cur)
	if !ok {
		return false
	}
	fl := f.flow(fn)
	return fl != nil && slices.ContainsFunc(fl.ends, func(e end) bool { return e.pos.IsValid() && f.lineage(v).hasAny(e.vars) })
}

// MayBeNil reports whether the function around cur asks whether the context that v is or has is
// nil: if that is over, it may be just that.
func (f *Finder) MayBeNil(v *types.Var, cur inspector.Cursor) bool {
	for fn := range cur.Enclosing((*ast.FuncDecl)(nil)) {
		for n := range fn.Preorder((*ast.BinaryExpr)(nil)) {
			ctx := f.comparedToNil(n.Node().(*ast.BinaryExpr))
			if ctx != nil && f.lineage(v).hasAny(f.sources(ctx)) {
				return true
			}
		}
	}
	return false
}

func (f *Finder) endedIn(lineage over, cur inspector.Cursor, seen map[ast.Node]bool) bool {
	fn, ok := syntax.Function(cur)
	if !ok || seen[cur.Node()] {
		return false
	}
	seen[cur.Node()] = true
	if fl := f.flow(fn); fl != nil && fl.overAt(cur, fn.Node(), lineage) {
		return true
	}
	// A function runs where it stands, or where the variable is used that holds it.
	isOverAt := func(use inspector.Cursor) bool { return f.endedIn(lineage, use, seen) }
	if slices.ContainsFunc(f.usesOfHolder(cur), isOverAt) {
		return true
	}
	if _, isLit := fn.Node().(*ast.FuncLit); !isLit || !lineage.outside(fn.Node()) {
		return false // nothing around has to do with it
	}
	if held := f.usesOfHolder(fn); held != nil {
		return slices.ContainsFunc(held, isOverAt)
	}
	return f.endedIn(lineage, fn, seen)
}

// usesOfHolder returns the uses of the variable that holds the function at cur, or what it is
// an element of; none if it is another value, or not held.
func (f *Finder) usesOfHolder(cur inspector.Cursor) []inspector.Cursor {
	expr, ok := cur.Node().(ast.Expr)
	if !ok || !gotypes.IsFunc(f.info.TypeOf(expr)) {
		return nil
	}
	for cur.ParentEdgeKind() == edge.KeyValueExpr_Value || cur.ParentEdgeKind() == edge.CompositeLit_Elts {
		cur = cur.Parent()
	}
	id := uses.Holder(cur)
	if id == nil {
		return nil
	}
	return f.uses.Of(f.info.ObjectOf(id))
}

// lineage returns v and the variables and fields from which its context is made, with
// which it ends.
func (f *Finder) lineage(v *types.Var) over {
	if all, ok := f.lineages[v]; ok {
		return all
	}
	all, list := over{v: true}, []*types.Var{v}
	for i := 0; i < len(list); i++ {
		values, _ := f.values(list[i])
		for _, value := range values {
			for _, source := range f.sources(value) {
				if !all[source] {
					all[source] = true
					list = append(list, source)
				}
			}
		}
	}
	f.lineages[v] = all
	return all
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
		return fl.before[s.block][s.index].meets(lineage) || slices.ContainsFunc(fl.within[s], before) ||
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

// meets reports whether one of the contexts of the lineage is over.
func (o over) meets(lineage over) bool {
	if o[nil] {
		return true
	}
	for v := range o {
		if lineage[v] {
			return true
		}
	}
	return false
}

// hasAny reports whether one of vars is in o, or stands for all.
func (o over) hasAny(vars []*types.Var) bool {
	return slices.ContainsFunc(vars, func(v *types.Var) bool { return v == nil || o[v] })
}

// outside reports whether a variable of o is declared outside of a node.
func (o over) outside(n ast.Node) bool {
	for v := range o {
		if v.Pos() < n.Pos() || n.End() <= v.Pos() {
			return true
		}
	}
	return false
}

// with returns o and vars, without changing o.
func (o over) with(vars []*types.Var) over {
	if !slices.ContainsFunc(vars, func(v *types.Var) bool { return !o[v] }) {
		return o
	}
	sum := over{}
	maps.Copy(sum, o)
	for _, v := range vars {
		sum[v] = true
	}
	return sum
}

// or returns what is in o or in other.
func (o over) or(other over) over { return o.with(slices.Collect(maps.Keys(other))) }

// and returns what is in both.
func (o over) and(other over) over {
	both := maps.Clone(o)
	maps.DeleteFunc(both, func(v *types.Var, _ bool) bool { return !other[v] })
	return both
}

// without returns o without v, without changing o.
func (o over) without(v *types.Var) over {
	if !o[v] {
		return o
	}
	rest := maps.Clone(o)
	delete(rest, v)
	return rest
}

// flow returns the flow of the function at fn; nil if nothing ends in it.
func (f *Finder) flow(fn inspector.Cursor) *flow {
	if fl, ok := f.flows[fn.Node()]; ok {
		return fl
	}
	fl := f.newFlow(fn)
	f.flows[fn.Node()] = fl
	return fl
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
	}
	assigned := map[ast.Node][]*types.Var{} // by statement
	for _, b := range fl.graph.Blocks {
		for i, n := range b.Nodes {
			fl.at[n] = step{b, i}
		}
	}
	f.findEnds(fl, fn)
	f.findAssigned(fn, assigned)
	f.solve(fl, fn, assigned)
	return fl
}

// KnowsOfEnds reports whether the code of the function at fn has to do with the end of
// contexts: it asks for it, or brings it about other than by defer.
func (f *Finder) KnowsOfEnds(fn inspector.Cursor) bool {
	knows, ok := f.knows[fn.Node()]
	if !ok {
		knows = f.mentionsEnds(fn, false)
		f.knows[fn.Node()] = knows
	}
	return knows
}

// mentionsEnds reports whether anything in the function at fn can end a context or says
// that one is over, with what it defers or without.
func (f *Finder) mentionsEnds(fn inspector.Cursor, deferred bool) bool {
	for cur := range fn.Preorder((*ast.Ident)(nil), (*ast.SelectorExpr)(nil), (*ast.CallExpr)(nil), (*ast.BinaryExpr)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.Ident:
			if f.isEndError(n) {
				return true
			}
		case *ast.SelectorExpr:
			if slices.Contains([]string{"Done", "Err", "Deadline"}, n.Sel.Name) && f.isContext(n.X) {
				return true
			}
		case *ast.CallExpr:
			if o := f.outcomeOf(n); isContextFunc(f.info, n, "Cause") || f.asksEnd(n) || len(o.ifTrue)+len(o.ifFalse) > 0 ||
				(deferred || cur.ParentEdgeKind() != edge.DeferStmt_Call) && len(f.endsOf(cur)) > 0 {
				return true
			}
		case *ast.BinaryExpr:
			if f.comparedToNil(n) != nil {
				return true
			}
		}
	}
	return false
}

func (f *Finder) isContext(expr ast.Expr) bool {
	t := f.info.TypeOf(expr)
	return t != nil && (gotypes.IsContext(t) || isContextInterface(t))
}

// isEndError reports whether expr is an error that says by its name that a context is over,
// such as context.Canceled, or a code for one, such as codes.DeadlineExceeded.
func (f *Finder) isEndError(expr ast.Expr) bool {
	expr = ast.Unparen(expr)
	if sel, ok := expr.(*ast.SelectorExpr); ok {
		expr = sel.Sel
	}
	id, ok := expr.(*ast.Ident)
	if !ok || !endNames.MatchString(id.Name) {
		return false
	}
	switch obj := f.info.Uses[id].(type) {
	case *types.Var:
		return isError(obj.Type()) && obj.Pkg() != nil && obj.Parent() == obj.Pkg().Scope()
	case *types.Const:
		named, ok := types.Unalias(obj.Type()).(*types.Named)
		return ok && named.Obj().Name() == "Code"
	}
	return false
}

// comparedToNil returns the context that is compared to nil by expr, or nil.
func (f *Finder) comparedToNil(expr *ast.BinaryExpr) ast.Expr {
	if expr.Op != token.EQL && expr.Op != token.NEQ {
		return nil
	}
	x := expr.X
	switch {
	case f.info.Types[expr.Y].IsNil():
	case f.info.Types[expr.X].IsNil():
		x = expr.Y
	default:
		return nil
	}
	if !f.isContext(x) {
		return nil
	}
	return x
}

// endsOf returns the variables whose contexts are over after the call at cur: those that
// it cancels, or that its group has made. A nil one stands for all.
func (f *Finder) endsOf(cur inspector.Cursor) []*types.Var {
	call, ok := cur.Node().(*ast.CallExpr)
	if !ok {
		return nil
	}
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && sel.Sel.Name == "Wait" && len(call.Args) == 0 {
		if v := syntax.Variable(f.info, sel.X); v != nil {
			return f.madeWith(v)
		}
		return nil
	}
	t := f.info.TypeOf(call.Fun)
	if t == nil {
		return nil
	}
	if lasting := f.lasting(cur, call); len(lasting) > 0 {
		return lasting
	}
	// What is handed to a function that may call it at once.
	for i, arg := range call.Args {
		if v := syntax.Variable(f.info, arg); v != nil && isCancelFunc(v.Type()) && f.When(cur.ChildAt(edge.CallExpr_Args, i)) != After {
			if made := f.madeWith(v); len(made) > 0 {
				return made
			}
		}
	}
	isCancel := isCancelFunc(t)
	v := syntax.Variable(f.info, call.Fun)
	if v == nil {
		if isCancel {
			return []*types.Var{nil}
		}
		return slices.Collect(maps.Keys(f.outcomeOf(call).always))
	}
	if !gotypes.IsFunc(t) {
		return nil
	}
	made := f.madeWith(v)
	if isCancel && len(made) == 0 {
		return []*types.Var{nil} // nobody knows which
	}
	return made
}

// Functions that go on until a context is over, which they are given, or what it closes then.
var (
	untilEnd  = regexp.MustCompile(`^(Serve|ListenAndServe|(Run|Wait)?(Until|Forever)\w*)$`)
	untilDone = regexp.MustCompile(`^(Run|Wait|(Run|Wait)?(Until|Forever)\w*)$`)
)

// lasting returns the variables whose contexts are over when a call returns that, by the name
// of its callee, goes on until then.
func (f *Finder) lasting(cur inspector.Cursor, call *ast.CallExpr) []*types.Var {
	id := syntax.Name(call.Fun)
	if id == nil || cur.ParentEdgeKind() == edge.GoStmt_Call {
		return nil
	}
	var all []*types.Var
	for i, arg := range call.Args {
		switch {
		case i == 0 && untilEnd.MatchString(id.Name) && f.isContext(arg):
			all = append(all, f.lineageOf(arg)...)
		case untilDone.MatchString(id.Name):
			all = append(all, f.doneOf(arg, call.Pos())...)
		}
	}
	return all
}

// isCancelFunc reports whether t is the type of a function that ends a context.
func isCancelFunc(t types.Type) bool {
	return gotypes.IsNamed(t, "context", "CancelFunc") || gotypes.IsNamed(t, "context", "CancelCauseFunc")
}

// madeWith returns the variables that get a context together with a value of v, from one
// call: ctx for cancel in ctx, cancel := context.WithCancel(parent).
func (f *Finder) madeWith(v *types.Var) []*types.Var {
	made, ok := f.made[v]
	if ok {
		return made
	}
	f.made[v] = nil // of one that is given itself
	for id := range f.givings(v) {
		if other := syntax.Variable(f.info, givenTo(id)); other != nil && other != v && isCancelFunc(other.Type()) {
			made = append(made, f.madeWith(other)...)
		}
		assign, ok := id.Parent().Node().(*ast.AssignStmt)
		if !ok || callGiving(id) == nil || len(assign.Lhs) < 2 {
			continue
		}
		for _, lhs := range assign.Lhs {
			if other := syntax.Variable(f.info, lhs); other != nil && other != v && gotypes.IsContext(other.Type()) {
				made = append(made, other)
			}
		}
	}
	f.made[v] = made
	return made
}

// givenTo returns what the variable or field at cur is given as its value, or nil.
func givenTo(cur inspector.Cursor) ast.Expr {
	if kv, ok := cur.Parent().Node().(*ast.KeyValueExpr); ok {
		return kv.Value
	}
	if value, ok := uses.Given(cur); ok && value.Valid() {
		return value.Node().(ast.Expr)
	}
	return nil
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
				vars = f.doneOf(n.X, n.Pos())
			}
		case *ast.RangeStmt:
			vars = f.doneOf(n.X, n.Pos())
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

// endsInComm returns the variables whose contexts may be over in a clause of a select.
func (f *Finder) endsInComm(clause *ast.CommClause) []*types.Var {
	var received ast.Expr
	switch comm := clause.Comm.(type) {
	case *ast.ExprStmt:
		received = comm.X
	case *ast.AssignStmt:
		received = comm.Rhs[0]
	}
	if recv, ok := ast.Unparen(received).(*ast.UnaryExpr); ok && recv.Op == token.ARROW {
		return f.doneOf(recv.X, recv.Pos())
	}
	return nil
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
		}
		if s, ok := fl.at[c.Node()]; ok {
			return s, deferred, true
		}
	}
	return step{}, false, false
}

// doneOf returns the variables whose contexts are over when something is received from
// expr: ctx.Done(), or a variable that holds that. Where a context is done, those from
// which it is made may be.
func (f *Finder) doneOf(expr ast.Expr, at token.Pos) []*types.Var {
	call, ok := ast.Unparen(f.latest(expr, at)).(*ast.CallExpr)
	if !ok {
		return nil
	}
	return f.asked(call, "Done")
}

// errOf returns the variables whose contexts are over when expr is not nil: ctx.Err(),
// context.Cause(ctx), or a variable that holds one of these.
func (f *Finder) errOf(expr ast.Expr) []*types.Var {
	call, ok := ast.Unparen(f.latest(expr, expr.Pos())).(*ast.CallExpr)
	switch {
	case !ok:
		return nil
	case isContextFunc(f.info, call, "Cause") && len(call.Args) == 1:
		return f.lineageOf(call.Args[0])
	}
	return f.asked(call, "Err")
}

// asked returns the lineage of the context whose method is called, if it is one.
func (f *Finder) asked(call *ast.CallExpr, method string) []*types.Var {
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != method || !f.isContext(sel.X) {
		return nil
	}
	return f.lineageOf(sel.X)
}

// lineageOf returns the variables and fields from which expr takes its context, and those
// from which they are made.
func (f *Finder) lineageOf(expr ast.Expr) []*types.Var {
	var all []*types.Var
	for _, v := range f.sources(expr) {
		all = slices.AppendSeq(all, maps.Keys(f.lineage(v)))
	}
	return all
}

// latest returns what expr, if it is a variable, was given last before the place, in the
// order of the source; else expr itself.
func (f *Finder) latest(expr ast.Expr, at token.Pos) ast.Expr {
	id, ok := ast.Unparen(expr).(*ast.Ident)
	if !ok {
		return expr
	}
	v, ok := f.info.Uses[id].(*types.Var)
	if !ok {
		return expr
	}
	last := ast.Expr(id)
	note := func(given inspector.Cursor) {
		if value, ok := uses.Given(given); ok && value.Valid() {
			last = value.Node().(ast.Expr)
		} else {
			last = id
		}
	}
	if def, ok := f.uses.Def(v); ok {
		note(def)
	}
	for _, use := range f.uses.Of(v) {
		if use.Node().Pos() >= at {
			break
		}
		if use.ParentEdgeKind() == edge.AssignStmt_Lhs {
			note(use)
		}
	}
	return last
}

// ends returns the variables whose contexts may be over where cond has the value truth.
func (f *Finder) ends(cond ast.Expr, truth bool) []*types.Var {
	all := []*types.Var{nil}
	switch cond := ast.Unparen(cond).(type) {
	case *ast.UnaryExpr:
		if cond.Op == token.NOT {
			return f.ends(cond.X, !truth)
		}
	case *ast.CallExpr:
		// errors.Is(err, context.Canceled)
		if truth && (slices.ContainsFunc(cond.Args, f.isEndError) || f.asksEnd(cond)) {
			return all
		}
		o := f.outcomeOf(cond)
		if truth {
			return slices.Collect(maps.Keys(o.ifTrue))
		}
		return slices.Collect(maps.Keys(o.ifFalse))
	case *ast.BinaryExpr:
		switch cond.Op {
		case token.LAND, token.LOR:
			return slices.Concat(f.ends(cond.X, truth), f.ends(cond.Y, truth))
		case token.EQL, token.NEQ:
			equal := truth == (cond.Op == token.EQL)
			if f.isEndError(cond.X) || f.isEndError(cond.Y) {
				if equal {
					return all
				}
				return nil
			}
			if ctx := f.comparedToNil(cond); ctx != nil && equal {
				return f.sources(ctx)
			}
			if f.info.Types[cond.Y].IsNil() && !equal {
				return f.errOf(cond.X)
			}
			if f.info.Types[cond.X].IsNil() && !equal {
				return f.errOf(cond.Y)
			}
		}
	}
	return nil
}

// endsInCase returns the variables whose contexts may be over in a clause of a switch.
func (f *Finder) endsInCase(sw *ast.SwitchStmt, clause *ast.CaseClause) []*types.Var {
	if sw.Tag == nil {
		var vars []*types.Var
		for _, stmt := range sw.Body.List {
			c := stmt.(*ast.CaseClause)
			if c == clause {
				break
			}
			for _, expr := range c.List {
				vars = append(vars, f.ends(expr, false)...)
			}
		}
		for _, expr := range clause.List {
			vars = append(vars, f.ends(expr, true)...)
		}
		return vars
	}
	if slices.ContainsFunc(clause.List, f.isEndError) {
		return []*types.Var{nil}
	}
	if len(clause.List) > 0 && !slices.ContainsFunc(clause.List, func(e ast.Expr) bool { return !f.info.Types[e].IsNil() }) {
		return nil
	}
	return f.errOf(sw.Tag)
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
	switch stmt := b.Succs[0].Stmt.(type) {
	case *ast.IfStmt:
		if stmt.Cond != cond {
			return nil
		}
	case *ast.ForStmt:
		if stmt.Cond != cond {
			return nil
		}
	default:
		return nil
	}
	return f.ends(cond, next == b.Succs[0])
}

// findAssigned notes the variables with contexts that the statements of fn assign.
func (f *Finder) findAssigned(fn inspector.Cursor, assigned map[ast.Node][]*types.Var) {
	for cur := range fn.Preorder((*ast.AssignStmt)(nil), (*ast.ValueSpec)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.AssignStmt:
			for _, lhs := range n.Lhs {
				if v := syntax.Variable(f.info, lhs); v != nil && gotypes.IsContext(v.Type()) {
					assigned[n] = append(assigned[n], v)
				}
			}
		case *ast.ValueSpec:
			for _, id := range n.Names {
				if v, ok := f.info.Defs[id].(*types.Var); ok && gotypes.IsContext(v.Type()) {
					assigned[n] = append(assigned[n], v)
				}
			}
		}
	}
}

// solve computes what is over before each step, until nothing changes.
func (f *Finder) solve(fl *flow, fn inspector.Cursor, assigned map[ast.Node][]*types.Var) {
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
			for _, v := range assigned[n] {
				state = f.assign(state, n, v)
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

// assign returns what is over when the statement has given v a value: v, if what its
// value is made of is over.
func (f *Finder) assign(state over, stmt ast.Node, v *types.Var) over {
	var value ast.Expr
	switch stmt := stmt.(type) {
	case *ast.AssignStmt:
		if len(stmt.Rhs) == 1 {
			value = stmt.Rhs[0]
		} else if i := slices.IndexFunc(stmt.Lhs, func(lhs ast.Expr) bool { return syntax.Variable(f.info, lhs) == v }); i >= 0 && i < len(stmt.Rhs) {
			value = stmt.Rhs[i]
		}
	case *ast.ValueSpec:
		if len(stmt.Values) == 1 {
			value = stmt.Values[0]
		}
	}
	if value != nil && (state[nil] || state.hasAny(f.sources(value))) {
		return state.with([]*types.Var{v})
	}
	return state.without(v)
}
