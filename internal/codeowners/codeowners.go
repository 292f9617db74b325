// Package codeowners reads who owns the files of a repository, from a file CODEOWNERS as
// GitHub and GitLab know it.
package codeowners

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
)

// Owners say who owns which files. Of the rules that match a file, the last counts.
type Owners []rule

type rule struct {
	pattern *regexp.Regexp
	owners  string
}

// Find reads the owners of the repository whose work tree has the root. It returns none if
// there is no file CODEOWNERS in a folder in which GitHub or GitLab look for it.
func Find(root string) (Owners, error) {
	for _, dir := range []string{".github", ".gitlab", "", "docs"} {
		text, err := os.ReadFile(filepath.Join(root, dir, "CODEOWNERS"))
		if err == nil {
			return Parse(string(text)), nil
		}
		if !errors.Is(err, fs.ErrNotExist) {
			return nil, err
		}
	}
	return nil, nil
}

// Parse reads the text of a file CODEOWNERS. Lines that make no sense are left out, as
// GitHub leaves them out.
func Parse(text string) Owners {
	var all Owners
	otherwise := "" // the owners of the section, as GitLab has them
	for line := range strings.Lines(text) {
		words := fields(line)
		if len(words) == 0 {
			continue
		}
		if section, ok := sectionOwners(words); ok {
			otherwise = section
			continue
		}
		pattern, err := compile(words[0])
		if err != nil {
			continue
		}
		owners := strings.Join(words[1:], " ")
		if owners == "" {
			owners = otherwise
		}
		all = append(all, rule{pattern, owners})
	}
	return all
}

// Of returns the owners of a file, separated by spaces, or "" if it has none. The file is
// named relative to the root, with slashes.
func (o Owners) Of(file string) string {
	for _, rule := range slices.Backward(o) {
		if rule.pattern.MatchString(file) {
			return rule.owners
		}
	}
	return ""
}

// fields returns the words of a line up to a comment. A space behind a backslash is part of
// a word, and a section is a word.
func fields(line string) []string {
	var words []string
	var word strings.Builder
	end := func() {
		if word.Len() > 0 {
			words = append(words, word.String())
			word.Reset()
		}
	}
	line = strings.TrimSpace(line)
	bracket := strings.HasPrefix(line, "[") || strings.HasPrefix(line, "^[")
	for i := 0; i < len(line); i++ {
		switch c := line[i]; {
		case c == '\\' && i+1 < len(line):
			i++
			word.WriteByte('\\')
			word.WriteByte(line[i])
		case c == '#' && word.Len() == 0:
			return words
		case (c == ' ' || c == '\t') && !bracket:
			end()
		default:
			bracket = bracket && c != ']'
			word.WriteByte(c)
		}
	}
	end()
	return words
}

// sectionOwners returns the owners that the head of a section names, and whether the words
// are one: [Docs], ^[Docs][2] @writers.
func sectionOwners(words []string) (string, bool) {
	if !strings.HasPrefix(words[0], "[") && !strings.HasPrefix(words[0], "^[") {
		return "", false
	}
	return strings.Join(words[1:], " "), true
}

// compile returns what matches the files that a pattern means. A pattern without a slash,
// but for one at its end, means files and folders in any folder, and a folder means all
// below it. Only what ends in /* does not go deeper.
func compile(pattern string) (*regexp.Regexp, error) {
	whole := strings.TrimSuffix(pattern, "/")
	var b strings.Builder
	b.WriteString("^")
	if !strings.Contains(whole, "/") {
		b.WriteString("(?:.*/)?")
	}
	rest := strings.TrimPrefix(whole, "/")
	for rest != "" {
		switch {
		case strings.HasPrefix(rest, "**/"):
			b.WriteString("(?:.*/)?")
			rest = rest[len("**/"):]
		case strings.HasPrefix(rest, "**"):
			b.WriteString(".*")
			rest = rest[len("**"):]
		case rest[0] == '*':
			b.WriteString("[^/]*")
			rest = rest[1:]
		case rest[0] == '?':
			b.WriteString("[^/]")
			rest = rest[1:]
		case rest[0] == '\\' && len(rest) > 1:
			b.WriteString(regexp.QuoteMeta(rest[1:2]))
			rest = rest[2:]
		default:
			b.WriteString(regexp.QuoteMeta(rest[:1]))
			rest = rest[1:]
		}
	}
	switch {
	case whole != pattern:
		b.WriteString("/")
	case strings.HasSuffix(pattern, "/*"):
		b.WriteString("$")
	default:
		b.WriteString("(?:/|$)")
	}
	return regexp.Compile(b.String())
}
