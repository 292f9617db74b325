package load

import (
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"testing"
)

// What a declaration may call stays, or its type would not be known: in another file, and in
// the length of an array.
func TestDropHelpers(t *testing.T) {
	fset := token.NewFileSet()
	var files []*ast.File
	for _, src := range []string{
		"package p; func helper() {}; func used() int { return 0 }; func size() [2]int; func Exported() {}; func (t) method() {}; type t int",
		"package p; var V = used(); func other(a [len(size())]int) {}; func init() {}",
	} {
		file, err := parser.ParseFile(fset, "", src, 0)
		if err != nil {
			t.Fatal(err)
		}
		files = append(files, file)
	}
	dropHelpers(files)
	var left []string
	for _, file := range files {
		for _, decl := range file.Decls {
			if fn, ok := decl.(*ast.FuncDecl); ok {
				left = append(left, fn.Name.Name)
			}
		}
	}
	if want := []string{"used", "size", "Exported", "method"}; !slices.Equal(left, want) {
		t.Errorf("left are %v, want %v", left, want)
	}
}
