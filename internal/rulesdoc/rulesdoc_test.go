package main

import (
	"bytes"
	"strings"
	"testing"

	"github.com/buslint/buslint/analyzers"
	"github.com/buslint/buslint/internal/doctext"
	"github.com/buslint/buslint/internal/program"
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

// Drivers show the URL of a rule to who wants to know more.
func TestURLs(t *testing.T) {
	content := page()
	urls := map[string]string{}
	for _, a := range analyzers.Suite {
		urls[a.Name] = a.URL
	}
	for _, r := range program.Rules {
		urls[r.Name] = doctext.URL(r.Name)
	}
	for name, url := range urls {
		file, anchor, _ := strings.Cut(url, "#")
		if !strings.HasSuffix(file, "/docs/rules.md") || !bytes.Contains(content, []byte("\n## "+anchor+"\n")) {
			t.Errorf("%s has the URL %q, of which docs/rules.md knows nothing", name, url)
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
