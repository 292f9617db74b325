// Package program joins the models of packages, and answers what no package can
// tell alone: what a program, a package main with all that it links, does on its
// bus.
package program

import (
	"cmp"
	"go/ast"
	"go/token"
	"go/types"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis/checker"
	"golang.org/x/tools/go/ast/inspector"
	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/analyzers/busmodel"
)

// All is what happens on the bus in all packages that were loaded.
type All struct {
	Programs []*Program
	Sites    []*Site // in order of their position, each once

	packages map[string]*Package // by path
	sites    map[token.Position]*Site
	uses     map[string][]use // see usesOf
}

// A Package is a package that was loaded from source, with its model.
type Package struct {
	*packages.Package
	Model *busmodel.Model

	all  *All
	root inspector.Cursor // see Root
}

// A Message is the identity of a message type in all packages.
type Message struct{ Path, Name string }

// MessageOf returns the identity of the type that tn declares.
func MessageOf(tn *types.TypeName) Message { return Message{tn.Pkg().Path(), tn.Name()} }

// String returns the name as a program writes it, with the last element of its
// package's path that is no version.
func (m Message) String() string {
	dir, pkg := path.Split(m.Path)
	if _, err := strconv.Atoi(strings.TrimPrefix(pkg, "v")); err == nil && dir != "" {
		pkg = path.Base(dir)
	}
	return pkg + "." + m.Name
}

// A Site is one use of a bus function with one of the things that it carries, and what
// that comes to in all the code.
type Site struct {
	*busmodel.Use
	Parcel  *busmodel.Parcel // empty if the use carries nothing
	Aware   bool             // of the parcel
	Cursor  inspector.Cursor // of the parcel
	Package *Package
	Pos     token.Position

	// Messages are the types of the messages that travel there: one if the
	// argument's type says it, and otherwise all that were found to be handed in.
	Messages []Message
	// Open says that there may be others.
	Open bool
}

// A Program is a package main and the packages of its module that it links.
type Program struct {
	Main *Package
	Path string // import path of the main package

	packages map[string]bool
	bus      map[string]bool // bus packages that it uses
	reached  map[string]bool // see reaches
	// Unknown says why the rules have nothing to say about this program; "" if they have.
	Unknown string
}

// Join returns what the results of busmodel in graph come to together; the
// analyzer must be one of its roots.
func Join(graph *checker.Graph) *All {
	all := &All{packages: map[string]*Package{}, sites: map[token.Position]*Site{}}
	for _, act := range graph.Roots {
		if model, ok := act.Result.(*busmodel.Model); ok {
			all.packages[act.Package.PkgPath] = &Package{Package: act.Package, Model: model, all: all}
		}
	}
	for _, pkg := range all.packages {
		for _, use := range pkg.Model.Uses {
			for _, site := range sitesOf(pkg, use) {
				// A file may belong to two packages.
				if all.sites[site.Pos] == nil {
					all.sites[site.Pos] = site
					all.Sites = append(all.Sites, site)
				}
			}
		}
	}
	slices.SortFunc(all.Sites, func(a, b *Site) int { return comparePos(a.Pos, b.Pos) })
	for _, site := range all.Sites {
		site.Messages, site.Open = all.messagesAt(site)
	}
	for _, path := range sortedKeys(all.packages) {
		if pkg := all.packages[path]; pkg.Name == "main" && pkg.ForTest == "" || pkg.Name == "main" && pkg.ForTest == pkg.PkgPath {
			all.Programs = append(all.Programs, all.newProgram(pkg))
		}
	}
	return all
}

// sitesOf returns the sites of use: one for each of its parcels, or one if it has none.
func sitesOf(pkg *Package, use *busmodel.Use) []*Site {
	parcels := use.Parcels
	if len(parcels) == 0 {
		parcels = []*busmodel.Parcel{{Use: use, Aware: use.Aware, Cursor: use.Cursor}}
	}
	var sites []*Site
	for _, p := range parcels {
		sites = append(sites, &Site{Use: use, Parcel: p, Aware: p.Aware, Cursor: p.Cursor,
			Package: pkg, Pos: pkg.Fset.Position(p.Cursor.Node().Pos())})
	}
	return sites
}

func comparePos(a, b token.Position) int {
	return cmp.Or(cmp.Compare(a.Filename, b.Filename), cmp.Compare(a.Offset, b.Offset))
}

