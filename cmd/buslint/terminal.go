package main

import (
	"bytes"
	"fmt"
	"io"
	"os"
	"runtime"
	"slices"
	"strings"
)

// isTerminal reports whether what is written to w is shown to a person at once.
func isTerminal(w io.Writer) bool {
	if s, ok := w.(*sink); ok {
		w = s.Writer
	}
	file, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := file.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}

// The values of -color.
const (
	colorAuto   = "auto"
	colorAlways = "always"
	colorNever  = "never"
)

// checkColor returns an error if -color has a value that there is not.
func (o *options) checkColor() error {
	if !slices.Contains([]string{"", colorAuto, colorAlways, colorNever}, o.color) {
		return fmt.Errorf("-color %s: it can be %s, %s or %s", o.color, colorAuto, colorAlways, colorNever)
	}
	return nil
}

// colors reports whether what is written to w has colours: as -color says, or else on a
// terminal that has them, if the user has not set NO_COLOR.
func (o *options) colors(w io.Writer) bool {
	switch o.color {
	case colorAlways:
		return true
	case colorNever:
		return false
	}
	// The console of Windows shows the codes of colours as text, but its newer terminal not.
	old := runtime.GOOS == "windows" && os.Getenv("WT_SESSION") == "" && os.Getenv("TERM") == ""
	return os.Getenv("NO_COLOR") == "" && os.Getenv("TERM") != "dumb" && !old && isTerminal(w)
}

// coloredDiff returns a diff with its lines in the colours that git has for them.
func coloredDiff(diff []byte) []byte {
	var b bytes.Buffer
	for line := range bytes.Lines(diff) {
		text := strings.TrimSuffix(string(line), "\n")
		switch code := map[byte]string{'+': "32", '-': "31", '@': "36", 'd': "1"}[line[0]]; {
		case strings.HasPrefix(text, "+++ ") || strings.HasPrefix(text, "--- "):
			fmt.Fprintf(&b, "\x1b[1m%s\x1b[0m\n", text)
		case code != "":
			fmt.Fprintf(&b, "\x1b[%sm%s\x1b[0m\n", code, text)
		default:
			b.Write(line)
		}
	}
	return b.Bytes()
}
