package report

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"go/token"
	"io"
	"path/filepath"
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
		Version: "buslint v1.2.3 (go1.26)",
		Context: -1,
		Rules:   []Rule{{"busctx", "reports <calls> & more", "https://example.com/#busctx"}, {"eventname", "reports names", "https://example.com/#eventname"}},
		Findings: []summary.Finding{{
			Rule:    "busctx",
			Package: "example.com/p",
			Pos:     at(3, 4),
			End:     at(3, 9),
			Message: "<script>\"a\" & 'b'\n100 % : , ::error::",
			Related: []summary.Related{{Pos: at(1, 1), Message: "here & there"}},
			Fixes:   []fix.Fix{{Message: "mend", Edits: []fix.Edit{{File: "x.go", Start: 1, End: 2, Text: "\"<"}}}},
		}},
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
