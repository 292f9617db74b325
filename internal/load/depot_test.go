package load

import (
	"bytes"
	"go/types"
	"maps"
	"testing"

	"golang.org/x/tools/go/packages"
)

// A memory is a store that counts what it is asked for and does not have.
type memory struct {
	data    map[Key][]byte
	missing int
	special string // the path of a package that is not plain
}

func (m *memory) Get(key Key) ([]byte, bool) {
	data, ok := m.data[key]
	if !ok {
		m.missing++
	}
	return data, ok
}

func (m *memory) Put(key Key, data []byte) { m.data[key] = data }

func (m *memory) Plain(pkg *types.Package) bool { return pkg.Path() != m.special }

const stored = `
-- go.mod --
module example.com/m
go 1.24
-- p/p.go --
package p
import ("example.com/m/q"; "net/http"; "text/template")
var _ http.Handler = q.H{}
var T = template.New(q.Name).Funcs(q.Funcs)
-- p/p_test.go --
package p
import ("net/http/httptest"; "testing")
func Test(t *testing.T) { httptest.NewServer(nil).Config.Handler = nil }
-- q/q.go --
package q
import ("net/http"; "net/url"; "text/template")
const Name = http.MethodGet
type H struct{}
func (H) ServeHTTP(w http.ResponseWriter, r *http.Request) { var u *url.URL = r.URL; _ = u }
var Funcs = template.FuncMap{}
`

// TestStore shows that what comes from the store means what it does when it comes from
// source, with a package that has to, and where the store has lost something.
func TestStore(t *testing.T) {
	o := Options{Dir: unpack(t, stored), Patterns: []string{"./..."}, Tests: true}
	want, err := Packages(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	for name, special := range map[string]string{"all": "", "a special package": "net/url"} {
		t.Run(name, func(t *testing.T) {
			m := &memory{data: map[Key][]byte{}, special: special}
			o := o
			o.Store = m
			load := func(step string, missing bool) *Graph {
				m.missing = 0
				g, err := List(t.Context(), o)
				if err != nil {
					t.Fatal(err)
				}
				if err := g.Load(t.Context(), g.Packages()); err != nil {
					t.Fatal(err)
				}
				compare(t, g.Packages(), want)
				if missing != (m.missing > 0) {
					t.Errorf("%s: %d were missing", step, m.missing)
				}
				return g
			}
			load("empty", true)
			g := load("full", false)
			for path, fromSource := range map[string]bool{"net/http": special != "", "text/template": special != "", "net/url": special != "", "testing": false} {
				if (g.byID[path].declared != g.depot.known[path]) != fromSource {
					t.Errorf("%s comes from source: %t", path, !fromSource)
				}
			}
			for key := range maps.Clone(m.data) {
				delete(m.data, key)
				load("without an entry", true)
				m.data[key] = []byte("damaged")
				load("damaged", false)
				break
			}
		})
	}
}

// TestStoreOfParts shows that all is kept of what packages import that are loaded one after
// another, and that a workspace uses it when it is renewed.
func TestStoreOfParts(t *testing.T) {
	m := &memory{data: map[Key][]byte{}}
	o := Options{Dir: unpack(t, stored), Patterns: []string{"./..."}, Tests: true, Store: m}
	w, err := Open(t.Context(), o)
	if err != nil {
		t.Fatal(err)
	}
	check := func(fromStore bool) {
		t.Helper()
		for _, pkg := range w.Packages() {
			if err := w.Load(t.Context(), []*packages.Package{pkg}); err != nil || len(pkg.Errors) > 0 {
				t.Fatal(pkg, err, pkg.Errors)
			}
		}
		for _, path := range []string{"net/http", "net/http/httptest"} {
			if n := w.byID[path]; (w.depot != nil && n.declared == w.depot.known[path]) != fromStore {
				t.Errorf("%s comes from the store: %t", path, !fromStore)
			}
		}
	}
	check(false)
	w.Renew()
	m.missing = 0
	check(true)
	if m.missing > 0 {
		t.Errorf("%d were missing", m.missing)
	}
}

// TestStored checks that what is kept has no names of this machine, and that places are found
// again.
func TestStored(t *testing.T) {
	m := &memory{data: map[Key][]byte{}}
	o := Options{Dir: unpack(t, stored), Patterns: []string{"./..."}, Store: m}
	places := map[string]string{}
	for _, step := range []string{"from source", "from the store"} {
		g, err := List(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		if err := g.Load(t.Context(), g.Packages()); err != nil {
			t.Fatal(err)
		}
		pos := g.fset.Position(g.byID["net/http"].declared.Scope().Lookup("Handler").Pos())
		pos.Column = 1 // columns are not kept
		places[step] = pos.String()
		for _, data := range m.data {
			if bytes.Contains(data, []byte(g.env.GOROOT)) {
				t.Fatalf("%s: something is kept that names %s", step, g.env.GOROOT)
			}
		}
	}
	if places["from source"] != places["from the store"] {
		t.Errorf("http.Handler is at %v", places)
	}
	if len(m.data) == 0 {
		t.Error("nothing is kept")
	}
}

// TestStoreOfCircle checks that a circle of imports, which is an error, is no endless way.
func TestStoreOfCircle(t *testing.T) {
	dir := unpack(t, "-- go.mod --\nmodule m\ngo 1.24\n-- a/a.go --\npackage a\nimport _ \"m/b\"\n-- b/b.go --\npackage b\nimport _ \"m/a\"\n")
	pkgs, err := Packages(t.Context(), Options{Dir: dir, Patterns: []string{"./..."}, Store: &memory{data: map[Key][]byte{}}})
	if err != nil || len(Errors(pkgs)) == 0 {
		t.Errorf("got errors %v and %v, want one of the circle", Errors(pkgs), err)
	}
}
