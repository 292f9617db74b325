package ctxthread

import (
	"go/ast"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/buslint/buslint/internal/contexts"
	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/uses"
)

// fromField returns the context for pt that a field of a parameter or of the receiver holds;
// none if there is none, or wants is better.
func (t *threading) fromField(pt *point, wants *function) source {
	for _, v := range t.parameters(pt) {
		// A receiver's field may be what carries the context of a call. If it is not
		// exported, it is rather that of the receiver, and better only than none, unless
		// that is what the code uses it for, and no caller has another.
		field := t.contextField(pt, v)
		if field == nil || v.Kind() == types.RecvVar && !field.Exported() && wants != nil && !t.isOfReceiver(pt, v, field, wants) {
			continue
		}
		return pt.inField(v, field)
	}
	return source{}
}

// contextField returns the field of the variable v that holds a context, if there is one
// in all values and no doubt which; nil otherwise.
func (t *threading) contextField(pt *point, v *types.Var) *types.Var {
	st, ok := gotypes.Deref(v.Type()).Underlying().(*types.Struct)
	if !ok || t.variableAt(pt, v.Name()) != v {
		return nil
	}
	var found *types.Var
	for field := range st.Fields() {
		if !gotypes.IsContext(field.Type()) || !field.Exported() && field.Pkg() != pt.file.pkg.Types {
			continue
		}
		if found != nil {
			return nil
		}
		found = field
	}
	if found != nil && (!t.structs.AlwaysSet(v.Type(), found.Name(), false) || t.structs.AreKept(v.Type())) {
		return nil
	}
	return found
}

// inField returns the context in the field of v, without its end where it may be over.
func (pt *point) inField(v, field *types.Var) source {
	src := source{expr: v.Name() + "." + field.Name()}
	if pt.file.found.IsOver(field, pt.cur) {
		if pt.file.test || !pt.file.atLeast("go1.21") {
			return source{}
		}
		src.detached = whyEnded
	}
	return src
}

// isOfReceiver reports whether the context in the field of the receiver v is what the code
// passes on: it does so elsewhere, and whoever calls the function has none of its own.
func (t *threading) isOfReceiver(pt *point, v, field *types.Var, fn *function) bool {
	u, holder := pt.file.unit, gotypes.Deref(v.Type())
	return u.handsOn(field) && !t.isCalledWithContext(fn.family, u.setters(holder, field), map[*family]bool{})
}

// isCalledWithContext reports whether a function of the family is called where there is a
// context, in another function than the setters, or by one that is.
func (t *threading) isCalledWithContext(fam *family, setters []*ast.FuncDecl, seen map[*family]bool) bool {
	if seen[fam] {
		return false
	}
	seen[fam] = true
	for _, fn := range fam.members {
		for _, call := range fn.calls {
			_, around := call.file.uses.Around(call.cur)
			if call.file.test || call.cur.ParentEdgeKind() == edge.GoStmt_Call || slices.Contains(setters, around) {
				continue
			}
			if usable, _ := call.usable(call.cur); usable.Expr != "" && usable.From != contexts.Empty {
				return true
			}
			if fn, has := t.innerContext(call); has || fn != nil && t.isCalledWithContext(fn.family, setters, seen) {
				return true
			}
		}
	}
	return false
}

// innerContext returns the outermost function whose contexts the code at pt shares, and
// whether it or one within has a parameter without a name for one.
func (t *threading) innerContext(pt *point) (outermost *function, has bool) {
	for fn, cur := range t.enclosing(pt.cur) {
		if fn.blankContext() != (blank{}) {
			return fn, true
		}
		if outermost = fn; pt.file.outlives(cur).why != "" {
			break
		}
	}
	return outermost, false
}

// setters returns the functions in which values of type holder get the field.
func (u *unit) setters(holder types.Type, field *types.Var) (all []*ast.FuncDecl) {
	add := func(cur inspector.Cursor) {
		if _, around := u.uses.Around(cur); around != nil {
			all = append(all, around)
		}
	}
	for _, use := range u.uses.Of(field) {
		if uses.IsChange(use) {
			add(use)
		}
	}
	for cur := range u.root.Preorder((*ast.CompositeLit)(nil)) {
		lit := cur.Node().(*ast.CompositeLit)
		if t := u.info.TypeOf(lit); t != nil && types.Identical(gotypes.Deref(t), holder) && contexts.Sets(lit, field.Name()) {
			add(cur)
		}
	}
	return all
}

// handsOn reports whether the package passes the context in the field to calls.
func (u *unit) handsOn(field *types.Var) bool {
	return slices.ContainsFunc(u.uses.Of(field), func(use inspector.Cursor) bool {
		return use.ParentEdgeKind() == edge.SelectorExpr_Sel && use.Parent().ParentEdgeKind() == edge.CallExpr_Args
	})
}
