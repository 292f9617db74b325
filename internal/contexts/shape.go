package contexts

import (
	"go/ast"
	"go/types"
	"iter"
	"regexp"
	"slices"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/uses"
)

// contextOf returns the expression for the context that v is or has, and where it comes
// from; "" if it has none.
func (f *Finder) contextOf(v *types.Var) (string, From) {
	t := v.Type()
	isParam := v.Kind() == types.ParamVar || v.Kind() == types.RecvVar
	switch {
	case isContext(t):
		return v.Name(), f.origin(v, map[*types.Var]bool{})
	case gotypes.IsTesting(t):
		if f.hasContext(t) {
			return v.Name() + ".Context()", Test
		}
	case !isParam:
	case gotypes.IsRequest(t):
		return v.Name() + ".Context()", Request
	default:
		if path := f.pathFrom(t, v.Kind() == types.RecvVar); path != "" {
			return v.Name() + path, Carrier
		}
	}
	return "", 0
}

// isContext reports whether values of type t, which may be nil, are contexts: it is context.Context, an interface with all
// methods of that, or a type parameter that is constrained by one.
func isContext(t types.Type) bool {
	if t == nil || gotypes.IsContext(t) {
		return t != nil
	}
	iface, ok := t.Underlying().(*types.Interface)
	return ok && slices.ContainsFunc(slices.Collect(iface.EmbeddedTypes()), isContext)
}

// origin returns where the context in the variable v comes from: the best of what it is
// ever given.
func (f *Finder) origin(v *types.Var, seen map[*types.Var]bool) From {
	if v.Kind() == types.ParamVar {
		return Caller
	}
	if seen[v] {
		return Empty
	}
	seen[v] = true
	best := Empty
	values, all := f.values(v)
	if !all {
		best = Elsewhere
	}
	for _, value := range values {
		best = min(best, f.originOf(value, seen))
	}
	return best
}

// originOf returns where the context that expr makes comes from.
func (f *Finder) originOf(expr ast.Expr, seen map[*types.Var]bool) From {
	switch expr := ast.Unparen(expr).(type) {
	case *ast.Ident:
		if v, ok := f.info.Uses[expr].(*types.Var); ok {
			return f.origin(v, seen)
		}
	case *ast.CallExpr:
		if isContextFunc(f.info, expr, "Background", "TODO") {
			return Empty
		}
		best := Elsewhere
		for i, v := range f.sourcesOfCall(expr) {
			from := Caller
			if gotypes.IsContext(v.Type()) || v.Kind() == types.LocalVar {
				from = f.origin(v, seen)
			}
			if i == 0 {
				best = from
			}
			best = min(best, from)
		}
		// context.WithTimeout(context.Background(), …)
		if best == Elsewhere {
			for _, arg := range expr.Args {
				if call, ok := ast.Unparen(arg).(*ast.CallExpr); ok && gotypes.IsContext(f.info.TypeOf(arg)) {
					best = f.originOf(call, seen)
				}
			}
		}
		return best
	}
	return Elsewhere
}

// values returns the expressions that v is ever given as its value, and whether these are
// all. One that several variables get is the call that returns these.
func (f *Finder) values(v *types.Var) (values []ast.Expr, all bool) {
	all = true
	if _, ok := f.uses.Def(v); !ok {
		all = false
	}
	for place := range f.givings(v) {
		value, alone := givenAt(place)
		if _, isCall := ast.Unparen(value).(*ast.CallExpr); !alone && !isCall {
			all = false
		} else if value != nil {
			values = append(values, value)
		}
	}
	return values, all
}

// givings yields where v is given a value: its name where it is declared, and what [uses.Index.Givings] yields.
func (f *Finder) givings(v *types.Var) iter.Seq[inspector.Cursor] {
	return func(yield func(inspector.Cursor) bool) {
		if def, ok := f.uses.Def(v); ok && !yield(def) {
			return
		}
		f.uses.Givings(v)(yield)
	}
}

