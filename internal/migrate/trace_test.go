package migrate_test

import (
	"bytes"
	"fmt"
	"go/format"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/buslint/buslint/analyzers"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/lint"
	"github.com/buslint/buslint/internal/load"
	"github.com/buslint/buslint/internal/migrate"
	"github.com/buslint/buslint/internal/summary"
)

// TestTraces writes programs at random, runs them, migrates them, and runs them again: the
// same messages have to travel in the same order, and no context may be over. With TRACES
// in the environment it tries as many programs as that says, and SEED begins elsewhere.
func TestTraces(t *testing.T) {
	t.Parallel()
	number := func(name string, otherwise int) int {
		if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
			return n
		}
		return otherwise
	}
	seed := uint64(number("SEED", 1)) //nolint:gosec // as it comes
	const perModule = 30
	for n := number("TRACES", perModule); n > 0; n, seed = n-perModule, seed+1 {
		seed, n := seed, min(n, perModule)
		t.Run(fmt.Sprintf("migrate/seed=%d", seed), func(t *testing.T) { t.Parallel(); testTraces(t, seed, n, migrated) })
		t.Run(fmt.Sprintf("fix/seed=%d", seed), func(t *testing.T) { t.Parallel(); testTraces(t, seed, n, fixed) })
	}
}

// testTraces runs programs before and after change, which returns the new contents of the
// files of the module in a directory.
func testTraces(t *testing.T, seed uint64, programs int, change func(t *testing.T, dir string) map[string][]byte) {
	t.Helper()
	dir := t.TempDir()
	bus, err := os.ReadFile("testdata/bus.go")
	if err != nil {
		t.Fatal(err)
	}
	files := map[string]string{
		"go.mod":     "module example.com/shop\n\ngo 1.26.0\n",
		"bus/bus.go": string(bus),
	}
	g := &generator{rand: rand.New(rand.NewPCG(seed, 0))} //nolint:gosec // the same programs each time
	var imports, calls strings.Builder
	for i := range programs {
		pkg := fmt.Sprintf("p%d", i)
		files[pkg+"/"+pkg+".go"] = g.program(pkg)
		fmt.Fprintf(&imports, "\t\"example.com/shop/%s\"\n", pkg)
		fmt.Fprintf(&calls, "\tfmt.Println(\"%s\")\n\t%s.Run()\n", pkg, pkg)
	}
	files["main.go"] = "package main\n\nimport (\n\t\"fmt\"\n\n" + imports.String() + ")\n\nfunc main() {\n" + calls.String() + "}\n"
	for name, text := range files {
		file := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(file), 0o777); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	before := run(t, dir)

	contents := change(t, dir)
	if len(contents) < programs/2 {
		t.Errorf("only %d files change", len(contents))
	}
	for file, data := range contents {
		if err := os.WriteFile(file, data, 0o666); err != nil {
			t.Fatal(err)
		}
	}
	after := run(t, dir)
	// The rules see the same contexts as the migration.
	left, err := linted(t, dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range left.Findings {
		if len(f.Fixes) > 0 {
			data, _ := os.ReadFile(f.Pos.Filename)
			t.Errorf("%v: %s (%s) could still be fixed, in\n%s", f.Pos, f.Message, f.Rule, data)
		}
	}
	for i := range programs {
		pkg := fmt.Sprintf("p%d", i)
		if want, got := part(before, pkg), part(after, pkg); got != want {
			name := filepath.Join(dir, pkg, pkg+".go")
			t.Errorf("before:\n%s\nafter:\n%s\nof\n%s\nwhich became\n%s", want, got, files[pkg+"/"+pkg+".go"], contents[name])
		}
	}
}

func linted(t *testing.T, dir string, contents map[string][]byte) (*lint.Result, error) {
	t.Helper()
	return lint.Run(t.Context(), lint.Options{
		Load:   load.Options{Dir: dir, Patterns: []string{"./..."}, Overlay: contents},
		Config: config.Default(), Rules: analyzers.Suite,
	})
}

// fixed returns what -fix makes of the module.
func fixed(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	x := &lint.Fixer{
		Run:    func(contents map[string][]byte) (*lint.Result, error) { return linted(t, dir, contents) },
		Wanted: func(findings []summary.Finding, _ map[string][]byte) ([]summary.Finding, error) { return findings, nil },
		Read:   os.ReadFile,
	}
	if _, err := x.Fix(); err != nil {
		t.Fatal(err)
	}
	for _, f := range x.Failed {
		t.Errorf("%v: a fix does not compile: %s", f.Pos, f.Reason)
	}
	return x.Contents
}

// migrated returns what migrate makes of the module.
func migrated(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	sources := new(load.Sources)
	pkgs, _, err := migrate.Load(t.Context(), load.Options{Dir: dir, Patterns: []string{"./..."}, Sources: sources})
	if err != nil {
		t.Fatal(err)
	}
	if errs := load.Errors(pkgs); len(errs) > 0 {
		t.Fatal(errs)
	}
	plan, err := migrate.New(pkgs, migrate.Options{
		Config:   config.Default(),
		Read:     sources.Read,
		Relative: func(file string) string { return strings.TrimPrefix(file, dir+string(filepath.Separator)) },
		Progress: func(string) func() { return func() {} },
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(plan.Left) > 0 {
		t.Errorf("%d calls are left: %+v", len(plan.Left), plan.Left)
	}
	return plan.Contents
}

// part returns what the program of the package has printed.
func part(trace []byte, pkg string) string {
	_, rest, _ := strings.Cut("\n"+string(trace), "\n"+pkg+"\n")
	rest, _, _ = strings.Cut("\n"+rest, "\np")
	return rest
}

func run(t *testing.T, dir string) []byte {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), "go", "run", ".")
	cmd.Dir = dir
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("go run: %v\n%s\n%s", err, stderr.Bytes(), out)
	}
	return out
}

