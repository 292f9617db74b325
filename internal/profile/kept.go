package profile

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/kind"
)

// A store is where a package keeps what is registered, or what waits to be sent: a field of a type, the
// type itself if it is a map or a slice, or a variable of the package if there is no type; or what the function
// of that name returns.
type store struct{ typ, name, from string }

// A body is what a function does with what it is given.
type body struct {
	s      *shapes
	decl   *ast.FuncDecl
	typ    string            // of its receiver
	selves map[string]string // variables of types of the package, and the names of these
	params []string          // in their order
	given  map[string]uint64 // the parameters of which variables are made, as bits
	held   map[string]store  // the stores from which variables are taken
	from   map[string]string // the functions that returned variables
	keeps  map[store]uint64  // the parameters that it puts into stores
	many   map[store]bool    // it appends them
	one    map[store]bool    // it puts them into a field that has room for one
	tells  map[store]uint64  // the parameters that it hands to what is in stores
	gives  []store           // the stores of which it returns something
	queues map[store]uint64  // the parameters that it sends to channels
	moves  map[store][]store // what it takes from stores, and hands to what is in others
	puts   map[store]store   // what it takes from stores, and puts into others
	works  bool              // it changes what its type has
	same   bool              // it calls a method of its own name, of what is in a store
}

// kept returns the functions of the package that keep what is to be called, and those that call it with
// what they are given, if there are any, whatever their names are: as surfaces, one for each store. The
// files are the source of the package.
func (s *shapes) kept(files []*ast.File) []*surface {
	var bodies []*body
	for _, file := range files {
		for _, decl := range file.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok && fn.Body != nil {
				bodies = append(bodies, s.read(fn))
			}
		}
	}
	byStore, puts := map[store]*surface{}, map[store]store{}
	for _, b := range bodies {
		maps.Copy(puts, b.puts)
	}
	for _, b := range bodies {
		for at, params := range b.keeps {
			if to, ok := puts[at]; ok {
				at = to
			}
			if m := b.keeper(at, params); m != nil && s.mayTell(at, m) {
				it := byStore[at]
				if it == nil {
					it = s.surfaceAt(at)
					byStore[at] = it
				}
				it.regs = append(it.regs, m)
			}
		}
	}
	for _, it := range byStore {
		it.many = slices.ContainsFunc(it.regs, func(reg *member) bool { return reg.verb.use&listening != 0 })
	}
	s.through(bodies, byStore)
	for _, b := range bodies {
		for at, params := range b.tells {
			if it := byStore[at]; it != nil {
				if m := b.teller(params, it); m != nil {
					it.sends = append(it.sends, m)
				}
			}
		}
	}
	var found []*surface
	for _, it := range byStore {
		if !isForeignType(it.words) && !(it.named != nil && (noBus[last(it.words)] || noStore[last(it.words)])) {
			found = append(found, it)
		}
	}
	slices.SortFunc(found, func(a, b *surface) int { return int(a.regs[0].fn.Pos() - b.regs[0].fn.Pos()) })
	return found
}

// through notes who tells what is in stores by another function, which returns it, or by a channel from
// which a third one hands it on.
func (s *shapes) through(bodies []*body, byStore map[store]*surface) {
	given, moved := map[string]store{}, map[store]store{}
	tells := func(b *body) (store, bool) {
		for at := range b.tells {
			if byStore[at] != nil {
				return at, true
			}
		}
		return store{}, false
	}
	for _, b := range bodies {
		for _, at := range b.gives {
			if byStore[at] != nil {
				given[b.decl.Name.Name] = at
			}
		}
	}
	for _, b := range bodies {
		for at, params := range b.tells {
			if from, ok := given[at.from]; ok && at.from != "" {
				b.tells[from] |= params
			}
		}
	}
	for _, b := range bodies {
		for queue, to := range b.moves {
			for _, at := range to {
				if byStore[at] != nil {
					moved[queue] = at
				}
				for _, other := range bodies {
					if found, ok := tells(other); ok && at.from == other.decl.Name.Name && other.typ == b.typ {
						moved[queue] = found
					}
				}
			}
		}
	}
	for _, b := range bodies {
		for at, params := range b.keeps {
			if byStore[at] == nil {
				b.queues[at] |= b.events(params)
			}
		}
		for queue, params := range b.queues {
			if at, ok := moved[queue]; ok && b.isTaken(params, byStore[at].regs) {
				b.tells[at] |= params
			}
		}
	}
}

