package extract

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/buslint/buslint/internal/busmodel"
	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/recognise"
	"github.com/buslint/buslint/internal/summary"
	"github.com/buslint/buslint/internal/syntax"
)

// callOf returns the call of the function that the identifier at cur names; not valid if it
// is not called there.
func callOf(cur inspector.Cursor) inspector.Cursor {
	cur = syntax.Operand(cur)
	if cur.ParentEdgeKind() != edge.CallExpr_Fun {
		return inspector.Cursor{}
	}
	return cur.Parent()
}

// passed notes what the call passes on. Where nothing is known of that, and it is no function, its
// place does not matter, unless the function that is called is named as those of buses.
func (x *extraction) passed(call inspector.Cursor, pass summary.Pass, named bool) {
	known := slices.ContainsFunc(pass.From, func(o summary.Origin) bool { return o.Kind != summary.Unknown })
	if named && len(pass.From) == 0 {
		pass.From = []summary.Origin{{}}
	}
	if !known && !named && pass.Handler == nil || !call.Valid() {
		x.flow(pass)
		return
	}
	x.record(call, pass)
}

// flow notes what is passed, and not where.
func (x *extraction) flow(pass summary.Pass) {
	for _, o := range pass.From {
		x.into(pass.To).add(o)
	}
}

// record notes the pass, which is at the call.
func (x *extraction) record(call inspector.Cursor, pass summary.Pass) {
	pass.Place = x.place(call)
	var made []summary.Origin
	if pass.Sender, pass.Registrar, made = x.stands(call); pass.Given == nil {
		pass.Given = made
	}
	x.out.Passes = append(x.out.Passes, pass)
}

// held notes the calls of what functions and structs are given and keep.
func (x *extraction) held() {
	for _, h := range x.model.Held {
		if !h.Named && !x.links.comesByBus(x.pass.Pkg) {
			continue
		}
		to := summary.Origin{Kind: summary.Parameter, Index: h.Index}
		switch of := h.Of.(type) {
		case *types.Func:
			to.Func = x.id(of)
		case *types.TypeName:
			to = fieldValue(of, of.Type().Underlying().(*types.Struct).Field(h.Index))
		}
		if h.Use == nil {
			if given := x.givenAt(h.Given, h.Given[0]); len(given) > 0 {
				x.out.Passes = append(x.out.Passes, summary.Pass{To: to, Held: true, Given: given, Place: x.place(h.Given[0])})
			}
			continue
		}
		for _, p := range h.Use.Parcels {
			pass := summary.Pass{To: to, Held: true, Given: x.givenAt(x.model.GivenFor(h.Use), h.Use.Cursor), From: []summary.Origin{{}}}
			if p.Arg != nil && !p.Other {
				pass.From, pass.Handler = x.originsOf(p.Arg, false), x.registered(p.Arg, h.Use.Cursor)
			}
			x.record(h.Use.Cursor, pass)
		}
	}
}

// givenAt returns the parameters and fields that are given functions there because of the code at by, each place for
// one: a literal may send twice. The parameter of what registers it does not count: a bus calls that for what has been sent.
func (x *extraction) givenAt(at []inspector.Cursor, by inspector.Cursor) (places []summary.Origin) {
	for _, cur := range at {
		if first, ok := x.given[cur.Node()]; ok && first != by.Node() {
			continue
		}
		x.given[cur.Node()] = by.Node()
		if field, ok := x.filled(cur); ok {
			places = append(places, field)
		} else if kind, i := cur.ParentEdge(); kind == edge.CallExpr_Args {
			call := cur.Parent().Node().(*ast.CallExpr)
			if fn, ok := typeutil.Callee(x.pass.TypesInfo, call).(*types.Func); ok && !x.model.Registers(call) {
				places = append(places, summary.Origin{Kind: summary.Parameter, Func: x.id(fn.Origin()), Index: i})
			}
		}
	}
	return places
}

// mayPassOn reports whether the function may pass a parameter of type t on to a bus, which
// is that of one message, of a function or of a channel: its package imports a bus, and the names say that it
// sends or registers, or that the type is a message.
func (x *extraction) mayPassOn(fn *types.Func, t types.Type) bool {
	near := fn.Pkg() != nil && (len(x.links.direct(fn.Pkg())) > 0 || x.links.profileOf(fn.Pkg()) != nil)
	_, isChan := t.Underlying().(*types.Chan)
	isFunc := recognise.Taken(t) != nil
	if (isChan || isFunc) && recognise.NamesUse(fn.Name()) {
		return near || x.portOf(fn) != ""
	}
	named, ok := gotypes.Deref(t).(*types.Named)
	return near && (isFunc || ok && !types.IsInterface(named) &&
		(kind.Suffix(named.Obj().Name()) != kind.NoKind || named.Obj().Pkg() == fn.Pkg() || recognise.NamesUse(fn.Name())))
}

// registered returns the handler that the argument is, if it is a function.
func (x *extraction) registered(arg ast.Expr, call inspector.Cursor) *summary.Handler {
	if t := x.pass.TypesInfo.TypeOf(arg); t == nil || recognise.Taken(t) == nil {
		return nil
	}
	return x.handler(x.model.HandlerIn(arg), arg, x.place(call))
}

