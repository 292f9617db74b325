package report

import (
	"encoding/json"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/summary"
)

// found returns a report on a place of a file with one line.
func found(t *testing.T, line string, column, endLine, endColumn int) Report {
	t.Helper()
	dir := t.TempDir()
	file := filepath.Join(dir, "a.go")
	if err := os.WriteFile(file, []byte(line), 0o600); err != nil {
		t.Fatal(err)
	}
	return Report{Dir: dir, Context: -1, Terminal: true, Findings: []Finding{{Finding: summary.Finding{
		Rule: "busctx", Message: "drops it",
		Pos: token.Position{Filename: file, Line: 1, Column: column},
		End: token.Position{Filename: file, Line: endLine, Column: endColumn},
	}}}}
}

// TestCaret checks where the caret points.
func TestCaret(t *testing.T) {
	t.Parallel()
	for _, test := range []struct {
		name               string
		line               string
		column, end, endAt int
		want               string
	}{
		{"a call", "\treturn b.Dispatch(c) // x", 9, 1, 22, "\t\treturn b.Dispatch(c) // x\n\t\t       ^~~~~~~~~~~~~\n"},
		{"one character", "x := y\n", 1, 1, 2, "\tx := y\n\t^\n"},
		{"a place without an end", "x := y\n", 6, 1, 6, "\tx := y\n\t     ^\n"},
		{"more than one line", "f(func() {  \r\n})\n", 3, 2, 2, "\tf(func() {  \n\t  ^~~~~~~~\n"},
		{"not in ASCII", "ä := \"é\"\n", 7, 1, 11, "\tä := \"é\"\n\t     ^~~\n"},
		{"what a terminal obeys", "x := `\x1b[2J\u202e`\n", 1, 1, 2, "\tx := `\ufffd[2J\ufffd`\n\t^\n"},
		{"a line that has gone", "x", 5, 1, 9, ""},
		{"no such line", "", 5, 1, 9, ""},
	} {
		r := found(t, test.line, test.column, test.end, test.endAt)
		_, got, _ := strings.Cut(written(t, r, "text"), "drops it (busctx)\n")
		if got != test.want {
			t.Errorf("%s: got\n%q\nwant\n%q", test.name, got, test.want)
		}
		r.Terminal = false
		if got := written(t, r, "text"); strings.Count(got, "\n") != 1 {
			t.Errorf("%s: in a pipe there is more than the finding: %q", test.name, got)
		}
	}
}

// TestSeverities checks what each format makes of a severity.
func TestSeverities(t *testing.T) {
	t.Parallel()
	r := found(t, "x := y\n", 1, 1, 2)
	r.Color = true
	for format, want := range map[string][3]string{
		"text":       {"\x1b[31m(busctx)\x1b[0m", "\x1b[33m(busctx)\x1b[0m", "\x1b[36m(busctx)\x1b[0m"},
		"sarif":      {`"level": "error"`, `"level": "warning"`, `"level": "note"`},
		"github":     {"::error file", "::warning file", "::notice file"},
		"gitlab":     {`"severity": "major"`, `"severity": "minor"`, `"severity": "info"`},
		"checkstyle": {`severity="error"`, `severity="warning"`, `severity="info"`},
	} {
		for i, s := range []config.Severity{config.Error, "", config.Info} {
			r.Findings[0].Severity = s
			if got := written(t, r, format); !strings.Contains(got, want[i]) {
				t.Errorf("%s of severity %q: there is no %q in\n%s", format, s, want[i], got)
			}
		}
	}
}

// TestGitLab checks that findings keep their fingerprints when they move, that each has its
// own, and that files are named from the root of the repository.
func TestGitLab(t *testing.T) {
	t.Parallel()
	type lines struct {
		Begin int `json:"begin"`
		End   int `json:"end"`
	}
	type location struct {
		Path  string `json:"path"`
		Lines lines  `json:"lines"`
	}
	type issue struct {
		Fingerprint string   `json:"fingerprint"`
		Location    location `json:"location"`
	}
	issues := func(r Report) (list []issue) {
		if err := json.Unmarshal([]byte(written(t, r, "gitlab")), &list); err != nil {
			t.Fatal(err)
		}
		return list
	}
	r := found(t, "", 1, 1, 2)
	r.Root = filepath.Dir(r.Dir)
	r.Findings = append(r.Findings, r.Findings[0])
	before := issues(r)
	for i := range r.Findings {
		r.Findings[i].Pos.Line, r.Findings[i].End.Line = 9+i, 9+i
	}
	after := issues(r)
	if before[0].Fingerprint == before[1].Fingerprint {
		t.Errorf("two findings have the fingerprint %s", before[0].Fingerprint)
	}
	for i := range after {
		if before[i].Fingerprint != after[i].Fingerprint {
			t.Errorf("the finding has moved, and has another fingerprint")
		}
	}
	if got := after[1].Location; got.Path != filepath.Base(r.Dir)+"/a.go" || got.Lines.Begin != 10 || got.Lines.End != 10 {
		t.Errorf("the location is %+v", got)
	}
	if got := written(t, Report{}, "gitlab"); got != "[]\n" {
		t.Errorf("without findings, it is %q", got)
	}
}