// isTaken reports whether one of the parameters is what those take that are registered, rather than what
// a worker makes that of.
func (b *body) isTaken(params uint64, regs []*member) bool {
	m := b.member()
	for i := 0; m != nil && i < m.sig.Params().Len(); i++ {
		t := elem(m.sig.Params().At(i).Type())
		if params&bit(i) != 0 && slices.ContainsFunc(regs, func(reg *member) bool {
			return reg.message == nil || types.IsInterface(reg.message) || types.Identical(reg.message, t)
		}) {
			return true
		}
	}
	return false
}

// surfaceAt returns the surface of the type that has the store, without members.
func (s *shapes) surfaceAt(at store) *surface {
	if tn, ok := s.pkg.Scope().Lookup(at.typ).(*types.TypeName); ok {
		if named, ok := tn.Type().(*types.Named); ok {
			return &surface{named: named, words: wordsOf(at.typ)}
		}
	}
	return &surface{words: s.words}
}

// mayTell reports whether names say that what m keeps at the store is to be told of messages.
func (s *shapes) mayTell(at store, m *member) bool {
	words := slices.Concat(wordsOf(at.name), wordsOf(m.fn.Name()), nameWords(m.handler))
	if m.at < m.sig.Params().Len() {
		words = append(words, wordsOf(m.sig.Params().At(m.at).Name())...)
	}
	if m.handler == nil || m.message != nil && kindByWords(nameWords(m.message)) != kind.NoKind || isParam(m.message) {
		return (isParam(m.message) || isCalledMessage(m.message)) && !isForeignName(words) // it may hand out a channel
	}
	if ch := channelOf(m.handler, s.pkg); ch != nil && isCalledMessage(ch.Elem()) {
		return !isForeignName(words)
	}
	return !isForeignName(words) && slices.ContainsFunc(append(words, wordsOf(at.typ)...), func(word string) bool {
		one := strings.TrimSuffix(word, "s")
		return receivers[one] || tellers[word] || handlerNames[word] && len(word) > 2 || eventWords[word] || subscriptionWords[one] || verbs[one]&listening != 0
	})
}

// read notes what a function does.
func (s *shapes) read(fn *ast.FuncDecl) *body {
	b := &body{
		s: s, decl: fn, selves: map[string]string{}, given: map[string]uint64{}, held: map[string]store{}, from: map[string]string{},
		keeps: map[store]uint64{}, many: map[store]bool{}, one: map[store]bool{},
		tells: map[store]uint64{}, queues: map[store]uint64{}, moves: map[store][]store{}, puts: map[store]store{},
	}
	if fn.Recv != nil && len(fn.Recv.List) == 1 && len(fn.Recv.List[0].Names) == 1 {
		b.typ = nameOfType(fn.Recv.List[0].Type)
		b.selves[fn.Recv.List[0].Names[0].Name] = b.typ
	}
	for _, field := range fn.Type.Params.List {
		for _, name := range field.Names {
			if typ := nameOfType(field.Type); fn.Recv == nil && s.hasType(typ) {
				b.selves[name.Name] = typ
			}
			b.given[name.Name] = bit(len(b.params))
			b.params = append(b.params, name.Name)
		}
		if len(field.Names) == 0 {
			b.params = append(b.params, "_")
		}
	}
	ast.Inspect(fn.Body, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for i, left := range n.Lhs {
				b.assign(left, n.Rhs[min(i, len(n.Rhs)-1)])
			}
		case *ast.RangeStmt:
			for _, left := range []ast.Expr{n.Key, n.Value} {
				if left != nil {
					b.assign(left, n.X)
				}
			}
		case *ast.CallExpr:
			b.call(n)
		case *ast.CompositeLit:
			b.make(n)
		case *ast.SendStmt:
			if at, ok := b.storeOf(n.Chan); ok {
				b.queues[at] |= b.paramsIn(n.Value)
				b.keeps[at] |= b.paramsIn(n.Value) // for who takes it from the channel
			} else if at, ok := b.storeIn(n.Chan); ok {
				b.tells[at] |= b.paramsIn(n.Value)
				b.move(n.Value, at)
			}
		case *ast.ReturnStmt:
			for _, result := range n.Results {
				if at, ok := b.storeIn(result); ok {
					b.gives = append(b.gives, at)
				}
			}
		}
		return true
	})
	return b
}

