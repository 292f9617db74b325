package lsp

import (
	"maps"
	"sync"
)

// documents are the files that the client has open, by their names. What it says of
// them is what counts, whatever the disk has.
type documents struct {
	mu   sync.Mutex
	open map[string]document
}

type document struct {
	version int
	text    string
}

func (d *documents) set(file string, version int, text string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.open == nil {
		d.open = map[string]document{}
	}
	d.open[file] = document{version, text}
}

// change applies the changes, one after the other, to a file that is open.
func (d *documents) change(file string, version int, changes []change) {
	doc, ok := d.get(file)
	if !ok {
		return
	}
	for _, c := range changes {
		doc.text = c.apply(doc.text)
	}
	d.set(file, version, doc.text)
}

// apply returns the text with the change.
func (c change) apply(text string) string {
	if c.Range == nil {
		return c.Text
	}
	start, end := offsetOf(text, c.Range.Start), offsetOf(text, c.Range.End)
	return text[:start] + c.Text + text[max(start, end):]
}

func (d *documents) close(file string) {
	d.mu.Lock()
	defer d.mu.Unlock()
	delete(d.open, file)
}

func (d *documents) get(file string) (document, bool) {
	d.mu.Lock()
	defer d.mu.Unlock()
	doc, ok := d.open[file]
	return doc, ok
}

// overlay returns the contents of all that is open.
func (d *documents) overlay() map[string]document {
	d.mu.Lock()
	defer d.mu.Unlock()
	return maps.Clone(d.open)
}
