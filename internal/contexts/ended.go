package contexts

import (
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/module"
	"github.com/buslint/buslint/internal/syntax"
	"github.com/buslint/buslint/internal/uses"
)

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
// nil, or v, a request: if that is over, it may be just that.
func (f *Finder) MayBeNil(v *types.Var, cur inspector.Cursor) bool {
	for fn := range cur.Enclosing((*ast.FuncDecl)(nil)) {
		for n := range fn.Preorder((*ast.BinaryExpr)(nil)) {
			x := f.besideNil(n.Node().(*ast.BinaryExpr))
			if x != nil && (syntax.Variable(f.info, x) == v || f.isContext(x) && f.lineage(v).hasAny(f.sources(x))) {
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
	return once(f.lineages, v, func() over {
		list := []*types.Var{v}
		all := over{}.with(list)
		for i := 0; i < len(list); i++ {
			given := slices.Concat(f.putInto(list[i]), f.putThrough(list[i]))
			for place := range f.givings(list[i]) {
				value, _ := givenAt(place)
				given = append(given, value)
			}
			for _, value := range given {
				for _, source := range f.sources(value) {
					if !all.has(source) {
						all[declaredAt(source)] = source
						list = append(list, source)
					}
				}
			}
		}
		return all
	})
}

// KnowsOfEnds reports whether the code of the function at fn has to do with the end of
// contexts: it asks for it, or brings it about other than by defer.
func (f *Finder) KnowsOfEnds(fn inspector.Cursor) bool {
	return once(f.knows, fn.Node(), func() bool { return f.mentionsEnds(fn, false) })
}

// mentionsEnds reports whether anything in the function at fn can end a context or says
// that one is over, with what it defers or without.
func (f *Finder) mentionsEnds(fn inspector.Cursor, deferred bool) bool {
	for cur := range fn.Preorder((*ast.Ident)(nil), (*ast.SelectorExpr)(nil), (*ast.CallExpr)(nil), (*ast.BinaryExpr)(nil),
		(*ast.UnaryExpr)(nil), (*ast.RangeStmt)(nil)) {
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
			// Of errors much code has to do with the end of a context without knowing it.
			if o := f.outcomeOf(n); isContextFunc(f.info, n, "Cause") || f.asksEnd(n) || len(o.ifTrue)+len(o.ifFalse) > 0 || deferred && len(o.ifError) > 0 ||
				(deferred || cur.ParentEdgeKind() != edge.DeferStmt_Call) && len(f.endsOf(cur)) > 0 {
				return true
			}
		case *ast.BinaryExpr:
			if f.comparedToNil(n) != nil {
				return true
			}
		case *ast.UnaryExpr:
			if n.Op == token.ARROW && len(f.doneOf(n.X)) > 0 {
				return true
			}
		case *ast.RangeStmt:
			if len(f.doneOf(n.X)) > 0 {
				return true
			}
		}
	}
	return false
}

func (f *Finder) isContext(expr ast.Expr) bool { return isContext(f.info.TypeOf(expr)) }

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
		return gotypes.ImplementsError(obj.Type()) && obj.Pkg() != nil && obj.Parent() == obj.Pkg().Scope()
	case *types.Const:
		named, ok := types.Unalias(obj.Type()).(*types.Named)
		return ok && named.Obj().Name() == "Code"
	}
	return false
}

// comparedToNil returns the context that is compared to nil by expr, or nil.
func (f *Finder) comparedToNil(expr *ast.BinaryExpr) ast.Expr {
	if x := f.besideNil(expr); x != nil && f.isContext(x) {
		return x
	}
	return nil
}

