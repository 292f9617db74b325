package git

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"regexp"
	"sort"
	"strconv"
	"strings"
)

// Changes are the lines of Go files in which a work tree differs from a commit.
type Changes struct {
	hunks   map[string][]hunk // in order, by the repository's names of files
	was     map[string]string // the names that files had in the commit, where these were others
	tracked map[string]bool
	whole   map[string]bool // files that are not tracked, and not ignored
}

// A hunk is a run of lines that stands for another, each counted from 1.
type hunk struct{ old, oldLen, new, newLen int }

// Changes returns the differences between a commit and the work tree, whether staged or not.
func (r *Repository) Changes(ctx context.Context, commit string) (*Changes, error) {
	out, err := r.git(ctx, "diff-index", "-p", "-U0", "--inter-hunk-context=0", "--text", "--find-renames", "-l5000", "--no-color",
		"--no-ext-diff", "--no-textconv", "--src-prefix=a/", "--dst-prefix=b/", "--ignore-submodules=all", commit, "--", "*.go")
	if err != nil {
		return nil, err
	}
	c := &Changes{hunks: map[string][]hunk{}, was: map[string]string{}}
	if err := c.read(out); err != nil {
		return nil, err
	}
	if c.tracked, err = r.files(ctx, "--cached"); err != nil {
		return nil, err
	}
	c.whole, err = r.files(ctx, "--others", "--exclude-standard")
	return c, err
}

// files returns the names of the Go files that git lists.
func (r *Repository) files(ctx context.Context, flags ...string) (map[string]bool, error) {
	out, err := r.git(ctx, append(append([]string{"ls-files", "-z"}, flags...), "--", "*.go")...)
	names := map[string]bool{}
	for name := range strings.SplitSeq(string(out), "\x00") {
		names[name] = true
	}
	return names, err
}

// read reads a difference without context.
func (c *Changes) read(diff []byte) error {
	name, was, skip := "", "", 0
	for line := range bytes.Lines(diff) {
		text := strings.TrimRight(string(line), "\n")
		switch {
		case skip > 0 && !strings.HasPrefix(text, `\`):
			skip-- // of the files
		case strings.HasPrefix(text, "rename from "):
			was = unquoted(text[len("rename from "):])
		case strings.HasPrefix(text, "rename to "):
			c.was[unquoted(text[len("rename to "):])] = was
		case strings.HasPrefix(text, "+++ "):
			name = strings.TrimPrefix(strings.TrimSuffix(unquoted(text[len("+++ "):]), "\t"), "b/")
		case strings.HasPrefix(text, "@@ "):
			h, err := readHunk(text)
			if err != nil {
				return err
			}
			skip = h.oldLen + h.newLen
			c.hunks[name] = append(c.hunks[name], h)
		}
	}
	return nil
}

// unquoted returns the name of a file in the head of a difference, where odd ones are quoted.
func unquoted(text string) string {
	if name, err := strconv.Unquote(text); err == nil {
		return name
	}
	return text
}

// readHunk reads a line such as "@@ -3,2 +3 @@".
func readHunk(line string) (hunk, error) {
	m := hunkHead.FindStringSubmatch(line)
	if m == nil {
		return hunk{}, fmt.Errorf("git: no hunk begins with %q", line)
	}
	var n [4]int
	for i, digits := range m[1:] {
		n[i], _ = strconv.Atoi(cmp.Or(digits, "1")) // without a number it is one line
	}
	return hunk{n[0], n[1], n[2], n[3]}, nil
}

var hunkHead = regexp.MustCompile(`^@@ -(\d{1,9})(?:,(\d{1,9}))? \+(\d{1,9})(?:,(\d{1,9}))? @@`)

// Ignores reports whether git ignores a file, so that its history is not known.
func (c *Changes) Ignores(name string) bool { return !c.tracked[name] && !c.whole[name] }

// OldName returns the name that a file had in the commit.
func (c *Changes) OldName(name string) string { return cmp.Or(c.was[name], name) }

// Old returns the line of the commit that corresponds to a line of a file. It reports false
// if the line is new.
func (c *Changes) Old(name string, line int) (old int, ok bool) {
	if c.whole[name] {
		return 0, false
	}
	hunks := c.hunks[name]
	// Of the hunks that begin at the line or above it only the last matters. One that only
	// takes lines away names the line above them.
	i := sort.Search(len(hunks), func(i int) bool {
		h := hunks[i]
		return h.new > line || h.newLen == 0 && h.new == line
	})
	if i == 0 {
		return line, true
	}
	h := hunks[i-1]
	if line < h.new+h.newLen {
		return 0, false
	}
	oldEnd, newEnd := h.old+h.oldLen, h.new+h.newLen // the lines behind it
	if h.oldLen == 0 {
		oldEnd++
	}
	if h.newLen == 0 {
		newEnd++
	}
	return oldEnd + line - newEnd, true
}
