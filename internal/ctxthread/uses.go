package ctxthread

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/syntax"
)

// A point is a place that needs a context once the function it uses takes one.
type point struct {
	file *file
	cur  inspector.Cursor // at the call, or at the value
	fun  ast.Expr         // names the function
	call *ast.CallExpr    // nil where the function is used as a value
	arg  int              // what the context becomes among the arguments
	none ast.Expr         // the nil whose place the context takes, or a request; nil if it takes none

	callee *function
	seed   *Seed // instead of callee

	todo *Todo // what is replaced, instead of callee
}

// isOptional reports whether pt is of an optional seed.
func (pt *point) isOptional() bool { return pt.seed != nil && pt.seed.Optional }

// A flow is a function value on its way to where it is held or passed on.
type flow struct {
	file  *file
	cur   inspector.Cursor
	value ast.Expr

	from *function // nil if it is not known what the value is
	seed *Seed     // or this

	to    *function // the place that holds it; nil if that has no type of its own
	taken bool      // it is to take a context where it goes
	// expression says that the value is a method expression. Its context is not the first
	// parameter, so that it is wrapped where the place takes one.
	expression bool
}

// findUses notes the calls of functions, and the flows of their values.
func (p *program) findUses() {
	for _, u := range p.units {
		for fc := range u.root.Children() {
			f := u.fileAt(fc.Node().(*ast.File).FileStart)
			for cur := range fc.Preorder((*ast.Ident)(nil), (*ast.CallExpr)(nil), (*ast.AssignStmt)(nil),
				(*ast.ValueSpec)(nil), (*ast.ReturnStmt)(nil), (*ast.CompositeLit)(nil),
				(*ast.SendStmt)(nil), (*ast.RangeStmt)(nil), (*ast.UnaryExpr)(nil)) {
				f.use(cur)
			}
		}
	}
}

func (f *file) use(cur inspector.Cursor) {
	switch n := cur.Node().(type) {
	case *ast.Ident:
		if fn := f.named(f.info.Uses[n]); fn != nil {
			fn.names = append(fn.names, &name{f, n})
			if f.fixed != "" {
				fn.freeze("it is used " + f.fixed)
				fn.heldBy = cmp.Or(fn.heldBy, f.name)
			}
			f.call(syntax.Operand(cur), fn)
		}

	case *ast.CallExpr:
		if fn := f.called(n.Fun); fn != nil {
			f.call(cur.ChildAt(edge.CallExpr_Fun, -1), fn)
		}
		f.arguments(cur, n)

	case *ast.AssignStmt:
		f.assignments(cur, edge.AssignStmt_Rhs, n.Lhs, len(n.Rhs))

	case *ast.ValueSpec:
		var names []ast.Expr
		for _, name := range n.Names {
			names = append(names, name)
		}
		f.assignments(cur, edge.ValueSpec_Values, names, len(n.Values))

	case *ast.ReturnStmt:
		f.returns(cur, n)

	case *ast.CompositeLit:
		f.elements(cur, n)

	case *ast.SendStmt:
		if ch, ok := f.info.TypeOf(n.Chan).Underlying().(*types.Chan); ok {
			f.flow(cur.ChildAt(edge.SendStmt_Value, -1), f.functionOf(n.Chan), ch.Elem())
		}

	case *ast.RangeStmt:
		f.ranged(cur, n)

	case *ast.UnaryExpr:
		if n.Op == token.AND {
			f.same(f.functionOf(n.X), nil, "its address is taken")
		}
	}
}

// assignments notes the flows of the values at cur, of which there are n, into what they are
// assigned to.
func (f *file) assignments(cur inspector.Cursor, values edge.Kind, lhs []ast.Expr, n int) {
	if n == 1 && len(lhs) > 1 {
		f.assign(cur.ChildAt(values, 0), lhs)
		return
	}
	for i := range n {
		if id, ok := lhs[i].(*ast.Ident); ok && id.Name == "_" && values == edge.AssignStmt_Rhs {
			continue // whatever its type is
		}
		f.flow(cur.ChildAt(values, i), f.functionOf(lhs[i]), f.info.TypeOf(lhs[i]))
	}
}

