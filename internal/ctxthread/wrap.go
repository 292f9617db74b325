package ctxthread

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/syntax"
)

// wrap wraps the function at pt, which takes a context now, in a closure of its
// former type that passes ctx on.
func (e *editor) wrap(pt *point, ctx string) {
	sig := pt.file.info.TypeOf(pt.fun).Underlying().(*types.Signature)
	w, err := e.newClosure(pt.file, pt.fun, sig, ctx)
	if err != "" {
		if pt.callee != nil {
			e.stuck[pt.callee] = err
		}
		return
	}
	arg := ctx
	args := w.args
	if pt.arg > 0 {
		arg, args = args[0]+", "+ctx, args[1:]
	}
	call := strings.Join(append([]string{arg}, args...), ", ")
	e.surround(pt.file, pt.fun, w, "func("+w.params+")"+w.results, call, pt.arg)
}

// express wraps the method expression in fl, which goes to a place that takes a context now,
// in a closure that takes it first, and passes it on if the method takes one, too.
func (e *editor) express(fl *flow) {
	sig := fl.file.info.TypeOf(fl.value).Underlying().(*types.Signature)
	w, err := e.newClosure(fl.file, fl.value, sig, "ctx")
	if err != "" {
		e.stuck[fl.to] = err
		return
	}
	name, args := "_", w.args
	if fl.from.gains() {
		name, args = "ctx", slices.Insert(slices.Clone(w.args), 1, "ctx")
	}
	head := "func(" + name + " " + e.context(fl.file, fl.value.Pos(), "Context") + ", " + w.params + ")" + w.results
	e.surround(fl.file, fl.value, w, head, strings.Join(args, ", "), -1)
}

// adapt wraps the function value, which is registered and cannot take a context, in a closure
// that takes one.
func (e *editor) adapt(f *file, value ast.Expr) {
	sig, ok := f.info.TypeOf(value).Underlying().(*types.Signature)
	if !ok || sig.Params().Len() > 0 && gotypes.IsContext(sig.Params().At(0).Type()) {
		return
	}
	w, err := e.newClosure(f, value, sig, "")
	if err != "" {
		return
	}
	typ := "_ " + e.context(f, value.Pos(), "Context")
	if w.params != "" {
		typ += ", " + w.params
	}
	e.surround(f, value, w, "func("+typ+")"+w.results, strings.Join(w.args, ", "), -1)
}

// surround writes a closure with the given head around the function value, which
// calls that with the arguments. The value is evaluated where it was before:
// outside of the closure, unless that makes no difference. If ctxArg is not
// negative, the function takes a context at this place.
func (e *editor) surround(f *file, value ast.Expr, w *closure, head, args string, ctxArg int) {
	ret := ""
	if w.results != "" {
		ret = "return "
	}
	if f.isFixed(value) {
		e.insert(f, value.Pos(), head+" { "+ret, rankPrefix)
		e.insert(f, value.End(), "("+args+") }", rankSuffix)
		return
	}
	// The type of the function, and that of the closure: one takes a context.
	old, outer := w.types, w.types
	context := e.context(f, value.Pos(), "Context")
	if ctxArg >= 0 {
		old = slices.Insert(slices.Clone(old), ctxArg, context)
	} else {
		outer = slices.Insert(slices.Clone(outer), 0, context)
	}
	e.insert(f, value.Pos(), fmt.Sprintf("func(%s func(%s)%s) func(%s)%s { return %s { %s%s(%s) } }(",
		w.callee, strings.Join(old, ", "), w.results, strings.Join(outer, ", "), w.results, head, ret, w.callee, args), rankPrefix)
	e.insert(f, value.End(), ")", rankSuffix)
}

// isFixed reports whether e is a function whose value is the same whenever it is
// evaluated: a declared function, a literal, a variable that keeps its value, and a method
// of one.
func (f *file) isFixed(e ast.Expr) bool {
	info := f.info
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		return f.keepsValue(e)
	case *ast.FuncLit:
		return true
	case *ast.SelectorExpr:
		sel := info.Selections[e]
		if sel == nil {
			return f.keepsValue(e.Sel) // of a package
		}
		// A method value holds the receiver as it is when it is evaluated.
		id, ok := ast.Unparen(e.X).(*ast.Ident)
		return sel.Kind() == types.MethodExpr || sel.Kind() == types.MethodVal && ok && f.keepsValue(id) && !copies(sel)
	case *ast.IndexExpr: // of a generic function
		return gotypes.IsFunc(info.TypeOf(e.X))
	case *ast.IndexListExpr:
		return true
	}
	return false
}

// keepsValue reports whether what id names has the same value all the time: a function, or
// a local variable that is given no other.
func (f *file) keepsValue(id *ast.Ident) bool {
	switch obj := f.info.Uses[id].(type) {
	case *types.Func:
		return true
	case *types.Var:
		if obj.IsField() || isGlobal(obj) || f.uses.Changes(obj) {
			return false
		}
		def, ok := f.uses.Def(obj)
		return ok && !f.sharedByIterations(def)
	}
	return false
}

// sharedByIterations reports whether all iterations of a loop have the variable in common
// that def declares: before Go 1.22 they did.
func (f *file) sharedByIterations(def inspector.Cursor) bool {
	if kind := def.ParentEdgeKind(); kind != edge.RangeStmt_Key && kind != edge.RangeStmt_Value {
		return false
	}
	return !f.atLeast("go1.22")
}

// copies reports whether a method value holds a copy of something that may change later:
// the receiver is no pointer, or is found by way of one.
func copies(sel *types.Selection) bool {
	if types.IsInterface(sel.Recv()) {
		return false
	}
	_, byPointer := sel.Obj().(*types.Func).Signature().Recv().Type().(*types.Pointer)
	return !byPointer || len(sel.Index()) > 1
}

