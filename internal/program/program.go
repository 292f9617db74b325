// Package program joins what packages say, and answers what no package can tell alone:
// what a program, a package main with all that it links, does on its bus.
package program

import (
	"cmp"
	"go/token"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/summary"
)

// All holds what happens on the buses in all packages.
type All struct {
	Programs []*Program
	Sites    []*Site           // in order of their position, each once
	Findings []summary.Finding // of the rules over single packages, in order of their position, each once

	packages map[string]*Package // by path
	paths    []string            // of the packages, in order
	sites    map[span]*Site
	bySite   map[Message][]*Site  // in order of their position
	unaware  map[Message]*Site    // the first that registers a handler without a context, rather outside of tests
	funcs    map[string]*function // by ID
	flows    map[summary.Origin][]summary.Origin
	called   map[string]bool                  // see summary.Package.Called
	passes   map[summary.Origin][]*pass       // by where they pass something to
	handing  map[string]bool                  // functions that hand on to a bus
	held     map[summary.Origin][]*pass       // by the parameters that hold what they call
	given    map[summary.Origin]map[span]bool // where functions of a bus may be given for a parameter
	behind   map[string][]string              // interfaces, by the types that stand behind them
	inFront  map[string]bool                  // these interfaces
	fronts   map[string][]front               // by the packages of the interfaces
	keys     map[string][]Message             // types by what their methods say that they are called
	sayings  map[Message][]summary.Key        // by the type whose methods say it
}

// A Package is what one package says.
type Package struct {
	*summary.Package
	sites []*Site // of its summary, in the same order
	decls map[Message]*summary.Decl
	used  map[int][]string // rules for which comments are of use beyond the package, by their index
}

// A function is one of a package.
type function struct {
	*summary.Func
	pkg *Package
}

// A Message is the identity of a message type in all packages.
type Message = summary.Type

// A Site is one use of a bus function, with what the rest of the code says about it.
type Site struct {
	*summary.Site
	Bus     *summary.Bus
	Package *Package

	// Messages are the types of the messages that travel there: one if the
	// argument's type says it, and otherwise all that were found to be handed in.
	Messages []Message
	// Open says that there may be others.
	Open bool

	instances []instance       // of the messages
	given     []summary.Origin // parameters of the function around it of which what it registers is made, if that is no more
	handlers  bool             // what comes From elsewhere are handlers, and not messages
	passedOn  bool             // a call of the function around it is a site for the same messages
	stands    bool             // it stands for a site in the function that is called, which is one for the same messages
}

// A Program is a package main and the packages that it links.
type Program struct {
	Main  *Package
	Path  string  // import path of the main package
	Sites []*Site // of its packages, in order of their position

	all      *All
	packages map[string]bool
	bus      map[string]bool   // bus packages that it uses
	roles    map[use]bool      // what its sites outside of tests do, and on which bus
	reached  map[string]string // see reach
	unseen   map[string]bool   // bus packages with a bus that may have handlers of which nothing is known
	// Unknown says why the rules have nothing to say about this program; "" if they have.
	Unknown string
}

// A use is what is done on a bus, which is known by the path of its package.
type use struct {
	role kind.Role
	bus  string
}

// A front says that a type of one package becomes an interface of another one.
type front struct {
	in string // the package that says so
	of string // that of the type
}

// Join combines the summaries of packages. Of two summaries of one package, the one that
// includes its tests is used.
func Join(packages []*summary.Package) *All {
	all := &All{
		packages: map[string]*Package{},
		sites:    map[span]*Site{},
		bySite:   map[Message][]*Site{},
		unaware:  map[Message]*Site{},
		flows:    map[summary.Origin][]summary.Origin{},
		called:   map[string]bool{},
		passes:   map[summary.Origin][]*pass{},
		handing:  map[string]bool{},
		held:     map[summary.Origin][]*pass{},
		given:    map[summary.Origin]map[span]bool{},
		behind:   map[string][]string{},
		inFront:  map[string]bool{},
		fronts:   map[string][]front{},
		keys:     map[string][]Message{},
		sayings:  map[Message][]summary.Key{},
	}
	funcs := 0
	for _, pkg := range packages {
		funcs += len(pkg.Funcs)
		if other := all.packages[pkg.Path]; other == nil || pkg.Tests && !other.Tests {
			all.packages[pkg.Path] = &Package{Package: pkg, decls: map[Message]*summary.Decl{}, used: map[int][]string{}}
		}
	}
	all.funcs = make(map[string]*function, funcs)
	all.paths = slices.Sorted(maps.Keys(all.packages))
	for _, path := range all.paths {
		all.add(all.packages[path])
	}
	all.through()
	slices.SortFunc(all.Sites, compareSites)
	for _, told := range []bool{true, false} { // names stand for what is sent elsewhere
		for _, site := range all.Sites {
			if (site.Role.Sends() || site.Message != (Message{})) == told {
				all.resolve(site)
			}
		}
	}
	for _, path := range all.paths {
		if pkg := all.packages[path]; pkg.Name == "main" {
			all.Programs = append(all.Programs, all.newProgram(pkg))
		}
	}
	all.collect()
	return all
}

