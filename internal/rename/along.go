package rename

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"go/version"
	"iter"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/fix"
	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/summary"
	"github.com/buslint/buslint/internal/syntax"
)

// along adds to the targets what is named after a message, and says in words what that is:
// fields that embed it, constructors, and handlers and listeners.
func (p *planner) along(c *candidate) []string {
	old, name, targets := c.message.Name, c.name, c.targets
	names := following(old, name)
	handlers := p.handlersOf(c.message)
	var along []string
	for _, pkg := range p.pkgs {
		for id, def := range pkg.TypesInfo.Defs {
			if field, ok := def.(*types.Var); ok && field.Embedded() {
				if used := pkg.TypesInfo.Uses[id]; used != nil && declaredAt(pkg, used) == c.at {
					targets[declaredAt(pkg, field)] = targetOf(field, name)
				}
			}
		}
	}
	// One that has a parameter of the message need not be registered itself: a handler calls
	// it, or it is the method of an interface or of a mock.
	goes := func(pkg *packages.Package, fn *types.Func) bool {
		return handlers[declaredAt(pkg, fn)] || p.has(pkg, fn.Origin().Signature().Params(), c.at)
	}
	kept := p.demanded(names, goes)
	for pkg, fn := range p.functions() {
		if to, ok := p.constructor(pkg, fn, old, name, c.at); ok && fn.Signature().Recv() == nil && pkg.PkgPath == c.message.Path {
			targets[declaredAt(pkg, fn)] = targetOf(fn, to)
			along = append(along, fmt.Sprintf("function %s → %s", fn.Name(), to))
		}
		if to, ok := names[fn.Name()]; ok && goes(pkg, fn) && !kept[declaredAt(pkg, fn)] {
			targets[declaredAt(pkg, fn)] = targetOf(fn, to)
			along = append(along, fmt.Sprintf("%s → %s", called(fn), to))
		}
	}
	p.examples(targets)
	slices.Sort(along)
	return slices.Compact(along)
}

// functions yields the functions and methods that the packages declare.
func (p *planner) functions() iter.Seq2[*packages.Package, *types.Func] {
	return func(yield func(*packages.Package, *types.Func) bool) {
		for _, pkg := range p.pkgs {
			for _, def := range pkg.TypesInfo.Defs {
				if fn, ok := def.(*types.Func); ok && !yield(pkg, fn) {
					return
				}
			}
		}
	}
}

// demanded returns the methods that keep their name although they carry that of a message: their type implements by them
// an interface whose own method does not go along, as that of a generic one, or of any value. Nothing in the source need
// say so: a value may be asserted to have it. So do methods of other interfaces that are the same.
func (p *planner) demanded(names map[string]string, goes func(*packages.Package, *types.Func) bool) map[place]bool {
	var demanded []*types.Func
	for pkg, fn := range p.functions() {
		recv := fn.Signature().Recv()
		if names[fn.Name()] == "" || recv == nil || types.IsInterface(recv.Type()) || !goes(pkg, fn) {
			continue
		}
		if slices.ContainsFunc(p.interfacesWith(fn.Name()), func(iface *types.Interface) bool {
			return types.Implements(types.NewPointer(gotypes.Deref(recv.Type())), iface) && !goes(pkg, gotypes.Method(iface, fn.Pkg(), fn.Name()))
		}) {
			demanded = append(demanded, fn)
		}
	}
	kept := map[place]bool{}
	for pkg, fn := range p.functions() {
		if fn.Signature().Recv() != nil && slices.ContainsFunc(demanded, func(other *types.Func) bool {
			return other.Name() == fn.Name() && types.Identical(other.Type(), fn.Type())
		}) {
			kept[declaredAt(pkg, fn)] = true
		}
	}
	return kept
}

