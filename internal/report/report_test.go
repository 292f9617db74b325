package report

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"fmt"
	"go/token"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/buslint/buslint/internal/fix"
	"github.com/buslint/buslint/internal/summary"
)

// hostile is a report whose texts have what the formats use themselves.
func hostile(t *testing.T) Report {
	t.Helper()
	dir := t.TempDir()
	at := func(line, column int) token.Position {
		return token.Position{Filename: filepath.Join(dir, "a b, %25", "x:y.go"), Offset: 10, Line: line, Column: column}
	}
	return Report{
		Dir:     dir,
		Version: "v1.2.3 (go1.26)",
		Context: -1,
		Rules:   []Rule{{"busctx", "reports <calls> & more", "https://example.com/#busctx"}, {"eventname", "reports names", "https://example.com/#eventname"}},
		Findings: []Finding{{Finding: summary.Finding{
			Rule:    "busctx",
			Package: "example.com/p",
			Pos:     at(3, 4),
			End:     at(3, 9),
			Message: "<script>\"a\" & 'b'\n100 % : , ::error::",
			Related: []summary.Related{{Pos: at(1, 1), Message: "here & there"}},
			Fixes:   []fix.Fix{{Message: "mend", Edits: []fix.Edit{{File: "x.go", Start: 1, End: 2, Text: "\"<"}}}},
		}}},
	}
}

func written(t *testing.T, r Report, format string) string {
	t.Helper()
	var buf bytes.Buffer
	if err := r.Write(&buf, format); err != nil {
		t.Fatal(err)
	}
	return buf.String()
}

func TestXMLIsWellFormed(t *testing.T) {
	for _, format := range []string{"checkstyle", "junit"} {
		text := written(t, hostile(t), format)
		dec := xml.NewDecoder(strings.NewReader(text))
		var messages []string
		for {
			tok, err := dec.Token()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v in\n%s", format, err, text)
			}
			if start, ok := tok.(xml.StartElement); ok {
				for _, attr := range start.Attr {
					if attr.Name.Local == "message" {
						messages = append(messages, attr.Value)
					}
				}
			}
		}
		if len(messages) != 1 || messages[0] != hostile(t).Findings[0].Message {
			t.Errorf("%s: messages %q", format, messages)
		}
	}
}

func TestGitHubEscapes(t *testing.T) {
	got := written(t, hostile(t), "github")
	want := "::warning file=a b%2C %2525/x%3Ay.go,line=3,endLine=3,col=4,endColumn=9,title=buslint%3A busctx::<script>\"a\" & 'b'%0A100 %25 : , ::error::\n"
	if got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
}

// TestSARIFPlaces checks that columns are those of editors, and names of files those of the
// repository.
func TestSARIFPlaces(t *testing.T) {
	root := t.TempDir()
	file := filepath.Join(root, "shop", "a b.go")
	if err := os.Mkdir(filepath.Dir(file), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, []byte("package a\n\nvar ä, 𝄞, x int // é\n"), 0o666); err != nil {
		t.Fatal(err)
	}
	at := func(column int) token.Position { return token.Position{Filename: file, Line: 3, Column: column} }
	r := Report{Dir: filepath.Dir(file), Root: root, Findings: []Finding{
		{Finding: summary.Finding{Pos: at(5), End: at(7)}}, {Finding: summary.Finding{Pos: at(9), End: at(13)}},
		{Finding: summary.Finding{Pos: at(15), End: at(99)}},
		{Finding: summary.Finding{Pos: token.Position{Filename: "/elsewhere/é.go", Line: 1, Column: 9}}},
	}}
	type location struct {
		PhysicalLocation struct {
			ArtifactLocation struct {
				URI       string `json:"uri"`
				URIBaseID string `json:"uriBaseId"`
			} `json:"artifactLocation"`
			Region struct {
				StartColumn int `json:"startColumn"`
				EndColumn   int `json:"endColumn"`
			} `json:"region"`
		} `json:"physicalLocation"`
	}
	type result struct {
		Locations []location `json:"locations"`
	}
	var log struct {
		Runs []struct {
			Bases map[string]struct {
				URI string `json:"uri"`
			} `json:"originalUriBaseIds"`
			ColumnKind string   `json:"columnKind"`
			Results    []result `json:"results"`
		} `json:"runs"`
	}
	if err := json.Unmarshal([]byte(written(t, r, "sarif")), &log); err != nil {
		t.Fatal(err)
	}
	run := log.Runs[0]
	if got := run.Bases["%SRCROOT%"].URI; got != "file://"+filepath.ToSlash(root)+"/" || run.ColumnKind != "utf16CodeUnits" {
		t.Errorf("the root is %s, and columns are %s", got, run.ColumnKind)
	}
	var got []string
	for _, result := range run.Results {
		l := result.Locations[0].PhysicalLocation
		got = append(got, fmt.Sprint(l.ArtifactLocation.URI, l.ArtifactLocation.URIBaseID, l.Region.StartColumn, l.Region.EndColumn))
	}
	want := []string{"shop/a%20b.go%SRCROOT%5 6", "shop/a%20b.go%SRCROOT%8 10", "shop/a%20b.go%SRCROOT%12 99", "file:///elsewhere/%C3%A9.go9 0"}
	if !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestMarkdown(t *testing.T) {
	got := written(t, hostile(t), "markdown")
	want := "## buslint: findings (1)\n\n| rule | findings |\n| --- | ---: |\n| [busctx](https://example.com/#busctx) | 1 |\n\n" +
		"- a b, %25/x:y.go:3:4: &lt;script>\"a\" &amp; 'b' 100 % : , ::error:: (busctx)\n"
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if got := written(t, Report{}, "markdown"); got != "## buslint: no findings\n" {
		t.Errorf("got %q", got)
	}
}

func TestJSONHasTheFix(t *testing.T) {
	var tree map[string]map[string][]struct {
		Message        string `json:"message"`
		SuggestedFixes []struct {
			Edits []struct {
				New string `json:"new"`
			} `json:"edits"`
		} `json:"suggested_fixes"`
	}
	if err := json.Unmarshal([]byte(written(t, hostile(t), "json")), &tree); err != nil {
		t.Fatal(err)
	}
	d := tree["example.com/p"]["busctx"][0]
	if d.Message != hostile(t).Findings[0].Message || d.SuggestedFixes[0].Edits[0].New != "\"<" {
		t.Errorf("got %+v", d)
	}
}

func TestTextNamesRelatedPlaces(t *testing.T) {
	got := written(t, hostile(t), "text")
	if want := filepath.Join("a b, %25", "x:y.go") + ":1:1: here & there"; !strings.Contains(got, "\n\t"+want) {
		t.Errorf("%q lacks %q", got, want)
	}
}

func TestUnknownFormat(t *testing.T) {
	if err := (Report{}).Write(io.Discard, "nonsense"); err == nil || !strings.Contains(err.Error(), "text, json, sarif") {
		t.Errorf("got %v", err)
	}
}

func TestRelative(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	for name, want := range map[string]string{
		filepath.Join(dir, "a", "b.go:1:2"):     filepath.Join("a", "b.go:1:2"),
		filepath.Join(dir, "..gen", "b.go"):     filepath.Join("..gen", "b.go"),
		filepath.Join(dir, "..", "other.go"):    filepath.Join(filepath.Dir(dir), "other.go"),
		filepath.Join("already", "relative.go"): filepath.Join("already", "relative.go"),
	} {
		if got := Relative(dir, name); got != want {
			t.Errorf("%s is called %s, want %s", name, got, want)
		}
	}
}
