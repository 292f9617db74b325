package extract

import (
	"go/ast"
	"go/types"
	"regexp"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/profile"
	"github.com/buslint/buslint/internal/summary"
)

// Links know which bus packages a package comes by.
type links struct {
	resolver *profile.Resolver
	module   string // in which buses are recognised by their shape
	buses    map[*types.Package][]string
}

func newLinks(profiles []*profile.Profile, module string) *links {
	return &links{profile.NewResolver(profiles), module, map[*types.Package][]string{}}
}

// profileOf returns the profile of the buses that pkg has, or nil.
func (l *links) profileOf(pkg *types.Package) *profile.Profile {
	if l.module == "" || !isOf(pathOf(pkg), l.module) {
		return l.resolver.Known(pkg)
	}
	return l.resolver.ProfileByName(pkg)
}

// comesByBus reports whether the package is a bus, or imports one, directly or not.
func (l *links) comesByBus(pkg *types.Package) bool { return pkg != nil && len(l.reached(pkg)) > 0 }

// reached returns the paths of the bus packages among pkg and what it imports, directly
// or not, sorted.
func (l *links) reached(pkg *types.Package) []string {
	if paths, ok := l.buses[pkg]; ok {
		return paths
	}
	l.buses[pkg] = nil
	paths := l.imported(pkg)
	if l.profileOf(pkg) != nil {
		paths = append(paths, pathOf(pkg))
	}
	slices.Sort(paths)
	l.buses[pkg] = slices.Compact(paths)
	return l.buses[pkg]
}

// imported returns the paths of the bus packages that pkg imports, directly or not.
func (l *links) imported(pkg *types.Package) []string {
	var paths []string
	for _, dep := range pkg.Imports() {
		paths = append(paths, l.reached(dep)...)
	}
	slices.Sort(paths)
	return slices.Compact(paths)
}

// direct returns the paths of the bus packages that pkg itself imports, and does more
// with than pass on what it is given.
func (l *links) direct(pkg *types.Package) []string {
	var paths []string
	for _, dep := range pkg.Imports() {
		if p := l.profileOf(dep); p != nil && !p.PassesOn(pathOf(pkg)) {
			paths = append(paths, pathOf(dep))
		}
	}
	slices.Sort(paths)
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
			same := x.module != "" && isOf(pathOf(dep), x.module)
			x.out.Imports = append(x.out.Imports, summary.Import{Path: pathOf(dep), Same: same, Buses: x.links.imported(dep)})
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
	if len(x.out.Buses) > 0 {
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
		if seen[pkg] || !x.links.comesByBus(pkg) || x.module != "" && isOf(pathOf(pkg), x.module) {
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
// functions of a bus package whose name starts with New.
func (x *extraction) makes() {
	for _, file := range x.files() {
		ast.Inspect(file, func(n ast.Node) bool {
			id, ok := n.(*ast.Ident)
			if !ok || !strings.HasPrefix(id.Name, "New") {
				return true
			}
			obj := x.pass.TypesInfo.Uses[id]
			if obj == nil || obj.Pkg() == nil {
				return true
			}
			if p := x.links.profileOf(obj.Pkg()); p != nil {
				x.out.Buses[x.bus(p, obj.Pkg())].Made++
			}
			return true
		})
	}
}

// isOf reports whether the package of that path belongs to the module.
func isOf(path, module string) bool {
	rest, ok := strings.CutPrefix(path+"/", module+"/")
	// Of two major versions of a module, one's path is a prefix of the other's.
	return ok && !majorVersion.MatchString(rest)
}

var majorVersion = regexp.MustCompile(`^v[0-9]+/`)
