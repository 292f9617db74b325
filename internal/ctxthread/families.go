package ctxthread

import (
	"cmp"
	"fmt"
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"
	"golang.org/x/tools/refactor/satisfy"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/imports"
	"github.com/buslint/buslint/internal/module"
)

// joinMethods joins the methods that have to have one signature, because a type
// has to satisfy an interface, and freezes those that an interface from elsewhere
// demands.
func (p *program) joinMethods() {
	p.joinUnnamed()
	for _, u := range p.units {
		var finder satisfy.Finder
		finder.Find(u.known(), u.pkg.Syntax)
		constraints := slices.Collect(maps.Keys(finder.Result))
		// A type argument has to satisfy its constraint.
		for id, inst := range u.info.Instances {
			// An embedded field has the name of the type, which is what is meant.
			params := u.info.Uses[id].Type().(interface{ TypeParams() *types.TypeParamList }).TypeParams()
			for i := range inst.TypeArgs.Len() {
				constraints = append(constraints, satisfy.Constraint{LHS: params.At(i).Constraint(), RHS: inst.TypeArgs.At(i)})
			}
		}
		slices.SortFunc(constraints, func(a, b satisfy.Constraint) int {
			return strings.Compare(a.LHS.String()+a.RHS.String(), b.LHS.String()+b.RHS.String())
		})
		for _, c := range constraints {
			p.joinInterface(c.LHS, c.RHS)
		}
	}
	p.joinImplementations(p.joinAssertions())
}

// known returns what is known of the types of the package, with calls of builtin functions as constants if nobody knows the
// types of their arguments, as those of C in append(sizes, C.int(n)): package satisfy fails on these.
func (u *unit) known() *types.Info {
	unknown := map[ast.Expr]types.TypeAndValue{}
	for cur := range u.root.Preorder((*ast.CallExpr)(nil)) {
		call := cur.Node().(*ast.CallExpr)
		fn, tv := u.info.Types[call.Fun], u.info.Types[call]
		if _, known := fn.Type.(*types.Signature); fn.IsBuiltin() && !known && tv.Value == nil {
			tv.Value = constant.MakeUnknown()
			unknown[call] = tv
		}
	}
	if len(unknown) == 0 {
		return u.info
	}
	info := *u.info
	info.Types = maps.Clone(info.Types)
	maps.Copy(info.Types, unknown)
	return &info
}

// joinUnnamed joins the methods of unnamed interfaces, and the fields of unnamed structs, which
// are the same type wherever they are written. If one of the methods is to be renamed, all are.
func (p *program) joinUnnamed() {
	var known typeutil.Map
	for _, u := range p.units {
		for cur := range u.root.Preorder((*ast.InterfaceType)(nil), (*ast.StructType)(nil)) {
			t := u.info.TypeOf(cur.Node().(ast.Expr))
			if cur.ParentEdgeKind() == edge.TypeSpec_Type {
				continue
			}
			first, ok := known.At(t).([]types.Object)
			if !ok {
				known.Set(t, ownMembers(t))
				continue
			}
			for i, member := range ownMembers(t) {
				a, b := p.functions[first[i].Pos()], p.functions[member.Pos()]
				if a == nil {
					continue // no function
				}
				join(a, b)
				if r := cmp.Or(p.renames[a.pos], p.renames[b.pos]); r != nil {
					p.renames[a.pos], p.renames[b.pos] = r, r
				}
			}
		}
	}
}

// ownMembers returns the methods that an interface declares itself, or the fields of a struct.
func ownMembers(t types.Type) (members []types.Object) {
	switch t := t.(type) {
	case *types.Interface:
		for m := range t.ExplicitMethods() {
			members = append(members, m)
		}
	case *types.Struct:
		for v := range t.Fields() {
			members = append(members, v)
		}
	}
	return members
}

// joinAssertions joins the methods of interfaces with those of the interfaces that
// values of them are asserted to have, or else the assertions would come to fail. It
// returns the interfaces that are asserted.
func (p *program) joinAssertions() []types.Type {
	var asserted []types.Type
	seen := map[string]bool{}
	assert := func(info *types.Info, x, typ ast.Expr) {
		from, to := info.TypeOf(x), info.TypeOf(typ)
		iface, ok := to.Underlying().(*types.Interface)
		if !ok {
			return
		}
		for m := range iface.Methods() {
			if other := gotypes.Method(from, m.Pkg(), m.Name()); other != nil && types.Identical(m.Type(), other.Type()) {
				p.joinMethod(to, m, from, other)
			}
		}
		if !seen[to.String()] {
			seen[to.String()] = true
			asserted = append(asserted, to)
		}
	}
	for _, u := range p.units {
		for cur := range u.root.Preorder((*ast.TypeAssertExpr)(nil)) {
			for _, typ := range assertedTypes(cur) {
				assert(u.info, cur.Node().(*ast.TypeAssertExpr).X, typ)
			}
		}
	}
	return asserted
}

