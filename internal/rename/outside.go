package rename

import (
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"reflect"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/go/types/typeutil"

	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/module"
	"github.com/buslint/buslint/internal/summary"
	"github.com/buslint/buslint/internal/syntax"
)

// A census is what the code outside of tests says about the names by which messages are known
// outside of the program.
type census struct {
	asked   map[string][]asker        // what calls methods on messages of any type, by their names
	named   bool                      // Watermill is told to ask for Name
	called  map[place]bool            // methods that are called on messages of one type
	byType  map[string]token.Position // where a bus is told to use the names of types, by the path of its package
	written map[place]written         // the types whose names are written to what others may read
	spelled []spelling                // where code writes the name of whatever type a value has
	methods map[place]method          // all that are declared
}

// A written says what writes the name of a type, and where that shows.
type written struct {
	by string
	at token.Position
}

// A spelling is a place at which an exported field gets the name of the type of a value, of
// which the type t is known.
type spelling struct {
	pkg *packages.Package
	t   types.Type
	at  token.Position
}

// An asker is an interface of which a method is called by the module, or by the package of a
// bus.
type asker struct {
	by    string // path of that package; "" if it is the module
	wants *types.Interface
}

type method struct {
	pkg  *packages.Package
	decl *ast.FuncDecl
}

func (p *planner) takeCensus() *census {
	c := &census{asked: map[string][]asker{}, called: map[place]bool{}, byType: map[string]token.Position{}, written: map[place]written{}, methods: map[place]method{}}
	for _, pkg := range p.pkgs {
		for _, imported := range pkg.Types.Imports() {
			c.want(imported)
		}
		for _, file := range pkg.Syntax {
			if strings.HasSuffix(posOf(pkg, file.FileStart).Filename, "_test.go") {
				continue
			}
			for n := range ast.Preorder(file) {
				switch n := n.(type) {
				case *ast.FuncDecl:
					if n.Recv != nil {
						c.methods[placeOf(pkg, n.Name.Pos())] = method{pkg, n}
					}
				case *ast.Ident:
					if fn, ok := pkg.TypesInfo.Uses[n].(*types.Func); ok {
						c.call(pkg, fn)
					}
				case *ast.CompositeLit:
					c.literal(pkg, n)
				case *ast.StructType:
					c.embed(pkg, n)
				case *ast.KeyValueExpr:
					c.spell(pkg, n.Key, n.Value)
				case *ast.AssignStmt:
					for i, lhs := range n.Lhs[:min(len(n.Lhs), len(n.Rhs))] {
						c.spell(pkg, lhs, n.Rhs[i])
					}
				case *ast.CallExpr:
					c.encode(pkg, n)
				}
			}
		}
	}
	return c
}

// want notes the methods that a package of another module may call.
func (c *census) want(pkg *types.Package) {
	if module.IsStandard(pkg.Path()) {
		return
	}
	for obj := range gotypes.Declared(pkg) {
		if wants, ok := obj.Type().Underlying().(*types.Interface); ok && obj.Exported() {
			for method := range wants.Methods() {
				c.ask(method, asker{pkg.Path(), wants})
			}
		}
	}
}

func (c *census) ask(method *types.Func, a asker) {
	if name := method.Name(); summary.NamesMessage(name) && !slices.Contains(c.asked[name], a) {
		c.asked[name] = append(c.asked[name], a)
	}
}

func (c *census) call(pkg *packages.Package, fn *types.Func) {
	recv := fn.Signature().Recv()
	if recv == nil {
		c.named = c.named || fn.Name() == "NamedStruct" && fn.Pkg() != pkg.Types
		return
	}
	if wants, ok := recv.Type().Underlying().(*types.Interface); ok {
		c.ask(fn, asker{wants: wants})
	} else {
		c.called[placeOf(pkg, fn.Pos())] = true
	}
}

// literal notes a marshaler of Watermill that is not told how to name messages, or to name
// them as their types.
func (c *census) literal(pkg *packages.Package, lit *ast.CompositeLit) {
	named, ok := types.Unalias(pkg.TypesInfo.TypeOf(lit)).(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return
	}
	if field, _, _ := types.LookupFieldOrMethod(named, false, nil, "GenerateName"); field == nil {
		return
	}
	for _, elt := range lit.Elts {
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			if key, ok := kv.Key.(*ast.Ident); ok && key.Name == "GenerateName" && !isNamed(kv.Value, "StructName", "FullyQualifiedStructName") {
				return
			}
		}
	}
	c.byType[named.Obj().Pkg().Path()] = pkg.Fset.Position(lit.Pos())
}

