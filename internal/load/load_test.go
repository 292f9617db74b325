package load

import (
	"context"
	"errors"
	"fmt"
	"go/ast"
	"go/token"
	"go/types"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/packages"
	"golang.org/x/tools/txtar"
)

// TestSameAsFromExportData compares what is loaded from source with what go/packages loads,
// where the compiler says what dependencies declare.
func TestSameAsFromExportData(t *testing.T) {
	variants := unpack(t, `
-- go.mod --
module example.com/m
go 1.24
-- p/p.go --
package p
import "example.com/m/q"
type T struct{ q.U }
func (T) M() int { return 1 }
-- p/p_test.go --
package p
func helper() T { return T{} }
-- p/x_test.go --
package p_test
import ("testing"; "example.com/m/p"; "example.com/m/r")
func Test(t *testing.T) { r.Use(p.T{}).M() }
-- q/q.go --
package q
type U struct{ A, B []map[string]func(int) }
type List[E any] struct{ next *List[E]; e E }
func (l *List[E]) Map(f func(E) E) *List[E] { return &List[E]{l.next, f(l.e)} }
-- q/only_windows.go --
package q
const Windows = true
-- q/stub.go --
package q
func Stub(x int) int
-- q/stub.s --
-- r/r.go --
package r
import ("example.com/m/p"; "unsafe"; "net/http")
func Use(t p.T) p.T { var x [unsafe.Sizeof(t)]byte; _ = x; _ = http.MethodGet; return t }
-- internal/i/i.go --
package i
-- cmd/main.go --
package main
import _ "example.com/m/internal/i"
func main() {}
`)
	workspace := unpack(t, `
-- go.work --
go 1.24
use ./a
use ./b
-- a/go.mod --
module example.com/a
go 1.24
-- a/a.go --
package a
import "example.com/b"
var A = b.B[int]{}
-- b/go.mod --
module example.com/b
go 1.21
-- b/b.go --
package b
type B[T any] []T
func (b B[T]) First() T { return b[0] }
-- b/special.go --
//go:build special
package b
type Special = B[string]
-- b/old.go --
//go:build go1.22
package b
func loop() (fs []func() int) { for i := range 3 { fs = append(fs, func() int { return i }) }; return fs }
`)
	for _, test := range []struct {
		name string
		o    Options
	}{
		{"workspace", Options{Dir: workspace, Patterns: []string{"./a", "./b"}, Tests: true}},
		{"below a workspace", Options{Dir: filepath.Join(workspace, "a"), Patterns: []string{"./..."}, Tests: true}},
		{"tags", Options{Dir: filepath.Join(workspace, "b"), Patterns: []string{"."}, Tags: "special,other"}},
		{"vendored", Options{Dir: filepath.Join(unpack(t, keyed), "vendored"), Patterns: []string{"."}, Tests: true}},
		{"variants", Options{Dir: variants, Patterns: []string{"./..."}, Tests: true}},
		{"without tests", Options{Dir: variants, Patterns: []string{"./..."}}},
		{"one package", Options{Dir: variants, Patterns: []string{"./p"}, Tests: true}},
		{"file", Options{Dir: variants, Patterns: []string{"q/q.go"}}},
		{"overlay", Options{Dir: variants, Patterns: []string{"./p"}, Overlay: map[string][]byte{
			filepath.Join(variants, "p", "p.go"): []byte("package p\nimport \"os\"\nvar X = os.Args\n"),
		}}},
		{"testdata", Options{Dir: "../../testdata", Patterns: []string{"./..."}, Tests: true}},
		{"this package", Options{Patterns: []string{"."}, Tests: true}},
	} {
		t.Run(test.name, func(t *testing.T) {
			got, err := Packages(t.Context(), test.o)
			if err != nil {
				t.Fatal(err)
			}
			compiled, err := Compiled(t.Context(), test.o)
			if err != nil {
				t.Fatal(err)
			}
			compare(t, got, compiled)
			if test.name != "testdata" && test.name != "this package" {
				return
			}
			test.o.Store = &memory{data: map[Key][]byte{}}
			for range 2 { // from source, and from the store
				if got, err = Packages(t.Context(), test.o); err != nil {
					t.Fatal(err)
				}
				compare(t, got, compiled)
			}
		})
	}
}

