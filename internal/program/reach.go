package program

import (
	"go/ast"
	"go/types"

	"golang.org/x/tools/go/packages"
)

// reaches reports whether the code of the program p, from main and what is
// initialized before it, can come to the function around site as far as names
// tell. A package that is linked brings much that a program never calls.
//
// A function is reached if one that is reached mentions it. A method is reached if
// its type is mentioned, and itself too or a method of its name of an interface; or
// if its name is that of a method of an interface of another module, which may call
// it.
func (all *All) reaches(p *Program, site *Site) bool {
	if p.reached == nil {
		all.reach(p)
	}
	decl := enclosingDecl(site)
	if decl == nil {
		return true // a package is initialized whenever it is linked
	}
	fn, ok := site.Package.TypesInfo.Defs[decl.Name].(*types.Func)
	return !ok || p.reached[fn.FullName()]
}

// enclosingDecl returns the declaration of the function around site, or nil.
func enclosingDecl(site *Site) *ast.FuncDecl {
	for decl := range site.Cursor.Enclosing((*ast.FuncDecl)(nil)) {
		return decl.Node().(*ast.FuncDecl)
	}
	return nil
}

// A reaching computes what a program reaches.
type reaching struct {
	all     *All
	p       *Program
	reached map[string]bool // full names of functions
	types   map[string]bool // full names of types mentioned
	names   map[string]bool // of methods called through an interface
	methods map[string][]*method
	queue   []decl
}

// A decl is code to be looked at: a function's declaration or an initializer.
type decl struct {
	pkg  *Package
	node ast.Node
}

// A method that is not reached yet.
type method struct {
	decl
	fn  *types.Func
	typ string
}

func (all *All) reach(p *Program) {
	r := &reaching{
		all:     all,
		p:       p,
		reached: map[string]bool{},
		types:   map[string]bool{},
		names:   outsideMethods(p),
		methods: map[string][]*method{},
	}
	functions := map[string]decl{}
	for _, path := range sortedKeys(p.packages) {
		pkg := all.packages[path]
		if pkg == nil || !sameModule(pkg.Package, p.Main.Package) {
			continue
		}
		for _, file := range pkg.Syntax {
			if pkg.isTest(file) {
				continue
			}
			for _, d := range file.Decls {
				fd, ok := d.(*ast.FuncDecl)
				if !ok {
					r.queue = append(r.queue, decl{pkg, d})
					continue
				}
				fn, ok := pkg.TypesInfo.Defs[fd.Name].(*types.Func)
				if !ok {
					continue
				}
				switch {
				case fd.Recv != nil:
					r.methods[fn.Name()] = append(r.methods[fn.Name()], &method{decl{pkg, fd}, fn, receiverName(fn)})
				case fn.Name() == "init" || fn.Name() == "main" && pkg == p.Main:
					r.reached[fn.FullName()] = true
					r.queue = append(r.queue, decl{pkg, fd})
				default:
					functions[fn.FullName()] = decl{pkg, fd}
				}
			}
		}
	}
	for {
		for len(r.queue) > 0 {
			d := r.queue[0]
			r.queue = r.queue[1:]
			r.look(d, functions)
		}
		if !r.addMethods() {
			break
		}
	}
	p.reached = r.reached
}

// look notes what the code of d mentions.
func (r *reaching) look(d decl, functions map[string]decl) {
	ast.Inspect(d.node, func(n ast.Node) bool {
		id, ok := n.(*ast.Ident)
		if !ok {
			return true
		}
		obj := d.pkg.TypesInfo.Uses[id]
		if v, ok := obj.(*types.Var); ok {
			r.mention(v.Type())
		}
		switch obj := obj.(type) {
		case *types.TypeName:
			r.mention(obj.Type())
		case *types.Func:
			if recv := obj.Signature().Recv(); recv != nil {
				r.mention(recv.Type())
				r.names[obj.Name()] = r.names[obj.Name()] || types.IsInterface(recv.Type())
			}
			name := obj.Origin().FullName()
			if r.reached[name] {
				return true
			}
			r.reached[name] = true
			if f, ok := functions[name]; ok {
				r.queue = append(r.queue, f)
			}
			for _, m := range r.methods[obj.Name()] {
				if m.fn.FullName() == name {
					r.queue = append(r.queue, m.decl)
				}
			}
		}
		return true
	})
}

// mention notes the named type that t is or points to, and those it embeds.
func (r *reaching) mention(t types.Type) {
	t = types.Unalias(t)
	if ptr, ok := t.(*types.Pointer); ok {
		t = types.Unalias(ptr.Elem())
	}
	named, ok := t.(*types.Named)
	if !ok || named.Obj().Pkg() == nil {
		return
	}
	name := named.Obj().Pkg().Path() + "." + named.Obj().Name()
	if r.types[name] {
		return
	}
	r.types[name] = true
	if st, ok := named.Underlying().(*types.Struct); ok {
		for field := range st.Fields() {
			r.mention(field.Type())
		}
	}
}

// addMethods reaches the methods that may be called through an interface, and
// reports whether there were any new ones.
func (r *reaching) addMethods() bool {
	added := false
	for name := range r.names {
		if !r.names[name] {
			continue
		}
		for _, m := range r.methods[name] {
			if full := m.fn.FullName(); r.types[m.typ] && !r.reached[full] {
				r.reached[full] = true
				r.queue = append(r.queue, m.decl)
				added = true
			}
		}
	}
	return added
}

func receiverName(fn *types.Func) string {
	t := types.Unalias(fn.Signature().Recv().Type())
	if ptr, ok := t.(*types.Pointer); ok {
		t = types.Unalias(ptr.Elem())
	}
	if named, ok := t.(*types.Named); ok {
		return named.Obj().Pkg().Path() + "." + named.Obj().Name()
	}
	return ""
}

// outsideMethods returns the names of the methods of the interfaces that packages of
// other modules declare, where the program's own packages import them.
func outsideMethods(p *Program) map[string]bool {
	names := map[string]bool{}
	seen := map[*packages.Package]bool{}
	for path := range p.packages {
		pkg := p.Main.all.packages[path]
		if pkg == nil {
			continue
		}
		for _, dep := range pkg.Imports {
			if seen[dep] || sameModule(dep, p.Main.Package) || dep.Types == nil {
				continue
			}
			seen[dep] = true
			scope := dep.Types.Scope()
			for _, name := range scope.Names() {
				tn, ok := scope.Lookup(name).(*types.TypeName)
				if !ok {
					continue
				}
				if iface, ok := tn.Type().Underlying().(*types.Interface); ok {
					for m := range iface.Methods() {
						names[m.Name()] = true
					}
				}
			}
		}
	}
	return names
}
