package recognise

import (
	"cmp"
	"go/ast"
	"go/types"
	"slices"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/recheck"
	"github.com/buslint/buslint/internal/syntax"
)

// A store is where a package keeps what is registered, or what waits to be sent: a field of a type; the type
// itself if it is a map or a slice; or a variable of the package if there is no type. All values of a type have
// the same stores.
type store struct{ typ, name string }

func (at store) compare(other store) int {
	return cmp.Or(cmp.Compare(at.typ, other.typ), cmp.Compare(at.name, other.name))
}

// origins say of what a value is made. Parameters are bits; see [bit].
type origins struct {
	same   uint64  // the parameters one of which it is
	made   uint64  // the parameters of which something is in it
	stores []store // from which it is taken
	lost   bool    // it may be from so many stores that none is noted
}

// mostStores is how many stores are noted of a value. What may be from more is not what a bus hands out.
const mostStores = 12

func (o origins) params() uint64 { return o.same | o.made }

// given returns those of what the function is given.
func (o origins) given() origins { return origins{same: o.same, made: o.made} }

// isSomething reports whether the value is of something else than the receiver.
func (o origins) isSomething() bool { return o.params()&^receiver != 0 || len(o.stores) > 0 }

// part returns the origins of what is made of the value.
func (o origins) part() origins {
	o.same, o.made = 0, o.params()
	return o
}

// has reports whether the value is taken from the store.
func (o origins) has(at store) bool { return slices.Contains(o.stores, at) }

// and returns these and those of other.
func (o origins) and(other origins) origins {
	o.same |= other.same
	o.made |= other.made
	o.lost = o.lost || other.lost
	for _, at := range other.stores {
		if !o.lost && !o.has(at) {
			o.stores = append(slices.Clip(o.stores), at)
			o.lost = len(o.stores) > mostStores
		}
	}
	if o.lost {
		o.stores = nil
	}
	return o
}

// A body is what a function does with what it is given.
type body struct {
	f         *flow
	decl      *ast.FuncDecl
	fn        *types.Func
	typ       string // of its receiver, or ""
	told      uint64 // the parameters that may be told of messages
	announces bool   // by its name
	vars      map[*types.Var]*origins
	keeps     map[store]*origins        // what it puts into stores
	tells     map[store]*origins        // what it hands to what is in stores
	asks      map[int]*origins          // what it hands to its parameters, when it calls them
	gives     origins                   // what it returns
	many      map[store]bool            // it appends to them
	ranges    map[store]bool            // it loops over what is in them
	one       map[store]bool            // it puts something into a field that has room for one
	whole     map[store]bool            // it hands them what it is given, or does so itself, rather than to have another function tell what it makes
	itself    map[store]bool            // it hands them something without another function of the package
	calls     map[store]map[string]bool // the methods that it calls of what is in stores
	adds      bool                      // it adds something else than messages to what its type has
	makes     map[string]bool           // the types of which it makes values, and keeps what it does with these to itself
	works     bool                      // it changes what its type has, or hands what it is given to others
	same      bool                      // it calls a method of its own name, of what is in a store

	stale   bool           // it is to be read again, since more is known of it or of what it calls
	callers map[*body]bool // other functions that call it
}

// These stand for what is no parameter: the receiver of a method, a channel that the package makes, and what is given to a function
// that a function returns.
const (
	later      uint64 = 1 << 61
	ownChannel uint64 = 1 << 62
	receiver   uint64 = 1 << 63
)

// ofReceiver is the index of what is handed to the receiver of a method when that is called.
const ofReceiver = -1

// A flow follows through the bodies of a package what its functions are given. It goes by neither the order of
// statements nor the instances of types.
type flow struct {
	s      *shapes
	pkg    *types.Package // that of s, with its bodies
	info   *types.Info
	names  map[*types.Var]store
	stores map[store]types.Type
	bodies []*body
	byFunc map[*types.Func]*body
	others map[*types.TypeName]map[string]store // the lists that types of other packages have
	own    func(*types.Package) bool            // whether a package is of the module; nil if none but pkg is

	checked *shapes // of pkg
}

