package extract

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/summary"
)

// id returns the identity of a function in all packages; that of a method of an
// interface is its name only.
func (x *extraction) id(fn *types.Func) string {
	fn = fn.Origin()
	if id, ok := x.strings[fn]; ok {
		return id
	}
	id := plain(fn.FullName())
	if ofInterface(fn) {
		id = summary.ByInterface(fn.Name())
	}
	x.strings[fn] = id
	return id
}

func ofInterface(fn *types.Func) bool {
	recv := fn.Signature().Recv()
	return recv != nil && types.IsInterface(recv.Type())
}

// number gives identities to the functions of which a package may have several of one
// name.
func (x *extraction) number() {
	n := 0
	for _, file := range x.pass.Files {
		for _, d := range file.Decls {
			if fd, ok := d.(*ast.FuncDecl); ok && fd.Recv == nil && (fd.Name.Name == "init" || fd.Name.Name == "_") {
				n++
				x.numbered[fd] = fmt.Sprintf("%s.%s#%d", x.out.Path, fd.Name.Name, n)
			}
		}
	}
}

// declID returns the identity of the function that decl declares.
func (x *extraction) declID(decl *ast.FuncDecl) string {
	if id, ok := x.numbered[decl]; ok {
		return id
	}
	if fn, ok := x.pass.TypesInfo.Defs[decl.Name].(*types.Func); ok {
		return x.id(fn)
	}
	return ""
}

// functions notes what the functions and variables of the package mention outside of
// tests.
func (x *extraction) functions() {
	called := map[string]bool{}
	variables := summary.Func{ID: x.out.Path + ".var", Root: true}
	vars := newMentions(x, called)
	for file := range x.uses.Root().Children() {
		if x.isTest(file.Node().(*ast.File)) {
			continue
		}
		for cur := range file.Children() {
			switch decl := cur.Node().(type) {
			case *ast.FuncDecl:
				x.function(cur, decl, called)
			case *ast.GenDecl:
				if decl.Tok == token.VAR {
					x.variables(decl, vars, called)
				}
			}
		}
	}
	vars.into(&variables)
	x.out.Funcs = append(x.out.Funcs, variables)
	x.literals(called)
	x.contexts()
	x.structs()
	for name := range called {
		x.out.Called = append(x.out.Called, name)
	}
	slices.Sort(x.out.Called)
}

// variables notes what package variables mention. What their initializers call is run with
// the program; a function that is no more than the value of a variable is as little reached
// as that.
func (x *extraction) variables(decl *ast.GenDecl, run *mentions, called map[string]bool) {
	for _, spec := range decl.Specs {
		spec := spec.(*ast.ValueSpec)
		for i, name := range spec.Names {
			held := newMentions(x, called)
			if spec.Type != nil {
				held.look(spec.Type)
			}
			if len(spec.Values) == len(spec.Names) {
				x.initializer(spec.Values[i], held, run)
			}
			if name.Name != "_" {
				f := summary.Func{ID: x.out.Path + "." + name.Name}
				held.into(&f)
				x.out.Funcs = append(x.out.Funcs, f)
			}
		}
		if len(spec.Values) != len(spec.Names) {
			for _, value := range spec.Values {
				run.look(value)
			}
		}
	}
}

// initializer notes what the variable holds whose initial value is expr, and what is run to
// make it.
func (x *extraction) initializer(expr ast.Expr, held, run *mentions) {
	ast.Inspect(expr, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			held.look(n)
			return false
		case *ast.CallExpr:
			if !x.pass.TypesInfo.Types[n.Fun].IsType() {
				run.look(n)
				return false
			}
		case *ast.Ident:
			held.identifier(n)
		}
		return true
	})
}

// variableAround returns the identity of the package variable of whose value the code at cur
// is a part that is not run when that is made; "" if there is none.
func (x *extraction) variableAround(cur inspector.Cursor) string {
	held := false
	for ; cur.Node() != nil; cur = cur.Parent() { // up to the root
		switch n := cur.Node().(type) {
		case *ast.FuncLit:
			held = true
		case *ast.CallExpr:
			held = held && x.pass.TypesInfo.Types[n.Fun].IsType()
		}
		if kind, i := cur.ParentEdge(); kind == edge.ValueSpec_Values && held && cur.Parent().Parent().ParentEdgeKind() == edge.File_Decls {
			if spec := cur.Parent().Node().(*ast.ValueSpec); len(spec.Names) == len(spec.Values) {
				return x.out.Path + "." + spec.Names[i].Name
			}
		}
	}
	return ""
}

// function notes what the function mentions.
func (x *extraction) function(cur inspector.Cursor, decl *ast.FuncDecl, called map[string]bool) {
	f := summary.Func{ID: x.declID(decl), Pos: x.pass.Fset.Position(decl.Name.Pos())}
	if f.ID == "" {
		return
	}
	f.Root = x.isRoot(decl)
	if fn, ok := x.pass.TypesInfo.Defs[decl.Name].(*types.Func); ok && decl.Recv != nil {
		if named, ok := gotypes.Receiver(fn).(*types.Named); ok {
			f.Recv, f.Method = typeOf(named.Obj()).Full(), methodKey(fn)
		}
	}
	if decl.Body != nil {
		m := newMentions(x, called)
		m.look(decl.Body)
		m.into(&f)
		f.Surely = x.surely(cur)
		f.Empty, f.Idle = doesNothing(decl.Body), x.isIdle(decl.Type)
	}
	x.out.Funcs = append(x.out.Funcs, f)
}

