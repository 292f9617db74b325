// Package misspelt knows what a misspelt name may have meant.
package misspelt

import (
	"fmt"
	"strings"
)

// Unknown returns an error that says that there is no such thing, and suggests a known name
// or lists all of them.
func Unknown(what, name string, known []string) error {
	if name == "" {
		name = `""`
	}
	if meant := Meant(name, known); meant != "" {
		return fmt.Errorf("there is no %s %s; did you mean %s?", what, name, meant)
	}
	if len(known) == 0 {
		return fmt.Errorf("there is no %s %s; there are no %ss", what, name, what)
	}
	return fmt.Errorf("there is no %s %s; there are %s", what, name, strings.Join(known, ", "))
}

// Meant returns the known name that name may be a misspelling of, or "".
func Meant(name string, known []string) string { return nearest(name, known, min(len(name)/3+1, 3)) }

// Certainly returns the known name from which name differs by one or two letters, or "". It
// is for names that may also be right, and known to another tool.
func Certainly(name string, known []string) string {
	if len(name) < 6 {
		return ""
	}
	return nearest(name, known, 2)
}

// nearest returns the known name from which name differs least, by no more letters than
// that, or "".
func nearest(name string, known []string, least int) string {
	best := ""
	for _, candidate := range known {
		if d := distance(strings.ToLower(name), strings.ToLower(candidate)); d <= least {
			best, least = candidate, d-1
		}
	}
	return best
}

// distance returns how many letters have to be put in, left out or replaced to make
// b of a.
func distance(a, b string) int {
	row := make([]int, len(b)+1)
	for j := range row {
		row[j] = j
	}
	for i := range len(a) {
		diagonal := row[0]
		row[0] = i + 1
		for j := range len(b) {
			replaced := diagonal
			if a[i] != b[j] {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(replaced, row[j]+1, diagonal+1)
		}
	}
	return row[len(b)]
}
