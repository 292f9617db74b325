package contexts

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/module"
	"github.com/buslint/buslint/internal/syntax"
	"github.com/buslint/buslint/internal/uses"
)

// A Time is when a function runs, beside the function around it.
type Time int

const (
	// Meanwhile is before the function around it returns.
	Meanwhile Time = iota
	// After is perhaps when that has returned.
	After
	// Unknown is as the callee wants it that is given the function.
	Unknown
)

// When returns when the function value at cur is called: a literal, a variable that
// holds one, or a method value. A function that is kept, started by go or returned is
// called later, unless the function around waits for it.
func (f *Finder) When(cur inspector.Cursor) Time {
	kind, i := cur.ParentEdge()
	switch kind {
	case edge.ParenExpr_X:
		return f.When(cur.Parent())
	case edge.CallExpr_Fun:
		if syntax.IsStarted(cur) && f.end(cur) == cur {
			return After
		}
		return Meanwhile
	case edge.CallExpr_Args:
		return f.whenArg(cur, i)
	case edge.AssignStmt_Rhs, edge.ValueSpec_Values:
		if v := f.holder(cur); v != nil {
			return f.whenHeld(v)
		}
	case edge.BinaryExpr_X, edge.BinaryExpr_Y, edge.RangeStmt_X: // f != nil, and an iterator
		return Meanwhile
	case edge.KeyValueExpr_Value:
		return f.whenIn(cur.Parent().Parent())
	case edge.CompositeLit_Elts:
		return f.whenIn(cur.Parent())
	}
	return After
}

// whenIn returns when the functions are called that are elements of the literal at cur.
func (f *Finder) whenIn(cur inspector.Cursor) Time {
	if _, isStruct := f.info.TypeOf(cur.Node().(ast.Expr)).Underlying().(*types.Struct); isStruct {
		return After
	}
	if v := f.holder(cur); v != nil {
		return f.whenElements(v)
	}
	return f.whenElement(cur)
}

// holder returns the local variable of the same function that is given the value at cur, or
// nil.
func (f *Finder) holder(cur inspector.Cursor) *types.Var {
	id := uses.Holder(cur)
	if id == nil {
		return nil
	}
	v, ok := f.info.ObjectOf(id).(*types.Var)
	if !ok || v.Kind() != types.LocalVar {
		return nil
	}
	if def, ok := f.uses.Def(v); !ok || !syntax.SameFunction(def, cur) {
		return nil
	}
	return v
}

// whenHeld returns when the function in the variable v is called, the latest of its uses. Closures
// may call themselves and each other, so each variable is looked at once for a question:
// the first answer other than Meanwhile is that of the whole.
func (f *Finder) whenHeld(v *types.Var) Time {
	if f.held[v] {
		return Meanwhile
	}
	if len(f.held) == 0 {
		defer clear(f.held)
	}
	f.held[v] = true
	for _, use := range f.uses.Of(v) {
		if use.ParentEdgeKind() == edge.AssignStmt_Lhs {
			continue // it holds another one then
		}
		if when := f.When(use); when != Meanwhile {
			return when
		}
		// The use may be in a literal, which runs at its own time.
		for lit := range use.Enclosing((*ast.FuncLit)(nil)) {
			if v.Pos() >= lit.Node().Pos() {
				break
			}
			if when := f.When(lit); when != Meanwhile {
				return when
			}
		}
	}
	return Meanwhile
}

// whenArg returns when the callee calls the function that is its argument at the index.
func (f *Finder) whenArg(cur inspector.Cursor, i int) Time {
	call := cur.Parent().Node().(*ast.CallExpr)
	switch fun := f.info.Types[call.Fun]; {
	case fun.IsType(): // a conversion
		return f.When(cur.Parent())
	case fun.IsBuiltin(): // append
		return After
	}
	switch {
	case cur.Parent().ParentEdgeKind() == edge.GoStmt_Call || f.keeps(call):
		return After
	case cur.Parent().ParentEdgeKind() == edge.RangeStmt_X && gotypes.IsFunc(f.info.TypeOf(call)):
		return Meanwhile // an iterator calls it
	}
	fn, ok := typeutil.Callee(f.info, call).(*types.Func)
	if !ok {
		return f.whenValue(call.Fun, i)
	}
	fn, i = fn.Origin(), i-syntax.Receivers(f.info, call.Fun)
	sel, isSelector := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	switch {
	case isSelector && waiting(fn):
		// errgroup.Group.Go and the like, whose Wait waits for what it is given.
		if f.end(cur) == cur {
			return After
		}
		return Meanwhile
	case isSelector && fn.FullName() == "(*sync.Once).Do":
		// What is done once is done for all, not for whom it happens to be done first.
		if v := syntax.Variable(f.info, sel.X); v != nil && v.Kind() != types.LocalVar {
			return After
		}
		return Meanwhile
	case fn.Pkg() != nil && module.IsStandard(fn.Pkg().Path()):
		// What takes anything may keep it, as the maps of package sync do.
		if v := gotypes.Param(fn.Signature(), i); calledLater[fn.Pkg().Path()+"."+fn.Name()] || v == nil || !gotypes.IsFunc(v.Type()) {
			return After
		}
		return Meanwhile
	case fn.Pkg() == f.pkg:
		if when := f.WhenParam(fn, i); when != Unknown {
			return when
		}
	}
	if f.Callee != nil {
		return f.Callee(fn, i)
	}
	return Unknown
}