// follow follows the functions of the package, once. What does not compile has no flow.
func (s *shapes) follow(source Source) *flow {
	if s.flow != nil {
		return s.flow
	}
	f := &flow{
		s: s, names: map[*types.Var]store{}, stores: map[store]types.Type{}, byFunc: map[*types.Func]*body{},
		others: map[*types.TypeName]map[string]store{}, own: source.Own,
		info: &types.Info{
			Types: map[ast.Expr]types.TypeAndValue{}, Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{},
			Implicits: map[ast.Node]types.Object{},
		},
	}
	conf := types.Config{Importer: recheck.Importer(func(path string) (*types.Package, error) { return recheck.Imported(path, s.pkg) }), FakeImportC: true, Error: func(error) {}}
	f.pkg, _ = conf.Check(s.pkg.Path(), source.Fset, source.Files, f.info)
	f.checked = &shapes{pkg: f.pkg, words: s.words}
	for _, name := range f.pkg.Scope().Names() {
		switch obj := f.pkg.Scope().Lookup(name).(type) {
		case *types.Var:
			f.name(obj, store{name: name})
		case *types.TypeName:
			f.addFields(name, obj.Type())
		}
	}
	for _, file := range source.Files {
		for _, decl := range file.Decls {
			if decl, ok := decl.(*ast.FuncDecl); ok && decl.Body != nil {
				f.add(decl)
			}
		}
	}
	sorted := f.byCalls()
	for slices.ContainsFunc(sorted, func(b *body) bool { return b.stale }) {
		for _, b := range sorted {
			if b.stale {
				b.stale = false
				b.read()
			}
		}
		f.unqueue()
	}
	s.flow = f
	return f
}

// byCalls returns the functions, each after those that it calls: a caller need not be read again for these then.
func (f *flow) byCalls() []*body {
	var sorted []*body
	seen := map[*body]bool{}
	var visit func(b *body)
	visit = func(b *body) {
		if b == nil || seen[b] {
			return
		}
		seen[b] = true
		ast.Inspect(b.decl.Body, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok {
				visit(f.byFunc[b.calleeOf(call)])
				for _, callee := range f.behind(b.calleeOf(call)) {
					visit(callee)
				}
			}
			return true
		})
		sorted = append(sorted, b)
	}
	for _, b := range f.bodies {
		visit(b)
	}
	return sorted
}

// name notes that a field or variable is a store, if it may hold what is called, or what waits for that.
func (f *flow) name(v *types.Var, at store) {
	t := v.Type()
	if pointer, ok := t.Underlying().(*types.Pointer); ok {
		t = pointer.Elem()
	}
	if _, isStruct := t.Underlying().(*types.Struct); isStruct && !isContainer(t) && !isLinked(t) && !isSocket(t) {
		return // what it has are stores
	}
	if mayHold(t) {
		f.names[v], f.stores[at] = at, t
	}
}

// mayHold reports whether a value of type t may have something in it that can be called, or lists of messages.
func mayHold(t types.Type) bool {
	return anyPart(t, 6, func(t types.Type) bool {
		switch u := t.Underlying().(type) {
		case *types.Signature, *types.Chan:
			return true
		case *types.Interface:
			return !isOfStandard(t) && !gotypes.IsError(t)
		case interface{ Elem() types.Type }:
			return isList(t) && isMessages(u.Elem())
		}
		return isContainer(t)
	}, func(types.Type) bool { return true })
}

// anyPart reports whether is holds for the type, or for what values of it have in them, that deep: their elements,
// and those of their fields for which enters holds.
func anyPart(t types.Type, deep int, is, enters func(types.Type) bool) bool {
	if is(t) {
		return true
	}
	if deep == 0 {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Map:
		return anyPart(u.Elem(), deep-1, is, enters) || anyPart(u.Key(), deep-1, is, enters)
	case interface{ Elem() types.Type }:
		return anyPart(u.Elem(), deep-1, is, enters)
	case *types.Struct:
		return !isOfStandard(t) && hasField(u, func(t types.Type) bool { return enters(t) && anyPart(t, deep-1, is, enters) })
	}
	return false
}

