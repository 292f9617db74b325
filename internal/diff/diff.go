// Package diff compares texts line by line, and finds the fewest lines in which they
// differ.
package diff

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
)

// A line is one of the lines of two texts: a line of both, or of one of them.
type line struct {
	sign byte // ' ' if both have it, '-' if only the old one has it, '+' if only the new one
	text string
}

// Kept returns for each line of data, counted from 1, which line of old it is, or 0 if it
// is none of them.
func Kept(old, data []byte) []int {
	kept := []int{0}
	at := 0
	for _, l := range compare(split(old), split(data)) {
		if l.sign != '+' {
			at++
		}
		switch l.sign {
		case ' ':
			kept = append(kept, at)
		case '+':
			kept = append(kept, 0)
		}
	}
	return kept
}

// An Edit replaces the bytes from Start up to End of the old text.
type Edit struct {
	Start, End int
	Text       string
}

// Edits returns what makes data of old, in order: for each run of lines that differ, one edit.
func Edits(old, data []byte) []Edit {
	var edits []Edit
	at, open := 0, false // open says that the last edit ends at the line before
	for _, l := range compare(split(old), split(data)) {
		if l.sign != ' ' && !open {
			edits = append(edits, Edit{Start: at, End: at})
		}
		open = l.sign != ' '
		if l.sign != '+' {
			at += len(l.text)
		}
		switch last := len(edits) - 1; l.sign {
		case '-':
			edits[last].End = at
		case '+':
			edits[last].Text += l.text
		}
	}
	return edits
}

// context is how many lines a hunk shows before and after what differs.
const context = 3

// Unified returns how data differs from old as a unified diff, or nil if it does not.
func Unified(oldName string, old []byte, newName string, data []byte) []byte {
	if bytes.Equal(old, data) {
		return nil
	}
	var buf bytes.Buffer
	fmt.Fprintf(&buf, "diff %[1]s %[2]s\n--- %[1]s\n+++ %[2]s\n", oldName, newName)
	lines := compare(split(old), split(data))
	oldAt, newAt, done := 0, 0, 0
	for {
		start := slices.IndexFunc(lines[done:], func(l line) bool { return l.sign != ' ' })
		if start < 0 {
			return buf.Bytes()
		}
		start = max(done, done+start-context)
		oldAt, newAt = oldAt+start-done, newAt+start-done // all of these are in both
		done = hunkEnd(lines, start)
		oldLen, newLen := 0, 0
		for _, l := range lines[start:done] {
			oldLen += bit(l.sign != '+')
			newLen += bit(l.sign != '-')
		}
		fmt.Fprintf(&buf, "@@ -%s +%s @@\n", span(oldAt, oldLen), span(newAt, newLen))
		for _, l := range lines[start:done] {
			buf.WriteByte(l.sign)
			buf.WriteString(l.text)
			if !strings.HasSuffix(l.text, "\n") {
				buf.WriteString("\n\\ No newline at end of file\n")
			}
		}
		oldAt, newAt = oldAt+oldLen, newAt+newLen
	}
}

// hunkEnd returns where the hunk ends that starts at start: after the last difference that
// is so near to the one before it that what they show around them touches.
func hunkEnd(lines []line, start int) int {
	last := start
	for i := start; i < len(lines) && i <= last+2*context+1; i++ {
		if lines[i].sign != ' ' {
			last = i
		}
	}
	return min(last+context+1, len(lines))
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// span returns how a hunk names n lines after the first at lines.
func span(at, n int) string {
	switch n {
	case 0:
		return fmt.Sprintf("%d,0", at)
	case 1:
		return fmt.Sprintf("%d", at+1)
	}
	return fmt.Sprintf("%d,%d", at+1, n)
}

// split returns the lines of a text, with their ends.
func split(text []byte) []string {
	lines := strings.SplitAfter(string(text), "\n")
	if lines[len(lines)-1] == "" {
		lines = lines[:len(lines)-1]
	}
	return lines
}

// compare returns all lines of a and b in order. As few of them as possible are in one only.
func compare(a, b []string) []line {
	prefix, suffix := 0, 0
	for prefix < min(len(a), len(b)) && a[prefix] == b[prefix] {
		prefix++
	}
	for suffix < min(len(a), len(b))-prefix && a[len(a)-1-suffix] == b[len(b)-1-suffix] {
		suffix++
	}
	lines := make([]line, 0, len(a)+len(b))
	for _, text := range a[:prefix] {
		lines = append(lines, line{' ', text})
	}
	lines = append(lines, shortest(a[prefix:len(a)-suffix], b[prefix:len(b)-suffix])...)
	for _, text := range a[len(a)-suffix:] {
		lines = append(lines, line{' ', text})
	}
	return lines
}

// maxEdits is the number of differences up to which the fewest are looked for. The search
// needs memory for the square of it, and texts that differ in more have little in common.
const maxEdits = 3000

// shortest returns the lines of a and b by the algorithm of Myers: in the grid of a and b, it
// looks how far 0, 1, 2, … differences lead on each diagonal, and walks back from where the
// end was reached.
func shortest(a, b []string) []line {
	reached := make([]int, 2*maxEdits+3) // how far in a, by diagonal
	at := func(k int) *int { return &reached[maxEdits+1+k] }
	var trace [][]int // what was reached with fewer differences, from diagonal -d on
	for d := 0; d <= min(len(a)+len(b), maxEdits); d++ {
		trace = append(trace, slices.Clone(reached[maxEdits+1-d-1:maxEdits+1+d+2]))
		for k := -d; k <= d; k += 2 {
			x := *at(k - 1) + 1
			if k == -d || k != d && *at(k - 1) < *at(k + 1) {
				x = *at(k + 1)
			}
			for x < len(a) && x-k < len(b) && a[x] == b[x-k] {
				x++
			}
			*at(k) = x
			if x >= len(a) && x-k >= len(b) {
				return walkBack(a, b, trace)
			}
		}
	}
	var lines []line
	for _, text := range a {
		lines = append(lines, line{'-', text})
	}
	for _, text := range b {
		lines = append(lines, line{'+', text})
	}
	return lines
}

// walkBack returns the lines on the way to the end, where trace says what was reached
// before each difference.
func walkBack(a, b []string, trace [][]int) []line {
	var lines []line
	x, y := len(a), len(b)
	for d, reached := range slices.Backward(trace) {
		before := func(k int) int { return reached[k+d+1] }
		k := x - y
		from := k - 1
		if k == -d || k != d && before(k-1) < before(k+1) {
			from = k + 1
		}
		for fromX := before(from); x > fromX && y > fromX-from; {
			x, y = x-1, y-1
			lines = append(lines, line{' ', a[x]})
		}
		switch {
		case d == 0:
		case from < k:
			x--
			lines = append(lines, line{'-', a[x]})
		default:
			y--
			lines = append(lines, line{'+', b[y]})
		}
	}
	slices.Reverse(lines)
	return lines
}
