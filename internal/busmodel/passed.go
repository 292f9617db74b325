package busmodel

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/profile"
	"github.com/buslint/buslint/internal/recognise"
	"github.com/buslint/buslint/internal/syntax"
	"github.com/buslint/buslint/internal/uses"
)

// values adds the calls of what holds the bus function of use, which is used as a value there, and nothing
// else: a variable or a field, or the parameter that is given it.
func (b *builder) values(use *Use) {
	calls, _ := b.CallsOf(use.Cursor)
	for _, id := range calls {
		through := b.through(use, id)
		if through == nil {
			continue
		}
		if v := b.onlyValueOf(use.Cursor); v == nil || !types.Identical(v.Type(), b.pass.TypesInfo.TypeOf(use.Fun)) {
			through.TwinName, through.Twin, through.Paired = "", nil, false
		}
		b.call(through, through.Cursor)
	}
}

// HolderOf returns what holds the function that is the value at cur, and nothing else as far as code says that is no
// test: a local variable, a field that other packages cannot name, or the parameter that is given it; or nil.
func (b *builder) HolderOf(cur inspector.Cursor) *types.Var {
	if v := cmp.Or(b.parameterAt(cur), b.onlyValueOf(cur)); v != nil {
		return v
	}
	_, field := b.FieldAt(cur)
	if field == nil || field.Exported() || b.timesGiven(field) != 1 {
		return nil
	}
	return field
}

// CallsOf returns where the function that is the value at cur is called by what holds it, and nothing else.
// It reports whether nothing else happens to that.
func (b *builder) CallsOf(cur inspector.Cursor) (calls []inspector.Cursor, only bool) {
	return b.callsBy(b.HolderOf(cur), map[*types.Var]bool{nil: true}, func(inspector.Cursor) {})
}

// callsTo is CallsOf for a function that is a literal, or is declared, and is called by its name as well.
func (b *builder) callsTo(fn inspector.Cursor) (calls []inspector.Cursor, only bool) {
	decl, ok := fn.Node().(*ast.FuncDecl)
	if !ok {
		return b.CallsOf(fn)
	}
	for _, id := range b.uses.Of(b.pass.TypesInfo.Defs[decl.Name]) {
		if at := syntax.Operand(id); at.ParentEdgeKind() == edge.CallExpr_Fun {
			calls = append(calls, id)
		} else if syntax.Receivers(b.pass.TypesInfo, at.Node().(ast.Expr)) == 0 {
			more, _ := b.CallsOf(at)
			calls = append(calls, more...)
		}
	}
	return calls, false
}

// callsBy returns where what the variable, field or parameter holds is called, by that or by what it is put
// into and given for. It yields what else happens to that.
func (b *builder) callsBy(v *types.Var, seen map[*types.Var]bool, yield func(inspector.Cursor)) (calls []inspector.Cursor, only bool) {
	if seen[v] || v.Kind() == types.ParamVar && b.mayBeAnother(v) {
		return nil, false
	}
	seen[v], only = true, true
	for _, id := range b.uses.Of(v) {
		switch at := syntax.Operand(id); {
		case uses.IsGiven(id):
		case at.ParentEdgeKind() == edge.CallExpr_Fun:
			calls = append(calls, id)
		default:
			holder := b.HolderOf(at)
			if holder == nil {
				yield(at)
			}
			more, alone := b.callsBy(holder, seen, yield)
			calls, only = append(calls, more...), only && alone
		}
	}
	return calls, only
}

// mayBeAnother reports whether a parameter may hold another function than it is given, that does something.
func (b *builder) mayBeAnother(v *types.Var) bool {
	return slices.ContainsFunc(b.uses.Of(v), func(use inspector.Cursor) bool {
		if !uses.IsChange(use) {
			return false
		}
		value, ok := uses.Given(use)
		if !ok || !value.Valid() {
			return true
		}
		lit, ok := value.Node().(*ast.FuncLit)
		return !ok || len(lit.Body.List) > 0
	})
}

