package ctxthread

import (
	"go/ast"
	"go/token"
	"go/types"
	"iter"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/contexts"
	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/syntax"
)

// A source says where a point gets its context from.
type source struct {
	expr  string    // an expression that is usable there
	param *function // or the context that this function takes, or will take
	blank blank     // or this parameter without a name
	wants *function // or nothing yet: this function has to take one
	end   string    // or nothing: why the context ends there
	todo  bool      // it ends with context.TODO, not context.Background
	test  bool      // it ends in a test
	// detached says why the context is passed without its cancellation; "" if it is passed as
	// it is.
	detached string

	outermost *function // the function around where it ends
}

// threading is the state of the need analysis.
type threading struct {
	*program
	points []*point // those that need a context
	queue  []*family
	used   map[*types.Var]bool // see noteUse
	nils   []*point            // calls that give nil for a request whose context is used now: see point.none
}

// need finds what needs a context, beginning with the seeds: each function whose
// calls do, and has none, gains one, and then its callers need one.
func (p *program) need() *threading {
	t := &threading{program: p, used: map[*types.Var]bool{}}
	for _, r := range p.Renames {
		if fn := p.functions[r.Method.Pos()]; fn != nil && fn.family.rename != nil {
			t.gain(fn.family, &cause{by: fn, twin: r})
		}
	}
	for _, s := range p.Seeds {
		for _, value := range s.Takes {
			if fn := p.byPkg[s.Pkg].functionOf(value); fn != nil && fn.family.frozen == "" {
				t.gain(fn.family, &cause{by: fn, seed: s})
			}
		}
	}
	held := p.heldSeeds()
	for _, s := range p.Seeds {
		switch pt := p.seedPoint(s); {
		case held[s] != nil:
			t.gain(held[s].family, &cause{by: held[s], point: pt})
		case s.Arg >= 0:
			t.add(pt)
		}
	}
	for _, todo := range p.Todos {
		if pt := p.pointAt(todo.Pkg, todo.Call, point{fun: todo.Call.Fun, call: todo.Call, todo: todo}); !pt.file.test && pt.file.fixed == "" {
			t.add(pt)
		}
	}
	for len(t.queue) > 0 {
		fam := t.queue[0]
		t.queue = t.queue[1:]
		for _, fn := range fam.members {
			for _, call := range fn.calls {
				// What is a seed is given its context as such.
				if p.seeds[syntax.Name(call.fun)] == nil {
					t.add(call)
				}
			}
			for _, fl := range fn.out {
				if !fl.taken && (fl.to == nil || fl.to.family != fam) {
					t.addWrapped(fn, fl)
				}
			}
		}
	}
	return t
}

// addWrapped gives the value of fn in fl, which gains a context, one where it is wrapped to keep
// its type; a method expression gets it from the place that it goes to.
func (t *threading) addWrapped(fn *function, fl *flow) {
	pt := &point{file: fl.file, cur: fl.cur, fun: fl.value, callee: fn, arg: syntax.Receivers(fl.file.info, fl.value)}
	if fl.expression && fl.to.family.frozen == "" {
		t.gain(fl.to.family, &cause{by: fl.to, point: pt})
		return
	}
	t.add(pt)
}

// heldSeeds returns the seeds that are values in places which can take a context, with these.
func (p *program) heldSeeds() map[*Seed]*function {
	held := map[*Seed]*function{}
	for _, fl := range p.flows {
		if fl.seed != nil && fl.seed.Arg == 0 && fl.to != nil && fl.to.family.frozen == "" {
			held[fl.seed] = fl.to
		}
	}
	return held
}

func (p *program) seedPoint(s *Seed) *point {
	node := ast.Node(s.Fun)
	switch {
	case s.Write != nil:
		node = s.Write.Node
	case s.Call != nil:
		node = s.Call
	}
	return p.pointAt(s.Pkg, node, point{fun: s.Fun, call: s.Call, arg: s.Arg, seed: s})
}