// hasType reports whether the package declares a struct, or what one is made of, of that name.
func (s *shapes) hasType(name string) bool {
	tn, ok := s.pkg.Scope().Lookup(name).(*types.TypeName)
	return ok && !types.IsInterface(tn.Type())
}

// isContainer reports whether the package declares a map or slice of that name.
func (s *shapes) isContainer(typ string) bool {
	tn, ok := s.pkg.Scope().Lookup(typ).(*types.TypeName)
	if !ok {
		return false
	}
	return isList(tn.Type())
}

// hasField reports whether the package declares a struct of that name with the field.
func (s *shapes) hasField(typ, name string) bool {
	tn, ok := s.pkg.Scope().Lookup(typ).(*types.TypeName)
	if !ok {
		return false
	}
	field, _, _ := types.LookupFieldOrMethod(tn.Type(), true, s.pkg, name)
	v, ok := field.(*types.Var)
	return ok && v.IsField()
}

// nameOfType returns the name of a type of the package as it is written, or "".
func nameOfType(e ast.Expr) string {
	switch e := elemOf(e).(type) {
	case *ast.Ident:
		return e.Name
	case *ast.IndexExpr:
		return nameOfType(e.X)
	case *ast.IndexListExpr:
		return nameOfType(e.X)
	}
	return ""
}

// assign notes what a variable is made of, or what is put into a store.
func (b *body) assign(left, value ast.Expr) {
	params := b.paramsIn(value)
	if at, ok := b.storeOf(left); ok {
		index, byKey := left.(*ast.IndexExpr)
		if byKey {
			params |= b.paramsIn(index.Index) // which may be the listener itself
			if from, ok := b.held[baseOf(index.Index)]; ok && from != at {
				b.puts[from] = at
			}
		}
		b.works = b.works || !isAppend(value) && b.held[baseOf(value)] != at
		b.many[at] = b.many[at] || isAppend(value)
		b.one[at] = b.one[at] || !byKey && !isAppend(value)
		b.keeps[at] |= params
		return
	}
	if id, ok := left.(*ast.Ident); ok {
		b.given[id.Name] |= params
		if at, ok := b.storeIn(value); ok {
			b.held[id.Name] = at
		}
		if from := calledName(value); from != "" {
			b.from[id.Name] = from
		}
		if lit, ok := pointed(value).(*ast.CompositeLit); ok && b.s.hasType(nameOfType(lit.Type)) {
			b.selves[id.Name] = nameOfType(lit.Type)
		}
	}
}

// pointed returns what an expression takes the address of, or the expression.
func pointed(e ast.Expr) ast.Expr {
	if addr, ok := e.(*ast.UnaryExpr); ok && addr.Op == token.AND {
		return addr.X
	}
	return e
}

// make notes what a literal of a type of the package puts into its maps and slices.
func (b *body) make(lit *ast.CompositeLit) {
	tn, ok := b.s.pkg.Scope().Lookup(nameOfType(lit.Type)).(*types.TypeName)
	if !ok {
		return
	}
	st, ok := tn.Type().Underlying().(*types.Struct)
	for i := 0; ok && i < min(len(lit.Elts), st.NumFields()); i++ {
		name, value := st.Field(i).Name(), lit.Elts[i]
		if pair, ok := value.(*ast.KeyValueExpr); ok {
			id, _ := pair.Key.(*ast.Ident)
			name, value = id.Name, pair.Value
		}
		if field, _, _ := types.LookupFieldOrMethod(tn.Type(), true, b.s.pkg, name); field != nil && isList(field.Type()) {
			b.keeps[store{typ: tn.Name(), name: name}] |= b.paramsIn(value)
		}
	}
}

func isList(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Map, *types.Slice:
		return true
	}
	return false
}

// calledName returns the name of the function that an expression is a call of, or "".
func calledName(e ast.Expr) string {
	if call, ok := e.(*ast.CallExpr); ok {
		switch fun := call.Fun.(type) {
		case *ast.Ident:
			return fun.Name
		case *ast.SelectorExpr:
			return fun.Sel.Name
		}
	}
	return ""
}

// move notes that what an expression takes from a store is handed to what is in the other.
func (b *body) move(e ast.Expr, to store) {
	if id, ok := e.(*ast.Ident); ok {
		if at, ok := b.held[id.Name]; ok && at != to {
			b.moves[at] = append(b.moves[at], to)
		}
	}
}

