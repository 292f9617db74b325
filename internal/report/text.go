package report

import (
	"fmt"
	"io"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/buslint/buslint/internal/config"
)

// text writes a line for each finding, as go vet does, with the rule's name at its
// end, and indented lines for the places it is related to.
func (r Report) text(w io.Writer) error {
	files := lines{}
	p := paint(r.Color)
	for _, f := range r.Findings {
		fmt.Fprintf(w, "%s: %s %s\n", p.bold(Relative(r.Dir, f.Pos.String())), f.Message, p.of(f.severity(), "("+f.Rule+")"))
		if r.Terminal && r.Context < 0 {
			r.caret(w, f, files)
		}
		for _, related := range f.Related {
			fmt.Fprintf(w, "\t%s: %s\n", p.bold(Relative(r.Dir, related.Pos.String())), related.Message)
		}
		if r.Context >= 0 {
			r.source(w, f, files)
		}
	}
	return nil
}

// source writes the lines of the finding. A failure to read them is not an error: the place
// has been named.
func (r Report) source(w io.Writer, f Finding, files lines) {
	of := files.of(f.Pos.Filename)
	for n := max(f.Pos.Line-r.Context, 1); n <= min(f.End.Line+r.Context, len(of)); n++ {
		fmt.Fprintf(w, "%d\t%s\n", n, of[n-1])
	}
}

// caret writes the first line of the finding, and below it a line that points to what it is
// about.
func (r Report) caret(w io.Writer, f Finding, files lines) {
	of := files.of(f.Pos.Filename)
	if f.Pos.Line < 1 || f.Pos.Line > len(of) {
		return
	}
	line := strings.TrimSuffix(of[f.Pos.Line-1], "\r")
	start := f.Pos.Column - 1
	if start < 0 || start > len(line) {
		return
	}
	end := len(strings.TrimRight(line, " \t"))
	if f.End.Line == f.Pos.Line {
		end = min(f.End.Column-1, len(line))
	}
	// Tabs stay, so that the caret stands where the text does, however wide they are.
	blank := strings.Map(func(c rune) rune {
		if c == '\t' {
			return c
		}
		return ' '
	}, line[:start])
	width := 1
	if end > start {
		width = utf8.RuneCountInString(line[start:end])
	}
	fmt.Fprintf(w, "\t%s\n\t%s%s\n", printable(line), blank, paint(r.Color).of(f.severity(), "^"+strings.Repeat("~", width-1)))
}

// printable returns a line without what a terminal would take for a command.
func printable(line string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsControl(c) && c != '\t' || unicode.Is(unicode.Bidi_Control, c) {
			return unicode.ReplacementChar
		}
		return c
	}, line)
}

// paint says whether texts are coloured.
type paint bool

func (p paint) bold(text string) string { return p.with("1", text) }

// of returns the text in the colour of the severity.
func (p paint) of(s config.Severity, text string) string {
	return p.with(map[config.Severity]string{config.Error: "31", config.Warning: "33", config.Info: "36"}[s], text)
}

func (p paint) with(code, text string) string {
	if !p {
		return text
	}
	return "\x1b[" + code + "m" + text + "\x1b[0m"
}
