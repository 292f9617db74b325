package twins

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/buslint/buslint/internal/contexts"
	"github.com/buslint/buslint/internal/gotypes"
)

// Why a call stays as it is, whatever contexts there are.
const (
	alreadyHas   = "it has its context in another way"
	whyDeferred  = "it is deferred, and has to happen when the context is over, too"
	isTwinItself = "it stands in the function that the twin is for"
	outlives     = "what it makes may outlive the context"
)

// whyStays returns why the call should stay without a context; "" if there is no reason.
func (f *finder) whyStays(c *Call) string {
	if c.Mended() && f.isGivenLater(c) {
		return alreadyHas
	}
	if isDeferred(c.Cursor) {
		return whyDeferred
	}
	if f.isWithin(c) {
		return isTwinItself
	}
	if c.Mended() && f.outlives(c.Cursor, map[types.Object]bool{}) {
		return outlives
	}
	return ""
}

// isGivenLater reports whether what the call makes is given a context afterwards, by a
// method that does no more, or the field for it.
func (f *finder) isGivenLater(c *Call) bool {
	for cur := c.Cursor; cur.ParentEdgeKind() == edge.SelectorExpr_X; cur = cur.Parent().Parent() {
		if f.gives(cur, c.member) {
			return true
		}
		if cur.Parent().ParentEdgeKind() != edge.CallExpr_Fun {
			break
		}
	}
	_, v := f.holder(c.Cursor)
	return v != nil && slices.ContainsFunc(f.Uses.Of(v), func(use inspector.Cursor) bool { return f.gives(use, c.member) })
}

// gives reports whether the member that is selected from what is at cur gives it a context.
func (f *finder) gives(cur inspector.Cursor, member string) bool {
	name := selected(cur)
	if name == "" || name == member {
		return name != ""
	}
	fn, ok := f.Info.Uses[cur.Parent().Node().(*ast.SelectorExpr).Sel].(*types.Func)
	return ok && takesContext(fn.Signature())
}

// selected returns the name of the member that is selected from the variable at use, or "".
func selected(use inspector.Cursor) string {
	if use.ParentEdgeKind() != edge.SelectorExpr_X {
		return ""
	}
	return use.Parent().Node().(*ast.SelectorExpr).Sel.Name
}

// isWithin reports whether the call stands in a function that has a twin for code with a
// context, or in what the twin of its own function calls: it would call itself there.
func (f *finder) isWithin(c *Call) bool {
	for decl := range c.Cursor.Enclosing((*ast.FuncDecl)(nil)) {
		fn, ok := f.Info.Defs[decl.Node().(*ast.FuncDecl).Name].(*types.Func)
		if !ok {
			return false
		}
		var operand types.Type
		if recv := fn.Signature().Recv(); recv != nil {
			operand = recv.Type()
		}
		return f.structural(fn, operand) != nil || c.with != nil && f.mentionedBy(c.with)[fn]
	}
	return false
}

// mentionedBy returns fn with the functions of the package that it mentions, and those that
// these mention, if the package declares it.
func (f *finder) mentionedBy(fn *types.Func) map[*types.Func]bool {
	if all, ok := f.mentions[fn]; ok {
		return all
	}
	all := map[*types.Func]bool{}
	f.mentions[fn] = all
	for todo := []*types.Func{fn.Origin()}; len(todo) > 0; todo = todo[1:] {
		decl := f.Uses.Decl(todo[0])
		if decl == nil || all[todo[0]] {
			continue
		}
		all[todo[0]] = true
		ast.Inspect(decl, func(n ast.Node) bool {
			if id, ok := n.(*ast.Ident); ok {
				if other, ok := f.Info.Uses[id].(*types.Func); ok {
					todo = append(todo, other.Origin())
				}
			}
			return true
		})
	}
	return all
}

// outlives reports whether what the call at cur makes may be in use when the function
// around it has returned, and with that perhaps the one whose context it has: it goes to
// where it is kept, to a function that runs later, or it is a process that is started and
// not waited for. What is returned is looked for where the package calls the function.
// The functions and variables in followed are looked at already.
func (f *finder) outlives(cur inspector.Cursor, followed map[types.Object]bool) bool {
	end, v := f.holder(cur)
	if !f.makes(end) || v != nil && !mayHold(v.Type()) {
		return false
	}
	if v == nil {
		return f.goesOn(end, followed)
	}
	if v.IsField() || v.Parent() == f.Types.Scope() {
		return true
	}
	if followed[v] {
		return false
	}
	followed[v] = true
	started, waited := false, false
	for _, use := range f.Uses.Of(v) {
		if f.leaves(use, followed) {
			return true
		}
		started = started || selected(use) == "Start"
		waited = waited || selected(use) == "Wait"
	}
	return started && !waited
}

