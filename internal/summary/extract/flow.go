package extract

import (
	"cmp"
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
	"github.com/buslint/buslint/internal/uses"
)

// An originSet is a set of origins.
type originSet struct {
	set[summary.Origin]
	seen map[types.Object]bool // variables that have been or are being looked at
}

func newOriginSet() *originSet { return &originSet{seen: map[types.Object]bool{}} }

func (s *originSet) unknown() { s.add(summary.Origin{}) }

// originsOf returns where the values of expr come from; of its elements, if those are
// wanted.
func (x *extraction) originsOf(expr ast.Expr, elements bool) []summary.Origin {
	s := newOriginSet()
	cur, _ := x.uses.Find(expr)
	x.values(s, cur, elements)
	return s.list
}

// values adds where the values of the expression at cur come from, or of its elements:
// through variables that are assigned once, and literals of slices and maps. Parameters,
// and results of functions, are origins for all packages to know.
func (x *extraction) values(s *originSet, cur inspector.Cursor, elements bool) {
	if !cur.Valid() {
		s.unknown()
		return
	}
	expr := ast.Unparen(cur.Node().(ast.Expr))
	for cur.Node() != expr {
		cur = cur.ChildAt(edge.ParenExpr_X, -1)
	}
	info := x.pass.TypesInfo
	t := info.TypeOf(expr)
	switch {
	case info.Types[expr].IsNil():
		return
	case t == nil, isContainer(t) != elements:
		s.unknown()
		return
	case elements:
	default:
		if held, ok := x.model.Inside(expr, t); ok {
			if held == nil {
				s.unknown()
			} else {
				x.find(s, held, false)
			}
			return
		}
		if x.ofType(s, cur, t) {
			return
		}
	}
	switch expr := expr.(type) {
	case *ast.CompositeLit:
		if elements {
			for _, elt := range expr.Elts {
				if kv, ok := elt.(*ast.KeyValueExpr); ok {
					elt = kv.Value
				}
				x.find(s, elt, false)
			}
			return
		}
	case *ast.Ident:
		x.variable(s, info.Uses[expr], elements)
		return
	case *ast.CallExpr:
		if info.Types[expr.Fun].IsType() && len(expr.Args) == 1 {
			x.find(s, expr.Args[0], elements)
			return
		}
		switch {
		case isBuiltin(info, expr, "make"): // nothing, so far
		case isBuiltin(info, expr, "append"):
			x.find(s, expr.Args[0], elements)
			x.appended(s, expr)
		default:
			x.result(s, expr)
		}
		return
	case *ast.IndexExpr:
		x.find(s, expr.X, true)
		return
	case *ast.SelectorExpr:
		if field, ok := x.fieldOf(expr); ok {
			s.add(field)
			return
		}
	}
	s.unknown()
}

func (x *extraction) find(s *originSet, expr ast.Expr, elements bool) {
	cur, _ := x.uses.Find(expr)
	x.values(s, cur, elements)
}

// isContainer reports whether values of type t have elements that are values themselves.
func isContainer(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Slice, *types.Array, *types.Map:
		return true
	}
	return false
}

// elem returns the type of the elements of t, if it has such; else t.
func elem(t types.Type) types.Type {
	if isContainer(t) {
		t = t.Underlying().(interface{ Elem() types.Type }).Elem()
	}
	return t
}

// ofType adds what the type t of the expression at cur tells, and reports whether it
// does: it is that of a message, or of a function that takes one, or stands for such a
// type in a generic function.
func (x *extraction) ofType(s *originSet, cur inspector.Cursor, t types.Type) bool {
	for _, handler := range []bool{false, true} {
		of := t
		if handler {
			if of = x.taken(cur, t); of == nil {
				return false
			}
		}
		if m, ok := x.messageOf(of); ok {
			args, known := argsOf(of)
			if !known {
				s.unknown()
			}
			s.add(summary.Origin{Kind: summary.OfType, Type: m, Args: args, Handler: handler})
			return true
		}
		if fn, index := x.typeParam(cur, of); fn != nil {
			s.add(summary.Origin{Kind: summary.TypeParameter, Func: x.id(fn), Index: index, Handler: handler})
			return true
		}
	}
	return false
}

