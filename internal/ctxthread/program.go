package ctxthread

import (
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/contexts"
	"github.com/buslint/buslint/internal/syntax"
	"github.com/buslint/buslint/internal/uses"
)

// A program is what the engine knows of the packages.
type program struct {
	Options
	fset *token.FileSet

	units []*unit
	byPkg map[*packages.Package]*unit

	// functions are all things of the module that have a signature of their own,
	// by the position that identifies them. A package is type-checked once more
	// with its tests, and its objects are there twice then, but its files are
	// parsed once: positions are the same in all variants.
	functions map[token.Pos]*function
	ordered   []*function // in the order of the source

	structs *contexts.Structs
	paths   map[string]bool      // of the packages
	seeds   map[*ast.Ident]*Seed // by the name of the function
	takes   map[ast.Expr]*Seed   // by the function that is to take a context

	renames map[token.Pos]*Rename // by the position of the method
	weak    map[ast.Node]bool     // optional uses that no function is to gain a context for
	flows   []*flow
}

// A unit is one package.
type unit struct {
	*program
	pkg   *packages.Package
	info  *types.Info // of the package
	root  inspector.Cursor
	found *contexts.Finder
	uses  *uses.Index
	files []*file
}

// A file is one file of a unit.
type file struct {
	*unit
	syntax *ast.File
	name   string
	test   bool
	// fixed says why the file cannot change; "" if it can.
	fixed string
}

// A function is something that has a signature of its own: a declared function or
// method, a method of an interface, a function literal, or a place that holds
// functions.
type function struct {
	kind kind
	pos  token.Pos // identifies it
	name string    // for people
	file *file
	decl ast.Node      // *ast.FuncDecl, *ast.FuncLit, *ast.Field, *ast.ValueSpec, *ast.TypeSpec
	typ  *ast.FuncType // nil if the type is inferred
	sig  *types.Signature

	frozen string // why the signature cannot change; "" if it can
	heldBy string // the file that is why, if it is one

	// Of a declared function or method: its parameters and results that are places.
	params, results []*function

	local    bool // a place that is a parameter or local variable
	elements bool // a place that holds functions as elements, and is not variadic
	shared   bool // a place whose elements are elements of another one, too
	unnamed  bool // a place without a name of its own: the type of a value that is written out

	family *family
	calls  []*point // calls of it
	out    []*flow  // uses of its value
	names  []*name  // all identifiers that refer to it
	in     []*flow  // values that a place gets
}

type kind int

const (
	declared kind = iota
	interfaceMethod
	literal
	place // a variable, parameter, result or field, a named type, or a type that is written out
)

// A family is a set of functions whose signatures change together.
type family struct {
	members []*function
	frozen  string
	gains   *cause  // why it gains a context; nil if it does not
	rename  *Rename // what its methods are to be called; nil if they keep their name

	names []string // for the plan: see memberNames
}

// A name is an identifier that refers to a function.
type name struct {
	file *file
	id   *ast.Ident
}

// A cause is why a family gains a context.
type cause struct {
	by    *function // the member that began it
	point *point    // the place in by; nil if seed or rename is the cause
	seed  *Seed
	twin  *Rename
}

func newProgram(o Options) *program {
	p := &program{
		Options:   o,
		byPkg:     map[*packages.Package]*unit{},
		functions: map[token.Pos]*function{},
		structs:   &contexts.Structs{},
		paths:     map[string]bool{},
		seeds:     map[*ast.Ident]*Seed{},
		takes:     map[ast.Expr]*Seed{},
		renames:   map[token.Pos]*Rename{},
	}
	for _, pkg := range o.Packages {
		p.fset = pkg.Fset
		u := &unit{
			program: p,
			pkg:     pkg,
			info:    pkg.TypesInfo,
			root:    inspector.New(pkg.Syntax).Root(),
		}
		u.uses = uses.New(u.root, pkg.TypesInfo)
		u.found = contexts.New(pkg.Fset, pkg.Types, pkg.TypesInfo, u.uses, o.Keeps)
		u.found.Callee, u.found.Owner, u.found.Structs = p.whenArg, p.owner, p.structs
		p.structs.Add(pkg.Fset, u.root, pkg.TypesInfo)
		p.units = append(p.units, u)
		p.byPkg[pkg] = u
		p.paths[strings.TrimSuffix(pkg.PkgPath, "_test")] = true
		for cur := range u.root.Children() {
			f := u.newFile(cur.Node().(*ast.File))
			u.files = append(u.files, f)
			f.collect(cur)
		}
	}
	for _, s := range o.Seeds {
		p.seeds[syntax.Name(s.Fun)] = s
		for _, value := range s.Takes {
			p.takes[ast.Unparen(value)] = s
		}
	}
	for _, r := range o.Renames {
		p.renames[r.Method.Pos()] = r
	}
	for _, frozen := range []map[token.Pos]string{o.Begins, o.Frozen} {
		for pos, why := range frozen {
			if fn := p.functions[pos]; fn != nil {
				fn.freeze(why)
			}
		}
	}
	return p
}

