package busmodel

import (
	_ "embed"
	"go/ast"
	"go/token"
	"go/types"
	"iter"
	"reflect"
	"regexp"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/doctext"
	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/profile"
	"github.com/buslint/buslint/internal/recognise"
	"github.com/buslint/buslint/internal/syntax"
	"github.com/buslint/buslint/internal/uses"
)

//go:embed doc.go
var doc string

var Analyzer = &analysis.Analyzer{
	Name:       "busmodel",
	Doc:        doctext.Of(doc),
	URL:        doctext.URL("busmodel"),
	Flags:      config.ModelFlags(packages, modules),
	Requires:   []*analysis.Analyzer{config.Analyzer, uses.Analyzer},
	ResultType: reflect.TypeFor[*Model](),
	Run:        run,
}

// A Model says what happens on the bus in one package.
type Model struct {
	// Uses are the uses of bus functions, in order of their position. Those within
	// the implementation of a bus are left out.
	Uses []*Use

	// Messages are the types that are messages and are declared here or travel
	// here outside of tests, in no order that matters.
	Messages []*Message

	// Passed are the types of what is passed to functions of which only all packages together
	// tell whether they pass it on to a bus. There are none where packages are not joined.
	Passed []*Message

	// Held are the calls of what functions of this package are given for their parameters, and call or
	// keep, and structs for their fields: uses of a bus where that is given a function of one. There are none where packages are not
	// joined.
	Held []Held

	// Ignored are the names of the types of this package whose declarations say
	// //bus:ignore.
	Ignored []string

	// Resolver is what the uses were found with. It is for the one analyzer that makes the summary.
	Resolver *recognise.Resolver

	// Likely are the calls of functions of what looks like a bus, and is none for certain,
	// outside of tests, in order of their position.
	Likely []Named

	// Inner are the calls outside of tests by which one bus uses another one, in order of their position. They are no
	// uses of their own: what travels there is what the outer bus is given.
	Inner []Named

	// Directives are the //bus: comments on declarations of types outside of tests,
	// whatever they say.
	Directives []*ast.Comment

	// Sources are those of which bodies decided something.
	Sources *Sources

	registrations map[*ast.CallExpr]bool
	byHandler     map[*types.Func][]*Parcel // see Registrations
	registered    sync.Once
	*builder      // which made it, and is asked for more
}

// A Held is a call of what a parameter of a function holds, or a field of a struct; or where that is given on.
type Held struct {
	Of    types.Object       // the function, or the struct's type
	Index int                // of the parameter or the field
	Named bool               // that is named after sending
	Use   *Use               // the call, as if what it calls were a function of a bus; nil where it is not called, but given on
	Given []inspector.Cursor // where it is given on
}

// A Named is a place where code names a function of a bus, or what may be one.
type Named struct {
	Func *profile.BusFunc
	Pos  token.Pos
}

// Calls yields the calls of bus functions, in order of their position.
func (m *Model) Calls() iter.Seq[*Use] {
	return func(yield func(*Use) bool) {
		for _, use := range m.Uses {
			if use.Call != nil && !yield(use) {
				return
			}
		}
	}
}

// Parcels yields what all uses carry, in order of their position.
func (m *Model) Parcels() iter.Seq[*Parcel] {
	return func(yield func(*Parcel) bool) {
		for _, use := range m.Uses {
			for _, parcel := range use.Parcels {
				if !yield(parcel) {
					return
				}
			}
		}
	}
}

// Registers reports whether call registers a handler or listener, which the bus
// keeps and calls when a message is sent.
func (m *Model) Registers(call *ast.CallExpr) bool { return m.registrations[call] }

// Has reports whether call is one of a bus function.
func (m *Model) Has(call *ast.CallExpr) bool { _, ok := m.registrations[call]; return ok }

// Follows reports whether the calls of the function literal are uses of the bus, as far as it
// passes its parameters on.
func (m *Model) Follows(lit *ast.FuncLit) bool { return m.followed[lit] }