// taken is recognise.Taken of the function type t, or what stands for the message in the generic function around cur.
func (x *extraction) taken(cur inspector.Cursor, t types.Type) types.Type {
	if sig, ok := under[*types.Signature](t); ok {
		for param := range sig.Params().Variables() {
			if fn, _ := x.typeParam(cur, param.Type()); fn != nil {
				return param.Type()
			}
		}
	}
	return recognise.Taken(t)
}

// typeParam returns the generic function around cur whose type parameter t is or points
// to, and the parameter's index.
func (x *extraction) typeParam(cur inspector.Cursor, t types.Type) (*types.Func, int) {
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		t = ptr.Elem()
	}
	tp, ok := types.Unalias(t).(*types.TypeParam)
	if !ok {
		return nil, 0
	}
	if fn, _ := x.uses.Around(cur); fn != nil && tp.Index() < fn.Signature().TypeParams().Len() && fn.Signature().TypeParams().At(tp.Index()) == tp {
		return fn, tp.Index()
	}
	return nil, 0
}

// variable adds where the value of obj comes from: the only expression that is assigned
// to it, the elements that it ranges over, or the parameter that it is.
func (x *extraction) variable(s *originSet, obj types.Object, elements bool) {
	v, ok := obj.(*types.Var)
	if !ok || v.IsField() || v.Pkg() != x.pass.Pkg {
		s.unknown()
		return
	}
	if s.seen[v] {
		return
	}
	s.seen[v] = true
	decl, ok := x.uses.Def(v)
	if ok && elements && x.gathered(s, v, decl) {
		return
	}
	if !ok || !x.assigned(s, v, elements) {
		s.unknown()
		return
	}
	if value, ok := uses.Given(decl); ok {
		if value.Valid() {
			x.values(s, value, elements)
		}
		return
	}
	switch parent := decl.Parent().Node().(type) {
	case *ast.RangeStmt:
		if decl.ParentEdgeKind() == edge.RangeStmt_Value && !elements {
			x.find(s, parent.X, true)
			return
		}
	case *ast.Field:
		x.parameter(s, v)
		return
	}
	s.unknown()
}

// assigned adds where the values come from that the variable v is assigned after its declaration. It reports false
// if it may get others.
func (x *extraction) assigned(s *originSet, v *types.Var, elements bool) bool {
	if !x.changes(v) {
		return true
	}
	if v.Kind() != types.LocalVar || elements {
		return false
	}
	for _, use := range x.uses.Of(v) {
		if !uses.IsChange(use) {
			continue
		}
		value, ok := uses.Given(use)
		if !ok {
			return false
		}
		x.values(s, value, false)
	}
	return true
}

// gathered adds where the elements of the local slice v come from, which is declared at decl, and
// reports whether it does: all that happens to it after that is that something is appended.
func (x *extraction) gathered(s *originSet, v *types.Var, decl inspector.Cursor) bool {
	if v.Kind() != types.LocalVar {
		return false
	}
	value, ok := uses.Given(decl)
	if !ok {
		return false
	}
	var appends []*ast.CallExpr
	for _, use := range x.uses.Of(v) {
		if call := x.appendTo(use, v); call != nil {
			appends = append(appends, call)
		} else if changes(use) {
			return false
		}
	}
	if len(appends) == 0 {
		return false
	}
	if value.Valid() {
		x.values(s, value, true)
	}
	for _, call := range appends {
		x.appended(s, call)
	}
	return true
}

// appended adds where the elements come from that the call of append adds to a slice.
func (x *extraction) appended(s *originSet, call *ast.CallExpr) {
	for _, arg := range call.Args[1:] {
		x.find(s, arg, call.Ellipsis.IsValid())
	}
}

// isBuiltin reports whether the builtin function with the name is called.
func isBuiltin(info *types.Info, call *ast.CallExpr, name string) bool {
	id, ok := ast.Unparen(call.Fun).(*ast.Ident)
	return ok && id.Name == name && info.Types[id].IsBuiltin()
}

