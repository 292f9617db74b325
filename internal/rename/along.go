package rename

import (
	"bytes"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"go/version"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/summary"
)

// along adds to targets what is named after a message, and says in words what that is:
// fields that embed it, constructors, and handlers and listeners with the methods of
// interfaces that they are.
func (p *planner) along(message summary.Type, name string, targets map[place]target) []string {
	old := message.Name
	self := p.find(message)
	names := following(old, name)
	handlers := p.handlersOf(message)
	var along []string
	signatures := map[string]bool{} // of handlers that are methods
	for _, pkg := range p.pkgs {
		for id, def := range pkg.TypesInfo.Defs {
			switch def := def.(type) {
			case *types.Var:
				if used := pkg.TypesInfo.Uses[id]; def.Embedded() && used != nil && p.place(pkg, used) == self {
					targets[p.place(pkg, def)] = targetOf(def, name)
				}
			case *types.Func:
				recv := def.Signature().Recv()
				if to, ok := constructor(def, old, name); ok && recv == nil && pkg.PkgPath == message.Path {
					targets[p.place(pkg, def)] = targetOf(def, to)
					along = append(along, fmt.Sprintf("function %s → %s", def.Name(), to))
				}
				if to, ok := names[def.Name()]; ok && (handlers[p.place(pkg, def)] || p.takes(pkg, def, self)) {
					targets[p.place(pkg, def)] = targetOf(def, to)
					if recv != nil {
						signatures[signature(def)] = true
					}
					along = append(along, fmt.Sprintf("%s → %s", called(def), to))
				}
			}
		}
	}
	along = append(along, p.sameMethods(signatures, names, targets)...)
	p.examples(targets)
	return unique(along)
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
			if named, ok := types.Unalias(deref(recv.Type())).(*types.Named); ok {
				t.recv = named.Obj().Name()
			}
		}
	}
	return t
}

func deref(t types.Type) types.Type {
	if ptr, ok := types.Unalias(t).(*types.Pointer); ok {
		return ptr.Elem()
	}
	return t
}

// examples adds the examples of targets, which go vet finds by their names.
func (p *planner) examples(targets map[place]target) {
	for _, pkg := range p.pkgs {
		for _, def := range pkg.TypesInfo.Defs {
			fn, ok := def.(*types.Func)
			if !ok || fn.Signature().Recv() != nil || fn.Signature().Params().Len() > 0 {
				continue
			}
			rest, ok := strings.CutPrefix(fn.Name(), "Example")
			if !ok {
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
				targets[p.place(pkg, fn)] = targetOf(fn, name)
			}
		}
	}
}

// takes reports whether a function has a parameter of the message that is declared at a
// place: a handler that is not registered itself, but called by one.
func (p *planner) takes(pkg *packages.Package, fn *types.Func, message place) bool {
	for param := range fn.Signature().Params().Variables() {
		if named, ok := types.Unalias(deref(param.Type())).(*types.Named); ok && p.place(pkg, named.Obj()) == message {
			return true
		}
	}
	return false
}

// find returns where a message is declared.
func (p *planner) find(message summary.Type) place {
	pkg, obj := p.declared(message)
	return p.place(pkg, obj)
}

// sameMethods adds the methods that have the names and signatures of handlers: those of
// interfaces that the handlers' types may be used by, and of other types that stand in
// for these, such as mocks.
func (p *planner) sameMethods(signatures map[string]bool, names map[string]string, targets map[place]target) []string {
	var along []string
	for _, pkg := range p.pkgs {
		for _, def := range pkg.TypesInfo.Defs {
			fn, ok := def.(*types.Func)
			if !ok || fn.Signature().Recv() == nil || !signatures[signature(fn)] {
				continue
			}
			if to, ok := names[fn.Name()]; ok && targets[p.place(pkg, fn)].name == "" {
				targets[p.place(pkg, fn)] = targetOf(fn, to)
				along = append(along, fmt.Sprintf("%s → %s", called(fn), to))
			}
		}
	}
	return along
}

