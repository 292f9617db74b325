// Package contexts knows which context.Context is usable at a place in a
// program, as an expression that compiles there.
package contexts

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"iter"
	"slices"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/buslint/buslint/internal/edit"
	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/syntax"
	"github.com/buslint/buslint/internal/uses"
)

// A From is where a context comes from. The earlier ones are preferred.
type From int

const (
	// Caller is a parameter, or made of one.
	Caller From = iota
	// Elsewhere is a variable with a context of which no more is known.
	Elsewhere
	// Test is that of a *testing.T, B or F, or a testing.TB.
	Test
	// Request is that of an *http.Request.
	Request
	// Carrier is that of another parameter which has one.
	Carrier
	// Unnamed is that of a parameter without a name that can be used.
	Unnamed
	// Empty is context.Background or TODO, or made of it.
	Empty
)

// A Context is an expression for a context that is usable at a place.
type Context struct {
	Expr string
	Var  *types.Var // that it is made of; nil if Unnamed
	From From
	// Edits give the parameter the name that Expr uses; nil if it has one.
	Edits []analysis.TextEdit
}

// A Reason says why no context is usable at a place.
type Reason int

const (
	// None says that nothing around has a context.
	None Reason = iota
	// Ended says that what has one may be over there.
	Ended
	// Later says that the code may run when the function that has one has returned.
	Later
	// Changing says that another goroutine may give what has one another value meanwhile.
	Changing
)

// A Finder finds contexts in one package. It is not for several goroutines at once.
type Finder struct {
	fset  *token.FileSet
	pkg   *types.Package
	info  *types.Info
	uses  *uses.Index
	keeps func(*ast.CallExpr) bool

	// Callee tells when a function of another package, or a method of an interface, calls
	// the function that is its argument at the index; without it nobody knows.
	Callee func(fn *types.Func, arg int) Time
	// Owner returns the finder for the package that declares a function, which is not that of
	// the finder, and what the function is there; nil if nobody knows.
	Owner func(fn *types.Func) (*Finder, *types.Func)
	// Structs are those of all packages; without it those of the package.
	Structs *Structs

	own      *Structs                     // see structs
	scopes   map[*types.Scope][]candidate // see candidates
	paths    map[shape]string             // see pathFrom
	flows    map[ast.Node]*flow           // see flow
	knows    map[ast.Node]bool            // see KnowsOfEnds
	params   map[*types.Var]Time          // see WhenParam
	held     map[*types.Var]bool          // see whenHeld
	lineages map[*types.Var]over          // see lineage
	made     map[*types.Var][]*types.Var  // see madeWith
	heldEnds map[*types.Var][]*types.Var  // see endedByHeld
	outcomes map[*types.Func]outcome      // see outcome
	returned map[*types.Func][]*types.Var // see returnedBy
}

// New returns a finder for a package and the index of its uses. The function keeps says
// of a call whether it keeps the functions it is given, to call them later, for reasons
// that its callee does not tell.
func New(fset *token.FileSet, pkg *types.Package, info *types.Info, index *uses.Index, keeps func(*ast.CallExpr) bool) *Finder {
	return &Finder{
		fset:     fset,
		pkg:      pkg,
		info:     info,
		uses:     index,
		keeps:    keeps,
		scopes:   map[*types.Scope][]candidate{},
		paths:    map[shape]string{},
		flows:    map[ast.Node]*flow{},
		knows:    map[ast.Node]bool{},
		params:   map[*types.Var]Time{},
		held:     map[*types.Var]bool{},
		lineages: map[*types.Var]over{},
		made:     map[*types.Var][]*types.Var{},
		heldEnds: map[*types.Var][]*types.Var{},
		outcomes: map[*types.Func]outcome{},
		returned: map[*types.Func][]*types.Var{},
	}
}

// Of returns a finder for the package of the pass, whose analyzer must require
// [uses.Analyzer] and [StructsAnalyzer]. For keeps see [New].
func Of(pass *analysis.Pass, keeps func(*ast.CallExpr) bool) *Finder {
	f := New(pass.Fset, pass.Pkg, pass.TypesInfo, pass.ResultOf[uses.Analyzer].(*uses.Index), keeps)
	f.own = pass.ResultOf[StructsAnalyzer].(*Structs)
	return f
}

// once returns what is known for the key, which it finds the first time.
func once[K comparable, V any](known map[K]V, key K, find func() V) V {
	v, ok := known[key]
	if !ok {
		v = find()
		known[key] = v
	}
	return v
}

// guarded is once for what may ask for itself again, and finds nothing then.
func guarded[K comparable, V any](known map[K]V, key K, find func() V) V {
	return once(known, key, func() V {
		var none V
		known[key] = none
		return find()
	})
}

