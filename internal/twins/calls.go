package twins

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/buslint/buslint/internal/contexts"
	"github.com/buslint/buslint/internal/edit"
	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/syntax"
	"github.com/buslint/buslint/internal/uses"
)

// A Package is a package whose calls are looked at.
type Package struct {
	Types    *types.Package
	Info     *types.Info
	Uses     *uses.Index
	Contexts *contexts.Finder
}

// NewPackage returns the package with these files. For keeps see [contexts.New].
func NewPackage(fset *token.FileSet, pkg *types.Package, info *types.Info, files []*ast.File, keeps func(*ast.CallExpr) bool) *Package {
	index := uses.New(inspector.New(files).Root(), info)
	return &Package{pkg, info, index, contexts.New(fset, pkg, info, index, keeps)}
}

// Of returns the package of the pass, whose analyzer must require what [contexts.Of] wants. For keeps see
// [contexts.New].
func Of(pass *analysis.Pass, keeps func(*ast.CallExpr) bool) *Package {
	return &Package{pass.Pkg, pass.TypesInfo, pass.ResultOf[uses.Analyzer].(*uses.Index), contexts.Of(pass, keeps)}
}

// Paired returns the functions and methods that a package declares and that have a twin by
// structure, by the position of their name, with the name of the twin.
func Paired(pkg *types.Package, info *types.Info) map[token.Pos]string {
	paired := map[token.Pos]string{}
	for id, obj := range info.Defs {
		fn, ok := obj.(*types.Func)
		if !ok {
			continue
		}
		if twin := structural(fn, operandOf(fn), pkg); twin != nil {
			paired[id.Pos()] = twin.Name()
		}
	}
	return paired
}

// A Call is a call of a function of a pair.
type Call struct {
	*Pair
	Node   ast.Expr         // the call, or the literal of a struct whose field is its context
	Cursor inspector.Cursor // at Node
	Fun    ast.Expr         // what is called, or the type of the literal

	// Aware says that the call passes a context: it is one of the twin.
	Aware bool
	// Stays says why the call should stay without a context where there is one; "" if there
	// is no reason.
	Stays string

	// Rename is the name that the twin has instead of Name; "" if only a context is added.
	Rename string
	Name   *ast.Ident
	// At is where the context is written, between Before and After. It is not valid if the
	// call can only be reported.
	At            token.Pos
	Before, After string

	member string // the method or field that takes the context, if it is not the twin
}

// Mended reports whether the call can pass a context if only the call changes.
func (c *Call) Mended() bool { return c.At.IsValid() }

// Edits returns the edits that make the call pass the context of an expression.
func (c *Call) Edits(ctx string) []analysis.TextEdit {
	edits := []analysis.TextEdit{edit.Insert(c.At, c.Before+ctx+c.After)}
	if c.Rename != "" {
		edits = append([]analysis.TextEdit{edit.Replace(c.Name, c.Rename)}, edits...)
	}
	return edits
}

// With returns how the call is written with the context that an expression stands for, for
// people: call db.QueryContext(ctx, …).
func (c *Call) With(ctx string) string {
	call, ok := c.Node.(*ast.CallExpr)
	if !ok {
		return "write " + types.ExprString(c.Fun) + "{" + c.Before + ctx + ", …}"
	}
	operand := ""
	if sel, ok := ast.Unparen(c.Fun).(*ast.SelectorExpr); ok {
		operand = types.ExprString(sel.X)
	}
	switch {
	case c.Rename == "" && c.At == call.End():
		return "call " + types.ExprString(c.Fun) + "(…)" + c.Before + ctx + c.After
	case c.Rename == "":
		return "call " + operand + c.Before + ctx + c.After + "." + c.Name.Name
	case operand != "":
		operand += "."
	}
	rest := c.After
	if len(call.Args) > 0 {
		rest += "…"
	}
	return "call " + operand + c.Rename + "(" + ctx + rest + ")"
}