// besideNil returns what is compared to nil by expr, or nil.
func (f *Finder) besideNil(expr *ast.BinaryExpr) ast.Expr {
	switch {
	case expr.Op != token.EQL && expr.Op != token.NEQ:
	case f.info.Types[expr.Y].IsNil():
		return expr.X
	case f.info.Types[expr.X].IsNil():
		return expr.Y
	}
	return nil
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
		if isLiteral(arg) || isDone(f.info.TypeOf(arg)) || !mayEnd(f.info.TypeOf(arg)) {
			continue
		}
		if ended := f.endedBy(arg); len(ended) > 0 && f.When(cur.ChildAt(edge.CallExpr_Args, i)) != After {
			return ended
		}
	}
	if held := f.heldUnseen(call); len(held) > 0 {
		return held
	}
	if ended := f.endedBy(call.Fun); len(ended) > 0 && !isLiteral(call.Fun) {
		return ended
	}
	if gotypes.IsNamed(t, "context", "CancelFunc") || gotypes.IsNamed(t, "context", "CancelCauseFunc") {
		return []*types.Var{nil} // nobody knows which
	}
	return f.outcomeOf(call).always.vars()
}

// heldUnseen returns the variables whose contexts may be over after the call of a method of an interface or of another
// package's type, because the value has been made of the functions that end them: nobody sees what it does with these.
func (f *Finder) heldUnseen(call *ast.CallExpr) []*types.Var {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return nil
	}
	fn, ok := f.info.Uses[sel.Sel].(*types.Func)
	if !ok || fn.Signature().Recv() == nil {
		return nil
	}
	if !types.IsInterface(fn.Signature().Recv().Type()) && (fn.Pkg() == f.pkg || module.IsStandard(fn.Pkg().Path())) {
		return nil
	}
	if v := syntax.Variable(f.info, sel.X); v != nil {
		return f.endedByHeld(v)
	}
	return f.endedBy(sel.X)
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
			all = append(all, f.doneOf(arg)...)
		}
	}
	return all
}

// madeWith returns the variables that get a context together with a value of v, from one
// call, ctx for cancel in ctx, cancel := context.WithCancel(parent), and those that end by what v holds.
func (f *Finder) madeWith(v *types.Var) []*types.Var {
	return guarded(f.made, v, func() (made []*types.Var) {
		for _, place := range slices.AppendSeq(f.elements(v), f.givings(v)) {
			assign, ok := place.Parent().Node().(*ast.AssignStmt)
			if _, alone := givenAt(place); !ok || alone {
				continue
			}
			for _, lhs := range assign.Lhs {
				if other := syntax.Holder(f.info, lhs); other != nil && other != v && gotypes.IsContext(f.info.TypeOf(lhs)) {
					made = append(made, other)
				}
			}
		}
		return append(made, f.endedByHeld(v)...)
	})
}

// endedByHeld is endedBy for all that v is ever given, which may be what calls it.
func (f *Finder) endedByHeld(v *types.Var) []*types.Var {
	return guarded(f.heldEnds, v, func() (all []*types.Var) {
		for place := range f.givings(v) {
			value, _ := givenAt(place)
			all = append(all, f.endedBy(value)...)
		}
		for _, value := range slices.Concat(f.argumentsFor(v), f.putInto(v)) {
			all = append(all, f.endedBy(value)...)
		}
		return all
	})
}

// endedBy returns the variables whose contexts are over when the function is called that expr stands for, or something
// arrives at the channel that it is: or when that holds for one of several in it, a list, a map or a channel of functions.
func (f *Finder) endedBy(expr ast.Expr) (all []*types.Var) {
	switch expr := ast.Unparen(expr).(type) {
	case *ast.Ident, *ast.SelectorExpr:
		if v := syntax.Variable(f.info, expr); v != nil {
			return f.madeWith(v)
		}
		return f.outcomeOf(&ast.CallExpr{Fun: expr}).always.vars() // of a method, perhaps
	case *ast.FuncLit:
		lit, _ := f.uses.Find(expr)
		for call := range lit.Preorder((*ast.CallExpr)(nil)) {
			all = append(all, f.endsOf(call)...)
		}
	case *ast.CallExpr: // ctx.Done(), or what it makes of others
		if asked := f.asked(expr, "Done"); asked != nil {
			return asked
		}
		for _, arg := range expr.Args {
			if f.info.Types[expr.Fun].IsBuiltin() || mayEnd(f.info.TypeOf(arg)) || isMade(arg) {
				all = append(all, f.endedBy(arg)...)
			}
		}
	case *ast.CompositeLit:
		_, isStruct := f.info.TypeOf(expr).Underlying().(*types.Struct)
		for _, elt := range expr.Elts {
			if kv, ok := elt.(*ast.KeyValueExpr); ok {
				elt = kv.Value
			}
			if !isStruct || mayEnd(f.info.TypeOf(elt)) {
				all = append(all, f.endedBy(elt)...)
			}
		}
	case *ast.IndexExpr:
		return f.endedBy(expr.X)
	case *ast.SliceExpr:
		return f.endedBy(expr.X)
	case *ast.UnaryExpr: // received from a channel, or what a pointer is to
		return f.endedBy(expr.X)
	}
	return all
}

