package main

import (
	"cmp"
	"context"
	"errors"
	"flag"
	"fmt"
	"go/build"
	"go/token"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/misspelt"
	"github.com/buslint/buslint/internal/module"
)

// A command is one of the things that buslint does, by its name.
type command struct {
	name  string // "" is the linter itself
	args  string // what follows the flags, as the usage shows it
	short string // what it does, in a line
	long  string // the same in full

	// setup declares the flags of one call, and returns what runs it with the arguments
	// that follow them. That returns the exit code, or an error that goes with the code 1.
	setup func(e *env, fs *flag.FlagSet) func(ctx context.Context, args []string) (int, error)
}

// An env is what a command has of the outside.
type env struct {
	stdin          io.Reader
	stdout, stderr io.Writer
}

// A sink remembers an error in writing to it, which commands need not look at.
type sink struct {
	io.Writer
	err error
}

func (s *sink) Write(data []byte) (int, error) {
	n, err := s.Writer.Write(data)
	s.err = cmp.Or(s.err, err)
	return n, err
}

// commands returns all commands, in the order in which they are shown.
func commands() []*command {
	return []*command{
		{"", "[packages]", "lint packages (default ./...)", "", setupLint},
		{"buses", "[packages]", "list the buses that are used, and how often", busesLong, setupBuses},
		{"cache", "", "show or delete the cache", cacheLong, setupCache},
		{"catalog", "[packages]", "document all messages: who sends, handles and listens to them", catalogLong, setupCatalog},
		{"completion", "bash|zsh|fish", "print a completion script for a shell", completionLong, setupCompletion},
		{"files", "file...", "lint the packages that contain the files", filesLong, setupFiles},
		{"flags", "", "print the settings of .buslint.yml as a flag, for go vet", flagsLong, setupFlags},
		{"help", "[command or rule...]", "explain a command, a rule, or all flags", helpLong, setupHelp},
		{"init", "[packages]", "find buses in the code and describe them in .buslint.yml", initLong, setupInit},
		{"join", "file...", "report findings from the summaries of packages", joinLong, setupJoin},
		{"lsp", "", "run a language server for an editor", lspLong, setupLSP},
		{"migrate", "[packages]", "pass contexts through the bus, in a whole module", migrateLong, setupMigrate},
		{"name", "[name...]", "check names of messages, without code", nameLong, setupName},
		{"rename", "[old=new...] [packages]", "rename messages, in a whole module", renameLong, setupRename},
		{"summarize", "[packages]", "write the summaries of packages to a file, for buslint join", summarizeLong, setupSummarize},
		{"trend", "[packages]", "show how findings change over the history", trendLong, setupTrend},
		{"twins", "[packages]", "list functions with a twin that takes a context, and their calls", twinsLong, setupTwins},
		{"undo", "", "undo or complete an interrupted -fix, migrate or rename", undoLong, setupUndo},
		{"version", "", "print the version", "", setupVersion},
		{"why", "type [packages]", "explain a message: its kind, its uses, its findings", whyLong, setupWhy},
	}
}

// commandNames returns the names of the commands.
func commandNames() []string {
	var names []string
	for _, c := range commands()[1:] {
		names = append(names, c.name)
	}
	return names
}

// commandNamed returns the command of that name, or nil.
func commandNamed(name string) *command {
	all := commands()
	if i := slices.IndexFunc(all, func(c *command) bool { return c.name == name && name != "" }); i >= 0 {
		return all[i]
	}
	return nil
}

// run runs the command that the first argument names, or else the linter, and returns
// the exit code.
func run(ctx context.Context, e *env, args []string) int {
	c := commands()[0]
	if len(args) > 0 {
		name := args[0]
		if name == "-version" || name == "--version" {
			name = "version"
		}
		if named := commandNamed(name); named != nil {
			c, args = named, args[1:]
		} else if err := noCommand(name); err != nil {
			return fail(e.stderr, "%v", err)
		}
	}
	out := &sink{Writer: e.stdout}
	code, err := c.call(ctx, &env{e.stdin, out, e.stderr}, args)
	if err == nil {
		err = out.err
	}
	switch {
	case ctx.Err() != nil:
		return fail(e.stderr, "interrupted")
	case err != nil:
		return fail(e.stderr, "%v", err)
	}
	return code
}

