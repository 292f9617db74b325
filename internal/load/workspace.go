package load

import (
	"context"
	"crypto/sha256"
	"go/parser"
	"go/token"
	"maps"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/packages"
)

// A Workspace keeps packages in memory while their files change, so that only changed
// packages are checked again. It must not be used by several goroutines at once.
type Workspace struct {
	*Graph
	importers  map[*node][]*node
	containing map[string][]*node // the packages that a file belongs to
	outlines   map[string]outline // of files, as they were analyzed last
	replaced   int                // the bytes of files that the file set still knows, though they are others now
	unplaced   map[string]string  // what files that are in no package say of where they belong
}

// tooMuch is how many bytes of files are replaced before the workspace has to be opened
// anew: the places of what is gone take memory as long as it is open.
const tooMuch = 64 << 20

// An outline is what of a file others can see, to be compared: when it is built, and a hash of
// what it declares.
type outline struct {
	constraints string
	declared    Key
}

// Open asks the go command which packages match the patterns, and type-checks none of
// them yet. It returns an error as [Packages] does.
func Open(ctx context.Context, o Options) (*Workspace, error) {
	g, err := List(ctx, o)
	if err != nil {
		return nil, err
	}
	w := &Workspace{
		Graph: g, importers: map[*node][]*node{}, containing: map[string][]*node{},
		outlines: map[string]outline{}, unplaced: map[string]string{},
	}
	for _, n := range g.byID {
		for _, dep := range n.imports {
			w.importers[dep] = append(w.importers[dep], n)
		}
		for _, name := range n.files {
			w.containing[name] = append(w.containing[name], n)
		}
	}
	for name, src := range o.Overlay {
		if w.containing[name] == nil {
			w.unplaced[name] = belongs(src)
		}
	}
	return w, nil
}

// Warm type-checks the packages that files belong to, if that has not been done yet, so
// that Load is quick once they change.
func (w *Workspace) Warm(ctx context.Context, files []string) error {
	var cold []*packages.Package
	for _, file := range files {
		for _, n := range w.containing[file] {
			if n.pkg.TypesInfo == nil && slices.Contains(w.roots, n) && !slices.Contains(cold, n.pkg) {
				cold = append(cold, n.pkg)
			}
		}
	}
	if len(cold) == 0 {
		return nil
	}
	return w.Load(ctx, cold)
}

// Release frees the syntax of all packages, and keeps their declarations.
func (w *Workspace) Release() {
	clear(w.files)
	for _, n := range w.byID {
		n.pkg.Syntax, n.pkg.TypesInfo = nil, nil
		n.pkg.Types = n.declared
	}
}

// Renew frees the syntax of all packages. If declarations came from source because the store
// did not have them, it frees these as well: from the store, where they are now, comes no
// more than counts for their importers, which takes much less memory.
func (w *Workspace) Renew() {
	if w.fresh != nil {
		w.forget()
		w.depot, w.fresh = newDepot(w.Graph), nil
	}
	w.Release()
}

// Change says that files have other contents now: those given, or if nil what is on the
// disk. It returns the packages that have to be checked again. It reports false if that
// is not enough, because files, packages or imports are new or gone, or there have been
// very many changes; the workspace has to be opened anew then.
func (w *Workspace) Change(contents map[string][]byte) (stale []*packages.Package, ok bool) {
	changed, declared := map[*node]bool{}, map[*node]bool{}
	for name, content := range contents {
		nodes := w.containing[name]
		if nodes == nil {
			was, unplaced := w.unplaced[name]
			w.overlay(name, content)
			src, _ := w.read(name)
			if filepath.Ext(name) == ".go" && (!unplaced || belongs(src) != was) {
				return nil, false
			}
			continue
		}
		old, known := w.outlines[name]
		if src, err := w.read(name); !known && content != nil && err == nil {
			old, known = outlineOf(src), true
		}
		w.overlay(name, content)
		src, err := w.read(name)
		if err != nil || !w.resolves(name, src, nodes) {
			return nil, false
		}
		if w.replaced += len(src); w.replaced > tooMuch {
			return nil, false
		}
		now := outlineOf(src)
		if known && now.constraints != old.constraints {
			return nil, false
		}
		w.outlines[name] = now
		delete(w.files, name)
		for _, n := range nodes {
			changed[n] = true
			declared[n] = declared[n] || !known || now != old
		}
	}
	for n, is := range declared {
		if is {
			w.outdate(n, changed)
		}
	}
	for _, n := range w.roots {
		if changed[n] {
			stale = append(stale, n.pkg)
		}
	}
	return stale, true
}