func isAppend(e ast.Expr) bool {
	call, ok := e.(*ast.CallExpr)
	if !ok {
		return false
	}
	id, ok := call.Fun.(*ast.Ident)
	return ok && id.Name == "append"
}

// call notes what a call puts into a store, by a method of it such as Store, or hands to what is
// taken from one, itself or through a function that is given both.
func (b *body) call(call *ast.CallExpr) {
	if id, ok := call.Fun.(*ast.Ident); ok && id.Name == "delete" {
		b.works = true
	}
	var args uint64
	for _, arg := range call.Args {
		args |= b.paramsIn(arg)
	}
	switch fun := call.Fun.(type) {
	case *ast.SelectorExpr:
		if x, ok := fun.X.(*ast.Ident); ok && b.selves[x.Name] == b.typ && b.typ != "" && !slices.ContainsFunc(call.Args, b.isHeld) {
			b.works = b.works || !b.s.hasField(b.typ, fun.Sel.Name)
		}
		if at, ok := b.storeOf(fun.X); ok && stored[fun.Sel.Name] {
			b.keeps[at] |= args
			b.many[at] = b.many[at] || slices.ContainsFunc(call.Args, isAppend)
			return
		}
	case *ast.FuncLit:
		b.bind(fun, call.Args)
		return
	}
	same := calledName(call) == b.decl.Name.Name
	if from := b.from[baseOf(call.Fun)]; from != "" {
		b.tells[store{from: from}] |= args
		b.same = b.same || same
	}
	if at, ok := b.storeIn(call.Fun); ok {
		b.tells[at] |= args
		b.same = b.same || same
		for _, arg := range call.Args {
			b.move(arg, at)
		}
		return
	}
	for _, arg := range call.Args {
		b.move(arg, store{from: calledName(call)})
	}
	for _, arg := range call.Args {
		if index, ok := arg.(*ast.IndexExpr); ok {
			arg = index.X
		}
		if id, ok := arg.(*ast.Ident); ok {
			if at, ok := b.held[id.Name]; ok {
				b.tells[at] |= args
			}
		}
	}
}

// isHeld reports whether an expression is a variable that is taken from a store.
func (b *body) isHeld(e ast.Expr) bool {
	id, ok := e.(*ast.Ident)
	return ok && b.held[id.Name] != store{}
}

// baseOf returns the name of the variable that is called, or of which a method is; "" if it is none.
func baseOf(e ast.Expr) string {
	if sel, ok := e.(*ast.SelectorExpr); ok {
		e = sel.X
	}
	if id, ok := e.(*ast.Ident); ok {
		return id.Name
	}
	return ""
}

// bind notes what the parameters of a function are that is called where it is written.
func (b *body) bind(fn *ast.FuncLit, args []ast.Expr) {
	i := 0
	for _, field := range fn.Type.Params.List {
		for _, name := range field.Names {
			if i < len(args) {
				b.assign(name, args[i])
			}
			i++
		}
	}
}

// noStore are last words of types that keep handlers and are no buses, besides noBus.
var noStore = set("bot pipeline stream")

// takesAsMany reports whether what is registered takes any number of values by a key, such as AddAction(name,
// func(args ...any)).
func takesAsMany(regs []*member) bool {
	return slices.ContainsFunc(regs, func(reg *member) bool {
		sig, ok := reg.handler.(*types.Signature)
		return ok && sig.Variadic() && reg.at > 0
	})
}

// tellers are what is called after telling what it keeps.
var tellers = set("broadcaster relay fanout signal")

// makes are verbs of what makes something of a message, and does not send it.
var makes = set("set walk visit traverse scan iterate each save store persist serialize deserialize encode decode marshal unmarshal upcast convert transform translate validate check format render parse build make create new get find resolve compare match filter")

// stored are the methods of containers that put something in.
var stored = set("Store LoadOrStore Swap PushBack PushFront Set Add Put Insert Append")

// storeOf returns the store that an expression names, or an element of it.
func (b *body) storeOf(e ast.Expr) (store, bool) {
	switch e := ast.Unparen(e).(type) {
	case *ast.IndexExpr:
		return b.storeOf(e.X)
	case *ast.StarExpr:
		return b.storeOf(e.X)
	case *ast.SelectorExpr:
		if x, ok := e.X.(*ast.Ident); ok && b.selves[x.Name] != "" && b.s.hasField(b.selves[x.Name], e.Sel.Name) {
			return store{typ: b.selves[x.Name], name: e.Sel.Name}, true
		}
	case *ast.Ident:
		if typ := b.selves[e.Name]; typ != "" {
			return store{typ: typ}, b.s.isContainer(typ)
		}
		if _, ok := b.s.pkg.Scope().Lookup(e.Name).(*types.Var); ok && b.given[e.Name] == 0 {
			return store{name: e.Name}, true
		}
	}
	return store{}, false
}

