// Package uses knows where a package uses an object, and what its variables hold.
package uses

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"iter"
	"reflect"
	"slices"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/passes/inspect"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/buslint/buslint/internal/gotypes"
)

// Analyzer indexes the uses of objects in a package. Its Result is an [*Index].
var Analyzer = &analysis.Analyzer{
	Name:       "uses",
	Doc:        "index the uses of objects",
	Requires:   []*analysis.Analyzer{inspect.Analyzer},
	ResultType: reflect.TypeFor[*Index](),
	Run: func(pass *analysis.Pass) (any, error) {
		return New(pass.ResultOf[inspect.Analyzer].(*inspector.Inspector).Root(), pass.TypesInfo), nil
	},
}

// An Index finds the uses of the objects of a package. It may be used by several
// goroutines at once.
type Index struct {
	root inspector.Cursor
	info *types.Info

	once sync.Once // most packages have no use of a bus, and need no index
	defs map[types.Object]inspector.Cursor
	used map[types.Object]int // the number of each object that is used
	uses []inspector.Cursor   // of all objects, those of one object together
	ends []int                // where in uses those of each object end
	// unkeyed are the values that literals give fields by their places.
	unkeyed map[*types.Var][]inspector.Cursor
	parts   []inspector.Cursor // declarations, and what long lists in them consist of, by their position
}

// New returns the index of the files below root, which info describes.
func New(root inspector.Cursor, info *types.Info) *Index {
	return &Index{root: root, info: info}
}

// Root returns the cursor above all files of the package.
func (x *Index) Root() inspector.Cursor { return x.root }

func (x *Index) build() {
	x.findParts()
	type use struct {
		object int
		cur    inspector.Cursor
	}
	x.defs = make(map[types.Object]inspector.Cursor, len(x.info.Defs))
	x.used = make(map[types.Object]int, len(x.info.Defs))
	found := make([]use, 0, len(x.info.Uses))
	x.unkeyed = map[*types.Var][]inspector.Cursor{}
	for cur := range x.root.Preorder((*ast.Ident)(nil), (*ast.CompositeLit)(nil)) {
		id, ok := cur.Node().(*ast.Ident)
		if !ok {
			x.findUnkeyed(cur)
			continue
		}
		if obj := x.info.Defs[id]; obj != nil {
			x.defs[obj] = cur
		} else if obj := x.info.Uses[id]; obj != nil {
			obj = origin(obj)
			n, ok := x.used[obj]
			if !ok {
				n = len(x.ends)
				x.used[obj] = n
				x.ends = append(x.ends, 0)
			}
			x.ends[n]++
			found = append(found, use{n, cur})
		}
	}
	next := 0
	for n, count := range x.ends {
		x.ends[n], next = next, next+count
	}
	x.uses = make([]inspector.Cursor, len(found))
	for _, u := range found {
		x.uses[x.ends[u.object]] = u.cur
		x.ends[u.object]++
	}
}

// findUnkeyed notes what the literal at cur gives the fields of a struct that it does not name.
func (x *Index) findUnkeyed(cur inspector.Cursor) {
	lit := cur.Node().(*ast.CompositeLit)
	t := x.info.TypeOf(lit)
	if t == nil {
		return
	}
	st, ok := gotypes.Deref(t).Underlying().(*types.Struct)
	if !ok {
		return
	}
	for i, elt := range lit.Elts {
		if _, keyed := elt.(*ast.KeyValueExpr); !keyed && i < st.NumFields() {
			field := st.Field(i).Origin()
			x.unkeyed[field] = append(x.unkeyed[field], cur.ChildAt(edge.CompositeLit_Elts, i))
		}
	}
}

// findParts finds what is small enough to be searched.
func (x *Index) findParts() {
	for file := range x.root.Children() {
		x.parts = slices.AppendSeq(x.parts, file.Children())
	}
	const long = 100
	for cur := range x.root.Preorder((*ast.BlockStmt)(nil), (*ast.CaseClause)(nil), (*ast.CompositeLit)(nil)) {
		n := 0
		switch node := cur.Node().(type) {
		case *ast.BlockStmt:
			n = len(node.List)
		case *ast.CaseClause:
			n = len(node.Body)
		case *ast.CompositeLit:
			n = len(node.Elts)
		}
		if n > long {
			x.parts = slices.AppendSeq(x.parts, cur.Children())
		}
	}
	slices.SortStableFunc(x.parts, func(a, b inspector.Cursor) int { return cmp.Compare(a.Node().Pos(), b.Node().Pos()) })
}

