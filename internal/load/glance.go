package load

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io"
	"iter"
	"os"
	"slices"
	"strconv"

	"golang.org/x/tools/go/packages"
)

// A Decl is what a glance at the tokens of a file tells of a declaration. Its texts are
// parts of the file.
type Decl struct {
	Type    []byte   // the receiver, the interface, or the type that is declared; nil for a function
	Func    []byte   // the function or method; nil for a type
	Params  []byte   // its parameters, with their brackets
	Method  bool     // of an interface
	Generic bool     // it has type parameters, or its receiver or interface has
	Alias   bool     // the type is another name of one
	Parts   [][]byte // the names of types that the type is made of: what it embeds, or is defined as
}

// Glance calls f for the functions, the methods and the types that a file declares, and for
// the methods of interfaces. It takes a fraction of what parsing takes, and may see more than
// there is: a function literal that is the value of a variable looks like a method.
func Glance(src []byte, f func(Decl)) {
	g := glance{tokens: tokens{src: src}, found: f}
	for depth := 0; g.next(); {
		switch word := g.text(); {
		case isOpening(word):
			depth++
		case isClosing(word):
			depth--
		case depth > 0:
		case string(word) == "func":
			g.function()
		case string(word) == "type":
			g.types()
		}
	}
}

type glance struct {
	tokens
	found func(Decl)
}

func (g *glance) text() []byte { return g.src[g.start:g.at] }

// is reports whether the token is the one.
func (g *glance) is(token string) bool { return string(g.text()) == token }

func (g *glance) isName() bool { return g.start < len(g.src) && isLetter[g.src[g.start]] }

// accept goes to the next token if it is the one.
func (g *glance) accept(token string) bool {
	before := g.tokens
	if g.next() && g.is(token) {
		return true
	}
	g.tokens = before
	return false
}

// brackets goes on from an opening bracket to the one that closes it, and returns all between
// them with both.
func (g *glance) brackets() []byte {
	start := g.start
	for depth := 1; depth > 0 && g.next(); {
		if isOpening(g.text()) {
			depth++
		} else if isClosing(g.text()) {
			depth--
		}
	}
	return g.src[start:g.at]
}

func isOpening(token []byte) bool {
	return len(token) == 1 && (token[0] == '(' || token[0] == '[' || token[0] == '{')
}

func isClosing(token []byte) bool {
	return len(token) == 1 && (token[0] == ')' || token[0] == ']' || token[0] == '}')
}

// function notes the declaration that starts with the token func.
func (g *glance) function() {
	var d Decl
	if g.accept("(") {
		for g.next() && !g.is(")") {
			switch {
			case g.is("["):
				g.brackets()
				d.Generic = true
			case g.isName():
				d.Type = g.text()
			}
		}
	}
	if g.next() && g.isName() {
		g.signature(d)
	}
}

// signature completes d, a function whose name is the token, and notes it.
func (g *glance) signature(d Decl) {
	d.Func = g.text()
	if g.accept("[") {
		g.brackets()
		d.Generic = true
	}
	if g.accept("(") {
		d.Params = g.brackets()
		g.found(d)
	}
}

// types notes the declarations that start with the token type.
func (g *glance) types() {
	if !g.accept("(") {
		if g.next() && g.isName() {
			g.typ()
		}
		return
	}
	for g.next() && !g.is(")") {
		switch {
		case isOpening(g.text()):
			g.brackets()
		case g.isName():
			g.typ()
		}
	}
}

// typ notes the declaration of the type whose name is the token.
func (g *glance) typ() {
	d := Decl{Type: g.text()}
	if g.accept("[") { // or it is an array
		d.Generic = bytes.ContainsAny(g.brackets(), " \t\n,*~")
	}
	d.Alias = g.accept("=")
	switch {
	case g.accept("interface"):
		if g.accept("{") {
			g.methods(&d)
		}
	case g.accept("struct"):
		if g.accept("{") {
			g.fields(&d)
		}
	case g.accept("func"), g.accept("*"), g.accept("map"), g.accept("chan"), g.accept("<"):
		g.line()
	case g.next() && g.isName():
		d.Parts = append(d.Parts, g.lastName())
		g.line()
	case isOpening(g.text()):
		g.brackets()
	}
	g.found(d)
}

// methods notes the methods of the interface that d declares, of which the token is the opening
// brace, and adds to d what that embeds.
func (g *glance) methods(d *Decl) {
	for g.next() && !g.is("}") {
		if !g.isName() {
			continue // of a constraint
		}
		before := g.tokens
		if g.next() && g.is("(") {
			g.tokens = before
			g.signature(Decl{Type: d.Type, Method: true, Generic: d.Generic})
		} else {
			g.tokens = before
			d.Parts = append(d.Parts, g.lastName())
		}
		g.line()
	}
}

// fields adds to d what the struct that it declares embeds, of which the token is the opening
// brace.
func (g *glance) fields(d *Decl) {
	for g.next() && !g.is("}") {
		if g.is("*") && !g.next() || !g.isName() {
			continue
		}
		name := g.lastName()
		before := g.tokens
		if g.next() && (g.newline || g.is(";") || g.is("}") || g.src[g.start] == '"' || g.src[g.start] == '`' || g.is("[")) {
			d.Parts = append(d.Parts, name)
		}
		g.tokens = before
		g.line()
	}
}

