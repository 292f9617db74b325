package lsp

import (
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// offsetOf returns the offset in text of pos. What lies behind the end of a line, or of
// the text, is taken for that end.
func offsetOf(text string, pos position) int {
	offset := 0
	for range pos.Line {
		i := strings.IndexByte(text[offset:], '\n')
		if i < 0 {
			return len(text)
		}
		offset += i + 1
	}
	for units := 0; units < pos.Character && offset < len(text); {
		r, size := utf8.DecodeRuneInString(text[offset:])
		if r == '\n' || r == '\r' && strings.HasPrefix(text[offset+1:], "\n") {
			break
		}
		units += utf16.RuneLen(r)
		offset += size
	}
	return offset
}

// positionOf returns the position of the offset in text, where a byte that is no UTF-8 counts as
// the replacement character does.
func positionOf(text string, offset int) position {
	offset = min(max(offset, 0), len(text))
	start := strings.LastIndexByte(text[:offset], '\n') + 1
	pos := position{Line: strings.Count(text[:start], "\n")}
	for _, r := range text[start:offset] {
		pos.Character += utf16.RuneLen(r)
	}
	return pos
}

// moved returns where the offset of old is in text, which came of old by edits.
func moved(old, text string, offset int) int {
	if old == text {
		return offset
	}
	return newMapping(old, text).moved(offset)
}

// A mapping leads from places in an old text to those in the text that came of it by edits.
// It is there for many places of a long text.
type mapping struct {
	old, text    string
	same, after  int // how many bytes at the start and at the end are in both
	starts       []int
	wasAt, nowAt map[string][]int // where lines are, by what they say; nil until needed
}

func newMapping(old, text string) *mapping {
	m := &mapping{old: old, text: text}
	if old == text {
		m.same = len(text)
		return m
	}
	for m.same < len(old) && m.same < len(text) && old[m.same] == text[m.same] {
		m.same++
	}
	for m.after < len(old)-m.same && m.after < len(text)-m.same && old[len(old)-1-m.after] == text[len(text)-1-m.after] {
		m.after++
	}
	return m
}

// moved returns where the offset is now. What an edit in one place replaced is taken for the
// start of what replaced it; between several a line is looked for by what it says.
func (m *mapping) moved(offset int) int {
	switch {
	case offset <= m.same:
		return offset
	case len(m.old)-offset <= m.after:
		return len(m.text) - (len(m.old) - offset)
	}
	return m.movedLine(offset)
}

// movedLine returns where the offset is in the text, if that has its line as often as the
// old one, or else the next line above of which that can be said. If there is none near it
// returns where the edits begin.
func (m *mapping) movedLine(offset int) int {
	if m.wasAt == nil {
		m.wasAt, m.nowAt = linesOf(m.old), linesOf(m.text)
	}
	const near = 20
	at := offset
	for i := 0; i < near && at > m.same; i++ {
		start := strings.LastIndexByte(m.old[:at], '\n') + 1
		line, _, _ := strings.Cut(m.old[start:], "\n")
		was, is := m.wasAt[line], m.nowAt[line]
		if strings.TrimSpace(line) != "" && len(was) == len(is) {
			n, _ := slices.BinarySearch(was, start)
			if i == 0 {
				return is[n] + offset - start
			}
			return min(is[n]+len(line)+1, len(m.text))
		}
		at = start - 1
	}
	return m.same
}

// linesOf returns where each line starts, by what it says.
func linesOf(text string) map[string][]int {
	lines := map[string][]int{}
	offset := 0
	for line := range strings.SplitSeq(text, "\n") {
		lines[line] = append(lines[line], offset)
		offset += len(line) + 1
	}
	return lines
}

// position returns where the offset in the old text is now.
func (m *mapping) position(offset int) position {
	if m.starts == nil {
		m.starts = []int{0}
		for i := range len(m.text) {
			if m.text[i] == '\n' {
				m.starts = append(m.starts, i+1)
			}
		}
	}
	offset = min(max(m.moved(offset), 0), len(m.text))
	line, found := slices.BinarySearch(m.starts, offset)
	if !found {
		line--
	}
	start := m.starts[line]
	return position{Line: line, Character: positionOf(m.text[start:], offset-start).Character}
}

// fileOf returns the name of the file that uri says; "" if it names no file.
func fileOf(uri documentURI) string {
	u, err := url.Parse(string(uri))
	if err != nil || u.Scheme != "file" {
		return ""
	}
	name := u.Path
	if len(name) > 2 && name[0] == '/' && name[2] == ':' { // /C:/…
		name = name[1:]
	}
	return filepath.FromSlash(name)
}

// uriOf returns the URI of a file.
func uriOf(file string) documentURI {
	name := filepath.ToSlash(file)
	if !strings.HasPrefix(name, "/") {
		name = "/" + name
	}
	return documentURI((&url.URL{Scheme: "file", Path: name}).String())
}
