// Rulesdoc writes the documentation that derives from the analyzers: all of
// docs/rules.md and, in README.md, what stands between its markers. The texts
// are the package comments of the analyzers; the only thing that README.md has
// of its own is what the linter prints for the example.
//
// Usage, as go generate runs it:
//
//	go run ./internal/rulesdoc [-check]
//
// With -check it writes nothing and exits 1 if a file is out of date.
package main

//go:generate go run .

import (
	"bytes"
	"context"
	"errors"
	"flag"
	"fmt"
	"go/doc/comment"
	"log"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/analyzers"
)

func main() {
	log.SetFlags(0)
	log.SetPrefix("rulesdoc: ")
	check := flag.Bool("check", false, "write nothing, exit 1 if a file is out of date")
	flag.Parse()
	stale, err := generate(context.Background(), !*check)
	if err != nil {
		log.Fatal(err)
	}
	if *check && len(stale) > 0 {
		log.Fatalf("out of date: %s; run go generate ./internal/rulesdoc", strings.Join(stale, ", "))
	}
}

// generate returns the files that are out of date, and with write set mends
// them.
func generate(ctx context.Context, write bool) (stale []string, err error) {
	gomod, err := exec.CommandContext(ctx, "go", "env", "GOMOD").Output()
	if err != nil {
		return nil, err
	}
	root := filepath.Dir(strings.TrimSpace(string(gomod)))
	readme, err := os.ReadFile(filepath.Join(root, "README.md"))
	if err != nil {
		return nil, err
	}
	transcript, err := transcript(ctx, root)
	if err != nil {
		return nil, err
	}
	current := readme
	for name, content := range map[string]string{"rules": table(), "example": transcript} {
		if readme, err = replaceSection(readme, name, content); err != nil {
			return nil, fmt.Errorf("README.md: %w", err)
		}
	}
	if !bytes.Equal(readme, current) {
		stale = append(stale, "README.md")
	}

	rules := page()
	current, err = os.ReadFile(filepath.Join(root, "docs", "rules.md"))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	if !bytes.Equal(rules, current) {
		stale = append(stale, "docs/rules.md")
	}
	if !write {
		return stale, nil
	}
	return stale, errors.Join(
		os.WriteFile(filepath.Join(root, "README.md"), readme, 0o666),
		os.WriteFile(filepath.Join(root, "docs", "rules.md"), rules, 0o666))
}

// replaceSection returns content with another text between the lines
// "<!-- name … -->" and "<!-- end of name -->".
func replaceSection(content []byte, name, text string) ([]byte, error) {
	_, from, ok := bytes.Cut(content, []byte("\n<!-- "+name+" "))
	if ok {
		_, from, ok = bytes.Cut(from, []byte("-->\n"))
	}
	end := []byte("<!-- end of " + name + " -->\n")
	_, after, found := bytes.Cut(from, end)
	if !ok || !found {
		return nil, fmt.Errorf("no lines <!-- %s … --> and %s", name, bytes.TrimSpace(end))
	}
	before := content[:len(content)-len(from)]
	return slices.Concat(before, []byte(text), end, after), nil
}

// transcript returns what a person sees who lints the example.
func transcript(ctx context.Context, root string) (string, error) {
	const line = "go -C examples/stickers tool buslint ./..."
	cmd := exec.CommandContext(ctx, "go", strings.Fields(line)[1:]...)
	cmd.Dir = root
	var output bytes.Buffer
	cmd.Stdout, cmd.Stderr = &output, &output
	err := cmd.Run()
	if exit := (*exec.ExitError)(nil); !errors.As(err, &exit) || exit.ExitCode() != 3 {
		return "", fmt.Errorf("%s: %w instead of exit status 3, after:\n%s", line, err, &output)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "```console\n$ %s\n", line)
	for line := range strings.Lines(output.String()) {
		if !strings.HasPrefix(line, "go: downloading ") {
			b.WriteString(line)
		}
	}
	b.WriteString("```\n")
	return b.String(), nil
}

