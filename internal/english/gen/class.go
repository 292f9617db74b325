package main

import (
	"bytes"
	"fmt"
	"go/format"
	"maps"
	"slices"
	"strings"
)

// A class is a set of the classes of classes.txt.
type class uint64

// classList is what classes.txt says.
type classList struct {
	names, docs []string
	words       map[string]class
}

// readClasses reads classes.txt: lines "class: what it is", and then lines of a word and
// its classes.
func readClasses(text string) (*classList, error) {
	c := &classList{words: map[string]class{}}
	for l := range strings.Lines(text) {
		l, _, _ = strings.Cut(l, "#")
		if name, doc, ok := strings.Cut(l, ": "); ok {
			c.names, c.docs = append(c.names, name), append(c.docs, strings.TrimSpace(doc))
			continue
		}
		f := strings.Fields(l)
		if len(f) == 0 {
			continue
		}
		if c.words[f[0]] != 0 || len(f) == 1 || !plain(f[0]) {
			return nil, fmt.Errorf("classes.txt: %q: want a word, once, and its classes", l)
		}
		for _, name := range f[1:] {
			i := slices.Index(c.names, name)
			if i < 0 {
				return nil, fmt.Errorf("classes.txt: %q: there is no class %s", l, name)
			}
			c.words[f[0]] |= 1 << i
		}
	}
	if len(c.names) > 64 {
		return nil, fmt.Errorf("classes.txt: there is room for 64 classes, not for %d", len(c.names))
	}
	return c, nil
}

// file returns class.go: the classes as constants.
func (c *classList) file() ([]byte, error) {
	var b bytes.Buffer
	fmt.Fprint(&b, generated, "package english\n\n// A class is a set of classes of words: what a word does in a name that no dictionary says.\ntype class uint64\n\nconst (\n")
	for i, name := range c.names {
		value := ""
		if i == 0 {
			value = " class = 1 << iota"
		}
		fmt.Fprintf(&b, "%s%s // %s\n", name, value, c.docs[i])
	}
	fmt.Fprint(&b, ")\n")
	return format.Source(b.Bytes())
}

// number returns the attrs of words that are of no class, the sorts of those that are, and
// the place of each word among them by its number, as a line of words.txt has it.
func (c *classList) number(words map[string]attr) (bare []attr, sorts []sort, numbers map[string]int) {
	numbers = map[string]int{}
	for _, w := range slices.Sorted(maps.Keys(words)) {
		i, ok := slices.BinarySearch(bare, words[w])
		if !ok {
			bare = slices.Insert(bare, i, words[w])
		}
	}
	for w, a := range words {
		numbers[w], _ = slices.BinarySearch(bare, a)
	}
	for _, w := range slices.Sorted(maps.Keys(c.words)) {
		s := sort{words[w], c.words[w]}
		i := slices.Index(sorts, s)
		if i < 0 {
			i, sorts = len(sorts), append(sorts, s)
		}
		numbers[w] = classed + i
	}
	return bare, sorts, numbers
}
