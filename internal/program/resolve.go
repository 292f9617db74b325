package program

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/buslint/buslint/analyzers/busmodel"
)

// messagesAt returns the messages that travel at site, and whether there may be
// others. Where the type of the argument does not tell, it looks for the values
// that the argument can have: through variables that are assigned once, literals
// of slices and maps, parameters of functions back to their calls, results of
// functions, and the instances of generic functions.
func (all *All) messagesAt(site *Site) (messages []Message, open bool) {
	if site.Parcel.Message != nil {
		return []Message{MessageOf(site.Parcel.Message)}, false
	}
	if site.RegistersOthers() {
		return nil, false
	}
	if site.Call == nil {
		// A function value goes where it is not seen, unless its calls are sites
		// themselves.
		open := !slices.ContainsFunc(all.Sites, func(s *Site) bool { return s.Through == site.Use })
		return nil, open
	}
	if site.Parcel.Arg == nil {
		return nil, true
	}
	r := &resolution{all: all, registers: !site.Role.Sends(), seen: map[any]bool{}}
	r.values(site.Package, site.Package.find(site.Parcel.Arg))
	return r.messages, r.open
}

// find returns the cursor at the node of the package.
func (pkg *Package) find(node ast.Node) inspector.Cursor {
	cur, _ := pkg.Root().FindNode(node)
	return cur
}

// A resolution collects the messages of the values that an expression can have.
type resolution struct {
	all       *All
	registers bool // the values are functions that take the message
	messages  []Message
	open      bool
	seen      map[any]bool // what has been or is being looked at
}

// typ adds the message of values of type t, and reports whether t tells it.
func (r *resolution) typ(t types.Type) bool {
	if t == nil {
		return false
	}
	if r.registers {
		sig, ok := t.Underlying().(*types.Signature)
		if !ok || sig.Params().Len() == 0 {
			return false
		}
		t = sig.Params().At(sig.Params().Len() - 1).Type()
	}
	tn := busmodel.MessageType(t)
	if tn == nil {
		return false
	}
	if m := MessageOf(tn); !slices.Contains(r.messages, m) {
		r.messages = append(r.messages, m)
	}
	return true
}

// values adds the messages of the values of the expression at cur.
func (r *resolution) values(pkg *Package, cur inspector.Cursor) {
	if !cur.Valid() {
		r.open = true
		return
	}
	expr := ast.Unparen(cur.Node().(ast.Expr))
	info := pkg.TypesInfo
	t := info.TypeOf(expr)
	if r.typ(t) || info.Types[expr].IsNil() {
		return
	}
	if fn, index := r.typeParam(pkg, cur, t); fn != nil {
		r.instances(fn, index)
		return
	}
	switch expr := expr.(type) {
	case *ast.Ident:
		r.variable(info.Uses[expr], r.values, func(pkg *Package, call *ast.CallExpr, i int, variadic bool) {
			switch {
			case variadic || i >= len(call.Args):
				r.open = true
			default:
				r.values(pkg, pkg.find(call.Args[i]))
			}
		})
		return
	case *ast.CallExpr:
		if info.Types[expr.Fun].IsType() && len(expr.Args) == 1 {
			r.values(pkg, pkg.find(expr.Args[0]))
			return
		}
		r.results(info, expr, r.values)
		return
	case *ast.IndexExpr:
		// Any element of what is indexed.
		r.elements(pkg, pkg.find(expr.X))
		return
	}
	r.open = true
}

// elements adds the messages of the elements of the slice, array or map at cur.
func (r *resolution) elements(pkg *Package, cur inspector.Cursor) {
	if !cur.Valid() {
		r.open = true
		return
	}
	info := pkg.TypesInfo
	switch expr := ast.Unparen(cur.Node().(ast.Expr)).(type) {
	case *ast.CompositeLit:
		for _, elt := range expr.Elts {
			if kv, ok := elt.(*ast.KeyValueExpr); ok {
				elt = kv.Value
			}
			r.values(pkg, pkg.find(elt))
		}
		return
	case *ast.Ident:
		r.variable(info.Uses[expr], r.elements, func(pkg *Package, call *ast.CallExpr, i int, variadic bool) {
			switch {
			case !variadic && i < len(call.Args), variadic && call.Ellipsis.IsValid() && i == len(call.Args)-1:
				r.elements(pkg, pkg.find(call.Args[i]))
			case variadic && !call.Ellipsis.IsValid():
				for ; i < len(call.Args); i++ {
					r.values(pkg, pkg.find(call.Args[i]))
				}
			default:
				r.open = true
			}
		})
		return
	case *ast.CallExpr:
		r.results(info, expr, r.elements)
		return
	}
	r.open = true
}

