package twins

import (
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/buslint/buslint/internal/contexts"
	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/syntax"
	"github.com/buslint/buslint/internal/uses"
)

// Why a call stays as it is, whatever contexts there are.
const (
	alreadyHas   = "it gets its context in another way"
	whyDeferred  = "it is deferred, and must happen even if the context is done"
	isTwinItself = "it is in a function whose twin does this"
	outlives     = "what it makes may outlive the context"
	whyUnused    = "what it makes is not used"
)

// whyStays returns why the call should stay without a context; "" if there is no reason.
func (f *finder) whyStays(c *Call) string {
	if c.Mended() && f.isGivenLater(c) {
		return alreadyHas
	}
	if f.Contexts.IsDeferred(c.Cursor) {
		return whyDeferred
	}
	if f.isWithin(c) {
		return isTwinItself
	}
	if c.Mended() && f.lastsLonger(c.Cursor) {
		return outlives
	}
	if _, v := f.holder(c.Cursor); v != nil && v.Name() == "_" && gotypes.IsRequest(v.Type()) {
		return whyUnused
	}
	return ""
}

// begins are the names of functions that begin what goes on when they have returned.
var begins = regexp.MustCompile(`^(?:[sS]tart|[wW]atch|[sS]ubscribe|[lL]isten|[sS]erve|[cC]onsume|[sS]chedule)([^a-z]|$)`)

// lastsLonger reports whether what the call at cur makes or begins may go on when the context
// that it has there is over.
func (f *finder) lastsLonger(cur inspector.Cursor) bool {
	if call, ok := cur.Node().(*ast.CallExpr); ok {
		if id := syntax.Name(call.Fun); id != nil && begins.MatchString(id.Name) {
			return true
		}
	}
	return f.outlives(cur, map[types.Object]bool{})
}

// LastsLonger returns a function that reports whether what a call of the package makes or begins
// may go on when a context of the code around it is over.
func (p *Package) LastsLonger() func(cur inspector.Cursor) bool {
	return (&Table{}).finder(p).lastsLonger
}

// isGivenLater reports whether what the call makes is given a context afterwards, by a
// method that does no more, or the field for it.
func (f *finder) isGivenLater(c *Call) bool {
	for cur := c.Cursor; cur.ParentEdgeKind() == edge.SelectorExpr_X; cur = cur.Parent().Parent() {
		if f.gives(cur, c.member) {
			return true
		}
		if cur.Parent().ParentEdgeKind() != edge.CallExpr_Fun {
			break
		}
	}
	_, v := f.holder(c.Cursor)
	return v != nil && slices.ContainsFunc(f.Uses.Of(v), func(use inspector.Cursor) bool { return f.gives(use, c.member) })
}

// gives reports whether the member that is selected from what is at cur gives it a context, or
// the function of another package that sends the request at cur.
func (f *finder) gives(cur inspector.Cursor, member string) bool {
	if cur.ParentEdgeKind() == edge.CallExpr_Args && gotypes.IsRequest(f.Info.TypeOf(cur.Node().(ast.Expr))) {
		call := cur.Parent().Node().(*ast.CallExpr)
		fn := typeutil.StaticCallee(f.Info, call)
		return fn != nil && fn.Pkg() != f.Types && slices.ContainsFunc(call.Args, func(arg ast.Expr) bool { return gotypes.IsContext(f.Info.TypeOf(arg)) })
	}
	name := selected(cur)
	if name == "" || name == member {
		return name != ""
	}
	fn, ok := f.Info.Uses[cur.Parent().Node().(*ast.SelectorExpr).Sel].(*types.Func)
	return ok && takesContext(fn.Signature())
}

// selected returns the name of the member that is selected from the variable at use, or "".
func selected(use inspector.Cursor) string {
	if use.ParentEdgeKind() != edge.SelectorExpr_X {
		return ""
	}
	return use.Parent().Node().(*ast.SelectorExpr).Sel.Name
}

