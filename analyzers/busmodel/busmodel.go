package busmodel

import (
	"cmp"
	_ "embed"
	"go/ast"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/buslint/buslint/internal/doctext"
	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/profile"
	"github.com/buslint/buslint/internal/suppress"
	"github.com/buslint/buslint/internal/syntax"
)

//go:embed doc.go
var doc string

var Analyzer = &analysis.Analyzer{
	Name:       "busmodel",
	Doc:        doctext.Of(doc),
	URL:        doctext.URL("busmodel"),
	Requires:   []*analysis.Analyzer{inspect.Analyzer},
	ResultType: reflect.TypeFor[*Model](),
	Run:        run,
}

func init() {
	Analyzer.Flags.Var(&suppress.Excluded, "exclude",
		"files in which rules are silent, in `JSON`: what .buslint.yml has at exclude, as buslint flags prints it")
}

// A Model says what happens on the bus in one package.
type Model struct {
	// Sites are the uses of bus functions, in order of their position. Those
	// within the implementation of a bus are left out.
	Sites []*Site

	// Messages are the types that are messages and are declared here or travel
	// here outside of tests, in no order that matters.
	Messages []*Message

	// Ignored are the names of the types of this package whose declarations say
	// //bus:ignore.
	Ignored []string

	registrations map[*ast.CallExpr]bool
}

// Registers reports whether call registers a handler or listener, which the bus
// keeps and calls when a message is sent.
func (m *Model) Registers(call *ast.CallExpr) bool { return m.registrations[call] }

// A Site is one use of a bus function.
type Site struct {
	Role    Role
	Profile *profile.Profile
	Func    *profile.Func  // describes the bus function
	Bus     *types.Package // that declares the bus
	Fun     ast.Expr       // names the bus function: s.bus.Dispatch
	Call    *ast.CallExpr  // nil where the function is used as a value
	Value   *Site          // where Fun is a variable that holds a bus function: the use that it holds

	// Aware says that a context travels: the function takes one, or registers
	// functions that do.
	Aware bool
	// TwinName is the function of this bus that does the same with a context; ""
	// if there is none or Aware.
	TwinName string
	// Twin is that function where the same operand has it; nil where a narrow
	// interface hides it.
	Twin *types.Func
	// Wraps says that Twin would not hand on the message, but another that holds it.
	Wraps bool
	// Paired says that the function has such a twin, or is one: what it calls with a
	// context, or without, is no guess then.
	Paired bool

	// Arg is the message, or what is registered: a function, or something else on
	// buses that take that. It is nil if Call is, or the bus goes by names.
	Arg ast.Expr
	// Indirect says that what is registered is made by other bus functions within
	// this call, which are sites of their own.
	Indirect bool
	// Further says that the call sends or registers several things, and this is not the
	// first.
	Further bool
	// Message is the type of the message; nil where it cannot be told.
	Message *types.TypeName
	// Ctx is the argument that is the context of a message that is sent; nil if
	// there is none.
	Ctx ast.Expr

	Test   bool             // in a _test.go file
	Cursor inspector.Cursor // at Call, or at Fun if that is nil; of what is Further, at that

	handler ast.Expr    // the function that is called with the message, if it is written here
	method  *types.Func // or the method
}

func run(pass *analysis.Pass) (any, error) {
	b := &builder{
		pass:     pass,
		root:     pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root(),
		resolver: profile.NewResolver(Profiles),
		parts:    map[*types.Package]map[*types.TypeName]bool{},
		said:     map[*types.TypeName]*profile.BusFunc{},
	}
	for file := range b.root.Children() {
		first := len(b.sites)
		test := strings.HasSuffix(pass.Fset.Position(file.Node().Pos()).Filename, "_test.go")
		for cur := range file.Preorder((*ast.Ident)(nil)) {
			id := cur.Node().(*ast.Ident)
			if !b.resolver.MayKnow(id.Name) {
				continue
			}
			fn, ok := pass.TypesInfo.Uses[id].(*types.Func)
			if !ok {
				continue
			}
			switch bf := b.resolver.BusFunc(fn, b.operand(cur)); {
			case bf == nil || b.implementsBus(cur, fn):
			case bf.Declares:
				b.declares(cur, bf, test)
			default:
				b.add(cur, fn, bf, test)
			}
		}
		// A use through a value was found where the value was made.
		slices.SortStableFunc(b.sites[first:], func(x, y *Site) int { return cmp.Compare(x.Fun.Pos(), y.Fun.Pos()) })
	}
	model := &Model{Sites: b.sites, Messages: b.messages(), registrations: map[*ast.CallExpr]bool{}}
	model.Ignored = b.ignored
	for _, site := range b.sites {
		if site.Call != nil && !site.Role.Sends() {
			model.registrations[site.Call] = true
		}
	}
	return model, nil
}