// origin returns the object that was declared, for one of an instance of a generic type.
func origin(obj types.Object) types.Object {
	switch obj := obj.(type) {
	case *types.Func:
		return obj.Origin()
	case *types.Var:
		return obj.Origin()
	}
	return obj
}

// Of returns the identifiers that use obj, in the order of the source. The one that
// declares it is not among them.
func (x *Index) Of(obj types.Object) []inspector.Cursor {
	x.once.Do(x.build)
	n, ok := x.used[origin(obj)]
	if !ok {
		return nil
	}
	begin := 0
	if n > 0 {
		begin = x.ends[n-1]
	}
	return x.uses[begin:x.ends[n]:x.ends[n]]
}

// Def returns the identifier that declares obj. It reports false if this package does
// not, or an identifier does not stand for obj alone, as that of a type switch.
func (x *Index) Def(obj types.Object) (inspector.Cursor, bool) {
	x.once.Do(x.build)
	cur, ok := x.defs[origin(obj)]
	return cur, ok
}

// Find returns where a node stands in the package. It reports false if it stands elsewhere.
// It takes no longer in a long file or function than in a short one.
func (x *Index) Find(n ast.Node) (inspector.Cursor, bool) {
	x.once.Do(x.build)
	// The last part that starts before the node ends, or is in what it is in.
	i, _ := slices.BinarySearchFunc(x.parts, n.Pos(), func(part inspector.Cursor, pos token.Pos) int {
		if part.Node().Pos() <= pos {
			return -1
		}
		return 1
	})
	if i == 0 {
		return inspector.Cursor{}, false
	}
	part := x.parts[i-1]
	for n.End() > part.Node().End() {
		if _, ok := part.Node().(*ast.File); ok {
			return inspector.Cursor{}, false
		}
		part = part.Parent()
	}
	return part.FindNode(n)
}

// Decl returns the declaration of fn in this package, or nil.
func (x *Index) Decl(fn *types.Func) *ast.FuncDecl {
	cur, ok := x.Def(fn)
	if !ok {
		return nil
	}
	decl, _ := cur.Parent().Node().(*ast.FuncDecl)
	return decl
}

// Around returns the declared function around cur, and its declaration; nil if there is none.
func (x *Index) Around(cur inspector.Cursor) (*types.Func, *ast.FuncDecl) {
	for decl := range cur.Enclosing((*ast.FuncDecl)(nil)) {
		decl := decl.Node().(*ast.FuncDecl)
		if fn, ok := x.info.Defs[decl.Name].(*types.Func); ok {
			return fn, decl
		}
	}
	return nil, nil
}

// Signature returns the signature of the function that is declared or written at node; nil if it is none.
func (x *Index) Signature(node ast.Node) *types.Signature {
	var t types.Type
	switch node := node.(type) {
	case *ast.FuncDecl:
		if fn := x.info.Defs[node.Name]; fn != nil {
			t = fn.Type()
		}
	case *ast.FuncLit:
		t = x.info.TypeOf(node)
	}
	sig, _ := t.(*types.Signature)
	return sig
}

// Value returns the expression at which the local variable v gets the one value that it ever holds but its zero value,
// where it is declared or later; a cursor that is not valid if it gets none. It reports false if v may hold something
// else, or gets its value in another way.
func (x *Index) Value(v *types.Var) (value inspector.Cursor, ok bool) {
	def, ok := x.Def(v)
	if !ok || v.Kind() != types.LocalVar {
		return inspector.Cursor{}, false
	}
	value, ok = Given(def)
	for _, use := range x.Of(v) {
		if !IsChange(use) {
			continue
		}
		if !ok || value.Valid() {
			return inspector.Cursor{}, false
		}
		if value, ok = Given(use); !ok {
			return inspector.Cursor{}, false
		}
	}
	return value, ok
}

