package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"go/token"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/kind"
	"github.com/buslint/buslint/internal/lint"
	"github.com/buslint/buslint/internal/misspelt"
	"github.com/buslint/buslint/internal/program"
	"github.com/buslint/buslint/internal/recognise"
	"github.com/buslint/buslint/internal/rules"
	"github.com/buslint/buslint/internal/summary"
)

const whyLong = `
Explains the messages with that name: what kind they are and how buslint knows, where they
are sent and handled, and the findings about them. The name is CreateUser,
models.CreateUser, or the whole path. The default packages are ./... .
`

func setupWhy(e *env, fs *flag.FlagSet) func(context.Context, []string) (int, error) {
	l := &linter{env: e}
	l.declareFindingFlags(fs, "test")
	return func(ctx context.Context, args []string) (int, error) {
		if len(args) == 0 {
			return 0, errors.New("no message is given; usage: " + commandNamed("why").usage())
		}
		if err := l.start(ctx, "", args[1:]); err != nil {
			return 0, err
		}
		return l.why(ctx, args[0])
	}
}

// why explains one message: what it is and how that is known, where it travels,
// and what each rule has to say about it.
func (l *linter) why(ctx context.Context, name string) (int, error) {
	r, err := l.lint(ctx, l.load, rules.All)
	if err != nil {
		return 0, err
	}
	l.printErrors(r.Errors)
	messages := r.All.Find(name)
	if len(messages) == 0 {
		l.noteNoBus(r)
		return 0, fmt.Errorf("there is no message %s in %s; %s", name, strings.Join(l.load.Patterns, " "), instead(name, r.All))
	}
	for i, m := range messages {
		if i > 0 {
			fmt.Fprintln(l.stdout)
		}
		l.explain(r, r.All.Explain(m))
	}
	if len(r.Errors) > 0 {
		return exitError, nil
	}
	return exitClean, nil
}

// messageNames returns what messages are called, without and with their packages.
func messageNames(all *program.All) []string {
	var names []string
	for _, m := range all.Messages() {
		names = append(names, m.Name, m.String())
	}
	return names
}

// maxListed is the number of messages up to which all of them are listed.
const maxListed = 12

// instead says what there is in place of a message that is not there.
func instead(name string, all *program.All) string {
	if meant := misspelt.Meant(name, messageNames(all)); meant != "" {
		return "did you mean " + meant + "?"
	}
	var names []string
	for _, m := range all.Messages() {
		names = append(names, m.Name)
	}
	switch n := len(names); {
	case n == 0:
		return "a type is a message if it travels on a bus or its declaration says so"
	case n <= maxListed:
		return "there are " + strings.Join(names, ", ")
	default:
		return fmt.Sprintf("buslint catalog lists the %d messages that there are", n)
	}
}

func (l *linter) explain(r *lint.Result, e program.Explanation) {
	what := map[kind.Kind]string{
		kind.NoKind: "has no kind", kind.Event: "is an event", kind.Command: "is a command", kind.Query: "is a query",
	}[e.Kind]
	fmt.Fprintf(l.stdout, "%s.%s %s: %s\n", e.Path, e.Name, what, e.Because)
	row := func(what, text string) { fmt.Fprintf(l.stdout, "  %-16s %s\n", what, text) }
	if e.Declared.IsValid() {
		row("declared", l.relative(e.Declared.String()))
	} else {
		row("declared", "in another module")
	}
	for _, site := range e.Sites {
		text := l.relative(site.Pos.String())
		if !site.Aware {
			text += ", without a context"
		}
		if site.Test {
			text += ", in a test"
		}
		row(site.Role.Past(), text)
	}
	for _, p := range e.Programs {
		row("program", p.Name())
	}
	for _, rule := range rules.All {
		said, off := false, ""
		if !l.config.Runs(rule.Name, rule.Default) {
			off = " (the rule is off)"
		}
		for _, f := range r.Findings {
			if f.Rule == rule.Name && slices.Contains(f.About, e.Message) {
				said = true
				row(rule.Name, l.relative(f.Pos.String())+": "+f.Message+off)
				if rule.Name == program.Missinghandler {
					l.ways(e, f, row)
				}
			}
		}
		switch {
		case said:
		case e.Ignored:
			row(rule.Name, "does not apply, because the message is ignored")
		case l.config.Excludes(rule.Name, e.Declared.Filename):
			row(rule.Name, "is off for the file that declares it, by "+l.config.Path)
		case !rule.LooksAt(e.Kind):
			row(rule.Name, "does not apply to "+e.Kind.Plural())
		default:
			row(rule.Name, cmp.Or(l.silence(r.All, rule, e), "has no finding"))
		}
	}
}

// silence returns why the rule has nothing to say about the message, although it looks at
// messages of that kind; "" if it found nothing.
func (l *linter) silence(all *program.All, rule rules.Rule, e program.Explanation) string {
	switch {
	case rule.Program != nil:
		return all.Silence(rule.Program, e, func(pos token.Position) string { return l.relative(pos.String()) })
	case rule.WantsField && !e.InField():
		return "is silent: no bus that the message travels on leaves it to a field to hold the answer"
	case ofNames[rule.Name] && e.Guessed() && kind.Suffix(e.Name) == kind.NoKind && !recognise.SaysKind(e.Path):
		return "is silent: the bus is recognised by its shape, or sends any value, and neither the name nor the package says what kind the message is"
	}
	return ""
}

// ofNames are the rules about the names of messages.
var ofNames = map[string]bool{"eventname": true, "commandname": true}

// ways shows how the programs reach the dispatch that the finding is about.
func (l *linter) ways(e program.Explanation, f summary.Finding, row func(what, text string)) {
	for _, site := range e.Sites {
		if site.Pos != f.Pos {
			continue
		}
		for _, p := range e.Programs {
			if way := p.Way(site); len(way) > 0 {
				row("", p.Name()+" gets there through "+strings.ReplaceAll(strings.Join(way, ", "), p.Main.Module+"/", ""))
			}
		}
	}
}