// givenAt returns what a variable or field is given at one of its givings, nil if it is declared without, and whether it gets
// just that: else it gets a part, one of the results of a call or an element of what a loop is over, or nobody knows what.
func givenAt(place inspector.Cursor) (value ast.Expr, alone bool) {
	if given, ok := uses.Given(place); ok {
		if given.Valid() {
			value = given.Node().(ast.Expr)
		}
		return value, true
	}
	switch parent := place.Parent().Node().(type) {
	case *ast.KeyValueExpr:
		return parent.Value, true
	case *ast.CompositeLit:
		return place.Node().(ast.Expr), true
	case *ast.AssignStmt:
		return parent.Rhs[0], false
	case *ast.ValueSpec:
		return parent.Values[0], false
	case *ast.RangeStmt:
		return parent.X, false
	}
	return nil, false
}

// sources returns the variables and fields from which expr takes its context: it is over
// when theirs is.
func (f *Finder) sources(expr ast.Expr) []*types.Var {
	switch expr := ast.Unparen(expr).(type) {
	case *ast.Ident:
		if v, ok := f.info.Uses[expr].(*types.Var); ok {
			return []*types.Var{v}
		}
	case *ast.SelectorExpr:
		if v, ok := f.info.Uses[expr.Sel].(*types.Var); ok {
			if !gotypes.IsContext(v.Type()) {
				return f.sources(expr.X) // r in r.URL
			}
			return append(f.sources(expr.X), v)
		}
	case *ast.CallExpr:
		if !isContextFunc(f.info, expr, "WithoutCancel") {
			return append(f.sourcesOfCall(expr), f.returnedBy(expr)...)
		}
	case *ast.UnaryExpr: // &T{ctx}, or received from a channel
		return f.sources(expr.X)
	case *ast.IndexExpr:
		return f.sources(expr.X)
	case *ast.TypeAssertExpr:
		return f.sources(expr.X)
	case *ast.CompositeLit: // of a type that embeds a context, or of a list
		var found []*types.Var
		for _, elt := range expr.Elts {
			if kv, ok := elt.(*ast.KeyValueExpr); ok {
				elt = kv.Value
			}
			if f.isContext(elt) {
				found = append(found, f.sources(elt)...)
			}
		}
		return found
	}
	return nil
}

// returnedBy returns the variables and fields from which the contexts are made that the function
// returns which call calls, if its body is known.
func (f *Finder) returnedBy(call *ast.CallExpr) []*types.Var {
	fn := typeutil.StaticCallee(f.info, call)
	if fn == nil || !slices.ContainsFunc(slices.Collect(fn.Signature().Results().Variables()), func(v *types.Var) bool { return gotypes.IsContext(v.Type()) }) {
		return nil
	}
	owner, fn := f.owner(fn)
	if owner == nil {
		return nil
	}
	return guarded(owner.returned, fn, func() (made []*types.Var) {
		decl, ok := owner.uses.Def(fn)
		if !ok {
			return nil
		}
		for ret := range decl.Parent().Preorder((*ast.ReturnStmt)(nil)) {
			for _, result := range ret.Node().(*ast.ReturnStmt).Results {
				if owner.isContext(result) {
					made = append(made, owner.lineageOf(result)...)
				}
			}
		}
		return made
	})
}

// sourcesOfCall returns the variables from which the context that call returns is made:
// those of its arguments that are contexts or have one, and of its operand.
func (f *Finder) sourcesOfCall(call *ast.CallExpr) []*types.Var {
	var found []*types.Var
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && len(call.Args) == 0 {
		found = f.sources(sel.X)
	}
	for _, arg := range call.Args {
		t := f.info.TypeOf(arg)
		if isContext(t) || gotypes.IsRequest(t) || gotypes.IsTesting(t) {
			found = append(found, f.sources(arg)...)
		}
	}
	return found
}

// isContextFunc reports whether call is one of a function of package context with one of
// the names.
func isContextFunc(info *types.Info, call *ast.CallExpr, names ...string) bool {
	fn := typeutil.StaticCallee(info, call)
	return fn != nil && fn.Pkg() != nil && fn.Pkg().Path() == "context" && fn.Signature().Recv() == nil &&
		slices.Contains(names, fn.Name())
}

// A shape is what decides how the context of a parameter is reached.
type shape struct {
	elem     types.Type // of the parameter, or what that points to
	receiver bool
}

// pathFrom returns what to append to a parameter of type t for its context; "" if
// it has none.
func (f *Finder) pathFrom(t types.Type, receiver bool) string {
	if _, ok := types.Unalias(t).(*types.Pointer); ok && types.IsInterface(gotypes.Deref(t)) {
		return ""
	}
	return once(f.paths, shape{gotypes.Deref(t), receiver}, func() string { return f.findPath(t, receiver) })
}