func (w *Workspace) overlay(name string, content []byte) {
	overlay := map[string][]byte{}
	maps.Copy(overlay, w.options.Overlay)
	delete(overlay, name)
	if content != nil {
		overlay[name] = content
	}
	w.options.Overlay = overlay
}

// outdate forgets what n declares, and what all declare that import it, and adds them to
// those that have changed.
func (w *Workspace) outdate(n *node, changed map[*node]bool) {
	if n.declared == nil && changed[n] {
		return
	}
	changed[n] = true
	if n.declared != nil {
		n.declared, n.done = nil, make(chan struct{})
	}
	for _, importer := range w.importers[n] {
		w.outdate(importer, changed)
	}
}

// resolves reports whether what the file imports is known for each of the packages that it
// belongs to, and that it still belongs to them. What another package of the same module
// imports is known.
func (w *Workspace) resolves(name string, src []byte, nodes []*node) bool {
	file, err := parser.ParseFile(token.NewFileSet(), name, src, parser.ImportsOnly|parser.SkipObjectResolution)
	for _, n := range nodes {
		if err == nil && (file.Name.Name != n.pkg.Name || blamedByGo(n)) {
			return false
		}
		for _, spec := range file.Imports {
			path, err := strconv.Unquote(spec.Path.Value)
			if err != nil || path == "unsafe" || path == "C" || n.imports[path] != nil {
				continue
			}
			dep := w.imported(n, path)
			if dep == nil || dep == n || reaches(dep, n) {
				return false
			}
			n.imports[path], n.pkg.Imports[path] = dep, dep.pkg
			w.importers[dep] = append(w.importers[dep], n)
		}
	}
	return true
}

// blamedByGo reports whether the go command found an error in the package. Only it can tell
// that there is none any more.
func blamedByGo(n *node) bool {
	return slices.ContainsFunc(n.pkg.Errors, func(err packages.Error) bool { return err.Kind == packages.ListError })
}

// imported returns the package that an import of path means for another package of the
// module of n, or nil if there is none.
func (w *Workspace) imported(n *node, path string) *node {
	for _, other := range w.roots {
		dep, of, own := other.imports[path], other.pkg.Module, n.pkg.Module
		if dep != nil && dep.pkg.ForTest == "" && of != nil && own != nil && of.Path == own.Path {
			return dep
		}
	}
	return nil
}

// reaches reports whether from imports to, itself or through others.
func reaches(from, to *node) bool {
	found := false
	visit([]*node{from}, func(n *node) bool {
		found = found || n == to
		return !found
	})
	return found
}

// belongs returns what a file says of the package that it belongs to: its name, and the
// comments before it, which may say when it is built.
func belongs(src []byte) string {
	file, _ := parser.ParseFile(token.NewFileSet(), "", src, parser.PackageClauseOnly)
	if file.Name.Name == "" || file.Name.Name == "_" {
		return ""
	}
	return string(src[:file.Name.End()-file.FileStart])
}

func outlineOf(src []byte) outline {
	o := outline{declared: sha256.Sum256(declarations(src))}
	for line := range strings.Lines(belongs(src)) {
		if strings.HasPrefix(line, "//go:build") || strings.HasPrefix(line, "// +build") {
			o.constraints += line
		}
	}
	return o
}