func compare(t *testing.T, got, want []*packages.Package) {
	t.Helper()
	byID := map[string]*packages.Package{}
	for _, pkg := range got {
		byID[pkg.ID] = pkg
	}
	for _, w := range want {
		g := byID[w.ID]
		delete(byID, w.ID)
		if g == nil {
			t.Errorf("%s is missing", w.ID)
			continue
		}
		if !slices.Equal(w.CompiledGoFiles, w.GoFiles) {
			continue // it is what cgo has made
		}
		if !slices.Equal(g.GoFiles, w.GoFiles) || g.Name != w.Name || g.PkgPath != w.PkgPath || g.ForTest != w.ForTest {
			t.Errorf("%s is described otherwise", w.ID)
		}
		for path := range w.Imports {
			if g.Imports[path] == nil || g.Imports[path].ID != w.Imports[path].ID {
				t.Errorf("%s imports another %s", w.ID, path)
			}
		}
		if len(g.Errors) != len(w.Errors) {
			t.Errorf("%s has errors %v, want %v", w.ID, g.Errors, w.Errors)
		}
		gm, wm := meanings(g), meanings(w)
		for place, what := range wm {
			if gm[place] != what {
				t.Errorf("%s: %s is\n%s, want\n%s", w.ID, place, gm[place], what)
				break
			}
		}
		if len(gm) != len(wm) {
			t.Errorf("%s has %d names and expressions, want %d", w.ID, len(gm), len(wm))
		}
	}
	for id := range byID {
		t.Errorf("%s is there and should not", id)
	}
}

// meanings says of each name in a package what it means, and of each expression its type.
func meanings(pkg *packages.Package) map[string]string {
	all := map[string]string{}
	note := func(n ast.Node, what string) {
		all[fmt.Sprint(pkg.Fset.Position(n.Pos()), pkg.Fset.Position(n.End()))] += what + "\n"
	}
	for _, m := range []map[*ast.Ident]types.Object{pkg.TypesInfo.Defs, pkg.TypesInfo.Uses} {
		for id, obj := range m {
			if obj != nil {
				// Export data has no columns, and knows cgo's output.
				pos := pkg.Fset.Position(obj.Pos())
				if obj.Pkg() != nil && obj.Pkg().Path() == "runtime/cgo" {
					pos = token.Position{}
				}
				note(id, fmt.Sprintf("%s at %s:%d", types.ObjectString(obj, nil), filepath.Base(pos.Filename), pos.Line))
			}
		}
	}
	for _, f := range pkg.Syntax {
		ast.Inspect(f, func(n ast.Node) bool {
			if e, ok := n.(ast.Expr); ok && pkg.TypesInfo.Types[e].Type != nil {
				tv := pkg.TypesInfo.Types[e]
				note(e, fmt.Sprint(tv.Type, tv.Type.Underlying(), tv.Value))
			}
			return true
		})
	}
	return all
}