// appendTo returns the call of append in v = append(v, …), if the variable v is assigned that
// at use; nil otherwise.
func (x *extraction) appendTo(use inspector.Cursor, v *types.Var) *ast.CallExpr {
	assign, ok := use.Parent().Node().(*ast.AssignStmt)
	if !ok || use.ParentEdgeKind() != edge.AssignStmt_Lhs || len(assign.Lhs) != 1 || len(assign.Rhs) != 1 {
		return nil
	}
	call, ok := assign.Rhs[0].(*ast.CallExpr)
	if !ok || !isBuiltin(x.pass.TypesInfo, call, "append") {
		return nil
	}
	if id, ok := call.Args[0].(*ast.Ident); !ok || x.pass.TypesInfo.Uses[id] != v {
		return nil
	}
	return call
}

// changes reports whether the variable v is assigned anything after its declaration, or
// an element of it is, or its address is taken. For a variable of a package that others
// could assign, it says yes.
func (x *extraction) changes(v *types.Var) bool {
	if v.Exported() && x.pass.Pkg.Scope().Lookup(v.Name()) == v {
		return true
	}
	return slices.ContainsFunc(x.uses.Of(v), changes)
}

// changes reports whether the variable at use is assigned anything there, or an element of it is, or its address is taken.
func changes(use inspector.Cursor) bool {
	for use.ParentEdgeKind() == edge.ParenExpr_X || use.ParentEdgeKind() == edge.IndexExpr_X {
		use = use.Parent()
	}
	return uses.IsChange(use)
}

// parameter adds the parameter v. The calls of a literal are not known, or are uses of the bus themselves.
func (x *extraction) parameter(s *originSet, v *types.Var) {
	if at, i := x.model.FunctionOf(v); at.Valid() {
		switch fn := at.Node().(type) {
		case *ast.FuncLit:
			if x.model.Follows(fn) {
				return
			}
		case *ast.FuncDecl:
			if obj, ok := x.pass.TypesInfo.Defs[fn.Name].(*types.Func); ok && mayCarry(v.Type()) && !busmodel.AnswersClient(obj, i) {
				s.add(summary.Origin{Kind: summary.Parameter, Func: x.declID(fn), Index: i})
				return
			}
		}
	}
	s.unknown()
}

// result adds what the function that is called returns, if it is one that is known.
func (x *extraction) result(s *originSet, call *ast.CallExpr) {
	fn := typeutil.StaticCallee(x.pass.TypesInfo, call)
	if fn == nil || fn.Pkg() == nil || !x.links.isOwn(fn.Pkg()) && !x.comesByBus(fn.Pkg()) || !returnsCarrier(fn) {
		s.unknown()
		return
	}
	s.add(summary.Origin{Kind: summary.Result, Func: x.id(fn)})
}

// returnsCarrier reports whether what fn returns may be a message or a handler.
func returnsCarrier(fn *types.Func) bool {
	sig := fn.Origin().Signature()
	return sig.Results().Len() == 1 && sig.TypeParams() == nil && mayCarry(sig.Results().At(0).Type())
}

// mayCarry reports whether a value of type t may be a message or a handler, or hold some,
// whatever the type says.
func mayCarry(t types.Type) bool {
	if t = elem(t); isContainer(t) {
		return false
	}
	if m := recognise.Taken(t); m != nil {
		t = m
		if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
			t = ptr.Elem()
		}
	} else if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		if _, ok := types.Unalias(ptr.Elem()).(*types.TypeParam); !ok {
			return false
		}
		t = ptr.Elem()
	}
	if _, ok := types.Unalias(t).(*types.TypeParam); ok {
		return true
	}
	return types.IsInterface(t) && !gotypes.IsContext(t) && !gotypes.IsError(t)
}

// A target is a function of which calls are of interest.
type target struct {
	id     string
	port   string // its own identity, where it is a method of an interface by which a bus may be used; or ""
	params []int  // that may carry messages or handlers
	parts  []int  // the other ones, where it may be one of a bus itself
	names  []int  // that may be names of messages, beside what handles these
	named  bool   // it is called as functions of buses are, or after messages: one may get whatever it is given
	hands  bool   // messages may arrive at what it returns
	stands string // its identity, or that of the method of an interface, where its calls may say what one in it does; or ""
}

