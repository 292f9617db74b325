package lint

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"go/types"
	"maps"
	"path/filepath"
	"reflect"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/cache"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/load"
	"github.com/buslint/buslint/internal/profile"
	"github.com/buslint/buslint/internal/recognise"
	"github.com/buslint/buslint/internal/summary"
)

// A Memory keeps what packages say from one run to the next, in the cache of its options.
type Memory struct {
	o    Options
	keys *load.Keys // nil without a cache
	pkgs map[string]*packages.Package
	made map[*packages.Package]cache.Key // what those that can be kept are kept under
}

// Remember returns the memory of what linting with the options came to, where keys makes
// the keys of the packages as they are now.
func Remember(o Options, keys func() *load.Keys) *Memory {
	m := &Memory{o: o, pkgs: map[string]*packages.Package{}, made: map[*packages.Package]cache.Key{}}
	if o.Cache != nil {
		m.keys = keys()
	}
	return m
}

// Recall returns the summaries that are in the cache, and the packages that are not.
func (m *Memory) Recall(pkgs []*packages.Package) (found []*summary.Package, unknown []*packages.Package) {
	for _, pkg := range pkgs {
		m.pkgs[pkg.ID] = pkg
		if key, ok := m.makeKey(pkg); ok {
			m.made[pkg] = key
		}
		if s := m.get(pkg); s != nil {
			found = append(found, s)
		} else {
			unknown = append(unknown, pkg)
		}
	}
	return found, unknown
}

// Keep stores in the cache what Recall did not find there.
func (m *Memory) Keep(fresh []*summary.Package) {
	for _, s := range fresh {
		m.put(m.pkgs[s.ID], s)
	}
}

// makeKey makes the key of a package. It reports false for one that is in no module: its files
// have no names on other machines.
func (m *Memory) makeKey(pkg *packages.Package) (key cache.Key, ok bool) {
	if m.keys == nil || pkg.Module == nil || pkg.Module.Dir == "" {
		return key, false
	}
	contents, ok := m.keys.Of(pkg)
	program, err := cache.Program()
	if !ok || err != nil {
		return key, false
	}
	h := sha256.New()
	h.Write(program[:])
	h.Write(contents[:])
	for _, rule := range m.o.Rules {
		h.Write([]byte(rule.Name + "\x00"))
	}
	fmt.Fprintf(h, "%s\x00%t\x00", m.o.Config, m.o.Config.Proposals != nil)
	if base := m.o.Config.Base(); base != "" {
		rel, err := filepath.Rel(base, pkg.Dir)
		if err != nil {
			return key, false
		}
		h.Write([]byte(filepath.ToSlash(rel)))
	}
	return cache.Key(h.Sum(nil)), true
}

// An aside says what stood in files of other packages that a summary has places in, and in the packages of which
// it read the bodies. Their key need not say so: what importers see of them may be the same.
type aside map[string]string // sums, by the names of the files and folders below the root of the module

// get returns what the cache knows of a package, or nil. What is damaged it does not know.
func (m *Memory) get(pkg *packages.Package) *summary.Package {
	key, ok := m.made[pkg]
	if !ok {
		return nil
	}
	data, ok := m.o.Cache.Get(key)
	if !ok {
		return nil
	}
	head, body, ok := bytes.Cut(data, []byte("\n"))
	var others aside
	if !ok || json.Unmarshal(head, &others) != nil {
		return nil
	}
	for name, sum := range others {
		if m.sum(filepath.Join(pkg.Module.Dir, filepath.FromSlash(name))) != sum {
			return nil
		}
	}
	all, err := summary.Decode(body, func(string) string { return pkg.Module.Dir })
	if err != nil || len(all) != 1 || all[0].ID != pkg.ID {
		return nil
	}
	return all[0]
}

func (m *Memory) put(pkg *packages.Package, s *summary.Package) {
	key, ok := m.made[pkg]
	if !ok {
		return
	}
	others := aside{}
	names := placesOf(s)
	maps.DeleteFunc(names, func(name string, _ bool) bool { return filepath.Dir(name) == pkg.Dir })
	for _, read := range s.Read {
		names[read.Dir] = true
	}
	for name := range names {
		rel, err := filepath.Rel(pkg.Module.Dir, name)
		sum := m.sum(name)
		if err != nil || !filepath.IsLocal(rel) || sum == "" {
			return
		}
		others[filepath.ToSlash(rel)] = sum
	}
	head, err := json.Marshal(others)
	if err != nil {
		return
	}
	m.o.Cache.Put(key, append(append(head, '\n'), summary.Encode([]*summary.Package{s})...))
}

// sum returns a hash of the contents of a file or folder, or "" if that is not known.
func (m *Memory) sum(name string) string {
	key, ok := m.keys.File(name)
	if !ok {
		key, ok = m.keys.Folder(name)
	}
	if !ok {
		return ""
	}
	return hex.EncodeToString(key[:])
}

// placesOf returns the files in which a summary has places.
func placesOf(s *summary.Package) map[string]bool {
	files := map[string]bool{}
	var visit func(v reflect.Value)
	visit = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Pointer:
			if !v.IsNil() {
				visit(v.Elem())
			}
		case reflect.Slice:
			for i := range v.Len() {
				visit(v.Index(i))
			}
		case reflect.Struct:
			for i := range v.NumField() {
				name := v.Type().Field(i).Name
				if v.Field(i).Kind() == reflect.String && (name == "Filename" || name == "File") {
					files[v.Field(i).String()] = true
				}
				visit(v.Field(i))
			}
		}
	}
	visit(reflect.ValueOf(s))
	delete(files, "")
	return files
}

// declarations keep what dependencies declare in the cache.
type declarations struct {
	cache    *cache.Cache
	profiles []*profile.Profile
	decider  []byte // what decides beside the packages: the program, and the buses that are known
}

// Declarations returns what keeps declarations in the cache, or nil if there is none.
func Declarations(c *cache.Cache, conf *config.Config) load.Store {
	program, err := cache.Program()
	buses, jsonErr := json.Marshal(conf.Profiles) //nolint:musttag // nobody reads it, it is only compared
	if c == nil || cmp.Or(err, jsonErr) != nil {
		return nil
	}
	return &declarations{c, conf.Profiles, append(program[:], buses...)}
}

func (d *declarations) key(key load.Key) cache.Key {
	return sha256.Sum256(append(key[:], d.decider...))
}

func (d *declarations) Get(key load.Key) ([]byte, bool) { return d.cache.Get(d.key(key)) }

func (d *declarations) Put(key load.Key, data []byte) { d.cache.Put(d.key(key), data) }

// Plain reports whether a package is not a bus, and does not look like one: of these what
// nobody can use counts as well.
func (d *declarations) Plain(pkg *types.Package) bool {
	found := recognise.Recognise(pkg)
	return recognise.Of(d.profiles, pkg) == nil && found.Sure == nil && found.Likely == nil
}
