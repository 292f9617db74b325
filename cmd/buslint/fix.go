package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strings"

	"github.com/buslint/buslint/internal/diff"
	"github.com/buslint/buslint/internal/journal"
	"github.com/buslint/buslint/internal/lint"
	"github.com/buslint/buslint/internal/module"
	"github.com/buslint/buslint/internal/plural"
	"github.com/buslint/buslint/internal/summary"
)

// fixAll applies fixes until there are none, and writes the files, or with -diff
// prints what would change; then it prints what is left. It writes nothing with which
// the packages would not type-check as well as before.
func (l *linter) fixAll(ctx context.Context) (int, error) {
	x := &lint.Fixer{
		Run: func(contents map[string][]byte) (*lint.Result, error) {
			l.load.Overlay = contents
			return l.run(ctx)
		},
		Wanted: func(findings []summary.Finding, contents map[string][]byte) ([]summary.Finding, error) {
			return l.fixable(ctx, findings, contents)
		},
		Read: l.load.Sources.Read,
	}
	r, err := x.Fix()
	if err != nil {
		return 0, err
	}
	for _, f := range x.Failed {
		fmt.Fprintf(l.stderr, "buslint: %s: the fix of %s is left out, because the result would not compile: %s; this is a bug in buslint, please report it\n",
			l.relative(f.Pos.String()), f.Rule, f.Reason)
	}
	if l.diff {
		return l.diffOf(x, r)
	}
	if err := l.writeAll(ctx, "-fix", x.Contents); err != nil {
		return 0, err
	}
	l.collect.addFixed(x)
	return l.report(ctx, r)
}

// addFixed counts what was fixed.
func (c *collection) addFixed(x *lint.Fixer) {
	c.fixed += x.Fixed
	c.files += len(x.Contents)
}

// sayFixed says how much was fixed, or would be.
func (l *linter) sayFixed() {
	verb := "fixed"
	if l.diff {
		verb = "would fix"
	}
	if l.collect.fixed == 0 {
		fmt.Fprintln(l.stderr, "buslint: nothing to fix")
		return
	}
	fmt.Fprintf(l.stderr, "buslint: %s %s in %s\n", verb, plural.Of(l.collect.fixed, "finding"), plural.Of(l.collect.files, "file"))
}

// diffOf prints what would change. That is for a program to read: the findings would be
// in its way.
func (l *linter) diffOf(x *lint.Fixer, r *lint.Result) (int, error) {
	if err := l.printDiff(x.Contents); err != nil {
		return 0, err
	}
	l.collect.addFixed(x)
	l.printErrors(r.Errors)
	switch {
	case len(r.Errors) > 0:
		return exitError, nil
	case x.Fixed+len(r.Findings) > 0:
		return exitFindings, nil
	}
	return exitClean, nil
}

// writeAll gives files new contents, all or none of them, for the command that is called what.
// Files may be new.
func (l *linter) writeAll(ctx context.Context, what string, contents map[string][]byte) error {
	var changes []journal.Change
	for _, file := range slices.Sorted(maps.Keys(contents)) {
		old, err := l.load.Sources.Read(file)
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		changes = append(changes, journal.Change{File: file, Old: old, New: contents[file]})
	}
	return l.changedMeanwhile(what, journal.Write(ctx, module.Root(cmp.Or(l.load.Dir, l.dir)), what, changes))
}

// changedMeanwhile names the files that the error of a journal says have changed, and says
// which command to run again.
func (l *linter) changedMeanwhile(what string, err error) error {
	changed, ok := errors.AsType[*journal.ChangedError](err)
	if !ok {
		return err
	}
	for _, file := range changed.Files {
		fmt.Fprintln(l.stderr, l.relative(file))
	}
	return fmt.Errorf("these files have changed since they were read, so nothing was written; run buslint %s again", what)
}

func (l *linter) printDiff(contents map[string][]byte) error {
	for _, file := range slices.Sorted(maps.Keys(contents)) {
		old, err := l.load.Sources.Read(file)
		if err != nil {
			return err
		}
		if err := l.printChange(file, old, contents[file]); err != nil {
			return err
		}
	}
	return nil
}

// printChange prints how the new contents of a file differ from the old ones.
func (l *linter) printChange(file string, old, data []byte) error {
	// As git names them: with one slash before what is not below the working directory.
	name := strings.TrimPrefix(filepath.ToSlash(l.relative(file)), "/")
	changes := diff.Unified("a/"+name, old, "b/"+name, data)
	if l.colors(l.stdout) {
		changes = coloredDiff(changes)
	}
	_, err := l.stdout.Write(changes)
	return err
}
