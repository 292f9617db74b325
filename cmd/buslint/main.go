// Command buslint keeps Go programs true to the conventions of their in-process
// message bus.
//
//	buslint [flags] [packages]           lint packages, "." if none are given
//	buslint buses [packages]             which buses are used, and how often
//	buslint catalog [packages]           which messages there are, who sends, who listens
//	buslint files [flags] file...        lint the packages that files belong to
//	buslint flags                        print the flags that equal .buslint.yml
//	buslint help [rule]                  explain the flags, or a rule
//	buslint migrate [flags] [packages]   let contexts travel, in a whole module
//	buslint name [-kind K] [name...]     judge names of messages, without code
//	buslint version                      print the version
//	buslint why type [packages]          explain a message, and what rules say of it
//
// It is also a tool for go vet -vettool and go fix -fixtool. It exits with 0 if it
// has found nothing, 1 if something went wrong, and 3 if there are findings.
package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis/multichecker"
)

const (
	exitClean    = 0
	exitError    = 1
	exitFindings = 3
)

func main() {
	if isToolProtocol(os.Args[1:]) {
		multichecker.Main(offered...) // exits
	}
	if os.Getenv("GOGC") == "" && os.Getenv("GOMEMLIMIT") == "" {
		collectLate()
	}
	os.Exit(run(os.Args[1:], os.Stdin, os.Stdout, os.Stderr))
}

// collectLate keeps the garbage collector off until there is a gigabyte to look at.
// The process is short, and what it allocates, syntax and types, lives nearly to its
// end: on a program of 180 packages this saves a quarter of the time.
func collectLate() {
	percent := debug.SetGCPercent(-1)
	limit := debug.SetMemoryLimit(1 << 30)
	type first struct{ *byte }
	runtime.AddCleanup(&first{new(byte)}, func(struct{}) {
		debug.SetMemoryLimit(limit)
		debug.SetGCPercent(percent)
	}, struct{}{})
}

// isToolProtocol reports whether it is go vet or go fix that calls: they ask for
// the version and the flags, and then hand in a .cfg file for each package.
func isToolProtocol(args []string) bool {
	return slices.ContainsFunc(args, func(arg string) bool {
		name, isFlag := strings.CutPrefix(arg, "-")
		name = strings.TrimPrefix(name, "-")
		return strings.HasSuffix(arg, ".cfg") || isFlag && (name == "flags" || name == "V=full")
	})
}

func run(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	command := ""
	if len(args) > 0 {
		command = args[0]
	}
	switch command {
	case "buses":
		return buses(args[1:], stdout, stderr)
	case "catalog":
		return catalogCommand(args[1:], stdout, stderr)
	case "files":
		return filesCommand(args[1:], stdout, stderr)
	case "flags":
		return flags(args[1:], stdout, stderr)
	case "help":
		return help(args[1:], stdout, stderr)
	case "migrate":
		return migrateCommand(args[1:], stdout, stderr)
	case "name":
		return name(args[1:], stdin, stdout, stderr)
	case "version":
		fmt.Fprintln(stdout, version())
		return exitClean
	case "why":
		return why(args[1:], stdout, stderr)
	}
	return lintCommand(args, stdout, stderr)
}

// version returns the version of the module that the binary was built from, and of
// Go.
func version() string {
	v, goVersion := "(unknown)", ""
	if info, ok := debug.ReadBuildInfo(); ok {
		goVersion = info.GoVersion
		for _, mod := range append([]*debug.Module{&info.Main}, info.Deps...) {
			if mod.Path == "github.com/buslint/buslint" {
				v = mod.Version
			}
		}
	}
	return fmt.Sprintf("buslint %s (%s)", v, goVersion)
}

// fail says what went wrong.
func fail(stderr io.Writer, format string, args ...any) int {
	fmt.Fprintf(stderr, "buslint: "+format+"\n", args...)
	return exitError
}