// variable follows obj to where its value comes from: the only expression that is
// assigned to it, the elements it ranges over, or the arguments of the calls of the
// function whose parameter it is.
//
// A package may have been type-checked twice, with its tests and without: the
// variable is known by its position.
func (r *resolution) variable(obj types.Object, follow func(*Package, inspector.Cursor),
	argument func(pkg *Package, call *ast.CallExpr, i int, variadic bool)) {

	v, ok := obj.(*types.Var)
	if !ok || v.IsField() {
		r.open = true
		return
	}
	if r.seen[v.Pos()] {
		return
	}
	r.seen[v.Pos()] = true
	pkg := r.all.packages[v.Pkg().Path()]
	if pkg == nil {
		r.open = true
		return
	}
	decl, ok := pkg.Root().FindByPos(v.Pos(), v.Pos())
	if !ok || pkg.reassigned(v) {
		r.open = true
		return
	}
	kind, i := decl.ParentEdge()
	switch parent := decl.Parent().Node().(type) {
	case *ast.AssignStmt:
		if kind == edge.AssignStmt_Lhs && len(parent.Lhs) == len(parent.Rhs) {
			follow(pkg, pkg.find(parent.Rhs[i]))
			return
		}
	case *ast.ValueSpec:
		if len(parent.Names) == len(parent.Values) {
			follow(pkg, pkg.find(parent.Values[i]))
			return
		}
	case *ast.RangeStmt:
		if kind == edge.RangeStmt_Value {
			r.elements(pkg, pkg.find(parent.X))
			return
		}
	case *ast.Field:
		r.arguments(pkg, v, decl, argument)
		return
	}
	r.open = true
}

// reassigned reports whether the variable v is assigned anything after its
// declaration, or an element of it is, or its address is taken. For a variable of
// a package that others could assign, it says yes.
func (pkg *Package) reassigned(v *types.Var) bool {
	if v.Exported() && pkg.Types.Scope().Lookup(v.Name()) != nil {
		return true
	}
	for id, obj := range pkg.TypesInfo.Uses {
		if obj.Pos() != v.Pos() {
			continue
		}
		cur := pkg.find(id)
		for cur.ParentEdgeKind() == edge.ParenExpr_X || cur.ParentEdgeKind() == edge.IndexExpr_X {
			cur = cur.Parent()
		}
		switch cur.ParentEdgeKind() {
		case edge.AssignStmt_Lhs, edge.RangeStmt_Key, edge.RangeStmt_Value:
			return true
		case edge.UnaryExpr_X:
			if cur.Parent().Node().(*ast.UnaryExpr).Op == token.AND {
				return true
			}
		}
	}
	return false
}

// arguments follows the parameter v, declared at decl, to the calls of its
// function.
func (r *resolution) arguments(pkg *Package, v *types.Var, decl inspector.Cursor,
	argument func(pkg *Package, call *ast.CallExpr, i int, variadic bool)) {

	for cur := range decl.Enclosing((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil)) {
		fd, ok := cur.Node().(*ast.FuncDecl)
		if !ok {
			break // the calls of a literal are not known
		}
		fn, ok := pkg.TypesInfo.Defs[fd.Name].(*types.Func)
		if !ok {
			break
		}
		params := fn.Signature().Params()
		for i := range params.Len() {
			if params.At(i).Pos() != v.Pos() {
				continue
			}
			variadic := fn.Signature().Variadic() && i == params.Len()-1
			r.calls(fn, func(pkg *Package, call *ast.CallExpr, shift int) {
				argument(pkg, call, i+shift, variadic)
			})
			return
		}
		break
	}
	r.open = true
}

// calls yields the calls of fn outside of tests, with the number of arguments that
// stand before the first. It makes the resolution open if fn is used otherwise.
func (r *resolution) calls(fn *types.Func, yield func(pkg *Package, call *ast.CallExpr, shift int)) {
	for _, u := range r.all.usesOf(fn) {
		cur := u.pkg.find(u.id)
		if u.pkg.isTest(fileOf(cur)) {
			continue
		}
		shift := 0
		if cur.ParentEdgeKind() == edge.SelectorExpr_Sel {
			cur = cur.Parent()
			if s := u.pkg.TypesInfo.Selections[cur.Node().(*ast.SelectorExpr)]; s != nil && s.Kind() == types.MethodExpr {
				shift = 1
			}
		}
		for cur.ParentEdgeKind() == edge.IndexExpr_X || cur.ParentEdgeKind() == edge.IndexListExpr_X || cur.ParentEdgeKind() == edge.ParenExpr_X {
			cur = cur.Parent()
		}
		if cur.ParentEdgeKind() != edge.CallExpr_Fun {
			r.open = true
			continue
		}
		yield(u.pkg, cur.Parent().Node().(*ast.CallExpr), shift)
	}
}

