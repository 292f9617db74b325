package lint

import (
	"bytes"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"regexp"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/load"
	"github.com/buslint/buslint/internal/module"
	"github.com/buslint/buslint/internal/profile"
	"github.com/buslint/buslint/internal/rules"
)

// quiet returns those of the packages that certainly say nothing about a bus: nothing that may
// be one is called there, and no comment is about the rules. To find that out it reads names
// only, of all that the packages import, and of what looks suspicious then the declarations.
func quiet(g *load.Graph, pkgs []*packages.Package, o Options) []*packages.Package {
	if g.HasDriver() || slices.ContainsFunc(o.Config.Profiles, func(p *profile.Profile) bool { return p.Configured }) ||
		slices.ContainsFunc(rules.Running(o.Config), func(r rules.Rule) bool { return r.Anywhere }) {
		return nil
	}
	known, broken := map[*packages.Package]bool{}, map[*packages.Package]bool{}
	if slices.ContainsFunc(pkgs, func(pkg *packages.Package) bool {
		return anyImport(pkg, known, func(p *packages.Package) bool {
			return profile.MayDescribe(o.Config.Profiles, p.PkgPath, p.Name)
		})
	}) {
		return nil
	}
	s := newSilence(g, o.Config.Profiles)
	var speakers []*speaker
	for _, pkg := range pkgs {
		if !anyImport(pkg, broken, func(p *packages.Package) bool { return len(p.Errors) > 0 }) {
			speakers = append(speakers, &speaker{pkg: pkg})
		}
	}
	load.InParallel(speakers, s.listen)
	speakers = slices.DeleteFunc(speakers, func(sp *speaker) bool { return sp.names == nil })
	s.find(speakers)
	return slices.Collect(func(yield func(*packages.Package) bool) {
		for _, sp := range speakers {
			if !s.maySpeak(sp) && !yield(sp.pkg) {
				return
			}
		}
	})
}

// anyImport reports whether pkg is so, or anything that it imports, directly or not, and
// remembers that.
func anyImport(pkg *packages.Package, memory map[*packages.Package]bool, so func(*packages.Package) bool) bool {
	if is, ok := memory[pkg]; ok {
		return is
	}
	memory[pkg] = so(pkg)
	for _, dep := range pkg.Imports {
		if anyImport(dep, memory, so) {
			memory[pkg] = true
			break
		}
	}
	return memory[pkg]
}

// A silence is what quiet has found out.
type silence struct {
	g        *load.Graph
	desks    sync.Pool
	suspects []*suspect
}

func newSilence(g *load.Graph, profiles []*profile.Profile) *silence {
	s := &silence{g: g}
	s.desks.New = func() any { return &desk{resolver: profile.NewResolver(profiles)} }
	return s
}

// A desk is what one goroutine works with at a time.
type desk struct {
	buf      []byte
	decls    []load.Decl
	resolver *profile.Resolver
}

// A speaker is a package that may say something about a bus.
type speaker struct {
	pkg    *packages.Package
	names  map[string]bool // that it calls, as far as bus functions may be called so; nil if it speaks for certain
	dotted bool            // it may call functions of other packages without the name of the package
}

// A suspect is a package in which there may be a bus.
type suspect struct {
	pkg     *packages.Package // with the most files of those with its path
	text    *profile.Text     // nil if none of its functions is called
	unclear []string          // names of types that are other names of some
	broken  bool              // its files cannot be read

	names []string // of the functions of a bus that there may be

	importers map[*packages.Package]bool
}

// listen finds out which functions that may be those of a bus a package calls.
func (s *silence) listen(sp *speaker) {
	desk := s.desks.Get().(*desk)
	defer s.desks.Put(desk)
	names := map[string]bool{}
	for _, file := range sp.pkg.GoFiles {
		src, err := s.g.Read(desk.buf[:0], file)
		if err != nil || speaks(src) {
			return
		}
		desk.buf = src
		syntax, err := parser.ParseFile(token.NewFileSet(), "", src, parser.SkipObjectResolution)
		if err != nil {
			return // who loads it says what is wrong
		}
		sp.dotted = sp.dotted || slices.ContainsFunc(syntax.Imports, func(spec *ast.ImportSpec) bool {
			return spec.Name != nil && spec.Name.Name == "."
		})
		for name := range load.Selected(src) {
			if !names[string(name)] && desk.resolver.MayKnow(string(name)) {
				names[string(name)] = true
			}
		}
	}
	sp.names = names
}