func TestCgo(t *testing.T) {
	dir := unpack(t, `
-- go.mod --
module example.com/m
go 1.24
-- c/c.go --
package c
// struct s { int x; };
// static int twice(int n) { return 2 * n; }
import "C"
type T struct{ s C.struct_s }
func (t *T) Twice() (int, error) { n, err := C.twice(t.s.x); return int(n), err }
-- user/user.go --
package user
import "example.com/m/c"
func F(t *c.T) (int, error) { return t.Twice() }
-- broken/broken.go --
package broken
// static int twice(int n) { return 2 * n; }
import "C"
var X = C.twice(1)
var Y string = 1
-- constant/constant.go --
package constant
// enum { any = -1 };
import "C"
const Any = int32(C.any)
-- constant/constant_test.go --
package constant
const test = Any
-- usesconstant/x.go --
package usesconstant
import (
	"example.com/m/constant"
	"example.com/m/throughconstant"
)
var X = []int32{constant.Any}
var Same = throughconstant.Any == constant.Any
-- keys/c.go --
package keys
// enum { up, down };
import "C"
const (
	Up   = int32(C.up)
	Down = int32(C.down)
)
-- privately/c.go --
package privately
import "C"
var state C.int
func F() int { return int(state) }
-- broken/keys/c.go --
package keys
// #error "no header"
import "C"
const (
	Up   = int32(C.up)
	Down = int32(C.down)
)
-- broken/useskeys/c.go --
package useskeys
// static int twice(int n) { return 2 * n; }
import "C"
import (
	"fmt"
	"example.com/m/broken/keys"
)
var twice = C.twice(1)
var names = map[int32]string{keys.Up: "up", keys.Down: fmt.Sprint("down")}
-- passeskeys/x.go --
package passeskeys
import "example.com/m/keys"
func Up() int32 { return keys.Up }
-- useskeys/c.go --
package useskeys
// static int twice(int n) { return 2 * n; }
import "C"
import (
	"fmt"
	"example.com/m/keys"
	"example.com/m/privately"
)
var twice = C.twice(1)
var names = map[int32]string{keys.Up: fmt.Sprint("up"), keys.Down: fmt.Sprint(privately.F())}
-- throughconstant/x.go --
package throughconstant
import "example.com/m/constant"
const Any = constant.Any
`)
	pkgs, err := Packages(t.Context(), Options{Dir: dir, Patterns: []string{"./c", "./user"}})
	if err != nil {
		t.Fatal(err)
	}
	for _, pkg := range pkgs {
		if pkg.IllTyped || len(pkg.Syntax) != 1 {
			t.Errorf("%s: %d files, errors %v", pkg.ID, len(pkg.Syntax), pkg.Errors)
		}
	}
	if _, err := exec.LookPath("gcc"); err != nil {
		t.Skip("without a C compiler there are no types of C")
	}
	pkgs, err = Packages(t.Context(), Options{Dir: dir, Patterns: []string{"./broken"}})
	if err != nil {
		t.Fatal(err)
	}
	if errs := Errors(pkgs); len(errs) != 1 || !strings.HasSuffix(errs[0].Pos, "broken.go:5:16") {
		t.Errorf("errors %v, want one at broken.go:5:16", errs)
	}
	pkgs, err = Packages(t.Context(), Options{Dir: dir, Patterns: []string{"./usesconstant", "./constant"}, Tests: true})
	if err != nil {
		t.Fatal(err)
	}
	if errs := Errors(pkgs); len(errs) > 0 {
		t.Errorf("a constant of C in a dependency: %v", errs)
	}
	pkgs, err = Packages(t.Context(), Options{Dir: dir, Patterns: []string{"./useskeys"}})
	if err != nil {
		t.Fatal(err)
	}
	if errs := Errors(pkgs); len(errs) > 0 {
		t.Errorf("constants of C in a dependency, as keys: %v", errs)
	}
	if files := pkgs[0].CompiledGoFiles; len(files) != 1 || filepath.Base(files[0]) != "c.go" {
		t.Errorf("cgo ran for a package that only needs what it imports: %q", files)
	}
	pkgs, err = Packages(t.Context(), Options{Dir: dir, Patterns: []string{"./broken/useskeys"}})
	if err != nil {
		t.Fatal(err)
	}
	if errs := Errors(pkgs); len(errs) != 1 || !strings.Contains(errs[0].Msg, "cgo fails for example.com/m/broken/keys: ") || !strings.Contains(errs[0].Msg, "no header") {
		t.Errorf("cgo fails for a dependency: %v, want why", errs)
	}
	g, err := List(t.Context(), Options{Dir: dir, Patterns: []string{"./passeskeys"}, Store: &memory{data: map[Key][]byte{}}})
	if err != nil {
		t.Fatal(err)
	}
	keys := g.byID["example.com/m/keys"]
	g.depot, g.fresh = nil, g.depot
	g.fresh.changeable[keys] = false // as if it was in the module cache
	if err := g.Load(t.Context(), g.Packages()); err != nil {
		t.Fatal(err)
	}
	if !g.fresh.written[keys] {
		t.Error("constants without a known value are kept")
	}
}

func TestErrors(t *testing.T) {
	dir := unpack(t, `
-- go.mod --
module example.com/m
go 1.24
-- good/good.go --
package good
-- body/body.go --
package body
func F() int { return "" }
-- usesbody/usesbody.go --
package usesbody
import "example.com/m/body"
var X int = body.F()
-- syntax/syntax.go --
package syntax
func {
-- circle/a/a.go --
package a
import "example.com/m/circle/b"
var A = b.B
-- circle/b/b.go --
package b
import "example.com/m/circle/a"
var B = a.A
-- missing/missing.go --
package missing
import "example.com/elsewhere"
var X = elsewhere.X
-- two/a.go --
package a
-- two/b.go --
package b
-- importsmain/x.go --
package importsmain
import _ "example.com/m/main"
-- main/main.go --
package main
func main() {}
-- onlytests/x_test.go --
package onlytests
import "testing"
func Test(t *testing.T) {}
-- internal/deep/internal/i/i.go --
package i
-- usesinternal/x.go --
package usesinternal
import _ "example.com/m/internal/deep/internal/i"
-- excluded/x.go --
//go:build never
package excluded
-- embeds/x.go --
package embeds
import _ "embed"
//go:embed nothing
var X string
`)
	for _, test := range []struct {
		pattern string
		errors  []string // parts of them
	}{
		{"./good", nil},
		{"./body", []string{"body.go:2:23 cannot use"}},
		{"./usesbody", nil},
		{"./syntax", []string{"syntax.go:2:6 expected"}},
		{"./circle/a", []string{"import cycle not allowed"}},
		{"./missing", []string{"elsewhere"}},
		{"./two", []string{"found packages a (a.go) and b (b.go)"}},
		{"./importsmain", []string{"is a program, not an importable package"}},
		{"./onlytests", nil},
		{"./usesinternal", []string{"use of internal package"}},
		{"./excluded", []string{"build constraints exclude all Go files"}},
		{"./embeds", nil}, // what another tool has yet to make
		{"./nowhere", []string{"nowhere"}},
	} {
		t.Run(test.pattern, func(t *testing.T) {
			pkgs, err := Packages(t.Context(), Options{Dir: dir, Patterns: []string{test.pattern}, Tests: true})
			if err != nil {
				t.Fatal(err)
			}
			var all strings.Builder
			errs := Errors(pkgs)
			for _, err := range errs {
				fmt.Fprintln(&all, err.Pos, err.Msg)
			}
			for _, want := range test.errors {
				if !strings.Contains(all.String(), want) {
					t.Errorf("got errors\n%s, want %q among them", all.String(), want)
				}
			}
			for i, err := range errs {
				if slices.ContainsFunc(errs[i+1:], func(other packages.Error) bool { return strings.Contains(other.Msg, err.Msg) }) {
					t.Errorf("%s is said twice:\n%s", err.Msg, all.String())
				}
			}
			if len(errs) > len(test.errors)+2 || len(test.errors) == 0 && len(errs) > 0 {
				t.Errorf("got too many errors:\n%s", all.String())
			}
			for _, pkg := range pkgs {
				if len(test.errors) > 0 && !pkg.IllTyped {
					t.Errorf("%s has no errors of its own", pkg.ID)
				}
			}
		})
	}
}