// isWithin reports whether the call stands in a function that has a twin for code with a
// context, or in what the twin of its own function calls: it would call itself there.
func (f *finder) isWithin(c *Call) bool {
	for decl := range c.Cursor.Enclosing((*ast.FuncDecl)(nil)) {
		fn, ok := f.Info.Defs[decl.Node().(*ast.FuncDecl).Name].(*types.Func)
		if !ok {
			return false
		}
		if f.structural(fn, operandOf(fn)) != nil {
			return true
		}
		if c.with == nil {
			return false
		}
		_, runs := f.mentionedBy(c.with.Origin()).At(c.Cursor)
		return runs
	}
	return false
}

// mentionedBy returns what runs when fn does, of the package: nothing if that does not declare it.
func (f *finder) mentionedBy(fn *types.Func) Reach {
	if f.Uses.Decl(fn) == nil {
		return nil
	}
	if f.graph == nil {
		f.graph, f.mentions = NewGraph([]*Package{f.Package}), map[*types.Func]Reach{}
	}
	if f.mentions[fn] == nil {
		f.mentions[fn] = f.graph.WithDeferred(map[token.Pos]string{fn.Pos(): ""})
	}
	return f.mentions[fn]
}

// outlives reports whether what the call at cur makes may be in use when the context that it
// has there is over: it goes to where it is kept, to a function that runs later, or it is a
// process that is started and not waited for. What is returned is looked for where the
// function is called. The functions and variables in followed are looked at already.
func (f *finder) outlives(cur inspector.Cursor, followed map[types.Object]bool) bool {
	end, v := f.holder(cur)
	for c := cur; c != end; c = c.Parent() {
		if selected(c) == "Start" {
			return true // nothing can wait for it
		}
	}
	switch {
	case !f.makes(end) || v != nil && !gotypes.MayHold(v.Type(), nil):
		return false
	case v == nil:
		return f.goesOn(end, followed)
	case v.IsField() || v.Parent() == f.Types.Scope():
		return true
	}
	if ctx, _, ok := f.Contexts.At(cur); ok && ctx.Var != nil &&
		slices.ContainsFunc(f.Uses.Of(v), func(use inspector.Cursor) bool { return f.Contexts.IsOver(ctx.Var, use) }) {
		return true
	}
	return f.lasts(v, followed)
}

// lasts reports whether what the variable holds may be in use when the function with the
// variable has returned.
func (f *finder) lasts(v *types.Var, followed map[types.Object]bool) bool {
	if followed[v] {
		return false
	}
	followed[v] = true
	started, waited := false, false
	for _, use := range f.Uses.Of(v) {
		if f.leaves(use, followed) {
			return true
		}
		started = started || selected(use) == "Start"
		waited = waited || selected(use) == "Wait"
	}
	return started && !waited
}

// makes reports whether the call at cur returns something that may come to use its context.
func (f *finder) makes(cur inspector.Cursor) bool {
	return gotypes.MayHold(f.Info.TypeOf(cur.Node().(ast.Expr)), nil)
}

// goesOn reports whether the value at cur is put where it may be used later.
func (f *finder) goesOn(cur inspector.Cursor, followed map[types.Object]bool) bool {
	switch cur.ParentEdgeKind() {
	case edge.CompositeLit_Elts, edge.KeyValueExpr_Value:
		return f.isKeptInLiteral(cur, followed)
	case edge.SendStmt_Value:
		return true
	case edge.AssignStmt_Rhs, edge.ValueSpec_Values:
		return f.isKept(cur, followed)
	case edge.ReturnStmt_Results:
		return f.isKeptByCaller(cur, followed)
	case edge.CallExpr_Args:
		return f.isKeptByCallee(cur, followed)
	}
	return false
}