// A generator writes programs.
type generator struct {
	rand *rand.Rand
	n    int // of messages so far
}

// id returns the name of another message, which begins with m.
func (g *generator) id() string {
	g.n++
	return fmt.Sprintf("m%d", g.n)
}

// program returns a package whose function Run does things on a bus.
func (g *generator) program(pkg string) string {
	head := g.pick(
		"func work(s *service) error {",
		"func work(ctx context.Context, s *service) error {",
		"func work(parent context.Context, s *service) error {\n\tctx, cancel := context.WithCancel(parent)\n\tdefer cancel()\n\t_ = ctx",
		"func work(w http.ResponseWriter, r *http.Request, s *service) error {",
		"func work(_ http.ResponseWriter, _ *http.Request, s *service) error {",
		"func work(_ context.Context, s *service) error {",
	)
	call := map[bool]string{true: "work(ctx, s)", false: "work(s)"}[strings.Contains(head, "context.Context")]
	if strings.Contains(head, "http.") {
		call = "work(nil, new(http.Request).WithContext(ctx), s)"
	}
	var body strings.Builder
	for range 2 + g.rand.IntN(4) {
		body.WriteString(g.statement(2) + "\n")
	}
	src := strings.NewReplacer("HEAD", head, "BODY", body.String(), "CALL", call, "PKG", pkg).Replace(frame)
	formatted, err := format.Source([]byte(src))
	if err != nil {
		panic(fmt.Sprintf("%v in\n%s", err, src))
	}
	return string(formatted)
}

const frame = `package PKG

import (
	"context"
	"net/http"
	"sync"

	"example.com/shop/bus"
)

type Command struct{ ID string }

type Nested struct{ ID string }

type service struct {
	b     bus.Bus
	name  string
	queue []func()
	hook  func(id string)
	table map[string]func(id string)
	in    *service
}

type value struct {
	b    bus.Bus
	name string
}

func (v value) send(id string) { _ = v.b.Dispatch(&Command{v.name + id}) }

type sender interface{ send(id string) }

type narrow interface{ Dispatch(msg bus.Msg) error }

func (s *service) send(id string) { _ = s.b.Dispatch(&Command{s.name + id}) }

func (s *service) later(f func()) { s.queue = append(s.queue, f) }

func (s *service) now(f func()) { f() }

func sendTo(n narrow, id string) { _ = n.Dispatch(&Command{id}) }

func each[T any](all []T, f func(T)) {
	for _, one := range all {
		f(one)
	}
}

func (s *service) handle(c *Command) error {
	if len(c.ID) > 3 {
		return nil
	}
	return s.b.Dispatch(&Nested{c.ID + "-nested"})
}

func handleNested(c *Nested) error { return nil }

func pass(f func(string)) func(string) { return f }

var _ sync.Mutex
var _ http.Handler

HEAD
BODY
	return nil
}

func Run() {
	s := &service{b: bus.New()}
	s.b.AddHandler(s.handle)
	s.b.AddHandler(handleNested)
	ctx, cancel := context.WithCancel(context.Background())
	_, _ = ctx, CALL
	cancel()
	for _, f := range s.queue {
		f()
	}
}
`

