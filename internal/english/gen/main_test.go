package main

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
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

func TestClasses(t *testing.T) {
	const head = "verb: is one\nnoun: is one, too\n"
	c, err := readClasses("# words\n" + head + "\norder verb noun # both\n")
	if err != nil || c.words["order"] != 3 {
		t.Errorf("order is of the classes %b, %v; want 11", c.words["order"], err)
	}
	for text, want := range map[string]string{
		"order verbs":                "no class verbs",
		"order":                      "want a word",
		"order verb\norder noun":     "want a word, once",
		"Order verb":                 "want a word",
		strings.Repeat("a: b\n", 64): "room for 64",
	} {
		if _, err := readClasses(head + text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v; want %s", text, err, want)
		}
	}
}

func TestCount(t *testing.T) {
	words := map[string]attr{"order": noun, "create": neverNoun, "rare": noun}
	if err := count(words, "# counted\n-3 order frobnicate\n\n7 create # mostly functions\n"); err != nil {
		t.Fatal(err)
	}
	for w, want := range map[string]int{"order": -3, "create": 7} {
		if power, ok := words[w].odds(); !ok || power != want {
			t.Errorf("odds of %s: %d, %t; want %d", w, power, ok, want)
		}
	}
	if power, ok := words["rare"].odds(); ok || power != 0 {
		t.Errorf("odds of rare: %d, %t; it was not counted", power, ok)
	}
	if words["frobnicate"] != 0 || words["order"]&noun == 0 {
		t.Error("counting changes how words can be used")
	}
	for _, text := range []string{"order\n", "8 order\n", "-8 order\n"} {
		if err := count(words, text); err == nil || !strings.Contains(err.Error(), "want a power of two") {
			t.Errorf("%q: %v; want an error that says what is wanted", text, err)
		}
	}
}

// A class that no rule asks for says nothing.
func TestClassesUsed(t *testing.T) {
	c, err := readClasses(classes)
	if err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob("../*.go")
	if err != nil {
		t.Fatal(err)
	}
	var code strings.Builder
	for _, f := range files {
		if f = filepath.ToSlash(f); f == "../class.go" || strings.HasSuffix(f, "_test.go") {
			continue
		}
		content, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		code.Write(content)
	}
	for _, name := range c.names {
		if !regexp.MustCompile(`\b` + name + `\b`).MatchString(code.String()) {
			t.Errorf("nothing asks for the class %s", name)
		}
	}
}