// paramOf returns the index, plus one, of the parameter of the declared function around cur
// that the expression is; or 0. What is assigned to its fields before does not matter.
func (x *extraction) paramOf(expr ast.Expr, cur inspector.Cursor) int {
	v := syntax.Variable(x.pass.TypesInfo, expr)
	fn, _ := x.uses.Around(cur)
	if v == nil || fn == nil {
		return 0
	}
	return slices.Index(slices.Collect(fn.Signature().Params().Variables()), v) + 1
}

// mayArriveAt reports whether messages may arrive at a value of type t: a channel, or what a bus declares.
func (x *extraction) mayArriveAt(t types.Type) bool {
	if ch, ok := t.Underlying().(*types.Chan); ok {
		return ch.Dir() != types.SendOnly
	}
	named, ok := gotypes.Deref(t).(*types.Named)
	return ok && named.Obj().Pkg() != nil && recognise.NamesSubscription(named.Obj().Name()) && x.links.profileOf(named.Obj().Pkg()) != nil
}

// isReturned reports whether the function around a call that listens returns what that hands out, or a channel into which it puts
// what is heard.
func (x *extraction) isReturned(p *busmodel.Parcel) bool {
	fn, _ := x.uses.Around(p.Use.Cursor)
	if p.Use.Call == nil || fn == nil || p.Use.Role != kind.Listen {
		return false
	}
	results := slices.Collect(fn.Signature().Results().Variables())
	returned := func(t types.Type) bool {
		return x.mayArriveAt(t) && slices.ContainsFunc(results, func(v *types.Var) bool { return types.Identical(v.Type(), t) })
	}
	if p.Use.Cursor.ParentEdgeKind() == edge.ReturnStmt_Results {
		sig, ok := under[*types.Signature](x.pass.TypesInfo.TypeOf(p.Use.Call.Fun))
		return ok && slices.ContainsFunc(slices.Collect(sig.Results().Variables()), func(v *types.Var) bool { return returned(v.Type()) })
	}
	isResult := func(v *types.Var) bool {
		return v != nil && (slices.Contains(results, v) || slices.ContainsFunc(x.uses.Of(v), func(use inspector.Cursor) bool {
			return use.ParentEdgeKind() == edge.ReturnStmt_Results
		}))
	}
	assign, ok := p.Use.Cursor.Parent().Node().(*ast.AssignStmt)
	return ok && slices.ContainsFunc(assign.Lhs, func(lhs ast.Expr) bool {
		v := syntax.Variable(x.pass.TypesInfo, lhs)
		return v != nil && returned(v.Type()) && isResult(v)
	}) || x.isFilled(p.Use, isResult)
}

// isFilled reports whether one of the results of the function around a call that listens is a channel that is sent what is heard: by
// the bus itself, by the literal that is registered, or by one that reads what the call hands out, in a loop. Where it sends
// something as well, that may be the answer, and a number says how much was heard.
func (x *extraction) isFilled(use *busmodel.Use, isResult func(*types.Var) bool) bool {
	heard := map[types.Object]bool{}
	if assign, ok := use.Cursor.Parent().Node().(*ast.AssignStmt); ok {
		for _, lhs := range assign.Lhs {
			heard[syntax.Variable(x.pass.TypesInfo, lhs)] = true
		}
	}
	reads := func(lit ast.Node) bool {
		if syntax.Contains(lit, use.Call.Pos()) {
			return true
		}
		for id := range syntax.All[*ast.Ident](lit) {
			if obj := x.pass.TypesInfo.Uses[id]; obj != nil && heard[obj] {
				return true
			}
		}
		return false
	}
	for decl := range use.Cursor.Enclosing((*ast.FuncDecl)(nil)) {
		if slices.ContainsFunc(x.model.Uses, func(other *busmodel.Use) bool {
			return other.Role.Sends() && syntax.Contains(decl.Node(), other.Fun.Pos())
		}) {
			return false
		}
		if slices.ContainsFunc(use.Call.Args, func(arg ast.Expr) bool {
			v := syntax.Variable(x.pass.TypesInfo, arg)
			return v != nil && x.mayArriveAt(v.Type()) && isResult(v)
		}) {
			return true
		}
		for send := range decl.Preorder((*ast.SendStmt)(nil)) {
			if !isResult(syntax.Variable(x.pass.TypesInfo, send.Node().(*ast.SendStmt).Chan)) || x.isNumber(send.Node().(*ast.SendStmt).Value) {
				continue
			}
			loops := false
			for around := range send.Enclosing((*ast.FuncLit)(nil), (*ast.ForStmt)(nil), (*ast.RangeStmt)(nil)) {
				lit, ok := around.Node().(*ast.FuncLit)
				if loops = loops || !ok; !ok {
					continue
				}
				if around.ParentEdgeKind() == edge.CallExpr_Args && around.Parent().Node() == use.Call || loops && reads(lit) {
					return true
				}
				break
			}
		}
	}
	return false
}

// isNumber reports whether the expression is a number, or says yes or no.
func (x *extraction) isNumber(expr ast.Expr) bool {
	basic, ok := under[*types.Basic](x.pass.TypesInfo.TypeOf(expr))
	return ok && basic.Info()&(types.IsNumeric|types.IsBoolean) != 0
}
