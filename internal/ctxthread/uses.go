package ctxthread

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

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

	kept bool  // the value is kept for later
	todo *Todo // what is replaced, instead of callee
}

// A flow is a function value on its way to where it is held or handed on.
type flow struct {
	file  *file
	cur   inspector.Cursor
	value ast.Expr

	from *function // nil if it is not known what the value is
	seed *Seed     // or this

	to    *function // the place that holds it; nil if that has no type of its own
	taken bool      // it is to take a context where it goes
	kept  bool      // where it goes may keep it for later: a field, an interface
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
		// A call of a value whose type is one of the module's function types.
		if fn := p.placeOfType(info.TypeOf(n.Fun)); fn != nil && !info.Types[n.Fun].IsType() {
			p.call(f, cur.ChildAt(edge.CallExpr_Fun, -1), fn)
		}
		p.arguments(f, cur, n)

	case *ast.AssignStmt:
		if len(n.Lhs) != len(n.Rhs) {
			for _, lhs := range n.Lhs {
				p.unknown(variable(info, lhs), "it is assigned the result of a call")
			}
			return
		}
		for i, lhs := range n.Lhs {
			v := variable(info, lhs)
			p.flow(f, cur.ChildAt(edge.AssignStmt_Rhs, i), v, info.TypeOf(lhs), v != nil && v.IsField() || isGlobal(v))
		}

	case *ast.ValueSpec:
		if len(n.Values) != 0 && len(n.Names) != len(n.Values) {
			for _, name := range n.Names {
				p.unknown(variable(info, name), "it is assigned the result of a call")
			}
			return
		}
		for i := range n.Values {
			v := variable(info, n.Names[i])
			if v != nil {
				p.flow(f, cur.ChildAt(edge.ValueSpec_Values, i), v, v.Type(), isGlobal(v))
			}
		}

	case *ast.ReturnStmt:
		for fn := range cur.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
			var sig *types.Signature
			switch fn := fn.Node().(type) {
			case *ast.FuncDecl:
				sig = info.Defs[fn.Name].(*types.Func).Signature()
			case *ast.FuncLit:
				sig, _ = info.TypeOf(fn).(*types.Signature)
			}
			if sig != nil && sig.Results().Len() == len(n.Results) {
				for i := range n.Results {
					p.flow(f, cur.ChildAt(edge.ReturnStmt_Results, i), nil, sig.Results().At(i).Type(), false)
				}
			}
			break
		}

	case *ast.CompositeLit:
		p.elements(f, cur, n)

	case *ast.SendStmt:
		if ch, ok := info.TypeOf(n.Chan).Underlying().(*types.Chan); ok {
			p.flow(f, cur.ChildAt(edge.SendStmt_Value, -1), nil, ch.Elem(), true)
		}

	case *ast.RangeStmt:
		for _, lhs := range []ast.Expr{n.Key, n.Value} {
			if lhs != nil {
				p.unknown(variable(info, lhs), "a range clause assigns it")
			}
		}

	case *ast.UnaryExpr:
		if n.Op == token.AND {
			p.unknown(variable(info, n.X), "its address is taken")
		}
	}
}

// named returns the function that id refers to, or nil.
func (p *program) named(info *types.Info, id *ast.Ident) *function {
	switch obj := info.Uses[id].(type) {
	case *types.Func:
		return p.functions[obj.Pos()]
	case *types.Var:
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
	if id, ok := nameOf(e).(*ast.Ident); ok {
		return p.named(info, id)
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
			p.flow(f, cur.ChildAt(edge.CallExpr_Args, 0), nil, fun.Type, false)
		}
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
		for v := range sig.Params().Variables() {
			p.unknown(v, "it is given the result of a call")
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
				t = slice.Elem()
			}
		}
		if t != nil {
			p.flow(f, cur.ChildAt(edge.CallExpr_Args, i), v, t, types.IsInterface(t))
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
				p.flow(f, value, field, field.Type(), true)
			}
		case *types.Map:
			p.flow(f, value, nil, t.Elem(), true)
		case *types.Slice:
			p.flow(f, value, nil, t.Elem(), true)
		case *types.Array:
			p.flow(f, value, nil, t.Elem(), true)
		}
	}
}

// variable returns the variable or field that e names, or nil.
func variable(info *types.Info, e ast.Expr) *types.Var {
	var obj types.Object
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		obj = info.ObjectOf(e)
	case *ast.SelectorExpr:
		obj = info.Uses[e.Sel]
	}
	v, _ := obj.(*types.Var)
	return v
}

func isGlobal(v *types.Var) bool {
	return v != nil && v.Pkg() != nil && v.Parent() == v.Pkg().Scope()
}

// unknown freezes the place that v is, because not all that it holds is known.
func (p *program) unknown(v *types.Var, why string) {
	if v == nil {
		return
	}
	if place := p.functions[v.Pos()]; place != nil {
		place.freeze(why)
	}
}

// flow notes that the value at cur goes into the variable v, or if that is nil
// into something of type t.
func (p *program) flow(f *file, cur inspector.Cursor, v *types.Var, t types.Type, kept bool) {
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
	if vt == nil || t == nil {
		return
	}
	if _, ok := vt.Underlying().(*types.Signature); !ok {
		return
	}
	if id, ok := value.(*ast.Ident); ok && info.Types[id].IsNil() {
		return
	}
	fl := &flow{file: f, cur: cur, value: value, kept: kept, seed: p.seeds[nameOf(value)], taken: p.takes[value] != nil}
	if fl.seed == nil {
		fl.from = p.functionOf(info, value)
	}
	if fl.to = p.placeOfType(t); fl.to == nil && v != nil {
		fl.to = p.functions[v.Pos()]
	}
	if fl.from != nil && fl.to != nil && syntax.Receivers(info, value) > 0 {
		// The context of a method expression is not the first parameter.
		fl.to.freeze("it is given a method expression" + p.at(value.Pos()))
		fl.to = nil
	}
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