// isMessages reports whether a list of elements of type t may be one of messages.
func isMessages(t types.Type) bool {
	t = elem(t)
	_, isStruct := t.Underlying().(*types.Struct)
	return isStruct && isCalledMessage(t)
}

// isLinked reports whether a value of type t has another one behind it, as those of a linked list do.
func isLinked(t types.Type) bool {
	return hasField(t, func(next types.Type) bool {
		to, ok := next.(*types.Pointer)
		return ok && types.Identical(to.Elem(), t)
	})
}

// isContainer reports whether the type has a method that puts something in. A counter, or a time, takes only plain values, and a
// number others of its kind.
func isContainer(t types.Type) bool {
	named, ok := t.(*types.Named)
	return ok && slices.ContainsFunc(methodsOf(named), func(fn *types.Func) bool {
		return stored[fn.Name()] && takes(fn.Signature(), func(put types.Type) bool { return !isFlag(put) && !types.Identical(elem(put), t) })
	})
}

// unqueue notes who keeps what may be told in a store that is taken from a channel, which others send it.
func (f *flow) unqueue() {
	keepers := map[store][]*body{}
	for _, b := range f.bodies {
		for at, value := range b.keeps {
			if value.params()&b.told != 0 {
				keepers[at] = append(keepers[at], b)
			}
		}
	}
	for _, b := range f.bodies {
		for at := range b.keeps {
			for _, queue := range b.moves(b.keeps, at) {
				if !isChannel(f.stores[queue]) {
					continue
				}
				for _, other := range keepers[queue] {
					if params := other.keeps[queue].params() & other.told; other != b && other.held(at, params) != 0 {
						noteIn(other, other.keeps, at, origins{made: params})
					}
				}
			}
		}
	}
}

// moves returns the channels, maps and lists from which the function takes what it hands to the store, or puts there.
func (b *body) moves(what map[store]*origins, to store) []store {
	var found []store
	if value := what[to]; value != nil {
		for _, from := range value.stores {
			if t := b.f.stores[from]; from != to && t != nil && (isChannel(t) || isList(t)) {
				found = append(found, from)
			}
		}
	}
	return found
}

func isChannel(t types.Type) bool {
	_, ok := t.Underlying().(*types.Chan)
	return ok
}

// addFields notes the fields of a type as stores, and those of structs in it that have no name.
func (f *flow) addFields(name string, t types.Type) {
	for _, field := range fieldsOf(t) {
		f.name(field.Origin(), store{typ: name, name: field.Name()})
		if _, isNamed := elem(field.Type()).(*types.Named); !isNamed {
			f.addFields(name, elem(field.Type()))
		}
	}
}

func (f *flow) add(decl *ast.FuncDecl) {
	fn, ok := f.info.Defs[decl.Name].(*types.Func)
	if !ok {
		return
	}
	b := &body{
		f: f, decl: decl, fn: fn, announces: namesAnnouncing(decl.Name.Name), vars: map[*types.Var]*origins{},
		keeps: map[store]*origins{}, tells: map[store]*origins{}, asks: map[int]*origins{},
		many: map[store]bool{}, ranges: map[store]bool{}, one: map[store]bool{}, whole: map[store]bool{}, itself: map[store]bool{},
		calls: map[store]map[string]bool{}, makes: map[string]bool{}, stale: true, callers: map[*body]bool{},
	}
	if recv := fn.Signature().Recv(); recv != nil {
		b.vars[recv] = &origins{same: receiver}
		if named, ok := elem(recv.Type()).(*types.Named); ok {
			b.typ = named.Obj().Name()
		}
	}
	m := &member{fn: fn, sig: fn.Signature(), words: wordsOf(fn.Name())}
	for i := range m.sig.Params().Len() {
		param := m.sig.Params().At(i)
		if b.vars[param] = (&origins{same: bit(i)}); f.checked.mayTellOf(m, param) {
			b.told |= bit(i)
		}
	}
	f.byFunc[fn] = b
	f.bodies = append(f.bodies, b)
}

// bit returns the bit of a parameter by its index. Those that are far behind share one.
func bit(param int) uint64 {
	return 1 << min(param, 60)
}