// Registrations returns the parcels that register the function or method fn, in order of
// their position.
func (m *Model) Registrations(fn *types.Func) []*Parcel {
	m.registered.Do(func() {
		m.byHandler = map[*types.Func][]*Parcel{}
		for p := range m.Parcels() {
			if fn := p.Handler.Func; fn != nil {
				m.byHandler[fn] = append(m.byHandler[fn], p)
			}
		}
	})
	return m.byHandler[fn]
}

// Starts returns where code begins that runs with the context of a message, outside of
// tests: the handlers and listeners, by the position of their name or literal, each with
// what its context is, as "UpdateTeamCommand was dispatched with".
func (m *Model) Starts() map[token.Pos]string {
	starts := map[token.Pos]string{}
	for p := range m.Parcels() {
		if p.Use.Test || p.Use.Role.Sends() {
			continue
		}
		name, sent := "its message", "dispatched"
		if p.Message != nil {
			name = p.Message.Name()
		}
		if p.Use.Role.OfEvents() {
			sent = "published"
		}
		switch {
		case p.Handler.Lit != nil:
			starts[p.Handler.Lit.Pos()] = name + " was " + sent + " with"
		case p.Handler.Func != nil:
			starts[p.Handler.Func.Pos()] = name + " was " + sent + " with"
		}
	}
	return starts
}

// A Use is one use of a bus function: a call, or its value.
type Use struct {
	Role    kind.Role
	Profile *profile.Profile
	Func    *profile.Func  // describes the bus function
	Bus     *types.Package // that declares the bus
	Fun     ast.Expr       // names the bus function: s.bus.Dispatch
	Call    *ast.CallExpr  // nil where the function is used as a value
	// Through is another use, where Fun is a variable that holds a bus function, that as a
	// value; or where Fun is a function that passes on what it is given, the call in that.
	Through *Use

	// Aware says that a context travels: the function takes one, or registers
	// functions that do.
	Aware bool
	// TwinName is the function of this bus that does the same with a context; ""
	// if there is none, or Aware, or the message brings its context along.
	TwinName string
	// Twin is that function where the same operand has it; nil where a narrow
	// interface hides it.
	Twin *types.Func
	// Paired says that the function has such a twin, or is one: what it calls with a
	// context, or without, is no guess then.
	Paired bool

	// Ctx is the argument that is the context of what is sent; nil if there is none.
	Ctx ast.Expr

	// Parcels are what the call sends or registers, one for each message or handler.
	// One of which nothing is known stands for what the call does not say. There are
	// none in a function value, and in a call that registers what it is given by other
	// bus functions: these are uses of their own.
	Parcels []*Parcel

	Test   bool             // in a _test.go file
	Cursor inspector.Cursor // at Call, or at Fun if that is nil

	name     inspector.Cursor // the identifier of the bus function
	ofMethod bool             // what is registered is a method of what stands there
}

// RegistersOthers reports whether the call registers only what other bus functions make
// within it, which are uses of their own.
func (use *Use) RegistersOthers() bool { return use.Call != nil && len(use.Parcels) == 0 }

// OfWrapper reports whether the use is the call of a function that passes on what it is
// given, and is not a bus function itself.
func (use *Use) OfWrapper() bool { return use.Through != nil && use.Through.Call != nil }

// A Parcel is one message that a call sends, or one handler or listener that it
// registers.
type Parcel struct {
	Use *Use

	// Arg is the message, or what is registered: a function, or something else on
	// buses that take that. It is nil if the call does not say it, or the bus goes by
	// names.
	Arg ast.Expr
	// Whole is the argument that has the message in a field, where Arg is not said.
	Whole ast.Expr
	// Message is the type of the message; nil where it cannot be told.
	Message *types.TypeName
	// ByKey says that Message is told by what stands beside what is registered.
	ByKey bool
	// InTurn are the types of several messages, of which what is registered is for one after the other, where
	// Message is nil.
	InTurn []*types.TypeName
	// Keys stand beside what is registered for its messages, where their types do not tell Message.
	Keys []ast.Expr
	// Tells is the method of what is registered that says of which messages; "" if there is none, or
	// Message was known without.
	Tells string
	// Handler is the function that is registered.
	Handler Handler
	// Given is the parameter of a function around it that what is registered calls, or is made of, or
	// of which the message is a copy; nil where that is Arg itself, or there is none.
	Given ast.Expr
	// Part is the field of Given that it is; "" if it is the whole.
	Part string
	// Other says that Given is not called with the message, but with a part of it, or what is
	// made of it.
	Other bool

	// Aware says that a context comes along: as with all of the use, or because the
	// message or handler itself has one.
	Aware bool
	// Wraps says that the twin of the function would not pass on the message, but another
	// that holds it.
	Wraps bool

	Cursor inspector.Cursor // at the call, or at Arg if it is not the first of its call
}

