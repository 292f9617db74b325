package main

import (
	"bytes"
	"io"
	"os"
	"path/filepath"
	"testing"
)

// TestDocs keeps the catalog of the example in docs current.
//
//	UPDATE=1 go test ./cmd/buslint -run TestDocs
func TestDocs(t *testing.T) {
	docs, err := filepath.Abs("../../docs")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir("../../examples/stickers")
	action := "-check"
	if os.Getenv("UPDATE") != "" {
		action = "-o"
	}
	for _, name := range []string{"catalog.html", "catalog.md", "catalog.json"} {
		var stdout, stderr bytes.Buffer
		args := []string{"catalog", "-link", "../examples/stickers/{file}#L{line}", action, filepath.Join(docs, name), "./..."}
		if code := run(t.Context(), &env{nil, &stdout, &stderr}, args); code != exitClean {
			t.Errorf("docs/%s: exit code %d; if it is out of date, run UPDATE=1 go test ./cmd/buslint -run TestDocs\n%s%s",
				name, code, &stdout, &stderr)
		}
	}
}

// A catalog is the same whenever it is made.
func TestCatalogDeterministic(t *testing.T) {
	t.Chdir("../../examples/stickers")
	for _, format := range []string{"html", "markdown", "json", "mermaid", "dot", "asyncapi"} {
		var first bytes.Buffer
		for range 3 {
			var out bytes.Buffer
			if code := run(t.Context(), &env{nil, &out, io.Discard}, []string{"catalog", "-format", format, "./..."}); code != exitClean {
				t.Fatalf("exit code %d", code)
			}
			if first.Len() == 0 {
				first = out
			}
			if first.Len() == 0 || !bytes.Equal(first.Bytes(), out.Bytes()) {
				t.Fatalf("%s differs from one time to the next, or is empty", format)
			}
		}
	}
}