// interfacesWith returns the interfaces that the packages mention with a method of that name.
func (p *planner) interfacesWith(name string) []*types.Interface {
	if p.interfaces == nil {
		p.interfaces = map[string][]*types.Interface{}
		seen := map[types.Type]bool{}
		for _, pkg := range p.pkgs {
			for _, tv := range pkg.TypesInfo.Types {
				iface, ok := tv.Type.Underlying().(*types.Interface)
				if !ok || !tv.IsType() || seen[tv.Type] {
					continue
				}
				seen[tv.Type] = true
				for fn := range iface.Methods() {
					p.interfaces[fn.Name()] = append(p.interfaces[fn.Name()], iface)
				}
			}
		}
	}
	return p.interfaces[name]
}

// targetOf returns what it is to give an object another name.
func targetOf(obj types.Object, name string) target {
	t := target{path: obj.Pkg().Path(), old: obj.Name(), name: name}
	switch obj := obj.(type) {
	case *types.TypeName:
		t.isType = true
	case *types.Var:
		t.isField = true
	case *types.Func:
		if recv := obj.Signature().Recv(); recv != nil {
			if named, ok := gotypes.Deref(recv.Type()).(*types.Named); ok {
				t.recv = named.Obj().Name()
			}
		}
	}
	return t
}

// examples adds the examples of targets, which go vet finds by their names.
func (p *planner) examples(targets map[place]target) {
	for pkg, fn := range p.functions() {
		rest, ok := strings.CutPrefix(fn.Name(), "Example")
		if !ok || fn.Signature().Recv() != nil || fn.Signature().Params().Len() > 0 {
			continue
		}
		words := strings.Split(rest, "_")
		for _, t := range targets {
			switch {
			case t.isField || t.path != strings.TrimSuffix(pkg.PkgPath, "_test"):
			case t.recv == "" && words[0] == t.old:
				words[0] = t.name
			case t.recv != "" && len(words) > 1 && words[0] == t.recv && words[1] == t.old:
				words[1] = t.name
			}
		}
		if name := "Example" + strings.Join(words, "_"); name != fn.Name() {
			targets[declaredAt(pkg, fn)] = targetOf(fn, name)
		}
	}
}

// has reports whether one of the variables is a message, or points to one.
func (p *planner) has(pkg *packages.Package, list *types.Tuple, message place) bool {
	for v := range list.Variables() {
		if named, ok := gotypes.Deref(v.Type()).(*types.Named); ok && declaredAt(pkg, named.Obj()) == message {
			return true
		}
	}
	return false
}

// called returns what a function is called.
func called(fn *types.Func) string {
	t := targetOf(fn, "")
	switch {
	case fn.Signature().Recv() == nil:
		return "function " + t.old
	case t.recv == "":
		return "method " + t.old
	}
	return "method " + t.recv + "." + t.old
}

// mocks edits the names of methods in calls of testify's mocks, which find methods by them.
func (p *planner) mocks() {
	for _, pkg := range p.pkgs {
		for _, file := range pkg.Syntax {
			for call := range syntax.All[*ast.CallExpr](file) {
				p.mock(pkg, call)
			}
		}
	}
}

func (p *planner) mock(pkg *packages.Package, call *ast.CallExpr) {
	sel, ok := call.Fun.(*ast.SelectorExpr)
	if !ok {
		return
	}
	fn, ok := pkg.TypesInfo.Uses[sel.Sel].(*types.Func)
	if !ok || fn.Pkg() == nil || !strings.HasSuffix(fn.Pkg().Path(), "testify/mock") {
		return
	}
	mock := sel.X
	if inner, ok := mock.(*ast.SelectorExpr); ok && inner.Sel.Name == "Mock" {
		mock = inner.X
	}
	for _, arg := range call.Args {
		lit, ok := arg.(*ast.BasicLit)
		if !ok || lit.Kind != token.STRING {
			continue
		}
		name, err := strconv.Unquote(lit.Value)
		if err != nil {
			continue
		}
		method, _, _ := types.LookupFieldOrMethod(pkg.TypesInfo.TypeOf(mock), true, pkg.Types, name)
		if method == nil {
			continue
		}
		if t, ok := p.names[declaredAt(pkg, method)]; ok {
			at := posOf(pkg, lit.Pos())
			p.edit(at.Filename, at.Offset, at.Offset+len(lit.Value), strconv.Quote(t.name))
		}
	}
}