// At returns the context that code at cur should pass on. It reports false if there is none
// that is certainly right, and why.
func (f *Finder) At(cur inspector.Cursor) (Context, Reason, bool) {
	s := f.scopeAt(cur)
	for ctx := range s.all() {
		return ctx, None, true
	}
	return Context{}, s.reason, false
}

// All yields every context that [Finder.At] chooses from, the preferred first: by where
// it comes from, and then from the innermost scope.
//
// Only variables of the enclosing functions count, that are not shadowed and hold a
// value, and whose context is certainly not over when the code runs. A function literal
// that may run when the function around it has returned does not get the contexts of
// that, and neither does one that is given a context or request of its own, even if it
// has no name for it. What is given to a function that is started by go is not taken from
// a request, which is over when it has been served.
func (f *Finder) All(cur inspector.Cursor) iter.Seq[Context] { return f.scopeAt(cur).all() }

// Ended returns the first context that code at cur could pass on if it were not perhaps over
// there. It reports false if there is none.
func (f *Finder) Ended(cur inspector.Cursor) (Context, bool) {
	for _, ctx := range f.scopeAt(cur).ended {
		if ctx.From < Empty {
			return ctx, true
		}
	}
	return Context{}, false
}

// PathFrom returns what to append to a parameter of type t for the context of a request
// that it has; "" if it has none.
func (f *Finder) PathFrom(t types.Type) string {
	if gotypes.IsRequest(t) {
		return ".Context()"
	}
	return f.pathFrom(t, false)
}

// A scope is what can be named at a place.
type scope struct {
	*Finder
	cur    inspector.Cursor
	file   *ast.File
	found  []Context    // by preference
	blank  []*blank     // parameters without a name
	reason Reason       // why nothing was found
	ended  []Context    // those that may be over
	lost   []*ast.Field // parameters that a request or such has, of functions started by go
}

// A candidate is a variable that may have a context, by its type.
type candidate struct {
	v    *types.Var
	expr string // for the context
	from From
}

// A blank is a parameter without a name that is a context, or has one.
type blank struct {
	typ   *ast.FuncType
	node  ast.Node // the function
	field *ast.Field
}

func (f *Finder) scopeAt(cur inspector.Cursor) *scope {
	s := &scope{Finder: f, cur: cur}
	for c := range cur.Enclosing((*ast.File)(nil)) {
		s.file = c.Node().(*ast.File)
	}
	// A call that is started by go outlives what is around it.
	if cur.ParentEdgeKind() == edge.GoStmt_Call {
		s.reason = Later
		return s
	}
	outermost := s.functions()
	if !outermost.Valid() {
		return s
	}
	start, pos := outermost.Node().Pos(), cur.Node().Pos()
	innermost := f.pkg.Scope().Innermost(pos)
	for sc := innermost; sc != nil && sc.Pos() >= start; sc = sc.Parent() {
		for _, c := range f.candidates(sc) {
			// LookupParent sees what is declared before pos, and sees shadows.
			if _, found := innermost.LookupParent(c.v.Name(), pos); found != c.v {
				continue
			}
			if c.from == Test && !syntax.IsSince(f.info, f.pkg, s.file, "go1.24") || s.isLost(c) {
				continue
			}
			if f.IsOver(c.v, cur) || c.from == Request && f.MayBeNil(c.v, cur) {
				s.reason = Ended
				s.ended = append(s.ended, Context{Expr: c.expr, Var: c.v, From: c.from})
				continue
			}
			if f.Races(c.v, cur) {
				s.reason = Changing
				continue
			}
			s.found = append(s.found, Context{Expr: c.expr, Var: c.v, From: c.from})
		}
	}
	slices.SortStableFunc(s.found, func(a, b Context) int { return cmp.Compare(a.From, b.From) })
	s.preferDerived()
	return s
}

// preferDerived puts what is made of the first context that was found before it: while that
// lives, it says more about what the code is doing.
func (s *scope) preferDerived() {
	for i := 1; i < len(s.found); i++ {
		first, ctx := s.found[0], s.found[i]
		if ctx.From == first.From && !s.uses.Changes(first.Var) && ctx.Var != first.Var && s.lineage(ctx.Var).has(first.Var) {
			s.found = slices.Insert(slices.Delete(s.found, i, i+1), 0, ctx)
		}
	}
}

// all yields what was found, and where parameters without a name come the names for them.
func (s *scope) all() iter.Seq[Context] {
	return func(yield func(Context) bool) {
		i := 0
		for ; i < len(s.found) && s.found[i].From < Unnamed; i++ {
			if !yield(s.found[i]) {
				return
			}
		}
		for _, b := range s.blank {
			if ctx, ok := s.name(b); ok && !yield(ctx) {
				return
			}
		}
		for ; i < len(s.found); i++ {
			if !yield(s.found[i]) {
				return
			}
		}
	}
}