// calledLater are the functions of the standard library that call, or let others call,
// the functions that they are given when they have returned. The other ones have called
// them by then.
var calledLater = map[string]bool{
	"testing.Cleanup": true, "time.AfterFunc": true, "context.AfterFunc": true,
	"net/http.HandleFunc": true, "net/http.Handle": true, "net/http.RegisterOnShutdown": true,
	"sync.OnceFunc": true, "sync.OnceValue": true, "sync.OnceValues": true,
	"archive/zip.RegisterCompressor": true, "archive/zip.RegisterDecompressor": true, "crypto.RegisterHash": true,
	"runtime.SetFinalizer": true, "runtime.AddCleanup": true,
	"flag.Func": true, "flag.BoolFunc": true, "expvar.Publish": true, "reflect.MakeFunc": true,
	"iter.Pull": true, "iter.Pull2": true,
}

// waiting reports whether fn is a method Go of a type whose method Wait waits for what
// that started, as of errgroup.Group and sync.WaitGroup.
func waiting(fn *types.Func) bool {
	recv := fn.Signature().Recv()
	if recv == nil || fn.Name() != "Go" && fn.Name() != "TryGo" {
		return false
	}
	return gotypes.Method(recv.Type(), fn.Pkg(), "Wait") != nil
}

// waitOf returns the call of the method Wait of the variable v in the function that declares
// it. It reports false if there is none.
func (f *Finder) waitOf(v *types.Var) (inspector.Cursor, bool) {
	if v == nil || v.Kind() != types.LocalVar {
		return inspector.Cursor{}, false
	}
	def, ok := f.uses.Def(v)
	if !ok {
		return inspector.Cursor{}, false
	}
	for _, use := range f.uses.Of(v) {
		if isCallOf(use, "Wait") && syntax.SameFunction(use, def) {
			return use.Parent().Parent(), true
		}
	}
	return inspector.Cursor{}, false
}

// isCallOf reports whether the method of the variable at use is called.
func isCallOf(use inspector.Cursor, method string) bool {
	sel, ok := use.Parent().Node().(*ast.SelectorExpr)
	return ok && sel.Sel.Name == method && use.ParentEdgeKind() == edge.SelectorExpr_X &&
		use.Parent().ParentEdgeKind() == edge.CallExpr_Fun
}

// IsDeferred reports whether a defer statement runs the code at cur, where it stands or in a
// function that a variable holds.
func (f *Finder) IsDeferred(cur inspector.Cursor) bool { return f.isDeferred(cur, map[ast.Node]bool{}) }

func (f *Finder) isDeferred(cur inspector.Cursor, seen map[ast.Node]bool) bool {
	for around := range cur.Enclosing((*ast.DeferStmt)(nil), (*ast.FuncLit)(nil)) {
		if _, ok := around.Node().(*ast.DeferStmt); ok {
			return true
		}
		id := uses.Holder(around)
		if id == nil || seen[around.Node()] {
			continue
		}
		seen[around.Node()] = true
		if slices.ContainsFunc(f.uses.Of(f.info.ObjectOf(id)), func(use inspector.Cursor) bool { return f.isDeferred(use, seen) }) {
			return true
		}
	}
	return false
}

// waitFor returns the call by which the function around the literal at cur, which go starts,
// waits for it: the literal tells a sync.WaitGroup that it is done. It reports false if there
// is none.
func (f *Finder) waitFor(cur inspector.Cursor) (inspector.Cursor, bool) {
	lit, ok := cur.Node().(*ast.FuncLit)
	if !ok {
		return inspector.Cursor{}, false
	}
	for call := range cur.Preorder((*ast.CallExpr)(nil)) {
		sel, ok := ast.Unparen(call.Node().(*ast.CallExpr).Fun).(*ast.SelectorExpr)
		if !ok || sel.Sel.Name != "Done" {
			continue
		}
		if v := syntax.Variable(f.info, sel.X); v != nil && gotypes.IsNamed(gotypes.Deref(v.Type()), "sync", "WaitGroup") && v.Pos() < lit.Pos() {
			if wait, ok := f.waitOf(v); ok {
				return wait, true
			}
		}
	}
	return inspector.Cursor{}, false
}

