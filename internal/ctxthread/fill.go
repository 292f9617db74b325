package ctxthread

import (
	"go/ast"
	"go/types"
	"maps"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/syntax"
)

// A reading is the path from a struct of the module to the context that is now read from it:
// its fields, including embedded ones.
type reading struct {
	of     *types.Named
	fields []*types.Var
	in     map[*function]bool // declared functions that read it
}

// noteReading remembers where the expression at pt, such as c.Req.Context(), reads a
// context from, if that is a struct of the module.
func (e *editor) noteReading(pt *point, expr string) {
	v, ok := e.rootAt(pt, expr).(*types.Var)
	_, path, _ := strings.Cut(expr, ".")
	if !ok || path == "" {
		return
	}
	r := reading{}
	t := v.Type()
	if r.of, ok = gotypes.Deref(t).(*types.Named); !ok {
		return
	}
	for name := range strings.SplitSeq(strings.TrimSuffix(path, "()"), ".") {
		obj, index, _ := types.LookupFieldOrMethod(t, true, pt.file.pkg.Types, name)
		if _, ok := obj.(*types.Func); ok {
			index = index[:len(index)-1]
		}
		for _, i := range index {
			st, ok := gotypes.Deref(t).Underlying().(*types.Struct)
			if !ok {
				return
			}
			r.fields = append(r.fields, st.Field(i))
			t = st.Field(i).Type()
		}
		if obj == nil {
			return // it is called
		}
	}
	key := typeName(r.of) + "." + path
	if len(r.fields) == 0 || !e.inModule(r.of.Obj().Pkg()) && !r.isRequest() {
		return
	}
	if known, ok := e.readings[key]; ok {
		r.in = known.in
	} else {
		r.in = map[*function]bool{}
		e.readings[key] = r
	}
	r.in[pt.file.declaredAt(pt.cur.Node().Pos())] = true
}

// isRequest reports whether the reading is of one exported field, a request.
func (r *reading) isRequest() bool {
	return len(r.fields) == 1 && r.fields[0].Exported() && gotypes.IsRequest(r.fields[0].Type())
}

// fillTests gives the values that tests make of structs, and from which a context is
// now read, one to read: a test may leave out what it does not need, and now does. It is
// useless to a test that does not reach what reads it.
func (e *editor) fillTests() {
	if len(e.readings) == 0 {
		return
	}
	reach := e.newReach()
	keys := slices.Sorted(maps.Keys(e.readings))
	for _, u := range e.units {
		for _, f := range u.files {
			if !f.test || f.fixed != "" {
				continue
			}
			for n := range ast.Preorder(f.syntax) {
				for _, key := range keys {
					e.fillAt(f, n, e.readings[key], reach)
				}
			}
		}
	}
}

// fillAt gives what is made at the node of a test something to read, if it is read.
func (e *editor) fillAt(f *file, n ast.Node, r reading, reach *reach) {
	switch n := n.(type) {
	case *ast.BlockStmt:
		e.fillMade(f, n, r, reach)
	case *ast.CompositeLit:
		// The same type may be there in several variants.
		named, ok := gotypes.Deref(f.info.TypeOf(n)).(*types.Named)
		if ok && named.Obj().Pos() == r.of.Obj().Pos() && reach.any(f.declaredAt(n.Pos()), r.in) {
			e.fill(f, n, r.fields)
		}
	}
}

// fillMade gives a request to the values that statements of the block have a function of
// another module make, as gin.CreateTestContext does, without one.
func (e *editor) fillMade(f *file, block *ast.BlockStmt, r reading, reach *reach) {
	if e.inModule(r.of.Obj().Pkg()) {
		return // its literals are filled
	}
	info := f.info
	for i, stmt := range block.List {
		assign, ok := stmt.(*ast.AssignStmt)
		if !ok || len(assign.Rhs) != 1 {
			continue
		}
		call, ok := ast.Unparen(assign.Rhs[0]).(*ast.CallExpr)
		if !ok || !makes(info, call, r.of) || !isPath(assign.Lhs[0]) {
			continue
		}
		decl := f.declaredAt(stmt.Pos())
		_, isField := assign.Lhs[0].(*ast.SelectorExpr) // its methods are called by reflection
		field := types.ExprString(assign.Lhs[0]) + "." + r.fields[0].Name()
		if decl == nil || !isField && !reach.any(decl, r.in) || assigns(decl.body(), field) {
			continue
		}
		end := stmt.End()
		if i+1 < len(block.List) && f.isErrorCheck(assign, block.List[i+1]) {
			end = block.List[i+1].End()
		}
		e.insert(f, end, "\n"+e.indentOf(stmt)+field+" = "+e.valueOf(f, stmt, r.fields), rankArg)
		e.filled = append(e.filled, stmt)
	}
}

