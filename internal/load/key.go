package load

import (
	"cmp"
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"go/types"
	"hash"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// An environment is what the go command says of itself.
type environment struct {
	sizes types.Sizes

	GOARCH     string `json:"GOARCH"`
	GOVERSION  string `json:"GOVERSION"`
	GOMODCACHE string `json:"GOMODCACHE"`
	GOROOT     string `json:"GOROOT"`
}

func readEnvironment(ctx context.Context, dir string) (environment, error) {
	var env environment
	_, err := runGo(ctx, dir, func(out io.Reader) error {
		return json.NewDecoder(out).Decode(&env)
	}, "env", "-json", "GOARCH", "GOVERSION", "GOMODCACHE", "GOROOT")
	if err != nil {
		return env, err
	}
	if env.sizes = types.SizesFor("gc", env.GOARCH); env.sizes == nil {
		return env, fmt.Errorf("nothing is known of the sizes of types on %s", env.GOARCH)
	}
	return env, nil
}

// A Key identifies everything that decides what a package means and what is found in it:
// what stands in its files and beside them, and what is declared in the packages that it
// imports, themselves or through others. Keys are the same on all machines and in all
// checkouts.
type Key [sha256.Size]byte

// Keys are the keys of packages.
type Keys struct {
	g        *Graph
	folders  map[string]*folder
	declared map[*node]*Key // what importers see of a package
}

// Keys reads the files of all packages of the graph that may change, to make keys of them.
func (g *Graph) Keys() *Keys {
	k := &Keys{g: g, folders: map[string]*folder{}, declared: map[*node]*Key{}}
	k.read()
	return k
}

// Of returns the key of a package to lint. It reports false if there is none: the package
// has errors, or more than files decides about it.
func (k *Keys) Of(pkg *packages.Package) (Key, bool) {
	n := k.g.byPkg[pkg]
	if len(pkg.Errors) > 0 || n.ranCgo {
		return Key{}, false
	}
	key, err := k.key(n)
	return key, err == nil
}

// File returns a hash of the contents of a Go file that belongs to a package of the graph
// and may change. It reports false if name is none.
func (k *Keys) File(name string) (Key, bool) {
	d, err := k.digest(name)
	return d.whole, err == nil
}

// Folder returns a hash of the contents of the Go files in a folder of a package of the graph that may change. It
// reports false if dir is none.
func (k *Keys) Folder(dir string) (Key, bool) {
	f := k.folders[dir]
	if f == nil || f.err != nil {
		return Key{}, false
	}
	h := newHash("folder")
	for _, name := range slices.Sorted(maps.Keys(f.files)) {
		whole := f.files[name].whole
		h.Write([]byte(name + "\x00"))
		h.Write(whole[:])
	}
	return Key(h.Sum(nil)), true
}

// A folder is the Go files of one folder, by their names.
type folder struct {
	files map[string]digest
	err   error
}

// A digest is what is to be known of a file.
type digest struct{ whole, declared Key }

func digestOf(text []byte) digest {
	return digest{sha256.Sum256(text), sha256.Sum256(declarations(text))}
}

// read reads the folders of all packages that may change, as many as there are processors at
// a time.
func (k *Keys) read() {
	var paths []string
	add := func(n *node) {
		if dir := n.listed.Dir; k.folders[dir] == nil {
			k.folders[dir] = &folder{files: map[string]digest{}}
			paths = append(paths, dir)
		}
	}
	for _, n := range k.g.roots {
		add(n) // Go itself can be worked on
	}
	visit(k.g.roots, func(n *node) bool {
		if !k.g.isFixed(n) {
			add(n)
		}
		return true
	})
	inParallel(paths, func(dir string) {
		f := k.folders[dir]
		f.err = f.read(dir, k.g.options)
	})
}

func (f *folder) read(dir string, o Options) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return err
	}
	for _, entry := range entries {
		name := filepath.Join(dir, entry.Name())
		if filepath.Ext(name) != ".go" || o.Overlay[name] != nil {
			continue
		}
		text, err := os.ReadFile(name)
		if err != nil {
			return err
		}
		o.Sources.note(name, text)
		f.files[entry.Name()] = digestOf(text)
	}
	for name, text := range o.Overlay {
		if filepath.Dir(name) == dir && filepath.Ext(name) == ".go" {
			f.files[filepath.Base(name)] = digestOf(text)
		}
	}
	return nil
}

