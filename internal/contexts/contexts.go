// Package contexts knows which context.Context is usable at a place in a
// program, as an expression that compiles there.
package contexts

import (
	"go/ast"
	"go/types"
	"go/version"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
)

// Usable returns an expression for the context that code at cur should hand on,
// or "" if there is none that is certainly right. In order of preference:
//
//   - a variable of type context.Context, the innermost first;
//   - t.Context() of a *testing.T, B or F or a testing.TB, where the file's Go
//     version has it;
//   - r.Context() of an *http.Request;
//   - p.Context() of a parameter that has such a method, or p.Field.Context() of
//     one of its exported fields, where there is only one.
//
// Only variables of the enclosing functions count, that are named, not shadowed,
// and hold a value. A function started by go, or handed to a test's Cleanup,
// outlives the contexts around it: only those it has itself are usable there.
func Usable(pass *analysis.Pass, cur inspector.Cursor) string {
	s := newScope(pass, cur)
	for _, find := range []func(*types.Var) string{s.variable, s.testing, s.request, s.parameter} {
		for _, v := range s.vars {
			if expr := find(v); expr != "" {
				return expr
			}
		}
	}
	return ""
}

// A scope holds the variables of the enclosing functions that can be named at a
// place.
type scope struct {
	pass   *analysis.Pass
	file   *ast.File
	vars   []*types.Var // innermost first
	params map[types.Object]bool
	empty  map[types.Object]bool // declared without a value
}

func newScope(pass *analysis.Pass, cur inspector.Cursor) *scope {
	s := &scope{pass: pass, params: map[types.Object]bool{}, empty: map[types.Object]bool{}}
	for c := range cur.Enclosing((*ast.File)(nil)) {
		s.file = c.Node().(*ast.File)
	}
	outermost := s.functions(cur)
	if !outermost.Valid() {
		return s
	}
	start, pos := outermost.Node().Pos(), cur.Node().Pos()
	innermost := pass.Pkg.Scope().Innermost(pos)
	for sc := innermost; sc != nil && sc.Pos() >= start; sc = sc.Parent() {
		names := sc.Names()
		// Within one scope the usual name comes first.
		for i, name := range names {
			if name == "ctx" {
				names[0], names[i] = names[i], names[0]
			}
		}
		for _, name := range names {
			v, ok := sc.Lookup(name).(*types.Var)
			if !ok || s.empty[v] {
				continue
			}
			// LookupParent sees what is declared before pos, and sees shadows.
			if _, found := innermost.LookupParent(name, pos); found == v {
				s.vars = append(s.vars, v)
			}
		}
	}
	return s
}