// Calls returns the calls of functions of pairs in the package, in the order of the source
// in each file: those without a context, and those with one.
func (t *Table) Calls(p *Package) []*Call {
	f := t.finder(p)
	var all []*Call
	for cur := range p.Uses.Root().Preorder((*ast.CallExpr)(nil), (*ast.CompositeLit)(nil)) {
		var c *Call
		switch n := cur.Node().(type) {
		case *ast.CallExpr:
			c = f.call(n)
		case *ast.CompositeLit:
			c = f.literal(n)
		}
		if !f.place(c, cur) {
			continue
		}
		if !c.Aware {
			c.Stays = f.whyStays(c)
		}
		if c.Stays != alreadyHas {
			all = append(all, c)
		}
	}
	return all
}

// Fixed returns what cannot change whatever contexts there are, in the order of the source in
// each file: functions of pairs that are named and not called there, and calls of methods of
// interfaces that hide a twin. To find them takes longer than all else.
func (t *Table) Fixed(p *Package) []*Call {
	f := t.finder(p)
	var all []*Call
	for cur := range p.Uses.Root().Preorder((*ast.CallExpr)(nil), (*ast.SelectorExpr)(nil)) {
		var c *Call
		switch n := cur.Node().(type) {
		case *ast.SelectorExpr:
			c = f.value(n, cur)
		case *ast.CallExpr:
			if f.call(n) == nil {
				c = f.ofInterface(n)
			}
		}
		if f.place(c, cur) {
			all = append(all, c)
		}
	}
	return all
}

func (t *Table) finder(p *Package) *finder {
	return &finder{Table: t, Package: p, structures: map[callee]*types.Func{}, names: map[string]*Pair{}}
}

// place notes where c is, and reports whether it is one that counts.
func (f *finder) place(c *Call, cur inspector.Cursor) bool {
	if c == nil || f.Ignores(c.Pair) {
		return false
	}
	c.Node, c.Cursor = cur.Node().(ast.Expr), cur
	return true
}

// A finder finds the calls of one package.
type finder struct {
	*Table
	*Package
	structures map[callee]*types.Func
	names      map[string]*Pair
	graph      *Graph // of the package, see mentionedBy
	mentions   map[*types.Func]Reach
	dynamic    map[string][]inspector.Cursor // calls of methods of interfaces, by name
}

// A callee is a function as it is called. The operand is nil for one of a package.
type callee struct {
	fn      *types.Func
	operand types.Type
}

// pair returns the one Pair there is of a function and its twin.
func (f *finder) pair(pkg *types.Package, name, twin, from string, with *types.Func) *Pair {
	key := pkg.Path() + "." + name + " " + twin
	if f.names[key] == nil {
		f.names[key] = &Pair{Path: pkg.Path(), Name: name, Twin: twin, From: from, with: with}
	}
	return f.names[key]
}

// call returns what is known of a call; nil if its function has no twin and is none.
func (f *finder) call(call *ast.CallExpr) *Call {
	fn, c, operand := f.callee(call)
	if c == nil {
		return nil
	}
	if d := f.described(fn.Pkg(), func(d *Description) bool { return d.Name == nameOf(fn) }); d != nil {
		return f.asDescribed(c, call, fn, operand, d)
	}
	if typ := f.described(fn.Pkg(), func(d *Description) bool { return d.Chain != "" && strings.HasPrefix(nameOf(fn), d.Name+".") }); typ != nil {
		return f.inChain(c, call, fn, operand, typ)
	}
	if d := f.described(fn.Pkg(), func(d *Description) bool {
		return d.Twin != "" && nameOf(fn) == d.Name[:strings.LastIndexByte(d.Name, '.')+1]+d.Twin
	}); d != nil {
		c.Pair, c.Aware = f.pair(fn.Pkg(), d.Name, d.Twin, d.from(), fn), true
		return c
	}
	if twin := f.structural(fn, operand); twin != nil {
		c.Pair = f.pair(fn.Pkg(), nameOf(fn), twin.Name(), byStructure, twin)
		f.takeFirst(c, call, twin, nil)
		return c
	}
	if base := f.base(fn, operand); base != nil {
		c.Pair, c.Aware = f.pair(base.Pkg(), nameOf(base), fn.Name(), byStructure, fn), true
		return c
	}
	return nil
}