// held returns the calls of what the exported functions and methods of the package are given, and the exported fields
// of its structs, that may be functions of a bus, and that this package does not know to be; and of what hands on to
// these; and where any of these is given on.
func (b *builder) held(model *Model) (held []Held) {
	add := func(h Held, v *types.Var) {
		if h.Named = h.Named || namesSending(v, v.Name()); !h.Named && !mayBeOfBus(v.Type()) {
			return
		}
		calls, _ := b.callsBy(v, map[*types.Var]bool{nil: true}, func(at inspector.Cursor) {
			if given := b.PlacesOf(at); len(given) > 0 && !b.inTest(at.Node().Pos()) {
				held = append(held, Held{Of: h.Of, Index: h.Index, Named: h.Named, Given: given})
			}
		})
		if fn, ok := h.Of.(*types.Func); ok && !fn.Exported() {
			return // this package knows of all that it is given
		}
		for _, h.Use = range b.asUses(calls) {
			if !h.Use.Test && !model.Has(h.Use.Call) {
				held = append(held, h)
			}
		}
	}
	for cur := range b.uses.Root().Preorder((*ast.FuncDecl)(nil)) {
		decl := cur.Node().(*ast.FuncDecl)
		if fn, ok := b.pass.TypesInfo.Defs[decl.Name].(*types.Func); ok && !b.inTest(decl.Pos()) {
			for i := range fn.Signature().Params().Len() {
				v := fn.Signature().Params().At(i)
				add(Held{Of: fn, Index: i, Named: namesSending(v, strings.TrimPrefix(strings.TrimPrefix(fn.Name(), "With"), "Set"))}, v)
			}
		}
	}
	for tn := range gotypes.Declared(b.pass.Pkg) {
		if st, ok := tn.Type().Underlying().(*types.Struct); ok && !b.inTest(tn.Pos()) {
			for i := range st.NumFields() {
				if st.Field(i).Exported() {
					add(Held{Of: tn, Index: i}, st.Field(i))
				}
			}
		}
	}
	return held
}

// asUses returns the calls, and those of what hands on to them, as if what they call were a function of a bus.
func (b *builder) asUses(calls []inspector.Cursor) []*Use {
	apart := *b
	apart.all, apart.throughs, apart.followed = nil, map[*ast.CallExpr]bool{}, map[*ast.FuncLit]bool{}
	f := &profile.Func{Role: kind.Publish, From: profile.FromLast}
	for _, id := range calls {
		fun := syntax.Operand(id)
		use := &Use{Role: f.Role, Profile: &profile.Profile{}, Func: f, Fun: fun.Node().(ast.Expr), Test: b.inTest(id.Node().Pos())}
		apart.all = append(apart.all, use)
		apart.call(use, fun.Parent())
	}
	return apart.all
}

// mayBeOfBus reports whether a function of type t may be one of a bus: last, it takes anything, what an interface says,
// a function, or what is called a message.
func mayBeOfBus(t types.Type) bool {
	taken := recognise.Taken(t)
	if taken == nil {
		return false
	}
	params := t.Underlying().(*types.Signature).Params()
	return types.IsInterface(elem(taken)) && !gotypes.IsContext(taken) || gotypes.IsFunc(params.At(params.Len()-1).Type()) ||
		MessageType(taken) != nil && recognise.MayBeMessage(gotypes.Deref(taken))
}

// namesSending reports whether a parameter is a function by its type, and one that sends by the name.
func namesSending(v *types.Var, name string) bool {
	return recognise.Taken(v.Type()) != nil && (recognise.NamesSending(name) || recognise.NamesHook(name) || kind.Suffix(name) == kind.Event)
}

// GivenFor returns where a function or a field of a struct is given the function of a bus that use is a value of, or a
// literal that passes its last parameter on to it.
func (b *builder) GivenFor(use *Use) []inspector.Cursor {
	if use.Call == nil {
		return b.PlacesOf(use.Cursor)
	}
	fn, i := b.parameterOf(use)
	if !fn.Valid() {
		return nil
	}
	if lit, ok := fn.Node().(*ast.FuncLit); !ok || i != b.uses.Signature(lit).Params().Len()-1 {
		return nil
	}
	return b.PlacesOf(fn)
}