func (u *unit) newFile(syntax *ast.File) *file {
	f := &file{
		unit:   u,
		syntax: syntax,
		name:   u.fset.PositionFor(syntax.FileStart, false).Filename,
	}
	f.test = strings.HasSuffix(f.name, "_test.go")
	f.fixed = WhyFixed(u.pkg, syntax, u.Generated)
	return f
}

// WhyFixed returns why a file of pkg cannot change, as a phrase that says where
// something is; "" if it can.
func WhyFixed(pkg *packages.Package, syntax *ast.File, changeGenerated bool) string {
	name := pkg.Fset.PositionFor(syntax.FileStart, false).Filename
	switch {
	case !slices.Contains(pkg.GoFiles, name): // of code that does not type-check without knowing C
		return "in a file that cgo makes"
	case !changeGenerated && ast.IsGenerated(syntax):
		return "in a generated file, " + filepath.Base(name)
	}
	return ""
}

// fileAt returns the file of u that pos is in, or nil.
func (u *unit) fileAt(pos token.Pos) *file {
	for _, f := range u.files {
		if f.syntax.FileStart <= pos && pos < f.syntax.FileEnd {
			return f
		}
	}
	return nil
}

// add notes a function of f.
func (f *file) add(fn *function) *function {
	fn.file = f
	fn.family = &family{members: []*function{fn}}
	if f.fixed != "" {
		fn.freeze("it is " + f.fixed)
		fn.heldBy = f.name
	}
	if (fn.kind == declared || fn.kind == interfaceMethod) && f.Keep != nil && f.Keep(fn.name) {
		fn.freeze("-keep matches it")
	}
	if f.KeepTypes && fn.kind == place {
		fn.freeze("types that are given to functions stay")
	}
	f.functions[fn.pos] = fn
	f.ordered = append(f.ordered, fn)
	return fn
}

// collect notes the functions of a file.
func (f *file) collect(cur inspector.Cursor) {
	for c := range cur.Preorder((*ast.FuncDecl)(nil), (*ast.FuncLit)(nil), (*ast.InterfaceType)(nil),
		(*ast.StructType)(nil), (*ast.ValueSpec)(nil), (*ast.TypeSpec)(nil), (*ast.AssignStmt)(nil),
		(*ast.RangeStmt)(nil), (*ast.CompositeLit)(nil), (*ast.CallExpr)(nil)) {
		switch n := c.Node().(type) {
		case *ast.FuncDecl:
			obj := f.info.Defs[n.Name].(*types.Func)
			fn := f.add(&function{kind: declared, pos: n.Name.Pos(), name: funcName(obj), decl: n, typ: n.Type, sig: obj.Signature()})
			f.collectSignature(fn, whyDeclaredStays(f, n))

		case *ast.FuncLit:
			f.add(&function{kind: literal, pos: n.Pos(), name: "the function literal" + f.at(n.Pos()), decl: n, typ: n.Type, sig: f.info.TypeOf(n).(*types.Signature)})

		case *ast.InterfaceType:
			for _, field := range n.Methods.List {
				f.collectMethod(c, field)
			}

		case *ast.StructType:
			for _, field := range n.Fields.List {
				for _, name := range field.Names {
					f.collectPlace(name, field.Type, field, "field ")
				}
			}

		case *ast.ValueSpec:
			for _, name := range n.Names {
				f.collectPlace(name, n.Type, n, "")
			}

		case *ast.AssignStmt:
			f.collectDefined(n.Lhs, n)

		case *ast.RangeStmt:
			f.collectDefined([]ast.Expr{n.Key, n.Value}, n)

		case *ast.CompositeLit:
			f.collectValue(n.Type, n)

		case *ast.CallExpr:
			typ := n.Fun
			if f.info.Types[n.Fun].IsBuiltin() && len(n.Args) > 0 {
				typ = n.Args[0] // of make
			}
			if f.info.Types[typ].IsType() {
				f.collectValue(typ, n)
			}

		case *ast.TypeSpec:
			if n.Assign.IsValid() {
				continue
			}
			if typ := funcType(n.Type); typ != nil {
				obj := f.info.Defs[n.Name]
				f.add(&function{kind: place, pos: n.Name.Pos(), name: qualified(obj), decl: n, typ: typ, sig: functionsIn(obj.Type().Underlying())})
			}
		}
	}
}

