package lint

import (
	"bytes"
	"cmp"
	"context"
	"go/ast"
	"go/parser"
	"go/token"
	"maps"
	"path"
	"regexp"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"sync"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/load"
	"github.com/buslint/buslint/internal/module"
	"github.com/buslint/buslint/internal/profile"
	"github.com/buslint/buslint/internal/rules"
)

// silent returns those of the packages that certainly say nothing about a bus: nothing that may
// be one is called there, and no comment is about the rules. To find that out it reads names
// only, of all that the packages import.
func (s *silence) silent(g *load.Graph, pkgs []*packages.Package) []*packages.Package {
	known, broken := map[*packages.Package]bool{}, map[*packages.Package]bool{}
	if !s.possible() || g.HasDriver() || slices.ContainsFunc(pkgs, func(pkg *packages.Package) bool {
		return anyImport(pkg, known, func(p *packages.Package) bool { return s.isKnown(p.PkgPath, p.Name) })
	}) {
		return nil
	}
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

// possible reports whether there may be silent packages: not where there is more to find than
// what calls of buses say, or than declarations show.
func (s *silence) possible() bool {
	return !slices.ContainsFunc(s.o.Config.Profiles, func(p *profile.Profile) bool { return p.Configured }) &&
		!slices.ContainsFunc(rules.Running(s.o.Config), func(r rules.Rule) bool { return r.Anywhere })
}

// isKnown reports whether a package with that path and name may be a bus that is known.
func (s *silence) isKnown(pkgPath, name string) bool {
	return profile.MayDescribe(s.o.Config.Profiles, pkgPath, name)
}

// anyImport reports whether pkg is so, or anything that it imports, directly or not, and
// remembers that.
func anyImport(pkg *packages.Package, memory map[*packages.Package]bool, so func(*packages.Package) bool) bool {
	return load.AnyBelow(pkg, func(p *packages.Package) map[string]*packages.Package { return p.Imports }, memory, so)
}

// A silence is what is found out about packages that say nothing.
type silence struct {
	o        Options
	desks    sync.Pool
	suspects []*suspect

	before    []byte // the keys of packages that were silent the last time
	wasLinted bool   // there is a last time

	mu    sync.Mutex
	files map[string]*heard
}

func newSilence(o Options) *silence {
	s := &silence{o: o, files: map[string]*heard{}}
	s.desks.New = func() any { return &desk{resolver: profile.NewResolver(nil, nil, nil)} }
	if o.FindingsOnly {
		s.before, s.wasLinted = silences(o)
	}
	return s
}

// A desk is what one goroutine works with at a time.
type desk struct {
	buf      []byte
	resolver *profile.Resolver // knows no bus: where one is known, no package is silent
}

// A speaker is a package that may say something about a bus.
type speaker struct {
	pkg     *packages.Package
	names   map[string]bool // that it calls, as far as bus functions may be called so; nil if it speaks for certain
	imports map[string]bool // the paths of packages
	dotted  map[string]bool // those of which it may call functions without their names
}

// A suspect is a package in which there may be a bus.
type suspect struct {
	pkg    *packages.Package // with the most files of those with its path
	text   *profile.Text
	broken bool     // its files cannot be read
	names  []string // of the functions of a bus that there may be

	importers map[*packages.Package]bool
	callers   map[*speaker]bool // which may call it by an interface, whether they know it or not
	faces     []*face           // the packages of the interfaces that it may become
}

// A face is a package of the module with an interface by whose method functions of suspects may be called.
type face struct {
	pkgPath string
	method  profile.Form
	callers []*speaker                 // that may call it
	known   map[*packages.Package]bool // whether packages are or import it, directly or not
}

func (f *face) knownTo(pkg *packages.Package) bool {
	return anyImport(pkg, f.known, func(pkg *packages.Package) bool { return pkg.PkgPath == f.pkgPath })
}

// A heard file is what one says.
type heard struct {
	once    sync.Once
	src     []byte
	imports []*ast.ImportSpec
	names   []string // that it calls, as far as bus functions may be called so
	speaks  bool     // about buses for certain; or nobody can tell
}

// listen finds out which functions that may be those of a bus a package calls.
func (s *silence) listen(sp *speaker) {
	names := map[string]bool{}
	sp.imports, sp.dotted = map[string]bool{}, map[string]bool{}
	for _, dep := range sp.pkg.Imports {
		sp.imports[dep.PkgPath] = true
	}
	for _, name := range sp.pkg.GoFiles {
		file := s.hear(name)
		if file.speaks {
			return
		}
		for _, name := range file.names {
			names[name] = true
		}
		for _, spec := range file.imports {
			if dep := sp.pkg.Imports[pathOf(spec)]; dep != nil && spec.Name != nil && spec.Name.Name == "." {
				sp.dotted[dep.PkgPath] = true
			}
		}
	}
	sp.names = names
}

// hear returns what a file says, which it reads once.
func (s *silence) hear(name string) *heard {
	s.mu.Lock()
	file := s.files[name]
	if file == nil {
		file = new(heard)
		s.files[name] = file
	}
	s.mu.Unlock()
	file.once.Do(func() {
		desk := s.desks.Get().(*desk)
		defer s.desks.Put(desk)
		var err error
		if desk.buf, err = s.o.Load.Read(desk.buf[:0], name); err == nil && s.o.Load.Digests != nil {
			s.o.Load.Digests.Note(name, desk.buf)
		}
		if err != nil || speaks(desk.buf) {
			file.speaks = true
			return
		}
		src := bytes.Clone(desk.buf)
		syntax, err := parser.ParseFile(token.NewFileSet(), "", src, parser.SkipObjectResolution)
		if err != nil {
			file.speaks = true // who loads it says what is wrong
			return
		}
		file.src, file.imports = src, syntax.Imports
		for name := range load.Selected(src) {
			if desk.resolver.MayKnow(string(name)) {
				file.names = append(file.names, string(name))
			}
		}
	})
	return file
}

// listenAhead hears the files that the packages of a new tree probably have, on some of the
// processors, until stop is called, or until a file shows that a bus is known.
func (s *silence) listenAhead(ctx context.Context) (stop func()) {
	if !s.o.FindingsOnly || s.wasLinted || !s.possible() {
		return func() {}
	}
	ctx, cancel := context.WithCancel(ctx)
	names := make(chan string)
	var working sync.WaitGroup
	working.Go(func() {
		defer close(names)
		for name := range s.o.Load.Ahead(ctx) {
			select {
			case names <- name:
			case <-ctx.Done():
				return
			}
		}
	})
	for range max(1, runtime.GOMAXPROCS(0)/2) {
		working.Go(func() {
			for name := range names {
				if slices.ContainsFunc(s.hear(name).imports, func(spec *ast.ImportSpec) bool {
					return s.isKnown(pathOf(spec), path.Base(pathOf(spec)))
				}) {
					cancel()
				}
			}
		})
	}
	return func() {
		cancel()
		working.Wait()
	}
}

// pathOf returns the path of what is imported, "" if there is none.
func pathOf(spec *ast.ImportSpec) string {
	path, _ := strconv.Unquote(spec.Path.Value)
	return path
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
	called, bare := map[string]bool{}, map[string]bool{} // bare are packages whose functions are called without a dot
	byPath := map[string]*suspect{}
	var all []*packages.Package
	for _, sp := range speakers {
		maps.Copy(called, sp.names)
		maps.Copy(bare, sp.dotted)
		bare[sp.pkg.PkgPath] = true
		all = append(all, sp.pkg)
	}
	packages.Visit(all, nil, func(pkg *packages.Package) {
		if old := byPath[pkg.PkgPath]; !module.IsStandard(pkg.PkgPath) && (old == nil || len(old.pkg.GoFiles) < len(pkg.GoFiles)) {
			byPath[pkg.PkgPath] = &suspect{pkg: pkg}
		}
	})
	suspects := slices.SortedFunc(maps.Values(byPath), func(a, b *suspect) int { // the largest first, so that none is waited for
		return cmp.Compare(len(b.pkg.GoFiles), len(a.pkg.GoFiles))
	})
	load.InParallel(suspects, s.glance)
	var written []*profile.Text
	for _, it := range suspects {
		written = append(written, it.text)
	}
	texts := profile.NewTexts(written, func(file string) ([]byte, error) { return s.read(new(desk), file) })
	load.InParallel(suspects, func(it *suspect) {
		it.names = texts.Suspects(it.text, func(name string) bool { return called[name] || bare[it.pkg.PkgPath] })
		slices.Sort(it.names)
		it.names = slices.Compact(it.names)
	})
	s.suspects = slices.DeleteFunc(slices.Clone(suspects), func(it *suspect) bool { return len(it.names) == 0 && !it.broken })
	faces := facesOf(texts, s.suspects, suspects, speakers)
	for _, it := range s.suspects {
		it.importers, it.callers = map[*packages.Package]bool{}, map[*speaker]bool{}
		it.noteFaces(texts, speakers, faces)
	}
}

// facesOf returns the packages of the module with interfaces by whose methods speakers may call functions of the suspects,
// by the names of these.
func facesOf(texts *profile.Texts, suspects, all []*suspect, speakers []*speaker) map[string][]*face {
	names := map[string]bool{}
	for _, it := range suspects {
		for _, name := range it.names {
			names[name] = true
		}
	}
	faces := map[string][]*face{}
	for _, it := range all {
		if mod := it.pkg.Module; mod == nil || !mod.Main {
			continue
		}
		known := map[*packages.Package]bool{}
		for _, form := range texts.Forms(it.text, true, func(name string) bool { return names[name] }) {
			f := &face{pkgPath: it.pkg.PkgPath, method: form, known: known}
			for _, sp := range speakers {
				if sp.names[form.Name] && (sp.imports[f.pkgPath] || sp.pkg.PkgPath == f.pkgPath) {
					f.callers = append(f.callers, sp)
				}
			}
			if f.callers != nil {
				faces[form.Name] = append(faces[form.Name], f)
			}
		}
	}
	return faces
}

// glance notes what a package declares that may matter.
func (s *silence) glance(it *suspect) {
	desk := s.desks.Get().(*desk)
	defer s.desks.Put(desk)
	var files []*profile.TextFile
	for _, name := range it.pkg.GoFiles {
		src, err := s.read(desk, name)
		if err != nil {
			it.broken = true
			break
		}
		file := profile.NewTextFile(name)
		load.Glance(src, desk.mayMatter, func(d load.Decl) { note(file, d) })
		files = append(files, file)
	}
	it.text = profile.NewText(it.pkg.PkgPath, it.pkg.Name, files, func(path string) (name, pkgPath string) {
		if dep := it.pkg.Imports[path]; dep != nil {
			return dep.Name, dep.PkgPath
		}
		return "", ""
	})
}

// mayMatter reports whether a function or method with that name may be one of a bus, or a method
// of an interface one that is called with messages.
func (d *desk) mayMatter(name []byte, method bool) bool {
	return d.resolver.MayKnow(string(name)) || method && profile.MayHandle(string(name))
}

// note notes a declaration that stands in a file.
func note(file *profile.TextFile, d load.Decl) {
	switch {
	case d.Path != nil:
		file.Import(string(d.Name), string(d.Path))
	case d.Func == nil:
		typ := profile.TextType{
			Word: string(d.Word), From: d.From, To: d.To,
			Methods: d.Methods, Generic: string(d.Generic), Alias: d.Alias, Signature: string(d.Signature),
		}
		for _, part := range d.Parts {
			if typ.Word != "struct" || !token.IsExported(string(part)) { // of a struct others do not matter
				typ.Parts = append(typ.Parts, string(part))
			}
		}
		file.Type(string(d.Type), typ)
	default:
		file.Func(string(d.Type), profile.TextFunc{Name: string(d.Func), Signature: string(d.Signature), Method: d.Method, Generic: string(d.Generic)})
	}
}

// read returns the contents of a file, which are the desk's unless it has been heard.
func (s *silence) read(desk *desk, name string) ([]byte, error) {
	if file := s.files[name]; file != nil && file.src != nil {
		return file.src, nil
	}
	src, err := s.o.Load.Read(desk.buf[:0], name)
	if err == nil {
		desk.buf = src
	}
	return src, err
}

// mayBeCalledBy reports whether a package may call a function of the suspect.
func (it *suspect) mayBeCalledBy(sp *speaker) bool {
	return (it.broken || sp.dotted[it.pkg.PkgPath] || sp.pkg.PkgPath == it.pkg.PkgPath || slices.ContainsFunc(it.names, func(name string) bool { return sp.names[name] })) && it.isLinkedBy(sp)
}

// isLinkedBy reports whether a package is or imports the suspect, directly or not.
func (it *suspect) isLinkedBy(sp *speaker) bool {
	return anyImport(sp.pkg, it.importers, func(pkg *packages.Package) bool { return pkg.PkgPath == it.pkg.PkgPath })
}

// noteFaces notes by which interfaces the speakers may call a function of the suspect, which need not know that: of
// their own package, or one that they import. Some package has to know both. Who calls it by its own interfaces knows it.
func (it *suspect) noteFaces(texts *profile.Texts, speakers []*speaker, faces map[string][]*face) {
	if !slices.ContainsFunc(it.names, func(name string) bool { return faces[name] != nil }) {
		return
	}
	linking := slices.DeleteFunc(slices.Clone(speakers), func(sp *speaker) bool { return !it.isLinkedBy(sp) })
	for _, form := range texts.Forms(it.text, false, func(name string) bool { return faces[name] != nil && slices.Contains(it.names, name) }) {
		for _, f := range faces[form.Name] {
			if f.pkgPath != it.pkg.PkgPath && form.Matches(f.method) && !slices.Contains(it.faces, f) &&
				slices.ContainsFunc(linking, func(sp *speaker) bool { return f.knownTo(sp.pkg) }) {
				it.faces = append(it.faces, f)
				for _, sp := range f.callers {
					it.callers[sp] = true
				}
			}
		}
	}
}

// mayBeMeantBy reports whether a package may let the suspect become one of the interfaces by which others call it.
func (it *suspect) mayBeMeantBy(sp *speaker) bool {
	return sp.imports[it.pkg.PkgPath] && slices.ContainsFunc(it.faces, func(f *face) bool { return f.knownTo(sp.pkg) })
}

// maySpeak reports whether the package may call a function of one of the suspects, or say that it is meant where
// another package calls it by an interface.
func (s *silence) maySpeak(sp *speaker) bool {
	return slices.ContainsFunc(s.suspects, func(it *suspect) bool {
		return it.mayBeCalledBy(sp) || it.callers[sp] || it.mayBeMeantBy(sp)
	})
}
