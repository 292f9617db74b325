package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// What documents show as .buslint.yml can be read.
func TestDocumentedConfigs(t *testing.T) {
	for _, doc := range []string{"README.md", "docs/configuring.md"} {
		page, err := os.ReadFile(filepath.Join("..", "..", doc))
		if err != nil {
			t.Fatal(err)
		}
		_, text, ok := strings.Cut(string(page), "```yaml\n")
		if !ok {
			t.Fatalf("%s shows no configuration", doc)
		}
		text, _, _ = strings.Cut(text, "```\n")
		file := filepath.Join(t.TempDir(), "config.yml")
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
		var stdout, stderr bytes.Buffer
		if code := run(t.Context(), &env{nil, &stdout, &stderr}, []string{"flags", "-config", file}); code != exitClean || stdout.Len() == 0 {
			t.Errorf("%s: exit code %d, with\n%s%s", doc, code, &stdout, &stderr)
		}
	}
}