// PlacesOf returns where a function or a field of a struct is given the value at cur, or the variable that holds it.
func (b *builder) PlacesOf(at inspector.Cursor) []inspector.Cursor {
	places := []inspector.Cursor{at}
	if v := b.onlyValueOf(at); v != nil {
		places = b.uses.Of(v)
	}
	return slices.DeleteFunc(slices.Clone(places), func(at inspector.Cursor) bool {
		kind := at.ParentEdgeKind()
		return kind != edge.CallExpr_Args && kind != edge.KeyValueExpr_Value && kind != edge.AssignStmt_Rhs
	})
}

// parameterAt returns the parameter that the argument at cur is for, of a function of this package
// that is called nowhere else; or nil.
func (b *builder) parameterAt(cur inspector.Cursor) *types.Var {
	kind, i := cur.ParentEdge()
	if kind != edge.CallExpr_Args {
		return nil
	}
	call := cur.Parent().Node().(*ast.CallExpr)
	fn, ok := typeutil.Callee(b.pass.TypesInfo, call).(*types.Func)
	if !ok || fn.Pkg() != b.pass.Pkg || fn.Signature().Variadic() || i >= fn.Signature().Params().Len() || len(call.Args) != fn.Signature().Params().Len() {
		return nil
	}
	for _, id := range b.uses.Of(fn.Origin()) {
		if id.Node() != syntax.Name(call.Fun) && !b.inTest(id.Node().Pos()) {
			return nil
		}
	}
	return fn.Origin().Signature().Params().At(i)
}

// passed adds the calls of the function of this package around use that passes its parameter
// on there: they are uses of the bus themselves. It is a declared one, or a literal that a
// variable or a field holds, or that is given for a parameter.
func (b *builder) passed(use *Use) {
	fn, param := b.parameterOf(use)
	if !fn.Valid() {
		return
	}
	if decl, ok := fn.Node().(*ast.FuncDecl); ok && !b.HandsOn(use, b.pass.TypesInfo.Defs[decl.Name].(*types.Func), decl, param) {
		return
	}
	calls, only := b.callsTo(fn)
	for _, id := range calls {
		if b.repeats(id, param) {
			only = false // for what it is given, that is called
			continue
		}
		b.outer(use, fn, param, id)
	}
	if lit, ok := fn.Node().(*ast.FuncLit); ok && only {
		b.followed[lit] = true
	}
}

// repeats reports whether a parameter is called with what is no message by its type: as a loop does, or what
// tries again, with what its own caller knows.
func (b *builder) repeats(id inspector.Cursor, param int) bool {
	v, ok := b.pass.TypesInfo.Uses[id.Node().(*ast.Ident)].(*types.Var)
	if !ok || v.Kind() != types.ParamVar {
		return false
	}
	args := b.argumentsFor(syntax.Operand(id).Parent().Node().(*ast.CallExpr), param)
	return slices.ContainsFunc(args, func(arg ast.Expr) bool { return MessageType(b.pass.TypesInfo.TypeOf(arg)) == nil })
}

// outer adds the call of what the identifier at id names as a use of the bus: that is the function fn, which passes its
// parameter on to use.
func (b *builder) outer(use *Use, fn inspector.Cursor, param int, id inspector.Cursor) {
	args := b.argumentsFor(syntax.Operand(id).Parent().Node().(*ast.CallExpr), param)
	if len(args) == 0 {
		return
	}
	through := b.through(use, id)
	if through == nil {
		return
	}
	through.TwinName, through.Twin, through.Paired = "", nil, false
	through.Func = direct(use.Func, param, use.Parcels[0])
	through.Func.Key, through.Func.Keyed = b.keyParameter(use, fn)
	through.Ctx = nil
	if ctx := b.context(through); ctx != nil && b.indexIn(fn, use.Ctx) >= 0 {
		through.Ctx = ctx
	}
	b.parcels(through, args)
	for _, parcel := range through.Parcels {
		if parcel.Other = use.Parcels[0].Other; parcel.Other {
			parcel.Message = nil
		}
	}
	b.told(through)
	b.passed(through)
}