// A Handler is a function that is called with messages: a declared function or method,
// or a literal. Both are nil where it is not known.
type Handler struct {
	Func *types.Func
	Lit  *ast.FuncLit

	decl *ast.FuncDecl // of Func, if it is declared in this package
}

// Node returns the declaration or literal of the handler, if it is in this package, or
// nil.
func (h Handler) Node() ast.Node {
	switch {
	case h.Lit != nil:
		return h.Lit
	case h.decl != nil:
		return h.decl
	}
	return nil
}

// Body returns the type and the body of the handler, if it is in this package; nil if
// not.
func (h Handler) Body() (*ast.FuncType, *ast.BlockStmt) {
	switch {
	case h.Lit != nil:
		return h.Lit.Type, h.Lit.Body
	case h.decl != nil:
		return h.decl.Type, h.decl.Body
	}
	return nil, nil
}

// Name returns how a finding names the handler or listener that p registers: "handler
// save", "this listener".
func (p *Parcel) Name() string {
	if p.Handler.Func != nil {
		return p.Use.Role.Noun() + " " + p.Handler.Func.Name()
	}
	return "this " + p.Use.Role.Noun()
}

func run(pass *analysis.Pass) (any, error) {
	b := &builder{
		pass:     pass,
		uses:     pass.ResultOf[uses.Analyzer].(*uses.Index),
		parts:    map[*types.Package]map[*types.TypeName]bool{},
		said:     map[*types.TypeName]*profile.BusFunc{},
		sources:  newSources(pass),
		followed: map[*ast.FuncLit]bool{},
		throughs: map[*ast.CallExpr]bool{},
		makers:   map[*types.Func]bool{},
	}
	c := config.For(pass)
	b.resolver = recognise.NewResolver(c.Profiles, b.sources, c.Proofs)
	b.resolver.Propose(c.Proposals)
	b.resolver.Hear(pass.Pkg)
	for file := range b.uses.Root().Children() {
		test := b.inTest(file.Node().Pos())
		for cur := range file.Preorder((*ast.Ident)(nil)) {
			id := cur.Node().(*ast.Ident)
			if !b.resolver.MayKnow(id.Name) {
				continue
			}
			fn, ok := pass.TypesInfo.Uses[id].(*types.Func)
			if !ok || fn.Pkg() == nil { // the method of error
				continue
			}
			switch bf := b.resolver.BusFunc(fn, b.operand(cur)); {
			case bf == nil:
				if bf := b.resolver.Likely(fn, b.own); bf != nil && !test && !b.inLikely(cur) && !b.implementsBus(cur, fn, test) {
					b.likely = append(b.likely, Named{bf, id.Pos()})
				}
			case b.Replays(cur, fn), b.isAskedForType(cur):
			case b.implementsBus(cur, fn, test):
				if !test && !bf.Declares && b.usesOther(cur, fn) {
					b.inner = append(b.inner, Named{bf, id.Pos()})
				}
			case bf.Declares:
				b.declares(cur, bf, test)
			default:
				b.add(cur, fn, bf, test)
			}
		}
	}
	b.sort()
	model := &Model{Uses: b.all, Resolver: b.resolver, Sources: b.sources, builder: b, registrations: map[*ast.CallExpr]bool{}}
	for use := range model.Calls() {
		model.registrations[use.Call] = !use.Role.Sends()
	}
	model.Messages, model.Ignored, model.Likely, model.Inner = b.messages(model), b.ignored, b.likely, b.inner
	if c.Programs {
		model.Held = b.held(model)
	}
	return model, nil
}