// resolve notes which messages travel at the site.
func (all *All) resolve(site *Site) {
	site.instances, site.Open = all.instancesAt(site)
	for _, i := range site.instances {
		m := i.Message
		if slices.Contains(site.Messages, m) {
			continue
		}
		site.Messages = append(site.Messages, m)
		if !site.passedOn && !site.stands {
			sites := all.bySite[m]
			at, _ := slices.BinarySearchFunc(sites, site, compareSites)
			all.bySite[m] = slices.Insert(sites, at, site)
		}
		if old := all.unaware[m]; site.Role == kind.Handle && !site.Aware && (old == nil || old.Test && !site.Test) {
			all.unaware[m] = site
		}
	}
}

// add adds what the package says.
func (all *All) add(pkg *Package) {
	for i := range pkg.Sites {
		s := &pkg.Sites[i]
		site := all.sites[span{s.Pos, s.End}]
		if site == nil { // a file may belong to two packages
			site = &Site{Site: s, Bus: &pkg.Buses[s.Bus], Package: pkg, handlers: !s.Role.Sends()}
			all.sites[span{s.Pos, s.End}] = site
			all.Sites = append(all.Sites, site)
		}
		pkg.sites = append(pkg.sites, site)
		all.give(s.Given, s.Place)
	}
	for i := range pkg.Decls {
		pkg.decls[pkg.Decls[i].Type] = &pkg.Decls[i]
	}
	funcs := make([]function, len(pkg.Funcs))
	for i := range pkg.Funcs {
		funcs[i] = function{&pkg.Funcs[i], pkg}
		all.funcs[pkg.Funcs[i].ID] = &funcs[i]
	}
	for _, flow := range pkg.Flows {
		all.flows[flow.To] = append(all.flows[flow.To], flow.From...)
	}
	for _, k := range pkg.Keys {
		all.sayings[k.Type] = append(all.sayings[k.Type], k)
		if k.Key != "" && !slices.Contains(all.keys[k.Key], k.Type) {
			all.keys[k.Key] = append(all.keys[k.Key], k.Type)
		}
	}
	for i := range pkg.Passes {
		p := &pkg.Passes[i]
		all.give(p.Given, p.Place)
		if p.Held {
			all.held[p.To] = append(all.held[p.To], &pass{p, pkg})
			continue
		}
		all.flows[p.To] = append(all.flows[p.To], p.From...)
		all.passes[p.To] = append(all.passes[p.To], &pass{p, pkg})
	}
	for _, c := range pkg.Conversions {
		all.behind[c.From] = append(all.behind[c.From], c.To)
		all.inFront[c.To] = true
		all.fronts[packageOf(c.To)] = append(all.fronts[packageOf(c.To)], front{pkg.Path, packageOf(c.From)})
	}
	for _, method := range pkg.Called {
		all.called[method] = true
	}
}

// give notes that the parameters are given what may be a function of a bus because of the code at the place.
func (all *All) give(params []summary.Origin, at summary.Place) {
	for _, param := range params {
		if all.given[param] == nil {
			all.given[param] = map[span]bool{}
		}
		all.given[param][span{at.Pos, at.End}] = true
	}
}

// A span is where code stands: calls in a chain start at the same place.
type span struct{ pos, end token.Position }

func compareSites(a, b *Site) int {
	return cmp.Or(summary.ComparePos(a.Pos, b.Pos), summary.ComparePos(a.End, b.End))
}