// isNamed reports whether an expression is a name, or one in a package, and one of names.
func isNamed(expr ast.Expr, names ...string) bool {
	id := syntax.Name(expr)
	return id != nil && slices.Contains(names, id.Name)
}

// encode notes the types whose names a call of an encoder writes.
func (c *census) encode(pkg *packages.Package, call *ast.CallExpr) {
	fn, ok := typeutil.Callee(pkg.TypesInfo, call).(*types.Func)
	if !ok || fn.Pkg() == nil || len(call.Args) == 0 {
		return
	}
	t := gotypes.Deref(pkg.TypesInfo.TypeOf(call.Args[0]))
	switch fn.FullName() {
	case "encoding/gob.Register":
		c.write(pkg, t, "gob encodes its name", call.Pos())
	case "encoding/xml.Marshal", "encoding/xml.MarshalIndent", "(*encoding/xml.Encoder).Encode":
		if slice, ok := t.Underlying().(*types.Slice); ok {
			t = gotypes.Deref(slice.Elem())
		}
		if name, _, _ := types.LookupFieldOrMethod(t, true, nil, "XMLName"); name == nil {
			c.write(pkg, t, "encoding/xml writes its name", call.Pos())
		}
	}
}

func (c *census) write(pkg *packages.Package, t types.Type, by string, pos token.Pos) {
	if named, ok := t.(*types.Named); ok {
		c.written[placeOf(pkg, named.Obj().Pos())] = written{by, pkg.Fset.Position(pos)}
	}
}

// keyed are the tags of encoders that write the name of an embedded type, in lower case, unless
// the tag of the field says otherwise.
var keyed = []string{"yaml", "bson", "mapstructure"}

// embed notes the types that a struct for such an encoder embeds.
func (c *census) embed(pkg *packages.Package, st *ast.StructType) {
	for _, key := range keyed {
		has := func(field *ast.Field) bool {
			return field.Tag != nil && strings.Contains(field.Tag.Value, key+`:"`)
		}
		if !slices.ContainsFunc(st.Fields.List, has) {
			continue
		}
		for _, field := range st.Fields.List {
			if len(field.Names) == 0 && !has(field) {
				c.write(pkg, gotypes.Deref(pkg.TypesInfo.TypeOf(field.Type)), key+" writes its name where it is embedded", field.Pos())
			}
		}
	}
}

// spell notes the types of values whose names go into an exported field.
func (c *census) spell(pkg *packages.Package, field, value ast.Expr) {
	id := syntax.Name(field)
	if id == nil {
		return
	}
	if v, ok := pkg.TypesInfo.Uses[id].(*types.Var); !ok || !v.IsField() || !v.Exported() || !isText(v.Type()) {
		return
	}
	for call := range syntax.All[*ast.CallExpr](value) {
		fn, ok := typeutil.Callee(pkg.TypesInfo, call).(*types.Func)
		if !ok {
			continue
		}
		var args []ast.Expr
		switch fn.FullName() {
		case "fmt.Sprintf":
			if format, ok := call.Args[0].(*ast.BasicLit); ok && strings.Contains(format.Value, "%T") {
				args = call.Args[1:]
			}
		case "reflect.TypeOf", "reflect.ValueOf":
			args = call.Args
		}
		for _, arg := range args {
			c.spelled = append(c.spelled, spelling{pkg, gotypes.Deref(pkg.TypesInfo.TypeOf(arg)), pkg.Fset.Position(arg.Pos())})
		}
	}
}

// isText reports whether t is a type of strings, or of the bytes of one.
func isText(t types.Type) bool {
	if slice, ok := t.Underlying().(*types.Slice); ok {
		t = slice.Elem()
	}
	basic, ok := t.Underlying().(*types.Basic)
	return ok && (basic.Info()&types.IsString != 0 || basic.Kind() == types.Byte)
}

// spelledAt returns where code writes the name of a message, if it does.
func (c *census) spelledAt(pkg *packages.Package, obj *types.TypeName) (token.Position, bool) {
	for _, s := range c.spelled {
		if named, ok := s.t.(*types.Named); ok && placeOf(s.pkg, named.Obj().Pos()) == declaredAt(pkg, obj) {
			return s.at, true
		}
		iface, ok := s.t.Underlying().(*types.Interface)
		if ok && (iface.NumMethods() > 0 || s.pkg.PkgPath == pkg.PkgPath) && types.Implements(types.NewPointer(obj.Type()), iface) {
			return s.at, true
		}
	}
	return token.Position{}, false
}