// assertedTypes returns the types that a value is asserted to have at cur: of a type switch, those
// of its clauses.
func assertedTypes(cur inspector.Cursor) (all []ast.Expr) {
	if typ := cur.Node().(*ast.TypeAssertExpr).Type; typ != nil {
		return []ast.Expr{typ}
	}
	for sw := range cur.Enclosing((*ast.TypeSwitchStmt)(nil)) {
		for _, clause := range sw.Node().(*ast.TypeSwitchStmt).Body.List {
			all = append(all, clause.(*ast.CaseClause).List...)
		}
		break
	}
	return all
}

// joinInterface joins the methods of the interface iface with those of t that
// implement them.
func (p *program) joinInterface(iface, t types.Type) {
	it, ok := iface.Underlying().(*types.Interface)
	if !ok {
		return // a constraint that is a type
	}
	for m := range it.Methods() {
		if method := gotypes.Method(t, m.Pkg(), m.Name()); method != nil {
			p.joinMethod(iface, m, t, method)
		}
	}
}

// joinMethod joins the method m of the interface iface with the one of t that
// implements it.
func (p *program) joinMethod(iface types.Type, m *types.Func, t types.Type, method *types.Func) {
	demanded, given := p.functions[m.Pos()], p.functions[method.Pos()]
	if r := p.renames[m.Pos()]; r != nil && hasTwin(t, r) {
		return // it will implement the interface by its twin
	}
	switch {
	case demanded == nil && given != nil:
		given.freezeAll("it must satisfy " + typeName(iface))
	case demanded != nil && given == nil:
		demanded.freezeAll(typeName(t) + " of another module implements it")
	case demanded != nil && demanded != given:
		join(demanded, given)
		for i := range min(len(demanded.params), len(given.params)) {
			p.same(demanded.params[i], given.params[i], "it is the parameter of a method that has no name for it elsewhere")
		}
		for i := range min(len(demanded.results), len(given.results)) {
			p.same(demanded.results[i], given.results[i], "it is the result of a method that has another name for its type elsewhere")
		}
	}
}

// hasTwin reports whether t has the method that the one of r is to become.
func hasTwin(t types.Type, r *Rename) bool {
	twin := gotypes.Method(t, nil, r.Twin)
	if twin == nil || gotypes.CtxParam(twin.Signature()) != 0 {
		return false
	}
	sig := twin.Signature()
	params := slices.Collect(sig.Params().Variables())
	without := types.NewSignatureType(nil, nil, nil, types.NewTuple(params[1:]...), sig.Results(), sig.Variadic())
	return types.Identical(without, r.Method.Type())
}

// settleRenames decides which interfaces get the twin of a method in its place. It
// returns why the others do not.
func (p *program) settleRenames() map[*Rename]string {
	kept := map[*Rename]string{}
	for _, r := range p.Renames {
		fn := p.functions[r.Method.Pos()]
		if fn == nil {
			kept[r] = "its interface belongs to another module"
			continue
		}
		if fn.family.frozen != "" {
			kept[r] = "its interface cannot change: " + fn.family.frozen
			continue
		}
		for _, member := range fn.family.members {
			if member.isMethod(r.Method.Name()) && gotypes.Method(member.sig.Recv().Type(), nil, r.Twin) != nil {
				kept[r] = fmt.Sprintf("its interface cannot change: %s already has a namesake %s", member.name, r.Twin)
			}
		}
		if at := p.conflict(r); at.IsValid() {
			kept[r] = fmt.Sprintf("its interface cannot change: the one%s has it and another %s", p.at(at), r.Twin)
		}
		if kept[r] == "" {
			fn.family.rename = r
		}
	}
	return kept
}

