package ctxthread

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/syntax"
)

// starving returns the optional uses whose context would be a parameter to which nobody passes
// one that comes from somewhere. No function has to gain a context for these.
func (t *threading) starving() []ast.Node {
	fed := map[*family]bool{}
	for _, fn := range t.ordered {
		// What is registered, or implements a method of a bus, is called with a context.
		if c := fn.family.gains; c != nil && c.point == nil {
			fed[fn.family] = true
		}
	}
	for changed := true; changed; {
		changed = false
		for _, pt := range t.points {
			if pt.callee == nil || fed[pt.callee.family] || !t.feeds(pt, fed) {
				continue
			}
			fed[pt.callee.family], changed = true, true
		}
	}
	var starving []ast.Node
	for _, pt := range t.points {
		optional := pt.isOptional() || pt.todo != nil && pt.todo.Optional
		if src := t.source(pt); optional && src.param != nil && !fed[src.param.family] && !t.weak[pt.cur.Node()] {
			starving = append(starving, pt.cur.Node())
		}
	}
	return starving
}

// feeds reports whether the context at pt comes from somewhere. Those of tests do not count,
// nor does what a package variable holds: that is there for all requests.
func (t *threading) feeds(pt *point, fed map[*family]bool) bool {
	src := t.source(pt)
	switch {
	case pt.file.test, pt.fillsGlobal():
		return false
	case src.param != nil:
		return fed[src.param.family]
	case src.end != "":
		return t.FromMain && src.outermost != nil && src.outermost.isStart()
	}
	return src.wants == nil && !t.isFromNowhere(pt, src.expr, map[*types.Var]bool{})
}

// isFromNowhere reports whether expr at pt is a parameter to which callers pass nothing but
// context.TODO, as an earlier migration leaves it.
func (t *threading) isFromNowhere(pt *point, expr string, seen map[*types.Var]bool) bool {
	v, ok := t.variableAt(pt, expr).(*types.Var)
	if !ok || v.Kind() != types.ParamVar {
		return false
	}
	if seen[v] {
		return true
	}
	seen[v] = true
	calls := 0
	for call, arg := range t.given(pt, v) {
		if call.file.test {
			continue
		}
		calls++
		if !t.isNowhere(call, arg, seen) {
			return false
		}
	}
	return calls > 0
}

// isNowhere reports whether arg, an argument of the call at pt, is a context from nowhere.
func (t *threading) isNowhere(pt *point, arg ast.Expr, seen map[*types.Var]bool) bool {
	switch arg := ast.Unparen(arg).(type) {
	case *ast.Ident:
		return t.isFromNowhere(pt, arg.Name, seen)
	case *ast.CallExpr:
		switch fn := typeutil.StaticCallee(pt.file.info, arg); {
		case fn == nil:
		case fn.FullName() == "context.TODO":
			return true
		case fn.FullName() == "context.WithoutCancel":
			return t.isNowhere(pt, arg.Args[0], seen)
		}
	}
	return false
}

// fillsGlobal reports whether what the call at pt makes is put into a package variable, and is
// more than data.
func (pt *point) fillsGlobal() bool {
	assign, ok := pt.cur.Parent().Node().(*ast.AssignStmt)
	if !ok || pt.cur.ParentEdgeKind() != edge.AssignStmt_Rhs {
		return false
	}
	return slices.ContainsFunc(assign.Lhs, func(lhs ast.Expr) bool {
		v := syntax.Holder(pt.file.info, lhs)
		return isGlobal(v) && gotypes.MayHold(v.Type(), nil)
	})
}