func (f *Finder) findPath(t types.Type, receiver bool) string {
	switch {
	case gotypes.IsTesting(t), f.structs().AreKept(t),
		gotypes.IsNamed(gotypes.Deref(t), "net/http", "Response"): // whose request was sent, if it has one at all
		return ""
	case embeds(gotypes.Deref(t), gotypes.IsContext): // that is its context, whatever else it is
		if !f.isCertain(t, "Context") {
			return ""
		}
		return ".Context"
	case f.hasContext(t):
		return ".Context()"
	}
	isOfCall := func(fn *types.Func) bool {
		return ofCall.MatchString(fn.Name()) && gotypes.IsContext(onlyResult(fn))
	}
	if name := f.onlyMethod(t, isOfCall); name != "" && !receiver && f.isCertain(t, name) {
		return "." + name + "()"
	}
	// A field of the parameter, when there is no doubt which: an HTTP request, or
	// the only one that has a context. Other fields of a receiver are older than
	// the call.
	var found, requests []string
	for _, field := range exportedFields(t, map[types.Type]bool{}) {
		obj, _, _ := types.LookupFieldOrMethod(t, true, f.pkg, field.Name())
		if obj != field || !f.hasContext(field.Type()) || gotypes.IsTesting(field.Type()) || !f.isCertain(t, field.Name()) {
			continue
		}
		path := "." + field.Name() + ".Context()"
		found = append(found, path)
		if gotypes.IsRequest(field.Type()) || embeds(field.Type(), gotypes.IsRequest) {
			requests = append(requests, path)
		}
	}
	if name := f.onlyMethod(t, func(fn *types.Func) bool { return gotypes.IsRequest(onlyResult(fn)) }); name != "" {
		requests = append(requests, "."+name+"().Context()")
	}
	if len(requests) == 1 {
		return requests[0]
	}
	if len(found) == 1 && !receiver {
		return found[0]
	}
	return ""
}

// embeds reports whether t is a struct that embeds a type for which is holds.
func embeds(t types.Type, is func(types.Type) bool) bool {
	st, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for field := range st.Fields() {
		if field.Embedded() && is(field.Type()) {
			return true
		}
	}
	return false
}

// exportedFields returns the exported fields of the struct that t is or points
// to, with those of its embedded structs.
func exportedFields(t types.Type, seen map[types.Type]bool) []*types.Var {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok || seen[t] {
		return nil
	}
	seen[t] = true
	var fields []*types.Var
	for field := range st.Fields() {
		if field.Embedded() {
			fields = append(fields, exportedFields(field.Type(), seen)...)
		} else if field.Exported() {
			fields = append(fields, field)
		}
	}
	return fields
}

// hasContext reports whether an addressable value of type t has a method
// Context() context.Context, and certainly a context.
func (f *Finder) hasContext(t types.Type) bool {
	fn := gotypes.Method(t, f.pkg, "Context")
	return fn != nil && gotypes.IsContext(onlyResult(fn)) && f.isCertain(t, "Context")
}

// onlyResult returns the type of what fn returns, if that is one value and fn takes none;
// nil otherwise.
func onlyResult(fn *types.Func) types.Type {
	sig := fn.Signature()
	if sig.Params().Len() != 0 || sig.Results().Len() != 1 {
		return nil
	}
	return sig.Results().At(0).Type()
}

// ofCall matches the names of methods that return the context of what is going on, as
// UserContext and Ctx, rather than one of their own making.
var ofCall = regexp.MustCompile(`^((User|Request|Req|Get|Go|Std)(Context|Ctx)|Ctx)$`)

// onlyMethod returns the name of the only exported method of t, or of a pointer to it,
// for which is holds; "" if there is none.
func (f *Finder) onlyMethod(t types.Type, is func(*types.Func) bool) string {
	if _, ok := types.Unalias(t).(*types.Pointer); !ok && !types.IsInterface(t) {
		t = types.NewPointer(t)
	}
	name := ""
	methods := types.NewMethodSet(t)
	for method := range methods.Methods() {
		fn, ok := method.Obj().(*types.Func)
		if !ok || !fn.Exported() || !is(fn) {
			continue
		}
		if name != "" {
			return ""
		}
		name = fn.Name()
	}
	return name
}
