// Rulesdoc writes the documentation that derives from the rules: all of
// docs/rules.md and, in README.md and other documents, what stands between markers.
// The texts are those of the rules, as buslint help prints them; besides, README.md shows
// what the linter prints for the example, and docs/configuring.md what it prints for a test.
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
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"golang.org/x/tools/txtar"

	"github.com/buslint/buslint/analyzers"
	"github.com/buslint/buslint/internal/busmodel"
	"github.com/buslint/buslint/internal/capital"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/rules"
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

// generate returns the files that are out of date, and with write set updates
// them.
func generate(ctx context.Context, write bool) (stale []string, err error) {
	gomod, err := exec.CommandContext(ctx, "go", "env", "GOMOD").Output()
	if err != nil {
		return nil, err
	}
	root := filepath.Dir(strings.TrimSpace(string(gomod)))
	generated := map[string][]byte{"docs/rules.md": page(), "docs/config-schema.json": rules.Language.Schema()}
	transcript, err := transcript(ctx, root)
	if err != nil {
		return nil, err
	}
	example, err := example(root)
	if err != nil {
		return nil, err
	}
	for file, sections := range map[string]map[string]string{
		"README.md":     {"rules": list("docs/rules.md"), "example": transcript},
		"docs/bazel.md": {"nogo": nogo()},
		"docs/configuring.md": {
			"example":  example,
			"profile":  keys("a bus", config.ProfileKeys()),
			"function": keys("a function", config.FuncKeys()),
			"twin":     keys("a twin", config.TwinKeys()),
		},
	} {
		if generated[file], err = os.ReadFile(filepath.Join(root, filepath.FromSlash(file))); err != nil {
			return nil, err
		}
		for name, text := range sections {
			if generated[file], err = replaceSection(generated[file], name, text); err != nil {
				return nil, fmt.Errorf("%s: %w", file, err)
			}
		}
	}
	var errs []error
	for _, name := range slices.Sorted(maps.Keys(generated)) {
		path := filepath.Join(root, filepath.FromSlash(name))
		current, err := os.ReadFile(path)
		if err != nil && !errors.Is(err, os.ErrNotExist) {
			return nil, err
		}
		if bytes.Equal(generated[name], current) {
			continue
		}
		stale = append(stale, name)
		if write {
			errs = append(errs, os.WriteFile(path, generated[name], 0o666))
		}
	}
	return stale, errors.Join(errs...)
}

// example returns the example for the configuration file, which cmd/buslint tests.
func example(root string) (string, error) {
	archive, err := txtar.ParseFile(filepath.Join(root, "cmd", "buslint", "testdata", "profiles.txtar"))
	if err != nil {
		return "", err
	}
	var example strings.Builder
	for _, shown := range []struct{ name, text, language string }{
		{"desk/desk.go", "The bus:", "go"},
		{".buslint.yml", "What `.buslint.yml` says of it:", "yaml"},
		{"shop/shop.go", "A program that uses it:", "go"},
		{"want.txt", "And what `buslint ./...` finds there:", "text"},
		{"buses.txt", "`buslint buses` counts:", "text"},
	} {
		i := slices.IndexFunc(archive.Files, func(f txtar.File) bool { return f.Name == shown.name })
		if i < 0 {
			return "", fmt.Errorf("the example has no file %s", shown.name)
		}
		fmt.Fprintf(&example, "\n%s\n\n```%s\n%s```\n", shown.text, shown.language, archive.Files[i].Data)
	}
	example.WriteString("\n")
	return example.String(), nil
}

// nogo returns what makes a nogo of the analyzers.
func nogo() string {
	var names []string
	for _, a := range analyzers.Suite {
		if !slices.Contains(analyzers.Off(), a.Name) {
			names = append(names, a.Name)
		}
	}
	slices.Sort(names)
	var deps strings.Builder
	for _, name := range names {
		fmt.Fprintf(&deps, "        \"@com_github_buslint_buslint//analyzers/%s\",\n", name)
	}
	return "\n```starlark\n" + `load("@rules_go//go:def.bzl", "nogo")

nogo(
    name = "nogo",
    config = "nogo.json",
    visibility = ["//visibility:public"],
    deps = [
` + deps.String() + "    ],\n)\n```\n\n"
}

