package busmodel

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"regexp"
	"slices"

	"golang.org/x/tools/go/types/typeutil"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/module"
	"github.com/buslint/buslint/internal/syntax"
)

// DoesMore reports whether the function, which is declared or a literal, does more than the calls that are known, what makes their arguments,
// and to say so in a log: it changes what others see, or calls what may do something.
func (b *builder) DoesMore(fn ast.Node, known func(*ast.CallExpr) bool) bool {
	typ, body := syntax.FuncParts(fn)
	said := token.NoPos // the end of what is written to a log
	for n := range ast.Preorder(body) {
		does := false
		switch n := n.(type) {
		case *ast.AssignStmt:
			does = n.Tok != token.DEFINE && slices.ContainsFunc(n.Lhs, func(lhs ast.Expr) bool { return !b.isOwnPart(lhs, typ, body) })
		case *ast.IncDecStmt:
			does = !b.isOwnPart(n.X, typ, body)
		case *ast.SendStmt:
			does = true
		case *ast.RangeStmt:
			does = isChannel(b.pass.TypesInfo.TypeOf(n.X))
		case *ast.CallExpr:
			if b.Logs(n) {
				said = max(said, n.End())
			}
			does = !known(n) && b.mayDo(n) && !b.isSetting(n, typ, body) && !(n.End() < said && b.isOfLibrary(n)) // as zap.Any("event", e)
		}
		if does {
			return true
		}
	}
	return false
}

// isOwnPart reports whether what is assigned is a variable that the function declares, a parameter, as for a default, or
// a part of what it has made.
func (b *builder) isOwnPart(expr ast.Expr, typ *ast.FuncType, body *ast.BlockStmt) bool {
	for part := false; ; part = true {
		switch e := ast.Unparen(expr).(type) {
		case *ast.IndexExpr:
			expr = e.X
		case *ast.SelectorExpr:
			expr = e.X
		case *ast.Ident:
			v, ok := b.pass.TypesInfo.ObjectOf(e).(*types.Var)
			return e.Name == "_" || ok && (syntax.Contains(typ, v.Pos()) || syntax.Contains(body, v.Pos())) && (!part || b.isMade(v))
		default:
			return false
		}
	}
}

// isOfLibrary reports whether a call is one of a function of another module.
func (b *builder) isOfLibrary(call *ast.CallExpr) bool {
	fn, ok := typeutil.Callee(b.pass.TypesInfo, call).(*types.Func)
	return ok && fn.Pkg() != nil && !b.own(fn.Pkg())
}

// isSetting reports whether a call only sets a part of what the function has made: event.SetData(data).
func (b *builder) isSetting(call *ast.CallExpr, typ *ast.FuncType, body *ast.BlockStmt) bool {
	method, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr)
	return ok && sets.MatchString(method.Sel.Name) && b.isOwnPart(method, typ, body)
}

// isMade reports whether the variable holds what only its function has: a struct, or what is made there.
func (b *builder) isMade(v *types.Var) bool {
	if _, ok := v.Type().Underlying().(*types.Struct); ok {
		return true
	}
	value, ok := b.uses.Value(v)
	if !ok || !value.Valid() {
		return false
	}
	expr := ast.Unparen(value.Node().(ast.Expr))
	if call, ok := expr.(*ast.CallExpr); ok {
		name := syntax.Name(call.Fun)
		return name != nil && makes.MatchString(name.Name) && !gets.MatchString(name.Name)
	}
	return literal(expr) != nil
}

// mayDo reports whether a call may do something that others see: it is none of the standard library, apart from
// that for networks and the like, and neither logs nor makes or returns something by its name.
func (b *builder) mayDo(call *ast.CallExpr) bool {
	if b.pass.TypesInfo.Types[call.Fun].IsType() {
		return false
	}
	name := syntax.Name(call.Fun)
	if name == nil {
		_, isLit := ast.Unparen(call.Fun).(*ast.FuncLit)
		return !isLit
	}
	fn, ok := typeutil.Callee(b.pass.TypesInfo, call).(*types.Func)
	if !ok {
		isBuiltin := b.pass.TypesInfo.Types[call.Fun].IsBuiltin()
		return !isBuiltin && !makes.MatchString(name.Name) || isBuiltin && (name.Name == "delete" || name.Name == "close") // as a field for the clock
	}
	return fn.Pkg() != nil && !b.Logs(call) && b.does(fn.Origin())
}

