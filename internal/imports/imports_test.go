package imports_test

import (
	"bytes"
	"go/format"
	"go/parser"
	"go/token"
	"slices"
	"testing"

	"github.com/buslint/buslint/internal/imports"
)

// TestAdd adds imports of the standard library and of others.
func TestAdd(t *testing.T) {
	t.Parallel()
	context := imports.Spec{Name: "context", Path: "context"}
	for _, test := range []struct{ name, src, want string }{
		{"none", "package p // p\n", "package p // p\n\nimport \"context\"\n\nimport ext \"example.com/go-ext\"\n"},
		{"standard alone", "import \"fmt\"", "import (\n\t\"context\"\n\t\"fmt\"\n\n\text \"example.com/go-ext\"\n)"},
		{"with a comment", "import \"fmt\" // why", "import (\n\t\"context\"\n\t\"fmt\" // why\n\n\text \"example.com/go-ext\"\n)"},
		{"other alone", "import \"example.com/a\"", "import (\n\t\"context\"\n\n\t\"example.com/a\"\n\text \"example.com/go-ext\"\n)"},
		{"group", "import (\n\t\"bytes\" // why\n\t\"fmt\"\n\n\t\"example.com/a\" // too\n)", "import (\n\t\"bytes\" // why\n\t\"context\"\n\t\"fmt\"\n\n\t\"example.com/a\" // too\n\text \"example.com/go-ext\"\n)"},
		{"one line", "import (\"fmt\"; \"os\")", "import \"context\"\nimport ext \"example.com/go-ext\"\nimport (\"fmt\"; \"os\")"},
		{"single lines", "import \"fmt\"\nimport \"os\"", "import \"context\"\nimport ext \"example.com/go-ext\"\nimport \"fmt\"\nimport \"os\""},
		{"documented", "// why\nimport \"fmt\"", "import \"context\"\nimport ext \"example.com/go-ext\"\n\n// why\nimport \"fmt\""},
	} {
		src := test.src
		if src[0] == 'i' || src[0] == '/' {
			src = "package p\n\n" + src + "\n"
			test.want = "package p\n\n" + test.want + "\n"
		}
		fset := token.NewFileSet()
		file, err := parser.ParseFile(fset, "p.go", src, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		edits := imports.Add(fset, file, []imports.Spec{{Name: "ext", Path: "example.com/go-ext"}, context})
		got := []byte(src)
		for _, e := range slices.Backward(edits) {
			got = slices.Insert(got, fset.File(file.FileStart).Offset(e.Pos), e.NewText...)
		}
		gotFormatted, err := format.Source(got)
		if err != nil {
			t.Errorf("%s: %v:\n%s", test.name, err, got)
			continue
		}
		wantFormatted, err := format.Source([]byte(test.want))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(gotFormatted, wantFormatted) {
			t.Errorf("%s: got\n%s\nwant\n%s", test.name, gotFormatted, wantFormatted)
		}
	}
}
