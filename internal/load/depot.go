package load

import (
	"bytes"
	"go/token"
	"go/types"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"sync"

	"golang.org/x/tools/go/gcexportdata"
)

// A Store keeps what packages declare whose files never change: those of a release of Go and
// of the module cache. What it is given has no names of this machine.
type Store interface {
	// Get returns what was put under the key. It reports false if nothing was.
	Get(key Key) ([]byte, bool)
	// Put keeps data under the key.
	Put(key Key, data []byte)
	// Plain reports whether no more counts of a package than what its importers can use.
	Plain(pkg *types.Package) bool
}

// A depot exchanges packages with the store of a graph. If it has a package, it has all that
// this imports: otherwise there would be two of a type.
type depot struct {
	g          *Graph
	store      Store
	keys       *Keys
	known      map[string]*types.Package // what has been read, and what that mentions, by their paths
	changeable map[*node]bool            // whether files change, of the package or of what it imports
	written    map[*node]bool            // what has been put into the store, and whether it has to come from source
}

func newDepot(g *Graph) *depot {
	return &depot{
		g: g, store: g.options.Store, keys: &Keys{g: g, declared: map[*node]*Key{}},
		known: map[string]*types.Package{"unsafe": types.Unsafe}, changeable: map[*node]bool{}, written: map[*node]bool{},
	}
}

// fromSource is what the depot has of a package that has to come from source.
const fromSource = "source"

// border calls f for each package that the depot may have and that one of the nodes imports,
// or a package that comes from source; f reports whether it does so, too.
func (d *depot) border(nodes []*node, f func(*node) bool) {
	visit(nodes, func(n *node) bool { return n.pkg.PkgPath != "unsafe" && (d.changes(n) || f(n)) })
}

// changes reports whether a package can change, or something that it imports.
func (d *depot) changes(n *node) bool {
	return anyBelow(n, d.changeable, func(n *node) bool { return !d.g.isFixed(n) || n.listed.ForTest != "" })
}

// anyBelow reports whether a package is so, or anything that it imports, directly or not, and
// remembers that.
func anyBelow(n *node, memory map[*node]bool, so func(*node) bool) bool {
	if is, ok := memory[n]; ok {
		return is
	}
	memory[n] = so(n)
	for _, dep := range n.imports {
		if anyBelow(dep, memory, so) {
			memory[n] = true
			break
		}
	}
	return memory[n]
}

// key returns what n, which does not change, is kept under.
func (d *depot) key(n *node) (Key, bool) {
	declared, err := d.keys.declaredKey(n)
	h := newHash("exports", d.g.env.GOARCH)
	h.Write(declared[:])
	return Key(h.Sum(nil)), err == nil
}

// read reads what the nodes import. It reports false unless the store knows of all that, and
// has declared nothing then.
func (d *depot) read(nodes []*node) bool {
	data, all := map[*node][]byte{}, true
	d.border(nodes, func(n *node) bool {
		if n.declared != nil || !all {
			return false
		}
		key, ok := d.key(n)
		if ok {
			data[n], ok = d.store.Get(key)
		}
		all = ok
		return string(data[n]) == fromSource
	})
	return all && d.decode(data)
}

func (d *depot) decode(data map[*node][]byte) bool {
	start := d.g.fset.Base()
	for n, text := range data {
		if string(text) == fromSource {
			delete(data, n)
		} else if _, err := gcexportdata.Read(bytes.NewReader(text), d.g.fset, d.known, n.pkg.PkgPath); err != nil {
			return false
		}
	}
	d.g.fset.Iterate(func(f *token.File) bool {
		if f.Base() >= start {
			f.AddLineColumnInfo(0, d.g.env.absolute(f.Name()), 1, 1)
		}
		return true
	})
	for n := range data {
		n.declared = d.known[n.pkg.PkgPath]
		n.declared.SetImports(d.imports(n))
		n.pkg.Types, n.pkg.TypesSizes = n.declared, d.g.env.sizes
		close(n.done)
	}
	return true
}

// imports returns the packages that n imports. What has not been read of them is not there.
func (d *depot) imports(n *node) []*types.Package {
	var pkgs []*types.Package
	for _, as := range slices.Sorted(maps.Keys(n.imports)) {
		dep := n.imports[as]
		path := dep.pkg.PkgPath
		if d.known[path] == nil {
			d.known[path] = types.NewPackage(path, dep.listed.Name)
		}
		pkgs = append(pkgs, d.known[path])
	}
	return pkgs
}

// write puts what the nodes import into the store, after all of it has come from source.
func (d *depot) write(nodes []*node) {
	files := sync.OnceValue(d.files)
	data, failed := map[*node][]byte{}, map[*node]bool{}
	// Data for importers cannot say that a constant of C has no known value: there it would have a wrong one.
	for again := true; again; {
		special := map[*node]bool{}
		var plain []*node
		d.border(nodes, func(n *node) bool {
			if is, ok := d.written[n]; ok {
				return is
			}
			is := anyBelow(n, special, func(n *node) bool { return failed[n] || n.declared == nil || n.showsC() || !d.store.Plain(n.declared) })
			if is {
				data[n] = []byte(fromSource)
			} else if data[n] == nil {
				plain = append(plain, n)
			}
			return is
		})
		again = false
		var mu sync.Mutex
		inParallel(plain, func(n *node) {
			var text bytes.Buffer
			err := gcexportdata.Write(&text, files(), n.declared)
			mu.Lock()
			defer mu.Unlock()
			if data[n] = text.Bytes(); err != nil {
				failed[n], again = true, true // and with it all that imports it
			}
		})
	}
	for n, text := range data {
		d.written[n] = string(text) == fromSource
		if key, ok := d.key(n); ok {
			d.store.Put(key, text)
		}
	}
}

// files returns the files of the graph. Those that do not change have names that are the same
// on all machines.
func (d *depot) files() *token.FileSet {
	files := token.NewFileSet()
	d.g.fset.Iterate(func(f *token.File) bool {
		files.AddFile(d.g.env.relative(f.Name()), f.Base(), f.Size()).SetLines(f.Lines())
		return true
	})
	return files
}

// The roots of what never changes, in names that are the same on all machines.
const (
	goRoot   = "$GOROOT"
	modCache = "$GOMODCACHE"
)

// relative returns the name of a file as it is on all machines, if it is below the roots.
func (env *environment) relative(name string) string {
	for root, short := range map[string]string{env.GOROOT: goRoot, env.GOMODCACHE: modCache} {
		if rest, ok := strings.CutPrefix(name, root+string(filepath.Separator)); ok && root != "" {
			return short + "/" + filepath.ToSlash(rest)
		}
	}
	return name
}

// absolute is the reverse of relative.
func (env *environment) absolute(name string) string {
	root, rest, _ := strings.Cut(name, "/")
	switch root {
	case goRoot:
		return filepath.Join(env.GOROOT, filepath.FromSlash(rest))
	case modCache:
		return filepath.Join(env.GOMODCACHE, filepath.FromSlash(rest))
	}
	return name
}