type builder struct {
	pass      *analysis.Pass
	root      inspector.Cursor
	resolver  *profile.Resolver
	sites     []*Site
	ignored   []string                                    // see Model.Ignored
	parts     map[*types.Package]map[*types.TypeName]bool // see partsOf
	said      map[*types.TypeName]*profile.BusFunc        // types of which a call of the function says that they are messages
	saidOrder []*types.TypeName
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
// stands for a bus. Such a method has no say in its own signature.
func (b *builder) implementsBus(cur inspector.Cursor, fn *types.Func) bool {
	if strings.TrimSuffix(b.pass.Pkg.Path(), "_test") == fn.Pkg().Path() && b.resolver.ProfileOf(fn.Pkg()) != nil {
		return true
	}
	for decl := range cur.Enclosing((*ast.FuncDecl)(nil)) {
		method, ok := b.pass.TypesInfo.Defs[decl.Node().(*ast.FuncDecl).Name].(*types.Func)
		return ok && method.Signature().Recv() != nil && b.resolver.BusFunc(method, nil) != nil
	}
	return false
}

// add records the use of the bus function fn by the identifier at cur.
func (b *builder) add(cur inspector.Cursor, fn *types.Func, bf *profile.BusFunc, test bool) {
	fun := syntax.Operand(cur)
	site := &Site{
		Role:    bf.Role,
		Profile: bf.Profile,
		Func:    bf.Func,
		Bus:     bf.Bus,
		Fun:     fun.Node().(ast.Expr),
		Aware:   bf.Aware,
		Paired:  bf.HasTwin || bf.Ctx,
		Test:    test,
		Cursor:  fun,
	}
	if !bf.Aware && bf.HasTwin {
		site.TwinName = bf.Twin
		site.Twin = b.twin(site.Fun, fn, bf)
	}
	b.sites = append(b.sites, site)
	if fun.ParentEdgeKind() == edge.CallExpr_Fun {
		if site.Func.From == profile.FromLast {
			b.call(site, fun.Parent())
		} else {
			b.callByName(site, cur, fun.Parent())
		}
		return
	}

	if site.Func.Carries {
		site.TwinName, site.Twin = "", nil // a message may bring its context along
	}

	// The function is used as a value. Where that value is a variable that holds
	// nothing else, its calls are uses as well.
	v := b.onlyValueOf(fun)
	if v == nil || site.Func.From != profile.FromLast {
		return
	}
	for call := range b.callsOf(v) {
		through := *site
		through.Value = site
		through.Fun = call.Node().(*ast.CallExpr).Fun
		b.sites = append(b.sites, &through)
		b.call(&through, call)
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

// call completes site with what its call says.
func (b *builder) call(site *Site, call inspector.Cursor) {
	site.Cursor = call
	site.Call = call.Node().(*ast.CallExpr)
	site.Ctx = b.context(site)
	if args := b.lastArgs(site.Call); len(args) > 0 {
		b.each(site, args, b.last)
	}
}

// lastArgs returns what a call says for the last parameter, or for each of those that a
// variadic function has; none if that is not said one by one.
func (b *builder) lastArgs(call *ast.CallExpr) []ast.Expr {
	from := len(call.Args) - 1
	if sig, ok := b.pass.TypesInfo.TypeOf(call.Fun).(*types.Signature); ok && sig.Variadic() {
		from = sig.Params().Len() - 1
	}
	if from < 0 || from >= len(call.Args) || call.Ellipsis.IsValid() {
		return nil
	}
	return call.Args[from:]
}

// each completes site with the first of the arguments that its call is about, and adds
// a site for each further one.
func (b *builder) each(site *Site, args []ast.Expr, complete func(*Site, ast.Expr)) {
	further := *site
	complete(site, args[0])
	for _, arg := range args[1:] {
		if cur, ok := site.Cursor.FindNode(arg); ok {
			other := further
			other.Further, other.Cursor = true, cur
			complete(&other, arg)
			b.sites = append(b.sites, &other)
		}
	}
}

// last completes site, of a function profile.FromLast, with its argument.
func (b *builder) last(site *Site, arg ast.Expr) {
	site.Arg = b.unconverted(arg)
	site.handler = site.Arg
	t := b.pass.TypesInfo.TypeOf(site.Arg)
	if t == nil {
		return
	}
	if !site.Role.Sends() {
		sig, ok := t.Underlying().(*types.Signature)
		if !ok || sig.Params().Len() == 0 || sig.Variadic() {
			return
		}
		t = sig.Params().At(sig.Params().Len() - 1).Type()
	}
	site.Message = MessageType(t)
}

// context returns the argument that is the context of the message sent at site, or nil.
func (b *builder) context(site *Site) ast.Expr {
	if sig, ok := b.pass.TypesInfo.TypeOf(site.Call.Fun).(*types.Signature); ok && site.Role.Sends() {
		// The one argument of b.DispatchCtx(f()) is not the context alone.
		i, args := gotypes.CtxParam(sig), len(site.Call.Args)
		if i >= 0 && (args == sig.Params().Len() || sig.Variadic() && args > sig.Params().Len()) {
			return site.Call.Args[i]
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

// onlyValueOf returns the local variable that the expression at cur initializes
// and that is never assigned anything else, nor has its address taken; nil if
// there is none.
func (b *builder) onlyValueOf(cur inspector.Cursor) *types.Var {
	kind, i := cur.ParentEdge()
	var id *ast.Ident
	switch parent := cur.Parent().Node().(type) {
	case *ast.AssignStmt:
		if kind == edge.AssignStmt_Rhs && len(parent.Lhs) == len(parent.Rhs) {
			id, _ = parent.Lhs[i].(*ast.Ident)
		}
	case *ast.ValueSpec:
		if kind == edge.ValueSpec_Values && len(parent.Names) == len(parent.Values) {
			id = parent.Names[i]
		}
	}
	if id == nil {
		return nil
	}
	v, ok := b.pass.TypesInfo.Defs[id].(*types.Var)
	if !ok || v.Parent() == b.pass.Pkg.Scope() {
		return nil
	}
	for use := range b.usesOf(v) {
		switch use.ParentEdgeKind() {
		case edge.AssignStmt_Lhs, edge.RangeStmt_Key, edge.RangeStmt_Value:
			return nil
		case edge.UnaryExpr_X: // &v: the only unary operator on a function
			return nil
		}
	}
	return v
}

// usesOf yields the identifiers that use the local variable v.
func (b *builder) usesOf(v *types.Var) func(yield func(inspector.Cursor) bool) {
	return func(yield func(inspector.Cursor) bool) {
		decl, ok := b.root.FindByPos(v.Pos(), v.Pos())
		if !ok {
			return
		}
		for fn := range decl.Enclosing((*ast.FuncDecl)(nil), (*ast.GenDecl)(nil)) {
			if fn.ParentEdgeKind() != edge.File_Decls {
				continue
			}
			for cur := range fn.Preorder((*ast.Ident)(nil)) {
				if b.pass.TypesInfo.Uses[cur.Node().(*ast.Ident)] == v && !yield(cur) {
					return
				}
			}
		}
	}
}

// callsOf yields the calls of the function that the local variable v holds.
func (b *builder) callsOf(v *types.Var) func(yield func(inspector.Cursor) bool) {
	return func(yield func(inspector.Cursor) bool) {
		for use := range b.usesOf(v) {
			if use.ParentEdgeKind() == edge.CallExpr_Fun && !yield(use.Parent()) {
				return
			}
		}
	}
}

// Handler returns the declaration of the function that site registers, when it is
// a function or a method of some value, or the literal; both are nil when site
// registers nothing or something else.
func (site *Site) Handler(info *types.Info) (*types.Func, *ast.FuncLit) {
	if site.Role.Sends() || site.handler == nil {
		return site.method, nil
	}
	switch arg := ast.Unparen(site.handler).(type) {
	case *ast.FuncLit:
		return nil, arg
	case *ast.Ident:
		fn, _ := info.Uses[arg].(*types.Func)
		return fn, nil
	case *ast.SelectorExpr:
		// The parameters of a method expression are not those of the method.
		if s := info.Selections[arg]; s != nil && s.Kind() != types.MethodVal {
			return nil, nil
		}
		if fn, ok := info.Uses[arg.Sel].(*types.Func); ok {
			return fn.Origin(), nil
		}
	}
	return nil, nil
}