// pointAt returns the point with its place, that of the node.
func (p *program) pointAt(pkg *packages.Package, node ast.Node, pt point) *point {
	u := p.byPkg[pkg]
	pt.file = u.fileAt(node.Pos())
	pt.cur, _ = u.uses.Find(node)
	return &pt
}

func (t *threading) gain(fam *family, c *cause) {
	if fam.gains == nil {
		fam.gains = c
		t.queue = append(t.queue, fam)
	}
}

// add gives pt a context. If there is none, a function gains one for it.
func (t *threading) add(pt *point) {
	t.points = append(t.points, pt)
	src := t.source(pt)
	if src.wants != nil && (pt.todo == nil || !pt.todo.Background) && !t.weak[pt.cur.Node()] {
		t.gain(src.wants.family, &cause{by: src.wants, point: pt})
	}
	t.noteUse(pt, t.paramOf(pt, src))
}

// paramOf returns the parameter that is the context of src, or has it, at pt; nil if it is another one.
func (t *threading) paramOf(pt *point, src source) *types.Var {
	if src.blank == (blank{}) {
		v, _ := t.rootAt(pt, src.expr).(*types.Var)
		return v
	}
	for v := range src.blank.fn.sig.Params().Variables() {
		if syntax.Contains(src.blank.field(), v.Pos()) {
			return v
		}
	}
	return nil
}

// noteUse notes that what stands at pt uses the context in the variable v, or that of the request. If that is
// a parameter for which callers give nil, these need one instead: so far it may have been of no use.
func (t *threading) noteUse(pt *point, v *types.Var) {
	if v == nil || t.used[v] || !gotypes.IsContext(v.Type()) && !gotypes.IsRequest(v.Type()) || pt.file.found.MayBeNil(v, pt.cur) {
		return
	}
	t.used[v] = true
	for call, arg := range t.given(pt, v) {
		switch {
		case arg == nil || call.file.fixed != "":
		case !call.file.info.Types[arg].IsNil():
			t.noteUse(call, syntax.Variable(call.file.info, arg))
		default:
			none := *call
			none.none = arg
			if gotypes.IsRequest(v.Type()) {
				t.nils = append(t.nils, &none)
			} else {
				t.add(&none)
			}
		}
	}
}

// given yields the calls of the function around pt whose parameter v is, with what each gives it;
// nil if that is not one expression. It yields none if v is something else.
func (t *threading) given(pt *point, v *types.Var) iter.Seq2[*point, ast.Expr] {
	return func(yield func(*point, ast.Expr) bool) {
		for fn := range t.enclosing(pt.cur) {
			i := slices.Index(slices.Collect(fn.sig.Params().Variables()), v)
			if i < 0 {
				continue
			}
			for _, member := range fn.family.members {
				for _, call := range member.calls {
					var arg ast.Expr
					if i+call.arg < len(call.call.Args) {
						arg = call.call.Args[i+call.arg]
					}
					if !yield(call, arg) {
						return
					}
				}
			}
			return
		}
	}
}

// source finds the best context for pt. A deferred call gets it without its cancellation: what has
// to be undone has to be undone in any case.
func (t *threading) source(pt *point) source {
	src := t.best(pt)
	if src.detached == "" && src.end == "" && src.wants == nil &&
		!pt.file.test && pt.file.atLeast("go1.21") && pt.file.found.IsDeferred(pt.cur) {
		src.detached = "this has to happen even if the context is over"
	}
	v, ok := t.rootAt(pt, src.expr).(*types.Var)
	switch {
	case src.detached == "" || !ok:
	case pt.file.found.MayBeNil(v, pt.cur):
		return t.end(pt, nil, "the context may be nil here")
	case pt.file.found.Races(v, pt.cur):
		return t.end(pt, nil, whyChanging)
	}
	return src
}

