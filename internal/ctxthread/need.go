package ctxthread

import (
	"go/ast"
	"go/token"
	"go/types"
	"iter"

	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/buslint/buslint/internal/contexts"
	"github.com/buslint/buslint/internal/syntax"
)

// A source says where a point gets its context from.
type source struct {
	expr  string        // an expression that is usable there
	param *function     // or the context that this function takes, or will take
	blank *ast.FuncType // or the parameter without a name of this function type
	wants *function     // or nothing yet: this function has to take one
	end   string        // or nothing: why the context ends there
	todo  bool          // it ends with context.TODO, not context.Background
	test  bool          // it ends in a test

	outermost *function // the function around where it ends
}

// threading is the state of the need analysis.
type threading struct {
	*program
	points []*point // those that need a context
	queue  []*family
}

// need finds what needs a context, beginning with the seeds: each function whose
// calls do, and has none, gains one, and then its callers need one.
func (p *program) need(seeds []*Seed, renames []*Rename) *threading {
	t := &threading{program: p}
	for _, r := range renames {
		if fn := p.functions[r.Method.Pos()]; fn != nil && fn.family.rename != nil {
			t.gain(fn.family, &cause{by: fn, twin: r})
		}
	}
	for _, s := range seeds {
		for _, value := range s.Takes {
			if fn := p.functionOf(s.Pkg.TypesInfo, value); p.canTake(fn) {
				t.gain(fn.family, &cause{by: fn, seed: s})
			}
		}
	}
	for _, s := range seeds {
		if s.Arg >= 0 {
			t.add(p.seedPoint(s))
		}
	}
	for len(t.queue) > 0 {
		fam := t.queue[0]
		t.queue = t.queue[1:]
		for _, fn := range fam.members {
			for _, call := range fn.calls {
				// What is a seed is given its context as such.
				if p.seeds[nameOf(call.fun)] == nil {
					t.add(call)
				}
			}
			for _, fl := range fn.out {
				if wrapped(fl) {
					t.add(&point{file: fl.file, cur: fl.cur, fun: fl.value, callee: fn,
						arg: syntax.Receivers(fl.file.unit.pkg.TypesInfo, fl.value), kept: fl.kept})
				}
			}
		}
	}
	return t
}

// canTake reports whether fn, which is to be registered, can take a context.
func (p *program) canTake(fn *function) bool {
	return fn != nil && fn.family.frozen == "" && fn.sig != nil
}

// wrapped reports whether the function in fl, if it gains a context, has to be
// wrapped to keep its type.
func wrapped(fl *flow) bool {
	if fl.from == nil || fl.taken {
		return false
	}
	return fl.to == nil || fl.to.family != fl.from.family
}

func (p *program) seedPoint(s *Seed) *point {
	u := p.byPkg[s.Pkg]
	node := ast.Node(s.Fun)
	if s.Call != nil {
		node = s.Call
	}
	cur, _ := u.root.FindNode(node)
	pt := &point{file: u.fileAt(node.Pos()), cur: cur, fun: s.Fun, call: s.Call, arg: s.Arg, seed: s}
	return pt
}

func (t *threading) gain(fam *family, c *cause) {
	if fam.gains == nil {
		fam.gains = c
		t.queue = append(t.queue, fam)
	}
}

// add lets pt have a context, if need be from a function that gains one for it.
func (t *threading) add(pt *point) {
	t.points = append(t.points, pt)
	if src := t.source(pt); src.wants != nil {
		t.gain(src.wants.family, &cause{by: src.wants, point: pt})
	}
}