// AnswersClient reports whether a function does what a client asks for, which is its parameter with that index: it is
// called after handling something, and is given what the client has sent as well. On the way it may register the client.
func AnswersClient(fn *types.Func, param int) bool {
	params := fn.Signature().Params()
	client, ok := gotypes.Deref(params.At(param).Type()).Underlying().(*types.Struct)
	if !ok || !recognise.MayHandle(fn.Name()) || !slices.ContainsFunc(slices.Collect(client.Fields()), func(field *types.Var) bool { return isChannel(field.Type()) }) {
		return false
	}
	return slices.ContainsFunc(slices.Collect(params.Variables()), func(v *types.Var) bool {
		_, isStruct := gotypes.Deref(v.Type()).Underlying().(*types.Struct)
		return v != params.At(param) && (isStruct || types.Identical(v.Type().Underlying(), types.NewSlice(types.Typ[types.Byte])))
	})
}

// HandsOn reports whether the declared function, of which the use gets the parameter with that index, does just that. One
// that registers a client does not if it does what that asks for.
func (b *builder) HandsOn(use *Use, fn *types.Func, decl *ast.FuncDecl, param int) bool {
	if use.Role.Sends() {
		return b.sendsOn(use.Call, fn, decl, param)
	}
	return !AnswersClient(fn, param)
}

// sendsOn reports whether the declared function, of which the call gets the parameter with that index, does no more than
// to send it, as far as its name, its results, and what else it does with the parameter tell. What registers, or returns
// something else, tells of what it does, and so does what also gives others a parameter that is not called a message.
func (b *builder) sendsOn(call *ast.CallExpr, fn *types.Func, decl *ast.FuncDecl, param int) bool {
	if recognise.NamesRegistering(fn.Name()) && !recognise.NamesSendingOn(fn.Name()) {
		return false
	}
	if v := fn.Signature().Params().At(param); !recognise.NamesSending(fn.Name()) && !recognise.MayBeMessage(v.Type()) && b.works(call, decl, v) {
		return false
	}
	return recognise.NamesUse(fn.Name()) || b.ReturnsNothingElse(call, fn.Signature())
}

// ReturnsNothingElse reports whether a function with the signature returns no more than what came of the call in it, or
// what that sent.
func (b *builder) ReturnsNothingElse(call *ast.CallExpr, sig *types.Signature) bool {
	var known []types.Type
	for _, expr := range call.Args {
		known = append(known, gotypes.Deref(b.pass.TypesInfo.TypeOf(expr)))
	}
	if sent, ok := b.signatureOf(call.Fun); ok {
		for result := range sent.Results().Variables() {
			known = append(known, gotypes.Deref(result.Type()))
		}
	}
	for result := range sig.Results().Variables() {
		basic, isBasic := result.Type().Underlying().(*types.Basic)
		if !gotypes.IsError(result.Type()) && !(isBasic && basic.Kind() == types.Bool) && !slices.ContainsFunc(known, func(t types.Type) bool { return types.Identical(t, gotypes.Deref(result.Type())) }) {
			return false
		}
	}
	return true
}

// works reports whether the function does more than to send its parameter, once or again.
func (b *builder) works(sends *ast.CallExpr, decl *ast.FuncDecl, param *types.Var) bool {
	gets := func(arg ast.Expr) bool { return syntax.Variable(b.pass.TypesInfo, arg) == param }
	return b.DoesMore(decl, func(call *ast.CallExpr) bool {
		name := syntax.Name(call.Fun)
		return call == sends || name != nil && recognise.NamesUse(name.Name) && slices.ContainsFunc(call.Args, gets)
	})
}

// through returns the use of the bus that the call of what the identifier at id names is, where
// use passes on what is given to that, and adds it. It returns nil if it is none, or is known.
func (b *builder) through(use *Use, id inspector.Cursor) *Use {
	fun := syntax.Operand(id)
	call := fun.Parent().Node().(*ast.CallExpr)
	if b.throughs[call] || syntax.Receivers(b.pass.TypesInfo, call.Fun) > 0 {
		return nil
	}
	b.throughs[call] = true
	if fn, ok := b.pass.TypesInfo.Uses[id.Node().(*ast.Ident)].(*types.Func); ok && b.Replays(id, fn) {
		return nil
	}
	through := *use
	through.Through, through.Fun, through.Parcels = use, fun.Node().(ast.Expr), nil
	through.Call, through.Cursor = call, fun.Parent()
	through.Test = use.Test || b.inTest(call.Pos())
	b.all = append(b.all, &through)
	return &through
}

