package busmodel

import (
	"crypto/sha256"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/internal/recognise"
	"github.com/buslint/buslint/internal/syntax"
)

// Sources are the sources of the packages that one looks at, and of those that it imports, as far as they
// can be read. They are no more than bodies say, and so decide nothing that declarations decide. They must
// not be used by several goroutines at once.
type Sources struct {
	pass  *analysis.Pass
	own   recognise.Source // of the package itself
	texts map[*types.Package]*text
	asked map[*types.Package]bool // see Read
}

// A text is what stands in the files of a package, outside of tests.
type text struct {
	names  []string
	files  [][]byte
	source *recognise.Source // once somebody has asked for it
}

func newSources(pass *analysis.Pass) *Sources {
	inTest := func(file *ast.File) bool { return syntax.InTest(pass.Fset, file.FileStart) }
	s := &Sources{pass: pass, texts: map[*types.Package]*text{}, asked: map[*types.Package]bool{}}
	s.own = recognise.Source{Fset: pass.Fset, Files: slices.DeleteFunc(slices.Clone(pass.Files), inTest), Own: s.Proves}
	return s
}

// Read returns the folders of the other packages of the module whose bodies decided something, in order.
func (s *Sources) Read() []string {
	var dirs []string
	for pkg := range s.asked {
		dirs = append(dirs, s.Dir(pkg))
	}
	slices.Sort(dirs)
	return dirs
}

// ask is Source for somebody who decides something by what stands there.
func (s *Sources) ask(pkg *types.Package) recognise.Source {
	if pkg != s.pass.Pkg && s.Proves(pkg) && len(s.of(pkg).names) > 0 {
		s.asked[pkg] = true
	}
	return s.Source(pkg)
}

// Dir returns the folder of a package; "" if that has nothing that can be found.
func (s *Sources) Dir(pkg *types.Package) string {
	names := pkg.Scope().Names()
	if len(names) == 0 {
		return ""
	}
	return filepath.Dir(s.pass.Fset.Position(pkg.Scope().Lookup(names[0]).Pos()).Filename)
}

// Proves reports whether bodies of a package prove something: of one of the module. What others are must not depend
// on who reads them.
func (s *Sources) Proves(pkg *types.Package) bool {
	return pkg == s.pass.Pkg || SameModule(s.pass, pkg)
}

// Sum returns a hash of the files of a package.
func (s *Sources) Sum(pkg *types.Package) [sha256.Size]byte {
	h := sha256.New()
	text := s.of(pkg)
	for i, name := range text.names {
		h.Write([]byte(filepath.Base(name) + "\x00"))
		each := sha256.Sum256(text.files[i])
		h.Write(each[:])
	}
	return [sha256.Size]byte(h.Sum(nil))
}

// Source returns the syntax of a package, parsed anew if it is not the one that is looked at.
func (s *Sources) Source(pkg *types.Package) recognise.Source {
	if pkg == s.pass.Pkg {
		return s.own
	}
	text := s.of(pkg)
	if text.source != nil {
		return *text.source
	}
	text.source = &recognise.Source{Fset: token.NewFileSet(), Own: s.Proves}
	for i, name := range text.names {
		file, err := parser.ParseFile(text.source.Fset, name, text.files[i], parser.ParseComments|parser.SkipObjectResolution)
		if err == nil && file.Name.Name == pkg.Name() {
			text.source.Files = append(text.source.Files, file)
		}
	}
	return *text.source
}

func (s *Sources) of(pkg *types.Package) *text {
	found := s.texts[pkg]
	if found != nil {
		return found
	}
	found = new(text)
	s.texts[pkg] = found
	read := os.ReadFile
	if pkg == s.pass.Pkg {
		for _, file := range s.own.Files {
			found.names = append(found.names, s.pass.Fset.Position(file.FileStart).Filename)
		}
		if s.pass.ReadFile != nil { // nogo has none
			read = s.pass.ReadFile
		}
	} else if dir := s.Dir(pkg); dir != "" {
		found.names = s.filesIn(dir, pkg)
	}
	slices.Sort(found.names)
	for _, name := range found.names {
		data, _ := read(name) // what cannot be read has nothing to say
		found.files = append(found.files, data)
	}
	return found
}

// filesIn returns the files of the package in its folder, outside of tests: those that are for this system, and those
// that declare something in the package for whatever reason.
func (s *Sources) filesIn(dir string, pkg *types.Package) []string {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil
	}
	system := build.Default
	declare := sync.OnceValue(func() map[string]bool { return s.declaring(pkg) })
	var names []string
	for _, entry := range entries {
		if !strings.HasSuffix(entry.Name(), ".go") || strings.HasSuffix(entry.Name(), "_test.go") {
			continue
		}
		name := filepath.Join(dir, entry.Name())
		if match, err := system.MatchFile(dir, entry.Name()); err == nil && match || declare()[name] {
			names = append(names, name)
		}
	}
	return names
}

// declaring returns the files that declare what the package has, by which somebody chose them: build tags, say.
func (s *Sources) declaring(pkg *types.Package) map[string]bool {
	files := map[string]bool{}
	for _, name := range pkg.Scope().Names() {
		obj := pkg.Scope().Lookup(name)
		files[s.pass.Fset.Position(obj.Pos()).Filename] = true
		if named, ok := obj.Type().(*types.Named); ok {
			for m := range named.Methods() {
				files[s.pass.Fset.Position(m.Pos()).Filename] = true
			}
		}
	}
	return files
}
