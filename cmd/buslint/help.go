package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/busmodel"
	"github.com/buslint/buslint/internal/misspelt"
	"github.com/buslint/buslint/internal/rules"
)

const helpLong = `
Explains the named commands and rules. Without a name, it lists all commands, rules and
flags.
`

func setupHelp(e *env, _ *flag.FlagSet) func(context.Context, []string) (int, error) {
	return func(_ context.Context, args []string) (int, error) {
		if len(args) == 0 {
			overview(e.stdout)
		}
		for _, arg := range args {
			if err := explain(e.stdout, arg); err != nil {
				return 0, err
			}
		}
		return exitClean, nil
	}
}

// explain explains the command or rule of that name.
func explain(w io.Writer, name string) error {
	if c := commandNamed(name); c != nil {
		c.help(w)
		return nil
	}
	r, ok := rules.Named(name)
	doc, url := r.Doc, r.URL
	if name == busmodel.Analyzer.Name {
		doc, url, ok = busmodel.Analyzer.Doc, busmodel.Analyzer.URL, true
	}
	if ok {
		explainAnalyzer(w, name, doc, url)
		return nil
	}
	return misspelt.Unknown("command or rule", name, topics())
}

// explainAnalyzer explains a rule, or what rules build on, with its flags.
func explainAnalyzer(w io.Writer, name, doc, url string) {
	fmt.Fprintf(w, "%s: %s\n", name, doc)
	own := without(commands()[0].flags(), func(flag string) bool { return !strings.HasPrefix(flag, name+".") })
	if len(allNames(own)) > 0 {
		fmt.Fprint(w, "\nFlags:\n\n")
		own.SetOutput(w)
		own.PrintDefaults()
	}
	fmt.Fprintf(w, "\n%s\n", url)
}

// topics returns what there is help on.
func topics() []string { return slices.Concat(commandNames(), rules.Names()) }

// overview explains what there is: commands, rules, and the flags of the linter.
func overview(w io.Writer) {
	fmt.Fprint(w, "buslint keeps Go programs true to the conventions of their in-process message bus.\n\nUsage:\n\n")
	width := 0
	for _, c := range commands() {
		width = max(width, len(c.usage()))
	}
	for _, c := range commands() {
		fmt.Fprintf(w, "	%-*s %s\n", width, c.usage(), c.short)
	}
	fmt.Fprint(w, `
	go vet -vettool=$(which buslint) [flags] [packages]
	go fix -fixtool=$(which buslint) [-diff] [packages]

Rules:

`)
	for _, r := range rules.All {
		off := ""
		if !r.Default {
			off = " (off by default)"
		}
		fmt.Fprintf(w, "	%-16s %s%s\n", r.Name, r.Title(), off)
	}
	fmt.Fprint(w, `
All rules run except those that are off by default. -RULE runs only that rule, and
-RULE=false all others.

Flags:

`)
	fs := without(commands()[0].flags(), isRule)
	fs.SetOutput(w)
	fs.PrintDefaults()
	fmt.Fprint(w, `
The exit code is 0 if there are no findings, 1 after an error, and 3 if there are findings.
`)
}
