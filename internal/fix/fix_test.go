package fix_test

import (
	"strings"
	"testing"

	"github.com/buslint/buslint/internal/fix"
)

// A fix that takes the last use of an import away takes the import along, and leaves
// the others and what was unused before.
func TestImports(t *testing.T) {
	const body = "\n\nvar _ = OLD\n"
	for _, test := range []struct{ imports, old, new, want string }{
		{"import \"a\"", "a.X", "1", ""},
		{"import \"a\" // why", "a.X", "1", "// why"},
		{"import (\n\t\"a\"\n\t\"b\"\n)\n\nvar _ = b.Y", "a.X", "1", "import (\n\t\"b\"\n)\n\nvar _ = b.Y"},
		{"import (\n\tz \"a\" // why\n\t\"b\"\n)\n\nvar _ = b.Y", "z.X", "1", "import (\n\t// why\n\t\"b\"\n)\n\nvar _ = b.Y"},
		{"// Above.\nimport \"a\"", "a.X", "1", "// Above."},
		{"import (\n\t// Above.\n\t\"a\"\n)", "a.X", "1", "import (\n// Above.\n)"},
		{"import \"a\"\n\nfunc f(a struct{ X int }) int { return a.X }", "a.X", "1", "func f(a struct{ X int }) int { return a.X }"},
		{"import \"a\"\n\nfunc f(int) int { a := a.Y; return a.X }", "a.X", "1", "import \"a\"\n\nfunc f(int) int { a := a.Y; return a.X }"},
		{"import (\n\t\"a\"\n\t\"b\"\n)", "a.X + b.Y", "1", "import ()"},
		{"import (\n\t\"a\"; \"b\"\n)\n\nvar _ = b.Y", "a.X", "1", "import (\n\t\"b\"\n)\n\nvar _ = b.Y"},
		{"import (\"a\"; \"b\")\n\nvar _ = b.Y", "a.X", "1", "import (\"b\")\n\nvar _ = b.Y"},
		{"import \"a\"\n\nvar _ = a.Y", "a.X", "1", "import \"a\"\n\nvar _ = a.Y"},
		{"import (\n\t_ \"a\"\n\t. \"b\"\n\t\"example.com/go-c\"\n)", "c.X", "1", "import (\n\t_ \"a\"\n\t. \"b\"\n\t\"example.com/go-c\"\n)"},
	} {
		src := "package p\n\n" + test.imports + strings.Replace(body, "OLD", test.old, 1)
		start := strings.Index(src, test.old+"\n")
		f := fix.Fix{Edits: []fix.Edit{{File: "p.go", Start: start, End: start + len(test.old), Text: test.new}}}
		got, _, err := fix.Apply([]fix.Fix{f}, func(string) ([]byte, error) { return []byte(src), nil })
		if err != nil {
			t.Fatal(err)
		}
		want := "package p\n\n" + test.want + strings.Replace(body, "OLD", test.new, 1)
		if squeeze(string(got["p.go"])) != squeeze(want) {
			t.Errorf("%s becomes\n%s\nwant\n%s", src, got["p.go"], want)
		}
	}
}

// squeeze leaves out empty lines.
func squeeze(s string) string {
	for strings.Contains(s, "\n\n") {
		s = strings.ReplaceAll(s, "\n\n", "\n")
	}
	return s
}

// A fix that gets into the way of an earlier one is left out, with all its edits; what two have
// in common is made once.
func TestConflicts(t *testing.T) {
	const src = "package p\n\nvar a, b = 1, 2\n"
	at := func(old, text string) fix.Edit {
		start := strings.Index(src, old)
		return fix.Edit{File: "p.go", Start: start, End: start + len(old), Text: text}
	}
	insert := func(before, text string) fix.Edit {
		start := strings.Index(src, before)
		return fix.Edit{File: "p.go", Start: start, End: start, Text: text}
	}
	for _, test := range []struct {
		first, second []fix.Edit
		want          string
		applied       int
	}{
		{[]fix.Edit{at("1", "3")}, []fix.Edit{at("2", "4")}, "var a, b = 3, 4", 2},
		{[]fix.Edit{at("1, 2", "3, 3")}, []fix.Edit{at("2", "4"), at("a,", "c,")}, "var a, b = 3, 3", 1},
		{[]fix.Edit{at("2", "4")}, []fix.Edit{at("1, 2", "3, 3")}, "var a, b = 1, 4", 1},
		{[]fix.Edit{insert("1", "+")}, []fix.Edit{insert("1", "-")}, "var a, b = +1, 2", 1},
		{[]fix.Edit{insert("1", "+")}, []fix.Edit{at("1", "3")}, "var a, b = +1, 2", 1},
		{[]fix.Edit{at("1", "3"), at("a,", "c,")}, []fix.Edit{at("1", "3"), at("2", "4")}, "var c, b = 3, 4", 2},
	} {
		got, applied, err := fix.Apply([]fix.Fix{{Edits: test.first}, {Edits: test.second}}, func(string) ([]byte, error) { return []byte(src), nil })
		if err != nil {
			t.Fatal(err)
		}
		if want := "package p\n\n" + test.want + "\n"; string(got["p.go"]) != want || applied != test.applied {
			t.Errorf("%v and then %v: %d are applied, which gives\n%s\nwant %d, and\n%s", test.first, test.second, applied, got["p.go"], test.applied, want)
		}
	}
}
