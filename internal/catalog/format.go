package catalog

import (
	"bytes"
	"encoding/json"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"github.com/buslint/buslint/internal/misspelt"
	"github.com/buslint/buslint/internal/plural"
)

// A Format is a way to write a catalog down.
type Format struct {
	Name   string
	render func(*Catalog) ([]byte, error)
	exts   []string       // of files that have it
	places *regexp.Regexp // places, in the format; what its group matches of them is no number of a line and no link
}

// Formats are all formats, the usual one first.
var Formats = []Format{
	{"html", html, []string{".html", ".htm"}, regexp.MustCompile(`<(?:a|span) class="place"(?: href="[^"]*")?>([^<]*?)(?::|line )\d+</(?:a|span)>`)},
	{"markdown", markdown, []string{".md", ".markdown"}, regexp.MustCompile(`\[((?:\\.|[^\\\]])*)\]\(<[^>]*>\)`)},
	{"json", indented[*Catalog], []string{".json"}, regexp.MustCompile(`(?m)^ +"(?:line|url)": ()[^\n]*\n`)},
	{"mermaid", mermaid, []string{".mmd", ".mermaid"}, nil},
	{"dot", dot, []string{".dot", ".gv"}, nil},
	{"asyncapi", asyncAPI, nil, regexp.MustCompile(`(?m)^ +"line": ()[^\n]*\n`)},
}

// Comparable returns what is compared of a catalog in the format, to find out whether it is
// out of date: all but numbers of lines, which change with any code above, and links, which
// lead to another place for who has forked a repository.
func (f Format) Comparable(content []byte) []byte {
	content = bytes.ReplaceAll(content, []byte("\r\n"), []byte("\n")) // checked out with the line ends of another system
	if f.places == nil {
		return content
	}
	return f.places.ReplaceAll(content, []byte("$1"))
}

// Render returns the catalog in that format.
func (f Format) Render(c *Catalog) ([]byte, error) { return f.render(c) }

// FormatNames returns the names of all formats.
func FormatNames() []string {
	var names []string
	for _, f := range Formats {
		names = append(names, f.Name)
	}
	return names
}

// FormatNamed returns the format of that name; or if name is "", the one that the
// extension of file stands for, or the usual one if it has none. It returns an error if
// there is no such format.
func FormatNamed(name, file string) (Format, error) {
	ext := strings.ToLower(filepath.Ext(file))
	for _, f := range Formats {
		if f.Name == name || name == "" && slices.Contains(f.exts, ext) {
			return f, nil
		}
	}
	switch {
	case name == "" && ext == "":
		return Formats[0], nil
	case name == "":
		return Format{}, fmt.Errorf("%s: no format has the extension %s; choose one with -format: %s", file, ext, strings.Join(FormatNames(), ", "))
	}
	return Format{}, misspelt.Unknown("format", name, FormatNames())
}

func indented[T any](v T) ([]byte, error) {
	var b bytes.Buffer
	enc := json.NewEncoder(&b)
	enc.SetIndent("", "  ")
	err := enc.Encode(v)
	return b.Bytes(), err
}

// visible returns s with each character that cannot be seen, or that changes the
// direction of what follows it, replaced by its number: in plain text nothing else
// keeps a comment from rearranging the lines around it.
func visible(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\n' || r == '\t':
			b.WriteRune(r)
		case unicode.Is(unicode.Cc, r) || unicode.Is(unicode.Bidi_Control, r):
			fmt.Fprintf(&b, "U+%04X", r)
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// oneLine returns s without line breaks.
func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// summary counts the messages by their kinds.
func (c *Catalog) summary() string {
	var parts []string
	for _, kind := range []string{"event", "command", "query", "message"} {
		n := 0
		for _, m := range c.Messages {
			if m.Kind == kind {
				n++
			}
		}
		switch {
		case kind == "message" && n > 0:
			parts = append(parts, plural.Of(n, "message")+" without a kind")
		case kind != "message":
			parts = append(parts, plural.Of(n, kind))
		}
	}
	return strings.Join(parts, ", ")
}

// title names the catalog by its modules.
func (c *Catalog) title() string {
	if len(c.Modules) == 0 {
		return "Messages"
	}
	return "Messages of " + strings.Join(c.Modules, ", ")
}

// A kindText explains a kind of messages.
type kindText struct{ Kind, Text string }

// kinds explains the kinds of messages that there are, each in a line.
func (c *Catalog) kinds() []kindText {
	all := []kindText{
		{"event", "An event says what has happened. Any number of listeners hear it."},
		{"command", "A command asks for something to be done. One handler does it."},
		{"query", "A query asks for information. One handler fills in its result."},
		{"message", "A message has no kind if its name and its uses do not tell, or contradict each other."},
	}
	return slices.DeleteFunc(all, func(k kindText) bool {
		return !slices.ContainsFunc(c.Messages, func(m *Message) bool { return m.Kind == k.Kind })
	})
}