// storeIn returns the store that is named in an expression, or from which a variable in it is taken.
func (b *body) storeIn(e ast.Expr) (found store, ok bool) {
	ast.Inspect(e, func(n ast.Node) bool {
		if ok {
			return false
		}
		switch n := n.(type) {
		case *ast.FuncLit:
			return false
		case *ast.Ident:
			found, ok = b.held[n.Name]
			if !ok {
				found, ok = b.storeOf(n)
			}
		case *ast.SelectorExpr:
			found, ok = b.storeOf(n)
			if !ok {
				found, ok = b.storeIn(n.X)
			}
			return false
		}
		return !ok
	})
	return found, ok
}

// bit returns the bit of a parameter by its index. All beyond the last bit share that.
func bit(param int) uint64 { return 1 << min(param, 63) }

// paramsIn returns the parameters of which an expression is made.
func (b *body) paramsIn(e ast.Expr) uint64 {
	var found uint64
	ast.Inspect(e, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			found |= b.given[id.Name]
		}
		return true
	})
	return found
}

// events returns those of the parameters that are called messages, or may be any.
func (b *body) events(params uint64) uint64 {
	m := b.member()
	if m == nil {
		return 0
	}
	for i := range b.params {
		t := m.sig.Params().At(i).Type()
		if !isCalledMessage(t) && !isParam(t) && !isEmptyInterface(t) {
			params &^= bit(i)
		}
	}
	return params
}

// member returns the function as a member; nil if it is not known.
func (b *body) member() *member {
	var fn *types.Func
	if b.decl.Recv == nil {
		fn, _ = b.s.pkg.Scope().Lookup(b.decl.Name.Name).(*types.Func)
	} else if it := b.s.surfaceAt(store{typ: b.typ}); it.named != nil {
		for _, method := range methodsOf(it.named) {
			if method.Name() == b.decl.Name.Name {
				fn = method
			}
		}
	}
	if fn == nil || fn.Signature().Params().Len() != len(b.params) {
		return nil
	}
	return &member{fn: fn, sig: fn.Signature(), words: wordsOf(fn.Name()), recv: b.typ}
}

// keeper returns the function as a member that registers the one of the parameters that is called
// later; nil if it does not.
func (b *body) keeper(at store, params uint64) *member {
	m := b.member()
	if m == nil || len(m.words) == 0 || aroundWords[m.words[0]] || leaving[m.words[0]] {
		return nil
	}
	for i := range b.params {
		param := m.sig.Params().At(i)
		if params&bit(i) == 0 || !b.s.isTold(param.Type()) {
			continue
		}
		m.at, m.handler, m.verb.use = i, elem(param.Type()), registering
		if sig, method, ok := b.s.handler(param.Type(), param.Name()); ok {
			if m.method = method; sig != nil {
				m.message = elem(Taken(sig))
			}
		} else if taken := Taken(m.handler); taken != nil {
			m.message = elem(taken)
		}
		_, isChan := m.handler.Underlying().(*types.Chan)
		if isChan || b.many[at] || verbs[m.words[0]]&listening != 0 || hasAny(m.words, heardBy) {
			m.verb.use |= listening
		}
		if b.one[at] && !(isCalledMessage(cmp.Or(m.message, m.handler)) && hasAny(m.words, handlerNames)) {
			return nil
		}
		return m
	}
	if m.sig.Results().Len() > 0 && !b.one[at] && !b.returnsKeeper(at.typ, m) {
		if ch := channelOf(m.sig.Results().At(0).Type(), b.s.pkg); ch != nil && ch.Dir() != types.SendOnly && !isSignal(ch) {
			m.at, m.message, m.verb.use = 0, elem(ch.Elem()), registering|listening
			return m
		}
	}
	return nil
}

// returnsKeeper reports whether the first result of a function is of the type that keeps, rather than what it hands out.
func (b *body) returnsKeeper(typ string, m *member) bool {
	obj := origin(elem(m.sig.Results().At(0).Type()))
	return obj != nil && obj.Pkg() == b.s.pkg && obj.Name() == typ
}

