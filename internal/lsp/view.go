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
	files     map[string]stamp  // of those that were not
	docs      *documents        // as they are now
	dir       string            // below which the names of files are shown
	parts     []*part           // the modules

	mu       sync.Mutex
	mappings map[string]seen // of the files that were asked about
}

// configOf returns the configuration of the innermost module that the file is in.
func (v *view) configOf(file string) *config.Config {
	found := v.parts[0]
	for _, p := range v.parts[1:] {
		if isBelow(p.dir, file) && (!isBelow(found.dir, file) || len(p.dir) > len(found.dir)) {
			found = p
		}
	}
	return found.lint.Config
}

// complete makes the index, which findings do without.
func (v *view) complete() {
	v.once.Do(func() { v.index, v.makeIndex = v.makeIndex(), nil })
}

// text returns what the client sees of a file now, and what was analyzed of it; false if
// nobody knows that any more.
func (v *view) text(file string) (now, analyzed string, known bool) {
	v.mu.Lock()
	defer v.mu.Unlock()
	m := v.mapping(file)
	return m.text, m.old, m.known
}

// seen is a file as it was when somebody asked about it.
type seen struct {
	*mapping
	open  bool
	stamp stamp // if it is not open
	known bool  // what was analyzed
}

// mapping returns how places of a file have moved since it was analyzed. v.mu is locked.
func (v *view) mapping(file string) seen {
	doc, open := v.docs.get(file)
	stamp := stamp{}
	if !open {
		stamp = stampOf(file)
	}
	if s, ok := v.mappings[file]; ok && s.open == open && s.stamp == stamp && (!open || s.text == doc.text) {
		return s
	}
	if v.mappings == nil {
		v.mappings = map[string]seen{}
	}
	now, analyzed, known := v.read(file, doc, open)
	s := seen{newMapping(analyzed, now), open, stamp, known}
	v.mappings[file] = s
	return s
}

// read returns what the client sees of a file, and what was analyzed of it; false if nobody
// knows that, because the disk has something else now.
func (v *view) read(file string, doc document, open bool) (now, analyzed string, known bool) {
	analyzed, was := v.texts[file]
	if open && was {
		return doc.text, analyzed, true
	}
	data, err := os.ReadFile(file)
	if err != nil { // it is gone, and its places with it
		return doc.text, doc.text, false
	}
	if now = string(data); open {
		now = doc.text
	}
	if was {
		return now, analyzed, true
	}
	return now, string(data), v.knows(file)
}

// knows reports whether it is known what was analyzed of a file: what it says of others has
// no place.
func (v *view) knows(file string) bool {
	_, was := v.texts[file]
	stamp, ok := v.files[file]
	return was || !ok || stamp == stampOf(file)
}

// look returns what the client asks about by a position.
func (v *view) look(file string, pos position) look {
	now, analyzed, known := v.text(file)
	at := offsetOf(now, pos)
	l := look{view: v, file: file, offset: nowhere, text: now, at: at}
	if known {
		l.offset = moved(now, analyzed, at)
	}
	return l
}

// nowhere is the offset of a place that was not analyzed.
const nowhere = -1

// location returns where a span is now.
func (v *view) location(s span) location {
	return location{uriOf(s.file), v.rangeOf(s)}
}

// locations returns where spans are now, but for those of which nobody knows that.
func (v *view) locations(spans []span) []location {
	locations := make([]location, 0, len(spans))
	for _, s := range spans {
		if v.knows(s.file) {
			locations = append(locations, v.location(s))
		}
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