// isLiteral reports whether expr is a function that is written where it is used: what it calls is seen there.
func isLiteral(expr ast.Expr) bool {
	_, ok := ast.Unparen(expr).(*ast.FuncLit)
	return ok
}

// isMade reports whether expr is a value that is made where it is used: its elements are seen there.
func isMade(expr ast.Expr) bool {
	expr = ast.Unparen(expr)
	if address, ok := expr.(*ast.UnaryExpr); ok {
		expr = address.X
	}
	_, ok := expr.(*ast.CompositeLit)
	return ok
}

// mayEnd reports whether t, which may be nil, is the type of a function or of a channel as that of a context, or of what
// has such elements, or of several values of which one is such.
func mayEnd(t types.Type) bool {
	switch u := t.(type) {
	case nil:
		return false
	case *types.Tuple:
		return slices.ContainsFunc(slices.Collect(u.Variables()), func(v *types.Var) bool { return mayEnd(v.Type()) })
	}
	if list, ok := t.Underlying().(interface{ Elem() types.Type }); ok && !isDone(t) {
		t = list.Elem()
	}
	return gotypes.IsFunc(t) || isDone(t)
}

// isDone reports whether t, which may be nil, is the type of a channel as that of a context: nothing comes by it.
func isDone(t types.Type) bool {
	if t == nil {
		return false
	}
	ch, ok := t.Underlying().(*types.Chan)
	return ok && gotypes.IsEmptyStruct(ch.Elem())
}

// elements returns the elements of the map or list that v holds where they are given a value.
func (f *Finder) elements(v *types.Var) (changed []inspector.Cursor) {
	for _, use := range f.uses.Of(v) {
		use = uses.Selection(use)
		if use.ParentEdgeKind() == edge.IndexExpr_X && uses.IsChange(use.Parent()) {
			changed = append(changed, use.Parent())
		}
	}
	return changed
}

// putInto returns what is put into the map, the slice or the channel that v holds.
func (f *Finder) putInto(v *types.Var) (values []ast.Expr) {
	for _, element := range f.elements(v) {
		value, _ := givenAt(element)
		values = append(values, value)
	}
	for _, use := range f.uses.Of(v) {
		if use = uses.Selection(use); use.ParentEdgeKind() == edge.SendStmt_Chan {
			values = append(values, use.Parent().Node().(*ast.SendStmt).Value)
		}
	}
	return values
}

// putThrough returns what v is given by way of pointers to it: that a variable of the function holds, or that a function of
// the package is given, which may be what else it is given.
func (f *Finder) putThrough(v *types.Var) (values []ast.Expr) {
	for _, use := range f.uses.Of(v) {
		address := uses.Selection(use).Parent()
		if n, ok := address.Node().(*ast.UnaryExpr); !ok || n.Op != token.AND {
			continue
		}
		pointer, call := types.Object(nil), (*ast.CallExpr)(nil)
		if id := uses.Holder(address); id != nil {
			pointer = f.info.ObjectOf(id)
		} else if kind, i := address.ParentEdge(); kind == edge.CallExpr_Args {
			call = address.Parent().Node().(*ast.CallExpr)
			if fn := typeutil.StaticCallee(f.info, call); fn != nil && syntax.Receivers(f.info, call.Fun) == 0 {
				pointer = gotypes.Param(fn.Origin().Signature(), i)
			}
		}
		for _, use := range f.uses.Of(pointer) {
			value, ok := uses.Given(use.Parent())
			if !ok || use.ParentEdgeKind() != edge.StarExpr_X {
				continue
			}
			values = append(values, value.Node().(ast.Expr))
			if call != nil {
				values = append(values, call.Args...)
			}
		}
	}
	return values
}

