package lsp

import (
	"net/url"
	"path/filepath"
	"slices"
	"strings"
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
		units += utf16Len(r)
		offset += size
	}
	return offset
}

// positionOf returns the position of the offset in text.
func positionOf(text string, offset int) position {
	offset = min(max(offset, 0), len(text))
	start := strings.LastIndexByte(text[:offset], '\n') + 1
	pos := position{Line: strings.Count(text[:start], "\n")}
	for _, r := range text[start:offset] {
		pos.Character += utf16Len(r)
	}
	return pos
}

// utf16Len returns how many UTF-16 code units a rune takes. A byte that is no UTF-8
// takes one, as the replacement character does.
func utf16Len(r rune) int {
	if r >= 0x10000 {
		return 2
	}
	return 1
}

// moved returns where the offset of old is in text, which came of old by edits. What an
// edit in one place replaced is taken for the start of what replaced it; between several
// a line is looked for by what it says.
func moved(old, text string, offset int) int {
	if old == text {
		return offset
	}
	same := 0
	for same < len(old) && same < len(text) && old[same] == text[same] {
		same++
	}
	if offset <= same {
		return offset
	}
	after := 0
	for after < len(old)-same && after < len(text)-same && old[len(old)-1-after] == text[len(text)-1-after] {
		after++
	}
	if len(old)-offset <= after {
		return len(text) - (len(old) - offset)
	}
	return movedLine(old, text, offset, same)
}

// movedLine returns where the offset is in text, if that has its line as often as old, or
// else the next line above of which that can be said. If there is none near it returns
// otherwise.
func movedLine(old, text string, offset, otherwise int) int {
	const near = 20
	at := offset
	for i := 0; i < near && at > otherwise; i++ {
		start := strings.LastIndexByte(old[:at], '\n') + 1
		line, _, _ := strings.Cut(old[start:], "\n")
		was, is := lines(old, line), lines(text, line)
		if strings.TrimSpace(line) != "" && len(was) == len(is) {
			same := is[slices.Index(was, start)]
			if i == 0 {
				return same + offset - start
			}
			return min(same+len(line)+1, len(text))
		}
		at = start - 1
	}
	return otherwise
}

// lines returns where the line is in text.
func lines(text, line string) []int {
	var starts []int
	offset := 0
	for l := range strings.SplitSeq(text, "\n") {
		if l == line {
			starts = append(starts, offset)
		}
		offset += len(l) + 1
	}
	return starts
}

// fileOf returns the name of the file that uri says; "" if it is no file's.
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
