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
				p.use(f, cur)
			}
		}
	}
}

func (p *program) use(f *file, cur inspector.Cursor) {
	info := f.unit.pkg.TypesInfo
	switch n := cur.Node().(type) {
	case *ast.Ident:
		if fn := p.named(info, n); fn != nil {
			fn.names = append(fn.names, &name{f, n})
			if f.fixed != "" {
				fn.freeze("it is used " + f.fixed)
				fn.heldBy = cmp.Or(fn.heldBy, f.name)
			}
			p.call(f, syntax.Operand(cur), fn)
		}

	case *ast.CallExpr:
		if fn := p.called(info, n.Fun); fn != nil {
			p.call(f, cur.ChildAt(edge.CallExpr_Fun, -1), fn)
		}
		p.arguments(f, cur, n)

	case *ast.AssignStmt:
		p.assignments(f, cur, edge.AssignStmt_Rhs, n.Lhs, len(n.Rhs))

	case *ast.ValueSpec:
		var names []ast.Expr
		for _, name := range n.Names {
			names = append(names, name)
		}
		p.assignments(f, cur, edge.ValueSpec_Values, names, len(n.Values))

	case *ast.ReturnStmt:
		p.returns(f, cur, n)

	case *ast.CompositeLit:
		p.elements(f, cur, n)

	case *ast.SendStmt:
		if ch, ok := info.TypeOf(n.Chan).Underlying().(*types.Chan); ok {
			p.flow(f, cur.ChildAt(edge.SendStmt_Value, -1), p.functionOf(info, n.Chan), ch.Elem())
		}

	case *ast.RangeStmt:
		p.ranged(f, cur, n)

	case *ast.UnaryExpr:
		if n.Op == token.AND {
			p.same(p.placeAt(info, n.X), nil, "its address is taken")
		}
	}
}

// assignments notes the flows of the values at cur, of which there are n, into what they are
// assigned to.
func (p *program) assignments(f *file, cur inspector.Cursor, values edge.Kind, lhs []ast.Expr, n int) {
	info := f.unit.pkg.TypesInfo
	if n == 1 && len(lhs) > 1 {
		p.assign(f, cur.ChildAt(values, 0), lhs)
		return
	}
	for i := range n {
		if id, ok := lhs[i].(*ast.Ident); ok && id.Name == "_" && values == edge.AssignStmt_Rhs {
			continue // whatever its type is
		}
		p.flow(f, cur.ChildAt(values, i), p.placeAt(info, lhs[i]), info.TypeOf(lhs[i]))
	}
}

// returns notes the flows into the results of the function around the statement at cur.
func (p *program) returns(f *file, cur inspector.Cursor, n *ast.ReturnStmt) {
	info := f.unit.pkg.TypesInfo
	var sig *types.Signature
	var results []*function
	for around := range cur.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		fn, _ := p.functionAt(around.Node())
		if fn == nil {
			return
		}
		sig, results = fn.sig, fn.results
		break
	}
	if sig == nil || len(n.Results) == 0 {
		return
	}
	if results == nil {
		results = make([]*function, sig.Results().Len())
	}
	if len(n.Results) != len(results) {
		call := ast.Unparen(n.Results[0]).(*ast.CallExpr)
		for i, to := range results {
			p.same(to, p.ofCall(info, call, i), "it is the result of a call"+p.at(n.Pos()))
		}
		return
	}
	for i := range n.Results {
		p.flow(f, cur.ChildAt(edge.ReturnStmt_Results, i), results[i], sig.Results().At(i).Type())
	}
}

// named returns the function that id refers to, or nil.
func (p *program) named(info *types.Info, id *ast.Ident) *function {
	switch obj := info.Uses[id].(type) {
	case *types.Func, *types.Var:
		return p.functions[obj.Pos()]
	}
	return nil
}