// direct returns the description of a function that passes its parameter with that index to f, as
// the parcel has it: the message itself, or whole what it is in, or what handles it.
func direct(f *profile.Func, param int, parcel *Parcel) *profile.Func {
	given := *f
	given.Arg = param
	if given.Role.Sends() && parcel.Whole == nil || !given.Role.Sends() && parcel.Given != nil {
		given.Envelope = ""
	}
	if parcel.Given != nil && given.From == profile.FromNothing {
		given.Member = ""
	}
	switch {
	case parcel.Part == "":
	case given.Role.Sends():
		given.Envelope = parcel.Part
	default:
		given.Member = parcel.Part
	}
	if given.From == profile.FromTypeArg || given.From == profile.FromLast && parcel.Part != "" {
		given.From = profile.FromHandler
		if given.Role.Sends() {
			given.From = profile.FromArg
		}
	}
	return &given
}

// parameterOf returns the function around use whose parameter is the message there, or what is
// registered, or has it as an element; and the index of the parameter. The cursor is not valid if
// there is none.
func (b *builder) parameterOf(use *Use) (fn inspector.Cursor, index int) {
	if len(use.Parcels) != 1 {
		return fn, 0
	}
	parcel := use.Parcels[0]
	if parcel.ByKey || parcel.InTurn != nil {
		return fn, 0
	}
	arg := cmp.Or(parcel.Given, parcel.Arg, parcel.Whole)
	if arg == nil && use.Call.Ellipsis.IsValid() {
		arg = use.Call.Args[len(use.Call.Args)-1]
	}
	for range 2 {
		v := b.unchanged(arg)
		if v == nil {
			return fn, 0
		}
		if v.Kind() == types.ParamVar {
			return b.FunctionOf(v)
		}
		def, ok := b.uses.Def(v)
		if !ok || def.ParentEdgeKind() != edge.RangeStmt_Value {
			return fn, 0
		}
		arg = def.Parent().Node().(*ast.RangeStmt).X
	}
	return fn, 0
}

// unchanged returns the variable that expr is, if it keeps its value; or nil.
func (b *builder) unchanged(expr ast.Expr) *types.Var {
	v := syntax.Variable(b.pass.TypesInfo, expr)
	if v == nil || v.IsField() || b.uses.Changes(v) {
		return nil
	}
	return v
}

// parameter returns the parameter that expr is, if it keeps its value; or nil.
func (b *builder) parameter(expr ast.Expr) *types.Var {
	v := b.unchanged(expr)
	if v == nil || v.Kind() != types.ParamVar {
		return nil
	}
	return v
}

// FunctionOf returns the function whose parameter v is, which may be nil, and its index; an invalid cursor if there is none.
func (b *builder) FunctionOf(v *types.Var) (fn inspector.Cursor, index int) {
	if v == nil || v.Kind() != types.ParamVar {
		return fn, 0
	}
	if def, ok := b.uses.Def(v); ok {
		fn, _ = syntax.Function(def)
	}
	if fn.Valid() {
		sig := b.uses.Signature(fn.Node())
		if index = slices.Index(slices.Collect(sig.Params().Variables()), v); index >= 0 {
			return fn, index
		}
	}
	return inspector.Cursor{}, 0 // it is one of a type of functions
}

// signatureOf returns the signature of the function that expr is, also where its type has a name.
func (b *builder) signatureOf(expr ast.Expr) (*types.Signature, bool) {
	t := b.pass.TypesInfo.TypeOf(expr)
	if t == nil {
		return nil, false
	}
	sig, ok := t.Underlying().(*types.Signature)
	return sig, ok
}