func (g *generator) pick(texts ...string) string { return texts[g.rand.IntN(len(texts))] }

// statement returns a statement that sends messages, with others in it down to a depth.
func (g *generator) statement(depth int) string {
	id := func() string { return strconv.Quote(g.id()) }
	inner := func() string {
		if depth == 0 {
			return "s.send(" + id() + ")"
		}
		return g.statement(depth - 1)
	}
	shapes := []func() string{
		func() string { return "if err := s.b.Dispatch(&Command{" + id() + "}); err != nil {\nreturn err\n}" },
		func() string { return "s.send(" + id() + ")" },
		func() string { return "sendTo(s.b, " + id() + ")" },
		func() string { return "func() error {\n" + inner() + "\nreturn nil\n}()" },
		func() string { return "defer func() error {\n" + inner() + "\nreturn nil\n}()" },
		func() string { return "defer s.send(" + id() + ")" },
		func() string {
			return "{\nt := &service{b: s.b, name: \"a\"}\nf := pass(t.send)\nt = &service{b: s.b, name: \"b\"}\nf(" + id() + ")\n}"
		},
		func() string {
			return "{\nv := value{s.b, \"a\"}\nf := pass(v.send)\nv.name = \"b\"\nf(" + id() + ")\nv.send(" + id() + ")\n}"
		},
		func() string {
			return "{\nt := &service{in: &service{b: s.b, name: \"a\"}}\nf := pass(t.in.send)\nt.in = &service{b: s.b, name: \"b\"}\nf(" + id() + ")\n}"
		},
		func() string {
			return "{\nvar x sender = value{s.b, \"x\"}\nf := pass(x.send)\nx = s\nf(" + id() + ")\nx.send(" + id() + ")\n}"
		},
		func() string {
			return "{\nvar fs []func(string)\nfor _, t := range []*service{{b: s.b, name: \"a\"}, {b: s.b, name: \"b\"}} {\nfs = append(fs, t.send)\n}\neach(fs, func(f func(string)) { f(" + id() + ") })\n}"
		},
		func() string {
			return "{\nvar wg sync.WaitGroup\nwg.Add(1)\ngo func() error {\ndefer wg.Done()\n" + inner() + "\nreturn nil\n}()\nwg.Wait()\n}"
		},
		func() string {
			return "{\ndone := make(chan bool)\ngo func() error {\ndefer close(done)\n" + inner() + "\nreturn nil\n}()\n<-done\n}"
		},
		func() string {
			return "{\nctx, cancel := context.WithCancel(context.Background())\n" + inner() + "\ncancel()\n<-ctx.Done()\n" + inner() + "\n}"
		},
		func() string {
			return "{\nstart, done := make(chan bool), make(chan bool)\ngo func() error {\ndefer close(done)\n<-start\n" + inner() + "\nreturn nil\n}()\ns.later(func() { close(start); <-done })\n}"
		},
		func() string { return "s.later(func() { s.send(" + id() + ") })" },
		func() string { return "s.now(func() { s.send(" + id() + ") })" },
		func() string { return "s.hook = s.send\ns.hook(" + id() + ")" },
		func() string {
			return "s.table = map[string]func(string){\"a\": s.send, \"b\": func(id string) { sendTo(s.b, id) }}\ns.table[\"a\"](" + id() + ")\ns.table[\"b\"](" + id() + ")"
		},
		func() string { return "(*service).send(s, " + id() + ")" },
		func() string { return "each([]string{" + id() + ", " + id() + "}, s.send)" },
		func() string { return "each([]string{`a\n\t`, " + id() + "}, func(id string) { s.send(id) })" },
		func() string { return "for range 2 {\n" + inner() + "\n}" },
		func() string { return "switch s.name {\ncase \"\":\n" + inner() + "\ndefault:\n" + inner() + "\n}" },
		func() string { return "s.send( /* why */ " + id() + ") // because" },
	}
	return shapes[g.rand.IntN(len(shapes))]()
}