// read notes what the function does, as far as it is known what those do that it calls.
func (b *body) read() {
	ast.PreorderStack(b.decl.Body, nil, func(n ast.Node, stack []ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, left := range n.Lhs {
				b.assign(left, n.Rhs[min(i, len(n.Rhs)-1)])
			}
		case *ast.ValueSpec:
			for i, name := range n.Names {
				if len(n.Values) > 0 {
					b.assign(name, n.Values[min(i, len(n.Values)-1)])
				}
			}
		case *ast.RangeStmt:
			for _, at := range b.value(n.X).stores {
				b.ranges[at] = true
			}
			for _, left := range []ast.Expr{n.Key, n.Value} {
				if left != nil {
					b.assign(left, n.X)
				}
			}
		case *ast.TypeSwitchStmt:
			b.switches(n)
		case *ast.CallExpr:
			b.call(n)
		case *ast.CompositeLit:
			b.make(n)
		case *ast.SendStmt:
			b.send(n)
		case *ast.ReturnStmt:
			if !slices.ContainsFunc(stack, func(n ast.Node) bool { _, ok := n.(*ast.FuncLit); return ok }) {
				for _, result := range n.Results {
					if lit, ok := ast.Unparen(result).(*ast.FuncLit); ok && b.returnsUse() {
						b.bind(lit, []origins{{same: later}})
					}
					b.note(&b.gives, b.value(result))
				}
			}
		}
		return true
	})
}

// returnsUse reports whether the function is called after what the function does that it returns: Send(bus)(message). Options are not.
func (b *body) returnsUse() bool {
	words := wordsOf(b.fn.Name())
	return verbs[words[0]].use != 0 && words[0] != "with"
}

// note adds origins to those of something.
func (b *body) note(to *origins, from origins) {
	now := to.and(from)
	if now.same != to.same || now.made != to.made || now.lost != to.lost || len(now.stores) > len(to.stores) {
		*to = now
		b.learn()
	}
}

// learn notes that more is known of the function.
func (b *body) learn() {
	b.stale = true
	for caller := range b.callers {
		caller.stale = true
	}
}

// noteIn adds origins to those of an entry.
func noteIn[K comparable](b *body, table map[K]*origins, key K, from origins) {
	if table[key] == nil {
		table[key] = &origins{}
		b.learn()
	}
	b.note(table[key], from)
}

// hand notes that what is called is given the arguments. What the receiver has is nothing that it is given.
func (b *body) hand(called, args origins) {
	args.same &^= receiver
	args.made &^= receiver
	for _, at := range called.stores {
		b.whole[at], b.itself[at] = true, true
		noteIn(b, b.tells, at, args)
	}
	for i := range b.fn.Signature().Params().Len() {
		if called.params()&bit(i)&^receiver != 0 {
			noteIn(b, b.asks, i, args)
		}
	}
	if called.params()&receiver != 0 {
		noteIn(b, b.asks, ofReceiver, args)
	}
}

// switches notes what the variable of a type switch is.
func (b *body) switches(n *ast.TypeSwitchStmt) {
	var of ast.Expr
	switch assign := n.Assign.(type) {
	case *ast.AssignStmt:
		of = assign.Rhs[0]
	case *ast.ExprStmt:
		return
	}
	for _, clause := range n.Body.List {
		if v, ok := b.f.info.Implicits[clause].(*types.Var); ok {
			noteIn(b, b.vars, v, b.value(of))
		}
	}
}

// assign notes what a variable is made of, or what is put into a store.
func (b *body) assign(left, right ast.Expr) {
	value := b.value(right)
	if id, ok := left.(*ast.Ident); ok {
		if v, ok := b.f.info.ObjectOf(id).(*types.Var); ok && !b.f.isStore(v) {
			noteIn(b, b.vars, v, value)
			return
		}
	}
	index, byKey := ast.Unparen(left).(*ast.IndexExpr)
	stored := value
	if byKey {
		key := b.value(index.Index)
		if !b.f.checked.isTold(b.typeOf(index.Index)) {
			key = origins{same: key.same, made: key.made & ownChannel}
		}
		stored = stored.and(key) // which may be the listener itself
		b.fill(index.X, value.and(origins{stores: key.stores}).part())
	}
	stores := b.storesOf(left)
	b.works = b.works || b.isOwn(left) && !isAppend(right) && !slices.ContainsFunc(stores, value.has)
	b.adds = b.adds || b.isOwn(left) && isAppend(right) && len(stores) == 0
	for _, at := range stores {
		b.many[at] = b.many[at] || isAppend(right) || isList(b.typeOf(right)) && value.has(at)
		linked := b.f.stores[at] != nil && isLinked(b.f.stores[at])
		b.one[at] = b.one[at] || !byKey && value.isSomething() && !isAppend(right) && !linked
		noteIn(b, b.keeps, at, stored)
	}
	if sel, ok := ast.Unparen(left).(*ast.SelectorExpr); ok {
		b.fill(sel.X, value.part())
	}
}