// handlersOf returns where the functions are declared that take a message.
func (p *planner) handlersOf(message summary.Type) map[place]bool {
	places := map[place]bool{}
	for _, site := range p.all.Explain(message).Sites {
		if h := site.Handler; h != nil && h.Pos.IsValid() && !strings.HasPrefix(h.Name, summary.Literal) {
			places[place{h.Pos.Filename, h.Pos.Offset}] = true
		}
	}
	return places
}

// following returns what functions are called that carry the name of a message, and what
// they are called after another: SendStickers for SendStickersCommand, HandleSendStickers,
// onUserCreated, userCreatedListener.
func following(old, name string) map[string]string {
	names := map[string]string{}
	for _, words := range [][2]string{{old, name}, {kind.Stem(old), kind.Stem(name)}} {
		if words[0] == words[1] {
			continue
		}
		for _, suffix := range []string{"", "Handler", "Listener"} {
			for _, first := range []func(rune) rune{unicode.ToUpper, unicode.ToLower} {
				names[withFirst(words[0], first)+suffix] = withFirst(words[1], first) + suffix
			}
		}
		for _, prefix := range []string{"Handle", "On", "handle", "on"} {
			names[prefix+withFirst(words[0], unicode.ToUpper)] = prefix + withFirst(words[1], unicode.ToUpper)
		}
	}
	return names
}

func withFirst(name string, change func(rune) rune) string {
	r, size := utf8.DecodeRuneInString(name)
	return string(change(r)) + name[size:]
}

// constructor returns what a function is called that makes a message, after it has
// another name.
func (p *planner) constructor(pkg *packages.Package, fn *types.Func, old, name string, message place) (string, bool) {
	results := fn.Signature().Results()
	makes := p.has(pkg, results, message)
	// What has the whole name may return it as something else: a command of any kind.
	maybe := results.Len() > 0 && types.IsInterface(results.At(0).Type())
	for _, prefix := range []string{"New", "new", "Make", "make"} {
		switch fn.Name() {
		case prefix + withFirst(old, unicode.ToUpper):
			return prefix + withFirst(name, unicode.ToUpper), makes || maybe
		case prefix + withFirst(kind.Stem(old), unicode.ToUpper):
			return prefix + withFirst(kind.Stem(name), unicode.ToUpper), makes
		}
	}
	return "", false
}

// aliases leaves the old names of what other modules can name behind the declarations: types
// as aliases of the new ones, and functions as calls of the new ones.
func (p *planner) aliases() {
	if !p.o.Alias {
		return
	}
	done := map[place]bool{}
	for _, pkg := range p.pkgs {
		for _, file := range pkg.Syntax {
			for _, decl := range file.Decls {
				switch decl := decl.(type) {
				case *ast.GenDecl:
					for _, spec := range decl.Specs {
						if spec, ok := spec.(*ast.TypeSpec); ok {
							p.alias(pkg, decl, spec.Name, done, func() (string, string) { return p.aliasOf(pkg, spec) })
						}
					}
				case *ast.FuncDecl:
					if decl.Recv == nil {
						p.alias(pkg, decl, decl.Name, done, func() (string, string) { return p.wrapperOf(pkg, decl) })
					}
				}
			}
		}
	}
}

