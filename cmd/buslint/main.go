// Command buslint keeps Go programs true to the conventions of their in-process
// message bus.
//
// Without a command it lints the packages named by its arguments. The commands are those
// of the table in commands.go; buslint help lists them.
//
// It is also a tool for go vet -vettool and go fix -fixtool. It exits with 0 if it
// has found nothing, 1 if something went wrong, and 3 if there are findings.
package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"syscall"

	"golang.org/x/tools/go/analysis/multichecker"

	"github.com/buslint/buslint/analyzers"
	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/rules"
)

const (
	exitClean    = 0
	exitError    = 1
	exitFindings = 3
)

func main() {
	if isToolProtocol(os.Args[1:]) {
		multichecker.Main(config.FromFlags(analyzers.Suite, rules.Language, analyzers.Off()...)...) // exits
	}
	serves := len(os.Args) > 1 && os.Args[1] == "lsp" // and lives long
	if !serves && os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		collectLate()
	}
	// People interrupt, and CI terminates, as do editors.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // who interrupts twice need not wait
	os.Exit(run(ctx, &env{reader{ctx, os.Stdin}, os.Stdout, os.Stderr}, os.Args[1:]))
}

// A reader waits for input until its context is done.
type reader struct {
	ctx context.Context //nolint:containedctx // io.Reader has no place for it
	in  io.Reader
}

func (r reader) Read(p []byte) (int, error) {
	type result struct {
		data []byte
		err  error
	}
	read := make(chan result, 1)
	go func() {
		data := make([]byte, len(p)) // p is the caller's again when the context is done
		n, err := r.in.Read(data)
		read <- result{data[:n], err}
	}()
	select {
	case <-r.ctx.Done():
		return 0, r.ctx.Err()
	case got := <-read:
		return copy(p, got.data), got.err
	}
}

// collectLate lets garbage be up to eight times of what is in use before it is collected, until a
// quarter of a gigabyte is in use or a gigabyte is there. The process is short, and syntax and
// types live nearly to its end: on a program of 180 packages this saves a quarter of the time.
func collectLate() {
	percent, limit := debug.SetGCPercent(800), debug.SetMemoryLimit(1<<30)
	type garbage struct{ *byte }
	var collected func(struct{})
	await := func() { runtime.AddCleanup(&garbage{new(byte)}, collected, struct{}{}) }
	collected = func(struct{}) {
		var memory runtime.MemStats
		if runtime.ReadMemStats(&memory); memory.HeapAlloc < 1<<28 {
			await()
			return
		}
		debug.SetMemoryLimit(limit)
		debug.SetGCPercent(percent)
	}
	await()
}

// isToolProtocol reports whether it is go vet or go fix that calls: they ask for the
// version and the flags, and then hand in a .cfg file for each package, after flags that
// the vet tool has.
func isToolProtocol(args []string) bool {
	if len(args) == 1 && slices.Contains([]string{"-flags", "--flags", "-V=full", "--V=full"}, args[0]) {
		return true
	}
	all, vet := newFlagSet(), newFlagSet()
	new(options).declareFlags(all)
	all.VisitAll(func(f *flag.Flag) {
		if isOfRule(f.Name) || slices.Contains([]string{"json", "c", "fix", "diff"}, f.Name) {
			vet.Var(f.Value, f.Name, f.Usage)
		}
	})
	return len(args) > 0 && strings.HasSuffix(args[len(args)-1], ".cfg") && vet.Parse(args) == nil && vet.NArg() == 1
}

func setupVersion(e *env, _ *flag.FlagSet) func(context.Context, []string) (int, error) {
	return func(context.Context, []string) (int, error) {
		fmt.Fprintln(e.stdout, version())
		return exitClean, nil
	}
}

// version returns the version of the module that the binary was built from, and from which
// commit and by which Go.
func version() string {
	info, ok := debug.ReadBuildInfo()
	if !ok {
		return "buslint (unknown)"
	}
	return versionOf(info)
}

// versionOf returns what the binary says of how it was built. The commit is known if it was
// built in a repository; otherwise the version tells it.
func versionOf(info *debug.BuildInfo) string {
	v, commit, changed := "(unknown)", "", ""
	for _, mod := range append([]*debug.Module{&info.Main}, info.Deps...) {
		if mod.Path == "github.com/buslint/buslint" {
			v = mod.Version
		}
	}
	for _, setting := range info.Settings {
		switch {
		case info.Main.Path != "github.com/buslint/buslint": // it is the commit of something else
		case setting.Key == "vcs.revision":
			commit = fmt.Sprintf("commit %.12s", setting.Value)
		case setting.Key == "vcs.modified" && setting.Value == "true":
			changed = " with changes"
		}
	}
	if commit != "" {
		commit += changed + ", "
	}
	return fmt.Sprintf("buslint %s (%s%s)", v, commit, info.GoVersion)
}

// fail says what went wrong.
func fail(stderr io.Writer, format string, args ...any) int {
	fmt.Fprintf(stderr, "buslint: "+format+"\n", args...)
	return exitError
}
