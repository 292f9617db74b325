package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"

	"github.com/buslint/buslint/internal/doctext"
	"github.com/buslint/buslint/internal/lint"
	"github.com/buslint/buslint/internal/misspelt"
	"github.com/buslint/buslint/internal/program"
	"github.com/buslint/buslint/internal/rename"
	"github.com/buslint/buslint/internal/rules"
	"github.com/buslint/buslint/internal/summary"
)

// A renamer is the command rename: it gives messages the names that the rules propose.
type renamer struct {
	*migrator
	plan rename.Options
}

const renameLong = `
Renames messages in all packages of the main module: to the names that eventname and
commandname propose for the given packages, or as OLD=NEW says. It also renames what is
named after a message: handlers, listeners and constructors, and its name in doc comments
and links. It prints the plan. With -w it writes the files, but only if the whole result
compiles.

A message whose name may be a topic, or stored, keeps it unless -wire is given. Strings, comments and
files in other languages that contain an old name are listed, but not changed.
The guide is ` + doctext.Docs + `renaming.md .

The exit code is 0 if nothing is left to do, 1 after an error, and 3 if something would
change or cannot be changed.
`

func setupRename(e *env, fs *flag.FlagSet) func(context.Context, []string) (int, error) {
	r := &renamer{migrator: &migrator{linter: &linter{env: e}}}
	r.declarePlanFlags(fs)
	fs.BoolVar(&r.plan.Files, "files", false, "also rename files that are named after a message they declare")
	fs.BoolVar(&r.plan.Wire, "wire", false, "also rename messages whose names may be topics or stored")
	fs.BoolVar(&r.plan.Alias, "alias", false, "keep the old names as deprecated aliases, which go fix replaces")
	fs.BoolVar(&r.plan.Generated, "generated", false, "also change generated files")
	return func(ctx context.Context, args []string) (int, error) {
		pairs, patterns := splitPairs(args)
		isName := func(arg string) bool { return token.IsIdentifier(arg) && token.IsExported(arg) }
		if len(args) == 2 && isName(args[0]) && isName(args[1]) {
			return 0, fmt.Errorf("to give %s the name %s, write %s=%s", args[0], args[1], args[0], args[1])
		}
		if err := r.start(ctx, "", patterns); err != nil {
			return 0, err
		}
		return r.run(ctx, pairs)
	}
}

// splitPairs separates OLD=NEW from packages.
func splitPairs(args []string) (pairs, patterns []string) {
	for _, arg := range args {
		if strings.Contains(arg, "=") {
			pairs = append(pairs, arg)
		} else {
			patterns = append(patterns, arg)
		}
	}
	return pairs, patterns
}

func (r *renamer) run(ctx context.Context, pairs []string) (int, error) {
	pkgs, loaded, err := r.loadModule(ctx)
	if err != nil {
		return 0, err
	}
	running, _ := rules.Split(rules.Running(r.config))
	summaries, err := lint.Summaries(pkgs, r.config, running)
	if err != nil {
		return 0, err
	}
	found := lint.Join(summaries, r.config, nil)
	r.noteNoBus(found)
	if r.plan.Names, err = r.names(pkgs, found, pairs); err != nil {
		return 0, err
	}
	r.plan.Load, r.plan.Relative, r.plan.Mentions = loaded, r.relative, true
	plan, err := rename.New(ctx, pkgs, found.All, r.plan)
	if err != nil {
		return 0, err
	}
	if r.write {
		if err := r.writePlan(ctx, "rename", plan.Contents); err != nil {
			return 0, err
		}
	}
	diff := func() error {
		return errors.Join(plan.PrintRefused(r.stderr), r.printDiff(plan.Contents))
	}
	return r.finish(plan, diff, len(plan.Refused) > 0, len(plan.Files) > 0)
}

// names returns the new names of messages: those that pairs say, or else those that the
// rules propose in the packages that are meant.
func (r *renamer) names(pkgs []*packages.Package, found *lint.Result, pairs []string) (map[summary.Type]string, error) {
	names := map[summary.Type]string{}
	for _, pair := range pairs {
		old, name, _ := strings.Cut(pair, "=")
		message, err := r.message(pkgs, found.All, old)
		if err != nil {
			return nil, err
		}
		if other, ok := names[message]; ok && other != name {
			return nil, fmt.Errorf("%s cannot be renamed to both %s and %s", old, other, name)
		}
		names[message] = name
	}
	if len(pairs) > 0 {
		return names, nil
	}
	for _, f := range found.Findings {
		message := f.Declaration
		if name := f.Proposal(); name != "" && message != (summary.Type{}) && r.means(message) {
			names[message] = name
		}
	}
	return names, nil
}

// message returns the message that is called name, of several the one in the packages that
// are meant.
func (r *renamer) message(pkgs []*packages.Package, all *program.All, name string) (summary.Type, error) {
	messages := all.Find(name)
	if meant := slices.DeleteFunc(slices.Clone(messages), func(m summary.Type) bool { return !r.means(m) }); len(meant) > 0 {
		messages = meant
	}
	switch len(messages) {
	case 0:
		for _, pkg := range pkgs {
			if obj, ok := pkg.Types.Scope().Lookup(name).(*types.TypeName); ok {
				return summary.Type{}, fmt.Errorf("%s is a type (%s), but no message: nothing dispatches, publishes or handles it", name, r.relative(pkg.Fset.Position(obj.Pos()).String()))
			}
		}
		var known []string
		for _, e := range all.Messages() {
			known = append(known, e.Name)
		}
		return summary.Type{}, misspelt.Unknown("message", name, known)
	case 1:
		return messages[0], nil
	}
	var full []string
	for _, m := range messages {
		full = append(full, m.Full())
	}
	return summary.Type{}, fmt.Errorf("several messages are named %s; use one of %s", name, strings.Join(full, ", "))
}

// means reports whether a message is declared in the packages that are given.
func (r *renamer) means(message summary.Type) bool {
	return r.selection.Packages[strings.TrimSuffix(message.Path, "_test")]
}
