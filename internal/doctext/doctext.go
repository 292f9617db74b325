// Package doctext takes the documentation of an analyzer from the package
// comment of its doc.go, the only text that a rule has. The help of the binary,
// docs/rules.md and the README's table all derive from it.
package doctext

import (
	"fmt"
	"go/parser"
	"go/token"
	"strings"
)

// Of returns the package comment of the Go source src as an analyzer's Doc: its
// first paragraph is the title, without the leading "Package name". It panics if
// src has no such comment: an analyzer's source is embedded, so that only its
// author sees this.
func Of(src string) string {
	file, err := parser.ParseFile(token.NewFileSet(), "doc.go", src, parser.ParseComments|parser.PackageClauseOnly)
	if err != nil {
		panic(fmt.Sprintf("doctext: %v", err))
	}
	prefix := "Package " + file.Name.Name + " "
	text := file.Doc.Text()
	if !strings.HasPrefix(text, prefix) {
		panic(fmt.Sprintf("doctext: the package comment of %s does not start with %q", file.Name.Name, prefix))
	}
	title, body, _ := strings.Cut(strings.TrimPrefix(text, prefix), "\n\n")
	// The title stands alone in lists: one line, no full stop.
	title = strings.TrimSuffix(strings.ReplaceAll(strings.TrimSpace(title), "\n", " "), ".")
	return title + "\n\n" + strings.TrimSpace(body)
}

// Docs is where the documents are for those who have only the program.
const Docs = "https://github.com/buslint/buslint/blob/main/docs/"

// URL returns the address of the page of the rule.
func URL(rule string) string {
	return Docs + "rules.md#" + rule
}
