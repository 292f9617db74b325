package main

import (
	"bufio"
	"errors"
	"flag"
	"fmt"
	"io"
	"strings"

	"github.com/buslint/buslint/analyzers/busmodel"
	"github.com/buslint/buslint/internal/english"
	"github.com/buslint/buslint/internal/kind"
)

// name judges the names in args, or if there are none the lines of stdin, and
// prints a line for each: name, verdict, reason and suggestion, separated by tabs.
// It exits with 0 whatever the verdicts.
func name(args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	fs := flag.NewFlagSet("buslint name", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	of := fs.String("kind", "", "what the names are of: event, command or `query`; if not given, their suffixes tell")
	usage := func(w io.Writer) {
		fmt.Fprint(w, `Usage: buslint name [-kind event|command|query] [name...]

Judges names of messages, or the lines of the standard input if none are given.
Prints a line for each: name, verdict (ok, bad or unknown), reason and suggestion,
separated by tabs.

`)
		fs.SetOutput(w)
		fs.PrintDefaults()
	}
	if err := fs.Parse(args); errors.Is(err, flag.ErrHelp) {
		usage(stdout)
		return exitClean
	} else if err != nil {
		return fail(stderr, "name: %v; see buslint name -help", err)
	}
	judge := new(english.Judge)
	judges := map[busmodel.Kind]func(string) english.Judgement{
		busmodel.Event:   judge.Event,
		busmodel.Command: judge.Command,
		busmodel.Query:   judge.Query,
	}
	var given busmodel.Kind
	if *of != "" {
		for k := range judges {
			if k.String() == *of {
				given = k
			}
		}
		if given == busmodel.NoKind {
			return fail(stderr, "name: there is no kind %q; it is event, command or query", *of)
		}
	}

	out := bufio.NewWriter(stdout)
	show := func(name string) {
		k := given
		if k == busmodel.NoKind {
			k = kind.Suffix(name)
		}
		j := english.Judgement{Reason: "its suffix does not tell its kind; say -kind event, command or query"}
		if k != busmodel.NoKind {
			j = judges[k](name)
		}
		fmt.Fprintf(out, "%s\t%s\t%s\t%s\n", name, j.Verdict, j.Reason, j.Suggestion)
	}
	if fs.NArg() > 0 {
		for _, arg := range fs.Args() {
			show(arg)
		}
	} else {
		in := bufio.NewReader(stdin)
		for {
			line, err := in.ReadString('\n')
			if line = strings.TrimSpace(line); line != "" {
				show(line)
			}
			if err == io.EOF {
				break
			}
			if err != nil {
				out.Flush()
				return fail(stderr, "name: reading the standard input: %v", err)
			}
		}
	}
	if err := out.Flush(); err != nil {
		return fail(stderr, "name: %v", err)
	}
	return exitClean
}