// argumentsFor returns what the package passes for the parameter v of a function that it
// declares, wherever it calls that; or the values whose method it calls, if v is their receiver
// and may be a function.
func (f *Finder) argumentsFor(v *types.Var) (args []ast.Expr) {
	def, ok := f.uses.Def(v)
	if !ok || v.Kind() != types.ParamVar && (v.Kind() != types.RecvVar || !mayEnd(v.Type())) {
		return nil
	}
	around := def.Parent().Parent().Parent()
	if v.Kind() == types.ParamVar {
		around = around.Parent() // of the type of the function
	}
	decl, ok := around.Node().(*ast.FuncDecl)
	if !ok {
		return nil
	}
	fn := f.info.Defs[decl.Name].(*types.Func)
	i := slices.Index(slices.Collect(fn.Signature().Params().Variables()), v) // -1 of the receiver
	for _, use := range f.uses.Of(fn) {
		fun := syntax.Operand(use)
		call, ok := fun.Parent().Node().(*ast.CallExpr)
		if !ok || fun.ParentEdgeKind() != edge.CallExpr_Fun {
			continue
		}
		at := i + syntax.Receivers(f.info, call.Fun)
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && at < 0 {
			args = append(args, sel.X)
			continue
		}
		if at < len(call.Args) {
			if last := fn.Signature().Params().Len() - 1; i < last || !fn.Signature().Variadic() {
				args = append(args, call.Args[at])
			} else {
				args = append(args, call.Args[at:]...)
			}
		}
	}
	return args
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
		return f.doneOf(recv.X)
	}
	return nil
}

// doneOf returns the variables whose contexts are over when something is received from expr, if that is ctx.Done(), or
// what holds it. Where a context is done, those from which it is made may be.
func (f *Finder) doneOf(expr ast.Expr) []*types.Var {
	if !isDone(f.info.TypeOf(expr)) {
		return nil
	}
	return f.endedBy(expr)
}

// errOf returns the variables whose contexts are over when expr is not nil: ctx.Err(),
// context.Cause(ctx), a call of what fails for no other reason, or a variable that holds one of these.
func (f *Finder) errOf(expr ast.Expr) []*types.Var {
	call, ok := ast.Unparen(f.latest(expr)).(*ast.CallExpr)
	switch {
	case !ok:
		return nil
	case isContextFunc(f.info, call, "Cause") && len(call.Args) == 1:
		return f.lineageOf(call.Args[0])
	}
	return append(f.asked(call, "Err"), f.outcomeOf(call).ifError.vars()...)
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
		all = append(all, f.lineage(v).vars()...)
	}
	return all
}

// latest returns what expr, if it is a variable, was given last before it, in the
// order of the source; else expr itself.
func (f *Finder) latest(expr ast.Expr) ast.Expr {
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
		value, alone := givenAt(given)
		if _, isCall := value.(*ast.CallExpr); value == nil || !alone && !isCall {
			value = id
		}
		last = value
	}
	if def, ok := f.uses.Def(v); ok {
		note(def)
	}
	for _, use := range f.uses.Of(v) {
		if use.Node().Pos() >= expr.Pos() {
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
			return o.ifTrue.vars()
		}
		return o.ifFalse.vars()
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
			switch x := f.besideNil(cond); {
			case x == nil:
			case !equal:
				return f.errOf(x)
			case f.isContext(x):
				return f.sources(x)
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
