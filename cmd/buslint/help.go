package main

import (
	"context"
	"flag"
	"fmt"
	"io"
	"slices"

	"github.com/buslint/buslint/analyzers/busmodel"
	"github.com/buslint/buslint/internal/misspelt"
)

const helpLong = `
Explains the commands and rules that are named, or without a name what there is, with
all flags.
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
	rules := allRules()
	if name == busmodel.Analyzer.Name {
		rules = []rule{ruleOf(busmodel.Analyzer)}
	}
	i := slices.IndexFunc(rules, func(r rule) bool { return r.name == name })
	if i < 0 {
		return unknownTopic(name)
	}
	r := rules[i]
	fmt.Fprintf(w, "%s: %s\n", r.name, r.doc)
	own := newFlagSet()
	if r.analyzer != nil {
		r.analyzer.Flags.VisitAll(func(f *flag.Flag) { own.Var(f.Value, r.name+"."+f.Name, f.Usage) })
	}
	if len(names(own)) > 0 {
		fmt.Fprint(w, "\nFlags:\n\n")
		own.SetOutput(w)
		own.PrintDefaults()
	}
	fmt.Fprintf(w, "\n%s\n", r.url)
	return nil
}

// unknownTopic returns an error that says what there is help on.
func unknownTopic(name string) error {
	var topics []string
	for _, c := range commands()[1:] {
		topics = append(topics, c.name)
	}
	return misspelt.Unknown("command or rule", name, slices.Concat(topics, ruleNames()))
}

// overview explains what there is: commands, rules, and the flags of the linter.
func overview(w io.Writer) {
	fmt.Fprint(w, "buslint keeps Go programs true to the conventions of their in-process message bus.\n\nUsage:\n\n")
	for _, c := range commands() {
		fmt.Fprintf(w, "	%-35s %s\n", c.usage(), c.short)
	}
	fmt.Fprint(w, `
	go vet -vettool=$(which buslint) [flags] [packages]
	go fix -fixtool=$(which buslint) [-diff] [packages]

Rules:

`)
	for _, r := range allRules() {
		off := ""
		if !r.byDefault {
			off = " (off by default)"
		}
		fmt.Fprintf(w, "	%-16s %s%s\n", r.name, r.title(), off)
	}
	fmt.Fprint(w, `
All rules run that are not off by default, unless some are named: -RULE runs only
that, -RULE=false all others.

Flags:

`)
	fs := without(commands()[0].flags(), isRule)
	fs.SetOutput(w)
	fs.PrintDefaults()
	fmt.Fprint(w, `
The exit code is 0 if nothing was found, 1 after an error, 3 if there are findings.
`)
}