// end returns where it is certain that the literal at cur has run, which is called while the
// function around it runs: where that waits for it, or where it stands.
func (f *Finder) end(cur inspector.Cursor) inspector.Cursor {
	if syntax.IsStarted(cur) {
		if wait, ok := f.waitFor(cur); ok {
			return wait
		}
	}
	if cur.ParentEdgeKind() == edge.CallExpr_Args {
		call := cur.Parent().Node().(*ast.CallExpr)
		fn, ok := typeutil.Callee(f.info, call).(*types.Func)
		if sel, isSelector := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && isSelector && waiting(fn) {
			if wait, ok := f.waitOf(syntax.Variable(f.info, sel.X)); ok {
				return wait
			}
		}
	}
	return cur
}

// WhenParam returns when fn, a function of this package, calls the function that it is
// given as its argument at the index: what its body does with the parameter decides.
func (f *Finder) WhenParam(fn *types.Func, i int) Time {
	decl := f.uses.Decl(fn)
	if decl == nil || decl.Body == nil {
		return Unknown
	}
	return f.whenGiven(fn.Signature(), i)
}

// whenValue returns when the function value fun calls the function that it is given as its
// argument at the index: it may be a literal, or a variable that holds one and nothing else.
func (f *Finder) whenValue(fun ast.Expr, i int) Time {
	if id, ok := ast.Unparen(fun).(*ast.Ident); ok {
		v, ok := f.info.Uses[id].(*types.Var)
		if !ok {
			return Unknown
		}
		value, ok := f.uses.Value(v)
		if !ok || !value.Valid() {
			return Unknown
		}
		fun = value.Node().(ast.Expr)
	}
	lit, ok := ast.Unparen(fun).(*ast.FuncLit)
	if !ok {
		return Unknown
	}
	return f.whenGiven(f.info.TypeOf(lit).(*types.Signature), i)
}

// whenGiven returns when the function of this package with the signature calls the one that
// it is given as its argument at the index.
func (f *Finder) whenGiven(sig *types.Signature, i int) Time {
	v := gotypes.Param(sig, i)
	if v == nil {
		return Unknown
	}
	return guarded(f.params, v, func() Time {
		if sig.Variadic() && i >= sig.Params().Len()-1 {
			return f.whenElements(v)
		}
		return f.whenHeld(v)
	})
}

// whenElements returns when the functions in the variadic parameter v are called.
func (f *Finder) whenElements(v *types.Var) Time {
	for _, use := range f.uses.Of(v) {
		if when := f.whenElement(use); when != Meanwhile {
			return when
		}
	}
	return Meanwhile
}

// whenElement returns when the elements of the variable at use are called there.
func (f *Finder) whenElement(use inspector.Cursor) Time {
	switch kind, i := use.ParentEdge(); kind {
	case edge.IndexExpr_X:
		return f.When(use.Parent())
	case edge.CallExpr_Args:
		call := use.Parent().Node().(*ast.CallExpr)
		if fun := f.info.Types[call.Fun]; fun.IsBuiltin() && f.info.TypeOf(call) == types.Typ[types.Int] { // len
			return Meanwhile
		}
		if call.Ellipsis.IsValid() {
			return f.whenArg(use, i)
		}
	case edge.RangeStmt_X:
		value, ok := use.Parent().Node().(*ast.RangeStmt).Value.(*ast.Ident)
		if !ok || value.Name == "_" {
			return Meanwhile
		}
		if elem, ok := f.info.Defs[value].(*types.Var); ok {
			return f.whenHeld(elem)
		}
	}
	return After
}

// startedByGo reports whether the function at fn is started by go somewhere in the
// package.
func (f *Finder) startedByGo(fn inspector.Cursor) bool {
	switch node := fn.Node().(type) {
	case *ast.FuncLit:
		if fn.ParentEdgeKind() == edge.CallExpr_Fun {
			return syntax.IsStarted(fn) && f.end(fn) == fn
		}
		if id := uses.Holder(fn); id != nil {
			return f.isStarted(f.info.ObjectOf(id))
		}
	case *ast.FuncDecl:
		return f.isStarted(f.info.Defs[node.Name])
	}
	return false
}

// isStarted reports whether a function is the one that a go statement starts.
func (f *Finder) isStarted(fn types.Object) bool {
	return slices.ContainsFunc(f.uses.Of(fn), func(use inspector.Cursor) bool { return syntax.IsStarted(uses.Selection(use)) })
}
