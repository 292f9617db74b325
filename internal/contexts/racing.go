package contexts

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/buslint/buslint/internal/syntax"
	"github.com/buslint/buslint/internal/uses"
)

// Races reports whether the variable v may be given another value while the code at cur reads
// it, in another goroutine.
func (f *Finder) Races(v *types.Var, cur inspector.Cursor) bool {
	return slices.ContainsFunc(f.uses.Of(v), func(use inspector.Cursor) bool {
		return uses.IsChange(use) && (f.runsBeside(cur, use, v) || f.runsBeside(use, cur, v))
	})
}

// runsBeside reports whether the code at cur is in a goroutine that may run while the code at
// other does, which is not in it: that comes behind the start of the goroutine, or in the next
// turn of a loop, and not behind the end of it. Both use the variable v.
func (f *Finder) runsBeside(cur, other inspector.Cursor, v *types.Var) bool {
	for lit := range cur.Enclosing((*ast.FuncLit)(nil)) {
		if syntax.Contains(lit.Node(), other.Node().Pos()) || syntax.Contains(lit.Node(), v.Pos()) {
			return false
		}
		for _, start := range f.starts(lit) {
			if sharesLoop(start, other, v) {
				return true
			}
			end := f.end(lit)
			if start.Node().Pos() < other.Node().Pos() && (end == lit || other.Node().Pos() < end.Node().Pos()) {
				return true
			}
		}
	}
	return false
}

// starts returns where the literal at lit is started as a goroutine: by go, or by the method Go
// of what waits for it.
func (f *Finder) starts(lit inspector.Cursor) []inspector.Cursor {
	var starts []inspector.Cursor
	add := func(fn inspector.Cursor) {
		switch call, ok := fn.Parent().Node().(*ast.CallExpr); {
		case !ok:
		case syntax.IsStarted(fn):
			starts = append(starts, fn.Parent().Parent())
		case fn.ParentEdgeKind() == edge.CallExpr_Args:
			if callee, ok := typeutil.Callee(f.info, call).(*types.Func); ok && waiting(callee) {
				starts = append(starts, fn.Parent())
			}
		}
	}
	add(lit)
	for _, use := range f.usesOfHolder(lit) {
		add(use)
	}
	return starts
}

// sharesLoop reports whether two places are in one loop, and the variable v outside of it.
func sharesLoop(a, b inspector.Cursor, v *types.Var) bool {
	for loop := range a.Enclosing((*ast.ForStmt)(nil), (*ast.RangeStmt)(nil)) {
		if syntax.Contains(loop.Node(), b.Node().Pos()) && !syntax.Contains(loop.Node(), v.Pos()) {
			return true
		}
	}
	return false
}