// best finds the best context for pt. In order of preference it is a variable,
// the context that a function around it takes, what can be reached from a
// parameter, and one that the function around it is to take.
func (t *threading) best(pt *point) source {
	if call := pt.cur.Parent(); pt.todo != nil && call.ParentEdgeKind() == edge.GoStmt_Call {
		return t.detached(pt, call.Parent())
	}
	if pt.isOptional() {
		return t.optionalSource(pt)
	}
	if pt.call != nil && pt.cur.ParentEdgeKind() == edge.GoStmt_Call {
		return t.detached(pt, pt.cur.Parent())
	}
	if pt.call == nil && !pt.file.test && pt.file.found.When(pt.cur) != contexts.Meanwhile {
		return t.end(pt, nil, whyKept)
	}
	ctx, reason := pt.usable(pt.cur)
	usable := ctx.Expr
	if pt.todo != nil && ctx.From == contexts.Empty {
		usable = "" // nothing is won, and it may be over before this is done
	}
	src, lacks := t.around(pt, pt.cur, usable)
	if src != (source{}) {
		return src
	}
	if reason == contexts.Changing {
		return t.end(pt, nil, whyChanging)
	}
	if lacks.why == whyGo {
		if src := t.detached(pt, lacks.at); src.detached != "" {
			return src
		}
	}
	if ended, ok := pt.file.found.Ended(pt.cur); ok && reason == contexts.Ended && !pt.file.test {
		if !pt.file.atLeast("go1.21") {
			return t.end(pt, nil, whyEnded)
		}
		return source{expr: ended.Expr, detached: whyEnded}
	}
	if src := t.fromField(pt, lacks.wants); src != (source{}) {
		return src
	}
	switch {
	case pt.file.test:
		return source{end: "a test starts without a context", test: true, outermost: lacks.outermost}
	case t.takesTesting(pt):
		return source{end: "it is a helper of tests, which start without a context", outermost: lacks.outermost}
	}
	return t.without(pt, lacks)
}

// optionalSource finds the context for an optional use: one that belongs to a call, and is
// certainly not over when the use runs.
func (t *threading) optionalSource(pt *point) source {
	if pt.cur.ParentEdgeKind() == edge.GoStmt_Call {
		return t.end(pt, nil, whyGo)
	}
	ctx, reason := pt.usable(pt.cur)
	usable := ctx.Expr
	if ctx.From == contexts.Empty {
		usable = ""
	}
	if usable == "" && reason == contexts.Changing {
		return t.end(pt, nil, whyChanging)
	}
	if _, over := pt.file.found.Ended(pt.cur); usable == "" && over {
		return t.end(pt, nil, whyEnded)
	}
	src, lacks := t.around(pt, pt.cur, usable)
	switch {
	case src != source{}:
		return src
	case pt.file.test || t.takesTesting(pt):
		return t.end(pt, nil, "tests begin with no context")
	}
	return t.without(pt, lacks)
}

// Why a function does not share the contexts around it.
const (
	whyGo   = "the function runs in its own goroutine"
	whyKept = "the function is kept for later"
	// Why a context is not passed on as it is.
	whyEnded    = "the context may be done here"
	whyChanging = "another goroutine may change the variable with the context"
)

// A stay is a function that does not share the contexts around it, and why.
type stay struct {
	why string
	at  inspector.Cursor // the go statement that starts it, if that is why
}

// A lack says why there is no context around some code.
type lack struct {
	wants     *function // the function that is to take one; nil if none can
	outermost *function
	stay      // the one that does not share those further out
}

// without returns the source where there is no context: the function that is to take one, or why
// it ends.
func (t *threading) without(pt *point, l lack) source {
	switch {
	case l.wants != nil:
		return source{wants: l.wants}
	case l.why != "":
		return t.end(pt, l.outermost, l.why)
	case l.outermost != nil:
		return t.end(pt, l.outermost, l.outermost.name+" cannot take one: "+l.outermost.family.frozen)
	}
	return t.end(pt, nil, "it initializes a package variable")
}