// A closure holds the parts of the text of a function literal.
type closure struct {
	params  string   // with their types
	types   []string // of the parameters
	args    []string // that pass the parameters on
	results string   // with a space before them, if there are any
	callee  string   // a name for the function that is called
}

// newClosure returns the parts of a closure of the type sig in place of value. It
// returns why there can be none, or "".
func (e *editor) newClosure(f *file, value ast.Expr, sig *types.Signature, ctx string) (*closure, string) {
	used := map[string]bool{"_": true, "": true}
	for _, name := range strings.FieldsFunc(ctx, func(r rune) bool { return r == '.' || r == '(' || r == ')' }) {
		used[name] = true
	}
	for id := range syntax.All[*ast.Ident](value) {
		used[id.Name] = true
	}
	hidden := ""
	typeText := func(t types.Type) string {
		text, why := e.typeText(f, value.Pos(), t, used)
		hidden = cmp.Or(why, hidden)
		return text
	}

	w := &closure{callee: "f"}
	for i := range sig.Params().Len() {
		t := sig.Params().At(i).Type()
		if sig.Variadic() && i == sig.Params().Len()-1 {
			w.types = append(w.types, "..."+typeText(t.(*types.Slice).Elem()))
		} else {
			w.types = append(w.types, typeText(t))
		}
	}
	var results []string
	for v := range sig.Results().Variables() {
		results = append(results, typeText(v.Type()))
	}
	if hidden != "" {
		return nil, hidden
	}
	switch len(results) {
	case 0:
	case 1:
		w.results = " " + results[0]
	default:
		w.results = " (" + strings.Join(results, ", ") + ")"
	}
	w.nameParams(sig, used)
	return w, ""
}

// nameParams names the parameters as those of the signature, and what is called, so that they
// hide nothing that is used in the closure.
func (w *closure) nameParams(sig *types.Signature, used map[string]bool) {
	var params []string
	for i, typ := range w.types {
		name := sig.Params().At(i).Name()
		for n := 0; used[name]; n++ {
			name = fmt.Sprintf("p%d", i+n)
		}
		used[name] = true
		params = append(params, name+" "+typ)
		if strings.HasPrefix(typ, "...") {
			name += "..."
		}
		w.args = append(w.args, name)
	}
	w.params = strings.Join(params, ", ")
	for n := 0; used[w.callee]; n++ {
		w.callee = fmt.Sprintf("f%d", n)
	}
}

// typeText writes a type as f can at pos, and adds the names in it to those that are used. It
// returns why f cannot, or "".
func (e *editor) typeText(f *file, pos token.Pos, t types.Type, used map[string]bool) (text, hidden string) {
	if h := hiddenType(t, f.pkg.Types); h != nil {
		return "", fmt.Sprintf("it is used as a value%s, where the type %s cannot be named", e.at(pos), typeName(h))
	}
	for _, obj := range bareNames(t, f.pkg.PkgPath) {
		if found, _ := syntax.Meaning(f.pkg.Types, pos, obj.Name()); found == nil || found.Pos() != obj.Pos() {
			hidden = fmt.Sprintf("it is used as a value%s, where %s means something else than the type", e.at(pos), obj.Name())
		}
		used[obj.Name()] = true
	}
	return types.TypeString(t, func(pkg *types.Package) string {
		if pkg.Path() == f.pkg.PkgPath {
			return ""
		}
		name := e.importName(f, pos, pkg.Path(), pkg.Name())
		used[name] = true
		return name
	}), hidden
}

// bareNames returns the types within t that are written without a package: those of the
// language, and of the package with the path.
func bareNames(t types.Type, path string) []*types.TypeName {
	var names []*types.TypeName
	var obj *types.TypeName
	switch t := t.(type) {
	case *types.Basic:
		obj, _ = types.Universe.Lookup(t.Name()).(*types.TypeName)
	case interface{ Obj() *types.TypeName }:
		obj = t.Obj()
	}
	if obj != nil && (obj.Pkg() == nil || obj.Pkg().Path() == path) {
		names = append(names, obj)
	}
	for _, part := range parts(t) {
		names = append(names, bareNames(part, path)...)
	}
	return names
}

// hiddenType returns a type within t that from cannot name, or nil.
func hiddenType(t types.Type, from *types.Package) types.Type {
	if named, ok := t.(interface{ Obj() *types.TypeName }); ok {
		obj := named.Obj()
		if pkg := obj.Pkg(); pkg != nil && pkg.Path() != from.Path() && (!obj.Exported() || pkg.Scope().Lookup(obj.Name()) != obj) {
			return t
		}
	}
	for _, part := range parts(t) {
		if hidden := hiddenType(part, from); hidden != nil {
			return hidden
		}
	}
	return nil
}

// parts returns the types that are written in t.
func parts(t types.Type) []types.Type {
	var all []types.Type
	switch t := t.(type) {
	case interface{ TypeArgs() *types.TypeList }:
		return slices.Collect(t.TypeArgs().Types())
	case *types.Map:
		return []types.Type{t.Key(), t.Elem()}
	case interface{ Elem() types.Type }:
		return []types.Type{t.Elem()}
	case *types.Struct:
		for v := range t.Fields() {
			all = append(all, v.Type())
		}
	case *types.Signature:
		for _, tuple := range []*types.Tuple{t.Params(), t.Results()} {
			for v := range tuple.Variables() {
				all = append(all, v.Type())
			}
		}
	}
	return all
}