// isFixed reports whether the files of a package never change: they are part of a release of
// Go, or of a version of a module.
func (g *Graph) isFixed(n *node) bool {
	return n.listed.Standard || g.inModuleCache(n)
}

func (g *Graph) inModuleCache(n *node) bool {
	return g.env.GOMODCACHE != "" && strings.HasPrefix(n.listed.Dir, g.env.GOMODCACHE+string(filepath.Separator))
}

// key returns the key of a package to lint.
func (k *Keys) key(n *node) (Key, error) {
	h := newHash("package", k.g.env.GOARCH)
	k.describe(h, n)
	if err := k.writeFolder(h, n); err != nil {
		return Key{}, err
	}
	return k.withImports(h, n)
}

// declaredKey returns what importers see of a package, and of what it imports.
func (k *Keys) declaredKey(n *node) (Key, error) {
	if key := k.declared[n]; key != nil {
		return *key, nil
	}
	key := new(Key)
	k.declared[n] = key // for circles
	var err error
	defer func() {
		if err != nil {
			delete(k.declared, n)
		}
	}()
	h := newHash("declared")
	k.describe(h, n)
	if k.g.isFixed(n) {
		writeNames(h, n)
	} else {
		for _, name := range n.files {
			var d digest
			if d, err = k.digest(name); err != nil {
				return Key{}, err
			}
			h.Write(d.declared[:])
		}
	}
	*key, err = k.withImports(h, n)
	return *key, err
}

// describe writes what is known of a package without its files.
func (k *Keys) describe(h hash.Hash, n *node) {
	l := n.listed
	write(h, l.ImportPath, l.Name)
	if mod := l.Module; mod != nil {
		write(h, mod.Path, mod.GoVersion, fmt.Sprint(mod.Main))
	}
	switch {
	case l.Standard:
		write(h, k.g.env.GOVERSION)
	case k.g.inModuleCache(n):
		write(h, below(k.g.env.GOMODCACHE, l.Dir)) // has the version
	case l.Module != nil:
		write(h, below(l.Module.Dir, l.Dir))
	}
}

// below returns the name of dir below root, or "" if it is not known.
func below(root, dir string) string {
	rel, err := filepath.Rel(root, dir)
	if root == "" || err != nil {
		return ""
	}
	return filepath.ToSlash(rel)
}

// writeNames writes the names of the files that a package has: of those of a release, they
// are chosen by the platform and by build tags.
func writeNames(h hash.Hash, n *node) {
	for _, name := range n.files {
		write(h, filepath.Base(name))
	}
}

// writeFolder writes what stands in the files of a package, and in those beside it, which
// may mention what the package declares.
func (k *Keys) writeFolder(h hash.Hash, n *node) error {
	folder := k.folders[n.listed.Dir]
	if folder.err != nil {
		return folder.err
	}
	for _, name := range n.files {
		d, err := k.digest(name)
		if err != nil {
			return err
		}
		write(h, filepath.Base(name))
		h.Write(d.whole[:])
	}
	write(h, "beside")
	for _, name := range slices.Sorted(maps.Keys(folder.files)) {
		if slices.Contains(n.files, filepath.Join(n.listed.Dir, name)) ||
			strings.HasSuffix(n.listed.Name, "_test") && !strings.HasSuffix(name, "_test.go") {
			continue // nobody can import a test
		}
		d := folder.files[name]
		write(h, name)
		h.Write(d.whole[:])
	}
	return nil
}

func (k *Keys) digest(name string) (digest, error) {
	folder := k.folders[filepath.Dir(name)]
	if folder == nil {
		return digest{}, fmt.Errorf("%s is in the folder of no package", name)
	}
	d, ok := folder.files[filepath.Base(name)]
	if !ok {
		return digest{}, cmp.Or(folder.err, fmt.Errorf("%s is not there", name))
	}
	return d, nil
}

// withImports returns the sum of what has been written, and of what the package imports.
func (k *Keys) withImports(h hash.Hash, n *node) (Key, error) {
	for _, path := range slices.Sorted(maps.Keys(n.imports)) {
		key, err := k.declaredKey(n.imports[path])
		if err != nil {
			return Key{}, err
		}
		write(h, path)
		h.Write(key[:])
	}
	return Key(h.Sum(nil)), nil
}

func newHash(texts ...string) hash.Hash {
	h := sha256.New()
	write(h, texts...)
	return h
}

// write writes texts so that it is told where each ends.
func write(h hash.Hash, texts ...string) {
	for _, text := range texts {
		h.Write([]byte(text))
		h.Write([]byte{0})
	}
}
