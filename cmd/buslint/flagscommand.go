package main

import (
	"context"
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/internal/module"
	"github.com/buslint/buslint/internal/settings"
)

const flagsLong = `
Prints the flags that equal .buslint.yml, one a line:

	go vet -vettool=$(which buslint) $(buslint flags) ./...
`

func setupFlags(e *env, fs *flag.FlagSet) func(context.Context, []string) (int, error) {
	var o options
	o.declareFlags(fs)
	return func(_ context.Context, args []string) (int, error) {
		if len(args) > 0 {
			return 0, fmt.Errorf("%s is no flag; usage: %s", args[0], commandNamed("flags").usage())
		}
		return e.flags(&o, fs)
	}
}

// flags prints the flags that say what the configuration file does, for go vet and go
// fix: they remember what they have found by the flags that a tool was given, and so
// must not depend on a file.
func (e *env) flags(o *options, fs *flag.FlagSet) (int, error) {
	dir, err := os.Getwd()
	if err != nil {
		return 0, err
	}
	file, err := o.configure(fs, dir)
	if err != nil {
		return 0, err
	}
	fs.VisitAll(func(f *flag.Flag) {
		s, isSwitch := f.Value.(*ruleSwitch)
		switch {
		case isSwitch && *s == unswitched,
			!isSwitch && (!strings.Contains(f.Name, ".") || f.Value.String() == f.DefValue):
		case isSwitch && !inVet(f.Name):
			fmt.Fprintf(e.stderr, "buslint: %s is left out: go vet does not offer it\n", f.Name)
		default:
			fmt.Fprintf(e.stdout, "-%s=%s\n", f.Name, f.Value)
		}
	})
	switch {
	case file == nil || len(file.Exclude) == 0:
	case module.Root(file.Dir) == file.Dir:
		fmt.Fprintf(e.stdout, "-busmodel.%s=%s\n", settings.ExcludeFlag, &file.Exclude)
	default:
		fmt.Fprintf(e.stderr, "buslint: %s: exclude is left out: go vet counts names of files from the root of the module, and the file is elsewhere\n", file.Path)
	}
	return exitClean, nil
}

// inVet reports whether the vet tool has the rule.
func inVet(name string) bool {
	return slices.ContainsFunc(offered, func(a *analysis.Analyzer) bool { return a.Name == name })
}