// heardBy are words of names for what registers who is told, whatever its verb.
var heardBy = set("listener subscriber observer watcher")

// leaving are verbs for what takes away what is kept, by whatever it sends that to.
var leaving = set("unsubscribe unregister remove delete detach off leave stop cancel close drop disconnect")

// aroundWords are of what is called before and after something, and can change it.
var aroundWords = set("before after pre post wrap intercept")

// isTold reports whether a value of type t may be told of messages: it is a function that takes
// something, an interface with methods, or a channel.
func (s *shapes) isTold(t types.Type) bool {
	t = elem(t)
	if gotypes.IsContext(t) || isOfStandard(t) || gotypes.IsError(t) {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Signature:
		taken := Taken(u)
		return taken != nil && !isOfStandard(elem(taken)) && u.Results().Len() <= 2 && !noMessage[last(nameWords(elem(taken)))]
	case *types.Interface:
		if sig, _, ok := s.handler(t, ""); ok && sig != nil && (isParam(elem(Taken(sig))) || kindByWords(nameWords(elem(Taken(sig)))) != kind.NoKind) {
			return true
		}
		if isParam(t) {
			return u.NumMethods() > 0
		}
		named, ok := t.(*types.Named)
		if ok && endOf(wordsOf(named.Obj().Name())) == "hook" {
			return slices.ContainsFunc(slices.Collect(u.Methods()), func(fn *types.Func) bool { return strings.HasPrefix(fn.Name(), "On") }) // not of a logger
		}
		return ok && u.NumMethods() > 0 && receivers[endOf(wordsOf(named.Obj().Name()))] && !slices.ContainsFunc(slices.Collect(u.Methods()), func(fn *types.Func) bool {
			return fn.Name() == "Serve" // it listens on a network
		})
	case *types.Chan:
		return u.Dir() != types.RecvOnly && !isSignal(u)
	case *types.Map:
		return s.isTold(u.Elem())
	case *types.Struct:
		ch := channelOf(t, s.pkg)
		return ch != nil && isCalledMessage(ch.Elem())
	}
	return false
}

// teller returns the function as a member that tells what the surface keeps of what it is given; nil
// if it does not, or answers with the same.
func (b *body) teller(params uint64, it *surface) *member {
	m := b.member()
	if m == nil || len(m.words) == 0 || makes[m.words[0]] || m.words[0] == "process" && len(m.words) > 1 || m.words[0] == "on" && !b.same || Replays(m.fn.Name()) || m.sig.Results().Len() > 2 {
		return nil
	}
	announces := verbs[m.words[0]]&announcing != 0 || m.words[0] == "on"
	if b.works && m.fn.Exported() && !announces {
		return nil // it tells of what it does
	}
	if slices.ContainsFunc(it.regs, func(reg *member) bool { return reg.fn == m.fn }) {
		return nil
	}
	said := b.same
	for i := range b.params {
		t := m.sig.Params().At(i).Type()
		if params&bit(i) == 0 || gotypes.IsContext(t) || gotypes.IsError(t) || isOfStandard(elem(t)) || noMessage[last(nameWords(elem(t)))] ||
			!announces && !it.many && !isFlag(t) && !types.IsInterface(elem(t)) && !isCalledMessage(t) || // a table of functions
			isFlag(elem(t)) && !slices.ContainsFunc(it.regs, func(reg *member) bool { return reg.message != nil && types.Identical(reg.message, t) }) ||
			m.sig.Variadic() && i == len(b.params)-1 && isEmptyInterface(elem(t)) && !takesAsMany(it.regs) {
			continue
		}
		for result := range m.sig.Results().Variables() {
			if types.Identical(result.Type(), t) || gotypes.IsContext(result.Type()) {
				return nil
			}
		}
		said = true
	}
	said = said || announces && !slices.ContainsFunc(it.regs, func(reg *member) bool {
		return verbs[reg.words[0]]&listening == 0 && !hasAny(reg.words, handlerNames) && !hasAny(reg.words, receivers)
	})
	if answers := m.sig.Results().Len() > 0 && !gotypes.IsError(m.sig.Results().At(0).Type()); !said || answers && b.s.strength(it) == 0 {
		return nil
	}
	m.verb.use = sending
	if it.many {
		m.verb.use |= announcing
	}
	if !b.s.sendsAny(m) {
		m.at, m.message, m.holder = 0, nil, true
	}
	return m
}
