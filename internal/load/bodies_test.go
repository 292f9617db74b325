package load

import (
	"bytes"
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

func TestBlankBodies(t *testing.T) {
	for _, test := range []struct{ name, src, want string }{
		{"function", "func f() { g() }\n", "func f() {     }\n"},
		{"lines stay", "func f() {\n\tg()\n}\nvar x int\n", "func f() {\n    \n}\nvar x int\n"},
		{"method", "func (t T) f(x int) (y struct{ a int }) { return t.g() }\n", "func (t T) f(x int) (y struct{ a int }) {              }\n"},
		{"result of type struct", "func f() struct{ a int } { x }\n", "func f() struct{ a int } {   }\n"},
		{"result of type interface", "func f() map[string]interface{ m() } { x }\n", "func f() map[string]interface{ m() } {   }\n"},
		{"result of a function type", "func f() func() struct{} { x }\n", "func f() func() struct{} {   }\n"},
		{"generic", "func f[T interface{ ~int }](t T) { x }\n", "func f[T interface{ ~int }](t T) {   }\n"},
		{"braces in literals", "func f() { _ = '{' + `{` + \"{\\\"{\" + '\\'' }\nvar x = 1\n", "func f() {                               }\nvar x = 1\n"},
		{"braces in comments", "func f() { // }\n/* } */ }\nvar x = 1\n", "func f() {     \n        }\nvar x = 1\n"},
		{"comment in between", "func f() struct /* { */ { a int } // {\n", "func f() struct /* { */ { a int } // {\n"},
		{"no body", "func f()\nvar x = T{1}\n", "func f()\nvar x = T{ }\n"},
		{"literal", "var f = func() { g() }\n", "var f = func() {     }\n"},
		{"elements", "var x = map[string]struct{ a int }{\"}\": {1}, `{`: {2}}\n", "var x = map[string]struct{ a int }{                  }\n"},
		{"elements of a pointer", "var x = &T[int]{1, 2}\n", "var x = &T[int]{    }\n"},
		{"elements in a call", "var x = f([]int{1}, func() { g() })\n", "var x = f([]int{ }, func() {     })\n"},
		{"elements that count", "var x = [...]struct{ a int }{{1}, {2}, T{3}}\n", "var x = [...]struct{ a int }{{ }, { }, T{ }}\n"},
		{"elements that count and others", "var x, y = [...]int{1, 2}, []int{1, 2}\n", "var x, y = [...]int{1, 2}, []int{    }\n"},
		{"variadic", "func f(x ...int) { x }\nvar x = []int{1}\n", "func f(x ...int) {   }\nvar x = []int{ }\n"},
		{"function type", "type F func(int)\nvar x = T{1}\n", "type F func(int)\nvar x = T{ }\n"},
		{"grouped", "var (\n\tf func()\n\tx = T{1}\n)\n", "var (\n\tf func()\n\tx = T{ }\n)\n"},
		{"fields", "type T struct { A, b int; C struct{ D int } `{`; e interface{ f() } }\n", "type T struct { A, b int; C struct{ D int } `{`; e interface{ f() } }\n"},
		{"after a semicolon", "var x int; func f() { x }\n", "var x int; func f() {   }\n"},
		{"several", "func f() { a }\nfunc g() { b }", "func f() {   }\nfunc g() {   }"},
		{"open at the end", "func f() { if x {\n}\n", "func f() { if x {\n}\n"},
		{"not Go", "}}}} func f() { x", "}}}} func f() { x"},
	} {
		src := []byte(test.src)
		blankBodies(src)
		if string(src) != test.want {
			t.Errorf("%s: got\n%s\nwant\n%s", test.name, src, test.want)
		}
	}
}

// What importers cannot see makes no difference, and all else does.
func TestDeclarations(t *testing.T) {
	const base = "package p\n\nfunc F(x int) int { return x }\n\ntype T struct{ A int }\n"
	for _, same := range []string{
		"package p\nfunc F(x int) int { return 2 * x }\ntype T struct{ A int }\n",
		"// Package p.\npackage p\n\n// F does.\nfunc F(x int) int {\n\treturn '}'\n}\n/* } */\ntype T struct{ A int } // {\n",
	} {
		if !bytes.Equal(declarations([]byte(same)), declarations([]byte(base))) {
			t.Errorf("%q declares something else than %q", same, base)
		}
	}
	for _, same := range [][2]string{
		{"func (T) Kind() string { return A }", "func (T) Kind() string {\n\treturn A\n}"},
		{"func (t T) With(a int) string { return A }", "func (t T) With(a int) string { return B }"},
		{"func (t T) Kind() string { f(); return A }", "func (t T) Kind() string { g(); return A }"},
		{"func Kind() string { return A }", "func Kind() string { return B }"},
		{"func (t T) Twice() int { return 2 * t.n }", "func (t T) Twice() int { return t.n + t.n }"},
	} {
		if !bytes.Equal(declarations([]byte(same[0])), declarations([]byte(same[1]))) {
			t.Errorf("%q declares something else than %q", same[0], same[1])
		}
	}
	if bytes.Equal(declarations([]byte("func (T) Kind() string { return A }")), declarations([]byte("func (T) Kind() string { return B }"))) {
		t.Error("what a message is called makes no difference")
	}
	if bytes.Equal(declarations([]byte("var X = [...]int{1, 2}")), declarations([]byte("var X = [...]int{1, 2, 3}"))) {
		t.Error("an array of three declares the same as one of two")
	}
	for _, other := range []string{
		"package p\nfunc F(x int) string { return x }\ntype T struct{ A int }\n",
		"package p\nfunc F(x int) int { return x }\ntype T struct{ A, B int }\n",
		"package p\nfunc F(x int) int { return x }\ntype T struct{ a int }\n",
		"package p\nfunc F(x int) int { return x }\ntype T struct{ A\nint }\n",
		"package p\nfunc F(x int) int { return x }\ntype T struct{ A int }\nvar x = 1\n",
	} {
		if bytes.Equal(declarations([]byte(other)), declarations([]byte(base))) {
			t.Errorf("%q declares the same as %q", other, base)
		}
	}
}

// TestBlankBodiesOfTheStandardLibrary shows on real code that nothing is lost but bodies,
// and that all of these are.
func TestBlankBodiesOfTheStandardLibrary(t *testing.T) {
	root, err := exec.CommandContext(t.Context(), "go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	for _, dir := range []string{"go/types", "net/http", "reflect", "encoding/json", "runtime", "testing"} {
		files, err := filepath.Glob(filepath.Join(strings.TrimSpace(string(root)), "src", dir, "*.go"))
		if err != nil || len(files) == 0 {
			t.Fatalf("no files of %s: %v", dir, err)
		}
		for _, file := range files {
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			want := declared(t, file, bytes.Clone(src), true)
			blankBodies(src)
			if got := declared(t, file, src, false); got != want {
				t.Errorf("%s declares something else without bodies", file)
			}
		}
	}
}

// declared returns what a file declares, with empty bodies; empty has them emptied, and
// otherwise they have to be.
func declared(t *testing.T, file string, src []byte, empty bool) string {
	t.Helper()
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, file, src, parser.SkipObjectResolution)
	if err != nil {
		t.Fatal(err)
	}
	var out strings.Builder
	for _, decl := range f.Decls {
		if fn, ok := decl.(*ast.FuncDecl); ok && fn.Body != nil {
			if !empty && len(fn.Body.List) > 0 {
				t.Errorf("%s still has the body of %s", file, fn.Name.Name)
			}
			fn.Body = nil
		}
		ast.Inspect(decl, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.FuncLit:
				if !empty && len(n.Body.List) > 0 {
					t.Errorf("%s still has the body of a literal", file)
				}
				n.Body.List = nil
			case *ast.CompositeLit:
				if array, ok := n.Type.(*ast.ArrayType); ok && array.Len != nil {
					if _, ok := array.Len.(*ast.Ellipsis); ok {
						n.Elts = []ast.Expr{&ast.BasicLit{Kind: token.INT, Value: strconv.Itoa(len(n.Elts))}}
						return false
					}
				}
				n.Elts = nil
			}
			return true
		})
		if err := format.Node(&out, fset, decl); err != nil {
			t.Fatal(err)
		}
		out.WriteString("\n")
	}
	return out.String()
}

func FuzzBlankBodies(f *testing.F) {
	f.Add("package p\nfunc f() { g() }\n")
	f.Add("package p\nvar x = struct{ f func() }{func() {}}\nfunc (x T[U]) f() interface{} { '{' }\n")
	f.Fuzz(func(t *testing.T, src string) {
		before, err := parser.ParseFile(token.NewFileSet(), "", src, 0)
		blanked := []byte(src)
		blankBodies(blanked)
		if len(blanked) != len(src) || bytes.Count(blanked, []byte("\n")) != strings.Count(src, "\n") {
			t.Fatalf("blanking moves text: %q", blanked)
		}
		if err != nil {
			return
		}
		after, err := parser.ParseFile(token.NewFileSet(), "", blanked, 0)
		if err != nil {
			t.Fatalf("%q does not parse: %v", blanked, err)
		}
		if len(after.Decls) != len(before.Decls) {
			t.Errorf("%q has %d declarations, want %d", blanked, len(after.Decls), len(before.Decls))
		}
	})
}