// signature returns the name of a function and the types that it takes and returns, the
// same in all variants of its package.
func signature(fn *types.Func) string {
	sig := types.NewSignatureType(nil, nil, nil, fn.Signature().Params(), fn.Signature().Results(), fn.Signature().Variadic())
	return fn.Name() + types.TypeString(sig, func(pkg *types.Package) string { return pkg.Path() })
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
			for n := range ast.Preorder(file) {
				if call, ok := n.(*ast.CallExpr); ok {
					p.mock(pkg, call)
				}
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
		if t, ok := p.names[p.place(pkg, method)]; ok {
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
// onUserCreated.
func following(old, name string) map[string]string {
	names := map[string]string{}
	for _, words := range [][2]string{{old, name}, {stem(old), stem(name)}} {
		for _, prefix := range []string{"", "Handle", "On", "handle", "on"} {
			names[prefix+words[0]] = prefix + words[1]
		}
		names[lowerFirst(words[0])] = lowerFirst(words[1])
	}
	for from, to := range names {
		if from == to {
			delete(names, from)
		}
	}
	return names
}

// stem returns the name without the word at its end that says the kind.
func stem(name string) string {
	if kind.Suffix(name) == kind.NoKind {
		return name
	}
	for _, suffix := range []string{"Event", "Command", "Cmd", "Query"} {
		if rest, ok := strings.CutSuffix(name, suffix); ok {
			return rest
		}
	}
	return name
}

func lowerFirst(name string) string { return strings.ToLower(name[:1]) + name[1:] }

// constructor returns what a function is called that makes a message, after it has
// another name.
func constructor(fn *types.Func, old, name string) (string, bool) {
	for _, prefix := range []string{"New", "new", "Make", "make"} {
		if fn.Name() == prefix+old && fn.Signature().Results().Len() > 0 {
			return prefix + name, true
		}
	}
	return "", false
}

func unique(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}

// aliases leaves the old names as aliases behind the declarations.
func (p *planner) aliases() {
	if !p.o.Alias {
		return
	}
	done := map[place]bool{}
	for _, pkg := range p.pkgs {
		for _, file := range pkg.Syntax {
			for _, decl := range file.Decls {
				gen, ok := decl.(*ast.GenDecl)
				if !ok {
					continue
				}
				for _, spec := range gen.Specs {
					if spec, ok := spec.(*ast.TypeSpec); ok {
						p.alias(pkg, gen, spec, done)
					}
				}
			}
		}
	}
}

func (p *planner) alias(pkg *packages.Package, gen *ast.GenDecl, spec *ast.TypeSpec, done map[place]bool) {
	obj := pkg.TypesInfo.Defs[spec.Name]
	if obj == nil {
		return
	}
	at := p.place(pkg, obj)
	r := p.messages[at]
	if r == nil || done[at] {
		return
	}
	done[at] = true
	if slices.ContainsFunc(p.candidates, func(c *candidate) bool {
		return c.name == spec.Name.Name && c.message.Path == pkg.PkgPath
	}) {
		r.Along = append(r.Along, "no alias, as another message gets the old name")
		return
	}
	src, err := p.o.Load.Sources.Read(at.file)
	if err != nil {
		return
	}
	offset := func(pos token.Pos) int { return posOf(pkg, pos).Offset }
	params, args := "", ""
	if spec.TypeParams != nil {
		if pkg.Module != nil && version.Compare("go"+pkg.Module.GoVersion, "go1.24") < 0 {
			r.Along = append(r.Along, "no alias, as one of a generic type needs Go 1.24")
			return
		}
		params = string(src[offset(spec.TypeParams.Pos()):offset(spec.TypeParams.End())])
		var names []string
		for _, field := range spec.TypeParams.List {
			for _, name := range field.Names {
				names = append(names, name.Name)
			}
		}
		args = "[" + strings.Join(names, ", ") + "]"
	}
	end := offset(gen.End())
	if i := bytes.IndexByte(src[end:], '\n'); i >= 0 { // behind what is said of the declaration
		end += i
	} else {
		end = len(src)
	}
	p.edit(at.file, end, end, fmt.Sprintf(
		"\n\n// %s is the old name of %s.\n//\n// Deprecated: use %s.\n//\n//go:fix inline\ntype %s%s = %s%s",
		spec.Name.Name, r.New, r.New, spec.Name.Name, params, r.New, args))
	r.Along = append(r.Along, "alias "+spec.Name.Name+" = "+r.New)
}

// posOf returns where a node of a package begins in its file.
func posOf(pkg *packages.Package, pos token.Pos) token.Position {
	return pkg.Fset.PositionFor(pos, false)
}
