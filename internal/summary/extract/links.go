package extract

import (
	"go/ast"
	"go/types"
	"runtime"
	"slices"
	"strings"
	"sync"
	"weak"

	"github.com/buslint/buslint/internal/busmodel"
	"github.com/buslint/buslint/internal/gotypes"
	"github.com/buslint/buslint/internal/module"
	"github.com/buslint/buslint/internal/profile"
	"github.com/buslint/buslint/internal/recognise"
	"github.com/buslint/buslint/internal/summary"
	"github.com/buslint/buslint/internal/syntax"
)

// Links know which bus packages a package comes by.
type links struct {
	*memory
	resolver *recognise.Resolver
	sources  *busmodel.Sources
	module   string // in which buses are recognised by their shape

	// What has been asked for.
	own     map[*types.Package]bool
	near    map[*types.Package]reach
	directs map[*types.Package][]string
}

// A memory keeps what all packages would have to find out anew: it takes looking at all that
// a package imports.
type memory struct {
	mu       sync.Mutex // held while imports are followed
	reach    table[reach]
	profiles table[*profile.Profile]
}

// A table says something of packages, as those of a module see them. A package is in it as
// long as something else has it.
type table[V any] struct{ entries sync.Map }

// A linked package is one as the packages of a module see it.
type linked struct {
	pkg    weak.Pointer[types.Package]
	module string
}

func (t *table[V]) load(pkg *types.Package, module string) (V, bool) {
	found, ok := t.entries.Load(linked{weak.Make(pkg), module})
	v, _ := found.(V)
	return v, ok
}

func (t *table[V]) store(pkg *types.Package, module string, v V) {
	key := linked{weak.Make(pkg), module}
	if _, had := t.entries.Swap(key, v); !had {
		runtime.AddCleanup(pkg, func(key linked) { t.entries.Delete(key) }, key)
	}
}

// A reach is which bus packages a package comes by, in order of their paths: those that it
// imports, directly or not, and these with the package itself. Those that are proving may be one by
// what stands in their bodies: the folders of packages of the module that it imports, directly or not.
type reach struct {
	imported, all, proving []string
	proves                 string // the folder of the package itself, if it is proving; or ""
	port, ports            bool   // the package of the module declares an interface by which it may use a bus; or one that it imports does
}

func newLinks(m *memory, model *busmodel.Model, module string) *links {
	return &links{
		memory: m, resolver: model.Resolver, sources: model.Sources, module: module,
		own: map[*types.Package]bool{}, near: map[*types.Package]reach{}, directs: map[*types.Package][]string{},
	}
}

// profileOf returns the profile of the buses that pkg has, which is of the module or is imported
// by a package of it, or nil.
func (l *links) profileOf(pkg *types.Package) *profile.Profile {
	p, ok := l.profiles.load(pkg, l.module)
	if !ok {
		p = l.resolver.ProfileOf(pkg)
		l.profiles.store(pkg, l.module, p)
	}
	return p
}

// isOwn reports whether the package is of the module.
func (l *links) isOwn(pkg *types.Package) bool {
	own, ok := l.own[pkg]
	if !ok {
		own = l.module != "" && module.Owns(l.module, pathOf(pkg))
		l.own[pkg] = own
	}
	return own
}

// comesByBus reports whether the package is a bus, or imports one, directly or not.
func (l *links) comesByBus(pkg *types.Package) bool { return pkg != nil && len(l.of(pkg).all) > 0 }

// comesByBus reports whether uses of the package may be uses of a bus: it comes by one, or it is the one that
// is looked at.
func (x *extraction) comesByBus(pkg *types.Package) bool {
	return pkg == x.pass.Pkg || x.links.comesByBus(pkg)
}

// of returns which bus packages pkg comes by.
func (l *links) of(pkg *types.Package) reach {
	r, ok := l.near[pkg]
	if !ok {
		l.mu.Lock()
		defer l.mu.Unlock()
		r = l.follow(pkg)
		l.near[pkg] = r
	}
	return r
}

// follow follows the imports of pkg, as far as that has not been done. The memory must be
// locked.
func (l *links) follow(pkg *types.Package) reach {
	r, ok := l.reach.load(pkg, l.module)
	if ok {
		return r
	}
	own := l.isOwn(pkg)
	for _, dep := range pkg.Imports() {
		of := l.follow(dep)
		r.imported, r.proving = append(r.imported, of.all...), append(r.proving, of.proving...)
		if own && of.proves != "" {
			r.proving = append(r.proving, of.proves)
		}
		r.ports = r.ports || own && of.port
		if own && !l.isOwn(dep) && l.profileOf(dep) != nil { // what others recognise is theirs
			r.imported = append(r.imported, pathOf(dep))
		}
	}
	slices.Sort(r.imported)
	r.imported = slices.Compact(r.imported)
	slices.Sort(r.proving)
	r.proving = slices.Compact(r.proving)
	r.all = r.imported
	if own && l.profileOf(pkg) != nil || l.resolver.Known(pkg) != nil {
		r.all = append(slices.Clone(r.all), pathOf(pkg))
		slices.Sort(r.all)
	}
	r.port = own && declaresPort(pkg)
	r.ports = r.ports || r.port
	if own && recognise.MayProve(pkg, l.isOwn) {
		r.proves = l.sources.Dir(pkg)
	}
	l.reach.store(pkg, l.module, r)
	return r
}