// source finds the best context for pt. In order of preference it is a variable,
// the context that a function around it takes, what can be reached from a
// parameter, and one that the function around it is to take.
func (t *threading) source(pt *point) source {
	if pt.call != nil && pt.cur.ParentEdgeKind() == edge.GoStmt_Call {
		return t.end(pt, nil, "the call is started on its own by go")
	}
	if pt.call == nil && pt.cur.ParentEdgeKind() == edge.CallExpr_Args && !pt.file.test &&
		pt.file.unit.found.When(pt.cur) == contexts.After {
		return t.end(pt, nil, "the function is kept for later")
	}
	info := pt.file.unit.pkg.TypesInfo
	usable := pt.usable()
	variable := t.variableAt(pt, usable)
	var wants, outermost *function
	stays := ""
	for cur := range pt.cur.Enclosing((*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		fn, typ := t.functionAt(cur.Node())
		if fn == nil || cur.Node() == pt.cur.Node() {
			continue
		}
		outermost = fn
		switch {
		case variable != nil && contains(cur.Node(), variable.Pos()):
			return source{expr: usable}
		case fn.gains():
			return source{param: fn}
		case pt.file.fixed == "" && blankContext(info, typ) != nil:
			return source{blank: typ}
		}
		stays = t.outlives(pt.file.unit, cur)
		if (fn.kind == declared || stays != "") && fn.family.frozen == "" {
			wants = fn
		}
		if stays != "" {
			break
		}
	}
	if usable != "" {
		return source{expr: usable}
	}
	for v := range t.parameters(pt, false) {
		if expr := t.contextField(pt, v, true); expr != "" {
			return source{expr: expr}
		}
	}
	for v := range t.parameters(pt, true) {
		// A receiver's field may be what carries the context of a call. If it is not
		// exported, it is rather that of the receiver, and better only than none.
		if expr := t.contextField(pt, v, wants == nil); expr != "" {
			return source{expr: expr}
		}
	}
	switch {
	case pt.file.test:
		return source{end: "a test begins with no context", test: true, outermost: outermost}
	case t.takesTesting(pt):
		return source{end: "it helps tests, which begin with no context", outermost: outermost}
	case pt.call == nil && pt.kept:
		return t.end(pt, nil, "the function is kept for later")
	case wants != nil:
		return source{wants: wants}
	case stays != "":
		return t.end(pt, outermost, stays)
	case outermost != nil:
		return t.end(pt, outermost, outermost.name+" cannot take one: "+outermost.family.frozen)
	}
	return t.end(pt, nil, "it is in the initializer of a package's variable")
}

// usable returns the expression for the best context at pt that has a name, or "".
func (pt *point) usable() string {
	for ctx := range pt.file.unit.found.All(pt.cur) {
		if ctx.Edits == nil {
			return ctx.Expr
		}
	}
	return ""
}

// end returns the source of a context that ends: in main and init, where contexts
// begin, with context.Background, and elsewhere with context.TODO.
func (t *threading) end(pt *point, outermost *function, why string) source {
	begins := outermost != nil && (outermost.frozen == whyMain || outermost.frozen == whyInit)
	return source{end: why, todo: !begins && !pt.file.test, test: pt.file.test, outermost: outermost}
}

// functionAt returns the function that a declaration or literal is, with its type.
func (p *program) functionAt(n ast.Node) (*function, *ast.FuncType) {
	switch n := n.(type) {
	case *ast.FuncDecl:
		return p.functions[n.Name.Pos()], n.Type
	case *ast.FuncLit:
		return p.functions[n.Pos()], n.Type
	}
	return nil, nil
}

// variableAt returns the variable that expr is at pt, or nil if it is another
// kind of expression.
func (p *program) variableAt(pt *point, expr string) types.Object {
	if !token.IsIdentifier(expr) {
		return nil
	}
	pos := pt.cur.Node().Pos()
	_, obj := pt.file.unit.pkg.Types.Scope().Innermost(pos).LookupParent(expr, pos)
	return obj
}

func contains(n ast.Node, pos token.Pos) bool { return n.Pos() <= pos && pos < n.End() }

// blankContext returns the parameter of typ that is a context without a name that
// can be used, or nil.
func blankContext(info *types.Info, typ *ast.FuncType) *ast.Field {
	for _, field := range typ.Params.List {
		if isContext(info.TypeOf(field.Type)) && (len(field.Names) == 0 || len(field.Names) == 1 && field.Names[0].Name == "_") {
			return field
		}
	}
	return nil
}

func isContext(t types.Type) bool {
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Name() == "Context" && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "context"
}

// outlives returns why the function at cur does not share the contexts around it;
// "" if it does.
func (p *program) outlives(u *unit, cur inspector.Cursor) string {
	if _, ok := cur.Node().(*ast.FuncLit); !ok || u.found.When(cur) != contexts.After {
		return ""
	}
	if cur.ParentEdgeKind() == edge.CallExpr_Fun {
		return "the function is started on its own by go"
	}
	return "the function is kept for later"
}

// isTesting reports whether t is a *testing.T, B, F or TB, or an interface that
// stands for one: it has their method Helper.
func isTesting(t types.Type) bool {
	if iface, ok := t.Underlying().(*types.Interface); ok {
		for m := range iface.Methods() {
			if m.Name() == "Helper" && m.Signature().Params().Len() == 0 && m.Signature().Results().Len() == 0 {
				return true
			}
		}
		return false
	}
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		t = ptr.Elem()
	}
	named, ok := types.Unalias(t).(*types.Named)
	return ok && named.Obj().Pkg() != nil && named.Obj().Pkg().Path() == "testing"
}

// parameters yields the parameters of the functions around pt whose contexts it
// shares, innermost first, or their receivers.
func (t *threading) parameters(pt *point, receivers bool) iter.Seq[*types.Var] {
	info := pt.file.unit.pkg.TypesInfo
	return func(yield func(*types.Var) bool) {
		for cur := range pt.cur.Enclosing((*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
			_, typ := t.functionAt(cur.Node())
			fields := typ.Params.List
			if receivers {
				fields = nil
				if decl, ok := cur.Node().(*ast.FuncDecl); ok && decl.Recv != nil {
					fields = decl.Recv.List
				}
			}
			for _, field := range fields {
				for _, name := range field.Names {
					if v, ok := info.Defs[name].(*types.Var); ok && !yield(v) {
						return
					}
				}
			}
			if t.outlives(pt.file.unit, cur) != "" {
				return
			}
		}
	}
}

// takesTesting reports whether a function around pt is a helper of tests.
func (t *threading) takesTesting(pt *point) bool {
	for cur := range pt.cur.Enclosing((*ast.FuncLit)(nil), (*ast.FuncDecl)(nil)) {
		_, typ := t.functionAt(cur.Node())
		for _, field := range typ.Params.List {
			if isTesting(pt.file.unit.pkg.TypesInfo.TypeOf(field.Type)) {
				return true
			}
		}
	}
	return false
}

// contextField returns the field of the variable v that holds a context, if there is
// one and no doubt which; "" otherwise.
func (t *threading) contextField(pt *point, v *types.Var, unexported bool) string {
	if t.variableAt(pt, v.Name()) != v {
		return ""
	}
	st, ok := deref(v.Type()).Underlying().(*types.Struct)
	if !ok {
		return ""
	}
	var found []string
	for field := range st.Fields() {
		if isContext(field.Type()) && (field.Exported() || unexported && field.Pkg() == pt.file.unit.pkg.Types) {
			found = append(found, v.Name()+"."+field.Name())
		}
	}
	if len(found) != 1 {
		return ""
	}
	return found[0]
}
