// Package contexts knows which context.Context is usable at a place in a
// program, as an expression that compiles there.
package contexts

import (
	"cmp"
	"go/ast"
	"go/types"
	"go/version"
	"iter"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
)

// Usable returns an expression for the context that code at cur should hand on,
// or "" if there is none that is certainly right. In order of preference:
//
//   - a variable of type context.Context, the innermost first;
//   - t.Context() of a *testing.T, B or F or a testing.TB, where the file's Go
//     version has it;
//   - r.Context() of a parameter that is an *http.Request;
//   - p.Context() of a parameter that has such a method, or p.Field.Context() of
//     one of its exported fields, where there is only one.
//
// Only variables of the enclosing functions count, that are named, not shadowed,
// and hold a value. A function literal that may run when the function around it
// has returned does not get the contexts of that, and neither does one that is
// given a context or request of its own, even if it has no name for it. keeps
// says of a call whether it keeps the functions it is given to call them later; a
// few that do are known here.
func Usable(pass *analysis.Pass, cur inspector.Cursor, keeps func(*ast.CallExpr) bool) string {
	for _, expr := range All(pass, cur, keeps) {
		return expr
	}
	return ""
}

// All yields every expression that [Usable] chooses from, the preferred first, with
// the variable that it is made of.
func All(pass *analysis.Pass, cur inspector.Cursor, keeps func(*ast.CallExpr) bool) iter.Seq2[*types.Var, string] {
	return func(yield func(*types.Var, string) bool) {
		s := newScope(pass, cur, keeps)
		for _, find := range []func(*types.Var) string{s.variable, s.testing, s.request, s.parameter} {
			for _, v := range s.vars {
				if expr := find(v); expr != "" && !yield(v, expr) {
					return
				}
			}
		}
	}
}

// Outlives reports whether the function literal at cur may run when the function
// around it has returned, so that it does not share the contexts of that. For keeps
// see [Usable].
func Outlives(pass *analysis.Pass, cur inspector.Cursor, keeps func(*ast.CallExpr) bool) bool {
	s := &scope{pass: pass, keeps: keeps}
	return !s.calledMeanwhile(cur)
}

// A scope holds the variables of the enclosing functions that can be named at a
// place.
type scope struct {
	pass     *analysis.Pass
	keeps    func(*ast.CallExpr) bool
	file     *ast.File
	vars     []*types.Var // innermost first
	params   map[types.Object]bool
	receiver types.Object
	empty    map[types.Object]bool // declared without a value
}

