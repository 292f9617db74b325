package main

import (
	"errors"
	"flag"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/analysis"

	"github.com/buslint/buslint/analyzers"
	"github.com/buslint/buslint/analyzers/busmodel"
)

// options are the flags of the lint command.
type options struct {
	json    bool
	context int
	fix     bool
	diff    bool
	tests   bool
	tags    string
	rules   map[*analysis.Analyzer]*ruleSwitch
}

// newFlags returns the flags of the lint command: its own, one for each rule that
// turns it on or off, and the rules' own flags, named as multichecker names them.
func newFlags(o *options) *flag.FlagSet {
	fs := flag.NewFlagSet("buslint", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	fs.BoolVar(&o.json, "json", false, "print the findings as JSON, as go vet does, and exit with 0")
	fs.IntVar(&o.context, "c", -1, "print each finding's line with `n` lines of context around it")
	fs.BoolVar(&o.fix, "fix", false, "apply the suggested fixes")
	fs.BoolVar(&o.diff, "diff", false, "print what -fix would change, and change nothing")
	fs.BoolVar(&o.tests, "test", true, "lint test files, too")
	fs.StringVar(&o.tags, "tags", "", "comma-separated build `tags`")
	o.rules = map[*analysis.Analyzer]*ruleSwitch{}
	for _, a := range analyzers.Suite {
		if a != busmodel.Analyzer {
			o.rules[a] = new(ruleSwitch)
			fs.Var(o.rules[a], a.Name, "run this rule and no other, or with =false all others: "+title(a))
		}
		a.Flags.VisitAll(func(f *flag.Flag) {
			fs.Var(f.Value, a.Name+"."+f.Name, f.Usage)
		})
	}
	return fs
}

// enabled returns the rules that the switches select: those that are switched on,
// or if none is, those that are not switched off.
func (o *options) enabled() []*analysis.Analyzer {
	on := slices.ContainsFunc(analyzers.Suite, func(a *analysis.Analyzer) bool {
		return o.rules[a] != nil && *o.rules[a] == switchedOn
	})
	var rules []*analysis.Analyzer
	for _, a := range analyzers.Suite {
		if s := o.rules[a]; s != nil && (*s == switchedOn || !on && *s == unswitched) {
			rules = append(rules, a)
		}
	}
	return rules
}

// A ruleSwitch is a boolean flag that knows whether it was given.
type ruleSwitch int

const (
	unswitched ruleSwitch = iota
	switchedOn
	switchedOff
)

func (s *ruleSwitch) IsBoolFlag() bool { return true }

func (s *ruleSwitch) String() string { return strconv.FormatBool(s == nil || *s != switchedOff) }

func (s *ruleSwitch) Set(value string) error {
	on, err := strconv.ParseBool(value)
	if err != nil {
		return errors.New("want true or false")
	}
	*s = switchedOff
	if on {
		*s = switchedOn
	}
	return nil
}

func title(a *analysis.Analyzer) string {
	title, _, _ := strings.Cut(a.Doc, "\n\n")
	return title
}

// help explains the command, or the rules named by args.
func help(args []string, stdout, stderr io.Writer) int {
	if len(args) == 0 {
		fmt.Fprint(stdout, `buslint keeps Go programs true to the conventions of their in-process message bus.

Usage:

	buslint [flags] [packages]          lint packages, "." if none are given
	buslint help [rule]                 explain the flags, or a rule
	buslint name [-kind K] [name...]    judge names of messages, without code
	buslint version                     print the version

	go vet -vettool=$(which buslint) [flags] [packages]
	go fix -fixtool=$(which buslint) [-diff] [packages]

Rules:

`)
		for _, a := range analyzers.Suite {
			if a != busmodel.Analyzer {
				fmt.Fprintf(stdout, "	%-14s %s\n", a.Name, title(a))
			}
		}
		fmt.Fprint(stdout, `
All rules run unless some are named: -RULE runs only that, -RULE=false all others.

Flags:

`)
		fs := newFlags(new(options))
		fs.VisitAll(func(f *flag.Flag) {
			if isRule(f.Name) {
				fs = without(fs, f.Name)
			}
		})
		fs.SetOutput(stdout)
		fs.PrintDefaults()
		fmt.Fprint(stdout, `
The exit code is 0 if nothing was found, 1 after an error, 3 if there are findings.
`)
		return exitClean
	}
	for _, arg := range args {
		i := slices.IndexFunc(analyzers.Suite, func(a *analysis.Analyzer) bool { return a.Name == arg })
		if i < 0 {
			return fail(stderr, "there is no rule %s; the rules are %s", arg, ruleNames())
		}
		a := analyzers.Suite[i]
		fmt.Fprintf(stdout, "%s: %s\n", a.Name, a.Doc)
		own := flag.NewFlagSet(a.Name, flag.ContinueOnError)
		own.SetOutput(stdout)
		n := 0
		a.Flags.VisitAll(func(f *flag.Flag) {
			own.Var(f.Value, a.Name+"."+f.Name, f.Usage)
			n++
		})
		if n > 0 {
			fmt.Fprint(stdout, "\nFlags:\n\n")
			own.PrintDefaults()
		}
		fmt.Fprintf(stdout, "\n%s\n", a.URL)
	}
	return exitClean
}

func isRule(name string) bool {
	return slices.ContainsFunc(analyzers.Suite, func(a *analysis.Analyzer) bool { return a.Name == name })
}

// without returns a copy of fs that lacks a flag.
func without(fs *flag.FlagSet, name string) *flag.FlagSet {
	rest := flag.NewFlagSet(fs.Name(), flag.ContinueOnError)
	fs.VisitAll(func(f *flag.Flag) {
		if f.Name != name {
			rest.Var(f.Value, f.Name, f.Usage)
		}
	})
	return rest
}

func ruleNames() string {
	var names []string
	for _, a := range analyzers.Suite {
		if a != busmodel.Analyzer {
			names = append(names, a.Name)
		}
	}
	return strings.Join(names, ", ")
}