// rules are the analyzers that report something.
func rules() []*analysis.Analyzer {
	return slices.DeleteFunc(slices.Clone(analyzers.Suite), isModel)
}

// isModel reports whether others build on what the analyzer finds out; such an
// analyzer reports nothing itself.
func isModel(a *analysis.Analyzer) bool { return a.ResultType != nil }

// table returns the README's list of rules.
func table() string {
	var b strings.Builder
	b.WriteString("| rule | reports | mends |\n| --- | --- | --- |\n")
	for _, a := range rules() {
		title, _, _ := strings.Cut(a.Doc, "\n")
		mends := ""
		if hasFix(a) {
			mends = "yes"
		}
		fmt.Fprintf(&b, "| [%s](docs/rules.md#%[1]s) | %s | %s |\n", a.Name, strings.TrimPrefix(title, "reports "), mends)
	}
	return b.String()
}

// hasFix reports whether the analyzer says how it mends what it reports.
func hasFix(a *analysis.Analyzer) bool { return strings.Contains(a.Doc, "\n# Fix\n") }

// page returns docs/rules.md.
func page() []byte {
	var b bytes.Buffer
	b.WriteString(`<!-- Generated from the package comments in analyzers/ by go generate ./internal/rulesdoc; DO NOT EDIT. -->

# Rules

`)
	for _, a := range rules() {
		fmt.Fprintf(&b, "- [%s](#%[1]s)", a.Name)
		if hasFix(a) {
			b.WriteString(", which mends what it can")
		}
		b.WriteString("\n")
	}
	b.WriteString(`
All are on. ` + "`buslint help RULE`" + ` prints what stands here, and a comment
` + "`//lint:ignore RULE reason`" + ` on the line above keeps a rule silent in one place.
`)
	for _, a := range rules() {
		section(&b, a)
	}
	b.WriteString("\n# What the rules build on\n")
	for _, a := range analyzers.Suite {
		if isModel(a) {
			section(&b, a)
		}
	}
	return b.Bytes()
}

// section writes the documentation of one analyzer.
func section(b *bytes.Buffer, a *analysis.Analyzer) {
	title, body, _ := strings.Cut(a.Doc, "\n\n")
	fmt.Fprintf(b, "\n## %s\n\n", a.Name)
	writeMarkdown(b, a, strings.ToUpper(title[:1])+title[1:]+".\n\n"+body)

	heading := "\n### Flags\n\n"
	a.Flags.VisitAll(func(f *flag.Flag) {
		b.WriteString(heading)
		heading = ""
		value, usage := flag.UnquoteUsage(f)
		flag := strings.TrimSpace("-" + a.Name + "." + f.Name + " " + value)
		fmt.Fprintf(b, "- `%s`: %s", flag, usage)
		if value != "" && f.DefValue != "" {
			fmt.Fprintf(b, " (default `%s`)", f.DefValue)
		}
		b.WriteString("\n")
	})
}

// writeMarkdown writes a doc comment of the analyzer's package as Markdown, with
// the code in it fenced, so that it is shown in colours.
func writeMarkdown(b *bytes.Buffer, a *analysis.Analyzer, text string) {
	parser := comment.Parser{LookupSym: func(_, _ string) bool { return true }}
	printer := comment.Printer{
		HeadingLevel: 3,
		HeadingID:    func(*comment.Heading) string { return "" },
		// The only links are to what the package has.
		DocLinkURL: func(*comment.DocLink) string { return "../analyzers/" + a.Name },
	}
	for i, block := range parser.Parse(text).Content {
		if i > 0 {
			b.WriteString("\n")
		}
		if code, ok := block.(*comment.Code); ok {
			fmt.Fprintf(b, "```go\n%s```\n", code.Text)
			continue
		}
		b.Write(printer.Markdown(&comment.Doc{Content: []comment.Block{block}}))
	}
}