// isLost reports whether c is a parameter of a function started by go that is no
// context itself.
func (s *scope) isLost(c candidate) bool {
	return slices.ContainsFunc(s.lost, func(field *ast.Field) bool {
		return syntax.Contains(field, c.v.Pos())
	})
}

// candidates returns the variables of a scope that have a context: the usual name first,
// and then what is declared last, which has been made from the others.
func (f *Finder) candidates(sc *types.Scope) []candidate {
	return once(f.scopes, sc, func() (list []candidate) {
		for _, name := range sc.Names() {
			v, ok := sc.Lookup(name).(*types.Var)
			if !ok || f.isWithoutValue(v) {
				continue
			}
			if expr, from := f.contextOf(v); expr != "" {
				list = append(list, candidate{v, expr, from})
			}
		}
		slices.SortFunc(list, func(a, b candidate) int {
			if usual := a.v.Name() == "ctx"; usual != (b.v.Name() == "ctx") {
				if usual {
					return -1
				}
				return 1
			}
			return cmp.Compare(b.v.Pos(), a.v.Pos())
		})
		return list
	})
}

// isWithoutValue reports whether v is a result, or declared without a value: it may have
// none yet.
func (f *Finder) isWithoutValue(v *types.Var) bool {
	if v.Kind() != types.LocalVar {
		return v.Kind() == types.ResultVar
	}
	def, ok := f.uses.Def(v)
	if !ok || def.ParentEdgeKind() != edge.ValueSpec_Names {
		return false
	}
	return def.Parent().Node().(*ast.ValueSpec).Values == nil
}

// functions notes the parameters without a name of the functions around s.cur, and
// returns the outermost of them whose variables are usable.
func (s *scope) functions() inspector.Cursor {
	var outermost inspector.Cursor
	for fn := range s.cur.Enclosing((*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		typ, body := syntax.FuncParts(fn.Node())
		// A place in the signature is outside of the function.
		if body == nil || s.cur.Node().Pos() < body.Pos() || body.End() < s.cur.Node().End() {
			continue
		}
		outermost = fn
		own := false
		started := s.startedByGo(fn)
		for i, field := range typ.Params.List {
			t := s.info.TypeOf(field.Type)
			isContext := gotypes.IsContext(t)
			if !isContext && s.PathFrom(t) == "" {
				continue
			}
			own = true
			switch {
			case started && (!isContext || s.isOfRequest(fn, i)):
				s.lost = append(s.lost, field)
				s.reason = Later
			case len(field.Names) > 1 || len(field.Names) == 1 && field.Names[0].Name != "_":
			case isContext:
				s.blank = slices.Insert(s.blank, 0, &blank{typ, fn.Node(), field})
			default:
				s.blank = append(s.blank, &blank{typ, fn.Node(), field})
			}
		}
		if own {
			break
		}
		if _, isLit := fn.Node().(*ast.FuncLit); isLit && s.When(fn) != Meanwhile {
			if call, ok := fn.Parent().Node().(*ast.CallExpr); !ok || !s.keeps(call) {
				s.reason = Later
			}
			break
		}
	}
	return outermost
}

// isOfRequest reports whether the function at fn, a literal that is started by go where
// it stands, gets as its parameter at the index the context of a request or the like.
func (f *Finder) isOfRequest(fn inspector.Cursor, field int) bool {
	if fn.ParentEdgeKind() != edge.CallExpr_Fun {
		return false
	}
	call := fn.Parent().Node().(*ast.CallExpr)
	if field >= len(call.Args) {
		return false
	}
	from, ok := ast.Unparen(call.Args[field]).(*ast.CallExpr)
	return ok && len(from.Args) == 0
}

// name returns the context of a parameter without a name, and the edits that name it.
func (s *scope) name(b *blank) (Context, bool) {
	name, expr := "ctx", "ctx"
	if t := s.info.TypeOf(b.field.Type); !gotypes.IsContext(t) {
		name = "c"
		if gotypes.IsRequest(t) {
			name = "r"
		}
		expr = name + s.PathFrom(t)
	}
	// The name must not catch what the function means by it, nor be caught.
	if syntax.Mentions(b.node, name) {
		return Context{}, false
	}
	ctx := Context{Expr: expr, From: Unnamed}
	for _, field := range b.typ.Params.List {
		switch {
		case field != b.field && len(field.Names) == 0:
			ctx.Edits = append(ctx.Edits, edit.Insert(field.Type.Pos(), "_ "))
		case field != b.field:
		case len(field.Names) == 0:
			ctx.Edits = append(ctx.Edits, edit.Insert(field.Type.Pos(), name+" "))
		default:
			ctx.Edits = append(ctx.Edits, edit.Replace(field.Names[0], name))
		}
	}
	return ctx, true
}