// isKeptInLiteral reports whether the value that is an element of a literal is kept there. It
// is not if that is returned, as by what makes a repository with a transaction.
func (f *finder) isKeptInLiteral(cur inspector.Cursor, followed map[types.Object]bool) bool {
	starts, _, _ := types.LookupFieldOrMethod(f.Info.TypeOf(cur.Node().(ast.Expr)), true, f.Types, "Start")
	for lit := range cur.Enclosing((*ast.CompositeLit)(nil)) {
		for lit.ParentEdgeKind() == edge.ParenExpr_X || lit.ParentEdgeKind() == edge.UnaryExpr_X {
			lit = lit.Parent()
		}
		return starts != nil || lit.ParentEdgeKind() != edge.ReturnStmt_Results || f.isKeptByCaller(lit, followed)
	}
	return true
}

// isKeptByCallee reports whether what is called with the argument at cur keeps that, or
// returns it, or what has it, to where it is kept.
func (f *finder) isKeptByCallee(cur inspector.Cursor, followed map[types.Object]bool) bool {
	call := cur.Parent().Node().(*ast.CallExpr)
	_, i := cur.ParentEdge()
	if fn := typeutil.StaticCallee(f.Info, call); fn != nil && f.Uses.Decl(fn.Origin()) != nil {
		followed[fn.Origin()] = true // what it returns is looked for here
		i -= syntax.Receivers(f.Info, call.Fun)
		if v := gotypes.Param(fn.Origin().Signature(), i); v != nil && f.lasts(v, followed) {
			return true
		}
	}
	if fn, ok := typeutil.Callee(f.Info, call).(*types.Func); ok && contains(fn, i) {
		return true
	}
	made := f.Info.TypeOf(cur.Node().(ast.Expr))
	if tuple, ok := made.(*types.Tuple); ok && tuple.Len() > 0 {
		made = tuple.At(0).Type()
	}
	// The body of a response is read with the context of its request.
	return (gotypes.IsRequest(made) || gotypes.MayHold(f.Info.TypeOf(call), made)) && f.outlives(cur.Parent(), followed)
}

// puts are the names of methods that put something into a container.
var puts = regexp.MustCompile(`^(Put|Store|Set|Add|Push|Insert|Append|Enqueue|Offer|Swap|CompareAndSwap|LoadOrStore|GetOrSet)`)

// contains reports whether fn puts its argument at the index into its receiver, which takes
// anything, as sync.Pool and caches do.
func contains(fn *types.Func, i int) bool {
	sig := fn.Origin().Signature()
	if sig.Recv() == nil || i < 0 || i >= sig.Params().Len() || !puts.MatchString(fn.Name()) {
		return false
	}
	t := gotypes.Deref(sig.Params().At(i).Type())
	if _, ok := t.(*types.TypeParam); ok {
		return true
	}
	return gotypes.IsEmptyInterface(t)
}

// isKeptByCaller reports whether the function around cur returns what is there when its
// context is over, or a function that calls it keeps that.
func (f *finder) isKeptByCaller(cur inspector.Cursor, followed map[types.Object]bool) bool {
	if ctx, _, ok := f.Contexts.At(cur); ok && ctx.Var != nil && f.Contexts.EndsWithin(ctx.Var, cur) {
		return true
	}
	around, ok := syntax.Function(cur)
	if !ok {
		return false
	}
	decl, ok := around.Node().(*ast.FuncDecl)
	if !ok {
		return f.isKeptFromLiteral(around, cur, followed)
	}
	fn, ok := f.Info.Defs[decl.Name].(*types.Func)
	return ok && f.isKeptFrom(fn, followed)
}

// isKeptFromLiteral reports whether what calls the literal at lit keeps what that returns
// at cur: only what is known to hand it on does not.
func (f *finder) isKeptFromLiteral(lit, cur inspector.Cursor, followed map[types.Object]bool) bool {
	if lit.ParentEdgeKind() == edge.CallExpr_Args {
		return gotypes.MayHold(f.Info.TypeOf(lit.Parent().Node().(*ast.CallExpr)), f.Info.TypeOf(cur.Node().(ast.Expr))) && f.outlives(lit.Parent(), followed)
	}
	id := uses.Holder(lit)
	if id == nil {
		return lit.ParentEdgeKind() != edge.CallExpr_Fun || f.outlives(lit.Parent(), followed)
	}
	return slices.ContainsFunc(f.Uses.Of(f.Info.ObjectOf(id)), func(use inspector.Cursor) bool { return f.isKeptAt(use, followed) })
}