// lastName returns the name that the token is, or after the name of a package the other one.
func (g *glance) lastName() []byte {
	name := g.text()
	if g.accept(".") && g.next() {
		name = g.text()
	}
	return name
}

// line goes on to the last token of the line, or in front of a bracket that closes what is
// around it.
func (g *glance) line() {
	for {
		before := g.tokens
		if !g.next() {
			return
		}
		if g.newline || g.is(";") || isClosing(g.text()) {
			g.tokens = before
			return
		}
		if isOpening(g.text()) {
			g.brackets()
		}
	}
}

// Selected yields what stands after a dot in a file: the names of all that is selected there,
// and more.
func Selected(src []byte) iter.Seq[[]byte] {
	return func(yield func([]byte) bool) {
		t := tokens{src: src}
		for {
			dot := bytes.IndexByte(src[t.at:], '.')
			if dot < 0 {
				return
			}
			t.at += dot + 1
			t.skipSpace()
			start := t.at
			for t.at < len(src) && isLetter[src[t.at]] {
				t.at++
			}
			if t.at > start && !yield(src[start:t.at]) {
				return
			}
		}
	}
}

// Sketch type-checks what the files of a package declare without a look at what it imports.
// Of types of other packages it has no more than their names: what is under them is invalid,
// and so are those that are called unclear. It leaves out the functions and methods whose names
// do not matter, and returns an error if a file cannot be read or parsed.
func (g *Graph) Sketch(pkg *packages.Package, unclear map[string]bool, matters func(name string) bool) (*types.Package, error) {
	n := &sketch{fset: token.NewFileSet(), unclear: unclear, imports: map[string]*types.Package{"unsafe": types.Unsafe}}
	for path, dep := range pkg.Imports {
		if path != "unsafe" {
			n.imports[path] = types.NewPackage(dep.PkgPath, dep.Name)
			n.imports[path].MarkComplete()
		}
	}
	var files []*ast.File
	for _, name := range pkg.GoFiles {
		src, err := g.Read(nil, name)
		if err != nil {
			return nil, err
		}
		blankBodies(src)
		file, err := parser.ParseFile(n.fset, name, src, parser.SkipObjectResolution)
		if err != nil {
			return nil, err
		}
		file.Decls = slices.DeleteFunc(file.Decls, func(decl ast.Decl) bool {
			fn, ok := decl.(*ast.FuncDecl)
			return ok && !matters(fn.Name.Name)
		})
		n.declare(file)
		files = append(files, file)
	}
	conf := types.Config{Importer: n, IgnoreFuncBodies: true, FakeImportC: true, Error: func(error) {}}
	declared, _ := conf.Check(pkg.PkgPath, n.fset, files, nil) // most of it is wrong
	return declared, nil
}

type sketch struct {
	fset    *token.FileSet
	unclear map[string]bool // names
	imports map[string]*types.Package
}

// declare lets the imported packages have the types that the file mentions.
func (n *sketch) declare(file *ast.File) {
	named := map[string]*types.Package{}
	for _, spec := range file.Imports {
		path, err := strconv.Unquote(spec.Path.Value)
		if pkg := n.imports[path]; err == nil && pkg != nil && spec.Name == nil {
			named[pkg.Name()] = pkg
		} else if err == nil && pkg != nil {
			named[spec.Name.Name] = pkg
		}
	}
	ast.Inspect(file, func(node ast.Node) bool {
		sel, ok := node.(*ast.SelectorExpr)
		if !ok {
			return true
		}
		id, ok := sel.X.(*ast.Ident)
		if !ok {
			return true
		}
		if pkg := named[id.Name]; pkg != nil && !n.unclear[sel.Sel.Name] && pkg.Scope().Lookup(sel.Sel.Name) == nil {
			tn := types.NewTypeName(token.NoPos, pkg, sel.Sel.Name, nil)
			types.NewNamed(tn, types.Typ[types.Invalid], nil)
			pkg.Scope().Insert(tn)
		}
		return true
	})
}

// Import returns the package that an import declaration means.
func (n *sketch) Import(path string) (*types.Package, error) {
	if pkg := n.imports[path]; pkg != nil {
		return pkg, nil
	}
	return types.NewPackage(path, ""), nil
}

// Read appends the contents of a file of a package to buf. It returns an error if that cannot
// be read.
func (g *Graph) Read(buf []byte, name string) ([]byte, error) {
	if src, ok := g.options.Overlay[name]; ok {
		return append(buf, src...), nil
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	for {
		if cap(buf)-len(buf) < 512 {
			buf = slices.Grow(buf, max(1<<16, len(buf)))
		}
		n, err := f.Read(buf[len(buf):cap(buf)])
		buf = buf[:len(buf)+n]
		if err == io.EOF {
			return buf, nil
		}
		if err != nil {
			return nil, err
		}
	}
}

// HasDriver reports whether another program than the go command knows the packages.
func (g *Graph) HasDriver() bool { return g.driven }