// collectMethod notes the method that the field of an interface declares, if it does.
func (f *file) collectMethod(iface inspector.Cursor, field *ast.Field) {
	if len(field.Names) == 0 {
		return
	}
	obj := f.info.Defs[field.Names[0]].(*types.Func)
	fn := f.add(&function{kind: interfaceMethod, pos: obj.Pos(), name: interfaceMethodName(iface, obj), decl: field, typ: field.Type.(*ast.FuncType), sig: obj.Signature()})
	f.collectSignature(fn, "")
}

// collectSignature notes the parameters and results of a declared function or method, and why
// its signature stays, if it is known.
func (f *file) collectSignature(fn *function, stays string) {
	fn.params, fn.results = f.collectParams(fn.typ), f.collectResults(fn.typ, fn.name)
	fn.freeze(stays)
	fn.freezeAll(fn.frozen)
}

// collectDefined notes the variables among the expressions that the statement declares.
func (f *file) collectDefined(lhs []ast.Expr, stmt ast.Stmt) {
	for _, e := range lhs {
		if id, ok := e.(*ast.Ident); ok && f.info.Defs[id] != nil {
			f.collectPlace(id, nil, stmt, "")
		}
	}
}

// collectPlace notes a variable or field if it holds functions of a type that is
// its own.
func (f *file) collectPlace(name *ast.Ident, typ ast.Expr, decl ast.Node, what string) *function {
	obj, ok := f.info.Defs[name].(*types.Var)
	if !ok {
		return nil // a constant
	}
	sig := functionsIn(obj.Type())
	if sig == nil {
		return nil
	}
	fn := f.add(&function{kind: place, pos: name.Pos(), decl: decl, sig: sig})
	_, one := types.Unalias(obj.Type()).(*types.Signature)
	_, variadic := typ.(*ast.Ellipsis)
	fn.elements = !one && !variadic
	switch {
	case obj.IsField() || isGlobal(obj):
		fn.name = what + qualified(obj)
	default:
		fn.local = true
		fn.name = "the variable " + obj.Name() + f.at(fn.pos)
	}
	if typ != nil {
		if fn.typ = funcType(typ); fn.typ == nil {
			fn.freeze("its type is a named function type")
		}
	}
	return fn
}

// collectParams notes the parameters of a function that hold functions, and returns
// them by their index.
func (f *file) collectParams(typ *ast.FuncType) []*function {
	var params []*function
	for _, field := range typ.Params.List {
		if len(field.Names) == 0 {
			params = append(params, nil)
		}
		for _, name := range field.Names {
			params = append(params, f.collectPlace(name, field.Type, field, "parameter "))
		}
	}
	return params
}

// freeze notes why the signature of fn cannot change. The first reason stays.
func (fn *function) freeze(why string) {
	if fn.frozen == "" && why != "" {
		fn.frozen = why
	}
	if fn.family.frozen == "" {
		fn.family.frozen = fn.frozen
	}
}

// join makes the signatures of two functions change together.
func join(a, b *function) {
	if a.family == b.family {
		return
	}
	into, from := a.family, b.family
	if len(into.members) < len(from.members) {
		into, from = from, into
	}
	if into.frozen == "" {
		into.frozen = from.frozen
	}
	for _, fn := range from.members {
		fn.family = into
	}
	into.members = append(into.members, from.members...)
}

func (fn *function) gains() bool { return fn != nil && fn.family.gains != nil }

// body returns the body of fn, or nil.
func (fn *function) body() *ast.BlockStmt {
	_, body := syntax.FuncParts(fn.decl)
	return body
}

// Where contexts begin.
const (
	whyMain = "it is main"
	whyInit = "it is init"
)