type builder struct {
	pass      *analysis.Pass
	uses      *uses.Index
	resolver  *recognise.Resolver
	all       []*Use
	likely    []Named
	inner     []Named
	sources   *Sources
	ignored   []string                                    // see Model.Ignored
	parts     map[*types.Package]map[*types.TypeName]bool // see partsOf
	said      map[*types.TypeName]*profile.BusFunc        // types of which a call of the function says that they are messages
	saidOrder []*types.TypeName
	followed  map[*ast.FuncLit]bool  // see Model.Follows
	throughs  map[*ast.CallExpr]bool // calls that are uses of the bus because the function passes on what it is given
	makers    map[*types.Func]bool   // see onlyMakes
}

// operand returns the type of what the method named by the identifier at cur is
// selected from, or nil.
func (b *builder) operand(cur inspector.Cursor) types.Type {
	if cur.ParentEdgeKind() == edge.SelectorExpr_Sel {
		if s := b.pass.TypesInfo.Selections[cur.Parent().Node().(*ast.SelectorExpr)]; s != nil {
			return s.Recv()
		}
	}
	return nil
}

// implementsBus reports whether the use of fn at cur is part of a bus: it stands
// in the package that declares fn, or its tests, or in a method of a type that
// stands for a bus. Such a method has no say in its own signature. A function beside
// the bus may use it as those of other packages do, and so may whatever a description
// of the bus does not name.
func (b *builder) implementsBus(cur inspector.Cursor, fn *types.Func, test bool) bool {
	if strings.TrimSuffix(b.pass.Pkg.Path(), "_test") == fn.Pkg().Path() {
		if p := b.resolver.ProfileOf(fn.Pkg()); p != nil && !p.TellsItself() {
			return test || !b.besideBus(cur)
		}
	}
	method, _ := b.uses.Around(cur)
	if method == nil {
		return false
	}
	bf := b.resolver.BusFunc(method, nil)
	return bf != nil && (bf.Profile.Recognised || method.Signature().Recv() != nil) && !b.announcesJoining(cur, bf, test) || decorates(method, fn)
}

// usesOther reports whether a method of a bus calls fn at cur of another bus, which its type has in a field: that which it
// decorates, or which does its work. One of several that it tells, or a handler of one type, is no such bus.
func (b *builder) usesOther(cur inspector.Cursor, fn *types.Func) bool {
	method, _ := b.uses.Around(cur)
	fun := syntax.Operand(cur)
	sel, ok := fun.Node().(*ast.SelectorExpr)
	if !ok || fun.ParentEdgeKind() != edge.CallExpr_Fun || method == nil || method.Signature().Recv() == nil {
		return false
	}
	of, recv := gotypes.Receiver(fn), method.Signature().Recv()
	field, ok := ast.Unparen(sel.X).(*ast.SelectorExpr)
	if !ok || of == nil || syntax.Variable(b.pass.TypesInfo, field.X) != recv {
		return false
	}
	if v := syntax.Variable(b.pass.TypesInfo, field); v == nil || v.Embedded() && !types.IsInterface(v.Type()) {
		return false // a method of a type that it embeds it only replaces
	}
	return len(gotypes.TypeArgs(of)) == 0 && !types.Identical(gotypes.Deref(of), gotypes.Deref(recv.Type()))
}

// announcesJoining reports whether the function around cur, which registers somebody, sends something besides there, rather
// than him, for others to register him: Join(name) may tell of who has joined.
func (b *builder) announcesJoining(cur inspector.Cursor, around *profile.BusFunc, test bool) bool {
	fn, ok := b.pass.TypesInfo.Uses[cur.Node().(*ast.Ident)].(*types.Func)
	call, called := syntax.Operand(cur).Parent().Node().(*ast.CallExpr)
	if !ok || !called || test || around.Role.Sends() {
		return false
	}
	if bf := b.resolver.BusFunc(fn, b.operand(cur)); bf == nil || !bf.Role.Sends() {
		return false
	}
	return !slices.ContainsFunc(call.Args, func(arg ast.Expr) bool {
		of := map[ast.Expr]bool{} // of whom only something is said
		for sel := range syntax.All[*ast.SelectorExpr](arg) {
			of[sel.X] = true
		}
		for id := range syntax.All[*ast.Ident](arg) {
			v, ok := b.pass.TypesInfo.Uses[id].(*types.Var)
			if _, plain := b.pass.TypesInfo.TypeOf(id).Underlying().(*types.Basic); ok && !plain && !of[id] && v.Kind() == types.ParamVar && !gotypes.IsContext(v.Type()) {
				return true
			}
		}
		return false
	})
}