// keyParameter returns the index of the parameter of the function at fn that is the key of what use registers.
// It reports false if there is none.
func (b *builder) keyParameter(use *Use, fn inspector.Cursor) (int, bool) {
	if !use.Func.Keyed || use.Func.Key >= len(use.Call.Args) {
		return 0, false
	}
	key := ast.Unparen(use.Call.Args[use.Func.Key])
	if conv, ok := key.(*ast.CallExpr); ok && len(conv.Args) == 1 && b.pass.TypesInfo.Types[conv.Fun].IsType() {
		key = conv.Args[0]
	}
	i := b.indexIn(fn, key)
	return max(i, 0), i >= 0
}

// indexIn returns the index of the parameter of the function at fn that expr is; -1 if it is none.
func (b *builder) indexIn(fn inspector.Cursor, expr ast.Expr) int {
	return slices.Index(slices.Collect(b.uses.Signature(fn.Node()).Params().Variables()), b.unchanged(expr))
}

// argumentsFor returns what the call says for the parameter with the index i of the function that it
// calls: for its elements, if it is a slice. It returns nothing if the call does not say that.
func (b *builder) argumentsFor(call *ast.CallExpr, i int) []ast.Expr {
	args := b.arguments(call, i)
	if sig, ok := b.signatureOf(call.Fun); ok && len(args) == 1 && i < sig.Params().Len() && !call.Ellipsis.IsValid() {
		if _, list := sig.Params().At(i).Type().Underlying().(*types.Slice); list && !(sig.Variadic() && i == sig.Params().Len()-1) {
			return elements(args[0])
		}
	}
	return args
}

// FieldAt returns the field that is given the value of the expression at cur, by a literal or an assignment, and what it
// is a field of: a struct, or a pointer to one. It returns nil if there is none.
func (b *builder) FieldAt(cur inspector.Cursor) (owner types.Type, field *types.Var) {
	info := b.pass.TypesInfo
	switch kind, i := cur.ParentEdge(); kind {
	case edge.CompositeLit_Elts:
		owner = info.TypeOf(cur.Parent().Node().(*ast.CompositeLit))
		if st, ok := gotypes.Deref(owner).Underlying().(*types.Struct); ok && i < st.NumFields() {
			if _, keyed := cur.Node().(*ast.KeyValueExpr); !keyed {
				field = st.Field(i)
			}
		}
	case edge.KeyValueExpr_Value:
		if id, ok := cur.Parent().Node().(*ast.KeyValueExpr).Key.(*ast.Ident); ok {
			owner = info.TypeOf(cur.Parent().Parent().Node().(ast.Expr))
			field, _ = info.Uses[id].(*types.Var)
		}
	case edge.AssignStmt_Rhs:
		assign := cur.Parent().Node().(*ast.AssignStmt)
		if len(assign.Lhs) != len(assign.Rhs) {
			break
		}
		if sel, ok := ast.Unparen(assign.Lhs[i]).(*ast.SelectorExpr); ok && info.Selections[sel] != nil {
			owner = OwnerOf(info.Selections[sel])
			field, _ = info.Selections[sel].Obj().(*types.Var)
		}
	}
	if field == nil || !field.IsField() {
		return nil, nil
	}
	return owner, field
}

// OwnerOf returns the struct whose field is selected, or a pointer to it.
func OwnerOf(selection *types.Selection) types.Type {
	owner := selection.Recv()
	for _, i := range selection.Index()[:len(selection.Index())-1] {
		owner = gotypes.Deref(owner).Underlying().(*types.Struct).Field(i).Type()
	}
	return owner
}

// timesGiven returns how often a field is given a value, outside of tests: by its name, or by its
// place in a literal.
func (b *builder) timesGiven(field *types.Var) int {
	given := 0
	for place := range b.uses.Givings(field) {
		if !b.inTest(place.Node().Pos()) {
			given++
		}
	}
	return given
}

// onlyValueOf returns the local variable of which the expression at cur is the only value; nil if there is none.
func (b *builder) onlyValueOf(cur inspector.Cursor) *types.Var {
	target, _ := uses.Target(cur)
	v := syntax.Variable(b.pass.TypesInfo, target)
	if v == nil {
		return nil
	}
	if value, ok := b.uses.Value(v); !ok || value != cur {
		return nil
	}
	return v
}