// whyDeclaredStays returns why the signature of a declared function cannot change,
// as far as its declaration tells.
func whyDeclaredStays(f *file, n *ast.FuncDecl) string {
	name := n.Name.Name
	switch {
	case n.Recv == nil && name == "main" && f.syntax.Name.Name == "main":
		return whyMain
	case n.Recv == nil && name == "init":
		return whyInit
	case n.Recv == nil && f.test && isTestName(name):
		return "go test calls it"
	case n.Body == nil:
		return "it is written in assembly"
	case n.Recv != nil && isSoughtShape(f.info, n):
		return "it is found by its signature"
	}
	if n.Doc != nil {
		for _, c := range n.Doc.List {
			if strings.HasPrefix(c.Text, "//export ") || strings.HasPrefix(c.Text, "//go:linkname ") {
				return "it is called from elsewhere: " + c.Text
			}
		}
	}
	return ""
}

// soughtShapes are the methods that the standard library and others look for in any value, by
// interfaces that have no name, or that the package need not import.
var soughtShapes = map[string][]string{
	"AppendBinary":     {"func([]byte) ([]byte, error)"},
	"AppendText":       {"func([]byte) ([]byte, error)"},
	"As":               {"func(any) bool"},
	"EnableFullDuplex": {"func() error"},
	"Error":            {"func() string"},
	"FlushError":       {"func() error"},
	"GobDecode":        {"func([]byte) error"},
	"GobEncode":        {"func() ([]byte, error)"},
	"Is":               {"func(error) bool"},
	"IsZero":           {"func() bool"},
	"MarshalBinary":    {"func() ([]byte, error)"},
	"MarshalJSON":      {"func() ([]byte, error)"},
	"MarshalText":      {"func() ([]byte, error)"},
	"MarshalYAML":      {"func() (any, error)"},
	"Scan":             {"func(any) error"},
	"SetReadDeadline":  {"func(time.Time) error"},
	"SetWriteDeadline": {"func(time.Time) error"},
	"Temporary":        {"func() bool"},
	"Timeout":          {"func() bool"},
	"UnmarshalBinary":  {"func([]byte) error"},
	"UnmarshalJSON":    {"func([]byte) error"},
	"UnmarshalText":    {"func([]byte) error"},
	"UnmarshalYAML":    {"func(func(any) error) error"},
	"Unwrap":           {"func() error", "func() []error", "func() net/http.ResponseWriter"},
}

func isSoughtShape(info *types.Info, n *ast.FuncDecl) bool {
	shapes := soughtShapes[n.Name.Name]
	if shapes == nil {
		return false
	}
	sig := info.Defs[n.Name].(*types.Func).Signature()
	unnamed := func(t *types.Tuple) *types.Tuple {
		var vars []*types.Var
		for v := range t.Variables() {
			vars = append(vars, types.NewParam(token.NoPos, nil, "", types.Unalias(v.Type())))
		}
		return types.NewTuple(vars...)
	}
	shape := types.NewSignatureType(nil, nil, nil, unnamed(sig.Params()), unnamed(sig.Results()), sig.Variadic())
	return slices.Contains(shapes, strings.ReplaceAll(types.TypeString(shape, nil), "interface{}", "any"))
}

func isTestName(name string) bool {
	for _, prefix := range []string{"Test", "Benchmark", "Fuzz", "Example"} {
		if rest, ok := strings.CutPrefix(name, prefix); ok && (rest == "" || rest[0] < 'a' || rest[0] > 'z') {
			return true
		}
	}
	return false
}

// funcName returns how people write the name of a function: models.New or
// (*sqlstore.Store).Get.
func funcName(fn *types.Func) string {
	recv := fn.Signature().Recv()
	if recv == nil {
		return qualified(fn)
	}
	t := typeName(recv.Type())
	if strings.HasPrefix(t, "*") {
		t = "(" + t + ")"
	}
	return t + "." + fn.Name()
}

// interfaceMethodName returns how people write the name of a method of an interface.
func interfaceMethodName(iface inspector.Cursor, fn *types.Func) string {
	for spec := range iface.Enclosing((*ast.TypeSpec)(nil)) {
		return fn.Pkg().Name() + "." + spec.Node().(*ast.TypeSpec).Name.Name + "." + fn.Name()
	}
	return fn.Pkg().Name() + ".interface." + fn.Name()
}

func qualified(obj types.Object) string { return obj.Pkg().Name() + "." + obj.Name() }