// returns notes the flows into the results of the function around the statement at cur.
func (f *file) returns(cur inspector.Cursor, n *ast.ReturnStmt) {
	if len(n.Results) == 0 {
		return
	}
	var sig *types.Signature
	var results []*function
	for fn := range f.enclosing(cur) {
		sig, results = fn.sig, fn.results
		break
	}
	if results == nil {
		results = make([]*function, sig.Results().Len())
	}
	if len(n.Results) != len(results) {
		call := ast.Unparen(n.Results[0]).(*ast.CallExpr)
		for i, to := range results {
			f.same(to, f.ofCall(call, i), "it is the result of a call"+f.at(n.Pos()))
		}
		return
	}
	for i := range n.Results {
		f.flow(cur.ChildAt(edge.ReturnStmt_Results, i), results[i], sig.Results().At(i).Type())
	}
}

// named returns the function that obj is, or nil.
func (p *program) named(obj types.Object) *function {
	switch obj.(type) {
	case *types.Func, *types.Var:
		return p.functions[obj.Pos()]
	}
	return nil
}

// functionOf returns the function that is the value of e, as far as it is known; of what is
// assigned to, the place that it is or is an element of.
func (u *unit) functionOf(e ast.Expr) *function {
	e = ast.Unparen(e)
	if lit, ok := e.(*ast.FuncLit); ok {
		return u.functions[lit.Pos()]
	}
	if fn := u.placeOfType(u.info.TypeOf(e)); fn != nil {
		return fn
	}
	switch e := e.(type) {
	case *ast.CompositeLit:
		return u.typed(e.Type)
	case *ast.CallExpr:
		return u.ofCall(e, 0)
	case *ast.SliceExpr:
		return u.functionOf(e.X)
	case *ast.UnaryExpr:
		if e.Op == token.ARROW {
			return u.functionOf(e.X)
		}
	case *ast.IndexExpr:
		if !gotypes.IsFunc(u.info.TypeOf(e.X)) {
			return u.functionOf(e.X)
		}
	}
	if id := syntax.Name(e); id != nil {
		return u.named(u.info.ObjectOf(id))
	}
	return nil
}

// called returns the place whose function is called by fun without its name: fun has one of
// the module's function types, or is a result or received from a channel. It returns nil if
// there is none.
func (u *unit) called(fun ast.Expr) *function {
	if u.info.Types[fun].IsType() {
		return nil
	}
	if fn := u.placeOfType(u.info.TypeOf(fun)); fn != nil {
		return fn
	}
	if id := syntax.Name(fun); id != nil && u.named(u.info.Uses[id]) != nil {
		return nil
	}
	if fn := u.functionOf(fun); fn != nil && fn.kind == place {
		return fn
	}
	return nil
}

// placeOfType returns the place that is the named function type t, or nil.
func (p *program) placeOfType(t types.Type) *function {
	if t == nil {
		return nil
	}
	named, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return nil
	}
	return p.functions[named.Obj().Pos()]
}

// call notes that the operand at cur, which names fn, is called, if it is.
func (f *file) call(cur inspector.Cursor, fn *function) {
	if cur.ParentEdgeKind() != edge.CallExpr_Fun {
		return
	}
	call := cur.Parent()
	fn.calls = append(fn.calls, &point{
		file:   f,
		cur:    call,
		fun:    cur.Node().(ast.Expr),
		call:   call.Node().(*ast.CallExpr),
		arg:    syntax.Receivers(f.info, cur.Node().(ast.Expr)),
		callee: fn,
	})
}

// arguments notes the flows into the parameters of a call, or into what it
// converts to.
func (f *file) arguments(cur inspector.Cursor, call *ast.CallExpr) {
	fun := f.info.Types[call.Fun]
	if fun.IsType() {
		f.flow(cur.ChildAt(edge.CallExpr_Args, 0), f.typed(call.Fun), fun.Type)
		return
	}
	if fun.IsBuiltin() {
		f.builtin(cur, call)
		return
	}
	sig, ok := fun.Type.Underlying().(*types.Signature)
	if !ok {
		return
	}
	if fn := typeutil.StaticCallee(f.info, call); fn != nil && fn.FullName() == "reflect.TypeOf" {
		return // it asks for the type, whatever that is
	}
	if len(call.Args) == 1 && sig.Params().Len() > 1 {
		if inner, ok := ast.Unparen(call.Args[0]).(*ast.CallExpr); ok {
			for i := range sig.Params().Len() {
				f.same(f.functions[sig.Params().At(i).Pos()], f.ofCall(inner, i), "it is given the result of a call")
			}
		}
	}
	for i := range call.Args {
		v := gotypes.Param(sig, i)
		t := v.Type()
		if sig.Variadic() && i >= sig.Params().Len()-1 && !call.Ellipsis.IsValid() {
			t = t.Underlying().(*types.Slice).Elem()
		}
		f.flow(cur.ChildAt(edge.CallExpr_Args, i), f.functions[v.Pos()], t)
	}
}