// isOwn reports whether an expression is of a field of the receiver, or an element of one.
func (b *body) isOwn(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.SelectorExpr:
		return b.value(e.X).params()&receiver != 0
	case *ast.IndexExpr:
		return b.isOwn(e.X)
	case *ast.StarExpr:
		return b.value(e.X).params()&receiver != 0
	}
	return false
}

// fill notes that a variable has something in it.
func (b *body) fill(e ast.Expr, value origins) {
	switch e := ast.Unparen(e).(type) {
	case *ast.SliceExpr:
		b.fill(e.X, value)
	case *ast.Ident:
		if v, ok := b.f.info.ObjectOf(e).(*types.Var); ok && b.vars[v] != nil && b.vars[v].same == 0 {
			b.note(b.vars[v], value)
		}
	}
}

func (f *flow) isStore(v *types.Var) bool {
	_, ok := f.names[v]
	return ok
}

// send notes what a channel is sent: it is told, and it keeps that for who takes it out.
func (b *body) send(n *ast.SendStmt) {
	value := b.value(n.Value)
	for _, at := range b.storesOf(n.Chan) {
		noteIn(b, b.keeps, at, value)
	}
	b.hand(b.value(n.Chan), value)
}

// make notes what a literal of a type of the package puts into its maps and slices.
func (b *body) make(lit *ast.CompositeLit) {
	fields := fieldsOf(elem(b.typeOf(lit)))
	if obj := origin(elem(b.typeOf(lit))); obj != nil && obj.Pkg() == b.f.pkg {
		b.makes[obj.Name()] = true
	}
	for i := range min(len(lit.Elts), len(fields)) {
		field, value := fields[i], lit.Elts[i]
		if pair, ok := value.(*ast.KeyValueExpr); ok {
			id, _ := pair.Key.(*ast.Ident)
			field, _ = b.f.info.Uses[id].(*types.Var)
			value = pair.Value
		}
		if field == nil {
			continue
		}
		if at, ok := b.f.names[field.Origin()]; ok && isList(field.Type()) {
			noteIn(b, b.keeps, at, b.value(value))
		}
	}
}

func isList(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Map, *types.Slice, *types.Array:
		return true
	}
	return false
}

func isAppend(e ast.Expr) bool {
	call, ok := ast.Unparen(e).(*ast.CallExpr)
	if !ok {
		return false
	}
	id, ok := call.Fun.(*ast.Ident)
	return ok && id.Name == "append"
}

// storesOf returns the stores that an expression names, or an element of them.
func (b *body) storesOf(e ast.Expr) []store {
	var found []store
	switch e := ast.Unparen(e).(type) {
	case *ast.IndexExpr:
		return b.storesOf(e.X)
	case *ast.StarExpr:
		return b.storesOf(e.X)
	case *ast.SelectorExpr:
		if v, ok := b.f.info.Uses[e.Sel].(*types.Var); ok {
			if at, ok := b.f.names[v.Origin()]; ok {
				found = append(found, at)
			}
		}
		found = append(found, b.listOfOther(e)...)
	case *ast.Ident:
		if v, ok := b.f.info.Uses[e].(*types.Var); ok {
			if at, ok := b.f.names[v]; ok {
				found = append(found, at)
			}
		}
	}
	if named, ok := elem(b.typeOf(e)).(*types.Named); ok && named.Obj().Pkg() == b.f.pkg && isList(named) {
		found = append(found, store{typ: named.Obj().Name()})
	}
	return found
}