// callee returns the function that is called, with the type of the operand of a method, and the
// call, of which no more is known yet; nil if it cannot be one of a pair.
func (f *finder) callee(call *ast.CallExpr) (*types.Func, *Call, types.Type) {
	fn, ok := typeutil.Callee(f.Info, call).(*types.Func)
	if !ok || fn.Pkg() == nil {
		return nil, nil, nil
	}
	id, operand := f.named(call.Fun)
	if id == nil || syntax.Receivers(f.Info, call.Fun) > 0 || syntax.IsSpread(f.Info, call) {
		return nil, nil, nil
	}
	return fn, &Call{Fun: call.Fun, Name: id}, operand
}

// ofInterface returns what is known of the call of a method whose interface hides a twin; nil
// if it is none.
func (f *finder) ofInterface(call *ast.CallExpr) *Call {
	fn, c, _ := f.callee(call)
	if c == nil {
		return nil
	}
	twin := f.hidden(fn)
	if twin == nil {
		return nil
	}
	c.Pair = f.pair(fn.Pkg(), nameOf(fn), twin.Name(), byStructure, twin)
	c.Stays = "its interface hides the twin of " + nameOf(twin)
	return c
}

// hidden returns a twin that the method of an interface hides: of a type which implements the
// interface, and belongs to the package of what the method returns, as *sql.DB to that of
// *sql.Rows. It returns nil if there is none.
func (f *finder) hidden(method *types.Func) *types.Func {
	recv := method.Signature().Recv()
	if recv == nil || !types.IsInterface(recv.Type()) {
		return nil
	}
	key := callee{method, nil}
	twin, ok := f.structures[key]
	if ok {
		return twin
	}
	f.structures[key] = nil
	iface := recv.Type().Underlying().(*types.Interface)
	for result := range method.Signature().Results().Variables() {
		named, ok := gotypes.Deref(result.Type()).(*types.Named)
		if !ok || named.Obj().Pkg() == nil || named.Obj().Pkg() == f.Types {
			continue
		}
		for tn := range gotypes.Declared(named.Obj().Pkg()) {
			if !tn.Exported() || types.IsInterface(tn.Type()) || !types.Implements(types.NewPointer(tn.Type()), iface) {
				continue
			}
			if fn := gotypes.Method(tn.Type(), f.Types, method.Name()); fn != nil {
				if twin := structural(fn, types.NewPointer(tn.Type()), f.Types); twin != nil {
					f.structures[key] = twin
					return twin
				}
			}
		}
	}
	return nil
}

// value returns what is known of a function or method that is named and not called there; nil
// if it has no twin.
func (f *finder) value(sel *ast.SelectorExpr, cur inspector.Cursor) *Call {
	fn, ok := f.Info.Uses[sel.Sel].(*types.Func)
	if !ok || fn.Pkg() == nil || syntax.Operand(cur).ParentEdgeKind() == edge.CallExpr_Fun {
		return nil
	}
	id, operand := f.named(sel)
	twin := f.structural(fn, operand)
	if twin == nil {
		return nil
	}
	return &Call{Pair: f.pair(fn.Pkg(), nameOf(fn), twin.Name(), byStructure, twin), Fun: sel, Name: id, Stays: "it is a value, which is called elsewhere"}
}

// from says where the description comes from.
func (d *Description) from() string { return cmp.Or(d.Where, builtIn) }