// isErrorCheck reports whether next looks at the error that the statement assigns.
func (f *file) isErrorCheck(assign *ast.AssignStmt, next ast.Stmt) bool {
	check, ok := next.(*ast.IfStmt)
	if !ok {
		return false
	}
	err := syntax.Variable(f.info, assign.Lhs[len(assign.Lhs)-1])
	return err != nil && gotypes.IsError(err.Type()) &&
		slices.ContainsFunc(f.uses.Of(err), func(use inspector.Cursor) bool { return syntax.Contains(check.Cond, use.Node().Pos()) })
}

// makes reports whether call has a function of the package of named make a value of that
// type, without a request.
func makes(info *types.Info, call *ast.CallExpr, named *types.Named) bool {
	fn := typeutil.StaticCallee(info, call)
	if fn == nil || fn.Pkg() == nil || fn.Pkg().Path() != named.Obj().Pkg().Path() || fn.Signature().Results().Len() == 0 {
		return false
	}
	for _, arg := range call.Args {
		if gotypes.IsRequest(info.TypeOf(arg)) {
			return false
		}
	}
	made, ok := gotypes.Deref(fn.Signature().Results().At(0).Type()).(*types.Named)
	return ok && made.Obj().Pos() == named.Obj().Pos()
}

// isPath reports whether the expression is a name, or names with dots between them.
func isPath(expr ast.Expr) bool {
	if sel, ok := expr.(*ast.SelectorExpr); ok {
		return isPath(sel.X)
	}
	id, ok := expr.(*ast.Ident)
	return ok && id.Name != "_"
}

// assigns reports whether the body assigns to the field, as it is written.
func assigns(body *ast.BlockStmt, field string) bool {
	for assign := range syntax.All[*ast.AssignStmt](body) {
		if slices.ContainsFunc(assign.Lhs, func(lhs ast.Expr) bool { return types.ExprString(lhs) == field }) {
			return true
		}
	}
	return false
}

// fill gives lit the first of the fields if it leaves it out, with a value that has
// the others.
func (e *editor) fill(f *file, lit *ast.CompositeLit, fields []*types.Var) {
	if slices.Contains(e.filled, ast.Node(lit)) {
		return
	}
	for _, elt := range lit.Elts {
		kv, ok := elt.(*ast.KeyValueExpr)
		if !ok {
			return // all fields are there
		}
		if id, ok := kv.Key.(*ast.Ident); ok && id.Name == fields[0].Name() {
			value := ast.Unparen(kv.Value)
			if unary, ok := value.(*ast.UnaryExpr); ok {
				value = unary.X
			}
			if inner, ok := value.(*ast.CompositeLit); ok && len(fields) > 1 {
				e.fill(f, inner, fields[1:])
			}
			return
		}
	}
	if !fields[0].Exported() && fields[0].Pkg().Path() != f.pkg.PkgPath || !canMake(fields) {
		return
	}
	e.filled = append(e.filled, lit)
	e.insertElement(f, lit, fields[0].Name()+": "+e.valueOf(f, lit, fields))
}

// indentOf returns the tabs before a node that begins its line, as gofmt has it.
func (e *editor) indentOf(n ast.Node) string {
	return strings.Repeat("\t", e.fset.PositionFor(n.Pos(), false).Column-1)
}

// canMake reports whether a value can be written that has all the fields, and a
// context at their end.
func canMake(fields []*types.Var) bool {
	for i, field := range fields {
		if i > 0 && !field.Exported() {
			return false
		}
		if i < len(fields)-1 {
			if _, ok := gotypes.Deref(field.Type()).(*types.Named); !ok {
				return false
			}
		}
	}
	last := fields[len(fields)-1].Type()
	return gotypes.IsContext(last) || gotypes.IsRequest(last)
}

// valueOf writes a value for the first of the fields that has the others.
func (e *editor) valueOf(f *file, at ast.Node, fields []*types.Var) string {
	t := fields[0].Type()
	if gotypes.IsContext(t) {
		return e.context(f, at.Pos(), "Background") + "()"
	}
	text := ""
	if _, ok := types.Unalias(t).(*types.Pointer); ok {
		text = "&"
	}
	obj := gotypes.Deref(t).(*types.Named).Obj()
	if obj.Pkg().Path() != f.pkg.PkgPath {
		text += e.importName(f, at.Pos(), obj.Pkg().Path(), obj.Pkg().Name()) + "."
	}
	text += obj.Name() + "{"
	if len(fields) > 1 {
		text += fields[1].Name() + ": " + e.valueOf(f, at, fields[1:])
	}
	return text + "}"
}