// makes reports whether the call at cur returns something that may come to use its context.
func (f *finder) makes(cur inspector.Cursor) bool {
	t := f.Info.TypeOf(cur.Node().(ast.Expr))
	tuple, ok := t.(*types.Tuple)
	if !ok {
		return mayHold(t)
	}
	for v := range tuple.Variables() {
		if mayHold(v.Type()) {
			return true
		}
	}
	return false
}

// mayHold reports whether a value of type t may have something that uses a context: an
// interface, a function or a channel, and not only data.
func mayHold(t types.Type) bool {
	var seen typeutil.Map
	var may func(t types.Type) bool
	may = func(t types.Type) bool {
		if t == nil || isError(t) || seen.At(t) != nil {
			return false
		}
		seen.Set(t, true)
		switch t := t.Underlying().(type) {
		case *types.Basic:
			return t.Kind() == types.UnsafePointer
		case *types.Pointer:
			return may(t.Elem())
		case *types.Slice:
			return may(t.Elem())
		case *types.Array:
			return may(t.Elem())
		case *types.Map:
			return may(t.Key()) || may(t.Elem())
		case *types.Struct:
			for field := range t.Fields() {
				if may(field.Type()) {
					return true
				}
			}
			return false
		}
		return true
	}
	return may(t)
}

// goesOn reports whether the value at cur is put where it may be used later.
func (f *finder) goesOn(cur inspector.Cursor, followed map[types.Object]bool) bool {
	switch cur.ParentEdgeKind() {
	case edge.CompositeLit_Elts, edge.KeyValueExpr_Value, edge.SendStmt_Value:
		return true
	case edge.AssignStmt_Rhs:
		return f.isKept(cur)
	case edge.ReturnStmt_Results:
		return f.isKeptByCaller(cur, followed)
	case edge.CallExpr_Args:
		// The body of a response is read with the context of its request.
		return gotypes.IsRequest(f.Info.TypeOf(cur.Node().(ast.Expr))) && f.outlives(cur.Parent(), followed)
	}
	return false
}

// isKeptByCaller reports whether a function that calls the one around cur, which returns
// what is there, keeps that.
func (f *finder) isKeptByCaller(cur inspector.Cursor, followed map[types.Object]bool) bool {
	for around := range cur.Enclosing((*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		decl, ok := around.Node().(*ast.FuncDecl)
		if !ok {
			return false
		}
		fn, ok := f.Info.Defs[decl.Name].(*types.Func)
		if !ok || followed[fn] {
			return false
		}
		if fn.Exported() && f.Types.Name() != "main" {
			return true // what other packages do with it is not known
		}
		followed[fn] = true
		return slices.ContainsFunc(f.Uses.Of(fn), func(use inspector.Cursor) bool {
			if use.ParentEdgeKind() == edge.SelectorExpr_Sel {
				use = use.Parent()
			}
			return use.ParentEdgeKind() == edge.CallExpr_Fun && f.outlives(use.Parent(), followed)
		})
	}
	return false
}

// isKept reports whether the assignment of what is at cur is to something else than
// variables of the function.
func (f *finder) isKept(cur inspector.Cursor) bool {
	_, i := cur.ParentEdge()
	assign := cur.Parent().Node().(*ast.AssignStmt)
	if i >= len(assign.Lhs) {
		return false
	}
	_, isName := ast.Unparen(assign.Lhs[i]).(*ast.Ident)
	return !isName
}

// leaves reports whether the variable at use is handed to where it may be used later.
func (f *finder) leaves(use inspector.Cursor, followed map[types.Object]bool) bool {
	def, ok := f.Uses.Def(f.Info.ObjectOf(use.Node().(*ast.Ident)))
	for around := range use.Enclosing((*ast.GoStmt)(nil), (*ast.FuncLit)(nil)) {
		if ok && around.Node().Pos() <= def.Node().Pos() {
			break // the variable is within it
		}
		if _, isGo := around.Node().(*ast.GoStmt); isGo || f.Contexts.When(around) == contexts.After {
			return true
		}
	}
	cur := use
	for cur.ParentEdgeKind() == edge.ParenExpr_X || cur.ParentEdgeKind() == edge.UnaryExpr_X || f.isPart(cur) {
		cur = cur.Parent()
	}
	return f.goesOn(cur, followed)
}

// isPart reports whether a field of what is at cur is selected that may have what uses the
// context.
func (f *finder) isPart(cur inspector.Cursor) bool {
	if cur.ParentEdgeKind() != edge.SelectorExpr_X {
		return false
	}
	s := f.Info.Selections[cur.Parent().Node().(*ast.SelectorExpr)]
	return s != nil && s.Kind() == types.FieldVal && mayHold(s.Type())
}
