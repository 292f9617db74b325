package catalog

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/buslint/buslint/analyzers"
	"github.com/buslint/buslint/internal/catalog"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/lint"
	"github.com/buslint/buslint/internal/load"
	"github.com/buslint/buslint/internal/program"
)

// hostile are the files of a program whose messages are hard to write down, and of
// which one package does not compile.
var hostile = map[string]string{
	"go.mod": "module example.com/hostile\n\ngo 1.26.0\n",
	"events/events.go": `// Package events has names and comments that would break a page which trusts them.
package events

// Scripted is <script>window.pwned = 1</script> and </template></style><img src=x onerror="window.pwned = 2">,
// ]]> --> {{.}} ${1} ` + "`code`" + ` "quoted" 'single' & &amp; \\ | %3Cb%3E.
//
// [Scripted] and [a link] and http://example.com/"onmouseover="window.pwned=3
//
// # Heading <b>of</b> it
//
//	indented <script>window.pwned = 4</script>
//
// - a list | with a bar
//
// [a link]: https://example.com/?a="><script>window.pwned=5</script>
type Scripted struct {
	Markup  string "json:\"<b>|\" bad:\"'` + "`" + `\"" // <i>a comment</i> | with a bar
	Channel <-chan map[string]*[]Pair[string, int]
	Func    func(a, b interface{ M() }) (error, bool)
	Anon    struct{ X, Y int }
}

` + "// Overridden says \u202eesrever ni siht\u202c, \u2067isolated\u2069 and \u05e2\u05d1\u05e8\u05d9\u05ea \u0627\u0644\u0639\u0631\u0628\u064a\u0629." + `
//
` + "// \u05d4\u05d5\u05d3\u05e2\u05d4 \u05d6\u05d5 \u05e0\u05db\u05ea\u05d1\u05ea \u05de\u05d9\u05de\u05d9\u05df \u05dc\u05e9\u05de\u05d0\u05dc." + `
type Overridden struct {
` + "\t\u5b57\u6bb5, \u0627\u0633\u0645 string" + `
}

// Pair is generic, so that its name has brackets when it is used.
type Pair[K comparable, V any] struct {
	Key K
	Val V
}

` + "// \u00dcberwiesen is a word of another language.\ntype \u00dcberwiesen" + ` struct{ Pair[string, int] }

// FindQuery asks for something.
type FindQuery struct {
	Name   string
	Result []*Scripted
}
`,
	"main.go": `// Hostile is a program of messages that are hard to write down.
package main

import (
	"context"

	"example.com/hostile/bus"
	"example.com/hostile/events"
)

func main() {
	b := bus.New()
	b.AddEventListener(func(*events.Scripted) error { return nil })
	b.AddEventListener(listen[string])
	b.AddEventListener(func(ctx context.Context, e *events.Overridden) error { return nil })
	b.AddHandlerCtx(func(ctx context.Context, q *events.FindQuery) error { return nil })
	_ = b.Publish(&events.Scripted{})
	_ = b.Publish(&events.Pair[string, int]{})
	_ = b.Publish(&events.Overridden{})
` + "\t_ = b.Publish(&events.\u00dcberwiesen{})" + `
	for _, msg := range whatever() {
		_ = b.Publish(msg)
	}
}

func listen[T comparable](*events.Pair[T, int]) error { return nil }

var whatever func() []bus.Msg
`,
	"broken/broken.go": `package broken

var _ int = "<script>window.pwned = 6</script>"
`,
}

// hostileCatalog returns the catalog of that program, which is the same wherever the
// program is kept.
func hostileCatalog(t *testing.T) *catalog.Catalog {
	t.Helper()
	dir := t.TempDir()
	bus, err := os.ReadFile("../../cmd/buslint/testdata/bus.go")
	if err != nil {
		t.Fatal(err)
	}
	write(t, filepath.Join(dir, "bus", "bus.go"), string(bus))
	for name, content := range hostile {
		write(t, filepath.Join(dir, name), content)
	}
	r, err := lint.Run(t.Context(), lint.Options{
		Load:         load.Options{Dir: dir, Patterns: []string{"./..."}},
		Config:       config.Default(),
		Rules:        analyzers.Suite[1:],
		ProgramRules: program.Rules,
	})
	if err != nil {
		t.Fatal(err)
	}
	var problems []catalog.Problem
	for _, err := range r.Errors {
		problems = append(problems, catalog.Problem{Position: err.Pos, Message: err.Msg})
	}
	c := catalog.New(catalog.Options{
		All: r.All, Findings: r.Findings, Problems: problems, Dir: dir,
		Link: "https://example.com/{file}?a=1&b=<\">#L{line}", ResultFields: []string{"Result"},
	})
	if len(c.Messages) != 5 || len(c.Broken) != 1 || len(c.Unresolved) == 0 {
		t.Fatalf("the catalog has %d messages, %d problems and %d uses of unknown messages, want 5, 1 and some",
			len(c.Messages), len(c.Broken), len(c.Unresolved))
	}
	return c
}

func write(t *testing.T, name, content string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(name), 0o777); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(name, []byte(content), 0o666); err != nil {
		t.Fatal(err)
	}
}

// render returns the catalog in that format.
func render(t *testing.T, c *catalog.Catalog, format string) []byte {
	t.Helper()
	f, err := catalog.FormatNamed(format, "")
	if err != nil {
		t.Fatal(err)
	}
	content, err := f.Render(c)
	if err != nil {
		t.Fatal(err)
	}
	return content
}