// functions notes what is a parameter and what has no value in the functions
// around cur, and returns the outermost of them whose variables are usable.
func (s *scope) functions(cur inspector.Cursor) inspector.Cursor {
	var outermost inspector.Cursor
	for fn := range cur.Enclosing((*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		// A place in the signature is outside of the function.
		if !inBody(fn, cur) {
			continue
		}
		outermost = fn
		var typ *ast.FuncType
		switch n := fn.Node().(type) {
		case *ast.FuncDecl:
			typ = n.Type
			s.note(s.params, n.Recv)
		case *ast.FuncLit:
			typ = n.Type
		}
		s.note(s.params, typ.Params)
		s.note(s.empty, typ.Results)
		for spec := range fn.Preorder((*ast.ValueSpec)(nil)) {
			if spec := spec.Node().(*ast.ValueSpec); spec.Values == nil {
				for _, name := range spec.Names {
					s.empty[s.pass.TypesInfo.Defs[name]] = true
				}
			}
		}
		if s.outlives(fn) {
			break
		}
	}
	return outermost
}

func inBody(fn, cur inspector.Cursor) bool {
	body := fn.Node()
	switch n := body.(type) {
	case *ast.FuncDecl:
		if n.Body == nil {
			return false
		}
		body = n.Body
	case *ast.FuncLit:
		body = n.Body
	}
	return body.Pos() <= cur.Node().Pos() && cur.Node().End() <= body.End()
}

func (s *scope) note(set map[types.Object]bool, fields *ast.FieldList) {
	if fields == nil {
		return
	}
	for _, field := range fields.List {
		for _, name := range field.Names {
			set[s.pass.TypesInfo.Defs[name]] = true
		}
	}
}

// outlives reports whether the function literal at fn is meant to run on when the
// function around it has returned.
func (s *scope) outlives(fn inspector.Cursor) bool {
	switch fn.ParentEdgeKind() {
	case edge.CallExpr_Fun:
		return fn.Parent().ParentEdgeKind() == edge.GoStmt_Call
	case edge.CallExpr_Args:
		sel, ok := fn.Parent().Node().(*ast.CallExpr).Fun.(*ast.SelectorExpr)
		return ok && sel.Sel.Name == "Cleanup" && isTesting(s.pass.TypesInfo.TypeOf(sel.X))
	}
	return false
}

func (s *scope) variable(v *types.Var) string {
	if isNamed(v.Type(), "context", "Context") {
		return v.Name()
	}
	return ""
}

func (s *scope) testing(v *types.Var) string {
	if isTesting(v.Type()) && s.fileHas("go1.24") && s.hasContext(v.Type()) {
		return v.Name() + ".Context()"
	}
	return ""
}

func (s *scope) request(v *types.Var) string {
	if isRequest(v.Type()) {
		return v.Name() + ".Context()"
	}
	return ""
}

func (s *scope) parameter(v *types.Var) string {
	if !s.params[v] || isTesting(v.Type()) {
		return ""
	}
	if s.hasContext(v.Type()) {
		return v.Name() + ".Context()"
	}
	// A field of the parameter, when there is no doubt which: an HTTP request, or
	// the only one that has a context.
	var found, requests []string
	for _, field := range exportedFields(v.Type(), map[types.Type]bool{}) {
		obj, _, _ := types.LookupFieldOrMethod(v.Type(), true, s.pass.Pkg, field.Name())
		if obj != field || !s.hasContext(field.Type()) || isTesting(field.Type()) {
			continue
		}
		expr := v.Name() + "." + field.Name() + ".Context()"
		found = append(found, expr)
		if isRequest(field.Type()) || embedsRequest(field.Type()) {
			requests = append(requests, expr)
		}
	}
	if len(requests) == 1 {
		return requests[0]
	}
	if len(found) == 1 {
		return found[0]
	}
	return ""
}

// exportedFields returns the exported fields of the struct that t is or points
// to, with those of its embedded structs.
func exportedFields(t types.Type, seen map[types.Type]bool) []*types.Var {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	st, ok := t.Underlying().(*types.Struct)
	if !ok || seen[t] {
		return nil
	}
	seen[t] = true
	var fields []*types.Var
	for field := range st.Fields() {
		if field.Embedded() {
			fields = append(fields, exportedFields(field.Type(), seen)...)
		} else if field.Exported() {
			fields = append(fields, field)
		}
	}
	return fields
}

// hasContext reports whether an addressable value of type t has a method
// Context() context.Context.
func (s *scope) hasContext(t types.Type) bool {
	obj, _, _ := types.LookupFieldOrMethod(t, true, s.pass.Pkg, "Context")
	fn, ok := obj.(*types.Func)
	return ok && fn.Signature().Params().Len() == 0 && fn.Signature().Results().Len() == 1 &&
		isNamed(fn.Signature().Results().At(0).Type(), "context", "Context")
}

// fileHas reports whether the file is certainly written for Go v or later.
func (s *scope) fileHas(v string) bool {
	have := s.pass.TypesInfo.FileVersions[s.file]
	if have == "" {
		have = s.pass.Pkg.GoVersion()
	}
	return version.IsValid(have) && version.Compare(have, v) >= 0
}

func isTesting(t types.Type) bool {
	return isPtrTo(t, "testing", "T") || isPtrTo(t, "testing", "B") || isPtrTo(t, "testing", "F") ||
		t != nil && isNamed(t, "testing", "TB")
}

func isRequest(t types.Type) bool { return isPtrTo(t, "net/http", "Request") }

// embedsRequest reports whether t is a struct that embeds an *http.Request.
func embedsRequest(t types.Type) bool {
	st, ok := t.Underlying().(*types.Struct)
	if !ok {
		return false
	}
	for field := range st.Fields() {
		if field.Embedded() && isRequest(field.Type()) {
			return true
		}
	}
	return false
}

func isPtrTo(t types.Type, pkg, name string) bool {
	if t == nil {
		return false
	}
	ptr, ok := types.Unalias(t).(*types.Pointer)
	return ok && isNamed(ptr.Elem(), pkg, name)
}

func isNamed(t types.Type, pkg, name string) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Name() == name && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == pkg
}