// results follows the call of a function of the module to what it returns.
func (r *resolution) results(info *types.Info, call *ast.CallExpr, follow func(*Package, inspector.Cursor)) {
	fn := typeutil.StaticCallee(info, call)
	if fn == nil {
		r.open = true
		return
	}
	pkg, decl := r.all.declOf(fn)
	if decl == nil || decl.Body == nil || fn.Signature().Results().Len() != 1 || fn.Signature().TypeParams() != nil {
		r.open = true
		return
	}
	key := fn.Origin().FullName()
	if r.seen[key] {
		return
	}
	r.seen[key] = true
	ast.Inspect(decl.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.ReturnStmt:
			if len(n.Results) == 1 {
				follow(pkg, pkg.find(n.Results[0]))
			} else {
				r.open = true // a named result
			}
		}
		return true
	})
}

// typeParam returns the generic function around cur whose type parameter is, or is
// the message in, the type t, and the parameter's index.
func (r *resolution) typeParam(pkg *Package, cur inspector.Cursor, t types.Type) (*types.Func, int) {
	if t == nil {
		return nil, 0
	}
	if r.registers {
		sig, ok := t.Underlying().(*types.Signature)
		if !ok || sig.Params().Len() == 0 {
			return nil, 0
		}
		t = sig.Params().At(sig.Params().Len() - 1).Type()
	}
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		t = ptr.Elem()
	}
	tp, ok := types.Unalias(t).(*types.TypeParam)
	if !ok {
		return nil, 0
	}
	for decl := range cur.Enclosing((*ast.FuncDecl)(nil)) {
		fn, ok := pkg.TypesInfo.Defs[decl.Node().(*ast.FuncDecl).Name].(*types.Func)
		if ok && tp.Index() < fn.Signature().TypeParams().Len() && fn.Signature().TypeParams().At(tp.Index()) == tp {
			return fn, tp.Index()
		}
	}
	return nil, 0
}

// instances adds the messages that stand for the type parameter of the generic
// function fn.
func (r *resolution) instances(fn *types.Func, index int) {
	key := [2]any{fn.FullName(), index}
	if r.seen[key] {
		return
	}
	r.seen[key] = true
	for _, u := range r.all.usesOf(fn) {
		cur := u.pkg.find(u.id)
		if u.pkg.isTest(fileOf(cur)) {
			continue
		}
		instance, ok := u.pkg.TypesInfo.Instances[u.id]
		if !ok || index >= instance.TypeArgs.Len() {
			r.open = true
			continue
		}
		arg := types.Unalias(instance.TypeArgs.At(index))
		if tn := busmodel.MessageType(arg); tn != nil {
			if m := MessageOf(tn); !slices.Contains(r.messages, m) {
				r.messages = append(r.messages, m)
			}
			continue
		}
		outer := &resolution{all: r.all, seen: r.seen}
		if fn, i := outer.typeParam(u.pkg, cur, arg); fn != nil {
			r.instances(fn, i)
			continue
		}
		r.open = true
	}
}

// A use is an identifier that refers to a function.
type use struct {
	pkg *Package
	id  *ast.Ident
}

// usesOf returns the uses of fn in all packages. A method is also used where a
// method of an interface is that has its name.
func (all *All) usesOf(fn *types.Func) []use {
	if all.uses == nil {
		all.uses = map[string][]use{}
		names := map[*types.Func]string{}
		for _, path := range sortedKeys(all.packages) {
			pkg := all.packages[path]
			for id, obj := range pkg.TypesInfo.Uses {
				f, ok := obj.(*types.Func)
				if !ok {
					continue
				}
				name, ok := names[f]
				if !ok {
					name = useKey(f)
					names[f] = name
				}
				all.uses[name] = append(all.uses[name], use{pkg, id})
			}
		}
	}
	uses := all.uses[fn.Origin().FullName()]
	if fn.Signature().Recv() != nil {
		uses = slices.Concat(uses, all.uses["interface "+fn.Name()])
	}
	return uses
}

// useKey identifies a function in all packages; methods of interfaces only by
// their name.
func useKey(fn *types.Func) string {
	if recv := fn.Signature().Recv(); recv != nil && types.IsInterface(recv.Type()) {
		return "interface " + fn.Name()
	}
	return fn.Origin().FullName()
}

// declOf returns the declaration of fn and its package, if it was loaded from
// source.
func (all *All) declOf(fn *types.Func) (*Package, *ast.FuncDecl) {
	if fn.Pkg() == nil {
		return nil, nil
	}
	pkg := all.packages[fn.Pkg().Path()]
	if pkg == nil {
		return nil, nil
	}
	for _, file := range pkg.Syntax {
		for _, decl := range file.Decls {
			fd, ok := decl.(*ast.FuncDecl)
			if !ok || fd.Name.Name != fn.Name() {
				continue
			}
			if def, ok := pkg.TypesInfo.Defs[fd.Name].(*types.Func); ok && def.FullName() == fn.Origin().FullName() {
				return pkg, fd
			}
		}
	}
	return nil, nil
}

func fileOf(cur inspector.Cursor) *ast.File {
	for file := range cur.Enclosing((*ast.File)(nil)) {
		return file.Node().(*ast.File)
	}
	return nil
}