// alias leaves an old name behind a declaration, as declare declares that, unless that says
// why not.
func (p *planner) alias(pkg *packages.Package, decl ast.Decl, id *ast.Ident, done map[place]bool, declare func() (text, why string)) {
	at := placeOf(pkg, id.Pos())
	t, ok := p.names[at]
	r := p.renamedWith(at)
	src, err := p.o.Load.Sources.Read(at.file)
	if !ok || done[at] || err != nil || r == nil || !isPublic(pkg) || !token.IsExported(t.old) || strings.HasSuffix(at.file, "_test.go") {
		return
	}
	done[at] = true
	text, why := declare()
	for _, other := range p.names {
		if other.path == t.path && other.recv == "" && !other.isField && other.name == t.old {
			why = "another gets the old name"
		}
	}
	if why != "" {
		r.Along = append(r.Along, fmt.Sprintf("no alias %s, as %s", t.old, why))
		return
	}
	end := posOf(pkg, decl.End()).Offset
	if i := bytes.IndexByte(src[end:], '\n'); i >= 0 { // behind what is said of the declaration
		end += i
	} else {
		end = len(src)
	}
	p.edit(at.file, end, end, fmt.Sprintf("\n\n// %s is the old name of [%s].\n//\n// Deprecated: use [%s].\n//\n//go:fix inline\n%s", t.old, t.name, t.name, text))
	r.Along = append(r.Along, fmt.Sprintf("alias %s = %s", t.old, t.name))
}

// renamedWith returns the message that what is declared at a place gets another name with.
func (p *planner) renamedWith(at place) *Renamed {
	for _, c := range p.candidates {
		if _, ok := c.targets[at]; ok {
			return c.renamed
		}
	}
	return nil
}

func (p *planner) aliasOf(pkg *packages.Package, spec *ast.TypeSpec) (text, why string) {
	t := p.names[placeOf(pkg, spec.Name.Pos())]
	if spec.TypeParams == nil {
		return fmt.Sprintf("type %s = %s", t.old, t.name), ""
	}
	if pkg.Module != nil && version.Compare("go"+pkg.Module.GoVersion, "go1.24") < 0 {
		return "", "one of a generic type needs Go 1.24"
	}
	names, _ := parameters(spec.TypeParams)
	return fmt.Sprintf("type %s%s = %s[%s]", t.old, p.textOf(pkg, spec.TypeParams), t.name, strings.Join(names, ", ")), ""
}

func (p *planner) wrapperOf(pkg *packages.Package, decl *ast.FuncDecl) (text, why string) {
	t := p.names[placeOf(pkg, decl.Name.Pos())]
	params, named := parameters(decl.Type.Params)
	if !named {
		return "", "its parameters have no names"
	}
	call := fmt.Sprintf("%s(%s)", t.name, strings.Join(params, ", "))
	var results, returns, generic string
	if decl.Type.Results != nil {
		results, returns = " "+p.textOf(pkg, decl.Type.Results), "return "
	}
	if decl.Type.TypeParams != nil {
		args, _ := parameters(decl.Type.TypeParams)
		generic = p.textOf(pkg, decl.Type.TypeParams)
		call = fmt.Sprintf("%s[%s](%s)", t.name, strings.Join(args, ", "), strings.Join(params, ", "))
	}
	return fmt.Sprintf("func %s%s%s%s { %s%s }", t.old, generic, p.textOf(pkg, decl.Type.Params), results, returns, call), ""
}

// parameters returns the names of parameters as a call hands them on, and whether all have
// one.
func parameters(list *ast.FieldList) (names []string, named bool) {
	named = true
	for _, field := range list.List {
		more := ""
		if _, ok := field.Type.(*ast.Ellipsis); ok {
			more = "..."
		}
		named = named && len(field.Names) > 0
		for _, name := range field.Names {
			named = named && name.Name != "_"
			names = append(names, name.Name+more)
		}
	}
	return names, named
}

// textOf returns the text of a node as it is after the edits.
func (p *planner) textOf(pkg *packages.Package, n ast.Node) string {
	start, end := placeOf(pkg, n.Pos()), posOf(pkg, n.End()).Offset
	src, err := p.o.Load.Sources.Read(start.file)
	if err != nil {
		return ""
	}
	var inside []summary.Edit
	for _, e := range p.edits {
		if e.File == start.file && start.offset <= e.Start && e.End <= end && e.Start < e.End {
			e.Start, e.End = e.Start-start.offset, e.End-start.offset
			inside = append(inside, e)
		}
	}
	text, err := fix.Edited(start.file, src[start.offset:end], inside)
	if err != nil {
		return ""
	}
	return string(text)
}
