package fix_test

import (
	"strings"
	"testing"

	"github.com/buslint/buslint/internal/fix"
)

// TestCRLF checks that lines that come into a file end as those do that it has.
func TestCRLF(t *testing.T) {
	t.Parallel()
	const lf = "package p\n\nvar a = 1\nvar b = 2\n"
	for _, newline := range []string{"\n", "\r\n"} {
		src := strings.ReplaceAll(lf, "\n", newline)
		end := strings.Index(src, "1") + 1
		if newline == "\r\n" {
			end++ // as the end of a line is where "\n" stands
		}
		f := fix.Fix{Edits: []fix.Edit{
			{File: "p.go", Start: end, End: end, Text: " // why"},
			{File: "p.go", Start: len("package p"), End: len("package p"), Text: "\n\nimport \"q\""},
		}}
		got, _, err := fix.Apply([]fix.Fix{f}, func(string) ([]byte, error) { return []byte(src), nil })
		if err != nil {
			t.Fatal(err)
		}
		want := strings.ReplaceAll("package p\n\nimport \"q\"\n\nvar a = 1 // why\nvar b = 2\n", "\n", newline)
		if string(got["p.go"]) != want {
			t.Errorf("got %q, want %q", got["p.go"], want)
		}
	}
}
