package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// The committed word data is what the generator makes of WordNet.
func TestReproduced(t *testing.T) {
	const wordnet = "/usr/share/wordnet"
	if _, err := os.Stat(filepath.Join(wordnet, "index.verb")); err != nil {
		t.Skip("WordNet is not installed (Debian, Ubuntu: apt-get install wordnet-base)")
	}
	files, err := generate(wordnet)
	if err != nil {
		t.Fatal(err)
	}
	for name, want := range files {
		got, err := os.ReadFile(filepath.Join("..", name))
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.Equal(got, want) {
			t.Errorf("%s is not what the generator makes: run go generate ./internal/english", name)
		}
	}
}

func TestNoWordNet(t *testing.T) {
	_, err := generate(t.TempDir())
	if err == nil || !strings.Contains(err.Error(), "wordnet-base") {
		t.Errorf("without WordNet: %v; want what to install", err)
	}
}