// declaresPort reports whether the package has an interface with a method by whose name it may use a bus.
func declaresPort(pkg *types.Package) bool {
	for tn := range gotypes.Declared(pkg) {
		iface, ok := tn.Type().Underlying().(*types.Interface)
		if ok && slices.ContainsFunc(slices.Collect(iface.Methods()), func(fn *types.Func) bool { return namesStanding(fn.Name()) }) {
			return true
		}
	}
	return false
}

// direct returns the paths of the bus packages that pkg itself imports, and does more
// with than pass on what it is given.
func (l *links) direct(pkg *types.Package) []string {
	paths, ok := l.directs[pkg]
	if ok {
		return paths
	}
	for _, dep := range pkg.Imports() {
		if p := l.profileOf(dep); p != nil && !p.PassesOn(pathOf(pkg)) {
			paths = append(paths, pathOf(dep))
		}
	}
	slices.Sort(paths)
	l.directs[pkg] = paths
	return paths
}

// imports notes what the package links, and which buses it imports.
func (x *extraction) imports() {
	seen := map[*types.Package]bool{}
	var outside []*types.Package
	for _, file := range x.files() {
		for _, spec := range file.Imports {
			name := x.pass.TypesInfo.PkgNameOf(spec)
			if name == nil || seen[name.Imported()] {
				continue
			}
			dep := name.Imported()
			seen[dep] = true
			same := x.links.isOwn(dep)
			x.out.Imports = append(x.out.Imports, summary.Import{Path: pathOf(dep), Same: same, Buses: x.links.of(dep).imported})
			if !same {
				outside = append(outside, dep)
			}
		}
	}
	x.outside(outside)
	for _, dep := range x.pass.Pkg.Imports() {
		if p := x.links.resolver.Known(dep); p != nil {
			bus := &x.out.Buses[x.bus(p, dep)]
			bus.Imported = true
			if p.Configured && p.Path != "" {
				bus.Problems = p.Problems(dep)
			}
		}
	}
	if len(x.out.Buses) > 0 || len(x.links.direct(x.pass.Pkg)) > 0 {
		x.makes()
	}
}

// outside notes the packages that import a bus among those of other modules, and what
// these import.
func (x *extraction) outside(queue []*types.Package) {
	seen := map[*types.Package]bool{}
	for len(queue) > 0 {
		pkg := queue[0]
		queue = queue[1:]
		if seen[pkg] || !x.links.comesByBus(pkg) || x.links.isOwn(pkg) {
			continue
		}
		seen[pkg] = true
		if buses := x.links.direct(pkg); len(buses) > 0 {
			x.out.Outside = append(x.out.Outside, summary.Import{Path: pathOf(pkg), Buses: buses})
		}
		queue = append(queue, pkg.Imports()...)
	}
}

// makes counts the places outside of tests at which the package makes buses: uses of
// functions of a bus package whose name starts with New, and values of its types that send or register.
func (x *extraction) makes() {
	for cur := range x.code((*ast.Ident)(nil), (*ast.CompositeLit)(nil), (*ast.CallExpr)(nil), (*ast.ValueSpec)(nil)) {
		switch n := cur.Node().(type) {
		case *ast.Ident:
			if strings.HasPrefix(n.Name, "New") {
				if fn, ok := x.pass.TypesInfo.Uses[n].(*types.Func); ok {
					x.making(fn, 1)
				}
			}
		case *ast.CompositeLit:
			x.making(x.named(n.Type), 1)
		case *ast.CallExpr:
			if isBuiltin(x.pass.TypesInfo, n, "new") {
				x.making(x.named(n.Args[0]), 1)
			}
		case *ast.ValueSpec:
			if n.Values == nil {
				x.making(x.named(n.Type), len(n.Names))
			}
		}
	}
}

// named returns the type that expr names, or nil.
func (x *extraction) named(expr ast.Expr) types.Object {
	if expr == nil {
		return nil
	}
	if id := syntax.Name(expr); id != nil {
		if tn, ok := x.pass.TypesInfo.Uses[id].(*types.TypeName); ok && !types.IsInterface(tn.Type()) {
			return tn
		}
	}
	return nil
}

// making notes that a bus is made, if obj, a function or a type, is one of a bus package.
func (x *extraction) making(obj types.Object, times int) {
	if obj == nil || obj.Pkg() == nil {
		return
	}
	p := x.links.profileOf(obj.Pkg())
	if _, isType := obj.(*types.TypeName); p == nil || isType && !slices.ContainsFunc(p.Funcs, func(f profile.Func) bool { return f.Recv == obj.Name() }) {
		return
	}
	x.out.Buses[x.bus(p, obj.Pkg())].Made += times
}