// What is wrong with the module or the machine is said, not that nothing matches.
func TestCauses(t *testing.T) {
	dir := unpack(t, "-- go.mod --\nmodule m\ngo 1.24\n-- m.go --\npackage m\n-- empty/x.txt --\n")
	broken := unpack(t, "-- go.mod --\nmodule m\ngo bad\n-- m.go --\npackage m\n")
	for _, test := range []struct {
		name, dir, pattern, want string
		env                      map[string]string
	}{
		{"empty", dir, "./empty/...", "./empty/... matched no packages", nil},
		{"go line", broken, "./...", "go.mod:2: invalid go version 'bad'", nil},
		{"no go", dir, "./...", "running the go command", map[string]string{"PATH": ""}},
	} {
		t.Run(test.name, func(t *testing.T) {
			for key, value := range test.env {
				t.Setenv(key, value)
			}
			_, err := Packages(t.Context(), Options{Dir: test.dir, Patterns: []string{test.pattern}})
			if err == nil || !strings.Contains(err.Error(), test.want) {
				t.Errorf("got error %v, want %q", err, test.want)
			}
		})
	}
}

// Who compiles nothing needs no place to keep that.
func TestNoHome(t *testing.T) {
	dir := unpack(t, "-- go.mod --\nmodule m\ngo 1.24\n-- m.go --\npackage m\nimport _ \"os\"\n")
	for _, key := range []string{"HOME", "XDG_CACHE_HOME", "GOCACHE"} {
		t.Setenv(key, "")
	}
	pkgs, err := Packages(t.Context(), Options{Dir: dir, Patterns: []string{"./..."}})
	if err != nil || len(Errors(pkgs)) > 0 {
		t.Error(err, Errors(pkgs))
	}
}

func TestCanceled(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := Packages(ctx, Options{Patterns: []string{"."}}); !errors.Is(err, context.Canceled) {
		t.Errorf("got error %v, want that of the context", err)
	}
}

// A file that is nested as deep as the parser goes costs no more than its length.
func TestDeeplyNested(t *testing.T) {
	const depth = 20_000
	dir := unpack(t, "-- go.mod --\nmodule m\ngo 1.24\n-- d/d.go --\npackage d\nfunc F() int { return "+
		strings.Repeat("(", depth)+"1"+strings.Repeat(")", depth)+" }\n-- m.go --\npackage m\nimport \"m/d\"\nvar X = d.F()\n")
	pkgs, err := Packages(t.Context(), Options{Dir: dir, Patterns: []string{"./..."}})
	if err != nil {
		t.Fatal(err)
	}
	if errs := Errors(pkgs); len(errs) > 0 {
		t.Error(errs)
	}
}

// unpack writes the files of an archive to a new directory.
func unpack(t *testing.T, archive string) string {
	t.Helper()
	dir := t.TempDir()
	files, err := txtar.FS(txtar.Parse([]byte(archive)))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.CopyFS(dir, files); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestInParallelPanics(t *testing.T) {
	defer func() {
		if p, _ := recover().(string); !strings.HasPrefix(p, "no such node\n") {
			t.Errorf("got %q", p)
		}
	}()
	inParallel([]int{1, 2, 3}, func(n int) {
		if n == 2 {
			panic("no such node")
		}
	})
}
