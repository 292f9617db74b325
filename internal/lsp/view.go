package lsp

import (
	"fmt"
	"os"
	"path/filepath"
	"sync"

	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/summary"
)

// A view is what one analysis of a workspace came to. It does not change, so that
// requests read it while the next is being made.
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
}

// complete makes the index, which findings do without.
func (v *view) complete() {
	v.once.Do(func() { v.index, v.makeIndex = v.makeIndex(), nil })
}

// text returns what the client sees of a file now, and what was analyzed of it.
func (v *view) text(file string) (now, analyzed string) {
	doc, open := v.docs.get(file)
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
	now, analyzed := v.text(s.file)
	return textRange{
		positionOf(now, moved(analyzed, now, s.start)),
		positionOf(now, moved(analyzed, now, s.end)),
	}
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
