package uses_test

import (
	"fmt"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"slices"
	"strings"
	"testing"

	"golang.org/x/tools/go/ast/inspector"

	"github.com/buslint/buslint/internal/uses"
)

// index returns the index of two files, of which one has long lists, and their syntax.
func index(tb testing.TB, lines int) (*uses.Index, *inspector.Inspector, *types.Info) {
	tb.Helper()
	var long strings.Builder
	long.WriteString("package p\n\nvar table = []int{")
	for i := range lines {
		fmt.Fprintf(&long, "%d, ", i)
	}
	long.WriteString("}\n\nfunc long(x int) {\n\tswitch x {\n\tcase 1:\n")
	for range lines {
		long.WriteString("\t\tif add(x, 1) > 2 { x++ } else { x-- }\n")
	}
	long.WriteString("\t}\n")
	for range lines {
		long.WriteString("\tadd(x, table[0])\n")
	}
	long.WriteString("}\n\nfunc short() (a, b int) { return a, add(a, b) }\n")
	fset := token.NewFileSet()
	var files []*ast.File
	for _, src := range []string{long.String(), "package p\n\nfunc add(a, b int) int { return a + b }\n\ntype s[T any] struct{ f T }\n\nfunc (v s[T]) m() { v.f = s[T]{}.f }\n"} {
		file, err := parser.ParseFile(fset, "", src, 0)
		if err != nil {
			tb.Fatal(err)
		}
		files = append(files, file)
	}
	info := &types.Info{Defs: map[*ast.Ident]types.Object{}, Uses: map[*ast.Ident]types.Object{}}
	conf := types.Config{Importer: importer.Default()}
	if _, err := conf.Check("p", fset, files, info); err != nil {
		tb.Fatal(err)
	}
	in := inspector.New(files)
	return uses.New(in.Root(), info), in, info
}

func TestFind(t *testing.T) {
	x, in, _ := index(t, 200)
	for want := range in.Root().Preorder() {
		if _, ok := want.Node().(*ast.File); ok {
			continue
		}
		if got, ok := x.Find(want.Node()); !ok || got != want {
			t.Fatalf("%T at %d is found at %v, %v", want.Node(), want.Node().Pos(), got, ok)
		}
	}
	for _, elsewhere := range []ast.Node{ast.NewIdent("x"), &ast.Ident{NamePos: 20, Name: "x"}, &ast.Ident{NamePos: 1 << 20, Name: "x"}} {
		if got, ok := x.Find(elsewhere); ok {
			t.Errorf("a node that is in no file is found at %v", got)
		}
	}
}

func TestOf(t *testing.T) {
	x, in, info := index(t, 3)
	want := map[types.Object][]ast.Node{}
	for cur := range in.Root().Preorder((*ast.Ident)(nil)) {
		id := cur.Node().(*ast.Ident)
		if obj := info.Uses[id]; obj != nil && info.Defs[id] == nil { // a receiver's type parameter is both
			if v, ok := obj.(*types.Var); ok {
				obj = v.Origin()
			}
			want[obj] = append(want[obj], cur.Node())
		}
	}
	for id, obj := range info.Defs {
		if obj == nil {
			continue
		}
		if cur, ok := x.Def(obj); !ok || cur.Node() != id {
			t.Errorf("%v is declared at %v", obj, cur)
		}
		var got []ast.Node
		for _, cur := range x.Of(obj) {
			got = append(got, cur.Node())
		}
		if !slices.Equal(got, want[obj]) {
			t.Errorf("%v is used %d times, want %d", obj, len(got), len(want[obj]))
		}
	}
	if len(want) < 8 {
		t.Errorf("only %d objects are used", len(want))
	}
}

// BenchmarkFind looks for all expressions of a long function: twice the length should take
// twice the time.
func BenchmarkFind(b *testing.B) {
	for _, lines := range []int{1000, 2000} {
		x, in, _ := index(b, lines)
		b.Run(fmt.Sprint(lines), func(b *testing.B) {
			for b.Loop() {
				for cur := range in.Root().Preorder((*ast.CallExpr)(nil)) {
					if _, ok := x.Find(cur.Node()); !ok {
						b.Fatal("not found")
					}
				}
			}
		})
	}
}