// typeOf returns the type of an expression, which is invalid if it does not compile.
func (b *body) typeOf(e ast.Expr) types.Type {
	if t := b.f.info.TypeOf(e); t != nil {
		return t
	}
	return types.Typ[types.Invalid]
}

// value returns the origins of an expression.
func (b *body) value(e ast.Expr) origins {
	if t := b.typeOf(e); gotypes.IsError(t) || types.Identical(t.Underlying(), types.Typ[types.Bool]) {
		return origins{}
	}
	found := origins{stores: b.storesOf(e)}
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident:
		if v, ok := b.f.info.ObjectOf(e).(*types.Var); ok && b.vars[v] != nil {
			found = found.and(*b.vars[v])
		}
	case *ast.SelectorExpr:
		found = found.and(b.value(e.X).part())
	case *ast.IndexExpr:
		found = found.and(b.value(e.X).part())
	case *ast.IndexListExpr:
		found = found.and(b.value(e.X))
	case *ast.StarExpr:
		found = found.and(b.value(e.X))
	case *ast.UnaryExpr:
		found = found.and(b.value(e.X))
	case *ast.TypeAssertExpr:
		found = found.and(b.value(e.X))
	case *ast.SliceExpr:
		found = found.and(b.value(e.X))
	case *ast.BinaryExpr:
		found = found.and(b.value(e.X).part())
		found = found.and(b.value(e.Y).part())
	case *ast.CompositeLit:
		for _, elt := range e.Elts {
			if pair, ok := elt.(*ast.KeyValueExpr); ok {
				if _, isField := pair.Key.(*ast.Ident); !isField {
					found = found.and(b.value(pair.Key).part())
				}
				elt = pair.Value
			}
			found = found.and(b.value(elt).part())
		}
	case *ast.FuncLit:
		found.made |= b.captured(e)
	case *ast.CallExpr:
		found = found.and(b.result(e))
	}
	return found
}

// captured returns the parameters that a function literal uses, or what is made of them.
func (b *body) captured(fn *ast.FuncLit) uint64 {
	var found uint64
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			if v, ok := b.f.info.Uses[id].(*types.Var); ok && b.vars[v] != nil {
				found |= b.vars[v].params()
			}
		}
		return true
	})
	return found
}

// calleeOf returns the function that a call is of; nil if that is known only when it runs.
func (b *body) calleeOf(call *ast.CallExpr) *types.Func {
	if fn, ok := b.f.info.Uses[syntax.Name(call.Fun)].(*types.Func); ok {
		return fn.Origin()
	}
	return nil
}

// known returns what is known of the function of the package that a call is of; nil if it is none.
func (b *body) known(call *ast.CallExpr) *body {
	callee := b.f.byFunc[b.calleeOf(call)]
	if callee != nil {
		callee.callers[b] = true
	}
	return callee
}

// called returns the origins of what a call is of: of a function value, or of what has the method.
func (b *body) called(call *ast.CallExpr) origins {
	if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok && b.calleeOf(call) != nil {
		return b.value(sel.X)
	}
	return b.value(call.Fun)
}

// args returns the origins of the arguments, and of all together.
func (b *body) args(call *ast.CallExpr) (each []origins, all origins) {
	for _, arg := range call.Args {
		value := b.value(arg)
		each = append(each, value)
		all = all.and(value)
	}
	return each, all
}

// result returns the origins of what a call returns.
func (b *body) result(call *ast.CallExpr) origins {
	each, all := b.args(call)
	if b.f.info.Types[call.Fun].IsType() || isAppend(call) {
		return all // its elements are what it is, too
	}
	if id := syntax.Name(call.Fun); id != nil && id.Name == "make" && isChannel(b.typeOf(call)) {
		return origins{same: ownChannel}
	}
	if callee := b.known(call); callee != nil {
		found := callee.gives.of(callee.given(each), b.called(call))
		found.made |= all.params()
		return found
	}
	called := b.called(call).part()
	for _, callee := range b.f.behind(b.calleeOf(call)) {
		callee.callers[b] = true
		called = called.and(callee.gives.of(callee.given(each), origins{}))
	}
	if b.calleeOf(call) == nil {
		called.made = 0 // a function is not in what it returns
	}
	found := all.part().and(called)
	found = found.and(b.handedOutBy(call))
	if makesChannel(b.typeOf(call)) {
		found.made |= ownChannel
	}
	return found
}