// outside returns why the name of a message may be known outside of the program, and
// where that shows; "" if it is not.
func (p *planner) outside(message summary.Type, pkg *packages.Package, obj *types.TypeName) (string, token.Position) {
	if w, ok := p.census.written[declaredAt(pkg, obj)]; ok {
		return w.by, w.at
	}
	if at, ok := p.census.spelledAt(pkg, obj); ok {
		return "a field gets the name of its type there, and may be stored or sent", at
	}
	if isTable(obj.Type()) {
		return "the table that it is stored in is called after it", pkg.Fset.Position(obj.Pos())
	}
	for _, site := range p.all.Explain(message).Sites {
		if !site.Bus.Copies || site.Bus.NamedTopics {
			continue
		}
		reason := fmt.Sprintf("the bus %s sends it over a wire, or stores it, under the name of its type", site.Bus.Profile)
		if at, ok := p.census.byType[site.Bus.Path]; ok {
			return reason, at
		}
		if !p.saysName(pkg, obj, site.Bus) {
			return reason + ", and asks no method of it for another", site.Pos
		}
	}
	if at, ok := p.reflecting(pkg, obj); ok {
		return "a method returns the name of its type, which may be stored or sent", at
	}
	return "", token.Position{}
}

// reflecting returns where a method of the message is declared that returns the name of its
// type, for others than people.
func (p *planner) reflecting(pkg *packages.Package, obj *types.TypeName) (token.Position, bool) {
	for method := range types.NewMethodSet(types.NewPointer(obj.Type())).Methods() {
		fn := method.Obj().(*types.Func)
		sig := fn.Signature()
		if sig.Params().Len() > 0 || sig.Results().Len() != 1 || !isText(sig.Results().At(0).Type()) || slices.Contains([]string{"String", "GoString", "Error"}, fn.Name()) {
			continue
		}
		if at := declaredAt(pkg, fn); p.census.methods[at].pkg != nil && p.census.reflects(at) {
			return pkg.Fset.Position(fn.Pos()), true
		}
	}
	return token.Position{}, false
}

// isTable reports whether gorm stores values of the type, and is not told where.
func isTable(t types.Type) bool {
	st, ok := t.Underlying().(*types.Struct)
	if method, _, _ := types.LookupFieldOrMethod(t, true, nil, "TableName"); !ok || method != nil {
		return false
	}
	for i := range st.NumFields() {
		if _, ok := reflect.StructTag(st.Tag(i)).Lookup("gorm"); ok {
			return true
		}
	}
	return false
}

// saysName reports whether the message has a method that takes nothing and returns its
// name, and that something asks for it: the module, or the bus.
func (p *planner) saysName(pkg *packages.Package, obj *types.TypeName, bus *summary.Bus) bool {
	message := types.NewPointer(obj.Type())
	for method := range types.NewMethodSet(message).Methods() {
		fn := method.Obj().(*types.Func)
		sig := fn.Signature()
		if !summary.NamesMessage(fn.Name()) || sig.Params().Len() > 0 || sig.Results().Len() != 1 {
			continue
		}
		basic, ok := sig.Results().At(0).Type().Underlying().(*types.Basic)
		at := declaredAt(pkg, fn)
		if !ok || basic.Info()&types.IsString == 0 || p.census.reflects(at) {
			continue
		}
		if p.census.called[at] || p.census.named && fn.Name() == "Name" || slices.ContainsFunc(p.census.asked[fn.Name()], func(a asker) bool {
			return (a.by == "" || a.by == bus.Path || a.by == bus.Root) && types.Implements(message, a.wants)
		}) {
			return true
		}
	}
	return false
}

// reflects reports whether the method that is declared at a place may return the name of a
// type: it is not known, or looks at types.
func (c *census) reflects(at place) bool {
	m, ok := c.methods[at]
	if !ok || m.decl.Body == nil {
		return true
	}
	for n := range ast.Preorder(m.decl.Body) {
		switch n := n.(type) {
		case *ast.Ident:
			if obj := m.pkg.TypesInfo.Uses[n]; obj != nil && obj.Pkg() != nil && obj.Pkg().Path() == "reflect" {
				return true
			}
		case *ast.BasicLit:
			if strings.Contains(n.Value, "%T") {
				return true
			}
		}
	}
	return false
}