// isAskedForType reports whether a function is named at cur only to know its type, as mocks do.
func (b *builder) isAskedForType(cur inspector.Cursor) bool {
	fun := syntax.Operand(cur)
	call, ok := fun.Parent().Node().(*ast.CallExpr)
	if !ok || fun.ParentEdgeKind() != edge.CallExpr_Args {
		return false
	}
	callee := typeutil.StaticCallee(b.pass.TypesInfo, call)
	return callee != nil && callee.FullName() == "reflect.TypeOf"
}

// Replays reports whether events that are there already are only applied where the identifier at cur names fn: they are
// applied again, by what fn is given to or is in, or by what handles them, or records them as well.
func (b *builder) Replays(cur inspector.Cursor, fn *types.Func) bool {
	fun := syntax.Operand(cur)
	call, ok := fun.Parent().Node().(*ast.CallExpr)
	if !ok {
		return false
	}
	if fun.ParentEdgeKind() == edge.CallExpr_Args {
		name := syntax.Name(call.Fun)
		return name != nil && recognise.Replays(name.Name)
	}
	if len(call.Args) == 0 || recognise.NamesUse(fn.Name()) && !recognise.NamesRecording(fn.Name()) {
		return false
	}
	last := call.Args[len(call.Args)-1]
	if b.isDecoded(last) || b.isTakenOut(last) {
		return keepsAgain.MatchString(fn.Name())
	}
	decl := syntax.Declaration(cur)
	return decl != nil && slices.ContainsFunc(call.Args, func(arg ast.Expr) bool { return b.hasHappened(arg, call, decl, fn) })
}

// hasHappened reports whether the argument of a call of fn in the function is an event that was there before, or
// taken from what it was kept in: the function is named after what it does again, or fn only applies what is
// recorded as well, comes by a channel, or is applied to another one than the receiver.
func (b *builder) hasHappened(arg ast.Expr, call *ast.CallExpr, decl *ast.FuncDecl, fn *types.Func) bool {
	sel, kept := ast.Unparen(arg).(*ast.SelectorExpr)
	if kept {
		arg = sel.X
	}
	v := b.unchanged(arg)
	if v == nil {
		return false
	}
	name := decl.Name.Name
	switch isParam := v.Kind() == types.ParamVar; {
	case recognise.Replays(name):
		return isParam || b.isOfLoop(v)
	case !applies(fn.Name()) || gotypes.IsContext(v.Type()):
		return false
	case kept && isParam, kept && b.isElement(v), strings.HasPrefix(name, "Handle"), b.isRecorded(v), b.receivedFrom(v) != nil:
		return true
	}
	return !recognise.NamesSending(name) && b.isElement(v) || applies(name) && !b.isOwn(call.Fun, decl)
}

// keepsAgain matches the names of functions that keep what has been read, rather than send it.
var keepsAgain = regexp.MustCompile(`(?i)^(apply|append|record)`)

// isDecoded reports whether expr is a variable, or its address, that is read from what has been written: it
// is given to a function such as Unmarshal.
func (b *builder) isDecoded(expr ast.Expr) bool {
	if addr, ok := ast.Unparen(expr).(*ast.UnaryExpr); ok {
		expr = addr.X
	}
	v := syntax.Variable(b.pass.TypesInfo, expr)
	return v != nil && slices.ContainsFunc(b.uses.Of(v), func(cur inspector.Cursor) bool {
		addr := cur.Parent()
		if cur.ParentEdgeKind() != edge.UnaryExpr_X || addr.ParentEdgeKind() != edge.CallExpr_Args {
			return false
		}
		name := syntax.Name(addr.Parent().Node().(*ast.CallExpr).Fun)
		return name != nil && (strings.HasPrefix(name.Name, "Unmarshal") || name.Name == "Decode")
	})
}