// does reports whether a function may do something that others see, by its name, its package, or its body.
func (b *builder) does(fn *types.Func) bool {
	switch {
	case makes.MatchString(fn.Name()), isOfPlain(fn):
		return false
	case module.IsStandard(fn.Pkg().Path()):
		return reaches.MatchString(fn.Pkg().Path()) || keeps.MatchString(fn.FullName())
	}
	return !b.onlyMakes(fn)
}

// isOfPlain reports whether a function only asks a plain value for something, such as an ID that is an array for its time.
func isOfPlain(fn *types.Func) bool {
	sig := fn.Signature()
	if sig.Recv() == nil || sig.Params().Len() > 0 || sig.Results().Len() == 0 {
		return false
	}
	switch sig.Recv().Type().Underlying().(type) {
	case *types.Basic, *types.Array:
		return true
	}
	return false
}

// onlyMakes reports whether the body of a function of the module says that it does no more than to make what it returns.
func (b *builder) onlyMakes(fn *types.Func) bool {
	makes, known := b.makers[fn]
	if !known {
		b.makers[fn] = false // what calls itself may do anything
		if decl := b.uses.Decl(fn); decl != nil {
			makes = decl.Body != nil && fn.Signature().Results().Len() > 0 && !b.DoesMore(decl, func(*ast.CallExpr) bool { return false })
		} else if fn.Signature().Recv() == nil && b.own(fn.Pkg()) {
			decl := b.declOf(fn)
			makes = decl != nil && isMadeElsewhere(Returned(decl), fn.Pkg())
		}
		b.makers[fn] = makes
	}
	return makes
}

// isMadeElsewhere reports whether all that the expression, which is of the package, calls is a type, or makes something by
// its name.
func isMadeElsewhere(expr ast.Expr, pkg *types.Package) bool {
	if expr == nil {
		return false
	}
	for call := range syntax.All[*ast.CallExpr](expr) {
		name := syntax.Name(call.Fun)
		if name == nil {
			return false
		}
		_, isType := cmp.Or(pkg.Scope().Lookup(name.Name), types.Universe.Lookup(name.Name)).(*types.TypeName)
		if !isType && !makes.MatchString(name.Name) {
			return false
		}
	}
	return true
}

// Logs reports whether a call writes to a log, or counts, by the name of what it calls, or of a part of the chain that it
// ends: log.Debug().Str("id", id), sent.WithLabelValues(id).Inc() of a CounterVec.
func (b *builder) Logs(call *ast.CallExpr) bool {
	name := syntax.Name(call.Fun)
	if name != nil && logs.MatchString(name.Name) {
		return true
	}
	for sel := range syntax.Chain(call.Fun) {
		t, ok := gotypes.Deref(b.pass.TypesInfo.TypeOf(sel.X)).(*types.Named)
		if levels.MatchString(sel.Sel.Name) || ok && counters.MatchString(t.Obj().Name()) {
			return true
		}
	}
	return false
}

// makes matches the names of functions that make or return something, and do nothing.
var makes = regexp.MustCompile(`^(?i:new|make|build|get|is|has|to|as|with|from|must|string|id|name|now|marshal|encode|format|sprint|sprintf|len|type|wrap|wrapf|errorf)([A-Z_]|$)|From(Ctx|Context)$`)

// gets matches the names of functions that return what others have, too.
var gets = regexp.MustCompile(`^(?i:get)([A-Z_]|$)`)

// sets matches the names of methods that set a part of what has them.
var sets = regexp.MustCompile(`^Set([A-Z_]|$)`)

// reaches matches the packages of the standard library by which a program reaches out.
var reaches = regexp.MustCompile(`^(net|os|io|database|syscall)(/|$)`)

// keeps matches the methods of a map of the standard library that change it.
var keeps = regexp.MustCompile(`^\(\*sync\.Map\)\.([^LR]|LoadAnd|LoadOr)`)

// levels matches the names of functions that begin a chain which writes to a log.
var levels = regexp.MustCompile(`^(Trace|Debug|Info|Warn|Warning|Error)$`)

// counters matches the names of types that count what happens.
var counters = regexp.MustCompile(`^(Counter|Gauge|Histogram|Summary)(Vec)?$`)

// logs matches the names of functions that write to a log.
var logs = regexp.MustCompile(`^(Log|Trace|Debug|Info|Warn|Warning|Error|Print)(f|ln|w|Ctx|Context)?$`)
