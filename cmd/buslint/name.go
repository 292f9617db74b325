package main

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"go/token"
	"io"
	"strings"

	"github.com/buslint/buslint/internal/english"
	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/misspelt"
)

const nameLong = `
Checks names of messages, or the lines of standard input if there are no arguments. It
prints a line for each name, separated by tabs: the name, the verdict (ok, bad or unknown),
the reason, and a better name. With -v the line also shows how the name was read, and how
the better name was made. The names are taken for those of one program, whose commands show
which words are verbs and things in it, and none is proposed that another has. The exit code
is 0 whatever the verdicts.
`

func setupName(e *env, fs *flag.FlagSet) func(context.Context, []string) (int, error) {
	of := fs.String("kind", "", "the kind of message: event, command or `query`; by default, the suffix of a name decides")
	verbose := fs.Bool("v", false, "also print how each name was read, and how its better name was made")
	nouns := fs.String("nouns", "", "comma-separated `words` that are nouns in the program: its types, fields and packages")
	return func(_ context.Context, args []string) (int, error) { return e.name(*of, *nouns, *verbose, args) }
}

// name judges names, or if there are none the lines of stdin, as names of messages of a
// kind, or if that is "" of the kind that their suffixes tell; in a program that has these
// nouns, and the commands and events among the names.
func (e *env) name(of, nouns string, verbose bool, names []string) (int, error) {
	if len(names) == 0 {
		if err := eachLine(e.stdin, func(line string) { names = append(names, line) }); err != nil {
			return 0, fmt.Errorf("reading the standard input: %w", err)
		}
	}
	kindOf := kind.Suffix
	if of != "" {
		given, ok := map[string]kind.Kind{"event": kind.Event, "command": kind.Command, "query": kind.Query}[of]
		if !ok {
			return 0, fmt.Errorf("-kind: %w", misspelt.Unknown("kind", of, []string{"event", "command", "query"}))
		}
		kindOf = func(string) kind.Kind { return given }
	}
	// A type stands behind its package, and the last part of a topic behind the others: models.CreateUser,
	// order:paid, vote-removed.
	split := func(name string) (before, bare string) {
		i := strings.LastIndexAny(name, ".:/") + 1
		return name[:i], strings.ReplaceAll(name[i:], "-", "_")
	}
	var commands, events []string
	taken := map[string]bool{}
	for _, n := range names {
		_, bare := split(n)
		taken[bare] = true
		switch k := kindOf(bare); {
		case !token.IsIdentifier(bare):
		case k == kind.Command:
			commands = append(commands, bare)
		case k == kind.Event:
			events = append(events, bare)
		}
	}
	program := english.ProgramOf(strings.Split(nouns, ","), commands, events...)
	judge := &english.Judge{Taken: taken, Program: func() *english.Program { return program }}
	judges := map[kind.Kind]func(string) english.Judgement{
		kind.Event:   judge.Event,
		kind.Command: judge.Command,
		kind.Query:   judge.Query,
	}

	out := bufio.NewWriter(e.stdout)
	for _, n := range names {
		j := english.Judgement{Reason: "its suffix does not show its kind; use -kind event, command or query"}
		before, bare := split(n)
		switch judged := judges[kindOf(bare)]; {
		case !token.IsIdentifier(bare):
			j.Reason = "it is not the name of a type"
		case judged != nil:
			if j = judged(bare); j.Suggestion != "" && !token.IsExported(bare) { // a topic, such as order.pay
				if !strings.HasSuffix(n, bare) { // it has hyphens
					j.Suggestion = strings.ReplaceAll(j.Suggestion, "_", "-")
				}
				j.Suggestion = before + j.Suggestion
			}
		}
		fmt.Fprintf(out, "%s\t%s\t%s\t%s", n, j.Verdict, j.Reason, j.Suggestion)
		if verbose {
			fmt.Fprintf(out, "\t%s\t%s", j.Reading, j.Proposal)
		}
		fmt.Fprintln(out)
	}
	if err := out.Flush(); err != nil {
		return 0, err
	}
	return exitClean, nil
}

// eachLine calls do for each line that is not empty.
func eachLine(in io.Reader, do func(line string)) error {
	for lines := bufio.NewReader(in); ; {
		line, err := lines.ReadString('\n')
		if line = strings.TrimSpace(line); line != "" {
			do(line)
		}
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return err
		}
	}
}