// isTakenOut reports whether expr is a variable that is what a call returned, as a type that it is asserted
// to be: as entry.GetDetail().(*Placed) takes it out of what has been written.
func (b *builder) isTakenOut(expr ast.Expr) bool {
	def, ok := b.onlyDef(expr)
	if !ok {
		return false
	}
	assign, ok := def.Parent().Node().(*ast.AssignStmt)
	if !ok || len(assign.Rhs) != 1 {
		return false
	}
	assert, ok := ast.Unparen(assign.Rhs[0]).(*ast.TypeAssertExpr)
	if !ok {
		return false
	}
	_, ok = ast.Unparen(assert.X).(*ast.CallExpr)
	return ok
}

// onlyDef returns where the variable that expr is gets the only value that it ever has. It reports false if there is none.
func (b *builder) onlyDef(expr ast.Expr) (inspector.Cursor, bool) {
	v := b.unchanged(expr)
	if v == nil {
		return inspector.Cursor{}, false
	}
	return b.uses.Def(v)
}

// isOfLoop reports whether a loop declares the variable, once for each of many.
func (b *builder) isOfLoop(v *types.Var) bool {
	def, ok := b.uses.Def(v)
	if !ok {
		return false
	}
	for loop := range def.Enclosing((*ast.RangeStmt)(nil), (*ast.ForStmt)(nil), (*ast.FuncDecl)(nil)) {
		_, isFunc := loop.Node().(*ast.FuncDecl)
		return !isFunc
	}
	return false
}

// isElement reports whether the variable is each element of something in turn.
func (b *builder) isElement(v *types.Var) bool {
	def, ok := b.uses.Def(v)
	return ok && def.ParentEdgeKind() == edge.RangeStmt_Value
}

// receivedFrom returns the channel that hands out what the variable, which may be nil, is; or nil.
func (b *builder) receivedFrom(v *types.Var) ast.Expr {
	if v == nil {
		return nil
	}
	def, ok := b.uses.Def(v)
	if !ok {
		return nil
	}
	switch parent := def.Parent().Node().(type) {
	case *ast.RangeStmt:
		if def.ParentEdgeKind() == edge.RangeStmt_Key && isChannel(b.pass.TypesInfo.TypeOf(parent.X)) {
			return parent.X
		}
	case *ast.AssignStmt:
		received, ok := parent.Rhs[0].(*ast.UnaryExpr)
		if _, i := def.ParentEdge(); ok && i == 0 && received.Op == token.ARROW {
			return received.X
		}
	}
	return nil
}

// IsOwnLoop reports whether a method of the receiver of the function around is called with what a channel hands out
// there: as a type does that puts there what is sent, and takes it out again to hand it on.
func (b *builder) IsOwnLoop(at inspector.Cursor) bool {
	call, decl := at.Node().(*ast.CallExpr), syntax.Declaration(at)
	return decl != nil && b.isOwn(call.Fun, decl) && slices.ContainsFunc(call.Args, func(arg ast.Expr) bool {
		return b.receivedFrom(b.unchanged(arg)) != nil
	})
}

// isOwn reports whether the method that is called is one of the receiver of the function around, or of what that
// embeds.
func (b *builder) isOwn(fun ast.Expr, decl *ast.FuncDecl) bool {
	sel, ok := ast.Unparen(fun).(*ast.SelectorExpr)
	for ok {
		field, isField := ast.Unparen(sel.X).(*ast.SelectorExpr)
		if !isField {
			return decl.Recv != nil && len(decl.Recv.List[0].Names) == 1 && names(sel.X, decl.Recv.List[0].Names[0].Name)
		}
		v := syntax.Variable(b.pass.TypesInfo, field)
		sel, ok = field, v != nil && v.Embedded()
	}
	return false
}