// Given returns the expression that the identifier at cur is given as its value where it
// is declared or assigned; a cursor that is not valid if it is declared without one. It
// reports false if there is no such expression for it alone.
func Given(cur inspector.Cursor) (value inspector.Cursor, ok bool) {
	kind, i := cur.ParentEdge()
	switch parent := cur.Parent(); kind {
	case edge.AssignStmt_Lhs:
		if assign := parent.Node().(*ast.AssignStmt); len(assign.Lhs) == len(assign.Rhs) && (assign.Tok == token.ASSIGN || assign.Tok == token.DEFINE) {
			return parent.ChildAt(edge.AssignStmt_Rhs, i), true
		}
	case edge.ValueSpec_Names:
		switch spec := parent.Node().(*ast.ValueSpec); len(spec.Values) {
		case 0:
			return inspector.Cursor{}, true
		case len(spec.Names):
			return parent.ChildAt(edge.ValueSpec_Values, i), true
		}
	}
	return inspector.Cursor{}, false
}

// Holder returns the identifier that is given the value of the expression at cur where
// it is declared or assigned, or nil.
func Holder(cur inspector.Cursor) *ast.Ident {
	target, alone := Target(cur)
	if !alone {
		return nil
	}
	id, _ := target.(*ast.Ident)
	return id
}

// Target returns what is given the value of the expression at cur where it is declared or
// assigned, the first of the values if these are several; nil if there is none. It reports
// whether that gets the whole value.
func Target(cur inspector.Cursor) (target ast.Expr, alone bool) {
	kind, i := cur.ParentEdge()
	switch parent := cur.Parent().Node().(type) {
	case *ast.AssignStmt:
		if kind == edge.AssignStmt_Rhs && i < len(parent.Lhs) {
			return parent.Lhs[i], len(parent.Lhs) == len(parent.Rhs)
		}
	case *ast.ValueSpec:
		if kind == edge.ValueSpec_Values && i < len(parent.Names) {
			return parent.Names[i], len(parent.Names) == len(parent.Values)
		}
	}
	return nil, false
}

// Changes reports whether v is given a value anywhere but in its declaration, or may be,
// because its address is taken.
func (x *Index) Changes(v *types.Var) bool {
	return slices.ContainsFunc(x.Of(v), IsChange)
}

// Givings yields where v is given a value behind its declaration, or its address is taken: its name, with what it is selected
// from, or the value that a literal has in the place of a field.
func (x *Index) Givings(v *types.Var) iter.Seq[inspector.Cursor] {
	return func(yield func(inspector.Cursor) bool) {
		for _, use := range x.Of(v) {
			if !IsGiven(use) {
				continue
			}
			if !yield(Selection(use)) {
				return
			}
		}
		for _, value := range x.unkeyed[v.Origin()] {
			if !yield(value) {
				return
			}
		}
	}
}

// Selection returns the identifier at use with what it is selected from: s.ctx for ctx.
func Selection(use inspector.Cursor) inspector.Cursor {
	if use.ParentEdgeKind() == edge.SelectorExpr_Sel {
		return use.Parent()
	}
	return use
}

// IsGiven reports whether the variable or field that the identifier at use refers to changes there, or is a field that a
// literal names.
func IsGiven(use inspector.Cursor) bool {
	return use.ParentEdgeKind() == edge.KeyValueExpr_Key || IsChange(use)
}

// IsChange reports whether the variable or field that the identifier at use refers to is
// given a value there, or its address is taken.
func IsChange(use inspector.Cursor) bool {
	use = Selection(use)
	for use.ParentEdgeKind() == edge.ParenExpr_X {
		use = use.Parent()
	}
	switch use.ParentEdgeKind() {
	case edge.AssignStmt_Lhs, edge.RangeStmt_Key, edge.RangeStmt_Value, edge.IncDecStmt_X:
		return true
	case edge.UnaryExpr_X:
		return use.Parent().Node().(*ast.UnaryExpr).Op == token.AND
	}
	return false
}