// around looks for a context among the functions around the code at cur, which is the one
// of pt or around it; usable is an expression for one that has a name, or "". It returns none if
// there is none, and then why.
func (t *threading) around(pt *point, at inspector.Cursor, usable string) (source, lack) {
	var l lack
	variable := t.variableAt(pt, usable)
	for fn, cur := range t.enclosing(at) {
		l.outermost = fn
		b := fn.blankContext()
		switch {
		case variable != nil && syntax.Contains(cur.Node(), variable.Pos()):
			return source{expr: usable}, lack{}
		case fn.gains():
			return source{param: fn}, lack{}
		case pt.file.fixed == "" && b != blank{}:
			return source{blank: b}, lack{}
		}
		l.stay = pt.file.outlives(cur)
		if (fn.kind == declared || l.why != "") && fn.family.frozen == "" {
			l.wants = fn
		}
		if l.why != "" {
			break
		}
	}
	return source{expr: usable}, l
}

// detached returns the context at the go statement at cur, for the function around pt that it
// starts. That may run longer than the context, and so gets it without its cancellation.
func (t *threading) detached(pt *point, cur inspector.Cursor) source {
	end := t.end(pt, nil, whyGo)
	if pt.file.test || !pt.file.atLeast("go1.21") {
		return end
	}
	usable, _ := pt.usable(cur)
	src, _ := t.around(pt, cur, usable.Expr)
	if cur != pt.cur.Parent() && t.isReused(pt, src) {
		return end // it may be there no more when the function asks it
	}
	if src == (source{}) || src.expr != "" && t.rootAt(pt, src.expr) != t.rootAt(&point{file: pt.file, cur: cur}, src.expr) {
		return end
	}
	src.detached = "this may outlive the context"
	return src
}

// isReused reports whether the context is that of something which frameworks use again for
// the next request.
func (t *threading) isReused(pt *point, src source) bool {
	if src.blank != (blank{}) {
		return src.blank.path != "" && src.blank.path != ".Context()"
	}
	if src.expr == "" || token.IsIdentifier(src.expr) {
		return false
	}
	v := t.rootAt(pt, src.expr)
	return v == nil || !gotypes.IsRequest(v.Type())
}

// rootAt returns what the first name in expr means at pt.
func (t *threading) rootAt(pt *point, expr string) types.Object {
	name, _, _ := strings.Cut(expr, ".")
	return t.variableAt(pt, name)
}

// usable returns the best context at cur that has a name, and if there is none, why.
func (pt *point) usable(cur inspector.Cursor) (contexts.Context, contexts.Reason) {
	found := pt.file.found
	for ctx := range found.All(cur) {
		if ctx.Edits == nil {
			return ctx, contexts.None
		}
	}
	_, reason, _ := found.At(cur)
	return contexts.Context{}, reason
}

// atLeast reports whether the file is certainly written for Go v or later.
func (f *file) atLeast(v string) bool {
	return syntax.IsSince(f.info, f.pkg.Types, f.syntax, v)
}

// end returns the source of a context that ends: in main and init, where contexts
// begin, with context.Background, and elsewhere with context.TODO.
func (t *threading) end(pt *point, outermost *function, why string) source {
	begins := outermost != nil && (outermost.isStart() || t.Begins[outermost.pos] != "") && why != whyKept
	return source{end: why, todo: !begins && !pt.file.test, test: pt.file.test, outermost: outermost}
}

// isStart reports whether the program begins with fn.
func (fn *function) isStart() bool { return fn.frozen == whyMain || fn.frozen == whyInit }

