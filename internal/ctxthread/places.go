package ctxthread

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/buslint/buslint/internal/syntax"
)

// A place holds one function, or many as the elements of a map, slice, array or channel. All
// elements have one type, so that they, the value that holds them, and what that is assigned
// to change together.

// functionsIn returns the signature of the functions that a value of type t is or holds; nil
// if there are none, or if the type that says so has a name and is a place itself.
func functionsIn(t types.Type) *types.Signature {
	for {
		switch u := types.Unalias(t).(type) {
		case *types.Signature:
			return u
		case *types.Map, *types.Slice, *types.Array, *types.Chan:
			t = u.(interface{ Elem() types.Type }).Elem()
		default:
			return nil
		}
	}
}

// funcType returns the type of the functions in the text of a type, as functionsIn does; nil if it
// is not written there.
func funcType(e ast.Expr) *ast.FuncType {
	for {
		switch t := e.(type) {
		case *ast.FuncType:
			return t
		case *ast.ParenExpr:
			e = t.X
		case *ast.MapType:
			e = t.Value
		case *ast.ArrayType:
			e = t.Elt
		case *ast.ChanType:
			e = t.Value
		case *ast.Ellipsis:
			e = t.Elt
		default:
			return nil
		}
	}
}

// collectValue notes the functions of the type that a value is written with: a composite
// literal, a conversion or make.
func (f *file) collectValue(typ, value ast.Expr) {
	if fn := f.collectType(typ, "the value"+f.at(value.Pos())); fn != nil {
		fn.unnamed = true
	}
}

// collectType notes the functions of a type that is written where no name is declared with
// it.
func (f *file) collectType(typ ast.Expr, name string) *function {
	t := funcType(typ)
	if t == nil {
		return nil
	}
	return f.add(&function{kind: place, pos: t.Pos(), name: name, decl: t, typ: t, sig: f.info.TypeOf(t).(*types.Signature)})
}

// collectResults notes the results of a function that are functions or hold some, and
// returns them by their index.
func (f *file) collectResults(typ *ast.FuncType, of string) []*function {
	var results []*function
	if typ.Results == nil {
		return nil
	}
	for _, field := range typ.Results.List {
		if len(field.Names) == 0 {
			results = append(results, f.collectType(field.Type, "the result of "+of))
		}
		for _, name := range field.Names {
			results = append(results, f.collectPlace(name, field.Type, field, "result "))
		}
	}
	return results
}

// typed returns the place that the type in the text e is, or nil.
func (p *program) typed(e ast.Expr) *function {
	if t := funcType(e); t != nil {
		return p.functions[t.Pos()]
	}
	return nil
}

// ofCall returns the place that has the functions in the result of the call number i, or nil.
func (u *unit) ofCall(call *ast.CallExpr, i int) *function {
	switch fun := u.info.Types[call.Fun]; {
	case fun.IsType():
		return u.typed(call.Fun)
	case fun.IsBuiltin():
		switch syntax.Name(call.Fun).Name {
		case "append":
			return u.functionOf(call.Args[0])
		case "make":
			return u.typed(call.Args[0])
		}
		return nil
	}
	fn, ok := typeutil.Callee(u.info, call).(*types.Func)
	if !ok {
		return nil
	}
	if callee := u.functions[fn.Pos()]; callee != nil && i < len(callee.results) {
		return callee.results[i]
	}
	return nil
}

// ofLiteral returns the place that has the elements of the composite literal at cur, or nil.
func (u *unit) ofLiteral(cur inspector.Cursor) *function {
	for cur := range cur.Enclosing((*ast.CompositeLit)(nil)) {
		lit := cur.Node().(*ast.CompositeLit)
		if fn := u.placeOfType(u.info.TypeOf(lit)); fn != nil {
			return fn
		}
		// One without a type is an element of the one around it.
		if lit.Type != nil {
			return u.typed(lit.Type)
		}
	}
	return nil
}

// same joins two places, since all that one holds is in the other. If only one of them is
// known, it is frozen.
func (p *program) same(a, b *function, why string) {
	switch {
	case a != nil && b != nil:
		join(a, b)
	case a != nil:
		a.freeze(why)
	case b != nil:
		b.freeze(why)
	}
}

// assign notes that each of the expressions is assigned a result of the one value at cur.
func (f *file) assign(cur inspector.Cursor, lhs []ast.Expr) {
	value := ast.Unparen(cur.Node().(ast.Expr))
	call, isCall := value.(*ast.CallExpr)
	for i, e := range lhs {
		switch to := f.functionOf(e); {
		case isCall:
			f.same(to, f.ofCall(call, i), "it is assigned the result of a call")
		case i == 0: // v, ok := m[k]
			f.flow(cur, to, f.info.TypeOf(e))
		}
	}
}

// ranged notes what the range clause at cur assigns.
func (f *file) ranged(cur inspector.Cursor, n *ast.RangeStmt) {
	var elem ast.Expr
	switch f.info.TypeOf(n.X).Underlying().(type) {
	case *types.Signature:
		if fn := f.functionOf(n.X); fn != nil {
			fn.freeze("a range clause calls it" + f.at(n.Pos()))
		}
	case *types.Chan:
		elem = n.Key
	case *types.Map, *types.Slice, *types.Array:
		elem = n.Value
	}
	for _, lhs := range []ast.Expr{n.Key, n.Value} {
		if lhs == nil || f.info.TypeOf(lhs) == nil || functionsIn(f.info.TypeOf(lhs)) == nil {
			continue
		}
		from, to := f.functionOf(n.X), f.functionOf(lhs)
		if lhs == elem && from != nil && to != nil {
			f.addFlow(&flow{file: f, cur: cur.ChildAt(edge.RangeStmt_X, -1), value: n.X, from: from, to: to})
			continue
		}
		f.same(to, nil, "a range clause assigns it")
		if id, ok := lhs.(*ast.Ident); lhs == elem && (!ok || id.Name != "_") {
			f.same(from, nil, "a range clause assigns its elements"+f.at(n.Pos()))
		}
	}
}
