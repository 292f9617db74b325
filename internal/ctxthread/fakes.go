package ctxthread

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/edge"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/syntax"
)

// For each of its methods, a fake made by counterfeiter or moq calls a function that one field
// holds, and records the arguments in another. If the method gains a context, so does that
// function, and the context becomes the first of the arguments.

// A fake is such a method.
type fake struct {
	*editor
	fn   *function
	name string // of the method
}

// standIn returns the place that holds the function which the method fn of a fake calls; nil
// if it is none.
func (p *program) standIn(fn *function) *function {
	if fn.kind != declared || fn.sig.Recv() == nil || !ast.IsGenerated(fn.file.syntax) {
		return nil
	}
	for _, suffix := range []string{"Stub", "Func"} {
		obj, _, _ := types.LookupFieldOrMethod(fn.sig.Recv().Type(), true, fn.file.pkg.Types, fn.ident().Name+suffix)
		if field, ok := obj.(*types.Var); ok && types.Identical(field.Type(), fn.sig) {
			return p.functions[field.Pos()]
		}
	}
	return nil
}

// joinFakes joins the methods of fakes with the functions that they call.
func (p *program) joinFakes() {
	for _, fn := range p.ordered {
		if stub := p.standIn(fn); stub != nil && fn.family.frozen == "" && stub.family.frozen == "" {
			join(fn, stub)
		}
	}
}

// fake makes the method of a fake, which gains a context, record it.
func (e *editor) fake(fn *function) {
	if stub := e.standIn(fn); stub == nil || !stub.gains() || e.names[fn] == "_" {
		return
	}
	f := &fake{editor: e, fn: fn, name: fn.ident().Name}
	if getter := f.member(f.name + "Calls"); getter != nil && getter.sig.Results().Len() == 1 {
		f.moq(getter)
		return
	}
	if getter := f.member(f.name + "ArgsForCall"); getter != nil {
		f.counterfeiter(getter)
	}
}

// member returns the method of the fake that has the name, or nil.
func (f *fake) member(name string) *function { return f.method(f.fn, f.fn.sig.Recv().Type(), name) }

// moq adds the context to the struct with the arguments of a call, wherever that is written.
func (f *fake) moq(getter *function) {
	file := f.fn.file
	field := func(st *ast.StructType, doc string) {
		f.insert(file, st.Fields.Opening+1, doc+"\nCtx "+f.context(file, st.Pos(), "Context"), rankArg)
	}
	if st := f.record("calls", f.name); st != nil {
		field(st, "\n// Ctx is the ctx argument value.")
	}
	for lit := range syntax.All[*ast.CompositeLit](f.fn.decl) {
		if st, ok := lit.Type.(*ast.StructType); ok {
			field(st, "")
			f.insertElement(file, lit, "Ctx: "+f.names[f.fn])
		}
	}
	for st := range syntax.All[*ast.StructType](getter.decl) {
		field(st, "")
	}
}

// record returns the struct that is the type of the elements of a field of the fake, or of a
// field of that; nil if there is none.
func (f *fake) record(path ...string) *ast.StructType {
	def, _ := f.fn.file.uses.Def(gotypes.Deref(f.fn.sig.Recv().Type()).(*types.Named).Obj())
	typ := def.Parent().Node().(*ast.TypeSpec).Type
	for _, name := range path {
		st, ok := typ.(*ast.StructType)
		if !ok {
			return nil
		}
		i := slices.IndexFunc(st.Fields.List, func(field *ast.Field) bool {
			return slices.ContainsFunc(field.Names, func(id *ast.Ident) bool { return id.Name == name })
		})
		if i < 0 {
			return nil
		}
		typ = st.Fields.List[i].Type
	}
	if array, ok := typ.(*ast.ArrayType); ok {
		typ = array.Elt
	}
	st, _ := typ.(*ast.StructType)
	return st
}

// counterfeiter adds the context to the arguments that are recorded and returned, unless a
// call that returns them has no place for another value, or a person has given them names.
func (f *fake) counterfeiter(getter *function) {
	file := f.fn.file
	st := f.record(strings.ToLower(f.name[:1]) + f.name[1:] + "ArgsForCall")
	results := getter.typ.Results
	if st == nil || results == nil || results.List[0].Names != nil || len(getter.out) > 0 || slices.ContainsFunc(getter.calls, func(call *point) bool { return !call.takesMore() }) {
		return
	}
	field := func(st *ast.StructType) {
		f.insert(file, st.Fields.Opening+1, "\narg0 "+f.context(file, st.Pos(), "Context"), rankArg)
	}
	field(st)
	name := f.names[f.fn]
	for lit := range syntax.All[*ast.CompositeLit](f.fn.body()) {
		switch typ := lit.Type.(type) {
		case *ast.StructType:
			field(typ)
			f.insertElement(file, lit, name)
		case *ast.ArrayType: // for recordInvocation
			f.insertElement(file, lit, name)
		}
	}
	if results.Opening.IsValid() {
		f.insert(file, results.Opening+1, f.context(file, results.Pos(), "Context")+", ", rankArg)
	} else {
		f.insert(file, results.Pos(), "("+f.context(file, results.Pos(), "Context")+", ", rankArg)
		f.insert(file, results.End(), ")", rankSuffix)
	}
	for ret := range syntax.All[*ast.ReturnStmt](getter.body()) {
		if sel, ok := ret.Results[0].(*ast.SelectorExpr); ok {
			f.insert(file, sel.Pos(), types.ExprString(sel.X)+".arg0, ", rankArg)
		}
	}
	for _, call := range getter.calls {
		if assign, ok := call.cur.Parent().Node().(*ast.AssignStmt); ok {
			f.insert(call.file, assign.Lhs[0].Pos(), "_, ", rankArg)
		}
	}
}

// takesMore reports whether the results of the call are assigned, all of them, or not used:
// there may be one more.
func (pt *point) takesMore() bool {
	cur := pt.cur
	if pt.file.fixed != "" {
		return false
	}
	switch cur.ParentEdgeKind() {
	case edge.ExprStmt_X:
		return true
	case edge.AssignStmt_Rhs:
		assign := cur.Parent().Node().(*ast.AssignStmt)
		return len(assign.Rhs) == 1 && (assign.Tok == token.DEFINE || assign.Tok == token.ASSIGN)
	}
	return false
}