func newScope(pass *analysis.Pass, cur inspector.Cursor, keeps func(*ast.CallExpr) bool) *scope {
	s := &scope{pass: pass, keeps: keeps, params: map[types.Object]bool{}, empty: map[types.Object]bool{}}
	for c := range cur.Enclosing((*ast.File)(nil)) {
		s.file = c.Node().(*ast.File)
	}
	// A call that is started by go outlives what is around it.
	if cur.ParentEdgeKind() == edge.GoStmt_Call {
		return s
	}
	outermost := s.functions(cur)
	if !outermost.Valid() {
		return s
	}
	start, pos := outermost.Node().Pos(), cur.Node().Pos()
	innermost := pass.Pkg.Scope().Innermost(pos)
	for sc := innermost; sc != nil && sc.Pos() >= start; sc = sc.Parent() {
		for _, name := range byPreference(sc) {
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

// byPreference returns the names of a scope, the usual one first, and then what is
// declared last: it has been made from the others.
func byPreference(sc *types.Scope) []string {
	names := sc.Names()
	slices.SortFunc(names, func(a, b string) int {
		if (a == "ctx") != (b == "ctx") {
			if a == "ctx" {
				return -1
			}
			return 1
		}
		return cmp.Compare(sc.Lookup(b).Pos(), sc.Lookup(a).Pos())
	})
	return names
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
			if n.Recv != nil && len(n.Recv.List[0].Names) > 0 {
				s.receiver = s.pass.TypesInfo.Defs[n.Recv.List[0].Names[0]]
			}
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
		if s.hasOwn(typ) || !s.calledMeanwhile(fn) {
			break
		}
	}
	return outermost
}

// hasOwn reports whether a function of the type is given a context, however it is
// wrapped.
func (s *scope) hasOwn(typ *ast.FuncType) bool {
	for _, field := range typ.Params.List {
		t := s.pass.TypesInfo.TypeOf(field.Type)
		if isNamed(t, "context", "Context") || isRequest(t) || s.pathFrom(t, false) != "" {
			return true
		}
	}
	return false
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

// calledMeanwhile reports whether the function at cur, a literal or a variable
// that holds one, is called only while the function around it runs. What another
// function does with the functions it is given is taken to be done when it returns,
// unless it is known for something else.
func (s *scope) calledMeanwhile(cur inspector.Cursor) bool {
	kind, i := cur.ParentEdge()
	switch kind {
	case edge.ParenExpr_X:
		return s.calledMeanwhile(cur.Parent())
	case edge.CallExpr_Fun:
		return cur.Parent().ParentEdgeKind() != edge.GoStmt_Call
	case edge.CallExpr_Args:
		call := cur.Parent().Node().(*ast.CallExpr)
		switch fun := s.pass.TypesInfo.Types[call.Fun]; {
		case fun.IsType(): // a conversion
			return s.calledMeanwhile(cur.Parent())
		case fun.IsBuiltin(): // append
			return false
		}
		return cur.Parent().ParentEdgeKind() != edge.GoStmt_Call && !s.callsLater(call) && !s.keeps(call)
	case edge.AssignStmt_Rhs:
		if assign := cur.Parent().Node().(*ast.AssignStmt); len(assign.Lhs) == len(assign.Rhs) {
			id, ok := assign.Lhs[i].(*ast.Ident)
			return ok && s.usesCallMeanwhile(cur, id)
		}
	case edge.ValueSpec_Values:
		if spec := cur.Parent().Node().(*ast.ValueSpec); len(spec.Names) == len(spec.Values) {
			return s.usesCallMeanwhile(cur, spec.Names[i])
		}
	}
	return false
}

// usesCallMeanwhile reports whether every use of the variable that id declares, and
// that holds the function at cur, is a call of it while the function around runs.
func (s *scope) usesCallMeanwhile(cur inspector.Cursor, id *ast.Ident) bool {
	v := s.pass.TypesInfo.Defs[id]
	if v == nil || v.Parent() == s.pass.Pkg.Scope() {
		return false
	}
	for decl := range cur.Enclosing((*ast.FuncDecl)(nil), (*ast.GenDecl)(nil)) {
		if decl.ParentEdgeKind() != edge.File_Decls {
			continue
		}
		for use := range decl.Preorder((*ast.Ident)(nil)) {
			if s.pass.TypesInfo.Uses[use.Node().(*ast.Ident)] == v && !s.calledMeanwhile(use) {
				return false
			}
		}
	}
	return true
}

// callsLater reports whether the callee is known to call the functions it is given
// when the function around may have returned.
func (s *scope) callsLater(call *ast.CallExpr) bool {
	fn := typeutil.StaticCallee(s.pass.TypesInfo, call)
	if fn == nil {
		// An interface: a testing.TB.
		sel, ok := call.Fun.(*ast.SelectorExpr)
		return ok && sel.Sel.Name == "Cleanup" && isTesting(s.pass.TypesInfo.TypeOf(sel.X))
	}
	if fn.Pkg() == nil {
		return false
	}
	switch fn.Pkg().Path() + "." + fn.Name() {
	case "testing.Cleanup", "time.AfterFunc", "context.AfterFunc", "sync.Go":
		return true
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
	if s.params[v] && isRequest(v.Type()) {
		return v.Name() + ".Context()"
	}
	return ""
}

func (s *scope) parameter(v *types.Var) string {
	if !s.params[v] {
		return ""
	}
	if path := s.pathFrom(v.Type(), v == s.receiver); path != "" {
		return v.Name() + path
	}
	return ""
}

// pathFrom returns what to append to a parameter of type t for its context; "" if
// it has none.
func (s *scope) pathFrom(t types.Type, receiver bool) string {
	if isTesting(t) {
		return ""
	}
	if s.hasContext(t) {
		return ".Context()"
	}
	// A field of the parameter, when there is no doubt which: an HTTP request, or
	// the only one that has a context. Other fields of a receiver are older than
	// the call.
	var found, requests []string
	for _, field := range exportedFields(t, map[types.Type]bool{}) {
		obj, _, _ := types.LookupFieldOrMethod(t, true, s.pass.Pkg, field.Name())
		if obj != field || !s.hasContext(field.Type()) || isTesting(field.Type()) {
			continue
		}
		path := "." + field.Name() + ".Context()"
		found = append(found, path)
		if isRequest(field.Type()) || embedsRequest(field.Type()) {
			requests = append(requests, path)
		}
	}
	if len(requests) == 1 {
		return requests[0]
	}
	if len(found) == 1 && !receiver {
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