// inTest reports whether the place is in a file of tests.
func (b *builder) inTest(pos token.Pos) bool {
	return syntax.InTest(b.pass.Fset, pos)
}

// sort brings the uses into the order of their positions. One through something else was found
// where that gets what it passes on.
func (b *builder) sort() {
	order := map[*token.File]int{}
	for i, file := range b.pass.Files {
		order[b.pass.Fset.File(file.FileStart)] = i
	}
	slices.SortStableFunc(b.all, func(x, y *Use) int {
		fileX, fileY := b.pass.Fset.File(x.Fun.Pos()), b.pass.Fset.File(y.Fun.Pos())
		return cmp.Or(cmp.Compare(order[fileX], order[fileY]), cmp.Compare(x.Fun.Pos(), y.Fun.Pos()))
	})
}

// passedElsewhere returns the types of what calls pass to functions of the module outside of tests
// which take messages of any type, and are no bus functions as far as this package tells. They are
// called as those of buses are, or the type as those of messages.
func (b *builder) passedElsewhere(model *Model, known map[*types.TypeName]*Message, declared map[*types.TypeName]declaration) []*Message {
	var passed []*Message
	seen := map[*types.TypeName]bool{}
	for cur := range b.uses.Root().Preorder((*ast.CallExpr)(nil)) {
		call := cur.Node().(*ast.CallExpr)
		if len(call.Args) == 0 {
			continue
		}
		fn, ok := typeutil.Callee(b.pass.TypesInfo, call).(*types.Func)
		if !ok || fn.Pkg() == nil || model.Has(call) || !SameModule(b.pass, fn.Pkg()) || b.inTest(call.Pos()) {
			continue
		}
		for i, arg := range call.Args {
			if !takesAny(fn.Origin().Signature(), i) {
				continue
			}
			tn := b.passedType(arg)
			if tn == nil || seen[tn] || known[tn] != nil || !b.resolver.MayKnow(fn.Name()) && kind.Suffix(tn.Name()) == kind.NoKind {
				continue
			}
			seen[tn] = true
			m := &Message{Type: tn, Said: kind.Said{Path: tn.Pkg().Path(), Name: tn.Name()}}
			if d, ok := declared[tn]; ok {
				var ignore bool
				if m.Said.Directive, ignore = d.directive(); ignore {
					continue
				}
				m.Decl, m.Declared = d.spec, m.Said.Directive
			} else {
				m.speaker = &Use{Call: call}
			}
			m.NamedWhenMade = b.isNamedWhenMade(m)
			passed = append(passed, m)
		}
	}
	return passed
}

// passedType returns the type of the message that arg is, or takes as a function, if the module
// declares it outside of functions; or nil.
func (b *builder) passedType(arg ast.Expr) *types.TypeName {
	t := b.pass.TypesInfo.TypeOf(arg)
	if t == nil {
		return nil
	}
	if sig, ok := t.Underlying().(*types.Signature); ok && sig.Params().Len() > 0 {
		t = sig.Params().At(sig.Params().Len() - 1).Type()
	}
	tn := MessageType(t)
	if tn == nil || tn.Pkg() == nil || tn.Parent() != tn.Pkg().Scope() || !SameModule(b.pass, tn.Pkg()) {
		return nil
	}
	return tn
}

// takesAny reports whether the parameter for the argument with the index i takes values of many
// types, or functions that are called with these.
func takesAny(sig *types.Signature, i int) bool {
	param := gotypes.Param(sig, i)
	if param == nil {
		return false
	}
	t := param.Type()
	if sig.Variadic() && i >= sig.Params().Len()-1 {
		t = elem(t)
	}
	if fn, ok := t.Underlying().(*types.Signature); ok && fn.Params().Len() > 0 {
		t = fn.Params().At(fn.Params().Len() - 1).Type()
	}
	t = gotypes.Deref(t)
	return types.IsInterface(t) && !gotypes.IsContext(t)
}
