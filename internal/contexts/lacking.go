package contexts

import (
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"sync"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/ast/edge"
	"golang.org/x/tools/go/ast/inspector"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/syntax"
	"github.com/buslint/buslint/internal/uses"
)

// StructsAnalyzer knows the structs of a package. Its result is [*Structs].
var StructsAnalyzer = &analysis.Analyzer{
	Name:       "structs",
	Doc:        "find out how the values of struct types are made",
	Requires:   []*analysis.Analyzer{uses.Analyzer},
	ResultType: reflect.TypeFor[*Structs](),
	Run: func(pass *analysis.Pass) (any, error) {
		s := &Structs{}
		s.Add(pass.Fset, pass.ResultOf[uses.Analyzer].(*uses.Index).Root(), pass.TypesInfo)
		return s, nil
	},
}

// Structs knows how code makes the values of struct types: a context that it leaves out of one
// is nil. It may be asked by several goroutines at once.
type Structs struct {
	mu   sync.Mutex
	add  []func() // looks at packages
	made map[token.Pos]*makings
}

// makings are how the values of one type are made.
type makings struct {
	values []value
	in     []part
	kept   bool // in channels, or in lists that structs hold
}

// A value is an expression or declaration that makes a value: a literal, or var, new or make,
// which set no fields.
type value struct {
	cur    inspector.Cursor
	lit    *ast.CompositeLit
	inTest bool
}

// A part is a field of another struct that holds a value, and no pointer to it.
type part struct {
	of    token.Pos // the name of the type
	field string
}

// Add adds the files of a package.
func (s *Structs) Add(fset *token.FileSet, root inspector.Cursor, info *types.Info) {
	s.add = append(s.add, func() {
		for file := range root.Children() {
			inTest := syntax.InTest(fset, file.Node().(*ast.File).FileStart)
			for cur := range file.Preorder((*ast.CompositeLit)(nil), (*ast.Ident)(nil)) {
				s.note(cur, info, inTest)
			}
		}
	})
}

func (s *Structs) of(pos token.Pos) *makings {
	if s.made[pos] == nil {
		s.made[pos] = &makings{}
	}
	return s.made[pos]
}

// note notes what makes a value at cur: a literal, or the name of a type.
func (s *Structs) note(cur inspector.Cursor, info *types.Info, inTest bool) {
	switch n := cur.Node().(type) {
	case *ast.CompositeLit:
		if named := namedStruct(info.TypeOf(n)); named != nil {
			made := s.of(named.Obj().Pos())
			made.values = append(made.values, value{cur, n, inTest})
		}
	case *ast.Ident:
		if obj, ok := info.Uses[n].(*types.TypeName); ok {
			if named := namedStruct(obj.Type()); named != nil {
				s.of(named.Obj().Pos()).noteType(syntax.Operand(cur), info, inTest)
			}
		}
	}
}

// noteType notes what makes a value of the type at cur.
func (m *makings) noteType(cur inspector.Cursor, info *types.Info, inTest bool) {
	m.kept = m.kept || isKept(cur)
	for cur.ParentEdgeKind() == edge.ArrayType_Elt || cur.ParentEdgeKind() == edge.ParenExpr_X {
		cur = cur.Parent()
	}
	zero := false
	switch parent := cur.Parent().Node().(type) {
	case *ast.ValueSpec:
		zero = parent.Values == nil && !isSlice(cur)
	case *ast.CallExpr: // of new or make
		zero = cur.ParentEdgeKind() == edge.CallExpr_Args && info.Types[parent.Fun].IsBuiltin()
	case *ast.Field:
		switch list := cur.Parent().Parent(); {
		case isSlice(cur):
		case list.ParentEdgeKind() == edge.StructType_Fields:
			m.in = append(m.in, partsOf(list.Parent(), parent)...)
		default:
			zero = list.ParentEdgeKind() == edge.FuncType_Results && len(parent.Names) > 0
		}
	}
	if zero {
		m.values = append(m.values, value{cur.Parent(), nil, inTest})
	}
}