// isRecorded reports whether the variable, or what it is an element of, is given to a function of a bus that does
// more than apply it, or added to a slice.
func (b *builder) isRecorded(v *types.Var) bool {
	if def, ok := b.uses.Def(v); ok && b.isElement(v) {
		if list := b.unchanged(def.Parent().Node().(*ast.RangeStmt).X); list != nil && b.isRecorded(list) {
			return true
		}
	}
	return slices.ContainsFunc(b.uses.Of(v), func(cur inspector.Cursor) bool {
		kind, i := cur.ParentEdge()
		if kind != edge.CallExpr_Args {
			return false
		}
		switch fn := typeutil.Callee(b.pass.TypesInfo, cur.Parent().Node().(*ast.CallExpr)).(type) {
		case *types.Builtin:
			return fn.Name() == "append" && i > 0
		case *types.Func:
			return !applies(fn.Name()) && b.resolver.MayKnow(fn.Name()) && fn.Pkg() != nil && b.resolver.BusFunc(fn, nil) != nil
		}
		return false
	})
}

func applies(name string) bool {
	return len(name) >= len("apply") && strings.EqualFold(name[:len("apply")], "apply")
}

// decorates reports whether a method does for messages of any one type what a method of a generic interface does,
// which it calls, or what the same method of an interface with others does that its type implements, too, as a list of
// listeners that is one itself.
func decorates(method, fn *types.Func) bool {
	recv, own := gotypes.Receiver(fn.Origin()), method.Signature().Recv()
	if method.Name() != fn.Name() || own == nil || recv == nil || !types.IsInterface(recv) {
		return false
	}
	if len(gotypes.TypeArgs(recv)) > 0 {
		return method.Signature().RecvTypeParams().Len() > 0
	}
	face := recv.Underlying().(*types.Interface)
	return face.NumMethods() > 1 && types.Implements(own.Type(), face)
}

// own reports whether pkg is of the module that is looked at.
func (b *builder) own(pkg *types.Package) bool { return pkg == b.pass.Pkg || SameModule(b.pass, pkg) }

// inLikely reports whether cur is in a function of what looks like a bus itself.
func (b *builder) inLikely(cur inspector.Cursor) bool {
	fn, _ := b.uses.Around(cur)
	return fn != nil && b.resolver.Likely(fn, b.own) != nil
}

// besideBus reports whether cur is in a function that is none of the bus, nor a method.
func (b *builder) besideBus(cur inspector.Cursor) bool {
	fn, _ := b.uses.Around(cur)
	return fn != nil && fn.Signature().Recv() == nil && b.resolver.BusFunc(fn, nil) == nil
}

// add records the use of the bus function fn by the identifier at cur.
func (b *builder) add(cur inspector.Cursor, fn *types.Func, bf *profile.BusFunc, test bool) {
	fun := syntax.Operand(cur)
	use := &Use{
		Role:    bf.Role,
		Profile: bf.Profile,
		Func:    bf.Func,
		Bus:     bf.Bus,
		Fun:     fun.Node().(ast.Expr),
		Aware:   bf.Aware,
		Paired:  bf.HasTwin || bf.Ctx,
		Test:    test,
		Cursor:  fun,
		name:    cur,
	}
	if !bf.Aware && bf.HasTwin {
		use.TwinName = bf.Twin
		use.Twin = b.twin(use.Fun, fn, bf)
	}
	b.all = append(b.all, use)
	switch {
	case fun.ParentEdgeKind() == edge.CallExpr_Fun:
		b.call(use, fun.Parent())
	case use.Func.Carries:
		use.TwinName, use.Twin = "", nil // a message may bring its context along
		fallthrough
	default:
		b.values(use)
	}
}

// twin returns the twin of fn that the operand of fun has, or nil.
func (b *builder) twin(fun ast.Expr, fn *types.Func, bf *profile.BusFunc) *types.Func {
	if sel, ok := ast.Unparen(fun).(*ast.SelectorExpr); ok {
		if selection := b.pass.TypesInfo.Selections[sel]; selection != nil {
			return bf.TwinAs(fn, b.pass.Pkg, selection.Recv(), !b.pass.TypesInfo.Types[sel.X].Addressable())
		}
	}
	return bf.TwinAs(fn, fn.Pkg(), nil, false)
}

// call completes use with what its call says.
func (b *builder) call(use *Use, call inspector.Cursor) {
	use.Cursor = call
	use.Call = call.Node().(*ast.CallExpr)
	use.Ctx = b.context(use)
	if use.Func.From == profile.FromLast {
		sig, _ := b.signatureOf(use.Call.Fun)
		b.parcels(use, b.arguments(use.Call, sig.Params().Len()-1))
	} else {
		b.callByName(use)
	}
	b.passed(use)
}

