package ctxthread

import (
	"go/ast"
	"go/token"
	"go/types"
	"iter"
	"slices"
	"strconv"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/syntax"
)

// whyMock is why a mock that is not understood does not change.
const whyMock = "it is a mock that must be regenerated"

// A mock made by gomock knows how many arguments its methods have. If one gains a context, it
// passes that to the controller, and its recorder takes one more argument, which matches any
// context. So do functions that tests have it run instead, which mockgen -typed gives their type.

// mock changes what goes with fn, which gains a context, if it is the method of such a
// mock.
func (e *editor) mock(fn *function) {
	if fn.kind != declared || fn.sig.Recv() == nil || fn.body() == nil {
		return
	}
	if !e.testify(fn) {
		e.stuck[fn] = whyMock
		return
	}
	e.fake(fn)
	recorder := e.recorder(fn)
	if recorder == nil {
		return
	}
	result := gomockCall(recorder.expected()).Obj().Pkg()
	e.typed(recorder)
	understood := e.names[fn] != "_" && len(recorder.out) == 0 && e.passOn(fn, e.names[fn]) && e.passOn(recorder, e.addAnything(recorder))
	for _, call := range recorder.calls {
		e.insertArg(call.file, call.call, 0, e.importName(call.file, call.call.Pos(), result.Path(), result.Name())+".Any()")
		understood = understood && e.act(call)
	}
	if !understood {
		e.stuck[fn] = whyMock
	}
}

// act changes what a test says that happens at the call which it expects at pt: functions that are
// run take a context, and arguments are one further. It reports false if it does not see how.
func (e *editor) act(pt *point) bool {
	f := pt.file
	for action, call := range chained(pt.cur) {
		switch action {
		case "Do", "DoAndReturn":
			lit, ok := ast.Unparen(call.Args[0]).(*ast.FuncLit)
			if !ok {
				return false
			}
			e.insertParam(f, lit.Type, "")
		case "SetArg":
			if !e.further(f, call.Args[0]) {
				return false
			}
		}
	}
	return true
}

// chained yields the calls of methods on the result of the call at cur, one after the other, with
// their names.
func chained(cur inspector.Cursor) iter.Seq2[string, *ast.CallExpr] {
	return func(yield func(string, *ast.CallExpr) bool) {
		for cur.ParentEdgeKind() == edge.SelectorExpr_X && cur.Parent().ParentEdgeKind() == edge.CallExpr_Fun {
			name := cur.Parent().Node().(*ast.SelectorExpr).Sel.Name
			cur = cur.Parent().Parent()
			if !yield(name, cur.Node().(*ast.CallExpr)) {
				return
			}
		}
	}
}

// further adds one to the number that stands at expr. It reports false if that is none.
func (e *editor) further(f *file, expr ast.Expr) bool {
	number, ok := expr.(*ast.BasicLit)
	if !ok {
		return false
	}
	n, err := strconv.Atoi(number.Value)
	e.replace(f, number.Pos(), number.End(), strconv.Itoa(n+1))
	return err == nil
}

// recorder returns the method by which tests say what they expect of fn, the method of a
// mock; nil if it is none.
func (e *editor) recorder(fn *function) *function {
	recorder := e.expectation(fn)
	if recorder == nil || gomockCall(recorder.expected()) == nil {
		return nil
	}
	return recorder
}

// expectation returns the method of the same name as fn, the method of a mock, by which tests say what they expect;
// nil if there is none, or it does not return one thing.
func (e *editor) expectation(fn *function) *function {
	expecter := fn.expecter()
	if expecter == nil {
		return nil
	}
	method := e.method(fn, expecter, fn.ident().Name)
	if method == nil || method.sig.Results().Len() != 1 {
		return nil
	}
	return method
}

// expected returns the type of what a recorder returns.
func (fn *function) expected() types.Type { return fn.sig.Results().At(0).Type() }