// conflict returns where an interface has the method of r, by embedding, and another method
// of the name of the twin.
func (p *program) conflict(r *Rename) token.Pos {
	for _, u := range p.units {
		for cur := range u.root.Preorder((*ast.InterfaceType)(nil)) {
			t := u.info.TypeOf(cur.Node().(*ast.InterfaceType))
			method := gotypes.Method(t, r.Method.Pkg(), r.Method.Name())
			if method != nil && method.Pos() == r.Method.Pos() && gotypes.Method(t, nil, r.Twin) != nil && !hasTwin(t, r) {
				return cur.Node().Pos()
			}
		}
	}
	return token.NoPos
}

// isMethod reports whether fn is a method of this name. Its family may have others: a
// variable that holds its value.
func (fn *function) isMethod(name string) bool {
	return (fn.kind == declared || fn.kind == interfaceMethod) && fn.sig.Recv() != nil && fn.ident().Name == name
}

// ident returns the name in the declaration of a function or method.
func (fn *function) ident() *ast.Ident {
	switch n := fn.decl.(type) {
	case *ast.FuncDecl:
		return n.Name
	case *ast.Field:
		return n.Names[0]
	}
	return nil
}

// freezeAll freezes fn and the parameters and results that it has.
func (fn *function) freezeAll(why string) {
	fn.freeze(why)
	for _, place := range slices.Concat(fn.params, fn.results) {
		if place != nil {
			place.freeze(why)
		}
	}
}

// joinImplementations joins the types of the module with the interfaces that they
// implement though nothing in the source says so: a value may get there by a type
// assertion, or by reflection. An interface of one method is easily implemented by
// chance: of those count only the standard library's, and the ones that the package
// knows; of other modules' interfaces, only those that it knows. Interfaces that values are
// asserted to have always count.
func (p *program) joinImplementations(asserted []types.Type) {
	concrete, interfaces := p.declaredTypes()
	for _, named := range concrete {
		ptr := types.NewPointer(named)
		for _, to := range asserted {
			if types.Implements(ptr, to.Underlying().(*types.Interface)) {
				p.joinInterface(to, ptr)
			}
		}
		tried := map[*types.TypeName]bool{}
		for sel := range types.NewMethodSet(ptr).Methods() {
			if p.functions[sel.Obj().Pos()] == nil {
				continue
			}
			for _, tn := range interfaces[sel.Obj().Name()] {
				if tried[tn] || !p.mayMean(named.Obj().Pkg(), tn) {
					continue
				}
				tried[tn] = true
				if types.Implements(ptr, tn.Type().Underlying().(*types.Interface)) {
					p.joinInterface(tn.Type(), ptr)
				}
			}
		}
	}
}

// mayMean reports whether a type of pkg that implements the interface is likely to be meant to.
func (p *program) mayMean(pkg *types.Package, iface *types.TypeName) bool {
	of := iface.Pkg()
	return module.IsStandard(of.Path()) || of == pkg || slices.Contains(pkg.Imports(), of) ||
		p.inModule(of) && iface.Type().Underlying().(*types.Interface).NumMethods() > 1
}

// declaredTypes returns the types of the module that are no interfaces, and the interfaces of
// the module and of all that it imports, as far as it can name them, by their methods.
func (p *program) declaredTypes() (concrete []*types.Named, interfaces map[string][]*types.TypeName) {
	interfaces = map[string][]*types.TypeName{}
	seen := map[*types.Package]bool{}
	var visit func(pkg *types.Package)
	visit = func(pkg *types.Package) {
		if seen[pkg] {
			return
		}
		seen[pkg] = true
		for tn := range gotypes.Declared(pkg) {
			named, ok := tn.Type().(*types.Named)
			if !ok || named.TypeParams().Len() > 0 {
				continue
			}
			if iface, ok := named.Underlying().(*types.Interface); ok {
				if p.inModule(pkg) || tn.Exported() && !imports.IsInternal(pkg.Path()) {
					for m := range iface.Methods() {
						interfaces[m.Name()] = append(interfaces[m.Name()], tn)
					}
				}
			} else if p.inModule(pkg) {
				concrete = append(concrete, named)
			}
		}
		for _, imp := range pkg.Imports() {
			visit(imp)
		}
	}
	for _, u := range p.units {
		visit(u.pkg.Types)
	}
	return concrete, interfaces
}

// inModule reports whether pkg belongs to the packages of the program.
func (p *program) inModule(pkg *types.Package) bool {
	return pkg != nil && p.paths[strings.TrimSuffix(pkg.Path(), "_test")]
}

// typeName writes a type as people do.
func typeName(t types.Type) string {
	return types.TypeString(t, func(pkg *types.Package) string { return pkg.Name() })
}

