package ctxthread

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/syntax"
)

// A mock made by mockery reports the arguments of each call to testify's Mock, and tests name
// the method to say what they expect of it. If the method gains a context, that becomes the
// first of the arguments, and tests expect anything there.

// A testify is such a method.
type testify struct {
	*editor
	fn   *function
	name string         // of the method
	mock *types.Named   // the type that has it
	pkg  *types.Package // of testify's type Mock
	ok   bool           // all was understood so far
}

// testify changes what goes with fn, which gains a context, if it is the method of such a
// mock. It reports false if it does not see how.
func (e *editor) testify(fn *function) bool {
	if !ast.IsGenerated(fn.file.syntax) {
		return true
	}
	recv, _ := gotypes.Deref(fn.sig.Recv().Type()).(*types.Named)
	called, _, _ := types.LookupFieldOrMethod(fn.sig.Recv().Type(), true, fn.file.pkg.Types, "Called")
	if recv == nil || called == nil || called.Pkg().Name() != "mock" {
		return true
	}
	t := &testify{editor: e, fn: fn, name: fn.ident().Name, mock: recv, pkg: called.Pkg(), ok: e.names[fn] != "_"}
	t.body()
	t.expected()
	t.expectations()
	return t.ok
}

// body makes the method pass its context to testify.
func (t *testify) body() {
	info, f := t.fn.file.info, t.fn.file
	name := t.names[t.fn]
	passed := false
	asserted := map[types.Object]bool{} // functions that stand for the method
	for n := range ast.Preorder(t.fn.body()) {
		switch n := n.(type) {
		case *ast.AssignStmt:
			assert, ok := ast.Unparen(n.Rhs[0]).(*ast.TypeAssertExpr)
			if id, isName := n.Lhs[0].(*ast.Ident); ok && isName && t.takes(info, assert.Type) {
				t.insertParam(f, assert.Type.(*ast.FuncType), "")
				asserted[info.Defs[id]] = true
			}
		case *ast.CallExpr:
			switch fun := ast.Unparen(n.Fun).(type) {
			case *ast.SelectorExpr:
				if fun.Sel.Name == "Called" {
					passed = t.pass(n, name)
				}
			case *ast.Ident:
				if asserted[info.Uses[fun]] {
					t.insertArg(f, n, 0, name)
				}
			}
		}
	}
	t.ok = t.ok && passed
}

// takes reports whether typ is a function type with the parameters of the method.
func (t *testify) takes(info *types.Info, typ ast.Expr) bool {
	if _, ok := typ.(*ast.FuncType); !ok {
		return false
	}
	sig, ok := info.TypeOf(typ).(*types.Signature)
	return ok && types.Identical(sig.Params(), t.fn.sig.Params())
}

// pass adds name to the arguments of a call of Called. It reports false if it does not see
// where.
func (t *testify) pass(call *ast.CallExpr, name string) bool {
	f := t.fn.file
	if !call.Ellipsis.IsValid() {
		t.insertArg(f, call, 0, name)
		return true
	}
	all, ok := call.Args[0].(*ast.Ident)
	if !ok {
		return false
	}
	// They are gathered in a variable, which is empty at first.
	for gather := range syntax.All[*ast.CallExpr](t.fn.body()) {
		if len(gather.Args) < 2 {
			continue
		}
		if id, ok := gather.Args[0].(*ast.Ident); !ok || f.info.Uses[id] != f.info.Uses[all] {
			continue
		}
		if gather.Ellipsis.IsValid() {
			t.insert(f, gather.Args[0].Pos(), "append(", rankPrefix)
			t.insert(f, gather.Args[0].End(), ", "+name+")", rankSuffix)
		} else {
			t.insertArg(f, gather, 1, name)
		}
		return true
	}
	t.prepend(f, call, name)
	return true
}

// insertParam gives a function type a context first. If its parameters have names, that of
// the context is name, or blank.
func (e *editor) insertParam(f *file, typ *ast.FuncType, name string) {
	text := e.context(f, typ.Params.Opening+1, "Context")
	if list := typ.Params.List; len(list) > 0 && len(list[0].Names) > 0 {
		text = cmp.Or(name, "_") + " " + text
	}
	e.insertFirst(f, typ.Params, text)
}

// expected changes the method of the same name by which tests say what they expect, if there
// is one, and those of what it returns.
func (t *testify) expected() {
	if t.fn.expecter() == nil {
		return
	}
	recorder := t.expectation(t.fn)
	if recorder == nil {
		t.ok = false
		return
	}
	name := t.addAnything(recorder)
	on := false
	for call := range syntax.All[*ast.CallExpr](recorder.body()) {
		if on = t.isNamed(call, 0) && t.record(recorder.file, call, name); on {
			break
		}
	}
	t.ok = t.ok && on
	for _, method := range []string{"Run", "RunAndReturn"} {
		if run := t.method(t.fn, recorder.expected(), method); run != nil {
			t.runner(run)
		}
	}
	for _, call := range recorder.calls {
		t.insertArg(call.file, call.call, 0, t.anything(call.file, call.call.Pos()))
		t.chain(call.file, call.cur)
	}
}

// method returns the method of t, as the package of fn sees it, that is declared with a body in
// a file that can change; nil if it is not.
func (e *editor) method(fn *function, t types.Type, name string) *function {
	method := gotypes.Method(t, fn.file.pkg.Types, name)
	if method == nil {
		return nil
	}
	found := e.functions[method.Pos()]
	if found == nil || found.kind != declared || found.body() == nil || found.file.fixed != "" {
		return nil
	}
	return found
}

// isNamed reports whether the argument of the call at the index is the method's name.
func (t *testify) isNamed(call *ast.CallExpr, i int) bool {
	if i >= len(call.Args) {
		return false
	}
	lit, ok := call.Args[i].(*ast.BasicLit)
	return ok && lit.Value == strconv.Quote(t.name)
}

