package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/buslint/buslint/analyzers"
)

func TestUpToDate(t *testing.T) {
	stale, err := generate(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range stale {
		t.Errorf("%s is out of date: run go generate ./internal/rulesdoc", file)
	}
}

// Drivers show Analyzer.URL to who wants to know more.
func TestURLs(t *testing.T) {
	content := page()
	for _, a := range analyzers.Suite {
		file, anchor, _ := strings.Cut(a.URL, "#")
		if !strings.HasSuffix(file, "/docs/rules.md") || !bytes.Contains(content, []byte("\n## "+anchor+"\n")) {
			t.Errorf("%s has the URL %q, of which docs/rules.md knows nothing", a.Name, a.URL)
		}
	}
}

func TestReplaceSection(t *testing.T) {
	const before, after = "# Title\n\n<!-- rules (generated) -->\n", "<!-- end of rules -->\n\nMore.\n"
	for content, want := range map[string]string{
		before + "old\n" + after: before + "new\n" + after,
		before + after:           before + "new\n" + after,
		before:                   "",
		after:                    "",
		"":                       "",
	} {
		got, err := replaceSection([]byte(content), "rules", "new\n")
		if string(got) != want || (err != nil) != (want == "") {
			t.Errorf("replaceSection(%q) = %q, %v; want %q", content, got, err, want)
		}
	}
}