// isKept reports whether the type at cur is that of the elements of a channel, or of a list or
// map in a struct.
func isKept(cur inspector.Cursor) bool {
	isList := false
	for {
		switch cur.ParentEdgeKind() {
		case edge.ChanType_Value:
			return true
		case edge.ArrayType_Elt, edge.MapType_Value:
			isList = true
		case edge.StarExpr_X, edge.ParenExpr_X:
		case edge.Field_Type:
			return isList && cur.Parent().Parent().ParentEdgeKind() == edge.StructType_Fields
		default:
			return false
		}
		cur = cur.Parent()
	}
}

// isSlice reports whether the type at cur is that of slices, which begin without elements.
func isSlice(cur inspector.Cursor) bool {
	array, ok := cur.Node().(*ast.ArrayType)
	return ok && array.Len == nil
}

// partsOf returns what a field of the struct type at cur declares. That type may have no name.
func partsOf(cur inspector.Cursor, field *ast.Field) []part {
	var of token.Pos
	if spec, ok := cur.Parent().Node().(*ast.TypeSpec); ok {
		of = spec.Name.Pos()
	}
	if len(field.Names) == 0 {
		return []part{{of, syntax.Name(field.Type).Name}}
	}
	var parts []part
	for _, name := range field.Names {
		parts = append(parts, part{of, name.Name})
	}
	return parts
}

// namedStruct returns the declared struct type that t is or points to, or nil.
func namedStruct(t types.Type) *types.Named {
	if t == nil {
		return nil
	}
	named, ok := types.Unalias(gotypes.Deref(t)).(*types.Named)
	if !ok {
		return nil
	}
	if _, ok := named.Underlying().(*types.Struct); !ok {
		return nil
	}
	return named.Origin()
}

func (s *Structs) build() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.made == nil {
		s.made = map[token.Pos]*makings{}
	}
	for _, add := range s.add {
		add()
	}
	s.add = nil
}

// AreKept reports whether the code keeps values of the struct type that t is or points to for
// later, when what they have of a call may be over.
func (s *Structs) AreKept(t types.Type) bool {
	s.build()
	named := namedStruct(t)
	return named != nil && s.made[named.Obj().Pos()] != nil && s.made[named.Obj().Pos()].kept
}

// AlwaysSet reports whether all values that the code makes of the struct type that t is or
// points to have the field from the beginning, in tests as well or outside of them. It knows
// nothing of values that other code makes.
func (s *Structs) AlwaysSet(t types.Type, field string, inTests bool) bool {
	s.build()
	named := namedStruct(t)
	return named != nil && s.alwaysSet(part{named.Obj().Pos(), field}, inTests, map[part]bool{})
}

func (s *Structs) alwaysSet(p part, inTests bool, seen map[part]bool) bool {
	made := s.made[p.of]
	if made == nil || seen[p] {
		return true
	}
	seen[p] = true
	return !slices.ContainsFunc(made.values, func(v value) bool { return (inTests || !v.inTest) && !v.has(p.field) }) &&
		!slices.ContainsFunc(made.in, func(other part) bool { return !other.of.IsValid() || !s.alwaysSet(other, inTests, seen) })
}

// has reports whether the field gets a value where v is made: there, or by a statement behind
// that, in the same block.
func (v value) has(field string) bool {
	if v.lit != nil && Sets(v.lit, field) {
		return true
	}
	cur := v.cur
	for cur.ParentEdgeKind() == edge.UnaryExpr_X || cur.ParentEdgeKind() == edge.ParenExpr_X {
		cur = cur.Parent()
	}
	holder := uses.Holder(cur)
	if spec, ok := cur.Node().(*ast.ValueSpec); ok && len(spec.Names) == 1 {
		holder = spec.Names[0]
	}
	if holder == nil {
		return false
	}
	for stmt := range cur.Enclosing((*ast.AssignStmt)(nil), (*ast.DeclStmt)(nil)) {
		for next, ok := stmt.NextSibling(); ok; next, ok = next.NextSibling() {
			assign, ok := next.Node().(*ast.AssignStmt)
			if ok && slices.ContainsFunc(assign.Lhs, func(lhs ast.Expr) bool { return isField(lhs, holder.Name, field) }) {
				return true
			}
		}
		return false
	}
	return false
}