// newProgram follows the imports of main as far as its module goes.
func (all *All) newProgram(main *Package) *Program {
	p := &Program{Main: main, Path: main.PkgPath, packages: map[string]bool{}, bus: map[string]bool{}}
	var linked, missing []*packages.Package // of other modules; of this one, but not loaded
	queue := []*packages.Package{main.Package}
	for len(queue) > 0 {
		dep := queue[0]
		queue = queue[1:]
		if p.packages[dep.PkgPath] {
			continue
		}
		p.packages[dep.PkgPath] = true
		if !sameModule(main.Package, dep) {
			linked = append(linked, dep)
			for _, next := range dep.Imports {
				queue = append(queue, next)
			}
			continue
		}
		pkg := all.packages[dep.PkgPath]
		if pkg == nil {
			missing = append(missing, dep)
			continue
		}
		for _, s := range pkg.Model.Uses {
			p.bus[s.Bus.Path()] = true
		}
		queue = append(queue, pkg.linkedImports()...)
	}
	for _, dep := range missing {
		if dep.PkgPath == main.PkgPath || importsAny(dep, p.bus, map[string]bool{}) {
			p.Unknown = cmp.Or(p.Unknown, dep.PkgPath+" is not among the packages given, or does not type-check")
		}
	}
	for _, dep := range linked {
		for path := range dep.Imports {
			if p.bus[path] {
				p.Unknown = cmp.Or(p.Unknown, dep.PkgPath+", of another module, uses the bus as well")
			}
		}
	}
	return p
}

// importsAny reports whether pkg imports one of the packages, directly or not: only
// then can it come by a bus.
func importsAny(pkg *packages.Package, paths, seen map[string]bool) bool {
	if seen[pkg.PkgPath] {
		return false
	}
	seen[pkg.PkgPath] = true
	for _, dep := range pkg.Imports {
		if paths[dep.PkgPath] || importsAny(dep, paths, seen) {
			return true
		}
	}
	return false
}

// linkedImports returns the packages that the package imports outside of its tests.
func (pkg *Package) linkedImports() []*packages.Package {
	var imports []*packages.Package
	for _, file := range pkg.Syntax {
		if pkg.isTest(file) {
			continue
		}
		for _, spec := range file.Imports {
			if dep := pkg.Imports[strings.Trim(spec.Path.Value, "`\"")]; dep != nil {
				imports = append(imports, dep)
			}
		}
	}
	return imports
}

func (pkg *Package) isTest(file *ast.File) bool {
	return strings.HasSuffix(pkg.Fset.Position(file.FileStart).Filename, "_test.go")
}

// Root returns the cursor over all files of the package.
func (pkg *Package) Root() inspector.Cursor {
	if !pkg.root.Valid() {
		if uses := pkg.Model.Uses; len(uses) > 0 {
			pkg.root = uses[0].Cursor.Inspector().Root()
		} else {
			pkg.root = inspector.New(pkg.Syntax).Root()
		}
	}
	return pkg.root
}

func sameModule(a, b *packages.Package) bool {
	return a.Module != nil && b.Module != nil && a.Module.Path == b.Module.Path
}

// Name returns what people call the program: its directory, below that of its
// module.
func (p *Program) Name() string {
	if mod := p.Main.Module; mod != nil {
		if rel, ok := strings.CutPrefix(p.Path, mod.Path+"/"); ok {
			return rel
		}
	}
	return filepath.Base(p.Path)
}

// sitesOf returns the sites of a role that p links, outside of tests.
func (all *All) sitesOf(p *Program, role busmodel.Role) []*Site {
	var sites []*Site
	for _, site := range all.Sites {
		if site.Role == role && !site.Test && p.packages[site.Package.PkgPath] {
			sites = append(sites, site)
		}
	}
	return sites
}

// Stranding returns a registration that the dispatch at pos would no longer reach
// if it handed a context on: on a bus that keeps the handlers that take a context
// in a table of their own, one of a handler that takes none, rather outside of
// tests. It returns nil if there is none.
func (all *All) Stranding(pos token.Position) *Site {
	send := all.sites[pos]
	if send == nil || send.Role != busmodel.Dispatch || send.Aware || !send.Profile.TwoTables {
		return nil
	}
	var stranded *Site
	for _, site := range all.Sites {
		if site.Role == busmodel.Handle && !site.Aware &&
			slices.ContainsFunc(site.Messages, func(m Message) bool { return slices.Contains(send.Messages, m) }) &&
			(stranded == nil || stranded.Test && !site.Test) {
			stranded = site
		}
	}
	return stranded
}

func sortedKeys[V any](m map[string]V) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
