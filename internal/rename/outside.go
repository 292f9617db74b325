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
	encoded map[place]token.Position  // where gob learns the name of a type, and encodes it from then on
	methods map[place]method          // all that are declared
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
	c := &census{asked: map[string][]asker{}, called: map[place]bool{}, byType: map[string]token.Position{}, encoded: map[place]token.Position{}, methods: map[place]method{}}
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
				case *ast.CallExpr:
					c.register(pkg, n)
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

func (c *census) register(pkg *packages.Package, call *ast.CallExpr) {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok || sel.Sel.Name != "Register" || len(call.Args) != 1 {
		return
	}
	fn, ok := pkg.TypesInfo.Uses[sel.Sel].(*types.Func)
	if !ok || fn.Pkg() == nil || fn.Pkg().Path() != "encoding/gob" {
		return
	}
	if named, ok := gotypes.Deref(pkg.TypesInfo.TypeOf(call.Args[0])).(*types.Named); ok {
		c.encoded[placeOf(pkg, named.Obj().Pos())] = pkg.Fset.Position(call.Pos())
	}
}

// outside returns why the name of a message may be known outside of the program, and
// where that shows; "" if it is not.
func (p *planner) outside(message summary.Type, pkg *packages.Package, obj *types.TypeName) (string, token.Position) {
	if at, ok := p.census.encoded[declaredAt(pkg, obj)]; ok {
		return "gob encodes its name", at
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
	return "", token.Position{}
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