// elements returns the elements of a slice that is written where it is used; nil if expr
// is none.
func elements(expr ast.Expr) []ast.Expr {
	lit, ok := ast.Unparen(expr).(*ast.CompositeLit)
	if !ok {
		return nil
	}
	for _, elt := range lit.Elts {
		if _, ok := elt.(*ast.KeyValueExpr); ok {
			return nil
		}
	}
	return lit.Elts
}

// parcels adds to use a parcel for each of the arguments that its call is about, or one
// that is not known if there are none.
func (b *builder) parcels(use *Use, args []ast.Expr) {
	if len(args) == 0 {
		use.Parcels = []*Parcel{{Use: use, Aware: use.Aware, Cursor: use.Cursor}}
		return
	}
	for i, arg := range args {
		parcel := &Parcel{Use: use, Aware: use.Aware, Cursor: use.Cursor}
		use.Parcels = append(use.Parcels, parcel)
		if i > 0 {
			parcel.Cursor, _ = use.Cursor.FindNode(arg)
		}
		b.complete(parcel, arg)
		if use.Role.Sends() {
			b.madeOf(parcel, arg)
			continue
		}
		b.given(parcel, arg)
		if parcel.Message == nil && parcel.Given != nil && parcel.Part == "" && !parcel.Other && use.Func.From != profile.FromNothing {
			parcel.Message = b.message(use, recognise.Taken(b.pass.TypesInfo.TypeOf(parcel.Given)))
		}
	}
}

// HandlerIn returns the function that the expression names: a function, a method of some
// value, or a literal.
func (b *builder) HandlerIn(expr ast.Expr) Handler {
	switch expr := ast.Unparen(expr).(type) {
	case *ast.FuncLit:
		return Handler{Lit: expr}
	case *ast.Ident:
		if fn, ok := b.pass.TypesInfo.Uses[expr].(*types.Func); ok {
			return b.method(fn)
		}
	case *ast.SelectorExpr:
		// The parameters of a method expression are not those of the method.
		if s := b.pass.TypesInfo.Selections[expr]; s != nil && s.Kind() != types.MethodVal {
			return Handler{}
		}
		if fn, ok := b.pass.TypesInfo.Uses[expr.Sel].(*types.Func); ok {
			return b.method(fn)
		}
	}
	return Handler{}
}

// method returns the handler that the function or method fn is.
func (b *builder) method(fn *types.Func) Handler {
	return Handler{Func: fn.Origin(), decl: b.uses.Decl(fn)}
}

// context returns the argument that is the context of the message sent at use, or nil.
func (b *builder) context(use *Use) ast.Expr {
	if sig, ok := b.signatureOf(use.Call.Fun); ok && use.Role.Sends() {
		// The one argument of b.DispatchCtx(f()) is not the context alone.
		i, args := gotypes.CtxParam(sig), len(use.Call.Args)
		if i >= 0 && (args == sig.Params().Len() || sig.Variadic() && args > sig.Params().Len()) {
			return use.Call.Args[i]
		}
	}
	return nil
}

// unconverted returns what arg converts to an interface, or arg: bus.Msg(cmd) is a
// message of cmd's type.
func (b *builder) unconverted(arg ast.Expr) ast.Expr {
	arg = ast.Unparen(arg)
	if conv, ok := arg.(*ast.CallExpr); ok && len(conv.Args) == 1 {
		if tv := b.pass.TypesInfo.Types[conv.Fun]; tv.IsType() && types.IsInterface(tv.Type) {
			return ast.Unparen(conv.Args[0])
		}
	}
	return arg
}

// MessageType returns the declaration of the struct that t is or points to; nil if
// t is a type parameter, an interface, anything else that no bus sends, or has no
// name. For an instance of a generic type it is that of the generic type.
func MessageType(t types.Type) *types.TypeName {
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	if !ok {
		return nil
	}
	if _, ok := named.Underlying().(*types.Struct); !ok {
		return nil
	}
	return named.Origin().Obj()
}