// settlePlaces decides which places can change their type: those that get nothing but
// functions that can, and pass on to nothing but such places. The functions they get are
// joined with them.
func (p *program) settlePlaces() {
	taken := map[*function]bool{}
	for _, fl := range p.flows {
		if fl.taken && fl.from != nil {
			taken[fl.from] = true
		}
	}
	p.settleLiterals(taken)
	p.settleSignatures()
	p.joinTypes()
	p.settleFlows(taken)
	for _, fl := range p.flows {
		if fl.to != nil && !fl.expression && fl.to.family.frozen == "" && fl.from != nil {
			join(fl.to, fl.from)
		}
	}
}

// settleLiterals freezes the literals that have no type of their own: they neither go into a
// place nor are taken.
func (p *program) settleLiterals(taken map[*function]bool) {
	for _, fn := range p.ordered {
		if fn.kind != literal || taken[fn] {
			continue
		}
		if len(fn.out) == 0 || slices.ContainsFunc(fn.out, func(fl *flow) bool { return fl.to == nil }) {
			fn.freeze("its type depends on where it is used")
		}
	}
}

// settleSignatures freezes the parameters and results of functions that are used as values, and
// the parameters that are called at once: a closure that shares the contexts of the caller does
// as well.
func (p *program) settleSignatures() {
	for _, fn := range p.ordered {
		for _, param := range fn.params {
			switch {
			case param == nil:
			case len(fn.out) > 0:
				param.freeze("it is the parameter of a function that is used as a value")
			case fn.kind == declared && !param.elements && !p.keepsParam(param):
				param.freeze("it is called while its caller waits")
			}
		}
		for _, result := range fn.results {
			if result != nil && len(fn.out) > 0 {
				result.freeze("it is the result of a function that is used as a value")
			}
		}
	}
}

// joinTypes joins the places that are declared with one type.
func (p *program) joinTypes() {
	byType := map[*ast.FuncType]*function{}
	for _, fn := range p.ordered {
		if fn.kind == place && fn.typ != nil {
			if other := byType[fn.typ]; other != nil {
				join(other, fn)
			}
			byType[fn.typ] = fn
		}
	}
}

// settleFlows freezes the places and literals between which values flow, if one of them cannot
// change, until nothing is left to freeze.
func (p *program) settleFlows(taken map[*function]bool) {
	for _, fl := range p.flows {
		if fl.from != nil && fl.from.kind == place && fl.to == nil && !fl.taken {
			fl.from.freeze("its value is passed on as another type" + p.at(fl.cur.Node().Pos()))
		}
	}
	for changed := true; changed; {
		changed = false
		for _, fl := range p.flows {
			if fl.to == nil || fl.expression {
				continue
			}
			if fl.to.family.frozen == "" && fl.seed == nil {
				switch {
				case fl.from == nil:
					fl.to.freeze("it is given a function that is not the module's" + p.at(fl.cur.Node().Pos()))
					changed = true
				case fl.from.family.frozen != "":
					fl.to.freeze("it is given " + fl.from.name + ", which cannot change: " + fl.from.family.frozen)
					changed = true
				}
			}
			if fl.to.family.frozen != "" && fl.from != nil && fl.from.family.frozen == "" &&
				(fl.from.kind == place || fl.from.kind == literal && !taken[fl.from]) {
				fl.from.freeze("it goes into " + fl.to.name + ", which cannot change: " + fl.to.family.frozen)
				changed = true
			}
		}
	}
}

// keepsParam reports whether the function that a parameter holds may be called
// when the function with the parameter has returned: it goes into another place, is
// registered, or is called in a literal that is kept.
func (p *program) keepsParam(param *function) bool {
	if param.shared {
		return true
	}
	for _, fl := range param.out {
		if fl.taken || fl.to != nil && (!fl.to.local || fl.cur.ParentEdgeKind() != edge.RangeStmt_X || p.keepsParam(fl.to)) {
			return true
		}
	}
	for _, call := range param.calls {
		for cur := range call.cur.Enclosing((*ast.FuncLit)(nil)) {
			if call.file.outlives(cur).why != "" {
				return true
			}
		}
	}
	return false
}

// at says for people where pos is.
func (p *program) at(pos token.Pos) string {
	at := p.fset.PositionFor(pos, false)
	return fmt.Sprintf(" at %s:%d", filepath.Base(at.Filename), at.Line)
}