// Places returns the sites as somebody counts them who reads the code, in order of their position. What other functions of a
// bus make counts where it is made, and where it is registered only if that is in another line. Calls by which one bus uses
// another one count, too.
func (all *All) Places() []*Site {
	line := func(site *Site) token.Position {
		return token.Position{Filename: site.Pos.Filename, Line: site.Pos.Line}
	}
	lines := map[token.Position]bool{}
	for _, site := range all.Sites {
		lines[line(site)] = lines[line(site)] || !site.Indirect
	}
	places := slices.DeleteFunc(slices.Clone(all.Sites), func(site *Site) bool { return site.Indirect && lines[line(site)] })
	seen := map[token.Position]bool{} // a file may belong to two packages
	for _, path := range all.paths {
		pkg := all.packages[path]
		for _, call := range pkg.Inner {
			if !seen[call.Pos] {
				seen[call.Pos] = true
				site := &summary.Site{Role: call.Role, Place: summary.Place{Pos: call.Pos, End: call.Pos}}
				places = append(places, &Site{Site: site, Bus: &pkg.Buses[call.Bus], Package: pkg, Open: true})
			}
		}
	}
	slices.SortStableFunc(places, compareSites)
	return places
}

// SiteOf returns the site with that index in the summary of the package, or nil.
func (all *All) SiteOf(path string, index int) *Site {
	if pkg := all.packages[path]; pkg != nil && index < len(pkg.sites) {
		return pkg.sites[index]
	}
	return nil
}

// newProgram follows the imports of main as far as there are summaries.
func (all *All) newProgram(main *Package) *Program {
	p := &Program{Main: main, Path: main.Path, all: all, packages: map[string]bool{}, bus: map[string]bool{}, roles: map[use]bool{}, unseen: map[string]bool{}}
	var linked, missing []summary.Import // of other modules; of this one, but not known
	queue := []*Package{main}
	p.packages[main.Path] = true
	for len(queue) > 0 {
		pkg := queue[0]
		queue = queue[1:]
		for _, s := range pkg.Sites {
			p.bus[pkg.Buses[s.Bus].Path] = true
		}
		for _, u := range pkg.Unseen {
			p.unseen[u.Bus] = p.unseen[u.Bus] || all.sites[span{u.Pos, u.End}] == nil
		}
		linked = append(linked, pkg.Outside...)
		for _, dep := range pkg.Imports {
			if p.packages[dep.Path] {
				continue
			}
			p.packages[dep.Path] = true
			if next := all.packages[dep.Path]; next != nil {
				queue = append(queue, next)
			} else if dep.Same {
				missing = append(missing, dep)
			}
		}
	}
	uses := func(path string) bool { return p.bus[path] }
	for _, dep := range missing {
		if slices.ContainsFunc(dep.Buses, uses) {
			p.Unknown = cmp.Or(p.Unknown, dep.Path+" is not among the packages given, or does not type-check")
		}
	}
	for _, dep := range linked {
		if all.packages[dep.Path] == nil && slices.ContainsFunc(dep.Buses, uses) {
			p.Unknown = cmp.Or(p.Unknown, dep.Path+", of another module, uses the bus as well")
		}
	}
	for _, site := range all.Sites {
		if p.packages[site.Package.Path] {
			p.Sites = append(p.Sites, site)
			if !site.Test {
				p.roles[use{site.Role, site.Bus.Path}] = true
			}
		}
	}
	return p
}

// Name returns a name for the program: its directory, relative to its module.
func (p *Program) Name() string {
	if p.Main.Module != "" {
		if rel, ok := strings.CutPrefix(p.Path, p.Main.Module+"/"); ok {
			return rel
		}
	}
	return filepath.Base(p.Path)
}

// stranding returns a registration that the dispatch at send would no longer reach
// if it passed a context on: on a bus that keeps the handlers that take a context
// in a table of their own, one of a handler that takes none, rather outside of
// tests. It returns nil if there is none.
func (all *All) stranding(send *Site) *Site {
	if send.Role != kind.Dispatch || send.Aware || !all.Strands(send) {
		return nil
	}
	var stranded *Site
	for _, m := range send.Messages {
		if site := all.unaware[m]; site != nil && (stranded == nil || stranded.Test && !site.Test) {
			stranded = site
		}
	}
	return stranded
}

// Strands reports whether a dispatch with a context may not find handlers that were
// registered without one, on the bus that is used at site: it keeps two tables, and nothing in
// its source says that the dispatch looks into both.
func (all *All) Strands(site *Site) bool {
	return site.Bus.TwoTables && all.tables(site) != summary.OneTable
}

// tables says how the bus that is used at site keeps its handlers.
func (all *All) tables(site *Site) summary.Tables {
	if pkg := all.packages[site.Bus.Path]; pkg != nil {
		return pkg.Tables
	}
	return summary.UnknownTables
}
