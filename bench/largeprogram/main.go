// Largeprogram measures what the model, the rules, and the join of all packages
// into a program cost, on generated programs of growing size.
//
//	go -C bench run ./largeprogram
//
// prints a table: how many sites a program has, and what each of them costs. The
// cost of one site should not depend on their number. Times are those of the processors.
//
//	go -C bench run ./largeprogram -write DIR
//
// writes the largest of these programs instead, for bench/editing and others.
package main

import (
	"context"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strings"
	"syscall"
	"time"

	"github.com/buslint/buslint/analyzers"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/lint"
	"github.com/buslint/buslint/internal/load"
	"github.com/buslint/buslint/internal/program"
	"github.com/buslint/buslint/internal/summary"
)

func main() {
	log.SetFlags(0)
	dir := flag.String("write", "", "write the largest program to a `directory` instead")
	flag.Parse()
	if *dir != "" {
		if err := generate(*dir, sizes[len(sizes)-1]); err != nil {
			log.Fatal(err)
		}
		return
	}
	fmt.Println("| packages | messages | sites | loading s | model, rules s | µs a site | join s | summaries MB | KB a site |")
	fmt.Println("|---:|---:|---:|---:|---:|---:|---:|---:|---:|")
	for _, size := range sizes {
		if err := measure(size); err != nil {
			log.Fatal(err)
		}
	}
	fmt.Println("\n| calls in one file | linting s | with fixes s | µs a call |\n|---:|---:|---:|---:|")
	for _, calls := range []int{1000, 4000, 16000} {
		if err := measureFixes(calls); err != nil {
			log.Fatal(err)
		}
	}
}

// measureFixes fixes a file with so many calls that drop the context.
func measureFixes(calls int) error {
	dir, err := os.MkdirTemp("", "largeprogram")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	var file strings.Builder
	file.WriteString("package p\n\nimport (\n\t\"context\"\n\n\t\"example.com/large/bus\"\n)\n\ntype RenameUser struct{}\n")
	for i := range calls / 10 {
		fmt.Fprintf(&file, "\nfunc f%d(ctx context.Context, b bus.Old) {\n%s}\n", i, strings.Repeat("\tb.Dispatch(&RenameUser{})\n", 10))
	}
	for name, text := range map[string]string{
		"go.mod":     "module example.com/large\n\ngo 1.26.0\n",
		"bus/bus.go": busSource + "\ntype Old interface {\n\tBus\n\tDispatch(msg any) error\n}\n",
		"p/p.go":     file.String(),
	} {
		if err := write(dir, name, text); err != nil {
			return err
		}
	}
	sources := new(load.Sources)
	run := func(contents map[string][]byte) (*lint.Result, error) {
		return lint.Run(context.Background(), lint.Options{
			Load:   load.Options{Dir: dir, Patterns: []string{"./..."}, Sources: sources, Overlay: contents},
			Config: config.Default(), Rules: analyzers.Suite, ProgramRules: program.Rules,
		})
	}
	start := processorTime()
	if _, err := run(nil); err != nil {
		return err
	}
	linting := processorTime() - start
	start = processorTime()
	fixer := &lint.Fixer{Run: run, Read: sources.Read, Wanted: func(findings []summary.Finding, _ map[string][]byte) ([]summary.Finding, error) {
		return findings, nil
	}}
	if _, err := fixer.Fix(); err != nil {
		return err
	}
	fixing := processorTime() - start
	if fixer.Fixed != calls {
		return fmt.Errorf("%d calls were fixed, and %d generated", fixer.Fixed, calls)
	}
	fmt.Printf("| %d | %.2f | %.2f | %.0f |\n", calls, linting.Seconds(), fixing.Seconds(), float64(fixing.Microseconds())/float64(calls))
	return nil
}

// A size says how large a program is.
type size struct{ packages, messages, sites int }

var sizes = []size{{200, 1000, 5000}, {400, 2000, 10000}, {800, 4000, 20000}, {2000, 10000, 50000}}

