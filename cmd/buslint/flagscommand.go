package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/internal/config"
	"github.com/buslint/buslint/internal/module"
	"github.com/buslint/buslint/internal/settings"
)

// flags prints the flags that say what the configuration file does, for go vet and go
// fix: they remember what they have found by the flags that a tool was given, and so
// must not depend on a file.
func flags(args []string, stdout, stderr io.Writer) int {
	var o options
	fs := newFlags(&o)
	const usage = "buslint flags [-config file] [flags]"
	switch err := fs.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		fmt.Fprintf(stdout, "Usage: %s\n\nPrints the flags that equal %s, one a line:\n\n\tgo vet -vettool=$(which buslint) $(buslint flags) ./...\n", usage, config.Name)
		return exitClean
	case err != nil:
		return fail(stderr, "flags: %v; usage: %s", err, usage)
	case fs.NArg() > 0:
		return fail(stderr, "flags: %s is no flag; usage: %s", fs.Arg(0), usage)
	}
	dir, err := os.Getwd()
	if err != nil {
		return fail(stderr, "flags: %v", err)
	}
	file, err := o.configure(fs, dir)
	if err != nil {
		return fail(stderr, "%v", err)
	}
	fs.VisitAll(func(f *flag.Flag) {
		s, isSwitch := f.Value.(*ruleSwitch)
		switch {
		case isSwitch && *s == unswitched,
			!isSwitch && (!strings.Contains(f.Name, ".") || f.Value.String() == f.DefValue):
		case isSwitch && !inVet(f.Name):
			fmt.Fprintf(stderr, "buslint: %s is left out: go vet does not offer it\n", f.Name)
		default:
			fmt.Fprintf(stdout, "-%s=%s\n", f.Name, f.Value)
		}
	})
	switch {
	case file == nil || len(file.Exclude) == 0:
	case module.Root(file.Dir) == file.Dir:
		fmt.Fprintf(stdout, "-busmodel.%s=%s\n", settings.ExcludeFlag, &file.Exclude)
	default:
		fmt.Fprintf(stderr, "buslint: %s: exclude is left out: go vet counts names of files from the root of the module, and the file is elsewhere\n", file.Path)
	}
	return exitClean
}

// inVet reports whether the vet tool has the rule.
func inVet(name string) bool {
	return slices.ContainsFunc(offered, func(a *analysis.Analyzer) bool { return a.Name == name })
}
