package schemas

import (
	"bytes"
	"go/ast"
	"go/build"
	"go/parser"
	"go/token"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xeipuuv/gojsonschema"

	_ "github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif" // has the schema

	"github.com/buslint/buslint/internal/fix"
	"github.com/buslint/buslint/internal/report"
	"github.com/buslint/buslint/internal/summary"
)

// hostile is a report whose texts have what the formats use themselves.
func hostile(t *testing.T) report.Report {
	t.Helper()
	dir := t.TempDir()
	at := func(line, column int) token.Position {
		return token.Position{Filename: filepath.Join(dir, "a b, %25", "x:y.go"), Offset: 10, Line: line, Column: column}
	}
	return report.Report{
		Dir:     dir,
		Version: "buslint v1.2.3 (go1.26)",
		Context: -1,
		Rules:   []report.Rule{{Name: "busctx", Title: "reports <calls> & more", URL: "https://example.com/#busctx"}, {Name: "eventname", Title: "reports names", URL: "https://example.com/#eventname"}},
		Findings: []report.Finding{{Finding: summary.Finding{
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

func written(t *testing.T, r report.Report, format string) string {
	t.Helper()
	var buf bytes.Buffer
	if err := r.Write(&buf, format); err != nil {
		t.Fatal(err)
	}
	return buf.String()
}

// sarifSchema returns the schema of SARIF 2.1.0, from the source of a library that
// keeps it to itself.
func sarifSchema(t *testing.T) gojsonschema.JSONLoader {
	t.Helper()
	pkg, err := build.Import("github.com/owenrumney/go-sarif/v3/pkg/report/v210/sarif", ".", build.FindOnly)
	if err != nil {
		t.Fatal(err)
	}
	file, err := parser.ParseFile(token.NewFileSet(), filepath.Join(pkg.Dir, "schema.go"), nil, 0)
	if err != nil {
		t.Fatal(err)
	}
	text, err := strconv.Unquote(file.Scope.Lookup("schema").Decl.(*ast.ValueSpec).Values[0].(*ast.BasicLit).Value)
	if err != nil {
		t.Fatal(err)
	}
	return gojsonschema.NewStringLoader(text)
}

func TestSARIF(t *testing.T) {
	schema, err := gojsonschema.NewSchema(sarifSchema(t))
	if err != nil {
		t.Fatal(err)
	}
	empty := report.Report{Version: "v", Rules: hostile(t).Rules}
	for name, text := range map[string]string{
		"hostile": written(t, hostile(t), "sarif"),
		"empty":   written(t, empty, "sarif"),
	} {
		result, err := schema.Validate(gojsonschema.NewStringLoader(text))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		for _, e := range result.Errors() {
			t.Errorf("%s: %v", name, e)
		}
	}
	wrong := strings.Replace(written(t, hostile(t), "sarif"), `"ruleId"`, `"rule_id"`, 1)
	if result, err := schema.Validate(gojsonschema.NewStringLoader(wrong)); err != nil || result.Valid() {
		t.Errorf("the schema accepts a field that SARIF does not have: %v", err)
	}
}