// enclosing yields the functions around the code at cur, with where they are, the innermost
// first.
func (p *program) enclosing(cur inspector.Cursor) iter.Seq2[*function, inspector.Cursor] {
	return func(yield func(*function, inspector.Cursor) bool) {
		for around := range cur.Enclosing((*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
			pos := around.Node().Pos()
			if decl, ok := around.Node().(*ast.FuncDecl); ok {
				pos = decl.Name.Pos()
			}
			if !yield(p.functions[pos], around) {
				return
			}
		}
	}
}

// variableAt returns the variable that expr is at pt, or nil if it is another
// kind of expression.
func (p *program) variableAt(pt *point, expr string) types.Object {
	if !token.IsIdentifier(expr) {
		return nil
	}
	obj, _ := syntax.Meaning(pt.file.pkg.Types, pt.cur.Node().Pos(), expr)
	return obj
}

// A blank is a parameter of a function that is a context, or has the one of a request, and
// no name that can be used.
type blank struct {
	fn    *function
	index int    // among the fields of the parameters
	path  string // from the parameter to the context
}

// field returns where b is declared.
func (b blank) field() *ast.Field { return b.fn.typ.Params.List[b.index] }

// blankContext returns the first such parameter of fn, a context rather than others; the zero
// value if there is none.
func (fn *function) blankContext() (found blank) {
	for i, field := range fn.typ.Params.List {
		if len(field.Names) > 1 || len(field.Names) == 1 && field.Names[0].Name != "_" {
			continue
		}
		t := fn.file.info.TypeOf(field.Type)
		if gotypes.IsContext(t) {
			return blank{fn, i, ""}
		}
		if path := fn.file.found.PathFrom(t); path != "" && found == (blank{}) {
			found = blank{fn, i, path}
		}
	}
	return found
}

// outlives returns why the function at cur does not share the contexts around it, if it
// does not.
func (u *unit) outlives(cur inspector.Cursor) stay {
	if _, ok := cur.Node().(*ast.FuncLit); !ok || u.found.When(cur) == contexts.Meanwhile {
		return stay{}
	}
	if cur.ParentEdgeKind() == edge.CallExpr_Fun {
		return stay{whyGo, cur.Parent().Parent()}
	}
	return stay{why: whyKept}
}

// owner returns the finder for the package that declares fn, and what fn is there; nil if it is
// not the module's.
func (p *program) owner(fn *types.Func) (*contexts.Finder, *types.Func) {
	if callee := p.functions[fn.Pos()]; callee != nil {
		return callee.declaration()
	}
	return nil, nil
}

// declaration returns the finder for the package of fn, and what fn is there; nil if it is not declared with a body.
func (fn *function) declaration() (*contexts.Finder, *types.Func) {
	decl, ok := fn.decl.(*ast.FuncDecl)
	if !ok {
		return nil, nil
	}
	return fn.file.found, fn.file.info.Defs[decl.Name].(*types.Func)
}

// whenArg returns when fn, or what implements it, calls the function that is its argument
// number i.
func (p *program) whenArg(fn *types.Func, i int) contexts.Time {
	callee := p.functions[fn.Pos()]
	if callee == nil {
		return contexts.Unknown
	}
	when := contexts.Unknown
	for _, member := range callee.family.members {
		found, fn := member.declaration()
		if found == nil || callee.kind == declared && member != callee {
			continue
		}
		if when = found.WhenParam(fn, i); when != contexts.Meanwhile {
			return when
		}
	}
	return when
}

// isTesting reports whether t is a *testing.T, B or F, or stands for one: it has their method Helper.
func isTesting(t types.Type) bool {
	helper := gotypes.Method(t, nil, "Helper")
	return helper != nil && helper.Signature().Params().Len() == 0 && helper.Signature().Results().Len() == 0
}

// parameters returns the parameters of the functions around pt whose contexts it shares, innermost
// first, and behind them their receivers.
func (t *threading) parameters(pt *point) []*types.Var {
	var params, receivers []*types.Var
	for fn, cur := range t.enclosing(pt.cur) {
		params = slices.AppendSeq(params, fn.sig.Params().Variables())
		if recv := fn.sig.Recv(); recv != nil {
			receivers = append(receivers, recv)
		}
		if pt.file.outlives(cur).why != "" {
			break
		}
	}
	return append(params, receivers...)
}

// takesTesting reports whether a function around pt is a helper of tests.
func (t *threading) takesTesting(pt *point) bool {
	for fn := range t.enclosing(pt.cur) {
		for v := range fn.sig.Params().Variables() {
			if isTesting(v.Type()) {
				return true
			}
		}
	}
	return false
}