// gomockCall returns the type of gomock that a recorder returns, or that the one embeds which it
// returns, if it is typed; nil if there is none.
func gomockCall(t types.Type) *types.Named {
	named, ok := gotypes.Deref(t).(*types.Named)
	if !ok || named.Obj().Name() == "Call" {
		return named
	}
	obj, _, _ := types.LookupFieldOrMethod(named, true, named.Obj().Pkg(), "Call")
	if field, ok := obj.(*types.Var); ok && field.Embedded() && gotypes.Method(field.Type(), nil, "DoAndReturn") != nil {
		return gotypes.Deref(field.Type()).(*types.Named)
	}
	return nil
}

// typed gives the functions that the methods of what a typed recorder returns take a context.
func (e *editor) typed(recorder *function) {
	for _, name := range []string{"Do", "DoAndReturn"} {
		if run := e.method(recorder, recorder.expected(), name); run != nil && len(run.typ.Params.List) == 1 {
			if typ, ok := run.typ.Params.List[0].Type.(*ast.FuncType); ok {
				e.insertParam(run.file, typ, "")
			}
		}
	}
}

// expecter returns the type that the method EXPECT returns beside the method fn of a mock:
// tests call its methods to say what they expect. It returns nil if there is none.
func (fn *function) expecter() types.Type {
	expect := gotypes.Method(fn.sig.Recv().Type(), fn.file.pkg.Types, "EXPECT")
	if expect == nil || expect.Signature().Results().Len() != 1 {
		return nil
	}
	return expect.Signature().Results().At(0).Type()
}

// addAnything gives the method of an expecter one more parameter, the first, which takes
// anything. It returns its name.
func (e *editor) addAnything(recorder *function) string {
	name := e.nameFor(recorder, nil)
	e.insertFirst(recorder.file, recorder.typ.Params, name+" "+recorder.file.any())
	return name
}

// prepend adds name before the last argument of the call, which is spread:
// append([]any{ctx}, args...)...
func (e *editor) prepend(f *file, call *ast.CallExpr, name string) {
	e.insert(f, call.Args[len(call.Args)-1].Pos(), "append([]"+f.any()+"{"+name+"}, ", rankPrefix)
	e.insert(f, call.Ellipsis+token.Pos(len("...")), ")...", rankSuffix)
}

// insertElement adds the first element to a composite literal, on a line of its own if the
// others have one.
func (e *editor) insertElement(f *file, lit *ast.CompositeLit, text string) {
	switch {
	case len(lit.Elts) == 0:
	case e.line(lit.Elts[0].Pos()) > e.line(lit.Lbrace):
		text = "\n" + e.indentOf(lit.Elts[0]) + text + ","
	default:
		text += ", "
	}
	e.insert(f, lit.Lbrace+1, text, rankArg)
}

// passOn makes a method of a mock or recorder pass the variable name to the controller, as the
// first of the arguments. It reports false if it does not see how.
func (e *editor) passOn(fn *function, name string) bool {
	method := strconv.Quote(fn.ident().Name)
	var variadic *ast.CallExpr
	for call := range syntax.All[*ast.CallExpr](fn.body()) {
		i := slices.IndexFunc(call.Args, func(arg ast.Expr) bool {
			lit, ok := arg.(*ast.BasicLit)
			return ok && lit.Value == method
		})
		if i < 0 {
			continue
		}
		if call.Ellipsis.IsValid() {
			variadic = call
			continue
		}
		if i+1 < len(call.Args) {
			if _, ok := call.Args[i+1].(*ast.CallExpr); ok {
				i++ // the type of the method
			}
		}
		e.insert(fn.file, call.Args[i].End(), ", "+name, rankSuffix)
		return true
	}
	// What a variadic method has is gathered first.
	for lit := range syntax.All[*ast.CompositeLit](fn.body()) {
		e.insertElement(fn.file, lit, name)
		return true
	}
	if variadic != nil {
		e.prepend(fn.file, variadic, name)
	}
	return variadic != nil
}

// any returns how the file writes the type of everything.
func (f *file) any() string {
	if f.atLeast("go1.18") {
		return "any"
	}
	return "interface{}"
}