// record adds name to the arguments of a call of On, behind the name of the method.
func (t *testify) record(f *file, call *ast.CallExpr, name string) bool {
	if !call.Ellipsis.IsValid() {
		t.insertArg(f, call, 1, name)
		return true
	}
	gather, ok := call.Args[1].(*ast.CallExpr)
	if !ok || len(gather.Args) == 0 {
		return false
	}
	lit, ok := gather.Args[0].(*ast.CompositeLit)
	if !ok {
		return false
	}
	t.insertElement(f, lit, name)
	return true
}

// runner gives the function that Run or RunAndReturn is given a context.
func (t *testify) runner(run *function) {
	decl := run.decl.(*ast.FuncDecl)
	info, f := run.file.info, run.file
	param := onlyName(decl.Type.Params)
	if param == nil || !t.takes(info, decl.Type.Params.List[0].Type) {
		t.ok = false
		return
	}
	t.insertParam(f, decl.Type.Params.List[0].Type.(*ast.FuncType), "ctx")
	for lit := range syntax.All[*ast.FuncLit](decl.Body) {
		t.shift(f, lit)
	}
	for call := range syntax.All[*ast.CallExpr](decl.Body) {
		id, ok := call.Fun.(*ast.Ident)
		if !ok || info.Uses[id] != info.Defs[param] {
			continue
		}
		var args *ast.Ident // of the function around the call, which testify calls with them
		for lit := range syntax.All[*ast.FuncLit](decl.Body) {
			if syntax.Contains(lit, call.Pos()) {
				args = onlyName(lit.Type.Params)
			}
		}
		if args == nil {
			t.ok = false
			return
		}
		t.insertArg(f, call, 0, args.Name+"[0].("+t.context(f, call.Pos(), "Context")+")")
	}
}

// onlyName returns the name of the one parameter that there is; nil if there is none, or several.
func onlyName(params *ast.FieldList) *ast.Ident {
	if len(params.List) != 1 || len(params.List[0].Names) != 1 {
		return nil
	}
	return params.List[0].Names[0]
}

// getters are the methods of testify's Arguments that return one of them by its index.
var getters = []string{"Get", "Int", "String", "Bool", "Error"}

// shift adds one to the indexes of arguments in a function that testify calls with the
// arguments of the method.
func (t *testify) shift(f *file, lit *ast.FuncLit) {
	info := f.info
	param := onlyName(lit.Type.Params)
	if param == nil {
		return
	}
	args := info.Defs[param]
	if named, ok := types.Unalias(info.TypeOf(lit.Type.Params.List[0].Type)).(*types.Named); !ok || named.Obj().Name() != "Arguments" {
		return
	}
	isArgs := func(e ast.Expr) bool {
		id, ok := e.(*ast.Ident)
		return ok && info.Uses[id] == args
	}
	further := func(e ast.Expr) { t.ok = t.further(f, e) && t.ok }
	for n := range ast.Preorder(lit.Body) {
		switch n := n.(type) {
		case *ast.IndexExpr:
			if isArgs(n.X) {
				further(n.Index)
			}
		case *ast.SliceExpr:
			if isArgs(n.X) && n.Low != nil {
				further(n.Low)
			}
		case *ast.BinaryExpr:
			if call, ok := n.X.(*ast.CallExpr); ok && len(call.Args) == 1 && isArgs(call.Args[0]) {
				further(n.Y)
			}
		case *ast.CallExpr:
			sel, ok := n.Fun.(*ast.SelectorExpr)
			if ok && isArgs(sel.X) && len(n.Args) == 1 && slices.Contains(getters, sel.Sel.Name) {
				further(n.Args[0])
			}
		}
	}
}

// expectations changes the calls that name the method to testify.
func (t *testify) expectations() {
	for _, u := range t.units {
		info := u.info
		for cur := range u.root.Preorder((*ast.CallExpr)(nil)) {
			call := cur.Node().(*ast.CallExpr)
			sel, ok := call.Fun.(*ast.SelectorExpr)
			if !ok {
				continue
			}
			named := -1
			switch sel.Sel.Name {
			case "On", "MethodCalled":
				named = 0
			case "AssertCalled", "AssertNotCalled", "IsMethodCallable":
				named = 1
			}
			if named < 0 || !t.isNamed(call, named) {
				continue
			}
			if recv, ok := gotypes.Deref(info.TypeOf(sel.X)).(*types.Named); !ok || recv.Obj().Pos() != t.mock.Obj().Pos() {
				continue
			}
			f := u.fileAt(call.Pos())
			if f.fixed != "" || call.Ellipsis.IsValid() {
				t.ok = false
				continue
			}
			t.insertArg(f, call, named+1, t.anything(f, call.Pos()))
			t.chain(f, cur)
		}
	}
}

// anything returns how f writes what matches all arguments.
func (t *testify) anything(f *file, pos token.Pos) string {
	return t.importName(f, pos, t.pkg.Path(), t.pkg.Name()) + ".Anything"
}

// chain changes what is called on the result of the call at cur: functions that are run or
// return values in place of the method take a context, too.
func (t *testify) chain(f *file, cur inspector.Cursor) {
	for name, call := range chained(cur) {
		for _, arg := range call.Args {
			if !gotypes.IsFunc(f.info.TypeOf(arg)) {
				continue
			}
			lit, ok := ast.Unparen(arg).(*ast.FuncLit)
			switch {
			case !ok:
				t.ok = false
			case t.takes(f.info, lit.Type):
				t.insertParam(f, lit.Type, "")
			case name == "Run":
				t.shift(f, lit)
			}
		}
	}
}