// named returns the identifier in the expression that is called, and the type of the
// operand of a method; nil if it names none.
func (f *finder) named(fun ast.Expr) (*ast.Ident, types.Type) {
	if sel, ok := syntax.Bare(fun).(*ast.SelectorExpr); ok && f.Info.Selections[sel] != nil {
		return sel.Sel, f.Info.Selections[sel].Recv()
	}
	return syntax.Name(fun), nil
}

// takeFirst lets the call become one of the twin, with a context as its first argument, and
// more arguments behind that, if the twin can be named there.
func (f *finder) takeFirst(c *Call, call *ast.CallExpr, twin *types.Func, more []string) {
	c.Rename = twin.Name()
	for _, arg := range more {
		c.After += ", " + arg
	}
	at := call.Lparen + 1
	if len(call.Args) > 0 {
		at = call.Args[0].Pos()
		c.After += ", "
	}
	if syntax.WouldMean(f.Types, c.Fun, twin) {
		c.At = at
	}
}

// structural returns the twin of fn by structure.
func (f *finder) structural(fn *types.Func, operand types.Type) *types.Func {
	key := callee{fn, operand}
	twin, ok := f.structures[key]
	if !ok {
		twin = structural(fn, operand, f.Types)
		f.structures[key] = twin
	}
	return twin
}

// base returns the function of which fn is the twin by structure, or nil.
func (f *finder) base(fn *types.Func, operand types.Type) *types.Func {
	if params := fn.Signature().Params(); params.Len() == 0 || !gotypes.IsContext(params.At(0).Type()) {
		return nil
	}
	for _, ending := range endings {
		name, ok := strings.CutSuffix(fn.Name(), ending)
		if !ok || name == "" {
			continue
		}
		base, _ := sibling(fn, operand, f.Types, name).(*types.Func)
		if base != nil && f.structural(base, operand) == fn {
			return base
		}
	}
	return nil
}

// asDescribed returns the call of a function that is described itself.
func (f *finder) asDescribed(c *Call, call *ast.CallExpr, fn *types.Func, operand types.Type, d *Description) *Call {
	switch {
	case d.Instead != "":
		c.Pair = f.pair(fn.Pkg(), d.Name, d.Instead, d.from(), nil)
	case d.Twin != "":
		twin, _ := sibling(fn, operand, f.Types, d.Twin).(*types.Func)
		if twin == nil || gotypes.CtxParam(twin.Signature()) != 0 || !types.Identical(fn.Signature().Results(), twin.Signature().Results()) {
			return nil
		}
		c.Pair = f.pair(fn.Pkg(), d.Name, d.Twin, d.from(), twin)
		f.takeFirst(c, call, twin, d.Arguments)
	case d.Chain != "":
		chain := f.method(f.Info.TypeOf(call), d.Chain)
		if chain == nil || !types.Identical(chain.Results().At(0).Type(), f.Info.TypeOf(call)) {
			return nil
		}
		c.Pair = f.pair(fn.Pkg(), d.Name, d.Name+"()."+d.Chain, d.from(), nil)
		c.behind(call, d.Chain)
	default:
		return nil
	}
	return c
}

// behind lets the value of an expression take the context.
func (c *Call) behind(expr ast.Expr, chain string) {
	c.At, c.Before, c.After, c.member = expr.End(), "."+chain+"(", ")", chain
}

// method returns the signature of the method of t that takes nothing but a context; nil if
// there is none.
func (f *finder) method(t types.Type, name string) *types.Signature {
	if t == nil {
		return nil
	}
	fn := gotypes.Method(t, f.Types, name)
	if fn == nil || !takesContext(fn.Signature()) {
		return nil
	}
	return fn.Signature()
}