// behind returns the methods of the package that may be called by a method of one of its interfaces.
func (f *flow) behind(fn *types.Func) []*body {
	if fn == nil || fn.Signature().Recv() == nil || fn.Pkg() != f.pkg {
		return nil
	}
	face, ok := fn.Signature().Recv().Type().Underlying().(*types.Interface)
	if !ok {
		return nil
	}
	var found []*body
	for _, b := range f.bodies {
		if b.fn.Name() == fn.Name() && b.typ != "" && implements(b.fn.Signature().Recv().Type(), face) {
			found = append(found, b)
		}
	}
	return found
}

// makesChannel reports whether what a function returns, of which nothing is known, is a channel or has one.
func makesChannel(result types.Type) bool {
	if tuple, ok := result.(*types.Tuple); ok && tuple.Len() > 0 {
		result = tuple.At(0).Type()
	}
	obj := origin(elem(result))
	return obj != nil && channelOf(result, obj.Pkg()) != nil
}

// given returns the origins of the parameters where a function is called with these arguments.
func (b *body) given(args []origins) []origins {
	params := make([]origins, b.fn.Signature().Params().Len())
	for i, arg := range args {
		if len(params) > 0 {
			at := min(i, len(params)-1)
			params[at] = params[at].and(arg)
		}
	}
	return params
}

// of returns what the origins are where the function is called that has them: with these parameters, and
// this receiver.
func (o origins) of(params []origins, recv origins) origins {
	found := origins{made: o.params() & ownChannel, stores: o.stores, lost: o.lost}
	for i, param := range params {
		found = found.and(o.as(bit(i), param))
	}
	return found.and(o.as(receiver, recv))
}

// as returns what of the origins comes from the parameter that is the value there.
func (o origins) as(param uint64, value origins) origins {
	switch {
	case o.same&param != 0:
		return value
	case o.made&param != 0:
		return value.part()
	}
	return origins{}
}

// call notes what a call puts into stores, or hands to what is taken from one.
func (b *body) call(call *ast.CallExpr) {
	each, all := b.args(call)
	if lit, ok := ast.Unparen(call.Fun).(*ast.FuncLit); ok {
		b.bind(lit, each)
		return
	}
	if fn, ok := b.f.info.Uses[syntax.Name(call.Fun)].(*types.Builtin); ok {
		b.works = b.works || fn.Name() == "delete"
		if fn.Name() == "copy" && len(each) == 2 {
			b.fill(call.Args[0], each[1])
		}
		return
	}
	if b.f.info.Types[call.Fun].IsType() {
		return
	}
	recv, callee := b.called(call), b.calleeOf(call)
	if known := b.known(call); known != nil {
		b.follow(known, call, known.given(each), recv)
		return
	}
	b.hears(call, all, recv)
	if callee == nil || callee.Signature().Recv() != nil {
		if sel, ok := ast.Unparen(call.Fun).(*ast.SelectorExpr); ok {
			for _, at := range b.putsInto(sel, call.Args) {
				b.many[at] = true
				noteIn(b, b.keeps, at, all)
			}
		}
		if callee != nil && stored[callee.Name()] && !types.IsInterface(callee.Signature().Recv().Type()) {
			for _, at := range b.storesOf(ast.Unparen(call.Fun).(*ast.SelectorExpr).X) {
				appends := slices.ContainsFunc(call.Args, isAppend)
				b.many[at] = b.many[at] || appends
				b.one[at] = b.one[at] || callee.Pkg().Path() == "sync/atomic" && !appends && !all.has(at)
				noteIn(b, b.keeps, at, all)
			}
			return
		}
		if callee != nil {
			b.ask(callee, call, recv, all)
		}
		if callee == nil || !isOfStandard(gotypes.Receiver(callee)) && (len(call.Args) > 0 || !leaving[wordsOf(callee.Name())[0]]) {
			b.hand(recv, all) // which is told something, rather than locked or closed
		}
	}
}