// speaks reports whether a file has a comment that is about messages, or one of the rules.
func speaks(src []byte) bool {
	if bytes.Contains(src, []byte("bus:")) && directive.Match(src) {
		return true
	}
	if !bytes.Contains(src, []byte("//lint:")) {
		return false
	}
	for _, m := range ignore.FindAllSubmatch(src, -1) {
		for name := range strings.SplitSeq(string(m[1]), ",") {
			if _, ok := rules.Named(name); ok || meant(name) != "" {
				return true
			}
		}
	}
	return false
}

var directive = regexp.MustCompile(`//\s*bus:`)

var ignore = regexp.MustCompile(`//lint:(?:file-)?ignore[ \t]+(\S+)`)

// find looks for suspects in all that the speakers import.
func (s *silence) find(speakers []*speaker) {
	called, own, dotted := map[string]bool{}, map[string]bool{}, false
	byPath := map[string]*suspect{}
	var all []*packages.Package
	for _, sp := range speakers {
		maps.Copy(called, sp.names)
		own[sp.pkg.PkgPath], dotted = true, dotted || sp.dotted
		all = append(all, sp.pkg)
	}
	packages.Visit(all, nil, func(pkg *packages.Package) {
		if old := byPath[pkg.PkgPath]; !module.IsStandard(pkg.PkgPath) && (old == nil || len(old.pkg.GoFiles) < len(pkg.GoFiles)) {
			byPath[pkg.PkgPath] = &suspect{pkg: pkg}
		}
	})
	suspects := slices.Collect(maps.Values(byPath))
	load.InParallel(suspects, func(it *suspect) {
		// Functions can be called without a dot in their own package.
		s.glance(it, called, dotted || own[it.pkg.PkgPath])
	})
	unclear := map[string]bool{}
	var texts []*profile.Text
	for _, it := range suspects {
		texts = append(texts, it.text)
		for _, name := range it.unclear {
			unclear[name] = true
		}
	}
	known := profile.NewTexts(texts, unclear)
	s.suspects = slices.DeleteFunc(suspects, func(it *suspect) bool {
		it.importers = map[*packages.Package]bool{}
		it.names = known.Suspects(it.text)
		return !slices.ContainsFunc(speakers, it.mayBeCalledBy)
	})
	load.InParallel(s.suspects, func(it *suspect) {
		if pkg, err := s.g.Sketch(it.pkg, unclear, profile.NamesUse); err == nil {
			it.names = known.SuspectsIn(pkg, it.text)
		}
	})
}

// glance finds out what a package declares. If it is not called, and none of its functions is,
// only its types matter, which may be parts of others.
func (s *silence) glance(it *suspect, called map[string]bool, isCalled bool) {
	it.text = profile.NewText(it.pkg.PkgPath, it.pkg.Name)
	desk := s.desks.Get().(*desk)
	defer s.desks.Put(desk)
	desk.buf, desk.decls = desk.buf[:0], desk.decls[:0]
	for _, file := range it.pkg.GoFiles {
		before := len(desk.buf)
		src, err := s.g.Read(desk.buf, file)
		if err != nil {
			it.broken = true
			return
		}
		desk.buf = src
		load.Glance(src[before:], func(d load.Decl) {
			isCalled = isCalled || called[string(d.Func)]
			desk.decls = append(desk.decls, d)
		})
	}
	for _, d := range desk.decls {
		name := string(d.Type)
		if d.Func != nil && (isCalled || d.Method) && desk.resolver.MayKnow(string(d.Func)) {
			it.text.Func(name, profile.TextFunc{Name: string(d.Func), Params: string(d.Params), Method: d.Method, Generic: d.Generic})
		}
		if len(d.Parts) > 0 {
			var parts []string
			for _, part := range d.Parts {
				parts = append(parts, string(part))
			}
			it.text.Type(name, d.Generic, parts)
		}
		if d.Alias && (len(d.Parts) != 1 || !bytes.Equal(d.Parts[0], d.Type)) {
			it.unclear = append(it.unclear, name)
		}
	}
}

// mayBeCalledBy reports whether a package may call a function of the suspect.
func (it *suspect) mayBeCalledBy(sp *speaker) bool {
	if len(it.names) == 0 && !it.broken || !anyImport(sp.pkg, it.importers, func(pkg *packages.Package) bool { return pkg.PkgPath == it.pkg.PkgPath }) {
		return false
	}
	return it.broken || sp.dotted || sp.pkg.PkgPath == it.pkg.PkgPath || slices.ContainsFunc(it.names, func(name string) bool { return sp.names[name] })
}

// maySpeak reports whether the package may call a function of one of the suspects.
func (s *silence) maySpeak(sp *speaker) bool {
	return slices.ContainsFunc(s.suspects, func(it *suspect) bool { return it.mayBeCalledBy(sp) })
}