// functionOf returns the function that is the value of e, as far as it is known.
func (p *program) functionOf(info *types.Info, e ast.Expr) *function {
	e = ast.Unparen(e)
	if lit, ok := e.(*ast.FuncLit); ok {
		return p.functions[lit.Pos()]
	}
	if fn := p.placeOfType(info.TypeOf(e)); fn != nil {
		return fn
	}
	switch e := e.(type) {
	case *ast.CompositeLit:
		return p.typed(e.Type)
	case *ast.CallExpr:
		return p.ofCall(info, e, 0)
	case *ast.SliceExpr:
		return p.functionOf(info, e.X)
	case *ast.UnaryExpr:
		if e.Op == token.ARROW {
			return p.functionOf(info, e.X)
		}
	case *ast.IndexExpr:
		if !gotypes.IsFunc(info.TypeOf(e.X)) {
			return p.functionOf(info, e.X)
		}
	}
	if id := syntax.Name(e); id != nil {
		return p.named(info, id)
	}
	return nil
}

// called returns the place whose function is called by fun without its name: fun has one of
// the module's function types, or is a result or received from a channel. It returns nil if
// there is none.
func (p *program) called(info *types.Info, fun ast.Expr) *function {
	if info.Types[fun].IsType() {
		return nil
	}
	if fn := p.placeOfType(info.TypeOf(fun)); fn != nil {
		return fn
	}
	if id := syntax.Name(fun); id != nil && p.named(info, id) != nil {
		return nil
	}
	if fn := p.functionOf(info, fun); fn != nil && fn.kind == place {
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
func (p *program) call(f *file, cur inspector.Cursor, fn *function) {
	if cur.ParentEdgeKind() != edge.CallExpr_Fun {
		return
	}
	call := cur.Parent()
	fn.calls = append(fn.calls, &point{
		file:   f,
		cur:    call,
		fun:    cur.Node().(ast.Expr),
		call:   call.Node().(*ast.CallExpr),
		arg:    syntax.Receivers(f.unit.pkg.TypesInfo, cur.Node().(ast.Expr)),
		callee: fn,
	})
}

// arguments notes the flows into the parameters of a call, or into what it
// converts to.
func (p *program) arguments(f *file, cur inspector.Cursor, call *ast.CallExpr) {
	info := f.unit.pkg.TypesInfo
	fun := info.Types[call.Fun]
	if fun.IsType() {
		if len(call.Args) == 1 {
			p.flow(f, cur.ChildAt(edge.CallExpr_Args, 0), p.typed(call.Fun), fun.Type)
		}
		return
	}
	if fun.IsBuiltin() {
		p.builtin(f, cur, call)
		return
	}
	if fun.Type == nil {
		return
	}
	sig, ok := fun.Type.Underlying().(*types.Signature)
	if !ok {
		return
	}
	if fn := typeutil.StaticCallee(info, call); fn != nil && fn.FullName() == "reflect.TypeOf" {
		return // it asks for the type, whatever that is
	}
	if len(call.Args) == 1 && sig.Params().Len() > 1 {
		if inner, ok := ast.Unparen(call.Args[0]).(*ast.CallExpr); ok {
			for i := range sig.Params().Len() {
				p.same(p.functions[sig.Params().At(i).Pos()], p.ofCall(info, inner, i), "it is given the result of a call")
			}
		}
	}
	for i := range call.Args {
		var v *types.Var
		var t types.Type
		switch last := sig.Params().Len() - 1; {
		case i < last || i == last && (!sig.Variadic() || call.Ellipsis.IsValid()):
			v = sig.Params().At(i)
			t = v.Type()
		case sig.Variadic() && i >= last:
			if slice, ok := sig.Params().At(last).Type().Underlying().(*types.Slice); ok {
				v, t = sig.Params().At(last), slice.Elem()
			}
		}
		if t != nil {
			p.flow(f, cur.ChildAt(edge.CallExpr_Args, i), p.functions[v.Pos()], t)
		}
	}
}

// builtin notes the flows of what a builtin function is given.
func (p *program) builtin(f *file, cur inspector.Cursor, call *ast.CallExpr) {
	info := f.unit.pkg.TypesInfo
	switch syntax.Name(call.Fun).Name {
	case "append", "copy":
		slice, ok := info.TypeOf(call.Args[0]).Underlying().(*types.Slice)
		if !ok {
			return
		}
		var t types.Type = slice
		to := p.functionOf(info, call.Args[0])
		if !call.Ellipsis.IsValid() && len(call.Args) > 1 && !types.Identical(info.TypeOf(call.Args[1]).Underlying(), slice) {
			t = slice.Elem()
		}
		for i := 1; i < len(call.Args); i++ {
			p.flow(f, cur.ChildAt(edge.CallExpr_Args, i), to, t)
		}
	case "panic", "print", "println":
		for i := range call.Args {
			p.flow(f, cur.ChildAt(edge.CallExpr_Args, i), nil, types.Universe.Lookup("any").Type())
		}
	}
}

// elements notes the flows into the elements of a composite literal.
func (p *program) elements(f *file, cur inspector.Cursor, lit *ast.CompositeLit) {
	info := f.unit.pkg.TypesInfo
	t := info.TypeOf(lit)
	if t == nil {
		return
	}
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	place := p.ofLiteral(info, cur)
	for i, elt := range lit.Elts {
		value := cur.ChildAt(edge.CompositeLit_Elts, i)
		kv, isKV := elt.(*ast.KeyValueExpr)
		if isKV {
			value = value.ChildAt(edge.KeyValueExpr_Value, -1)
		}
		switch t := t.Underlying().(type) {
		case *types.Struct:
			var field *types.Var
			if isKV {
				if id, ok := kv.Key.(*ast.Ident); ok {
					field, _ = info.Uses[id].(*types.Var)
				}
			} else if i < t.NumFields() {
				field = t.Field(i)
			}
			if field != nil {
				p.flow(f, value, p.functions[field.Pos()], field.Type())
			}
		case interface{ Elem() types.Type }:
			p.flow(f, value, place, t.Elem())
		}
	}
}

// holder returns the variable or field that e is, or of which it is an element; or nil.
func holder(info *types.Info, e ast.Expr) *types.Var {
	if index, ok := ast.Unparen(e).(*ast.IndexExpr); ok {
		return holder(info, index.X)
	}
	return syntax.Variable(info, e)
}

func isGlobal(v *types.Var) bool {
	return v != nil && v.Pkg() != nil && v.Parent() == v.Pkg().Scope()
}

// flow notes that the value at cur goes into the place to, or if that is nil into something
// of type t.
func (p *program) flow(f *file, cur inspector.Cursor, to *function, t types.Type) {
	info := f.unit.pkg.TypesInfo
	value := cur.Node().(ast.Expr)
	for {
		paren, ok := value.(*ast.ParenExpr)
		if !ok {
			break
		}
		value, cur = paren.X, cur.ChildAt(edge.ParenExpr_X, -1)
	}
	vt := info.TypeOf(value)
	if tuple, ok := vt.(*types.Tuple); ok && tuple.Len() > 0 {
		vt = tuple.At(0).Type() // of v, ok := m[k]
	}
	if vt == nil || t == nil {
		return
	}
	if named := p.placeOfType(t); named != nil {
		to = named
	}
	if !gotypes.IsFunc(vt) {
		p.flowOfElements(f, value, vt, to)
		return
	}
	if id, ok := value.(*ast.Ident); ok && info.Types[id].IsNil() {
		return
	}
	fl := &flow{file: f, cur: cur, value: value, to: to, seed: p.seeds[syntax.Name(value)], taken: p.takes[value] != nil}
	if fl.seed == nil {
		fl.from = p.functionOf(info, value)
	}
	fl.expression = fl.to != nil && syntax.Receivers(info, value) > 0
	if fl.expression && fl.from == nil {
		fl.to.freeze("it is given a method expression" + p.at(value.Pos()))
		fl.to, fl.expression = nil, false
	}
	p.addFlow(fl)
}

// flowOfElements notes that what the value of type t holds is held by the place to as well,
// or if that is nil by what is not known.
func (p *program) flowOfElements(f *file, value ast.Expr, t types.Type, to *function) {
	if functionsIn(t.Underlying()) == nil {
		return
	}
	if lit, ok := value.(*ast.CompositeLit); ok && lit.Type == nil {
		return // it is in to by itself
	}
	from := p.functionOf(f.unit.pkg.TypesInfo, value)
	if from != nil {
		from.shared = true
	}
	p.same(from, to, "what holds it is passed on"+p.at(value.Pos()))
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