// doesNothing reports whether a body does no more than to return constants.
func doesNothing(body *ast.BlockStmt) bool {
	if len(body.List) == 0 {
		return true
	}
	ret, ok := body.List[0].(*ast.ReturnStmt)
	return ok && !slices.ContainsFunc(ret.Results, func(expr ast.Expr) bool { _, isCall := ast.Unparen(expr).(*ast.CallExpr); return isCall })
}

// isRoot reports whether the function is run without being called: init, or main.
func (x *extraction) isRoot(decl *ast.FuncDecl) bool {
	return decl.Recv == nil && (decl.Name.Name == "init" || decl.Name.Name == "main" && x.pass.Pkg.Name() == "main")
}

// methodKey returns the name of a method with the types of its parameters, by which an
// interface asks for it.
func methodKey(fn *types.Func) string {
	return fn.Name() + "(" + namesOf(fn.Signature().Params()) + ")"
}

// surely returns the functions that every run of the function calls, if nothing fails,
// about in the order in which it does: not within a condition, a loop, a function literal
// or a goroutine.
func (x *extraction) surely(decl inspector.Cursor) []string {
	var ids []string
	for cur := range decl.Preorder((*ast.CallExpr)(nil)) {
		fn := typeutil.StaticCallee(x.pass.TypesInfo, cur.Node().(*ast.CallExpr))
		if fn != nil && x.links.comesByBus(fn.Pkg()) && !conditional(cur) {
			ids = append(ids, x.id(fn))
		}
	}
	return ids
}

// Mentions collect what code mentions.
type mentions struct {
	x                     *extraction
	called                map[string]bool // see summary.Package.Called
	funcs, types, methods set[string]
}

// A set is a list of values, each once, in the order in which they came.
type set[T comparable] struct {
	list []T
	has  map[T]bool // what is in the list, once that is long
}

func (s *set[T]) add(v T) {
	const long = 16
	if len(s.list) == long && s.has == nil {
		s.has = map[T]bool{}
		for _, old := range s.list {
			s.has[old] = true
		}
	}
	if s.has[v] || s.has == nil && slices.Contains(s.list, v) {
		return
	}
	s.list = append(s.list, v)
	if s.has != nil {
		s.has[v] = true
	}
}

func newMentions(x *extraction, called map[string]bool) *mentions {
	return &mentions{x: x, called: called}
}

func (m *mentions) into(f *summary.Func) {
	f.Mentions, f.Types, f.Methods = m.funcs.list, m.types.list, m.methods.list
}

// look notes what the code mentions. A type counts where it is named, as it is wherever a
// value of it is made: that a parameter has it brings no value about.
func (m *mentions) look(code ast.Node) {
	cur, _ := m.x.uses.Find(code)
	for cur := range cur.Preorder((*ast.Ident)(nil)) {
		m.identifier(cur.Node().(*ast.Ident))
	}
}

func (m *mentions) identifier(id *ast.Ident) {
	switch obj := m.x.pass.TypesInfo.Uses[id].(type) {
	case *types.Var:
		m.outside(obj.Pkg(), obj.Type())
		if obj.Kind() == types.PackageVar && m.x.links.comesByBus(obj.Pkg()) {
			m.funcs.add(pathOf(obj.Pkg()) + "." + obj.Name())
		}
	case *types.TypeName:
		m.typ(obj.Type())
		m.outside(obj.Pkg(), obj.Type())
	case *types.Func:
		m.function(obj)
	}
}

func (m *mentions) function(fn *types.Func) {
	for param := range fn.Signature().Params().Variables() {
		m.outside(fn.Pkg(), param.Type())
	}
	switch {
	case ofInterface(fn):
		m.methods.add(fn.Name())
	case m.x.links.comesByBus(fn.Pkg()):
		m.funcs.add(m.x.id(fn))
	}
}

// typ notes the named type that t is.
func (m *mentions) typ(t types.Type) {
	if name := m.x.structName(t); name != "" {
		m.types.add(name)
	}
}

// structName returns the full name of the named type that t is, if it is of a package that
// can come by a bus; or "".
func (x *extraction) structName(t types.Type) string {
	named, ok := types.Unalias(t).(*types.Named)
	if !ok || !x.links.comesByBus(named.Obj().Pkg()) {
		return ""
	}
	return typeOf(named.Obj()).Full()
}

// outside notes the methods of the interfaces in a type that a package of which nothing
// is known has for something: it may call them.
func (m *mentions) outside(pkg *types.Package, t types.Type) {
	if pkg == nil || pkg == m.x.pass.Pkg {
		return
	}
	iface, ok := elementOf(t).Underlying().(*types.Interface)
	if !ok || m.x.links.isOwn(pkg) && m.x.links.comesByBus(pkg) {
		return
	}
	for fn := range iface.Methods() {
		m.methods.add(fn.Name())
		m.called[methodKey(fn)] = true
	}
}

// elementOf returns what a slice, an array, a map, a pointer or a channel is of in the
// end, or t.
func elementOf(t types.Type) types.Type {
	for {
		of, ok := types.Unalias(t).(interface{ Elem() types.Type })
		if !ok {
			return t
		}
		t = of.Elem()
	}
}

// structs notes which types come about with those of the package, as their fields.
func (x *extraction) structs() {
	for tn := range gotypes.Declared(x.pass.Pkg) {
		if tn.IsAlias() {
			continue
		}
		st, ok := tn.Type().Underlying().(*types.Struct)
		if !ok {
			continue
		}
		var fields set[string]
		for field := range st.Fields() {
			t := field.Type()
			if array, ok := t.Underlying().(*types.Array); ok {
				t = array.Elem()
			}
			if name := x.structName(t); name != "" {
				fields.add(name)
			}
		}
		if len(fields.list) > 0 {
			x.out.Structs = append(x.out.Structs, summary.Struct{Name: typeOf(tn).Full(), Fields: fields.list})
		}
	}
}