// isKeptFrom reports whether what calls fn keeps what it returns, or other packages may.
func (f *finder) isKeptFrom(fn *types.Func, followed map[types.Object]bool) bool {
	switch {
	case followed[fn]:
		return false
	case fn.Exported() && f.Types.Name() != "main":
		return true
	}
	followed[fn] = true
	return slices.ContainsFunc(f.callers(fn), func(use inspector.Cursor) bool { return f.isKeptAt(use, followed) })
}

// isKeptAt reports whether what the function returns that is called at use is kept, or
// nobody knows who calls it there.
func (f *finder) isKeptAt(use inspector.Cursor, followed map[types.Object]bool) bool {
	use = syntax.Operand(use)
	return use.ParentEdgeKind() != edge.CallExpr_Fun || f.outlives(use.Parent(), followed)
}

// callers returns where the package names fn, or a method of an interface that it may stand
// for.
func (f *finder) callers(fn *types.Func) []inspector.Cursor {
	found := f.Uses.Of(fn)
	if fn.Signature().Recv() == nil {
		return found
	}
	if f.dynamic == nil {
		f.dynamic = map[string][]inspector.Cursor{}
		for cur := range f.Uses.Root().Preorder((*ast.SelectorExpr)(nil)) {
			other, ok := f.Info.Uses[cur.Node().(*ast.SelectorExpr).Sel].(*types.Func)
			if ok && other.Signature().Recv() != nil && types.IsInterface(other.Signature().Recv().Type()) {
				f.dynamic[other.Name()] = append(f.dynamic[other.Name()], cur.ChildAt(edge.SelectorExpr_Sel, -1))
			}
		}
	}
	return slices.Concat(found, f.dynamic[fn.Name()])
}

// isKept reports whether the assignment of what is at cur is to something else than
// variables of the function, or to one that lasts.
func (f *finder) isKept(cur inspector.Cursor, followed map[types.Object]bool) bool {
	target, _ := uses.Target(cur)
	if target == nil {
		return false
	}
	id, ok := ast.Unparen(target).(*ast.Ident)
	if !ok {
		return true
	}
	v, ok := f.Info.ObjectOf(id).(*types.Var)
	return ok && (v.Parent() == f.Types.Scope() || f.lasts(v, followed))
}

// leaves reports whether the variable at use is handed to where it may be used later.
func (f *finder) leaves(use inspector.Cursor, followed map[types.Object]bool) bool {
	def, ok := f.Uses.Def(f.Info.ObjectOf(use.Node().(*ast.Ident)))
	for around := range use.Enclosing((*ast.GoStmt)(nil), (*ast.FuncLit)(nil)) {
		if ok && around.Node().Pos() <= def.Node().Pos() {
			break // the variable is within it
		}
		if _, isGo := around.Node().(*ast.GoStmt); isGo || f.Contexts.When(around) == contexts.After {
			return true
		}
	}
	cur := use
	for cur.ParentEdgeKind() == edge.ParenExpr_X || cur.ParentEdgeKind() == edge.UnaryExpr_X || f.isPart(cur) {
		cur = cur.Parent()
	}
	return f.goesOn(cur, followed)
}

// isPart reports whether a field of what is at cur is selected that may have what uses the
// context.
func (f *finder) isPart(cur inspector.Cursor) bool {
	if cur.ParentEdgeKind() != edge.SelectorExpr_X {
		return false
	}
	s := f.Info.Selections[cur.Parent().Node().(*ast.SelectorExpr)]
	return s != nil && s.Kind() == types.FieldVal && gotypes.MayHold(s.Type(), nil)
}