// noCommand returns an error if name, which is no command, is meant to be one: there is no
// such folder, nor such a package of the standard library or of this module.
func noCommand(name string) error {
	meant := misspelt.Meant(name, commandNames())
	if _, err := os.Stat(name); err != nil && name == "lint" {
		return errors.New("there is no command lint: buslint ./... lints, without a command")
	}
	if meant == "" || !token.IsIdentifier(name) {
		return nil
	}
	if dir, err := os.Getwd(); err == nil && module.Path(module.Root(dir)) == name {
		return nil
	}
	for _, folder := range []string{name, filepath.Join(build.Default.GOROOT, "src", name)} {
		if _, err := os.Stat(folder); err == nil {
			return nil
		}
	}
	return fmt.Errorf("there is no command %s; did you mean %s?", name, meant)
}

// mistaken returns an error that says what else arguments may be meant for that the go command
// does not know as packages; nil if there is nothing to say.
func mistaken(args []string) error {
	for _, arg := range args {
		folder, _, _ := strings.Cut(arg, "...")
		_, err := os.Stat(folder)
		switch {
		case build.IsLocalImport(arg) || filepath.IsAbs(arg):
		case err == nil:
			return fmt.Errorf("%s is taken for the path of a package; to lint the folder, say ./%[1]s", arg)
		case token.IsIdentifier(arg):
			return fmt.Errorf("%s is not a command, either; buslint help lists the commands", arg)
		}
	}
	return nil
}

// call parses the flags in args, and runs the command.
func (c *command) call(ctx context.Context, e *env, args []string) (int, error) {
	fs := newFlagSet()
	do := c.setup(e, fs)
	switch err := fs.Parse(args); {
	case errors.Is(err, flag.ErrHelp):
		c.help(e.stdout)
		return exitClean, nil
	case err != nil:
		return 0, c.flagError(fs, err)
	}
	if c.args == "" && fs.NArg() > 0 {
		return 0, fmt.Errorf("%s takes no arguments, and %s is one; see buslint help %[1]s", c.name, fs.Arg(0))
	}
	for i, arg := range fs.Args() {
		if arg == "--" {
			break
		}
		if i > 0 && strings.HasPrefix(arg, "-") {
			return 0, fmt.Errorf("%s comes after %s, but flags must come first", arg, fs.Arg(i-1))
		}
	}
	return do(ctx, fs.Args())
}

// flagError returns what to say of an error in parsing flags.
func (c *command) flagError(fs *flag.FlagSet, err error) error {
	see := strings.TrimSpace("buslint help " + c.name)
	name, ok := strings.CutPrefix(err.Error(), "flag provided but not defined: -")
	if !ok {
		return fmt.Errorf("%w; see %s", err, see)
	}
	if meant := misspelt.Meant(name, allNames(fs)); meant != "" {
		return fmt.Errorf("there is no flag -%s; did you mean -%s?", name, meant)
	}
	return fmt.Errorf("there is no flag -%s; see %s", name, see)
}

// names returns the names of the flags that visit visits.
func names(fs *flag.FlagSet, visit func(*flag.FlagSet, func(*flag.Flag))) []string {
	var names []string
	visit(fs, func(f *flag.Flag) { names = append(names, f.Name) })
	return names
}

// allNames returns the names of all flags.
func allNames(fs *flag.FlagSet) []string { return names(fs, (*flag.FlagSet).VisitAll) }

// usage returns how the command is called.
func (c *command) usage() string {
	words := []string{"buslint"}
	if c.name != "" {
		words = append(words, c.name)
	}
	if len(allNames(c.flags())) > 0 {
		words = append(words, "[flags]")
	}
	if c.args != "" {
		words = append(words, c.args)
	}
	return strings.Join(words, " ")
}

// flags returns the flags of the command, to be shown.
func (c *command) flags() *flag.FlagSet {
	fs := newFlagSet()
	c.setup(new(env), fs)
	return fs
}

// help explains the command.
func (c *command) help(w io.Writer) {
	if c.name == "" {
		overview(w)
		return
	}
	fmt.Fprintf(w, "Usage: %s\n", c.usage())
	if c.long != "" {
		fmt.Fprintf(w, "\n%s\n", strings.TrimSpace(c.long))
	}
	fs := c.flags()
	if own := without(fs, isOfRule); len(allNames(own)) > 0 {
		fmt.Fprint(w, "\nFlags:\n\n")
		own.SetOutput(w)
		own.PrintDefaults()
	}
	if slices.ContainsFunc(allNames(fs), isOfRule) {
		fmt.Fprint(w, "\nbuslint help explains the flags of the rules, and those that turn rules on or off.\n")
	}
}

// newFlagSet returns a set without flags, whose errors are returned and not printed.
func newFlagSet() *flag.FlagSet {
	fs := flag.NewFlagSet("buslint", flag.ContinueOnError)
	fs.SetOutput(io.Discard)
	return fs
}