// builtin notes the flows of what a builtin function is given.
func (f *file) builtin(cur inspector.Cursor, call *ast.CallExpr) {
	switch syntax.Name(call.Fun).Name {
	case "append", "copy":
		slice, ok := f.info.TypeOf(call.Args[0]).Underlying().(*types.Slice)
		if !ok {
			return
		}
		var t types.Type = slice
		to := f.functionOf(call.Args[0])
		if !call.Ellipsis.IsValid() && len(call.Args) > 1 && !types.Identical(f.info.TypeOf(call.Args[1]).Underlying(), slice) {
			t = slice.Elem()
		}
		for i := 1; i < len(call.Args); i++ {
			f.flow(cur.ChildAt(edge.CallExpr_Args, i), to, t)
		}
	case "panic", "print", "println":
		for i := range call.Args {
			f.flow(cur.ChildAt(edge.CallExpr_Args, i), nil, types.Universe.Lookup("any").Type())
		}
	}
}

// elements notes the flows into the elements of a composite literal.
func (f *file) elements(cur inspector.Cursor, lit *ast.CompositeLit) {
	t := f.info.TypeOf(lit)
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	place := f.ofLiteral(cur)
	for value := range cur.Children() {
		edgeKind, i := value.ParentEdge()
		if edgeKind != edge.CompositeLit_Elts {
			continue
		}
		kv, isKV := value.Node().(*ast.KeyValueExpr)
		if isKV {
			value = value.ChildAt(edge.KeyValueExpr_Value, -1)
		}
		switch t := t.Underlying().(type) {
		case *types.Struct:
			field := t.Field(i)
			if isKV {
				field = f.info.Uses[kv.Key.(*ast.Ident)].(*types.Var)
			}
			f.flow(value, f.functions[field.Pos()], field.Type())
		case interface{ Elem() types.Type }:
			f.flow(value, place, t.Elem())
		}
	}
}

func isGlobal(v *types.Var) bool {
	return v != nil && v.Parent() == v.Pkg().Scope()
}

// flow notes that the value at cur goes into the place to, or if that is nil into something
// of type t.
func (f *file) flow(cur inspector.Cursor, to *function, t types.Type) {
	value := cur.Node().(ast.Expr)
	for {
		paren, ok := value.(*ast.ParenExpr)
		if !ok {
			break
		}
		value, cur = paren.X, cur.ChildAt(edge.ParenExpr_X, -1)
	}
	vt := f.info.TypeOf(value)
	if tuple, ok := vt.(*types.Tuple); ok && tuple.Len() > 0 {
		vt = tuple.At(0).Type() // of v, ok := m[k]
	}
	if vt == nil || t == nil {
		return // the variable of a type switch
	}
	if named := f.placeOfType(t); named != nil {
		to = named
	}
	if !gotypes.IsFunc(vt) {
		f.flowOfElements(value, vt, to)
		return
	}
	if id, ok := value.(*ast.Ident); ok && f.info.Types[id].IsNil() {
		return
	}
	fl := &flow{file: f, cur: cur, value: value, to: to, seed: f.seeds[syntax.Name(value)], taken: f.takes[value] != nil}
	if fl.seed == nil {
		fl.from = f.functionOf(value)
	}
	fl.expression = fl.to != nil && syntax.Receivers(f.info, value) > 0
	if fl.expression && fl.from == nil {
		fl.to.freeze("it is given a method expression" + f.at(value.Pos()))
		fl.to, fl.expression = nil, false
	}
	f.addFlow(fl)
}

// flowOfElements notes that what the value of type t holds is held by the place to as well,
// or if that is nil by what is not known.
func (f *file) flowOfElements(value ast.Expr, t types.Type, to *function) {
	if functionsIn(t.Underlying()) == nil {
		return
	}
	if lit, ok := value.(*ast.CompositeLit); ok && lit.Type == nil {
		return // it is in to by itself
	}
	from := f.functionOf(value)
	if from != nil {
		from.shared = true
	}
	f.same(from, to, "what holds it is passed on"+f.at(value.Pos()))
}

func (p *program) addFlow(fl *flow) {
	if fl.from != nil && fl.from == fl.to {
		return
	}
	p.flows = append(p.flows, fl)
	if fl.from != nil {
		fl.from.out = append(fl.from.out, fl)
	}
	if fl.to != nil {
		fl.to.in = append(fl.to.in, fl)
	}
}