// keys returns a table of keys.
func keys(of string, keys []config.Key) string {
	var table strings.Builder
	fmt.Fprintf(&table, "\n| key of %s | value | says |\n| --- | --- | --- |\n", of)
	for _, key := range keys {
		value := map[config.KeyType]string{
			config.StringKey: "string", config.NumberKey: "number", config.BoolKey: "`true` or `false`", config.FuncsKey: "list", config.NamesKey: "list of strings",
		}[key.Type]
		if len(key.Values) > 0 {
			value = "`" + strings.Join(key.Values, "`, `") + "`"
		}
		if key.Required {
			value += "; required"
		}
		fmt.Fprintf(&table, "| `%s` | %s | %s |\n", key.Name, value, key.Doc)
	}
	return table.String() + "\n"
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

// list returns the README's table of rules. Its links start with page.
func list(page string) string {
	var b strings.Builder
	write := func(head string, ofPackages bool) {
		fmt.Fprintf(&b, "| %s | reports | |\n| --- | --- | --- |\n", head)
		for _, r := range rules.All {
			note := ""
			switch {
			case (r.Package != nil) != ofPackages:
				continue
			case !r.Default && r.Fixes():
				note = "off by default; fixable"
			case !r.Default:
				note = "off by default"
			case r.Fixes():
				note = "fixable"
			}
			fmt.Fprintf(&b, "| [%[1]s](%[2]s#%[1]s) | %[3]s | %[4]s |\n", r.Name, page, strings.TrimPrefix(r.Title(), "reports "), note)
		}
	}
	write("in a package", true)
	b.WriteString("\n")
	write("in a program", false)
	return b.String()
}

// page returns docs/rules.md.
func page() []byte {
	var b bytes.Buffer
	b.WriteString(`<!-- Generated from what the rules say of themselves by go generate ./internal/rulesdoc; DO NOT EDIT. -->

# Rules

` + list("") + "\n`-fix`" + ` fixes what a fixable rule finds, where that is safe. All rules run except those that are
off by default: ` + "`-RULE`" + ` runs that rule and no other, ` + "`-RULE=false`" + ` all others. A comment
` + "`//lint:ignore RULE reason`" + ` on the line above, or at the end of the line, keeps a rule silent in
one place, and ` + "`//lint:file-ignore RULE reason`" + ` anywhere in a file in all of it. RULE may be
several rules with commas between them, or a pattern such as ` + "`*name`" + `; without a reason the
comment has no effect. On the declaration of a message it holds wherever a rule speaks about
that declaration.
Rules over programs are run by buslint itself, not by drivers that show a tool one
package at a time.
`)
	for _, r := range rules.All {
		if r.Package != nil {
			section(&b, r)
		}
	}
	// Who looks for a rule need not know what the rules build on.
	section(&b, rules.Rule{Name: busmodel.Analyzer.Name, Doc: busmodel.Analyzer.Doc, Default: true, Package: busmodel.Analyzer})
	for _, r := range rules.All {
		if r.Program != nil {
			section(&b, r)
		}
	}
	return b.Bytes()
}

// section writes the documentation of one rule.
func section(b *bytes.Buffer, r rules.Rule) {
	_, body, _ := strings.Cut(r.Doc, "\n\n")
	fmt.Fprintf(b, "\n## %s\n\n", r.Name)
	off := ""
	if !r.Default {
		off = " It is off by default."
	}
	title := r.Title()
	writeMarkdown(b, capital.Of(title)+"."+off+"\n\n"+body)
	if r.Package == nil {
		return
	}
	heading := "\n### Flags\n\n"
	r.Package.Flags.VisitAll(func(f *flag.Flag) {
		b.WriteString(heading)
		heading = ""
		value, usage := flag.UnquoteUsage(f)
		fmt.Fprintf(b, "- `%s`: %s", strings.TrimSpace("-"+r.Name+"."+f.Name+" "+value), usage)
		if value != "" && f.DefValue != "" {
			fmt.Fprintf(b, " (default `%s`)", f.DefValue)
		}
		b.WriteString("\n")
	})
}

// writeMarkdown writes what a rule says, a doc comment, as Markdown, with the
// code in it fenced, so that it is shown in colours.
func writeMarkdown(b *bytes.Buffer, text string) {
	var parser comment.Parser
	printer := comment.Printer{
		HeadingLevel: 3,
		HeadingID:    func(*comment.Heading) string { return "" },
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