// inChain returns the call of a method of a type whose context is given by another method.
func (f *finder) inChain(c *Call, call *ast.CallExpr, fn *types.Func, operand types.Type, d *Description) *Call {
	chain := f.method(operand, d.Chain)
	sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	if chain == nil || !ok || slices.Contains(d.Except, fn.Name()) {
		return nil
	}
	c.Pair = f.pair(fn.Pkg(), d.Name, d.Chain+"(ctx)", d.from(), nil)
	if fn.Name() == d.Chain {
		c.Aware = true
		return c
	}
	with := chain.Results().At(0).Type()
	results := fn.Signature().Results()
	switch same := gotypes.Method(with, f.Types, fn.Name()); {
	case same != nil && types.Identical(same.Signature(), fn.Signature()):
		last := results.Len() - 1
		if last < 0 || !gotypes.IsError(results.At(last).Type()) && !types.Identical(results.At(last).Type(), with) ||
			types.Identical(gotypes.Deref(with), gotypes.Receiver(fn)) && !f.isOld(sel.X) {
			return nil
		}
		c.behind(sel.X, d.Chain)
	case results.Len() == 1 && types.Identical(results.At(0).Type(), with):
		if again := f.method(with, d.Chain); again == nil || !types.Identical(again.Results().At(0).Type(), with) {
			return nil
		}
		c.behind(call, d.Chain)
	default:
		return nil
	}
	return c
}

// isOld reports whether the expression is a field or package variable: it is older than the
// call, and has no context of it. What code makes or is given may have one.
func (f *finder) isOld(expr ast.Expr) bool {
	switch expr := ast.Unparen(expr).(type) {
	case *ast.Ident:
		v, ok := f.Info.Uses[expr].(*types.Var)
		return ok && v.Parent() == v.Pkg().Scope()
	case *ast.SelectorExpr:
		v, ok := f.Info.Uses[expr.Sel].(*types.Var)
		return ok && !v.Embedded()
	}
	return false
}

// literal returns what is known of a literal of a struct that has a field for its context;
// nil if there is none.
func (f *finder) literal(lit *ast.CompositeLit) *Call {
	named, ok := types.Unalias(f.Info.TypeOf(lit)).(*types.Named)
	if !ok || lit.Type == nil {
		return nil
	}
	obj := named.Obj()
	d := f.described(obj.Pkg(), func(d *Description) bool { return d.Field != "" && d.Name == obj.Name() })
	if d == nil {
		return nil
	}
	field, _, _ := types.LookupFieldOrMethod(named, true, f.Types, d.Field)
	if v, ok := field.(*types.Var); !ok || !v.IsField() || !gotypes.IsContext(v.Type()) {
		return nil
	}
	c := &Call{Fun: lit.Type, Pair: f.pair(obj.Pkg(), d.Name, d.Name+"{"+d.Field+": ctx}", d.from(), nil)}
	for _, elt := range lit.Elts {
		kv, ok := elt.(*ast.KeyValueExpr)
		if !ok {
			c.Aware = true // all fields are there
			return c
		}
		if key, ok := kv.Key.(*ast.Ident); ok && key.Name == d.Field {
			c.Aware = true
			return c
		}
	}
	c.At, c.Before, c.member = lit.Lbrace+1, d.Field+": ", d.Field
	if len(lit.Elts) > 0 {
		c.At, c.After = lit.Elts[0].Pos(), ", "
	}
	return c
}

// holder returns the variable that is given what the call or literal makes, as it is or
// after methods are called on it in turn; nil if there is none.
func (f *finder) holder(cur inspector.Cursor) (inspector.Cursor, *types.Var) {
	for {
		switch parent := cur.Parent(); cur.ParentEdgeKind() {
		case edge.ParenExpr_X:
			cur = parent
			continue
		case edge.UnaryExpr_X:
			if parent.Node().(*ast.UnaryExpr).Op == token.AND {
				cur = parent
				continue
			}
		case edge.SelectorExpr_X:
			if parent.ParentEdgeKind() == edge.CallExpr_Fun {
				cur = parent.Parent()
				continue
			}
		}
		break
	}
	target, _ := uses.Target(cur)
	id, ok := target.(*ast.Ident)
	if !ok {
		return cur, nil
	}
	v, _ := f.Info.ObjectOf(id).(*types.Var)
	return cur, v
}