// targetOf returns what is of interest in uses of fn, or nil.
func (x *extraction) targetOf(fn *types.Func) *target {
	fn = fn.Origin()
	if t, ok := x.targets[fn]; ok {
		return t
	}
	var t *target
	if ofInterface(fn) || x.comesByBus(fn.Pkg()) || x.mayStand(fn) {
		found := target{id: x.id(fn), named: recognise.NamesUse(fn.Name()) || kind.Suffix(fn.Name()) != kind.NoKind}
		if port := x.portOf(fn); port != "" {
			found.port = summary.ByMethod(port, fn.Name())
		}
		params := fn.Signature().Params()
		for i := range params.Len() {
			switch t := params.At(i).Type(); {
			case mayCarry(t) || x.mayPassOn(fn, t):
				found.params = append(found.params, i)
			case isText(t):
				found.names = append(found.names, i)
			}
		}
		if !slices.ContainsFunc(found.params, func(i int) bool { return mayHandle(params.At(i).Type()) }) {
			found.names = nil
		}
		if x.isPort(fn) {
			found.parts = slices.DeleteFunc(partsOf(fn.Signature()), func(i int) bool { return slices.Contains(found.params, i) || slices.Contains(found.names, i) })
		}
		found.hands = slices.ContainsFunc(slices.Collect(fn.Signature().Results().Variables()), func(v *types.Var) bool { return x.mayArriveAt(v.Type()) })
		if x.mayStand(fn) {
			if found.stands = found.id; ofInterface(fn) {
				found.stands = summary.ByMethod(interfaceOf(fn), fn.Name())
			}
		}
		if found.hands || found.stands != "" || len(found.params)+len(found.parts) > 0 || fn.Signature().TypeParams().Len() > 0 {
			t = &found
		}
	}
	x.targets[fn] = t
	return t
}

// allFlows notes what is handed to functions outside of tests, and what functions return.
func (x *extraction) allFlows() {
	for cur := range x.code((*ast.FuncDecl)(nil), (*ast.Ident)(nil), (*ast.CompositeLit)(nil), (*ast.KeyValueExpr)(nil), (*ast.AssignStmt)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.KeyValueExpr:
			x.fill(cur.ChildAt(edge.KeyValueExpr_Value, -1))
		case *ast.AssignStmt:
			for i := range n.Rhs {
				x.fill(cur.ChildAt(edge.AssignStmt_Rhs, i))
			}
		case *ast.FuncDecl:
			x.results(n)
		case *ast.CompositeLit:
			for value := range cur.Children() {
				if value.ParentEdgeKind() == edge.CompositeLit_Elts {
					x.fill(value)
				}
			}
		case *ast.Ident:
			switch obj := x.pass.TypesInfo.Uses[n].(type) {
			case *types.Func:
				if t := x.targetOf(obj); t != nil {
					x.instance(cur, obj, t)
					x.use(cur, obj, t)
				}
			case *types.Var:
				if obj.IsField() && mayHandle(obj.Type()) {
					x.changed(cur)
				}
			}
		}
	}
	x.noteFlows()
}

// noteFlows puts the flows that were found into the summary.
func (x *extraction) noteFlows() {
	for to, from := range x.flows {
		x.out.Flows = append(x.out.Flows, summary.Flow{To: to, From: from.list})
	}
	slices.SortFunc(x.out.Flows, func(a, b summary.Flow) int {
		return cmp.Or(cmp.Compare(a.To.Func, b.To.Func), cmp.Compare(a.To.Kind, b.To.Kind), cmp.Compare(a.To.Index, b.To.Index))
	})
}

// into returns the origins of what flows to a place.
func (x *extraction) into(to summary.Origin) *originSet {
	s := x.flows[to]
	if s == nil {
		s = newOriginSet()
		x.flows[to] = s
	}
	clear(s.seen)
	return s
}

// instance notes the types that the generic function fn is used with at cur.
func (x *extraction) instance(cur inspector.Cursor, fn *types.Func, t *target) {
	params := fn.Origin().Signature().TypeParams()
	if params.Len() == 0 {
		return
	}
	args := x.pass.TypesInfo.Instances[cur.Node().(*ast.Ident)].TypeArgs
	for i := range params.Len() {
		s := newOriginSet()
		if i >= args.Len() || !x.ofType(s, cur, args.At(i)) {
			s.unknown()
		}
		x.passed(callOf(cur), summary.Pass{To: summary.Origin{Kind: summary.TypeParameter, Func: t.id, Index: i}, From: s.list}, false)
	}
}