// isField reports whether the expression is that field of the variable called so.
func isField(expr ast.Expr, variable, field string) bool {
	sel, ok := expr.(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != field {
		return false
	}
	id, ok := sel.X.(*ast.Ident)
	return ok && id.Name == variable
}

// Sets reports whether lit gives the field a value.
func Sets(lit *ast.CompositeLit, field string) bool {
	for _, elt := range lit.Elts {
		kv, ok := elt.(*ast.KeyValueExpr)
		if !ok {
			return true // all fields are there
		}
		if id, ok := kv.Key.(*ast.Ident); ok && id.Name == field {
			value, ok := kv.Value.(*ast.Ident)
			return !ok || value.Name != "nil"
		}
	}
	return false
}

// isCertain reports whether the path from a value of type t to what it has by the name meets
// nothing that may be nil: the fields are always set, and a method returns a context.
func (f *Finder) isCertain(t types.Type, name string) bool {
	obj, index, _ := types.LookupFieldOrMethod(t, true, f.pkg, name)
	fn, isMethod := obj.(*types.Func)
	if isMethod {
		if f.mayReturnNil(t, fn) {
			return false
		}
		index = index[:len(index)-1]
	}
	for _, i := range index {
		st, ok := gotypes.Deref(t).Underlying().(*types.Struct)
		if !ok {
			return true
		}
		if namedStruct(t) != nil && !f.structs().AlwaysSet(t, st.Field(i).Name(), false) {
			return false
		}
		t = st.Field(i).Type()
	}
	return true
}

// structs returns those of the program or, if that is not known, of the package.
func (f *Finder) structs() *Structs {
	if f.Structs != nil {
		return f.Structs
	}
	if f.own == nil {
		f.own = &Structs{}
		f.own.Add(f.fset, f.uses.Root(), f.info)
	}
	return f.own
}

// mayReturnNil reports whether the method fn of values of type t may return nil as their
// context: a field that is not always set, as its body shows if that is known, or that another
// method sets, which perhaps nobody has called.
func (f *Finder) mayReturnNil(t types.Type, fn *types.Func) bool {
	if owner, own := f.owner(fn); owner != nil {
		if decl := owner.uses.Decl(own); decl != nil && decl.Body != nil {
			if held, always := owner.returnsField(decl.Body); !held || !always {
				return held
			}
		}
	}
	return !isNeverNil(fn) && slices.ContainsFunc([]string{"Set", "With"}, func(prefix string) bool {
		set := gotypes.Method(t, f.pkg, prefix+fn.Name())
		return set != nil && set.Signature().Params().Len() == 1 && gotypes.IsContext(set.Signature().Params().At(0).Type()) && !isNeverNil(set)
	})
}

// isNeverNil reports whether fn is a method of a type whose values have a context, although it
// can be set: a request, a command of cobra while it runs, and what fiber makes for a request.
func isNeverNil(fn *types.Func) bool {
	recv := gotypes.Deref(fn.Signature().Recv().Type())
	return gotypes.IsNamed(recv, "net/http", "Request") || gotypes.IsNamed(recv, "github.com/spf13/cobra", "Command") ||
		gotypes.IsNamed(recv, "github.com/gofiber/fiber/v2", "Ctx")
}

// returnsField reports whether a function with the body returns a context that a field holds,
// as it is, without a look whether it is nil, and whether such fields are always set. That is
// certain only of the whole program: tests leave out what they do not need.
func (f *Finder) returnsField(body *ast.BlockStmt) (held, always bool) {
	always = f.Structs != nil
	for n := range ast.Preorder(body) {
		switch n := n.(type) {
		case *ast.BinaryExpr:
			if f.comparedToNil(n) != nil {
				return false, false
			}
		case *ast.ReturnStmt:
			for _, result := range n.Results {
				if sel, ok := ast.Unparen(result).(*ast.SelectorExpr); ok && gotypes.IsContext(f.info.TypeOf(sel)) && f.info.Selections[sel] != nil {
					held, always = true, always && f.Structs.AlwaysSet(f.info.TypeOf(sel.X), sel.Sel.Name, true)
				}
			}
		}
	}
	return held, always
}