// ask notes that a method is called of which nothing is known but its name: of what is in stores, or of what
// works with what it is given.
func (b *body) ask(callee *types.Func, call *ast.CallExpr, recv, args origins) {
	listed := false
	for _, at := range recv.stores {
		b.same = b.same || callee.Name() == b.fn.Name()
		if b.calls[at] == nil {
			b.calls[at] = map[string]bool{}
		}
		b.calls[at][callee.Name()] = true
		t := b.f.stores[at]
		listed = listed || t == nil || isList(t) || isContainer(t) || isLinked(t) || isSocket(t)
	}
	for _, found := range b.f.behind(callee) {
		listed = listed || slices.ContainsFunc(found.gives.stores, func(at store) bool { return isList(b.f.typeAt(at)) }) // by what looks it up
	}
	if !b.works && !listed && recv.params()&receiver != 0 && args.params()&^receiver != 0 && !b.notes(call.Fun) {
		b.works = true
		b.learn()
	}
}

// notes reports whether what is called only notes what it is given, by its name, or that of what it is called on:
// h.log.With("kind", k), h.log.Debug().Str("kind", k), h.sent.WithLabelValues(k) of a counter.
func (b *body) notes(fun ast.Expr) bool {
	for sel := range syntax.Chain(fun) {
		if hasAny(wordsOf(sel.Sel.Name), logWords) || hasAny(nameWords(b.typeOf(sel.X)), logWords) {
			return true
		}
	}
	return false
}

// hears notes what a function is given that nothing is known of: functions of the package to call with something,
// or what is in stores and may be called.
func (b *body) hears(call *ast.CallExpr, all, recv origins) {
	about := all.part().and(recv.part()).and(b.handedOutBy(call))
	for _, arg := range call.Args {
		if lit, ok := ast.Unparen(arg).(*ast.FuncLit); ok {
			b.bind(lit, []origins{about})
			for _, at := range recv.stores {
				b.ranges[at] = true
			}
			continue
		}
		if t := b.typeOf(arg); gotypes.IsFunc(t) || types.IsInterface(t) || isChannel(t) || isSocket(gotypes.Deref(t)) {
			b.hand(origins{stores: b.value(arg).stores}, all)
		}
	}
}

// bind notes what the parameters of a function literal are, the last of which may stand for several.
func (b *body) bind(fn *ast.FuncLit, args []origins) {
	i := 0
	for _, field := range fn.Type.Params.List {
		for _, name := range field.Names {
			if v, ok := b.f.info.Defs[name].(*types.Var); ok && len(args) > 0 {
				noteIn(b, b.vars, v, args[min(i, len(args)-1)])
			}
			i++
		}
	}
}

// follow notes what a function of the package does with what it is given.
func (b *body) follow(callee *body, call *ast.CallExpr, params []origins, recv origins) {
	if callee.works && !b.works && recv.params()&receiver != 0 {
		b.works = true
		b.learn()
	}
	helper := !callee.fn.Exported()
	for at, what := range callee.keeps {
		value := what.given().of(params, recv)
		if !helper {
			value.made &= ownChannel
		}
		if value.isSomething() {
			b.many[at] = b.many[at] || callee.many[at]
			b.one[at] = b.one[at] || callee.one[at]
			noteIn(b, b.keeps, at, value)
		}
	}
	for at, what := range callee.tells {
		if value := what.given().of(params, recv); value.isSomething() || b.announces {
			b.whole[at] = b.whole[at] || value.same != 0
			noteIn(b, b.tells, at, value)
		}
	}
	for i, what := range callee.asks {
		value := what.of(params, recv)
		switch {
		case i == ofReceiver:
			b.hand(recv, value)
			continue
		case len(call.Args) == 0:
			continue
		}
		if lit, ok := ast.Unparen(call.Args[min(i, len(call.Args)-1)]).(*ast.FuncLit); ok {
			b.bind(lit, []origins{value}) // what is in it is read itself
			for _, at := range value.stores {
				b.ranges[at] = b.ranges[at] || callee.ranges[at]
			}
		} else {
			b.hand(params[i], value)
		}
	}
}