func measure(n size) error {
	dir, err := os.MkdirTemp("", "largeprogram")
	if err != nil {
		return err
	}
	defer os.RemoveAll(dir)
	if err := generate(dir, n); err != nil {
		return err
	}
	start := processorTime()
	pkgs, err := load.Packages(context.Background(), load.Options{Dir: dir, Patterns: []string{"./..."}})
	if err != nil {
		return err
	}
	if errs := load.Errors(pkgs); len(errs) > 0 {
		return fmt.Errorf("the generated program does not compile: %w", errs[0])
	}
	loading := processorTime() - start

	start = processorTime()
	summaries, err := lint.Summaries(pkgs, config.Default(), analyzers.Suite)
	if err != nil {
		return err
	}
	analysis := processorTime() - start
	// As they come from the cache or from another machine.
	encoded := summary.Encode(summaries)
	start = processorTime()
	summaries, err = summary.Decode(encoded, func(string) string { return dir })
	if err != nil {
		return err
	}
	all := lint.Join(summaries, config.Default(), program.Rules).All
	joining := processorTime() - start
	if len(all.Sites) != n.sites {
		return fmt.Errorf("%d sites were found, and %d generated", len(all.Sites), n.sites)
	}
	fmt.Printf("| %d | %d | %d | %.1f | %.2f | %.0f | %.2f | %.1f | %.2f |\n",
		n.packages, n.messages, n.sites, loading.Seconds(),
		analysis.Seconds(), float64(analysis.Microseconds())/float64(n.sites),
		joining.Seconds(), float64(len(encoded))/1e6, float64(len(encoded))/1e3/float64(n.sites))
	return nil
}

// processorTime returns how long processors have worked for this program, which says more
// than the clock where others use them, too.
func processorTime() time.Duration {
	var used syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &used); err != nil {
		log.Fatal(err)
	}
	return time.Duration(used.Utime.Nano() + used.Stime.Nano())
}

func write(dir, name, text string) error {
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(text), 0o666)
}

// generate writes a module whose main links all its packages. A package declares
// its share of the messages and registers their handlers; all else that happens are
// dispatches of the messages of the package before it.
func generate(dir string, n size) error {
	err := write(dir, "go.mod", "module example.com/large\n\ngo 1.26.0\n")
	if err != nil {
		return err
	}
	if err := write(dir, "bus/bus.go", busSource); err != nil {
		return err
	}
	perPackage, dispatches := n.messages/n.packages, (n.sites-n.messages)/n.packages
	var imports, calls strings.Builder
	for p := range n.packages {
		fmt.Fprintf(&imports, "\tp%d \"example.com/large/p%[1]d\"\n", p)
		fmt.Fprintf(&calls, "\tp%d.Init(b)\n\tp%[1]d.Run(context.Background(), b)\n", p)
		if err := write(dir, fmt.Sprintf("p%d/p.go", p), packageSource(p, perPackage, dispatches)); err != nil {
			return err
		}
	}
	return write(dir, "main.go", fmt.Sprintf("package main\n\nimport (\n\t\"context\"\n\t\"example.com/large/bus\"\n%s)\n\nfunc main() {\n\tvar b bus.Bus\n%s}\n", &imports, &calls))
}

func packageSource(p, messages, dispatches int) string {
	before := max(p-1, 0)
	var b strings.Builder
	fmt.Fprintf(&b, "package p%d\n\nimport (\n\t\"context\"\n\t\"example.com/large/bus\"\n", p)
	of := ""
	if p > 0 {
		of = "before."
		fmt.Fprintf(&b, "\tbefore \"example.com/large/p%d\"\n", before)
	}
	b.WriteString(")\n\n")
	for m := range messages {
		fmt.Fprintf(&b, "type UpdateItem%dCommand struct{ ID int64 }\n\nfunc handle%[1]d(ctx context.Context, cmd *UpdateItem%[1]dCommand) error { return nil }\n\n", m)
	}
	b.WriteString("func Init(b bus.Bus) {\n")
	for m := range messages {
		fmt.Fprintf(&b, "\tb.AddHandlerCtx(handle%d)\n", m)
	}
	b.WriteString("}\n\nfunc Run(ctx context.Context, b bus.Bus) {\n")
	for d := range dispatches {
		fmt.Fprintf(&b, "\t_ = b.DispatchCtx(ctx, &%sUpdateItem%dCommand{ID: %d})\n", of, d%messages, d)
	}
	b.WriteString("}\n")
	return b.String()
}

const busSource = `package bus

import "context"

type Bus interface {
	DispatchCtx(ctx context.Context, msg any) error
	AddHandlerCtx(handler any)
}
`
