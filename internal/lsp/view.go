package lsp

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/summary"
)

// A view is what one analysis of a workspace came to. What it says does not
// change, so that requests read it while the next is being made.
type view struct {
	*index    // nil until it is complete
	once      sync.Once
	makeIndex func() *index
	findings  []summary.Finding
	links     map[string]string // where the rules are explained
	texts     map[string]string // of the files that were open, as they were analyzed
	docs      *documents        // as they are now
	dir       string            // below which the names of files are shown
	config    *config.Config    // that it was made with

	mu       sync.Mutex
	mappings map[string]seen // of the files that were asked about
}

// complete makes the index, which findings do without.
func (v *view) complete() {
	v.once.Do(func() { v.index, v.makeIndex = v.makeIndex(), nil })
}

// text returns what the client sees of a file now, and what was analyzed of it.
func (v *view) text(file string) (now, analyzed string) {
	v.mu.Lock()
	defer v.mu.Unlock()
	m := v.mapping(file)
	return m.text, m.old
}

// seen is a file as it was when somebody asked about it.
type seen struct {
	*mapping
	open bool
}

// mapping returns how places of a file have moved since it was analyzed. v.mu is locked.
func (v *view) mapping(file string) *mapping {
	doc, open := v.docs.get(file)
	if s, ok := v.mappings[file]; ok && s.open == open && (!open || s.text == doc.text) {
		return s.mapping
	}
	if v.mappings == nil {
		v.mappings = map[string]seen{}
	}
	now, analyzed := v.read(file, doc, open)
	m := newMapping(analyzed, now)
	v.mappings[file] = seen{m, open}
	return m
}

// read returns what the client sees of a file, and what was analyzed of it.
func (v *view) read(file string, doc document, open bool) (now, analyzed string) {
	analyzed, was := v.texts[file]
	if open && was {
		return doc.text, analyzed
	}
	data, err := os.ReadFile(file)
	if err != nil { // it is gone, and its places with it
		return doc.text, doc.text
	}
	if !was {
		analyzed = string(data)
	}
	if open {
		return doc.text, analyzed
	}
	return string(data), analyzed
}

// look returns what the client asks about by a position.
func (v *view) look(file string, pos position) look {
	now, analyzed := v.text(file)
	at := offsetOf(now, pos)
	return look{view: v, file: file, offset: moved(now, analyzed, at), text: now, at: at}
}

// location returns where a span is now.
func (v *view) location(s span) location {
	return location{uriOf(s.file), v.rangeOf(s)}
}

func (v *view) locations(spans []span) []location {
	locations := make([]location, 0, len(spans))
	for _, s := range spans {
		locations = append(locations, v.location(s))
	}
	return locations
}

func (v *view) rangeOf(s span) textRange {
	v.mu.Lock()
	defer v.mu.Unlock()
	m := v.mapping(s.file)
	return textRange{m.position(s.start), m.position(s.end)}
}

// place names a span in Markdown, as a link to it.
func (v *view) place(s span) string {
	name, err := filepath.Rel(v.dir, s.file)
	if err != nil {
		name = s.file
	}
	line := v.rangeOf(s).Start.Line + 1
	return fmt.Sprintf("[%s:%d](%s#L%d)", filepath.ToSlash(name), line, uriOf(s.file), line)
}

// packageOf returns the path of the package that the file belongs to; "" if it is in
// none.
func (v *view) packageOf(file string) string { return v.packages[filepath.Dir(file)] }