// use notes what the use of fn by the identifier at cur hands in: where it is called, there or by what holds it as a value.
func (x *extraction) use(cur inspector.Cursor, fn *types.Func, t *target) {
	if at := callOf(cur); at.Valid() {
		x.usedAt(at, cur, fn, t)
		return
	}
	x.into(summary.Origin{Kind: summary.Parameter, Func: t.id, Index: summary.AnyParameter}).unknown()
	calls, _ := x.model.CallsOf(syntax.Operand(cur))
	for _, id := range calls {
		x.usedAt(callOf(id), cur, fn, t)
	}
}

// usedAt notes what the call at a place, which is one of fn, hands in.
func (x *extraction) usedAt(at, cur inspector.Cursor, fn *types.Func, t *target) {
	call, again := at.Node().(*ast.CallExpr), t.port != "" && x.model.Replays(cur, fn)
	shift := syntax.Receivers(x.pass.TypesInfo, call.Fun)
	sig := fn.Origin().Signature()
	for _, i := range slices.Concat(t.params, t.parts, t.names) {
		s := newOriginSet()
		if slices.Contains(t.names, i) && i+shift < len(call.Args) {
			s.add(x.keyOf(call.Args[i+shift], at))
		} else if i < sig.Params().Len() {
			variadic := sig.Variadic() && i == sig.Params().Len()-1
			x.argument(s, call, i+shift, variadic, isContainer(sig.Params().At(i).Type()))
		}
		pass := summary.Pass{To: summary.Origin{Kind: summary.Parameter, Func: t.id, Index: i}, From: s.list}
		if i+shift < len(call.Args) {
			pass.Handler = x.registered(call.Args[i+shift], at)
		}
		if t.port != "" {
			if !slices.Contains(t.parts, i) { // it may be any method of that name
				x.flow(pass)
			}
			pass.To.Func = t.port
		}
		if !again {
			x.passed(at, pass, t.named)
		}
	}
	if t.stands != "" && !x.model.Replays(cur, fn) && !x.model.IsOwnLoop(at) {
		x.record(at, summary.Pass{To: summary.Origin{Kind: summary.Called, Func: t.stands}})
	}
	if t.hands {
		x.record(at, summary.Pass{To: summary.Origin{Kind: summary.Result, Func: cmp.Or(t.port, t.id)}})
	}
}

// argument adds what a call hands in for the parameter with the index i, which takes
// elements or not.
func (x *extraction) argument(s *originSet, call *ast.CallExpr, i int, variadic, elements bool) {
	switch {
	case variadic && !call.Ellipsis.IsValid():
		if syntax.IsSpread(x.pass.TypesInfo, call) {
			s.unknown()
			return
		}
		for ; i < len(call.Args); i++ {
			x.find(s, call.Args[i], false)
		}
	case i < len(call.Args) && (!variadic || i == len(call.Args)-1):
		x.find(s, call.Args[i], elements)
	default:
		s.unknown()
	}
}

// results notes what the function that is declared returns.
func (x *extraction) results(decl *ast.FuncDecl) {
	fn, ok := x.pass.TypesInfo.Defs[decl.Name].(*types.Func)
	if !ok || decl.Body == nil || !returnsCarrier(fn) {
		return
	}
	s := x.into(summary.Origin{Kind: summary.Result, Func: x.declID(decl)})
	elements := isContainer(fn.Signature().Results().At(0).Type())
	for ret := range busmodel.Returns(decl.Body) {
		if len(ret.Results) == 1 {
			x.find(s, ret.Results[0], elements)
		} else {
			s.unknown() // a named result
		}
	}
	if !x.links.comesByBus(x.pass.Pkg) {
		for i, o := range s.list {
			if o.Kind == summary.Parameter {
				s.list[i] = summary.Origin{} // nobody notes what calls hand in
			}
		}
	}
}
